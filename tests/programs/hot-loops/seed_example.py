# The original prototype's example: an element picked by i % 5, a thousand turns, called until hot.
def work(items):
    total = 0
    i = 0
    while i < 1000:
        total = total + items[i % 5]
        i = i + 1
    return total


items = [1, 2, 3, 4, 5]
for call in range(20):
    result = work(items)
print(result)
print(work([1.5, 2.5, 3.5, 4.5, 5.5]))
print(work([1, 2.5, 3, True, 5]))
print(work([1 << 62, 1, 1, 1, 1]))
try:
    work([1, 2, 3])
except IndexError as e:
    print("IndexError:", e)
try:
    work([1, "two", 3, 4, 5])
except TypeError as e:
    print("TypeError:", e)
