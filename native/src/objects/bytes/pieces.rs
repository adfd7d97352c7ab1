//! Methods that take bytes apart and put them together.

use crate::heap::{Kind, Value};
use crate::objects::str::pieces::{
    Part, join_items, line_parts, replace_into, rsplit_parts, split_parts, words, words_from_right,
};
use crate::objects::str::{Chars, args, search};
use crate::objects::{Exc, Res, Runtime};

pub(super) fn is_space(c: u8) -> bool {
    matches!(c, 32 | 9..=13)
}

fn list_of(rt: &mut Runtime, v: Value, parts: impl IntoIterator<Item = Part>) -> Res<Value> {
    let b = rt.bytes_of(v);
    let parts = parts.into_iter();
    let mut items = Vec::with_capacity(parts.size_hint().0);
    for (start, end) in parts {
        items.push(part(rt, v, b, start, end)?);
    }
    rt.new_list(&items)
}

/// `v[start..end]`: `v` itself if that is all of a bytes object.
fn part(rt: &mut Runtime, v: Value, b: &[u8], start: usize, end: usize) -> Res<Value> {
    if start == 0 && end == b.len() && rt.is_exact(v, rt.types.bytes) {
        return Ok(v);
    }
    rt.new_bytes_like(v, &b[start..end])
}

/// The separator argument of split: `None` for whitespace.
fn separator(rt: &mut Runtime, v: Value) -> Res<Option<&'static [u8]>> {
    if v.is_none() || v.is_unbound() {
        return Ok(None);
    }
    match rt.byte_argument(v)? {
        [] => rt.value_error("empty separator"),
        b => Ok(Some(b)),
    }
}

pub fn split(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let limit = args::limit(rt, a[2])?;
    let separator = separator(rt, a[1])?;
    let b = rt.bytes_of(a[0]);
    match separator {
        None => list_of(rt, a[0], words(b.len(), limit, |i| is_space(b[i]))),
        Some(separator) => list_of(rt, a[0], split_parts(Chars::One(b), Chars::One(separator), limit)),
    }
}

pub fn rsplit(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let limit = args::limit(rt, a[2])?;
    let separator = separator(rt, a[1])?;
    let b = rt.bytes_of(a[0]);
    let parts = match separator {
        None => words_from_right(b.len(), limit, |i| is_space(b[i])),
        Some(separator) => rsplit_parts(Chars::One(b), Chars::One(separator), limit),
    };
    list_of(rt, a[0], parts)
}

pub fn splitlines(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let keep = args::int_flag(rt, a[1])?;
    let b = rt.bytes_of(a[0]);
    let parts = line_parts(
        b.len(),
        keep,
        |i| matches!(b[i], 10 | 13),
        |i| b[i] == 13 && b[i + 1] == 10,
    );
    list_of(rt, a[0], parts)
}

fn strip_sides(rt: &mut Runtime, a: &[Value], left: bool, right: bool) -> Res<Value> {
    let set = if a[1].is_none() || a[1].is_unbound() {
        None
    } else {
        Some(rt.byte_argument(a[1])?)
    };
    let b = rt.bytes_of(a[0]);
    let goes = |c: &u8| set.map_or(is_space(*c), |set| set.contains(c));
    let start = if left {
        b.iter().take_while(|c| goes(c)).count()
    } else {
        0
    };
    let gone = if right {
        b[start..].iter().rev().take_while(|c| goes(c)).count()
    } else {
        0
    };
    part(rt, a[0], b, start, b.len() - gone)
}

pub fn strip(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    strip_sides(rt, a, true, true)
}

pub fn lstrip(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    strip_sides(rt, a, true, false)
}

pub fn rstrip(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    strip_sides(rt, a, false, true)
}

fn partition_at(
    rt: &mut Runtime,
    a: &[Value],
    find: fn(Chars<'_>, Chars<'_>) -> Option<usize>,
    right: bool,
) -> Res<Value> {
    let separator = rt.byte_argument(a[1])?;
    if separator.is_empty() {
        return rt.value_error("empty separator");
    }
    let b = rt.bytes_of(a[0]);
    let none: &[u8] = &[];
    let parts = match find(Chars::One(b), Chars::One(separator)) {
        Some(hit) => [&b[..hit], separator, &b[hit + separator.len()..]],
        None if right => [none, none, b],
        None => [b, none, none],
    };
    let mut items = [Value::NONE; 3];
    for (item, bytes) in items.iter_mut().zip(parts) {
        *item = rt.new_bytes_like(a[0], bytes)?;
    }
    rt.new_tuple(&items)
}

pub fn partition(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    partition_at(rt, a, search::find, false)
}

pub fn rpartition(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    partition_at(rt, a, search::rfind, true)
}

pub fn removeprefix(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let prefix = rt.byte_argument(a[1])?;
    let b = rt.bytes_of(a[0]);
    part(
        rt,
        a[0],
        b,
        if b.starts_with(prefix) { prefix.len() } else { 0 },
        b.len(),
    )
}

pub fn removesuffix(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let suffix = rt.byte_argument(a[1])?;
    let b = rt.bytes_of(a[0]);
    part(
        rt,
        a[0],
        b,
        0,
        b.len() - if b.ends_with(suffix) { suffix.len() } else { 0 },
    )
}

pub fn replace(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let old = rt.byte_argument(a[1])?;
    let new = rt.byte_argument(a[2])?;
    let limit = args::limit(rt, a[3])?;
    let b = rt.bytes_of(a[0]);
    let hits = if old.is_empty() {
        (0..=b.len()).take(limit).collect()
    } else {
        search::find_all(Chars::One(b), Chars::One(old), limit)
    };
    if hits.is_empty() {
        return part(rt, a[0], b, 0, b.len());
    }
    let mut all = vec![0; b.len() + hits.len() * new.len() - hits.len() * old.len()];
    replace_into(&mut all, b, &hits, old.len(), new);
    rt.new_bytes_like(a[0], &all)
}

pub fn join(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let items = join_items(rt, a[1])?;
    let separator = rt.bytes_of(a[0]).to_vec();
    let mut all = Vec::new();
    for (i, item) in items.iter().enumerate() {
        let Some(b) = rt.byte_vec_cow(*item) else {
            let name = rt.type_name(*item);
            return rt.type_error(format!("sequence item {i}: expected a bytes-like object, {name} found"));
        };
        if i > 0 {
            all.extend_from_slice(&separator);
        }
        all.extend_from_slice(&b);
    }
    match items[..] {
        [only] if rt.is_exact(only, rt.types.bytes) && rt.kind_of(a[0]) == Some(Kind::Bytes) => Ok(only),
        _ => rt.new_bytes_like(a[0], &all),
    }
}

pub fn decode(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let encoding = args::optional_str(rt, a[1], "decode() argument 'encoding'", "utf-8")?;
    let errors = args::optional_str(rt, a[2], "decode() argument 'errors'", "strict")?;
    let b = rt.bytes_of(a[0]);
    rt.decode(b, &encoding, &errors)
}

pub fn translate(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let table = if a[1].is_none() {
        None
    } else {
        let table = rt.byte_argument(a[1])?;
        if table.len() != 256 {
            return rt.value_error("translation table must be 256 characters long");
        }
        Some(table)
    };
    let gone = if a[2].is_unbound() {
        &[]
    } else {
        rt.byte_argument(a[2])?
    };
    let b = rt.bytes_of(a[0]);
    let mut drop = [false; 256];
    gone.iter().for_each(|c| drop[*c as usize] = true);
    let kept = b.iter().filter(|c| !drop[**c as usize]);
    let all: Vec<u8> = kept.map(|c| table.map_or(*c, |t| t[*c as usize])).collect();
    rt.new_bytes_like(a[0], &all)
}

pub fn maketrans(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let from = rt.byte_argument(a[0])?;
    let to = rt.byte_argument(a[1])?;
    if from.len() != to.len() {
        return rt.raise(Exc::ValueError, "maketrans arguments must have same length");
    }
    let mut table: Vec<u8> = (0..=255).collect();
    from.iter().zip(to).for_each(|(f, t)| table[*f as usize] = *t);
    rt.new_bytes(&table)
}
