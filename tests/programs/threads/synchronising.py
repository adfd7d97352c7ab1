"""Threads that wait for one another."""

import atexit
import queue
import threading
import time
from functools import partial

total = 0
lock = threading.Lock()


def add():
    global total
    for _ in range(50):
        with lock:
            total += 1


threads = [threading.Thread(target=add) for _ in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(total, lock.locked(), threading.active_count())

# Queues, with room for less than is put.
work, done = queue.Queue(maxsize=2), queue.SimpleQueue()


def producer():
    for i in range(6):
        work.put(i)
    work.put(None)


def consumer():
    while (item := work.get()) is not None:
        done.put(item * item)
        work.task_done()
    done.put(None)


threads = [threading.Thread(target=f) for f in (producer, consumer)]
for t in threads:
    t.start()
print(list(iter(done.get, None)))
for t in threads:
    t.join()
try:
    work.get(timeout=0.01)
except queue.Empty as e:
    print(type(e).__name__)

# Conditions, events, semaphores, barriers.
condition, items = threading.Condition(), []


def waiter():
    with condition:
        print(condition.wait_for(lambda: items, timeout=5))


t = threading.Thread(target=waiter)
t.start()
with condition:
    items.append('item')
    condition.notify_all()
t.join()
event = threading.Event()
t = threading.Timer(0.01, event.set)
t.start()
print(event.wait(5), event.is_set(), threading.Event().wait(0.01))
semaphore = threading.BoundedSemaphore(2)
print([semaphore.acquire(), semaphore.acquire(), semaphore.acquire(blocking=False), semaphore.acquire(timeout=0.01)])
semaphore.release(2)
try:
    semaphore.release()
except ValueError as e:
    print(e)
barrier, arrived = threading.Barrier(3, action=lambda: arrived.append('all')), []
threads = [threading.Thread(target=barrier.wait) for _ in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(arrived, barrier.broken)

# Locks: errors, timeouts, an owner.
for action in (lock.release, partial(lock.acquire, False, 1), partial(lock.acquire, True, -2), threading.RLock().release):
    try:
        action()
    except (RuntimeError, ValueError) as e:
        print(type(e).__name__, e)
again = threading.RLock()
with again, again:
    results = []
    t = threading.Thread(target=lambda: results.append(again.acquire(timeout=0.01)))
    t.start()
    t.join()
    print(results)


# Waiting below native code: a key function, an iterator that a builtin consumes.
def slowly(x):
    time.sleep(0.001)
    return -x


def generate():
    for i in range(3):
        time.sleep(0.001)
        yield i


results = []
threads = [threading.Thread(target=lambda: results.append(sorted([1, 2, 3], key=slowly))) for _ in range(3)]
threads += [threading.Thread(target=lambda: results.append(sum(generate()))) for _ in range(3)]
threads.append(threading.Thread(target=partial(time.sleep, 0.001)))
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sorted(map(str, results)))

# Nobody waits here: turns end by themselves.
turning = True


def stop():
    global turning
    turning = False


threading.Timer(0.01, stop).start()
turns = 0
while turning:
    turns += 1
print(turns > 0)

# The program's end: daemons are left alone, others are waited for.
threading.Thread(target=time.sleep, args=(100,), daemon=True).start()


def late():
    time.sleep(0.02)
    print('late')


threading.Thread(target=late).start()
atexit.register(print, 'at exit')
print('main is done')
