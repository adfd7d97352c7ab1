print(lenn("x"))
