//! Module itertools.

mod combine;
mod group;
mod infinite;
mod select;

use crate::heap::{Kind, Ref, Value};
use crate::objects::iterators::lazy_type;
use crate::objects::spec::{Args, MethodDef, ModuleSpec, NewFn, NextFn, Params, TypeSpec};
use crate::objects::{Res, Runtime};

/// Types, builtin functions and native modules of this folder; see `registry.rs`.
pub static TYPES: &[&TypeSpec] = &[
    &infinite::COUNT,
    &infinite::CYCLE,
    &infinite::REPEAT,
    &select::ACCUMULATE,
    &select::CHAIN,
    &select::COMPRESS,
    &select::DROPWHILE,
    &select::TAKEWHILE,
    &select::FILTERFALSE,
    &select::STARMAP,
    &select::ISLICE,
    &select::PAIRWISE,
    &combine::PRODUCT,
    &combine::PERMUTATIONS,
    &combine::COMBINATIONS,
    &combine::COMBINATIONS_WITH_REPLACEMENT,
    &group::ZIP_LONGEST,
    &group::GROUPBY,
    &group::GROUPER,
    &group::TEE,
    &group::TEE_NODE,
];
pub static FUNCTIONS: &[MethodDef] = &[];
pub static MODULES: &[&ModuleSpec] = &[&ITERTOOLS];

static ITERTOOLS: ModuleSpec = ModuleSpec {
    name: "itertools",
    functions: group::FUNCTIONS,
    init: Some(|rt, module| rt.add_types(module, TYPES)),
    doc: "Functional tools for creating and using iterators.",
};

const fn itertool(name: &'static str, new: NewFn, next: NextFn, methods: &'static [MethodDef]) -> TypeSpec {
    TypeSpec {
        module: "itertools",
        ..lazy_type(name, new, next, methods, "")
    }
}

impl Runtime {
    /// Puts classes under their names into a module.
    pub fn add_types(&mut self, module: Value, specs: &[&'static TypeSpec]) -> Res<()> {
        specs.iter().try_for_each(|spec| {
            let class = self.class_of_spec(spec);
            self.set_attr_str(module, spec.name, Value::object(class))
        })
    }
}

/// What copying and pickling do with an iterator of this module: `(_restore, (class, values, number))`, its whole state.
pub fn reduce(rt: &mut Runtime, it: Value) -> Res<Value> {
    let module = rt.native_module("itertools")?.unwrap_or(Value::NONE);
    let restore = rt.get_attr_str(module, "_restore")?;
    // Places without a value have an empty tuple, the others a tuple of one.
    let values = rt.native_values(it.obj()).to_vec();
    let mut places = Vec::with_capacity(values.len());
    // The lists of these are positions, which the copy has for itself.
    let own_lists = rt.info(native_class(rt, it)).spec.is_some_and(combine::has_positions);
    for mut v in values {
        if own_lists && rt.kind_of(v) == Some(Kind::List) {
            v = rt.new_list(&rt.items_of_list(v))?;
        }
        let content: &[Value] = if v.is_unbound() { &[] } else { &[v] };
        places.push(rt.new_tuple(content)?);
    }
    let places = rt.new_tuple(&places)?;
    let raw = rt.int(rt.native_raw(it.obj()))?;
    let args = rt.new_tuple(&[Value::object(rt.class_of(it)), places, raw])?;
    rt.new_tuple(&[restore, args])
}

pub fn is_tee(rt: &Runtime, v: Value) -> bool {
    rt.is_exact(v, rt.class_of_spec(&group::TEE))
}

/// The built-in class that an object's class is or derives from.
fn native_class(rt: &Runtime, v: Value) -> Ref {
    let mut class = rt.class_of(v);
    while rt.info(class).heap_type {
        class = rt.info(class).base;
    }
    class
}

pub fn is_itertool(rt: &Runtime, v: Value) -> bool {
    rt.info(native_class(rt, v))
        .spec
        .is_some_and(|s| s.module == "itertools")
}

fn restore(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let made_here = rt.is_type(a[0]) && rt.info(a[0].obj()).kind == Kind::NativeIter;
    if !made_here || rt.kind_of(a[1]) != Some(Kind::Tuple) {
        return rt.type_error("not the state of an iterator of itertools");
    }
    let raw = rt.as_index(a[2])?;
    let mut values = Vec::new();
    for place in rt.items_of_tuple(a[1]).to_vec() {
        values.push(rt.collect(place)?.first().copied().unwrap_or(Value::UNBOUND));
    }
    let it = rt.new_native(Kind::NativeIter, a[0].obj(), &values)?;
    rt.set_native_raw(it.obj(), raw);
    Ok(it)
}

/// Arguments after the class, bound as a builtin function of that name has them.
fn bind(rt: &mut Runtime, args: &Args<'_>, name: &str, params: Params) -> Res<Vec<Value>> {
    let class = args.pos[0].obj();
    // The `__init__` of a subclass may want keywords.
    let own_init = rt.info(class).generic.init && matches!(params, Params::One | Params::Pos(..));
    rt.bind_args(name, params, &args.pos[1..], if own_init { &[] } else { args.kw })
}

/// A new iterator of the class called; the values are rooted while `build` makes them.
fn build(rt: &mut Runtime, args: &Args<'_>, build: impl FnOnce(&mut Runtime) -> Res<Vec<Value>>) -> Res<Value> {
    let scope = rt.scope();
    let values = build(rt);
    rt.unscope(scope);
    rt.new_native(Kind::NativeIter, args.pos[0].obj(), &values?)
}
