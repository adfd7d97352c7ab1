# Loops at module level run on globals, which compiled code keeps in registers.
total = 0
i = 0
while i < 3000:
    total += i * i % 7
    i += 1
print(total, i)

matrix = []
for y in range(40):
    row = []
    for x in range(40):
        row.append(x * y % 11)
    matrix.append(row)
print(sum(sum(r) for r in matrix))


def peek():
    return count


count = 0
seen = 0
for n in range(1000):
    count += 1
    if n % 100 == 99:
        # The callee must see what the loop has written so far.
        seen += peek()
print(count, seen)


def reset():
    global count
    count = 0


for n in range(1000):
    count += 1
    if n == 500:
        reset()
print(count)

for n in range(500):
    if n == 250:
        fresh = "a new global in mid-loop"
    last = n
print(fresh, last)
