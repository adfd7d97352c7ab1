# Numbers as text, and texts taken apart and put together.
for x in (0.0, -0.0, 0.5, 1.5, 2.5, -0.5, 0.05, 0.15, 0.25, 9.995, 99.5, 0.999, 1e-7, 5e-324, 123456.789, 1 / 3, 2 ** 53 + 1.0,
          2.0 ** 62, 2.0 ** 64, 1e22, 1e300, 1.7976931348623157e308, 1e18 + 128, 0.1 + 0.2, 4.35, 2.675, 1.005):
    print(" ".join(f"{x:.{p}f}" for p in (0, 1, 2, 3, 6, 10, 17, 19, 20, 25))[:300], "%.0f %.2f|%9.3f|%-9.1f|%09.4f" % (x, x, x, x, -x))
for n in (0, 7, 10, 99, 100, 12345, 4294967295, 4294967296, 99999999999, 10 ** 14, 2 ** 47, -1, -10, -4294967297, 2 ** 63, -2 ** 70):
    print(n, f"{n}", f"{n:>25}", f"{n:x}", "%x" % n, "{:d} {:x} {}".format(n, n, n), "%s" % n)
for n in range(0, 70):
    if f"{1 << n:x}" != hex(1 << n)[2:] or str(10 ** n) != "1" + "0" * n or str(10 ** n - 1) != "9" * n and n:
        print("wrong", n)

for text in ("", " ", "a", " a b  c ", "\x1cone\x85two\xa0three\x1f", "x,y,,z,", ",", "日 本　語", "a–b–c", "key=value=more"):
    print(text.split(), text.split(None, 1), text.split(","), text.split("–", 1), text.split("=", 1), text.split(",", 0))
    print("-".join(text), ",".join([text]), "–".join([text, "b", text]), "".join([text, text, "語"]), "".join(["", ""]) == "")
    for at in range(0, 20):
        piece = (text * 20)[:at]
        if "".join([piece, "|", piece]) != piece + "|" + piece or piece.upper().lower() != piece.lower():
            print("wrong", at)
try:
    ",".join(["a", 1, None])
except TypeError as e:
    print(e)
print(b" a b ".split(), b"a,b,,c".split(b","), b"a,b,,c".split(b",", 1), b"a b c".split(None, 1))
