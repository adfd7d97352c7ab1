x = 1 if None.foo else 2
