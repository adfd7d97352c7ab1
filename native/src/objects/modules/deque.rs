//! `collections.deque`: a ring of Values.
//!
//! Values: buffer of the ring, place of the first item, length, maxlen or None, count of changes (for iterators).

use crate::heap::{Kind, Ref, Value};
use crate::objects::iterators::iterator_type;
use crate::objects::list::repr_items;
use crate::objects::modules::generic_alias::CLASS_GETITEM;
use crate::objects::spec::{Args, CmpOp, MethodDef, NextFn, Params, Slots, TypeSpec, getter, method};
use crate::objects::{Exc, Res, Runtime};

pub static DEQUE: TypeSpec = TypeSpec {
    name: "deque",
    module: "collections",
    kind: Kind::Native,
    base: "object",
    subclassable: true,
    slots: Slots {
        new: Some(|rt, args| new_deque(rt, args.pos[0].obj(), Value::NONE)),
        init: Some(init),
        repr: Some(repr),
        compare: Some(compare),
        unhashable: true,
        len: Some(|rt, v| Ok(len(rt, v))),
        get_item: Some(get_item),
        set_item: Some(set_item),
        contains: Some(|rt, d, v| Ok(position(rt, d, v, 0, usize::MAX)?.is_some())),
        iter: Some(|rt, d| new_iter(rt, d, &DEQUE_ITER)),
        concat: Some(concat),
        repeat: Some(|rt, d, count| {
            let new = copy(rt, d)?;
            repeat_in_place(rt, new, count)
        }),
        inplace_concat: Some(|rt, d, iterable| {
            extend(rt, d, iterable)?;
            Ok(d)
        }),
        inplace_repeat: Some(repeat_in_place),
        ..Slots::NONE
    },
    methods: METHODS,
    getset: &[getter("maxlen", |rt, d| Ok(rt.native_value(d.obj(), MAXLEN)))],
    doc: "deque([iterable[, maxlen]]) --> deque object\n\nA list-like sequence optimized for data accesses near its endpoints.",
};

/// Values: the deque, its count of changes at the start; RAW: position.
pub static DEQUE_ITER: TypeSpec = iterator("_deque_iterator", |rt, it| next(rt, it, false));
pub static DEQUE_REVERSE_ITER: TypeSpec = iterator("_deque_reverse_iterator", |rt, it| next(rt, it, true));

const fn iterator(name: &'static str, next: NextFn) -> TypeSpec {
    let made = iterator_type(name, Kind::NativeIter, next, ITERATOR_METHODS);
    TypeSpec {
        module: "_collections",
        slots: Slots {
            new: Some(iterator_new),
            ..made.slots
        },
        ..made
    }
}

/// (deque, how many items are past)
fn iterator_new(rt: &mut Runtime, args: &Args<'_>) -> Res<Value> {
    let class = args.pos[0].obj();
    let given = rt.bind_args(
        rt.info(class).name.clone().as_str(),
        Params::Pos(1, 2),
        &args.pos[1..],
        args.kw,
    )?;
    if !rt.is_instance(given[0], rt.class_of_spec(&DEQUE)) {
        let got = rt.argument_name(given[0]);
        return rt.type_error(format!("argument 1 must be collections.deque, not {got}"));
    }
    let past = if given[1].is_unbound() {
        0
    } else {
        rt.as_index(given[1])?.max(0)
    };
    let changes = rt.native_value(given[0].obj(), CHANGES);
    let it = rt.new_native(Kind::NativeIter, class, &[given[0], changes])?;
    rt.set_native_raw(it.obj(), past);
    Ok(it)
}

const ITERATOR_METHODS: &[MethodDef] = &[
    LENGTH_HINT,
    method("__reduce__", Params::NoArgs, |rt, a| {
        let it = a[0].obj();
        let past = rt.int(rt.native_raw(it))?;
        let made_of = rt.new_tuple(&[rt.native_value(it, 0), past])?;
        rt.new_tuple(&[Value::object(rt.class_of(a[0])), made_of])
    }),
];

const LENGTH_HINT: MethodDef = method("__length_hint__", Params::NoArgs, |rt, a| {
    let left = len(rt, rt.native_value(a[0].obj(), 0)) as i64 - rt.native_raw(a[0].obj());
    rt.int(left.max(0))
});

const METHODS: &[MethodDef] = &[
    CLASS_GETITEM,
    method("append", Params::One, |rt, a| none(push(rt, a[0], a[1]))),
    method("appendleft", Params::One, |rt, a| none(push_left(rt, a[0], a[1]))),
    method("pop", Params::NoArgs, |rt, a| match len(rt, a[0]) {
        0 => rt.raise(Exc::IndexError, "pop from an empty deque"),
        n => Ok(remove_at(rt, a[0], n - 1)),
    }),
    method("popleft", Params::NoArgs, |rt, a| match len(rt, a[0]) {
        0 => rt.raise(Exc::IndexError, "pop from an empty deque"),
        _ => Ok(remove_at(rt, a[0], 0)),
    }),
    method("extend", Params::One, |rt, a| none(extend(rt, a[0], a[1]))),
    method("extendleft", Params::One, |rt, a| {
        let items = rt.collect(a[1])?;
        none(items.into_iter().try_for_each(|v| push_left(rt, a[0], v)))
    }),
    method("clear", Params::NoArgs, |rt, a| {
        clear(rt, a[0]);
        Ok(Value::NONE)
    }),
    method("copy", Params::NoArgs, |rt, a| copy(rt, a[0])),
    method("__copy__", Params::NoArgs, |rt, a| copy(rt, a[0])),
    method("count", Params::One, count),
    method("index", Params::Pos(1, 3), index),
    method("insert", Params::Pos(2, 2), insert),
    method("remove", Params::One, remove),
    method("reverse", Params::NoArgs, |rt, a| {
        let mut items = items(rt, a[0]);
        items.reverse();
        none(set_items(rt, a[0], &items))
    }),
    method("rotate", Params::Pos(0, 1), rotate),
    method("__reversed__", Params::NoArgs, |rt, a| {
        new_iter(rt, a[0], &DEQUE_REVERSE_ITER)
    }),
    method("__reduce__", Params::NoArgs, reduce),
];

const RING: usize = 0;
const FIRST: usize = 1;
const LEN: usize = 2;
const MAXLEN: usize = 3;
const CHANGES: usize = 4;

fn none(result: Res<()>) -> Res<Value> {
    result.map(|()| Value::NONE)
}

fn new_deque(rt: &mut Runtime, class: Ref, maxlen: Value) -> Res<Value> {
    let ring = rt.new_list(&[Value::UNBOUND; 8])?;
    let zero = Value::ZERO;
    rt.new_native(Kind::Native, class, &[ring, zero, zero, maxlen, zero])
}

fn number(rt: &Runtime, d: Value, which: usize) -> usize {
    rt.native_value(d.obj(), which).low() as usize
}

fn set_number(rt: &Runtime, d: Value, which: usize, n: usize) {
    rt.set_native_value(d.obj(), which, Value::int32(n as i32));
}

fn len(rt: &Runtime, d: Value) -> usize {
    number(rt, d, LEN)
}

fn changed(rt: &Runtime, d: Value) {
    set_number(rt, d, CHANGES, (number(rt, d, CHANGES) + 1) & 0x3fff_ffff);
}

/// Places of the ring: a power of two.
fn capacity(rt: &Runtime, d: Value) -> usize {
    rt.list_len(rt.native_value(d.obj(), RING).obj())
}

fn place(rt: &Runtime, d: Value, i: usize) -> (Ref, usize) {
    let at = (number(rt, d, FIRST) + i) & (capacity(rt, d) - 1);
    (rt.native_value(d.obj(), RING).obj(), at)
}

fn get(rt: &Runtime, d: Value, i: usize) -> Value {
    let (ring, at) = place(rt, d, i);
    rt.list_get(ring, at)
}

fn put(rt: &Runtime, d: Value, i: usize, v: Value) {
    let (ring, at) = place(rt, d, i);
    rt.list_put(ring, at, v);
}

fn items(rt: &Runtime, d: Value) -> Vec<Value> {
    (0..len(rt, d)).map(|i| get(rt, d, i)).collect()
}

fn set_ring(rt: &mut Runtime, d: Value, items: &[Value], capacity: usize) -> Res<()> {
    let mut places = items.to_vec();
    places.resize(capacity, Value::UNBOUND);
    let ring = rt.new_list(&places)?;
    rt.set_native_value(d.obj(), RING, ring);
    Ok(())
}

/// Replaces all items.
fn set_items(rt: &mut Runtime, d: Value, items: &[Value]) -> Res<()> {
    set_ring(rt, d, items, items.len().next_power_of_two().max(8))?;
    set_number(rt, d, FIRST, 0);
    set_number(rt, d, LEN, items.len());
    changed(rt, d);
    Ok(())
}

fn clear(rt: &mut Runtime, d: Value) {
    for i in 0..len(rt, d) {
        put(rt, d, i, Value::UNBOUND);
    }
    set_number(rt, d, LEN, 0);
    changed(rt, d);
}

fn make_room(rt: &mut Runtime, d: Value) -> Res<()> {
    let n = len(rt, d);
    if n < capacity(rt, d) {
        return Ok(());
    }
    if n >= 1 << 27 {
        return rt.raise(Exc::MemoryError, "");
    }
    let items = items(rt, d);
    set_ring(rt, d, &items, n * 2)?;
    set_number(rt, d, FIRST, 0);
    Ok(())
}

fn maxlen(rt: &Runtime, d: Value) -> usize {
    rt.native_value(d.obj(), MAXLEN)
        .as_small_int()
        .map_or(usize::MAX, |n| n as usize)
}

fn push(rt: &mut Runtime, d: Value, v: Value) -> Res<()> {
    make_room(rt, d)?;
    let n = len(rt, d);
    put(rt, d, n, v);
    set_number(rt, d, LEN, n + 1);
    changed(rt, d);
    if n + 1 > maxlen(rt, d) {
        remove_at(rt, d, 0);
    }
    Ok(())
}

fn push_left(rt: &mut Runtime, d: Value, v: Value) -> Res<()> {
    make_room(rt, d)?;
    let n = len(rt, d);
    let first = (number(rt, d, FIRST) + capacity(rt, d) - 1) & (capacity(rt, d) - 1);
    set_number(rt, d, FIRST, first);
    put(rt, d, 0, v);
    set_number(rt, d, LEN, n + 1);
    changed(rt, d);
    if n + 1 > maxlen(rt, d) {
        remove_at(rt, d, n);
    }
    Ok(())
}

/// Removes item `i`, which is there.
fn remove_at(rt: &mut Runtime, d: Value, i: usize) -> Value {
    let n = len(rt, d);
    let v = get(rt, d, i);
    if i < n / 2 || n == 1 {
        for j in (0..i).rev() {
            put(rt, d, j + 1, get(rt, d, j));
        }
        put(rt, d, 0, Value::UNBOUND);
        set_number(rt, d, FIRST, (number(rt, d, FIRST) + 1) & (capacity(rt, d) - 1));
    } else {
        for j in i + 1..n {
            put(rt, d, j - 1, get(rt, d, j));
        }
        put(rt, d, n - 1, Value::UNBOUND);
    }
    set_number(rt, d, LEN, n - 1);
    changed(rt, d);
    v
}

fn extend(rt: &mut Runtime, d: Value, iterable: Value) -> Res<()> {
    if iterable == d {
        return items(rt, d).into_iter().try_for_each(|v| push(rt, d, v));
    }
    rt.rooted(&[d], |rt| {
        rt.for_each(iterable, |rt, v| {
            push(rt, d, v)?;
            Ok(true)
        })
    })
}

fn init(rt: &mut Runtime, args: &Args<'_>) -> Res<()> {
    let d = args.pos[0];
    let given = rt.bind_args(
        "deque",
        Params::Kw(&["iterable", "maxlen"], 0, 2),
        &args.pos[1..],
        args.kw,
    )?;
    let maxlen = if given[1].is_unbound() || given[1].is_none() {
        Value::NONE
    } else {
        if !rt.is_int(given[1]) {
            return rt.type_error("an integer is required");
        }
        let n = rt.as_size(given[1])?;
        if n < 0 {
            return rt.value_error("maxlen must be non-negative");
        }
        rt.int(n)?
    };
    rt.set_native_value(d.obj(), MAXLEN, maxlen);
    clear(rt, d);
    if given[0].is_unbound() {
        Ok(())
    } else {
        extend(rt, d, given[0])
    }
}

fn copy(rt: &mut Runtime, d: Value) -> Res<Value> {
    let class = rt.class_of(d);
    let maxlen = rt.native_value(d.obj(), MAXLEN);
    if class == rt.class_of_spec(&DEQUE) {
        let new = new_deque(rt, class, maxlen)?;
        let items = items(rt, d);
        set_items(rt, new, &items)?;
        return Ok(new);
    }
    if maxlen.is_none() {
        return rt.call(Value::object(class), &[d]);
    }
    rt.call(Value::object(class), &[d, maxlen])
}

fn is_deque(rt: &Runtime, v: Value) -> bool {
    rt.is_instance(v, rt.class_of_spec(&DEQUE))
}

fn repr(rt: &mut Runtime, d: Value) -> Res<Value> {
    if !rt.repr_enter(d) {
        return rt.new_str("[...]");
    }
    let text = repr_items(rt, d, |rt, r, i| {
        let d = Value::object(r);
        (i < len(rt, d)).then(|| get(rt, d, i))
    });
    rt.repr_leave(d);
    let (text, name) = (text?, rt.own_name(d));
    match rt.native_value(d.obj(), MAXLEN).as_small_int() {
        Some(n) => rt.new_str(&format!("{name}([{text}], maxlen={n})")),
        None => rt.new_str(&format!("{name}([{text}])")),
    }
}

fn compare(rt: &mut Runtime, a: Value, b: Value, op: CmpOp) -> Res<Value> {
    if !is_deque(rt, a) || !is_deque(rt, b) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    if len(rt, a) != len(rt, b) && matches!(op, CmpOp::Eq | CmpOp::Ne) {
        return Ok(Value::bool(op == CmpOp::Ne));
    }
    let mut i = 0;
    while i < len(rt, a) && i < len(rt, b) {
        let (v, w) = (get(rt, a, i), get(rt, b, i));
        if !rt.eq_rooted(v, w)? {
            return match op {
                CmpOp::Eq => Ok(Value::FALSE),
                CmpOp::Ne => Ok(Value::TRUE),
                _ => rt.compare(v, w, op),
            };
        }
        i += 1;
    }
    Ok(Value::bool(op.holds(len(rt, a), len(rt, b))))
}

fn checked_index(rt: &mut Runtime, d: Value, key: Value) -> Res<usize> {
    if !rt.has_index(key)? {
        let found = rt.type_name(key);
        return rt.type_error(format!("sequence index must be integer, not '{found}'"));
    }
    let i = rt.as_subscript(key)?;
    let n = len(rt, d) as i64;
    let i = if i < 0 { i + n } else { i };
    if i < 0 || i >= n {
        return rt.raise(Exc::IndexError, "deque index out of range");
    }
    Ok(i as usize)
}

fn get_item(rt: &mut Runtime, d: Value, key: Value) -> Res<Value> {
    let i = checked_index(rt, d, key)?;
    Ok(get(rt, d, i))
}

fn set_item(rt: &mut Runtime, d: Value, key: Value, value: Option<Value>) -> Res<()> {
    let i = checked_index(rt, d, key)?;
    match value {
        Some(value) => put(rt, d, i, value),
        None => {
            remove_at(rt, d, i);
        }
    }
    Ok(())
}

fn position(rt: &mut Runtime, d: Value, v: Value, start: usize, end: usize) -> Res<Option<usize>> {
    let changes = number(rt, d, CHANGES);
    let mut i = start;
    while i < end && i < len(rt, d) {
        let item = get(rt, d, i);
        let found = rt.eq_rooted(item, v)?;
        if number(rt, d, CHANGES) != changes {
            return rt.raise(Exc::RuntimeError, "deque mutated during iteration");
        }
        if found {
            return Ok(Some(i));
        }
        i += 1;
    }
    Ok(None)
}

fn count(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let (mut i, mut found) = (0, 0);
    while let Some(at) = position(rt, args[0], args[1], i, usize::MAX)? {
        found += 1;
        i = at + 1;
    }
    rt.int(found)
}

fn index(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let n = len(rt, args[0]);
    let (start, end) = rt.search_bounds(args, n)?;
    match position(rt, args[0], args[1], start, end.min(n))? {
        Some(at) => rt.int(at as i64),
        None => {
            let text = rt.repr_string(args[1])?;
            rt.value_error(format!("{text} is not in deque"))
        }
    }
}

fn insert(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let d = args[0];
    let at = rt.as_size(args[1])?;
    let n = len(rt, d);
    if n >= maxlen(rt, d) {
        return rt.raise(Exc::IndexError, "deque already at its maximum size");
    }
    let at = if at < 0 {
        (at + n as i64).max(0) as usize
    } else {
        (at as usize).min(n)
    };
    push(rt, d, args[2])?;
    for i in (at..n).rev() {
        put(rt, d, i + 1, get(rt, d, i));
    }
    put(rt, d, at, args[2]);
    Ok(Value::NONE)
}

fn remove(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let changes = number(rt, args[0], CHANGES);
    let found = position(rt, args[0], args[1], 0, usize::MAX);
    if found.is_err() && number(rt, args[0], CHANGES) != changes {
        return rt.raise(Exc::IndexError, "deque mutated during remove().");
    }
    match found? {
        Some(at) => {
            remove_at(rt, args[0], at);
            Ok(Value::NONE)
        }
        None => {
            let text = rt.repr_string(args[1])?;
            rt.value_error(format!("{text} is not in deque"))
        }
    }
}

fn rotate(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let steps = if args[1].is_unbound() { 1 } else { rt.as_size(args[1])? };
    let mut items = items(rt, args[0]);
    if items.len() > 1 {
        let steps = steps.rem_euclid(items.len() as i64) as usize;
        items.rotate_right(steps);
        set_items(rt, args[0], &items)?;
    }
    Ok(Value::NONE)
}

fn concat(rt: &mut Runtime, a: Value, b: Value) -> Res<Value> {
    if !is_deque(rt, b) {
        let found = rt.type_name(b);
        return rt.type_error(format!("can only concatenate deque (not \"{found}\") to deque"));
    }
    let new = copy(rt, a)?;
    extend(rt, new, b)?;
    Ok(new)
}

fn repeat_in_place(rt: &mut Runtime, d: Value, times: Value) -> Res<Value> {
    let times = rt.repeat_count(times)?;
    let items = items(rt, d);
    let (n, most) = (items.len().saturating_mul(times), maxlen(rt, d));
    if n.min(most) >= 1 << 27 {
        return rt.raise(Exc::MemoryError, "");
    }
    let skipped = n.saturating_sub(most);
    let all: Vec<Value> = (skipped..n).map(|i| items[i % items.len()]).collect();
    set_items(rt, d, &all)?;
    Ok(d)
}

fn reduce(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let maxlen = rt.native_value(args[0].obj(), MAXLEN);
    let empty = rt.new_tuple(&[])?;
    let made_of = if maxlen.is_none() {
        empty
    } else {
        rt.new_tuple(&[empty, maxlen])?
    };
    let class = Value::object(rt.class_of(args[0]));
    let scope = rt.scope();
    rt.root(made_of);
    let state = rt.call_method(args[0], "__getstate__", &[]);
    rt.unscope(scope);
    let it = rt.iter(args[0])?;
    rt.new_tuple(&[class, made_of, state?, it])
}

fn new_iter(rt: &mut Runtime, d: Value, spec: &'static TypeSpec) -> Res<Value> {
    let class = rt.class_of_spec(spec);
    let changes = rt.native_value(d.obj(), CHANGES);
    rt.new_native(Kind::NativeIter, class, &[d, changes])
}

fn next(rt: &mut Runtime, it: Value, backwards: bool) -> Res<Option<Value>> {
    let r = it.obj();
    let d = rt.native_value(r, 0);
    if rt.native_value(r, 1) != rt.native_value(d.obj(), CHANGES) {
        return rt.raise(Exc::RuntimeError, "deque mutated during iteration");
    }
    let (i, n) = (rt.native_raw(r) as usize, len(rt, d));
    if i >= n {
        return Ok(None);
    }
    rt.set_native_raw(r, i as i64 + 1);
    Ok(Some(get(rt, d, if backwards { n - 1 - i } else { i })))
}
