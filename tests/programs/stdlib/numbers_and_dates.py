import datetime
import random
import struct

day = datetime.date(2024, 2, 28) + datetime.timedelta(days=2)
print(day, day.isoweekday(), datetime.datetime(2024, 1, 2, 3, 4, 5).isoformat(), day.strftime('%Y/%m/%d'))
random.seed(1)
print(random.random(), random.randint(1, 100), random.sample(range(50), 5))
print(struct.unpack('<IhB', struct.pack('<IhB', 7, -2, 255)))

# Whole parts of a timedelta's arguments are combined exactly, fractions of microseconds are rounded once.
for parts in (
    {"days": -646.035, "milliseconds": -20},
    {"hours": -55695256, "seconds": -909.352},
    {"days": 100000000, "seconds": 0.25},
    {"microseconds": 2.5},
    {"microseconds": -1.5},
    {"weeks": 1.5, "minutes": -0.1, "microseconds": 3},
    {"days": 10**10},
    {"hours": float("nan")},
    {"seconds": "1"},
):
    try:
        print(repr(datetime.timedelta(**parts)))
    except (OverflowError, TypeError, ValueError) as e:
        print(type(e).__name__, e)

# Formats of time.strftime, weeks of ISO years, tuples that are none.
import time

for seconds in 0, 1e9, 951782400, 1104537600, 1230768000, 1262304000:
    print(time.strftime("%G-W%V-%u %g %C %r %k %l %P %j %U %W", time.gmtime(seconds)))
for call in (
    lambda: time.strftime("%Y", (1, 2)),
    lambda: time.mktime((2000, 1)),
    lambda: time.asctime((1,) * 10),
    lambda: time.strftime("%Y", "x"),
):
    try:
        print(call())
    except TypeError as e:
        print(e)
moment = time.gmtime(0)
print(moment.tm_zone, moment.tm_gmtoff, time.strftime("%Z", moment), time.struct_time((1,) * 9).tm_zone, time.struct_time((1,) * 9 + ("X", 5)).tm_gmtoff)
for call in lambda: setattr(moment, "x", 1), lambda: setattr(moment, "tm_year", 1), lambda: time.struct_time((1,) * 12), lambda: time.struct_time(()):
    try:
        call()
    except (AttributeError, TypeError) as e:
        print(e)
