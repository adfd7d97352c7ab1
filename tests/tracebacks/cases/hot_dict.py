d = {i: i for i in range(500)}
s = 0
for i in range(501): s += d[i]
