# One lookup serves several operations on a key as long as the dict's entries stay.
def count(n):
    d = {}
    for i in range(n):
        k = i * 13 % 37
        if k in d:
            d[k] += i
            d[k] = d[k] - 1
        else:
            d[k] = 0
            d[k] += 2
        if k not in d:
            print("lost")
        if i % 50 == 0:
            d.pop(k, None)
            d[k] = d.get(k, 5) + 1
        if i % 70 == 0 and k in d:
            del d[k]
            if k in d:
                print("still there")
            d.setdefault(k, 9)
            d[k] += 1
    return d


print(count(1000))


def two(n):
    a, b = {}, {}
    same = a
    for i in range(n):
        k = i % 11
        a[k] = a.get(k, 0) + 1
        b[k] = b.get(k, 0) + a[k]
        same[k] = a[k] + 1
        a[k] = same[k] * 2 % 1000
        if k in same:
            del a[k]
        if k in same:
            print("still there")
        same[k] = i
    return a, b


print(two(400))


def growing(n):
    d = {}
    out = 0
    for i in range(n):
        if i in d:
            out += 1
        d[i] = i
        d[-i] = i
        out += d[i] + d[-i]
        if i % 3 == 0:
            for j in range(i, i + 5):
                d[j] = j
        if i + 1 in d:
            out += d[i + 1]
    return out, len(d)


print(growing(500))


def strings(n):
    words = ["a", "bb", "ccc", "é", "".join(["d", "d"])]
    d = {}
    for i in range(n):
        w = words[i % 5]
        if w in d:
            d[w].append(i)
        else:
            d[w] = [i]
        key = "k" + str(i % 7)
        d[key] = d.get(key, 0) + 1
        if "k" + str(i % 9) in d:
            d["k" + str(i % 9)] += 10
        d["const"] = d.get("const", 0) + len(w)
    return {k: (v if isinstance(v, int) else len(v)) for k, v in d.items()}


print(strings(500))


def odd_keys(n):
    d = {1: "int", -1: "minus", 2**40: "long", 2**70: "big"}
    out = []
    for i in range(n):
        for k in (1, 1.0, True, -1, -1.0, 2**40, float(2**40), 2**70, 0, 0.0, False, -2):
            if k in d:
                d[k] = d[k] + "x" if len(d[k]) < 9 else "s"
            else:
                d[k] = "new"
        big = 2**46 + i
        d[big] = big * 4
        out.append(d[big] == big * 4)
        out.append(d.get(big * 4) is None)
    return list(d.items())[:8], all(out), len(d)


print(odd_keys(200))


class Node:
    def __init__(self, key):
        self.key = key
        self.table = {}

    def put(self, key, value):
        if key in self.table:
            self.table[key] = value
            return self.table[key]
        self.table[key] = value
        return -self.table[key]


def attributes(n):
    node = Node(1)
    other = Node(2)
    other.table = node.table
    total = 0
    for i in range(n):
        total += node.put(i % 17, i)
        if i % 17 in other.table:
            total += other.table[i % 17]
        if i % 40 == 0:
            other.table.clear()
        if i % 90 == 0:
            node.table = {}
    return total, len(node.table), len(other.table)


print(attributes(600))


def missing(n):
    d = {}
    lost = 0
    for i in range(n):
        try:
            d[i % 5] += 1
        except KeyError:
            lost += 1
            d[i % 5] = 0
        try:
            x = d[i % 8]
            if i % 8 in d:
                d[i % 8] = x + 1
        except KeyError as e:
            lost += e.args[0]
        if i % 60 == 0:
            d.clear()
    return lost, d


print(missing(500))

z = 0
space = globals()
for i in range(600):
    z += 1
    if "z" in space and i % 100 == 0:
        print(space["z"], end=" ")
        space["z"] = space["z"] + 1000
        space["w"] = space.get("w", 0) + z
print(z, w)


class Mutating:
    def __init__(self, d):
        self.d = d

    def __hash__(self):
        return 3

    def __eq__(self, other):
        self.d.pop(3, None)
        return False


def mutating(n):
    hits = 0
    for i in range(n):
        d = {3: i, 4: 1}
        m = Mutating(d)
        if 3 in d:
            if m in d:
                hits += 1000
            hits += d.get(3, -1) == -1
            d[3] = 7
            hits += d[3]
    return hits


print(mutating(150))
