//! Methods that pad, expand and translate.

use super::super::{Exc, Res, Runtime};
use super::{Chars, StrBuilder, args};
use crate::heap::{Kind, Ref, Value};

fn fill_char(rt: &mut Runtime, v: Value) -> Res<u32> {
    if v.is_unbound() {
        return Ok(32);
    }
    match rt.as_chars(v) {
        Some(s) if s.len() == 1 => Ok(s.at(0)),
        Some(_) => rt.type_error("The fill character must be exactly one character long"),
        None => {
            let name = rt.type_name(v);
            rt.type_error(format!("The fill character must be a unicode character, not {name}"))
        }
    }
}

fn check_length(rt: &mut Runtime, n: usize) -> Res<()> {
    if n > 1 << 31 {
        rt.raise(Exc::MemoryError, "")
    } else {
        Ok(())
    }
}

/// Pads to the width a[1] with the character a[2]; `left_share` says how much of the padding goes to the left.
fn pad(rt: &mut Runtime, a: &[Value], left_share: fn(usize, usize) -> usize) -> Res<Value> {
    let width = rt.as_size(a[1])?.max(0) as usize;
    let fill = fill_char(rt, a[2])?;
    let s = rt.chars(a[0]);
    if width <= s.len() {
        return rt.plain_str(a[0]);
    }
    check_length(rt, width)?;
    let missing = width - s.len();
    let left = left_share(missing, width);
    let mut b = StrBuilder::with_capacity(width);
    b.push_repeated(fill, left);
    b.push_chars(s);
    b.push_repeated(fill, missing - left);
    b.finish(rt)
}

pub(super) fn center(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    pad(rt, a, |missing, width| missing / 2 + (missing & width & 1))
}

pub(super) fn ljust(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    pad(rt, a, |_, _| 0)
}

pub(super) fn rjust(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    pad(rt, a, |missing, _| missing)
}

pub(super) fn zfill(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let width = rt.as_size(a[1])?.max(0) as usize;
    let s = rt.chars(a[0]);
    if width <= s.len() {
        return rt.plain_str(a[0]);
    }
    check_length(rt, width)?;
    let mut b = StrBuilder::with_capacity(width);
    let signed = !s.is_empty() && matches!(s.at(0), 43 | 45);
    if signed {
        b.push(s.at(0));
    }
    b.push_repeated(48, width - s.len());
    b.push_chars(s.slice(signed as usize, s.len()));
    b.finish(rt)
}

pub(super) fn expandtabs(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let size = if a[1].is_unbound() {
        8
    } else {
        i64::from(rt.as_c_int(a[1])?)
    };
    let s = rt.chars(a[0]);
    let mut b = StrBuilder::with_capacity(s.len());
    let mut column = 0i64;
    for c in s.iter() {
        match c {
            9 if size > 0 => {
                let n = size - column % size;
                check_length(rt, b.len() + n as usize)?;
                b.push_repeated(32, n as usize);
                column += n;
            }
            9 => {}
            _ => {
                b.push(c);
                column = if c == 10 || c == 13 { 0 } else { column + 1 };
            }
        }
    }
    b.finish(rt)
}

/// What a translation table makes of one code point.
enum Translated {
    Same,
    Char(u32),
    Text(Chars<'static>),
    Gone,
}

fn translated(rt: &mut Runtime, table: Value, cp: u32) -> Res<Translated> {
    let to = match rt.get_item(table, Value::int32(cp as i32)) {
        Ok(v) => v,
        Err(_) if rt.matches(Exc::LookupError) => {
            rt.clear_exc();
            return Ok(Translated::Same);
        }
        Err(e) => return Err(e),
    };
    if to.is_none() {
        return Ok(Translated::Gone);
    }
    if let Some(s) = rt.as_chars(to) {
        return Ok(Translated::Text(s));
    }
    let n = match (to.as_small_int(), to.as_bool()) {
        (Some(n), _) => n,
        (_, Some(b)) => b as i64,
        _ if rt.kind_of(to) == Some(Kind::Int) => -1,
        _ => return rt.type_error("character mapping must return integer, None or str"),
    };
    if !(0..0x11_0000).contains(&n) {
        return rt.value_error("character mapping must be in range(0x110000)");
    }
    Ok(Translated::Char(n as u32))
}

pub(super) fn translate(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let (s, table) = (rt.chars(a[0]), a[1]);
    // A plain dict answers the same each time.
    let stable = rt.is_exact(table, rt.types.dict);
    let mut known: Vec<Option<Translated>> = Vec::new();
    known.resize_with(if stable { 256 } else { 0 }, || None);
    let mut b = StrBuilder::with_capacity(s.len());
    let scope = rt.scope();
    rt.root(a[0]);
    rt.root(table);
    let mut translate_all = || -> Res<()> {
        for cp in s.iter() {
            let fresh;
            let t = match known.get_mut(cp as usize) {
                Some(Some(t)) => &*t,
                Some(slot) => slot.insert(translated(rt, table, cp)?),
                None => {
                    fresh = translated(rt, table, cp)?;
                    &fresh
                }
            };
            match t {
                Translated::Same => b.push(cp),
                Translated::Char(c) => b.push(*c),
                Translated::Text(s) => b.push_chars(*s),
                Translated::Gone => {}
            }
        }
        Ok(())
    };
    let done = translate_all();
    rt.unscope(scope);
    done?;
    b.finish(rt)
}

pub(super) fn maketrans(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let table = rt.new_dict()?;
    if a[1].is_unbound() {
        if rt.kind_of(a[0]) != Some(Kind::Dict) || !rt.is_exact(a[0], rt.types.dict) {
            return rt.type_error("if you give only one argument to maketrans it must be a dict");
        }
        let items = rt.call_method(a[0], "items", &[])?;
        for pair in rt.collect(items)? {
            let pair = rt.items_of_tuple(pair).to_vec();
            let key = match rt.as_chars(pair[0]) {
                Some(s) if s.len() == 1 => Value::int32(s.at(0) as i32),
                Some(_) => return rt.value_error("string keys in translate table must be of length 1"),
                None if pair[0].is_small_int() || pair[0].is_bool() || rt.kind_of(pair[0]) == Some(Kind::Int) => {
                    pair[0]
                }
                None => return rt.type_error("keys in translate table must be strings or integers"),
            };
            rt.set_item(table, key, pair[1])?;
        }
        return Ok(table);
    }
    let Some(from) = rt.as_chars(a[0]) else {
        return rt.type_error("first maketrans argument must be a string if there is a second argument");
    };
    let to = super::pieces::named_text(rt, a[1], "maketrans() argument 2")?;
    let gone = if a[2].is_unbound() {
        Chars::EMPTY
    } else {
        super::pieces::named_text(rt, a[2], "maketrans() argument 3")?
    };
    if from.len() != to.len() {
        return rt.value_error("the first two maketrans arguments must have equal length");
    }
    for (k, v) in from.iter().zip(to.iter()) {
        rt.set_item(table, Value::int32(k as i32), Value::int32(v as i32))?;
    }
    for k in gone.iter() {
        rt.set_item(table, Value::int32(k as i32), Value::NONE)?;
    }
    Ok(table)
}

pub(super) fn encode(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let encoding = args::optional_str(rt, a[1], "encode() argument 'encoding'", "utf-8")?;
    let errors = args::optional_str(rt, a[2], "encode() argument 'errors'", "strict")?;
    rt.encode(a[0], &encoding, &errors)
}

pub(super) fn getnewargs(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let s = rt.plain_str(a[0])?;
    rt.new_tuple(&[s])
}

pub(super) fn sizeof(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    // CPython's sizes: header by compactness, then the units and a terminator.
    let s = rt.chars_of(Ref(a[0].low()));
    let header = if s.is_ascii() { 48 } else { 72 };
    rt.int((header + (s.len() + 1) * s.width() as usize) as i64)
}
