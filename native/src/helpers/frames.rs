//! Frames as objects: generators made from a running frame, entries of a traceback.

use crate::generated::layouts::{code_flag, ctx, frame, gen_flavor, o_code, o_function, o_generator, o_traceback};
use crate::heap::{Kind, Ref, Value};
use crate::objects::{Exc, Res, Runtime};

fn running_function(rt: &Runtime) -> Ref {
    rt.heap.value(Ref(rt.heap.ctx(ctx::FP) * 8), frame::FUNC * 8).obj()
}

/// A generator-like object of the running code's flavour, holding a copy of the frame at Ctx.FP.
pub fn make_generator(rt: &mut Runtime) -> Res<Value> {
    let fp = rt.heap.ctx(ctx::FP);
    let func = running_function(rt);
    let code = rt.heap.field(func, o_function::CODE);
    let flags = rt.heap.u32(code, o_code::FLAGS);
    let (flavor, class) = if flags & code_flag::COROUTINE != 0 {
        (gen_flavor::COROUTINE, rt.types.coroutine)
    } else if flags & code_flag::ASYNC_GENERATOR != 0 {
        (gen_flavor::ASYNC_GENERATOR, rt.types.async_generator)
    } else {
        (gen_flavor::GENERATOR, rt.types.generator)
    };
    let slots = frame::REGS + rt.heap.u32(code, o_code::NREGS);
    let g = rt.alloc(Kind::Generator, class, (o_generator::FRAME + 8 * slots) as usize)?;
    rt.heap.set_u32(g, o_generator::FLAVOR, flavor);
    rt.heap.set_u32(g, o_generator::NSLOTS, slots);
    rt.heap.set_field(g, o_generator::CODE, code);
    rt.heap.set_value(g, o_generator::HANDLED, Value::NONE);
    rt.heap.set_value(g, o_generator::EXTRA, Value::NONE);
    rt.heap
        .set_field(g, o_generator::NAME, rt.heap.field(func, o_function::NAME));
    rt.heap
        .set_field(g, o_generator::QUALNAME, rt.heap.field(func, o_function::QUALNAME));
    let saved = rt.heap.values(fp * 8, slots as usize).to_vec();
    rt.heap
        .values_mut(g.0 + o_generator::FRAME, slots as usize)
        .copy_from_slice(&saved);
    Ok(Value::object(g))
}

/// Puts an entry for the frame at Ctx.FP and the instruction at Ctx.PC in front of the traceback of Ctx.EXC.
pub fn add_traceback(rt: &mut Runtime) -> Res<()> {
    let exc = rt.heap.ctx_value(ctx::EXC);
    let Some(exc) = exc.as_object().filter(|&r| rt.heap.kind(r) == Kind::Exception) else {
        return rt.raise(Exc::SystemError, "no exception to add a traceback to");
    };
    use crate::generated::layouts::o_exception::TRACEBACK;
    let code = rt.heap.field(running_function(rt), o_function::CODE);
    let tb = rt.alloc(Kind::Traceback, rt.types.traceback, o_traceback::SIZE as usize)?;
    rt.heap.set_value(tb, o_traceback::NEXT, rt.heap.value(exc, TRACEBACK));
    rt.heap.set_value(tb, o_traceback::FRAME, Value::NONE);
    rt.heap.set_field(tb, o_traceback::CODE, code);
    let at = rt.heap.ctx(ctx::PC).wrapping_sub(rt.heap.u32(code, o_code::ENTRY));
    rt.heap.set_u32(tb, o_traceback::PC, at);
    rt.heap.set_value(exc, TRACEBACK, Value::object(tb));
    Ok(())
}
