list(map(lambda v: 1 / v, [1, 0]))
