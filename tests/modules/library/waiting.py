"""Threads beside what waits otherwise: pools, event loops, sockets, programs, signals."""

import asyncio
import decimal
import http.server
import os
import queue
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor, as_completed

with ThreadPoolExecutor(max_workers=3, thread_name_prefix='pool') as pool:
    print(list(pool.map(lambda x: (time.sleep(0.003 - x / 1000), x)[1], range(3))))
    futures = [pool.submit(divmod, 7, n) for n in (2, 0)]
    print(sorted(str(f.exception() or f.result()) for f in as_completed(futures)))
    print(pool.submit(lambda: threading.current_thread().name).result().startswith('pool_'))
try:
    pool.submit(print)
except RuntimeError as e:
    print(e)


async def main():
    loop = asyncio.get_running_loop()
    slow = [loop.run_in_executor(None, lambda i=i: (time.sleep(0.001), i)[1]) for i in range(4)]
    print(await asyncio.gather(*slow), await asyncio.to_thread(sum, [1, 2, 3]))
    try:
        await asyncio.wait_for(asyncio.sleep(10), 0.01)
    except asyncio.TimeoutError as e:
        print(type(e).__name__)


asyncio.run(main())

server = socket.create_server(('127.0.0.1', 0))


def serve():
    connection, _ = server.accept()
    with connection:
        while data := connection.recv(100):
            connection.sendall(data.upper())


t = threading.Thread(target=serve)
t.start()
with socket.create_connection(server.getsockname()) as client:
    client.sendall(b'hello')
    print(client.recv(100))
t.join()
server.close()


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header('Content-Length', '2')
        self.end_headers()
        self.wfile.write(b'ok')

    def log_message(self, *args):
        pass


with http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler) as server:
    t = threading.Thread(target=server.serve_forever)
    t.start()
    with urllib.request.urlopen(f'http://127.0.0.1:{server.server_port}/') as response:
        print(response.status, response.read())
    server.shutdown()
    t.join()

t = threading.Thread(target=lambda: print(subprocess.run([sys.executable, '-c', 'print(1)'], capture_output=True).stdout))
t.start()
t.join()

with decimal.localcontext() as context:
    context.prec = 3
    t = threading.Thread(target=lambda: print(decimal.Decimal(1) / 3))
    t.start()
    t.join()
    print(decimal.Decimal(1) / 3)

# Signals are the main thread's, whichever runs.
for wait in (lambda: time.sleep(100), threading.Event().wait, threading.Lock().acquire):
    threading.Timer(0.01, os.kill, (os.getpid(), signal.SIGINT)).start()
    try:
        wait()
        threading.Event().wait()
    except KeyboardInterrupt as e:
        print(type(e).__name__)

# Below a builtin that calls: calls until an end, partial functions.
from functools import partial

items = queue.Queue()
threads = [threading.Thread(target=partial(lambda n: [items.put(n), time.sleep(0.001), items.put(None)], n)) for n in range(3)]
for t in threads:
    t.start()
print(sorted(sum((list(iter(items.get, None)) for _ in range(3)), [])))
for t in threads:
    t.join()
try:
    iter(1, 2)
except TypeError as e:
    print(e)
