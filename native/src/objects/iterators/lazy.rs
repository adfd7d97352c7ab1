//! `enumerate`, `zip`, `map`, `filter` and `iter(callable, sentinel)`.

use super::{ITERATOR, iterator_type};
use crate::heap::{Kind, Ref, Value};
use crate::objects::modules::generic_alias::CLASS_GETITEM;
use crate::objects::spec::{Args, BinOp, MethodDef, NewFn, NextFn, Params, Slots, TypeSpec, method};
use crate::objects::{Exc, Res, Runtime};

/// Values: callable (unbound: exhausted), sentinel.
pub static CALLABLE_ITER: TypeSpec = iterator_type(
    "callable_iterator",
    Kind::NativeIter,
    next_call,
    &[method("__reduce__", Params::NoArgs, |rt, a| {
        let (callable, sentinel) = (rt.native_value(a[0].obj(), 0), rt.native_value(a[0].obj(), 1));
        let iter = rt.builtin("iter")?;
        let args = match callable.is_unbound() {
            true => {
                let empty = rt.new_tuple(&[])?;
                rt.new_tuple(&[empty])?
            }
            false => rt.new_tuple(&[callable, sentinel])?,
        };
        rt.new_tuple(&[iter, args])
    })],
);
/// Values: iterator, count.
pub static ENUMERATE: TypeSpec = lazy_type(
    "enumerate",
    new_enumerate,
    next_enumerate,
    &[CLASS_GETITEM, REDUCE],
    "Return an enumerate object.\n\n  iterable\n    an object supporting iteration\n\nThe enumerate object yields pairs containing a count (from start, which\ndefaults to zero) and a value yielded by the iterable argument.\n\nenumerate is useful for obtaining an indexed list:\n    (0, seq[0]), (1, seq[1]), (2, seq[2]), ...",
);
/// Values: the iterators; RAW: 1 when strict.
pub static ZIP: TypeSpec = lazy_type(
    "zip",
    new_zip,
    next_zip,
    &[REDUCE],
    "zip(*iterables, strict=False) --> Yield tuples until an input is exhausted.",
);
/// Values: function, then the iterators.
pub static MAP: TypeSpec = lazy_type(
    "map",
    new_map,
    next_map,
    &[REDUCE],
    "map(func, *iterables) --> map object\n\nMake an iterator that computes the function using arguments from\neach of the iterables.  Stops when the shortest iterable is exhausted.",
);
/// Values: function or None, iterator.
pub static FILTER: TypeSpec = lazy_type(
    "filter",
    new_filter,
    next_filter,
    &[REDUCE],
    "filter(function or None, iterable) --> filter object\n\nReturn an iterator yielding those items of iterable for which function(item)\nis true. If function is None, return the items that are true.",
);

const REDUCE: MethodDef = method("__reduce__", Params::NoArgs, reduce);

/// A class of iterators that are made of its arguments.
pub const fn lazy_type(
    name: &'static str,
    new: NewFn,
    next: NextFn,
    methods: &'static [MethodDef],
    doc: &'static str,
) -> TypeSpec {
    TypeSpec {
        name,
        module: "builtins",
        kind: Kind::NativeIter,
        base: "object",
        subclassable: true,
        slots: Slots {
            new: Some(new),
            next: Some(next),
            ..ITERATOR
        },
        methods,
        getset: &[],
        doc,
    }
}

/// `(class, (what it was made of))`
fn reduce(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let values = rt.native_values(args[0].obj()).to_vec();
    let values = rt.new_tuple(&values)?;
    let class = Value::object(rt.class_of(args[0]));
    rt.new_tuple(&[class, values])
}

impl Runtime {
    /// `iter(callable, sentinel)`
    pub fn new_callable_iter(&mut self, callable: Value, sentinel: Value) -> Res<Value> {
        let class = self.types.callable_iterator;
        self.new_native(Kind::NativeIter, class, &[callable, sentinel])
    }

    /// Is nothing but `base`'s own `__new__` there to take keyword arguments for `v`?
    pub fn keeps_new(&self, v: Value, base: Ref) -> bool {
        let class = self.class_of(v);
        class == base || !self.info(class).generic.new
    }

    /// The same for `__init__` and an instance of `class` to be made.
    pub fn keeps_init(&self, class: Ref, base: Ref) -> bool {
        class == base || !self.info(class).generic.init
    }

    /// Rejects keyword arguments as CPython does for an exact class (subclasses may take them in `__init__`).
    pub fn no_keywords(&mut self, args: &Args<'_>, spec: &'static TypeSpec) -> Res<()> {
        if !args.kw.is_empty() && self.keeps_init(args.pos[0].obj(), self.class_of_spec(spec)) {
            return self.type_error(format!("{}() takes no keyword arguments", spec.name));
        }
        Ok(())
    }

    /// Iterators over all of `iterables`, which with the iterators stay rooted in the caller's scope.
    pub fn iter_all(&mut self, iterables: &[Value]) -> Res<Vec<Value>> {
        iterables
            .iter()
            .map(|&v| {
                let it = self.iter(v)?;
                Ok(self.root(it))
            })
            .collect()
    }
}

fn next_call(rt: &mut Runtime, it: Value) -> Res<Option<Value>> {
    let r = it.obj();
    let callable = rt.native_value(r, 0);
    if callable.is_unbound() {
        return Ok(None);
    }
    let scope = rt.scope();
    rt.root(it);
    let result = (|| match rt.call(callable, &[]) {
        Ok(v) => {
            let sentinel = rt.native_value(r, 1);
            if rt.native_value(r, 0).is_unbound() {
                return Ok(None);
            }
            rt.root(v);
            Ok(if rt.eq(sentinel, v)? { None } else { Some(v) })
        }
        Err(raised) => {
            if !rt.matches(Exc::StopIteration) {
                return Err(raised);
            }
            rt.clear_exc();
            Ok(None)
        }
    })();
    rt.unscope(scope);
    if result == Ok(None) {
        rt.set_native_value(r, 0, Value::UNBOUND);
        rt.set_native_value(r, 1, Value::UNBOUND);
    }
    result
}

fn new_enumerate(rt: &mut Runtime, args: &Args<'_>) -> Res<Value> {
    let mut iterable = args.pos.get(1).copied();
    let mut start = args.pos.get(2).copied();
    for &(name, value) in args.kw {
        match rt.str_to_string(name).as_str() {
            "iterable" if iterable.is_none() => iterable = Some(value),
            "start" if start.is_none() => start = Some(value),
            name => {
                let name = name.to_string();
                return rt.type_error(format!("'{name}' is an invalid keyword argument for enumerate()"));
            }
        }
    }
    if args.pos.len() + args.kw.len() > 3 {
        return rt.type_error(format!(
            "enumerate() takes at most 2 arguments ({} given)",
            args.pos.len() + args.kw.len() - 1
        ));
    }
    let Some(iterable) = iterable else {
        return rt.type_error("enumerate() missing required argument 'iterable'");
    };
    let start = match start {
        Some(start) => {
            let n = rt.index_value(start)?;
            rt.int_from(n)?
        }
        None => Value::ZERO,
    };
    let scope = rt.scope();
    rt.root(start);
    let it = rt.iter(iterable);
    rt.unscope(scope);
    rt.new_native(Kind::NativeIter, args.pos[0].obj(), &[it?, start])
}

fn next_enumerate(rt: &mut Runtime, it: Value) -> Res<Option<Value>> {
    let r = it.obj();
    let inner = rt.native_value(r, 0);
    let Some(item) = rt.rooted(&[it], |rt| rt.next(inner))? else {
        return Ok(None);
    };
    let count = rt.native_value(r, 1);
    let next = match count.as_small_int() {
        Some(n) => rt.int(n + 1)?,
        None => rt.binary(BinOp::Add, count, Value::ONE)?,
    };
    rt.set_native_value(r, 1, next);
    rt.new_tuple(&[count, item]).map(Some)
}

fn new_zip(rt: &mut Runtime, args: &Args<'_>) -> Res<Value> {
    let mut strict = false;
    for &(name, value) in args.kw {
        let name = rt.str_to_string(name);
        if name != "strict" {
            return rt.type_error(format!("'{name}' is an invalid keyword argument for zip()"));
        }
        strict = rt.truth(value)?;
    }
    let scope = rt.scope();
    let iterators = rt.iter_all(&args.pos[1..]);
    rt.unscope(scope);
    let iterators = iterators?;
    let zip = rt.new_native(Kind::NativeIter, args.pos[0].obj(), &iterators)?;
    rt.set_native_raw(zip.obj(), strict as i64);
    Ok(zip)
}

fn next_zip(rt: &mut Runtime, it: Value) -> Res<Option<Value>> {
    let r = it.obj();
    let count = rt.native_values(r).len();
    if count == 0 {
        return Ok(None);
    }
    let scope = rt.scope();
    rt.root(it);
    let result = zip_items(rt, it, count);
    rt.unscope(scope);
    match result? {
        Some(items) => rt.new_tuple(&items).map(Some),
        None => Ok(None),
    }
}

fn zip_items(rt: &mut Runtime, it: Value, count: usize) -> Res<Option<Vec<Value>>> {
    let r = it.obj();
    let mut items = Vec::with_capacity(count);
    for i in 0..count {
        let inner = rt.native_value(r, i);
        match rt.next(inner)? {
            Some(item) => items.push(rt.root(item)),
            None => {
                if rt.native_raw(r) != 0 {
                    return strict_mismatch(rt, it, i, count);
                }
                return Ok(None);
            }
        }
    }
    Ok(Some(items))
}

/// Argument `i` is the first exhausted one.
fn strict_mismatch(rt: &mut Runtime, it: Value, i: usize, count: usize) -> Res<Option<Vec<Value>>> {
    let others = |i: usize| {
        if i == 1 {
            "argument 1".to_string()
        } else {
            format!("arguments 1-{i}")
        }
    };
    if i > 0 {
        return rt.value_error(format!("zip() argument {} is shorter than {}", i + 1, others(i)));
    }
    for j in 1..count {
        let inner = rt.native_value(it.obj(), j);
        if rt.next(inner)?.is_some() {
            return rt.value_error(format!("zip() argument {} is longer than {}", j + 1, others(j)));
        }
    }
    Ok(None)
}

fn new_map(rt: &mut Runtime, args: &Args<'_>) -> Res<Value> {
    rt.no_keywords(args, &MAP)?;
    if args.pos.len() < 3 {
        return rt.type_error("map() must have at least two arguments.");
    }
    let scope = rt.scope();
    let iterators = rt.iter_all(&args.pos[2..]);
    rt.unscope(scope);
    let mut values = iterators?;
    values.insert(0, args.pos[1]);
    rt.new_native(Kind::NativeIter, args.pos[0].obj(), &values)
}

fn next_map(rt: &mut Runtime, it: Value) -> Res<Option<Value>> {
    let scope = rt.scope();
    rt.root(it);
    let result = map_item(rt, it);
    rt.unscope(scope);
    result
}

fn map_item(rt: &mut Runtime, it: Value) -> Res<Option<Value>> {
    let r = it.obj();
    let count = rt.native_values(r).len();
    let function = rt.native_value(r, 0);
    if count == 2 {
        let inner = rt.native_value(r, 1);
        let Some(item) = rt.next(inner)? else { return Ok(None) };
        return rt.call(function, &[item]).map(Some);
    }
    let mut items = Vec::with_capacity(count);
    for i in 1..count {
        let inner = rt.native_value(r, i);
        let Some(item) = rt.next(inner)? else { return Ok(None) };
        items.push(rt.root(item));
    }
    rt.call(function, &items).map(Some)
}

fn new_filter(rt: &mut Runtime, args: &Args<'_>) -> Res<Value> {
    rt.no_keywords(args, &FILTER)?;
    if args.pos.len() != 3 {
        return rt.type_error(format!("filter expected 2 arguments, got {}", args.pos.len() - 1));
    }
    let it = rt.iter(args.pos[2])?;
    rt.new_native(Kind::NativeIter, args.pos[0].obj(), &[args.pos[1], it])
}

fn next_filter(rt: &mut Runtime, it: Value) -> Res<Option<Value>> {
    let scope = rt.scope();
    rt.root(it);
    let result = filter_item(rt, it);
    rt.unscope(scope);
    result
}

fn filter_item(rt: &mut Runtime, it: Value) -> Res<Option<Value>> {
    let r = it.obj();
    let (function, inner) = (rt.native_value(r, 0), rt.native_value(r, 1));
    let plain = function.is_none() || function == Value::object(rt.types.bool);
    while let Some(item) = rt.next(inner)? {
        let scope = rt.scope();
        rt.root(item);
        let keep = if plain {
            rt.truth(item)
        } else {
            rt.call(function, &[item]).and_then(|v| rt.truth(v))
        };
        rt.unscope(scope);
        if keep? {
            return Ok(Some(item));
        }
    }
    Ok(None)
}
