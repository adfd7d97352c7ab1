//! Generators made from a running frame.

use crate::generated::layouts::{code_flag, ctx, frame, gen_flavor, o_code, o_function, o_generator};
use crate::heap::{Kind, Ref, Value};
use crate::objects::{Res, Runtime};

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
    rt.heap.set_value(g, o_generator::OBJECT, Value::NONE);
    rt.heap
        .set_field(g, o_generator::NAME, rt.heap.field(func, o_function::NAME));
    rt.heap
        .set_field(g, o_generator::QUALNAME, rt.heap.field(func, o_function::QUALNAME));
    let saved = rt.heap.values(fp * 8, slots as usize).to_vec();
    rt.heap
        .values_mut(g.0 + o_generator::FRAME, slots as usize)
        .copy_from_slice(&saved);
    match flavor {
        gen_flavor::GENERATOR => rt.watch_generator(g),
        gen_flavor::COROUTINE => {
            let dropped = rt.watch_coroutine(g);
            rt.heap.set_ctx(ctx::FLAG, dropped as u32);
        }
        _ => {}
    }
    Ok(Value::object(g))
}
