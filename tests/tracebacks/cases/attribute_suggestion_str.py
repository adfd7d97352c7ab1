"x".uppper()
