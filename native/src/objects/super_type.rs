//! `super`: slot 0 is the class, 1 the object, 2 the class of the object.

use super::spec::{Args, Slots, TypeSpec, member};
use super::{Exc, Res, Runtime};
use crate::generated::layouts::{ctx, frame, o_cell, o_code, o_function};
use crate::heap::{Kind, Ref, Value};

impl Runtime {
    /// `name` after `class` in the MRO of `start`, bound to `v`; `None` when there is none.
    pub fn super_attr(&mut self, class: Ref, v: Value, start: Ref, name: Value) -> Res<Option<Value>> {
        match self.super_lookup(class, start, name) {
            None => Ok(None),
            Some(found) if v.is_object() && v.obj() == start => self.bind_on_class(found, start).map(Some),
            Some(found) => self.bind_descriptor(found, v, start).map(Some),
        }
    }

    pub fn super_lookup(&mut self, class: Ref, start: Ref, name: Value) -> Option<Value> {
        let mro = &self.info(start).mro;
        let at = mro.iter().position(|&c| c == class)?;
        mro[at + 1..]
            .iter()
            .find_map(|&c| self.dict_get_str(self.class_dict(c), name))
    }

    /// The class whose MRO `super(class, v)` searches.
    pub fn super_start(&mut self, class: Value, v: Value) -> Res<Ref> {
        if self.is_type(class) {
            if self.is_type(v) && self.is_subclass(v.obj(), class.obj()) {
                return Ok(v.obj());
            }
            if self.is_instance(v, class.obj()) {
                return Ok(self.class_of(v));
            }
            if let Some(c) = self.find_attr(v, self.core.names.__class__)?
                && self.is_type(c)
                && self.is_subclass(c.obj(), class.obj())
            {
                return Ok(c.obj());
            }
        }
        self.type_error("super(type, obj): obj must be an instance or subtype of type")
    }
}

fn super_init(rt: &mut Runtime, args: &Args<'_>) -> Res<()> {
    if !args.kw.is_empty() {
        return rt.type_error("super() takes no keyword arguments");
    }
    if args.pos.len() > 3 {
        let given = args.pos.len() - 1;
        return rt.type_error(format!("super() expected at most 2 arguments, got {given}"));
    }
    let r = args.pos[0].obj();
    let (class, v) = match args.pos.len() {
        1 => super_without_args(rt)?,
        n => (args.pos[1], if n > 2 { args.pos[2] } else { Value::NONE }),
    };
    if !rt.is_type(class) {
        let got = rt.type_name(class);
        return rt.type_error(format!("super() argument 1 must be a type, not {got}"));
    }
    rt.set_native_value(r, 0, class);
    rt.set_native_value(r, 1, v);
    rt.set_native_value(r, 2, Value::NONE);
    if !v.is_none() {
        let start = rt.super_start(class, v)?;
        rt.set_native_value(r, 2, Value::object(start));
    }
    Ok(())
}

/// `super()`: the function's `__class__` cell and first argument. The compiler passes both to LOAD_SUPER; this is for
/// calls under another name.
fn super_without_args(rt: &mut Runtime) -> Res<(Value, Value)> {
    let fp = rt.heap.ctx(ctx::FP);
    if fp == 0 {
        return rt.raise(Exc::RuntimeError, "super(): no current frame");
    }
    let f = rt.heap.value(Ref(8 * fp), 8 * frame::FUNC).obj();
    let code = rt.heap.field(f, o_function::CODE);
    if rt.heap.u32(code, o_code::ARGCOUNT) == 0 {
        return rt.raise(Exc::RuntimeError, "super(): no arguments");
    }
    let free = Value::object(rt.heap.field(code, o_code::FREEVARS));
    let names = rt.items_of_tuple(free).to_vec();
    let closure = rt.heap.field(f, o_function::CLOSURE);
    let Some(i) = names.iter().position(|&n| n == rt.core.names.__class__) else {
        return rt.raise(Exc::RuntimeError, "super(): __class__ cell not found");
    };
    let cell = rt.items_of_tuple(Value::object(closure))[i];
    let class = rt.heap.value(cell.obj(), o_cell::VALUE);
    if class.is_unbound() {
        return rt.raise(Exc::RuntimeError, "super(): empty __class__ cell");
    }
    let mut first = rt.heap.value(Ref(8 * fp), 8 * frame::REGS);
    if let Some(cell) = rt.object_of_kind(first, Kind::Cell) {
        first = rt.heap.value(cell, o_cell::VALUE);
    }
    if first.is_unbound() {
        return rt.raise(Exc::RuntimeError, "super(): arg[0] deleted");
    }
    Ok((class, first))
}

pub static SUPER: TypeSpec = TypeSpec {
    name: "super",
    module: "builtins",
    kind: Kind::Super,
    base: "object",
    subclassable: true,
    slots: Slots {
        new: Some(|rt, args| Ok(Value::object(rt.alloc_native(Kind::Super, args.pos[0].obj(), 3, 0)?))),
        init: Some(super_init),
        get_attr: Some(|rt, v, name| {
            let [class, obj, start] = [0, 1, 2].map(|i| rt.native_value(v.obj(), i));
            let name = Value::object(name);
            if start.is_object()
                && name != rt.core.names.__class__
                && let Some(x) = rt.super_attr(class.obj(), obj, start.obj(), name)?
            {
                return Ok(x);
            }
            rt.generic_get_attr(v, name)
        }),
        repr: Some(|rt, v| {
            let class = rt.native_value(v.obj(), 0);
            let start = rt.native_value(v.obj(), 2);
            let class = rt.class_name(class.obj());
            let text = if start.is_object() {
                format!("<super: <class '{class}'>, <{} object>>", rt.class_name(start.obj()))
            } else {
                format!("<super: <class '{class}'>, NULL>")
            };
            rt.new_str(&text)
        }),
        descr_get: Some(|rt, d, v, _| {
            if v.is_none() || rt.native_value(d.obj(), 2).is_object() {
                return Ok(d);
            }
            let class = rt.native_value(d.obj(), 0);
            let own = Value::object(rt.class_of(d));
            rt.call(own, &[class, v])
        }),
        ..Slots::NONE
    },
    methods: &[],
    getset: &[
        member("__thisclass__", |rt, v| Ok(rt.native_value(v.obj(), 0))),
        member("__self__", |rt, v| Ok(rt.native_value(v.obj(), 1))),
        member("__self_class__", |rt, v| Ok(rt.native_value(v.obj(), 2))),
    ],
    doc: "super() -> same as super(__class__, <first argument>)",
};
