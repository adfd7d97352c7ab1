# A unit is made when a variable is a float whose attribute an earlier turn read of an instance.
class Point:
    def __init__(self):
        self.x = 1
        self.names = [1, 2]


point = Point()
for turn in range(6):
    for k in (1, 2, 3):
        try:
            print(len(point.names), point.x)
        except AttributeError as error:
            print(error)
    point = float(False)


def total(points):
    t = 0
    for p in points:
        q = p
        for k in range(3):
            try:
                t += q.x
            except AttributeError:
                t += 10
            q = 0.5 * k
    return t


for i in range(5):
    print(total([Point(), Point(), 2.5, 3, Point()]))


def one(p):
    t = 0
    i = 0
    while i < 50:
        i += 1
        if i % 10 == 0:
            p = 0.5
        if i % 10 == 1:
            p = Point()
        try:
            t += p.x
        except AttributeError:
            t += 100
    return t


print([one(Point()) for i in range(4)])
