//! mappingproxy: a mapping that cannot be changed through it.

use super::spec::{BinOp, CmpOp, MethodDef, Params, Slots, TypeSpec, method};
use super::{Res, Runtime};
use crate::heap::{Kind, Value};

impl Runtime {
    pub fn new_mapping_proxy(&mut self, mapping: Value) -> Res<Value> {
        let r = self.alloc_native(Kind::MappingProxy, self.types.mapping_proxy, 1, 0)?;
        self.set_native_value(r, 0, mapping);
        Ok(Value::object(r))
    }
}

fn proxy_call(rt: &mut Runtime, args: &[Value], name: &str) -> Res<Value> {
    let inner = rt.native_value(args[0].obj(), 0);
    let rest: Vec<Value> = args[1..].iter().copied().filter(|v| !v.is_unbound()).collect();
    rt.call_method(inner, name, &rest)
}

const PROXY_METHODS: &[MethodDef] = &[
    super::modules::generic_alias::CLASS_GETITEM,
    method("__ior__", Params::One, |rt, _| {
        rt.type_error("'|=' is not supported by mappingproxy; use '|' instead")
    }),
    method("get", Params::Pos(1, 2), |rt, a| proxy_call(rt, a, "get")),
    method("keys", Params::NoArgs, |rt, a| proxy_call(rt, a, "keys")),
    method("values", Params::NoArgs, |rt, a| proxy_call(rt, a, "values")),
    method("items", Params::NoArgs, |rt, a| proxy_call(rt, a, "items")),
    method("copy", Params::NoArgs, |rt, a| proxy_call(rt, a, "copy")),
    method("__reversed__", Params::NoArgs, |rt, a| {
        proxy_call(rt, a, "__reversed__")
    }),
];

pub static MAPPING_PROXY: TypeSpec = TypeSpec {
    name: "mappingproxy",
    module: "builtins",
    kind: Kind::MappingProxy,
    base: "object",
    subclassable: false,
    slots: Slots {
        new: Some(|rt, args| {
            let bound = rt.bind_args("mappingproxy", Params::Kw(&["mapping"], 1, 1), &args.pos[1..], args.kw)?;
            let mapping = rt.kind_of(bound[0]) == Some(Kind::Dict)
                || !matches!(rt.kind_of(bound[0]), Some(Kind::List | Kind::Tuple))
                    && rt.lookup_special(bound[0], "__getitem__")?.is_some();
            if !mapping {
                let name = rt.type_name(bound[0]);
                return rt.type_error(format!("mappingproxy() argument must be a mapping, not {name}"));
            }
            rt.new_mapping_proxy(bound[0])
        }),
        repr: Some(|rt, v| {
            let text = rt.native_value(v.obj(), 0);
            let text = rt.repr_string(text)?;
            rt.new_str(&format!("mappingproxy({text})"))
        }),
        str: Some(|rt, v| {
            let m = rt.native_value(v.obj(), 0);
            rt.str(m)
        }),
        len: Some(|rt, v| {
            let m = rt.native_value(v.obj(), 0);
            rt.len(m)
        }),
        get_item: Some(|rt, v, key| {
            let m = rt.native_value(v.obj(), 0);
            rt.get_item(m, key)
        }),
        contains: Some(|rt, v, key| {
            let m = rt.native_value(v.obj(), 0);
            rt.contains(m, key)
        }),
        iter: Some(|rt, v| {
            let m = rt.native_value(v.obj(), 0);
            rt.iter(m)
        }),
        compare: Some(|rt, a, b, op| match op {
            CmpOp::Eq | CmpOp::Ne => {
                let a = rt.native_value(a.obj(), 0);
                rt.compare(a, b, op)
            }
            _ => Ok(Value::NOT_IMPLEMENTED),
        }),
        binary: {
            let mut b = Slots::NONE.binary;
            b[BinOp::Or as usize] = Some(|rt, a, b| {
                let unwrap = |rt: &Runtime, v: Value| match rt.object_of_kind(v, Kind::MappingProxy) {
                    Some(r) => rt.native_value(r, 0),
                    None => v,
                };
                let (a, b) = (unwrap(rt, a), unwrap(rt, b));
                rt.binary(BinOp::Or, a, b)
            });
            b
        },
        ..Slots::NONE
    },
    methods: PROXY_METHODS,
    getset: &[],
    doc: "",
};
