//! Strs, exact ones unless said otherwise.

use super::{UnitData, answering};
use crate::heap::{Ref, Value};
use crate::objects::spec::CmpOp;
use crate::objects::unicode;

answering! {
    fn concat(rt, _data, a: Value, b: Value) { rt.quick_str_concat(a, b) }

    /// The same; `own`: of the left one nobody knows but who takes the result in its place.
    fn append(rt, _data, a: Value, b: Value, own: i64) {
        if own == 0 {
            return rt.quick_str_concat(a, b);
        }
        let longer = rt.str_append(a, b);
        rt.quiet(longer)
    }

    fn index(rt, _data, s: Value, i: i64) { rt.quick_str_index(s, i) }

    fn slice(rt, _data, s: Value, start: Value, stop: Value) { rt.quick_str_slice(s, start, stop) }

    /// `s[start:start + count]`, bounds in range.
    fn part(rt, _data, s: Value, start: i64, count: i64) {
        let part = rt.substring(s, start as usize, (start + count) as usize);
        rt.quiet(part)
    }

    fn part_equal(rt, _data, s: Value, start: i64, count: i64, other: Value) {
        let part = rt.chars(s).slice(start as usize, (start + count) as usize);
        Some(Value::bool(part.same(rt.chars(other))))
    }

    fn char_is(_rt, _data, c: i64, flags: i64) { Some(Value::bool(unicode::is(c as u32, flags as u16))) }

    fn equal(rt, _data, a: Value, b: Value) { rt.quick_compare(a, b, CmpOp::Eq).map(Value::bool) }

    /// -1, 0 or 1
    fn compare(rt, _data, a: Value, b: Value) {
        let less = rt.quick_compare(a, b, CmpOp::Lt)?;
        let greater = !less && rt.quick_compare(a, b, CmpOp::Gt)?;
        Some(Value::int32(greater as i32 - less as i32))
    }

    fn chr(rt, _data, n: i64) {
        if !(0..0x11_0000).contains(&n) {
            return None;
        }
        let c = rt.char_str(n as u32);
        rt.quiet(c)
    }

    /// `str(v)` of anything.
    fn of(rt, _data, v: Value) { rt.quick_to_str(v) }

    /// `int(v)` of anything.
    fn parse_int(rt, _data, v: Value) { rt.quick_to_int(v) }

    fn format_value(rt, _data, v: Value, conversion: i64, spec: Value) {
        rt.quick_format(v, conversion as u32, spec)
    }

    /// The strs in `count` values at heap offset `at`, joined.
    fn build(rt, _data, at: i64, count: i64) {
        let parts = rt.heap.values(at as u32, count as usize);
        let mut few = [Value::NONE; 16];
        match few.get_mut(..parts.len()) {
            Some(few) => {
                few.copy_from_slice(parts);
                rt.quick_str_join(few)
            }
            None => {
                let parts = parts.to_vec();
                rt.quick_str_join(&parts)
            }
        }
    }

    fn method0(rt, _data, f: Value, s: Value) { rt.quick_str_method(Ref(f.low()), &[s]) }

    fn method1(rt, _data, f: Value, s: Value, a: Value) { rt.quick_str_method(Ref(f.low()), &[s, a]) }

    fn method2(rt, _data, f: Value, s: Value, a: Value, b: Value) {
        rt.quick_str_method(Ref(f.low()), &[s, a, b])
    }

    /// `s % v`
    fn percent(rt, _data, s: Value, v: Value) { rt.quick_percent(s, v) }
}
