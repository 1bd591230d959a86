// Scaffold: replaced by the first test.
