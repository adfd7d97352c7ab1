//! Methods that take strs apart and put them together: split, strip, partition, replace, join.

use super::super::unicode;
use super::super::{Exc, Res, Runtime};
use super::{Chars, StrBuilder, args, search};
use crate::heap::{Kind, Value};

/// The code points of an argument that must be a str.
fn text(rt: &mut Runtime, v: Value) -> Res<Chars<'static>> {
    match rt.as_chars(v) {
        Some(s) => Ok(s),
        None => {
            let name = rt.type_name(v);
            rt.type_error(format!("must be str, not {name}"))
        }
    }
}

/// The code points of argument number `n` of a method whose messages name it.
pub(super) fn named_text(rt: &mut Runtime, v: Value, what: &str) -> Res<Chars<'static>> {
    match rt.as_chars(v) {
        Some(s) => Ok(s),
        None => {
            let name = rt.argument_name(v);
            rt.type_error(format!("{what} must be str, not {name}"))
        }
    }
}

/// A list of parts of the str `v`.
fn list_of(rt: &mut Runtime, v: Value, parts: impl IntoIterator<Item = Part>) -> Res<Value> {
    let parts = parts.into_iter();
    let mut items = Vec::with_capacity(parts.size_hint().0);
    for (start, end) in parts {
        items.push(rt.substring(v, start, end)?);
    }
    rt.new_list(&items)
}

/// Start and end of a part.
pub type Part = (usize, usize);

/// Stretches without whitespace, from the left; the last one takes all that is left when `limit` is reached.
pub fn words(len: usize, limit: usize, is_space: impl Fn(usize) -> bool) -> impl Iterator<Item = Part> {
    let (mut at, mut found) = (0, 0);
    std::iter::from_fn(move || {
        while at < len && is_space(at) {
            at += 1;
        }
        if at == len {
            return None;
        }
        let start = at;
        if found == limit {
            at = len;
            return Some((start, len));
        }
        found += 1;
        while at < len && !is_space(at) {
            at += 1;
        }
        Some((start, at))
    })
}

/// The same from the right.
pub fn words_from_right(len: usize, limit: usize, is_space: impl Fn(usize) -> bool) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut end = len;
    loop {
        while end > 0 && is_space(end - 1) {
            end -= 1;
        }
        if end == 0 {
            break;
        }
        if parts.len() == limit {
            parts.push((0, end));
            break;
        }
        let last = end;
        while end > 0 && !is_space(end - 1) {
            end -= 1;
        }
        parts.push((end, last));
    }
    parts.reverse();
    parts
}

/// What lies between the separators, from the left, at most `limit` of them.
pub fn split_parts(s: Chars<'_>, separator: Chars<'_>, limit: usize) -> impl ExactSizeIterator<Item = Part> {
    let mut hits = search::find_all(s, separator, limit);
    let (len, gap) = (s.len(), separator.len());
    hits.push(len);
    let mut at = 0;
    hits.into_iter().map(move |hit| {
        let start = std::mem::replace(&mut at, hit + gap);
        (start, hit)
    })
}

/// The same from the right.
pub fn rsplit_parts(s: Chars<'_>, separator: Chars<'_>, limit: usize) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut end = s.len();
    while parts.len() < limit
        && let Some(hit) = search::rfind(s.slice(0, end), separator)
    {
        parts.push((hit + separator.len(), end));
        end = hit;
    }
    parts.push((0, end));
    parts.reverse();
    parts
}

/// Lines, with their ends if `keep`; `\r\n` is one end.
pub fn line_parts(
    len: usize,
    keep: bool,
    at_break: impl Fn(usize) -> bool,
    is_crlf: impl Fn(usize) -> bool,
) -> Vec<Part> {
    let mut parts = Vec::new();
    let (mut start, mut at) = (0, 0);
    while at < len {
        if !at_break(at) {
            at += 1;
            continue;
        }
        let end = at;
        at += if at + 1 < len && is_crlf(at) { 2 } else { 1 };
        parts.push((start, if keep { at } else { end }));
        start = at;
    }
    if start < len {
        parts.push((start, len));
    }
    parts
}

pub fn is_latin1_space(c: u8) -> bool {
    const SPACE: [bool; 256] = {
        let mut table = [false; 256];
        let mut c = 0;
        while c < 256 {
            table[c] = matches!(c, 32 | 9..=13 | 28..=31 | 0x85 | 0xa0);
            c += 1;
        }
        table
    };
    SPACE[c as usize]
}

/// The separator argument of split: `None` for whitespace.
fn separator(rt: &mut Runtime, v: Value) -> Res<Option<Chars<'static>>> {
    if v.is_none() || v.is_unbound() {
        return Ok(None);
    }
    match rt.as_chars(v) {
        Some(s) if s.is_empty() => rt.value_error("empty separator"),
        Some(s) => Ok(Some(s)),
        None => {
            let name = rt.type_name(v);
            rt.type_error(format!("must be str or None, not {name}"))
        }
    }
}

pub(super) fn split(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let limit = args::limit(rt, a[2])?;
    let separator = separator(rt, a[1])?;
    let s = rt.chars(a[0]);
    match (separator, s) {
        (None, Chars::One(b)) => list_of(rt, a[0], words(b.len(), limit, |i| is_latin1_space(b[i]))),
        (None, _) => list_of(rt, a[0], words(s.len(), limit, |i| unicode::is_space(s.at(i)))),
        (Some(separator), _) => list_of(rt, a[0], split_parts(s, separator, limit)),
    }
}

pub(super) fn rsplit(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let limit = args::limit(rt, a[2])?;
    let separator = separator(rt, a[1])?;
    let s = rt.chars(a[0]);
    let parts = match separator {
        None => words_from_right(s.len(), limit, |i| unicode::is_space(s.at(i))),
        Some(separator) => rsplit_parts(s, separator, limit),
    };
    list_of(rt, a[0], parts)
}

pub(super) fn splitlines(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let keep = args::int_flag(rt, a[1])?;
    let s = rt.chars(a[0]);
    let is_crlf = |i| s.at(i) == 13 && s.at(i + 1) == 10;
    let parts = line_parts(s.len(), keep, |i| unicode::is_line_break(s.at(i)), is_crlf);
    list_of(rt, a[0], parts)
}

fn strip_sides(rt: &mut Runtime, a: &[Value], name: &str, left: bool, right: bool) -> Res<Value> {
    let s = rt.chars(a[0]);
    let given = if a[1].is_none() || a[1].is_unbound() {
        None
    } else {
        Some(a[1])
    };
    let set = match given {
        None => None,
        Some(v) => match rt.as_chars(v) {
            Some(set) => Some(set),
            None => return rt.type_error(format!("{name} arg must be None or str")),
        },
    };
    let goes = |c: u32| match set {
        None => unicode::is_space(c),
        Some(set) => search::contains_cp(set, c),
    };
    let (mut start, mut end) = (0, s.len());
    while left && start < end && goes(s.at(start)) {
        start += 1;
    }
    while right && end > start && goes(s.at(end - 1)) {
        end -= 1;
    }
    rt.substring(a[0], start, end)
}

pub(super) fn strip(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    strip_sides(rt, a, "strip", true, true)
}

pub(super) fn lstrip(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    strip_sides(rt, a, "lstrip", true, false)
}

pub(super) fn rstrip(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    strip_sides(rt, a, "rstrip", false, true)
}

fn partition_at(
    rt: &mut Runtime,
    a: &[Value],
    find: fn(Chars<'_>, Chars<'_>) -> Option<usize>,
    right: bool,
) -> Res<Value> {
    let separator = text(rt, a[1])?;
    if separator.is_empty() {
        return rt.value_error("empty separator");
    }
    let s = rt.chars(a[0]);
    let empty = rt.strings.empty();
    let parts = match find(s, separator) {
        Some(hit) => [
            rt.new_str_from(s.slice(0, hit))?,
            rt.plain_str(a[1])?,
            rt.new_str_from(s.slice(hit + separator.len(), s.len()))?,
        ],
        None if right => [empty, empty, rt.plain_str(a[0])?],
        None => [rt.plain_str(a[0])?, empty, empty],
    };
    rt.new_tuple(&parts)
}

pub(super) fn partition(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    partition_at(rt, a, search::find, false)
}

pub(super) fn rpartition(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    partition_at(rt, a, search::rfind, true)
}

pub(super) fn removeprefix(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let prefix = named_text(rt, a[1], "removeprefix() argument")?;
    let s = rt.chars(a[0]);
    let start = if search::starts_with(s, prefix) {
        prefix.len()
    } else {
        0
    };
    rt.substring(a[0], start, s.len())
}

pub(super) fn removesuffix(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let suffix = named_text(rt, a[1], "removesuffix() argument")?;
    let s = rt.chars(a[0]);
    let end = if search::ends_with(s, suffix) {
        s.len() - suffix.len()
    } else {
        s.len()
    };
    rt.substring(a[0], 0, end)
}

pub fn replace(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let old = named_text(rt, a[1], "replace() argument 1")?;
    let new = named_text(rt, a[2], "replace() argument 2")?;
    let limit = args::limit(rt, a[3])?;
    let s = rt.chars(a[0]);
    let hits: Vec<usize> = if old.is_empty() {
        (0..=s.len()).take(limit).collect()
    } else {
        search::find_all(s, old, limit)
    };
    if hits.is_empty() {
        return rt.plain_str(a[0]);
    }
    if let (Chars::One(from), Chars::One(with)) = (s, new) {
        let (r, to) = rt.alloc_str(
            rt.types.str,
            1,
            from.len() + hits.len() * with.len() - hits.len() * old.len(),
        )?;
        replace_into(to, from, &hits, old.len(), with);
        return Ok(if to.is_empty() {
            rt.strings.empty()
        } else {
            Value::object(r)
        });
    }
    let mut b = StrBuilder::with_capacity(s.len());
    let mut at = 0;
    for hit in hits {
        b.push_chars(s.slice(at, hit));
        b.push_chars(new);
        at = hit + old.len();
    }
    b.push_chars(s.slice(at, s.len()));
    b.finish(rt)
}

/// Copies `from` to `to` with `with` in the place of the `old_len` bytes at each hit.
pub fn replace_into(to: &mut [u8], from: &[u8], hits: &[usize], old_len: usize, with: &[u8]) {
    let (mut at, mut out) = (0, 0);
    for &hit in hits {
        to[out..out + hit - at].copy_from_slice(&from[at..hit]);
        out += hit - at;
        to[out..out + with.len()].copy_from_slice(with);
        out += with.len();
        at = hit + old_len;
    }
    to[out..].copy_from_slice(&from[at..]);
}

/// The items of what is to be joined.
pub fn join_items(rt: &mut Runtime, iterable: Value) -> Res<Vec<Value>> {
    match rt.kind_of(iterable) {
        Some(Kind::List) => Ok(rt.items_of_list(iterable).to_vec()),
        Some(Kind::Tuple) => Ok(rt.items_of_tuple(iterable).to_vec()),
        _ => {
            let it = match rt.iter(iterable) {
                Ok(it) => it,
                Err(_) if rt.matches(Exc::TypeError) => {
                    rt.clear_exc();
                    return rt.type_error("can only join an iterable");
                }
                Err(e) => return Err(e),
            };
            rt.collect(it)
        }
    }
}

pub(super) fn join(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let items = join_items(rt, a[1])?;
    if let Some((i, other)) = items.iter().enumerate().find(|x| !rt.is_str(*x.1)) {
        let name = rt.type_name(*other);
        return rt.type_error(format!("sequence item {i}: expected str instance, {name} found"));
    }
    match items[..] {
        [] => Ok(rt.strings.empty()),
        [only] => rt.plain_str(only),
        _ => rt.join_strs(rt.chars(a[0]), &items),
    }
}
