//! What raising does before a handler runs: the context, the traceback, frames that are left. For compiled code; the interpreter's
//! own way through frames of all kinds is `unwind.ts`.

use crate::generated::layouts::{code_flag, ctx, frame, frame_flag, o_code, o_exception, o_function};
use crate::heap::{Kind, Ref, Value};
use crate::objects::{Res, Runtime, code};

use super::complete_attribute_error;

/// Frames with other flags have something done when they are left that is the interpreter's to do.
const PLAIN: u32 = frame_flag::CONSTRUCTOR | frame_flag::OPERATOR | frame_flag::DISCARD | frame_flag::OBJECT;

fn code_of(rt: &Runtime, fp: u32) -> Ref {
    let func = rt.heap.value(Ref(fp * 8), frame::FUNC * 8).obj();
    rt.heap.field(func, o_function::CODE)
}

/// Sets the `__context__` of `Ctx.EXC` to the exception being handled, breaking a cycle as CPython does.
pub fn chain_context(rt: &Runtime) {
    let (exc, handled) = (rt.heap.ctx_value(ctx::EXC), rt.heap.ctx_value(ctx::HANDLED));
    if !handled.is_object() || handled == exc {
        return;
    }
    let context = |e: Value| rt.heap.value(e.obj(), o_exception::CONTEXT);
    let (mut e, mut slow, mut step) = (handled, handled, 1);
    loop {
        let next = context(e);
        if !next.is_object() {
            break;
        }
        if next == exc {
            rt.heap.set_value(e.obj(), o_exception::CONTEXT, Value::NONE);
            break;
        }
        e = next;
        if e == slow {
            break;
        }
        if step % 2 == 0 {
            slow = context(slow);
        }
        step += 1;
    }
    rt.heap.set_value(exc.obj(), o_exception::CONTEXT, handled);
}

/// The traceback gets an entry for the frame at Ctx.FP and the instruction at word `pc`.
fn trace(rt: &mut Runtime, code: Ref, pc: u32, leaving: bool) {
    if rt.heap.u32(code, o_code::FLAGS) & code_flag::HIDDEN != 0 {
        return;
    }
    rt.heap.set_ctx(ctx::PC, pc);
    rt.heap.set_ctx(ctx::FLAG, u32::from(leaving));
    complete_attribute_error(rt);
    // Without memory another exception has taken this one's place.
    let _ = rt.add_traceback();
}

/// A fresh exception has no traceback yet; one that comes from a nested call has got its context there.
fn chain_if_fresh(rt: &Runtime) {
    let exc = rt.heap.ctx_value(ctx::EXC).obj();
    if !rt.heap.value(exc, o_exception::TRACEBACK).is_object() {
        chain_context(rt);
    }
}

/// The instruction at word `pc` of the frame at `fp` raised `Ctx.EXC`, and its handler is there: the exception as it gets it.
pub fn catch(rt: &mut Runtime, fp: u32, pc: u32) -> Value {
    chain_if_fresh(rt);
    rt.heap.set_ctx(ctx::FP, fp);
    trace(rt, code_of(rt, fp), pc, false);
    rt.take_exc()
}

/// The instruction at word EXIT_PC of the frame at Ctx.FP raised `Ctx.EXC`: leaves frames until that at `fp` is the innermost, of
/// which it gives the word where it waits. None: one of them has a handler or must be left by the interpreter, which goes on
/// at EXIT_PC.
pub fn leave_frames(rt: &mut Runtime, fp: u32) -> Option<u32> {
    chain_if_fresh(rt);
    loop {
        let (here, at) = (rt.heap.ctx(ctx::FP), rt.heap.ctx(ctx::EXIT_PC));
        if here == fp {
            return Some(at);
        }
        let header = Ref(here * 8);
        let code = code_of(rt, here);
        let flags = |rt: &Runtime| rt.heap.u32(header, frame::RET * 8 + 4);
        if flags(rt) & !PLAIN != 0 || is_covered(rt, code, at) {
            return None;
        }
        trace(rt, code, at, true);
        if flags(rt) & frame_flag::OBJECT != 0 {
            // As above.
            let _ = rt.frame_returns();
        }
        rt.heap.set_ctx(ctx::SP, here);
        rt.heap.set_ctx(ctx::FP, rt.heap.u32(header, frame::LINK * 8));
        rt.heap.set_ctx(ctx::DEPTH, rt.heap.ctx(ctx::DEPTH) - 1);
        // Any word of the calling instruction will do for the tables.
        rt.heap
            .set_ctx(ctx::EXIT_PC, rt.heap.u32(header, frame::LINK * 8 + 4) - 1);
    }
}

/// Does a row of the exception table cover the instruction at word `pc`?
fn is_covered(rt: &Runtime, code: Ref, pc: u32) -> bool {
    let at = pc - rt.heap.u32(code, o_code::ENTRY);
    code::handlers(&rt.heap, code).any(|[start, end, ..]| (start..end).contains(&at))
}

/// An exception, or a new one of a class of plain ones; None: that takes more.
fn instance(rt: &mut Runtime, what: Value) -> Option<Res<Value>> {
    let r = what.as_object()?;
    match rt.heap.kind(r) {
        Kind::Exception => Some(Ok(what)),
        Kind::Type if rt.info(r).plain_exceptions => Some(rt.alloc_exception(r, &[])),
        _ => None,
    }
}

/// `raise what [from cause]` of what takes no call: the exception is in `Ctx.EXC` then, with its context. False: nothing was done.
pub fn raise(rt: &mut Runtime, what: Value, cause: Option<Value>) -> bool {
    let cause = match cause {
        Some(v) if !v.is_none() => match instance(rt, v) {
            Some(cause) => Some(cause),
            None => return false,
        },
        cause => cause.map(Ok),
    };
    let Some(exc) = instance(rt, what) else {
        return false;
    };
    // Without memory MemoryError is in `Ctx.EXC`.
    if let (Ok(exc), Ok(cause)) = (exc, cause.transpose()) {
        if let Some(cause) = cause {
            rt.heap.set_value(exc.obj(), o_exception::CAUSE, cause);
            rt.heap.set_u32(exc.obj(), o_exception::SUPPRESS, 1);
        }
        rt.heap.set_ctx_value(ctx::EXC, exc);
        chain_context(rt);
    }
    true
}
