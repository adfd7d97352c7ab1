//! The extern "C" functions that compiled code calls, and their table.

use crate::generated::layouts::{ctx, frame, o_builtin, status};
use crate::heap::{Kind, Ref, Value};
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
    CallBuiltin,
}

impl Helper {
    pub const ALL: [Helper; 7] = [
        Helper::FloatFloorDiv,
        Helper::FloatMod,
        Helper::ListAppend,
        Helper::BoxInt,
        Helper::KernelOp,
        Helper::TakeExit,
        Helper::CallBuiltin,
    ];

    pub fn address(self) -> usize {
        match self {
            Helper::FloatFloorDiv => float_floor_div as *const () as usize,
            Helper::FloatMod => float_mod as *const () as usize,
            Helper::ListAppend => list_append as *const () as usize,
            Helper::BoxInt => box_int as *const () as usize,
            Helper::KernelOp => kernel_op as *const () as usize,
            Helper::TakeExit => exits::take_exit as *const () as usize,
            Helper::CallBuiltin => call_builtin as *const () as usize,
        }
    }
}

/// Status of `call_builtin` when the interpreter has to make the call.
pub const NOT_BUILTIN: u32 = 4;

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

    guarded(rt, |rt| {
        rt.heap.set_ctx(ctx::FP, fp);
        rt.heap.set_ctx(ctx::PC, pc);
        crate::helpers::exec_at(rt, fp, pc)
    })
}

/// CALL or CALL_METHOD of a builtin function: a = b(b+1 …) with c arguments. `NOT_BUILTIN`: nothing was done.
unsafe extern "C" fn call_builtin(data: *const UnitData, fp: u32, a: u32, b: u32, c: u32, method: u32, pc: u32) -> u32 {
    // SAFETY: see `runtime`.
    let rt = unsafe { runtime(data) };
    guarded(rt, |rt| {
        let regs = (fp + frame::REGS) * 8;
        let callee = rt.heap.value(Ref(regs), 8 * b);
        let Some(f) = callee.as_object() else {
            return NOT_BUILTIN;
        };
        let native = match rt.heap.kind(f) {
            Kind::Builtin => rt.heap.u32(f, o_builtin::HOST) == 0,
            Kind::Type => {
                let t = &rt.types;
                [
                    t.int,
                    t.float,
                    t.str,
                    t.list,
                    t.tuple,
                    t.dict,
                    t.set,
                    t.frozenset,
                    t.bool,
                    t.range,
                ]
                .contains(&f)
            }
            _ => false,
        };
        if !native {
            return NOT_BUILTIN;
        }
        let mut first = b + 1;
        let mut count = c;
        if method != 0 {
            if rt.heap.value(Ref(regs), 8 * first).is_unbound() {
                first += 1;
            } else {
                count += 1;
            }
        }
        rt.heap.set_ctx(ctx::FP, fp);
        rt.heap.set_ctx(ctx::PC, pc);
        let args = rt.heap.values(regs + 8 * first, count as usize).to_vec();
        match rt.call(callee, &args) {
            Ok(v) => {
                rt.heap.set_value(Ref(regs), 8 * a, v);
                status::OK
            }
            Err(_) => status::EXC,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floor_division_and_modulo_follow_the_divisors_sign() {
        for (a, b, div, modulo) in [
            (7.0, 2.0, 3.0, 1.0),
            (-7.0, 2.0, -4.0, 1.0),
            (7.0, -2.0, -4.0, -1.0),
            (-7.0, -2.0, 3.0, -1.0),
        ] {
            assert_eq!(float_floor_div(a, b), div);
            assert_eq!(float_mod(a, b), modulo);
        }
        assert!(float_mod(-0.0, 3.0).is_sign_positive());
        assert!(float_mod(4.0, -2.0).is_sign_negative());
        assert!(float_floor_div(-0.0, 3.0).is_sign_negative());
    }
}
