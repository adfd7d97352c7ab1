//! Sets, exact ones.

use super::{DECLINED, UnitData, answering};
use crate::heap::Value;
use crate::objects::quick::Step;

answering! {
    fn add(rt, _data, s: Value, key: Value) {
        rt.quick_set_add(s.obj(), key).map(|()| Value::NONE)
    }

    fn discard(rt, _data, s: Value, key: Value) {
        rt.quick_set_discard(s.obj(), key).map(|_| Value::NONE)
    }

    /// The key must be there.
    fn remove(rt, _data, s: Value, key: Value) {
        rt.quick_set_discard(s.obj(), key)?.then_some(Value::NONE)
    }

    fn build(rt, _data) {
        let s = rt.new_set();
        rt.quiet(s)
    }
}

/// What `next` gives at the end; no Value has these bits.
pub const END: i64 = (DECLINED + 1) as i64;

/// Moves a set iterator on: the item, or `END`, or `DECLINED`.
pub unsafe extern "C" fn next(data: *const UnitData, it: Value) -> i64 {
    // SAFETY: called by compiled code only.
    let answer = unsafe {
        super::answer(data, |rt, _| {
            Some(match rt.quick_set_next(it.obj())? {
                Step::Item(v) => v,
                Step::End => Value(END as u64),
            })
        })
    };
    answer as i64
}
