import base64
import hashlib
import io
import json
import re
import string
import textwrap

print(re.findall(r'(\w+)=(\d+)', 'a=1 b=22'), re.sub(r'\s+', ' ', 'a  b\t c'))
print(re.match(r'(?P<y>\d{4})-(?P<m>\d\d)', '2024-05').groupdict())
print(json.dumps({'b': [1, 2.5, None, True], 'a': 'é"\n'}, sort_keys=True), json.loads('{"x": [1, {"y": null}]}'))
try:
    json.loads('{"x": }')
except json.JSONDecodeError as e:
    print(e)
print(string.Template('$who likes ${what}').substitute(who='tim', what='kung pao'), string.ascii_lowercase)
print(textwrap.fill('the quick brown fox jumps over the lazy dog', 20))
out = io.StringIO()
print('a', 1, file=out)
print(repr(out.getvalue()), list(io.StringIO('x\ny\n')), io.BytesIO(b'abc').read(2))
print(base64.b64encode(b'hello world'), base64.b64decode('aGVsbG8='), hashlib.sha256(b'x').hexdigest())

# Places beyond 64 bits.
import re
import sys

pattern = re.compile('a')
for n in (sys.maxsize, -sys.maxsize - 1, sys.maxsize + 1, -sys.maxsize - 2, 2**100):
    for find in (pattern.match, pattern.search, pattern.fullmatch, pattern.findall, pattern.finditer, pattern.scanner):
        for args in ((n,), (0, n)):
            try:
                print(find.__name__, str(find('aaa', *args))[:10])
            except OverflowError as e:
                print(find.__name__, e)

# Names of characters are exact but for their case.
import codecs
import unicodedata

for name in ('SPACE', 'sp ace', ' SPACE', 'latin small letter a', 'LATIN SMALL LETTER  A', 'LATIN_SMALL_LETTER_A', 'LATINSMALLLETTERA',
             'LATIN CAPITAL LETTER GHA', 'LINE FEED', 'LINE_FEED', 'HANGUL SYLLABLE GAG', 'hangul syllable gag',
             'CJK UNIFIED IDEOGRAPH-4E00', 'cjk unified ideograph-4e00', 'HANGUL JUNGSEONG O-E', 'HANGUL JUNGSEONG OE',
             'ZERO WIDTH NO-BREAK SPACE', 'ZERO WIDTH NO BREAK SPACE'):
    try:
        print(name, ascii(unicodedata.lookup(name)), ascii(eval(f'"\\N{{{name}}}"')))
    except KeyError as e:
        print(e)
for text in ('\\N', '\\N{', '\\N{}', '\\N{}x', '\\N{SPACE', '\\N{SPACE}', '\\Nx', '\\N{sp ace}x'):
    for errors in ('strict', 'replace', 'ignore'):
        try:
            print(text, ascii(codecs.decode(text.encode(), 'unicode_escape', errors)))
        except UnicodeDecodeError as e:
            print(text, e)

# What binascii and hashlib say of what are no bytes, digests of any length.
import binascii
import hashlib

for f in binascii.hexlify, binascii.b2a_base64, binascii.crc32, binascii.b2a_qp, binascii.b2a_uu, binascii.unhexlify:
    for data in b"hello\xff=\n", "4142", 5, bytearray(b"41"):
        try:
            print(f.__name__, f(data))
        except (TypeError, ValueError) as e:
            print(f.__name__, type(e).__name__, e)
for name in "shake_128", "shake_256":
    h = hashlib.new(name, b"abc")
    print(h.name, h.digest_size, h.block_size, h.hexdigest(8), h.copy().digest(3), h.digest(0))
