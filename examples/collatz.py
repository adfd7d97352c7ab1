"""The start below a limit that needs most steps to reach 1 (Collatz)."""
limit = 300_000
best, best_steps = 1, 0
for n in range(1, limit):
    x, steps = n, 0
    while x != 1:
        x = x // 2 if x % 2 == 0 else 3 * x + 1
        steps += 1
    if steps > best_steps:
        best, best_steps = n, steps
print(f"{best:,} needs {best_steps} steps")
