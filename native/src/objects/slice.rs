//! `slice`, and what sequences do with indices.

use crate::generated::layouts::o_slice;
use crate::heap::{Kind, Value};
use crate::objects::spec::{Args, CmpOp, GetSetDef, MethodDef, ModuleSpec, Params, Slots, TypeSpec, member, method};
use crate::objects::{Res, Runtime};
use num_bigint::BigInt;
use num_traits::{One, Signed, Zero};

/// Types, builtin functions and native modules of this folder; see `registry.rs`.
pub static TYPES: &[&TypeSpec] = &[&SLICE];
pub static FUNCTIONS: &[MethodDef] = &[];
pub static MODULES: &[&ModuleSpec] = &[];

pub static SLICE: TypeSpec = TypeSpec {
    name: "slice",
    module: "builtins",
    kind: Kind::Slice,
    base: "object",
    subclassable: false,
    slots: Slots {
        repr: Some(repr),
        compare: Some(compare),
        unhashable: true,
        new: Some(new),
        ..Slots::NONE
    },
    methods: METHODS,
    getset: GETSET,
    doc: "slice(stop)\nslice(start, stop[, step])\n\nCreate a slice object.  This is used for extended slicing (e.g. a[0:10:2]).",
};

const METHODS: &[MethodDef] = &[
    method("indices", Params::One, |rt, a| indices(rt, a[0], a[1])),
    method("__reduce__", Params::NoArgs, reduce),
];

const GETSET: &[GetSetDef] = &[
    member("start", |rt, v| Ok(rt.heap.value(v.obj(), o_slice::START))),
    member("stop", |rt, v| Ok(rt.heap.value(v.obj(), o_slice::STOP))),
    member("step", |rt, v| Ok(rt.heap.value(v.obj(), o_slice::STEP))),
];

/// What a slice selects from a sequence of a given length: `count` items from `start` on, `step` apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub start: i64,
    pub stop: i64,
    pub step: i64,
    pub count: usize,
}

impl Span {
    /// What bounds select from a sequence of `len` items; the step is neither 0 nor i64::MIN.
    pub fn new(start: Option<i64>, stop: Option<i64>, step: i64, len: usize) -> Span {
        let len = len as i64;
        let (low, high) = if step < 0 { (-1, len - 1) } else { (0, len) };
        let clamp = |n: i64| {
            if n < 0 {
                n.saturating_add(len).max(low)
            } else {
                n.min(high)
            }
        };
        let start = start.map_or(if step < 0 { high } else { low }, clamp);
        let stop = stop.map_or(if step < 0 { low } else { high }, clamp);
        let count = if step < 0 {
            if stop < start {
                (start - stop - 1) / -step + 1
            } else {
                0
            }
        } else if start < stop {
            (stop - start - 1) / step + 1
        } else {
            0
        };
        Span {
            start,
            stop,
            step,
            count: count as usize,
        }
    }

    /// The indices selected, in order.
    pub fn indices(self) -> impl Iterator<Item = usize> {
        (0..self.count as i64).map(move |i| (self.start + i * self.step) as usize)
    }
}

impl Runtime {
    pub fn new_slice(&mut self, start: Value, stop: Value, step: Value) -> Res<Value> {
        let r = self.alloc(Kind::Slice, self.types.slice, o_slice::SIZE as usize)?;
        self.heap.set_value(r, o_slice::START, start);
        self.heap.set_value(r, o_slice::STOP, stop);
        self.heap.set_value(r, o_slice::STEP, step);
        Ok(Value::object(r))
    }

    pub fn is_slice(&self, v: Value) -> bool {
        self.kind_of(v) == Some(Kind::Slice)
    }

    pub fn has_index(&mut self, v: Value) -> Res<bool> {
        Ok(v.is_small_int()
            || v.is_bool()
            || self.kind_of(v) == Some(Kind::Int)
            || (v.is_object() && self.lookup_special(v, "__index__")?.is_some()))
    }

    /// An int bound of a slice, clamped to what a sequence can have; `None` stays `None`.
    fn slice_bound(&mut self, v: Value, message: &str) -> Res<Option<i64>> {
        if let Some(n) = v.as_small_int() {
            return Ok(Some(n));
        }
        if v.is_none() {
            return Ok(None);
        }
        if !self.has_index(v)? {
            return self.type_error(message);
        }
        self.as_index_clamped(v).map(Some)
    }

    /// `start` and `stop` of `index(self, value, start, stop)` in a sequence of `len` items; `usize::MAX` where there is no `stop`.
    pub fn search_bounds(&mut self, args: &[Value], len: usize) -> Res<(usize, usize)> {
        let given = |v: Value| (!v.is_unbound()).then_some(v);
        let start = given(args[2]).map_or(Ok(0), |v| self.position_argument(v, len))?;
        let stop = given(args[3]).map_or(Ok(usize::MAX), |v| self.position_argument(v, len))?;
        Ok((start, stop))
    }

    /// A position argument of such methods, clamped to 0..=len; negative ones count from the end.
    fn position_argument(&mut self, v: Value, len: usize) -> Res<usize> {
        let message = "slice indices must be integers or have an __index__ method";
        if v.is_none() {
            return self.type_error(message);
        }
        let n = self.slice_bound(v, message)?.unwrap_or(0);
        Ok(if n < 0 {
            n.saturating_add(len as i64).max(0) as usize
        } else {
            (n as usize).min(len)
        })
    }

    /// What `slice` selects from a sequence of `len` items.
    pub fn slice_indices(&mut self, slice: Value, len: usize) -> Res<Span> {
        let message = "slice indices must be integers or None or have an __index__ method";
        let field = |rt: &Runtime, offset| rt.heap.value(slice.obj(), offset);
        let step = self
            .slice_bound(field(self, o_slice::STEP), message)?
            .unwrap_or(1)
            .max(-i64::MAX);
        if step == 0 {
            return self.value_error("slice step cannot be zero");
        }
        let start = self.slice_bound(field(self, o_slice::START), message)?;
        let stop = self.slice_bound(field(self, o_slice::STOP), message)?;
        Ok(Span::new(start, stop, step, len))
    }

    /// An index that is no slice, from the end when negative, not yet checked against `len`.
    pub fn sequence_index(&mut self, key: Value, len: usize, type_name: &str) -> Res<i64> {
        let n = match key.as_small_int() {
            Some(n) => n,
            None => {
                if !self.has_index(key)? {
                    let found = self.type_name(key);
                    return self.type_error(format!("{type_name} indices must be integers or slices, not {found}"));
                }
                self.as_subscript(key)?
            }
        };
        Ok(if n < 0 { n + len as i64 } else { n })
    }
}

fn new(rt: &mut Runtime, args: &Args<'_>) -> Res<Value> {
    if !args.kw.is_empty() {
        return rt.type_error("slice() takes no keyword arguments");
    }
    match args.pos[1..] {
        [] => rt.type_error("slice expected at least 1 argument, got 0"),
        [stop] => rt.new_slice(Value::NONE, stop, Value::NONE),
        [start, stop] => rt.new_slice(start, stop, Value::NONE),
        [start, stop, step] => rt.new_slice(start, stop, step),
        _ => rt.type_error(format!(
            "slice expected at most 3 arguments, got {}",
            args.pos.len() - 1
        )),
    }
}

fn parts(rt: &Runtime, v: Value) -> [Value; 3] {
    [o_slice::START, o_slice::STOP, o_slice::STEP].map(|offset| rt.heap.value(v.obj(), offset))
}

fn repr(rt: &mut Runtime, v: Value) -> Res<Value> {
    let mut texts = Vec::new();
    for part in parts(rt, v) {
        let text = rt.repr(part)?;
        texts.push(rt.str_to_string(text));
    }
    rt.new_str(&format!("slice({})", texts.join(", ")))
}

fn compare(rt: &mut Runtime, a: Value, b: Value, op: CmpOp) -> Res<Value> {
    if !rt.is_slice(a) || !rt.is_slice(b) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let scope = rt.scope();
    let (a, b) = (parts(rt, a), parts(rt, b));
    let (a, b) = (rt.new_tuple(&a)?, rt.new_tuple(&b)?);
    rt.root(a);
    rt.root(b);
    let result = rt.compare(a, b, op);
    rt.unscope(scope);
    result
}

fn reduce(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let parts = parts(rt, args[0]);
    let parts = rt.new_tuple(&parts)?;
    rt.new_tuple(&[Value::object(rt.types.slice), parts])
}

/// `slice.indices(len)`: any size of int.
pub fn indices(rt: &mut Runtime, slice: Value, len: Value) -> Res<Value> {
    let len = rt.index_value(len)?.into_big();
    if len.is_negative() {
        return rt.value_error("length should not be negative");
    }
    let [start, stop, step] = parts(rt, slice);
    let bound = |rt: &mut Runtime, v: Value| -> Res<Option<BigInt>> {
        if v.is_none() {
            return Ok(None);
        }
        if !rt.has_index(v)? {
            return rt.type_error("slice indices must be integers or None or have an __index__ method");
        }
        Ok(Some(rt.index_value(v)?.into_big()))
    };
    let step = bound(rt, step)?.unwrap_or_else(BigInt::one);
    if step.is_zero() {
        return rt.value_error("slice step cannot be zero");
    }
    let start = bound(rt, start)?;
    let stop = bound(rt, stop)?;
    let (low, high) = if step.is_negative() {
        (BigInt::from(-1), &len - 1)
    } else {
        (BigInt::zero(), len.clone())
    };
    let clamp = |n: BigInt| {
        let n = if n.is_negative() { n + &len } else { n };
        n.clamp(low.clone().min(high.clone()), high.clone())
    };
    let backwards = step.is_negative();
    let start = start.map_or_else(|| if backwards { high.clone() } else { low.clone() }, &clamp);
    let stop = stop.map_or_else(|| if backwards { low.clone() } else { high.clone() }, &clamp);
    let start = rt.int_from_big(start)?;
    let stop = rt.int_from_big(stop)?;
    let step = rt.int_from_big(step)?;
    rt.new_tuple(&[start, stop, step])
}
