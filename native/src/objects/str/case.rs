//! Case mappings and the `is…` questions about characters.

use super::super::unicode::{self, Case, flag, is};
use super::super::{Res, Runtime};
use super::{Chars, StrBuilder};
use crate::heap::{Ref, Value};

fn push_mapped(b: &mut StrBuilder, mapped: [u32; 3]) {
    b.push(mapped[0]);
    mapped[1..].iter().take_while(|c| **c != 0).for_each(|c| b.push(*c));
}

/// Is the capital sigma at `at` the last letter of a word?
fn is_final_sigma(s: Chars<'_>, at: usize) -> bool {
    let cased = |c: u32| is(c, flag::CASED);
    let skipped = |c: &u32| !is(*c, flag::CASE_IGNORABLE);
    s.slice(0, at).iter().rev().find(skipped).is_some_and(cased)
        && !s.slice(at + 1, s.len()).iter().find(skipped).is_some_and(cased)
}

fn push_lower(b: &mut StrBuilder, s: Chars<'_>, at: usize) {
    let c = s.at(at);
    if c == 0x3a3 {
        b.push(if is_final_sigma(s, at) { 0x3c2 } else { 0x3c3 });
    } else {
        push_mapped(b, unicode::map_case(c, Case::Lower));
    }
}

/// A new str from an ASCII one, byte by byte.
fn map_ascii(rt: &mut Runtime, s: &[u8], f: impl Fn(&mut [u8])) -> Res<Value> {
    if let [c] = s {
        let mut one = [*c];
        f(&mut one);
        return Ok(rt.strings.latin1(one[0]));
    }
    let (r, to) = rt.alloc_str(rt.types.str, 1, s.len())?;
    to.copy_from_slice(s);
    f(to);
    Ok(Value::object(r))
}

pub(super) fn lower(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let s = rt.chars(a[0]);
    match s {
        Chars::One(bytes) if bytes.is_ascii() => map_ascii(rt, bytes, <[u8]>::make_ascii_lowercase),
        _ => {
            let mut b = StrBuilder::with_capacity(s.len());
            (0..s.len()).for_each(|i| push_lower(&mut b, s, i));
            b.finish(rt)
        }
    }
}

fn mapped(rt: &mut Runtime, v: Value, case: Case) -> Res<Value> {
    let s = rt.chars(v);
    match s {
        Chars::One(bytes) if bytes.is_ascii() && case == Case::Upper => {
            map_ascii(rt, bytes, <[u8]>::make_ascii_uppercase)
        }
        Chars::One(bytes) if bytes.is_ascii() && case == Case::Fold => {
            map_ascii(rt, bytes, <[u8]>::make_ascii_lowercase)
        }
        _ => {
            let mut b = StrBuilder::with_capacity(s.len());
            s.iter().for_each(|c| push_mapped(&mut b, unicode::map_case(c, case)));
            b.finish(rt)
        }
    }
}

pub(super) fn upper(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    mapped(rt, a[0], Case::Upper)
}

pub(super) fn casefold(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    mapped(rt, a[0], Case::Fold)
}

pub(super) fn capitalize(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let s = rt.chars(a[0]);
    let mut b = StrBuilder::with_capacity(s.len());
    for (i, c) in s.iter().enumerate() {
        if i == 0 {
            push_mapped(&mut b, unicode::map_case(c, Case::Title))
        } else {
            push_lower(&mut b, s, i)
        }
    }
    b.finish(rt)
}

pub(super) fn title(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let s = rt.chars(a[0]);
    let mut b = StrBuilder::with_capacity(s.len());
    let mut in_word = false;
    for (i, c) in s.iter().enumerate() {
        if in_word {
            push_lower(&mut b, s, i)
        } else {
            push_mapped(&mut b, unicode::map_case(c, Case::Title))
        }
        in_word = is(c, flag::CASED);
    }
    b.finish(rt)
}

pub(super) fn swapcase(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let s = rt.chars(a[0]);
    let mut b = StrBuilder::with_capacity(s.len());
    for (i, c) in s.iter().enumerate() {
        if is(c, flag::UPPER) {
            push_lower(&mut b, s, i);
        } else if is(c, flag::LOWER) {
            push_mapped(&mut b, unicode::map_case(c, Case::Upper));
        } else {
            b.push(c);
        }
    }
    b.finish(rt)
}

/// Is the str not empty, and has every character one of the properties?
fn all(rt: &Runtime, a: &[Value], flags: u16) -> Res<Value> {
    let s = rt.chars(a[0]);
    Ok(Value::bool(!s.is_empty() && s.iter().all(|c| is(c, flags))))
}

pub(super) fn isalpha(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    all(rt, a, flag::ALPHA)
}

pub(super) fn isalnum(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    all(rt, a, flag::ALPHA | flag::DECIMAL | flag::DIGIT | flag::NUMERIC)
}

pub(super) fn isdecimal(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    all(rt, a, flag::DECIMAL)
}

pub(super) fn isdigit(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    all(rt, a, flag::DIGIT)
}

pub(super) fn isnumeric(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    all(rt, a, flag::NUMERIC)
}

pub(super) fn isspace(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    all(rt, a, flag::SPACE)
}

pub(super) fn isprintable(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    Ok(Value::bool(rt.chars(a[0]).iter().all(unicode::is_printable)))
}

pub(super) fn isascii(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    Ok(Value::bool(rt.chars(a[0]).is_ascii()))
}

/// All cased characters have the property `wanted`, none has `refused`, and there is one.
fn all_cased(rt: &Runtime, v: Value, wanted: u16, refused: u16) -> Res<Value> {
    let s = rt.chars(v);
    Ok(Value::bool(
        !s.iter().any(|c| is(c, refused)) && s.iter().any(|c| is(c, wanted)),
    ))
}

pub(super) fn islower(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    all_cased(rt, a[0], flag::LOWER, flag::UPPER | flag::TITLE)
}

pub(super) fn isupper(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    all_cased(rt, a[0], flag::UPPER, flag::LOWER | flag::TITLE)
}

pub(super) fn istitle(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let (mut in_word, mut any) = (false, false);
    for c in rt.chars(a[0]).iter() {
        if is(c, flag::UPPER | flag::TITLE) {
            if in_word {
                return Ok(Value::FALSE);
            }
            (in_word, any) = (true, true);
        } else if is(c, flag::LOWER) {
            if !in_word {
                return Ok(Value::FALSE);
            }
            any = true;
        } else {
            in_word = false;
        }
    }
    Ok(Value::bool(any))
}

pub fn is_identifier(s: Chars<'_>) -> bool {
    !s.is_empty() && is(s.at(0), flag::XID_START) && s.slice(1, s.len()).iter().all(|c| is(c, flag::XID_CONTINUE))
}

pub(super) fn isidentifier(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    Ok(Value::bool(is_identifier(rt.chars_of(Ref(a[0].low())))))
}
