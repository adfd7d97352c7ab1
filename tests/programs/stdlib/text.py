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
