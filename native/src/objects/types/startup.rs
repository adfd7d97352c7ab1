//! Making the built-in classes, functions and modules from their specs.

use super::dunders::DUNDERS;
use super::{GenericSlots, Pattern, TypeInfo, Wrap};
use crate::generated::layouts::{o_builtin, o_obj, o_type};
use crate::heap::{Kind, Ref, Value};
use crate::objects::spec::{Binding, GetSetDef, MethodDef, ModuleSpec, Slots, TypeSpec};
use crate::objects::state::{Names, Native};
use crate::objects::{Exc, Res, Runtime, exceptions, registry};

/// Places for attributes that instances of a new class have until its instances show what they need.
pub const FIRST_INLINE: u32 = 4;

impl Runtime {
    /// The TYPE object of a class and its info; the dict comes later.
    pub(super) fn alloc_type(&mut self, meta: Ref, info: TypeInfo) -> Res<Ref> {
        let class = self.alloc(Kind::Type, meta, o_type::SIZE as usize)?;
        let version = self.new_version();
        self.heap.set_u32(class, o_type::VERSION, version);
        let index = match self.core.free_infos.pop() {
            Some(i) => i,
            None => {
                self.core.infos.push(None);
                self.core.infos.len() as u32 - 1
            }
        };
        self.core.infos[index as usize] = Some(Box::new(TypeInfo { class, ..info }));
        self.heap.set_u32(class, o_type::INFO, index);
        Ok(class)
    }

    fn native_info(&self, name: &str, spec: Option<&'static TypeSpec>, kind: Kind, base: Ref) -> TypeInfo {
        TypeInfo {
            class: Ref::NONE,
            name: name.to_string(),
            shown: None,
            spec,
            kind,
            base,
            bases: Vec::new(),
            mro: Vec::new(),
            slots: Slots::NONE,
            generic: GenericSlots::default(),
            subclasses: Vec::new(),
            heap_type: false,
            subclassable: spec.is_none_or(|s| s.subclassable),
            has_dict: kind == Kind::Exception
                || spec.is_some_and(|s| s.getset.iter().any(|g| g.name == "__dict__")) && kind != Kind::Type,
            weak: false,
            users: false,
            finalizer: false,
            plain_exceptions: false,
            fixed_slots: 0,
            exc_fields: 0,
            inline: FIRST_INLINE,
            pattern: if name == "deque" {
                Pattern::Sequence
            } else {
                Pattern::Neither
            },
        }
    }

    /// All built-in classes, functions and modules.
    pub(crate) fn make_builtins(&mut self) -> Res<()> {
        let mut classes: Vec<(Ref, &'static str, &'static str, &'static str)> = Vec::new();
        for spec in registry::types() {
            let info = self.native_info(spec.name, Some(spec), spec.kind, Ref::NONE);
            let class = self.alloc_type(Ref::NONE, info)?;
            self.types.set(spec.name, class);
            self.core.spec_classes.insert(spec as *const TypeSpec as usize, class);
            classes.push((class, spec.name, spec.base, spec.module));
        }
        for &(exc, name, base) in Exc::ALL {
            let info = self.native_info(name, Some(exceptions::spec_of(exc)), Kind::Exception, Ref::NONE);
            let class = self.alloc_type(Ref::NONE, info)?;
            self.exceptions[exc as usize] = class;
            classes.push((class, name, base, "builtins"));
        }
        let type_type = self.types.type_;
        // Strings need no class dict, so names can be made before the classes are complete.
        let names = Names::TEXTS.iter().map(|n| self.intern(n)).collect::<Res<Vec<_>>>()?;
        self.core.names = Names::from_values(&names);
        for &(class, name, base, _) in &classes {
            self.heap.set_field(class, o_obj::CLASS, type_type);
            let base = if name == "object" {
                Ref::NONE
            } else {
                classes.iter().find(|c| c.1 == base).map_or(self.types.object, |c| c.0)
            };
            self.info_mut(class).base = base;
            if !base.is_none() {
                self.info_mut(class).bases = vec![base];
                self.info_mut(base).subclasses.push(class);
            }
        }
        for &(class, ..) in &classes {
            let mut mro = vec![class];
            let mut base = self.info(class).base;
            while !base.is_none() {
                mro.push(base);
                base = self.info(base).base;
            }
            let fields = exceptions::field_count(&mro.iter().map(|&c| self.info(c).name.as_str()).collect::<Vec<_>>());
            let dict = self.new_dict()?.obj();
            self.heap.set_field(class, o_obj::ATTRS, dict);
            let name = self.info(class).name.clone();
            let qualname = self.intern(&name)?;
            self.set_mro(class, mro)?;
            self.set_class_qualname(class, qualname);
            self.info_mut(class).exc_fields = fields;
        }
        // Bases first: exception groups have two bases.
        let group = self.exceptions[Exc::ExceptionGroup as usize];
        let exception = self.exceptions[Exc::Exception as usize];
        self.info_mut(group).bases.push(exception);
        let bases = self.info(group).bases.clone();
        let mut mro = vec![group];
        mro.extend(self.linearize(&bases)?);
        self.set_mro(group, mro)?;
        self.info_mut(exception).subclasses.push(group);
        for &(class, _, _, module) in &classes {
            let module = self.intern(module)?;
            self.fill_class(class, module)?;
        }
        for &(class, ..) in &classes {
            self.resolve_slots(class);
        }
        self.make_builtins_module(&classes)
    }

    fn fill_class(&mut self, class: Ref, module: Value) -> Res<()> {
        let Some(spec) = self.info(class).spec else {
            return Ok(());
        };
        let dict = self.class_dict(class);
        for &(name, wrap) in DUNDERS {
            if !wrap.present(&spec.slots) {
                continue;
            }
            let name = self.intern(name)?;
            // The first row of a name wins: number slots before sequence slots.
            if self.dict_get_str(dict, name).is_some() {
                continue;
            }
            let (native, function_class) = match wrap {
                Wrap::New => (Native::New, self.types.builtin),
                _ => (Native::Wrapper(wrap), self.types.wrapper_descriptor),
            };
            let f = self.new_native_object(function_class, native, name, class)?;
            self.dict_set(dict, name, f)?;
        }
        if spec.slots.unhashable || (spec.slots.compare.is_some() && spec.slots.hash.is_none()) {
            self.dict_set(dict, self.core.names.__hash__, Value::NONE)?;
        }
        for def in spec.methods {
            self.add_method(class, def)?;
        }
        for def in spec.getset {
            self.add_getset(class, def)?;
        }
        // `__module__` of built-in classes is computed from the spec, except where a getset stands for it.
        let key = self.core.names.__module__;
        if self.dict_get_str(dict, key).is_none() && spec.module != "builtins" {
            self.dict_set(dict, key, module)?;
        }
        let doc = if spec.doc.is_empty() {
            Value::NONE
        } else {
            self.new_str(spec.doc)?
        };
        let key = self.core.names.__doc__;
        if self.dict_get_str(dict, key).is_none() {
            self.dict_set(dict, key, doc)?;
        }
        Ok(())
    }

    pub(crate) fn new_native_object(&mut self, class: Ref, native: Native, name: Value, owner: Ref) -> Res<Value> {
        let number = self.core.natives.len() as u32;
        self.core.natives.push(native);
        self.new_builtin_object(class, number, name, owner, false)
    }

    pub(crate) fn new_builtin_object(
        &mut self,
        class: Ref,
        number: u32,
        name: Value,
        owner: Ref,
        host: bool,
    ) -> Res<Value> {
        let r = self.alloc(Kind::Builtin, class, o_builtin::SIZE as usize)?;
        self.heap.set_u32(r, o_builtin::FN, number);
        self.heap.set_field(r, o_builtin::NAME, name.obj());
        self.heap.set_field(r, o_builtin::OWNER, owner);
        self.heap.set_value(r, o_builtin::SELF, Value::UNBOUND);
        self.heap.set_u32(r, o_builtin::HOST, u32::from(host));
        Ok(Value::object(r))
    }

    fn add_method(&mut self, class: Ref, def: &'static MethodDef) -> Res<()> {
        let name = self.intern(def.name)?;
        let function_class = match def.binding {
            Binding::Instance => self.types.method_descriptor,
            Binding::Class => self.types.classmethod_descriptor,
            Binding::Static => self.types.builtin,
        };
        let f = self.new_native_object(function_class, Native::Method(def), name, class)?;
        let dict = self.class_dict(class);
        self.dict_set(dict, name, f)
    }

    fn add_getset(&mut self, class: Ref, def: &'static GetSetDef) -> Res<()> {
        let name = self.intern(def.name)?;
        let number = self.core.getsets.len() as u32;
        self.core.getsets.push(def);
        let descriptor = if def.is_member() {
            self.types.member
        } else {
            self.types.getset
        };
        let r = self.alloc(Kind::Getset, descriptor, o_builtin::SIZE as usize)?;
        self.heap.set_u32(r, o_builtin::FN, number);
        self.heap.set_field(r, o_builtin::NAME, name.obj());
        self.heap.set_field(r, o_builtin::OWNER, class);
        let dict = self.class_dict(class);
        self.dict_set(dict, name, Value::object(r))
    }

    /// A module-level function.
    pub fn new_native_function(&mut self, def: &'static MethodDef, module: Ref) -> Res<Value> {
        let name = self.intern(def.name)?;
        self.new_native_object(self.types.builtin, Native::Method(def), name, module)
    }

    fn make_builtins_module(&mut self, classes: &[(Ref, &'static str, &'static str, &'static str)]) -> Res<()> {
        let module = self.new_module("builtins")?;
        let dict = self.module_dict(module);
        self.heap.set_ctx(crate::generated::layouts::ctx::BUILTINS, dict.0);
        for def in registry::functions() {
            let f = self.new_native_function(def, module.obj())?;
            let name = self.intern(def.name)?;
            self.dict_set(dict, name, f)?;
        }
        for &(class, name, ..) in classes {
            let public = PUBLIC.contains(&name) || self.exceptions.contains(&class);
            if public {
                let name = self.intern(name)?;
                self.dict_set(dict, name, Value::object(class))?;
            }
        }
        for (alias, exc) in [("EnvironmentError", Exc::OSError), ("IOError", Exc::OSError)] {
            let name = self.intern(alias)?;
            self.dict_set(dict, name, Value::object(self.exceptions[exc as usize]))?;
        }
        for (name, v) in [
            ("Ellipsis", Value::ELLIPSIS),
            ("NotImplemented", Value::NOT_IMPLEMENTED),
            ("__debug__", Value::TRUE),
        ] {
            let name = self.intern(name)?;
            self.dict_set(dict, name, v)?;
        }
        Ok(())
    }

    /// The native module of this name, made at the first call.
    pub fn native_module(&mut self, name: &str) -> Res<Option<Value>> {
        if let Some(&m) = self.core.modules.get(name) {
            return Ok(Some(m));
        }
        let Some(spec) = registry::modules().find(|m| m.name == name) else {
            return Ok(None);
        };
        let module = self.make_module(spec)?;
        Ok(Some(module))
    }

    fn make_module(&mut self, spec: &'static ModuleSpec) -> Res<Value> {
        let module = self.new_module(spec.name)?;
        self.add_functions(module, spec.functions)?;
        if let Some(init) = spec.init {
            init(self, module)?;
        }
        Ok(module)
    }

    pub fn add_functions(&mut self, module: Value, functions: &'static [MethodDef]) -> Res<()> {
        let dict = self.module_dict(module);
        for def in functions {
            let f = self.new_native_function(def, module.obj())?;
            let name = self.intern(def.name)?;
            self.dict_set(dict, name, f)?;
        }
        Ok(())
    }
}

/// Built-in classes that programs see by name.
const PUBLIC: &[&str] = &[
    "object",
    "type",
    "int",
    "bool",
    "float",
    "complex",
    "str",
    "bytes",
    "bytearray",
    "memoryview",
    "list",
    "tuple",
    "dict",
    "set",
    "frozenset",
    "range",
    "slice",
    "property",
    "staticmethod",
    "classmethod",
    "super",
    "enumerate",
    "zip",
    "map",
    "filter",
    "reversed",
];
