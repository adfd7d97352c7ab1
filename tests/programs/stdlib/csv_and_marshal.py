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
