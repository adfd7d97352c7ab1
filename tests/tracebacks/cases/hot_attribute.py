class P:
    def __init__(self, v): self.v = v
ps = [P(i) for i in range(400)] + [None]
s = 0
for p in ps:
    s += p.v
