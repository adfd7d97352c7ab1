from decimal import ROUND_HALF_UP, Decimal, InvalidOperation, getcontext, localcontext
from fractions import Fraction
import statistics

print(Decimal("1.10") + Decimal(2), Decimal(1) / 7, -Decimal("0E+3"), repr(Decimal("1e-9").normalize()))
print(Decimal("2.675").quantize(Decimal("0.01"), rounding=ROUND_HALF_UP), round(Decimal("2.5")), f"{Decimal('1234.5'):,.2f}")
with localcontext() as context:
    context.prec = 6
    print(Decimal(2).sqrt(), Decimal(2) ** Decimal("0.5"), Decimal(10).exp(), context)
print(getcontext().prec, Decimal("0.1") == 0.1, Decimal("0.5") == 0.5, hash(Decimal(5)) == hash(5))
try:
    Decimal("x")
except InvalidOperation as e:
    print(type(e).__name__, e)
print(Fraction("3.25") / 2, Fraction(0.5), Fraction(Decimal("0.2")), Fraction(22, 7).limit_denominator(5))
print(statistics.mean([Decimal(1), Decimal(2)]), statistics.stdev([1, 2, 4]), statistics.median([3, 1, 2]))
