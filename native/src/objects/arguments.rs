//! Binding the arguments of a native function to its parameters, with CPython's messages.

use super::spec::Params;
use super::{Res, Runtime};
use crate::heap::Value;

fn plural(n: usize) -> &'static str {
    if n == 1 { "" } else { "s" }
}

/// `values` and as many unbound ones as there must be to have `count`.
fn padded(values: &[Value], count: usize) -> Vec<Value> {
    let mut all = Vec::with_capacity(count);
    all.extend_from_slice(values);
    all.resize(count, Value::UNBOUND);
    all
}

impl Runtime {
    /// One value per parameter, missing ones UNBOUND. `pos` does not have the receiver.
    pub fn bind_args(&mut self, name: &str, params: Params, pos: &[Value], kw: &[(Value, Value)]) -> Res<Vec<Value>> {
        let (names, required, max_pos) = match params {
            Params::Kw(names, required, max_pos) => (names, required, max_pos),
            _ if !kw.is_empty() => return self.type_error(format!("{name}() takes no keyword arguments")),
            Params::NoArgs if pos.is_empty() => return Ok(Vec::new()),
            Params::NoArgs => {
                return self.type_error(format!("{name}() takes no arguments ({} given)", pos.len()));
            }
            Params::One if pos.len() == 1 => return Ok(pos.to_vec()),
            Params::One => {
                return self.type_error(format!("{name}() takes exactly one argument ({} given)", pos.len()));
            }
            Params::Pos(min, max) => return self.bind_positional(name, min, max, pos),
        };
        let given = pos.len() + kw.len();
        if given > names.len() {
            let bound = if required < names.len() { "at most" } else { "exactly" };
            let what = if pos.is_empty() { "keyword " } else { "" };
            let (max, s) = (names.len(), plural(names.len()));
            return self.type_error(format!(
                "{name}() takes {bound} {max} {what}argument{s} ({given} given)"
            ));
        }
        if pos.len() > max_pos {
            if max_pos == 0 {
                return self.type_error(format!("{name}() takes no positional arguments"));
            }
            let bound = if required < max_pos { "at most" } else { "exactly" };
            let (s, n) = (plural(max_pos), pos.len());
            return self.type_error(format!(
                "{name}() takes {bound} {max_pos} positional argument{s} ({n} given)"
            ));
        }
        let mut bound = padded(pos, names.len());
        for &(key, value) in kw {
            let key = self.str_to_string(key);
            match names.iter().position(|n| *n == key && !n.is_empty()) {
                None => return self.type_error(format!("'{key}' is an invalid keyword argument for {name}()")),
                Some(i) if !bound[i].is_unbound() => {
                    let place = i + 1;
                    return self.type_error(format!(
                        "argument for {name}() given by name ('{key}') and position ({place})"
                    ));
                }
                Some(i) => bound[i] = value,
            }
        }
        if let Some(i) = bound[..required].iter().position(|v| v.is_unbound()) {
            if names[i].is_empty() {
                let min = names.iter().take(required).filter(|n| n.is_empty()).count();
                let (s, n) = (plural(min), pos.len());
                return self.type_error(format!(
                    "{name}() takes at least {min} positional argument{s} ({n} given)"
                ));
            }
            return self.type_error(format!(
                "{name}() missing required argument '{}' (pos {})",
                names[i],
                i + 1
            ));
        }
        Ok(bound)
    }

    fn bind_positional(&mut self, name: &str, min: usize, max: usize, pos: &[Value]) -> Res<Vec<Value>> {
        let n = pos.len();
        if n < min || n > max {
            let limit = if n < min { min } else { max };
            let bound = match () {
                _ if min == max => "",
                _ if n < min => "at least ",
                _ => "at most ",
            };
            return self.type_error(format!(
                "{name} expected {bound}{limit} argument{}, got {n}",
                plural(limit)
            ));
        }
        Ok(padded(pos, max))
    }
}
