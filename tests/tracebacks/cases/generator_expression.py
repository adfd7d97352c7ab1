print(sum(10 / (2 - i) for i in range(4)))
