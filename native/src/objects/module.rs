//! Modules, the singletons' types, generator-like objects.

use super::descriptors::DICT_GETSET;
use super::modules::generic_alias::CLASS_GETITEM;
use super::spec::{Args, GetSetDef, Params, Slots, TypeSpec, getter, method};
use super::{Exc, Res, Runtime};
use crate::generated::layouts::{frame, gen_state, o_builtin, o_generator, o_module, o_obj};
use crate::heap::{Kind, Ref, Value};

impl Runtime {
    /// A module with the standard attributes; native ones are listed by name.
    pub fn new_module(&mut self, name: &str) -> Res<Value> {
        let module = self.alloc_module(self.types.module)?;
        let text = self.intern(name)?;
        self.init_module(module, text, Value::NONE)?;
        self.core.modules.insert(name.to_string(), module);
        Ok(module)
    }

    fn alloc_module(&mut self, class: Ref) -> Res<Value> {
        let r = self.alloc(Kind::Module, class, o_module::SIZE as usize)?;
        let dict = self.new_dict()?.obj();
        self.heap.set_field(r, o_module::ATTRS, dict);
        Ok(Value::object(r))
    }

    fn init_module(&mut self, module: Value, name: Value, doc: Value) -> Res<()> {
        let dict = self.module_dict(module);
        let names = self.core.names;
        let entries = [
            (names.__name__, name),
            (names.__doc__, doc),
            (names.__package__, Value::NONE),
            (names.__loader__, Value::NONE),
            (names.__spec__, Value::NONE),
        ];
        for (key, value) in entries {
            self.dict_set(dict, key, value)?;
        }
        Ok(())
    }

    pub fn module_dict(&self, module: Value) -> Ref {
        self.heap.field(module.obj(), o_module::ATTRS)
    }

    /// Name of the module that a builtin function belongs to; empty for methods.
    pub fn builtin_module(&self, f: Ref) -> String {
        let owner = self.heap.field(f, o_builtin::OWNER);
        if owner.is_none() || self.heap.kind(owner) != Kind::Module {
            return String::new();
        }
        self.module_name(owner).unwrap_or_default()
    }

    pub fn module_name(&self, module: Ref) -> Option<String> {
        let dict = self.heap.field(module, o_obj::ATTRS);
        let name = self.dict_get_str(dict, self.core.names.__name__)?;
        (self.kind_of(name) == Some(Kind::Str)).then(|| self.str_to_string(name))
    }
}

fn module_init(rt: &mut Runtime, args: &Args<'_>) -> Res<()> {
    let bound = rt.bind_args("module", Params::Kw(&["name", "doc"], 1, 2), &args.pos[1..], args.kw)?;
    if rt.kind_of(bound[0]) != Some(Kind::Str) {
        let got = rt.argument_name(bound[0]);
        return rt.type_error(format!("module() argument 'name' must be str, not {got}"));
    }
    let doc = if bound[1].is_unbound() { Value::NONE } else { bound[1] };
    rt.init_module(args.pos[0], bound[0], doc)
}

fn module_get_attr(rt: &mut Runtime, v: Value, name: Ref) -> Res<Value> {
    let name = Value::object(name);
    let class = rt.class_of(v);
    let descriptor = rt.lookup_type(class, name);
    if let Some(d) = descriptor
        && rt.is_data_descriptor(d)
    {
        return rt.bind_descriptor(d, v, class);
    }
    let dict = rt.module_dict(v);
    if let Some(x) = rt.dict_get_str(dict, name) {
        return if x.is_none() && name == rt.core.names.__doc__ {
            rt.module_doc(v)
        } else {
            Ok(x)
        };
    }
    if let Some(d) = descriptor {
        return rt.bind_descriptor(d, v, class);
    }
    if let Some(f) = rt.dict_get_str(dict, rt.core.names.__getattr__) {
        return rt.rooted(&[v, name], |rt| rt.call(f, &[name]));
    }
    let attr = rt.str_to_string(name);
    let message = match rt.module_name(v.obj()) {
        Some(module) if rt.core.loading.contains(&v.obj()) => format!(
            "partially initialized module '{module}' has no attribute '{attr}' (most likely due to a circular import)"
        ),
        Some(module) => format!("module '{module}' has no attribute '{attr}'"),
        None => format!("module has no attribute '{attr}'"),
    };
    rt.raise_attribute_error(v, name, message)
}

/// By the spec where there is one, as importlib's `_module_repr`.
fn module_repr(rt: &mut Runtime, v: Value) -> Res<Value> {
    let dict = rt.module_dict(v);
    let spec = rt.dict_get_str(dict, rt.core.names.__spec__).unwrap_or(Value::NONE);
    let text = if spec.is_none() {
        plain_module_repr(rt, v)?
    } else {
        rt.rooted(&[v, spec], |rt| module_repr_by_spec(rt, spec))?
    };
    rt.new_str(&text)
}

fn module_repr_by_spec(rt: &mut Runtime, spec: Value) -> Res<String> {
    let name = rt.get_attr_str(spec, "name")?;
    let name = rt.repr_string(name)?;
    let origin = rt.get_attr_str(spec, "origin")?;
    let loader = rt.get_attr_str(spec, "loader")?;
    if origin.is_none() {
        if loader.is_none() {
            return Ok(format!("<module {name}>"));
        }
        return Ok(format!("<module {name} ({})>", rt.repr_string(loader)?));
    }
    let located = rt.get_attr_str(spec, "has_location")?;
    if rt.truth(located)? {
        return Ok(format!("<module {name} from {}>", rt.repr_string(origin)?));
    }
    let origin = rt.str(origin)?;
    Ok(format!("<module {name} ({})>", rt.str_to_string(origin)))
}

fn plain_module_repr(rt: &mut Runtime, v: Value) -> Res<String> {
    let (dict, names) = (rt.module_dict(v), rt.core.names);
    let loader = rt.dict_get_str(dict, names.__loader__);
    if let Some(loader) = loader
        && let Some(text) = rt.rooted(&[v, loader], |rt| repr_by_loader(rt, loader, v))?
    {
        return Ok(text);
    }
    let plain = rt.module_name(v.obj()).unwrap_or_else(|| "?".into());
    let name = match rt.dict_get_str(dict, names.__name__) {
        Some(name) => rt.repr_string(name)?,
        None => "'?'".into(),
    };
    if let Some(file) = rt.dict_get_str(dict, names.__file__) {
        return Ok(format!("<module {name} from {}>", rt.repr_string(file)?));
    }
    if rt.core.modules.get(&plain) == Some(&v) {
        return Ok(format!("<module {name} (built-in)>"));
    }
    match loader {
        None | Some(Value::NONE) => Ok(format!("<module {name}>")),
        Some(loader) => Ok(format!("<module {name} ({})>", rt.repr_string(loader)?)),
    }
}

/// `loader.module_repr(module)`, where there is such a method and it works.
fn repr_by_loader(rt: &mut Runtime, loader: Value, module: Value) -> Res<Option<String>> {
    let Some(method) = rt.get_attr_opt(loader, "module_repr")? else {
        return Ok(None);
    };
    match rt.call(method, &[module]) {
        Ok(text) if rt.is_str(text) => Ok(Some(rt.str_to_string(text))),
        Ok(_) => Ok(None),
        Err(e) if !rt.matches(Exc::Exception) => Err(e),
        Err(_) => {
            rt.clear_exc();
            Ok(None)
        }
    }
}

pub static MODULE: TypeSpec = TypeSpec {
    name: "module",
    module: "builtins",
    kind: Kind::Module,
    base: "object",
    subclassable: true,
    slots: Slots {
        new: Some(|rt, args| rt.alloc_module(args.pos[0].obj())),
        init: Some(module_init),
        repr: Some(module_repr),
        get_attr: Some(module_get_attr),
        ..Slots::NONE
    },
    methods: &[method("__dir__", Params::NoArgs, |rt, args| {
        let (dict, key) = (rt.module_dict(args[0]), rt.intern("__dir__")?);
        if let Some(own) = rt.dict_get_str(dict, key) {
            return rt.call(own, &[]);
        }
        let names = rt.instance_names(args[0]);
        rt.new_list(&names)
    })],
    getset: &[getter("__dict__", |rt, v| Ok(Value::object(rt.module_dict(v))))],
    doc: "Create a module object.\n\nThe name must be a string; the optional doc argument can have any type.",
};

macro_rules! singleton {
    ($id:ident, $name:literal, $text:literal, $value:expr, $truth:expr) => {
        pub static $id: TypeSpec = TypeSpec {
            name: $name,
            module: "builtins",
            kind: Kind::Instance,
            base: "object",
            subclassable: false,
            slots: Slots {
                repr: Some(|rt, _| rt.intern($text)),
                truth: $truth,
                hash: Some(|_, v| Ok(0xfca86420 + v.low() as i64)),
                new: Some(|rt, args| {
                    if args.pos.len() > 1 || !args.kw.is_empty() {
                        return rt.type_error(concat!($name, " takes no arguments"));
                    }
                    Ok($value)
                }),
                ..Slots::NONE
            },
            methods: &[method("__reduce__", Params::NoArgs, |rt, _| rt.intern($text))],
            getset: &[],
            doc: "",
        };
    };
}

singleton!(NONE, "NoneType", "None", Value::NONE, Some(|_, _| Ok(false)));
singleton!(ELLIPSIS, "ellipsis", "Ellipsis", Value::ELLIPSIS, None);
singleton!(
    NOT_IMPLEMENTED,
    "NotImplementedType",
    "NotImplemented",
    Value::NOT_IMPLEMENTED,
    None
);

// ---- generators: their methods are the interpreter's ----

fn generator_repr(rt: &mut Runtime, v: Value) -> Res<Value> {
    let class = rt.type_name(v);
    let name = rt.str_to_string(Value::object(rt.heap.field(v.obj(), o_generator::QUALNAME)));
    let text = format!("<{class} object {name} at {:#x}>", rt.address(v));
    rt.new_str(&text)
}

fn generator_code(rt: &mut Runtime, v: Value) -> Res<Value> {
    Ok(Value::object(rt.heap.field(v.obj(), o_generator::CODE)))
}

fn generator_running(rt: &mut Runtime, v: Value) -> Res<Value> {
    Ok(Value::bool(
        rt.heap.u32(v.obj(), o_generator::STATE) == gen_state::RUNNING,
    ))
}

fn generator_suspended(rt: &mut Runtime, v: Value) -> Res<Value> {
    Ok(Value::bool(
        rt.heap.u32(v.obj(), o_generator::STATE) == gen_state::SUSPENDED,
    ))
}

fn generator_frame(rt: &mut Runtime, v: Value) -> Res<Value> {
    if rt.heap.u32(v.obj(), o_generator::STATE) == gen_state::FINISHED {
        return Ok(Value::NONE);
    }
    rt.frame_object((v.obj().0 + o_generator::FRAME) / 8)
}

macro_rules! name_attr {
    ($name:literal, $offset:expr) => {
        GetSetDef {
            name: $name,
            get: |rt, v| Ok(Value::object(rt.heap.field(v.obj(), $offset))),
            set: Some(|rt, v, x| match x {
                Some(x) if rt.kind_of(x) == Some(Kind::Str) => {
                    rt.heap.set_field(v.obj(), $offset, x.obj());
                    Ok(())
                }
                _ => rt.type_error(concat!($name, " must be set to a string object")),
            }),
        }
    };
}

/// Whom it has handed control on to: the third operand of the YIELD that it is suspended in.
fn generator_delegate(rt: &mut Runtime, v: Value) -> Res<Value> {
    let g = v.obj();
    if rt.heap.u32(g, o_generator::STATE) != gen_state::SUSPENDED {
        return Ok(Value::NONE);
    }
    let register = rt.heap.u32(Ref(0), 4 * (rt.heap.u32(g, o_generator::PC) - 1)) as i32;
    if register < 0 {
        return Ok(Value::NONE);
    }
    let slot = frame::REGS + register as u32;
    Ok(rt.heap.value(g, o_generator::FRAME + 8 * slot))
}

macro_rules! generator_type {
    ($id:ident, $name:literal, $prefix:literal, $delegate:literal, [$($more:expr),*], $methods:expr, $slots:expr) => {
        pub static $id: TypeSpec = TypeSpec {
            name: $name,
            module: "builtins",
            kind: Kind::Generator,
            base: "object",
            subclassable: false,
            slots: $slots,
            methods: $methods,
            getset: &[
                name_attr!("__name__", o_generator::NAME),
                name_attr!("__qualname__", o_generator::QUALNAME),
                GetSetDef {
                    name: concat!($prefix, "_code"),
                    get: generator_code,
                    set: None,
                },
                GetSetDef {
                    name: concat!($prefix, "_frame"),
                    get: generator_frame,
                    set: None,
                },
                GetSetDef {
                    name: concat!($prefix, "_running"),
                    get: generator_running,
                    set: None,
                },
                GetSetDef {
                    name: concat!($prefix, "_suspended"),
                    get: generator_suspended,
                    set: None,
                },
                GetSetDef {
                    name: $delegate,
                    get: generator_delegate,
                    set: None,
                },
                $($more,)*
            ],
            doc: "",
        };
    };
}

generator_type!(
    GENERATOR,
    "generator",
    "gi",
    "gi_yieldfrom",
    [],
    &[],
    Slots {
        repr: Some(generator_repr),
        iter: Some(|_, v| Ok(v)),
        next: Some(|rt, v| rt.resume_generator(v, Value::NONE)),
        ..Slots::NONE
    }
);
generator_type!(
    COROUTINE,
    "coroutine",
    "cr",
    "cr_await",
    // Where coroutines are made is not recorded.
    [getter("cr_origin", |_, _| Ok(Value::NONE))],
    &[],
    Slots {
        repr: Some(generator_repr),
        ..Slots::NONE
    }
);
generator_type!(
    ASYNC_GENERATOR,
    "async_generator",
    "ag",
    "ag_await",
    [],
    &[
        CLASS_GETITEM,
        method("__aiter__", Params::NoArgs, |_, args| Ok(args[0]))
    ],
    Slots {
        repr: Some(generator_repr),
        ..Slots::NONE
    }
);

// ---- types.SimpleNamespace ----

pub static SIMPLE_NAMESPACE: TypeSpec = TypeSpec {
    name: "SimpleNamespace",
    module: "types",
    kind: Kind::Native,
    base: "object",
    subclassable: true,
    slots: Slots {
        new: Some(|rt, args| Ok(Value::object(rt.alloc_native(Kind::Native, args.pos[0].obj(), 0, 0)?))),
        init: Some(|rt, args| {
            if args.pos.len() > 1 {
                let n = args.pos.len() - 1;
                return rt.type_error(format!("no positional arguments expected, got {n}"));
            }
            let dict = rt.instance_dict(args.pos[0].obj())?;
            for &(name, value) in args.kw {
                rt.dict_set(dict, name, value)?;
            }
            Ok(())
        }),
        repr: Some(|rt, v| {
            let class = rt.class_of(v);
            let name = if rt.info(class).heap_type {
                rt.class_name(class)
            } else {
                "namespace".into()
            };
            if !rt.repr_enter(v) {
                return rt.new_str(&format!("{name}(...)"));
            }
            let mut parts = Vec::new();
            for key in rt.instance_names(v) {
                if let Some(x) = rt.instance_get(v, key) {
                    let key = rt.str_to_string(key);
                    match rt.repr_string(x) {
                        Ok(x) => parts.push(format!("{key}={x}")),
                        Err(e) => {
                            rt.repr_leave(v);
                            return Err(e);
                        }
                    }
                }
            }
            rt.repr_leave(v);
            let text = format!("{name}({})", parts.join(", "));
            rt.new_str(&text)
        }),
        compare: Some(|rt, a, b, op| {
            let simple = rt.class_of_spec(&SIMPLE_NAMESPACE);
            if !rt.is_instance(a, simple) || !rt.is_instance(b, simple) {
                return Ok(Value::NOT_IMPLEMENTED);
            }
            let (a, b) = (rt.instance_dict(a.obj())?, rt.instance_dict(b.obj())?);
            rt.compare(Value::object(a), Value::object(b), op)
        }),
        ..Slots::NONE
    },
    methods: &[],
    getset: &[DICT_GETSET],
    doc: "A simple attribute-based namespace.\n\nSimpleNamespace(**kwargs)",
};
