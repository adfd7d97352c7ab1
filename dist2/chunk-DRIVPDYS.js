// src/syntax/errors.ts
var PySyntaxError = class extends Error {
  constructor(kind, msg, filename, lineno, offset, text2, end_lineno, end_offset) {
    super(lineno === null ? msg : `${msg} (${filename}, line ${lineno})`);
    this.kind = kind;
    this.msg = msg;
    this.filename = filename;
    this.lineno = lineno;
    this.offset = offset;
    this.text = text2;
    this.end_lineno = end_lineno;
    this.end_offset = end_offset;
    this.name = kind;
  }
  kind;
  msg;
  filename;
  lineno;
  offset;
  text;
  end_lineno;
  end_offset;
};

// src/syntax/dump.ts
function reprConstant(constant2) {
  switch (constant2.type) {
    case "int":
      return constant2.value.toString();
    case "float":
      return reprFloat(constant2.value);
    case "complex":
      return `${reprFloat(constant2.value).replace(/\.0$/, "")}j`;
    case "str":
      return reprString(constant2.value);
    case "bytes":
      return reprBytes(constant2.value);
    case "bool":
      return constant2.value ? "True" : "False";
    default:
      return constant2.type;
  }
}
function reprFloat(value) {
  if (!Number.isFinite(value)) return "inf";
  if (value === 0) return "0.0";
  let [, digits, exponentText] = /^([\d.]+)e([-+]\d+)$/.exec(value.toExponential()), exponent = Number(exponentText);
  if (exponent < -4 || exponent >= 16) {
    let size = Math.abs(exponent).toString().padStart(2, "0");
    return `${digits}e${exponent < 0 ? "-" : "+"}${size}`;
  }
  let text2 = exponent < 0 ? value.toFixed(Math.min(100, -exponent + digits.replace(".", "").length - 1)) : `${value}`;
  return text2.includes(".") ? text2 : `${text2}.0`;
}
var NON_PRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Zs}]/u, NAMED_ESCAPES = { "\n": "\\n", "\r": "\\r", "	": "\\t", "\\": "\\\\" };
function reprString(text2) {
  let quote = text2.includes("'") && !text2.includes('"') ? '"' : "'", result = quote;
  for (let character of text2) {
    let code = character.codePointAt(0);
    character === quote ? result += `\\${quote}` : NAMED_ESCAPES[character] !== void 0 ? result += NAMED_ESCAPES[character] : code === 32 || !NON_PRINTABLE.test(character) ? result += character : code < 256 ? result += `\\x${code.toString(16).padStart(2, "0")}` : code < 65536 ? result += `\\u${code.toString(16).padStart(4, "0")}` : result += `\\U${code.toString(16).padStart(8, "0")}`;
  }
  return result + quote;
}
function reprBytes(bytes) {
  let quote = bytes.includes(39) && !bytes.includes(34) ? '"' : "'", result = `b${quote}`;
  for (let byte of bytes) {
    let character = String.fromCharCode(byte);
    character === quote ? result += `\\${quote}` : NAMED_ESCAPES[character] !== void 0 ? result += NAMED_ESCAPES[character] : byte >= 32 && byte < 127 ? result += character : result += `\\x${byte.toString(16).padStart(2, "0")}`;
  }
  return result + quote;
}

// src/bytecode/opcodes.generated.ts
function readRun(op2, c) {
  switch (op2) {
    case 79 /* BUILD_LIST */:
      return c;
    case 80 /* BUILD_TUPLE */:
      return c;
    case 81 /* BUILD_SET */:
      return c;
    case 82 /* BUILD_DICT */:
      return 2 * c;
    case 83 /* BUILD_STRING */:
      return c;
    case 84 /* BUILD_SLICE */:
      return 3;
    case 93 /* FORMAT_VALUE */:
      return 1 + (c >> 8 & 1);
    case 104 /* LOAD_SUPER */:
      return 3;
    case 105 /* LOAD_SUPER_METHOD */:
      return 3;
    case 106 /* CALL */:
      return 1 + c;
    case 107 /* CALL_METHOD */:
      return 2 + c;
    case 108 /* CALL_KW */:
      return 2 + c;
    case 109 /* CALL_EX */:
      return 3;
    case 111 /* MAKE_FUNCTION */:
      return 4;
    case 131 /* IMPORT_NAME */:
      return 2;
    case 138 /* MATCH_CLASS */:
      return 3;
    default:
      return 0;
  }
}
function writeRun(op2, c) {
  switch (op2) {
    case 97 /* UNPACK */:
      return c;
    case 98 /* UNPACK_EX */:
      return (c & 65535) + 1 + (c >> 16);
    case 102 /* LOAD_METHOD */:
      return 2;
    case 103 /* LOAD_SPECIAL */:
      return 2;
    case 105 /* LOAD_SUPER_METHOD */:
      return 2;
    case 127 /* EXC_GROUP_MATCH */:
      return 2;
    case 128 /* EXC_INFO */:
      return 3;
    default:
      return 0;
  }
}

// src/bytecode/opcodes.ts
function op(name, operands, home, doc, cache = !1) {
  return { name, operands: operands === "" ? [] : operands.split(" "), home, cache, doc };
}
var BINARY = [
  "ADD",
  "SUB",
  "MUL",
  "TRUEDIV",
  "FLOORDIV",
  "MOD",
  "POW",
  "LSHIFT",
  "RSHIFT",
  "AND",
  "OR",
  "XOR",
  "MATMUL"
], COMPARE = ["LT", "LE", "EQ", "NE", "GT", "GE"], OPCODES = [
  op("NOP", "", "interp", "does nothing"),
  op("MOVE", "w r", "interp", "a = b"),
  op("LOAD_CONST", "w lo hi", "interp", "a = the constant whose two words are b (low) and c (high)"),
  op("CHECK_BOUND", "r name", "interp", "UnboundLocalError for local b unless a is bound"),
  op("CHECK_FREE", "r name", "interp", "NameError for free variable b unless the value a (read from a cell) is bound"),
  op("SET_UNBOUND", "w", "interp", "a = unbound"),
  // names
  op(
    "LOAD_GLOBAL",
    "w name",
    "kernel",
    "a = global b, else builtin b. cache: entries ref, slot index, 0/1 builtin",
    !0
  ),
  op("STORE_GLOBAL", "r name", "kernel", "global b = a. cache: entries ref, slot index", !0),
  op("DELETE_GLOBAL", "name", "kernel", "del global a"),
  op("LOAD_NAME", "w name", "kernel", "a = b from the frame's namespace mapping, else global, else builtin"),
  op("STORE_NAME", "r name", "kernel", "namespace mapping[b] = a"),
  op("DELETE_NAME", "name", "kernel", "del namespace mapping[a]"),
  op("LOAD_CLASSDEREF", "w r name", "kernel", "a = c from the namespace mapping, else the content of cell b"),
  op("LOAD_LOCALS", "w", "kernel", "a = the frame's namespace mapping (globals dict at module level)"),
  op("MAKE_CELL", "rw", "kernel", "a = new cell holding a (unbound allowed)"),
  op("COPY_FREE", "w n", "interp", "a = cell number b of the running function's closure"),
  op(
    "LOAD_CELL",
    "w r name",
    "interp",
    "a = content of cell b; when it is empty UnboundLocalError for name c among the cellvars, NameError for a freevar"
  ),
  op("STORE_CELL", "r r", "interp", "content of cell a = b"),
  op("DELETE_CELL", "r name", "interp", "empties cell a; when it is empty as LOAD_CELL"),
  // arithmetic
  ...BINARY.map((n) => op(n, "w r r", "kernel", `a = b ${n} c`)),
  ...BINARY.map((n) => op(`INPLACE_${n}`, "w r r", "kernel", `a = b ${n}= c (in place where b's type can)`)),
  op("NEG", "w r", "kernel", "a = -b"),
  op("POS", "w r", "kernel", "a = +b"),
  op("INVERT", "w r", "kernel", "a = ~b"),
  op("NOT", "w r", "kernel", "a = not b"),
  ...COMPARE.map((n) => op(n, "w r r", "kernel", `a = b ${n} c`)),
  op("IS", "w r r", "interp", "a = b is c"),
  op("IS_NOT", "w r r", "interp", "a = b is not c"),
  op("IN", "w r r", "kernel", "a = b in c"),
  op("NOT_IN", "w r r", "kernel", "a = b not in c"),
  // control
  op("JUMP", "jump", "interp", "goes on at a"),
  op(
    "JUMP_BACK",
    "jump",
    "interp",
    "a loop's back-edge. cache: d heat counter, e unit number + 1 or 0, f -, g -",
    !0
  ),
  op("JUMP_IF_TRUE", "r jump", "kernel", "goes on at b if a is true"),
  op("JUMP_IF_FALSE", "r jump", "kernel", "goes on at b unless a is true"),
  op("JUMP_IF_NONE", "r jump", "interp", "goes on at b if a is None"),
  op("JUMP_IF_NOT_NONE", "r jump", "interp", "goes on at b unless a is None"),
  ...COMPARE.map((n) => op(`JUMP_IF_${n}`, "r r jump", "kernel", `goes on at c if a ${n} b`)),
  ...COMPARE.map((n) => op(`JUMP_IF_NOT_${n}`, "r r jump", "kernel", `goes on at c unless a ${n} b`)),
  op("GET_ITER", "w r", "kernel", "a = iter(b)"),
  op(
    "FOR_ITER",
    "w r jump",
    "kernel",
    "a = next(b), or goes on at c when b is exhausted. cache: feedback on the iterator's kind",
    !0
  ),
  // collections
  op("BUILD_LIST", "w rN n", "kernel", "a = [b, \u2026] of c registers"),
  op("BUILD_TUPLE", "w rN n", "kernel", "a = (b, \u2026) of c registers"),
  op("BUILD_SET", "w rN n", "kernel", "a = {b, \u2026} of c registers"),
  op("BUILD_DICT", "w rN n", "kernel", "a = {b: b+1, \u2026} of c pairs of registers"),
  op("BUILD_STRING", "w rN n", "kernel", "a = the strs in c registers from b, joined"),
  op("BUILD_SLICE", "w rN", "kernel", "a = slice(b, b+1, b+2)"),
  op("LIST_APPEND", "r r", "kernel", "list a gets b at its end (comprehensions)"),
  op("SET_ADD", "r r", "kernel", "set a gets b"),
  op("DICT_SET", "r r r", "kernel", "dict a gets a[b] = c"),
  op("LIST_EXTEND", "r r", "kernel", "list a gets every item of iterable b (`*b` in a display)"),
  op("SET_UPDATE", "r r", "kernel", "set a gets every item of iterable b"),
  op("DICT_UPDATE", "r r", "kernel", "dict a gets mapping b (`**b` in a display)"),
  op(
    "DICT_MERGE",
    "r r r",
    "kernel",
    "dict a gets mapping b; TypeError naming callable c on a repeated or non-str keyword"
  ),
  op("LIST_TO_TUPLE", "w r", "kernel", "a = tuple(list b)"),
  op(
    "FORMAT_VALUE",
    "w rN imm",
    "kernel",
    "a = format(b, spec) after conversion c & 0xff (0, 115 's', 114 'r', 97 'a'); spec is b+1 if c & 0x100, else ''"
  ),
  op("GET_ITEM", "w r r", "kernel", "a = b[c]"),
  op("SET_ITEM", "r r r", "kernel", "a[b] = c"),
  op("DEL_ITEM", "r r", "kernel", "del a[b]"),
  op("UNPACK", "wN r n", "kernel", "c registers from a = the items of b; written only when their number is right"),
  op(
    "UNPACK_EX",
    "wN r n",
    "kernel",
    "as UNPACK with a starred target: c = before | after << 16; before + 1 + after registers"
  ),
  // attributes and calls
  op("GET_ATTR", "w r name", "kernel", "a = b.c. cache: class ref, shape ref or 0, kind, slot or value ref", !0),
  op("SET_ATTR", "r r name", "kernel", "a.c = b. cache: class ref, shape ref, kind, slot | new shape ref", !0),
  op("DEL_ATTR", "r name", "kernel", "del a.b"),
  op(
    "LOAD_METHOD",
    "wN r name",
    "kernel",
    "a, a+1 = function, b when b.c is a plain method; else a = b.c, a+1 = unbound. cache as GET_ATTR",
    !0
  ),
  op(
    "LOAD_SPECIAL",
    "wN r name",
    "kernel",
    "as LOAD_METHOD, on the type only; c is __enter__, __exit__, \u2026 with CPython's TypeError"
  ),
  op(
    "LOAD_SUPER",
    "w rN name",
    "kernel",
    "a = super(b+1, b+2).c where b is what `super` names; if that is not the builtin, b().c. Empty name: the super object"
  ),
  op("LOAD_SUPER_METHOD", "wN rN name", "kernel", "as LOAD_SUPER, results as LOAD_METHOD"),
  op("CALL", "w rN n", "interp", "a = b(b+1 \u2026) with c arguments. cache: d target function ref, e count", !0),
  op(
    "CALL_METHOD",
    "w rN n",
    "interp",
    "a = b(b+1?, b+2 \u2026): c arguments, preceded by b+1 unless it is unbound. cache as CALL",
    !0
  ),
  op(
    "CALL_KW",
    "w rN n tuple",
    "interp",
    "as CALL_METHOD; the last len(d) of the c arguments are keywords named by tuple d",
    !0
  ),
  op(
    "CALL_EX",
    "w rN",
    "interp",
    "a = b(*b+1, **b+2); b+1 is a tuple, or whatever follows a lone `*` (TypeError naming b unless iterable); b+2 a dict or unbound"
  ),
  op("RETURN", "r", "interp", "returns a to the caller's frame"),
  op(
    "MAKE_FUNCTION",
    "w rN code n",
    "kernel",
    "a = function of code c; d & 1: b is the defaults tuple, d & 2: b+1 the kwdefaults dict, d & 4: b+2 the annotations dict, d & 8: b+3 the closure tuple",
    !0
  ),
  op("LOAD_BUILD_CLASS", "w", "kernel", "a = builtins.__build_class__"),
  // generators and coroutines
  op(
    "RETURN_GENERATOR",
    "",
    "interp",
    "first instruction of a generator-like code: makes the object, returns it to the caller"
  ),
  op(
    "YIELD",
    "w r r?",
    "interp",
    "suspends the frame with value b; a = the value sent. c: the sub-iterator that `yield from` or `await` waits for, which throw() and close() go to; then SEND directly precedes"
  ),
  op(
    "SEND",
    "rw r jump",
    "interp",
    "a holds the value to send to sub-iterator b; a = what it yields, or its return value and goes on at c"
  ),
  op("GET_YIELD_FROM_ITER", "w r", "kernel", "a = iterator for `yield from b`"),
  op("GET_AWAITABLE", "w r imm", "kernel", "a = iterator for `await b`; c: 0, 1 after __aenter__, 2 after __aexit__"),
  op("GET_AITER", "w r", "kernel", "a = b.__aiter__()"),
  op("GET_ANEXT", "w r", "kernel", "a = awaitable of b.__anext__()"),
  op("END_ASYNC_FOR", "r", "interp", "exception a ends the loop when it is StopAsyncIteration, else is raised again"),
  op("ASYNC_GEN_WRAP", "w r", "interp", "a = b marked as a value that an async generator yields"),
  // exceptions
  op("RAISE", "r? r?", "interp", "raise a from b; a = -1: bare raise, b = -1: no cause"),
  op("RERAISE", "r", "interp", "goes on raising exception a without touching its context; its traceback is kept"),
  op("PUSH_EXC", "w r", "interp", "a = the exception being handled; b becomes it"),
  op("POP_EXC", "r", "interp", "a becomes the exception being handled again"),
  op(
    "EXC_MATCH",
    "w r r",
    "kernel",
    "a = exception b matches class or tuple c; TypeError for what is no exception class"
  ),
  op(
    "EXC_GROUP_MATCH",
    "wN r r",
    "kernel",
    "splits group b by c: a = matching part or None, a+1 = rest or None (except*)"
  ),
  op("EXC_INFO", "wN r", "kernel", "a, a+1, a+2 = type(b), b, b.__traceback__ of exception b (arguments of __exit__)"),
  op(
    "PREP_RERAISE_STAR",
    "w r r",
    "kernel",
    "a = what except* raises in the end, from original b and list c (whose items may be None), or None"
  ),
  op("LOAD_ASSERTION_ERROR", "w", "kernel", "a = AssertionError"),
  // imports
  op("IMPORT_NAME", "w rN name", "interp", "a = __import__(c, level = b, fromlist = b+1)"),
  op("IMPORT_FROM", "w r name", "interp", "a = attribute c of module b, with the import system's errors"),
  op("IMPORT_STAR", "r", "interp", "all public names of module a into the frame's namespace"),
  // pattern matching
  op("GET_LEN", "w r", "kernel", "a = len(b)"),
  op("MATCH_SEQUENCE", "w r", "kernel", "a = b matches a sequence pattern"),
  op("MATCH_MAPPING", "w r", "kernel", "a = b matches a mapping pattern"),
  op("MATCH_KEYS", "w r r", "kernel", "a = tuple of b's values for keys tuple c, or None"),
  op(
    "MATCH_CLASS",
    "w rN n",
    "kernel",
    "a = tuple of attributes of subject b for class b+1 with c positional patterns and keyword names tuple b+2, or None"
  ),
  op("SETUP_ANNOTATIONS", "", "kernel", "makes __annotations__ in the frame's namespace if it is missing"),
  op("PRINT_EXPR", "r", "interp", "sys.displayhook(a) (interactive)")
];
function lengthOf(def) {
  return def.cache ? 8 : 4;
}

// src/bytecode/decode.ts
function decode({ words }) {
  let instructions = [];
  for (let at = 0; at < words.length; ) {
    let op2 = words[at] & 255, def = OPCODES[op2];
    if (def === void 0) throw new RangeError(`no opcode ${op2} at word ${at}`);
    let operands = def.operands.map((_, i) => words[at + 1 + i]), jump = def.operands.indexOf("jump"), c = words[at + 3], target = jump < 0 ? null : at + operands[jump];
    instructions.push({ at, op: op2, def, operands, target, readRun: readRun(op2, c), writeRun: writeRun(op2, c) }), at += lengthOf(def);
  }
  return instructions;
}

// src/bytecode/disassemble.ts
function disassemble(template, options = {}) {
  let { nested = !0, offsets = !0 } = options, lines = [];
  if (list(template, lines, offsets), nested)
    for (let code of template.codes) lines.push("", `Disassembly of ${describe(code)}:`, disassemble(code, options));
  return lines.join(`
`);
}
function describe(code) {
  return `<code ${code.qualname}, file "${code.filename}", line ${code.firstline}>`;
}
function list(template, lines, offsets) {
  let instructions = decode(template), labels = /* @__PURE__ */ new Map(), targets = /* @__PURE__ */ new Set();
  for (let { target } of instructions) target !== null && targets.add(target);
  for (let i = 2; i < template.exceptions.length; i += 4) targets.add(template.exceptions[i]);
  for (let target of [...targets].sort((x, y) => x - y)) labels.set(target, `L${labels.size + 1}`);
  let line = -1;
  for (let instruction of instructions) {
    let [where] = positionAt(template, instruction.at), shown = where === line ? "" : String(where);
    line = where;
    let label = labels.get(instruction.at), head = `${shown.padStart(4)} ${(label === void 0 ? "" : `${label}:`).padEnd(5)}`, offset = offsets ? `${String(instruction.at).padStart(4)} ` : "", operands = instruction.operands.map((_, i) => operandText(template, instruction, i, labels)).filter((text2) => text2 !== "").join(", ");
    lines.push(`${head}${offset}${instruction.def.name.padEnd(20)} ${operands}`.trimEnd());
  }
  if (template.exceptions.length === 0) return;
  lines.push("exceptions:");
  let { exceptions } = template, place = (word) => offsets ? String(word) : `#${instructions.findIndex((i) => i.at >= word)}`;
  for (let i = 0; i < exceptions.length; i += 4) {
    let [start, end, handler, register] = exceptions.subarray(i, i + 4), last = offsets ? String(end) : `#${instructions.filter((x) => x.at < end).length}`;
    lines.push(`  ${place(start)}..${last} -> ${labels.get(handler)} in ${registerName(template, register)}`);
  }
}
function positionAt(template, word) {
  let { positions } = template, low = 0, high = positions.length / 5 - 1;
  for (; low < high; ) {
    let middle = low + high + 1 >> 1;
    positions[middle * 5] <= word ? low = middle : high = middle - 1;
  }
  let at = low * 5;
  return [positions[at + 1], positions[at + 2], positions[at + 3], positions[at + 4]];
}
function operandText(template, { def, operands, target, readRun: readRun2, writeRun: writeRun2 }, i, labels) {
  let value = operands[i];
  switch (def.operands[i]) {
    case "w":
    case "r":
    case "rw":
      return registerName(template, value);
    case "r?":
      return value < 0 ? "-" : registerName(template, value);
    case "rN":
      return runName(template, value, readRun2);
    case "wN":
      return runName(template, value, writeRun2);
    case "jump":
      return labels.get(target) ?? String(target);
    case "name":
      return template.names[value];
    case "lo":
    case "tuple":
      return constText(template.consts[value]);
    case "hi":
      return "";
    case "code":
      return describe(template.codes[value]);
    default:
      return String(value);
  }
}
function runName(template, first, length) {
  return length === 0 ? "{}" : length === 1 ? registerName(template, first) : `${registerName(template, first)}..${registerName(template, first + length - 1)}`;
}
function registerName(template, register) {
  let { varnames, cellvars, freevars, constBase, constRegs } = template;
  if (register < varnames.length) {
    let name = varnames[register];
    return cellvars.includes(name) ? `&${name}` : name;
  }
  let cells = [...cellvars.filter((name) => !varnames.includes(name)), ...freevars];
  return register < constBase ? `&${cells[register - varnames.length]}` : register < constBase + constRegs.length ? `#${constText(template.consts[constRegs[register - constBase]])}` : `t${register - constBase - constRegs.length}`;
}
function constText(value) {
  switch (value.type) {
    case "float":
    case "complex":
      return (value.value < 0 || Object.is(value.value, -0) ? "-" : "") + reprConstant({ type: value.type, value: Math.abs(value.value) });
    case "tuple":
      return `(${value.items.map(constText).join(", ")}${value.items.length === 1 ? "," : ""})`;
    case "frozenset":
      return `frozenset({${value.items.map(constText).join(", ")}})`;
    default:
      return reprConstant(value);
  }
}

// src/syntax/future.ts
var FEATURES = /* @__PURE__ */ new Set([
  "nested_scopes",
  "generators",
  "division",
  "absolute_import",
  "with_statement",
  "print_function",
  "unicode_literals",
  "generator_stop",
  "barry_as_FLUFL",
  "annotations"
]), isDocstring = (node) => node.kind === "Expr" && node.value.kind === "Constant" && node.value.value.type === "str", isFutureImport = (node) => node.kind === "ImportFrom" && node.module === "__future__" && node.level === 0;
function futureFeatures(tree, filename) {
  let annotations2 = !1, barryAsFlufl = !1, lineno = 0;
  if (tree.kind === "Expression") return { annotations: annotations2, barryAsFlufl, lineno };
  let fail = (node, msg) => {
    let { lineno: lineno2, col_offset } = node;
    throw new PySyntaxError("SyntaxError", msg, filename, lineno2, col_offset + 1, null, lineno2, null);
  }, first = !0, done = !1, line = 0;
  for (let node of tree.body) {
    if (done && node.lineno > line) break;
    if (line = node.lineno, isFutureImport(node)) {
      done && fail(node, "from __future__ imports must occur at the beginning of the file"), lineno = node.lineno;
      for (let { name } of node.names)
        name === "annotations" ? annotations2 = !0 : name === "barry_as_FLUFL" ? barryAsFlufl = !0 : name === "braces" ? fail(node, "not a chance") : FEATURES.has(name) || fail(node, `future feature ${name} is not defined`);
    } else (!first || !isDocstring(node)) && (done = !0);
    first = !1;
  }
  return { annotations: annotations2, barryAsFlufl, lineno };
}

// src/syntax/compile-checks.ts
var MAX_BLOCKS = 20, TYPE_NAMES = {
  Tuple: "tuple",
  List: "list",
  ListComp: "list",
  Dict: "dict",
  DictComp: "dict",
  Set: "set",
  SetComp: "set",
  GeneratorExp: "generator",
  Lambda: "function",
  JoinedStr: "str",
  FormattedValue: "str"
}, CONSTANT_TYPES = {
  int: "int",
  float: "float",
  complex: "complex",
  str: "str",
  bytes: "bytes",
  bool: "bool",
  None: "NoneType",
  Ellipsis: "ellipsis"
}, typeName = (node) => node.kind === "Constant" ? CONSTANT_TYPES[node.value.type] : TYPE_NAMES[node.kind], NOT_CALLABLE = /* @__PURE__ */ new Set(["tuple", "list", "dict", "set", "generator", "str", ...Object.values(CONSTANT_TYPES)]), NOT_SUBSCRIPTABLE = /* @__PURE__ */ new Set([
  "set",
  "generator",
  "function",
  "int",
  "float",
  "complex",
  "bool",
  "NoneType",
  "ellipsis"
]), INDEXED = /* @__PURE__ */ new Set(["tuple", "list", "str", "bytes"]), isAsyncFunction = (scope) => scope.node.kind === "AsyncFunctionDef", CompileChecks = class {
  constructor(filename, onWarning) {
    this.filename = filename;
    this.onWarning = onWarning;
  }
  filename;
  onWarning;
  first = null;
  blocks = [];
  /** Keep the first error until the symbol table has had its say. */
  defer(node, msg) {
    if (this.first !== null) return;
    let { lineno, col_offset, end_lineno, end_col_offset } = node, [offset, endOffset] = [col_offset + 1, end_col_offset + 1];
    this.first = new PySyntaxError("SyntaxError", msg, this.filename, lineno, offset, null, end_lineno, endOffset);
  }
  warn(node, msg) {
    this.onWarning?.({ category: "SyntaxWarning", msg, line: node.lineno });
  }
  // Names
  stored(name, node) {
    name === "__debug__" && this.defer(node, "cannot assign to __debug__");
  }
  deleted(name, node) {
    name === "__debug__" && this.defer(node, "cannot delete __debug__");
  }
  futureImport(node, future) {
    node.module === "__future__" && node.level === 0 && node.lineno > future.lineno && this.defer(node, "from __future__ imports must occur at the beginning of the file");
  }
  // Blocks and jumps
  enterFunction() {
    let outer = this.blocks;
    return this.blocks = [], outer;
  }
  leaveFunction(outer, scope) {
    if (this.blocks = outer, !(!isAsyncFunction(scope) || !scope.isGenerator))
      for (let node of scope.valueReturns) this.defer(node, "'return' with value in async generator");
  }
  enterBlock(block2, node) {
    this.blocks.length >= MAX_BLOCKS && this.defer(node, "too many statically nested blocks"), this.blocks.push(block2);
  }
  leaveBlock() {
    this.blocks.pop();
  }
  jump(node) {
    for (let i = this.blocks.length - 1; i >= 0; i--) {
      if (this.blocks[i] === "loop") return;
      if (this.blocks[i] === "group") {
        this.defer(node, "'break', 'continue' and 'return' cannot appear in an except* block");
        return;
      }
    }
    this.defer(node, node.kind === "Break" ? "'break' outside loop" : "'continue' not properly in loop");
  }
  returns(node, scope) {
    scope.kind !== "function" ? this.defer(node, "'return' outside function") : this.blocks.includes("group") && this.defer(node.value ?? node, "'break', 'continue' and 'return' cannot appear in an except* block"), node.value !== null && scope.valueReturns.push(node);
  }
  // Generators and coroutines
  yields(node, scope) {
    scope.isFunctionLike ? node.kind === "YieldFrom" && isAsyncFunction(scope) && this.defer(node, "'yield from' inside async function") : this.defer(node, "'yield' outside function");
  }
  awaits(node, scope) {
    scope.isFunctionLike ? !isAsyncFunction(scope) && scope.kind !== "comprehension" && this.defer(node, "'await' outside async function") : this.defer(node, "'await' outside function");
  }
  asyncOnly(node, statement2, scope) {
    isAsyncFunction(scope) || this.defer(node, `'${statement2}' outside async function`);
  }
  asyncComprehension(node, outer) {
    isAsyncFunction(outer) || outer.kind === "comprehension" || this.defer(node, "asynchronous comprehension outside of an asynchronous function");
  }
  // Expressions
  unpacking(node) {
    let seen = !1;
    node.elts.forEach((element, i) => {
      element.kind === "Starred" && (seen ? this.defer(node, "multiple starred expressions in assignment") : (i >= 256 || node.elts.length - i - 1 >= 1 << 23) && this.defer(node, "too many expressions in star-unpacking assignment"), seen = !0);
    });
  }
  keywords(keywords, owner) {
    if (keywords.length === 0) return;
    let seen = /* @__PURE__ */ new Set();
    for (let keyword of keywords)
      keyword.arg !== null && (this.stored(keyword.arg, owner), seen.has(keyword.arg) && this.defer(keyword, `keyword argument repeated: ${keyword.arg}`), seen.add(keyword.arg));
  }
  assertion(node) {
    node.test.kind === "Tuple" && node.test.elts.length > 0 && this.warn(node, "assertion is always true, perhaps remove parentheses?");
  }
  comparison(node) {
    let left = isLiteral(node.left);
    node.ops.forEach((op2, i) => {
      let right = isLiteral(node.comparators[i]);
      if ((op2 === "Is" || op2 === "IsNot") && (left || right)) {
        let [word, better] = op2 === "Is" ? ["is", "=="] : ["is not", "!="];
        this.warn(node, `"${word}" with a literal. Did you mean "${better}"?`);
      }
      left = right;
    });
  }
  callee(node) {
    let type = typeName(node.func);
    type === void 0 || !NOT_CALLABLE.has(type) || this.warn(node.func, `'${type}' object is not callable; perhaps you missed a comma?`);
  }
  subscript(node) {
    let type = typeName(node.value);
    if (type !== void 0) {
      if (NOT_SUBSCRIPTABLE.has(type))
        this.warn(node.value, `'${type}' object is not subscriptable; perhaps you missed a comma?`);
      else if (INDEXED.has(type)) {
        let index = typeName(node.slice);
        if (index === void 0 || index === "int" || index === "bool") return;
        this.warn(node.value, `${type} indices must be integers or slices, not ${index}; perhaps you missed a comma?`);
      }
    }
  }
  // Patterns
  match(node) {
    let last = node.cases.length - 1;
    node.cases.forEach((clause, i) => {
      this.pattern(clause.pattern, clause.guard !== null || i === last, /* @__PURE__ */ new Set());
    });
  }
  /** Adds the names that the pattern binds. */
  pattern(node, irrefutableAllowed, names) {
    switch (node.kind) {
      case "MatchValue":
        node.value.kind === "JoinedStr" && this.defer(node, "patterns may only match literals and attribute lookups");
        return;
      case "MatchSingleton":
        return;
      case "MatchStar":
        this.capture(node, node.name, names);
        return;
      case "MatchSequence": {
        let stars = 0;
        for (let part of node.patterns)
          part.kind === "MatchStar" && ++stars > 1 && this.defer(node, "multiple starred names in sequence pattern");
        for (let part of node.patterns) this.pattern(part, !0, names);
        return;
      }
      case "MatchMapping": {
        let seen = /* @__PURE__ */ new Set();
        for (let key of node.keys) {
          key.kind === "JoinedStr" && this.defer(node, "mapping pattern keys may only match literals and attribute lookups");
          let value = foldConstant(key);
          if (value === null) continue;
          let text2 = constantKey(value);
          seen.has(text2) && this.defer(node, `mapping pattern checks duplicate key (${reprConstant(value)})`), seen.add(text2);
        }
        for (let part of node.patterns) this.pattern(part, !0, names);
        this.capture(node, node.rest, names);
        return;
      }
      case "MatchClass": {
        let seen = /* @__PURE__ */ new Set();
        node.kwd_attrs.forEach((attr, i) => {
          seen.has(attr) && this.defer(node.kwd_patterns[i], `attribute name repeated in class pattern: ${attr}`), seen.add(attr);
        });
        for (let part of node.patterns) this.pattern(part, !0, names);
        for (let part of node.kwd_patterns) this.pattern(part, !0, names);
        return;
      }
      case "MatchAs":
        if (node.pattern !== null) this.pattern(node.pattern, irrefutableAllowed, names);
        else if (!irrefutableAllowed) {
          let what = node.name === null ? "wildcard" : `name capture '${node.name}'`;
          this.defer(node, `${what} makes remaining patterns unreachable`);
        }
        this.capture(node, node.name, names);
        return;
      case "MatchOr":
        this.alternatives(node, irrefutableAllowed, names);
    }
  }
  alternatives(node, irrefutableAllowed, names) {
    let first = null;
    node.patterns.forEach((part, i) => {
      let own = /* @__PURE__ */ new Set();
      this.pattern(part, irrefutableAllowed && i === node.patterns.length - 1, own), first === null ? first = own : (own.size !== first.size || [...own].some((name) => !first?.has(name))) && this.defer(lastLeaf(part), "alternative patterns bind different names");
    });
    for (let name of first ?? []) this.capture(node, name, names);
  }
  capture(node, name, names) {
    name !== null && (names.has(name) && this.defer(lastLeaf(node), `multiple assignments to name '${name}' in pattern`), names.add(name));
  }
};
function lastLeaf(node) {
  if (node.kind === "MatchSequence" || node.kind === "MatchOr") {
    let last = node.patterns.at(-1);
    return last === void 0 ? node : lastLeaf(last);
  }
  return node.kind === "MatchAs" && node.pattern !== null ? lastLeaf(node.pattern) : node;
}
function isLiteral(node) {
  if (node.kind === "Tuple") return node.elts.every((element) => element.kind === "Constant" || isLiteral(element));
  if (node.kind !== "Constant") return !1;
  let { type } = node.value;
  return type !== "None" && type !== "bool" && type !== "Ellipsis";
}
function foldConstant(node) {
  if (node.kind === "Constant") return node.value;
  if (node.kind !== "UnaryOp") return null;
  let operand2 = foldConstant(node.operand);
  return operand2?.type === "int" ? { type: "int", value: -operand2.value } : operand2?.type === "float" || operand2?.type === "complex" ? { type: operand2.type, value: -operand2.value } : null;
}
function constantKey(value) {
  switch (value.type) {
    case "int":
      return `n${value.value}`;
    case "bool":
      return `n${value.value ? 1 : 0}`;
    case "float":
      return Number.isInteger(value.value) ? `n${BigInt(value.value)}` : `n${value.value}`;
    case "complex":
      return value.value === 0 ? "n0" : `j${value.value}`;
    case "str":
      return `s${value.value}`;
    case "bytes":
      return `b${value.value}`;
    default:
      return value.type;
  }
}

// src/syntax/scope-builder.ts
var MAX_DEPTH = 2990, MutableScope = class {
  constructor(kind, node, name, qualname, parent, className, isAnnotation = !1) {
    this.kind = kind;
    this.node = node;
    this.name = name;
    this.qualname = qualname;
    this.parent = parent;
    this.className = className;
    this.isAnnotation = isAnnotation;
    this.isNested = parent !== null && (parent.isNested || parent.isFunctionLike), parent !== null && (this.iterableDepth = parent.iterableDepth);
  }
  kind;
  node;
  name;
  qualname;
  parent;
  className;
  isAnnotation;
  children = [];
  symbols = /* @__PURE__ */ new Map();
  parameters = [];
  varnames = [];
  cellvars = [];
  freevars = [];
  isNested;
  isGenerator = !1;
  isCoroutine = !1;
  hasVarargs = !1;
  hasVarkeywords = !1;
  needsClassClosure = !1;
  hasAnnotations = !1;
  /** How deep we are in a comprehension's iterables, where `:=` is not allowed. */
  iterableDepth = 0;
  /** While a comprehension's loop target is visited. */
  inComprehensionTarget = !1;
  /** `return value` statements: errors if it turns out to be an async generator. */
  valueReturns = [];
  get isFunctionLike() {
    return this.kind !== "module" && this.kind !== "class" && !this.isAnnotation;
  }
  symbol(name) {
    let symbol = this.symbols.get(name);
    return symbol === void 0 && (symbol = {
      name,
      scope: "globalImplicit",
      isParameter: !1,
      isAssigned: !1,
      isReferenced: !1,
      isImported: !1,
      isAnnotated: !1,
      isGlobalDeclared: !1,
      isNonlocalDeclared: !1,
      isFreeInClass: !1,
      isComprehensionTarget: !1,
      isOnlyDeclared: !1,
      declaration: null
    }, this.symbols.set(name, symbol)), symbol;
  }
  addFree(name) {
    this.symbol(name).scope = "free";
  }
};
function bind(symbol) {
  symbol.isAssigned = !0, symbol.isOnlyDeclared = !1;
}
var COMPREHENSIONS = {
  ListComp: ["<listcomp>", "list comprehension"],
  SetComp: ["<setcomp>", "set comprehension"],
  DictComp: ["<dictcomp>", "dict comprehension"],
  GeneratorExp: ["<genexpr>", "generator expression"]
}, ScopeBuilder = class {
  constructor(filename, onWarning) {
    this.filename = filename;
    this.checks = new CompileChecks(filename, onWarning);
  }
  filename;
  scopes = /* @__PURE__ */ new Map();
  current;
  top;
  className = null;
  depth = 0;
  future;
  checks;
  build(tree, future) {
    this.future = future;
    let top = new MutableScope("module", tree, "<module>", "<module>", null, null);
    this.scopes.set(tree, top), this.top = top, this.current = top;
    try {
      tree.kind === "Expression" ? this.expr(tree.body) : this.stmts(tree.body);
    } catch (error) {
      throw error instanceof RangeError && this.failDepth(), error;
    }
    return top;
  }
  /** Errors that CPython finds only when it makes code, after all names are resolved. */
  throwDeferred() {
    if (this.checks.first !== null) throw this.checks.first;
  }
  fail(node, msg) {
    let { lineno, col_offset, end_lineno, end_col_offset } = node, end = end_col_offset + 1;
    throw new PySyntaxError("SyntaxError", msg, this.filename, lineno, col_offset + 1, null, end_lineno, end);
  }
  enterDepth() {
    ++this.depth > MAX_DEPTH && this.failDepth();
  }
  failDepth() {
    let msg = "maximum recursion depth exceeded during compilation";
    throw new PySyntaxError("RecursionError", msg, this.filename, null, null, null, null, null);
  }
  // Scopes
  open(kind, node, name) {
    let parent = this.current, qualname = name;
    if (parent.parent !== null && !(kind === "function" || kind === "class" ? parent.symbols.get(mangle(this.className, name)) : null)?.isGlobalDeclared) {
      let locals = parent.kind === "function" || parent.kind === "lambda" ? ".<locals>" : "";
      qualname = `${parent.qualname}${locals}.${name}`;
    }
    let scope = new MutableScope(kind, node, name, qualname, parent, kind === "class" ? name : this.className);
    return parent.children.push(scope), this.scopes.set(node, scope), this.current = scope, scope;
  }
  close() {
    this.current = this.current.parent;
  }
  // Names
  mangled(name) {
    return mangle(this.className, name);
  }
  symbolOf(name) {
    return this.current.symbol(this.mangled(name));
  }
  assign(name, node) {
    let symbol = this.symbolOf(name);
    this.markTarget(symbol, node), bind(symbol), this.checks.stored(name, node);
  }
  /** Within a comprehension's `for … in`, a name is its iteration variable. */
  markTarget(symbol, node) {
    this.current.inComprehensionTarget && ((symbol.isGlobalDeclared || symbol.isNonlocalDeclared) && this.fail(node, `comprehension inner loop cannot rebind assignment expression target '${symbol.name}'`), symbol.isComprehensionTarget = !0);
  }
  use(name) {
    this.symbolOf(name).isReferenced = !0, name === "super" && this.current.isFunctionLike && (this.current.symbol("__class__").isReferenced = !0);
  }
  declareParameter(name, node) {
    let symbol = this.symbolOf(name);
    symbol.isParameter && this.fail(node, `duplicate argument '${name}' in function definition`), symbol.isParameter = !0, this.current.parameters.push(symbol.name), this.checks.stored(name, this.current.node);
  }
  declareGlobal(scope, name, node) {
    let symbol = scope.symbol(name);
    symbol.isGlobalDeclared = !0, symbol.declaration ??= node, this.top.symbol(name).isGlobalDeclared = !0;
  }
  // Statements
  stmts(nodes) {
    for (let node of nodes) this.stmt(node);
  }
  stmt(node) {
    this.enterDepth(), this.visitStmt(node), this.depth--;
  }
  visitStmt(node) {
    let { checks } = this;
    switch (node.kind) {
      case "FunctionDef":
      case "AsyncFunctionDef":
        this.functionDefinition(node);
        return;
      case "ClassDef":
        this.classDefinition(node);
        return;
      case "Return":
        checks.returns(node, this.current), node.value !== null && this.expr(node.value);
        return;
      case "Delete":
        this.exprs(node.targets);
        return;
      case "Assign":
        for (let target of node.targets) this.target(target);
        this.expr(node.value);
        return;
      case "AugAssign":
        this.target(node.target), this.expr(node.value);
        return;
      case "AnnAssign":
        this.annotatedAssignment(node);
        return;
      case "For":
      case "AsyncFor":
        node.kind === "AsyncFor" && checks.asyncOnly(node, "async for", this.current), this.target(node.target), this.expr(node.iter), checks.enterBlock("loop", node), this.stmts(node.body), checks.leaveBlock(), this.stmts(node.orelse);
        return;
      case "While":
        this.expr(node.test), checks.enterBlock("loop", node), this.stmts(node.body), checks.leaveBlock(), this.stmts(node.orelse);
        return;
      case "If":
        this.ifChain(node);
        return;
      case "With":
      case "AsyncWith":
        node.kind === "AsyncWith" && checks.asyncOnly(node, "async with", this.current);
        for (let item of node.items)
          this.expr(item.context_expr), item.optional_vars !== null && this.target(item.optional_vars), checks.enterBlock("other", node);
        this.stmts(node.body);
        for (let _ of node.items) checks.leaveBlock();
        return;
      case "Match":
        this.expr(node.subject), checks.match(node);
        for (let clause of node.cases)
          this.pattern(clause.pattern), clause.guard !== null && this.expr(clause.guard), this.stmts(clause.body);
        return;
      case "Raise":
        node.exc !== null && this.expr(node.exc), node.cause !== null && this.expr(node.cause);
        return;
      case "Try":
      case "TryStar":
        this.tryStatement(node);
        return;
      case "Assert":
        checks.assertion(node), this.expr(node.test), node.msg !== null && this.expr(node.msg);
        return;
      case "Import":
        for (let alias of node.names) {
          let name = alias.asname ?? alias.name.split(".", 1)[0];
          this.symbolOf(name).isImported = !0, checks.stored(name, alias);
        }
        return;
      case "ImportFrom":
        for (let alias of node.names) {
          if (alias.name === "*") {
            this.current.kind !== "module" && this.fail(alias, "import * only allowed at module level");
            continue;
          }
          let name = alias.asname ?? alias.name;
          this.symbolOf(name).isImported = !0, checks.stored(name, alias);
        }
        checks.futureImport(node, this.future);
        return;
      case "Global":
      case "Nonlocal":
        for (let name of node.names) this.declare(node, this.mangled(name), node.kind === "Global");
        return;
      case "Expr":
        this.expr(node.value);
        return;
      case "Break":
      case "Continue":
        checks.jump(node);
        return;
      case "Pass":
        return;
    }
  }
  /** An elif chain nests in the tree, but not here. */
  ifChain(first) {
    let { depth } = this;
    for (let node = first; ; ) {
      this.expr(node.test), this.stmts(node.body);
      let next = node.orelse[0];
      if (node.orelse.length !== 1 || next.kind !== "If") {
        this.stmts(node.orelse);
        break;
      }
      this.enterDepth(), node = next;
    }
    this.depth = depth;
  }
  declare(node, name, isGlobal) {
    let word = isGlobal ? "global" : "nonlocal", symbol = this.current.symbol(name);
    symbol.isParameter && this.fail(node, `name '${name}' is parameter and ${word}`), symbol.isReferenced && this.fail(node, `name '${name}' is used prior to ${word} declaration`), symbol.isAnnotated && this.fail(node, `annotated name '${name}' can't be ${word}`), symbol.isAssigned && this.fail(node, `name '${name}' is assigned to before ${word} declaration`), isGlobal ? this.declareGlobal(this.current, name, node) : (symbol.isNonlocalDeclared = !0, symbol.declaration ??= node);
  }
  annotatedAssignment(node) {
    let { target } = node;
    if (target.kind === "Name") {
      let existing = this.current.symbols.get(this.mangled(target.id));
      existing !== void 0 && node.simple && this.current !== this.top && (existing.isGlobalDeclared && this.fail(node, `annotated name '${target.id}' can't be global`), existing.isNonlocalDeclared && this.fail(node, `annotated name '${target.id}' can't be nonlocal`));
      let isNew = existing?.isAssigned !== !0;
      if ((node.simple || node.value !== null) && this.assign(target.id, target), node.simple) {
        let symbol = this.symbolOf(target.id);
        symbol.isAnnotated = !0, symbol.isOnlyDeclared = isNew && node.value === null;
      }
    } else this.expr(target);
    node.simple && !this.current.isFunctionLike && (this.current.hasAnnotations = !0), this.annotation(node.annotation), node.value !== null && this.expr(node.value);
  }
  annotation(node) {
    if (!this.future.annotations) {
      this.expr(node);
      return;
    }
    let parent = this.current, tree = { kind: "Expression", body: node };
    this.current = new MutableScope("function", tree, "_annotation", parent.qualname, parent, this.className, !0), this.expr(node), this.current = parent;
  }
  tryStatement(node) {
    let { checks } = this, hasFinally = node.finalbody.length > 0;
    hasFinally && checks.enterBlock("other", node), node.handlers.length > 0 && checks.enterBlock("other", node), this.stmts(node.body), node.handlers.length > 0 && checks.leaveBlock(), this.stmts(node.orelse), node.handlers.forEach((handler, i) => {
      handler.type === null && i < node.handlers.length - 1 && checks.defer(handler, "default 'except:' must be last"), handler.type !== null && this.expr(handler.type), handler.name !== null && this.assign(handler.name, handler), checks.enterBlock(node.kind === "TryStar" ? "group" : "other", node), this.stmts(handler.body), checks.leaveBlock();
    }), hasFinally && (checks.leaveBlock(), checks.enterBlock("other", node), this.stmts(node.finalbody), checks.leaveBlock());
  }
  functionDefinition(node) {
    this.assign(node.name, node), this.defaults(node.args);
    let { args } = node;
    for (let arg of [...args.posonlyargs, ...args.args, args.vararg, args.kwarg, ...args.kwonlyargs])
      arg?.annotation && (arg.annotation.kind === "Starred" && !this.future.annotations ? this.expr(arg.annotation.value) : this.annotation(arg.annotation));
    node.returns !== null && this.annotation(node.returns), this.exprs(node.decorator_list);
    let scope = this.open("function", node, node.name);
    node.kind === "AsyncFunctionDef" && (scope.isCoroutine = !0), this.parameters(args);
    let blocks = this.checks.enterFunction();
    this.stmts(node.body), this.checks.leaveFunction(blocks, scope), this.close();
  }
  defaults(args) {
    this.exprs(args.defaults);
    for (let value of args.kw_defaults) value !== null && this.expr(value);
  }
  parameters(args) {
    for (let arg of [...args.posonlyargs, ...args.args, ...args.kwonlyargs]) this.declareParameter(arg.arg, arg);
    args.vararg !== null && (this.declareParameter(args.vararg.arg, args.vararg), this.current.hasVarargs = !0), args.kwarg !== null && (this.declareParameter(args.kwarg.arg, args.kwarg), this.current.hasVarkeywords = !0);
  }
  classDefinition(node) {
    this.assign(node.name, node), this.elements(node.bases);
    for (let keyword of node.keywords) this.expr(keyword.value);
    this.checks.keywords(node.keywords, node), this.exprs(node.decorator_list), this.open("class", node, node.name);
    let outer = this.className;
    this.className = node.name;
    let blocks = this.checks.enterFunction();
    this.stmts(node.body), this.checks.leaveFunction(blocks, this.current), this.className = outer, this.close();
  }
  // Expressions
  exprs(nodes) {
    for (let node of nodes) this.expr(node);
  }
  /** Members of a display, call or class header, where `*x` is at home. */
  elements(nodes) {
    for (let node of nodes) this.expr(node.kind === "Starred" ? node.value : node);
  }
  target(node) {
    node.kind === "Starred" && this.checks.defer(node, "starred assignment target must be in a list or tuple"), this.expr(node);
  }
  expr(node) {
    this.enterDepth(), this.visitExpr(node), this.depth--;
  }
  visitExpr(node) {
    let { checks } = this;
    switch (node.kind) {
      case "Name":
        node.ctx === "Load" ? this.use(node.id) : node.ctx === "Store" ? this.assign(node.id, node) : (bind(this.symbolOf(node.id)), checks.deleted(node.id, node));
        return;
      case "Constant":
        return;
      case "Attribute":
        node.ctx === "Store" ? checks.stored(node.attr, node) : node.ctx === "Del" && checks.deleted(node.attr, node), this.expr(node.value);
        return;
      case "Call":
        checks.callee(node), this.expr(node.func), this.elements(node.args);
        for (let keyword of node.keywords) this.expr(keyword.value);
        checks.keywords(node.keywords, node);
        return;
      case "BinOp":
        this.expr(node.left), this.expr(node.right);
        return;
      case "BoolOp":
        this.exprs(node.values);
        return;
      case "UnaryOp":
        this.expr(node.operand);
        return;
      case "Compare":
        checks.comparison(node), this.expr(node.left), this.exprs(node.comparators);
        return;
      case "Subscript":
        node.ctx === "Load" && checks.subscript(node), this.expr(node.value), this.expr(node.slice);
        return;
      case "Slice":
        node.lower !== null && this.expr(node.lower), node.upper !== null && this.expr(node.upper), node.step !== null && this.expr(node.step);
        return;
      case "List":
      case "Tuple":
        node.ctx === "Store" && checks.unpacking(node), this.elements(node.elts);
        return;
      case "Set":
        this.elements(node.elts);
        return;
      case "Dict":
        for (let i = 0; i < node.values.length; i++) {
          let key = node.keys[i];
          key !== null && this.expr(key), this.expr(node.values[i]);
        }
        return;
      case "IfExp":
        this.expr(node.test), this.expr(node.body), this.expr(node.orelse);
        return;
      case "JoinedStr":
        this.exprs(node.values);
        return;
      case "FormattedValue":
        this.expr(node.value), node.format_spec !== null && this.expr(node.format_spec);
        return;
      case "Starred":
        node.ctx === "Load" && checks.defer(node, "can't use starred expression here"), this.expr(node.value);
        return;
      case "Lambda": {
        this.defaults(node.args);
        let scope = this.open("lambda", node, "<lambda>");
        this.parameters(node.args);
        let blocks = checks.enterFunction();
        this.expr(node.body), checks.leaveFunction(blocks, scope), this.close();
        return;
      }
      case "NamedExpr":
        this.namedExpression(node);
        return;
      case "Yield":
      case "YieldFrom":
        if (this.refuseInAnnotation(node, "yield expression"), checks.yields(node, this.current), node.value !== null && this.expr(node.value), this.current.isGenerator = !0, this.current.kind === "comprehension") {
          let [, name] = COMPREHENSIONS[this.current.node.kind];
          this.fail(node, `'yield' inside ${name}`);
        }
        return;
      case "Await":
        this.refuseInAnnotation(node, "await expression"), checks.awaits(node, this.current), this.expr(node.value), this.current.isCoroutine = !0;
        return;
      case "ListComp":
      case "SetComp":
      case "DictComp":
      case "GeneratorExp":
        this.comprehension(node);
        return;
    }
  }
  refuseInAnnotation(node, name) {
    this.current.isAnnotation && this.fail(node, `'${name}' can not be used within an annotation`);
  }
  namedExpression(node) {
    this.refuseInAnnotation(node, "named expression"), this.current.iterableDepth > 0 && this.fail(node, "assignment expression cannot be used in a comprehension iterable expression"), this.current.kind === "comprehension" && this.bindOutsideComprehension(node.target.id, node), this.expr(node.value), this.expr(node.target);
  }
  /** `:=` within comprehensions binds in the scope around them all. */
  bindOutsideComprehension(id, node) {
    let name = this.mangled(id);
    for (let scope = this.current; scope !== null; scope = scope.parent)
      if (scope.kind === "comprehension") {
        let symbol = scope.symbols.get(name);
        symbol?.isComprehensionTarget && (symbol.isAssigned || symbol.isGlobalDeclared) && this.fail(node.target, `assignment expression cannot rebind comprehension iteration variable '${id}'`);
      } else if (scope.kind === "class")
        this.fail(node.target, "assignment expression within a comprehension cannot be used in a class body");
      else if (scope.kind === "module" || scope.symbols.get(name)?.isGlobalDeclared) {
        this.declareGlobal(this.current, name, node.target), scope.kind === "module" ? scope.symbol(name).isGlobalDeclared = !0 : bind(scope.symbol(name));
        return;
      } else {
        let symbol = this.current.symbol(name);
        symbol.isNonlocalDeclared = !0, symbol.declaration = node.target, bind(scope.symbol(name));
        return;
      }
  }
  comprehension(node) {
    let [outermost, ...others] = node.generators, outer = this.current;
    outer.iterableDepth++, this.expr(outermost.iter), outer.iterableDepth--;
    let scope = this.open("comprehension", node, COMPREHENSIONS[node.kind][0]);
    outermost.is_async && (scope.isCoroutine = !0), scope.symbol(".0").isParameter = !0, scope.parameters.push(".0"), this.comprehensionTarget(outermost.target), this.exprs(outermost.ifs);
    for (let clause of others)
      this.comprehensionTarget(clause.target), scope.iterableDepth++, this.expr(clause.iter), scope.iterableDepth--, this.exprs(clause.ifs), clause.is_async && (scope.isCoroutine = !0);
    node.kind === "DictComp" ? (this.expr(node.value), this.expr(node.key)) : this.expr(node.elt);
    let isGenerator = node.kind === "GeneratorExp";
    scope.isGenerator = isGenerator, this.close(), !(!scope.isCoroutine || isGenerator) && (this.checks.asyncComprehension(node, outer), outer.isCoroutine = !0);
  }
  comprehensionTarget(node) {
    this.current.inComprehensionTarget = !0, this.target(node), this.current.inComprehensionTarget = !1;
  }
  // Patterns
  pattern(node) {
    switch (this.enterDepth(), node.kind) {
      case "MatchValue":
        this.expr(node.value);
        break;
      case "MatchSingleton":
        break;
      case "MatchSequence":
      case "MatchOr":
        for (let part of node.patterns) this.pattern(part);
        break;
      case "MatchStar":
        node.name !== null && this.assign(node.name, node);
        break;
      case "MatchMapping":
        this.exprs(node.keys);
        for (let part of node.patterns) this.pattern(part);
        node.rest !== null && this.assign(node.rest, node);
        break;
      case "MatchClass":
        this.expr(node.cls);
        for (let part of node.patterns) this.pattern(part);
        for (let part of node.kwd_patterns) this.pattern(part);
        break;
      case "MatchAs":
        node.pattern !== null && this.pattern(node.pattern), node.name !== null && this.assign(node.name, node);
        break;
    }
    this.depth--;
  }
};

// src/syntax/scope-resolve.ts
function resolve(top, filename) {
  resolveScope(top, { bound: null, global: /* @__PURE__ */ new Set() }, filename);
}
var isFunctionLike = (scope) => scope.kind !== "module" && scope.kind !== "class";
function resolveScope(scope, around, filename) {
  let bound = around.bound === null ? null : new Set(around.bound), global = new Set(around.global), isClass = scope.kind === "class", free = /* @__PURE__ */ new Set(), local = /* @__PURE__ */ new Set(), innerBound = isClass && bound !== null ? new Set(bound) : /* @__PURE__ */ new Set(), innerGlobal = isClass ? new Set(global) : /* @__PURE__ */ new Set();
  for (let symbol of scope.symbols.values()) resolveName(symbol, bound, local, free, global, filename);
  if (isClass) innerBound.add("__class__");
  else {
    if (isFunctionLike(scope)) for (let name of local) innerBound.add(name);
    if (bound !== null) for (let name of bound) innerBound.add(name);
    for (let name of global) innerGlobal.add(name);
  }
  for (let child of scope.children)
    for (let name of resolveScope(child, { bound: innerBound, global: innerGlobal }, filename)) free.add(name);
  if (isFunctionLike(scope))
    for (let symbol of scope.symbols.values())
      symbol.scope === "local" && free.delete(symbol.name) && (symbol.scope = "cell");
  else isClass && free.delete("__class__") && (scope.needsClassClosure = !0);
  for (let name of free) {
    let symbol = scope.symbols.get(name);
    if (symbol !== void 0) {
      let ownMeaning = symbol.isAssigned || symbol.isParameter || symbol.isImported || symbol.isGlobalDeclared;
      isClass && ownMeaning && (symbol.isFreeInClass = !0);
    } else (bound === null || bound.has(name)) && scope.addFree(name);
  }
  return finish(scope), free;
}
function resolveName(symbol, bound, local, free, global, filename) {
  let { name } = symbol, fail = (msg) => {
    let at = symbol.declaration;
    if (at === null) throw new PySyntaxError("SyntaxError", msg, filename, null, null, null, null, null);
    let { lineno, col_offset, end_lineno, end_col_offset } = at;
    throw new PySyntaxError("SyntaxError", msg, filename, lineno, col_offset + 1, null, end_lineno, end_col_offset + 1);
  };
  symbol.isGlobalDeclared ? (symbol.isNonlocalDeclared && fail(`name '${name}' is nonlocal and global`), symbol.scope = "globalExplicit", global.add(name), bound?.delete(name)) : symbol.isNonlocalDeclared ? (bound === null ? fail("nonlocal declaration not allowed at module level") : bound.has(name) || fail(`no binding for nonlocal '${name}' found`), symbol.scope = "free", free.add(name)) : symbol.isAssigned || symbol.isParameter || symbol.isImported ? (symbol.scope = "local", local.add(name), global.delete(name)) : bound?.has(name) ? (symbol.scope = "free", free.add(name)) : symbol.scope = "globalImplicit";
}
function finish(scope) {
  let { cellvars, freevars, varnames } = scope;
  isFunctionLike(scope) && varnames.push(...scope.parameters);
  for (let symbol of scope.symbols.values()) {
    symbol.scope === "cell" && cellvars.push(symbol.name), (symbol.scope === "free" || symbol.isFreeInClass) && freevars.push(symbol.name);
    let isUnused = symbol.isOnlyDeclared && !symbol.isReferenced && !symbol.isImported;
    symbol.scope === "local" && !symbol.isParameter && !isUnused && isFunctionLike(scope) && varnames.push(symbol.name);
  }
  scope.needsClassClosure && cellvars.push("__class__"), cellvars.sort(byCodePoint), freevars.sort(byCodePoint);
}
var byCodePoint = (a, b) => a < b ? -1 : a > b ? 1 : 0;

// src/syntax/scopes.ts
function mangle(className, name) {
  if (className === null || !name.startsWith("__") || name.endsWith("__") || name.includes(".")) return name;
  let stripped = className.replace(/^_+/, "");
  return stripped === "" ? name : `_${stripped}${name}`;
}
function analyse(module, filename, options = {}) {
  let builder = new ScopeBuilder(filename, options.onWarning), future = futureFeatures(module, filename), top = builder.build(module, future);
  return resolve(top, filename), builder.throwDeferred(), {
    top,
    future,
    scopeOf(node) {
      let scope = builder.scopes.get(node);
      if (scope === void 0) throw new Error(`no scope for ${node.kind}`);
      return scope;
    },
    lookup(scope, name) {
      let symbol = scope.symbols.get(mangle(scope.className, name));
      if (symbol === void 0) throw new Error(`scope ${scope.qualname} has no symbol ${name}`);
      return symbol;
    }
  };
}

// src/bytecode/compiler/assignedness.ts
var FIRST_KIND = OPCODES.map((def) => def.operands[0] ?? "-");
function endsFlow(op2) {
  return op2 === 59 /* JUMP */ || op2 === 60 /* JUMP_BACK */ || op2 === 110 /* RETURN */ || op2 === 122 /* RAISE */ || op2 === 123 /* RERAISE */;
}
function pruneBoundChecks(unit) {
  let { code, scope } = unit, locals = scope.varnames.length, parameters2 = scope.parameters.length;
  if (locals === 0) return [];
  let unbound = /* @__PURE__ */ new Set();
  if (unit.exposesLocals) for (let reg = parameters2; reg < locals; reg++) unbound.add(reg);
  if (code.some((instruction) => instruction.op === 3 /* CHECK_BOUND */))
    for (let reg of analyse2(unit, code, locals, parameters2)) reg >= parameters2 && unbound.add(reg);
  return [...unbound].sort((x, y) => x - y);
}
function analyse2(unit, code, locals, parameters2) {
  let width = locals + 31 >>> 5, handlerOf = new Int32Array(code.length).fill(-1);
  for (let r = unit.regions.length - 1; r >= 0; r--) {
    let region = unit.regions[r];
    for (let [from, to] of region.spans) handlerOf.fill(region.handler.at, from, to);
  }
  let leader = new Uint8Array(code.length + 1);
  for (let region of unit.regions) leader[region.handler.at] = 1;
  for (let instruction of code)
    instruction.target !== null && !instruction.dead && (leader[instruction.target.at] = 1);
  let states = new Array(code.length + 1), work = [], flowTo = (target, state) => {
    let known = states[target];
    if (known === void 0) {
      states[target] = state.slice(), work.push(target);
      return;
    }
    let changed = !1;
    for (let i = 0; i < width; i++) {
      let both = known[i] & state[i];
      both >>> 0 !== known[i] && (known[i] = both, changed = !0);
    }
    changed && work.push(target);
  }, apply = (instruction, state) => {
    let { op: op2, a } = instruction;
    if (op2 === 5 /* SET_UNBOUND */) {
      a < locals && (state[a >>> 5] &= ~(1 << (a & 31)));
      return;
    }
    let kind = FIRST_KIND[op2], count = kind === "w" || op2 === 3 /* CHECK_BOUND */ ? 1 : kind === "wN" ? writeRun(op2, instruction.c) : 0;
    for (let reg = a; reg < a + count && reg < locals; reg++) state[reg >>> 5] |= 1 << (reg & 31);
  }, walk = (from, visit, flows) => {
    let state = states[from].slice(), handler = -1, changed = !0;
    for (let i = from; i < code.length; i++) {
      if (i !== from && leader[i] === 1) {
        flows && flowTo(i, state);
        return;
      }
      let instruction = code[i];
      if (!instruction.dead) {
        if (flows && handlerOf[i] >= 0 && (changed || handlerOf[i] !== handler) && (flowTo(handlerOf[i], state), changed = !1), handler = handlerOf[i], flows && instruction.target !== null && (instruction.op === 115 /* SEND */ && apply(instruction, state), flowTo(instruction.target.at, state)), visit(instruction, state), endsFlow(instruction.op)) return;
        apply(instruction, state), changed ||= FIRST_KIND[instruction.op] !== "r" || instruction.op === 5 /* SET_UNBOUND */;
      }
    }
  }, entry = new Uint32Array(width);
  for (let reg = 0; reg < parameters2; reg++) entry[reg >>> 5] |= 1 << (reg & 31);
  for (states[0] = entry, leader[0] = 1, work.push(0); work.length > 0; ) walk(work.pop(), () => {
  }, !0);
  let kept = /* @__PURE__ */ new Set();
  for (let from = 0; from < code.length; from++)
    leader[from] === 0 || states[from] === void 0 || walk(
      from,
      (instruction, state) => {
        if (instruction.op !== 3 /* CHECK_BOUND */) return;
        let { a } = instruction;
        state[a >>> 5] >>> (a & 31) & 1 ? instruction.dead = !0 : kept.add(a);
      },
      !1
    );
  return kept;
}

// src/bytecode/compiler/ir.ts
function isTemp(reg) {
  return reg >= 16777216;
}
var Label = class {
  /** Index of the instruction that it stands before, -1 while unbound. */
  at = -1;
  /** Something reachable refers to it. */
  used = !1;
};

// src/syntax/ast.ts
function characterColumn(line, column2) {
  let characters = 0;
  for (let i = 0; i < column2 && i < line.length; characters++) {
    let unit = line.charCodeAt(i), paired = unit >= 55296 && unit < 56320 && (line.charCodeAt(i + 1) & 64512) === 56320;
    i += paired ? 2 : 1;
  }
  return characters;
}

// src/bytecode/template.ts
function constKey(value) {
  switch (value.type) {
    case "int":
      return `i${value.value}`;
    case "float":
      return `f${Object.is(value.value, -0) ? "-0" : value.value}`;
    case "complex":
      return `c${Object.is(value.value, -0) ? "-0" : value.value}`;
    case "str":
      return `s${value.value.length}:${value.value}`;
    case "bytes":
      return `b${Buffer.from(value.value).toString("hex")}`;
    case "bool":
      return value.value ? "T" : "F";
    case "None":
      return "N";
    case "Ellipsis":
      return "E";
    case "tuple":
      return `(${value.items.map(constKey).join(",")})`;
    case "frozenset":
      return `{${value.items.map(constKey).join(",")}}`;
  }
}

// src/bytecode/compiler/unit.ts
var MAX_CONST_REGS = 32, NONE = { type: "None" }, Unit = class {
  constructor(session, scope, flags, firstline) {
    this.session = session;
    this.scope = scope;
    this.flags = flags;
    this.firstline = firstline;
    let { varnames, cellvars, freevars } = scope, next = varnames.length;
    for (let name of cellvars) {
      let parameter = varnames.indexOf(name);
      this.ownCells.set(name, parameter >= 0 ? parameter : next++);
    }
    this.firstFree = next;
    for (let name of freevars) this.freeCells.set(name, next++);
    this.constBase = next;
  }
  session;
  scope;
  flags;
  firstline;
  code = [];
  regions = [];
  names = [];
  consts = [];
  codes = [];
  /** Constants in registers, as indices into consts. */
  constRegs = [];
  /** Cells that this code makes. */
  ownCells = /* @__PURE__ */ new Map();
  /** Cells that it gets from the function around it. */
  freeCells = /* @__PURE__ */ new Map();
  blocks = [];
  place = null;
  reachable = !0;
  loopDepth = 0;
  maxTemps = 0;
  docstring = null;
  /** The function may look at its locals from outside (`locals()` and the like): none may hold rubbish. */
  exposesLocals = !1;
  firstFree;
  constBase;
  tempTop = 0;
  nameIndex = /* @__PURE__ */ new Map();
  constIndex = /* @__PURE__ */ new Map();
  variables = /* @__PURE__ */ new Map();
  // Emission
  emit(op2, a = 0, b = 0, c = 0, d = 0) {
    this.reachable && this.push(op2, a, b, c, d, null);
  }
  /** An instruction with a jump operand; the others are given in order. */
  jump(op2, target, a = 0, b = 0) {
    this.reachable && (target.used = !0, this.push(op2, a, b, 0, 0, target), (op2 === 59 /* JUMP */ || op2 === 60 /* JUMP_BACK */) && (this.reachable = !1));
  }
  /** Emits an instruction after which control does not go on. */
  emitLast(op2, a = 0, b = 0) {
    this.emit(op2, a, b), this.reachable = !1;
  }
  bind(label) {
    label.at = this.code.length, label.used && (this.reachable = !0);
  }
  here() {
    let label = new Label();
    return this.bind(label), label;
  }
  push(op2, a, b, c, d, target) {
    this.code.push({ op: op2, a, b, c, d, target, place: this.place, dead: !1 });
  }
  // Temporaries: a stack, so that runs of them are consecutive
  temp() {
    let reg = 16777216 + this.tempTop++;
    return this.tempTop > this.maxTemps && (this.maxTemps = this.tempTop), reg;
  }
  temps(count) {
    let first = 16777216 + this.tempTop;
    return this.tempTop += count, this.tempTop > this.maxTemps && (this.maxTemps = this.tempTop), first;
  }
  mark() {
    return this.tempTop;
  }
  release(mark) {
    this.tempTop = mark;
  }
  // Names and constants
  nameOf(name) {
    let index = this.nameIndex.get(name);
    return index === void 0 && (index = this.names.length, this.nameIndex.set(name, index), this.names.push(name)), index;
  }
  constant(value) {
    let key = constKey(value), index = this.constIndex.get(key);
    return index === void 0 && (index = this.consts.length, this.constIndex.set(key, index), this.consts.push(value)), index;
  }
  loadConst(value, dst) {
    return this.reachable && this.emit(2 /* LOAD_CONST */, dst, this.constant(value)), dst;
  }
  /** A register with the constant: within loops one that the prologue loads. */
  constOperand(value, hint) {
    if (this.loopDepth > 0 && this.reachable) {
      let index = this.constant(value), slot = this.constRegs.indexOf(index);
      if (slot < 0 && this.constRegs.length < MAX_CONST_REGS && (slot = this.constRegs.push(index) - 1), slot >= 0) return 1048576 + slot;
    }
    return this.loadConst(value, hint ?? this.temp());
  }
  // Variables
  mangle(name) {
    return mangle(this.scope.className, name);
  }
  variable(name) {
    let variable = this.variables.get(name);
    return variable === void 0 && (variable = this.resolve(name), this.variables.set(name, variable)), variable;
  }
  resolve(name) {
    let { scope } = this, mangled = this.mangle(name), where = this.session.table.lookup(scope, name).scope;
    if (where === "globalExplicit") return { kind: "global", name: mangled };
    if (scope.kind === "module") return { kind: this.session.options.namespace ? "name" : "global", name: mangled };
    if (where === "free") {
      let reg = this.freeCells.get(mangled);
      return { kind: scope.kind === "class" ? "classCell" : "cell", reg, name: mangled };
    }
    return scope.kind === "class" ? { kind: "name", name: mangled } : where === "cell" ? { kind: "cell", reg: this.ownCells.get(mangled), name: mangled } : where === "globalImplicit" ? { kind: "global", name: mangled } : { kind: "local", reg: scope.varnames.indexOf(mangled), name: mangled };
  }
  /** The cell that an inner code's free variable refers to. */
  cellFor(name) {
    let [first, second] = this.scope.kind === "class" && name === "__class__" ? [this.ownCells, this.freeCells] : [this.freeCells, this.ownCells];
    return first.get(name) ?? second.get(name);
  }
  // Blocks and regions
  openRegion(handler, register) {
    return { handler, register, start: this.code.length, spans: [] };
  }
  suspend(region) {
    this.code.length > region.start && (region.spans.push([region.start, this.code.length]), region.handler.used = !0);
  }
  resume(region) {
    region.start = this.code.length;
  }
  closeRegion(region) {
    this.suspend(region), region.spans.length > 0 && this.regions.push(region);
  }
  /** Runs `body` protected by `region`; `leave` is emitted wherever control leaves the body sideways. */
  protect(region, leave, body, kind = "protected") {
    this.blocks.push({ kind, region, leave, breakTo: null, continueTo: null }), body(), this.blocks.pop(), this.closeRegion(region);
  }
  /** Leaves all blocks above number `stop` and then emits what `finish` emits, outside their regions. */
  unwind(stop, finish2) {
    let saved = this.blocks, suspended = [];
    for (this.blocks = saved.slice(); this.blocks.length > stop + 1; ) {
      let block2 = this.blocks.pop();
      block2.region !== null && (this.suspend(block2.region), suspended.push(block2.region)), block2.leave?.();
    }
    finish2(), this.blocks = saved;
    for (let region of suspended) this.resume(region);
  }
  // Errors
  error(message, node) {
    let { session } = this, text2 = session.line(node.lineno), offset = column(session, node.lineno, node.col_offset) + 1, endOffset = column(session, node.end_lineno, node.end_col_offset) + 1;
    throw new PySyntaxError(
      "SyntaxError",
      message,
      session.filename,
      node.lineno,
      offset,
      text2,
      node.end_lineno,
      endOffset
    );
  }
};
function column(session, lineno, units) {
  if (!session.astral || units <= 0) return units;
  let line = session.line(lineno);
  return line === null ? units : characterColumn(line, units);
}

// src/bytecode/compiler/assemble.ts
var LENGTH = OPCODES.map(lengthOf), JUMP_OPERAND = OPCODES.map((def) => def.operands.indexOf("jump")), REGISTER_KINDS = /* @__PURE__ */ new Set(["w", "r", "rw", "r?", "rN", "wN"]), REGISTER_OPERANDS = OPCODES.map((def) => def.operands.map((kind) => REGISTER_KINDS.has(kind))), BY_NAME = new Map(OPCODES.map((def, i) => [def.name, i])), OPPOSITE = OPCODES.map((def) => {
  let { name } = def;
  if (name === "JUMP_IF_TRUE") return 62 /* JUMP_IF_FALSE */;
  if (name === "JUMP_IF_FALSE") return 61 /* JUMP_IF_TRUE */;
  if (!name.startsWith("JUMP_IF_")) return;
  let other = name.startsWith("JUMP_IF_NOT_") ? name.replace("_NOT_", "_") : name.replace("IF_", "IF_NOT_");
  return BY_NAME.get(other);
});
function assemble(unit) {
  let { scope, session } = unit;
  cleanJumps(unit.code);
  let unbound = pruneBoundChecks(unit);
  dropJumpsToNext(unit.code);
  let prologue = makePrologue(unit, unbound), start = new Int32Array(unit.code.length + 1), words = 0;
  for (let instruction of prologue) words += LENGTH[instruction.op];
  let prologueWords = words;
  for (let i = 0; i < unit.code.length; i++)
    start[i] = words, unit.code[i].dead || (words += LENGTH[unit.code[i].op]);
  start[unit.code.length] = words;
  let tempBase = unit.constBase + unit.constRegs.length, out = new Int32Array(words), positions = [0, unit.firstline, unit.firstline, -1, -1], last = null, at = 0, register = (reg) => reg >= 16777216 ? reg - 16777216 + tempBase : reg >= 1048576 ? reg - 1048576 + unit.constBase : reg, write = (instruction) => {
    let { op: op2 } = instruction, operands = [instruction.a, instruction.b, instruction.c, instruction.d], jump = JUMP_OPERAND[op2];
    jump >= 0 && (operands[jump] = start[instruction.target.at] - at);
    let registers = REGISTER_OPERANDS[op2];
    out[at] = op2;
    for (let i = 0; i < registers.length; i++) out[at + 1 + i] = registers[i] ? register(operands[i]) : operands[i];
    at += LENGTH[op2];
  };
  for (let instruction of prologue) write(instruction);
  for (let instruction of unit.code) {
    if (instruction.dead) continue;
    let { place } = instruction;
    if (place !== null && place !== last) {
      let column1 = column(session, place.lineno, place.col_offset), column2 = column(session, place.end_lineno, place.end_col_offset);
      at === 0 && (positions.length = 0), positions.push(at, place.lineno, place.end_lineno, column1, column2), last = place;
    }
    write(instruction);
  }
  let exceptions = [];
  for (let region of unit.regions)
    for (let [from, to] of region.spans)
      start[to] > start[from] && exceptions.push(start[from], start[to], start[region.handler.at], register(region.register));
  let shape = parametersOf(unit);
  return {
    name: scope.name,
    qualname: scope.qualname,
    filename: session.filename,
    firstline: unit.firstline,
    flags: unit.flags | (shape.simple ? 65536 /* SIMPLE */ : 0),
    argcount: shape.argcount,
    posonly: shape.posonly,
    kwonly: shape.kwonly,
    nregs: tempBase + unit.maxTemps,
    varnames: scope.varnames,
    cellvars: scope.cellvars,
    freevars: scope.freevars,
    words: out,
    names: unit.names,
    consts: unit.consts,
    codes: unit.codes,
    constBase: unit.constBase,
    constRegs: prologueWords > 0 ? unit.constRegs : [],
    exceptions: Int32Array.from(exceptions),
    positions: Int32Array.from(positions),
    docstring: unit.docstring
  };
}
function cleanJumps(code) {
  let targets = new Uint8Array(code.length + 1);
  for (let instruction of code) {
    let { target } = instruction;
    if (target !== null) {
      if (instruction.op !== 60 /* JUMP_BACK */)
        for (let hops = 0; hops < 100; hops++) {
          let there = code[instruction.target.at];
          if (there === void 0 || there.op !== 59 /* JUMP */ || there === instruction) break;
          instruction.target = there.target;
        }
      targets[instruction.target.at] = 1;
    }
  }
  for (let i = 0; i + 2 < code.length; i++) {
    let opposite = OPPOSITE[code[i].op], skipped = code[i + 1];
    opposite === void 0 || skipped.op !== 59 /* JUMP */ || targets[i + 1] === 1 || code[i].target.at === i + 2 && (code[i].op = opposite, code[i].target = skipped.target, skipped.dead = !0);
  }
}
function dropJumpsToNext(code) {
  let next = (index) => {
    let i = index;
    for (; i < code.length && code[i].dead; ) i++;
    return i;
  };
  for (let i = code.length - 1; i >= 0; i--) {
    let instruction = code[i];
    instruction.op === 59 /* JUMP */ && !instruction.dead && next(i + 1) === next(instruction.target.at) && (instruction.dead = !0);
  }
}
function makePrologue(unit, unbound) {
  let { scope } = unit, prologue = [], add = (op2, a = 0, b = 0) => {
    prologue.push({ op: op2, a, b, c: 0, d: 0, target: null, place: null, dead: !1 });
  };
  unit.flags & 672 && add(113 /* RETURN_GENERATOR */);
  for (let i = 0; i < scope.freevars.length; i++) add(15 /* COPY_FREE */, unit.firstFree + i, i);
  for (let reg of unbound) add(5 /* SET_UNBOUND */, reg);
  for (let name of scope.cellvars) {
    let reg = unit.ownCells.get(name);
    reg >= scope.varnames.length && add(5 /* SET_UNBOUND */, reg), add(14 /* MAKE_CELL */, reg);
  }
  for (let i = 0; i < unit.constRegs.length; i++) add(2 /* LOAD_CONST */, 1048576 + i, unit.constRegs[i]);
  return prologue;
}
function parametersOf(unit) {
  let { scope, flags } = unit, { node } = scope, unusual = 684;
  if (node.kind === "FunctionDef" || node.kind === "AsyncFunctionDef" || node.kind === "Lambda") {
    let posonly = node.args.posonlyargs.length, kwonly = node.args.kwonlyargs.length;
    return { argcount: posonly + node.args.args.length, posonly, kwonly, simple: kwonly === 0 && (flags & unusual) === 0 };
  }
  return { argcount: scope.kind === "comprehension" ? 1 : 0, posonly: 0, kwonly: 0, simple: (flags & unusual) === 0 };
}

// src/bytecode/compiler/awaiting.ts
function yieldExpression(u, e, dst) {
  let target = dst ?? u.temp(), mark = u.mark(), value = e.value === null ? u.loadConst(NONE, u.temp()) : operand(u, e.value, isTemp(target) ? target : void 0);
  if (u.place = e, u.flags & 512 /* ASYNC_GENERATOR */) {
    let wrapped = u.temp();
    u.emit(121 /* ASYNC_GEN_WRAP */, wrapped, value), value = wrapped;
  }
  return u.emit(114 /* YIELD */, target, value, -1), u.release(mark), target;
}
function yieldFrom(u, e, dst) {
  let target = dst ?? u.temp(), mark = u.mark(), iterator = u.temp(), source = operand(u, e.value, iterator);
  return u.place = e, u.emit(116 /* GET_YIELD_FROM_ITER */, iterator, source), delegate(u, target, iterator), u.release(mark), target;
}
function awaitExpression(u, e, dst) {
  let target = dst ?? u.temp(), mark = u.mark(), value = expression(u, e.value, u.temp());
  return u.place = e, awaitValue(u, target, value, 0), u.release(mark), target;
}
function awaitValue(u, target, value, kind) {
  let mark = u.mark(), iterator = u.temp();
  u.emit(117 /* GET_AWAITABLE */, iterator, value, kind), delegate(u, target, iterator), u.release(mark);
}
function delegate(u, target, iterator) {
  let mark = u.mark(), value = u.loadConst(NONE, isTemp(target) ? target : u.temp()), done = new Label(), again = u.here();
  u.jump(115 /* SEND */, done, value, iterator), u.emit(114 /* YIELD */, value, value, iterator), u.jump(59 /* JUMP */, again), u.bind(done), value !== target && u.emit(1 /* MOVE */, target, value), u.release(mark);
}

// src/bytecode/compiler/variables.ts
var REFLECTIVE = /* @__PURE__ */ new Set(["locals", "vars", "dir", "eval", "exec", "_getframe", "breakpoint"]);
function loadVariable(u, name, dst) {
  let variable = u.variable(name), symbol = u.nameOf(variable.name);
  switch (variable.kind) {
    case "local":
      return u.emit(3 /* CHECK_BOUND */, variable.reg, symbol), dst === void 0 || dst === variable.reg ? variable.reg : (u.emit(1 /* MOVE */, dst, variable.reg), dst);
    case "cell":
      return dst ??= u.temp(), u.emit(16 /* LOAD_CELL */, dst, variable.reg, symbol), dst;
    case "classCell":
      return dst ??= u.temp(), u.emit(12 /* LOAD_CLASSDEREF */, dst, variable.reg, symbol), dst;
    case "global":
      return REFLECTIVE.has(name) && (u.exposesLocals = !0), dst ??= u.temp(), u.emit(6 /* LOAD_GLOBAL */, dst, symbol), dst;
    case "name":
      return dst ??= u.temp(), u.emit(9 /* LOAD_NAME */, dst, symbol), dst;
  }
}
function storeVariable(u, name, src) {
  let variable = u.variable(name);
  switch (variable.kind) {
    case "local":
      src !== variable.reg && u.emit(1 /* MOVE */, variable.reg, src);
      break;
    case "cell":
    case "classCell":
      u.emit(17 /* STORE_CELL */, variable.reg, src);
      break;
    case "global":
      u.emit(7 /* STORE_GLOBAL */, src, u.nameOf(variable.name));
      break;
    case "name":
      u.emit(10 /* STORE_NAME */, src, u.nameOf(variable.name));
      break;
  }
}
function deleteVariable(u, name) {
  let variable = u.variable(name), symbol = u.nameOf(variable.name);
  switch (variable.kind) {
    case "local":
      u.emit(3 /* CHECK_BOUND */, variable.reg, symbol), u.emit(5 /* SET_UNBOUND */, variable.reg);
      break;
    case "cell":
    case "classCell":
      u.emit(18 /* DELETE_CELL */, variable.reg, symbol);
      break;
    case "global":
      u.emit(8 /* DELETE_GLOBAL */, symbol);
      break;
    case "name":
      u.emit(11 /* DELETE_NAME */, symbol);
      break;
  }
}
function clearVariable(u, name) {
  let variable = u.variable(name);
  if (variable.kind === "local") {
    u.emit(5 /* SET_UNBOUND */, variable.reg);
    return;
  }
  let mark = u.mark();
  storeVariable(u, name, u.loadConst(NONE, u.temp())), u.release(mark), deleteVariable(u, name);
}
function localRegister(u, name) {
  let variable = u.variable(name);
  return variable.kind === "local" ? variable.reg : void 0;
}

// src/bytecode/compiler/super.ts
function isPlainSuper(u, e) {
  if (e.kind !== "Call" || e.func.kind !== "Name" || e.func.id !== "super" || e.args.length > 0 || e.keywords.length > 0 || u.cellFor("__class__") === void 0) return !1;
  let { node, parameters: parameters2 } = u.scope;
  return node.kind !== "FunctionDef" && node.kind !== "AsyncFunctionDef" && node.kind !== "Lambda" ? u.scope.kind === "comprehension" && parameters2.length > 0 && u.variable("super").kind === "global" : node.args.posonlyargs.length + node.args.args.length > 0 && u.variable("super").kind === "global";
}
function superOperands(u) {
  let base = u.temps(3);
  loadVariable(u, "super", base), u.emit(16 /* LOAD_CELL */, base + 1, u.cellFor("__class__"), u.nameOf("__class__"));
  let first = u.scope.parameters[0], cell = u.ownCells.get(first);
  return cell === void 0 ? u.emit(1 /* MOVE */, base + 2, 0) : u.emit(16 /* LOAD_CELL */, base + 2, cell, u.nameOf(first)), base;
}
function superAttribute(u, e, dst) {
  if (!isPlainSuper(u, e.value)) return;
  let target = dst ?? u.temp(), mark = u.mark(), base = superOperands(u);
  return u.release(mark), u.emit(104 /* LOAD_SUPER */, target, base, u.nameOf(u.mangle(e.attr))), target;
}
function superMethod(u, e, pair) {
  if (!isPlainSuper(u, e.value)) return !1;
  let mark = u.mark(), base = superOperands(u);
  return u.release(mark), u.emit(105 /* LOAD_SUPER_METHOD */, pair, base, u.nameOf(u.mangle(e.attr))), !0;
}
function superObject(u, e, dst) {
  if (!isPlainSuper(u, e)) return;
  let target = dst ?? u.temp(), mark = u.mark(), base = superOperands(u);
  return u.release(mark), u.emit(104 /* LOAD_SUPER */, target, base, u.nameOf("")), target;
}

// src/bytecode/compiler/calls.ts
var MAX_RUN = 250;
function call(u, e, dst) {
  let object = superObject(u, e, dst);
  if (object !== void 0) return object;
  let target = dst ?? u.temp(), mark = u.mark();
  return e.func.kind === "Attribute" && !unpacks(e.args, e.keywords) ? methodCall(u, e, e.func, target) : emitCall(u, target, (reg) => expression(u, e.func, reg), [], e.args, e.keywords, e), u.release(mark), target;
}
function unpacks(args, keywords) {
  return args.length + keywords.length > MAX_RUN || args.some((arg) => arg.kind === "Starred") || keywords.some((keyword) => keyword.arg === null);
}
function methodCall(u, e, func, target) {
  let count = e.args.length + e.keywords.length, base = u.temps(2 + count);
  if (u.place = func, !superMethod(u, func, base)) {
    let mark = u.mark(), object = operand(u, func.value, base);
    u.release(mark), u.place = methodPlace(func, func), u.emit(102 /* LOAD_METHOD */, base, object, u.nameOf(u.mangle(func.attr)));
  }
  values(u, e.args, e.keywords, base + 2), u.place = methodPlace(e, func), e.keywords.length > 0 ? u.emit(108 /* CALL_KW */, target, base, count, keywordNames(u, e.keywords)) : u.emit(107 /* CALL_METHOD */, target, base, count);
}
function methodPlace(e, func) {
  if (e.lineno === func.end_lineno) return e;
  let col_offset = func.end_col_offset - func.attr.length;
  return { lineno: func.end_lineno, col_offset, end_lineno: e.end_lineno, end_col_offset: e.end_col_offset };
}
function values(u, args, keywords, first) {
  let reg = first;
  for (let arg of args) expression(u, arg, reg++);
  for (let keyword of keywords) expression(u, keyword.value, reg++);
}
function keywordNames(u, keywords) {
  return u.constant({
    type: "tuple",
    items: keywords.map((keyword) => ({ type: "str", value: u.mangle(keyword.arg) }))
  });
}
function emitCall(u, target, func, leading, args, keywords, place) {
  let mark = u.mark(), count = leading.length + args.length + keywords.length;
  if (unpacks(args, keywords))
    unpackingCall(u, target, func, leading, args, keywords, place);
  else if (keywords.length > 0) {
    let base = u.temps(2 + count);
    func(base), u.emit(5 /* SET_UNBOUND */, base + 1);
    for (let [i, load] of leading.entries()) load(base + 2 + i);
    values(u, args, keywords, base + 2 + leading.length), u.place = place, u.emit(108 /* CALL_KW */, target, base, count, keywordNames(u, keywords));
  } else {
    let base = u.temps(1 + count);
    func(base);
    for (let [i, load] of leading.entries()) load(base + 1 + i);
    values(u, args, keywords, base + 1 + leading.length), u.place = place, u.emit(106 /* CALL */, target, base, count);
  }
  u.release(mark);
}
function unpackingCall(u, target, func, leading, args, keywords, place) {
  let base = u.temps(3);
  func(base), leading.length === 0 && args.length === 1 && args[0].kind === "Starred" ? expression(u, args[0].value, base + 1) : (gather(u, base + 1, leading, args), u.place = place, u.emit(92 /* LIST_TO_TUPLE */, base + 1, base + 1)), keywords.length === 0 ? u.emit(5 /* SET_UNBOUND */, base + 2) : gatherKeywords(u, base + 2, base, keywords, place), u.place = place, u.emit(109 /* CALL_EX */, target, base);
}
function gather(u, list3, leading, items) {
  let mark = u.mark(), starred = items.findIndex((item) => item.kind === "Starred"), plain = Math.min(starred < 0 ? items.length : starred, 30), run = u.temps(leading.length + plain);
  for (let [i, load] of leading.entries()) load(run + i);
  for (let i = 0; i < plain; i++) expression(u, items[i], run + leading.length + i);
  u.emit(79 /* BUILD_LIST */, list3, run, leading.length + plain), u.release(mark);
  for (let item of items.slice(plain)) {
    let inner = isStarred(item) ? operand(u, item.value) : operand(u, item);
    u.place = isStarred(item) ? item.value : item, u.emit(isStarred(item) ? 88 /* LIST_EXTEND */ : 85 /* LIST_APPEND */, list3, inner), u.release(mark);
  }
}
function isStarred(e) {
  return e.kind === "Starred";
}
function gatherKeywords(u, dict, callee, keywords, place) {
  let mark = u.mark(), made = !1;
  for (let i = 0; i < keywords.length; ) {
    let end = i;
    for (; end < keywords.length && keywords[end].arg !== null; ) end++;
    let named = keywords.slice(i, end), part = made || named.length === 0 ? u.temp() : dict;
    if (named.length > 0) {
      let run = u.temps(2 * named.length);
      for (let [k, keyword] of named.entries())
        u.loadConst({ type: "str", value: u.mangle(keyword.arg) }, run + 2 * k), expression(u, keyword.value, run + 2 * k + 1);
      u.place = place, u.emit(82 /* BUILD_DICT */, part, run, named.length);
    } else
      made || u.emit(82 /* BUILD_DICT */, dict, dict, 0), expression(u, keywords[end++].value, part);
    part !== dict && (u.place = place, u.emit(91 /* DICT_MERGE */, dict, part, callee)), made = !0, i = end, u.release(mark);
  }
}
function runOf(u, items, hint) {
  if (items.length === 0) return isTemp(hint) ? hint : u.temp();
  if (items.length === 1) return operand(u, items[0], isTemp(hint) ? hint : void 0);
  let run = u.temps(items.length);
  for (let [i, item] of items.entries()) expression(u, item, run + i);
  return run;
}

// src/bytecode/compiler/fold.ts
function fold(session, e) {
  switch (e.kind) {
    case "Constant":
      return e.value;
    case "Name":
      return e.id === "__debug__" && e.ctx === "Load" ? bool((session.options.optimize ?? 0) === 0) : null;
    case "Tuple":
    case "BinOp":
    case "UnaryOp": {
      let known = session.folded.get(e);
      if (known !== void 0) return known;
      let value = e.kind === "Tuple" ? foldAll(session, e.elts) : foldOperation(session, e);
      return session.folded.set(e, value), value;
    }
    default:
      return null;
  }
}
function foldAll(session, items) {
  let values2 = [];
  for (let item of items) {
    let value = fold(session, item);
    if (value === null) return null;
    values2.push(value);
  }
  return { type: "tuple", items: values2 };
}
function truthOf(value) {
  switch (value.type) {
    case "int":
      return value.value !== 0n;
    case "float":
    case "complex":
      return value.value !== 0;
    case "str":
      return value.value !== "";
    case "bytes":
      return value.value.length > 0;
    case "bool":
      return value.value;
    case "None":
      return !1;
    case "Ellipsis":
      return !0;
    case "tuple":
    case "frozenset":
      return value.items.length > 0;
  }
}
var bool = (value) => ({ type: "bool", value }), int = (value) => ({ type: "int", value }), float = (value) => ({ type: "float", value });
function foldOperation(session, e) {
  if (e.kind === "UnaryOp") {
    let operand2 = fold(session, e.operand);
    return operand2 === null ? null : foldUnary(e.op, operand2);
  }
  let spine = [], left = e;
  for (; left.kind === "BinOp" && !session.folded.has(left); )
    spine.push(left), left = left.left;
  let value = left.kind === "BinOp" ? session.folded.get(left) : fold(session, left);
  for (let i = spine.length - 1; i >= 0; i--) {
    let right = value === null ? null : fold(session, spine[i].right);
    value = value === null || right === null ? null : foldBinary(spine[i].op, value, right), session.folded.set(spine[i], value);
  }
  return value;
}
function foldUnary(op2, value) {
  if (op2 === "Not") return bool(!truthOf(value));
  if (value.type === "float")
    return op2 === "USub" ? float(-value.value) : op2 === "UAdd" ? value : null;
  if (value.type !== "int" && value.type !== "bool") return null;
  let n = BigInt(value.value);
  return int(op2 === "USub" ? -n : op2 === "UAdd" ? n : ~n);
}
function foldBinary(op2, left, right) {
  if (left.type === "str" && right.type === "str" && op2 === "Add")
    return joinable(left.value, right.value) ? { type: "str", value: left.value + right.value } : null;
  if (op2 === "Mult" && left.type === "str" && right.type === "int") return repeat(left.value, right.value);
  if (op2 === "Mult" && left.type === "int" && right.type === "str") return repeat(right.value, left.value);
  if (left.type === "tuple" && right.type === "tuple" && op2 === "Add")
    return { type: "tuple", items: [...left.items, ...right.items] };
  if (left.type === "bool" && right.type === "bool" && op2.startsWith("Bit"))
    return bool(op2 === "BitAnd" ? left.value && right.value : op2 === "BitOr" ? left.value || right.value : left.value !== right.value);
  if ((left.type === "int" || left.type === "bool") && (right.type === "int" || right.type === "bool")) return foldIntegers(op2, BigInt(left.value), BigInt(right.value));
  if (left.type === "float" || right.type === "float") {
    let x = asFloat(left), y = asFloat(right);
    return x === null || y === null ? null : foldFloats(op2, x, y);
  }
  return null;
}
function joinable(left, right) {
  return left.length + right.length > 4096 ? !1 : !(/[\ud800-\udbff]$/.test(left) && /^[\udc00-\udfff]/.test(right));
}
function repeat(text2, count) {
  return BigInt(text2.length) * count <= 4096 && joinable(text2, text2) ? { type: "str", value: count <= 0n ? "" : text2.repeat(Number(count)) } : null;
}
function asFloat(value) {
  return value.type === "float" ? value.value : value.type === "bool" ? Number(value.value) : value.type !== "int" ? null : isExact(value.value) ? Number(value.value) : null;
}
function isExact(n) {
  return n <= 0x1fffffffffffffn && n >= -0x1fffffffffffffn;
}
function foldFloats(op2, x, y) {
  switch (op2) {
    case "Add":
      return float(x + y);
    case "Sub":
      return float(x - y);
    case "Mult":
      return float(x * y);
    case "Div":
      return y === 0 ? null : float(x / y);
    default:
      return null;
  }
}
function bits(n) {
  return (n < 0n ? -n : n).toString(16).length * 4;
}
function foldIntegers(op2, x, y) {
  switch (op2) {
    case "Add":
      return int(x + y);
    case "Sub":
      return int(x - y);
    case "Mult":
      return bits(x) + bits(y) <= 128 ? int(x * y) : null;
    case "Div":
      return y !== 0n && isExact(x) && isExact(y) && !(x === 0n && y < 0n) ? float(Number(x) / Number(y)) : null;
    case "FloorDiv":
      return y === 0n ? null : int(floorDiv(x, y));
    case "Mod":
      return y === 0n ? null : int(x - floorDiv(x, y) * y);
    case "Pow":
      return y >= 0n && y <= 128n && bits(x) * Number(y) <= 128 ? int(x ** y) : null;
    case "LShift":
      return y >= 0n && y <= 128n && bits(x) + Number(y) <= 128 ? int(x << y) : null;
    case "RShift":
      return y >= 0n && y <= 4096n ? int(x >> y) : null;
    case "BitAnd":
      return int(x & y);
    case "BitOr":
      return int(x | y);
    case "BitXor":
      return int(x ^ y);
    default:
      return null;
  }
}
function floorDiv(x, y) {
  let q = x / y;
  return q * y !== x && x < 0n != y < 0n ? q - 1n : q;
}
function foldContainer(session, e) {
  if (e.kind === "List") return foldAll(session, e.elts);
  if (e.kind === "Set") {
    let items = foldAll(session, e.elts);
    return items?.type === "tuple" ? { type: "frozenset", items: items.items } : null;
  }
  return fold(session, e);
}
function asTuple(e) {
  return e.kind !== "List" || e.elts.some((item) => item.kind === "Starred") ? e : { ...e, kind: "Tuple" };
}

// src/bytecode/compiler/assignments.ts
function targetRegister(u, target) {
  return target.kind === "Name" ? localRegister(u, target.id) : void 0;
}
function isSequence(e) {
  return e.kind === "Tuple" || e.kind === "List";
}
function plainItems(e) {
  return isSequence(e) && e.elts.every((item) => item.kind !== "Starred") ? e.elts : null;
}
function assign(u, targets, value) {
  let mark = u.mark(), [first] = targets;
  if (targets.length === 1) {
    let items = plainItems(first), values2 = plainItems(value);
    if (items !== null && values2 !== null && items.length === values2.length && items.length > 0) {
      parallelAssignment(u, items, values2), u.release(mark);
      return;
    }
  }
  let register = targetRegister(u, first);
  register !== void 0 ? expression(u, value, register) : targets.length === 1 && !isSequence(first) ? register = stableOperand(u, value, [first]) : register = valueForMany(u, targets, value);
  for (let target of targets) storeTarget(u, target, register);
  u.release(mark);
}
function valueForMany(u, targets, value) {
  let names = targets.every((target) => target.kind === "Name");
  return (value.kind === "Name" || value.kind === "NamedExpr") && !names ? expression(u, value, u.temp()) : operand(u, value);
}
function parallelAssignment(u, targets, values2) {
  let bound = /* @__PURE__ */ new Map(), complex = !1;
  for (let [i, target] of targets.entries()) {
    let register = targetRegister(u, target);
    register !== void 0 ? bound.has(register) || bound.set(register, i) : target.kind !== "Name" && (isSequence(target) || assigns(target)) && (complex = !0);
  }
  let registers = values2.map((value, i) => {
    if (fold(u.session, value) !== null) return null;
    let local = value.kind === "Name" ? localRegister(u, value.id) : void 0;
    if (local !== void 0 && !complex && value.kind === "Name") {
      let rebound = bound.get(local);
      if ((rebound === void 0 || rebound >= i) && !values2.slice(i + 1).some(assigns)) return loadVariable(u, value.id);
    }
    let target = targetRegister(u, targets[i]);
    return target !== void 0 && isFreshTarget(u, target, targets, values2, i) ? expression(u, value, target) : expression(u, value, u.temp());
  });
  for (let [i, target] of targets.entries()) {
    let register = registers[i];
    if (register !== null) {
      storeTarget(u, target, register);
      continue;
    }
    let constant2 = fold(u.session, values2[i]), local = targetRegister(u, target), mark = u.mark();
    u.place = values2[i], storeTarget(u, target, local !== void 0 ? u.loadConst(constant2, local) : u.constOperand(constant2)), u.release(mark);
  }
}
function isFreshTarget(u, reg, targets, values2, i) {
  return i !== values2.length - 1 || !targets.slice(0, i).every((target) => targetRegister(u, target) !== void 0 && targetRegister(u, target) !== reg) ? !1 : values2.slice(0, i).every((value) => value.kind !== "Name" || localRegister(u, value.id) !== reg);
}
function storeTarget(u, target, src) {
  let mark = u.mark(), outer = u.place;
  switch (u.place = target, target.kind) {
    case "Name":
      storeVariable(u, target.id, src);
      break;
    case "Attribute": {
      let object = operand(u, target.value);
      u.place = target, u.emit(100 /* SET_ATTR */, object, src, u.nameOf(u.mangle(target.attr)));
      break;
    }
    case "Subscript": {
      let object = stableOperand(u, target.value, [target.slice]), key = operand(u, target.slice);
      u.place = target, u.emit(95 /* SET_ITEM */, object, key, src);
      break;
    }
    case "Tuple":
    case "List":
      unpack(u, target, src);
      break;
    case "Starred":
      u.error("starred assignment target must be in a list or tuple", target);
      break;
    default:
      u.error("cannot assign to this expression", target);
  }
  u.place = outer, u.release(mark);
}
function unpack(u, target, src) {
  let { elts } = target, star = elts.findIndex((item) => item.kind === "Starred"), direct = star < 0 ? consecutiveLocals(u, elts) : void 0;
  if (direct !== void 0 && (src < direct || src >= direct + elts.length)) {
    u.emit(97 /* UNPACK */, direct, src, elts.length);
    return;
  }
  let run = u.temps(Math.max(elts.length, 1));
  star < 0 ? u.emit(97 /* UNPACK */, run, src, elts.length) : (elts.slice(star + 1).some((item) => item.kind === "Starred") && u.error("multiple starred expressions in assignment", target), (star >= 256 || elts.length - star - 1 >= 32768) && u.error("too many expressions in star-unpacking assignment", target), u.emit(98 /* UNPACK_EX */, run, src, star | elts.length - star - 1 << 16));
  for (let [i, item] of elts.entries()) storeTarget(u, item.kind === "Starred" ? item.value : item, run + i);
}
function consecutiveLocals(u, targets) {
  if (targets.length === 0) return;
  let first = targetRegister(u, targets[0]);
  if (first !== void 0)
    return targets.every((target, i) => targetRegister(u, target) === first + i) ? first : void 0;
}
function augmentedAssignment(u, s) {
  let mark = u.mark(), { target, value } = s, op2 = inplaceOperator(s.op);
  switch (target.kind) {
    case "Name": {
      let local = localRegister(u, target.id), rebinds = local !== void 0 && assigns(value), old = local !== void 0 && !rebinds ? expression(u, target) : expression(u, target, u.temp()), right = operand(u, value);
      u.place = s;
      let result = local ?? u.temp();
      u.emit(op2, result, old, right), local === void 0 && (u.place = target, storeVariable(u, target.id, result));
      break;
    }
    case "Attribute": {
      let object = stableOperand(u, target.value, [value]), name = u.nameOf(u.mangle(target.attr)), work = u.temp();
      u.place = target, u.emit(99 /* GET_ATTR */, work, object, name);
      let right = operand(u, value);
      u.place = s, u.emit(op2, work, work, right), u.place = target, u.emit(100 /* SET_ATTR */, object, work, name);
      break;
    }
    case "Subscript": {
      let object = stableOperand(u, target.value, [target.slice, value]), key = stableOperand(u, target.slice, [value]), work = u.temp();
      u.place = target, u.emit(94 /* GET_ITEM */, work, object, key);
      let right = operand(u, value);
      u.place = s, u.emit(op2, work, work, right), u.place = target, u.emit(95 /* SET_ITEM */, object, key, work);
      break;
    }
  }
  u.release(mark);
}
function deleteTarget(u, target) {
  let mark = u.mark();
  switch (u.place = target, target.kind) {
    case "Name":
      deleteVariable(u, target.id);
      break;
    case "Attribute": {
      let object = operand(u, target.value);
      u.place = target, u.emit(101 /* DEL_ATTR */, object, u.nameOf(u.mangle(target.attr)));
      break;
    }
    case "Subscript": {
      let object = stableOperand(u, target.value, [target.slice]), key = operand(u, target.slice);
      u.place = target, u.emit(96 /* DEL_ITEM */, object, key);
      break;
    }
    case "Tuple":
    case "List":
      for (let item of target.elts) deleteTarget(u, item);
      break;
    default:
      u.error("cannot delete this expression", target);
  }
  u.release(mark);
}

// src/bytecode/compiler/conditions.ts
var COMPARE2 = {
  Eq: 51 /* EQ */,
  NotEq: 52 /* NE */,
  Lt: 49 /* LT */,
  LtE: 50 /* LE */,
  Gt: 53 /* GT */,
  GtE: 54 /* GE */,
  Is: 55 /* IS */,
  IsNot: 56 /* IS_NOT */,
  In: 57 /* IN */,
  NotIn: 58 /* NOT_IN */
};
function rightSide(u, op2, e, hint) {
  let constant2 = op2 === "In" || op2 === "NotIn" ? foldContainer(u.session, e) : null;
  return constant2 !== null ? u.constOperand(constant2, hint) : operand(u, op2 === "In" || op2 === "NotIn" ? asTuple(e) : e, hint);
}
function comparison(u, e, dst) {
  let target = dst ?? u.temp(), mark = u.mark();
  if (e.ops.length === 1) {
    let work = isTemp(target) ? target : void 0, left2 = stableOperand(u, e.left, e.comparators, work), right = rightSide(u, e.ops[0], e.comparators[0], left2 === work ? void 0 : work);
    return u.place = e, u.emit(COMPARE2[e.ops[0]], target, left2, right), u.release(mark), target;
  }
  let result = isTemp(target) ? target : u.temp(), done = new Label(), left = stableOperand(u, e.left, e.comparators);
  for (let [i, op2] of e.ops.entries()) {
    let last = i === e.ops.length - 1, next = e.comparators[i], right = !last && e.comparators.slice(i + 1).some(assigns) ? stableOperand(u, next, e.comparators.slice(i + 1)) : rightSide(u, op2, next);
    u.place = e, u.emit(COMPARE2[op2], result, left, right), last || u.jump(62 /* JUMP_IF_FALSE */, done, result), left = right;
  }
  return u.bind(done), result !== target && u.emit(1 /* MOVE */, target, result), u.release(mark), target;
}
function notOperation(u, e, dst) {
  let target = dst ?? u.temp(), mark = u.mark(), { operand: inner } = e, opposite = {
    Is: 56 /* IS_NOT */,
    IsNot: 55 /* IS */,
    In: 58 /* NOT_IN */,
    NotIn: 57 /* IN */
  }, op2 = inner.kind === "Compare" && inner.ops.length === 1 ? opposite[inner.ops[0]] : void 0;
  if (inner.kind === "Compare" && op2 !== void 0) {
    let left = stableOperand(u, inner.left, inner.comparators), right = rightSide(u, inner.ops[0], inner.comparators[0]);
    u.place = e, u.emit(op2, target, left, right);
  } else {
    let value = operand(u, inner, isTemp(target) ? target : void 0);
    u.place = e, u.emit(48 /* NOT */, target, value);
  }
  return u.release(mark), target;
}
function boolOperation(u, e, dst) {
  let target = dst ?? u.temp(), done = new Label(), stop = e.op === "And" ? 62 /* JUMP_IF_FALSE */ : 61 /* JUMP_IF_TRUE */;
  for (let [i, value] of e.values.entries()) {
    if (i === e.values.length - 1) {
      expression(u, value, target);
      break;
    }
    let mark = u.mark();
    if (isTemp(target))
      expression(u, value, target), u.place = e, u.jump(stop, done, target);
    else {
      let next = new Label(), register = operand(u, value);
      u.place = e, u.jump(stop === 62 /* JUMP_IF_FALSE */ ? 61 /* JUMP_IF_TRUE */ : 62 /* JUMP_IF_FALSE */, next, register), u.emit(1 /* MOVE */, target, register), u.jump(59 /* JUMP */, done), u.bind(next);
    }
    u.release(mark);
  }
  return u.bind(done), target;
}
function conditional(u, e, dst) {
  let target = dst ?? u.temp(), orelse = new Label(), done = new Label();
  return branch(u, e.test, !1, orelse), expression(u, e.body, target), u.jump(59 /* JUMP */, done), u.bind(orelse), expression(u, e.orelse, target), u.bind(done), target;
}
var JUMPS = {
  Lt: [65 /* JUMP_IF_LT */, 71 /* JUMP_IF_NOT_LT */],
  LtE: [66 /* JUMP_IF_LE */, 72 /* JUMP_IF_NOT_LE */],
  Eq: [67 /* JUMP_IF_EQ */, 73 /* JUMP_IF_NOT_EQ */],
  NotEq: [68 /* JUMP_IF_NE */, 74 /* JUMP_IF_NOT_NE */],
  Gt: [69 /* JUMP_IF_GT */, 75 /* JUMP_IF_NOT_GT */],
  GtE: [70 /* JUMP_IF_GE */, 76 /* JUMP_IF_NOT_GE */]
};
function branch(u, e, when, label) {
  let constant2 = fold(u.session, e);
  if (constant2 !== null) {
    u.place = e, truthOf(constant2) === when && u.jump(59 /* JUMP */, label);
    return;
  }
  let mark = u.mark();
  switch (e.kind) {
    case "UnaryOp":
      if (e.op === "Not") {
        branch(u, e.operand, !when, label);
        return;
      }
      break;
    case "BoolOp": {
      let through = new Label(), decisive = e.op === "Or";
      for (let [i, value2] of e.values.entries())
        i === e.values.length - 1 ? branch(u, value2, when, label) : branch(u, value2, decisive, decisive === when ? label : through);
      u.bind(through);
      return;
    }
    case "IfExp": {
      let orelse = new Label(), done = new Label();
      branch(u, e.test, !1, orelse), branch(u, e.body, when, label), u.jump(59 /* JUMP */, done), u.bind(orelse), branch(u, e.orelse, when, label), u.bind(done);
      return;
    }
    case "Compare": {
      let done = new Label(), left = stableOperand(u, e.left, e.comparators);
      for (let [i, op2] of e.ops.entries()) {
        let last = i === e.ops.length - 1, rest = e.comparators.slice(i + 1), none = isNone(u, e.comparators[i]) && (op2 === "Is" || op2 === "IsNot") && last, right = none ? left : rest.some(assigns) ? stableOperand(u, e.comparators[i], rest) : rightSide(u, op2, e.comparators[i]);
        u.place = e;
        let wanted = last ? when : !1, target = last || !when ? label : done;
        none ? u.jump(op2 === "Is" === wanted ? 63 /* JUMP_IF_NONE */ : 64 /* JUMP_IF_NOT_NONE */, target, left) : compareJump(u, op2, left, right, wanted, target), left = right;
      }
      u.bind(done), u.release(mark);
      return;
    }
  }
  let value = operand(u, e);
  u.place = e, u.jump(when ? 61 /* JUMP_IF_TRUE */ : 62 /* JUMP_IF_FALSE */, label, value), u.release(mark);
}
function isNone(u, e) {
  return fold(u.session, e)?.type === "None";
}
function compareJump(u, op2, left, right, when, label) {
  let fused = JUMPS[op2];
  if (fused !== void 0) {
    u.jump(fused[when ? 0 : 1], label, left, right);
    return;
  }
  let mark = u.mark(), result = u.temp();
  u.emit(COMPARE2[op2], result, left, right), u.jump(when ? 61 /* JUMP_IF_TRUE */ : 62 /* JUMP_IF_FALSE */, label, result), u.release(mark);
}

// src/bytecode/unparse.ts
var BINARY2 = {
  Add: ["+", 10 /* ARITH */],
  Sub: ["-", 10 /* ARITH */],
  Mult: ["*", 11 /* TERM */],
  MatMult: ["@", 11 /* TERM */],
  Div: ["/", 11 /* TERM */],
  Mod: ["%", 11 /* TERM */],
  FloorDiv: ["//", 11 /* TERM */],
  LShift: ["<<", 9 /* SHIFT */],
  RShift: [">>", 9 /* SHIFT */],
  BitOr: ["|", 6 /* BOR */],
  BitXor: ["^", 7 /* BXOR */],
  BitAnd: ["&", 8 /* BAND */],
  Pow: ["**", 13 /* POWER */]
}, UNARY = {
  Invert: ["~", 12 /* FACTOR */],
  Not: ["not ", 4 /* NOT */],
  UAdd: ["+", 12 /* FACTOR */],
  USub: ["-", 12 /* FACTOR */]
}, COMPARE3 = {
  Eq: "==",
  NotEq: "!=",
  Lt: "<",
  LtE: "<=",
  Gt: ">",
  GtE: ">=",
  Is: "is",
  IsNot: "is not",
  In: "in",
  NotIn: "not in"
};
function unparse(e) {
  return text(e, 1 /* TEST */);
}
function list2(items) {
  return items.map((item) => text(item, 1 /* TEST */)).join(", ");
}
function text(e, level2) {
  let wrap = (own, inner) => level2 > own ? `(${inner})` : inner;
  switch (e.kind) {
    case "BoolOp": {
      let own = e.op === "And" ? 3 /* AND */ : 2 /* OR */;
      return wrap(own, e.values.map((value) => text(value, own + 1)).join(e.op === "And" ? " and " : " or "));
    }
    case "NamedExpr":
      return wrap(0 /* TUPLE */, `${text(e.target, 15 /* ATOM */)} := ${text(e.value, 15 /* ATOM */)}`);
    case "BinOp": {
      let [operator2, own] = BINARY2[e.op], toRight = e.op === "Pow", left = text(e.left, toRight ? own + 1 : own);
      return wrap(own, `${left} ${operator2} ${text(e.right, toRight ? own : own + 1)}`);
    }
    case "UnaryOp": {
      let [operator2, own] = UNARY[e.op];
      return wrap(own, operator2 + text(e.operand, own));
    }
    case "Lambda": {
      let positional = e.args.posonlyargs.length + e.args.args.length > 0;
      return wrap(1 /* TEST */, `lambda${positional ? " " : ""}${parameters(e.args)}: ${text(e.body, 1 /* TEST */)}`);
    }
    case "IfExp": {
      let [body, test, orelse] = [text(e.body, 2 /* OR */), text(e.test, 2 /* OR */), text(e.orelse, 1 /* TEST */)];
      return wrap(1 /* TEST */, `${body} if ${test} else ${orelse}`);
    }
    case "Dict":
      return `{${e.values.map((value, i) => {
        let key = e.keys[i];
        return key === null ? `**${text(value, 6 /* BOR */)}` : `${text(key, 1 /* TEST */)}: ${text(value, 1 /* TEST */)}`;
      }).join(", ")}}`;
    case "Set":
      return `{${list2(e.elts)}}`;
    case "GeneratorExp":
      return `(${text(e.elt, 1 /* TEST */)}${loops(e.generators)})`;
    case "ListComp":
      return `[${text(e.elt, 1 /* TEST */)}${loops(e.generators)}]`;
    case "SetComp":
      return `{${text(e.elt, 1 /* TEST */)}${loops(e.generators)}}`;
    case "DictComp":
      return `{${text(e.key, 1 /* TEST */)}: ${text(e.value, 1 /* TEST */)}${loops(e.generators)}}`;
    case "Await":
      return wrap(14 /* AWAIT */, `await ${text(e.value, 15 /* ATOM */)}`);
    case "Yield":
      return e.value === null ? "(yield)" : `(yield ${text(e.value, 1 /* TEST */)})`;
    case "YieldFrom":
      return `(yield from ${text(e.value, 1 /* TEST */)})`;
    case "Compare": {
      let rest = e.ops.map((op2, i) => ` ${COMPARE3[op2]} ${text(e.comparators[i], 6)}`);
      return wrap(5 /* CMP */, text(e.left, 6) + rest.join(""));
    }
    case "Call": {
      let func = text(e.func, 15 /* ATOM */);
      if (e.args.length === 1 && e.keywords.length === 0 && e.args[0].kind === "GeneratorExp")
        return func + text(e.args[0], 1 /* TEST */);
      let named = e.keywords.map(({ arg, value }) => `${arg === null ? "**" : `${arg}=`}${text(value, 1 /* TEST */)}`);
      return `${func}(${[...e.args.map((arg) => text(arg, 1 /* TEST */)), ...named].join(", ")})`;
    }
    case "FormattedValue":
    case "JoinedStr":
      return `f${reprConstant({ type: "str", value: formatted(e) })}`;
    case "Constant":
      return constant(e);
    case "Attribute": {
      let value = text(e.value, 15 /* ATOM */), isInteger = e.value.kind === "Constant" && e.value.value.type === "int";
      return `${value}${isInteger ? " ." : "."}${e.attr}`;
    }
    case "Subscript":
      return `${text(e.value, 15 /* ATOM */)}[${text(e.slice, 0 /* TUPLE */)}]`;
    case "Starred":
      return `*${text(e.value, 6 /* BOR */)}`;
    case "Name":
      return e.id;
    case "List":
      return `[${list2(e.elts)}]`;
    case "Tuple":
      return e.elts.length === 0 ? "()" : wrap(0 /* TUPLE */, list2(e.elts) + (e.elts.length === 1 ? "," : ""));
    case "Slice": {
      let part = (bound) => bound === null ? "" : text(bound, 1 /* TEST */);
      return `${part(e.lower)}:${part(e.upper)}${e.step === null ? "" : `:${part(e.step)}`}`;
    }
  }
}
function constant(e) {
  let { value } = e;
  return value.type === "Ellipsis" ? "..." : value.type === "float" || value.type === "complex" ? reprConstant(value).replace("inf", "1e309") : (e.unicodePrefix ? "u" : "") + reprConstant(value);
}
function loops(generators) {
  return generators.map(({ target, iter, ifs, is_async }) => {
    let tests = ifs.map((test) => ` if ${text(test, 2 /* OR */)}`).join("");
    return ` ${is_async ? "async " : ""}for ${text(target, 0 /* TUPLE */)} in ${text(iter, 2 /* OR */)}${tests}`;
  }).join("");
}
function parameters(args) {
  let parts = [], positional = [...args.posonlyargs, ...args.args], firstDefault = positional.length - args.defaults.length;
  for (let [i, { arg }] of positional.entries())
    parts.push(i < firstDefault ? arg : `${arg}=${text(args.defaults[i - firstDefault], 1 /* TEST */)}`), i + 1 === args.posonlyargs.length && parts.push("/");
  (args.vararg !== null || args.kwonlyargs.length > 0) && parts.push(`*${args.vararg?.arg ?? ""}`);
  for (let [i, { arg }] of args.kwonlyargs.entries()) {
    let value = args.kw_defaults[i];
    parts.push(value === null ? arg : `${arg}=${text(value, 1 /* TEST */)}`);
  }
  return args.kwarg !== null && parts.push(`**${args.kwarg.arg}`), parts.join(", ");
}
function formatted(e) {
  if (e.kind === "JoinedStr")
    return e.values.map((value2) => value2.kind === "FormattedValue" || value2.kind === "JoinedStr" ? formatted(value2) : value2.kind !== "Constant" || value2.value.type !== "str" ? text(value2, 1 /* TEST */) : value2.value.value.replace(/[{}]/g, "$&$&")).join("");
  let value = text(e.value, 2 /* OR */), conversion = e.conversion > 0 ? `!${String.fromCharCode(e.conversion)}` : "", spec = e.format_spec === null ? "" : `:${formatted(e.format_spec)}`;
  return `{${value.startsWith("{") ? " " : ""}${value}${conversion}${spec}}`;
}

// src/bytecode/compiler/annotations.ts
function annotationValue(u, e, dst) {
  if (u.session.stringAnnotations)
    u.loadConst({ type: "str", value: unparse(e) }, dst);
  else if (e.kind === "Starred") {
    let mark = u.mark(), value = operand(u, e.value);
    u.emit(97 /* UNPACK */, dst, value, 1), u.release(mark);
  } else
    expression(u, e, dst);
}
function annotatedAssignment(u, s) {
  let mark = u.mark(), { target } = s, evaluates = u.scope.kind === "module" || u.scope.kind === "class";
  if (s.value !== null && assign(u, [target], s.value), u.place = s, target.kind === "Name") {
    if (s.simple && evaluates) {
      let run = u.temps(2);
      annotationValue(u, s.annotation, run), u.place = s;
      let dunder = u.nameOf("__annotations__"), inNamespace = u.scope.kind === "class" || u.session.options.namespace;
      u.emit(inNamespace ? 9 /* LOAD_NAME */ : 6 /* LOAD_GLOBAL */, run + 1, dunder);
      let key = u.constOperand({ type: "str", value: u.mangle(target.id) });
      u.emit(95 /* SET_ITEM */, run + 1, key, run);
    }
  } else s.value === null && (operand(u, target.value), target.kind === "Subscript" && operand(u, target.slice));
  !s.simple && evaluates && !u.session.stringAnnotations && operand(u, s.annotation), u.release(mark);
}

// src/bytecode/compiler/classes.ts
function classDefinition(u, node) {
  let mark = u.mark(), { decorator_list: decorators } = node, base = u.temps(decorators.length + 1);
  for (let [i, decorator] of decorators.entries()) expression(u, decorator, base + i);
  let place = u.place, code = compileBody(u, node);
  emitCall(
    u,
    base + decorators.length,
    (reg) => u.emit(112 /* LOAD_BUILD_CLASS */, reg),
    [(reg) => makeFunction(u, reg, code, null, null), (reg) => u.loadConst({ type: "str", value: node.name }, reg)],
    node.bases,
    node.keywords,
    node
  ), applyDecorators(u, decorators, base), u.place = place, storeVariable(u, node.name, base), u.release(mark);
}
function compileBody(u, node) {
  let scope = u.session.table.scopeOf(node), firstline = node.decorator_list.length > 0 ? node.decorator_list[0].lineno : node.lineno, child = new Unit(u.session, scope, 0, firstline);
  child.place = { lineno: firstline, end_lineno: firstline, col_offset: 0, end_col_offset: 0 };
  let mark = child.mark(), work = child.temp();
  child.emit(9 /* LOAD_NAME */, work, child.nameOf("__name__")), child.emit(10 /* STORE_NAME */, work, child.nameOf("__module__")), child.loadConst({ type: "str", value: scope.qualname }, work), child.emit(10 /* STORE_NAME */, work, child.nameOf("__qualname__")), scope.hasAnnotations && child.emit(139 /* SETUP_ANNOTATIONS */);
  let doc = docstringOf(u.session, node.body);
  doc !== null && (child.place = node.body[0], child.loadConst({ type: "str", value: doc }, work), child.emit(10 /* STORE_NAME */, work, child.nameOf("__doc__"))), child.release(mark), block(child, doc === null ? node.body : node.body.slice(1));
  let cell = child.scope.needsClassClosure ? child.ownCells.get("__class__") : void 0;
  return cell === void 0 ? returnNone(child) : (child.emit(10 /* STORE_NAME */, cell, child.nameOf("__classcell__")), child.emitLast(110 /* RETURN */, cell)), assemble(child);
}

// src/bytecode/compiler/exceptions.ts
function tryStatement(u, s) {
  s.finalbody.length > 0 ? withFinally(u, s, () => tryExcept(u, s)) : tryExcept(u, s);
}
function tryStarStatement(u, s) {
  s.finalbody.length > 0 ? withFinally(u, s, () => tryExceptStar(u, s)) : tryExceptStar(u, s);
}
function withFinally(u, s, body) {
  let handler = new Label(), end = new Label(), [exception, previous] = [u.temp(), u.temp()], finalbody = () => block(u, s.finalbody);
  u.protect(u.openRegion(handler, exception), finalbody, body), finalbody(), u.jump(59 /* JUMP */, end), u.bind(handler), handling(u, exception, previous, finalbody), u.bind(end);
}
function handling(u, exception, previous, body) {
  let cleanup = new Label(), mark = u.mark(), second = u.temp();
  u.emit(124 /* PUSH_EXC */, previous, exception), u.protect(u.openRegion(cleanup, second), () => u.emit(125 /* POP_EXC */, previous), body), u.emit(125 /* POP_EXC */, previous), u.emitLast(123 /* RERAISE */, exception), u.bind(cleanup), u.emit(125 /* POP_EXC */, previous), u.emitLast(123 /* RERAISE */, second), u.release(mark);
}
function tryExcept(u, s) {
  if (s.handlers.length === 0) {
    block(u, s.body), block(u, s.orelse);
    return;
  }
  let handler = new Label(), end = new Label(), [exception, previous] = [u.temp(), u.temp()];
  u.protect(u.openRegion(handler, exception), null, () => block(u, s.body)), block(u, s.orelse), u.jump(59 /* JUMP */, end), u.bind(handler), handling(u, exception, previous, () => {
    for (let [i, clause] of s.handlers.entries()) {
      clause.type === null && i < s.handlers.length - 1 && u.error("default 'except:' must be last", clause);
      let next = new Label();
      if (u.place = clause, clause.type !== null) {
        let mark = u.mark(), type = operand(u, clause.type), matches = u.temp();
        u.place = clause, u.emit(126 /* EXC_MATCH */, matches, exception, type), u.jump(62 /* JUMP_IF_FALSE */, next, matches), u.release(mark);
      }
      handlerBody(u, clause, exception, () => {
        u.emit(125 /* POP_EXC */, previous), u.jump(59 /* JUMP */, end);
      }), u.bind(next);
    }
  }), u.bind(end);
}
function handlerBody(u, clause, exception, finish2) {
  let { name } = clause;
  if (name === null) {
    block(u, clause.body), finish2();
    return;
  }
  let mark = u.mark(), failed = new Label(), second = u.temp();
  storeVariable(u, name, exception);
  let clear = () => clearVariable(u, name);
  u.protect(u.openRegion(failed, second), clear, () => block(u, clause.body)), clear(), finish2(), u.bind(failed), clear(), u.emitLast(123 /* RERAISE */, second), u.release(mark);
}
function tryExceptStar(u, s) {
  let handler = new Label(), end = new Label(), [exception, previous] = [u.temp(), u.temp()];
  u.protect(u.openRegion(handler, exception), null, () => block(u, s.body)), block(u, s.orelse), u.jump(59 /* JUMP */, end), u.bind(handler), handling(u, exception, previous, () => {
    let raised = u.temp(), rest = u.temp(), pair = u.temps(2), ignored = u.temp();
    u.emit(79 /* BUILD_LIST */, raised, raised, 0), u.emit(1 /* MOVE */, rest, exception);
    for (let clause of s.handlers) starClause(u, clause, { raised, rest, pair, ignored });
    u.emit(85 /* LIST_APPEND */, raised, rest), u.emit(129 /* PREP_RERAISE_STAR */, rest, exception, raised), u.emit(125 /* POP_EXC */, previous), u.jump(63 /* JUMP_IF_NONE */, end, rest), u.emitLast(123 /* RERAISE */, rest);
  }), u.bind(end);
}
function starClause(u, clause, { raised, rest, pair, ignored }) {
  let mark = u.mark(), next = new Label(), failed = new Label(), error = u.temp();
  u.place = clause;
  let type = operand(u, clause.type);
  u.place = clause, u.emit(127 /* EXC_GROUP_MATCH */, pair, rest, type), u.jump(63 /* JUMP_IF_NONE */, next, pair), u.emit(1 /* MOVE */, rest, pair + 1), u.emit(124 /* PUSH_EXC */, ignored, pair), clause.name !== null && storeVariable(u, clause.name, pair);
  let clear = () => {
    clause.name !== null && clearVariable(u, clause.name);
  };
  u.protect(u.openRegion(failed, error), clear, () => block(u, clause.body), "star"), clear(), u.jump(59 /* JUMP */, next), u.bind(failed), clear(), u.emit(85 /* LIST_APPEND */, raised, error), u.bind(next), u.release(mark);
}

// src/bytecode/compiler/contexts.ts
function withStatement(u, s, index) {
  let item = s.items[index];
  if (item === void 0) {
    block(u, s.body);
    return;
  }
  let isAsync = s.kind === "AsyncWith", outer = u.mark(), [exception, previous] = [u.temp(), u.temp()], exit = u.temps(5), mark = u.mark(), enter = u.temps(2), manager = operand(u, item.context_expr);
  u.place = s, u.emit(103 /* LOAD_SPECIAL */, enter, manager, u.nameOf(isAsync ? "__aenter__" : "__enter__")), u.emit(103 /* LOAD_SPECIAL */, exit, manager, u.nameOf(isAsync ? "__aexit__" : "__exit__"));
  let { optional_vars: target } = item, value = (target === null ? void 0 : targetRegister(u, target)) ?? enter;
  u.emit(107 /* CALL_METHOD */, isAsync ? enter : value, enter, 0), isAsync && awaitValue(u, value, enter, 1);
  let handler = new Label(), end = new Label(), leave = () => {
    u.place = s;
    for (let i = 2; i < 5; i++) u.loadConst(NONE, exit + i);
    callExit(u, exit, isAsync);
  };
  u.protect(u.openRegion(handler, exception), leave, () => {
    target !== null && storeTarget(u, target, value), u.release(mark), withStatement(u, s, index + 1);
  }), leave(), u.jump(59 /* JUMP */, end), u.bind(handler), u.place = s, handling(u, exception, previous, () => {
    let raiseAgain = new Label();
    u.emit(128 /* EXC_INFO */, exit + 2, exception);
    let result = callExit(u, exit, isAsync);
    u.jump(62 /* JUMP_IF_FALSE */, raiseAgain, result), u.emit(125 /* POP_EXC */, previous), u.jump(59 /* JUMP */, end), u.bind(raiseAgain);
  }), u.bind(end), u.release(outer);
}
function callExit(u, exit, isAsync) {
  let mark = u.mark(), result = u.temp();
  return u.emit(107 /* CALL_METHOD */, result, exit, 3), isAsync && awaitValue(u, result, result, 2), u.release(mark), result;
}

// src/bytecode/compiler/imports.ts
function importModule(u, dst, name, level2, fromlist) {
  let mark = u.mark(), run = u.temps(2);
  u.loadConst({ type: "int", value: BigInt(level2) }, run), u.loadConst(fromlist, run + 1), u.emit(131 /* IMPORT_NAME */, dst, run, u.nameOf(name)), u.release(mark);
}
function importNames(u, s) {
  let module = u.temp();
  for (let { name, asname } of s.names) {
    u.place = s, importModule(u, module, name, 0, NONE);
    let [top, ...rest] = name.split(".");
    if (asname !== null) for (let part of rest) u.emit(132 /* IMPORT_FROM */, module, module, u.nameOf(part));
    storeVariable(u, asname ?? top, module);
  }
}
function importFrom(u, s) {
  let module = u.temp(), items = s.names.map((alias) => ({ type: "str", value: alias.name }));
  if (importModule(u, module, s.module ?? "", s.level, { type: "tuple", items }), s.names.length === 1 && s.names[0].name === "*") {
    u.emit(133 /* IMPORT_STAR */, module);
    return;
  }
  let value = u.temp();
  for (let { name, asname } of s.names)
    u.emit(132 /* IMPORT_FROM */, value, module, u.nameOf(name)), storeVariable(u, asname ?? name, value);
}

// src/bytecode/compiler/loops.ts
function loopBody(u, breakTo, continueTo, body) {
  u.blocks.push({ kind: "loop", region: null, leave: null, breakTo, continueTo }), u.loopDepth++, body(), u.loopDepth--, u.blocks.pop();
}
function whileLoop(u, s) {
  let orelse = new Label(), end = new Label(), next = new Label(), head = u.here();
  u.loopDepth++, branch(u, s.test, !1, orelse), u.loopDepth--, loopBody(u, end, next, () => block(u, s.body)), u.bind(next), u.place = s.test, u.jump(60 /* JUMP_BACK */, head), u.bind(orelse), block(u, s.orelse), u.bind(end);
}
function forLoop(u, s) {
  let orelse = new Label(), end = new Label(), next = new Label(), iterator = u.temp(), source = iterableOperand(u, s.iter, iterator);
  u.place = s, u.emit(77 /* GET_ITER */, iterator, source);
  let head = u.here(), mark = u.mark(), target = targetRegister(u, s.target) ?? u.temp();
  u.jump(78 /* FOR_ITER */, orelse, target, iterator), loopBody(u, end, next, () => {
    storeTarget(u, s.target, target), u.release(mark), block(u, s.body);
  }), u.bind(next), u.place = s.target, u.jump(60 /* JUMP_BACK */, head), u.bind(orelse), block(u, s.orelse), u.bind(end);
}
function asyncForLoop(u, s) {
  let stop = new Label(), end = new Label(), next = new Label(), iterator = u.temp(), source = operand(u, s.iter, iterator);
  u.place = s, u.emit(118 /* GET_AITER */, iterator, source);
  let exception = u.temp(), head = u.here(), mark = u.mark(), value = u.temp(), region = u.openRegion(stop, exception);
  u.protect(region, null, () => asyncNext(u, value, iterator)), loopBody(u, end, next, () => {
    storeTarget(u, s.target, value), u.release(mark), block(u, s.body);
  }), u.bind(next), u.place = s.iter, u.jump(60 /* JUMP_BACK */, head), u.bind(stop), u.emit(120 /* END_ASYNC_FOR */, exception), block(u, s.orelse), u.bind(end);
}
function innermostLoop(u, s, message) {
  for (let i = u.blocks.length - 1; i >= 0; i--) {
    let { kind } = u.blocks[i];
    if (kind === "loop") return i;
    kind === "star" && u.error("'break', 'continue' and 'return' cannot appear in an except* block", s);
  }
  return u.error(message, s);
}
function breakStatement(u, s) {
  let loop = innermostLoop(u, s, "'break' outside loop"), target = u.blocks[loop].breakTo;
  u.unwind(loop, () => u.jump(59 /* JUMP */, target));
}
function continueStatement(u, s) {
  let loop = innermostLoop(u, s, "'continue' not properly in loop"), target = u.blocks[loop].continueTo;
  u.unwind(loop, () => u.jump(59 /* JUMP */, target));
}

// src/bytecode/compiler/matching.ts
function isWildcard(pattern) {
  return pattern.kind === "MatchAs" && pattern.name === null;
}
function isIrrefutable(pattern) {
  return pattern.kind === "MatchAs" && pattern.pattern === null;
}
function matchStatement(u, s) {
  let end = new Label(), subject = expression(u, s.subject, u.temp());
  for (let [i, arm] of s.cases.entries()) {
    let mark = u.mark();
    matchCase(u, arm, subject, end, i === s.cases.length - 1), u.release(mark);
  }
  u.bind(end);
}
function matchCase(u, arm, subject, end, isLast) {
  let { pattern } = arm;
  if (isIrrefutable(pattern) && arm.guard === null && !isLast) {
    let name = pattern.kind === "MatchAs" ? pattern.name : null;
    u.error(
      name === null ? "wildcard makes remaining patterns unreachable" : `name capture '${name}' makes remaining patterns unreachable`,
      pattern
    );
  }
  let captures = /* @__PURE__ */ new Map(), fail = new Label();
  u.place = pattern, matchPattern({ u, captures, fail }, pattern, subject);
  for (let [name, register] of captures) storeVariable(u, name, register);
  arm.guard !== null && branch(u, arm.guard, !1, fail), block(u, arm.body), u.jump(59 /* JUMP */, end), u.bind(fail);
}
function capture({ u, captures }, name, value, node) {
  captures.has(name) && u.error(`multiple assignments to name '${name}' in pattern`, node), captures.set(name, value);
}
function matchPattern(x, p, subject) {
  let { u, fail } = x;
  switch (u.place = p, p.kind) {
    case "MatchValue": {
      let mark = u.mark(), value = operand(u, p.value);
      u.place = p, u.jump(73 /* JUMP_IF_NOT_EQ */, fail, subject, value), u.release(mark);
      break;
    }
    case "MatchSingleton": {
      if (p.value.type === "None") {
        u.jump(64 /* JUMP_IF_NOT_NONE */, fail, subject);
        break;
      }
      let mark = u.mark(), same = u.temp();
      u.emit(55 /* IS */, same, subject, u.constOperand(p.value)), u.jump(62 /* JUMP_IF_FALSE */, fail, same), u.release(mark);
      break;
    }
    case "MatchAs":
      p.pattern !== null && matchPattern(x, p.pattern, subject), p.name !== null && capture(x, p.name, subject, p);
      break;
    case "MatchOr":
      alternatives(x, p, subject);
      break;
    case "MatchSequence":
      sequence(x, p, subject);
      break;
    case "MatchMapping":
      mapping(x, p, subject);
      break;
    case "MatchClass":
      classPattern(x, p, subject);
      break;
    case "MatchStar":
      p.name !== null && capture(x, p.name, subject, p);
      break;
  }
}
function check(u, op2, subject, fail) {
  let mark = u.mark(), matches = u.temp();
  u.emit(op2, matches, subject), u.jump(62 /* JUMP_IF_FALSE */, fail, matches), u.release(mark);
}
function checkLength(u, subject, jump, length, fail) {
  let mark = u.mark(), count = u.temp();
  u.emit(134 /* GET_LEN */, count, subject), u.jump(jump, fail, count, u.constOperand({ type: "int", value: BigInt(length) })), u.release(mark);
}
function sequence(x, p, subject) {
  let { u, fail } = x, { patterns } = p, star = patterns.findIndex((item) => item.kind === "MatchStar");
  star >= 0 && patterns.slice(star + 1).some((item) => item.kind === "MatchStar") && u.error("multiple starred expressions in sequence pattern", p), check(u, 135 /* MATCH_SEQUENCE */, subject, fail);
  let fixed = star < 0 ? patterns.length : patterns.length - 1;
  star < 0 ? checkLength(u, subject, 73 /* JUMP_IF_NOT_EQ */, fixed, fail) : fixed > 0 && checkLength(u, subject, 76 /* JUMP_IF_NOT_GE */, fixed, fail);
  let starIsWild = star >= 0 && patterns[star].name === null;
  if (patterns.every((item, i) => i === star ? starIsWild : isWildcard(item))) return;
  if (starIsWild) {
    subscripts(x, patterns, star, subject);
    return;
  }
  let run = u.temps(patterns.length);
  star < 0 ? u.emit(97 /* UNPACK */, run, subject, patterns.length) : u.emit(98 /* UNPACK_EX */, run, subject, star | patterns.length - star - 1 << 16);
  for (let [i, item] of patterns.entries()) matchPattern(x, item, run + i);
}
function subscripts(x, patterns, star, subject) {
  let { u } = x;
  for (let [i, item] of patterns.entries()) {
    if (i === star || isWildcard(item)) continue;
    let value = u.temp(), mark = u.mark();
    u.place = item;
    let key;
    i < star ? key = u.constOperand({ type: "int", value: BigInt(i) }) : (key = u.temp(), u.emit(134 /* GET_LEN */, key, subject), u.emit(20 /* SUB */, key, key, u.constOperand({ type: "int", value: BigInt(patterns.length - i) }))), u.emit(94 /* GET_ITEM */, value, subject, key), u.release(mark), matchPattern(x, item, value);
  }
}
function mapping(x, p, subject) {
  let { u, fail } = x, count = p.keys.length;
  if (check(u, 136 /* MATCH_MAPPING */, subject, fail), count === 0 && p.rest === null) return;
  count > 0 && checkLength(u, subject, 76 /* JUMP_IF_NOT_GE */, count, fail), checkKeys(u, p);
  let keys = u.temp(), mark = u.mark(), constant2 = foldAll(u.session, p.keys), run = constant2 === null && count > 0 ? u.temps(count) : keys;
  if (constant2 === null) {
    for (let [i, key] of p.keys.entries()) expression(u, key, run + i);
    u.place = p, u.emit(80 /* BUILD_TUPLE */, keys, run, count);
  } else
    u.loadConst(constant2, keys);
  u.release(mark);
  let values2 = u.temp();
  u.place = p, u.emit(137 /* MATCH_KEYS */, values2, subject, keys), u.jump(63 /* JUMP_IF_NONE */, fail, values2);
  let items = u.temps(Math.max(count, 1));
  u.emit(97 /* UNPACK */, items, values2, count);
  for (let [i, item] of p.patterns.entries()) matchPattern(x, item, items + i);
  if (p.rest === null) return;
  let rest = u.temp(), inner = u.mark();
  u.place = p, u.emit(82 /* BUILD_DICT */, rest, rest, 0), u.emit(90 /* DICT_UPDATE */, rest, subject);
  let parts = u.temps(Math.max(count, 1));
  u.emit(97 /* UNPACK */, parts, keys, count);
  for (let i = 0; i < count; i++) u.emit(96 /* DEL_ITEM */, rest, parts + i);
  u.release(inner), capture(x, p.rest, rest, p);
}
function checkKeys(u, p) {
  let seen = /* @__PURE__ */ new Set();
  for (let key of p.keys) {
    let literal = literalKey(u, key);
    literal !== null && (seen.has(literal.identity) && u.error(`mapping pattern checks duplicate key (${literal.text})`, p), seen.add(literal.identity));
  }
}
function literalKey(u, e) {
  if (e.kind === "BinOp") {
    let real = fold(u.session, e.left), imaginary = fold(u.session, e.right);
    if (real === null || imaginary === null) return null;
    let text2 = `(${constText(real).replace(/\.0$/, "")}${e.op === "Add" ? "+" : "-"}${constText(imaginary)})`;
    return { text: text2, identity: text2 };
  }
  let value = fold(u.session, e);
  if (value === null) return null;
  let isNumber = value.type === "int" || value.type === "float" || value.type === "bool";
  return { text: constText(value), identity: isNumber ? `number ${Number(value.value)}` : constKey(value) };
}
function classPattern(x, p, subject) {
  let { u, fail } = x;
  for (let [i, name] of p.kwd_attrs.entries())
    p.kwd_attrs.indexOf(name) < i && u.error(`attribute name repeated in class pattern: ${name}`, p.kwd_patterns[i]);
  let patterns = [...p.patterns, ...p.kwd_patterns], values2 = u.temp(), mark = u.mark(), run = u.temps(3);
  if (u.emit(1 /* MOVE */, run, subject), expression(u, p.cls, run + 1), u.place = p, u.loadConst({ type: "tuple", items: p.kwd_attrs.map((value) => ({ type: "str", value })) }, run + 2), u.emit(138 /* MATCH_CLASS */, values2, run, p.patterns.length), u.release(mark), u.jump(63 /* JUMP_IF_NONE */, fail, values2), patterns.length === 0) return;
  let items = u.temps(patterns.length);
  u.emit(97 /* UNPACK */, items, values2, patterns.length);
  for (let [i, item] of patterns.entries())
    isWildcard(item) || matchPattern(x, item, items + i);
}
function alternatives(x, p, subject) {
  let { u, captures, fail } = x, matched = new Label(), names = /* @__PURE__ */ new Set();
  collectNames(p.patterns[0], names);
  let registers = new Map([...names].map((name) => [name, u.temp()]));
  for (let [i, alternative] of p.patterns.entries()) {
    let isLast = i === p.patterns.length - 1;
    if (isIrrefutable(alternative) && !isLast) {
      let name = alternative.kind === "MatchAs" ? alternative.name : null;
      u.error(
        name === null ? "wildcard makes remaining patterns unreachable" : `name capture '${name}' makes remaining patterns unreachable`,
        alternative
      );
    }
    let next = isLast ? fail : new Label(), own = /* @__PURE__ */ new Map(), mark = u.mark();
    matchPattern({ u, captures: own, fail: next }, alternative, subject), (own.size !== registers.size || [...own.keys()].some((name) => !registers.has(name))) && u.error("alternative patterns bind different names", p);
    for (let [name, register] of own) u.emit(1 /* MOVE */, registers.get(name), register);
    u.release(mark), isLast || (u.jump(59 /* JUMP */, matched), u.bind(next));
  }
  u.bind(matched);
  for (let [name, register] of registers)
    captures.has(name) && u.error(`multiple assignments to name '${name}' in pattern`, p), captures.set(name, register);
}
function collectNames(p, names) {
  switch (p.kind) {
    case "MatchAs":
      p.pattern !== null && collectNames(p.pattern, names), p.name !== null && names.add(p.name);
      break;
    case "MatchStar":
      p.name !== null && names.add(p.name);
      break;
    case "MatchMapping":
      for (let item of p.patterns) collectNames(item, names);
      p.rest !== null && names.add(p.rest);
      break;
    case "MatchClass":
      for (let item of [...p.patterns, ...p.kwd_patterns]) collectNames(item, names);
      break;
    case "MatchSequence":
    case "MatchOr":
      for (let item of p.patterns) collectNames(item, names);
      break;
  }
}

// src/bytecode/compiler/statements.ts
function block(u, body) {
  for (let s of body) statement(u, s);
}
function statement(u, s) {
  let mark = u.mark();
  u.place = s, compile(u, s), u.release(mark);
}
function compile(u, s) {
  switch (s.kind) {
    case "Expr":
      if (u.session.interactive && u.scope.kind === "module") {
        let value = operand(u, s.value);
        u.place = s, u.emit(140 /* PRINT_EXPR */, value);
      } else fold(u.session, s.value) === null && expression(u, s.value);
      break;
    case "Assign":
      assign(u, s.targets, s.value);
      break;
    case "AugAssign":
      augmentedAssignment(u, s);
      break;
    case "AnnAssign":
      annotatedAssignment(u, s);
      break;
    case "If":
      ifStatement(u, s);
      break;
    case "For":
      forLoop(u, s);
      break;
    case "AsyncFor":
      asyncForLoop(u, s);
      break;
    case "While":
      whileLoop(u, s);
      break;
    case "Return":
      returnStatement(u, s);
      break;
    case "FunctionDef":
    case "AsyncFunctionDef":
      functionDefinition(u, s);
      break;
    case "ClassDef":
      classDefinition(u, s);
      break;
    case "Delete":
      for (let target of s.targets) deleteTarget(u, target);
      break;
    case "With":
    case "AsyncWith":
      withStatement(u, s, 0);
      break;
    case "Match":
      matchStatement(u, s);
      break;
    case "Raise": {
      let exception = s.exc === null ? -1 : expression(u, s.exc, s.cause === null ? void 0 : u.temp()), cause = s.cause === null ? -1 : operand(u, s.cause);
      u.place = s, u.emitLast(122 /* RAISE */, exception, cause);
      break;
    }
    case "Try":
      tryStatement(u, s);
      break;
    case "TryStar":
      tryStarStatement(u, s);
      break;
    case "Assert":
      assertStatement(u, s);
      break;
    case "Import":
      importNames(u, s);
      break;
    case "ImportFrom":
      importFrom(u, s);
      break;
    case "Break":
      breakStatement(u, s);
      break;
    case "Continue":
      continueStatement(u, s);
      break;
    case "Global":
    case "Nonlocal":
    case "Pass":
      break;
  }
}
function ifStatement(u, first) {
  let done = new Label(), s = first;
  for (; ; ) {
    let orelse = new Label();
    if (u.place = s, branch(u, s.test, !1, orelse), block(u, s.body), s.orelse.length === 0) {
      u.bind(orelse);
      break;
    }
    u.jump(59 /* JUMP */, done), u.bind(orelse);
    let [next] = s.orelse;
    if (s.orelse.length !== 1 || next.kind !== "If") {
      block(u, s.orelse);
      break;
    }
    s = next;
  }
  u.bind(done);
}
function returnStatement(u, s) {
  u.scope.kind !== "function" && u.scope.kind !== "lambda" && u.error("'return' outside function", s), s.value !== null && u.flags & 512 /* ASYNC_GENERATOR */ && u.error("'return' with value in async generator", s), u.blocks.some((entered) => entered.kind === "star") && u.error("'break', 'continue' and 'return' cannot appear in an except* block", s);
  let constant2 = s.value === null ? NONE : fold(u.session, s.value), register = null;
  constant2 === null && (register = u.blocks.some((entered) => entered.leave !== null) ? expression(u, s.value, u.temp()) : operand(u, s.value)), u.unwind(-1, () => {
    u.place = s, u.emitLast(110 /* RETURN */, register ?? u.loadConst(constant2, u.temp()));
  });
}
function assertStatement(u, s) {
  if ((u.session.options.optimize ?? 0) > 0) return;
  let passed = new Label();
  branch(u, s.test, !0, passed);
  let base = u.temps(2), place = lastComparison(s.test) ?? s;
  u.place = place, u.emit(130 /* LOAD_ASSERTION_ERROR */, base), s.msg !== null && (expression(u, s.msg, base + 1), u.place = place, u.emit(106 /* CALL */, base, base, 1)), u.emitLast(122 /* RAISE */, base, -1), u.bind(passed);
}
function lastComparison(e) {
  switch (e.kind) {
    case "Compare":
      return e;
    case "UnaryOp":
      return e.op === "Not" ? lastComparison(e.operand) : null;
    case "BoolOp":
      return e.values.reduce((found, value) => lastComparison(value) ?? found, null);
    case "IfExp":
      return lastComparison(e.orelse) ?? lastComparison(e.body) ?? lastComparison(e.test);
    default:
      return null;
  }
}

// src/bytecode/compiler/functions.ts
function codeFlags(scope) {
  let flags = 3;
  scope.isNested && (flags |= 16 /* NESTED */), scope.hasVarargs && (flags |= 4 /* VARARGS */), scope.hasVarkeywords && (flags |= 8 /* VARKEYWORDS */);
  let generates = scope.isGenerator || scope.node.kind === "GeneratorExp";
  return scope.isCoroutine ? flags |= generates ? 512 /* ASYNC_GENERATOR */ : 128 /* COROUTINE */ : generates && (flags |= 32 /* GENERATOR */), flags;
}
function returnNone(u) {
  if (!u.reachable) return;
  let mark = u.mark();
  u.emitLast(110 /* RETURN */, u.loadConst(NONE, u.temp())), u.release(mark);
}
function docstringOf(session, body) {
  let [first] = body;
  return first?.kind !== "Expr" || first.value.kind !== "Constant" || first.value.value.type !== "str" ? null : (session.options.optimize ?? 0) < 2 ? first.value.value.value : null;
}
function compileBody2(u, node, scope) {
  let firstline = node.decorator_list.length > 0 ? node.decorator_list[0].lineno : node.lineno, child = new Unit(u.session, scope, codeFlags(scope), firstline);
  return child.docstring = docstringOf(u.session, node.body), block(child, child.docstring === null ? node.body : node.body.slice(1)), returnNone(child), assemble(child);
}
function functionDefinition(u, node) {
  let mark = u.mark(), { decorator_list: decorators } = node, base = u.temps(decorators.length + 1);
  for (let [i, decorator] of decorators.entries()) expression(u, decorator, base + i);
  let place = u.place, code = compileBody2(u, node, u.session.table.scopeOf(node)), local = decorators.length === 0 ? localRegister(u, node.name) : void 0;
  if (makeFunction(u, local ?? base + decorators.length, code, node.args, node.returns), local !== void 0) {
    u.release(mark);
    return;
  }
  applyDecorators(u, decorators, base), u.place = place, storeVariable(u, node.name, base), u.release(mark);
}
function applyDecorators(u, decorators, base) {
  for (let i = decorators.length - 1; i >= 0; i--)
    u.place = decorators[i], u.emit(106 /* CALL */, base + i, base + i, 1);
}
function lambda(u, node, dst) {
  let target = dst ?? u.temp(), scope = u.session.table.scopeOf(node), child = new Unit(u.session, scope, codeFlags(scope), node.lineno), value = expression(child, node.body);
  return child.place = node.body, child.emitLast(110 /* RETURN */, value), makeFunction(u, target, assemble(child), node.args, null), target;
}
function makeFunction(u, target, code, args, returns) {
  let mark = u.mark(), parts = u.temps(4), mask = 0;
  args !== null && (args.defaults.length > 0 && (defaults(u, args.defaults, parts), mask |= 1), keywordDefaults(u, args, parts + 1) && (mask |= 2), annotations(u, args, returns, parts + 2) && (mask |= 4)), code.freevars.length > 0 && (closure(u, code.freevars, parts + 3), mask |= 8), u.release(mark), u.reachable && u.emit(111 /* MAKE_FUNCTION */, target, parts, u.codes.push(code) - 1, mask);
}
function defaults(u, values2, dst) {
  let constant2 = foldAll(u.session, values2);
  if (constant2 !== null) {
    u.loadConst(constant2, dst);
    return;
  }
  let mark = u.mark(), run = u.temps(values2.length);
  for (let [i, value] of values2.entries()) expression(u, value, run + i);
  u.emit(80 /* BUILD_TUPLE */, dst, run, values2.length), u.release(mark);
}
function keywordDefaults(u, args, dst) {
  let given = args.kwonlyargs.flatMap((arg, i) => {
    let value = args.kw_defaults[i];
    return value == null ? [] : [{ name: arg.arg, value }];
  });
  if (given.length === 0) return !1;
  let mark = u.mark(), run = u.temps(2 * given.length);
  for (let [i, { name, value }] of given.entries())
    u.loadConst({ type: "str", value: u.mangle(name) }, run + 2 * i), expression(u, value, run + 2 * i + 1);
  return u.emit(82 /* BUILD_DICT */, dst, run, given.length), u.release(mark), !0;
}
function annotations(u, args, returns, dst) {
  let given = [], all = [...args.args, ...args.posonlyargs, args.vararg, ...args.kwonlyargs, args.kwarg];
  for (let arg of all)
    arg !== null && arg.annotation !== null && given.push([u.mangle(arg.arg), arg.annotation]);
  if (returns !== null && given.push(["return", returns]), given.length === 0) return !1;
  let mark = u.mark(), run = u.temps(2 * given.length);
  for (let [i, [name, annotation]] of given.entries())
    u.loadConst({ type: "str", value: name }, run + 2 * i), annotationValue(u, annotation, run + 2 * i + 1);
  return u.emit(82 /* BUILD_DICT */, dst, run, given.length), u.release(mark), !0;
}
function closure(u, freevars, dst) {
  let mark = u.mark(), cells = freevars.map((name) => u.cellFor(name));
  if (cells.every((reg, i) => reg === cells[0] + i)) {
    u.emit(80 /* BUILD_TUPLE */, dst, cells[0], cells.length);
    return;
  }
  let run = u.temps(cells.length);
  for (let [i, reg] of cells.entries()) u.emit(1 /* MOVE */, run + i, reg);
  u.emit(80 /* BUILD_TUPLE */, dst, run, cells.length), u.release(mark);
}

// src/bytecode/compiler/comprehensions.ts
function comprehension(u, e, dst) {
  let target = dst ?? u.temp(), mark = u.mark(), scope = u.session.table.scopeOf(e), child = new Unit(u.session, scope, codeFlags(scope), e.lineno);
  compileBody3(child, e);
  let call2 = u.temps(2);
  makeFunction(u, call2, assemble(child), null, null);
  let [outermost] = e.generators, iterable = iterableOperand(u, outermost.iter, call2 + 1);
  return u.place = e, u.emit(outermost.is_async ? 118 /* GET_AITER */ : 77 /* GET_ITER */, call2 + 1, iterable), child.flags & 128 /* COROUTINE */ ? (u.emit(106 /* CALL */, call2, call2, 1), awaitValue(u, target, call2, 0)) : u.emit(106 /* CALL */, target, call2, 1), u.release(mark), target;
}
function iterableOperand(u, e, hint) {
  let constant2 = foldContainer(u.session, e);
  return constant2 === null ? operand(u, asTuple(e), hint) : u.loadConst(constant2, hint ?? u.temp());
}
function compileBody3(u, e) {
  if (u.place = e, u.loopDepth++, e.kind === "GeneratorExp") {
    level(u, e, 0, () => {
      let mark = u.mark(), value = operand(u, e.elt);
      u.place = e.elt;
      let work = u.temp();
      u.flags & 512 /* ASYNC_GENERATOR */ && (u.emit(121 /* ASYNC_GEN_WRAP */, work, value), value = work), u.emit(114 /* YIELD */, work, value, -1), u.release(mark);
    }), returnNone(u);
    return;
  }
  let result = u.temp(), make = e.kind === "ListComp" ? 79 /* BUILD_LIST */ : e.kind === "SetComp" ? 81 /* BUILD_SET */ : 82 /* BUILD_DICT */;
  u.emit(make, result, result, 0), level(u, e, 0, () => {
    let mark = u.mark();
    if (e.kind === "DictComp") {
      let key = stableOperand(u, e.key, [e.value]), value = operand(u, e.value);
      u.place = e, u.emit(87 /* DICT_SET */, result, key, value);
    } else {
      let value = operand(u, e.elt);
      u.place = e.elt, u.emit(e.kind === "ListComp" ? 85 /* LIST_APPEND */ : 86 /* SET_ADD */, result, value);
    }
    u.release(mark);
  }), u.place = e, u.emitLast(110 /* RETURN */, result);
}
function level(u, e, index, inner) {
  let generator = e.generators[index], mark = u.mark(), next = new Label(), body = () => {
    for (let test of generator.ifs) branch(u, test, !1, next);
    index + 1 < e.generators.length ? level(u, e, index + 1, inner) : inner();
  };
  if (index > 0 && !generator.is_async && isSingleItem(generator)) {
    let [item] = generator.iter.elts, target = targetRegister(u, generator.target) ?? u.temp();
    expression(u, item, target), storeTarget(u, generator.target, target), body(), u.bind(next), u.release(mark);
    return;
  }
  let iterator = 0;
  if (index > 0) {
    iterator = u.temp();
    let source = iterableOperand(u, generator.iter, iterator);
    u.place = e, u.emit(generator.is_async ? 118 /* GET_AITER */ : 77 /* GET_ITER */, iterator, source);
  }
  if (u.place = e, generator.is_async) asyncLoop(u, generator, iterator, next, body);
  else {
    let done = new Label(), head = u.here(), target = targetRegister(u, generator.target) ?? u.temp();
    u.jump(78 /* FOR_ITER */, done, target, iterator), storeTarget(u, generator.target, target), body(), u.bind(next), u.place = e, u.jump(60 /* JUMP_BACK */, head), u.bind(done);
  }
  u.release(mark);
}
function isSingleItem(generator) {
  let { iter } = generator;
  return (iter.kind === "List" || iter.kind === "Tuple") && iter.elts.length === 1 && iter.elts[0].kind !== "Starred";
}
function asyncLoop(u, generator, iterator, next, body) {
  let stop = new Label(), exception = u.temp(), head = u.here(), value = u.temp(), region = u.openRegion(stop, exception);
  u.protect(region, null, () => asyncNext(u, value, iterator)), storeTarget(u, generator.target, value), body(), u.bind(next), u.jump(60 /* JUMP_BACK */, head), u.bind(stop), u.emit(120 /* END_ASYNC_FOR */, exception);
}
function asyncNext(u, value, iterator) {
  let mark = u.mark(), awaitable = u.temp();
  u.emit(119 /* GET_ANEXT */, awaitable, iterator), delegate(u, value, awaitable), u.release(mark);
}

// src/bytecode/compiler/displays.ts
var MAX_RUN2 = 30;
function inSteps(u, dst, build2) {
  let target = dst ?? u.temp(), mark = u.mark(), work = isTemp(target) ? target : u.temp();
  return build2(work), work !== target && u.emit(1 /* MOVE */, target, work), u.release(mark), target;
}
function inOneRun(items) {
  return items.length <= MAX_RUN2 && items.every((item) => item.kind !== "Starred");
}
function build(u, op2, e, items, dst) {
  let target = dst ?? u.temp(), mark = u.mark(), run = runOf(u, items, target);
  return u.release(mark), u.place = e, u.emit(op2, target, run, items.length), target;
}
function listDisplay(u, e, dst) {
  let constant2 = e.elts.length >= 3 ? foldAll(u.session, e.elts) : null;
  return constant2 !== null ? inSteps(u, dst, (list3) => {
    u.emit(79 /* BUILD_LIST */, list3, list3, 0), u.emit(88 /* LIST_EXTEND */, list3, u.constOperand(constant2));
  }) : inOneRun(e.elts) ? build(u, 79 /* BUILD_LIST */, e, e.elts, dst) : inSteps(u, dst, (list3) => gather(u, list3, [], e.elts));
}
function tupleDisplay(u, e, dst) {
  if (inOneRun(e.elts)) return build(u, 80 /* BUILD_TUPLE */, e, e.elts, dst);
  let target = dst ?? u.temp(), mark = u.mark(), list3 = isTemp(target) ? target : u.temp();
  return gather(u, list3, [], e.elts), u.place = e, u.emit(92 /* LIST_TO_TUPLE */, target, list3), u.release(mark), target;
}
function setDisplay(u, e, dst) {
  let constant2 = e.elts.length >= 3 ? foldAll(u.session, e.elts) : null;
  return constant2?.type === "tuple" ? inSteps(u, dst, (set) => {
    u.emit(81 /* BUILD_SET */, set, set, 0), u.emit(89 /* SET_UPDATE */, set, u.constOperand({ type: "frozenset", items: constant2.items }));
  }) : inOneRun(e.elts) ? build(u, 81 /* BUILD_SET */, e, e.elts, dst) : inSteps(u, dst, (set) => {
    u.emit(81 /* BUILD_SET */, set, set, 0);
    for (let item of e.elts) {
      let mark = u.mark(), value = item.kind === "Starred" ? operand(u, item.value) : operand(u, item);
      u.place = e, u.emit(item.kind === "Starred" ? 89 /* SET_UPDATE */ : 86 /* SET_ADD */, set, value), u.release(mark);
    }
  });
}
function dictDisplay(u, e, dst) {
  let firstMapping = e.keys.indexOf(null), pairs = Math.min(firstMapping < 0 ? e.keys.length : firstMapping, MAX_RUN2 / 2), entries = (dict) => {
    let mark = u.mark(), run = pairs > 0 ? u.temps(2 * pairs) : u.temp();
    for (let i = 0; i < pairs; i++)
      expression(u, e.keys[i], run + 2 * i), expression(u, e.values[i], run + 2 * i + 1);
    u.place = e, u.emit(82 /* BUILD_DICT */, dict, run, pairs), u.release(mark);
  };
  if (pairs === e.keys.length) {
    let target = dst ?? u.temp();
    return entries(target), target;
  }
  return inSteps(u, dst, (dict) => {
    entries(dict);
    for (let i = pairs; i < e.keys.length; i++) {
      let mark = u.mark(), key = e.keys[i];
      if (key === null) {
        let mapping2 = operand(u, e.values[i]);
        u.place = e, u.emit(90 /* DICT_UPDATE */, dict, mapping2);
      } else {
        let keyReg = stableOperand(u, key, [e.values[i]]), value = operand(u, e.values[i]);
        u.place = e, u.emit(87 /* DICT_SET */, dict, keyReg, value);
      }
      u.release(mark);
    }
  });
}
function formattedString(u, e, dst) {
  let [only] = e.values;
  if (only === void 0) return u.loadConst({ type: "str", value: "" }, dst ?? u.temp());
  if (e.values.length === 1) return expression(u, only, dst ?? u.temp());
  let target = dst ?? u.temp(), mark = u.mark(), run = u.temps(e.values.length);
  for (let [i, value] of e.values.entries()) expression(u, value, run + i);
  return u.release(mark), u.place = e, u.emit(83 /* BUILD_STRING */, target, run, e.values.length), target;
}
function formattedValue(u, e, dst) {
  let target = dst ?? u.temp(), mark = u.mark(), conversion = Math.max(e.conversion, 0);
  if (e.format_spec === null) {
    let value = operand(u, e.value, isTemp(target) ? target : void 0);
    u.place = e, u.emit(93 /* FORMAT_VALUE */, target, value, conversion);
  } else {
    let run = u.temps(2);
    expression(u, e.value, run), expression(u, e.format_spec, run + 1), u.place = e, u.emit(93 /* FORMAT_VALUE */, target, run, conversion | 256);
  }
  return u.release(mark), target;
}

// src/bytecode/compiler/expressions.ts
var BINARY3 = {
  Add: 19 /* ADD */,
  Sub: 20 /* SUB */,
  Mult: 21 /* MUL */,
  MatMult: 31 /* MATMUL */,
  Div: 22 /* TRUEDIV */,
  Mod: 24 /* MOD */,
  Pow: 25 /* POW */,
  LShift: 26 /* LSHIFT */,
  RShift: 27 /* RSHIFT */,
  BitOr: 29 /* OR */,
  BitXor: 30 /* XOR */,
  BitAnd: 28 /* AND */,
  FloorDiv: 23 /* FLOORDIV */
};
function expression(u, e, dst) {
  let outer = u.place;
  u.place = e;
  let constant2 = fold(u.session, e), result;
  return constant2 === null ? result = compile2(u, e, dst) : result = dst === void 0 ? u.constOperand(constant2) : u.loadConst(constant2, dst), u.place = outer, result;
}
function operand(u, e, hint) {
  let constant2 = fold(u.session, e);
  if (constant2 !== null) {
    let outer = u.place;
    u.place = e;
    let register = u.constOperand(constant2, hint);
    return u.place = outer, register;
  }
  return e.kind === "Name" && localRegister(u, e.id) !== void 0 ? expression(u, e) : expression(u, e, hint);
}
function stableOperand(u, e, later, hint) {
  return (e.kind === "NamedExpr" || e.kind === "Name" && localRegister(u, e.id) !== void 0) && later.some((other) => other !== null && assigns(other)) ? expression(u, e, hint ?? u.temp()) : operand(u, e, hint);
}
var assigning = /* @__PURE__ */ new WeakMap();
function assigns(e) {
  if (e.kind === "Name" || e.kind === "Constant") return !1;
  if (e.kind === "NamedExpr") return !0;
  let known = assigning.get(e);
  return known === void 0 && (known = Object.values(e).some(holdsAssignment), assigning.set(e, known)), known;
}
function holdsAssignment(part) {
  return Array.isArray(part) ? part.some(holdsAssignment) : typeof part != "object" || part === null || !("kind" in part) ? !1 : assigns(part);
}
function compile2(u, e, dst) {
  switch (e.kind) {
    case "Name":
      return loadVariable(u, e.id, dst);
    case "BinOp":
      return binaryOperation(u, e, dst);
    case "Call":
      return call(u, e, dst);
    case "Attribute": {
      let viaSuper = superAttribute(u, e, dst);
      if (viaSuper !== void 0) return viaSuper;
      let target = dst ?? u.temp(), mark = u.mark(), object = operand(u, e.value, isTemp(target) ? target : void 0);
      return u.release(mark), u.place = e, u.emit(99 /* GET_ATTR */, target, object, u.nameOf(u.mangle(e.attr))), target;
    }
    case "Subscript": {
      let target = dst ?? u.temp(), mark = u.mark(), object = stableOperand(u, e.value, [e.slice], isTemp(target) ? target : void 0), key = operand(u, e.slice);
      return u.release(mark), u.place = e, u.emit(94 /* GET_ITEM */, target, object, key), target;
    }
    case "Slice":
      return slice(u, e, dst);
    case "Compare":
      return comparison(u, e, dst);
    case "BoolOp":
      return boolOperation(u, e, dst);
    case "UnaryOp": {
      if (e.op === "Not") return notOperation(u, e, dst);
      let target = dst ?? u.temp(), mark = u.mark(), value = operand(u, e.operand, isTemp(target) ? target : void 0);
      return u.release(mark), u.place = e, u.emit(e.op === "USub" ? 45 /* NEG */ : e.op === "UAdd" ? 46 /* POS */ : 47 /* INVERT */, target, value), target;
    }
    case "IfExp":
      return conditional(u, e, dst);
    case "NamedExpr": {
      let local = localRegister(u, e.target.id), value = expression(u, e.value, local);
      return u.place = e, local === void 0 && storeVariable(u, e.target.id, value), dst === void 0 || dst === value ? value : (u.emit(1 /* MOVE */, dst, value), dst);
    }
    case "List":
      return listDisplay(u, e, dst);
    case "Tuple":
      return tupleDisplay(u, e, dst);
    case "Set":
      return setDisplay(u, e, dst);
    case "Dict":
      return dictDisplay(u, e, dst);
    case "JoinedStr":
      return formattedString(u, e, dst);
    case "FormattedValue":
      return formattedValue(u, e, dst);
    case "Lambda":
      return lambda(u, e, dst);
    case "ListComp":
    case "SetComp":
    case "DictComp":
    case "GeneratorExp":
      return comprehension(u, e, dst);
    case "Await":
      return awaitExpression(u, e, dst);
    case "Yield":
      return yieldExpression(u, e, dst);
    case "YieldFrom":
      return yieldFrom(u, e, dst);
    case "Starred":
      return u.error("can't use starred expression here", e);
    case "Constant":
      return u.loadConst(e.value, dst ?? u.temp());
  }
}
function binaryOperation(u, e, dst) {
  let target = dst ?? u.temp(), mark = u.mark(), work = isTemp(target) ? target : u.temp(), spine = [e], left = e.left;
  for (; left.kind === "BinOp" && fold(u.session, left) === null; )
    spine.push(left), left = left.left;
  let acc = stableOperand(u, left, [spine[spine.length - 1].right], work);
  for (let i = spine.length - 1; i >= 0; i--) {
    let node = spine[i], inner = u.mark(), right = operand(u, node.right, acc !== work ? work : void 0);
    u.release(inner), u.place = node;
    let result = i === 0 ? target : work;
    u.emit(BINARY3[node.op], result, acc, right), acc = result;
  }
  return u.release(mark), target;
}
function inplaceOperator(op2) {
  return BINARY3[op2] + 13;
}
function slice(u, e, dst) {
  let target = dst ?? u.temp(), mark = u.mark(), base = u.temps(3);
  for (let [i, part] of [e.lower, e.upper, e.step].entries())
    part === null ? u.loadConst(NONE, base + i) : expression(u, part, base + i);
  return u.release(mark), u.place = e, u.emit(84 /* BUILD_SLICE */, target, base), target;
}

// src/bytecode/compiler/index.ts
function compileModule(module, filename, mode, options = {}) {
  try {
    return compile3(module, filename, mode, options);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    let message = "maximum recursion depth exceeded during compilation";
    throw new PySyntaxError("RecursionError", message, filename, null, null, null, null, null);
  }
}
function compile3(module, filename, mode, options) {
  let table = analyse(module, filename), { source } = options, lines = null, session = {
    filename,
    table,
    options,
    stringAnnotations: table.future.annotations || options.futureAnnotations === !0,
    interactive: mode === "single",
    folded: /* @__PURE__ */ new Map(),
    astral: source !== void 0 && /[\ud800-\udfff]/.test(source),
    line(lineno) {
      return source === void 0 ? null : (lines ??= source.split(/\r\n|\r|\n/), lines[lineno - 1] ?? null);
    }
  }, u = new Unit(session, table.top, 0, 1);
  if (u.place = { lineno: 1, end_lineno: 1, col_offset: 0, end_col_offset: 0 }, module.kind === "Expression")
    return u.emitLast(110 /* RETURN */, expression(u, module.body)), assemble(u);
  let { body } = module;
  table.top.hasAnnotations && u.emit(139 /* SETUP_ANNOTATIONS */);
  let doc = module.kind === "Module" ? docstringOf(session, body) : null;
  if (doc !== null) {
    u.place = body[0];
    let mark = u.mark(), register = u.loadConst({ type: "str", value: doc }, u.temp());
    u.emit(options.namespace ? 10 /* STORE_NAME */ : 7 /* STORE_GLOBAL */, register, u.nameOf("__doc__")), u.release(mark);
  }
  return block(u, doc === null ? body : body.slice(1)), returnNone(u), assemble(u);
}

// src/syntax/tokens.ts
var KEYWORDS = /* @__PURE__ */ new Map([
  ["False", 56 /* False */],
  ["None", 57 /* None */],
  ["True", 58 /* True */],
  ["and", 59 /* And */],
  ["as", 60 /* As */],
  ["assert", 61 /* Assert */],
  ["async", 62 /* Async */],
  ["await", 63 /* Await */],
  ["break", 64 /* Break */],
  ["class", 65 /* Class */],
  ["continue", 66 /* Continue */],
  ["def", 67 /* Def */],
  ["del", 68 /* Del */],
  ["elif", 69 /* Elif */],
  ["else", 70 /* Else */],
  ["except", 71 /* Except */],
  ["finally", 72 /* Finally */],
  ["for", 73 /* For */],
  ["from", 74 /* From */],
  ["global", 75 /* Global */],
  ["if", 76 /* If */],
  ["import", 77 /* Import */],
  ["in", 78 /* In */],
  ["is", 79 /* Is */],
  ["lambda", 80 /* Lambda */],
  ["nonlocal", 81 /* Nonlocal */],
  ["not", 82 /* Not */],
  ["or", 83 /* Or */],
  ["pass", 84 /* Pass */],
  ["raise", 85 /* Raise */],
  ["return", 86 /* Return */],
  ["try", 87 /* Try */],
  ["while", 88 /* While */],
  ["with", 89 /* With */],
  ["yield", 90 /* Yield */]
]), OPERATORS = /* @__PURE__ */ new Map([
  ["(", 9 /* LParen */],
  [")", 10 /* RParen */],
  ["[", 11 /* LBracket */],
  ["]", 12 /* RBracket */],
  ["{", 13 /* LBrace */],
  ["}", 14 /* RBrace */],
  [":", 15 /* Colon */],
  [",", 16 /* Comma */],
  [";", 17 /* Semi */],
  [".", 18 /* Dot */],
  ["...", 19 /* Ellipsis */],
  ["@", 20 /* At */],
  ["->", 21 /* Arrow */],
  [":=", 22 /* ColonEqual */],
  ["=", 23 /* Equal */],
  ["~", 24 /* Tilde */],
  ["+", 25 /* Plus */],
  ["-", 26 /* Minus */],
  ["*", 27 /* Star */],
  ["/", 28 /* Slash */],
  ["//", 29 /* DoubleSlash */],
  ["%", 30 /* Percent */],
  ["**", 31 /* DoubleStar */],
  ["<<", 32 /* LeftShift */],
  [">>", 33 /* RightShift */],
  ["&", 34 /* Amper */],
  ["|", 35 /* VBar */],
  ["^", 36 /* Circumflex */],
  ["==", 37 /* EqEqual */],
  ["!=", 38 /* NotEqual */],
  ["<", 39 /* Less */],
  [">", 40 /* Greater */],
  ["<=", 41 /* LessEqual */],
  [">=", 42 /* GreaterEqual */],
  ["+=", 43 /* PlusEqual */],
  ["-=", 44 /* MinusEqual */],
  ["*=", 45 /* StarEqual */],
  ["/=", 46 /* SlashEqual */],
  ["//=", 47 /* DoubleSlashEqual */],
  ["%=", 48 /* PercentEqual */],
  ["**=", 49 /* DoubleStarEqual */],
  ["<<=", 50 /* LeftShiftEqual */],
  [">>=", 51 /* RightShiftEqual */],
  ["&=", 52 /* AmperEqual */],
  ["|=", 53 /* VBarEqual */],
  ["^=", 54 /* CircumflexEqual */],
  ["@=", 55 /* AtEqual */]
]), Tokens = class {
  constructor(source, lineStarts, capacity) {
    this.source = source;
    this.lineStarts = lineStarts;
    this.kinds = new Uint8Array(capacity), this.starts = new Int32Array(capacity), this.ends = new Int32Array(capacity), this.lines = new Int32Array(capacity), this.endLines = new Int32Array(capacity);
  }
  source;
  lineStarts;
  count = 0;
  kinds;
  starts;
  ends;
  lines;
  endLines;
  /** The text of names (NFKC-normalised); undefined for the other tokens. */
  names = [];
  error = null;
  /** Brackets open where the source ends or the lexer failed: [character, line, UTF-16 position] each. */
  openBrackets = [];
  push(kind, start, end, line, endLine) {
    let i = this.count++;
    i === this.kinds.length && this.grow(), this.kinds[i] = kind, this.starts[i] = start, this.ends[i] = end, this.lines[i] = line, this.endLines[i] = endLine;
  }
  text(i) {
    return this.source.slice(this.starts[i], this.ends[i]);
  }
  column(i) {
    return this.starts[i] - this.lineStarts[this.lines[i]];
  }
  endColumn(i) {
    return this.ends[i] - this.lineStarts[this.endLines[i]];
  }
  grow() {
    let size = this.kinds.length * 2, widen2 = (old) => {
      let wide = new Int32Array(size);
      return wide.set(old), wide;
    }, kinds = new Uint8Array(size);
    kinds.set(this.kinds), this.kinds = kinds, this.starts = widen2(this.starts), this.ends = widen2(this.ends), this.lines = widen2(this.lines), this.endLines = widen2(this.endLines);
  }
};

// src/syntax/cursor.ts
var NO_PARSE = { reason: "the text is not in the grammar" }, TOO_DEEP = { reason: "the text nests too deeply" }, MAX_DEPTH2 = 3e3, TokenCursor = class {
  constructor(tokens, context) {
    this.tokens = tokens;
    this.context = context;
    this.kinds = tokens.kinds;
  }
  tokens;
  context;
  pos = 0;
  kinds;
  depth = 0;
  /** The token after the last one taken. */
  get reached() {
    return this.pos;
  }
  kind() {
    return this.kinds[this.pos];
  }
  at(kind) {
    return this.kinds[this.pos] === kind;
  }
  accept(kind) {
    return this.kinds[this.pos] !== kind ? !1 : (this.pos++, !0);
  }
  expect(kind) {
    if (this.kinds[this.pos] !== kind) throw NO_PARSE;
    this.pos++;
  }
  name() {
    if (this.kinds[this.pos] !== 1 /* Name */) throw NO_PARSE;
    return this.tokens.names[this.pos++];
  }
  noParse() {
    throw NO_PARSE;
  }
  enter(weight) {
    if (this.depth += weight, this.depth > MAX_DEPTH2) throw TOO_DEEP;
  }
  leave(weight) {
    this.depth -= weight;
  }
  line(token) {
    return this.tokens.lines[token];
  }
  column(token) {
    return this.tokens.column(token);
  }
  /** The last token before the cursor that is text, not layout. */
  lastToken() {
    let token = this.pos - 1;
    for (; ; ) {
      let kind = this.kinds[token];
      if (kind !== 4 /* Newline */ && kind !== 5 /* Indent */ && kind !== 6 /* Dedent */) return token;
      token--;
    }
  }
  constant(value, token) {
    let { tokens } = this;
    return {
      kind: "Constant",
      value,
      unicodePrefix: !1,
      lineno: tokens.lines[token],
      col_offset: tokens.column(token),
      end_lineno: tokens.endLines[token],
      end_col_offset: tokens.endColumn(token)
    };
  }
  /** Make an expression a target. Throws where it cannot be one. */
  setContext(node, context) {
    switch (node.kind) {
      case "Name":
      case "Attribute":
      case "Subscript":
        node.ctx = context;
        return;
      case "Starred":
        if (context === "Del" || node.value.kind === "Starred") throw NO_PARSE;
        node.ctx = context, this.setContext(node.value, context);
        return;
      case "List":
      case "Tuple":
        node.ctx = context;
        for (let element of node.elts) this.setContext(element, context);
        return;
      default:
        throw NO_PARSE;
    }
  }
  /** A SyntaxError that covers a token. */
  failAt(token, msg) {
    let { tokens, context } = this, { lineStarts, source } = tokens, textOf = (line2) => {
      let end = source.indexOf(`
`, lineStarts[line2]);
      return source.slice(lineStarts[line2], end < 0 ? source.length : end);
    }, line = tokens.lines[token], endLine = tokens.endLines[token], text2 = textOf(line);
    throw new PySyntaxError(
      "SyntaxError",
      context.prefix + msg,
      context.filename,
      line,
      characterColumn(text2, tokens.column(token)) + 1,
      `${text2}
`,
      endLine,
      characterColumn(textOf(endLine), tokens.endColumn(token)) + 1
    );
  }
};

// src/syntax/error-grammar.ts
var ERROR_GRAMMAR = String.raw`
file: [statements] ENDMARKER
interactive: compound_stmt NEWLINE | simple_stmts | NEWLINE | ENDMARKER
eval: expressions NEWLINE* ENDMARKER
fstring: star_expressions

statements: statement+
statement: compound_stmt | simple_stmts
simple_stmts: simple_stmt !';' NEWLINE | ';'.simple_stmt+ [';'] NEWLINE
simple_stmt*: assignment | star_expressions | &'return' return_stmt | &('import' | 'from') import_stmt
  | &'raise' raise_stmt | 'pass' | &'del' del_stmt | &'yield' yield_expr | &'assert' assert_stmt
  | 'break' | 'continue' | &'global' global_stmt | &'nonlocal' nonlocal_stmt
compound_stmt: &('def' | '@' | 'async') function_def | &'if' if_stmt | &('class' | '@') class_def
  | &('with' | 'async') with_stmt | &('for' | 'async') for_stmt | &'try' try_stmt | &'while' while_stmt | match_stmt

assignment: NAME ':' expression ['=' annotated_rhs]
  | ('(' single_target ')' | single_subscript_attribute_target) ':' expression ['=' annotated_rhs]
  | (star_targets '=')+ (yield_expr | star_expressions) !'='
  | single_target augassign ~ (yield_expr | star_expressions)
  | invalid_assignment
annotated_rhs: yield_expr | star_expressions
augassign: '+=' | '-=' | '*=' | '@=' | '/=' | '%=' | '&=' | '|=' | '^=' | '<<=' | '>>=' | '**=' | '//='
return_stmt: 'return' [star_expressions]
raise_stmt: 'raise' expression ['from' expression] | 'raise'
global_stmt: 'global' ','.NAME+
nonlocal_stmt: 'nonlocal' ','.NAME+
del_stmt: 'del' del_targets &(';' | NEWLINE) | invalid_del_stmt
assert_stmt: 'assert' expression [',' expression]
import_stmt: import_name | import_from
import_name: 'import' ','.dotted_as_name+
import_from: 'from' ('.' | '...')* dotted_name 'import' import_from_targets
  | 'from' ('.' | '...')+ 'import' import_from_targets
import_from_targets: '(' import_from_as_names [','] ')' | import_from_as_names !',' | '*' | invalid_import_from_targets
import_from_as_names: ','.import_from_as_name+
import_from_as_name: NAME ['as' NAME]
dotted_as_name: dotted_name ['as' NAME]
dotted_name: dotted_name '.' NAME | NAME

block*: NEWLINE INDENT statements DEDENT | simple_stmts | invalid_block
decorators: ('@' named_expression NEWLINE)+
class_def: decorators class_def_raw | class_def_raw
class_def_raw: invalid_class_def_raw | 'class' NAME ['(' [arguments] ')'] ':' block
function_def: decorators function_def_raw | function_def_raw
function_def_raw: invalid_def_raw
  | 'def' NAME &&'(' [params] ')' ['->' expression] &&':' block
  | 'async' 'def' NAME &&'(' [params] ')' ['->' expression] &&':' block

params: invalid_parameters | parameters
parameters: slash_no_default param_no_default* param_with_default* [star_etc]
  | slash_with_default param_with_default* [star_etc]
  | param_no_default+ param_with_default* [star_etc]
  | param_with_default+ [star_etc]
  | star_etc
slash_no_default: param_no_default+ '/' ',' | param_no_default+ '/' &')'
slash_with_default: param_no_default* param_with_default+ '/' ',' | param_no_default* param_with_default+ '/' &')'
star_etc: invalid_star_etc
  | '*' param_no_default param_maybe_default* [kwds]
  | '*' param_no_default_star_annotation param_maybe_default* [kwds]
  | '*' ',' param_maybe_default+ [kwds]
  | kwds
kwds: invalid_kwds | '**' param_no_default
param_no_default: a=param ',' -> a | a=param &')' -> a
param_no_default_star_annotation: param_star_annotation ',' | param_star_annotation &')'
param_with_default: param default ',' | param default &')'
param_maybe_default: param default? ',' | param default? &')'
param: NAME [':' expression] =arg
param_star_annotation: NAME ':' star_expression
default: '=' expression | invalid_default

if_stmt: invalid_if_stmt | 'if' named_expression ':' block elif_stmt | 'if' named_expression ':' block [else_block]
elif_stmt: invalid_elif_stmt
  | 'elif' named_expression ':' block elif_stmt | 'elif' named_expression ':' block [else_block]
else_block: invalid_else_stmt | 'else' &&':' block
while_stmt: invalid_while_stmt | 'while' named_expression ':' block [else_block]
for_stmt: invalid_for_stmt
  | 'for' star_targets 'in' ~ star_expressions ':' block [else_block]
  | 'async' 'for' star_targets 'in' ~ star_expressions ':' block [else_block]
  | invalid_for_target
with_stmt: invalid_with_stmt_indent
  | 'with' '(' ','.with_item+ ','? ')' ':' block
  | 'with' ','.with_item+ ':' block
  | 'async' 'with' '(' ','.with_item+ ','? ')' ':' block
  | 'async' 'with' ','.with_item+ ':' block
  | invalid_with_stmt
with_item: expression 'as' star_target &(',' | ')' | ':') | invalid_with_item | expression
try_stmt: invalid_try_stmt
  | 'try' &&':' block finally_block
  | 'try' &&':' block except_block+ [else_block] [finally_block]
  | 'try' &&':' block except_star_block+ [else_block] [finally_block]
except_block: invalid_except_stmt_indent
  | 'except' expression ['as' NAME] ':' block
  | 'except' ':' block
  | invalid_except_stmt
except_star_block: invalid_except_star_stmt_indent | 'except' '*' expression ['as' NAME] ':' block | invalid_except_stmt
finally_block: invalid_finally_stmt | 'finally' &&':' block

match_stmt: "match" subject_expr ':' NEWLINE INDENT case_block+ DEDENT | invalid_match_stmt
subject_expr: star_named_expression ',' star_named_expressions? | named_expression
case_block: invalid_case_block | "case" patterns guard? ':' block
guard: 'if' named_expression
patterns: open_sequence_pattern | pattern
pattern: as_pattern | or_pattern
as_pattern: or_pattern 'as' pattern_capture_target =pattern | invalid_as_pattern
or_pattern: '|'.closed_pattern+ =pattern
closed_pattern*: literal_pattern | capture_pattern | wildcard_pattern | value_pattern | group_pattern
  | sequence_pattern | mapping_pattern | class_pattern
literal_pattern: signed_number !('+' | '-') | complex_number | strings | 'None' | 'True' | 'False'
complex_number: signed_number '+' NUMBER | signed_number '-' NUMBER
signed_number: NUMBER | '-' NUMBER
capture_pattern: pattern_capture_target
pattern_capture_target: !"_" NAME !('.' | '(' | '=')
wildcard_pattern: "_"
value_pattern: attr !('.' | '(' | '=')
attr: name_or_attr '.' NAME
name_or_attr: attr | NAME
group_pattern: '(' pattern ')'
sequence_pattern: '[' maybe_sequence_pattern? ']' | '(' open_sequence_pattern? ')'
open_sequence_pattern: maybe_star_pattern ',' maybe_sequence_pattern?
maybe_sequence_pattern: ','.maybe_star_pattern+ ','?
maybe_star_pattern: star_pattern | pattern
star_pattern*: '*' pattern_capture_target | '*' wildcard_pattern
mapping_pattern: '{' '}' | '{' double_star_pattern ','? '}' | '{' items_pattern ',' double_star_pattern ','? '}'
  | '{' items_pattern ','? '}'
items_pattern: ','.key_value_pattern+
key_value_pattern: (literal_pattern | attr) ':' pattern
double_star_pattern: '**' pattern_capture_target
class_pattern: name_or_attr '(' ')'
  | name_or_attr '(' positional_patterns ','? ')'
  | name_or_attr '(' keyword_patterns ','? ')'
  | name_or_attr '(' positional_patterns ',' keyword_patterns ','? ')'
  | invalid_class_pattern
positional_patterns: ','.pattern+
keyword_patterns: ','.keyword_pattern+
keyword_pattern: NAME '=' pattern

expressions: expression (',' expression)+ [','] =Tuple | expression ',' =Tuple | expression
expression*: invalid_expression | invalid_legacy_expression
  | disjunction 'if' disjunction 'else' expression =IfExp | disjunction | lambdef
yield_expr: 'yield' 'from' expression =Yield | 'yield' [star_expressions] =Yield
star_expressions: star_expression (',' star_expression)+ [','] =Tuple | star_expression ',' =Tuple | star_expression
star_expression*: '*' bitwise_or =Starred | expression
star_named_expressions: a=','.star_named_expression+ [','] -> a
star_named_expression: '*' bitwise_or =Starred | named_expression
assignment_expression: NAME ':=' ~ expression =NamedExpr
named_expression: assignment_expression | invalid_named_expression | a=expression !':=' -> a
disjunction*: conjunction ('or' conjunction)+ =BoolOp | conjunction
conjunction*: inversion ('and' inversion)+ =BoolOp | inversion
inversion*: 'not' inversion =UnaryOp | comparison
comparison: bitwise_or compare_pair+ =Compare | bitwise_or
compare_pair: '==' bitwise_or | '!=' bitwise_or | '<=' bitwise_or | '<' bitwise_or | '>=' bitwise_or | '>' bitwise_or
  | 'not' 'in' bitwise_or | 'in' bitwise_or | 'is' 'not' bitwise_or | 'is' bitwise_or
bitwise_or: bitwise_or '|' bitwise_xor =BinOp | bitwise_xor
bitwise_xor: bitwise_xor '^' bitwise_and =BinOp | bitwise_and
bitwise_and: bitwise_and '&' shift_expr =BinOp | shift_expr
shift_expr: shift_expr '<<' sum =BinOp | shift_expr '>>' sum =BinOp | sum
sum: sum '+' term =BinOp | sum '-' term =BinOp | term
term: term '*' factor =BinOp | term '/' factor =BinOp | term '//' factor =BinOp | term '%' factor =BinOp
  | term '@' factor =BinOp | factor
factor*: '+' factor =UnaryOp | '-' factor =UnaryOp | '~' factor =UnaryOp | power
power: await_primary '**' factor =BinOp | await_primary
await_primary*: 'await' primary =Await | primary
primary: primary '.' NAME =Attribute | primary genexp =Call | primary '(' [arguments] ')' =Call
  | primary '[' slices ']' =Subscript | atom
slices: a=slice !',' -> a | ','.(slice | starred_expression)+ [','] =Tuple
slice: [expression] ':' [expression] [':' [expression]] =Slice | named_expression
atom: NAME =Name | 'True' =True | 'False' =False | 'None' =None | strings | NUMBER =literal
  | &'(' a=(tuple | group | genexp) -> a
  | &'[' a=(list | listcomp) -> a
  | &'{' a=(dict | set | dictcomp | setcomp) -> a
  | '...' =Ellipsis
group: '(' a=(yield_expr | named_expression) ')' -> a | invalid_group
lambdef: 'lambda' [lambda_params] ':' expression =Lambda
lambda_params: invalid_lambda_parameters | lambda_parameters
lambda_parameters: lambda_slash_no_default lambda_param_no_default* lambda_param_with_default* [lambda_star_etc]
  | lambda_slash_with_default lambda_param_with_default* [lambda_star_etc]
  | lambda_param_no_default+ lambda_param_with_default* [lambda_star_etc]
  | lambda_param_with_default+ [lambda_star_etc]
  | lambda_star_etc
lambda_slash_no_default: lambda_param_no_default+ '/' ',' | lambda_param_no_default+ '/' &':'
lambda_slash_with_default: lambda_param_no_default* lambda_param_with_default+ '/' ','
  | lambda_param_no_default* lambda_param_with_default+ '/' &':'
lambda_star_etc: invalid_lambda_star_etc
  | '*' lambda_param_no_default lambda_param_maybe_default* [lambda_kwds]
  | '*' ',' lambda_param_maybe_default+ [lambda_kwds]
  | lambda_kwds
lambda_kwds: invalid_lambda_kwds | '**' lambda_param_no_default
lambda_param_no_default: a=lambda_param ',' -> a | a=lambda_param &':' -> a
lambda_param_with_default: lambda_param default ',' | lambda_param default &':'
lambda_param_maybe_default: lambda_param default? ',' | lambda_param default? &':'
lambda_param: NAME =arg
strings*: STRING+ @strings()
list: '[' [star_named_expressions] ']' =List
tuple: '(' [star_named_expression ',' [star_named_expressions]] ')' =Tuple
set: '{' star_named_expressions '}' =Set
dict: '{' [double_starred_kvpairs] '}' =Dict | '{' invalid_double_starred_kvpairs '}'
double_starred_kvpairs: ','.double_starred_kvpair+ [',']
double_starred_kvpair: '**' bitwise_or | kvpair
kvpair: expression ':' expression
for_if_clauses: for_if_clause+
for_if_clause: 'async' 'for' star_targets 'in' ~ disjunction ('if' disjunction)* =clause
  | 'for' star_targets 'in' ~ disjunction ('if' disjunction)* =clause
  | invalid_for_target
listcomp: '[' named_expression for_if_clauses ']' =ListComp | invalid_comprehension
setcomp: '{' named_expression for_if_clauses '}' =SetComp | invalid_comprehension
genexp: '(' (assignment_expression | expression !':=') for_if_clauses ')' =GeneratorExp | invalid_comprehension
dictcomp: '{' kvpair for_if_clauses '}' =DictComp | invalid_dict_comprehension

arguments*: a=args [','] &')' -> a | invalid_arguments
args: ','.(starred_expression | argument)+ [',' kwargs] | kwargs
argument: a=(assignment_expression | b=expression !':=' -> b) !'=' -> a
kwargs: ','.kwarg_or_starred+ ',' ','.kwarg_or_double_starred+ | ','.kwarg_or_starred+ | ','.kwarg_or_double_starred+
starred_expression: '*' expression =Starred
kwarg_or_starred: invalid_kwarg | NAME '=' expression =keyword | starred_expression
kwarg_or_double_starred: invalid_kwarg | NAME '=' expression =keyword | '**' expression =unpacking

star_targets: a=star_target !',' -> a | star_target (',' star_target)* [','] =Tuple
star_targets_list_seq: ','.star_target+ [',']
star_targets_tuple_seq: star_target (',' star_target)+ [','] | star_target ','
star_target*: '*' (!'*' star_target) =Starred | target_with_star_atom
target_with_star_atom*: t_primary '.' NAME !t_lookahead =Attribute | t_primary '[' slices ']' !t_lookahead =Subscript
  | star_atom
star_atom: NAME =Name | '(' a=target_with_star_atom ')' -> a | '(' [star_targets_tuple_seq] ')' =Tuple
  | '[' [star_targets_list_seq] ']' =List
single_target: single_subscript_attribute_target | NAME =Name | '(' a=single_target ')' -> a
single_subscript_attribute_target: t_primary '.' NAME !t_lookahead =Attribute
  | t_primary '[' slices ']' !t_lookahead =Subscript
t_primary: t_primary '.' NAME &t_lookahead =Attribute | t_primary '[' slices ']' &t_lookahead =Subscript
  | t_primary genexp &t_lookahead =Call | t_primary '(' [arguments] ')' &t_lookahead =Call
  | a=atom &t_lookahead -> a
t_lookahead: '(' | '[' | '.'
del_targets: ','.del_target+ [',']
del_target*: t_primary '.' NAME !t_lookahead | t_primary '[' slices ']' !t_lookahead | del_t_atom
del_t_atom: NAME | '(' del_target ')' | '(' [del_targets] ')' | '[' [del_targets] ']'

invalid_arguments: (','.(starred_expression | argument)+ ',' kwargs | kwargs) ',' a='*' @at(a, "iterable argument unpacking follows keyword argument unpacking")
  | a=expression b=for_if_clauses ',' [args | expression for_if_clauses] @range(a, b, "Generator expression must be parenthesized")
  | a=NAME b='=' expression for_if_clauses @range(a, b, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?")
  | a=args b=for_if_clauses @bareGenerator(a, b)
  | args ',' a=expression b=for_if_clauses @range(a, b, "Generator expression must be parenthesized")
  | a=args ',' args @argumentOrder(a)
invalid_kwarg: a=('True' | 'False' | 'None') b='=' @range(a, b, "cannot assign to {a.text}")
  | a=NAME b='=' expression for_if_clauses @range(a, b, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?")
  | !(NAME '=') a=expression b='=' @range(a, b, "expression cannot contain assignment, perhaps you meant \"==\"?")
expression_without_invalid: disjunction 'if' disjunction 'else' expression =IfExp | disjunction | lambdef
invalid_legacy_expression: a=NAME !'(' b=star_expressions @legacy(a, b)
invalid_expression: !(NAME STRING | SOFT_KEYWORD) a=disjunction b=expression_without_invalid @missingComma(a, b)
  | a=disjunction 'if' b=disjunction !('else' | ':') @range(a, b, "expected 'else' after 'if' expression")
invalid_named_expression*: a=expression ':=' expression @at(a, "cannot use assignment expressions with {a.kind}")
  | a=NAME '=' b=bitwise_or !('=' | ':=') @range(a, b, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?")
  | !(list | tuple | genexp | 'True' | 'None' | 'False') a=bitwise_or '=' bitwise_or !('=' | ':=')
    @at(a, "cannot assign to {a.kind} here. Maybe you meant '==' instead of '='?")
invalid_assignment: a=invalid_ann_assign_target ':' expression @at(a, "only single target (not {a.kind}) can be annotated")
  | a=star_named_expression ',' star_named_expressions* ':' expression @at(a, "only single target (not tuple) can be annotated")
  | a=expression ':' expression @at(a, "illegal target for annotation")
  | (star_targets '=')* a=star_expressions '=' @assignTarget(a)
  | (star_targets '=')* a=yield_expr '=' @at(a, "assignment to yield expression not possible")
  | a=star_expressions augassign (yield_expr | star_expressions)
    @at(a, "'{a.kind}' is an illegal expression for augmented assignment")
invalid_ann_assign_target: list | tuple | '(' a=invalid_ann_assign_target ')' -> a
invalid_del_stmt: 'del' a=star_expressions @deleteTarget(a)
invalid_block: NEWLINE !INDENT @indent("expected an indented block")
invalid_comprehension: ('[' | '(' | '{') a=starred_expression for_if_clauses
    @at(a, "iterable unpacking cannot be used in comprehension")
  | ('[' | '{') a=star_named_expression ',' b=star_named_expressions for_if_clauses
    @range(a, b, "did you forget parentheses around the comprehension target?")
  | ('[' | '{') a=star_named_expression b=',' for_if_clauses
    @range(a, b, "did you forget parentheses around the comprehension target?")
invalid_dict_comprehension: '{' a='**' bitwise_or for_if_clauses '}'
    @at(a, "dict unpacking cannot be used in dict comprehension")
invalid_parameters: param_no_default* invalid_parameters_helper a=param_no_default
    @at(a, "non-default argument follows default argument")
  | param_no_default* a='(' param_no_default+ ','? b=')' @range(a, b, "Function parameters cannot be parenthesized")
  | a='/' ',' @at(a, "at least one argument must precede /")
  | (slash_no_default | slash_with_default) param_maybe_default* a='/' @at(a, "/ may appear only once")
  | [slash_no_default | slash_with_default] param_maybe_default* '*' (',' | param_no_default) param_maybe_default* a='/'
    @at(a, "/ must be ahead of *")
  | param_maybe_default+ '/' a='*' @at(a, "expected comma between / and *")
invalid_parameters_helper: slash_with_default | param_with_default+
invalid_default: a='=' &(')' | ',') @at(a, "expected default value expression")
invalid_star_etc: a='*' (')' | ',' (')' | '**')) @at(a, "named arguments must follow bare *")
  | '*' param a='=' @at(a, "var-positional argument cannot have default value")
  | '*' (param_no_default | ',') param_maybe_default* a='*' (param_no_default | ',')
    @at(a, "* argument may appear only once")
invalid_kwds: '**' param a='=' @at(a, "var-keyword argument cannot have default value")
  | '**' param ',' a=param @at(a, "arguments cannot follow var-keyword argument")
  | '**' param ',' a=('*' | '**' | '/') @at(a, "arguments cannot follow var-keyword argument")
invalid_lambda_parameters: lambda_param_no_default* invalid_lambda_parameters_helper a=lambda_param_no_default
    @at(a, "non-default argument follows default argument")
  | lambda_param_no_default* a='(' ','.lambda_param+ ','? b=')'
    @range(a, b, "Lambda expression parameters cannot be parenthesized")
  | a='/' ',' @at(a, "at least one argument must precede /")
  | (lambda_slash_no_default | lambda_slash_with_default) lambda_param_maybe_default* a='/' @at(a, "/ may appear only once")
  | [lambda_slash_no_default | lambda_slash_with_default] lambda_param_maybe_default* '*' (',' | lambda_param_no_default)
    lambda_param_maybe_default* a='/' @at(a, "/ must be ahead of *")
  | lambda_param_maybe_default+ '/' a='*' @at(a, "expected comma between / and *")
invalid_lambda_parameters_helper: lambda_slash_with_default | lambda_param_with_default+
invalid_lambda_star_etc: '*' (':' | ',' (':' | '**')) @last("named arguments must follow bare *")
  | '*' lambda_param a='=' @at(a, "var-positional argument cannot have default value")
  | '*' (lambda_param_no_default | ',') lambda_param_maybe_default* a='*' (lambda_param_no_default | ',')
    @at(a, "* argument may appear only once")
invalid_lambda_kwds: '**' lambda_param a='=' @at(a, "var-keyword argument cannot have default value")
  | '**' lambda_param ',' a=lambda_param @at(a, "arguments cannot follow var-keyword argument")
  | '**' lambda_param ',' a=('*' | '**' | '/') @at(a, "arguments cannot follow var-keyword argument")
invalid_with_item: expression 'as' a=expression &(',' | ')' | ':') @assignTarget(a)
invalid_for_target: 'async'? 'for' a=star_expressions @forTarget(a)
invalid_group: '(' a=starred_expression ')' @at(a, "cannot use starred expression here")
  | '(' a='**' expression ')' @at(a, "cannot use double starred expression here")
invalid_import_from_targets: import_from_as_names ',' NEWLINE
    @last("trailing comma not allowed without surrounding parentheses")
invalid_with_stmt: ['async'] 'with' ','.(expression ['as' star_target])+ NEWLINE @last("expected ':'")
  | ['async'] 'with' '(' ','.(expressions ['as' star_target])+ ','? ')' NEWLINE @last("expected ':'")
invalid_with_stmt_indent: ['async'] a='with' ','.(expression ['as' star_target])+ ':' NEWLINE !INDENT
    @indent("expected an indented block after 'with' statement on line {a.line}")
  | ['async'] a='with' '(' ','.(expressions ['as' star_target])+ ','? ')' ':' NEWLINE !INDENT
    @indent("expected an indented block after 'with' statement on line {a.line}")
invalid_try_stmt: a='try' ':' NEWLINE !INDENT @indent("expected an indented block after 'try' statement on line {a.line}")
  | 'try' ':' block !('except' | 'finally') @last("expected 'except' or 'finally' block")
  | 'try' ':' block* except_block+ a='except' b='*' expression ['as' NAME] ':'
    @range(a, b, "cannot have both 'except' and 'except*' on the same 'try'")
  | 'try' ':' block* except_star_block+ a='except' [expression ['as' NAME]] ':'
    @at(a, "cannot have both 'except' and 'except*' on the same 'try'")
invalid_except_stmt: 'except' '*'? a=expression ',' expressions ['as' NAME] ':'
    @from(a, "multiple exception types must be parenthesized")
  | 'except' '*'? expression ['as' NAME] NEWLINE @last("expected ':'")
  | 'except' NEWLINE @last("expected ':'")
  | 'except' '*' (NEWLINE | ':') @last("expected one or more exception types")
invalid_finally_stmt: a='finally' ':' NEWLINE !INDENT
    @indent("expected an indented block after 'finally' statement on line {a.line}")
invalid_except_stmt_indent: a='except' expression ['as' NAME] ':' NEWLINE !INDENT
    @indent("expected an indented block after 'except' statement on line {a.line}")
  | a='except' ':' NEWLINE !INDENT @indent("expected an indented block after 'except' statement on line {a.line}")
invalid_except_star_stmt_indent: a='except' '*' expression ['as' NAME] ':' NEWLINE !INDENT
    @indent("expected an indented block after 'except*' statement on line {a.line}")
invalid_match_stmt: "match" subject_expr NEWLINE @last("expected ':'")
  | a="match" subject_expr ':' NEWLINE !INDENT
    @indent("expected an indented block after 'match' statement on line {a.line}")
invalid_case_block: "case" patterns guard? NEWLINE @last("expected ':'")
  | a="case" patterns guard? ':' NEWLINE !INDENT
    @indent("expected an indented block after 'case' statement on line {a.line}")
invalid_as_pattern: or_pattern 'as' a="_" @at(a, "cannot use '_' as a target")
  | or_pattern 'as' !NAME a=expression @at(a, "invalid pattern target")
invalid_class_pattern: name_or_attr '(' a=invalid_class_argument_pattern
    @range(a, a, "positional patterns follow keyword patterns")
invalid_class_argument_pattern: [positional_patterns ','] keyword_patterns ',' a=positional_patterns -> a
invalid_if_stmt: 'if' named_expression NEWLINE @last("expected ':'")
  | a='if' named_expression ':' NEWLINE !INDENT
    @indent("expected an indented block after 'if' statement on line {a.line}")
invalid_elif_stmt: 'elif' named_expression NEWLINE @last("expected ':'")
  | a='elif' named_expression ':' NEWLINE !INDENT
    @indent("expected an indented block after 'elif' statement on line {a.line}")
invalid_else_stmt: a='else' ':' NEWLINE !INDENT
    @indent("expected an indented block after 'else' statement on line {a.line}")
invalid_while_stmt: 'while' named_expression NEWLINE @last("expected ':'")
  | a='while' named_expression ':' NEWLINE !INDENT
    @indent("expected an indented block after 'while' statement on line {a.line}")
invalid_for_stmt: ['async'] 'for' star_targets 'in' star_expressions NEWLINE @last("expected ':'")
  | ['async'] a='for' star_targets 'in' star_expressions ':' NEWLINE !INDENT
    @indent("expected an indented block after 'for' statement on line {a.line}")
invalid_def_raw: ['async'] a='def' NAME '(' [params] ')' ['->' expression] ':' NEWLINE !INDENT
    @indent("expected an indented block after function definition on line {a.line}")
invalid_class_def_raw: 'class' NAME ['(' [arguments] ')'] NEWLINE @last("expected ':'")
  | a='class' NAME ['(' [arguments] ')'] ':' NEWLINE !INDENT
    @indent("expected an indented block after class definition on line {a.line}")
invalid_double_starred_kvpairs: ','.double_starred_kvpair+ ',' invalid_kvpair
  | expression ':' a='*' bitwise_or @from(a, "cannot use a starred expression in a dictionary value")
  | expression a=':' &('}' | ',') @at(a, "expression expected after dictionary key and ':'")
invalid_kvpair: a=expression !':' @missingColon(a)
  | expression ':' a='*' bitwise_or @from(a, "cannot use a starred expression in a dictionary value")
  | expression a=':' &('}' | ',') @at(a, "expression expected after dictionary key and ':'")
`;

// src/syntax/peg.ts
var LEXEME = /\s*(?:('[^']*'|"(?:[^"\\]|\\.)*")|(&&|->|[A-Za-z_]+|[:|()[\],*+?&!~=.@]))/y;
function readGrammar(text2) {
  let rules = /* @__PURE__ */ new Map(), joined = text2.replace(/\n[ \t]+/g, " ");
  for (let line of joined.split(`
`)) {
    if (line.trim() === "") continue;
    let rule = new RuleReader(line, rules.size).read();
    rules.set(rule.name, rule);
  }
  let all = [...rules.values()].flatMap((rule) => rule.alternatives.flatMap(withInner));
  for (let changed = !0; changed; ) {
    changed = !1;
    for (let alternative of all) changed = widen(alternative, rules) || changed;
  }
  return rules;
}
var TOKEN_KINDS = 128;
function withInner(alternative) {
  let inner = (item) => {
    if (item.op === "choice") return item.alternatives.flatMap(withInner);
    let nested = "item" in item ? inner(item.item) : [];
    return "separator" in item ? [...nested, ...inner(item.separator)] : nested;
  };
  return [alternative, ...alternative.parts.flatMap(({ item }) => inner(item))];
}
function widen(alternative, rules) {
  let { first } = alternative;
  if (first === null) return !1;
  let changed = !1, add = (item) => {
    switch (item.op) {
      case "token":
        return first[item.kind] === 0 && (first[item.kind] = 1, changed = !0), "consumes";
      case "soft":
      case "softPrefix":
        return add({ op: "token", kind: 1 /* Name */ });
      case "rule":
        return addAll(rules.get(item.name)?.alternatives ?? []);
      case "choice":
        return addAll(item.alternatives);
      case "plus":
      case "separated":
        return add(item.item);
      case "optional":
      case "star":
        return add(item.item), "maybe";
      default:
        return "maybe";
    }
  }, addAll = (alternatives2) => {
    let all = "consumes";
    for (let inner of alternatives2)
      if (inner.first === null) all = "maybe";
      else
        for (let kind = 0; kind < TOKEN_KINDS; kind++)
          inner.first[kind] === 0 || first[kind] !== 0 || (first[kind] = 1, changed = !0);
    return all;
  };
  for (let { item } of alternative.parts) if (add(item) === "consumes") return changed;
  return alternative.first = null, !0;
}
var RuleReader = class {
  constructor(line, index) {
    this.index = index;
    LEXEME.lastIndex = 0;
    for (let match = LEXEME.exec(line); match !== null; match = LEXEME.exec(line))
      this.lexemes.push(match[1] ?? match[2]);
  }
  index;
  lexemes = [];
  at = 0;
  read() {
    let name = this.next(), shared = this.accept("*");
    this.accept(":");
    let alternatives2 = this.choice(), leftRecursive = alternatives2.map(({ parts }) => parts[0].item).some((item) => item.op === "rule" && item.name === name) || name === "attr";
    return { name, index: this.index, shared, alternatives: alternatives2, leftRecursive };
  }
  peek() {
    return this.lexemes[this.at];
  }
  next() {
    return this.lexemes[this.at++];
  }
  accept(lexeme) {
    return this.peek() !== lexeme ? !1 : (this.at++, !0);
  }
  choice() {
    let alternatives2 = [this.alternative()];
    for (; this.accept("|"); ) alternatives2.push(this.alternative());
    return alternatives2;
  }
  alternative() {
    let parts = [];
    for (; ; ) {
      let lexeme = this.peek(), ends = lexeme === void 0 || lexeme === "|" || lexeme === ")" || lexeme === "]";
      if (ends || lexeme === "=" || lexeme === "->" || lexeme === "@") {
        let [{ item }] = parts, isMistake = parts.length === 1 && item.op === "rule" && item.name.startsWith("invalid_");
        return { parts, action: ends ? null : this.action(), isMistake, first: new Uint8Array(TOKEN_KINDS) };
      }
      let label = null;
      this.lexemes[this.at + 1] === "=" && /^[a-z]$/.test(lexeme) && (label = lexeme, this.at += 2), parts.push({ label, item: this.item() });
    }
  }
  action() {
    let lexeme = this.next();
    if (lexeme === "=") return { type: "node", kind: this.next() };
    if (lexeme === "->") return { type: "part", label: this.next() };
    let name = this.next(), args = [];
    for (this.accept("("); !this.accept(")"); )
      args.push(this.next()), this.accept(",");
    return { type: "call", name, args };
  }
  item() {
    if (this.accept("~")) return { op: "cut" };
    if (this.accept("&&")) return { op: "require", item: this.primary() };
    if (this.accept("&")) return { op: "ahead", item: this.primary() };
    if (this.accept("!")) return { op: "not", item: this.primary() };
    let item = this.primary();
    if (this.accept("*")) return { op: "star", item };
    if (this.accept("+")) return { op: "plus", item };
    if (this.accept("?")) return { op: "optional", item };
    if (this.accept(".")) {
      let element = this.primary();
      return this.accept("+"), { op: "separated", item: element, separator: item };
    }
    return item;
  }
  primary() {
    let lexeme = this.next();
    if (lexeme === "(" || lexeme === "[") {
      let alternatives2 = this.choice();
      this.next();
      let item = { op: "choice", alternatives: alternatives2 };
      return lexeme === "(" ? item : { op: "optional", item };
    }
    let text2 = lexeme.slice(1, -1);
    if (lexeme[0] === '"') return { op: "soft", word: text2 };
    if (lexeme[0] === "'") return { op: "token", kind: OPERATORS.get(text2) ?? KEYWORDS.get(text2) };
    if (lexeme === "SOFT_KEYWORD") return { op: "softPrefix" };
    let kind = TOKEN_NAMES.get(lexeme);
    return kind === void 0 ? { op: "rule", name: lexeme } : { op: "token", kind };
  }
}, SOFT_KEYWORDS = ["_", "case", "match"], TOKEN_NAMES = /* @__PURE__ */ new Map([
  ["NAME", 1 /* Name */],
  ["NUMBER", 2 /* Number */],
  ["STRING", 3 /* String */],
  ["NEWLINE", 4 /* Newline */],
  ["INDENT", 5 /* Indent */],
  ["DEDENT", 6 /* Dedent */],
  ["ENDMARKER", 0 /* EndMarker */]
]), PegMatcher = class {
  constructor(grammar2, tokens, callbacks, start) {
    this.grammar = grammar2;
    this.tokens = tokens;
    this.callbacks = callbacks;
    this.start = start;
    this.mark = start, this.fill = start;
  }
  grammar;
  tokens;
  callbacks;
  start;
  mark;
  /** Tokens looked at so far. */
  fill;
  lookForMistakes = !1;
  memo = [];
  /** Whether the text from `start` on matches the rule. */
  run(rule, lookForMistakes) {
    return this.mark = this.start, this.lookForMistakes = lookForMistakes, this.memo = [], this.rule(this.grammar.get(rule)) !== void 0;
  }
  /** Errors "here" are put at this token. */
  get lastRead() {
    return Math.max(this.fill - 1, this.start);
  }
  look() {
    return this.mark >= this.fill && (this.fill = this.mark + 1, this.tokens.kinds[this.mark] === 8 /* Error */ && this.callbacks.lexicalError()), this.tokens.kinds[this.mark];
  }
  take(kind) {
    let start = this.mark++;
    return { kind, start, end: this.mark, items: [] };
  }
  rule(rule) {
    let { mark } = this;
    if (rule.name === "name_or_attr") return this.alternatives(rule.alternatives);
    let key = rule.shared || rule.leftRecursive ? mark * 2 : mark * 2 + (this.lookForMistakes ? 1 : 0);
    this.memo[rule.index] ??= /* @__PURE__ */ new Map();
    let memo = this.memo[rule.index], known = memo.get(key);
    if (known !== void 0)
      return this.mark = known.mark, known.result;
    if (rule.leftRecursive) return this.grow(rule, memo, key);
    let result;
    if (rule.name.endsWith("_without_invalid")) {
      let before = this.lookForMistakes;
      this.lookForMistakes = !1, result = this.alternatives(rule.alternatives), this.lookForMistakes = before;
    } else result = this.alternatives(rule.alternatives);
    return result === void 0 && (this.mark = mark), memo.set(key, { result, mark: this.mark }), result;
  }
  grow(rule, memo, key) {
    let { mark } = this, seed = { result: void 0, mark };
    for (memo.set(key, seed); ; ) {
      this.mark = mark;
      let result = this.alternatives(rule.alternatives);
      if (result === void 0 || this.mark <= seed.mark) break;
      seed.result = result, seed.mark = this.mark;
    }
    return this.mark = seed.mark, seed.result;
  }
  alternatives(alternatives2) {
    let { mark } = this;
    for (let { parts, action, isMistake, first } of alternatives2) {
      if (isMistake && !this.lookForMistakes || (this.mark = mark, first !== null && first[this.look()] === 0)) continue;
      let results = [], cut = !1, matched = !0;
      for (let { item } of parts) {
        if (item.op === "cut") {
          cut = !0, results.push(null);
          continue;
        }
        let result = this.item(item);
        if (result === void 0) {
          matched = !1;
          break;
        }
        results.push(result);
      }
      if (matched) return this.finish(parts, action, results, mark);
      if (cut) break;
    }
    this.mark = mark;
  }
  finish(parts, action, results, start) {
    if (action === null) return results.length === 1 ? results[0] : results;
    if (action.type === "node") return { kind: action.kind, start, end: this.mark, items: results };
    let labelled = (label) => results[parts.findIndex((part) => part.label === label)];
    if (action.type === "part") return labelled(action.label);
    let args = action.args.map((arg) => arg[0] === '"' ? arg.slice(1, -1).replaceAll('\\"', '"') : labelled(arg));
    return this.callbacks.action(action.name, args, start, this.mark) ?? void 0;
  }
  item(item) {
    switch (item.op) {
      case "token":
        return this.look() === item.kind ? this.take("token") : void 0;
      case "soft":
        return this.look() !== 1 /* Name */ || this.tokens.names[this.mark] !== item.word ? void 0 : this.take("token");
      case "softPrefix": {
        if (this.look() !== 1 /* Name */) return;
        let name = this.tokens.names[this.mark];
        return SOFT_KEYWORDS.some((word) => word.startsWith(name)) ? this.take("token") : void 0;
      }
      case "rule":
        return this.rule(this.grammar.get(item.name));
      case "choice":
        return this.alternatives(item.alternatives);
      case "optional": {
        let result = this.item(item.item);
        return result === void 0 ? null : result;
      }
      case "ahead":
      case "not": {
        let { mark } = this, found = this.item(item.item) !== void 0;
        return this.mark = mark, found === (item.op === "ahead") ? null : void 0;
      }
      case "require": {
        let wanted = item.item;
        return this.look() === wanted.kind ? this.take("token") : this.callbacks.missing(this.mark, wanted.kind);
      }
      case "star":
      case "plus": {
        let results = [];
        for (let { mark } = this; ; mark = this.mark) {
          let result = this.item(item.item);
          if (result === void 0) {
            this.mark = mark;
            break;
          }
          results.push(result);
        }
        return item.op === "plus" && results.length === 0 ? void 0 : results;
      }
      case "separated": {
        let first = this.item(item.item);
        if (first === void 0) return;
        let results = [first];
        for (let { mark } = this; ; mark = this.mark) {
          let next = this.item(item.separator) === void 0 ? void 0 : this.item(item.item);
          if (next === void 0)
            return this.mark = mark, results;
          results.push(next);
        }
      }
      default:
        return null;
    }
  }
};

// src/syntax/diagnose.ts
var EXPRESSION_NAMES = {
  Attribute: "attribute",
  Subscript: "subscript",
  Starred: "starred",
  Name: "name",
  List: "list",
  Tuple: "tuple",
  Lambda: "lambda",
  Call: "function call",
  BoolOp: "expression",
  BinOp: "expression",
  UnaryOp: "expression",
  GeneratorExp: "generator expression",
  Yield: "yield expression",
  Await: "await expression",
  ListComp: "list comprehension",
  SetComp: "set comprehension",
  DictComp: "dict comprehension",
  Dict: "dict literal",
  Set: "set display",
  JoinedStr: "f-string expression",
  None: "None",
  True: "True",
  False: "False",
  Ellipsis: "ellipsis",
  literal: "literal",
  Compare: "comparison",
  IfExp: "conditional expression",
  NamedExpr: "named expression"
}, LEGACY_STATEMENTS = /* @__PURE__ */ new Set(["print", "exec"]), grammar = null;
function diagnose(tokens, filename, rule, start, reached) {
  let diagnosis = new Diagnosis(tokens, filename, rule, start);
  try {
    return diagnosis.run();
  } catch (error) {
    if (error instanceof PySyntaxError) return error;
    if (error instanceof RangeError) return diagnosis.generic(reached);
    throw error;
  }
}
function outranked(tokens, filename, error, reached) {
  return error.kind === "MemoryError" || tokens.error === null ? error : new Diagnosis(tokens, filename, "file", reached).laterLexicalError(tokens.lines[reached]) ?? error;
}
var GrammarError = class {
  constructor(error, line) {
    this.error = error;
    this.line = line;
  }
  error;
  line;
}, Diagnosis = class {
  constructor(tokens, filename, startRule, start) {
    this.tokens = tokens;
    this.filename = filename;
    this.startRule = startRule;
    grammar ??= readGrammar(ERROR_GRAMMAR), this.levels = bracketLevels(tokens);
    let callbacks = {
      action: (name, args, from, to) => this.action(name, args, from, to),
      missing: (token, kind) => this.raise("SyntaxError", `expected '${spelling(kind)}'`, token, token),
      lexicalError: () => {
        throw this.lexicalError();
      }
    };
    this.matcher = new PegMatcher(grammar, tokens, callbacks, start);
  }
  tokens;
  filename;
  startRule;
  matcher;
  levels;
  run() {
    let { matcher } = this, lastToken;
    try {
      matcher.run(this.startRule, !1), lastToken = matcher.lastRead, matcher.run(this.startRule, !0);
    } catch (error) {
      if (!(error instanceof GrammarError)) throw error;
      return this.laterLexicalError(error.line) ?? error.error;
    }
    return this.generic(lastToken);
  }
  /** The first pass has read to the end and not matched. */
  endsEarly() {
    try {
      this.matcher.run(this.startRule, !1);
    } catch (error) {
      if (error instanceof PySyntaxError) return this.tokens.error?.atEnd === !0;
      if (!(error instanceof GrammarError)) throw error;
    }
    let { kinds, starts } = this.tokens, token = this.matcher.lastRead;
    for (; kinds[token] === 6 /* Dedent */ || starts[token] < 0; ) token++;
    return kinds[token] === 0 /* EndMarker */;
  }
  generic(lastToken) {
    let { tokens } = this, kind = tokens.kinds[lastToken];
    if (kind === 5 /* Indent */ || kind === 6 /* Dedent */)
      return this.hereError("IndentationError", kind === 5 /* Indent */ ? "unexpected indent" : "unexpected unindent");
    let error = this.spanError("SyntaxError", "invalid syntax", lastToken, lastToken);
    return this.laterLexicalError(tokens.lines[this.matcher.lastRead]) ?? error;
  }
  // Lexical errors
  lexicalError() {
    let { tokens } = this, error = tokens.error;
    if (error === null) return this.generic(this.matcher.lastRead);
    let bracket = tokens.openBrackets.at(-1);
    if (error.atEnd && !error.immediate && bracket !== void 0) return this.unclosed(bracket);
    let text2 = this.lineText(error.line), characters = (column2) => column2 > text2.length ? column2 - text2.length + characterColumn(text2, text2.length) : characterColumn(text2, column2), open = this.startRule === "fstring" && error.line === tokens.lines[0] ? characters(tokens.column(0)) : 0, end = error.endColumn > 0 ? characters(error.endColumn) - open : error.endColumn, offset = characters(error.column) - open, { kind, msg, line, immediate } = error;
    return new PySyntaxError(kind, msg, this.filename, line, offset, immediate ? text2 : `${text2}
`, line, end);
  }
  unclosed(bracket) {
    let { line, position, character } = bracket, text2 = this.lineText(line), offset = characterColumn(text2, position - this.tokens.lineStarts[line]) + 1;
    return new PySyntaxError(
      "SyntaxError",
      `'${character}' was never closed`,
      this.filename,
      line,
      offset,
      text2,
      line,
      0
    );
  }
  /** The rest of the source is lexed too: what the lexer finds there comes before a complaint about the grammar. */
  laterLexicalError(line) {
    let { tokens, matcher } = this, { error } = tokens;
    if (error === null || this.startRule === "fstring" || tokens.kinds[matcher.lastRead] === 8 /* Error */) return null;
    if (error.immediate) return this.lexicalError();
    let bracket = tokens.openBrackets.at(-1);
    return bracket !== void 0 && line > bracket.line ? this.unclosed(bracket) : null;
  }
  // Places
  lineText(line) {
    let { source, lineStarts } = this.tokens, end = source.indexOf(`
`, lineStarts[line]);
    return source.slice(lineStarts[line], end < 0 ? source.length : end);
  }
  startOf(token) {
    return { line: this.tokens.lines[token], column: this.tokens.column(token) };
  }
  endOf(token) {
    return { line: this.tokens.endLines[token], column: this.tokens.endColumn(token) };
  }
  error(kind, msg, start, end) {
    let { tokens, filename } = this, text2 = this.lineText(start.line), offset = start.column > text2.length ? start.column + 1 : characterColumn(text2, start.column) + 1, endOffset = end === null ? 0 : characterColumn(this.lineText(end.line), end.column) + 1;
    if (this.startRule === "fstring") {
      let open = characterColumn(text2, tokens.column(0)), last = tokens.starts[tokens.count - 2];
      text2 = `(${tokens.source.slice(tokens.starts[0] + 1, last)})`, start.line === tokens.lines[0] && (offset -= open), end !== null && end.line === tokens.lines[0] && (endOffset -= open);
    }
    let prefixed = this.startRule === "fstring" ? `f-string: ${msg}` : msg, endLine = end === null ? start.line : end.line;
    return new PySyntaxError(kind, prefixed, filename, start.line, offset, `${text2}
`, endLine, endOffset);
  }
  spanError(kind, msg, first, last) {
    if (this.isLayout(first)) {
      let { line } = this.startOf(first);
      return new PySyntaxError(kind, msg, this.filename, line, 0, `${this.lineText(line)}
`, line, 0);
    }
    return this.error(kind, msg, this.startOf(first), this.endOf(last));
  }
  /** INDENT, DEDENT and the end have no text. */
  isLayout(token) {
    let kind = this.tokens.kinds[token];
    return kind === 5 /* Indent */ || kind === 6 /* Dedent */ || kind === 0 /* EndMarker */ || this.tokens.starts[token] < 0;
  }
  /** At the last token read. */
  hereError(kind, msg) {
    let token = this.matcher.lastRead;
    if (!this.isLayout(token)) return this.error(kind, msg, this.startOf(token), this.endOf(token));
    let { line, column: column2 } = this.startOf(token), text2 = this.lineText(line), offset = column2 > text2.length ? characterColumn(text2, text2.length) + 1 : characterColumn(text2, column2);
    return new PySyntaxError(kind, msg, this.filename, line, offset, `${text2}
`, line, -1);
  }
  grammarError(error) {
    return new GrammarError(error, this.tokens.lines[this.matcher.lastRead]);
  }
  raise(kind, msg, first, last) {
    throw this.grammarError(this.spanError(kind, msg, first, last));
  }
  raiseHere(kind, msg) {
    throw this.grammarError(this.hereError(kind, msg));
  }
  // Actions of the error grammar
  action(name, args, from, to) {
    let [a, b] = args, msg = () => this.message(args[args.length - 1], a);
    switch (name) {
      case "strings":
        return { kind: this.isFormatted(from, to) ? "JoinedStr" : "literal", start: from, end: to, items: [] };
      case "at": {
        let [first, last] = extent(a);
        return this.raise("SyntaxError", msg(), first, last);
      }
      case "range":
        return this.raise("SyntaxError", msg(), extent(a)[0], lastPart(b)[1]);
      case "from": {
        let start = this.startOf(extent(a)[0]), { line, column: column2 } = this.endOf(this.matcher.lastRead);
        throw this.grammarError(this.error("SyntaxError", msg(), start, { line, column: column2 - 1 }));
      }
      case "last":
        return this.raiseHere("SyntaxError", args[0]);
      case "indent":
        return this.raiseHere(
          "IndentationError",
          this.message(args[args.length - 1], this.lineMark(from, to))
        );
      case "assignTarget":
        return this.invalidTarget(a, "assign to", !1, !1);
      case "forTarget":
        return this.invalidTarget(a, "assign to", !0, !1);
      case "deleteTarget":
        return this.invalidTarget(a, "delete", !1, !0);
      case "legacy": {
        let word = this.tokens.names[a.start];
        if (!LEGACY_STATEMENTS.has(word)) return null;
        let hint = `Missing parentheses in call to '${word}'. Did you mean ${word}(...)?`;
        return this.raise("SyntaxError", hint, extent(a)[0], extent(b)[1]);
      }
      case "missingComma":
        return a.kind === "Name" && LEGACY_STATEMENTS.has(this.tokens.names[a.start]) || this.levels[this.matcher.mark - 1] === 0 ? null : this.raise("SyntaxError", "invalid syntax. Perhaps you forgot a comma?", extent(a)[0], extent(b)[1]);
      case "missingColon": {
        let place = this.endOf(extent(a)[1]), start = { line: place.line, column: place.column - 1 };
        throw this.grammarError(this.error("SyntaxError", "':' expected after dictionary key", start, null));
      }
      case "bareGenerator": {
        let positional = flatten(a).filter((part) => part.kind !== "keyword" && part.kind !== "unpacking");
        if (positional.length <= 1) return null;
        let first = extent(positional[positional.length - 1])[0];
        return this.raise("SyntaxError", "Generator expression must be parenthesized", first, lastPart(b)[1]);
      }
      case "argumentOrder": {
        let unpacking = flatten(a).some((part) => part.kind === "unpacking");
        return this.raiseHere(
          "SyntaxError",
          `positional argument follows keyword argument${unpacking ? " unpacking" : ""}`
        );
      }
      default:
        throw new Error(`the error grammar has no action ${name}`);
    }
  }
  /** The keyword that opens the statement, for "… on line N". */
  lineMark(from, to) {
    return { kind: "token", start: this.tokens.kinds[from] === 62 /* Async */ ? from + 1 : from, end: to, items: [] };
  }
  message(template, part) {
    return template.replace(/\{a\.(\w+)\}/, (_, what) => what === "line" ? String(this.tokens.lines[part.start]) : what === "text" ? this.tokens.text(part.start) : EXPRESSION_NAMES[part.kind] ?? part.kind);
  }
  isFormatted(from, to) {
    for (let token = from; token < to; token++)
      if (/^[rR]?[fF]/.test(this.tokens.text(token))) return !0;
    return !1;
  }
  invalidTarget(node, verb, isFor, isDelete) {
    let culprit = this.findInvalidTarget(node, isFor, isDelete);
    if (culprit === null) return null;
    let [first, last] = extent(culprit);
    return this.raise("SyntaxError", `cannot ${verb} ${EXPRESSION_NAMES[culprit.kind]}`, first, last);
  }
  findInvalidTarget(node, isFor, isDelete) {
    switch (node.kind) {
      case "Name":
      case "Attribute":
      case "Subscript":
        return null;
      case "List":
      case "Tuple":
        for (let part of flatten(node.items)) {
          if (part.kind === "token") continue;
          let culprit = this.findInvalidTarget(part, isFor, isDelete);
          if (culprit !== null) return culprit;
        }
        return null;
      case "Starred":
        return isDelete ? node : this.findInvalidTarget(node.items[1], isFor, isDelete);
      case "Compare": {
        if (!isFor) return node;
        let [left, pairs] = node.items;
        return this.tokens.kinds[pairs[0][0].start] === 78 /* In */ ? this.findInvalidTarget(left, isFor, isDelete) : null;
      }
      default:
        return node;
    }
  }
};
function extent(result) {
  let parts = flatten(result);
  return [parts[0].start, parts[parts.length - 1].end - 1];
}
function lastPart(result) {
  let parts = flatten(result);
  return extent(parts[parts.length - 1]);
}
function flatten(result) {
  return result === null ? [] : Array.isArray(result) ? result.flatMap(flatten) : [result];
}
function spelling(kind) {
  for (let table of [OPERATORS, KEYWORDS])
    for (let [text2, value] of table) if (value === kind) return text2;
  return "";
}
function bracketLevels(tokens) {
  let levels = new Uint8Array(tokens.count), level2 = 0;
  for (let i = 0; i < tokens.count; i++) {
    let kind = tokens.kinds[i];
    kind === 9 /* LParen */ || kind === 11 /* LBracket */ || kind === 13 /* LBrace */ ? level2++ : (kind === 10 /* RParen */ || kind === 12 /* RBracket */ || kind === 14 /* RBrace */) && level2--, levels[i] = level2;
  }
  return levels;
}

// src/syntax/lexer.ts
var MAX_BRACKETS = 200, MAX_INDENT = 100, TAB_SIZE = 8, NEWLINE = 10, BACKSLASH = 92, ONE = new Uint8Array(128), TWO = new Uint8Array(16384), THREE = /* @__PURE__ */ new Map();
for (let [spelling2, kind] of [
  ...OPERATORS,
  ["!", 7 /* Unknown */],
  ["$", 7 /* Unknown */],
  ["?", 7 /* Unknown */],
  ["`", 7 /* Unknown */]
]) {
  let [a, b, c] = [0, 1, 2].map((i) => spelling2.charCodeAt(i));
  spelling2.length === 1 ? ONE[a] = kind : spelling2.length === 2 ? TWO[a << 7 | b] = kind : THREE.set(b, (THREE.get(b) ?? /* @__PURE__ */ new Map()).set(a << 8 | c, kind));
}
TWO[7742] = 7 /* Unknown */;
var OPENING = new Uint8Array(128);
OPENING[41] = 40;
OPENING[93] = 91;
OPENING[125] = 123;
var isDigit = (c) => c >= 48 && c <= 57, isHexDigit = (c) => isDigit(c) || c >= 97 && c <= 102 || c >= 65 && c <= 70, CLASS = new Uint8Array(128);
for (let c = 0; c < 128; c++)
  c >= 97 && c <= 122 || c >= 65 && c <= 90 || c === 95 ? CLASS[c] = 1 : isDigit(c) && (CLASS[c] = 2);
var IDENTIFIER_START = /[\p{XID_Start}_]/u, IDENTIFIER_PART = new RegExp("\\p{XID_Continue}", "u"), NON_PRINTABLE2 = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Zs}]/u, AFTER_NUMBER = /i[fns]|(?:and|else|for|or|not)(?![\w\x80-\uffff])/y, hex4 = (code) => code.toString(16).toUpperCase().padStart(4, "0"), LexFailure = class {
  constructor(error) {
    this.error = error;
  }
  error;
};
function tokenize(source, warnings, mode, range) {
  let lexer = new Lexer(source, warnings, mode, range);
  return lexer.run(), lexer.tokens;
}
var Lexer = class {
  constructor(source, warnings, mode, range) {
    this.source = source;
    this.warnings = warnings;
    this.mode = mode;
    this.pos = range?.start ?? 0, this.end = range?.end ?? source.length, this.line = range?.line ?? 1, this.lineStarts = range === void 0 ? [0, 0] : range.lineStarts, this.lineStart = this.lineStarts[this.line], this.joinedStart = this.lineStart, this.virtualDepth = range === void 0 ? 0 : 1, this.tokens = new Tokens(source, this.lineStarts, range === void 0 ? 256 : 8);
  }
  source;
  warnings;
  mode;
  tokens;
  pos;
  end;
  line;
  lineStart;
  /** Start of the first line that backslashes or a string have joined to this one. */
  joinedStart;
  lineStarts;
  /** Bracket depth; `range` adds a virtual bracket around the whole text. */
  depth = 0;
  virtualDepth;
  bracketCodes = [];
  bracketLines = [];
  bracketPositions = [];
  indents = [0];
  alternateIndents = [0];
  run() {
    let { tokens } = this;
    try {
      this.virtualDepth === 0 ? this.lexLines() : (this.lexLogicalLine(), tokens.push(0 /* EndMarker */, this.end, this.end, this.line, this.line));
    } catch (failure) {
      if (!(failure instanceof LexFailure)) throw failure;
      tokens.error = failure.error, tokens.push(8 /* Error */, this.pos, this.pos, this.line, this.line);
    }
    for (let i = 0; i < this.depth; i++)
      tokens.openBrackets.push({
        character: String.fromCharCode(this.bracketCodes[i]),
        line: this.bracketLines[i],
        position: this.bracketPositions[i]
      });
  }
  code(at) {
    return at < this.end ? this.source.charCodeAt(at) : -1;
  }
  startLine(at) {
    this.joinLine(at), this.joinedStart = at;
  }
  joinLine(at) {
    this.line++, this.lineStart = at, this.lineStarts[this.line] = at;
  }
  /** Raise with the position after the last character read, which is where CPython puts lexical errors. */
  fail(msg, at = this.pos, endColumn) {
    let column2 = at - this.lineStart;
    throw new LexFailure({
      kind: "SyntaxError",
      msg,
      line: this.line,
      column: column2,
      endColumn: endColumn ?? column2,
      immediate: !0,
      atEnd: msg.startsWith("unterminated triple")
    });
  }
  failLate(kind, msg, column2, endColumn) {
    throw new LexFailure({ kind, msg, line: this.line, column: column2, endColumn, immediate: !1, atEnd: !1 });
  }
  failAtEnd(column2) {
    let { line } = this, msg = "unexpected EOF while parsing";
    throw new LexFailure({ kind: "SyntaxError", msg, line, column: column2, endColumn: -1, immediate: !1, atEnd: !0 });
  }
  lexLines() {
    let { tokens } = this;
    for (; this.lexIndentation(); ) this.lexLogicalLine();
    let implicit = this.end > 0 && this.source.charCodeAt(this.end - 1) !== NEWLINE, line = this.end === 0 ? 0 : this.line;
    !implicit && line > 1 && this.lineStarts[line] === this.end && line--;
    let cur = this.end + (implicit ? 1 : 0), dedent = () => {
      for (let i = this.indents.length - 1; i > 0; i--) tokens.push(6 /* Dedent */, cur, cur, line, line);
    };
    implicit || dedent(), this.mode === "interactive" && tokens.count > 0 && tokens.push(4 /* Newline */, -1, -1, line, line), implicit && dedent(), tokens.push(0 /* EndMarker */, cur, cur, line, line);
  }
  /** Skip blank lines, measure the next line's indentation, emit INDENT/DEDENT. False at the end of the source. */
  lexIndentation() {
    let { source, tokens } = this;
    for (; ; ) {
      let column2 = 0, alternate = 0, continued = -1, c;
      for (; ; ) {
        if (c = this.code(this.pos), c === 32)
          column2++, alternate++;
        else if (c === 9)
          column2 = (Math.floor(column2 / TAB_SIZE) + 1) * TAB_SIZE, alternate++;
        else if (c === 12)
          column2 = 0, alternate = 0;
        else if (c === BACKSLASH) {
          continued < 0 && (continued = column2), this.lexContinuation();
          continue;
        } else break;
        this.pos++;
      }
      if (c === -1) return !1;
      if (c === 35) {
        let newline = source.indexOf(`
`, this.pos);
        if (this.pos = newline < 0 || newline > this.end ? this.end : newline, c = this.code(this.pos), c === -1) return !1;
      }
      if (c === NEWLINE) {
        this.pos++, this.startLine(this.pos);
        continue;
      }
      continued >= 0 && (column2 = continued, alternate = continued);
      let { indents, alternateIndents, pos, line } = this, top = indents.length - 1;
      if (column2 === indents[top])
        alternate !== alternateIndents[top] && this.failTabs();
      else if (column2 > indents[top])
        top + 1 >= MAX_INDENT && this.failLate("IndentationError", "too many levels of indentation", 1, 0), alternate <= alternateIndents[top] && this.failTabs(), indents.push(column2), alternateIndents.push(alternate), tokens.push(5 /* Indent */, pos, pos, line, line);
      else {
        let dedents = 0;
        for (; indents.length > 1 && column2 < indents[indents.length - 1]; )
          dedents++, indents.pop(), alternateIndents.pop();
        if (column2 !== indents[indents.length - 1]) {
          let lineEnd = source.indexOf(`
`, pos), column3 = (lineEnd < 0 ? this.end : lineEnd) - this.lineStart + 1;
          this.failLate("IndentationError", "unindent does not match any outer indentation level", column3, -1);
        }
        for (alternate !== alternateIndents[alternateIndents.length - 1] && this.failTabs(); dedents > 0; dedents--) tokens.push(6 /* Dedent */, pos, pos, line, line);
      }
      return !0;
    }
  }
  failTabs() {
    this.failLate("TabError", "inconsistent use of tabs and spaces in indentation", 1, 0);
  }
  /** At a backslash: step over it and the line's end. */
  lexContinuation() {
    let after = this.code(this.pos + 1);
    if ((after === -1 || after === NEWLINE && this.pos + 2 >= this.end) && this.failAtEnd(this.pos - this.lineStart + 2), after !== NEWLINE) {
      let column2 = this.pos - this.joinedStart + 2;
      this.failLate("SyntaxError", "unexpected character after line continuation character", column2, 0);
    }
    this.pos += 2, this.joinLine(this.pos);
  }
  /** Lex to the end of a logical line, its NEWLINE included. */
  lexLogicalLine() {
    let { source, tokens, end } = this, comment = -1;
    for (; ; ) {
      if (this.pos >= end) {
        this.depth > 0 && this.failAtEnd(0), this.mode === "file" && tokens.push(4 /* Newline */, comment < 0 ? end : comment, end, this.line, this.line);
        return;
      }
      let c = source.charCodeAt(this.pos);
      if (c === 32 || c === 9 || c === 12) {
        this.pos++;
        continue;
      }
      if (!(c < 128) || CLASS[c] === 1) {
        this.lexName();
        continue;
      }
      if (CLASS[c] === 2) {
        this.lexNumber(this.pos);
        continue;
      }
      if (c === NEWLINE) {
        let at = this.pos++, line = this.line;
        if (this.startLine(this.pos), this.depth + this.virtualDepth > 0) {
          comment = -1;
          continue;
        }
        tokens.push(4 /* Newline */, comment < 0 ? at : comment, at, line, line);
        return;
      }
      if (c === 34 || c === 39) {
        this.lexString(this.pos, this.pos);
        continue;
      }
      if (c === 35) {
        comment = this.pos;
        let newline = source.indexOf(`
`, this.pos);
        this.pos = newline < 0 || newline > end ? end : newline;
        continue;
      }
      if (c === BACKSLASH) {
        this.lexContinuation();
        continue;
      }
      this.lexOperator(c);
    }
  }
  lexName() {
    let { source, end } = this, start = this.pos, pos = start, c = 0, seenUnicode = !1;
    for (; pos < end; ) {
      if (c = source.charCodeAt(pos), c >= 128) seenUnicode = !0;
      else if (CLASS[c] === 0) break;
      pos++;
    }
    this.pos = pos;
    let length = pos - start;
    if ((c === 34 || c === 39) && pos < end && length <= 2 && isStringPrefix(source, start, length)) {
      this.lexString(start, pos);
      return;
    }
    let text2 = source.slice(start, pos), kind = 1 /* Name */;
    seenUnicode ? (this.checkIdentifier(text2, start), text2 = text2.normalize("NFKC")) : length >= 2 && length <= 8 && (kind = KEYWORDS.get(text2) ?? 1 /* Name */), kind === 1 /* Name */ && (this.tokens.names[this.tokens.count] = text2), this.tokens.push(kind, start, pos, this.line, this.line);
  }
  checkIdentifier(text2, start) {
    let at = start, first = !0;
    for (let character of text2)
      (first ? IDENTIFIER_START : IDENTIFIER_PART).test(character) || (this.pos = at + character.length, this.failCharacter(character.codePointAt(0))), first = !1, at += character.length;
  }
  failCharacter(code) {
    let character = String.fromCodePoint(code);
    NON_PRINTABLE2.test(character) && this.fail(`invalid non-printable character U+${hex4(code)}`), this.fail(`invalid character '${character}' (U+${hex4(code)})`);
  }
  // Numbers
  finishNumber(start, pos, kind) {
    let c = this.code(pos);
    c >= 0 && c < 128 && CLASS[c] === 1 && (AFTER_NUMBER.lastIndex = pos, AFTER_NUMBER.test(this.source) || this.fail(`invalid ${kind} literal`, pos), this.warnings.push({ category: "SyntaxWarning", msg: `invalid ${kind} literal`, line: this.line })), this.pos = pos, this.tokens.push(2 /* Number */, start, pos, this.line, this.line);
  }
  /** Digits with single underscores between them, from `pos`, which is a digit. */
  decimalDigits(pos) {
    for (; ; ) {
      for (; isDigit(this.code(pos)); ) pos++;
      if (this.code(pos) !== 95) return pos;
      pos++, isDigit(this.code(pos)) || this.fail("invalid decimal literal", pos);
    }
  }
  radixNumber(start, isRadixDigit, kind) {
    let pos = start + 2;
    do {
      this.code(pos) === 95 && pos++;
      let c2 = this.code(pos);
      isRadixDigit(c2) || (isDigit(c2) && this.fail(`invalid digit '${String.fromCharCode(c2)}' in ${kind} literal`, pos + 1), this.fail(`invalid ${kind} literal`, pos));
      do
        c2 = this.code(++pos);
      while (isRadixDigit(c2));
    } while (this.code(pos) === 95);
    let c = this.code(pos);
    isDigit(c) && this.fail(`invalid digit '${String.fromCharCode(c)}' in ${kind} literal`, pos + 1), this.finishNumber(start, pos, kind);
  }
  lexNumber(start) {
    let pos = start;
    if (this.code(pos) === 48) {
      let c = this.code(pos + 1) | 32;
      if (this.code(pos + 1) > 0) {
        if (c === 120) {
          this.radixNumber(start, isHexDigit, "hexadecimal");
          return;
        }
        if (c === 111) {
          this.radixNumber(start, (d) => d >= 48 && d <= 55, "octal");
          return;
        }
        if (c === 98) {
          this.radixNumber(start, (d) => d === 48 || d === 49, "binary");
          return;
        }
      }
      for (pos++; this.code(pos) === 95 && (pos++, isDigit(this.code(pos)) || this.fail("invalid decimal literal", pos)), this.code(pos) === 48; )
        pos++;
      let zerosEnd = pos, nonzero = isDigit(this.code(pos));
      nonzero && (pos = this.decimalDigits(pos));
      let next = this.code(pos);
      if (next === 46 || (next | 32) === 101 || (next | 32) === 106) {
        this.lexFraction(start, pos);
        return;
      }
      nonzero && this.fail(
        "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers",
        start + 1,
        zerosEnd - this.lineStart + 1
      ), this.finishNumber(start, pos, "decimal");
      return;
    }
    this.lexFraction(start, this.decimalDigits(pos));
  }
  /** What may follow a number's whole part: fraction, exponent, `j`. */
  lexFraction(start, pos) {
    if (this.code(pos) === 46 && (pos++, isDigit(this.code(pos)) && (pos = this.decimalDigits(pos))), (this.code(pos) | 32) === 101 && this.code(pos) > 0) {
      let sign = this.code(pos + 1);
      if (sign === 43 || sign === 45)
        isDigit(this.code(pos + 2)) || this.fail("invalid decimal literal", pos + 2), pos = this.decimalDigits(pos + 2);
      else if (isDigit(sign)) pos = this.decimalDigits(pos + 1);
      else {
        this.finishNumber(start, pos, "decimal");
        return;
      }
    }
    if ((this.code(pos) | 32) === 106 && this.code(pos) > 0) {
      this.finishNumber(start, pos + 1, "imaginary");
      return;
    }
    this.finishNumber(start, pos, "decimal");
  }
  // Strings
  /** `start` is the prefix, `open` the opening quote. */
  lexString(start, open) {
    let { source, end } = this, quote = source.charCodeAt(open), firstLine = this.line, firstLineStart = this.lineStart, pos = open + 1, triple = !1;
    if (this.code(pos) === quote) {
      if (this.code(pos + 1) !== quote) {
        this.pos = pos + 1, this.tokens.push(3 /* String */, start, this.pos, firstLine, firstLine);
        return;
      }
      triple = !0, pos += 2;
    }
    for (; ; ) {
      let c = pos < end ? source.charCodeAt(pos) : -1;
      if (c === -1 || c === NEWLINE && !triple) {
        let detected = c === -1 && this.lineStarts[this.line] === end && this.line > 1 ? this.line - 1 : this.line;
        this.line = firstLine, this.lineStart = firstLineStart, this.pos = start + 1, this.fail(`unterminated ${triple ? "triple-quoted " : ""}string literal (detected at line ${detected})`);
      }
      if (pos++, c === quote) {
        if (!triple) break;
        if (this.code(pos) === quote && this.code(pos + 1) === quote) {
          pos += 2;
          break;
        }
      } else c === BACKSLASH ? pos < end && (source.charCodeAt(pos) === NEWLINE && this.joinLine(pos + 1), pos++) : c === NEWLINE && this.joinLine(pos);
    }
    this.pos = pos, this.tokens.push(3 /* String */, start, pos, firstLine, this.line);
  }
  // Operators
  op(kind, length) {
    let start = this.pos;
    this.pos += length, this.tokens.push(kind, start, this.pos, this.line, this.line);
  }
  lexOperator(c) {
    let next = this.code(this.pos + 1);
    if (c === 46 && isDigit(next)) {
      this.lexFraction(this.pos, this.pos);
      return;
    }
    let opening = OPENING[c];
    if (opening !== 0) {
      this.closeBracket(ONE[c], opening);
      return;
    }
    if (c === 40 || c === 91 || c === 123) {
      this.openBracket(ONE[c], c);
      return;
    }
    let long = (next > 0 && next < 128 ? THREE.get(next) : void 0)?.get(c << 8 | this.code(this.pos + 2));
    if (long !== void 0) {
      this.op(long, 3);
      return;
    }
    let two = next > 0 && next < 128 ? TWO[c << 7 | next] : 0;
    if (two !== 0) {
      this.op(two, 2);
      return;
    }
    ONE[c] === 0 && (this.pos++, this.fail(`invalid non-printable character U+${hex4(c)}`)), this.op(ONE[c], 1);
  }
  openBracket(kind, c) {
    this.depth >= MAX_BRACKETS && this.fail("too many nested parentheses", this.pos + 1), this.bracketCodes[this.depth] = c, this.bracketLines[this.depth] = this.line, this.bracketPositions[this.depth] = this.pos, this.depth++, this.op(kind, 1);
  }
  closeBracket(kind, opening) {
    let closing = this.source[this.pos];
    this.depth === 0 && this.fail(`unmatched '${closing}'`, this.pos + 1), this.depth--;
    let actual = this.bracketCodes[this.depth];
    if (actual !== opening) {
      let where = this.bracketLines[this.depth] === this.line ? "" : ` on line ${this.bracketLines[this.depth]}`;
      this.fail(
        `closing parenthesis '${closing}' does not match opening parenthesis '${String.fromCharCode(actual)}'${where}`,
        this.pos + 1
      );
    }
    this.op(kind, 1);
  }
};
function isStringPrefix(source, start, length) {
  let a = source.charCodeAt(start) | 32;
  if (length === 1) return a === 98 || a === 102 || a === 114 || a === 117;
  let b = source.charCodeAt(start + 1) | 32;
  return a === 114 && (b === 98 || b === 102) || b === 114 && (a === 98 || a === 102);
}

// src/syntax/source.ts
var COOKIE = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/, BLANK_OR_COMMENT = /^[ \t\f]*(?:#.*)?$/, plainError = (filename, msg) => new PySyntaxError("SyntaxError", msg, filename, null, null, null, null, null), encodingError = (filename, msg) => new PySyntaxError("SyntaxError", msg, filename, 0, -1, null, 0, -1);
function decodeSource(source, filename, isFile) {
  let text2 = typeof source == "string" ? source : decode2(source, filename, isFile), nul = text2.indexOf("\0");
  if (nul >= 0) {
    if (!isFile) throw plainError(filename, "source code string cannot contain null bytes");
    let before = text2.slice(0, nul).split(`
`), line = before.length, msg = "source code cannot contain null bytes";
    throw new PySyntaxError("SyntaxError", msg, filename, line, null, `${before[line - 1]}
`, line, null);
  }
  return text2.includes("\r") ? text2.replace(/\r\n?/g, `
`) : text2;
}
function declaredEncoding(bytes) {
  let head = String.fromCharCode(...bytes.subarray(0, 4096)), [first, second] = head.split(/\r\n|\r|\n/, 2), match = COOKIE.exec(first) ?? (BLANK_OR_COMMENT.test(first) && second !== void 0 ? COOKIE.exec(second) : null);
  if (match === null) return null;
  let name = match[1].toLowerCase().replaceAll("_", "-");
  return name === "utf-8" || name.startsWith("utf-8-") ? "utf-8" : /^(?:latin-1|iso-8859-1|iso-latin-1)(?:-|$)/.test(name) ? "iso-8859-1" : name;
}
function decode2(bytes, filename, isFile) {
  let hasMark = bytes[0] === 239 && bytes[1] === 187 && bytes[2] === 191, body = hasMark ? bytes.subarray(3) : bytes, encoding = declaredEncoding(body);
  if (encoding === null || encoding === "utf-8")
    return decodeUtf8(body, filename, isFile && encoding === null && !hasMark);
  if (hasMark) throw encodingError(filename, `encoding problem: ${encoding} with BOM`);
  if (encoding === "iso-8859-1" || encoding === "latin1" || encoding === "l1")
    return decodeLatin1(body);
  if (encoding === "ascii" || encoding === "us-ascii") {
    let at = body.findIndex((byte) => byte >= 128);
    if (at >= 0) {
      let reason = `'ascii' codec can't decode byte 0x${body[at].toString(16)} in position ${at}: ordinal not in range(128)`;
      throw encodingError(filename, reason);
    }
    return new TextDecoder().decode(body);
  }
  if (encoding === "cp1252" || encoding === "windows-1252") {
    let special = (c) => WINDOWS_1252[c.charCodeAt(0) - 128];
    return decodeLatin1(body).replace(/[\x80-\x9f]/g, special);
  }
  let decoder = decoderFor(encoding);
  if (decoder === null) throw encodingError(filename, `unknown encoding: ${encoding}`);
  try {
    return decoder.decode(body);
  } catch {
    throw plainError(filename, `(unicode error) '${encoding}' codec can't decode the source`);
  }
}
var WINDOWS_1252 = "\u20AC\x81\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\x8D\u017D\x8F\x90\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\x9D\u017E\u0178";
function decoderFor(encoding) {
  try {
    return new TextDecoder(encoding, { fatal: !0 });
  } catch {
    return null;
  }
}
function decodeLatin1(bytes) {
  return new TextDecoder("utf-16le").decode(Uint16Array.from(bytes));
}
function decodeUtf8(bytes, filename, isUndeclaredFile) {
  try {
    return new TextDecoder("utf-8", { fatal: !0, ignoreBOM: !0 }).decode(bytes);
  } catch {
    let { at } = firstInvalid(bytes), line = 1;
    for (let i = 0; i < at; i++) bytes[i] === 10 && line++;
    if (isUndeclaredFile) {
      let byte = bytes[at].toString(16).padStart(2, "0");
      throw plainError(
        filename,
        `Non-UTF-8 code starting with '\\x${byte}' in file ${filename} on line ${line}, but no encoding declared; see https://peps.python.org/pep-0263/ for details`
      );
    }
    throw unicodeError(bytes, at, line, filename);
  }
}
function unicodeError(bytes, at, line, filename) {
  let isPart = (byte2) => byte2 >= 128 || /\w/.test(String.fromCharCode(byte2)), isText = (byte2) => byte2 !== 34 && byte2 !== 39 && byte2 !== 10, start = at;
  for (; start > 0 && isText(bytes[start - 1]); ) start--;
  let end = at;
  if (start > 0 && bytes[start - 1] !== 10) for (; end < bytes.length && isText(bytes[end]); ) end++;
  else {
    for (start = at; start > 0 && isPart(bytes[start - 1]); ) start--;
    for (; end < bytes.length && isPart(bytes[end]); ) end++;
  }
  let { at: position, length, reason } = firstInvalid(bytes.subarray(start, end)), byte = bytes[start + position].toString(16).padStart(2, "0"), last = position + length - 1, msg = `(unicode error) 'utf-8' codec can't decode ${length === 1 ? `byte 0x${byte} in position ${position}` : `bytes in position ${position}-${last}`}: ${reason}`;
  return new PySyntaxError("SyntaxError", msg, filename, line, null, null, line, null);
}
function firstInvalid(bytes) {
  for (let i = 0; i < bytes.length; ) {
    let c = bytes[i];
    if (c < 128) {
      i++;
      continue;
    }
    let width = c >= 194 && c < 224 ? 2 : c >= 224 && c < 240 ? 3 : c >= 240 && c < 245 ? 4 : 0;
    if (width === 0) return { at: i, length: 1, reason: "invalid start byte" };
    for (let k = 1; k < width; k++) {
      if (i + k >= bytes.length) return { at: i, length: bytes.length - i, reason: "unexpected end of data" };
      let next = bytes[i + k], low = k === 1 && c === 224 ? 160 : k === 1 && c === 240 ? 144 : 128, high = k === 1 && c === 237 ? 160 : k === 1 && c === 244 ? 144 : 192;
      if (next < low || next >= high) return { at: i, length: k, reason: "invalid continuation byte" };
    }
    i += width;
  }
  return { at: 0, length: 1, reason: "invalid start byte" };
}

// src/syntax/literals.ts
var LiteralError = class {
  constructor(msg) {
    this.msg = msg;
  }
  msg;
}, MAX_DECIMAL_DIGITS = 4300;
function numberValue(text2) {
  let digits = text2.includes("_") ? text2.replaceAll("_", "") : text2, last = digits.charCodeAt(digits.length - 1) | 32, second = digits.charCodeAt(1) | 32;
  if (digits.charCodeAt(0) === 48 && (second === 120 || second === 111 || second === 98))
    return { type: "int", value: BigInt(digits) };
  if (last === 106) return { type: "complex", value: Number(digits.slice(0, -1)) };
  for (let i = 0; i < digits.length; i++) {
    let c = digits.charCodeAt(i);
    if (c < 48 || c > 57) return { type: "float", value: Number(digits) };
  }
  if (digits.length > MAX_DECIMAL_DIGITS && !/^0+$/.test(digits))
    throw new LiteralError(
      `Exceeds the limit (${MAX_DECIMAL_DIGITS} digits) for integer string conversion: value has ${digits.length} digits; use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer literals to avoid decimal conversion limits.`
    );
  return { type: "int", value: BigInt(digits) };
}
var SIMPLE_ESCAPES = /* @__PURE__ */ new Map([
  [92, 92],
  [39, 39],
  [34, 34],
  [97, 7],
  [98, 8],
  [102, 12],
  [110, 10],
  [114, 13],
  [116, 9],
  [118, 11]
]), isOctal = (c) => c >= 48 && c <= 55;
function hexValue(c) {
  if (c >= 48 && c <= 57) return c - 48;
  let lower = c | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}
function bufferLength(source, from, to) {
  let length = 0;
  for (let i = from; i < to; i++) {
    let c = source.charCodeAt(i);
    c < 128 ? length++ : (length += 10, c >= 55296 && c < 56320 && i++);
  }
  return length;
}
function decodeString(source, start, end, raw, context) {
  let text2 = source.slice(start, end), backslash = raw ? -1 : text2.indexOf("\\");
  if (backslash < 0) return text2;
  let { length } = text2, result = "", pos = 0, warned = !1, fail = (from, to, reason) => {
    let first = bufferLength(text2, 0, from), last = first + bufferLength(text2, from, to) - 1, where = first === last ? `byte 0x5c in position ${first}` : `bytes in position ${first}-${last}`;
    throw new LiteralError(`(unicode error) 'unicodeescape' codec can't decode ${where}: ${reason}`);
  };
  for (; backslash >= 0; ) {
    if (result += text2.slice(pos, backslash), pos = backslash + 1, pos >= length) {
      result += "\\";
      break;
    }
    let c = text2.charCodeAt(pos++), simple = SIMPLE_ESCAPES.get(c);
    if (simple !== void 0) result += String.fromCharCode(simple);
    else if (c !== 10)
      if (isOctal(c)) {
        let value = c - 48;
        for (let i = 0; i < 2 && pos < length && isOctal(text2.charCodeAt(pos)); i++)
          value = value * 8 + text2.charCodeAt(pos++) - 48;
        result += String.fromCharCode(value);
      } else if (c === 120 || c === 117 || c === 85) {
        let count = c === 120 ? 2 : c === 117 ? 4 : 8, value = 0;
        for (let i = 0; i < count; i++) {
          let digit = pos < length ? hexValue(text2.charCodeAt(pos)) : -1;
          digit < 0 && fail(backslash, pos, `truncated ${c === 120 ? "\\xXX" : c === 117 ? "\\uXXXX" : "\\UXXXXXXXX"} escape`), value = value * 16 + digit, pos++;
        }
        value > 1114111 && fail(backslash, pos, "illegal Unicode character"), result += String.fromCodePoint(value);
      } else if (c === 78) {
        let open = pos < length && text2[pos] === "{", close = open ? text2.indexOf("}", pos) : -1;
        if ((!open || close < 0 || close === pos + 1) && fail(backslash, open ? close === pos + 1 ? close : length : pos, "malformed \\N character escape"), context.lookupCharacter === void 0) throw new LiteralError("\\N{...} is not supported yet");
        let character = context.lookupCharacter(text2.slice(pos + 1, close));
        character === null ? fail(backslash, close + 1, "unknown Unicode character name") : result += character, pos = close + 1;
      } else
        c < 128 && !warned && (warned = !0, context.warnInvalidEscape(String.fromCharCode(c))), result += "\\", pos--;
    backslash = text2.indexOf("\\", pos);
  }
  return pos < length ? result + text2.slice(pos) : result;
}
function decodeBytes(source, start, end, raw, context) {
  let result = new Uint8Array(end - start), length = 0, warned = !1, pos = start;
  for (; pos < end; ) {
    let c = source.charCodeAt(pos++);
    if (c !== 92 || raw) {
      result[length++] = c;
      continue;
    }
    let code = source.charCodeAt(pos++), simple = SIMPLE_ESCAPES.get(code);
    if (simple !== void 0) result[length++] = simple;
    else {
      if (code === 10) continue;
      if (isOctal(code)) {
        let value = code - 48;
        for (let i = 0; i < 2 && pos < end && isOctal(source.charCodeAt(pos)); i++)
          value = value * 8 + source.charCodeAt(pos++) - 48;
        result[length++] = value;
      } else if (code === 120) {
        let high = pos < end ? hexValue(source.charCodeAt(pos)) : -1, low = pos + 1 < end ? hexValue(source.charCodeAt(pos + 1)) : -1;
        if (high < 0 || low < 0)
          throw new LiteralError(`(value error) invalid \\x escape at position ${pos - 2 - start}`);
        result[length++] = high * 16 + low, pos += 2;
      } else
        warned || (warned = !0, context.warnInvalidEscape(String.fromCharCode(code))), result[length++] = 92, pos--;
    }
  }
  return result.slice(0, length);
}

// src/syntax/strings.ts
var MAX_NESTED_BRACKETS = 200, BRACKETS = { ")": "(", "]": "[", "}": "{" };
function parseStrings(host, tokens, extent2) {
  return new StringParser(host, extent2).parse(tokens);
}
var StringParser = class {
  constructor(host, extent2) {
    this.host = host;
    this.extent = extent2;
    this.source = host.source, this.specExtent = extent2;
  }
  host;
  extent;
  source;
  unicodePrefix = !1;
  pos = 0;
  end = 0;
  raw = !1;
  /** The line of a position: newlines are counted as the embedded expressions come. */
  linePos = 0;
  /** A format spec's nodes have the extent of their own literal, all others that of all literals. */
  specExtent;
  line = 0;
  parse(tokens) {
    let { source, host } = this;
    this.unicodePrefix = source[tokens[0].start] === "u";
    let bytes = null, builder = new PartsBuilder(this, this.extent), formatted2 = !1;
    for (let i = 0; i < tokens.length; i++) {
      let token = tokens[i], pos = token.start, isBytes = !1, isFormatted = !1;
      for (this.raw = !1; ; pos++) {
        let c = source.charCodeAt(pos) | 32;
        if (c === 98) isBytes = !0;
        else if (c === 114) this.raw = !0;
        else if (c === 102) isFormatted = !0;
        else if (c !== 117) break;
      }
      let quote = source.charCodeAt(pos), width = token.end - pos >= 6 && source.charCodeAt(pos + 1) === quote && source.charCodeAt(pos + 2) === quote ? 3 : 1, start = pos + width, end = token.end - width;
      if (i > 0 && isBytes !== (bytes !== null) && host.failMixed(), isBytes) {
        for (let at = start; at < end; at++) source.charCodeAt(at) >= 128 && host.failNonAscii(token.index);
        bytes ??= [], bytes.push(decodeBytes(source, start, end, this.raw, host));
      } else isFormatted ? (formatted2 = !0, this.pos = start, this.end = end, this.specExtent = token.extent, this.linePos = token.start, this.line = token.extent.lineno, this.parseParts(builder, 0)) : builder.addText(decodeString(source, start, end, this.raw, host));
    }
    return bytes !== null ? this.constantNode(
      { type: "bytes", value: bytes.length === 1 ? bytes[0] : concatBytes(bytes) },
      !1,
      this.extent
    ) : formatted2 ? this.joined(builder.finish(), this.extent) : this.constantNode({ type: "str", value: builder.text }, this.unicodePrefix, this.extent);
  }
  text(value, extent2) {
    return this.constantNode({ type: "str", value }, this.unicodePrefix, extent2);
  }
  constantNode(value, unicodePrefix, extent2) {
    let { lineno, col_offset, end_lineno, end_col_offset } = extent2;
    return { kind: "Constant", value, unicodePrefix, lineno, col_offset, end_lineno, end_col_offset };
  }
  joined(values2, extent2) {
    let { lineno, col_offset, end_lineno, end_col_offset } = extent2;
    return { kind: "JoinedStr", values: values2, lineno, col_offset, end_lineno, end_col_offset };
  }
  /** Literal text and replacement fields up to the end, or to the `}` that closes a format spec. */
  parseParts(builder, level2) {
    for (; ; )
      if (!this.parseLiteral(builder, level2)) {
        if (this.pos >= this.end || this.source[this.pos] === "}") break;
        this.parseField(builder, level2);
      }
    level2 === 0 && this.pos < this.end && this.host.fail("f-string: unexpected end of string"), level2 > 0 && this.pos >= this.end && this.host.fail("f-string: expecting '}'");
  }
  /** True when it stopped behind a doubled brace, so that more literal text may follow. */
  parseLiteral(builder, level2) {
    let { source, end, raw, host } = this, start = this.pos, pos = start, textEnd = -1;
    for (; pos < end; ) {
      let c = source[pos++];
      if (c === "\\" && !raw && pos < end) {
        if (c = source[pos++], c === "N") {
          if (pos < end && source[pos++] === "{") for (; pos < end && source[pos++] !== "}"; ) ;
          continue;
        }
        c === "{" && host.warnInvalidEscape(c);
      }
      if (!(c !== "{" && c !== "}")) {
        if (level2 === 0) {
          if (pos < end && source[pos] === c) {
            textEnd = pos;
            break;
          }
          c === "}" && host.fail("f-string: single '}' is not allowed");
        }
        pos--;
        break;
      }
    }
    let stop = textEnd < 0 ? pos : textEnd;
    return stop > start && builder.addText(decodeString(source, start, stop, raw, host)), this.pos = textEnd < 0 ? pos : pos + 1, textEnd >= 0;
  }
  /** From `{` to its `}`. */
  parseField(builder, level2) {
    let { source, end, host } = this;
    level2 >= 2 && host.fail("f-string: expressions nested too deeply");
    let start = ++this.pos;
    this.scanExpression();
    let stop = this.pos, value = this.parseExpression(start, stop), debug = !1;
    if (source[this.pos] === "=") {
      debug = !0;
      do
        this.pos++;
      while (/[ \t\n\r\f\v]/.test(source[this.pos]));
      builder.addText(source.slice(start, this.pos));
    }
    let conversion = -1;
    if (source[this.pos] === "!") {
      this.pos++, this.pos >= end && host.fail("f-string: expecting '}'");
      let c = source[this.pos++];
      c !== "s" && c !== "r" && c !== "a" && host.fail("f-string: invalid conversion character: expected 's', 'r', or 'a'"), conversion = c.charCodeAt(0);
    }
    let formatSpec = null;
    if (this.pos < end && source[this.pos] === ":") {
      this.pos++, this.pos >= end && host.fail("f-string: expecting '}'");
      let parts = new PartsBuilder(this, this.specExtent);
      this.parseParts(parts, level2 + 1), formatSpec = this.joined(parts.finish(), this.specExtent);
    }
    (this.pos >= end || source[this.pos] !== "}") && host.fail("f-string: expecting '}'"), this.pos++, debug && formatSpec === null && conversion === -1 && (conversion = 114);
    let { lineno, col_offset, end_lineno, end_col_offset } = this.extent;
    builder.addNode({
      kind: "FormattedValue",
      value,
      conversion,
      format_spec: formatSpec,
      lineno,
      col_offset,
      end_lineno,
      end_col_offset
    });
  }
  /** Move to where the expression ends: `!`, `:`, `=` or `}` outside brackets and strings. */
  scanExpression() {
    let { source, end, host } = this, quote = "", triple = !1, open = [], pos = this.pos;
    scan: for (; pos < end; pos++) {
      let c = source[pos];
      if (c === "\\" && host.fail("f-string expression part cannot include a backslash"), quote !== "") {
        if (c !== quote) continue;
        triple ? pos + 2 < end && source[pos + 1] === c && source[pos + 2] === c && (pos += 2, quote = "") : quote = "";
        continue;
      }
      switch (c) {
        case "'":
        case '"':
          triple = pos + 2 < end && source[pos + 1] === c && source[pos + 2] === c, triple && (pos += 2), quote = c;
          break;
        case "[":
        case "{":
        case "(":
          open.length >= MAX_NESTED_BRACKETS && host.fail("f-string: too many nested parenthesis"), open.push(c);
          break;
        case "#":
          host.fail("f-string expression part cannot include '#'");
          break;
        case "!":
        case ":":
        case "=":
        case "<":
        case ">":
          if (open.length > 0) break;
          if (c !== ":" && pos + 1 < end && source[pos + 1] === "=") {
            pos++;
            break;
          }
          if (c === "<" || c === ">") break;
          break scan;
        case "]":
        case "}":
        case ")": {
          if (open.length === 0) {
            if (c === "}") break scan;
            host.fail(`f-string: unmatched '${c}'`);
          }
          let opening = open.pop();
          opening !== BRACKETS[c] && host.fail(`f-string: closing parenthesis '${c}' does not match opening parenthesis '${opening}'`);
          break;
        }
      }
    }
    this.pos = pos, quote !== "" && host.fail("f-string: unterminated string"), open.length > 0 && host.fail(`f-string: unmatched '${open[open.length - 1]}'`), pos >= end && host.fail("f-string: expecting '}'");
  }
  parseExpression(start, end) {
    let { source } = this, blank = !0;
    for (let i = start; i < end && blank; i++) blank = ` 	
\f`.includes(source[i]);
    if (blank) {
      let after = source[end];
      this.host.fail(
        after === "}" ? "f-string: empty expression not allowed" : `f-string: expression required before '${after}'`
      );
    }
    for (; this.linePos < start; this.linePos++) source.charCodeAt(this.linePos) === 10 && this.line++;
    return this.host.parseEmbedded(start, end, this.line);
  }
}, PartsBuilder = class {
  constructor(owner, extent2) {
    this.owner = owner;
    this.extent = extent2;
  }
  owner;
  extent;
  text = "";
  nodes = [];
  addText(text2) {
    this.text += text2;
  }
  addNode(node) {
    this.flush(), this.nodes.push(node);
  }
  finish() {
    return this.flush(), this.nodes;
  }
  flush() {
    this.text !== "" && (this.nodes.push(this.owner.text(this.text, this.extent)), this.text = "");
  }
};
function concatBytes(parts) {
  let result = new Uint8Array(parts.reduce((length, part) => length + part.length, 0)), at = 0;
  for (let part of parts)
    result.set(part, at), at += part.length;
  return result;
}

// src/syntax/literal-parser.ts
var LiteralParser = class extends TokenCursor {
  /** From a token to the one before the cursor. */
  extent(start) {
    let { tokens } = this, end = this.pos - 1;
    return {
      lineno: tokens.lines[start],
      col_offset: tokens.column(start),
      end_lineno: tokens.endLines[end],
      end_col_offset: tokens.endColumn(end)
    };
  }
  number() {
    let token = this.pos++;
    try {
      return this.constant(numberValue(this.tokens.text(token)), token);
    } catch (error) {
      throw error instanceof LiteralError && this.failAt(token, error.msg), error;
    }
  }
  strings() {
    let { tokens, kinds } = this, first = this.pos, literals = [];
    for (; kinds[this.pos] === 3 /* String */; ) {
      let index = this.pos++;
      literals.push({ index, start: tokens.starts[index], end: tokens.ends[index], extent: this.extent(index) });
    }
    let next = this.pos;
    kinds[next] === 8 /* Error */ && this.noParse();
    let host = {
      source: tokens.source,
      lookupCharacter: this.context.lookupCharacter,
      warnInvalidEscape: (character) => {
        let msg = `invalid escape sequence '\\${character}'`;
        this.context.warnings.push({ category: "DeprecationWarning", msg, line: tokens.lines[first] });
      },
      parseEmbedded: (start, end, line) => this.parseEmbedded(start, end, line),
      fail: (msg) => this.failAt(next, msg),
      failMixed: () => this.failAt(next, "cannot mix bytes and nonbytes literals"),
      failNonAscii: (token) => this.failAt(token, "bytes can only contain ASCII literal characters")
    };
    try {
      return parseStrings(host, literals, this.extent(first));
    } catch (error) {
      throw error instanceof LiteralError && this.failAt(next, error.msg), error;
    }
  }
};

// src/syntax/operators.ts
var BINARY4 = [], PRECEDENCE = new Uint8Array(128), AUGMENTED = [], STARTS_EXPRESSION = new Uint8Array(128), operator = (kind, augmented, precedence, name) => {
  BINARY4[kind] = name, AUGMENTED[augmented] = name, PRECEDENCE[kind] = precedence;
};
operator(35 /* VBar */, 53 /* VBarEqual */, 1, "BitOr");
operator(36 /* Circumflex */, 54 /* CircumflexEqual */, 2, "BitXor");
operator(34 /* Amper */, 52 /* AmperEqual */, 3, "BitAnd");
operator(32 /* LeftShift */, 50 /* LeftShiftEqual */, 4, "LShift");
operator(33 /* RightShift */, 51 /* RightShiftEqual */, 4, "RShift");
operator(25 /* Plus */, 43 /* PlusEqual */, 5, "Add");
operator(26 /* Minus */, 44 /* MinusEqual */, 5, "Sub");
operator(27 /* Star */, 45 /* StarEqual */, 6, "Mult");
operator(28 /* Slash */, 46 /* SlashEqual */, 6, "Div");
operator(29 /* DoubleSlash */, 47 /* DoubleSlashEqual */, 6, "FloorDiv");
operator(30 /* Percent */, 48 /* PercentEqual */, 6, "Mod");
operator(20 /* At */, 55 /* AtEqual */, 6, "MatMult");
AUGMENTED[49 /* DoubleStarEqual */] = "Pow";
for (let kind of [
  1 /* Name */,
  2 /* Number */,
  3 /* String */,
  9 /* LParen */,
  11 /* LBracket */,
  13 /* LBrace */,
  19 /* Ellipsis */,
  24 /* Tilde */,
  25 /* Plus */,
  26 /* Minus */,
  27 /* Star */,
  56 /* False */,
  57 /* None */,
  58 /* True */,
  63 /* Await */,
  80 /* Lambda */,
  82 /* Not */
])
  STARTS_EXPRESSION[kind] = 1;
var COMPARISONS = [];
COMPARISONS[37 /* EqEqual */] = "Eq";
COMPARISONS[38 /* NotEqual */] = "NotEq";
COMPARISONS[39 /* Less */] = "Lt";
COMPARISONS[41 /* LessEqual */] = "LtE";
COMPARISONS[40 /* Greater */] = "Gt";
COMPARISONS[42 /* GreaterEqual */] = "GtE";
COMPARISONS[78 /* In */] = "In";

// src/syntax/expressions.ts
var BRACKET_DEPTH = 12, ExpressionParser = class _ExpressionParser extends LiteralParser {
  startsExpression() {
    return STARTS_EXPRESSION[this.kind()] === 1;
  }
  augmentedOperator() {
    return AUGMENTED[this.kind()];
  }
  // Lists of expressions without brackets
  /** `star_expressions`: one expression, or a tuple without brackets. */
  starExpressions() {
    let start = this.pos, first = this.starExpression();
    return this.at(16 /* Comma */) ? this.bareTuple(start, first, this.starExpression) : first;
  }
  /** Elements behind the first one, up to and including an optional last comma. */
  bareTuple(start, first, element) {
    let elts = [first];
    for (; this.accept(16 /* Comma */) && this.startsExpression(); )
      elts.push(element.call(this));
    return { kind: "Tuple", elts, ctx: "Load", ...this.extent(start) };
  }
  starExpression() {
    return this.at(27 /* Star */) ? this.starred(!1) : this.expression();
  }
  starNamedExpression() {
    return this.at(27 /* Star */) ? this.starred(!1) : this.namedExpression();
  }
  /** `*x`: the operand is a bitwise_or, or in argument lists and subscripts any expression. */
  starred(anyExpression) {
    let start = this.pos++;
    return { kind: "Starred", value: anyExpression ? this.expression() : this.binary(1), ctx: "Load", ...this.extent(start) };
  }
  namedExpression() {
    if (this.kind() !== 1 /* Name */ || this.kinds[this.pos + 1] !== 22 /* ColonEqual */) return this.expression();
    let { tokens } = this, start = this.pos, id = this.name();
    this.pos++;
    let value = this.expression(), end = this.pos - 1, lineno = tokens.lines[start], col_offset = tokens.column(start);
    return {
      kind: "NamedExpr",
      target: {
        kind: "Name",
        id,
        ctx: "Store",
        lineno,
        col_offset,
        end_lineno: lineno,
        end_col_offset: tokens.endColumn(start)
      },
      value,
      lineno,
      col_offset,
      end_lineno: tokens.endLines[end],
      end_col_offset: tokens.endColumn(end)
    };
  }
  yieldExpression() {
    let start = this.pos++;
    return this.accept(74 /* From */) ? { kind: "YieldFrom", value: this.expression(), ...this.extent(start) } : { kind: "Yield", value: this.startsExpression() ? this.starExpressions() : null, ...this.extent(start) };
  }
  // One expression, by falling precedence
  expression() {
    if (this.at(80 /* Lambda */)) return this.lambda();
    let start = this.pos, body = this.disjunction();
    if (!this.accept(76 /* If */)) return body;
    let test = this.disjunction();
    this.expect(70 /* Else */), this.enter(2);
    let orelse = this.expression();
    return this.leave(2), { kind: "IfExp", test, body, orelse, ...this.extent(start) };
  }
  lambda() {
    let start = this.pos++, args = this.parameters(15 /* Colon */, !1);
    this.expect(15 /* Colon */), this.enter(3);
    let body = this.expression();
    return this.leave(3), { kind: "Lambda", args, body, ...this.extent(start) };
  }
  disjunction() {
    let start = this.pos, first = this.conjunction();
    if (!this.at(83 /* Or */)) return first;
    let values2 = [first];
    for (; this.accept(83 /* Or */); ) values2.push(this.conjunction());
    return { kind: "BoolOp", op: "Or", values: values2, ...this.extent(start) };
  }
  conjunction() {
    let start = this.pos, first = this.inversion();
    if (!this.at(59 /* And */)) return first;
    let values2 = [first];
    for (; this.accept(59 /* And */); ) values2.push(this.inversion());
    return { kind: "BoolOp", op: "And", values: values2, ...this.extent(start) };
  }
  inversion() {
    if (!this.at(82 /* Not */)) return this.comparison();
    let start = this.pos++;
    this.enter(1);
    let operand2 = this.inversion();
    return this.leave(1), { kind: "UnaryOp", op: "Not", operand: operand2, ...this.extent(start) };
  }
  comparison() {
    let start = this.pos, left = this.binary(1), op2 = this.comparisonOperator();
    if (op2 === void 0) return left;
    let ops = [], comparators = [];
    for (; op2 !== void 0; )
      ops.push(op2), comparators.push(this.binary(1)), op2 = this.comparisonOperator();
    return { kind: "Compare", left, ops, comparators, ...this.extent(start) };
  }
  comparisonOperator() {
    let kind = this.kind(), simple = COMPARISONS[kind];
    if (simple !== void 0)
      return this.pos++, simple;
    if (kind === 79 /* Is */)
      return this.pos++, this.accept(82 /* Not */) ? "IsNot" : "Is";
    if (kind === 82 /* Not */ && this.kinds[this.pos + 1] === 78 /* In */)
      return this.pos += 2, "NotIn";
  }
  /** Binary operators of at least this precedence; 1 is `bitwise_or`. */
  binary(minimum) {
    let start = this.pos, left = this.factor();
    for (; ; ) {
      let kind = this.kind(), precedence = PRECEDENCE[kind];
      if (precedence < minimum || precedence === 0) return left;
      this.pos++;
      let right = precedence === 6 ? this.factor() : this.binary(precedence + 1);
      left = { kind: "BinOp", left, op: BINARY4[kind], right, ...this.extent(start) };
    }
  }
  factor() {
    let kind = this.kind();
    if (kind !== 26 /* Minus */ && kind !== 25 /* Plus */ && kind !== 24 /* Tilde */) return this.power();
    let start = this.pos++;
    this.enter(1);
    let operand2 = this.factor();
    return this.leave(1), {
      kind: "UnaryOp",
      op: kind === 26 /* Minus */ ? "USub" : kind === 25 /* Plus */ ? "UAdd" : "Invert",
      operand: operand2,
      ...this.extent(start)
    };
  }
  power() {
    let start = this.pos, left;
    if (this.accept(63 /* Await */) ? left = { kind: "Await", value: this.primary(), ...this.extent(start) } : left = this.primary(), !this.accept(31 /* DoubleStar */)) return left;
    this.enter(2);
    let right = this.factor();
    return this.leave(2), { kind: "BinOp", left, op: "Pow", right, ...this.extent(start) };
  }
  primary() {
    let start = this.pos, node = this.atom();
    for (; ; ) {
      let kind = this.kind();
      if (kind === 18 /* Dot */) {
        this.pos++;
        let attr = this.name();
        node = { kind: "Attribute", value: node, attr, ctx: "Load", ...this.extent(start) };
      } else if (kind === 9 /* LParen */) {
        let args = [], keywords = [];
        this.callArguments(args, keywords, !0), node = { kind: "Call", func: node, args, keywords, ...this.extent(start) };
      } else if (kind === 11 /* LBracket */) {
        this.pos++, this.enter(BRACKET_DEPTH);
        let slice2 = this.slices();
        this.leave(BRACKET_DEPTH), this.expect(12 /* RBracket */), node = { kind: "Subscript", value: node, slice: slice2, ctx: "Load", ...this.extent(start) };
      } else return node;
    }
  }
  /** From `(` to `)`. A class's bases take no bare generator expression. */
  callArguments(args, keywords, allowGenerator) {
    let { kinds } = this, open = this.pos;
    this.expect(9 /* LParen */), this.enter(BRACKET_DEPTH);
    let seenUnpacking = !1;
    for (; !this.at(10 /* RParen */); ) {
      let start = this.pos, kind = kinds[start];
      if (kind === 27 /* Star */)
        seenUnpacking && this.noParse(), args.push(this.starred(!0));
      else if (kind === 31 /* DoubleStar */ || kind === 1 /* Name */ && kinds[start + 1] === 23 /* Equal */) {
        let arg = null;
        kind === 31 /* DoubleStar */ ? (seenUnpacking = !0, this.pos++) : (arg = this.name(), this.pos++);
        let value = this.expression();
        keywords.push({ kind: "keyword", arg, value, ...this.extent(start) });
      } else {
        keywords.length > 0 && this.noParse();
        let value = this.namedExpression();
        if (this.at(73 /* For */) || this.at(62 /* Async */)) {
          (args.length > 0 || !allowGenerator) && this.noParse();
          let generators = this.comprehensionClauses();
          this.expect(10 /* RParen */), args.push({ kind: "GeneratorExp", elt: value, generators, ...this.extent(open) }), this.leave(BRACKET_DEPTH);
          return;
        }
        args.push(value);
      }
      if (!this.accept(16 /* Comma */)) break;
    }
    this.leave(BRACKET_DEPTH), this.expect(10 /* RParen */);
  }
  slices() {
    let start = this.pos, starred = this.at(27 /* Star */), first = this.sliceElement();
    if (!starred && !this.at(16 /* Comma */)) return first;
    let elts = [first];
    for (; this.accept(16 /* Comma */) && !(!this.startsExpression() && !this.at(15 /* Colon */)); )
      elts.push(this.sliceElement());
    return { kind: "Tuple", elts, ctx: "Load", ...this.extent(start) };
  }
  sliceElement() {
    if (this.at(27 /* Star */)) return this.starred(!0);
    let start = this.pos, lower = null;
    if (!this.at(15 /* Colon */) && (lower = this.namedExpression(), lower.kind === "NamedExpr" && this.kinds[start] === 1 /* Name */ || !this.at(15 /* Colon */)))
      return lower;
    this.pos++;
    let upper = this.startsSlicePart() ? this.expression() : null, step = this.accept(15 /* Colon */) && this.startsSlicePart() ? this.expression() : null;
    return { kind: "Slice", lower, upper, step, ...this.extent(start) };
  }
  startsSlicePart() {
    return this.startsExpression() && !this.at(27 /* Star */);
  }
  // Atoms
  atom() {
    let { tokens } = this, start = this.pos;
    switch (this.kinds[start]) {
      case 1 /* Name */: {
        this.pos++;
        let lineno = tokens.lines[start];
        return {
          kind: "Name",
          id: tokens.names[start],
          ctx: "Load",
          lineno,
          col_offset: tokens.column(start),
          end_lineno: lineno,
          end_col_offset: tokens.endColumn(start)
        };
      }
      case 2 /* Number */:
        return this.number();
      case 3 /* String */:
        return this.strings();
      case 58 /* True */:
        return this.pos++, this.constant({ type: "bool", value: !0 }, start);
      case 56 /* False */:
        return this.pos++, this.constant({ type: "bool", value: !1 }, start);
      case 57 /* None */:
        return this.pos++, this.constant({ type: "None" }, start);
      case 19 /* Ellipsis */:
        return this.pos++, this.constant({ type: "Ellipsis" }, start);
      case 9 /* LParen */: {
        this.enter(BRACKET_DEPTH);
        let node = this.parenthesised();
        return this.leave(BRACKET_DEPTH), node;
      }
      case 11 /* LBracket */: {
        this.enter(BRACKET_DEPTH);
        let node = this.listDisplay();
        return this.leave(BRACKET_DEPTH), node;
      }
      case 13 /* LBrace */: {
        this.enter(BRACKET_DEPTH);
        let node = this.braceDisplay();
        return this.leave(BRACKET_DEPTH), node;
      }
      default:
        return this.noParse();
    }
  }
  /** The expression in an f-string's braces, as if in parentheses. */
  parseEmbedded(start, end, line) {
    let { tokens, context } = this, range = { start, end, line, lineStarts: tokens.lineStarts }, inner = tokenize(tokens.source, context.warnings, "embedded", range);
    return new _ExpressionParser(inner, { ...context, prefix: "f-string: " }).embedded(start - 1, end);
  }
  /** All of an f-string's expression; the braces stand for parentheses in a tuple's extent. */
  embedded(open, close) {
    let { tokens } = this;
    try {
      let node = this.parenthesisedContents(0 /* EndMarker */);
      if (node.lineno === 0) {
        let { lineStarts, lines, endLines } = tokens;
        node.lineno = lines[0], node.col_offset = open - lineStarts[lines[0]];
        let last = endLines[tokens.count - 1];
        node.end_lineno = last, node.end_col_offset = close + 1 - lineStarts[last];
      }
      return node;
    } catch (error) {
      throw error !== NO_PARSE ? error : diagnose(parenthesise(tokens, open, close), this.context.filename, "fstring", 0, this.pos + 1);
    }
  }
  parenthesised() {
    let { tokens } = this, start = this.pos++, node = this.parenthesisedContents(10 /* RParen */);
    if (node.lineno === 0) {
      let end = this.pos - 1;
      node.lineno = tokens.lines[start], node.col_offset = tokens.column(start), node.end_lineno = tokens.endLines[end], node.end_col_offset = tokens.endColumn(end);
    }
    return node;
  }
  /** Up to and including `close`. A tuple or generator expression comes back with line 0: its extent includes brackets. */
  parenthesisedContents(close) {
    if (this.at(90 /* Yield */)) {
      let value = this.yieldExpression();
      return this.expect(close), value;
    }
    if (this.accept(close))
      return close === 0 /* EndMarker */ && this.noParse(), { kind: "Tuple", elts: [], ctx: "Load", lineno: 0, col_offset: 0, end_lineno: 0, end_col_offset: 0 };
    let first = this.starNamedExpression();
    if (this.at(16 /* Comma */)) {
      let elts = [first];
      for (; this.accept(16 /* Comma */) && !this.at(close); )
        elts.push(this.starNamedExpression());
      return this.expect(close), { kind: "Tuple", elts, ctx: "Load", lineno: 0, col_offset: 0, end_lineno: 0, end_col_offset: 0 };
    }
    if (first.kind === "Starred" && this.noParse(), this.at(73 /* For */) || this.at(62 /* Async */)) {
      let generators = this.comprehensionClauses();
      return this.expect(close), {
        kind: "GeneratorExp",
        elt: first,
        generators,
        lineno: 0,
        col_offset: 0,
        end_lineno: 0,
        end_col_offset: 0
      };
    }
    return this.expect(close), first;
  }
  listDisplay() {
    let start = this.pos++, elts = [];
    if (!this.at(12 /* RBracket */)) {
      let first = this.starNamedExpression();
      if (this.at(73 /* For */) || this.at(62 /* Async */)) {
        first.kind === "Starred" && this.noParse();
        let generators = this.comprehensionClauses();
        return this.expect(12 /* RBracket */), { kind: "ListComp", elt: first, generators, ...this.extent(start) };
      }
      for (elts.push(first); this.accept(16 /* Comma */) && !this.at(12 /* RBracket */); )
        elts.push(this.starNamedExpression());
    }
    return this.expect(12 /* RBracket */), { kind: "List", elts, ctx: "Load", ...this.extent(start) };
  }
  braceDisplay() {
    let start = this.pos++;
    if (this.at(14 /* RBrace */) || this.at(31 /* DoubleStar */)) return this.dictDisplay(start, [], []);
    let elementStart = this.pos, first = this.starNamedExpression(), named = first.kind === "NamedExpr" && this.kinds[elementStart] === 1 /* Name */;
    if (this.at(15 /* Colon */) && first.kind !== "Starred" && !named) {
      this.pos++;
      let value = this.expression();
      if (this.at(73 /* For */) || this.at(62 /* Async */)) {
        let generators = this.comprehensionClauses();
        return this.expect(14 /* RBrace */), { kind: "DictComp", key: first, value, generators, ...this.extent(start) };
      }
      return this.at(14 /* RBrace */) || this.expect(16 /* Comma */), this.dictDisplay(start, [first], [value]);
    }
    return this.setDisplay(start, first);
  }
  /** The cursor is behind the entries given, and behind the comma after them. */
  dictDisplay(start, keys, values2) {
    for (; !this.at(14 /* RBrace */) && (this.accept(31 /* DoubleStar */) ? (keys.push(null), values2.push(this.binary(1))) : (keys.push(this.expression()), this.expect(15 /* Colon */), values2.push(this.expression())), !!this.accept(16 /* Comma */)); )
      ;
    return this.expect(14 /* RBrace */), { kind: "Dict", keys, values: values2, ...this.extent(start) };
  }
  setDisplay(start, first) {
    if (this.at(73 /* For */) || this.at(62 /* Async */)) {
      first.kind === "Starred" && this.noParse();
      let generators = this.comprehensionClauses();
      return this.expect(14 /* RBrace */), { kind: "SetComp", elt: first, generators, ...this.extent(start) };
    }
    let elts = [first];
    for (; this.accept(16 /* Comma */) && !this.at(14 /* RBrace */); )
      elts.push(this.starNamedExpression());
    return this.expect(14 /* RBrace */), { kind: "Set", elts, ...this.extent(start) };
  }
  comprehensionClauses() {
    let generators = [];
    for (; this.at(73 /* For */) || this.at(62 /* Async */); ) {
      let isAsync = this.accept(62 /* Async */);
      this.expect(73 /* For */);
      let target = this.starTargets();
      this.expect(78 /* In */);
      let iter = this.disjunction(), ifs = [];
      for (; this.accept(76 /* If */); ) ifs.push(this.disjunction());
      generators.push({ kind: "comprehension", target, iter, ifs, is_async: isAsync });
    }
    return generators;
  }
  // Targets
  starTargets() {
    let start = this.pos, first = this.starTarget();
    if (!this.at(16 /* Comma */)) return first;
    let node = this.bareTuple(start, first, this.starTarget);
    return node.kind === "Tuple" && (node.ctx = "Store"), node;
  }
  starTarget() {
    let node = this.at(27 /* Star */) ? this.starred(!1) : this.binary(1);
    return this.setContext(node, "Store"), node;
  }
  // Parameters
  /** Parameters up to, not including, the closing token. Annotations belong to `def` only. */
  parameters(close, annotated) {
    let posonlyargs = [], args = [], kwonlyargs = [], kw_defaults = [], defaults2 = [], vararg = null, kwarg = null, starSeen = !1, bareStar = !1, slashSeen = !1;
    for (; !this.at(close); ) {
      if (this.accept(31 /* DoubleStar */)) {
        bareStar && kwonlyargs.length === 0 && this.noParse(), kwarg = this.parameter(annotated, !1), this.accept(16 /* Comma */), this.at(close) || this.noParse();
        break;
      }
      if (this.accept(27 /* Star */))
        starSeen && this.noParse(), starSeen = !0, this.at(16 /* Comma */) ? bareStar = !0 : vararg = this.parameter(annotated, !0);
      else if (this.accept(28 /* Slash */))
        (slashSeen || starSeen || args.length === 0) && this.noParse(), slashSeen = !0, posonlyargs.push(...args), args = [];
      else {
        let arg = this.parameter(annotated, !1), value = this.accept(23 /* Equal */) ? this.expression() : null;
        starSeen ? (kwonlyargs.push(arg), kw_defaults.push(value)) : (value !== null ? defaults2.push(value) : defaults2.length > 0 && this.noParse(), args.push(arg));
      }
      if (!this.accept(16 /* Comma */)) break;
    }
    return bareStar && kwonlyargs.length === 0 && this.noParse(), { kind: "arguments", posonlyargs, args, vararg, kwonlyargs, kw_defaults, kwarg, defaults: defaults2 };
  }
  parameter(annotated, variadic) {
    let { tokens } = this, start = this.pos, arg = this.name(), annotation = null;
    return annotated && this.accept(15 /* Colon */) && (annotation = variadic ? this.starExpression() : this.expression()), { kind: "arg", arg, annotation, ...this.extent(start) };
  }
};
function parenthesise(inner, open, close) {
  let tokens = new Tokens(inner.source, inner.lineStarts, inner.count + 2), copy = (i) => {
    inner.names[i] !== void 0 && (tokens.names[tokens.count] = inner.names[i]), tokens.push(inner.kinds[i], inner.starts[i], inner.ends[i], inner.lines[i], inner.endLines[i]);
  }, last = inner.count - 1;
  tokens.push(9 /* LParen */, open, open + 1, inner.lines[0], inner.lines[0]);
  for (let i = 0; i < last; i++) copy(i);
  return tokens.error = inner.error, inner.error !== null ? copy(last) : (tokens.push(10 /* RParen */, close, close + 1, inner.lines[last], inner.lines[last]), tokens.push(0 /* EndMarker */, close + 1, close + 1, inner.lines[last], inner.lines[last])), tokens;
}

// src/syntax/patterns.ts
var PATTERN_DEPTH = 8, PatternParser = class extends ExpressionParser {
  /** `patterns`: after `case`, where a sequence needs no brackets. */
  casePattern() {
    let start = this.pos, first = this.maybeStarPattern();
    if (!this.at(16 /* Comma */))
      return first.kind === "MatchStar" && this.noParse(), first;
    let patterns = [first];
    for (; this.accept(16 /* Comma */) && !(this.at(15 /* Colon */) || this.at(76 /* If */)); )
      patterns.push(this.maybeStarPattern());
    return { kind: "MatchSequence", patterns, ...this.extent(start) };
  }
  maybeStarPattern() {
    if (!this.at(27 /* Star */)) return this.pattern();
    let start = this.pos++;
    return { kind: "MatchStar", name: this.captureName(!0), ...this.extent(start) };
  }
  pattern() {
    let start = this.pos, first = this.closedPattern(), node = first;
    if (this.at(35 /* VBar */)) {
      let patterns = [first];
      for (; this.accept(35 /* VBar */); ) patterns.push(this.closedPattern());
      node = { kind: "MatchOr", patterns, ...this.extent(start) };
    }
    if (!this.accept(60 /* As */)) return node;
    let name = this.captureName(!1);
    return { kind: "MatchAs", pattern: node, name, ...this.extent(start) };
  }
  /** A name that is not the start of `a.b`, `a(...)` or `a=`; null for `_` where a wildcard may stand. */
  captureName(wildcard) {
    let name = this.name();
    return name === "_" ? (wildcard || this.noParse(), null) : ((this.at(18 /* Dot */) || this.at(9 /* LParen */) || this.at(23 /* Equal */)) && this.noParse(), name);
  }
  closedPattern() {
    let start = this.pos;
    switch (this.kind()) {
      case 2 /* Number */:
      case 26 /* Minus */:
      case 3 /* String */:
        return { kind: "MatchValue", value: this.literalExpression(), ...this.extent(start) };
      case 57 /* None */:
        return this.pos++, { kind: "MatchSingleton", value: { type: "None" }, ...this.extent(start) };
      case 58 /* True */:
        return this.pos++, { kind: "MatchSingleton", value: { type: "bool", value: !0 }, ...this.extent(start) };
      case 56 /* False */:
        return this.pos++, { kind: "MatchSingleton", value: { type: "bool", value: !1 }, ...this.extent(start) };
      case 9 /* LParen */:
      case 11 /* LBracket */: {
        this.enter(PATTERN_DEPTH);
        let node = this.bracketedPattern();
        return this.leave(PATTERN_DEPTH), node;
      }
      case 13 /* LBrace */: {
        this.enter(PATTERN_DEPTH);
        let node = this.mappingPattern();
        return this.leave(PATTERN_DEPTH), node;
      }
      case 1 /* Name */:
        return this.namePattern();
      default:
        return this.noParse();
    }
  }
  /** Strings, signed numbers and complex numbers. */
  literalExpression() {
    let start = this.pos;
    if (this.at(3 /* String */)) return this.strings();
    let real = this.signedNumber();
    if (!this.at(25 /* Plus */) && !this.at(26 /* Minus */)) return real;
    let op2 = this.at(25 /* Plus */) ? "Add" : "Sub", realNumber = real.kind === "UnaryOp" ? real.operand : real;
    (realNumber.kind !== "Constant" || realNumber.value.type === "complex") && this.failAt(this.pos - 1, "real number required in complex literal"), this.pos++, this.at(2 /* Number */) || this.noParse();
    let right = this.number();
    return (right.kind !== "Constant" || right.value.type !== "complex") && this.failAt(this.pos - 1, "imaginary number required in complex literal"), { kind: "BinOp", left: real, op: op2, right, ...this.extent(start) };
  }
  signedNumber() {
    let start = this.pos, negative = this.accept(26 /* Minus */);
    this.at(2 /* Number */) || this.noParse();
    let operand2 = this.number();
    return negative ? { kind: "UnaryOp", op: "USub", operand: operand2, ...this.extent(start) } : operand2;
  }
  /** A dotted name. */
  nameOrAttribute() {
    let start = this.pos, node = { kind: "Name", id: this.name(), ctx: "Load", ...this.extent(start) };
    for (; this.accept(18 /* Dot */); ) {
      let attr = this.name();
      node = { kind: "Attribute", value: node, attr, ctx: "Load", ...this.extent(start) };
    }
    return node;
  }
  namePattern() {
    let start = this.pos, node = this.nameOrAttribute();
    if (this.at(9 /* LParen */)) {
      this.enter(PATTERN_DEPTH);
      let pattern = this.classPattern(start, node);
      return this.leave(PATTERN_DEPTH), pattern;
    }
    return this.at(23 /* Equal */) && this.noParse(), node.kind === "Attribute" ? { kind: "MatchValue", value: node, ...this.extent(start) } : { kind: "MatchAs", pattern: null, name: node.id === "_" ? null : node.id, ...this.extent(start) };
  }
  bracketedPattern() {
    let start = this.pos, close = this.at(9 /* LParen */) ? 10 /* RParen */ : 12 /* RBracket */;
    this.pos++;
    let patterns = [], comma = !1;
    for (; !this.at(close) && (patterns.push(this.maybeStarPattern()), comma = this.accept(16 /* Comma */), !!comma); )
      ;
    return this.expect(close), close === 10 /* RParen */ && patterns.length === 1 && !comma ? (patterns[0].kind === "MatchStar" && this.noParse(), patterns[0]) : { kind: "MatchSequence", patterns, ...this.extent(start) };
  }
  mappingPattern() {
    let start = this.pos++, keys = [], patterns = [], rest = null;
    for (; !this.at(14 /* RBrace */); ) {
      if (this.accept(31 /* DoubleStar */)) {
        rest = this.captureName(!1), this.accept(16 /* Comma */);
        break;
      }
      if (keys.push(this.mappingKey()), this.expect(15 /* Colon */), patterns.push(this.pattern()), !this.accept(16 /* Comma */)) break;
    }
    return this.expect(14 /* RBrace */), { kind: "MatchMapping", keys, patterns, rest, ...this.extent(start) };
  }
  mappingKey() {
    let start = this.pos;
    switch (this.kind()) {
      case 57 /* None */:
        return this.pos++, this.constant({ type: "None" }, start);
      case 58 /* True */:
        return this.pos++, this.constant({ type: "bool", value: !0 }, start);
      case 56 /* False */:
        return this.pos++, this.constant({ type: "bool", value: !1 }, start);
      case 1 /* Name */: {
        let node = this.nameOrAttribute();
        return node.kind === "Name" && this.noParse(), node;
      }
      default:
        return this.literalExpression();
    }
  }
  classPattern(start, cls) {
    let patterns = [], kwd_attrs = [], kwd_patterns = [];
    for (this.expect(9 /* LParen */); !this.at(10 /* RParen */) && (this.at(1 /* Name */) && this.kinds[this.pos + 1] === 23 /* Equal */ ? (kwd_attrs.push(this.name()), this.pos++, kwd_patterns.push(this.pattern())) : (kwd_attrs.length > 0 && this.noParse(), patterns.push(this.pattern())), !!this.accept(16 /* Comma */)); )
      ;
    return this.expect(10 /* RParen */), { kind: "MatchClass", cls, patterns, kwd_attrs, kwd_patterns, ...this.extent(start) };
  }
};

// src/syntax/statements.ts
var BLOCK_DEPTH = 8, Parser = class extends PatternParser {
  /** Where the statement at top level that is being parsed begins: all before it is sound. */
  statementStart = 0;
  module() {
    let body = [];
    for (; !this.at(0 /* EndMarker */); )
      this.statementStart = this.pos, this.statement(body);
    return { kind: "Module", body };
  }
  evalInput() {
    let start = this.pos, first = this.expression(), body = this.at(16 /* Comma */) ? this.bareTuple(start, first, this.expression) : first;
    for (; this.accept(4 /* Newline */); ) ;
    return this.expect(0 /* EndMarker */), { kind: "Expression", body };
  }
  /** One statement line. */
  interactive() {
    let body = [];
    this.statement(body), ("body" in body[0] || body[0].kind === "Match") && this.expect(4 /* Newline */);
    let last = this.pos - 1;
    for (; this.at(4 /* Newline */); ) this.pos++;
    return this.at(0 /* EndMarker */) || this.failAt(last, "multiple statements found while compiling a single statement"), { kind: "Interactive", body };
  }
  endOf() {
    let last = this.lastToken();
    return { end_lineno: this.tokens.endLines[last], end_col_offset: this.tokens.endColumn(last) };
  }
  statement(into) {
    switch (this.kind()) {
      case 76 /* If */:
        into.push(this.ifStatement());
        return;
      case 67 /* Def */:
        into.push(this.functionDefinition([], this.pos, !1));
        return;
      case 65 /* Class */:
        into.push(this.classDefinition([]));
        return;
      case 20 /* At */:
        into.push(this.decorated());
        return;
      case 73 /* For */:
        into.push(this.forStatement(this.pos, !1));
        return;
      case 88 /* While */:
        into.push(this.whileStatement());
        return;
      case 87 /* Try */:
        into.push(this.tryStatement());
        return;
      case 89 /* With */:
        into.push(this.withStatement(this.pos, !1));
        return;
      case 62 /* Async */:
        into.push(this.asyncStatement([]));
        return;
      case 1 /* Name */:
        if (this.tokens.names[this.pos] === "match" && this.isMatchStatement()) {
          into.push(this.matchStatement());
          return;
        }
    }
    this.simpleStatements(into);
  }
  block() {
    let body = [];
    if (!this.accept(4 /* Newline */))
      return this.simpleStatements(body), body;
    this.expect(5 /* Indent */), this.enter(BLOCK_DEPTH);
    do
      this.statement(body);
    while (!this.at(6 /* Dedent */));
    return this.leave(BLOCK_DEPTH), this.pos++, body;
  }
  // Simple statements
  simpleStatements(into) {
    for (into.push(this.simpleStatement()); this.accept(17 /* Semi */) && !this.at(4 /* Newline */); )
      into.push(this.simpleStatement());
    this.expect(4 /* Newline */);
  }
  simpleStatement() {
    let start = this.pos, lineno = this.line(start), col_offset = this.column(start);
    switch (this.kind()) {
      case 86 /* Return */:
        return this.pos++, { kind: "Return", value: this.startsExpression() ? this.starExpressions() : null, lineno, col_offset, ...this.endOf() };
      case 77 /* Import */:
        return this.importStatement();
      case 74 /* From */:
        return this.fromStatement();
      case 85 /* Raise */: {
        this.pos++;
        let exc = this.startsExpression() ? this.expression() : null, cause = exc !== null && this.accept(74 /* From */) ? this.expression() : null;
        return { kind: "Raise", exc, cause, lineno, col_offset, ...this.endOf() };
      }
      case 84 /* Pass */:
        return this.pos++, { kind: "Pass", lineno, col_offset, ...this.endOf() };
      case 64 /* Break */:
        return this.pos++, { kind: "Break", lineno, col_offset, ...this.endOf() };
      case 66 /* Continue */:
        return this.pos++, { kind: "Continue", lineno, col_offset, ...this.endOf() };
      case 68 /* Del */: {
        this.pos++;
        let targets = [];
        do {
          let target = this.primary();
          this.setContext(target, "Del"), targets.push(target);
        } while (this.accept(16 /* Comma */) && this.startsExpression());
        return !this.at(17 /* Semi */) && !this.at(4 /* Newline */) && this.noParse(), { kind: "Delete", targets, lineno, col_offset, ...this.endOf() };
      }
      case 61 /* Assert */: {
        this.pos++;
        let test = this.expression(), msg = this.accept(16 /* Comma */) ? this.expression() : null;
        return { kind: "Assert", test, msg, lineno, col_offset, ...this.endOf() };
      }
      case 75 /* Global */:
      case 81 /* Nonlocal */: {
        let kind = this.at(75 /* Global */) ? "Global" : "Nonlocal";
        this.pos++;
        let names = [this.name()];
        for (; this.accept(16 /* Comma */); ) names.push(this.name());
        return { kind, names, lineno, col_offset, ...this.endOf() };
      }
      default:
        return this.expressionStatement();
    }
  }
  /** A right-hand side. */
  assignedValue() {
    return this.at(90 /* Yield */) ? this.yieldExpression() : this.starExpressions();
  }
  /** An expression, or an assignment of any kind. */
  expressionStatement() {
    let start = this.pos, lineno = this.line(start), col_offset = this.column(start), first = this.assignedValue(), kind = this.kind();
    if (kind === 4 /* Newline */ || kind === 17 /* Semi */)
      return { kind: "Expr", value: first, lineno, col_offset, ...this.endOf() };
    if (kind === 23 /* Equal */) {
      let targets = [], value = first;
      for (; this.accept(23 /* Equal */); )
        this.setContext(value, "Store"), targets.push(value), value = this.assignedValue();
      return { kind: "Assign", targets, value, lineno, col_offset, ...this.endOf() };
    }
    let isTarget = first.kind === "Name" || first.kind === "Attribute" || first.kind === "Subscript";
    if (kind === 15 /* Colon */ && isTarget) {
      this.pos++, this.setContext(first, "Store");
      let simple = first.kind === "Name" && this.kinds[start] === 1 /* Name */, annotation = this.expression(), value = this.accept(23 /* Equal */) ? this.assignedValue() : null;
      return { kind: "AnnAssign", target: first, annotation, value, simple, lineno, col_offset, ...this.endOf() };
    }
    let op2 = this.augmentedOperator();
    if (op2 !== void 0 && isTarget) {
      this.pos++, this.setContext(first, "Store");
      let value = this.assignedValue();
      return { kind: "AugAssign", target: first, op: op2, value, lineno, col_offset, ...this.endOf() };
    }
    return { kind: "Expr", value: first, lineno, col_offset, ...this.endOf() };
  }
  dottedName() {
    let name = this.name();
    for (; this.accept(18 /* Dot */); ) name += `.${this.name()}`;
    return name;
  }
  importStatement() {
    let start = this.pos++, names = [];
    do
      names.push(this.alias(!0));
    while (this.accept(16 /* Comma */));
    return { kind: "Import", names, lineno: this.line(start), col_offset: this.column(start), ...this.endOf() };
  }
  alias(dotted) {
    let start = this.pos, name = dotted ? this.dottedName() : this.name(), asname = this.accept(60 /* As */) ? this.name() : null;
    return { kind: "alias", name, asname, lineno: this.line(start), col_offset: this.column(start), ...this.endOf() };
  }
  fromStatement() {
    let start = this.pos++, level2 = 0;
    for (; ; )
      if (this.accept(18 /* Dot */)) level2++;
      else if (this.accept(19 /* Ellipsis */)) level2 += 3;
      else break;
    let module = level2 > 0 && this.at(77 /* Import */) ? null : this.dottedName();
    this.expect(77 /* Import */);
    let names = [];
    if (this.at(27 /* Star */)) {
      let star = this.pos++, position2 = { lineno: this.line(star), col_offset: this.column(star) };
      names.push({ kind: "alias", name: "*", asname: null, ...position2, ...this.endOf() });
    } else if (this.accept(9 /* LParen */)) {
      do
        names.push(this.alias(!1));
      while (this.accept(16 /* Comma */) && !this.at(10 /* RParen */));
      this.expect(10 /* RParen */);
    } else
      do
        names.push(this.alias(!1));
      while (this.accept(16 /* Comma */));
    let position = { lineno: this.line(start), col_offset: this.column(start) };
    return { kind: "ImportFrom", module, names, level: level2, ...position, ...this.endOf() };
  }
  // Compound statements
  ifStatement() {
    let clauses = [], orelse = [];
    do {
      let start = this.pos++, test = this.namedExpression();
      this.expect(15 /* Colon */), clauses.push({ start, test, body: this.block() });
    } while (this.at(69 /* Elif */));
    this.at(70 /* Else */) && (orelse = this.elseBlock());
    let end = this.endOf();
    for (let i = clauses.length - 1; ; i--) {
      let { start, test, body } = clauses[i], position = { lineno: this.line(start), col_offset: this.column(start) }, node = { kind: "If", test, body, orelse, ...position, ...end };
      if (i === 0) return node;
      orelse = [node];
    }
  }
  elseBlock() {
    return this.accept(70 /* Else */) ? (this.expect(15 /* Colon */), this.block()) : [];
  }
  whileStatement() {
    let start = this.pos++, test = this.namedExpression();
    this.expect(15 /* Colon */);
    let body = this.block(), orelse = this.elseBlock(), position = { lineno: this.line(start), col_offset: this.column(start) };
    return { kind: "While", test, body, orelse, ...position, ...this.endOf() };
  }
  forStatement(start, isAsync) {
    this.expect(73 /* For */);
    let target = this.starTargets();
    this.expect(78 /* In */);
    let iter = this.starExpressions();
    this.expect(15 /* Colon */);
    let body = this.block(), orelse = this.elseBlock(), position = { lineno: this.line(start), col_offset: this.column(start) };
    return { kind: isAsync ? "AsyncFor" : "For", target, iter, body, orelse, ...position, ...this.endOf() };
  }
  withStatement(start, isAsync) {
    this.expect(89 /* With */);
    let items = this.at(9 /* LParen */) && this.parenthesisedWithItems() || this.withItems();
    this.expect(15 /* Colon */);
    let body = this.block(), position = { lineno: this.line(start), col_offset: this.column(start) };
    return { kind: isAsync ? "AsyncWith" : "With", items, body, ...position, ...this.endOf() };
  }
  withItems() {
    let items = [];
    do
      items.push(this.withItem());
    while (this.accept(16 /* Comma */));
    return items;
  }
  withItem() {
    let context_expr = this.expression(), optional_vars = this.accept(60 /* As */) ? this.starTarget() : null;
    return { kind: "withitem", context_expr, optional_vars };
  }
  /** `with (a as b, c):`. Null where the bracket turns out to belong to an expression. */
  parenthesisedWithItems() {
    let open = this.pos, depth = 0, close = open;
    for (; ; close++) {
      let kind = this.kinds[close];
      if (kind === 9 /* LParen */ || kind === 11 /* LBracket */ || kind === 13 /* LBrace */) depth++;
      else if (kind === 10 /* RParen */ || kind === 12 /* RBracket */ || kind === 14 /* RBrace */) depth--;
      else if (kind === 0 /* EndMarker */ || kind === 8 /* Error */) return null;
      if (depth === 0) break;
    }
    if (this.kinds[close + 1] !== 15 /* Colon */) return null;
    try {
      this.pos++;
      let items = [];
      do
        items.push(this.withItem());
      while (this.accept(16 /* Comma */) && !this.at(10 /* RParen */));
      if (this.expect(10 /* RParen */), this.at(15 /* Colon */)) return items;
    } catch (error) {
      if (error !== NO_PARSE) throw error;
    }
    return this.pos = open, null;
  }
  tryStatement() {
    let start = this.pos++;
    this.expect(15 /* Colon */);
    let body = this.block(), handlers = [], isStar = !1;
    for (; this.at(71 /* Except */); ) {
      let handlerStart = this.pos++, star = this.accept(27 /* Star */);
      handlers.length > 0 && star !== isStar && this.noParse(), isStar = star;
      let type = this.at(15 /* Colon */) && !star ? null : this.expression(), name = type !== null && this.accept(60 /* As */) ? this.name() : null;
      this.expect(15 /* Colon */);
      let handlerBody2 = this.block(), position2 = { lineno: this.line(handlerStart), col_offset: this.column(handlerStart) };
      handlers.push({ kind: "ExceptHandler", type, name, body: handlerBody2, ...position2, ...this.endOf() });
    }
    let orelse = handlers.length > 0 ? this.elseBlock() : [], finalbody = [];
    this.accept(72 /* Finally */) ? (this.expect(15 /* Colon */), finalbody = this.block()) : handlers.length === 0 && this.noParse();
    let position = { lineno: this.line(start), col_offset: this.column(start) };
    return { kind: isStar ? "TryStar" : "Try", body, handlers, orelse, finalbody, ...position, ...this.endOf() };
  }
  decorated() {
    let decorators = [];
    for (; this.accept(20 /* At */); )
      decorators.push(this.namedExpression()), this.expect(4 /* Newline */);
    return this.at(65 /* Class */) ? this.classDefinition(decorators) : this.at(62 /* Async */) ? this.asyncStatement(decorators) : this.functionDefinition(decorators, this.pos, !1);
  }
  asyncStatement(decorators) {
    let start = this.pos++;
    return this.at(67 /* Def */) ? this.functionDefinition(decorators, start, !0) : (decorators.length > 0 && this.noParse(), this.at(73 /* For */) ? this.forStatement(start, !0) : this.withStatement(start, !0));
  }
  functionDefinition(decorator_list, start, isAsync) {
    this.expect(67 /* Def */);
    let name = this.name();
    this.expect(9 /* LParen */);
    let args = this.parameters(10 /* RParen */, !0);
    this.expect(10 /* RParen */);
    let returns = this.accept(21 /* Arrow */) ? this.expression() : null;
    this.expect(15 /* Colon */);
    let body = this.block(), position = { lineno: this.line(start), col_offset: this.column(start) };
    return { kind: isAsync ? "AsyncFunctionDef" : "FunctionDef", name, args, body, decorator_list, returns, ...position, ...this.endOf() };
  }
  classDefinition(decorator_list) {
    let start = this.pos++, name = this.name(), bases = [], keywords = [];
    this.at(9 /* LParen */) && this.callArguments(bases, keywords, !1), this.expect(15 /* Colon */);
    let body = this.block(), position = { lineno: this.line(start), col_offset: this.column(start) };
    return { kind: "ClassDef", name, bases, keywords, body, decorator_list, ...position, ...this.endOf() };
  }
  // Match
  /** `match` is a keyword where its line ends in a colon: no simple statement does. */
  isMatchStatement() {
    let { kinds } = this, next = kinds[this.pos + 1];
    if (next === 23 /* Equal */ || next === 18 /* Dot */ || next === 16 /* Comma */ || next === 4 /* Newline */ || next === 15 /* Colon */) return !1;
    let token = this.pos + 1;
    for (; kinds[token] !== 4 /* Newline */ && kinds[token] !== 0 /* EndMarker */ && kinds[token] !== 8 /* Error */; ) token++;
    return kinds[token] === 4 /* Newline */ && kinds[token - 1] === 15 /* Colon */;
  }
  matchStatement() {
    let start = this.pos++, subject = this.matchSubject();
    this.expect(15 /* Colon */), this.expect(4 /* Newline */), this.expect(5 /* Indent */);
    let cases = [];
    this.enter(BLOCK_DEPTH);
    do
      cases.push(this.matchCase());
    while (!this.at(6 /* Dedent */));
    this.leave(BLOCK_DEPTH), this.pos++;
    let position = { lineno: this.line(start), col_offset: this.column(start) };
    return { kind: "Match", subject, cases, ...position, ...this.endOf() };
  }
  matchSubject() {
    let start = this.pos, first = this.starNamedExpression();
    return this.at(16 /* Comma */) ? this.bareTuple(start, first, this.starNamedExpression) : (first.kind === "Starred" && this.noParse(), first);
  }
  matchCase() {
    (!this.at(1 /* Name */) || this.tokens.names[this.pos] !== "case") && this.noParse(), this.pos++;
    let pattern = this.casePattern(), guard = this.accept(76 /* If */) ? this.namedExpression() : null;
    return this.expect(15 /* Colon */), { kind: "match_case", pattern, guard, body: this.block() };
  }
};

// src/syntax/parse.ts
var START_RULES = { exec: "file", eval: "eval", single: "interactive" };
function parse(source, filename, mode, options = {}) {
  let text2 = decodeSource(source, filename, options.isFile ?? !1), warnings = [], tokens = tokenize(text2, warnings, START_RULES[mode]), context = { filename, warnings, lookupCharacter: options.lookupCharacter, prefix: "" }, tree = parseTokens(tokens, context, mode);
  if (options.onWarning !== void 0) for (let warning of warnings) options.onWarning(warning);
  return tree;
}
function parseTokens(tokens, context, mode) {
  let parser = new Parser(tokens, context);
  try {
    return mode === "exec" ? parser.module() : mode === "eval" ? parser.evalInput() : parser.interactive();
  } catch (error) {
    throw error === NO_PARSE ? diagnose(tokens, context.filename, START_RULES[mode], parser.statementStart, parser.reached) : error === TOO_DEEP || error instanceof RangeError ? new PySyntaxError("MemoryError", "", context.filename, null, null, null, null, null) : error instanceof PySyntaxError ? outranked(tokens, context.filename, error, parser.reached) : error;
  }
}

// src/cli/source.ts
import { readFileSync } from "node:fs";
import { resolve as resolve2 } from "node:path";
var SourceError = class extends Error {
  exitCode;
  constructor(message, exitCode) {
    super(message), this.exitCode = exitCode;
  }
}, ERRNO = {
  ENOENT: [2, "No such file or directory"],
  EACCES: [13, "Permission denied"],
  ENOTDIR: [20, "Not a directory"],
  EISDIR: [21, "Is a directory"],
  ELOOP: [40, "Too many levels of symbolic links"],
  ENAMETOOLONG: [36, "File name too long"]
};
function readSource(file) {
  try {
    return readFileSync(file === "-" ? 0 : file);
  } catch (error) {
    let code = error.code ?? "";
    if (code === "EISDIR") throw new SourceError(`tauraro: can't find '__main__' module in '${resolve2(file)}'`, 1);
    let [errno, text2] = ERRNO[code] ?? [0, error.message];
    throw new SourceError(`tauraro: can't open file '${resolve2(file)}': [Errno ${errno}] ${text2}`, 2);
  }
}

export {
  PySyntaxError,
  OPCODES,
  lengthOf,
  disassemble,
  compileModule,
  parse,
  SourceError,
  readSource
};
