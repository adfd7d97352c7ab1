//! The module `array`: sequences of C numbers.

mod items;
mod methods;
mod reconstruct;
mod sequence;

use super::bytes::ops;
use crate::generated::layouts::o_native;
use crate::heap::{Kind, Ref, Value};
use crate::objects::spec::*;
use crate::objects::{Exc, Res, Runtime};
use items::*;
use methods::*;
use sequence::*;

pub static TYPES: &[&TypeSpec] = &[&ARRAY, &ARRAY_ITERATOR];
pub static FUNCTIONS: &[MethodDef] = &[];
pub static MODULES: &[&ModuleSpec] = &[&MODULE];

static MODULE: ModuleSpec = ModuleSpec {
    name: "array",
    functions: reconstruct::FUNCTIONS,
    init: Some(init),
    doc: "This module defines an object type which can efficiently represent an array of basic values.",
};

/// Native values: a bytearray with the items, the typecode.
pub static ARRAY: TypeSpec = TypeSpec {
    name: "array",
    module: "array",
    kind: Kind::Native,
    base: "object",
    subclassable: true,
    slots: Slots {
        repr: Some(repr),
        unhashable: true,
        compare: Some(compare),
        len: Some(|rt, v| Ok(len(rt, v))),
        get_item: Some(get_item),
        set_item: Some(set_item),
        contains: Some(|rt, v, item| Ok(position(rt, v, item, 0, usize::MAX)?.is_some())),
        iter: Some(iter),
        concat: Some(concat),
        repeat: Some(repeat),
        inplace_concat: Some(inplace_concat),
        inplace_repeat: Some(inplace_repeat),
        new: Some(new),
        ..Slots::NONE
    },
    methods: &[
        method("append", Params::One, append),
        method("buffer_info", Params::NoArgs, |rt, a| {
            let address = rt.int(a[0].obj().0 as i64)?;
            rt.new_tuple(&[address, Value::int32(len(rt, a[0]) as i32)])
        }),
        method("byteswap", Params::NoArgs, byteswap),
        method("count", Params::One, count),
        method("extend", Params::One, |rt, a| {
            extend(rt, a[0], a[1]).map(|()| Value::NONE)
        }),
        method("frombytes", Params::One, frombytes),
        method("fromlist", Params::One, fromlist),
        method("fromunicode", Params::One, fromunicode),
        method("index", Params::Pos(1, 3), index),
        method("insert", Params::Pos(2, 2), insert),
        method("pop", Params::Pos(0, 1), pop),
        method("remove", Params::One, remove),
        method("reverse", Params::NoArgs, reverse),
        method("tobytes", Params::NoArgs, |rt, a| {
            rt.new_bytes(rt.bytes_of(data(rt, a[0])))
        }),
        method("tofile", Params::One, |rt, a| {
            let bytes = rt.new_bytes(rt.bytes_of(data(rt, a[0])))?;
            rt.call_method(a[1], "write", &[bytes])?;
            Ok(Value::NONE)
        }),
        method("fromfile", Params::Pos(2, 2), |rt, a| {
            let itemsize = rt.get_attr_str(a[0], "itemsize")?;
            let count = rt.binary(BinOp::Mul, a[2], itemsize)?;
            let bytes = rt.call_method(a[1], "read", &[count])?;
            let complete = rt.len(bytes)? as i64 == rt.as_index(count)?;
            rt.call_method(a[0], "frombytes", &[bytes])?;
            match complete {
                true => Ok(Value::NONE),
                false => rt.raise(Exc::EOFError, "read() didn't return enough bytes"),
            }
        }),
        method("tolist", Params::NoArgs, |rt, a| {
            let items = items(rt, a[0])?;
            rt.new_list(&items)
        }),
        method("tounicode", Params::NoArgs, tounicode),
        method("__copy__", Params::NoArgs, |rt, a| copy_of(rt, a[0])),
        method("__deepcopy__", Params::One, |rt, a| copy_of(rt, a[0])),
        method("__reduce_ex__", Params::One, reduce),
    ],
    getset: &[
        getter("itemsize", |rt, v| Ok(Value::int32(item_size(code(rt, v)) as i32))),
        getter("typecode", |rt, v| rt.char_str(code(rt, v) as u32)),
    ],
    doc: "array(typecode [, initializer]) -> array\n\nReturn a new array whose items are restricted by typecode.",
};

/// Native values: the array. RAW: index of the next item.
static ARRAY_ITERATOR: TypeSpec = TypeSpec {
    name: "arrayiterator",
    module: "array",
    kind: Kind::NativeIter,
    base: "object",
    subclassable: false,
    slots: Slots {
        iter: Some(ops::iter_self),
        next: Some(next),
        ..Slots::NONE
    },
    methods: &[
        method("__reduce__", Params::NoArgs, |rt, a| {
            let iter = rt.builtin("iter")?;
            let array = rt.native_value(a[0].obj(), 0);
            if array.is_none() {
                let nothing = rt.new_tuple(&[])?;
                let args = rt.new_tuple(&[nothing])?;
                return rt.new_tuple(&[iter, args]);
            }
            let args = rt.new_tuple(&[array])?;
            let at = Value::int32(rt.heap.u32(a[0].obj(), o_native::RAW) as i32);
            rt.new_tuple(&[iter, args, at])
        }),
        method("__setstate__", Params::One, |rt, a| {
            let at = rt.as_index(a[1])?.clamp(0, i32::MAX as i64);
            rt.heap.set_u32(a[0].obj(), o_native::RAW, at as u32);
            Ok(Value::NONE)
        }),
    ],
    getset: &[],
    doc: "",
};

const TYPECODES: &str = "bBuhHiIlLqQfd";

fn init(rt: &mut Runtime, module: Value) -> Res<()> {
    let class = Value::object(rt.class_of_spec(&ARRAY));
    rt.set_attr_str(module, "array", class)?;
    rt.set_attr_str(module, "ArrayType", class)?;
    let codes = rt.new_str(TYPECODES)?;
    rt.set_attr_str(module, "typecodes", codes)
}
impl Runtime {
    /// The bytes of an object of kind NATIVE that is an array.
    pub(crate) fn array_bytes(&self, r: Ref) -> Option<&'static [u8]> {
        let v = Value::object(r);
        is_array(self, v).then(|| self.bytes_of(data(self, v)))
    }

    /// The bytearray with the items of an array, and its typecode.
    pub(crate) fn array_content(&self, v: Value) -> Option<(Value, u8)> {
        is_array(self, v).then(|| (data(self, v), code(self, v)))
    }
}

fn make(rt: &mut Runtime, class: Ref, code: u8, bytes: &[u8]) -> Res<Value> {
    let content = rt.new_bytearray(bytes)?;
    rt.new_native(Kind::Native, class, &[content, Value::int32(code as i32)])
}

fn make_like(rt: &mut Runtime, v: Value, bytes: &[u8]) -> Res<Value> {
    let class = rt.class_of_spec(&ARRAY);
    make(rt, class, code(rt, v), bytes)
}

fn copy_of(rt: &mut Runtime, v: Value) -> Res<Value> {
    make_like(rt, v, rt.bytes_of(data(rt, v)))
}

fn new(rt: &mut Runtime, a: &Args<'_>) -> Res<Value> {
    let class = a.pos[0].obj();
    let is_plain = class == rt.class_of_spec(&ARRAY);
    if !a.kw.is_empty() && is_plain {
        return rt.type_error("array.array() takes no keyword arguments");
    }
    let given = a.pos.len() - 1;
    if given == 0 || given > 2 {
        let bound = if given == 0 {
            "at least 1 argument"
        } else {
            "at most 2 arguments"
        };
        return rt.type_error(format!("array() takes {bound} ({given} given)"));
    }
    let code = match rt.as_chars(a.pos[1]) {
        Some(s) if s.len() == 1 => s.at(0),
        _ => {
            let name = rt.type_name(a.pos[1]);
            return rt.type_error(format!("array() argument 1 must be a unicode character, not {name}"));
        }
    };
    if code != 'u' as u32
        && let Some(&initial) = a.pos.get(2)
        && let Some(code) = char::from_u32(code)
    {
        let what = match () {
            _ if rt.is_str(initial) => "a str",
            _ if is_array(rt, initial) && self::code(rt, initial) == b'u' => "a unicode array",
            _ => "",
        };
        if !what.is_empty() {
            return rt.type_error(format!(
                "cannot use {what} to initialize an array with typecode '{code}'"
            ));
        }
    }
    let Some(code) = TYPECODES.bytes().find(|c| *c as u32 == code) else {
        return rt.value_error("bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)");
    };
    let v = make(rt, class, code, &[])?;
    let Some(&initial) = a.pos.get(2) else { return Ok(v) };
    let scope = rt.scope();
    rt.root(v);
    let filled = fill(rt, v, initial);
    rt.unscope(scope);
    filled.map(|()| v)
}

fn fill(rt: &mut Runtime, v: Value, initial: Value) -> Res<()> {
    if rt.is_str(initial) {
        return fromunicode(rt, &[v, initial]).map(|_| ());
    }
    match rt.kind_of(initial) {
        Some(Kind::Bytes | Kind::Bytearray) => frombytes(rt, &[v, initial]).map(|_| ()),
        _ if is_array(rt, initial) => {
            for item in items(rt, initial)? {
                push(rt, v, item)?;
            }
            Ok(())
        }
        _ => push_all(rt, v, initial),
    }
}

fn push_all(rt: &mut Runtime, v: Value, iterable: Value) -> Res<()> {
    let it = rt.iter(iterable)?;
    let scope = rt.scope();
    rt.root(it);
    let mut fill = || -> Res<()> {
        while let Some(item) = rt.next(it)? {
            push(rt, v, item)?;
        }
        Ok(())
    };
    let filled = fill();
    rt.unscope(scope);
    filled
}

fn push(rt: &mut Runtime, v: Value, item: Value) -> Res<()> {
    let code = code(rt, v);
    let bytes = packed(rt, code, item)?;
    rt.extend_bytearray(data(rt, v), &bytes[..item_size(code)])
}

fn items(rt: &mut Runtime, v: Value) -> Res<Vec<Value>> {
    (0..len(rt, v)).map(|i| item(rt, v, i)).collect()
}
