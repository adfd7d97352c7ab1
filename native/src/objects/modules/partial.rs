//! `functools.partial`. Values: function, tuple of arguments, dict of keywords.

use crate::heap::{Kind, Value};
use crate::objects::descriptors::DICT_GETSET;
use crate::objects::modules::generic_alias::CLASS_GETITEM;
use crate::objects::spec::{Args, Params, Slots, TypeSpec, member, method};
use crate::objects::{Res, Runtime};

pub static PARTIAL: TypeSpec = TypeSpec {
    name: "partial",
    module: "functools",
    kind: Kind::Native,
    base: "object",
    subclassable: true,
    slots: Slots {
        new: Some(new),
        call: Some(call),
        repr: Some(repr),
        ..Slots::NONE
    },
    methods: &[
        CLASS_GETITEM,
        method("__reduce__", Params::NoArgs, reduce),
        method("__setstate__", Params::One, set_state),
    ],
    getset: &[
        member("func", |rt, v| Ok(rt.native_value(v.obj(), 0))),
        member("args", |rt, v| Ok(rt.native_value(v.obj(), 1))),
        member("keywords", |rt, v| Ok(rt.native_value(v.obj(), 2))),
        DICT_GETSET,
    ],
    doc: "partial(func, *args, **keywords) - new function with partial application\n    of the given arguments and keywords.\n",
};

fn new(rt: &mut Runtime, args: &Args<'_>) -> Res<Value> {
    let class = args.pos[0].obj();
    let Some(&given) = args.pos.get(1) else {
        return rt.type_error("type 'partial' takes at least one argument");
    };
    if !rt.is_callable(given) {
        return rt.type_error("the first argument must be callable");
    }
    let mut function = given;
    let mut positional = Vec::new();
    let keywords = rt.new_dict()?;
    // A partial of a partial is one partial.
    if rt.is_exact(given, rt.class_of_spec(&PARTIAL)) {
        function = rt.native_value(given.obj(), 0);
        positional.extend_from_slice(rt.items_of_tuple(rt.native_value(given.obj(), 1)));
        let inner = rt.native_value(given.obj(), 2);
        rt.dict_copy_into(keywords.obj(), inner.obj())?;
    }
    positional.extend_from_slice(&args.pos[2..]);
    for &(name, value) in args.kw {
        rt.dict_set(keywords.obj(), name, value)?;
    }
    let positional = rt.new_tuple(&positional)?;
    rt.new_native(Kind::Native, class, &[function, positional, keywords])
}

fn call(rt: &mut Runtime, partial: Value, args: &Args<'_>) -> Res<Value> {
    let [function, positional, keywords] = [0, 1, 2].map(|i| rt.native_value(partial.obj(), i));
    let mut all = rt.items_of_tuple(positional).to_vec();
    all.extend_from_slice(args.pos);
    if rt.dict_items(keywords.obj()).iter().any(|item| !rt.is_str(item.0)) {
        return rt.type_error("keywords must be strings");
    }
    if rt.dict_len(keywords.obj()) == 0 {
        return rt.call_kw(function, &all, args.kw);
    }
    let mut named: Vec<(Value, Value)> = rt
        .dict_items(keywords.obj())
        .into_iter()
        .map(|(name, value, _)| (name, value))
        .collect();
    for &(name, value) in args.kw {
        let known = named.iter_mut().find(|known| rt.quick_eq(known.0, name) == Some(true));
        match known {
            Some(known) => known.1 = value,
            None => named.push((name, value)),
        }
    }
    rt.call_kw(function, &all, &named)
}

impl Runtime {
    /// The function and the arguments of a partial that is no more than that.
    pub fn plain_partial(&self, v: Value) -> Option<(Value, Vec<Value>)> {
        let r = v.as_object()?;
        if self.heap.kind(r) != Kind::Native || !self.is_exact(v, self.class_of_spec(&PARTIAL)) {
            return None;
        }
        let function = self.native_value(r, 0);
        let plain = self.kind_of(function) == Some(Kind::Function) && self.dict_len(self.native_value(r, 2).obj()) == 0;
        plain.then(|| (function, self.items_of_tuple(self.native_value(r, 1)).to_vec()))
    }
}

fn repr(rt: &mut Runtime, partial: Value) -> Res<Value> {
    if !rt.repr_enter(partial) {
        return rt.new_str("...");
    }
    let texts = repr_parts(rt, partial);
    rt.repr_leave(partial);
    let name = rt.type_name(partial);
    let texts = texts?;
    rt.new_str(&format!("{name}({})", texts.join(", ")))
}

fn repr_parts(rt: &mut Runtime, partial: Value) -> Res<Vec<String>> {
    let [function, positional, keywords] = [0, 1, 2].map(|i| rt.native_value(partial.obj(), i));
    let mut texts = vec![rt.repr_string(function)?];
    for v in rt.items_of_tuple(positional).to_vec() {
        texts.push(rt.repr_string(v)?);
    }
    for (name, value, _) in rt.dict_items(keywords.obj()) {
        let value = rt.repr_string(value)?;
        let name = rt.str(name)?;
        texts.push(format!("{}={value}", rt.str_to_string(name)));
    }
    Ok(texts)
}

fn reduce(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let [function, positional, keywords] = [0, 1, 2].map(|i| rt.native_value(args[0].obj(), i));
    let class = Value::object(rt.class_of(args[0]));
    let made_of = rt.new_tuple(&[function])?;
    let dict = rt.get_attr_opt(args[0], "__dict__")?.unwrap_or(Value::NONE);
    let dict = match dict.is_none() || rt.len(dict)? == 0 {
        true => Value::NONE,
        false => dict,
    };
    let state = rt.new_tuple(&[function, positional, keywords, dict])?;
    rt.new_tuple(&[class, made_of, state])
}

/// (function, arguments, keywords, `__dict__` or None)
fn set_state(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let partial = args[0].obj();
    let parts = match rt.kind_of(args[1]) {
        Some(Kind::Tuple) => rt.items_of_tuple(args[1]).to_vec(),
        _ => Vec::new(),
    };
    let [function, positional, keywords, dict] = parts[..] else {
        return rt.type_error("invalid partial state");
    };
    if !rt.is_callable(function)
        || !rt.is_instance(positional, rt.types.tuple)
        || !(keywords.is_none() || rt.is_instance(keywords, rt.types.dict))
    {
        return rt.type_error("invalid partial state");
    }
    let positional = match rt.is_exact(positional, rt.types.tuple) {
        true => positional,
        false => {
            let items = rt.items_of_tuple(positional).to_vec();
            rt.new_tuple(&items)?
        }
    };
    let keywords = match rt.is_exact(keywords, rt.types.dict) {
        true => keywords,
        false => {
            let fresh = rt.new_dict()?;
            if !keywords.is_none() {
                rt.dict_copy_into(fresh.obj(), keywords.obj())?;
            }
            fresh
        }
    };
    for (i, v) in [function, positional, keywords].into_iter().enumerate() {
        rt.set_native_value(partial, i, v);
    }
    let own = rt.get_attr_str(args[0], "__dict__")?;
    if dict.is_none() {
        rt.call_method(own, "clear", &[])?;
    } else {
        rt.call_method(own, "update", &[dict])?;
    }
    Ok(Value::NONE)
}
