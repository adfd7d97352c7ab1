//! Iterators over dicts, forwards and backwards.

use crate::generated::layouts::o_dict_iter;
use crate::heap::{Kind, Ref, Value};
use crate::objects::iterators::{iterator_type, reduce_rest};
use crate::objects::spec::{MethodDef, Params, TypeSpec, method};
use crate::objects::{Exc, Res, Runtime};

/// What an iterator or view is of.
pub const KEYS: u32 = 0;
pub const VALUES: u32 = 1;
pub const ITEMS: u32 = 2;
pub const BACKWARDS: u32 = 4;

const METHODS: &[MethodDef] = &[
    method("__length_hint__", Params::NoArgs, length_hint),
    method("__reduce__", Params::NoArgs, reduce),
];

pub static KEY_ITER: TypeSpec = iterator_type("dict_keyiterator", Kind::DictIter, next, METHODS);
pub static VALUE_ITER: TypeSpec = iterator_type("dict_valueiterator", Kind::DictIter, next, METHODS);
pub static ITEM_ITER: TypeSpec = iterator_type("dict_itemiterator", Kind::DictIter, next, METHODS);
pub static REVERSE_KEY_ITER: TypeSpec = iterator_type("dict_reversekeyiterator", Kind::DictIter, next, METHODS);
pub static REVERSE_VALUE_ITER: TypeSpec = iterator_type("dict_reversevalueiterator", Kind::DictIter, next, METHODS);
pub static REVERSE_ITEM_ITER: TypeSpec = iterator_type("dict_reverseitemiterator", Kind::DictIter, next, METHODS);

impl Runtime {
    /// `what`: KEYS, VALUES or ITEMS, with or without BACKWARDS.
    pub fn new_dict_iter(&mut self, dict: Value, what: u32) -> Res<Value> {
        let types = &self.types;
        let class = match what {
            KEYS => types.dict_key_iterator,
            VALUES => types.dict_value_iterator,
            ITEMS => types.dict_item_iterator,
            4 => types.dict_reverse_key_iterator,
            5 => types.dict_reverse_value_iterator,
            _ => types.dict_reverse_item_iterator,
        };
        let r = self.alloc(Kind::DictIter, class, o_dict_iter::SIZE as usize)?;
        let len = self.dict_len(dict.obj()) as u32;
        self.heap.set_field(r, o_dict_iter::DICT, dict.obj());
        self.heap.set_u32(r, o_dict_iter::WHAT, what);
        self.heap.set_u32(r, o_dict_iter::EXPECTED, len);
        self.heap.set_u32(r, o_dict_iter::LEFT, len);
        if what & BACKWARDS != 0 {
            let end = self.heap.u32(dict.obj(), crate::generated::layouts::o_dict::NEXT);
            self.heap.set_u32(r, o_dict_iter::INDEX, end);
        }
        Ok(Value::object(r))
    }
}

fn next(rt: &mut Runtime, it: Value) -> Res<Option<Value>> {
    let it = it.obj();
    let dict = rt.heap.field(it, o_dict_iter::DICT);
    if dict.is_none() {
        return Ok(None);
    }
    let expected = rt.heap.u32(it, o_dict_iter::EXPECTED);
    if rt.dict_len(dict) as u32 != expected {
        // Sticky: every later call fails too.
        rt.heap.set_u32(it, o_dict_iter::EXPECTED, u32::MAX);
        return rt.raise(Exc::RuntimeError, "dictionary changed size during iteration");
    }
    let what = rt.heap.u32(it, o_dict_iter::WHAT);
    let index = rt.heap.u32(it, o_dict_iter::INDEX);
    let backwards = what & BACKWARDS != 0;
    let found = if backwards {
        rt.dict_prev(dict, index)
    } else {
        rt.dict_entry_from(dict, index)
    };
    let left = rt.heap.u32(it, o_dict_iter::LEFT);
    match found {
        Some(_) if left == 0 && !backwards => {
            rt.heap.set_field(it, o_dict_iter::DICT, Ref::NONE);
            rt.raise(Exc::RuntimeError, "dictionary keys changed during iteration")
        }
        Some(n) => {
            rt.heap
                .set_u32(it, o_dict_iter::INDEX, if backwards { n } else { n + 1 });
            rt.heap.set_u32(it, o_dict_iter::LEFT, left.saturating_sub(1));
            let (key, value, _) = rt.dict_entry(dict, n);
            match what & 3 {
                KEYS => Ok(Some(key)),
                VALUES => Ok(Some(value)),
                _ => rt.new_tuple(&[key, value]).map(Some),
            }
        }
        None => {
            rt.heap.set_field(it, o_dict_iter::DICT, Ref::NONE);
            Ok(None)
        }
    }
}

fn length_hint(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let it = args[0].obj();
    let dict = rt.heap.field(it, o_dict_iter::DICT);
    if dict.is_none() || rt.dict_len(dict) as u32 != rt.heap.u32(it, o_dict_iter::EXPECTED) {
        return Ok(Value::ZERO);
    }
    rt.int(rt.heap.u32(it, o_dict_iter::LEFT) as i64)
}

fn reduce(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    use o_dict_iter::*;
    reduce_rest(rt, args[0], [DICT, INDEX, EXPECTED, LEFT])
}
