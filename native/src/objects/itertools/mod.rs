//! Module itertools.

mod combine;
mod group;
mod infinite;
mod select;

use crate::heap::{Kind, Value};
use crate::objects::iterators::ITERATOR;
use crate::objects::spec::{Args, MethodDef, ModuleSpec, Params, Slots, TypeSpec};
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

type NewFn = fn(&mut Runtime, &Args<'_>) -> Res<Value>;
type NextFn = fn(&mut Runtime, Value) -> Res<Option<Value>>;

const fn itertool(name: &'static str, new: NewFn, next: NextFn, methods: &'static [MethodDef]) -> TypeSpec {
    TypeSpec {
        name,
        module: "itertools",
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
        doc: "",
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

/// Arguments after the class, bound as a builtin function of that name has them.
fn bind(rt: &mut Runtime, args: &Args<'_>, name: &str, params: Params) -> Res<Vec<Value>> {
    rt.bind_args(name, params, &args.pos[1..], args.kw)
}

/// A new iterator of the class called; the values are rooted while `build` makes them.
fn build(rt: &mut Runtime, args: &Args<'_>, build: impl FnOnce(&mut Runtime) -> Res<Vec<Value>>) -> Res<Value> {
    let scope = rt.scope();
    let values = build(rt);
    rt.unscope(scope);
    rt.new_native(Kind::NativeIter, args.pos[0].obj(), &values?)
}
