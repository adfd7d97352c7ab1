//! The methods of `list`, sorting included.

use super::timsort::timsort;
use crate::generated::layouts::{o_builtin, o_list, o_str};
use crate::heap::{Kind, Ref, Value};
use crate::objects::modules::generic_alias::CLASS_GETITEM;
use crate::objects::spec::{CmpOp, MethodDef, Params, method};
use crate::objects::{Exc, Res, Runtime};

pub const METHODS: &[MethodDef] = &[
    CLASS_GETITEM,
    method("append", Params::One, |rt, a| {
        rt.list_append(a[0], a[1])?;
        Ok(Value::NONE)
    }),
    method("clear", Params::NoArgs, |rt, a| {
        rt.list_truncate(a[0].obj(), 0);
        Ok(Value::NONE)
    }),
    method("copy", Params::NoArgs, |rt, a| {
        let items = rt.items_of_list(a[0]);
        rt.new_list(&items)
    }),
    method("count", Params::One, count),
    method("extend", Params::One, |rt, a| {
        rt.list_extend(a[0], a[1])?;
        Ok(Value::NONE)
    }),
    method("index", Params::Pos(1, 3), index),
    method("insert", Params::Pos(2, 2), insert),
    method("pop", Params::Pos(0, 1), pop),
    method("remove", Params::One, remove),
    method("reverse", Params::NoArgs, |rt, a| {
        rt.list_reverse(a[0].obj());
        Ok(Value::NONE)
    }),
    method("sort", Params::Kw(&["key", "reverse"], 0, 0), sort),
    method("__reversed__", Params::NoArgs, |rt, a| rt.new_list_reversed(a[0])),
    method("__sizeof__", Params::NoArgs, |rt, a| {
        let (r, class) = (a[0].obj(), rt.class_of(a[0]));
        let room = rt.heap.u32(r, o_list::CAP) as usize;
        rt.int(rt.list_size(class, rt.list_len(r), room))
    }),
];

fn count(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let r = args[0].obj();
    let (mut i, mut found) = (0, 0);
    while let Some(at) = rt.list_position(r, args[1], i, usize::MAX)? {
        found += 1;
        i = at + 1;
    }
    Ok(Value::int32(found))
}

fn index(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let r = args[0].obj();
    let len = rt.list_len(r);
    let (start, end) = rt.search_bounds(args, len)?;
    match rt.list_position(r, args[1], start, end)? {
        Some(at) => rt.int(at as i64),
        None => {
            let text = rt.repr(args[1])?;
            let text = rt.str_to_string(text);
            rt.value_error(format!("{text} is not in list"))
        }
    }
}

fn insert(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let at = rt.as_size(args[1])?;
    let len = rt.list_len(args[0].obj()) as i64;
    let at = if at < 0 {
        at.saturating_add(len).max(0)
    } else {
        at.min(len)
    };
    rt.list_insert(args[0].obj(), at as usize, args[2])?;
    Ok(Value::NONE)
}

fn pop(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let r = args[0].obj();
    let at = if args[1].is_unbound() { -1 } else { rt.as_size(args[1])? };
    let len = rt.list_len(r) as i64;
    if len == 0 {
        return rt.raise(Exc::IndexError, "pop from empty list");
    }
    let at = if at < 0 { at + len } else { at };
    if at < 0 || at >= len {
        return rt.raise(Exc::IndexError, "pop index out of range");
    }
    Ok(rt.list_remove_at(r, at as usize))
}

fn remove(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    match rt.list_position(args[0].obj(), args[1], 0, usize::MAX)? {
        Some(at) => {
            if at < rt.list_len(args[0].obj()) {
                rt.list_remove_at(args[0].obj(), at);
            }
            Ok(Value::NONE)
        }
        None => rt.value_error("list.remove(x): x not in list"),
    }
}

fn sort(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let reverse = !args[2].is_unbound() && rt.int_flag(args[2])?;
    let key = if args[1].is_unbound() { Value::NONE } else { args[1] };
    sort_list(rt, args[0], key, reverse)?;
    Ok(Value::NONE)
}

impl Runtime {
    /// A flag argument of C type int: any int.
    pub fn int_flag(&mut self, v: Value) -> Res<bool> {
        match v.as_bool() {
            Some(b) => Ok(b),
            None => Ok(self.as_index(v)? != 0),
        }
    }
}

/// `list.sort`: the list is empty while keys and comparisons run, so that changes to it are noticed.
pub fn sort_list(rt: &mut Runtime, list: Value, key: Value, reverse: bool) -> Res<()> {
    let r = list.obj();
    let scope = rt.scope();
    rt.root(list);
    let buffer = rt.heap.field(r, o_list::ITEMS);
    rt.root(if buffer.is_none() {
        Value::NONE
    } else {
        Value::object(buffer)
    });
    let mut values = rt.items_of_list(list);
    rt.roots.extend_from_slice(&values);
    let (len, capacity) = (rt.heap.u32(r, o_list::LEN), rt.heap.u32(r, o_list::CAP));
    rt.list_truncate(r, 0);
    let result = sort_values(rt, &mut values, key, reverse);
    rt.unscope(scope);
    let modified = !rt.heap.field(r, o_list::ITEMS).is_none();
    rt.heap.set_field(r, o_list::ITEMS, buffer);
    rt.heap.set_u32(r, o_list::LEN, len);
    rt.heap.set_u32(r, o_list::CAP, capacity);
    for (i, &v) in values.iter().enumerate() {
        rt.list_put(r, i, v);
    }
    result?;
    if modified {
        return rt.value_error("list modified during sort");
    }
    Ok(())
}

/// Sorts values that the caller keeps alive. On an exception they are left in some order.
pub fn sort_values(rt: &mut Runtime, values: &mut [Value], key: Value, reverse: bool) -> Res<()> {
    if values.len() < 2 && key.is_none() {
        return Ok(());
    }
    let scope = rt.scope();
    let result = sort_keyed(rt, values, key, reverse);
    rt.unscope(scope);
    result
}

/// The list whose `__getitem__` the key function is: sorting by a table of keys needs no calls.
fn table_of(rt: &Runtime, key: Value) -> Option<Ref> {
    let f = key.as_object().filter(|&r| rt.heap.kind(r) == Kind::Builtin)?;
    let named = rt.heap.field(f, o_builtin::NAME) == rt.core.names.__getitem__.obj();
    let list = rt.heap.value(f, o_builtin::SELF).as_object()?;
    let own = rt.heap.field(f, o_builtin::OWNER) == rt.types.list && rt.heap.class(list) == rt.types.list;
    (named && own && rt.heap.u32(f, o_builtin::HOST) == 0).then_some(list)
}

fn sort_keyed(rt: &mut Runtime, values: &mut [Value], key: Value, reverse: bool) -> Res<()> {
    let mut pairs: Vec<(Value, Value)> = Vec::with_capacity(values.len());
    if key.is_none() {
        pairs.extend(values.iter().map(|&v| (v, v)));
    } else {
        let table = table_of(rt, key);
        for &v in values.iter() {
            let index = table.and(v.as_small_int()).and_then(|i| usize::try_from(i).ok());
            let k = match (table, index) {
                (Some(list), Some(i)) if i < rt.list_len(list) => rt.list_get(list, i),
                _ => rt.call(key, &[v])?,
            };
            rt.root(k);
            pairs.push((k, v));
        }
    }
    // Stability in reverse: equal items keep their order, so both ends are turned.
    if reverse {
        pairs.reverse();
    }
    let result = sort_pairs(rt, &mut pairs);
    if reverse {
        pairs.reverse();
    }
    for (to, (_, v)) in values.iter_mut().zip(pairs) {
        *to = v;
    }
    result
}

fn sort_pairs(rt: &mut Runtime, pairs: &mut [(Value, Value)]) -> Res<()> {
    if pairs.iter().all(|(k, _)| k.is_small_int()) {
        pairs.sort_by_key(|(k, _)| k.as_small_int());
        return Ok(());
    }
    if pairs.iter().all(|(k, _)| k.is_float()) {
        return timsort(pairs, &mut |a, b| Ok(f64::from_bits(a.0.0) < f64::from_bits(b.0.0)));
    }
    if pairs.iter().all(|&(k, _)| rt.is_exact_str(k)) {
        let heap = &rt.heap;
        pairs.sort_by(|a, b| compare_str(heap, a.0.obj(), b.0.obj()));
        return Ok(());
    }
    timsort(pairs, &mut |a: &(Value, Value), b: &(Value, Value)| {
        let less = rt.compare(a.0, b.0, CmpOp::Lt)?;
        match less.as_bool() {
            Some(b) => Ok(b),
            None => rt.truth(less),
        }
    })
}

/// Order of two exact strs by code points.
fn compare_str(heap: &crate::heap::Heap, a: Ref, b: Ref) -> std::cmp::Ordering {
    debug_assert_eq!(heap.kind(a), Kind::Str);
    let view = |r: Ref| {
        let width = heap.bytes(r.0 + o_str::WIDTH, 1)[0] as usize;
        let len = heap.u32(r, o_str::LEN) as usize;
        (width, heap.bytes(heap.u32(r, o_str::DATA), len * width))
    };
    let ((wa, x), (wb, y)) = (view(a), view(b));
    if wa == 1 && wb == 1 {
        return x.cmp(y);
    }
    code_points(x, wa).cmp(code_points(y, wb))
}

fn code_points(bytes: &[u8], width: usize) -> impl Iterator<Item = u32> {
    bytes
        .chunks_exact(width)
        .map(|c| c.iter().rev().fold(0, |n, &b| n << 8 | b as u32))
}
