//! Format specifications, %-formatting and str.format.

mod layout;
mod number;
mod percent;
mod percent_bytes;
mod short;
mod spec;
mod string;
mod template;

use super::spec::{MethodDef, ModuleSpec, TypeSpec};
use super::{Exc, Res, Runtime};
use crate::heap::{Kind, Value};

pub use number::{format_complex, format_float, format_int};
pub use string::format_str;

/// Types, builtin functions and native modules of this folder; see `registry.rs`.
pub static TYPES: &[&TypeSpec] = &[];
pub static FUNCTIONS: &[MethodDef] = &[];
pub static MODULES: &[&ModuleSpec] = &[&template::STRING_MODULE];

/// A type's formatter: the value and the code points of the spec, which is not empty.
pub type Formatter = fn(&mut Runtime, Value, &[u32]) -> Res<Value>;

/// `__format__(self, spec)` of a type.
pub fn format_method(rt: &mut Runtime, args: &[Value], format: Formatter) -> Res<Value> {
    if rt.kind_of(args[1]) != Some(Kind::Str) {
        let name = rt.argument_name(args[1]);
        return rt.type_error(format!("__format__() argument must be str, not {name}"));
    }
    let spec = rt.str_code_points(args[1]);
    if spec.is_empty() {
        return rt.str(args[0]);
    }
    format(rt, args[0], &spec)
}

/// Widths and precisions beyond this are out of memory rather than tried.
const MAX_LENGTH: usize = 1 << 30;

impl Runtime {
    /// MemoryError for a text of unreasonable length.
    fn check_length(&mut self, length: usize) -> Res<()> {
        if length > MAX_LENGTH {
            return self.raise(Exc::MemoryError, "");
        }
        Ok(())
    }

    /// A field of an f-string: conversion (0, 's', 'r' or 'a'), then formatting; an unbound spec is empty.
    pub fn format_value(&mut self, v: Value, conversion: u32, spec: Value) -> Res<Value> {
        let v = match conversion as u8 {
            b's' => self.str(v)?,
            b'r' => self.repr(v)?,
            b'a' => self.ascii(v)?,
            _ => v,
        };
        if !spec.is_unbound()
            && !self.is_empty_str(spec)
            && let Some(text) = self.format_short(v, spec)
        {
            return Ok(text);
        }
        let spec = if spec.is_unbound() {
            Vec::new()
        } else {
            self.str_code_points(spec)
        };
        self.format_points(v, &spec)
    }

    /// `format(v, spec)` with the spec's code points; exact built-in types take no detour.
    pub fn format_points(&mut self, v: Value, spec: &[u32]) -> Res<Value> {
        let class = self.class_of(v);
        let formatter: Option<Formatter> = match class {
            _ if class == self.types.str && spec.is_empty() => return Ok(v),
            _ if class == self.types.str => Some(format_str),
            _ if class == self.types.int || class == self.types.bool => Some(format_int),
            _ if class == self.types.float => Some(format_float),
            _ => None,
        };
        match formatter {
            Some(_) if spec.is_empty() => self.str(v),
            Some(formatter) => formatter(self, v, spec),
            None => {
                let spec = self.str_from_code_points(spec)?;
                self.format(v, spec)
            }
        }
    }
}
