//! Codecs written in Python: the search functions of `codecs.register` and what they found.

use super::super::super::{Exc, Res, Runtime};
use super::super::args;
use super::Codec;
use crate::heap::{Kind, Value};

/// Codecs known beside the native ones.
#[derive(Default)]
pub struct Registry {
    search: Vec<Value>,
    /// CodecInfo objects by normalised name.
    found: std::collections::HashMap<String, Value>,
}

impl Registry {
    pub fn roots(&self) -> impl Iterator<Item = Value> {
        self.search.iter().chain(self.found.values()).copied()
    }
}

/// Lower case, and runs of what is no letter, digit or dot as one underscore.
fn normalized(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        if c.is_ascii_alphanumeric() || c == '.' {
            out.push(c.to_ascii_lowercase());
        } else if !out.is_empty() && !out.ends_with('_') {
            out.push('_');
        }
    }
    out.trim_end_matches('_').to_string()
}

/// The CodecInfo of an encoding.
fn codec_info(rt: &mut Runtime, encoding: &str) -> Res<Value> {
    let name = normalized(encoding);
    if let Some(info) = rt.strings.codecs.found.get(&name) {
        return Ok(*info);
    }
    if rt.strings.codecs.search.is_empty() {
        // Loading the package registers its search function.
        let import = rt.builtin("__import__")?;
        let package = rt.new_str("encodings")?;
        if rt.call(import, &[package]).is_err() {
            if !rt.matches(Exc::ImportError) {
                return Err(super::super::super::Raised);
            }
            rt.clear_exc();
        }
    }
    for i in 0.. {
        let Some(&search) = rt.strings.codecs.search.get(i) else {
            break;
        };
        let argument = rt.new_str(&name)?;
        let info = rt.call(search, &[argument])?;
        if info.is_none() {
            continue;
        }
        if rt.kind_of(info) != Some(Kind::Tuple) || rt.items_of_tuple(info).len() != 4 {
            return rt.type_error("codec search functions must return 4-tuples");
        }
        rt.strings.codecs.found.insert(name, info);
        return Ok(info);
    }
    rt.raise(Exc::LookupError, format!("unknown encoding: {encoding}"))
}

/// What the encoder (0) or decoder (1) of `encoding` makes of `v`.
fn run(rt: &mut Runtime, v: Value, encoding: &str, errors: &str, which: usize) -> Res<Value> {
    let info = codec_info(rt, encoding)?;
    let f = rt.items_of_tuple(info)[which];
    let errors = rt.new_str(errors)?;
    let answer = rt.call(f, &[v, errors])?;
    if rt.kind_of(answer) != Some(Kind::Tuple) || rt.items_of_tuple(answer).len() != 2 {
        let what = ["encoder", "decoder"][which];
        return rt.type_error(format!("{what} must return a tuple (object, integer)"));
    }
    Ok(rt.items_of_tuple(answer)[0])
}

/// As `run`, for `str.encode` and `bytes.decode`: only encodings between text and bytes.
pub fn run_text(rt: &mut Runtime, v: Value, encoding: &str, errors: &str, which: usize) -> Res<Value> {
    let info = codec_info(rt, encoding)?;
    if let Some(flag) = rt.get_attr_opt(info, "_is_text_encoding")?
        && !rt.truth(flag)?
    {
        let function = ["codecs.encode()", "codecs.decode()"][which];
        return rt.raise(
            Exc::LookupError,
            format!("'{encoding}' is not a text encoding; use {function} to handle arbitrary codecs"),
        );
    }
    let result = run(rt, v, encoding, errors, which)?;
    let wanted = [Kind::Bytes, Kind::Str][which];
    if rt.kind_of(result) == Some(wanted) {
        return Ok(result);
    }
    let (what, kind, function) = [
        ("encoder", "bytes", "codecs.encode()"),
        ("decoder", "str", "codecs.decode()"),
    ][which];
    let name = rt.type_name(result);
    rt.type_error(format!(
        "'{encoding}' {what} returned '{name}' instead of '{kind}'; use {function} to {} to arbitrary types",
        ["encode", "decode"][which]
    ))
}

pub fn register(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    if rt.lookup_special(a[0], "__call__")?.is_none() {
        return rt.type_error("argument must be callable");
    }
    rt.strings.codecs.search.push(a[0]);
    Ok(Value::NONE)
}

pub fn unregister(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let codecs = &mut rt.strings.codecs;
    if let Some(at) = codecs.search.iter().position(|f| *f == a[0]) {
        codecs.search.remove(at);
        codecs.found.clear();
    }
    Ok(Value::NONE)
}

pub fn lookup(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    if !rt.is_str(a[0]) {
        let name = rt.argument_name(a[0]);
        return rt.type_error(format!("lookup() argument must be str, not {name}"));
    }
    let name = rt.str_to_string(a[0]);
    codec_info(rt, &name)
}

pub fn encode(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let encoding = args::optional_str(rt, a[1], "encode() argument 'encoding'", "utf-8")?;
    let errors = args::optional_str(rt, a[2], "encode() argument 'errors'", "strict")?;
    match Codec::find(&encoding) {
        Some(_) if rt.is_str(a[0]) => rt.encode(a[0], &encoding, &errors),
        _ => run(rt, a[0], &encoding, &errors, 0),
    }
}

pub fn decode(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let encoding = args::optional_str(rt, a[1], "decode() argument 'encoding'", "utf-8")?;
    let errors = args::optional_str(rt, a[2], "decode() argument 'errors'", "strict")?;
    match (Codec::find(&encoding), rt.byte_vec(a[0])) {
        (Some(_), Some(b)) => rt.decode(&b, &encoding, &errors),
        _ => run(rt, a[0], &encoding, &errors, 1),
    }
}
