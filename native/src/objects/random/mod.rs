//! Modules _random and random: the Mersenne Twister and CPython's ways to draw from it, number for number.

mod distributions;
mod draws;
mod seeding;
mod twister;

use num_bigint::{BigInt, Sign};

use super::int::Int;
use super::spec::{Args, Binding, MethodDef, ModuleSpec, Params, Slots, TypeSpec, method, raw_method};
use super::{Res, Runtime};
use crate::heap::{Kind, Ref, Value};
use twister::{STATE_BYTES, Twister};

/// Types, builtin functions and native modules of this folder; see `registry.rs`.
pub static TYPES: &[&TypeSpec] = &[&RANDOM];
pub static FUNCTIONS: &[MethodDef] = &[];
pub static MODULES: &[&ModuleSpec] = &[&CORE_MODULE, &MODULE];

fn twister(rt: &Runtime, generator: Value) -> Twister<'_> {
    Twister {
        heap: &rt.heap,
        object: generator.as_object().unwrap_or(Ref::NONE),
    }
}

fn random(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    Ok(Value::float(twister(rt, args[0]).next_f64()))
}

/// `bits` random bits.
fn random_bits(rt: &Runtime, generator: Value, bits: u64) -> Int {
    let twister = twister(rt, generator);
    match bits {
        0 => Int::Small(0),
        1..=32 => Int::Small((twister.next_u32() >> (32 - bits)) as i64),
        _ => {
            let mut words = Vec::with_capacity(bits.div_ceil(32) as usize);
            let mut left = bits;
            while left > 0 {
                let word = twister.next_u32();
                words.push(if left < 32 { word >> (32 - left) } else { word });
                left = left.saturating_sub(32);
            }
            Int::from_big(BigInt::from_slice(Sign::Plus, &words))
        }
    }
}

fn getrandbits(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let bits = rt.as_c_int(args[1])?;
    if bits < 0 {
        return rt.value_error("number of bits must be non-negative");
    }
    let n = random_bits(rt, args[0], bits as u64);
    rt.int_from(n)
}

const fn raw_class_method(name: &'static str, f: fn(&mut Runtime, &Args<'_>) -> Res<Value>) -> MethodDef {
    MethodDef {
        binding: Binding::Class,
        ..raw_method(name, f)
    }
}

/// The methods here draw from the twister: a class with a source of its own gets those that CPython has in Python.
fn init_subclass(rt: &mut Runtime, args: &Args<'_>) -> Res<Value> {
    let class = args.pos[0];
    let own = rt.class_of_spec(&RANDOM);
    for name in ["random", "getrandbits"] {
        let name = rt.intern(name)?;
        if rt.lookup_type(class.obj(), name) != rt.lookup_type(own, name) {
            let module = rt.import("_pyrandom")?;
            rt.call_method(module, "_adopt", &[class])?;
            break;
        }
    }
    Ok(Value::NONE)
}

pub static RANDOM: TypeSpec = TypeSpec {
    name: "Random",
    module: "random",
    kind: Kind::Native,
    base: "object",
    subclassable: true,
    slots: Slots {
        new: Some(|rt, args| {
            let class = args.pos[0].as_object().unwrap_or(Ref::NONE);
            let r = rt.alloc_native(Kind::Native, class, 1, STATE_BYTES)?;
            rt.set_native_value(r, 0, Value::NONE);
            let generator = Value::object(r);
            seeding::seed_from(rt, generator, args.pos.get(1).copied().unwrap_or(Value::NONE))?;
            Ok(generator)
        }),
        init: Some(|rt, args| {
            let given = rt.bind_args("Random", Params::Kw(&["x"], 0, 1), &args.pos[1..], args.kw)?;
            if !given[0].is_unbound() {
                seeding::seed(rt, &[args.pos[0], given[0], Value::UNBOUND])?;
            }
            Ok(())
        }),
        ..Slots::NONE
    },
    methods: &[
        raw_class_method("__init_subclass__", init_subclass),
        method("random", Params::NoArgs, random),
        method("getrandbits", Params::One, getrandbits),
        method("seed", Params::Kw(&["a", "version"], 0, 2), seeding::seed),
        method("getstate", Params::NoArgs, seeding::getstate),
        method("setstate", Params::One, seeding::setstate),
        method("__getstate__", Params::NoArgs, |rt, a| {
            rt.call_method(a[0], "getstate", &[])
        }),
        method("__setstate__", Params::One, |rt, a| {
            rt.call_method(a[0], "setstate", &[a[1]])
        }),
        method("__reduce__", Params::NoArgs, |rt, a| {
            let state = rt.call_method(a[0], "getstate", &[])?;
            let nothing = rt.new_tuple(&[])?;
            rt.new_tuple(&[Value::object(rt.class_of(a[0])), nothing, state])
        }),
        method("randbytes", Params::One, draws::randbytes),
        method("_randbelow", Params::One, draws::randbelow_method),
        method(
            "randrange",
            Params::Kw(&["start", "stop", "step"], 1, 3),
            draws::randrange,
        ),
        method("randint", Params::Kw(&["a", "b"], 2, 2), draws::randint),
        method("choice", Params::Kw(&["seq"], 1, 1), draws::choice),
        method("shuffle", Params::Kw(&["x"], 1, 1), draws::shuffle),
        method(
            "sample",
            Params::Kw(&["population", "k", "counts"], 2, 2),
            draws::sample,
        ),
        method(
            "choices",
            Params::Kw(&["population", "weights", "cum_weights", "k"], 1, 2),
            draws::choices,
        ),
        method("uniform", Params::Kw(&["a", "b"], 2, 2), distributions::uniform),
        method(
            "triangular",
            Params::Kw(&["low", "high", "mode"], 0, 3),
            distributions::triangular,
        ),
        method(
            "normalvariate",
            Params::Kw(&["mu", "sigma"], 0, 2),
            distributions::normalvariate,
        ),
        method("gauss", Params::Kw(&["mu", "sigma"], 0, 2), distributions::gauss),
        method(
            "lognormvariate",
            Params::Kw(&["mu", "sigma"], 2, 2),
            distributions::lognormvariate,
        ),
        method("expovariate", Params::Kw(&["lambd"], 1, 1), distributions::expovariate),
        method(
            "vonmisesvariate",
            Params::Kw(&["mu", "kappa"], 2, 2),
            distributions::vonmisesvariate,
        ),
        method(
            "gammavariate",
            Params::Kw(&["alpha", "beta"], 2, 2),
            distributions::gammavariate,
        ),
        method(
            "betavariate",
            Params::Kw(&["alpha", "beta"], 2, 2),
            distributions::betavariate,
        ),
        method(
            "paretovariate",
            Params::Kw(&["alpha"], 1, 1),
            distributions::paretovariate,
        ),
        method(
            "weibullvariate",
            Params::Kw(&["alpha", "beta"], 2, 2),
            distributions::weibullvariate,
        ),
    ],
    getset: &[crate::objects::descriptors::DICT_GETSET],
    doc: "Random number generator base class used by bound module functions.",
};

fn add_type(rt: &mut Runtime, module: Value) -> Res<Value> {
    let class = Value::object(rt.class_of_spec(&RANDOM));
    rt.set_attr_str(module, "Random", class)?;
    // CPython's is a class in Python.
    rt.info_mut(class.obj()).shown = Some("Random".to_string());
    let version = rt.intern("VERSION")?;
    rt.set_class_attr(class.obj(), version, Value::int32(3))?;
    Ok(class)
}

/// The functions of the module are methods of one generator.
fn add_functions(rt: &mut Runtime, module: Value) -> Res<()> {
    let class = add_type(rt, module)?;
    let generator = rt.call(class, &[])?;
    rt.set_attr_str(module, "_inst", generator)?;
    for method in RANDOM.methods {
        if !method.name.starts_with('_') {
            let bound = rt.get_attr_str(generator, method.name)?;
            rt.set_attr_str(module, method.name, bound)?;
        }
    }
    Ok(())
}

static CORE_MODULE: ModuleSpec = ModuleSpec {
    name: "_random",
    functions: &[],
    init: Some(|rt, module| add_type(rt, module).map(|_| ())),
    doc: "Module implements the Mersenne Twister random number generator.",
};

static MODULE: ModuleSpec = ModuleSpec {
    name: "random",
    functions: &[],
    init: Some(add_functions),
    doc: "Random variable generators.",
};
