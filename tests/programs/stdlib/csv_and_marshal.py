import csv
import io
import marshal

rows = csv.reader(['a,"b ""x""",c\r\n', '1,2,"3\n', '4"\n', "\n", "last,"])
print([(row, rows.line_num) for row in rows])
print(list(csv.reader(["'a b'|'it''s'|3.5"], delimiter="|", quotechar="'", quoting=csv.QUOTE_NONNUMERIC)))
print(list(csv.reader([r"a\,b,c"], escapechar="\\")))
for bad in ['"a"b', '"open']:
    try:
        print(list(csv.reader([bad], strict=True)))
    except csv.Error as e:
        print(e)
out = io.StringIO()
writer = csv.writer(out)
print(writer.writerow([1, "a,b", 'say "x"', None, 2.5, "two\nlines"]))
writer.writerows([[""], [], ["x", "y"]])
csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="|").writerow("ab")
print(repr(out.getvalue()))
try:
    csv.writer(io.StringIO(), quoting=csv.QUOTE_NONE).writerow(["a,b"])
except csv.Error as e:
    print(e)
table = io.StringIO("name,age\nAda,36\nAlan,41,extra\n")
print(list(csv.DictReader(table)))
print(csv.list_dialects(), csv.get_dialect("excel-tab").delimiter == "\t", csv.Sniffer().sniff("a;b\n1;2\n").delimiter)

value = [1, -1, 2**40, -(10**30), 2.5, 1j, "a", "ü", b"x", (None, True, ...), {"k": [1]}, {3}, frozenset()]
print(marshal.loads(marshal.dumps(value)) == value, marshal.dumps((1, "ab", 2.0), 2))
try:
    marshal.loads(b"(")
except EOFError as e:
    print(e)


def counted(x, y=2, *args, k=3, **kw):
    """doc"""
    total = 0
    for i in range(x):
        total += i * y

    def inner():
        return total + k

    try:
        1 / 0
    except ZeroDivisionError as e:
        return inner(), e.args, (1, 2.5, None, ..., b"x", "ü\U0001F600", -0.0, 3j, 2**100), 1 in {1, "a", None}


first = counted(300)
code = marshal.loads(marshal.dumps(counted.__code__))
again = type(counted)(code, globals(), "again", counted.__defaults__)
again.__kwdefaults__ = counted.__kwdefaults__
print(again(300) == first, again(5), code.co_name, code.co_varnames, again.__doc__)
print(code.co_filename == counted.__code__.co_filename, list(code.co_positions()) == list(counted.__code__.co_positions()))
exec(marshal.loads(marshal.dumps(compile("class A:\n  def m(self): return super().__str__()\nprint(A().m()[:12])", "<made>", "exec"))))
for damaged in (b"c", b"c\x05\0\0\0hello"):
    try:
        marshal.loads(damaged)
    except (EOFError, ValueError) as e:
        print("damaged")
for unfit in (type, counted):
    try:
        marshal.dumps(unfit)
    except ValueError as e:
        print(e)
import importlib.util, os, py_compile, tempfile

with tempfile.TemporaryDirectory() as folder:
    source = os.path.join(folder, "compiled.py")
    with open(source, "w") as f:
        f.write("print('hi from', __name__)\n")
    spec = importlib.util.spec_from_file_location("compiled", py_compile.compile(source, doraise=True))
    spec.loader.exec_module(importlib.util.module_from_spec(spec))
