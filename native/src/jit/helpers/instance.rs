//! Instances of ordinary classes.

use super::answering;
use crate::heap::Value;
use crate::jit::exits::UnitData;

answering! {
    /// A new instance of a plain class.
    fn new(rt, _data, class: u64) {
        let made = rt.alloc_instance(Value(class).obj());
        if made.is_err() {
            rt.clear_exc();
        }
        made.ok().map(Value::object)
    }
}
