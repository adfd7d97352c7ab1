# Strs put together and taken apart: lengths about the limits where their representation changes, and characters of every width.
texts = ["", "a", "ab", "caf\u00e9 cr\u00e8me", "x" * 100, "\u0416\u0436", "na\u00efve \u4e2d\u6587", "\U0001f600!", "0123456789" * 30]


def pieces(text):
    n = len(text)
    bounds = [None, 0, 1, 2, n - 1, n, n + 1, -1, -2, -n, -n - 1, 2**31 - 1, -(2**31), 2**40]
    total = 0
    for start in bounds:
        for stop in bounds:
            part = text[start:stop]
            total = total * 31 + len(part)
            for c in part[:3]:
                total += ord(c)
            if len(part) == 1 < n and part < "\u0100":
                assert part is chr(ord(part))
        total %= 1000003
    return total


for text in texts:
    print(len(text), pieces(text), text[:] is text, text[0:] is text)
    for step in (1, 2, -1):
        print(repr(text[::step])[:60])


def grow(piece, n):
    s = ""
    sizes = []
    for i in range(n):
        s += piece
        if i in (0, 1, 30, 31, 62, 63, 64, 127, 250):
            sizes.append((len(s), s[-1:], hash(s) == hash("".join([piece] * (i + 1)))))
    return s, sizes


for piece in ("a", "ab", "\u00e9", "\u0416", "\U0001f600", "0123456789" * 9):
    s, sizes = grow(piece, 300)
    print(len(s), s == piece * 300, sizes)


def fork(base):
    # Two continuations of one str must not see each other.
    s = base
    for i in range(200):
        s += "."
    one = s + "one"
    two = s + "two"
    for i in range(100):
        one += "1"
        two += "22"
    return s[-3:], one[195:205], two[195:205], len(one), len(two)


for base in ("", "base", "\u0416"):
    print(fork(base))


def digits():
    out = []
    for n in (0, 9, 10, 99, 100, 2**31 - 1, -(2**31), -1, -9, -10, 2**31, -(2**31) - 1, 2**47, 10**30):
        out.append(str(n) + "/" + str(-n))
    return out


for k in range(3):
    print(digits())


class Text(str):
    def __add__(self, other):
        return "added"

    def __getitem__(self, key):
        return "item"


t = Text("abc")
for k in range(3):
    print(t + "x", "x" + t, type("" + t), type(t + ""), t[0], t[0:1], type("".join([t])))
    u = "s"
    u += t
    print(u, type(u))

for bad in (lambda: "a" + 1, lambda: "a" + None, lambda: 1 + "a", lambda: texts[2][1.5], lambda: texts[2]["x":], lambda: "abc"[::0], lambda: "abc"[5]):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
