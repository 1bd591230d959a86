import ChatLab

Program.main()
