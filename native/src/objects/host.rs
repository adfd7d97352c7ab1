//! What only the interpreter's host side asks for.

use super::{Exc, Res, Runtime};
use crate::generated::layouts::o_builtin;
use crate::heap::{Kind, Ref, Value};

impl Runtime {
    /// A built-in class or exception class.
    pub fn class_by_name(&mut self, name: &str) -> Option<Ref> {
        let infos = self.core.infos.iter().flatten();
        let found = infos
            .into_iter()
            .find(|info| !info.heap_type && info.name == name)
            .map(|info| info.class);
        found.or_else(|| {
            Exc::ALL
                .iter()
                .find(|e| e.1 == name)
                .map(|e| self.exceptions[e.0 as usize])
        })
    }

    /// Makes host function `number` known as `name` in a native module or as a method of a built-in class.
    pub fn add_host_function(&mut self, owner: &str, name: &str, number: u32) -> Res<()> {
        let name = self.intern(name)?;
        if let Some(class) = self.class_by_name(owner) {
            let f = self.new_builtin_object(self.types.method_descriptor, number, name, class, true)?;
            self.heap.set_value(f.obj(), o_builtin::SELF, Value::UNBOUND);
            return self.set_class_attr(class, name, f);
        }
        let module = match self.native_module(owner)? {
            Some(module) => module,
            None => {
                let module = self.new_module(owner)?;
                self.core.modules.insert(owner.to_string(), module);
                module
            }
        };
        let f = self.new_builtin_object(self.types.builtin, number, name, module.obj(), true)?;
        let dict = self.module_dict(module);
        self.dict_set(dict, name, f)
    }

    /// For `Class(…)` without a detour: the ref of the bytecode `__init__` of a plain class, 1 when it has only
    /// object's, 0 when the class is not plain. An exception class is as good as plain if it has a bytecode `__init__`.
    pub fn plain_init(&mut self, class: Ref) -> u32 {
        let exception = self.is_plain_exception(class);
        if !exception && !self.is_plain_class(class) {
            return 0;
        }
        let name = self.core.names.__init__;
        match self.lookup_type(class, name) {
            Some(f) if self.kind_of(f) == Some(Kind::Function) => f.obj().0,
            _ if exception => 0,
            Some(f) => match self.native_of(f) {
                Some((_, owner)) if owner == self.types.object => 1,
                _ => 0,
            },
            None => 0,
        }
    }
}
