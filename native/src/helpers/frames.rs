//! Generators made from a running frame.

use crate::generated::layouts::{
    code_flag, ctx, frame, frame_flag, gen_flavor, gen_state, o_code, o_function, o_generator,
};
use crate::generated::opcodes::Op;
use crate::heap::{Kind, Ref, Value};
use crate::objects::{Res, Runtime};

fn running_function(rt: &Runtime) -> Ref {
    rt.heap.value(Ref(rt.heap.ctx(ctx::FP) * 8), frame::FUNC * 8).obj()
}

/// A new generator-like object of the flavour of the function's code, its frame still empty.
fn new_object(rt: &mut Runtime, func: Ref) -> Res<Ref> {
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
    Ok(g)
}

/// A generator-like object of the running code's flavour, holding a copy of the frame at Ctx.FP.
pub fn make_generator(rt: &mut Runtime) -> Res<Value> {
    let fp = rt.heap.ctx(ctx::FP);
    let g = new_object(rt, running_function(rt))?;
    let slots = rt.heap.u32(g, o_generator::NSLOTS) as usize;
    let saved = rt.heap.values(fp * 8, slots).to_vec();
    rt.heap
        .values_mut(g.0 + o_generator::FRAME, slots)
        .copy_from_slice(&saved);
    match rt.heap.u32(g, o_generator::FLAVOR) {
        gen_flavor::GENERATOR => rt.watch_generator(g),
        gen_flavor::COROUTINE => {
            let dropped = rt.watch_coroutine(g);
            rt.heap.set_ctx(ctx::FLAG, dropped as u32);
        }
        _ => {}
    }
    Ok(Value::object(g))
}

/// What a call of generator function `func`, whose parameters are positional, gives without a frame on the stack.
pub fn new_generator(rt: &mut Runtime, func: Ref, args: &[Value]) -> Res<Value> {
    let g = new_object(rt, func)?;
    let (slots, first) = (rt.heap.u32(g, o_generator::NSLOTS), g.0 + o_generator::FRAME);
    let header = Ref(first);
    rt.heap.set_value(header, frame::FUNC * 8, Value::object(func));
    rt.heap.set_u32(header, frame::RET * 8 + 4, frame_flag::GENERATOR);
    rt.heap.set_value(header, frame::EXTRA * 8, Value::object(g));
    let registers = rt
        .heap
        .values_mut(first + frame::REGS * 8, (slots - frame::REGS) as usize);
    registers.fill(Value::UNBOUND);
    registers[..args.len()].copy_from_slice(args);
    let code = rt.heap.field(func, o_function::CODE);
    let start = rt.heap.u32(code, o_code::ENTRY) + Op::ReturnGenerator.len() as u32;
    rt.heap.set_u32(g, o_generator::PC, start);
    rt.heap.set_u32(g, o_generator::STATE, gen_state::CREATED);
    rt.watch_generator(g);
    Ok(Value::object(g))
}
