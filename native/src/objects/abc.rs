//! Module `_abc`: abstract base classes. Registries and caches lie beside the heap and hold classes weakly.

use std::collections::{HashMap, HashSet};

use super::spec::{MethodDef, ModuleSpec, Params, function};
use super::types::Pattern;
use super::{Exc, Res, Runtime};
use crate::generated::layouts::o_obj;
use crate::heap::{Ref, Value};

pub static MODULES: &[&ModuleSpec] = &[&MODULE];

#[derive(Default)]
struct Abc {
    registry: Vec<Ref>,
    cache: HashSet<Ref>,
    negative: HashSet<Ref>,
    negative_token: u64,
}

/// All abstract base classes of a runtime.
#[derive(Default)]
pub struct State {
    classes: HashMap<Ref, Abc>,
    /// Counts registrations: what was no subclass before one may be one after it.
    token: u64,
}

impl State {
    pub fn forget_dead(&mut self, alive: &impl Fn(Ref) -> bool) {
        self.classes.retain(|&c, _| alive(c));
        for abc in self.classes.values_mut() {
            abc.registry.retain(|&c| alive(c));
            abc.cache.retain(|&c| alive(c));
            abc.negative.retain(|&c| alive(c));
        }
    }
}

const FUNCTIONS: &[MethodDef] = &[
    function("_abc_init", Params::One, |rt, a| init(rt, a[0])),
    function("_abc_register", Params::Pos(2, 2), |rt, a| register(rt, a[0], a[1])),
    function("_abc_instancecheck", Params::Pos(2, 2), |rt, a| {
        instance_check(rt, a[0], a[1]).map(Value::bool)
    }),
    function("_abc_subclasscheck", Params::Pos(2, 2), |rt, a| {
        subclass_check(rt, a[0], a[1]).map(Value::bool)
    }),
    function("get_cache_token", Params::NoArgs, |rt, _| {
        rt.int(rt.core.abc.token as i64)
    }),
    function("_reset_registry", Params::One, |rt, a| {
        rt.core.abc.classes.entry(a[0].obj()).or_default().registry.clear();
        Ok(Value::NONE)
    }),
    function("_reset_caches", Params::One, |rt, a| {
        let abc = rt.core.abc.classes.entry(a[0].obj()).or_default();
        abc.cache.clear();
        abc.negative.clear();
        Ok(Value::NONE)
    }),
    function("_get_dump", Params::One, |rt, a| {
        let abc = rt.core.abc.classes.entry(a[0].obj()).or_default();
        let parts: [Vec<Value>; 3] = [
            abc.registry.iter().map(|&c| Value::object(c)).collect(),
            abc.cache.iter().map(|&c| Value::object(c)).collect(),
            abc.negative.iter().map(|&c| Value::object(c)).collect(),
        ];
        let token = abc.negative_token;
        let mut items = Vec::new();
        for part in parts {
            let set = rt.new_set()?;
            for c in part {
                rt.set_add(set, c)?;
            }
            items.push(set);
        }
        items.push(rt.int(token as i64)?);
        rt.new_tuple(&items)
    }),
];

static MODULE: ModuleSpec = ModuleSpec {
    name: "_abc",
    functions: FUNCTIONS,
    init: None,
    doc: "Module contains faster C implementation of abc.ABCMeta",
};

fn is_abstract(rt: &mut Runtime, v: Value) -> Res<bool> {
    match rt.find_attr(v, rt.core.names.__isabstractmethod__)? {
        Some(x) => rt.truth(x),
        None => Ok(false),
    }
}

fn init(rt: &mut Runtime, class: Value) -> Res<Value> {
    let r = class.obj();
    let dict = rt.heap.field(r, o_obj::ATTRS);
    let (mut names, mut at) = (Vec::new(), 0);
    let mut entries = Vec::new();
    while let Some(entry) = rt.dict_next(dict, &mut at) {
        entries.push(entry);
    }
    for (name, v) in entries {
        // Functions without attributes of their own cannot be abstract: no need to look.
        if v.is_object() && is_abstract(rt, v)? {
            names.push(name);
        }
    }
    for base in rt.info(r).bases.clone() {
        let Some(inherited) = rt.find_attr(Value::object(base), rt.core.names.__abstractmethods__)? else {
            continue;
        };
        for name in rt.collect(inherited)? {
            let v = rt.find_attr(class, name)?;
            if let Some(v) = v
                && is_abstract(rt, v)?
                && !names.contains(&name)
            {
                names.push(name);
            }
        }
    }
    let set = rt.new_frozenset(&names)?;
    rt.set_attr(class, rt.core.names.__abstractmethods__, set)?;
    let flags = rt.intern("__abc_tpflags__")?;
    if let Some(x) = rt.dict_get_str(dict, flags).and_then(Value::as_small_int) {
        let pattern = match (x & 1 << 5 != 0, x & 1 << 6 != 0) {
            (true, _) => Pattern::Sequence,
            (_, true) => Pattern::Mapping,
            _ => Pattern::Neither,
        };
        rt.info_mut(r).pattern = pattern;
        rt.dict_del(dict, flags)?;
    }
    rt.core.abc.classes.insert(r, Abc::default());
    Ok(Value::NONE)
}

/// Built-in classes keep what they have: bytes are a `Sequence`, but match no sequence pattern.
fn set_pattern(rt: &mut Runtime, class: Ref, pattern: Pattern) {
    if !rt.info(class).heap_type || rt.info(class).pattern == pattern {
        return;
    }
    rt.info_mut(class).pattern = pattern;
    for sub in rt.info(class).subclasses.clone() {
        set_pattern(rt, sub, pattern);
    }
}

fn register(rt: &mut Runtime, class: Value, sub: Value) -> Res<Value> {
    if !rt.is_type(sub) {
        return rt.type_error("Can only register classes");
    }
    if rt.issubclass(sub, class)? {
        return Ok(sub);
    }
    if rt.issubclass(class, sub)? {
        return rt.raise(Exc::RuntimeError, "Refusing to create an inheritance cycle");
    }
    rt.core
        .abc
        .classes
        .entry(class.obj())
        .or_default()
        .registry
        .push(sub.obj());
    rt.core.abc.token += 1;
    let pattern = rt.info(class.obj()).pattern;
    if pattern != Pattern::Neither {
        set_pattern(rt, sub.obj(), pattern);
    }
    Ok(sub)
}

fn instance_check(rt: &mut Runtime, class: Value, v: Value) -> Res<bool> {
    let real = rt.class_of(v);
    let token = rt.core.abc.token;
    let Some(claimed) = rt.find_attr(v, rt.core.names.__class__)? else {
        return Ok(false);
    };
    let abc = rt.core.abc.classes.entry(class.obj()).or_default();
    if claimed.as_object().is_some_and(|c| abc.cache.contains(&c)) {
        return Ok(true);
    }
    if claimed == Value::object(real) {
        if abc.negative_token == token && abc.negative.contains(&real) {
            return Ok(false);
        }
        return check(rt, class, claimed);
    }
    Ok(check(rt, class, claimed)? || check(rt, class, Value::object(real))?)
}

/// `class.__subclasscheck__(sub)`
fn check(rt: &mut Runtime, class: Value, sub: Value) -> Res<bool> {
    match rt.call_special(class, rt.core.names.__subclasscheck__, &[sub])? {
        Some(r) => rt.truth(r),
        None => rt.real_issubclass(sub, class),
    }
}

fn subclass_check(rt: &mut Runtime, class: Value, sub: Value) -> Res<bool> {
    if !rt.is_type(sub) {
        return rt.type_error("issubclass() arg 1 must be a class");
    }
    let (c, s, token) = (class.obj(), sub.obj(), rt.core.abc.token);
    let abc = rt.core.abc.classes.entry(c).or_default();
    if abc.cache.contains(&s) {
        return Ok(true);
    }
    if abc.negative_token < token {
        abc.negative.clear();
        abc.negative_token = token;
    } else if abc.negative.contains(&s) {
        return Ok(false);
    }
    let found = find(rt, class, sub)?;
    let abc = rt.core.abc.classes.entry(c).or_default();
    if found {
        abc.cache.insert(s)
    } else {
        abc.negative.insert(s)
    };
    Ok(found)
}

fn find(rt: &mut Runtime, class: Value, sub: Value) -> Res<bool> {
    let (c, s) = (class.obj(), sub.obj());
    let hook = rt.call_method_name(class, rt.core.names.__subclasshook__, &[sub])?;
    if let Some(answer) = hook.as_bool() {
        return Ok(answer);
    }
    if hook != Value::NOT_IMPLEMENTED {
        return rt.raise(
            Exc::AssertionError,
            "__subclasshook__ must return either False, True, or NotImplemented",
        );
    }
    if rt.is_subclass(s, c) {
        return Ok(true);
    }
    let registry = rt.core.abc.classes.entry(c).or_default().registry.clone();
    for other in registry {
        if rt.issubclass(sub, Value::object(other))? {
            return Ok(true);
        }
    }
    let subclasses = rt.call_method_name(class, rt.core.names.__subclasses__, &[])?;
    for other in rt.collect(subclasses)? {
        if rt.issubclass(sub, other)? {
            return Ok(true);
        }
    }
    Ok(false)
}
