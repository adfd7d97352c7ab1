# Sets in compiled code: keys at their first place, elsewhere, deleted, equal to keys of other types.


def ints(n, step, mod):
    s = set()
    for i in range(n):
        s.add(i * step % mod - mod // 2)
    hits = 0
    for i in range(-mod, mod):
        if i in s:
            hits += 1
        if i not in s:
            hits += 1000000
    return len(s), hits, sorted(s)[:3], -1 in s, -2 in s


print(ints(3000, 7919, 2003))
print(ints(500, 1, 8))


def collisions(n):
    """All have the same first place."""
    s = set()
    for i in range(n):
        s.add(i * 2**20)
    hits = 0
    for i in range(2 * n):
        hits += i * 2**20 in s
    return len(s), hits


print(collisions(300))


def deleted(n):
    s = set()
    hits = 0
    for i in range(n):
        s.add(i)
        s.add(i + n)
        if i % 3 == 0:
            s.discard(i)
        if i in s:
            hits += 1
        if i - 3 in s:
            hits += 10
        if i % 50 == 49:
            s.remove(i + n)
            s.add(i + n)
    return len(s), hits


print(deleted(600))


def numbers(n):
    """1, 1.0 and True are one key."""
    s = {1.0, 2.5, False, 3}
    hits = 0
    for i in range(n):
        if i in s:
            hits += 1
        if i + 0.5 in s:
            hits += 100
        if (i == 1) in s:
            hits += 10000
        s.add(1)
        s.add(3.0)
        s.add(i > 5)
    return len(s), hits, sorted(s)


print(numbers(300))


class Key:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return self.n

    def __eq__(self, other):
        return self.n == (other.n if isinstance(other, Key) else other)


def objects(n):
    s = {Key(i) for i in range(0, 40, 2)}
    hits = 0
    for i in range(n):
        if i % 40 in s:
            hits += 1
        s.add(i % 20)
    return len(s), hits


print(objects(400))


def strs(words, n):
    s, hits = set(), 0
    for i in range(n):
        w = words[i % len(words)]
        s.add(w)
        if w in s:
            hits += 1
        if w + "!" in s:
            hits += 100
        s.add(w[1:])
        if w[1:] in s:
            hits += 10000
    return sorted(s), hits


print(strs(["ab", "b", "", "xyz", "yz", "\u20ac", "caf\xe9", "fé"], 400))


def big(n):
    s, hits = set(), 0
    for i in range(n):
        x = (1 << (i % 62)) - 1
        s.add(x)
        s.add(-x)
        if x in s and -x in s:
            hits += 1
        if x * 4 + 3 in s:
            hits += 100
    return len(s), hits


print(big(500))
