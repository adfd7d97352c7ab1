g = lambda x: x.missing
g(3)
