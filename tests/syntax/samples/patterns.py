match x:
    case 1 | -1 | 1.5 | -2j | 1 + 2j | -1 - 2j: pass
    case "a" "b" | b"c": pass
    case None | True | False: pass
    case a.b | a.b.c: pass
    case (1): pass
    case []: pass
    case (): pass
    case (a,): pass
    case [a, _, *_]: pass
    case [1, *rest, 2]: pass
    case (a, (b, c), [d, *e]): pass
    case {}: pass
    case {"a": 1, b.c: x, -1: y, None: z, **kw}: pass
    case {**kw,}: pass
    case {1 + 1j: a,}: pass
    case A(): pass
    case A(1, b, c=2, d=e): pass
    case a.B(x=1,): pass
    case A(B(1), [C()]) as f: pass
    case (1 | 2) as x if x > 1: pass
    case 1, 2, *r: pass
    case *r, : pass
    case x, if y: pass
    case [x] as y: pass
    case _: pass
match x, *y:
    case a: pass
match (x):
    case case: pass
match -x:
    case match if match: pass
match [a, b]:
    case _: pass
match not x:
    case _:
        match y:
            case 1: z
        w
match a := 1:
    case _: pass
match match:
    case 1: pass
match x,:
    case 1: pass
match {**a}:
    case 1: pass
match lambda: 1:
    case 1: pass
match yield_:
    case 1: pass
