t = []
for i in range(600):
    t.append(i)
    if i == 500: t[i + 1]
