"""json: texts, options, errors with their places."""

import json
from collections import OrderedDict
from decimal import Decimal

for text in ('{"a": [1, 2.0, "x\\u00e9\\ud83d\\ude00", null, true, -1e5, {}]}', ' [ ] ', '-0', '-0.0', '1E400', '"\\ud800"', '123456789012345678901',
             'NaN', '[-Infinity, Infinity]', '"\\/\\b\\f\\n\\r\\t"'):
    print(repr(json.loads(text)))
for text in ('{', '[1,]', '{"a" 1}', 'nul', '"abc', '{"a":1,}', '[1 2]', '', '01', '"\\x"', '"\n"', '1.', '-', '{"a":}', '[', '{1:2}', '"\\u12"',
             '"\\u12g4"', '[1]x', '\n\n  ?', "{'a':1}", '"\\'):
    try:
        print(json.loads(text))
    except json.JSONDecodeError as e:
        print(repr(text), e, e.pos, e.lineno, e.colno)
print(json.loads('"a\tb"', strict=False), json.loads(b'[1]'), json.loads(bytearray('"\xe9"', 'utf-16')))
print(json.loads('{"b": 1, "a": {"b": 2}}', object_pairs_hook=OrderedDict), json.loads('{"a": {"b": 1}}', object_hook=lambda d: sorted(d)))
print(json.loads('[1.10, 2, NaN]', parse_float=Decimal, parse_int=float, parse_constant=str.lower))
print(json.JSONDecoder().raw_decode('[1] tail'))


class Text(str):
    pass


class Number(int):
    def __repr__(self):
        return 'N'


value = {'a': [1, 2.5, None, True, 'é\n"\\\x00\x7f😀'], 2: (), None: {}, True: 10 ** 30, 1.5: Text('t'), 'n': Number(4), 'f': 1e16}
for options in ({}, {'indent': 2}, {'ensure_ascii': False}, {'separators': (',', ':')}, {'indent': '\t', 'separators': (';', '=')}):
    print(json.dumps(value, **options))
print(json.dumps({'b': 1, 'a': [float('inf'), float('nan')]}, sort_keys=True), json.dumps({(1,): 2, 'k': 3}, skipkeys=True))
print(json.dumps({1, 2}, default=sorted), json.dumps([object], default=lambda o: o.__name__))


class Encoder(json.JSONEncoder):
    def default(self, o):
        return list(o) if isinstance(o, (set, range)) else super().default(o)


print(json.dumps({'s': {1}, 'r': range(3)}, cls=Encoder), list(Encoder().iterencode([1, {'a': {2}}])))
loop = []
loop.append({'loop': loop})
deep = []
for _ in range(100000):
    deep = [deep]
for action in (lambda: json.dumps(loop), lambda: json.dumps({(1,): 2}), lambda: json.dumps({1j}), lambda: json.dumps([float('nan')], allow_nan=False),
               lambda: json.dumps({1: 2, 'a': 3}, sort_keys=True), lambda: json.dumps(deep), lambda: json.loads('[' * 100000), lambda: json.loads(5)):
    try:
        print(action())
    except (ValueError, TypeError, RecursionError) as e:
        print(type(e).__name__, e)
