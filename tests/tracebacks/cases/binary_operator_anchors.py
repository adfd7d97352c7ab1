a, b, c = 1, 2, 0
result = a * b + a / c - 3
