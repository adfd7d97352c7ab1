n = 1
for i in range(10000):
    n = n + n
print(len(str(n)) if False else n.bit_length(), n % 1000000007, hash(n))
a, b = 0, 1
for i in range(1000):
    a, b = b, a + b
print(a)
f = 1
for i in range(1, 101):
    f *= i
print(f)
print(f // 3**40, f % 10**20, -f // 7, -f % 7, divmod(-f, 10**50))
for x in (2**31 - 1, 2**31, 2**47 - 1, 2**47, 2**53, 2**63 - 1, 2**63, 2**64, 10**30):
    print(x, -x, x + 1, -x - 1, x * x, x >> 3, x << 3, ~x, x & 0xFFFF, -x & 0xFFFF, -x >> 5, x ^ -x, x | -1)
    print(x / 3, float(x), x == float(x), x < float(x), hash(x), hash(-x), hex(x), x.bit_length(), (-x).bit_count())
print(pow(3, 1000, 10**9 + 7), pow(2, -1, 7), 2**-2, (-8) ** 3, 0**0, (-2) ** 63)
print(int("123456789" * 5), int("-0xff", 16), int("0b1010", 0), int("z", 36), int(" 1_000 "))
print((10**40).to_bytes(20, "big").hex(), int.from_bytes(b"\xff\x00" * 8, "little", signed=True))
for bad in ("", "1__0", "0x", "12a", "1.5"):
    try:
        int(bad)
    except ValueError as e:
        print(e)
print(10**400 // 10**399, (10**400) / (10**399), round(123456789, -4), round(25, -1), round(35, -1))
try:
    print(10**400 / 3)
except OverflowError as e:
    print(e)
