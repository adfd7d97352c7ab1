# Slices and displays of lists around the sizes that are made in different places.
BOUNDS = (None, 0, 1, -1, 3, -3, 100, -100, True)


def slices(items):
    total = 0
    for low in BOUNDS:
        for high in BOUNDS:
            part = items[low:high]
            total = total * 31 + len(part) + sum(part)
            part.append(low)
            part += [high]
            total += len(part) - len(items[low:]) + len(items[:high])
            total %= 1000003
    return total, items[::2], items[::-1][:3], items[2**40 :], items[: 2**70] == items, items[:] is items


class Sub(list):
    pass


for n in (0, 1, 3, 10, 29, 30, 31, 32, 100):
    print(n, *slices(list(range(n))))
sub = Sub([1, 2, 3])
print(type(sub[:]), type(sub[1:]), slices(sub))
try:
    [1, 2][1.5:]
except TypeError as error:
    print(error)
a = 1
print(len([a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a][5:]))
print(len([a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a][5:]))
print(len((a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a)))
print(sum((a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a)))
