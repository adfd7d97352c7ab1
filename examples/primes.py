"""Counts primes with a sieve and shows the largest gap between neighbours."""
import sys
import time


def sieve(limit):
    flags = [True] * (limit + 1)
    flags[0] = flags[1] = False
    i = 2
    while i * i <= limit:
        if flags[i]:
            for j in range(i * i, limit + 1, i):
                flags[j] = False
        i += 1
    return flags


def largest_gap(flags):
    last, best, at = 2, 0, 2
    for n in range(3, len(flags)):
        if flags[n]:
            if n - last > best:
                best, at = n - last, last
            last = n
    return best, at


limit = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000_000
start = time.perf_counter()
flags = sieve(limit)
count = sum(flags)
gap, at = largest_gap(flags)
print(f"{count:,} primes up to {limit:,}; largest gap {gap} after {at:,}")
print(f"{time.perf_counter() - start:.2f} s", file=sys.stderr)
