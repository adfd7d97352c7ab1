//! `range`, over ints of any size. The length is stored beside the bounds.

use crate::generated::layouts::{o_range, o_range_iter};
use crate::heap::{Kind, Value};
use crate::objects::iterators::iterator_type;
use crate::objects::spec::{Args, CmpOp, MethodDef, ModuleSpec, Params, Slots, TypeSpec, member, method};
use crate::objects::{Exc, Res, Runtime};
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive, Zero};

/// Types, builtin functions and native modules of this folder; see `registry.rs`.
pub static TYPES: &[&TypeSpec] = &[&RANGE, &RANGE_ITER, &LONG_RANGE_ITER];
pub static FUNCTIONS: &[MethodDef] = &[];
pub static MODULES: &[&ModuleSpec] = &[];

pub static RANGE: TypeSpec = TypeSpec {
    name: "range",
    module: "builtins",
    kind: Kind::Range,
    base: "object",
    subclassable: false,
    slots: Slots {
        repr: Some(repr),
        hash: Some(hash),
        compare: Some(compare),
        truth: Some(|rt, v| Ok(part(rt, v, o_range::LEN) != Value::ZERO)),
        len: Some(len),
        get_item: Some(get_item),
        contains: Some(contains),
        iter: Some(|rt, v| {
            let [start, _, step, len] = parts(rt, v);
            new_iter(rt, start, step, len)
        }),
        new: Some(new),
        ..Slots::NONE
    },
    methods: &[
        method("count", Params::One, count),
        method("index", Params::One, index),
        method("__reversed__", Params::NoArgs, reversed),
        method("__reduce__", Params::NoArgs, reduce),
    ],
    getset: &[
        member("start", |rt, v| Ok(part(rt, v, o_range::START))),
        member("stop", |rt, v| Ok(part(rt, v, o_range::STOP))),
        member("step", |rt, v| Ok(part(rt, v, o_range::STEP))),
    ],
    doc: "range(stop) -> range object\nrange(start, stop[, step]) -> range object\n\nReturn an object that produces a sequence of integers from start (inclusive)\nto stop (exclusive) by step.  range(i, j) produces i, i+1, i+2, ..., j-1.\nstart defaults to 0, and stop is omitted!  range(4) produces 0, 1, 2, 3.\nThese are exactly the valid indices for a list of 4 elements.\nWhen step is given, it specifies the increment (or decrement).",
};

pub static RANGE_ITER: TypeSpec = iterator_type(
    "range_iterator",
    Kind::RangeIter,
    next_small,
    &[
        method("__length_hint__", Params::NoArgs, |rt, a| {
            rt.int(rt.heap.u32(a[0].obj(), o_range_iter::LEFT) as i64)
        }),
        method("__reduce__", Params::NoArgs, reduce_iter),
        method("__setstate__", Params::One, set_state),
    ],
);

/// Values: next, step, left.
pub static LONG_RANGE_ITER: TypeSpec = iterator_type(
    "longrange_iterator",
    Kind::NativeIter,
    next_long,
    &[
        method("__length_hint__", Params::NoArgs, |rt, a| {
            Ok(rt.native_value(a[0].obj(), 2))
        }),
        method("__reduce__", Params::NoArgs, reduce_iter),
        method("__setstate__", Params::One, set_state),
    ],
);

fn part(rt: &Runtime, v: Value, offset: u32) -> Value {
    rt.heap.value(v.obj(), offset)
}

/// start, stop, step, len
fn parts(rt: &Runtime, v: Value) -> [Value; 4] {
    [o_range::START, o_range::STOP, o_range::STEP, o_range::LEN].map(|offset| part(rt, v, offset))
}

/// All of them when they need no heap object: then sums and products of two fit i64 or are checked.
fn small(values: [Value; 4]) -> Option<[i64; 4]> {
    let mut result = [0; 4];
    for (to, v) in result.iter_mut().zip(values) {
        *to = v.as_small_int()?;
    }
    Some(result)
}

fn length(start: &BigInt, stop: &BigInt, step: &BigInt) -> BigInt {
    let distance = if step.is_negative() { start - stop } else { stop - start };
    if distance.is_positive() {
        (distance - 1u32) / step.abs() + 1u32
    } else {
        BigInt::zero()
    }
}

impl Runtime {
    /// `range(start, stop, step)` of ints; step is not 0.
    pub fn new_range(&mut self, start: Value, stop: Value, step: Value) -> Res<Value> {
        let len = match (start.as_small_int(), stop.as_small_int(), step.as_small_int()) {
            (Some(start), Some(stop), Some(step)) => {
                let distance = if step < 0 { start - stop } else { stop - start };
                self.int(if distance > 0 {
                    (distance - 1) / step.abs() + 1
                } else {
                    0
                })?
            }
            _ => {
                let len = length(&self.to_big(start), &self.to_big(stop), &self.to_big(step));
                self.int_from_big(len)?
            }
        };
        let r = self.alloc(Kind::Range, self.types.range, o_range::SIZE as usize)?;
        self.heap.set_value(r, o_range::START, start);
        self.heap.set_value(r, o_range::STOP, stop);
        self.heap.set_value(r, o_range::STEP, step);
        self.heap.set_value(r, o_range::LEN, len);
        Ok(Value::object(r))
    }

    fn range_from_big(&mut self, start: BigInt, stop: BigInt, step: BigInt) -> Res<Value> {
        let start = self.int_from_big(start)?;
        let stop = self.int_from_big(stop)?;
        let step = self.int_from_big(step)?;
        self.new_range(start, stop, step)
    }
}

fn new(rt: &mut Runtime, args: &Args<'_>) -> Res<Value> {
    if !args.kw.is_empty() {
        return rt.type_error("range() takes no keyword arguments");
    }
    let given = &args.pos[1..];
    if given.is_empty() {
        return rt.type_error("range expected at least 1 argument, got 0");
    }
    if given.len() > 3 {
        return rt.type_error(format!("range expected at most 3 arguments, got {}", given.len()));
    }
    let scope = rt.scope();
    let mut ints = Vec::with_capacity(3);
    for &v in given {
        let n = if v.is_small_int() {
            Ok(v)
        } else {
            rt.index_value(v).and_then(|n| rt.int_from(n))
        };
        match n {
            Ok(n) => ints.push(rt.root(n)),
            Err(raised) => {
                rt.unscope(scope);
                return Err(raised);
            }
        }
    }
    rt.unscope(scope);
    let (start, stop, step) = match ints[..] {
        [stop] => (Value::ZERO, stop, Value::ONE),
        [start, stop] => (start, stop, Value::ONE),
        [start, stop, step, ..] => (start, stop, step),
        [] => (Value::ZERO, Value::ZERO, Value::ONE),
    };
    if step == Value::ZERO {
        return rt.value_error("range() arg 3 must not be zero");
    }
    rt.new_range(start, stop, step)
}

fn repr(rt: &mut Runtime, v: Value) -> Res<Value> {
    let [start, stop, step, _] = parts(rt, v);
    let (start, stop) = (rt.repr_string(start)?, rt.repr_string(stop)?);
    if step == Value::ONE {
        return rt.new_str(&format!("range({start}, {stop})"));
    }
    let step = rt.repr_string(step)?;
    rt.new_str(&format!("range({start}, {stop}, {step})"))
}

/// (length, start, step) with None for what makes no difference: equal ranges have equal keys.
fn key(rt: &Runtime, v: Value) -> [Value; 3] {
    let [start, _, step, len] = parts(rt, v);
    if len == Value::ZERO {
        [len, Value::NONE, Value::NONE]
    } else if len == Value::ONE {
        [len, start, Value::NONE]
    } else {
        [len, start, step]
    }
}

fn hash(rt: &mut Runtime, v: Value) -> Res<i64> {
    let key = key(rt, v);
    let key = rt.new_tuple(&key)?;
    rt.hash(key)
}

fn compare(rt: &mut Runtime, a: Value, b: Value, op: CmpOp) -> Res<Value> {
    if rt.kind_of(a) != Some(Kind::Range) || rt.kind_of(b) != Some(Kind::Range) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let (x, y) = (key(rt, a), key(rt, b));
    let mut same = true;
    for (x, y) in x.into_iter().zip(y) {
        same = same && (x == y || rt.eq(x, y)?);
    }
    match op {
        CmpOp::Eq => Ok(Value::bool(same)),
        CmpOp::Ne => Ok(Value::bool(!same)),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn len(rt: &mut Runtime, v: Value) -> Res<usize> {
    match part(rt, v, o_range::LEN).as_small_int() {
        Some(n) => Ok(n as usize),
        None => {
            let n = rt.to_big(part(rt, v, o_range::LEN));
            match n.to_i64() {
                Some(n) => Ok(n as usize),
                None => rt.raise(Exc::OverflowError, "Python int too large to convert to C ssize_t"),
            }
        }
    }
}

/// `start + i * step`
fn item(rt: &mut Runtime, start: Value, step: Value, i: Value) -> Res<Value> {
    if let (Some(start), Some(step), Some(i)) = (start.as_small_int(), step.as_small_int(), i.as_small_int())
        && let Some(offset) = step.checked_mul(i)
        && let Some(n) = start.checked_add(offset)
    {
        return rt.int(n);
    }
    let n = rt.to_big(start) + rt.to_big(step) * rt.to_big(i);
    rt.int_from_big(n)
}

fn get_item(rt: &mut Runtime, v: Value, key: Value) -> Res<Value> {
    let [start, _, step, len] = parts(rt, v);
    if rt.is_slice(key) {
        return get_slice(rt, v, key);
    }
    if !rt.has_index(key)? {
        let name = rt.type_name(key);
        return rt.type_error(format!("range indices must be integers or slices, not {name}"));
    }
    let n = rt.index_value(key)?.into_big();
    let len = rt.to_big(len);
    let n = if n.is_negative() { n + &len } else { n };
    if n.is_negative() || n >= len {
        return rt.raise(Exc::IndexError, "range object index out of range");
    }
    let n = rt.int_from_big(n)?;
    item(rt, start, step, n)
}

fn get_slice(rt: &mut Runtime, v: Value, slice: Value) -> Res<Value> {
    let [start, _, step, len] = parts(rt, v);
    let bounds = crate::objects::slice::indices(rt, slice, len)?;
    let bounds: Vec<BigInt> = rt
        .items_of_tuple(bounds)
        .to_vec()
        .into_iter()
        .map(|v| rt.to_big(v))
        .collect();
    let (start, step) = (rt.to_big(start), rt.to_big(step));
    let [from, to, by] = &bounds[..] else {
        return rt.type_error("slice.indices() gives three ints");
    };
    rt.range_from_big(&start + from * &step, &start + to * &step, by * &step)
}

/// Position of an int in the range.
fn position(rt: &mut Runtime, v: Value, n: Value) -> Option<Value> {
    let values = parts(rt, v);
    let n = n.as_bool().map_or(n, |b| Value::int32(b as i32));
    if let (Some([start, _, step, len]), Some(n)) = (small(values), n.as_small_int()) {
        let distance = n - start;
        if distance % step != 0 || !(0..len).contains(&(distance / step)) {
            return None;
        }
        return Value::small_int(distance / step);
    }
    let [start, _, step, len] = values;
    let (quotient, rest) = (rt.to_big(n) - rt.to_big(start)).div_rem(&rt.to_big(step));
    if !rest.is_zero() || quotient.is_negative() || quotient >= rt.to_big(len) {
        return None;
    }
    rt.int_from_big(quotient).ok()
}

fn is_plain_int(rt: &Runtime, v: Value) -> bool {
    v.is_small_int() || v.is_bool() || (v.is_object() && rt.is_exact(v, rt.types.int))
}

fn contains(rt: &mut Runtime, range: Value, v: Value) -> Res<bool> {
    if is_plain_int(rt, v) {
        return Ok(position(rt, range, v).is_some());
    }
    Ok(search(rt, range, v, true)?.0 > 0)
}

/// How many items equal `v`, and where the first is; `first` stops there.
fn search(rt: &mut Runtime, range: Value, v: Value, first: bool) -> Res<(i64, i64)> {
    let scope = rt.scope();
    let result = (|| {
        let it = rt.iter(range)?;
        rt.root(it);
        let (mut i, mut found, mut at) = (0, 0, 0);
        while let Some(n) = rt.next(it)? {
            if rt.eq_rooted(n, v)? {
                if found == 0 {
                    at = i;
                }
                found += 1;
                if first {
                    break;
                }
            }
            i += 1;
        }
        Ok((found, at))
    })();
    rt.unscope(scope);
    result
}

fn count(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    if is_plain_int(rt, args[1]) {
        return Ok(Value::int32(position(rt, args[0], args[1]).is_some() as i32));
    }
    let (found, _) = search(rt, args[0], args[1], false)?;
    rt.int(found)
}

fn index(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    if is_plain_int(rt, args[1]) {
        return match position(rt, args[0], args[1]) {
            Some(at) => Ok(at),
            None => {
                let text = rt.repr_string(args[1])?;
                rt.value_error(format!("{text} is not in range"))
            }
        };
    }
    match search(rt, args[0], args[1], true)? {
        (0, _) => rt.value_error("sequence.index(x): x not in sequence"),
        (_, at) => rt.int(at),
    }
}

fn new_iter(rt: &mut Runtime, start: Value, step: Value, len: Value) -> Res<Value> {
    if let (true, true, true) = (start.is_int32(), step.is_int32(), len.is_int32()) {
        let (first, step, len) = (start.low() as i32, step.low() as i32, len.low() as i32);
        let last = first as i64 + step as i64 * (len as i64 - 1);
        if len == 0 || i32::try_from(last).is_ok() {
            let class = rt.types.range_iterator;
            let r = rt.alloc(Kind::RangeIter, class, o_range_iter::SIZE as usize)?;
            rt.heap.set_u32(r, o_range_iter::CUR, first as u32);
            rt.heap.set_u32(r, o_range_iter::STEP, step as u32);
            rt.heap.set_u32(r, o_range_iter::LEFT, len as u32);
            return Ok(Value::object(r));
        }
    }
    let class = rt.types.long_range_iterator;
    rt.new_native(Kind::NativeIter, class, &[start, step, len])
}

fn next_small(rt: &mut Runtime, it: Value) -> Res<Option<Value>> {
    let it = it.obj();
    let left = rt.heap.u32(it, o_range_iter::LEFT);
    if left == 0 {
        return Ok(None);
    }
    let n = rt.heap.u32(it, o_range_iter::CUR);
    rt.heap.set_u32(it, o_range_iter::LEFT, left - 1);
    rt.heap.set_u32(
        it,
        o_range_iter::CUR,
        n.wrapping_add(rt.heap.u32(it, o_range_iter::STEP)),
    );
    Ok(Some(Value::int32(n as i32)))
}

fn next_long(rt: &mut Runtime, it: Value) -> Res<Option<Value>> {
    let r = it.obj();
    let [n, step, left] = [0, 1, 2].map(|i| rt.native_value(r, i));
    if left == Value::ZERO {
        return Ok(None);
    }
    let next = item(rt, n, step, Value::ONE)?;
    let left = item(rt, left, Value::int32(-1), Value::ONE)?;
    rt.set_native_value(r, 0, next);
    rt.set_native_value(r, 2, left);
    Ok(Some(n))
}

fn reversed(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let [start, _, step, len] = parts(rt, args[0]);
    let end = item(rt, len, Value::int32(-1), Value::ONE)?;
    let last = item(rt, start, step, end)?;
    let back = rt.neg(step)?;
    new_iter(rt, last, back, len)
}

fn reduce(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let [start, stop, step, _] = parts(rt, args[0]);
    let parts = rt.new_tuple(&[start, stop, step])?;
    rt.new_tuple(&[Value::object(rt.types.range), parts])
}

/// `(iter, (range of what is left,), 0)`
fn reduce_iter(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let r = args[0].obj();
    let [start, step, left] = if rt.heap.kind(r) == Kind::RangeIter {
        let field = |offset| Value::int32(rt.heap.u32(r, offset) as i32);
        [
            field(o_range_iter::CUR),
            field(o_range_iter::STEP),
            field(o_range_iter::LEFT),
        ]
    } else {
        [0, 1, 2].map(|i| rt.native_value(r, i))
    };
    let stop = item(rt, start, step, left)?;
    let range = rt.new_range(start, stop, step)?;
    let range = rt.new_tuple(&[range])?;
    let function = rt.builtin("iter")?;
    rt.new_tuple(&[function, range, Value::ZERO])
}

/// Skips that many numbers of what is left.
fn set_state(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let r = args[0].obj();
    let skipped = rt.index_value(args[1])?.into_big();
    if rt.heap.kind(r) == Kind::RangeIter {
        let left = rt.heap.u32(r, o_range_iter::LEFT);
        let skipped = skipped
            .clamp(BigInt::from(0), BigInt::from(left))
            .to_u32()
            .unwrap_or(left);
        let step = rt.heap.u32(r, o_range_iter::STEP);
        let current = rt.heap.u32(r, o_range_iter::CUR);
        rt.heap
            .set_u32(r, o_range_iter::CUR, current.wrapping_add(step.wrapping_mul(skipped)));
        rt.heap.set_u32(r, o_range_iter::LEFT, left - skipped);
        return Ok(Value::NONE);
    }
    let [next, step, left] = [0, 1, 2].map(|i| rt.native_value(r, i));
    let (next, step, left) = (rt.to_big(next), rt.to_big(step), rt.to_big(left));
    let skipped = skipped.clamp(BigInt::from(0), left.clone());
    let next = rt.int_from_big(next + step * &skipped)?;
    rt.set_native_value(r, 0, next);
    let left = rt.int_from_big(left - skipped)?;
    rt.set_native_value(r, 2, left);
    Ok(Value::NONE)
}
