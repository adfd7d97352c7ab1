//! Methods that look for strs in a str.

use super::super::spec::Args;
use super::super::{Exc, Res, Runtime};
use super::{Chars, args, search};
use crate::heap::{Kind, Value};

/// Receiver's part between start and end, what to look for, and the start; `None` when start lies behind end.
type Search = Option<(Chars<'static>, Chars<'static>, usize)>;

fn prepare(rt: &mut Runtime, a: &Args<'_>, name: &str) -> Res<Search> {
    let search = args::search(rt, a, "str", name)?;
    let Some(needle) = rt.as_chars(search.sub) else {
        let found = rt.type_name(search.sub);
        return rt.type_error(format!("must be str, not {found}"));
    };
    let s = rt.chars(a.pos[0]);
    let (start, end) = search.range(s.len());
    Ok(if start > end {
        None
    } else {
        Some((s.slice(start, end), needle, start))
    })
}

fn found_at(place: Option<usize>, start: usize) -> i32 {
    place.map_or(-1, |at| (at + start) as i32)
}

fn place(rt: &mut Runtime, a: &Args<'_>, name: &str, reverse: bool) -> Res<i32> {
    let search = if reverse { search::rfind } else { search::find };
    Ok(prepare(rt, a, name)?.map_or(-1, |(s, needle, start)| found_at(search(s, needle), start)))
}

fn place_or_raise(rt: &mut Runtime, a: &Args<'_>, name: &str, reverse: bool) -> Res<Value> {
    match place(rt, a, name, reverse)? {
        -1 => rt.value_error("substring not found"),
        at => Ok(Value::int32(at)),
    }
}

pub(super) fn find(rt: &mut Runtime, a: &Args<'_>) -> Res<Value> {
    place(rt, a, "find", false).map(Value::int32)
}

pub(super) fn rfind(rt: &mut Runtime, a: &Args<'_>) -> Res<Value> {
    place(rt, a, "rfind", true).map(Value::int32)
}

pub(super) fn index(rt: &mut Runtime, a: &Args<'_>) -> Res<Value> {
    place_or_raise(rt, a, "index", false)
}

pub(super) fn rindex(rt: &mut Runtime, a: &Args<'_>) -> Res<Value> {
    place_or_raise(rt, a, "rindex", true)
}

pub(super) fn count(rt: &mut Runtime, a: &Args<'_>) -> Res<Value> {
    let n = prepare(rt, a, "count")?.map_or(0, |(s, needle, _)| search::count(s, needle));
    Ok(Value::int32(n as i32))
}

fn affix(rt: &mut Runtime, a: &Args<'_>, name: &str, test: fn(Chars<'_>, Chars<'_>) -> bool) -> Res<Value> {
    let search = args::search(rt, a, "str", name)?;
    let affix = search.sub;
    let s = rt.chars(a.pos[0]);
    let (start, end) = search.range(s.len());
    let part = if start > end { None } else { Some(s.slice(start, end)) };
    let holds = |affix| part.is_some_and(|part| test(part, affix));
    if let Some(affix) = rt.as_chars(affix) {
        return Ok(Value::bool(holds(affix)));
    }
    if rt.kind_of(affix) != Some(Kind::Tuple) {
        let found = rt.type_name(affix);
        return rt.type_error(format!("{name} first arg must be str or a tuple of str, not {found}"));
    }
    for item in rt.items_of_tuple(affix).to_vec() {
        let Some(affix) = rt.as_chars(item) else {
            let found = rt.type_name(item);
            return rt.type_error(format!("tuple for {name} must only contain str, not {found}"));
        };
        if holds(affix) {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

pub(super) fn startswith(rt: &mut Runtime, a: &Args<'_>) -> Res<Value> {
    affix(rt, a, "startswith", search::starts_with)
}

pub(super) fn endswith(rt: &mut Runtime, a: &Args<'_>) -> Res<Value> {
    affix(rt, a, "endswith", search::ends_with)
}

/// The value of an index whose overflow is an IndexError.
pub fn item_index(rt: &mut Runtime, v: Value) -> Res<i64> {
    let index = rt.as_index(v);
    if index.is_err() && rt.matches(Exc::OverflowError) {
        rt.clear_exc();
        let name = rt.type_name(v);
        return rt.raise(
            Exc::IndexError,
            format!("cannot fit '{name}' into an index-sized integer"),
        );
    }
    index
}
