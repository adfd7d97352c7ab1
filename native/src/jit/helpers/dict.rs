//! Dicts, and what is the same for all containers. All but `next`, `contains` and `len` take exact dicts.

use super::{DECLINED, UnitData, answering};
use crate::generated::layouts::{o_dict_iter, o_obj};
use crate::heap::{Ref, Value};
use crate::objects::quick::Step;

/// The globals of a unit live in its registers: its namespaces are the interpreter's.
fn is_namespace(data: &UnitData, d: Value) -> bool {
    data.namespaces.contains(&d.obj())
}

answering! {
    fn set(rt, data, d: Value, key: Value, value: Value) {
        if is_namespace(data, d) {
            return None;
        }
        rt.quick_dict_set(d.obj(), key, value).map(|()| Value::NONE)
    }

    fn delete(rt, data, d: Value, key: Value) {
        if is_namespace(data, d) {
            return None;
        }
        rt.quick_dict_pop(d.obj(), key, Value::UNBOUND).map(|_| Value::NONE)
    }

    fn set_default(rt, data, d: Value, key: Value, default: Value) {
        if is_namespace(data, d) { None } else { rt.quick_dict_set_default(d.obj(), key, default) }
    }

    /// `default` unbound: the key must be there.
    fn pop(rt, data, d: Value, key: Value, default: Value) {
        if is_namespace(data, d) { None } else { rt.quick_dict_pop(d.obj(), key, default) }
    }

    fn build(rt, _data) {
        let d = rt.new_dict();
        rt.quiet(d)
    }

    fn contains(rt, data, container: Value, v: Value) {
        if is_namespace(data, container) {
            return None;
        }
        rt.quick_contains(container, v).map(Value::bool)
    }

    fn truth(rt, _data, v: Value) { rt.quick_truth(v).map(Value::bool) }

    fn len(rt, _data, v: Value) {
        let r = v.as_object()?;
        let (t, class) = (&rt.types, rt.heap.class(r));
        let known = [t.str, t.list, t.tuple, t.dict, t.set].contains(&class);
        let n = i32::try_from(rt.heap.u32(r, o_obj::LEN)).ok()?;
        known.then_some(Value::int32(n))
    }
}

/// What `find` gives instead of an entry's place in the heap: there is none; the interpreter has to look.
pub const ABSENT: i64 = 0;
pub const UNDECIDED: i64 = 1;

/// The heap offset of the entry for a key, or `ABSENT`, or `UNDECIDED`.
pub unsafe extern "C" fn find(data: *const UnitData, d: Value, key: Value) -> i64 {
    // SAFETY: called by compiled code only; the number is passed in the bits of a Value.
    let answer = unsafe {
        super::answer(data, |rt, data| {
            if is_namespace(data, d) {
                return None;
            }
            let n = rt.quick_find(d.obj(), key)?;
            Some(Value(
                n.map_or(ABSENT as u64, |n| rt.dict_entry_ref(d.obj(), n).0 as u64),
            ))
        })
    };
    if answer == DECLINED { UNDECIDED } else { answer as i64 }
}

/// What `next` gives instead of an entry's place in the heap.
pub const END: i64 = 0;
pub const OTHER: i64 = 1;

/// Moves a dict iterator on: the heap offset of the entry, or `END`, or `OTHER`: the interpreter moves it on.
pub unsafe extern "C" fn next(data: *const UnitData, it: Value) -> i64 {
    // SAFETY: called by compiled code only; the number is passed in the bits of a Value.
    let answer = unsafe {
        super::answer(data, |rt, data| {
            let d = rt.heap.field(it.obj(), o_dict_iter::DICT);
            if data.namespaces.contains(&d) && d != Ref::NONE {
                return None;
            }
            Some(match rt.quick_dict_next(it.obj())? {
                Step::Item(entry) => Value(entry.0 as u64),
                Step::End => Value(END as u64),
            })
        })
    };
    if answer == DECLINED { OTHER } else { answer as i64 }
}
