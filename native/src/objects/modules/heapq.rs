//! Module _heapq: CPython's sift order, so that equal items come out alike.

use crate::heap::{Kind, Ref, Value};
use crate::objects::builtins::compare_bool;
use crate::objects::spec::{CmpOp, MethodDef, ModuleSpec, Params, function};
use crate::objects::{Exc, Res, Runtime};

const FUNCTIONS: &[MethodDef] = &[
    function("heappush", Params::Pos(2, 2), push),
    function("heappop", Params::One, |rt, a| pop(rt, a, Order::Min)),
    function("heapreplace", Params::Pos(2, 2), |rt, a| replace(rt, a, Order::Min)),
    function("heappushpop", Params::Pos(2, 2), push_pop),
    function("heapify", Params::One, |rt, a| heapify(rt, a, Order::Min)),
    function("_heappop_max", Params::One, |rt, a| pop(rt, a, Order::Max)),
    function("_heapreplace_max", Params::Pos(2, 2), |rt, a| {
        replace(rt, a, Order::Max)
    }),
    function("_heapify_max", Params::One, |rt, a| heapify(rt, a, Order::Max)),
];

pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_heapq",
    functions: FUNCTIONS,
    init: None,
    doc: "Heap queue algorithm (a.k.a. priority queue).",
};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    Min,
    Max,
}

fn heap_of(rt: &mut Runtime, v: Value, what: &str) -> Res<Ref> {
    if rt.kind_of(v) == Some(Kind::List) {
        return Ok(v.obj());
    }
    let found = rt.type_name(v);
    rt.type_error(format!("{what} must be list, not {found}"))
}

/// Does `a` belong above `b`? The list must stay as long as it is.
fn above(rt: &mut Runtime, heap: Ref, a: Value, b: Value, order: Order) -> Res<bool> {
    if let (Some(x), Some(y)) = (a.as_small_int(), b.as_small_int()) {
        return Ok(if order == Order::Min { x < y } else { y < x });
    }
    let len = rt.list_len(heap);
    let (x, y) = if order == Order::Min { (a, b) } else { (b, a) };
    let result = rt.rooted(&[a, b], |rt| compare_bool(rt, x, y, CmpOp::Lt))?;
    if rt.list_len(heap) != len {
        return rt.raise(Exc::RuntimeError, "list changed size during iteration");
    }
    Ok(result)
}

fn swap(rt: &Runtime, heap: Ref, i: usize, j: usize) {
    let (x, y) = (rt.list_get(heap, i), rt.list_get(heap, j));
    rt.list_put(heap, i, y);
    rt.list_put(heap, j, x);
}

/// Moves item `pos` towards the root, not beyond `start`.
fn sift_down(rt: &mut Runtime, heap: Ref, start: usize, mut pos: usize, order: Order) -> Res<()> {
    while pos > start {
        let parent = (pos - 1) >> 1;
        if !above(rt, heap, rt.list_get(heap, pos), rt.list_get(heap, parent), order)? {
            break;
        }
        swap(rt, heap, pos, parent);
        pos = parent;
    }
    Ok(())
}

/// Moves item `pos` down to a leaf along the upper children, then back up.
fn sift_up(rt: &mut Runtime, heap: Ref, mut pos: usize, order: Order) -> Res<()> {
    let (start, end) = (pos, rt.list_len(heap));
    while pos < end >> 1 {
        let mut child = 2 * pos + 1;
        if child + 1 < end && !above(rt, heap, rt.list_get(heap, child), rt.list_get(heap, child + 1), order)? {
            child += 1;
        }
        swap(rt, heap, pos, child);
        pos = child;
    }
    sift_down(rt, heap, start, pos, order)
}

fn push(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let heap = heap_of(rt, args[0], "heappush() argument 1")?;
    rt.list_push(heap, args[1])?;
    sift_down(rt, heap, 0, rt.list_len(heap) - 1, Order::Min)?;
    Ok(Value::NONE)
}

fn pop(rt: &mut Runtime, args: &[Value], order: Order) -> Res<Value> {
    let heap = heap_of(rt, args[0], "heappop() argument")?;
    let len = rt.list_len(heap);
    if len == 0 {
        return rt.raise(Exc::IndexError, "index out of range");
    }
    let last = rt.list_remove_at(heap, len - 1);
    if len == 1 {
        return Ok(last);
    }
    let first = rt.list_get(heap, 0);
    rt.list_put(heap, 0, last);
    rt.rooted(&[first], |rt| sift_up(rt, heap, 0, order))?;
    Ok(first)
}

fn replace(rt: &mut Runtime, args: &[Value], order: Order) -> Res<Value> {
    let heap = heap_of(rt, args[0], "heapreplace() argument 1")?;
    if rt.list_len(heap) == 0 {
        return rt.raise(Exc::IndexError, "index out of range");
    }
    let first = rt.list_get(heap, 0);
    rt.list_put(heap, 0, args[1]);
    rt.rooted(&[first], |rt| sift_up(rt, heap, 0, order))?;
    Ok(first)
}

fn push_pop(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let heap = heap_of(rt, args[0], "heappushpop() argument 1")?;
    if rt.list_len(heap) == 0 || !above(rt, heap, rt.list_get(heap, 0), args[1], Order::Min)? {
        return Ok(args[1]);
    }
    replace(rt, args, Order::Min)
}

fn heapify(rt: &mut Runtime, args: &[Value], order: Order) -> Res<Value> {
    let heap = heap_of(rt, args[0], "heapify() argument")?;
    for i in (0..rt.list_len(heap) / 2).rev() {
        sift_up(rt, heap, i, order)?;
    }
    Ok(Value::NONE)
}
