//! Exact lists, and what lists and tuples have in common.

use super::{UnitData, answering, guarded, runtime};
use crate::generated::layouts::status;
use crate::heap::Value;
use crate::objects::slice::Span;
use crate::objects::spec::BinOp;

pub unsafe extern "C" fn list_append(data: *const UnitData, list: u64, item: u64) -> u32 {
    // SAFETY: see `runtime`.
    let rt = unsafe { runtime(data) };
    guarded(rt, |rt| match rt.list_append(Value(list), Value(item)) {
        Ok(()) => status::OK,
        Err(_) => status::EXC,
    })
}

answering! {
    fn pop(rt, _data, list: Value, index: Value) {
        let (n, len) = (index.as_small_int()?, rt.list_len(list.obj()) as i64);
        let at = if n < 0 { n + len } else { n };
        (0..len).contains(&at).then(|| rt.list_remove_at(list.obj(), at as usize))
    }

    fn insert(rt, _data, list: Value, index: Value, item: Value) {
        let (n, len) = (index.as_small_int()?, rt.list_len(list.obj()) as i64);
        let at = if n < 0 { (n + len).max(0) } else { n.min(len) };
        let done = rt.list_insert(list.obj(), at as usize, item);
        rt.quiet(done).map(|()| Value::NONE)
    }

    fn extend(rt, _data, list: Value, items: Value) {
        if !rt.is_exact(items, rt.types.list) && !rt.is_exact(items, rt.types.tuple) {
            return None;
        }
        let done = rt.list_extend(list, items);
        rt.quiet(done).map(|()| Value::NONE)
    }

    fn reverse(rt, _data, list: Value) {
        rt.list_reverse(list.obj());
        Some(Value::NONE)
    }

    fn copy(rt, _data, list: Value) {
        let all = Span::new(None, None, 1, rt.list_len(list.obj()));
        let copy = rt.list_slice(list.obj(), all);
        rt.quiet(copy)
    }

    fn clear(rt, _data, list: Value) {
        rt.list_truncate(list.obj(), 0);
        Some(Value::NONE)
    }

    /// Of a list or tuple.
    fn slice(rt, _data, v: Value, start: Value, stop: Value, step: Value) { rt.quick_slice(v, start, stop, step) }

    /// Two lists or two tuples.
    fn concat(rt, _data, a: Value, b: Value) {
        let sum = rt.binary(BinOp::Add, a, b);
        rt.quiet(sum)
    }

    /// A list or tuple several times.
    fn repeat(rt, _data, v: Value, count: Value) {
        count.as_small_int()?;
        let all = rt.binary(BinOp::Mul, v, count);
        rt.quiet(all)
    }
}
