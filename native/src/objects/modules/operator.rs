//! Module _operator.

use crate::heap::{Kind, Value};
use crate::objects::spec::{
    Args, BinOp, CmpOp, MethodDef, ModuleSpec, Params, Slots, TypeSpec, function, method, raw_function,
};
use crate::objects::{Res, Runtime};

/// Values: the items.
pub static ITEM_GETTER: TypeSpec = callable_type(
    "itemgetter",
    Slots {
        new: Some(new_item_getter),
        call: Some(call_item_getter),
        repr: Some(repr_values),
        ..Slots::NONE
    },
);
/// Values: the names, dotted ones as tuples of their parts.
pub static ATTR_GETTER: TypeSpec = callable_type(
    "attrgetter",
    Slots {
        new: Some(new_attr_getter),
        call: Some(call_attr_getter),
        repr: Some(repr_names),
        ..Slots::NONE
    },
);
/// Values: name, tuple of arguments, dict of keywords.
pub static METHOD_CALLER: TypeSpec = callable_type(
    "methodcaller",
    Slots {
        repr: Some(repr_call),
        new: Some(new_method_caller),
        call: Some(call_method_caller),
        ..Slots::NONE
    },
);

const METHODS: &[MethodDef] = &[method("__reduce__", Params::NoArgs, reduce)];

const fn callable_type(name: &'static str, slots: Slots) -> TypeSpec {
    TypeSpec {
        name,
        module: "operator",
        kind: Kind::Native,
        base: "object",
        subclassable: false,
        slots,
        methods: METHODS,
        getset: &[],
        doc: "",
    }
}

pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_operator",
    functions: FUNCTIONS,
    init: Some(|rt, module| rt.add_types(module, &[&ITEM_GETTER, &ATTR_GETTER, &METHOD_CALLER])),
    doc: "Operator interface.\n\nThis module exports a set of functions implemented in C corresponding\nto the intrinsic operators of Python.  For example, operator.add(x, y)\nis equivalent to the expression x+y.",
};

const TWO: Params = Params::Pos(2, 2);

macro_rules! binary {
    ($name:literal, $op:ident) => {
        function($name, TWO, |rt, a| rt.binary(BinOp::$op, a[0], a[1]))
    };
}
macro_rules! inplace {
    ($name:literal, $op:ident) => {
        function($name, TWO, |rt, a| rt.inplace(BinOp::$op, a[0], a[1]))
    };
}
macro_rules! comparison {
    ($name:literal, $op:ident) => {
        function($name, TWO, |rt, a| rt.compare(a[0], a[1], CmpOp::$op))
    };
}

/// `hmac.compare_digest`: takes the same time wherever the operands differ.
fn compare_digest(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let texts = [a[0], a[1]].map(|v| rt.kind_of(v) == Some(Kind::Str));
    let [x, y] = if texts == [true, true] {
        let texts = [rt.str_to_string(a[0]), rt.str_to_string(a[1])];
        if !texts.iter().all(|t| t.is_ascii()) {
            return rt.type_error("comparing strings with non-ASCII characters is not supported");
        }
        texts.map(String::into_bytes)
    } else if let (Some(x), Some(y)) = (rt.byte_vec(a[0]), rt.byte_vec(a[1])) {
        [x, y]
    } else {
        let (left, right) = (rt.type_name(a[0]), rt.type_name(a[1]));
        return rt.type_error(format!(
            "unsupported operand types(s) or combination of types: '{left}' and '{right}'"
        ));
    };
    let differing = x
        .iter()
        .zip(&y)
        .fold(x.len() ^ y.len(), |sum, (p, q)| sum | usize::from(p ^ q));
    Ok(Value::bool(differing == 0))
}

const FUNCTIONS: &[MethodDef] = &[
    function("_compare_digest", Params::Pos(2, 2), compare_digest),
    comparison!("lt", Lt),
    comparison!("le", Le),
    comparison!("eq", Eq),
    comparison!("ne", Ne),
    comparison!("gt", Gt),
    comparison!("ge", Ge),
    binary!("add", Add),
    binary!("sub", Sub),
    binary!("mul", Mul),
    binary!("matmul", MatMul),
    binary!("truediv", TrueDiv),
    binary!("floordiv", FloorDiv),
    binary!("mod", Mod),
    binary!("pow", Pow),
    binary!("lshift", LShift),
    binary!("rshift", RShift),
    binary!("and_", And),
    binary!("or_", Or),
    binary!("xor", Xor),
    inplace!("iadd", Add),
    inplace!("isub", Sub),
    inplace!("imul", Mul),
    inplace!("imatmul", MatMul),
    inplace!("itruediv", TrueDiv),
    inplace!("ifloordiv", FloorDiv),
    inplace!("imod", Mod),
    inplace!("ipow", Pow),
    inplace!("ilshift", LShift),
    inplace!("irshift", RShift),
    inplace!("iand", And),
    inplace!("ior", Or),
    inplace!("ixor", Xor),
    function("not_", Params::One, |rt, a| Ok(Value::bool(!rt.truth(a[0])?))),
    function("truth", Params::One, |rt, a| rt.truth(a[0]).map(Value::bool)),
    function("is_", TWO, |_, a| Ok(Value::bool(a[0] == a[1]))),
    function("is_not", TWO, |_, a| Ok(Value::bool(a[0] != a[1]))),
    function("abs", Params::One, |rt, a| rt.abs(a[0])),
    function("neg", Params::One, |rt, a| rt.neg(a[0])),
    function("pos", Params::One, |rt, a| rt.pos(a[0])),
    function("inv", Params::One, |rt, a| rt.invert(a[0])),
    function("invert", Params::One, |rt, a| rt.invert(a[0])),
    function("index", Params::One, |rt, a| {
        let n = rt.index_value(a[0])?;
        rt.int_from(n)
    }),
    function("concat", TWO, |rt, a| concat(rt, a, Runtime::binary)),
    function("iconcat", TWO, |rt, a| concat(rt, a, Runtime::inplace)),
    function("contains", TWO, |rt, a| rt.contains(a[0], a[1]).map(Value::bool)),
    function("countOf", TWO, count_of),
    function("indexOf", TWO, index_of),
    function("getitem", TWO, |rt, a| rt.get_item(a[0], a[1])),
    function("setitem", Params::Pos(3, 3), |rt, a| {
        rt.set_item(a[0], a[1], a[2])?;
        Ok(Value::NONE)
    }),
    function("delitem", TWO, |rt, a| {
        rt.del_item(a[0], a[1])?;
        Ok(Value::NONE)
    }),
    function("length_hint", Params::Pos(1, 2), length_hint),
    raw_function("call", |rt, args| match args.pos {
        [f, rest @ ..] => rt.call_kw(*f, rest, args.kw),
        [] => rt.type_error("call expected at least 1 argument, got 0"),
    }),
];

fn concat(rt: &mut Runtime, args: &[Value], f: fn(&mut Runtime, BinOp, Value, Value) -> Res<Value>) -> Res<Value> {
    if !rt.is_sequence(args[0]) {
        let found = rt.type_name(args[0]);
        return rt.type_error(format!("'{found}' object can't be concatenated"));
    }
    f(rt, BinOp::Add, args[0], args[1])
}

fn count_of(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let mut count = 0;
    rt.for_each(args[0], |rt, v| {
        count += i64::from(rt.eq(v, args[1])?);
        Ok(true)
    })?;
    rt.int(count)
}

fn index_of(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let (mut i, mut found) = (0, false);
    rt.for_each(args[0], |rt, v| {
        found = rt.eq(v, args[1])?;
        i += i64::from(!found);
        Ok(!found)
    })?;
    if found {
        rt.int(i)
    } else {
        rt.value_error("sequence.index(x): x not in sequence")
    }
}

fn length_hint(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let default = if args[1].is_unbound() {
        0
    } else if rt.is_int(args[1]) {
        rt.as_size(args[1])?
    } else {
        let found = rt.type_name(args[1]);
        return rt.type_error(format!("'{found}' object cannot be interpreted as an integer"));
    };
    let hint = rt.length_hint(args[0], default as usize)?;
    rt.int(hint as i64)
}

fn at_least_one(rt: &mut Runtime, args: &Args<'_>, name: &str) -> Res<()> {
    if !args.kw.is_empty() {
        return rt.type_error(format!("{name}() takes no keyword arguments"));
    }
    if args.pos.len() < 2 {
        return rt.type_error(format!("{name} expected 1 argument, got 0"));
    }
    Ok(())
}

/// Calls on the one argument that getters take; one value or a tuple of several.
fn get_each(
    rt: &mut Runtime,
    getter: Value,
    args: &Args<'_>,
    get: fn(&mut Runtime, Value, Value) -> Res<Value>,
) -> Res<Value> {
    let name = rt.own_name(getter);
    if !args.kw.is_empty() {
        return rt.type_error(format!("{name}() takes no keyword arguments"));
    }
    let &[object] = args.pos else {
        return rt.type_error(format!("{name} expected 1 argument, got {}", args.pos.len()));
    };
    let keys = rt.native_values(getter.obj()).to_vec();
    if let [key] = keys[..] {
        return get(rt, object, key);
    }
    let scope = rt.scope();
    let values: Res<Vec<Value>> = keys
        .iter()
        .map(|&key| {
            let v = get(rt, object, key)?;
            Ok(rt.root(v))
        })
        .collect();
    rt.unscope(scope);
    rt.new_tuple(&values?)
}

fn new_item_getter(rt: &mut Runtime, args: &Args<'_>) -> Res<Value> {
    at_least_one(rt, args, "itemgetter")?;
    rt.new_native(Kind::Native, args.pos[0].obj(), &args.pos[1..])
}

fn call_item_getter(rt: &mut Runtime, getter: Value, args: &Args<'_>) -> Res<Value> {
    get_each(rt, getter, args, Runtime::get_item)
}

fn repr_values(rt: &mut Runtime, v: Value) -> Res<Value> {
    let mut texts = Vec::new();
    for item in rt.native_values(v.obj()).to_vec() {
        texts.push(rt.repr_string(item)?);
    }
    let name = rt.type_name(v);
    rt.new_str(&format!("{name}({})", texts.join(", ")))
}

fn new_attr_getter(rt: &mut Runtime, args: &Args<'_>) -> Res<Value> {
    at_least_one(rt, args, "attrgetter")?;
    let mut names = Vec::new();
    for &name in &args.pos[1..] {
        if rt.kind_of(name) != Some(Kind::Str) {
            return rt.type_error("attribute name must be a string");
        }
        let text = rt.str_to_string(name);
        if text.contains('.') {
            let parts = text
                .split('.')
                .map(|part| rt.intern(part))
                .collect::<Res<Vec<Value>>>()?;
            names.push(rt.new_tuple(&parts)?);
        } else {
            names.push(rt.intern_value(name)?);
        }
    }
    rt.new_native(Kind::Native, args.pos[0].obj(), &names)
}

fn call_attr_getter(rt: &mut Runtime, getter: Value, args: &Args<'_>) -> Res<Value> {
    get_each(rt, getter, args, |rt, object, name| {
        if rt.kind_of(name) != Some(Kind::Tuple) {
            return rt.get_attr(object, name);
        }
        let mut v = object;
        for part in rt.items_of_tuple(name).to_vec() {
            v = rt.rooted(&[v], |rt| rt.get_attr(v, part))?;
        }
        Ok(v)
    })
}

/// Names as they were given.
fn names_of(rt: &mut Runtime, v: Value) -> Res<Vec<Value>> {
    let mut names = rt.native_values(v.obj()).to_vec();
    for name in &mut names {
        if rt.kind_of(*name) == Some(Kind::Tuple) {
            let parts: Vec<String> = rt
                .items_of_tuple(*name)
                .to_vec()
                .into_iter()
                .map(|part| rt.str_to_string(part))
                .collect();
            *name = rt.new_str(&parts.join("."))?;
        }
    }
    Ok(names)
}

fn repr_names(rt: &mut Runtime, v: Value) -> Res<Value> {
    let mut texts = Vec::new();
    for name in names_of(rt, v)? {
        texts.push(rt.repr_string(name)?);
    }
    rt.new_str(&format!("operator.attrgetter({})", texts.join(", ")))
}

fn repr_call(rt: &mut Runtime, v: Value) -> Res<Value> {
    let [name, positional, keywords] = [0, 1, 2].map(|i| rt.native_value(v.obj(), i));
    let mut texts = vec![rt.repr_string(name)?];
    for argument in rt.items_of_tuple(positional).to_vec() {
        texts.push(rt.repr_string(argument)?);
    }
    for (key, value, _) in rt.dict_items(keywords.obj()) {
        texts.push(format!("{}={}", rt.str_to_string(key), rt.repr_string(value)?));
    }
    rt.new_str(&format!("operator.methodcaller({})", texts.join(", ")))
}

fn new_method_caller(rt: &mut Runtime, args: &Args<'_>) -> Res<Value> {
    let Some(&name) = args.pos.get(1) else {
        return rt.type_error("methodcaller needs at least one argument, the method name");
    };
    if rt.kind_of(name) != Some(Kind::Str) {
        return rt.type_error("method name must be a string");
    }
    let name = rt.intern_value(name)?;
    let positional = rt.new_tuple(&args.pos[2..])?;
    let keywords = rt.new_dict()?;
    for &(key, value) in args.kw {
        rt.dict_set(keywords.obj(), key, value)?;
    }
    rt.new_native(Kind::Native, args.pos[0].obj(), &[name, positional, keywords])
}

fn call_method_caller(rt: &mut Runtime, caller: Value, args: &Args<'_>) -> Res<Value> {
    if !args.kw.is_empty() {
        return rt.type_error("methodcaller() takes no keyword arguments");
    }
    let &[object] = args.pos else {
        return rt.type_error(format!("methodcaller expected 1 argument, got {}", args.pos.len()));
    };
    let [name, positional, keywords] = [0, 1, 2].map(|i| rt.native_value(caller.obj(), i));
    let method = rt.get_attr(object, name)?;
    let positional = rt.items_of_tuple(positional).to_vec();
    let keywords: Vec<(Value, Value)> = rt
        .dict_items(keywords.obj())
        .into_iter()
        .map(|(key, value, _)| (key, value))
        .collect();
    rt.rooted(&[method, caller], |rt| rt.call_kw(method, &positional, &keywords))
}

fn reduce(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let class = rt.class_of(args[0]);
    let values = if class == rt.class_of_spec(&ATTR_GETTER) {
        names_of(rt, args[0])?
    } else if class == rt.class_of_spec(&METHOD_CALLER) {
        let mut values = vec![rt.native_value(args[0].obj(), 0)];
        let positional = rt.native_value(args[0].obj(), 1);
        let keywords = rt.native_value(args[0].obj(), 2).obj();
        if rt.dict_len(keywords) > 0 {
            // What takes the positional arguments has the name and the keywords already.
            let functools = rt.import("functools")?;
            let partial = rt.get_attr_str(functools, "partial")?;
            let named = rt.dict_items(keywords).into_iter().map(|item| (item.0, item.1));
            let maker = rt.call_kw(partial, &[Value::object(class), values[0]], &named.collect::<Vec<_>>())?;
            return rt.new_tuple(&[maker, positional]);
        }
        values.extend(rt.items_of_tuple(positional));
        values
    } else {
        rt.native_values(args[0].obj()).to_vec()
    };
    let values = rt.new_tuple(&values)?;
    rt.new_tuple(&[Value::object(class), values])
}
