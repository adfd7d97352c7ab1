# The short ways of formatting and concatenation against the general ones: every value with every spec.
vals = [0, 1, -1, 42, -42, 123456789, -2**31, 2**40, 2**50, -2**60, 2**70, 0.0, -0.0, 1.5, -2.675, 1e10, 1e300, 1/3, float("inf"), float("nan"), True, False, None, "", "a", "héllo", "h€llo", "abc" * 5]
specs = ["", "5", "05", "<5", ">8", "^9", "=8", "*<8", "*^9", "0>6", "é>6", "x", "X", "08x", "d", "5d", "<05d", ".2f", "8.3f", "08.2f", "<9.1f", "^12.4f", ".0f", "f", "s", "10s", ".2", ".3s", ">7.2s", "e", ".2e", "%", ",", "+d", "c", "0", "1", "=5s", "70.65f", "5000d"[:3], "-5", "#x", "_", " d", ".2d"]
out = []
def attempt(f):
    try:
        return f()
    except Exception as e:
        return type(e).__name__ + ": " + str(e)
for rep in range(2):
    for v in vals:
        for s in specs:
            out.append(attempt(lambda: format(v, s)))
            out.append(attempt(lambda: f"{v:{s}}"))
            out.append(attempt(lambda: ("a{:" + s + "}b{}").format(v, v)))
            out.append(attempt(lambda: ("a{:" + s + "}b").format(v, v)))
        for d in ["%s", "%d", "%5d", "%-5d|", "%05d", "%x", "%5x", "%-8x|", "%.2f", "%8.2f", "%-8.2f|", "%08.2f", "%f", "%10s|", "%-10s|", "%.2s|", "%05s", "%i", "%e", "%g", "%r", "%c", "%%", "%5%", "% d", "%+d", "%#x", "%.3d", "%", "%(a)s", "%s%s", "a%sb%%", "é%s", "€%s", "%.70f", "%0-5d|", "%-05d|"]:
            out.append(attempt(lambda: d % v))
            out.append(attempt(lambda: d % (v,)))
            out.append(attempt(lambda: d % (v, v)))
for t in ["{}", "{0}", "{} {}", "{1} {0}", "{{}}", "{", "}", "{:}", "{!r}", "{:{}}", "{x}", "{0:>5}{1:<5}", "{:>{w}}", "a{}", "{}{", "{ }", "{:d}", "€{}", "é{}é"]:
    out.append(attempt(lambda: t.format(1, 2)))
    out.append(attempt(lambda: t.format()))
    out.append(attempt(lambda: t.format("x", 5, x=3, w=4)))
s = ""
for i in range(200):
    s = s + chr(97 + i % 26)
    t = s + "x"
    u = s[:50] + t
    if i == 60: s += "é"
    if i == 90: s += "€"
    out.append(s); out.append(t); out.append(u)
    for k in {s: 1, t: 2}: out.append(k == s)
    out.append(s == "".join(list(s)))
text = "\n".join(map(str, out))
import hashlib

print(hashlib.sha256(text.encode()).hexdigest(), len(out))
