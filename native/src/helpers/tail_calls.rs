//! Instructions that come down to one call of a Python method: the interpreter is asked to make it (`Status.CALL`), which spares a
//! nested interpreter loop.

use super::Inst;
use crate::generated::layouts::{ctx, frame, o_obj};
use crate::generated::opcodes::Op;
use crate::heap::{Kind, Ref, Value};
use crate::objects::Runtime;

const BINARY: [&str; 13] = [
    "__add__",
    "__sub__",
    "__mul__",
    "__truediv__",
    "__floordiv__",
    "__mod__",
    "__pow__",
    "__lshift__",
    "__rshift__",
    "__and__",
    "__or__",
    "__xor__",
    "__matmul__",
];
const REFLECTED: [&str; 13] = [
    "__radd__",
    "__rsub__",
    "__rmul__",
    "__rtruediv__",
    "__rfloordiv__",
    "__rmod__",
    "__rpow__",
    "__rlshift__",
    "__rrshift__",
    "__rand__",
    "__ror__",
    "__rxor__",
    "__rmatmul__",
];
const INPLACE: [&str; 13] = [
    "__iadd__",
    "__isub__",
    "__imul__",
    "__itruediv__",
    "__ifloordiv__",
    "__imod__",
    "__ipow__",
    "__ilshift__",
    "__irshift__",
    "__iand__",
    "__ior__",
    "__ixor__",
    "__imatmul__",
];

/// Puts the call that `i` comes down to into the context; false when it is no such instruction.
pub fn request(rt: &mut Runtime, i: &Inst) -> bool {
    let op = i.op as usize;
    let nth = |first: Op| op.checked_sub(first as usize).filter(|&n| n < 13);
    if let Some(n) = nth(Op::Add) {
        return binary(rt, i.reg(rt, i.b), i.reg(rt, i.c), n);
    }
    if let Some(n) = nth(Op::InplaceAdd) {
        let left = i.reg(rt, i.b);
        if is_number(left) {
            return binary(rt, left, i.reg(rt, i.c), n);
        }
        return instance_class(rt, left).is_some_and(|class| method(rt, class, INPLACE[n]).is_none())
            && binary(rt, left, i.reg(rt, i.c), n);
    }
    match i.op {
        Op::GetAttr => attribute(rt, i.reg(rt, i.b), Value::object(Ref(i.c))),
        Op::GetItem => {
            let v = i.reg(rt, i.b);
            with_method(rt, v, "__getitem__", &[v, i.reg(rt, i.c)])
        }
        Op::SetItem => {
            let v = i.reg(rt, i.a);
            with_method(rt, v, "__setitem__", &[v, i.reg(rt, i.b), i.reg(rt, i.c)])
        }
        Op::ForIter => {
            let v = i.reg(rt, i.b);
            with_method(rt, v, "__next__", &[v])
        }
        _ => false,
    }
}

/// The callee in the context is an instance with `__call__`: the method becomes the callee, the instance its first argument.
/// Or it is a `functools.partial` of a Python function without keywords: the function is called.
pub fn redirect_call(rt: &mut Runtime) -> bool {
    let callee = rt.heap.ctx_value(ctx::CALLEE);
    if let Some((f, mut args)) = rt.plain_partial(callee) {
        let (argp, argc) = (rt.heap.ctx(ctx::ARGP), rt.heap.ctx(ctx::ARGC));
        args.extend_from_slice(rt.heap.values(argp * 8, argc as usize));
        return put(rt, f, &args);
    }
    let Some(class) = instance_class(rt, callee) else {
        return false;
    };
    let Some(f) = method(rt, class, "__call__").filter(|&f| rt.kind_of(f) == Some(Kind::Function)) else {
        return false;
    };
    let (argp, argc) = (rt.heap.ctx(ctx::ARGP), rt.heap.ctx(ctx::ARGC));
    let mut args = vec![callee];
    args.extend_from_slice(rt.heap.values(argp * 8, argc as usize));
    put(rt, f, &args)
}

/// An attribute that a method gives: `__get__` of what the class has under the name, or the class's `__getattr__`.
fn attribute(rt: &mut Runtime, v: Value, name: Value) -> bool {
    let Some(class) = instance_class(rt, v) else {
        return false;
    };
    let descriptor = rt.lookup_type(class, name);
    if !rt.info(class).generic.get_attr {
        return descriptor.is_some_and(|d| {
            instance_class(rt, d).is_some()
                && (rt.is_data_descriptor(d) || rt.instance_get(v, name).is_none())
                && with_method(rt, d, "__get__", &[d, v, Value::object(class)])
        });
    }
    let (own, objects) = (rt.core.names.__getattribute__, rt.types.object);
    rt.lookup_type(class, own) == rt.lookup_type(objects, own)
        && descriptor.is_none()
        && rt.instance_get(v, name).is_none()
        && with_method(rt, v, "__getattr__", &[v, name])
}

fn instance_class(rt: &Runtime, v: Value) -> Option<Ref> {
    let r = v.as_object()?;
    (rt.heap.kind(r) == Kind::Instance).then(|| rt.heap.field(r, o_obj::CLASS))
}

fn method(rt: &mut Runtime, class: Ref, name: &str) -> Option<Value> {
    let name = rt.intern(name).ok()?;
    rt.lookup_type(class, name)
}

fn with_method(rt: &mut Runtime, v: Value, name: &str, args: &[Value]) -> bool {
    let Some(class) = instance_class(rt, v) else {
        return false;
    };
    match method(rt, class, name) {
        Some(f) if rt.kind_of(f) == Some(Kind::Function) => {
            rt.heap.set_ctx(ctx::KWNAMES, 0);
            put(rt, f, args)
        }
        _ => false,
    }
}

/// A number that is immediate: its class has nothing to say about instances of Python classes.
fn is_number(v: Value) -> bool {
    v.is_small_int() || v.is_float()
}

/// Operator number `n` where the other operand has nothing to say: it is of the same class, or a number.
fn binary(rt: &mut Runtime, a: Value, b: Value, n: usize) -> bool {
    let Some(class) = instance_class(rt, a) else {
        return is_number(a) && with_method(rt, b, REFLECTED[n], &[b, a]);
    };
    if b.is_object() && instance_class(rt, b) != Some(class) {
        return false;
    }
    with_method(rt, a, BINARY[n], &[a, b])
}

/// Arguments go above SP, to where the callee's registers will be.
fn put(rt: &mut Runtime, f: Value, args: &[Value]) -> bool {
    let at = rt.heap.ctx(ctx::SP) + frame::REGS;
    let top = at + args.len() as u32;
    if top + 64 > rt.heap.ctx(ctx::STACK_LIMIT) {
        return false;
    }
    rt.heap.values_mut(at * 8, args.len()).copy_from_slice(args);
    rt.heap.set_ctx_value(ctx::CALLEE, f);
    rt.heap.set_ctx(ctx::ARGP, at);
    rt.heap.set_ctx(ctx::ARGC, args.len() as u32);
    if top > rt.heap.ctx(ctx::STACK_HIGH) {
        rt.heap.set_ctx(ctx::STACK_HIGH, top);
    }
    true
}
