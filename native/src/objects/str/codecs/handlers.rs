//! The error handlers as functions of an exception, for `codecs.lookup_error`, and those that programs register.

use super::super::super::unicode::module::name_of;
use super::super::super::{Exc, Res, Runtime};
use super::super::{StrBuilder, ops};
use super::Codec;
use super::errors::{put_surrogate, surrogate_at};
use crate::heap::Value;

const NAMES: [&str; 8] = [
    "strict",
    "ignore",
    "replace",
    "xmlcharrefreplace",
    "backslashreplace",
    "namereplace",
    "surrogateescape",
    "surrogatepass",
];

/// Keeps the functions that `lookup_error` gives for the built-in names.
pub fn init(rt: &mut Runtime, module: Value) -> Res<()> {
    for name in NAMES {
        let f = rt.get_attr_str(module, &format!("{name}_errors"))?;
        rt.strings.builtin_handlers.insert(name, f);
    }
    Ok(())
}

pub fn register_error(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    if !rt.is_str(a[0]) {
        let name = rt.argument_name(a[0]);
        return rt.type_error(format!("register_error() argument 1 must be str, not {name}"));
    }
    if rt.lookup_special(a[1], "__call__")?.is_none() {
        return rt.type_error("handler must be callable");
    }
    let name = rt.str_to_string(a[0]);
    if rt.strings.builtin_handlers.get(name.as_str()) == Some(&a[1]) {
        rt.strings.error_handlers.remove(&name);
    } else {
        rt.strings.error_handlers.insert(name, a[1]);
    }
    Ok(Value::NONE)
}

pub fn lookup_error(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    if !rt.is_str(a[0]) {
        let name = rt.argument_name(a[0]);
        return rt.type_error(format!("lookup_error() argument must be str, not {name}"));
    }
    let name = rt.str_to_string(a[0]);
    let found = rt
        .strings
        .error_handlers
        .get(&name)
        .or(rt.strings.builtin_handlers.get(name.as_str()));
    match found {
        Some(f) => Ok(*f),
        None => rt.raise(Exc::LookupError, format!("unknown error handler name '{name}'")),
    }
}

/// What a UnicodeError says.
struct Problem {
    exc: Exc,
    object: Value,
    start: usize,
    end: usize,
}

const EXCEPTIONS: [Exc; 3] = [
    Exc::UnicodeEncodeError,
    Exc::UnicodeDecodeError,
    Exc::UnicodeTranslateError,
];

fn problem(rt: &mut Runtime, v: Value) -> Res<Problem> {
    let Some(exc) = EXCEPTIONS
        .into_iter()
        .find(|e| rt.is_instance(v, rt.exceptions[*e as usize]))
    else {
        return unhandled(rt, v);
    };
    let object = rt.get_attr_str(v, "object")?;
    let len = rt.len(object)?;
    let mut place = |name| -> Res<usize> {
        let at = rt.get_attr_str(v, name)?;
        Ok(rt.as_index_clamped(at)?.clamp(0, len as i64) as usize)
    };
    let (start, end) = (place("start")?, place("end")?);
    Ok(Problem {
        exc,
        object,
        start,
        end: end.max(start),
    })
}

fn unhandled<T>(rt: &mut Runtime, v: Value) -> Res<T> {
    let name = rt.type_name(v);
    rt.type_error(format!("don't know how to handle {name} in error callback"))
}

fn answer(rt: &mut Runtime, text: StrBuilder, end: usize) -> Res<Value> {
    let text = text.finish(rt)?;
    rt.new_tuple(&[text, Value::int32(end as i32)])
}

/// The code points that could not be encoded.
fn points(rt: &Runtime, p: &Problem) -> Vec<u32> {
    match rt.as_chars(p.object) {
        Some(s) => s.slice(p.start, p.end).iter().collect(),
        None => Vec::new(),
    }
}

fn undecoded(rt: &Runtime, p: &Problem) -> Vec<u8> {
    rt.byte_vec(p.object).map_or(Vec::new(), |b| b[p.start..].to_vec())
}

pub fn strict(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    if rt.is_instance(a[0], rt.exceptions[Exc::BaseException as usize]) {
        return rt.raise_value(a[0]);
    }
    rt.type_error("codec must pass exception instance")
}

pub fn ignore(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let p = problem(rt, a[0])?;
    answer(rt, StrBuilder::new(), p.end)
}

pub fn replace(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let p = problem(rt, a[0])?;
    let mut text = StrBuilder::new();
    match p.exc {
        Exc::UnicodeEncodeError => text.push_repeated(63, p.end - p.start),
        Exc::UnicodeDecodeError => text.push(0xfffd),
        _ => text.push_repeated(0xfffd, p.end - p.start),
    }
    answer(rt, text, p.end)
}

/// Encoding errors only: each code point becomes what `push` writes.
fn each(rt: &mut Runtime, a: &[Value], push: fn(&mut StrBuilder, u32)) -> Res<Value> {
    let p = problem(rt, a[0])?;
    if p.exc != Exc::UnicodeEncodeError {
        return unhandled(rt, a[0]);
    }
    let mut text = StrBuilder::new();
    points(rt, &p).into_iter().for_each(|c| push(&mut text, c));
    answer(rt, text, p.end)
}

pub fn xmlcharrefreplace(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    each(rt, a, |text, c| text.push_str(&format!("&#{c};")))
}

pub fn push_name(text: &mut StrBuilder, c: u32) {
    match name_of(c) {
        Some(name) => text.push_str(&format!("\\N{{{name}}}")),
        None => ops::push_escape(text, c),
    }
}

pub fn namereplace(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    each(rt, a, push_name)
}

pub fn backslashreplace(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let p = problem(rt, a[0])?;
    let mut text = StrBuilder::new();
    if p.exc == Exc::UnicodeDecodeError {
        let bytes = undecoded(rt, &p);
        bytes
            .iter()
            .take(p.end - p.start)
            .for_each(|b| text.push_str(&format!("\\x{b:02x}")));
    } else {
        points(rt, &p).into_iter().for_each(|c| ops::push_escape(&mut text, c));
    }
    answer(rt, text, p.end)
}

pub fn surrogateescape(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let p = problem(rt, a[0])?;
    if p.exc == Exc::UnicodeEncodeError {
        let points = points(rt, &p);
        if points.iter().any(|c| !(0xdc80..=0xdcff).contains(c)) {
            return rt.raise_value(a[0]);
        }
        let bytes: Vec<u8> = points.iter().map(|c| (c - 0xdc00) as u8).collect();
        let bytes = rt.new_bytes(&bytes)?;
        return rt.new_tuple(&[bytes, Value::int32(p.end as i32)]);
    }
    if p.exc != Exc::UnicodeDecodeError {
        return unhandled(rt, a[0]);
    }
    let bytes = undecoded(rt, &p);
    let mut text = StrBuilder::new();
    let escaped = bytes.iter().take((p.end - p.start).min(4)).take_while(|b| **b >= 128);
    escaped.for_each(|b| text.push(0xdc00 + *b as u32));
    if text.is_empty() {
        return rt.raise_value(a[0]);
    }
    let end = p.start + text.len();
    answer(rt, text, end)
}

pub fn surrogatepass(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let p = problem(rt, a[0])?;
    let encoding = rt.get_attr_str(a[0], "encoding")?;
    let encoding = rt.str(encoding)?;
    let encoding = rt.str_to_string(encoding);
    let Some(codec) = Codec::find(&encoding) else {
        return rt.raise_value(a[0]);
    };
    if p.exc == Exc::UnicodeEncodeError {
        let mut out = Vec::new();
        if !points(rt, &p).into_iter().all(|c| put_surrogate(codec, &mut out, c)) {
            return rt.raise_value(a[0]);
        }
        let bytes = rt.new_bytes(&out)?;
        return rt.new_tuple(&[bytes, Value::int32(p.end as i32)]);
    }
    if p.exc != Exc::UnicodeDecodeError {
        return unhandled(rt, a[0]);
    }
    match surrogate_at(codec, &encoding, &undecoded(rt, &p)) {
        Some((cp, len)) => {
            let mut text = StrBuilder::new();
            text.push(cp);
            answer(rt, text, p.start + len)
        }
        None => rt.raise_value(a[0]),
    }
}
