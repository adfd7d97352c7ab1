//! Functions, bound methods and native functions.

use super::descriptors::DICT_GETSET;
use super::spec::{Args, CmpOp, GetSetDef, MethodDef, Params, Slots, TypeSpec, getter, member, method};
use super::{Res, Runtime};
use crate::generated::layouts::{o_bound_method, o_builtin, o_code, o_function};
use crate::heap::{Kind, Ref, Value};

/// None stands for no object.
pub fn ref_value(r: Ref) -> Value {
    if r.is_none() { Value::NONE } else { Value::object(r) }
}

impl Runtime {
    /// Function of a code object; name, doc and module as a `def` gives them.
    pub fn new_function(&mut self, code: Ref, globals: Ref) -> Res<Value> {
        let builtins = self.builtins_of(globals);
        self.new_function_with(code, globals, builtins)
    }

    /// The builtins of a namespace: its `__builtins__` (a module, a dict, or None for none), else the runtime's.
    fn builtins_of(&self, globals: Ref) -> Ref {
        let usual = Ref(self.heap.ctx(crate::generated::layouts::ctx::BUILTINS));
        match self.dict_get_str(globals, self.core.names.__builtins__) {
            Some(v) if self.kind_of(v) == Some(Kind::Module) => self.module_dict(v),
            Some(v) if self.kind_of(v) == Some(Kind::Dict) => v.obj(),
            Some(Value::NONE) => Ref::NONE,
            _ => usual,
        }
    }

    /// The same for a function of a namespace whose builtins are known.
    pub fn new_function_with(&mut self, code: Ref, globals: Ref, builtins: Ref) -> Res<Value> {
        let f = self.alloc(Kind::Function, self.types.function, o_function::SIZE as usize)?;
        self.heap.set_field(f, o_function::CODE, code);
        self.heap.set_field(f, o_function::GLOBALS, globals);
        self.heap
            .set_field(f, o_function::NAME, self.heap.field(code, o_code::NAME));
        self.heap
            .set_field(f, o_function::QUALNAME, self.heap.field(code, o_code::QUALNAME));
        self.heap.set_field(f, o_function::BUILTINS, builtins);
        self.heap
            .set_value(f, o_function::DOC, self.heap.value(code, o_code::DOC));
        let module = self
            .dict_get_str(globals, self.core.names.__name__)
            .unwrap_or(Value::NONE);
        self.heap.set_value(f, o_function::MODULE, module);
        Ok(Value::object(f))
    }
}

fn str_attr(rt: &mut Runtime, v: Value, x: Option<Value>, offset: u32, name: &str) -> Res<()> {
    match x {
        Some(x) if rt.kind_of(x) == Some(Kind::Str) => {
            rt.heap.set_field(v.obj(), offset, x.obj());
            Ok(())
        }
        _ => rt.type_error(format!("{name} must be set to a string object")),
    }
}

fn optional(rt: &mut Runtime, v: Value, x: Option<Value>, offset: u32, kind: Kind, message: &str) -> Res<()> {
    match x {
        None | Some(Value::NONE) => {
            rt.heap.set_field(v.obj(), offset, Ref::NONE);
            Ok(())
        }
        Some(x) if rt.kind_of(x) == Some(kind) => {
            rt.heap.set_field(v.obj(), offset, x.obj());
            Ok(())
        }
        Some(_) => rt.type_error(message),
    }
}

fn set_code(rt: &mut Runtime, v: Value, x: Option<Value>) -> Res<()> {
    let Some(code) = x.and_then(|x| rt.object_of_kind(x, Kind::Code)) else {
        return rt.type_error("__code__ must be set to a code object");
    };
    let names = |rt: &Runtime, c: Ref| {
        rt.items_of_tuple(Value::object(rt.heap.field(c, o_code::FREEVARS)))
            .len()
    };
    let old = rt.heap.field(v.obj(), o_function::CODE);
    let (have, want) = (names(rt, old), names(rt, code));
    if have != want {
        let name = rt.str_to_string(Value::object(rt.heap.field(v.obj(), o_function::NAME)));
        return rt.value_error(format!(
            "{name}() requires a code object with {have} free vars, not {want}"
        ));
    }
    rt.heap.set_field(v.obj(), o_function::CODE, code);
    Ok(())
}

fn annotations(rt: &mut Runtime, v: Value) -> Res<Value> {
    let a = rt.heap.field(v.obj(), o_function::ANNOTATIONS);
    if !a.is_none() {
        return Ok(Value::object(a));
    }
    let a = rt.new_dict()?;
    rt.heap.set_field(v.obj(), o_function::ANNOTATIONS, a.obj());
    Ok(a)
}

/// The object that a field refers to, or None.
macro_rules! ref_get {
    ($offset:expr) => {
        |rt, v| Ok(ref_value(rt.heap.field(v.obj(), $offset)))
    };
}
pub(super) use ref_get;

pub static FUNCTION: TypeSpec = TypeSpec {
    name: "function",
    module: "builtins",
    kind: Kind::Function,
    base: "object",
    subclassable: false,
    slots: Slots {
        repr: Some(|rt, v| {
            let name = rt.str_to_string(Value::object(rt.heap.field(v.obj(), o_function::QUALNAME)));
            let text = format!("<function {name} at {:#x}>", rt.address(v));
            rt.new_str(&text)
        }),
        call: Some(|rt, v, args| rt.call_kw(v, args.pos, args.kw)),
        descr_get: Some(|rt, d, v, owner| {
            if v.is_none() && owner != Value::object(rt.types.none) {
                Ok(d)
            } else {
                rt.new_bound_method(d, v)
            }
        }),
        new: Some(function_new),
        ..Slots::NONE
    },
    methods: &[],
    getset: &[
        GetSetDef {
            name: "__name__",
            get: ref_get!(o_function::NAME),
            set: Some(|rt, v, x| str_attr(rt, v, x, o_function::NAME, "__name__")),
        },
        GetSetDef {
            name: "__qualname__",
            get: ref_get!(o_function::QUALNAME),
            set: Some(|rt, v, x| str_attr(rt, v, x, o_function::QUALNAME, "__qualname__")),
        },
        GetSetDef {
            name: "__module__",
            get: |rt, v| Ok(rt.heap.value(v.obj(), o_function::MODULE)),
            set: Some(|rt, v, x| {
                rt.heap.set_value(v.obj(), o_function::MODULE, x.unwrap_or(Value::NONE));
                Ok(())
            }),
        },
        GetSetDef {
            name: "__doc__",
            get: |rt, v| Ok(rt.heap.value(v.obj(), o_function::DOC)),
            set: Some(|rt, v, x| {
                rt.heap.set_value(v.obj(), o_function::DOC, x.unwrap_or(Value::NONE));
                Ok(())
            }),
        },
        GetSetDef {
            name: "__code__",
            get: ref_get!(o_function::CODE),
            set: Some(set_code),
        },
        member("__globals__", ref_get!(o_function::GLOBALS)),
        member("__builtins__", ref_get!(o_function::BUILTINS)),
        member("__closure__", ref_get!(o_function::CLOSURE)),
        GetSetDef {
            name: "__defaults__",
            get: ref_get!(o_function::DEFAULTS),
            set: Some(|rt, v, x| {
                optional(
                    rt,
                    v,
                    x,
                    o_function::DEFAULTS,
                    Kind::Tuple,
                    "__defaults__ must be set to a tuple object",
                )
            }),
        },
        GetSetDef {
            name: "__kwdefaults__",
            get: ref_get!(o_function::KWDEFAULTS),
            set: Some(|rt, v, x| {
                optional(
                    rt,
                    v,
                    x,
                    o_function::KWDEFAULTS,
                    Kind::Dict,
                    "__kwdefaults__ must be set to a dict object",
                )
            }),
        },
        GetSetDef {
            name: "__annotations__",
            get: annotations,
            set: Some(|rt, v, x| {
                optional(
                    rt,
                    v,
                    x,
                    o_function::ANNOTATIONS,
                    Kind::Dict,
                    "__annotations__ must be set to a dict object",
                )
            }),
        },
        DICT_GETSET,
    ],
    doc: "Create a function object.",
};

/// `types.FunctionType(code, globals, name=None, argdefs=None, closure=None)`
fn function_new(rt: &mut Runtime, args: &Args<'_>) -> Res<Value> {
    let names = &["code", "globals", "name", "argdefs", "closure"];
    let a = rt.bind_args("function", Params::Kw(names, 2, 5), &args.pos[1..], args.kw)?;
    let (Some(code), Some(globals)) = (rt.object_of_kind(a[0], Kind::Code), rt.object_of_kind(a[1], Kind::Dict)) else {
        let (i, want, got) = if rt.kind_of(a[0]) == Some(Kind::Code) {
            (2, "dict", a[1])
        } else {
            (1, "code", a[0])
        };
        let got = rt.type_name(got);
        return rt.type_error(format!("function() argument {i} must be {want}, not {got}"));
    };
    let f = rt.new_function(code, globals)?.obj();
    if let Some(name) = rt.object_of_kind(a[2], Kind::Str) {
        rt.heap.set_field(f, o_function::NAME, name);
    }
    if let Some(defaults) = rt.object_of_kind(a[3], Kind::Tuple) {
        rt.heap.set_field(f, o_function::DEFAULTS, defaults);
    }
    if let Some(closure) = rt.object_of_kind(a[4], Kind::Tuple) {
        rt.heap.set_field(f, o_function::CLOSURE, closure);
    }
    Ok(Value::object(f))
}

pub static METHOD: TypeSpec = TypeSpec {
    name: "method",
    module: "builtins",
    kind: Kind::BoundMethod,
    base: "object",
    subclassable: false,
    slots: Slots {
        new: Some(|rt, args| {
            let bound = rt.bind_args("method", Params::Pos(2, 2), &args.pos[1..], args.kw)?;
            if !rt.is_callable(bound[0]) {
                return rt.type_error("first argument must be callable");
            }
            if bound[1].is_none() {
                return rt.type_error("self must not be None");
            }
            rt.new_bound_method(bound[0], bound[1])
        }),
        repr: Some(|rt, v| {
            let (f, receiver) = method_parts(rt, v);
            let name = match rt.get_attr_opt(f, "__qualname__")? {
                Some(q) if rt.kind_of(q) == Some(Kind::Str) => rt.str_to_string(q),
                _ => "?".into(),
            };
            let receiver = rt.repr_string(receiver)?;
            rt.new_str(&format!("<bound method {name} of {receiver}>"))
        }),
        compare: Some(|rt, a, b, op| {
            if rt.kind_of(b) != Some(Kind::BoundMethod) || !matches!(op, CmpOp::Eq | CmpOp::Ne) {
                return Ok(Value::NOT_IMPLEMENTED);
            }
            let ((f, v), (g, w)) = (method_parts(rt, a), method_parts(rt, b));
            let same = v == w && rt.eq(f, g)?;
            Ok(Value::bool(same == (op == CmpOp::Eq)))
        }),
        hash: Some(|rt, v| {
            let (f, receiver) = method_parts(rt, v);
            Ok(rt.hash(f)? ^ (receiver.0 >> 4) as i64 & 0xffff_ffff)
        }),
        call: Some(|rt, v, args| rt.call_kw(v, args.pos, args.kw)),
        get_attr: Some(|rt, v, name| {
            let name = Value::object(name);
            let class = rt.types.method;
            if let Some(d) = rt.lookup_type(class, name) {
                return rt.bind_descriptor(d, v, class);
            }
            let f = method_parts(rt, v).0;
            rt.get_attr(f, name)
        }),
        ..Slots::NONE
    },
    methods: &[],
    getset: &[
        member("__func__", |rt, v| Ok(method_parts(rt, v).0)),
        member("__self__", |rt, v| Ok(method_parts(rt, v).1)),
        getter("__doc__", |rt, v| {
            let f = method_parts(rt, v).0;
            rt.get_attr(f, rt.core.names.__doc__)
        }),
    ],
    doc: "",
};

fn method_parts(rt: &Runtime, v: Value) -> (Value, Value) {
    (
        rt.heap.value(v.obj(), o_bound_method::FUNC),
        rt.heap.value(v.obj(), o_bound_method::SELF),
    )
}

// ---- native functions ----

fn builtin_name(rt: &Runtime, v: Value) -> String {
    rt.str_to_string(Value::object(rt.heap.field(v.obj(), o_builtin::NAME)))
}

fn owner_class(rt: &Runtime, v: Value) -> Option<Ref> {
    let owner = rt.heap.field(v.obj(), o_builtin::OWNER);
    (!owner.is_none() && rt.heap.kind(owner) == Kind::Type).then_some(owner)
}

fn builtin_repr(rt: &mut Runtime, v: Value) -> Res<Value> {
    let name = builtin_name(rt, v);
    let receiver = rt.heap.value(v.obj(), o_builtin::SELF);
    let class = rt.class_of(v);
    let owner = owner_class(rt, v).map_or(String::new(), |c| rt.class_name(c));
    let text = if class == rt.types.method_descriptor || class == rt.types.classmethod_descriptor {
        format!("<method '{name}' of '{owner}' objects>")
    } else if class == rt.types.wrapper_descriptor {
        format!("<slot wrapper '{name}' of '{owner}' objects>")
    } else if class == rt.types.method_wrapper {
        format!(
            "<method-wrapper '{name}' of {} object at {:#x}>",
            rt.type_name(receiver),
            rt.address(receiver)
        )
    } else if !receiver.is_unbound() {
        format!(
            "<built-in method {name} of {} object at {:#x}>",
            rt.type_name(receiver),
            rt.address(receiver)
        )
    } else if let Some(class) = owner_class(rt, v) {
        format!(
            "<built-in method {name} of type object at {:#x}>",
            rt.address(Value::object(class))
        )
    } else {
        format!("<built-in function {name}>")
    };
    rt.new_str(&text)
}

const BUILTIN_NAME: GetSetDef = getter("__name__", ref_get!(o_builtin::NAME));
const BUILTIN_QUALNAME: GetSetDef = getter("__qualname__", |rt, v| match owner_class(rt, v) {
    Some(class) => {
        let text = format!("{}.{}", rt.info(class).name, builtin_name(rt, v));
        rt.new_str(&text)
    }
    None => Ok(Value::object(rt.heap.field(v.obj(), o_builtin::NAME))),
});
const BUILTIN_DOC: GetSetDef = getter("__doc__", Runtime::owned_doc);
const BUILTIN_SIGNATURE: GetSetDef = getter("__text_signature__", Runtime::owned_signature);

const METHOD_WRAPPER_ATTRS: &[GetSetDef] = &[
    BUILTIN_NAME,
    BUILTIN_QUALNAME,
    BUILTIN_DOC,
    BUILTIN_SIGNATURE,
    getter("__objclass__", ref_get!(o_builtin::OWNER)),
    member("__self__", |rt, v| Ok(rt.heap.value(v.obj(), o_builtin::SELF))),
];

const BUILTIN_ATTRS: &[GetSetDef] = &[
    BUILTIN_NAME,
    BUILTIN_QUALNAME,
    getter("__module__", |rt, v| {
        let owner = rt.heap.field(v.obj(), o_builtin::OWNER);
        match owner.is_none() || rt.heap.kind(owner) == Kind::Type {
            true => Ok(Value::NONE),
            false => match rt.module_name(owner) {
                Some(name) => rt.intern(&name),
                None => Ok(Value::NONE),
            },
        }
    }),
    getter("__self__", |rt, v| {
        let receiver = rt.heap.value(v.obj(), o_builtin::SELF);
        if receiver.is_unbound() {
            Ok(ref_value(rt.heap.field(v.obj(), o_builtin::OWNER)))
        } else {
            Ok(receiver)
        }
    }),
    BUILTIN_DOC,
    BUILTIN_SIGNATURE,
];

fn builtin_compare(rt: &mut Runtime, a: Value, b: Value, op: CmpOp) -> Res<Value> {
    if rt.kind_of(b) != Some(Kind::Builtin) || !matches!(op, CmpOp::Eq | CmpOp::Ne) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let same = rt.heap.u32(a.obj(), o_builtin::FN) == rt.heap.u32(b.obj(), o_builtin::FN)
        && rt.heap.u32(a.obj(), o_builtin::HOST) == rt.heap.u32(b.obj(), o_builtin::HOST)
        && rt.heap.value(a.obj(), o_builtin::SELF) == rt.heap.value(b.obj(), o_builtin::SELF);
    Ok(Value::bool(same == (op == CmpOp::Eq)))
}

const BUILTIN_SLOTS: Slots = Slots {
    repr: Some(builtin_repr),
    compare: Some(builtin_compare),
    hash: Some(|rt, v| {
        let receiver = rt.heap.value(v.obj(), o_builtin::SELF);
        Ok((rt.heap.u32(v.obj(), o_builtin::FN) as i64 * 31) ^ (receiver.low() >> 4) as i64)
    }),
    call: Some(|rt, v, args| rt.call_kw(v, args.pos, args.kw)),
    ..Slots::NONE
};

const DESCRIPTOR_SLOTS: Slots = Slots {
    descr_get: Some(|rt, d, v, owner| {
        if v.is_none() && owner != Value::object(rt.types.none) {
            return Ok(d);
        }
        let (class, home) = (rt.class_of(v), rt.heap.field(d.obj(), o_builtin::OWNER));
        if !rt.is_subclass(class, home) {
            let (name, home, got) = (builtin_name(rt, d), rt.class_name(home), rt.class_name(class));
            return rt.type_error(format!(
                "descriptor '{name}' for '{home}' objects doesn't apply to a '{got}' object"
            ));
        }
        rt.bind_descriptor(d, v, class)
    }),
    ..BUILTIN_SLOTS
};

const CLASSMETHOD_DESCRIPTOR_SLOTS: Slots = Slots {
    descr_get: Some(|rt, d, _, owner| {
        let (name, home) = (builtin_name(rt, d), rt.heap.field(d.obj(), o_builtin::OWNER));
        if rt.kind_of(owner) != Some(Kind::Type) {
            let (home, got) = (rt.class_name(home), rt.type_name(owner));
            return rt.type_error(format!(
                "descriptor '{name}' for type '{home}' needs a type, not a '{got}' as arg 2"
            ));
        }
        if !rt.is_subclass(owner.obj(), home) {
            let (home, got) = (rt.class_name(home), rt.class_name(owner.obj()));
            return rt.type_error(format!(
                "descriptor '{name}' requires a subtype of '{home}' but received '{got}'"
            ));
        }
        rt.bind_on_class(d, owner.obj())
    }),
    ..BUILTIN_SLOTS
};

/// By name: that of a function of a module, or as an attribute of what it is bound to or belongs to.
const REDUCE: &[MethodDef] = &[method("__reduce__", Params::NoArgs, |rt, a| {
    let v = a[0];
    let name = Value::object(rt.heap.field(v.obj(), o_builtin::NAME));
    let receiver = rt.heap.value(v.obj(), o_builtin::SELF);
    let holder = match owner_class(rt, v) {
        _ if !receiver.is_unbound() => receiver,
        Some(class) => Value::object(class),
        None => return Ok(name),
    };
    let getattr = rt.builtin("getattr")?;
    let args = rt.new_tuple(&[holder, name])?;
    rt.new_tuple(&[getattr, args])
})];

macro_rules! builtin_type {
    ($id:ident, $name:literal, $slots:expr, $attrs:expr) => {
        pub static $id: TypeSpec = TypeSpec {
            name: $name,
            module: "builtins",
            kind: Kind::Builtin,
            base: "object",
            subclassable: false,
            slots: $slots,
            methods: REDUCE,
            getset: $attrs,
            doc: "",
        };
    };
}

builtin_type!(BUILTIN, "builtin_function_or_method", BUILTIN_SLOTS, BUILTIN_ATTRS);
builtin_type!(METHOD_WRAPPER, "method-wrapper", BUILTIN_SLOTS, METHOD_WRAPPER_ATTRS);
builtin_type!(
    METHOD_DESCRIPTOR,
    "method_descriptor",
    DESCRIPTOR_SLOTS,
    super::descriptors::METHOD_DESCRIPTOR_ATTRS
);
builtin_type!(
    WRAPPER_DESCRIPTOR,
    "wrapper_descriptor",
    DESCRIPTOR_SLOTS,
    super::descriptors::METHOD_DESCRIPTOR_ATTRS
);
builtin_type!(
    CLASSMETHOD_DESCRIPTOR,
    "classmethod_descriptor",
    CLASSMETHOD_DESCRIPTOR_SLOTS,
    super::descriptors::METHOD_DESCRIPTOR_ATTRS
);
