'a' "b" '''c''' """d"""
'it\'s' "say \"hi\"" '\\' '\a\b\f\n\r\t\v' '\0\12\377\400' '\x41\u0042\U00000043'
'line \
continued'
"""multi
line"""
r'\d' R'\n'
rb'\d' Rb'\n' bR'\x' br"\\"
b'bytes' B'\x00\xff\n\'' b'a' b"b"
u'unicode' U"x"
u'a' 'b'
'a' u'b'
'\d\q'
''
b''
'\ud800'
'\udc00x'
'😀 \U0001f600'
f'' f'a' f'{a}'
f'{a}{b}c{d!r}{e!s:>10}{f!a:{g}}{h:{i}.{j}}'
f'{{}}' f'{{{a}}}' 
f'{a=}' f'{a = }' f'{a=!r:>5}' f'{a=:x}' f'{ a + b = }'
f'{a:%Y-%m-%d}' f'{a!r:^{width}.{precision}}'
f'{a["b"]}' f'{(lambda x: x)(1)}' f'{a if b else c}' f'{x:=5}' f'{(x:=5)}'
f'{a != b}' f'{a == b}' f'{a >= b}' f'{a <= b}' f'{a > b}' f'{a < b}'
f'{*a, b}' f'{a, b}' f'{yield_}' f'{ {1: 2}[1] }' f'{[x for x in y]}'
f'''{
a
+ b
}''' f"{'nested ' f'{c}'}"
rf'\d{a}\n' fR"{b}\{c}" f'\{d}\n{e}\x41'
'a' f'b{c}d' 'e' f'{f}' "g"
u'a' f'{b}c'
f'{a}' '{b}'
f'{lambda_ }' f'{a!r}' f"{a['x']:{b['y']}}"
f'{3.14:10.10}' f'{x:{"{"}>10}'
("a"
 "b"
 f"{c}")
