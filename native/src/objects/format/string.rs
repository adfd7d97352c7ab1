//! `str.__format__`.

use super::layout::padded;
use super::spec::{parse, unknown_code};
use crate::heap::Value;
use crate::objects::{Res, Runtime};

pub fn format_str(rt: &mut Runtime, v: Value, text: &[u32]) -> Res<Value> {
    let spec = parse(rt, text, b'<', v)?;
    if !matches!(spec.kind_byte(), 0 | b's') {
        return unknown_code(rt, &spec, v);
    }
    let refused = match () {
        _ if spec.sign == b' ' => "Space not allowed in string format specifier",
        _ if spec.sign != 0 => "Sign not allowed in string format specifier",
        _ if spec.no_negative_zero => "Negative zero coercion (z) not allowed in string format specifier",
        _ if spec.alternate => "Alternate form (#) not allowed in string format specifier",
        _ if spec.align == b'=' => "'=' alignment not allowed in string format specifier",
        _ => "",
    };
    if !refused.is_empty() {
        return rt.value_error(refused);
    }
    let points = rt.str_code_points(v);
    let shown = &points[..points.len().min(spec.precision.unwrap_or(usize::MAX))];
    let padding = spec.width.saturating_sub(shown.len());
    if padding == 0 && shown.len() == points.len() && rt.is_exact(v, rt.types.str) {
        return Ok(v);
    }
    let all = padded(shown, &spec, padding);
    rt.str_from_code_points(&all)
}
