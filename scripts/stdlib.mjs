// Lays out the pure-Python standard library in dist/stdlib: CPython's own 3.11 sources, which the package pyodide carries,
// what that package leaves out and brython has (without its docstrings), and in lib-dynload, as CPython calls it, our own
// Python modules of src/modules/lib, which stand for what CPython writes in C. Beside it, in dist/docstrings.txt, the docstrings
// of CPython's native functions.
import { spawnSync } from "node:child_process";
import { appendFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { unzipSync } from "fflate";
import { loadPyodide } from "pyodide";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const target = join(root, "dist", "stdlib");
const archive = createRequire(import.meta.url).resolve("pyodide/python_stdlib.zip");

/** Tests, graphical programs, installers, and what belongs to Pyodide itself. */
const LEFT_OUT =
  /(^|\/)(tests?|idlelib|tkinter|turtledemo|ensurepip|site-packages|pyodide|_pyodide|__phello__|__pycache__)(\/|$)|^(pyodide_js|_pyodide_core|_sysconfigdata[\w-]*|turtle|__hello__)\.py$/;

/** Modules of CPython's library that pyodide replaces by native code. */
const FROM_BRYTHON = ["_pydecimal"];

rmSync(target, { recursive: true, force: true });
const files = unzipSync(readFileSync(archive), { filter: ({ name }) => name.endsWith(".py") && !LEFT_OUT.test(name) });
for (const [name, bytes] of Object.entries(files)) {
  const file = join(target, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, bytes);
}
const bundle = readFileSync(createRequire(import.meta.url).resolve("brython/brython_stdlib.js"), "utf8");
const scripts = JSON.parse(/^var scripts = (.*)$/m.exec(bundle)[1]);
for (const name of FROM_BRYTHON) writeFileSync(join(target, `${name}.py`), scripts[name][1]);
// `random` is the kernel's; the Python one serves classes with another source of random bits.
writeFileSync(
  join(target, "_pyrandom.py"),
  `${readFileSync(join(target, "random.py"), "utf8").replace(/^if __name__ == .__main__.[\s\S]*/m, "")}

def _adopt(cls):
    """Gives a class that draws from elsewhere the methods of Random."""
    known = {name for c in cls.__mro__ if c.__module__ != 'random' or c is Random for name in c.__dict__}
    for name, method in Random.__dict__.items():
        if name not in known and callable(method) and name != '_randbelow':
            setattr(cls, name, method)
    Random.__init_subclass__.__func__(cls)
`,
);
writeFileSync(
  join(target, "_decimal.py"),
  scripts._pydecimal[1].replace('"Invalid format specifier: "+format_spec', "'invalid format string'") +
    readFileSync(join(root, "src", "modules", "patches", "_decimal.py"), "utf8"),
);
appendFileSync(
  join(target, "collections", "__init__.py"),
  `
from _standin import static_name as _static_name
_static_name(OrderedDict, 'collections.OrderedDict')
del _static_name
`,
);
/** Whole parts of a timedelta's arguments are combined exactly, fractions of microseconds apart, as in _datetimemodule.c. */
const COMPONENTS = `
_COMPONENTS = (('microseconds', 1), ('milliseconds', 1000), ('seconds', 1000000), ('minutes', 60000000), ('hours', 3600000000),
               ('days', 86400000000), ('weeks', 604800000000))

def _combine(*values):
    total, fraction = 0, 0.0
    for value, (name, factor) in zip(values, _COMPONENTS):
        if isinstance(value, int):
            total += value * factor
        elif isinstance(value, float):
            part, whole = _math.modf(value)
            total += int(whole) * factor
            if part:
                part, whole = _math.modf(part * factor)
                fraction += part
                total += int(whole)
        else:
            raise TypeError(f'unsupported type for timedelta {name} component: {type(value).__name__}')
    below = _math.floor(fraction)
    rest = fraction - below
    return total + below + (rest > 0.5 or rest == 0.5 and (total + below) % 2)
`;
const TIMEDELTA = `        try:
            exact = type(days + seconds + microseconds + milliseconds + minutes + hours + weeks) is int
        except TypeError:
            exact = False
        if not exact:
            microseconds = _combine(microseconds, milliseconds, seconds, minutes, hours, days, weeks)
            days = seconds = milliseconds = minutes = hours = weeks = 0
        s, us = divmod(microseconds + milliseconds * 1000, 1000000)
        d, s = divmod(s + seconds + minutes * 60 + hours * 3600, 86400)
        d += days + weeks * 7
        if not -2147483648 <= d < 2147483648:
            raise OverflowError('Python int too large to convert to C int')

`;
// As of 3.11.7; the package has 3.11.3.
const enums = join(target, "enum.py");
writeFileSync(
  enums,
  readFileSync(enums, "utf8").replace("class Flag(Enum, boundary=CONFORM):", "class Flag(Enum, boundary=STRICT):"),
);
// CPython's own programs meet the native datetime, whose errors say less.
const datetime = join(target, "datetime.py");
writeFileSync(
  datetime,
  readFileSync(datetime, "utf8")
    .replace(/ +# Doing this efficiently and accurately in C [\s\S]*?(?= +if abs\(d\) > 999999999)/, TIMEDELTA)
    .replace("\nclass timedelta:", `\n${COMPONENTS}\nclass timedelta:`)
    .replace(
      "def _check_date_fields(year, month, day):\n",
      `$&    for value, name, at in (month, 'month', 2), (day, 'day', 3):
        if value is None:
            raise TypeError(f"function missing required argument '{name}' (pos {at})")
`,
    )
    .replace(/'year must be in %d..%d' % \(MINYEAR, MAXYEAR\), year/, "f'year {year} is out of range'")
    .replace(/'day must be in 1..%d' % dim, day/, "'day is out of range for month'")
    .replace(
      /try:\n( +)return cls\(\*(_parse_isoformat_(?:date|time)\(\w+\))\)\n( +)except Exception:\n(.*)/g,
      "try:\n$1fields = $2\n$3except Exception:\n$4 from None\n$3return cls(*fields)",
    )
    .replace(
      "        y, m, d = _ord2ymd(n)\n        return cls(y, m, d)",
      "        if n < 1:\n            raise ValueError('ordinal must be >= 1')\n        y, m, d = _ord2ymd(n)\n        return cls(y, m, d)",
    )
    .replace(/(raise ValueError\('[a-z ]+ must be [^']*'), \w+\)/g, "$1)")
    .replace(/"cannot compare naive and aware (\w+)"/g, '"can\'t compare offset-naive and offset-aware $1"')
    .replace('"cannot mix naive and timezone-aware time"', '"can\'t subtract offset-naive and offset-aware datetimes"')
    .replace("Invalid weekday: {day} (range", "Invalid day: {day} (range")
    .replace(/"tzinfo subclass must override (\w+\(\))"/g, '"a tzinfo subclass must implement $1"')
    .replace(
      '"tz argument must be an instance of tzinfo"',
      "f\"tzinfo argument must be None or of a tzinfo subclass, not type '{type(tz).__name__}'\"",
    )
    .replace(
      '"tzinfo argument must be None or of a tzinfo subclass"',
      "f\"tzinfo argument must be None or of a tzinfo subclass, not type '{type(tz).__name__}'\"",
    )
    .replace(
      '"date argument must be a date instance"',
      'f"combine() argument 1 must be datetime.date, not {type(date).__name__}"',
    )
    .replace(
      '"time argument must be a time instance"',
      'f"combine() argument 2 must be datetime.time, not {type(time).__name__}"',
    )
    .replace(
      '"offset must be a timedelta"',
      'f"timezone() argument 1 must be datetime.timedelta, not {type(offset).__name__}"',
    )
    .replace('"timedelta(hours=24).")', '"timedelta(hours=24), not "\n                             f"{offset!r}.")')
    .replaceAll('OverflowError("result out of range")', 'OverflowError("date value out of range")')
    .replace('"timedelta # of days is too large: %d" % d', '"days=%d; must have magnitude <= 999999999" % d')
    .replace("return (f'{self.__class__.__name__}'", "return ('datetime.IsoCalendarDate'")
    .replace(
      /"can't compare '%s' to '%s'" % \(\s*type\(x\)\.__name__, type\(y\)\.__name__\)/,
      '"can\'t compare %s to %s" % tuple(_shown_names.get(type(v), type(v).__name__) for v in (x, y))',
    ) +
    `
from _standin import static_name as _static_name
_shown_names = {c: 'datetime.' + c.__name__ for c in (date, time, datetime, timedelta, timezone, tzinfo)}
for _class, _name in _shown_names.items():
    _static_name(_class, _name)
del _class, _name, _static_name
`,
);
const ours = join(root, "src", "modules", "lib");
// Where CPython has a module in Python and we have another, ours counts.
for (const name of readdirSync(ours)) rmSync(join(target, name), { force: true });
cpSync(ours, join(target, "lib-dynload"), { recursive: true });

// What CPython's native functions say of themselves, by asking them.
const pyodide = await loadPyodide();
const describe = readFileSync(join(root, "scripts", "docstrings.py"), "utf8");
const docstrings = pyodide.runPython(describe);
writeFileSync(join(root, "dist", "docstrings.txt"), docstrings);
// Our modules have CPython's docstrings, or none where there are none.
const docs = new Map(docstrings.split("\x1e\n").map((entry) => [entry.split("\x1f")[0], entry.split("\x1f")[2]]));
for (const file of readdirSync(ours).filter((name) => name.endsWith(".py"))) {
  const doc = docs.get(file.replace(/\.py$/, ""));
  const path = join(target, "lib-dynload", file);
  writeFileSync(
    path,
    readFileSync(path, "utf8").replace(/^"""[\s\S]*?"""\n/, doc ? () => `__doc__ = ${JSON.stringify(doc)}\n` : ""),
  );
}
writeFileSync(
  datetime,
  `${readFileSync(datetime, "utf8")}\n__doc__ = ${JSON.stringify(docs.get("_datetime") ?? "")}\n`,
);

// What most programs import is compiled now, the rest when it is first imported.
const { PYTHONDONTWRITEBYTECODE: _, ...env } = process.env;
const program = "import argparse, asyncio, collections, dataclasses, datetime, json, logging, os, random, re, typing";
spawnSync(process.execPath, [join(root, "bin", "tauraro.mjs"), "-c", program], { stdio: "ignore", env });
