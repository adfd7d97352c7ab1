//! `dict.keys()`, `.values()`, `.items()`: views on a dict, the first and the last with the operators of sets.

use super::iter::{BACKWARDS, KEYS as WHAT_KEYS, VALUES as WHAT_VALUES};
use crate::generated::layouts::o_dict_view;
use crate::heap::{Kind, Value};
use crate::objects::list::repr_as_list;
use crate::objects::spec::{BinOp, BinaryFn, CmpOp, GetSetDef, MethodDef, Params, Slots, TypeSpec, getter, method};
use crate::objects::{Res, Runtime};

pub static KEYS: TypeSpec = view_type("dict_keys", set_slots(), SET_METHODS);
pub static ITEMS: TypeSpec = view_type("dict_items", set_slots(), SET_METHODS);
pub static VALUES: TypeSpec = view_type("dict_values", PLAIN, METHODS);

const METHODS: &[MethodDef] = &[method("__reversed__", Params::NoArgs, reversed)];
const SET_METHODS: &[MethodDef] = &[
    method("__reversed__", Params::NoArgs, reversed),
    method("isdisjoint", Params::One, is_disjoint),
];
const GETSET: &[GetSetDef] = &[getter("mapping", |rt, v| {
    let dict = dict_of(rt, v);
    rt.new_mapping_proxy(dict)
})];

const fn view_type(name: &'static str, slots: Slots, methods: &'static [MethodDef]) -> TypeSpec {
    TypeSpec {
        name,
        module: "builtins",
        kind: Kind::DictView,
        base: "object",
        subclassable: false,
        slots,
        methods,
        getset: GETSET,
        doc: "",
    }
}

const PLAIN: Slots = Slots {
    repr: Some(repr),
    len: Some(|rt, v| {
        let dict = dict_of(rt, v);
        Ok(rt.dict_len(dict.obj()))
    }),
    iter: Some(|rt, v| {
        let (dict, what) = (dict_of(rt, v), what_of(rt, v));
        rt.new_dict_iter(dict, what)
    }),
    ..Slots::NONE
};

const fn set_slots() -> Slots {
    let mut binary: [Option<BinaryFn>; 13] = [None; 13];
    binary[BinOp::Sub as usize] = Some(|rt, a, b| operate(rt, a, b, "difference_update"));
    binary[BinOp::Or as usize] = Some(|rt, a, b| operate(rt, a, b, "update"));
    binary[BinOp::And as usize] = Some(|rt, a, b| operate(rt, a, b, "intersection_update"));
    binary[BinOp::Xor as usize] = Some(|rt, a, b| operate(rt, a, b, "symmetric_difference_update"));
    Slots {
        binary,
        compare: Some(compare),
        contains: Some(contains),
        unhashable: true,
        ..PLAIN
    }
}

impl Runtime {
    pub fn new_dict_view(&mut self, dict: Value, what: u32) -> Res<Value> {
        let class = match what {
            WHAT_KEYS => self.types.dict_keys,
            WHAT_VALUES => self.types.dict_values,
            _ => self.types.dict_items,
        };
        let r = self.alloc(Kind::DictView, class, o_dict_view::SIZE as usize)?;
        self.heap.set_field(r, o_dict_view::DICT, dict.obj());
        self.heap.set_u32(r, o_dict_view::WHAT, what);
        Ok(Value::object(r))
    }
}

fn dict_of(rt: &Runtime, view: Value) -> Value {
    Value::object(rt.heap.field(view.obj(), o_dict_view::DICT))
}

fn what_of(rt: &Runtime, view: Value) -> u32 {
    rt.heap.u32(view.obj(), o_dict_view::WHAT)
}

fn repr(rt: &mut Runtime, v: Value) -> Res<Value> {
    let Some(items) = repr_as_list(rt, v)? else {
        return rt.new_str("...");
    };
    let name = rt.type_name(v);
    rt.new_str(&format!("{name}({items})"))
}

fn reversed(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let (dict, what) = (dict_of(rt, args[0]), what_of(rt, args[0]));
    rt.new_dict_iter(dict, what | BACKWARDS)
}

fn contains(rt: &mut Runtime, view: Value, v: Value) -> Res<bool> {
    let dict = dict_of(rt, view);
    if what_of(rt, view) == WHAT_KEYS {
        return Ok(rt.dict_get(dict.obj(), v)?.is_some());
    }
    if rt.kind_of(v) != Some(Kind::Tuple) || rt.items_of_tuple(v).len() != 2 {
        return Ok(false);
    }
    let (key, value) = (rt.items_of_tuple(v)[0], rt.items_of_tuple(v)[1]);
    match rt.dict_get(dict.obj(), key)? {
        Some(found) => rt.eq_rooted(found, value),
        None => Ok(false),
    }
}

/// Sets and the set-like views: what views compare themselves with.
fn is_set_like(rt: &Runtime, v: Value) -> bool {
    match rt.kind_of(v) {
        Some(Kind::Set | Kind::Frozenset) => true,
        Some(Kind::DictView) => what_of(rt, v) != WHAT_VALUES,
        _ => false,
    }
}

fn compare(rt: &mut Runtime, a: Value, b: Value, op: CmpOp) -> Res<Value> {
    if !is_set_like(rt, b) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let (n, m) = (rt.len(a)?, rt.len(b)?);
    let result = match op {
        CmpOp::Eq => n == m && all_in(rt, a, b)?,
        CmpOp::Ne => !(n == m && all_in(rt, a, b)?),
        CmpOp::Lt => n < m && all_in(rt, a, b)?,
        CmpOp::Le => n <= m && all_in(rt, a, b)?,
        CmpOp::Gt => n > m && all_in(rt, b, a)?,
        CmpOp::Ge => n >= m && all_in(rt, b, a)?,
    };
    Ok(Value::bool(result))
}

fn all_in(rt: &mut Runtime, a: Value, b: Value) -> Res<bool> {
    any_in(rt, a, b, false).map(|found| !found)
}

/// Is there an item of `a` that is in `b` (`wanted`), or that is not?
fn any_in(rt: &mut Runtime, a: Value, b: Value, wanted: bool) -> Res<bool> {
    let scope = rt.scope();
    let result = (|| {
        let it = rt.iter(a)?;
        rt.root(it);
        while let Some(item) = rt.next(it)? {
            let found = rt.rooted(&[item], |rt| rt.contains(b, item))?;
            if found == wanted {
                return Ok(true);
            }
        }
        Ok(false)
    })();
    rt.unscope(scope);
    result
}

fn is_disjoint(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let (view, other) = (args[0], args[1]);
    if view == other {
        return Ok(Value::bool(rt.len(view)? == 0));
    }
    if is_set_like(rt, other) && rt.len(other)? > rt.len(view)? {
        return Ok(Value::bool(!any_in(rt, view, other, true)?));
    }
    Ok(Value::bool(!any_in(rt, other, view, true)?))
}

/// A set of the left operand's items, changed by a method of set with the right operand.
fn operate(rt: &mut Runtime, a: Value, b: Value, method: &str) -> Res<Value> {
    let scope = rt.scope();
    let result = (|| {
        let set = rt.set_from(a)?;
        rt.root(set);
        rt.call_method(set, method, &[b])?;
        Ok(set)
    })();
    rt.unscope(scope);
    result
}
