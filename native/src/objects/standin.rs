//! Module `_standin`: for classes in Python that stand for those that CPython has in C.

use super::Runtime;
use super::spec::{MethodDef, ModuleSpec, Params, function};
use crate::heap::{Kind, Ref, Value};

pub static MODULES: &[&ModuleSpec] = &[&MODULE];

const FUNCTIONS: &[MethodDef] = &[
    // CPython's messages call a static type by its full name.
    function("static_name", Params::Pos(2, 2), |rt: &mut Runtime, a| {
        if rt.kind_of(a[0]) == Some(Kind::Type) {
            let name = rt.str_to_string(a[1]);
            rt.info_mut(a[0].obj()).shown = Some(name);
        }
        Ok(Value::NONE)
    }),
    function("static_names", Params::Pos(1, 1), |rt: &mut Runtime, a| {
        if rt.kind_of(a[0]) == Some(Kind::Dict) {
            rt.name_stand_ins(a[0].obj());
        }
        Ok(Value::NONE)
    }),
];

impl Runtime {
    /// Messages show the classes that are defined in a module which stands for one in C with their module. Exceptions are classes
    /// as Python makes them there too.
    pub fn name_stand_ins(&mut self, namespace: Ref) {
        let module = self.core.names.__module__;
        for (_, v, _) in self.dict_items(namespace) {
            if !self.is_type(v) || self.info(v.obj()).kind == Kind::Exception || !self.info(v.obj()).heap_type {
                continue;
            }
            let home = self.dict_get_str(self.class_dict(v.obj()), module);
            if let Some(home) = home.filter(|&home| self.kind_of(home) == Some(Kind::Str)) {
                let name = format!("{}.{}", self.str_to_string(home), self.info(v.obj()).name);
                let info = self.info_mut(v.obj());
                info.shown.get_or_insert(name);
            }
        }
    }
}

static MODULE: ModuleSpec = ModuleSpec {
    name: "_standin",
    functions: FUNCTIONS,
    init: None,
    doc: "For classes that stand for CPython's.",
};
