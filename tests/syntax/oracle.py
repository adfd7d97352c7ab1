"""What CPython 3.11 says; run it after changing the samples: python3.11 tests/syntax/oracle.py

With an argument it serves compare.ts instead: `library` prints one JSON line per file of the standard library,
`mutations SEED COUNT` one per damaged piece of it.
"""

import ast
import glob
import hashlib
import json
import os
import random
import re
import sys
import textwrap
import types
import unicodedata
import warnings

HERE = os.path.dirname(os.path.abspath(__file__))
LIBRARY = os.path.dirname(os.__file__)
FUNCTION_FLAGS = {4: "varargs", 8: "varkeywords", 16: "nested", 0x20: "generator", 0x80: "coroutine", 0x200: "async generator"}


def error_of(source):
    try:
        compile(source, "f.py", "exec", dont_inherit=True)
    except SyntaxError as e:
        return [type(e).__name__, e.msg, e.lineno, e.offset]
    except (ValueError, OverflowError, MemoryError, RecursionError) as e:
        return [type(e).__name__, str(e), None, None]
    return None


def scopes_of(code):
    is_function = code.co_flags & 2
    parameters = code.co_argcount + code.co_kwonlyargcount + bool(code.co_flags & 4) + bool(code.co_flags & 8)
    names = list(code.co_varnames) if is_function else []
    yield [
        code.co_qualname,
        names[:parameters],
        sorted(names[parameters:]),
        sorted(code.co_cellvars),
        sorted(code.co_freevars),
        [text for flag, text in FUNCTION_FLAGS.items() if is_function and code.co_flags & flag],
    ]
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from scopes_of(constant)


def library_files():
    for name in sorted(glob.glob(LIBRARY + "/**/*.py", recursive=True)):
        if "/site-packages/" not in name:
            yield name


def digest(text):
    return hashlib.sha1(text.encode("utf-8", "surrogatepass")).hexdigest()


def library():
    for name in library_files():
        with open(name, "rb") as file:
            source = file.read()
        names = {}
        for match in re.findall(rb"\\N\{([^}]*)\}", source):
            try:
                names[match.decode()] = unicodedata.lookup(match.decode())
            except (KeyError, UnicodeError):
                pass
        row = {"file": name, "names": names}
        try:
            tree = ast.parse(source, name)
            row["tree"] = digest(ast.dump(tree))
            # Columns are bytes here and UTF-16 there: only the same for ASCII.
            if source.isascii():
                row["positions"] = digest(ast.dump(tree, include_attributes=True))
            row["scopes"] = sorted(scopes_of(compile(source, name, "exec", dont_inherit=True)))
        except (SyntaxError, ValueError) as e:
            row["error"] = str(getattr(e, "msg", e))
        print(json.dumps(row))


EXTRA = (
    "( ) [ ] { } : , = == := if else for in x 1 's' * ** lambda not def class return yield await async f\"{x}\" . -> @ "
    "import from as with try except finally print match case None True \" ` $ ? ! 0777 1_ é € += ... ; \\ # while del "
    "global nonlocal raise pass break"
).split() + ["\n", "\n    ", "  ", "\t"]


def mutations(seed, count):
    rng = random.Random(seed)
    files = [name for name in library_files() if "lib2to3" not in name]
    while count > 0:
        with open(rng.choice(files), encoding="utf-8", errors="replace") as file:
            lines = file.read().split("\n")
        at = rng.randrange(len(lines))
        source = textwrap.dedent("\n".join(lines[at : at + rng.randint(1, 12)])) + "\n"
        parts = re.findall(r"\s+|\w+|[^\w\s]+", source)
        for _ in range(rng.choice([0, 1, 1, 1, 2])):
            if not parts:
                break
            place = rng.randrange(len(parts))
            kind = rng.random()
            if kind < 0.35:
                del parts[place : place + rng.choice([1, 1, 2])]
            elif kind < 0.6:
                parts.insert(place, rng.choice(["", " "]) + rng.choice(EXTRA) + rng.choice(["", " "]))
            elif kind < 0.8:
                parts[place] = rng.choice(EXTRA)
            else:
                other = rng.randrange(len(parts))
                parts[place], parts[other] = parts[other], parts[place]
        text = "".join(parts)
        if "\0" in text or "\\N{" in text:
            continue
        count -= 1
        print(json.dumps([text, error_of(text)]))


def bless():
    for sample in sorted(glob.glob(HERE + "/samples/*.py")):
        name = os.path.basename(sample)[:-3]
        with open(sample, encoding="utf-8") as file:
            source = file.read()
        with open(f"{HERE}/expected/{name}.txt", "w", encoding="utf-8") as out:
            for node in ast.parse(source).body:
                out.write(ast.dump(node, include_attributes=source.isascii()) + "\n")
        if name == "scopes":
            with open(f"{HERE}/expected/{name}.jsonl", "w", encoding="utf-8") as out:
                for row in sorted(scopes_of(compile(source, "f.py", "exec", dont_inherit=True))):
                    out.write(json.dumps(row) + "\n")
    with open(HERE + "/errors.txt", encoding="utf-8") as file, open(HERE + "/expected/errors.jsonl", "w") as out:
        for line in file:
            if not line.startswith("# "):
                source = json.loads('"' + re.sub(r'"', r"\"", line.rstrip("\n")) + '"')
                out.write(json.dumps([source, error_of(source)]) + "\n")


warnings.simplefilter("ignore")
match sys.argv[1:]:
    case []:
        bless()
    case ["library"]:
        library()
    case ["mutations", seed, count]:
        mutations(int(seed), int(count))
