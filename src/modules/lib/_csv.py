"""Comma-separated values: the state machine of CPython's module."""

__version__ = '1.0'
QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE = range(4)
_dialects = {}
_limit = 131072


class Error(Exception):
    __module__ = '_csv'


def _char(name, value):
    if value is None:
        return None
    if not isinstance(value, str):
        raise TypeError(f'"{name}" must be string or None, not {type(value).__name__}')
    if len(value) != 1:
        raise TypeError(f'"{name}" must be a 1-character string')
    return value


class Dialect:
    """CSV dialect

The Dialect type records CSV dialect options."""
    __slots__ = ('_delimiter', '_doublequote', '_escapechar', '_lineterminator', '_quotechar', '_quoting',
                 '_skipinitialspace', '_strict')

    def __new__(cls, dialect=None, **options):
        unknown = [name for name in options if '_' + name not in Dialect.__slots__]
        if unknown:
            raise TypeError(f'{unknown[0]!r} is an invalid keyword argument for this function')
        if isinstance(dialect, str):
            dialect = get_dialect(dialect)
        if type(dialect) is Dialect and not options:
            return dialect

        def option(name, default):
            return options[name] if name in options else getattr(dialect, name, default)
        self = object.__new__(cls)
        delimiter = option('delimiter', ',')
        if not isinstance(delimiter, str):
            raise TypeError(f'"delimiter" must be string, not {type(delimiter).__name__}')
        if len(delimiter) != 1:
            raise TypeError('"delimiter" must be a 1-character string')
        self._delimiter = delimiter
        self._doublequote = bool(option('doublequote', True))
        self._escapechar = _char('escapechar', option('escapechar', None))
        self._quotechar = _char('quotechar', option('quotechar', '"'))
        self._lineterminator = option('lineterminator', '\r\n')
        if not isinstance(self._lineterminator, str):
            raise TypeError(f'"lineterminator" must be a string, not {type(self._lineterminator).__name__}')
        quoting = option('quoting', QUOTE_MINIMAL)
        if type(quoting) is not int:
            raise TypeError('"quoting" must be an integer')
        if not 0 <= quoting <= 3:
            raise TypeError('bad "quoting" value')
        if getattr(dialect, 'quotechar', '"') is None and 'quoting' not in options and quoting == QUOTE_MINIMAL:
            quoting = QUOTE_NONE
        self._quoting = quoting
        self._skipinitialspace = bool(option('skipinitialspace', False))
        self._strict = bool(option('strict', False))
        if 'quotechar' in options and options['quotechar'] is None and 'quoting' not in options:
            self._quoting = QUOTE_NONE
        if self._quoting != QUOTE_NONE and self._quotechar is None:
            raise TypeError('quotechar must be set if quoting enabled')
        return self

    def __reduce__(self):
        raise TypeError(f"cannot pickle '{type(self).__name__}' object")

    def __reduce_ex__(self, protocol):
        raise TypeError(f"cannot pickle '{type(self).__name__}' object")

    delimiter = property(lambda self: self._delimiter)
    doublequote = property(lambda self: self._doublequote)
    escapechar = property(lambda self: self._escapechar)
    lineterminator = property(lambda self: self._lineterminator)
    quotechar = property(lambda self: self._quotechar)
    quoting = property(lambda self: self._quoting)
    skipinitialspace = property(lambda self: self._skipinitialspace)
    strict = property(lambda self: self._strict)


def _dialect(dialect, options):
    return Dialect(dialect, **options)


(_START_RECORD, _START_FIELD, _ESCAPED, _IN_FIELD, _IN_QUOTED, _ESCAPE_IN_QUOTED, _QUOTE_IN_QUOTED, _EAT_CRNL,
 _AFTER_ESCAPED_CRNL) = range(9)


class _Reader:
    def __init__(self, lines, dialect):
        self._lines = lines
        self.dialect = dialect
        self.line_num = 0

    def __iter__(self):
        return self

    def _simple(self, line):
        """Fields of a line without anything special in it."""
        d = self.dialect
        if line.endswith('\n'):
            line = line[:-2] if line.endswith('\r\n') else line[:-1]
        elif line.endswith('\r'):
            line = line[:-1]
        if '\r' in line or '\n' in line or d._skipinitialspace or d._quoting == QUOTE_NONNUMERIC:
            return None
        if d._quotechar is not None and d._quotechar in line or d._escapechar is not None and d._escapechar in line:
            return None
        if not line:
            return []
        fields = line.split(d._delimiter)
        return fields if len(line) <= _limit else None

    def __next__(self):
        d = self.dialect
        fields = []
        field = []
        numeric = False
        state = _START_RECORD
        length = 0
        while True:
            try:
                line = next(self._lines)
            except StopIteration:
                if field or state == _IN_QUOTED:
                    if d._strict:
                        raise Error('unexpected end of data') from None
                    fields.append(self._field(field, numeric))
                    return fields
                raise
            if not isinstance(line, str):
                raise Error(f'iterator should return strings, not {type(line).__name__} (the file should be opened in text '
                            'mode)')
            self.line_num += 1
            if state == _START_RECORD:
                simple = self._simple(line)
                if simple is not None:
                    return simple
            for c in [*line, '']:
                end = c == ''
                newline = end or c == '\n' or c == '\r'
                if state == _START_RECORD:
                    if end:
                        break
                    if newline:
                        state = _EAT_CRNL
                        continue
                    state = _START_FIELD
                if state == _START_FIELD:
                    if newline:
                        fields.append(self._field(field, numeric))
                        field, numeric = [], False
                        state = _START_RECORD if end else _EAT_CRNL
                    elif c == d._quotechar and d._quoting != QUOTE_NONE:
                        state = _IN_QUOTED
                    elif c == d._escapechar:
                        state = _ESCAPED
                    elif c == ' ' and d._skipinitialspace:
                        pass
                    elif c == d._delimiter:
                        fields.append(self._field(field, numeric))
                        field, numeric = [], False
                    else:
                        if d._quoting == QUOTE_NONNUMERIC:
                            numeric = True
                        field.append(c)
                        state = _IN_FIELD
                elif state == _ESCAPED:
                    if c == '\n' or c == '\r':
                        field.append(c)
                        state = _AFTER_ESCAPED_CRNL
                    else:
                        field.append('\n' if end else c)
                        state = _IN_FIELD
                elif state == _AFTER_ESCAPED_CRNL and end:
                    break
                elif state == _IN_FIELD or state == _AFTER_ESCAPED_CRNL:
                    state = _IN_FIELD
                    if newline:
                        fields.append(self._field(field, numeric))
                        field, numeric = [], False
                        state = _START_RECORD if end else _EAT_CRNL
                    elif c == d._escapechar:
                        state = _ESCAPED
                    elif c == d._delimiter:
                        fields.append(self._field(field, numeric))
                        field, numeric = [], False
                        state = _START_FIELD
                    else:
                        field.append(c)
                elif state == _IN_QUOTED:
                    if end:
                        pass
                    elif c == d._escapechar:
                        state = _ESCAPE_IN_QUOTED
                    elif c == d._quotechar and d._quoting != QUOTE_NONE:
                        state = _QUOTE_IN_QUOTED if d._doublequote else _IN_FIELD
                    else:
                        field.append(c)
                elif state == _ESCAPE_IN_QUOTED:
                    field.append('\n' if end else c)
                    state = _IN_QUOTED
                elif state == _QUOTE_IN_QUOTED:
                    if c == d._quotechar and d._quoting != QUOTE_NONE:
                        field.append(c)
                        state = _IN_QUOTED
                    elif c == d._delimiter:
                        fields.append(self._field(field, numeric))
                        field, numeric = [], False
                        state = _START_FIELD
                    elif newline:
                        fields.append(self._field(field, numeric))
                        field, numeric = [], False
                        state = _START_RECORD if end else _EAT_CRNL
                    elif not d._strict:
                        field.append(c)
                        state = _IN_FIELD
                    else:
                        raise Error(f"'{d._delimiter}' expected after '{d._quotechar}'")
                else:
                    if end:
                        state = _START_RECORD
                    elif not newline:
                        raise Error('new-line character seen in unquoted field - do you need to open the file in '
                                    'universal-newline mode?')
                if len(field) > _limit:
                    raise Error(f'field larger than field limit ({_limit})')
            if state == _START_RECORD:
                return fields

    def _field(self, chars, numeric):
        text = ''.join(chars)
        return float(text) if numeric else text


class _Writer:
    def __init__(self, file, dialect):
        try:
            self._write = file.write
        except AttributeError:
            self._write = None
        if not callable(self._write):
            raise TypeError('argument 1 must have a "write" method')
        self.dialect = dialect

    def writerow(self, row, /):
        """writerow(iterable)

Construct and write a CSV record from an iterable of fields.  Non-string
elements will be converted to string."""
        d = self.dialect
        try:
            row = iter(row)
        except TypeError:
            raise Error(f'iterable expected, not {type(row).__name__}') from None
        out = []
        for field in row:
            out.append(self._quoted(field))
        if out == [''] and (field is None or not out[0]):
            if d._quoting == QUOTE_NONE:
                raise Error('single empty field record must be quoted')
            out = [d._quotechar * 2]
        return self._write(d._delimiter.join(out) + d._lineterminator)

    def _quoted(self, field):
        d = self.dialect
        quoting = d._quoting
        if quoting == QUOTE_NONNUMERIC:
            quoted = not _is_number(field)
        else:
            quoted = quoting == QUOTE_ALL
        text = field if isinstance(field, str) else '' if field is None else str(field)
        delimiter, escape, quote = d._delimiter, d._escapechar, d._quotechar
        special = {delimiter, escape, quote, '\n', '\r', *d._lineterminator}
        if special.isdisjoint(text):
            return f'{quote}{text}{quote}' if quoted else text
        out = []
        for c in text:
            if c in special:
                want_escape = False
                if quoting == QUOTE_NONE:
                    want_escape = True
                else:
                    if c == quote:
                        if d._doublequote:
                            out.append(quote)
                        else:
                            want_escape = True
                    elif c == escape:
                        want_escape = True
                    if not want_escape:
                        quoted = True
                if want_escape:
                    if escape is None:
                        raise Error('need to escape, but no escapechar set')
                    out.append(escape)
            out.append(c)
        text = ''.join(out)
        return f'{quote}{text}{quote}' if quoted else text

    def writerows(self, rows, /):
        """writerows(iterable of iterables)

Construct and write a series of iterables to a csv file.  Non-string
elements will be converted to string."""
        for row in rows:
            self.writerow(row)


_Reader.__name__ = _Reader.__qualname__ = 'reader'
_Writer.__name__ = _Writer.__qualname__ = 'writer'
Reader, Writer = _Reader, _Writer


def _is_number(value):
    return isinstance(value, (int, float, complex)) or hasattr(type(value), '__float__') or hasattr(type(value), '__index__')


def reader(iterable, /, dialect='excel', **options):
    return _Reader(iter(iterable), _dialect(dialect, options))


def writer(file, /, dialect='excel', **options):
    return _Writer(file, _dialect(dialect, options))


def register_dialect(name, /, dialect=None, **options):
    if not isinstance(name, str):
        raise TypeError('dialect name must be a string')
    _dialects[name] = _dialect(dialect, options)


def unregister_dialect(name, /):
    try:
        del _dialects[name]
    except KeyError:
        raise Error('unknown dialect') from None


def get_dialect(name, /):
    try:
        return _dialects[name]
    except KeyError:
        raise Error('unknown dialect') from None


def list_dialects():
    return list(_dialects)


def field_size_limit(limit=None, /):
    global _limit
    old = _limit
    if limit is not None:
        if not isinstance(limit, int):
            raise TypeError('limit must be an integer')
        _limit = limit
    return old


from _standin import static_names
static_names(globals())
del static_names
