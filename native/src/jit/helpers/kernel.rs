//! Whole instructions and calls, on the written-back frame.

use super::{guarded, runtime};
use crate::generated::layouts::{ctx, frame, interrupt, o_builtin, status};
use crate::generated::opcodes::Op;
use crate::heap::{Kind, Ref, Value};
use crate::jit::exits::UnitData;
use crate::objects::Runtime;

/// Status when nothing was done: the interpreter is to execute the instruction.
const NOT_HERE: u32 = 4;

/// Does `act` for the instruction at word `pc`.
///
/// # Safety
/// As `runtime`.
unsafe fn at(data: *const UnitData, fp: u32, pc: i64, act: fn(&mut Runtime, u32, u32) -> u32) -> u32 {
    // SAFETY: the caller's promise.
    let rt = unsafe { runtime(data) };
    guarded(rt, |rt| {
        let pc = pc as u32;
        rt.heap.set_ctx(ctx::FP, fp);
        rt.heap.set_ctx(ctx::PC, pc);
        act(rt, fp, pc)
    })
}

/// The instruction at word `pc`.
pub unsafe extern "C" fn kernel_op(data: *const UnitData, fp: u32, pc: i64) -> u32 {
    // SAFETY: see `runtime`.
    unsafe { at(data, fp, pc, crate::helpers::exec_at) }
}

/// The binary operator at word `pc`, whose method has given NotImplemented: raises TypeError.
pub unsafe extern "C" fn refuse_operator(data: *const UnitData, fp: u32, pc: i64) -> u32 {
    // SAFETY: see `runtime`.
    unsafe { at(data, fp, pc, crate::helpers::refuse_at) }
}

/// The DELETE_GLOBAL at word `pc`; `NOT_HERE` if what it deletes may hold the last reference to something that is finalised at once.
pub unsafe extern "C" fn delete_global(data: *const UnitData, fp: u32, pc: i64) -> u32 {
    // SAFETY: see `runtime`.
    unsafe {
        at(data, fp, pc, |rt, fp, pc| {
            if rt.watches_nothing() {
                crate::helpers::exec_at(rt, fp, pc)
            } else {
                NOT_HERE
            }
        })
    }
}

/// May there be a twin in Python, whose loop is not nested, for what consumes a generator or takes a function by keyword?
fn has_twin(rt: &Runtime, args: &[Value], with_keywords: bool) -> bool {
    args.iter().any(|&v| match rt.kind_of(v) {
        Some(Kind::Generator) => true,
        Some(Kind::Function | Kind::BoundMethod) => with_keywords,
        _ => false,
    })
}

/// CALL, CALL_METHOD or CALL_KW of a builtin function: a = b(b+1 …) with c arguments. `NOT_HERE`: nothing was done.
pub unsafe extern "C" fn call_builtin(
    data: *const UnitData,
    fp: u32,
    a: i64,
    b: i64,
    c: i64,
    method: i64,
    pc: i64,
) -> u32 {
    // SAFETY: see `runtime`.
    let rt = unsafe { runtime(data) };
    guarded(rt, |rt| {
        let [a, b, c, pc] = [a, b, c, pc].map(|n| n as u32);
        if rt.heap.ctx(ctx::INTERRUPT) & interrupt::WATCH != 0 {
            return NOT_HERE;
        }
        let regs = (fp + frame::REGS) * 8;
        let callee = rt.heap.value(Ref(regs), 8 * b);
        let Some(f) = callee.as_object() else {
            return NOT_HERE;
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
                    || rt.info(f).plain_exceptions
                    || rt.info(f).kind == Kind::Exception && !rt.info(f).heap_type
            }
            _ => false,
        };
        if !native {
            return NOT_HERE;
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
        let word = |i: u32| rt.heap.u32(Ref(pc * 4), 4 * i);
        let names = (Op::from_word(word(0)) == Some(Op::CallKw)).then(|| Ref(word(4)));
        let count = count as usize;
        let args = rt.heap.values(regs + 8 * first, count);
        if has_twin(rt, args, names.is_some()) {
            return NOT_HERE;
        }
        const INLINE: usize = 8;
        let result = match names {
            Some(names) => {
                let names = rt.sequence_items(names);
                let (args, values) = args.split_at(count - names.len());
                let keywords: Vec<_> = names.iter().copied().zip(values.iter().copied()).collect();
                let args = args.to_vec();
                rt.call_kw(callee, &args, &keywords)
            }
            None if count <= INLINE => {
                let mut all = [Value::UNBOUND; INLINE];
                all[..count].copy_from_slice(args);
                rt.call(callee, &all[..count])
            }
            None => {
                let args = args.to_vec();
                rt.call(callee, &args)
            }
        };
        match result {
            Ok(v) => {
                rt.heap.set_value(Ref(regs), 8 * a, v);
                status::OK
            }
            Err(_) => status::EXC,
        }
    })
}
