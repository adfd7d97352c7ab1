//! Iterators over exact lists, tuples, ranges and other built-in containers.

use super::{UnitData, answering};
use crate::heap::{Kind, Value};

answering! {
    fn enumerate(rt, _data, v: Value) {
        let inner = rt.quick_iter(v)?;
        let it = rt.new_native(Kind::NativeIter, rt.types.enumerate, &[inner, Value::ZERO]);
        rt.quiet(it)
    }

    /// Of two, or three.
    fn zip(rt, _data, a: Value, b: Value, c: Value) {
        let mut inner = vec![rt.quick_iter(a)?, rt.quick_iter(b)?];
        if !c.is_unbound() {
            inner.push(rt.quick_iter(c)?);
        }
        let it = rt.new_native(Kind::NativeIter, rt.types.zip, &inner);
        rt.quiet(it)
    }

    /// Of a generator's function, with the arguments in a tuple.
    fn new_generator(rt, _data, func: Value, args: Value) {
        let args = rt.items_of_tuple(args).to_vec();
        let it = crate::helpers::new_generator(rt, func.obj(), &args);
        rt.quiet(it)
    }

    /// Of a list.
    fn reversed(rt, _data, v: Value) {
        if !rt.is_exact(v, rt.types.list) {
            return None;
        }
        let it = rt.new_list_reversed(v);
        rt.quiet(it)
    }
}
