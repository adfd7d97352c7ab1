//! Arguments that strs and bytes objects take: bounds, slices, optional strs.

use super::super::spec::Args;
use super::super::{Res, Runtime};
use crate::heap::Value;

/// A bound of a search: any int, clamped to i64; `None` when it is None or missing.
fn bound(rt: &mut Runtime, v: Value) -> Res<Option<i64>> {
    if v.is_none() || v.is_unbound() {
        return Ok(None);
    }
    if !rt.has_index(v)? {
        return rt.type_error("slice indices must be integers or None or have an __index__ method");
    }
    rt.as_index_clamped(v).map(Some)
}

/// What to look for and where, as `find` and the like are told.
pub struct Search {
    pub sub: Value,
    start: i64,
    end: i64,
}

impl Search {
    /// Start and end clamped to `0..=len`; start may exceed end or the length.
    pub fn range(&self, len: usize) -> (usize, usize) {
        let len = len as i64;
        let end = if self.end < 0 {
            self.end.saturating_add(len).max(0)
        } else {
            self.end.min(len)
        };
        let start = if self.start < 0 {
            self.start.saturating_add(len).max(0)
        } else {
            self.start
        };
        (start as usize, end as usize)
    }
}

/// The arguments (sub, start, end) of the receiver's method `name`, which takes no keywords.
pub fn search(rt: &mut Runtime, a: &Args<'_>, type_name: &str, name: &str) -> Res<Search> {
    if !a.kw.is_empty() {
        return rt.type_error(format!("{type_name}.{name}() takes no keyword arguments"));
    }
    let given = a.pos.len() - 1;
    if given == 0 {
        return rt.type_error(format!("{name}() takes at least 1 argument (0 given)"));
    }
    if given > 3 {
        return rt.type_error(format!("{name}() takes at most 3 arguments ({given} given)"));
    }
    let at = |i: usize| a.pos.get(i).copied().unwrap_or(Value::UNBOUND);
    let start = bound(rt, at(2))?.unwrap_or(0);
    let end = bound(rt, at(3))?.unwrap_or(i64::MAX);
    Ok(Search { sub: at(1), start, end })
}

/// An optional str argument such as an encoding; `what` begins the message when it is something else.
pub fn optional_str(rt: &mut Runtime, v: Value, what: &str, default: &str) -> Res<String> {
    if v.is_unbound() {
        return Ok(default.to_string());
    }
    if !rt.is_str(v) {
        let name = rt.argument_name(v);
        return rt.type_error(format!("{what} must be str, not {name}"));
    }
    Ok(rt.str_to_string(v))
}

/// The truth of an optional flag.
pub fn flag(rt: &mut Runtime, v: Value, default: bool) -> Res<bool> {
    if v.is_unbound() { Ok(default) } else { rt.truth(v) }
}

/// An optional flag that must be an int.
pub fn int_flag(rt: &mut Runtime, v: Value) -> Res<bool> {
    Ok(!v.is_unbound() && rt.as_c_int(v)? != 0)
}

/// An optional count such as `maxsplit`: `usize::MAX` when negative.
pub fn limit(rt: &mut Runtime, v: Value) -> Res<usize> {
    if v.is_unbound() {
        return Ok(usize::MAX);
    }
    let n = rt.as_size(v)?;
    Ok(if n < 0 { usize::MAX } else { n as usize })
}
