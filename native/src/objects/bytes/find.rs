//! Methods that look for bytes in a bytes or bytearray.

use super::ops::{NOT_A_BYTE, byte_value};
use crate::heap::{Kind, Value};
use crate::objects::spec::Args;
use crate::objects::str::{Chars, args, search};
use crate::objects::{Res, Runtime};

fn type_name(rt: &Runtime, v: Value) -> &'static str {
    if rt.kind_of(v) == Some(Kind::Bytearray) {
        "bytearray"
    } else {
        "bytes"
    }
}

/// Searches with `search`, which gives a result from the part to be searched, the needle and where the part starts.
fn look<T>(
    rt: &mut Runtime,
    a: &Args<'_>,
    name: &str,
    none: T,
    search: impl FnOnce(Chars<'_>, Chars<'_>, usize) -> T,
) -> Res<T> {
    let owner = type_name(rt, a.pos[0]);
    let place = args::search(rt, a, owner, name)?;
    let sub = place.sub;
    let (one, many);
    let needle: &[u8] = match rt.byte_vec_cow(sub) {
        Some(b) => {
            many = b;
            &many
        }
        None if rt.has_index(sub)? => {
            one = [byte_value(rt, sub, NOT_A_BYTE)?];
            &one
        }
        None => {
            let found = rt.type_name(sub);
            return rt.type_error(format!(
                "argument should be integer or bytes-like object, not '{found}'"
            ));
        }
    };
    let b = rt.bytes_of(a.pos[0]);
    let (start, end) = place.range(b.len());
    if start > end {
        return Ok(none);
    }
    Ok(search(Chars::One(&b[start..end]), Chars::One(needle), start))
}

fn place(rt: &mut Runtime, a: &Args<'_>, name: &str, reverse: bool) -> Res<i32> {
    look(rt, a, name, -1, |b, needle, start| {
        let found = if reverse {
            search::rfind(b, needle)
        } else {
            search::find(b, needle)
        };
        found.map_or(-1, |at| (at + start) as i32)
    })
}

fn place_or_raise(rt: &mut Runtime, a: &Args<'_>, name: &str, reverse: bool) -> Res<Value> {
    match place(rt, a, name, reverse)? {
        -1 => rt.value_error("subsection not found"),
        at => Ok(Value::int32(at)),
    }
}

pub fn find(rt: &mut Runtime, a: &Args<'_>) -> Res<Value> {
    place(rt, a, "find", false).map(Value::int32)
}

pub fn rfind(rt: &mut Runtime, a: &Args<'_>) -> Res<Value> {
    place(rt, a, "rfind", true).map(Value::int32)
}

pub fn index(rt: &mut Runtime, a: &Args<'_>) -> Res<Value> {
    place_or_raise(rt, a, "index", false)
}

pub fn rindex(rt: &mut Runtime, a: &Args<'_>) -> Res<Value> {
    place_or_raise(rt, a, "rindex", true)
}

pub fn count(rt: &mut Runtime, a: &Args<'_>) -> Res<Value> {
    look(rt, a, "count", 0, |b, needle, _| search::count(b, needle) as i32).map(Value::int32)
}

fn affix(rt: &mut Runtime, a: &Args<'_>, name: &str, test: fn(Chars<'_>, Chars<'_>) -> bool) -> Res<Value> {
    let owner = type_name(rt, a.pos[0]);
    let place = args::search(rt, a, owner, name)?;
    let affix = place.sub;
    let b = rt.bytes_of(a.pos[0]);
    let (start, end) = place.range(b.len());
    let part = if start > end {
        None
    } else {
        Some(Chars::One(&b[start..end]))
    };
    let holds = |affix: &[u8]| part.is_some_and(|part| test(part, Chars::One(affix)));
    if rt.kind_of(affix) == Some(Kind::Tuple) {
        for item in rt.items_of_tuple(affix).to_vec() {
            if holds(rt.byte_argument(item)?) {
                return Ok(Value::TRUE);
            }
        }
        return Ok(Value::FALSE);
    }
    match rt.byte_vec_cow(affix) {
        Some(affix) => Ok(Value::bool(holds(&affix))),
        None => {
            let found = rt.type_name(affix);
            rt.type_error(format!(
                "{name} first arg must be bytes or a tuple of bytes, not {found}"
            ))
        }
    }
}

pub fn startswith(rt: &mut Runtime, a: &Args<'_>) -> Res<Value> {
    affix(rt, a, "startswith", search::starts_with)
}

pub fn endswith(rt: &mut Runtime, a: &Args<'_>) -> Res<Value> {
    affix(rt, a, "endswith", search::ends_with)
}
