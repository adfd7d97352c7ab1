import datetime
import random
import struct

day = datetime.date(2024, 2, 28) + datetime.timedelta(days=2)
print(day, day.isoweekday(), datetime.datetime(2024, 1, 2, 3, 4, 5).isoformat(), day.strftime('%Y/%m/%d'))
random.seed(1)
print(random.random(), random.randint(1, 100), random.sample(range(50), 5))
print(struct.unpack('<IhB', struct.pack('<IhB', 7, -2, 255)))
