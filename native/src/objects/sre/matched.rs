//! `re.Match`.

use super::pattern::{Found, INDEX_GROUP, group_index, group_number, groups_of};
use crate::heap::{Kind, Value};
use crate::objects::modules::generic_alias::CLASS_GETITEM;
use crate::objects::spec::*;
use crate::objects::str::StrBuilder;
use crate::objects::{Exc, Res, Runtime};

/// Native values of a match. SPANS: a bytes object of i32 pairs.
const PATTERN: usize = 0;
const STRING: usize = 1;
const SPANS: usize = 2;
const POS: usize = 3;
const ENDPOS: usize = 4;
const LAST_INDEX: usize = 5;

pub static MATCH: TypeSpec = TypeSpec {
    name: "Match",
    module: "re",
    kind: Kind::Native,
    base: "object",
    subclassable: false,
    slots: Slots {
        repr: Some(repr),
        get_item: Some(get_item),
        ..Slots::NONE
    },
    methods: &[
        CLASS_GETITEM,
        raw_method("group", group),
        method("groups", Params::Kw(&["default"], 0, 1), groups),
        method("groupdict", Params::Kw(&["default"], 0, 1), groupdict),
        method("start", Params::Pos(0, 1), |rt, a| Ok(span_of(rt, a)?.0)),
        method("end", Params::Pos(0, 1), |rt, a| Ok(span_of(rt, a)?.1)),
        method("span", Params::Pos(0, 1), |rt, a| {
            let (start, end) = span_of(rt, a)?;
            rt.new_tuple(&[start, end])
        }),
        method("expand", Params::Kw(&["template"], 1, 1), expand),
        method("__copy__", Params::NoArgs, |_, a| Ok(a[0])),
        method("__deepcopy__", Params::One, |_, a| Ok(a[0])),
    ],
    getset: &[
        getter("string", |rt, v| Ok(rt.native_value(v.obj(), STRING))),
        getter("re", |rt, v| Ok(rt.native_value(v.obj(), PATTERN))),
        getter("pos", |rt, v| Ok(rt.native_value(v.obj(), POS))),
        getter("endpos", |rt, v| Ok(rt.native_value(v.obj(), ENDPOS))),
        getter("lastindex", |rt, v| Ok(rt.native_value(v.obj(), LAST_INDEX))),
        getter("lastgroup", lastgroup),
        getter("regs", regs),
    ],
    doc: "The result of re.match() and re.search().\nMatch objects always have a boolean value of True.",
};

/// A part of the string or bytes-like object searched.
pub(super) fn slice_of(rt: &mut Runtime, string: Value, start: usize, end: usize) -> Res<Value> {
    if rt.is_str(string) {
        return rt.substring(string, start, end);
    }
    match rt.byte_vec_cow(string) {
        Some(b) if start == 0 && end == b.len() && rt.is_exact(string, rt.types.bytes) => Ok(string),
        // It may have shrunk since.
        Some(b) => rt.new_bytes(&b[start.min(b.len())..end.min(b.len())]),
        None => Ok(Value::NONE),
    }
}

pub(super) fn new_match(
    rt: &mut Runtime,
    pattern: Value,
    string: Value,
    found: &Found,
    pos: usize,
    endpos: usize,
) -> Res<Value> {
    let bytes: Vec<u8> = found.spans.iter().flat_map(|n| n.to_ne_bytes()).collect();
    let spans = rt.new_bytes(&bytes)?;
    let lastindex = if found.lastindex == 0 {
        Value::NONE
    } else {
        Value::int32(found.lastindex as i32)
    };
    let class = rt.class_of_spec(&MATCH);
    let (pos, endpos) = (Value::int32(pos as i32), Value::int32(endpos as i32));
    rt.new_native(Kind::Native, class, &[pattern, string, spans, pos, endpos, lastindex])
}

/// Start and end of a group, -1 when it took no part.
fn span(rt: &Runtime, m: Value, group: usize) -> (i32, i32) {
    let bytes = rt.bytes_of(rt.native_value(m.obj(), SPANS));
    let at = |i: usize| bytes[4 * i..4 * i + 4].try_into().map_or(-1, i32::from_ne_bytes);
    (at(2 * group), at(2 * group + 1))
}

/// The group that an argument means.
fn number(rt: &mut Runtime, m: Value, v: Value) -> Res<usize> {
    let pattern = rt.native_value(m.obj(), PATTERN);
    match group_number(rt, pattern, v)? {
        Some(n) => Ok(n),
        None => rt.raise(Exc::IndexError, "no such group"),
    }
}

fn text(rt: &mut Runtime, m: Value, group: usize, default: Value) -> Res<Value> {
    let (start, end) = span(rt, m, group);
    if start < 0 {
        return Ok(default);
    }
    slice_of(rt, rt.native_value(m.obj(), STRING), start as usize, end as usize)
}

fn get_item(rt: &mut Runtime, m: Value, key: Value) -> Res<Value> {
    let n = number(rt, m, key)?;
    text(rt, m, n, Value::NONE)
}

fn group(rt: &mut Runtime, a: &Args<'_>) -> Res<Value> {
    if !a.kw.is_empty() {
        return rt.type_error("re.Match.group() takes no keyword arguments");
    }
    match a.pos {
        [m] => text(rt, *m, 0, Value::NONE),
        [m, key] => get_item(rt, *m, *key),
        [m, keys @ ..] => {
            let texts = keys.iter().map(|key| get_item(rt, *m, *key)).collect::<Res<Vec<_>>>()?;
            rt.new_tuple(&texts)
        }
        [] => rt.type_error("descriptor 'group' of 're.Match' object needs an argument"),
    }
}

fn default(v: Value) -> Value {
    if v.is_unbound() { Value::NONE } else { v }
}

fn groups(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let n = groups_of(rt, rt.native_value(a[0].obj(), PATTERN));
    let texts = (1..=n)
        .map(|i| text(rt, a[0], i, default(a[1])))
        .collect::<Res<Vec<_>>>()?;
    rt.new_tuple(&texts)
}

fn groupdict(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let names = group_index(rt, rt.native_value(a[0].obj(), PATTERN));
    let made = rt.new_dict()?;
    for name in rt.collect(names)? {
        let n = number(rt, a[0], name)?;
        let value = text(rt, a[0], n, default(a[1]))?;
        rt.set_item(made, name, value)?;
    }
    Ok(made)
}

fn span_of(rt: &mut Runtime, a: &[Value]) -> Res<(Value, Value)> {
    let n = if a[1].is_unbound() { 0 } else { number(rt, a[0], a[1])? };
    let (start, end) = span(rt, a[0], n);
    Ok((Value::int32(start), Value::int32(end)))
}

fn expand(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let re = rt.import("re")?;
    rt.call_method(re, "_expand", &[rt.native_value(a[0].obj(), PATTERN), a[0], a[1]])
}

fn lastgroup(rt: &mut Runtime, m: Value) -> Res<Value> {
    let names = rt.native_value(rt.native_value(m.obj(), PATTERN).obj(), INDEX_GROUP);
    let index = rt.native_value(m.obj(), LAST_INDEX).as_small_int();
    Ok(match (index, rt.kind_of(names)) {
        (Some(i), Some(Kind::Tuple)) => rt.items_of_tuple(names).get(i as usize).copied().unwrap_or(Value::NONE),
        _ => Value::NONE,
    })
}

fn regs(rt: &mut Runtime, m: Value) -> Res<Value> {
    let n = groups_of(rt, rt.native_value(m.obj(), PATTERN));
    let mut pairs = Vec::with_capacity(n + 1);
    for i in 0..=n {
        let (start, end) = span(rt, m, i);
        pairs.push(rt.new_tuple(&[Value::int32(start), Value::int32(end)])?);
    }
    rt.new_tuple(&pairs)
}

fn repr(rt: &mut Runtime, m: Value) -> Res<Value> {
    let (start, end) = span(rt, m, 0);
    let whole = text(rt, m, 0, Value::NONE)?;
    let shown = rt.repr(whole)?;
    let mut b = StrBuilder::new();
    b.push_str(&format!("<re.Match object; span=({start}, {end}), match="));
    let shown = rt.chars(shown);
    b.push_chars(shown.slice(0, shown.len().min(50)));
    b.push_str(">");
    b.finish(rt)
}
