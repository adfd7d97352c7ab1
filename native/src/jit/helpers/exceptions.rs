//! Raising and catching in compiled code.

use super::{DECLINED, answering, guarded, runtime};
use crate::generated::layouts::{ctx, status};
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

/// The unit's frame, which has an object, returns at word `pc`.
pub unsafe extern "C" fn frame_returns(data: *const UnitData, fp: u32, pc: i64) {
    // SAFETY: see `runtime`.
    let rt = unsafe { runtime(data) };
    guarded(rt, |rt| {
        rt.heap.set_ctx(ctx::FP, fp);
        rt.heap.set_ctx(ctx::PC, pc as u32);
        // Without memory the object goes without its variables.
        if rt.frame_returns().is_err() {
            rt.clear_exc();
        }
        status::OK
    });
}

answering! {
    /// `BaseException.__new__(class, *args)`
    fn new(rt, _data, class: Value, args: Value) {
        let args = rt.items_of_tuple(args).to_vec();
        let exc = rt.alloc_exception(class.obj(), &args);
        rt.quiet(exc)
    }

    /// `raise what`: sets `Ctx.EXC`.
    fn raise(rt, _data, what: Value) {
        unwind::raise(rt, what, None).then_some(Value::NONE)
    }

    /// `raise what from cause`
    fn raise_from(rt, _data, what: Value, cause: Value) {
        unwind::raise(rt, what, Some(cause)).then_some(Value::NONE)
    }

    fn matches(rt, _data, exc: Value, class: Value) {
        is_match(rt, exc, class).map(Value::bool)
    }
}
