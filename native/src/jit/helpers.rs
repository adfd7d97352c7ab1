//! The extern "C" functions that compiled code calls, and their table.

use crate::generated::layouts::status;
use crate::heap::{Ref, Value};
use crate::objects::Runtime;

use super::exits::{self, UnitData};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Helper {
    FloatFloorDiv,
    FloatMod,
    ListAppend,
    BoxInt,
    KernelOp,
    TakeExit,
}

impl Helper {
    pub const ALL: [Helper; 6] = [
        Helper::FloatFloorDiv,
        Helper::FloatMod,
        Helper::ListAppend,
        Helper::BoxInt,
        Helper::KernelOp,
        Helper::TakeExit,
    ];

    pub fn address(self) -> usize {
        match self {
            Helper::FloatFloorDiv => float_floor_div as *const () as usize,
            Helper::FloatMod => float_mod as *const () as usize,
            Helper::ListAppend => list_append as *const () as usize,
            Helper::BoxInt => box_int as *const () as usize,
            Helper::KernelOp => kernel_op as *const () as usize,
            Helper::TakeExit => exits::take_exit as *const () as usize,
        }
    }
}

/// Runs a helper's body; a panic becomes SystemError instead of crossing compiled frames.
fn guarded(rt: &mut Runtime, f: impl FnOnce(&mut Runtime) -> u32) -> u32 {
    let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| f(rt)));
    result.unwrap_or_else(|_| {
        let _ = rt.raise::<()>(
            crate::objects::Exc::SystemError,
            "internal error in a helper of compiled code",
        );
        status::EXC
    })
}

/// SAFETY of all below: compiled code passes its own unit's data, and it is the only executor of that runtime.
unsafe fn runtime<'a>(data: *const UnitData) -> &'a mut Runtime {
    // SAFETY: see above.
    unsafe { &mut *((*data).rt as *mut Runtime) }
}

/// a // b of floats; b is not 0. CPython's float_divmod.
extern "C" fn float_floor_div(a: f64, b: f64) -> f64 {
    let m = libm::fmod(a, b);
    let mut div = (a - m) / b;
    if m != 0.0 && (b < 0.0) != (m < 0.0) {
        div -= 1.0;
    }
    if div != 0.0 {
        let floor = div.floor();
        if div - floor > 0.5 { floor + 1.0 } else { floor }
    } else {
        0.0f64.copysign(a / b)
    }
}

/// a % b of floats; b is not 0.
extern "C" fn float_mod(a: f64, b: f64) -> f64 {
    let m = libm::fmod(a, b);
    if m == 0.0 {
        0.0f64.copysign(b)
    } else if (b < 0.0) != (m < 0.0) {
        m + b
    } else {
        m
    }
}

unsafe extern "C" fn list_append(data: *const UnitData, list: u64, item: u64) -> u32 {
    // SAFETY: see `runtime`.
    let rt = unsafe { runtime(data) };
    guarded(rt, |rt| match rt.list_append(Value(list), Value(item)) {
        Ok(()) => status::OK,
        Err(_) => status::EXC,
    })
}

unsafe extern "C" fn box_int(data: *const UnitData, n: i64) -> u64 {
    // SAFETY: see `runtime`.
    let rt = unsafe { runtime(data) };
    exits::int(rt, n).0
}

unsafe extern "C" fn kernel_op(data: *const UnitData, fp: u32, pc: u32) -> u32 {
    // SAFETY: see `runtime`.
    let rt = unsafe { runtime(data) };
    let _ = Ref::NONE;
    guarded(rt, |rt| {
        rt.heap.set_ctx(crate::generated::layouts::ctx::FP, fp);
        rt.heap.set_ctx(crate::generated::layouts::ctx::PC, pc);
        crate::helpers::exec_at(rt, fp, pc)
    })
}
