s = "Hello, Wörld! 日本 😀"
print(len(s), s[7:12], s[-1], s[::-1], s.upper(), s.casefold(), s.title(), s.swapcase())
print(repr("tab\t nl\n quote' \"both\" \\ \x00 \x7f é \u200b \U0001f600 \ud800"))
print("a,b,,c".split(","), " a  b ".split(), "a b c".split(None, 1), "a,b,c".rsplit(",", 1), "l1\nl2\r\nl3\x0bl4".splitlines(), "x\n".splitlines(True))
print("abcabc".find("c", 3), "abcabc".rfind("b"), "abc".index("b"), "aaa".count("aa"), "aaa".count(""), "abc".replace("", "-"), "aaaa".replace("a", "b", 2))
print("  x ".strip() + "|", "xxaxx".strip("x"), "abc".lstrip("ab"), "prefix-x".removeprefix("prefix-"), "x.py".removesuffix(".py"))
print("abc".partition("b"), "abc".rpartition("z"), "-".join(["a", "b"]), "ab".center(7, "*"), "7".zfill(3), "-7".zfill(4), "a\tb".expandtabs(4))
print("Ab1".isalnum(), "".isalpha(), "²".isdigit(), "²".isdecimal(), "½".isnumeric(), "abc".islower(), "Title Case".istitle(), "a_1".isidentifier(), " \t".isspace(), "é".isascii())
print("ß".upper(), "ΑΣ".lower(), "ǆ".title(), "İ".lower().encode(), "straße".casefold())
print("abc" < "abd", "a" < "B", "" < "a", "é" > "z", "abc" == "abc", "a" * 3, 3 * "ab", "b" in "abc")
print("abc".translate({97: "X", 98: None, "c": "no"}), "abc".translate(str.maketrans("ab", "xy", "c")), str.maketrans({"a": 1}))
print("é".encode(), "é".encode("latin-1"), b"\xc3\xa9".decode(), "日".encode("utf-16-le"), "x".encode("utf-32-be"), "é".encode("ascii", "replace"), "é".encode("ascii", "xmlcharrefreplace"), "é".encode("ascii", "backslashreplace"))
for f in (lambda: "é".encode("ascii"), lambda: b"\xff".decode(), lambda: "abc".index("z"), lambda: "a".join([1]), lambda: "a" + 1, lambda: "abc"[5], lambda: "a".center(5, "ab"), lambda: chr(-1), lambda: ord("ab"), lambda: "{} {}".format(1), lambda: "%d" % "x", lambda: "abc".foo):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", e)
b = bytes(range(5)) + b"abc\xff"
print(b, b[1], b[1:3], b.hex("-"), bytes.fromhex("00 ff"), b"a,b".split(b","), b"abc".find(98), b"x" in b"xyz", list(b"ab"), bytes(3), bytes([65, 66]))
ba = bytearray(b"hello")
ba[0] = 72
ba.extend(b"!!")
ba[1:3] = b"__"
del ba[-1]
print(ba, ba.upper(), len(ba), ba.pop(), bytes(ba))
t = ""
for i in range(100000):
    t += "x"
print(len(t), hash("a") == hash("a"), t.count("x"))

# Surrogates in literals stay characters of their own.
s = 'x\ud800\udfffy'
print(len(s), [hex(ord(c)) for c in s], s == 'x' + chr(0xd800) + chr(0xdfff) + 'y')
print(len('a\ud83d\ude00b'), len('\ud83d' '\ude00'), len('\U0001f600'), len('😀'), len(f'\ud83d\ude00{1}\ud83d' '\ude00'), len('\ud83d' + '\ude00'))
print({'\ud83d\ude00': 1} == {'\U0001f600': 1}, '\ud83d\ude00'.encode('utf-16', 'surrogatepass').decode('utf-16') == '😀')
def f(x='\ud83d\ude00'):
    return x
print(ascii(f()), ascii('\udc00\ud800\udc00'))
