"""A parser of XML that calls back, with expat's interface: well-formedness, internal entities, namespaces, attribute defaults."""

import codecs
import re
import sys

EXPAT_VERSION = 'expat_2.5.0'
version_info = (2, 5, 0)
native_encoding = 'UTF-8'
features = [('sizeof(XML_Char)', 1), ('sizeof(XML_LChar)', 1), ('XML_DTD', 0), ('XML_CONTEXT_BYTES', 1024), ('XML_NS', 0)]
XML_PARAM_ENTITY_PARSING_NEVER, XML_PARAM_ENTITY_PARSING_UNLESS_STANDALONE, XML_PARAM_ENTITY_PARSING_ALWAYS = range(3)

_MESSAGES = [
    None, 'out of memory', 'syntax error', 'no element found', 'not well-formed (invalid token)', 'unclosed token',
    'partial character', 'mismatched tag', 'duplicate attribute', 'junk after document element',
    'illegal parameter entity reference', 'undefined entity', 'recursive entity reference', 'asynchronous entity',
    'reference to invalid character number', 'reference to binary entity', 'reference to external entity in attribute',
    'XML or text declaration not at start of entity', 'unknown encoding', 'encoding specified in XML declaration is incorrect',
    'unclosed CDATA section', 'error in processing external entity reference', 'document is not standalone',
    'unexpected parser state - please send a bug report', 'entity declared in parameter entity',
    'requested feature requires XML_DTD support in Expat', 'cannot change setting once parsing has begun', 'unbound prefix',
    'must not undeclare prefix', 'incomplete markup in parameter entity', 'XML declaration not well-formed',
    'text declaration not well-formed', 'illegal character(s) in public id', 'parser suspended', 'parser not suspended',
    'parsing aborted', 'parsing finished', 'cannot suspend in external parameter entity',
    'reserved prefix (xml) must not be undeclared or bound to another namespace name',
    'reserved prefix (xmlns) must not be declared or undeclared', 'prefix must not be bound to one of the reserved namespace names',
]
_CONSTANTS = '''- NO_MEMORY SYNTAX NO_ELEMENTS INVALID_TOKEN UNCLOSED_TOKEN PARTIAL_CHAR TAG_MISMATCH DUPLICATE_ATTRIBUTE
JUNK_AFTER_DOC_ELEMENT PARAM_ENTITY_REF UNDEFINED_ENTITY RECURSIVE_ENTITY_REF ASYNC_ENTITY BAD_CHAR_REF BINARY_ENTITY_REF
ATTRIBUTE_EXTERNAL_ENTITY_REF MISPLACED_XML_PI UNKNOWN_ENCODING INCORRECT_ENCODING UNCLOSED_CDATA_SECTION
EXTERNAL_ENTITY_HANDLING NOT_STANDALONE UNEXPECTED_STATE ENTITY_DECLARED_IN_PE FEATURE_REQUIRES_XML_DTD
CANT_CHANGE_FEATURE_ONCE_PARSING UNBOUND_PREFIX UNDECLARING_PREFIX INCOMPLETE_PE XML_DECL TEXT_DECL PUBLICID SUSPENDED
NOT_SUSPENDED ABORTED FINISHED SUSPEND_PE RESERVED_PREFIX_XML RESERVED_PREFIX_XMLNS RESERVED_NAMESPACE_URI'''.split()

_module = type(sys)
errors = _module('pyexpat.errors', 'Constants used to describe error conditions.')
model = _module('pyexpat.model', 'Constants used to interpret content model information.')
errors.codes = {}
errors.messages = {}
for _i, _name in enumerate(_CONSTANTS):
    if _i:
        setattr(errors, 'XML_ERROR_' + _name, _MESSAGES[_i])
        errors.codes[_MESSAGES[_i]] = _i
        errors.messages[_i] = _MESSAGES[_i]
for _i, _name in enumerate(('EMPTY', 'ANY', 'MIXED', 'NAME', 'CHOICE', 'SEQ'), 1):
    setattr(model, 'XML_CTYPE_' + _name, _i)
for _i, _name in enumerate(('NONE', 'OPT', 'REP', 'PLUS')):
    setattr(model, 'XML_CQUANT_' + _name, _i)
sys.modules['pyexpat.errors'] = errors
sys.modules['pyexpat.model'] = model
del _i, _name, _module


class ExpatError(Exception):
    __module__ = 'xml.parsers.expat'


error = ExpatError


def ErrorString(code, /):
    return _MESSAGES[code] if 0 <= code < len(_MESSAGES) else None


_NAME = r'[:A-Z_a-z\xb7\xc0-\xd6\xd8-\xf6\xf8-\U0010ffff][-.:\w\xb7]*'
_name_at = re.compile(_NAME).match
_space_at = re.compile(r'[ \t\r\n]*').match
_attribute_at = re.compile(rf'[ \t\r\n]+({_NAME})[ \t\r\n]*=[ \t\r\n]*("[^<"]*"|\'[^<\']*\')').match
_text_at = re.compile(r'[^<&]+').match
_reference_at = re.compile(rf'&(?:#(\d+)|#x([0-9a-fA-F]+)|({_NAME}));').match
_bad_char = re.compile('[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]').search
_line = re.compile(r'\n|[^\n]+').findall
_xml_declaration = re.compile(r'''<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(?:"([^"]*)"|'([^']*)')(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(?:"([^"]*)"|'([^']*)'))?(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*["'](yes|no)["'])?[ \t\r\n]*\?>''').match
_encoding = re.compile(rb'''<\?xml[^>]*?encoding[ \t\r\n]*=[ \t\r\n]*["']([A-Za-z0-9._-]+)["']''').match
_PREDEFINED = {'lt': '<', 'gt': '>', 'amp': '&', 'apos': "'", 'quot': '"'}
_XML = 'http://www.w3.org/XML/1998/namespace'
_HANDLERS = '''StartElement EndElement ProcessingInstruction CharacterData UnparsedEntityDecl NotationDecl StartNamespaceDecl
EndNamespaceDecl Comment StartCdataSection EndCdataSection Default DefaultHandlerExpand NotStandalone ExternalEntityRef
StartDoctypeDecl EndDoctypeDecl EntityDecl XmlDecl ElementDecl AttlistDecl SkippedEntity'''.split()


class _Incomplete(Exception):
    """The token is not all there yet."""


class _Stop(Exception):
    def __init__(self, code, at):
        self.code, self.at = code, at


class XMLParserType:
    __module__ = 'pyexpat'
    __qualname__ = 'xmlparser'
    buffer_size = 8192
    _byte_index = 0

    def __init__(self, encoding=None, separator=None, intern=None):
        for name in _HANDLERS:
            setattr(self, name if name == 'DefaultHandlerExpand' else name + 'Handler', None)
        self._separator = separator
        self.intern = {} if intern is None else intern
        self.buffer_text = self.namespace_prefixes = self.ordered_attributes = self.specified_attributes = False
        self._given_encoding = encoding
        self._decoder = None
        self._raw = b''
        self._text = ''
        self._at = 0
        self._line = 1
        self._column = 0
        self._counted = 0
        self._pending = []
        self._open = []
        self._namespaces = [{'xml': _XML, None: None}]
        self._entities = {}
        self._defaults = {}
        self._seen_root = self._in_doctype = self._external_subset = self._started = self._finished = self._failed = False
        self._expanding = []
        self.ErrorCode = 0
        self._base = None

    # ---- positions ----

    def _count(self, at):
        """Line and column of a place that is not before the last one asked for."""
        part = self._text[self._counted:at]
        lines = part.count('\n')
        if lines:
            self._line += lines
            self._column = len(part) - part.rindex('\n') - 1
        else:
            self._column += len(part)
        self._counted = max(at, self._counted)

    @property
    def CurrentLineNumber(self):
        self._count(self._at)
        return self._line

    @property
    def CurrentColumnNumber(self):
        self._count(self._at)
        return self._column

    ErrorLineNumber, ErrorColumnNumber = CurrentLineNumber, CurrentColumnNumber

    @property
    def CurrentByteIndex(self):
        return self._byte_index + len(self._text[:self._at].encode('utf-8', 'surrogatepass'))

    ErrorByteIndex = CurrentByteIndex

    # ---- the interface ----

    def Parse(self, data, isfinal=False, /):
        if self._finished:
            self._fail(36, self._at)
        if isinstance(data, str):
            if self._decoder is None:
                self._decoder = str
            text = data
        else:
            text = self._decode(bytes(data), isfinal)
        if '\r' in text or self._held_return:
            text = self._newlines(text, isfinal)
        if self._at > 1 << 16:
            self._count(self._at)
            self._byte_index += len(self._text[:self._at].encode('utf-8', 'surrogatepass'))
            self._text, self._counted, self._at = self._text[self._at:], 0, 0
        self._text += text
        try:
            self._run(isfinal)
        except _Stop as stop:
            self._flush()
            self._fail(stop.code, stop.at)
        if isfinal:
            self._finished = True
        return 1

    _held_return = False

    def _newlines(self, text, isfinal):
        if self._held_return:
            text = '\r' + text
        self._held_return = not isfinal and text.endswith('\r')
        if self._held_return:
            text = text[:-1]
        return text.replace('\r\n', '\n').replace('\r', '\n')

    def _decode(self, data, isfinal):
        if self._decoder is str:
            self._decoder = codecs.getincrementaldecoder('utf-8')()
        if self._decoder is None:
            self._raw += data
            if not isfinal and len(self._raw) < 4 or self._raw.startswith(b'<?xml') and b'>' not in self._raw and not isfinal:
                return ''
            data, self._raw = self._raw, b''
            name = self._given_encoding
            if name is None:
                declared = _encoding(data)
                if data.startswith((b'\xff\xfe', b'\xfe\xff')):
                    name = 'utf-16'
                elif data.startswith(b'<\0'):
                    name = 'utf-16-le'
                elif data.startswith(b'\0<'):
                    name = 'utf-16-be'
                elif declared and not data.startswith(b'\xef\xbb\xbf'):
                    name = declared[1].decode()
                else:
                    name = 'utf-8'
            if name.lower().replace('_', '-') in ('utf-8', 'utf8', 'us-ascii', 'ascii'):
                name = 'utf-8-sig' if name.lower().startswith('utf') else 'ascii'
            try:
                self._decoder = codecs.getincrementaldecoder(name)()
            except LookupError:
                self._fail(18, 0)
        try:
            return self._decoder.decode(data, isfinal)
        except UnicodeDecodeError as e:
            self._text += data[:e.start].decode(e.encoding, 'replace')
            self._run_before_error()
            self._fail(4, len(self._text))

    def _run_before_error(self):
        try:
            self._run(False)
        except _Stop as stop:
            self._fail(stop.code, stop.at)

    def _fail(self, code, at):
        self._at = max(at, self._counted)
        self._finished = True
        self.ErrorCode = code
        line, column = self.CurrentLineNumber, self.CurrentColumnNumber
        failure = ExpatError(f'{_MESSAGES[code]}: line {line}, column {column}')
        failure.code, failure.lineno, failure.offset = code, line, column
        raise failure

    def ParseFile(self, file, /):
        while data := file.read(1 << 16):
            self.Parse(data, False)
        return self.Parse(b'' if isinstance(data, bytes) else '', True)

    def SetBase(self, base, /):
        self._base = base

    def GetBase(self):
        return self._base

    def GetInputContext(self):
        return self._text[self._at:].encode()

    def UseForeignDTD(self, flag=True, /):
        self._external_subset = bool(flag)

    def SetParamEntityParsing(self, flag, /):
        return 1

    def ExternalEntityParserCreate(self, context, encoding=None, /):
        other = XMLParserType(encoding, self._separator, self.intern)
        for name in _HANDLERS:
            name = name if name == 'DefaultHandlerExpand' else name + 'Handler'
            setattr(other, name, getattr(self, name))
        other._entities = self._entities
        return other

    # ---- tokens ----

    def _run(self, isfinal):
        text = self._text
        while self._at < len(text):
            start = self._at
            try:
                self._token(text, start, isfinal)
            except _Incomplete:
                if not isfinal:
                    return
                code = 20 if text.startswith('<![CDATA[', start) else 3 if text.startswith('<!DOCTYPE', start) else 5
                raise _Stop(code, start if code == 5 else len(text)) from None
            if self._at == start:
                return
        if isfinal:
            self._flush()
            if self._open or not self._seen_root:
                raise _Stop(3, len(text))

    def _token(self, text, at, isfinal):
        c = text[at]
        if c == '<':
            kind = text[at + 1:at + 2]
            if kind == '/':
                self._end_tag(text, at)
            elif kind == '!':
                self._declaration(text, at)
            elif kind == '?':
                self._instruction(text, at)
            elif kind == '':
                raise _Incomplete
            else:
                self._start_tag(text, at)
        elif not self._open:
            end = _space_at(text, at).end()
            if end < len(text) and text[end] != '<':
                raise _Stop(9 if self._seen_root else 2, end)
            self._default(text[at:end])
            self._at = end
        elif c == '&':
            self._reference(text, at)
        else:
            end = _text_at(text, at).end()
            # What may yet become "]]>".
            if end == len(text) and not isfinal and text.endswith(']', at, end):
                end = max(at, end - 2)
                if end == at:
                    raise _Incomplete
            part = text[at:end]
            bad = _bad_char(part)
            if bad:
                raise _Stop(4, at + bad.start())
            if ']]>' in part:
                raise _Stop(4, at + part.index(']]>') + 2)
            if self.CharacterDataHandler and not self.buffer_text:
                for part in _line(part):
                    self.CharacterDataHandler(part)
                    self._at += len(part)
            else:
                self._characters(part)
            self._at = end

    def _find(self, text, what, at):
        end = text.find(what, at)
        if end < 0:
            raise _Incomplete
        return end

    def _start_tag(self, text, at):
        if not self._open and self._seen_root:
            raise _Stop(9, at)
        name = _name_at(text, at + 1)
        if name is None:
            raise _Stop(4, at + 1)
        end = name.end()
        found, seen = [], set()
        while attribute := _attribute_at(text, end):
            key, value = attribute.group(1, 2)
            if key in seen:
                raise _Stop(8, attribute.start(1))
            seen.add(key)
            found.append((key, self._attribute_value(value[1:-1], attribute.start(2) + 1)))
            end = attribute.end()
        end = _space_at(text, end).end()
        empty = text.startswith('/>', end)
        if not empty and not text.startswith('>', end):
            if end >= len(text) or text[end] == '/' and end + 1 == len(text) or self._is_open(text, end):
                raise _Incomplete
            raise _Stop(4, self._fault(text, end))
        specified = len(found)
        for key, value in self._defaults.get(name[0], {}).items():
            if key not in seen and value is not None:
                found.append((key, value))
        self._flush()
        declared = []
        if self._separator is not None:
            element, found, declared = self._resolve(name[0], found, at)
        else:
            element = name[0]
        element = self.intern.setdefault(element, element)
        handler = self.StartElementHandler
        for prefix, uri in declared:
            if self.StartNamespaceDeclHandler:
                self.StartNamespaceDeclHandler(prefix, uri or None)
        if handler:
            if self.specified_attributes:
                found = found[:specified]
            handler(element, [x for pair in found for x in pair] if self.ordered_attributes else dict(found))
        else:
            self._default(text[at:end + 1 + empty])
        self._seen_root = True
        self._open.append((name[0], element, declared))
        self._at = end + 1 + empty
        if empty:
            self._close(text[0:0])

    def _is_open(self, text, at):
        """The tag breaks off within an attribute."""
        return re.compile(rf'''(?:{_NAME}[ \t\r\n]*(?:=[ \t\r\n]*(?:"[^<"]*|'[^<']*)?)?)?$''').match(text, at) is not None

    def _fault(self, text, at):
        """Where in what is no attribute the first wrong character is."""
        name = _name_at(text, at)
        if name is None or text[at - 1] not in ' \t\r\n':
            return at
        end = _space_at(text, name.end()).end()
        if not text.startswith('=', end):
            return end
        end = _space_at(text, end + 1).end()
        if text[end:end + 1] not in ('"', "'"):
            return end
        less, quote = text.find('<', end), text.find(text[end], end + 1)
        return less if 0 <= less and (quote < 0 or less < quote) else quote + 1

    def _attribute_value(self, value, at):
        bad = _bad_char(value)
        if bad:
            raise _Stop(4, at + bad.start())
        value = value.replace('\t', ' ').replace('\n', ' ')
        if '&' not in value:
            return value
        out, here = [], 0
        while (amp := value.find('&', here)) >= 0:
            out.append(value[here:amp])
            reference = _reference_at(value, amp)
            if reference is None:
                raise _Stop(4, at + amp + 1)
            out.append(self._value_of(reference, at + amp))
            here = reference.end()
        return ''.join(out) + value[here:]

    def _value_of(self, reference, at):
        decimal, hexadecimal, name = reference.groups()
        if name is None:
            code = int(decimal) if decimal else int(hexadecimal, 16)
            if code > 0x10ffff or _bad_char(chr(code)):
                raise _Stop(14, at)
            return chr(code)
        if name in _PREDEFINED:
            return _PREDEFINED[name]
        value = self._entities.get(name)
        if value is None:
            raise _Stop(11, at)
        if name in self._expanding:
            raise _Stop(12, at)
        self._expanding.append(name)
        value = self._attribute_value(value, at)
        self._expanding.pop()
        return value

    def _resolve(self, element, attributes, at):
        """Names with the URIs of their namespaces, and what the element declares."""
        scope, declared, others = self._namespaces[-1], [], []
        for key, value in attributes:
            if key == 'xmlns':
                declared.append((None, value))
            elif key.startswith('xmlns:'):
                if not value:
                    raise _Stop(28, at)
                declared.append((key[6:], value))
            else:
                others.append((key, value))
        if declared:
            scope = {**scope, **dict(declared)}
        self._namespaces.append(scope)
        seen, named = set(), []
        for key, value in others:
            name = self._expanded(key, scope, at) if ':' in key else key
            if name in seen:
                raise _Stop(8, at)
            seen.add(name)
            named.append((name, value))
        return self._expanded(element, scope, at), named, declared

    def _expanded(self, name, scope, at):
        prefix, colon, local = name.partition(':')
        if not colon:
            prefix, local = None, name
        if prefix not in scope:
            raise _Stop(27, at)
        uri = scope[prefix]
        if not uri:
            return local
        parts = [uri, local, prefix] if self.namespace_prefixes and prefix else [uri, local]
        return self._separator.join(parts)

    def _end_tag(self, text, at):
        name = _name_at(text, at + 2)
        if name is None:
            if at + 2 >= len(text):
                raise _Incomplete
            raise _Stop(4, at + 2)
        end = _space_at(text, name.end()).end()
        if end >= len(text):
            raise _Incomplete
        if text[end] != '>':
            raise _Stop(4, end)
        if not self._open:
            raise _Stop(9 if self._seen_root else 4, at if self._seen_root else at + 1)
        if self._open[-1][0] != name[0]:
            raise _Stop(7, at + 2)
        self._flush()
        self._close(text[at:end + 1])
        self._at = end + 1

    def _close(self, source):
        _, element, declared = self._open[-1]
        if self.EndElementHandler:
            self.EndElementHandler(element)
        else:
            self._default(source)
        self._open.pop()
        if self._separator is not None:
            self._namespaces.pop()
            if self.EndNamespaceDeclHandler:
                for prefix, _ in reversed(declared):
                    self.EndNamespaceDeclHandler(prefix)

    def _declaration(self, text, at):
        if text.startswith('<!--', at):
            end = self._find(text, '--', at + 4)
            if not text.startswith('>', end + 2):
                if end + 2 >= len(text):
                    raise _Incomplete
                raise _Stop(4, end + 2)
            self._flush()
            if self.CommentHandler:
                self.CommentHandler(text[at + 4:end])
            else:
                self._default(text[at:end + 3])
            self._at = end + 3
        elif text.startswith('<![CDATA[', at):
            if not self._open:
                raise _Stop(9 if self._seen_root else 2, at)
            end = self._find(text, ']]>', at + 9)
            if self.StartCdataSectionHandler:
                self._flush()
                self.StartCdataSectionHandler()
            self._characters(text[at + 9:end])
            if self.EndCdataSectionHandler:
                self._flush()
                self.EndCdataSectionHandler()
            self._at = end + 3
        elif text.startswith('<!DOCTYPE', at):
            if self._seen_root:
                raise _Stop(9 if not self._open else 4, at)
            self._doctype(text, at)
        elif any(s.startswith(text[at:at + 9]) for s in ('<!--', '<![CDATA[', '<!DOCTYPE')):
            raise _Incomplete
        else:
            raise _Stop(4, at + 2)

    def _instruction(self, text, at):
        end = self._find(text, '?>', at + 2)
        name = _name_at(text, at + 2)
        if name is None:
            raise _Stop(4, at + 2)
        self._flush()
        if name[0] == 'xml':
            declaration = _xml_declaration(text, at)
            if self._started or at or self._open or self._seen_root:
                raise _Stop(17, at)
            if declaration is None:
                raise _Stop(30, at + 6)
            if self.XmlDeclHandler:
                a, b, c, d, standalone = declaration.groups()
                self.XmlDeclHandler(a or b, c or d, -1 if standalone is None else int(standalone == 'yes'))
            else:
                self._default(text[at:end + 2])
        elif name[0].lower() == 'xml':
            raise _Stop(4, at + 2)
        elif self.ProcessingInstructionHandler:
            self.ProcessingInstructionHandler(name[0], text[name.end():end].lstrip(' \t\n'))
        else:
            self._default(text[at:end + 2])
        self._started = True
        self._at = end + 2

    def _reference(self, text, at):
        reference = _reference_at(text, at)
        if reference is None:
            if text.find(';', at) < 0 and re.compile(rf'&(#x?[0-9a-fA-F]*|{_NAME})?$').match(text, at):
                raise _Incomplete
            name = _name_at(text, at + 1)
            raise _Stop(4, at + 1 if name is None else name.end())
        name = reference[3]
        if name is not None and name not in _PREDEFINED:
            value = self._entities.get(name)
            if value is None:
                if not self._external_subset:
                    raise _Stop(11, at)
                self._flush()
                if self.SkippedEntityHandler:
                    self.SkippedEntityHandler(name, False)
                else:
                    self._default(reference[0])
            elif self.DefaultHandler and not self.DefaultHandlerExpand:
                self._default(reference[0])
            else:
                self._expand(name, value, at)
        else:
            self._characters(self._value_of(reference, at))
        self._at = reference.end()

    def _expand(self, name, value, at):
        """An entity's text may hold elements."""
        if name in self._expanding:
            raise _Stop(12, at)
        self._expanding.append(name)
        outer = self._text, self._at, self._counted, self._line, self._column
        depth = len(self._open)
        self._text, self._at, self._counted = value, 0, 0
        try:
            while self._at < len(value):
                self._token(value, self._at, True)
            if len(self._open) != depth:
                raise _Stop(13, at)
        except (_Stop, _Incomplete):
            self._text, self._at, self._counted, self._line, self._column = outer
            raise _Stop(13, at) from None
        self._text, self._at, self._counted, self._line, self._column = outer
        self._expanding.pop()

    # ---- text ----

    def _characters(self, text):
        if self.CharacterDataHandler is None:
            self._default(text)
        elif self.buffer_text:
            self._pending.append(text)
        else:
            for part in _line(text):
                self.CharacterDataHandler(part)

    def _flush(self):
        if self._pending:
            text, self._pending = ''.join(self._pending), []
            if self.CharacterDataHandler:
                self.CharacterDataHandler(text)

    def _default(self, text):
        handler = self.DefaultHandlerExpand or self.DefaultHandler
        if handler and text:
            self._flush()
            handler(text)

    # ---- the document type ----

    def _doctype(self, text, at):
        end = _doctype_end(text, at)
        if end < 0:
            raise _Incomplete
        head = re.compile(rf'''<!DOCTYPE[ \t\n]+({_NAME})(?:[ \t\n]+(?:SYSTEM[ \t\n]+("[^"]*"|'[^']*')|PUBLIC[ \t\n]+("[^"]*"|'[^']*')[ \t\n]+("[^"]*"|'[^']*')))?[ \t\n]*(\[)?''').match(text, at)
        if head is None:
            raise _Stop(2, at + 9)
        name, system, public, public_system, subset = head.groups()
        system = system or public_system
        if system:
            self._external_subset = True
        self._flush()
        if self.StartDoctypeDeclHandler:
            self.StartDoctypeDeclHandler(name, system and system[1:-1], public and public[1:-1], int(subset is not None))
        elif self.DefaultHandlerExpand:
            for part in re.findall(r'''<!DOCTYPE|[^\s"']+|"[^"]*"|'[^']*'|\s+''', text[at:head.end()]):
                self._default(part)
        if subset:
            self._subset(text, head.end(), text.rindex(']', at, end))
        if self.EndDoctypeDeclHandler:
            self.EndDoctypeDeclHandler()
        elif not self.StartDoctypeDeclHandler:
            self._default('>')
        self._at = end + 1

    def _subset(self, text, at, end):
        while at < end:
            start = at
            at = _space_at(text, at).end()
            self._default(text[start:at])
            if at >= end:
                return
            self._at = at
            if text.startswith('<!--', at):
                close = self._find(text, '-->', at) + 3
                if self.CommentHandler:
                    self.CommentHandler(text[at + 4:close - 3])
                else:
                    self._default(text[at:close])
            elif text.startswith('<?', at):
                close = self._find(text, '?>', at) + 2
                name = _name_at(text, at + 2)
                if self.ProcessingInstructionHandler and name:
                    self.ProcessingInstructionHandler(name[0], text[name.end():close - 2].lstrip())
                else:
                    self._default(text[at:close])
            elif text.startswith('%', at):
                close = self._find(text, ';', at) + 1
                self._external_subset = True
            elif text.startswith('<!', at):
                close = _declaration_end(text, at)
                self._declare(text[at:close], at)
            else:
                raise _Stop(2, at)
            at = close

    def _declare(self, text, at):
        parts = re.findall(r'''"[^"]*"|'[^']*'|[^\s"'>]+''', text[2:-1])
        kind = parts[0] if parts else ''
        unquoted = [p[1:-1] if p[:1] in '"\'' else p for p in parts]
        if kind == 'ENTITY':
            parameter = unquoted[1] == '%'
            name, *rest = unquoted[2:] if parameter else unquoted[1:]
            value = system = public = notation = None
            if rest[0] == 'SYSTEM' and parts[-1] != rest[0]:
                system = rest[1]
            elif rest[0] == 'PUBLIC':
                public, system = rest[1:3]
            else:
                value = re.sub(r'&#(?:x([0-9a-fA-F]+)|(\d+));', lambda m: chr(int(m[1], 16) if m[1] else int(m[2])), rest[0])
            if 'NDATA' in rest:
                notation = rest[rest.index('NDATA') + 1]
            if not parameter and value is not None:
                self._entities.setdefault(name, value)
            if self.EntityDeclHandler:
                self.EntityDeclHandler(name, int(parameter), value, self._base, system, public, notation)
            elif notation and self.UnparsedEntityDeclHandler:
                self.UnparsedEntityDeclHandler(name, self._base, system, public, notation)
            else:
                self._default(text)
        elif kind == 'NOTATION':
            if self.NotationDeclHandler:
                public, system = unquoted[3:4] if parts[2] == 'PUBLIC' else [None], unquoted[4:5] if parts[2] == 'PUBLIC' else unquoted[3:4]
                self.NotationDeclHandler(unquoted[1], self._base, system[0] if system else None, public[0])
            else:
                self._default(text)
        elif kind == 'ATTLIST':
            self._attributes(text)
        elif kind == 'ELEMENT':
            if self.ElementDeclHandler:
                self.ElementDeclHandler(parts[1], _content_model(text[2:-1].split(None, 2)[2]))
            else:
                self._default(text)
        else:
            raise _Stop(2, at)

    def _attributes(self, text):
        element = text.split(None, 2)[1]
        declared = self._defaults.setdefault(element, {})
        if not self.AttlistDeclHandler:
            self._default(text)
        rows = re.compile(rf'''({_NAME})\s+(CDATA|IDREFS?|ID|ENTITY|ENTITIES|NMTOKENS?|NOTATION\s*\([^)]*\)|\([^)]*\))\s+(#REQUIRED|#IMPLIED|(?:(#FIXED)\s+)?("[^"]*"|'[^']*'))''')
        for name, kind, default, fixed, value in rows.findall(text, text.index(element) + len(element)):
            value = self._attribute_value(value[1:-1], 0) if value else None
            declared.setdefault(name, value)
            if self.AttlistDeclHandler:
                required = int(default == '#REQUIRED' or bool(fixed))
                self.AttlistDeclHandler(element, name, re.sub(r'\s+', '', kind), value, required)


def _doctype_end(text, at):
    """Index of the '>' that ends a DOCTYPE, or -1."""
    depth = 0
    for m in re.compile(r'''"[^"]*"|'[^']*'|<!--.*?-->|<\?.*?\?>|\[|\]|>|<!''', re.S).finditer(text, at + 2):
        token = m[0]
        if token == '[':
            depth = 1
        elif token == ']':
            depth = 0
        elif token == '>' and depth == 0:
            return m.start()
    return -1


def _declaration_end(text, at):
    for m in re.compile(r'''"[^"]*"|'[^']*'|>''').finditer(text, at):
        if m[0] == '>':
            return m.end()
    raise _Stop(5, at)


_QUANTIFIERS = {'': 0, '?': 1, '*': 2, '+': 3}


def _content_model(text):
    text = text.strip()
    if text in ('EMPTY', 'ANY'):
        return (1 if text == 'EMPTY' else 2), 0, None, ()
    tokens = re.findall(rf'#PCDATA|{_NAME}|[()|,?*+]', text)
    at = 0

    def quantifier():
        nonlocal at
        found = tokens[at] if at < len(tokens) and tokens[at] in '?*+' else ''
        at += len(found)
        return _QUANTIFIERS[found]

    def item():
        nonlocal at
        token = tokens[at]
        at += 1
        if token != '(':
            return 4, quantifier(), token, ()
        children, kind = [], 6
        while tokens[at] != ')':
            if tokens[at] in '|,':
                kind = 5 if tokens[at] == '|' else kind
                at += 1
            elif tokens[at] == '#PCDATA':
                kind = 3
                at += 1
            else:
                children.append(item())
        at += 1
        mixed = any(t == '#PCDATA' for t in tokens)
        return (3 if mixed else kind), quantifier(), None, tuple(children)

    return item()


def ParserCreate(encoding=None, namespace_separator=None, intern=None):
    if namespace_separator is not None and len(namespace_separator) > 1:
        raise ValueError('namespace_separator must be at most one character, omitted, or None')
    return XMLParserType(encoding, namespace_separator, intern)
