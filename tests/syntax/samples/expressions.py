a + b - c * d / e // f % g @ h ** i ** -j
-a ** -b
+a, ~b, not c
not a in b
a or b and c or not d
a < b <= c == d != e > f >= g is h is not i in j not in k
a | b ^ c & d << e >> f
(a + b) * c
a if b else c if d else e
lambda: 0
lambda a, /, b=1, *c, d, e=2, **f: (a, b)
lambda *, a: a
lambda *a, **b: lambda c: d
a.b.c[d](e)[f].g
f()
f(a, *b, c=d, **e)
f(a, b, *c, *d, e=1, *f, **g, h=2)
f(x for x in y)
f(a)(b)(c)
f(a := 1, b)
f(**a, **b, c=1)
f(*a or b, **c if d else e)
a[1], a[1:2], a[1:2:3], a[:], a[::], a[1:], a[:2], a[::3], a[:2:]
a[1, 2], a[1,], a[1:2, ..., None], a[*b], a[*b, c], a[b := 1], a[:, b := 2]
a[lambda: 1:2]
()
(a,)
(a, b,)
(*a, b)
[]
[a, *b, c]
[a for b in c]
[a for b, in c for d in e if f if g]
[a async for b in c]
[x if y else z for x in y if (lambda: z)]
{}
{a: b}
{a: b, **c, d: e}
{**a}
{a}
{a, *b}
{a for b in c}
{a: b for c, d in e}
(a for b in c)
(a for b in c if d or e)
(x := 1)
[x := 1, y := 2]
{x := 1}
[(y := f(x)) for x in z]
await_ = (yield)
0, 1, 00, 0_0, 1_000, 0x_ff, 0XFF, 0o17, 0O1_7, 0b101, 0B1_0
1., .5, 1.5, 1e5, 1E-5, 1.5e+10, 1_0.0_1, 1e1_0, 0.0, 007.5, 1e400, 1e22, 1e16, 123456789012345.6, 0.0001, 0.00001
1j, 1.5J, 1e5j, 0j, 00j, 1_0j
123456789012345678901234567890, 0xffffffffffffffffffff
True, False, None, ..., __debug__
1if 2else 3
0x1for x in y
[1for x in y]
a.b . c .d
x = yield_ = 1
µ = ª = 𝐱 = 1
naïve_ñame = "é😀"
print(* a, ** b)
(yield)
(yield a)
(yield from a)
a[b][c:d].e(f)
{1: {2: [3, (4, {5})]}}
- - + ~ not_
(a) . b
((((a))))
(a
 + b
 ,)
a <b> c
1 if 2 else lambda: 3
