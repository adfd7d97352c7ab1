//! `re.Pattern` and the scanner behind `finditer`.

use super::engine::Engine;
use super::matched::{new_match, slice_of};
use crate::heap::{Kind, Ref, Value};
use crate::objects::modules::generic_alias::CLASS_GETITEM;
use crate::objects::spec::*;
use crate::objects::str::{Chars, StrBuilder};
use crate::objects::{Res, Runtime};
use crate::with_chars;

/// Native values of a pattern.
const PATTERN_OBJECT: usize = 0;
const GROUP_INDEX: usize = 1;
pub(super) const INDEX_GROUP: usize = 2;
const CODE: usize = 3;
const FLAGS: usize = 4;
const GROUPS: usize = 5;

/// The subject of a method: (string, pos=0, endpos=sys.maxsize)
const SUBJECT: Params = Params::Kw(&["string", "pos", "endpos"], 1, 3);

pub static PATTERN: TypeSpec = TypeSpec {
    name: "Pattern",
    module: "re",
    kind: Kind::Native,
    base: "object",
    subclassable: false,
    slots: Slots {
        repr: Some(repr),
        hash: Some(hash),
        compare: Some(compare),
        ..Slots::NONE
    },
    methods: &[
        CLASS_GETITEM,
        method("match", SUBJECT, |rt, a| match_once(rt, a, Mode::Match)),
        method("fullmatch", SUBJECT, |rt, a| match_once(rt, a, Mode::FullMatch)),
        method("search", SUBJECT, |rt, a| match_once(rt, a, Mode::Search)),
        method("findall", SUBJECT, findall),
        method("finditer", SUBJECT, finditer),
        method("scanner", SUBJECT, scanner),
        method("split", Params::Kw(&["string", "maxsplit"], 1, 2), split),
        method("sub", Params::Kw(&["repl", "string", "count"], 2, 3), |rt, a| {
            Ok(substitute(rt, a)?.0)
        }),
        method("subn", Params::Kw(&["repl", "string", "count"], 2, 3), |rt, a| {
            let (text, n) = substitute(rt, a)?;
            rt.new_tuple(&[text, Value::int32(n as i32)])
        }),
        method("__copy__", Params::NoArgs, |_, a| Ok(a[0])),
        method("__deepcopy__", Params::One, |_, a| Ok(a[0])),
    ],
    getset: &[
        getter("pattern", |rt, v| Ok(rt.native_value(v.obj(), PATTERN_OBJECT))),
        getter("flags", |rt, v| Ok(rt.native_value(v.obj(), FLAGS))),
        getter("groups", |rt, v| Ok(rt.native_value(v.obj(), GROUPS))),
        getter("groupindex", |rt, v| {
            rt.new_mapping_proxy(rt.native_value(v.obj(), GROUP_INDEX))
        }),
    ],
    doc: "Compiled regular expression object.",
};

/// Native values: pattern, string, next start (None: exhausted), end, whether the next match may not be empty where it
/// starts, first start.
pub static SCANNER: TypeSpec = TypeSpec {
    name: "SRE_Scanner",
    module: "_sre",
    kind: Kind::Native,
    base: "object",
    subclassable: false,
    slots: Slots::NONE,
    methods: &[
        method("match", Params::NoArgs, |rt, a| scan(rt, a[0], Mode::Match)),
        method("search", Params::NoArgs, |rt, a| scan(rt, a[0], Mode::Search)),
    ],
    getset: &[getter("pattern", |rt, v| Ok(rt.native_value(v.obj(), 0)))],
    doc: "",
};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Match,
    FullMatch,
    Search,
}

/// A match: the places of its groups, the whole first; -1 for none.
pub(super) struct Found {
    pub spans: Vec<i32>,
    pub lastindex: u32,
}

impl Found {
    pub fn start(&self) -> usize {
        self.spans[0] as usize
    }

    pub fn end(&self) -> usize {
        self.spans[1] as usize
    }
}

pub(super) fn new_pattern(
    rt: &mut Runtime,
    pattern: Value,
    flags: Value,
    code: Value,
    groups: Value,
    groupindex: Value,
    indexgroup: Value,
) -> Res<Value> {
    let class = rt.class_of_spec(&PATTERN);
    rt.new_native(
        Kind::Native,
        class,
        &[pattern, groupindex, indexgroup, code, flags, groups],
    )
}

pub(super) fn groups_of(rt: &Runtime, pattern: Value) -> usize {
    rt.native_value(pattern.obj(), GROUPS).as_small_int().unwrap_or(0) as usize
}

/// Number of the group that `v`, a number or a name, means; `None` when there is no such group.
pub(super) fn group_number(rt: &mut Runtime, pattern: Value, v: Value) -> Res<Option<usize>> {
    let index = match v.as_small_int() {
        Some(n) => n,
        None if rt.has_index(v)? => rt.as_index_clamped(v)?,
        None => {
            let names = rt.native_value(pattern.obj(), GROUP_INDEX);
            if !rt.contains(names, v)? {
                return Ok(None);
            }
            let n = rt.get_item(names, v)?;
            rt.as_index(n)?
        }
    };
    Ok(usize::try_from(index).ok().filter(|n| *n <= groups_of(rt, pattern)))
}

pub(super) fn group_index(rt: &Runtime, pattern: Value) -> Value {
    rt.native_value(pattern.obj(), GROUP_INDEX)
}

/// What a method works on.
struct Subject {
    pattern: Value,
    /// As given.
    string: Value,
    chars: Chars<'static>,
    start: usize,
    end: usize,
}

/// Checks the string; one that may change is copied, and the copy rooted.
fn subject(rt: &mut Runtime, pattern: Value, string: Value, pos: Value, endpos: Value) -> Res<Subject> {
    let mut place = |v: Value, default: i64| if v.is_unbound() { Ok(default) } else { rt.as_size(v) };
    let (start, end) = (place(pos, 0)?, place(endpos, i64::MAX)?);
    let object = rt.native_value(pattern.obj(), PATTERN_OBJECT);
    let (chars, is_str) = match (rt.as_chars(string), rt.kind_of(string)) {
        (Some(chars), _) => (chars, true),
        (_, Some(Kind::Bytes)) => (Chars::One(rt.bytes_of(string)), false),
        _ => match rt.byte_vec(string) {
            Some(b) => {
                let copy = rt.new_bytes(&b)?;
                rt.root(copy);
                (Chars::One(rt.bytes_of(copy)), false)
            }
            None => {
                let name = rt.type_name(string);
                return rt.type_error(format!("expected string or bytes-like object, got '{name}'"));
            }
        },
    };
    if !object.is_none() && rt.is_str(object) != is_str {
        return rt.type_error(if is_str {
            "cannot use a bytes pattern on a string-like object"
        } else {
            "cannot use a string pattern on a bytes-like object"
        });
    }
    let within = |at: i64| at.clamp(0, chars.len() as i64) as usize;
    Ok(Subject {
        pattern,
        string,
        chars,
        start: within(start),
        end: within(end),
    })
}

fn code_of(rt: &Runtime, pattern: Value) -> &'static [u32] {
    let bytes = rt.bytes_of(rt.native_value(pattern.obj(), CODE));
    // SAFETY: made of whole u32s by `compile`; the content of a bytes object is aligned to 8.
    unsafe { std::slice::from_raw_parts(bytes.as_ptr().cast(), bytes.len() / 4) }
}

/// One match of the pattern from `start` on; with `refused`, an empty one there does not count.
fn find(rt: &Runtime, s: &Subject, start: usize, mode: Mode, refused: bool) -> Option<Found> {
    if start > s.end {
        return None;
    }
    let code = code_of(rt, s.pattern);
    let groups = groups_of(rt, s.pattern);
    with_chars!(s.chars, text => {
        let mut engine = Engine::new(code, text, s.end, groups);
        engine.match_all = mode == Mode::FullMatch;
        engine.refused = Some(start).filter(|_| refused);
        let (start, end) = match mode {
            Mode::Search => engine.search(start)?,
            _ => (start, engine.match_at(start)?),
        };
        let mut spans = vec![start as i32, end as i32];
        for pair in engine.marks.chunks(2) {
            let set = pair[1] != super::engine::NONE && pair[0] != super::engine::NONE;
            spans.extend(if set { [pair[0] as i32, pair[1] as i32] } else { [-1, -1] });
        }
        Some(Found { spans, lastindex: engine.lastindex })
    })
}

fn match_once(rt: &mut Runtime, a: &[Value], mode: Mode) -> Res<Value> {
    let scope = rt.scope();
    let s = subject(rt, a[0], a[1], a[2], a[3]);
    rt.unscope(scope);
    let s = s?;
    match find(rt, &s, s.start, mode, false) {
        Some(found) => new_match(rt, a[0], a[1], &found, s.start, s.end),
        None => Ok(Value::NONE),
    }
}

/// All matches, at most `limit`, one after the other.
fn each(rt: &mut Runtime, s: &Subject, limit: usize, mut f: impl FnMut(&mut Runtime, &Found) -> Res<()>) -> Res<usize> {
    let (mut at, mut refused, mut n) = (s.start, false, 0);
    while n < limit
        && let Some(found) = find(rt, s, at, Mode::Search, refused)
    {
        f(rt, &found)?;
        n += 1;
        refused = found.start() == found.end();
        at = found.end();
    }
    Ok(n)
}

fn findall(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let scope = rt.scope();
    let s = subject(rt, a[0], a[1], a[2], a[3])?;
    let empty = slice_of(rt, s.string, 0, 0)?;
    let mut items = Vec::new();
    let done = each(rt, &s, usize::MAX, |rt, found| {
        let mut groups = Vec::new();
        for pair in found.spans.chunks(2).skip(if found.spans.len() > 2 { 1 } else { 0 }) {
            let missing = pair[0] < 0;
            groups.push(if missing {
                empty
            } else {
                slice_of(rt, s.string, pair[0] as usize, pair[1] as usize)?
            });
        }
        items.push(match groups[..] {
            [only] => only,
            _ => rt.new_tuple(&groups)?,
        });
        Ok(())
    });
    rt.unscope(scope);
    done?;
    rt.new_list(&items)
}

fn scanner(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let scope = rt.scope();
    let s = subject(rt, a[0], a[1], a[2], a[3]);
    rt.unscope(scope);
    let s = s?;
    let class = rt.class_of_spec(&SCANNER);
    let (start, end) = (Value::int32(s.start as i32), Value::int32(s.end as i32));
    rt.new_native(Kind::Native, class, &[a[0], a[1], start, end, Value::FALSE, start])
}

fn scan(rt: &mut Runtime, scanner: Value, mode: Mode) -> Res<Value> {
    let r = scanner.obj();
    let [pattern, string, start, end, refused] = [0, 1, 2, 3, 4].map(|i| rt.native_value(r, i));
    if start.is_none() {
        return Ok(Value::NONE);
    }
    let scope = rt.scope();
    let s = subject(rt, pattern, string, start, end);
    let found = s
        .as_ref()
        .ok()
        .and_then(|s| find(rt, s, s.start, mode, refused == Value::TRUE));
    rt.unscope(scope);
    let s = s?;
    let Some(found) = found else {
        rt.set_native_value(r, 2, Value::NONE);
        return Ok(Value::NONE);
    };
    rt.set_native_value(r, 2, Value::int32(found.end() as i32));
    rt.set_native_value(r, 4, Value::bool(found.start() == found.end()));
    // The match says where the whole search began.
    let first = rt.native_value(r, 5).as_small_int().unwrap_or(0);
    new_match(rt, pattern, string, &found, first as usize, s.end)
}

fn finditer(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let scanner = scanner(rt, a)?;
    let search = rt.get_attr_str(scanner, "search")?;
    rt.new_callable_iter(search, Value::NONE)
}

fn count_limit(rt: &mut Runtime, v: Value) -> Res<usize> {
    let n = if v.is_unbound() { 0 } else { rt.as_size(v)? };
    // Zero means all; fewer than none is none.
    Ok(match n {
        0 => usize::MAX,
        n => n.max(0) as usize,
    })
}

fn split(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let limit = count_limit(rt, a[2])?;
    let scope = rt.scope();
    let s = subject(rt, a[0], a[1], Value::UNBOUND, Value::UNBOUND)?;
    let mut items = Vec::new();
    let mut last = 0;
    let done = each(rt, &s, limit, |rt, found| {
        items.push(slice_of(rt, s.string, last, found.start())?);
        for pair in found.spans[2..].chunks(2) {
            items.push(match pair[0] {
                -1 => Value::NONE,
                start => slice_of(rt, s.string, start as usize, pair[1] as usize)?,
            });
        }
        last = found.end();
        Ok(())
    });
    rt.unscope(scope);
    done?;
    items.push(slice_of(rt, s.string, last, s.end)?);
    rt.new_list(&items)
}

/// What replaces a match.
enum Replacement {
    Literal(Value),
    Function(Value),
}

fn replacement(rt: &mut Runtime, pattern: Value, repl: Value) -> Res<Replacement> {
    if rt.lookup_special(repl, "__call__")?.is_some() {
        return Ok(Replacement::Function(repl));
    }
    let plain = match (rt.as_chars(repl), rt.as_byte_slice(repl)) {
        (Some(s), _) => !s.iter().any(|c| c == 92),
        (_, Some(b)) => !b.contains(&b'\\'),
        _ => false,
    };
    if plain {
        return Ok(Replacement::Literal(repl));
    }
    let re = rt.import("re")?;
    let made = rt.call_method(re, "_subx", &[pattern, repl])?;
    Ok(if rt.lookup_special(made, "__call__")?.is_some() {
        Replacement::Function(made)
    } else {
        Replacement::Literal(made)
    })
}

fn substitute(rt: &mut Runtime, a: &[Value]) -> Res<(Value, usize)> {
    let (pattern, string) = (a[0], a[2]);
    let limit = count_limit(rt, a[3])?;
    let scope = rt.scope();
    rt.root(pattern);
    rt.root(string);
    let done = substitute_rooted(rt, pattern, a[1], string, limit);
    rt.unscope(scope);
    done
}

fn substitute_rooted(
    rt: &mut Runtime,
    pattern: Value,
    repl: Value,
    string: Value,
    limit: usize,
) -> Res<(Value, usize)> {
    let replacement = replacement(rt, pattern, repl)?;
    let s = subject(rt, pattern, string, Value::UNBOUND, Value::UNBOUND)?;
    let is_str = rt.is_str(string);
    let (Replacement::Literal(v) | Replacement::Function(v)) = replacement;
    rt.root(v);
    let mut out = StrBuilder::with_capacity(s.chars.len());
    let mut last = 0;
    let mut items = 0;
    let n = each(rt, &s, limit, |rt, found| {
        out.push_chars(s.chars.slice(last, found.start()));
        items += (found.start() > last) as usize;
        last = found.end();
        let piece = match replacement {
            Replacement::Literal(v) => v,
            Replacement::Function(f) => {
                let m = new_match(rt, pattern, string, found, s.start, s.end)?;
                rt.call(f, &[m])?
            }
        };
        if piece.is_none() {
            return Ok(());
        }
        let chars = if is_str {
            rt.as_chars(piece)
        } else {
            rt.as_byte_slice(piece).map(Chars::One)
        };
        match chars {
            Some(chars) => out.push_chars(chars),
            None => {
                let found = rt.type_name(piece);
                let wanted = if is_str { "str instance" } else { "a bytes-like object" };
                return rt.type_error(format!("sequence item {items}: expected {wanted}, {found} found"));
            }
        }
        items += 1;
        Ok(())
    })?;
    out.push_chars(s.chars.slice(last, s.end));
    let made = if is_str {
        out.finish(rt)?
    } else {
        rt.new_bytes(out.chars().raw())?
    };
    Ok((made, n))
}

fn repr(rt: &mut Runtime, v: Value) -> Res<Value> {
    const NAMES: [(i64, &str); 8] = [
        (1, "re.TEMPLATE"),
        (2, "re.IGNORECASE"),
        (4, "re.LOCALE"),
        (8, "re.MULTILINE"),
        (16, "re.DOTALL"),
        (64, "re.VERBOSE"),
        (128, "re.DEBUG"),
        (256, "re.ASCII"),
    ];
    let pattern = rt.native_value(v.obj(), PATTERN_OBJECT);
    let mut flags = rt.native_value(v.obj(), FLAGS).as_small_int().unwrap_or(0);
    if rt.is_str(pattern) && flags & 32 != 0 && flags & (4 | 256) == 0 {
        flags &= !32;
    }
    let shown = rt.repr(pattern)?;
    let mut b = StrBuilder::new();
    b.push_str("re.compile(");
    let shown = rt.chars(shown);
    b.push_chars(shown.slice(0, shown.len().min(200)));
    let mut names: Vec<String> = NAMES
        .iter()
        .filter(|n| flags & n.0 != 0)
        .map(|n| n.1.to_string())
        .collect();
    let rest = flags & !NAMES.iter().fold(0, |all, n| all | n.0);
    if rest != 0 {
        names.push(format!("0x{rest:x}"));
    }
    if !names.is_empty() {
        b.push_str(", ");
        b.push_str(&names.join("|"));
    }
    b.push_str(")");
    b.finish(rt)
}

fn hash(rt: &mut Runtime, v: Value) -> Res<i64> {
    let [pattern, code, flags] = [PATTERN_OBJECT, CODE, FLAGS].map(|i| rt.native_value(v.obj(), i));
    let h = rt.hash(pattern)? ^ rt.hash(code)? ^ flags.as_small_int().unwrap_or(0);
    Ok(if h == -1 { -2 } else { h })
}

fn compare(rt: &mut Runtime, a: Value, b: Value, op: CmpOp) -> Res<Value> {
    let class: Ref = rt.class_of_spec(&PATTERN);
    if !matches!(op, CmpOp::Eq | CmpOp::Ne) || rt.class_of(a) != class || rt.class_of(b) != class {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let mut same = rt.native_value(a.obj(), FLAGS) == rt.native_value(b.obj(), FLAGS);
    for part in [CODE, PATTERN_OBJECT] {
        let (x, y) = (rt.native_value(a.obj(), part), rt.native_value(b.obj(), part));
        same = same && rt.class_of(x) == rt.class_of(y) && rt.eq(x, y)?;
    }
    Ok(Value::bool(same == (op == CmpOp::Eq)))
}
