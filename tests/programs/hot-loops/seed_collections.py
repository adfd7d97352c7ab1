# The prototype's four collection tests: indexing, building, mixed operations, append.
def list_indexing():
    data = [10, 20, 30, 40, 50]
    total = 0
    for turn in range(2000):
        for i in range(5):
            total += data[i]
    return total


def list_building():
    total = 0
    for i in range(2000):
        row = [i, i * 2, i * 3]
        total += row[0] + row[1] + row[2]
    return total


def mixed_operations():
    data = list(range(50))
    for turn in range(200):
        for i in range(len(data)):
            data[i] = data[i] + data[-i - 1] % 7
        data.reverse()
        data.append(data.pop(0))
    return data[:5], sum(data)


def list_append():
    out = []
    for i in range(5000):
        out.append(i * i)
    return len(out), out[0], out[-1], sum(out)


for name in ("list_indexing", "list_building", "mixed_operations", "list_append"):
    print(name, globals()[name]())
