# Paths of compiled code that are hardly taken: a list grows, an int needs a heap object, a cell must be found, a character is
# wide. What the loop has in registers, ints and floats, is there afterwards.


def growing(n):
    a, b, c, d, e, f = 0.5, 1.5, 2.5, 3.5, 4.5, 5.5
    g, h, k, m = 1, 2, 3, 4
    out = []
    for i in range(n):
        a = a * 0.75 + b
        b = b * 0.5 + c
        c = c * 0.25 - d
        d = d * -0.5 + e
        e = e * 0.125 + f
        f = f * 0.5 + i
        g, h, k, m = h ^ i, k + g % 7, m + h % 5, g + i % 3
        out.append(a + f)
        out.append(g + m)
    return repr(sum(out)), repr([a, b, c, d, e, f]), [g, h, k, m], len(out)


print(growing(3000))


def boxing(n, step):
    items = [0] * 8
    x, y = 1.5, 2.5
    t = 1
    for i in range(n):
        x = x * 0.5 + i
        y = y * 0.25 + x
        t = t + step
        items[i % 8] = t
        items[(i + 3) % 8] = t - i * 2
    return items, repr(x), repr(y)


print(boxing(400, 2**29))
print(boxing(400, 2**45))
print(boxing(400, 2**54))
print(boxing(400, -(2**54)))


class Pair:
    def __init__(self, a, b):
        self.a = a
        self.b = b


def cells(n):
    x, y, total = 0.5, 0.25, 0.0
    kept = []
    for i in range(n):
        x = x * 0.9 + y
        y = y * 0.8 + 1.0
        p = Pair(x, [y, i])
        kept.append((p, x))
        if i % 5 == 0:
            kept = kept[-3:]
        total += p.b[0] + kept[0][0].a
    return repr(total), repr(x), repr(y), len(kept)


print(cells(4000))


def characters(text, n):
    x, count = 1.0, 0
    for k in range(n):
        for i in range(len(text)):
            x = x * 0.5 + i
            if text[i] == "\u20ac":
                count += 1
            elif text[i] == "a":
                count += 10
    return count, repr(x)


print(characters("a\u20acb" * 30, 20), characters("aeb" * 30, 20), characters("a\U0001f600\u20ac" * 30, 20))
