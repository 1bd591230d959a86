print("chat-lab")
