//! The methods of `dict`.

use super::iter;
use crate::heap::{Kind, Ref, Value};
use crate::objects::modules::generic_alias::CLASS_GETITEM;
use crate::objects::spec::{Args, MethodDef, Params, class_method, method, raw_method};
use crate::objects::{Exc, Res, Runtime};

pub const METHODS: &[MethodDef] = &[
    CLASS_GETITEM,
    method("get", Params::Pos(1, 2), |rt, a| {
        let default = or_none(a[2]);
        Ok(rt.dict_get(a[0].obj(), a[1])?.unwrap_or(default))
    }),
    method("setdefault", Params::Pos(1, 2), set_default),
    method("pop", Params::Pos(1, 2), pop),
    method("popitem", Params::NoArgs, pop_item),
    method("clear", Params::NoArgs, |rt, a| {
        rt.dict_clear(a[0].obj());
        Ok(Value::NONE)
    }),
    method("copy", Params::NoArgs, |rt, a| rt.dict_copy(a[0])),
    method("keys", Params::NoArgs, |rt, a| rt.new_dict_view(a[0], iter::KEYS)),
    method("values", Params::NoArgs, |rt, a| rt.new_dict_view(a[0], iter::VALUES)),
    method("items", Params::NoArgs, |rt, a| rt.new_dict_view(a[0], iter::ITEMS)),
    raw_method("update", |rt, args| {
        update_arguments(rt, args, "update")?;
        Ok(Value::NONE)
    }),
    class_method("fromkeys", Params::Pos(1, 2), from_keys),
    method("__reversed__", Params::NoArgs, |rt, a| {
        rt.new_dict_iter(a[0], iter::KEYS | iter::BACKWARDS)
    }),
    method("__sizeof__", Params::NoArgs, |rt, a| rt.int(rt.dict_size(a[0]))),
];

fn or_none(v: Value) -> Value {
    if v.is_unbound() { Value::NONE } else { v }
}

fn set_default(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let (d, key, default) = (args[0].obj(), args[1], or_none(args[2]));
    let hash = rt.key_hash(key)?;
    match rt.dict_get_hash(d, key, hash)? {
        Some(value) => Ok(value),
        None => {
            rt.dict_append(d, key, hash, default)?;
            Ok(default)
        }
    }
}

fn pop(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    if rt.dict_len(args[0].obj()) == 0 {
        return if args[2].is_unbound() {
            rt.raise_key_error(args[1])
        } else {
            Ok(args[2])
        };
    }
    match rt.dict_remove(args[0].obj(), args[1])? {
        Some(value) => Ok(value),
        None if args[2].is_unbound() => rt.raise_key_error(args[1]),
        None => Ok(args[2]),
    }
}

fn pop_item(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    match rt.dict_pop_last(args[0].obj()) {
        Some((key, value)) => rt.new_tuple(&[key, value]),
        None => {
            let message = rt.new_str("popitem(): dictionary is empty")?;
            rt.raise_key_error(message)
        }
    }
}

fn from_keys(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let (class, iterable, value) = (args[0], args[1], or_none(args[2]));
    let new = if class.obj() == rt.types.dict {
        rt.new_dict()?
    } else {
        rt.call(class, &[])?
    };
    let scope = rt.scope();
    rt.root(new);
    let result = fill_from_keys(rt, new, iterable, value);
    rt.unscope(scope);
    result.map(|()| new)
}

fn fill_from_keys(rt: &mut Runtime, new: Value, iterable: Value, value: Value) -> Res<()> {
    let plain = rt.is_exact(new, rt.types.dict);
    let it = rt.iter(iterable)?;
    rt.root(it);
    while let Some(key) = rt.next(it)? {
        let scope = rt.scope();
        rt.root(key);
        let result = if plain {
            rt.dict_set(new.obj(), key, value)
        } else {
            rt.set_item(new, key, value)
        };
        rt.unscope(scope);
        result?;
    }
    Ok(())
}

/// `dict(…)`, `dict.update(…)`: a mapping or iterable of pairs, then keywords.
pub fn update_arguments(rt: &mut Runtime, args: &Args<'_>, function: &str) -> Res<()> {
    let d = args.pos[0].obj();
    if args.pos.len() > 2 {
        return rt.type_error(format!(
            "{function} expected at most 1 argument, got {}",
            args.pos.len() - 1
        ));
    }
    if let Some(&other) = args.pos.get(1) {
        rt.dict_update(d, other)?;
    }
    for &(name, value) in args.kw {
        rt.dict_set(d, name, value)?;
    }
    Ok(())
}

impl Runtime {
    /// `dict.update(other)`: a mapping (whatever has `keys`) or an iterable of pairs.
    pub fn dict_update(&mut self, d: Ref, other: Value) -> Res<()> {
        let scope = self.scope();
        self.root(Value::object(d));
        self.root(other);
        let result = self.update_from(d, other);
        self.unscope(scope);
        result
    }

    fn update_from(&mut self, d: Ref, other: Value) -> Res<()> {
        let is_dict = self.kind_of(other) == Some(Kind::Dict);
        if is_dict && (self.is_exact(other, self.types.dict) || !self.overrides_iter(other)?) {
            return self.update_from_dict(d, other.obj());
        }
        match self.get_attr_opt(other, "keys")? {
            Some(keys) => self.update_from_mapping(d, other, keys),
            None => self.update_from_pairs(d, other),
        }
    }

    /// Does a dict subclass have an `__iter__` of its own?
    fn overrides_iter(&mut self, dict: Value) -> Res<bool> {
        let name = self.intern("__iter__")?;
        let own = self.get_attr(Value::object(self.class_of(dict)), name)?;
        let base = self.get_attr(Value::object(self.types.dict), name)?;
        Ok(own != base)
    }

    fn update_from_dict(&mut self, d: Ref, other: Ref) -> Res<()> {
        if d == other || self.dict_len(other) == 0 {
            return Ok(());
        }
        if self.dict_len(d) == 0 {
            self.dict_clear(d);
            return self.dict_copy_into(d, other);
        }
        let size = self.dict_len(other);
        let mut n = 0;
        while let Some(i) = self.dict_entry_from(other, n) {
            let (key, value, hash) = self.dict_entry(other, i);
            n = i + 1;
            self.dict_set_hash(d, key, hash, value)?;
            if self.dict_len(other) != size {
                return self.raise(Exc::RuntimeError, "dict mutated during update");
            }
        }
        Ok(())
    }

    fn update_from_mapping(&mut self, d: Ref, other: Value, keys: Value) -> Res<()> {
        let keys = self.call(keys, &[])?;
        let it = self.iter(keys)?;
        self.root(it);
        while let Some(key) = self.next(it)? {
            let scope = self.scope();
            self.root(key);
            let result = self.get_item(other, key).and_then(|value| self.dict_set(d, key, value));
            self.unscope(scope);
            result?;
        }
        Ok(())
    }

    fn update_from_pairs(&mut self, d: Ref, pairs: Value) -> Res<()> {
        let it = self.iter(pairs)?;
        self.root(it);
        let mut i = 0;
        while let Some(item) = self.next(it)? {
            let scope = self.scope();
            self.root(item);
            let result = self.update_from_pair(d, item, i);
            self.unscope(scope);
            result?;
            i += 1;
        }
        Ok(())
    }

    fn update_from_pair(&mut self, d: Ref, item: Value, i: usize) -> Res<()> {
        let pair = match self.collect(item) {
            Ok(pair) => pair,
            Err(raised) => {
                if self.matches(Exc::TypeError) {
                    self.clear_exc();
                    return self.type_error(format!(
                        "cannot convert dictionary update sequence element #{i} to a sequence"
                    ));
                }
                return Err(raised);
            }
        };
        let &[key, value] = pair.as_slice() else {
            return self.value_error(format!(
                "dictionary update sequence element #{i} has length {}; 2 is required",
                pair.len()
            ));
        };
        self.root(key);
        self.root(value);
        self.dict_set(d, key, value)
    }
}
