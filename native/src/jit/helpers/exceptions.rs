//! Raising and catching in compiled code.

use super::{DECLINED, answering, guarded, runtime};
use crate::generated::layouts::status;
use crate::heap::Value;
use crate::helpers::{is_match, unwind};
use crate::jit::exits::UnitData;
use crate::objects::Runtime;

/// Gives the exception in `Ctx.EXC` to a handler; what panics meanwhile only costs it its traceback.
///
/// # Safety
/// As `runtime`.
unsafe fn caught(data: *const UnitData, f: impl FnOnce(&mut Runtime) -> Option<Value>) -> u64 {
    // SAFETY: the caller's promise.
    let rt = unsafe { runtime(data) };
    match std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| f(rt))) {
        Ok(exc) => exc.map_or(DECLINED, |exc| exc.0),
        Err(_) => rt.take_exc().0,
    }
}

/// The instruction at word `pc` of the unit's frame has raised, and its handler is in the unit.
pub unsafe extern "C" fn catch(data: *const UnitData, fp: u32, pc: i64) -> u64 {
    // SAFETY: see `runtime`.
    unsafe { caught(data, |rt| Some(unwind::catch(rt, fp, pc as u32))) }
}

/// The same for what a unit that was called was left with. `DECLINED`: a frame above is the interpreter's to go on in.
pub unsafe extern "C" fn catch_from_callee(data: *const UnitData, fp: u32) -> u64 {
    // SAFETY: see `runtime`.
    unsafe {
        caught(data, |rt| {
            let at = unwind::leave_frames(rt, fp)?;
            Some(unwind::catch(rt, fp, at))
        })
    }
}

/// `__init__` has returned something else than None.
pub unsafe extern "C" fn refuse_init(data: *const UnitData, result: u64) -> u32 {
    // SAFETY: see `runtime`.
    let rt = unsafe { runtime(data) };
    guarded(rt, |rt| {
        let got = rt.type_name(Value(result));
        let _ = rt.type_error::<()>(format!("__init__() should return None, not '{got}'"));
        status::EXC
    })
}

answering! {
    /// `BaseException.__new__(class, *args)`
    fn new(rt, _data, class: u64, args: u64) {
        let args = rt.items_of_tuple(Value(args)).to_vec();
        match rt.alloc_exception(Value(class).obj(), &args) {
            Ok(exc) => Some(exc),
            Err(_) => {
                rt.clear_exc();
                None
            }
        }
    }

    /// `raise what`: sets `Ctx.EXC`.
    fn raise(rt, _data, what: u64) {
        unwind::raise(rt, Value(what)).then_some(Value::NONE)
    }

    fn matches(rt, _data, exc: u64, class: u64) {
        is_match(rt, Value(exc), Value(class)).map(Value::bool)
    }
}
