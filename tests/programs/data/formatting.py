n, t, name = 1234567, 3.14159265, "tauraro"
print(f"{n:,} {t:.4f} {'name':<40}| {name!r:>12} {n:_x} {n:#b} {t:e} {t:10.2%} {n:+d} {-n:08d}|")
print(f"{t=} {n=:,} {name=!s} {'nested':{'>'}{12}} {{literal}}")
print("%s %r %5d %-8s| %05.1f %x %o %e %% %c %c %+d % d" % ("a", "b", 42, "left", 3.14159, 255, 8, 12345.678, 65, "B", 7, 7))
print("%(x)s and %(y)03d" % {"x": 1, "y": 2}, "%*d|%-*d|" % (6, 42, 6, 42), "%.3s" % "abcdef")
print("{} {1} {0}".format if False else "{0} {1} {0}".format("a", "b"), "{:>10}|{:^10}|{:<10}|{:*^9}".format("r", "c", "l", "m"))
print("{0.real} {1[2]} {2[key]} {name!r:^12}".format(5, [1, 2, 3], {"key": "v"}, name="n"))
for x in (0.1, 1e16, 1e-5, 123456789.123456789, 1e22, 1.0, -0.0, float("inf"), float("nan"), 5e-324, 1.7976931348623157e308, 2.5, 1e15, 123e-7):
    print(repr(x), f"{x:g} {x:.3f} {x:.2e} {x:10.1f}|{x:<12g}|{x:.0f}")
for spec in ("d", "5d", "<5d", "^7d", "=+7d", ",", "_", "#x", "#o", "010", "c", "e", ".2f", "%", "n"):
    print(spec, "->", format(97, spec))
for value, spec in ((1, "s"), ("a", "d"), (1.5, "d"), ("a", "=5"), (3, ".2d"), ("a", ","), (1, "zz"), (1.5, "x")):
    try:
        format(value, spec)
    except ValueError as e:
        print(e)
print(str(1e100), 1e100 == 10**100, round(2.675, 2), round(0.5), round(1.5), round(-2.5), round(1234.5678, -2))
print((1.5).hex(), float.fromhex("0x1.8p+1"), (0.75).as_integer_ratio(), 7.0 // 2, -7.0 // 2, 7.5 % -2, divmod(-7.5, 2))
print(complex(1, -2), 1j * 1j, abs(3 + 4j), (1 + 2j) / (3 - 1j), complex("1e3+2j"))
