# Views of bytearrays and arrays: dimensions, items of several formats, and when the object may change its size.
import array


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


b = bytearray(range(12))
m = memoryview(b)
c = m.cast("B", (3, 4))
print(c.shape, c.strides, c.ndim, len(c), c.nbytes, c[1, 2], c[-1, -1], c.tolist(), c.tobytes())
c[0, 0] = 99
print(b[0], c.cast("B")[0], m.cast("H", [2, 3]).tolist(), m.cast("i").shape, c[1:].tolist(), c[1:].shape)
for f in (
    lambda: c[0],
    lambda: c[0, 0, 0],
    lambda: c[3, 0],
    lambda: list(c),
    lambda: c.cast("B", (2, 2, 3)),
    lambda: m.cast("B", (5, 5)),
    lambda: m.cast("B", 3),
    lambda: m.cast("B", ["a"]),
    lambda: m.cast("B", [0, 2]),
    lambda: c[0:1, 0:1],
    lambda: c["a", 1],
    lambda: c[0,],
):
    attempt(f)

a = array.array("i", [1, -2, 3])
v = memoryview(a)
print(v.format, v.tolist(), v.nbytes, v.obj is a, v == a, v[1:].tolist(), bytes(v) == a.tobytes())
print(v == memoryview(array.array("q", [1, -2, 3])), v == memoryview(array.array("d", [1, -2, 3])))
v[0] = 7
print(a)
attempt(lambda: a.append(4) if len(a) < 0 else b"ab" == memoryview(b"ab"))
v.release()
a.append(4)
print(a)
d = array.array("d", [1.5, float("nan")])
w = memoryview(d)
print(w[0], w == w, w == d, w.tolist()[0])
del w
d.append(1)
print(len(d))

b = bytearray(b"abc")
print(bytes(memoryview(b)[::-1]))
b.append(1)
memoryview(b)[0]
b += b"xyz"
print(b)


def first(b):
    m = memoryview(b)
    return m[0]


first(b)
b.clear()
print(b)
b = bytearray(b"hello")
m = memoryview(b)
attempt(lambda: b.append(1))
m = None
b.append(1)
with memoryview(b) as m:
    print(m[0])
    attempt(lambda: b.pop())
b.pop()
print(b)
for i in range(300):
    b.append(i & 255)
    memoryview(b)[0]
print(len(b), memoryview(b"abcd").cast("c")[1], memoryview(array.array("B", [1])) == b"\x01")
