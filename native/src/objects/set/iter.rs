//! Iterators over sets.

use crate::generated::layouts::o_set_iter;
use crate::heap::{Kind, Ref, Value};
use crate::objects::iterators::{iterator_type, reduce_rest};
use crate::objects::spec::{Params, TypeSpec, method};
use crate::objects::{Exc, Res, Runtime};

pub static SET_ITER: TypeSpec = iterator_type(
    "set_iterator",
    Kind::SetIter,
    next,
    &[
        method("__length_hint__", Params::NoArgs, length_hint),
        method("__reduce__", Params::NoArgs, reduce),
    ],
);

impl Runtime {
    pub fn new_set_iter(&mut self, set: Value) -> Res<Value> {
        let class = self.types.set_iterator;
        let r = self.alloc(Kind::SetIter, class, o_set_iter::SIZE as usize)?;
        let len = self.set_len(set.obj()) as u32;
        self.heap.set_field(r, o_set_iter::SET, set.obj());
        self.heap.set_u32(r, o_set_iter::EXPECTED, len);
        self.heap.set_u32(r, o_set_iter::LEFT, len);
        Ok(Value::object(r))
    }
}

fn next(rt: &mut Runtime, it: Value) -> Res<Option<Value>> {
    let it = it.obj();
    let set = rt.heap.field(it, o_set_iter::SET);
    if set.is_none() {
        return Ok(None);
    }
    if rt.set_len(set) as u32 != rt.heap.u32(it, o_set_iter::EXPECTED) {
        // Sticky: every later call fails too.
        rt.heap.set_u32(it, o_set_iter::EXPECTED, u32::MAX);
        return rt.raise(Exc::RuntimeError, "Set changed size during iteration");
    }
    match rt.set_next_place(set, rt.heap.u32(it, o_set_iter::INDEX)) {
        Some(i) => {
            rt.heap.set_u32(it, o_set_iter::INDEX, i + 1);
            rt.heap.set_u32(
                it,
                o_set_iter::LEFT,
                rt.heap.u32(it, o_set_iter::LEFT).saturating_sub(1),
            );
            Ok(Some(rt.set_entry(set, i).0))
        }
        None => {
            rt.heap.set_field(it, o_set_iter::SET, Ref::NONE);
            Ok(None)
        }
    }
}

fn length_hint(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let it = args[0].obj();
    let set = rt.heap.field(it, o_set_iter::SET);
    if set.is_none() || rt.set_len(set) as u32 != rt.heap.u32(it, o_set_iter::EXPECTED) {
        return Ok(Value::ZERO);
    }
    rt.int(rt.heap.u32(it, o_set_iter::LEFT) as i64)
}

fn reduce(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    use o_set_iter::*;
    reduce_rest(rt, args[0], [SET, INDEX, EXPECTED, LEFT])
}
