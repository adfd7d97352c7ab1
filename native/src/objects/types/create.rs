//! Making classes from a class statement or `type(name, bases, namespace)`.

use super::startup::FIRST_INLINE;
use super::{Pattern, TypeInfo};
use crate::generated::layouts::{ctx, frame, o_builtin, o_cell, o_function, o_obj, o_type};
use crate::heap::{Kind, Ref, Value};
use crate::objects::spec::GetSetDef;
use crate::objects::{Exc, Res, Runtime};

static DICT_GETSET: GetSetDef = crate::objects::descriptors::DICT_GETSET;
static WEAKREF_GETSET: GetSetDef = crate::objects::descriptors::WEAKREF_GETSET;

/// What `__slots__` says.
#[derive(Default)]
struct SlotNames {
    names: Vec<Value>,
    declared: bool,
    dict: bool,
    weak: bool,
}

impl Runtime {
    /// The most derived metaclass of `meta` and the bases' classes.
    pub fn winning_metaclass(&mut self, meta: Ref, bases: &[Value]) -> Res<Ref> {
        let mut winner = meta;
        for &b in bases {
            let c = self.class_of(b);
            if self.is_subclass(winner, c) {
                continue;
            }
            if self.is_subclass(c, winner) {
                winner = c;
                continue;
            }
            return self.type_error(
                "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases",
            );
        }
        Ok(winner)
    }

    /// The class whose layout a class adds to: the nearest base with a layout of its own.
    pub(super) fn solid_base(&self, class: Ref) -> Ref {
        let mut c = class;
        loop {
            let info = self.info(c);
            let base = info.base;
            if base.is_none() {
                return c;
            }
            let b = self.info(base);
            if info.kind != b.kind || info.fixed_slots > b.fixed_slots || info.exc_fields > b.exc_fields {
                return c;
            }
            // Native kinds of different types do not mix.
            if !info.heap_type && matches!(info.kind, Kind::Native | Kind::NativeIter) {
                return c;
            }
            c = base;
        }
    }

    fn best_base(&mut self, bases: &[Ref]) -> Res<Ref> {
        let mut best = bases[0];
        for &b in bases {
            if !self.info(b).subclassable {
                let name = self.class_name(b);
                return self.type_error(format!("type '{name}' is not an acceptable base type"));
            }
            let (mine, other) = (self.solid_base(best), self.solid_base(b));
            if self.is_subclass(mine, other) {
                continue;
            }
            if self.is_subclass(other, mine) {
                best = b;
                continue;
            }
            return self.type_error("multiple bases have instance lay-out conflict");
        }
        Ok(best)
    }

    pub fn new_class(
        &mut self,
        meta: Ref,
        name: Value,
        bases: &[Value],
        namespace: Ref,
        kw: &[(Value, Value)],
    ) -> Res<Ref> {
        for &b in bases {
            if !self.is_type(b) && self.find_attr(b, self.core.names.__mro_entries__)?.is_some() {
                return self.type_error("type() doesn't support MRO entry resolution; use types.new_class()");
            }
        }
        let winner = self.winning_metaclass(meta, bases)?;
        if bases.iter().any(|&b| !self.is_type(b)) {
            return self.type_error("bases must be types");
        }
        if winner != meta && self.info(winner).generic.new {
            // The winner's own __new__ makes the class.
            let new = self.get_attr(Value::object(winner), self.core.names.__new__)?;
            let bases = self.new_tuple(bases)?;
            let args = [Value::object(winner), name, bases, Value::object(namespace)];
            return self.call_kw(new, &args, kw).map(Value::obj);
        }
        let mut bases: Vec<Ref> = bases.iter().map(|b| b.obj()).collect();
        if bases.is_empty() {
            bases.push(self.types.object);
        }
        let base = self.best_base(&bases)?;
        let dict = self.new_dict()?.obj();
        self.dict_update(dict, Value::object(namespace))?;
        let slots = self.slot_names(name, dict, base)?;
        let qualname = self.take_qualname(name, dict)?;
        let bases_have_dict = bases.iter().any(|&b| self.info(b).has_dict);
        let info = self.info_of_class(name, base, &bases, &slots);
        let (first_slot, kind, has_dict) = (self.info(base).fixed_slots, info.kind, info.has_dict);
        let class = self.alloc_type(winner, info)?;
        self.heap.set_field(class, o_obj::ATTRS, dict);
        self.set_class_qualname(class, qualname);
        self.complete_namespace(class, dict)?;
        let scope = self.scope();
        self.root(Value::object(class));
        let mro = self.find_mro(class);
        self.unscope(scope);
        self.set_mro(class, mro?)?;
        if !has_dict {
            self.info_mut(class).inline = 0;
        }
        for &b in &bases {
            self.info_mut(b).subclasses.push(class);
        }
        if has_dict && kind == Kind::Instance {
            self.expect_attributes(class);
        }
        for (i, &slot) in slots.names.iter().enumerate() {
            let index = if kind == Kind::Instance {
                first_slot + i as u32
            } else {
                u32::MAX
            };
            let member = self.new_member(class, slot, index)?;
            self.dict_set(dict, slot, member)?;
        }
        // Metaclasses have type's own `__dict__`.
        if has_dict && !bases_have_dict && kind != Kind::Type {
            self.add_shared_getset(class, &DICT_GETSET)?;
        }
        if self.info(class).weak && !bases.iter().any(|&b| self.info(b).weak) {
            self.add_shared_getset(class, &WEAKREF_GETSET)?;
        }
        self.resolve_slots(class);
        let scope = self.scope();
        self.root(Value::object(class));
        let result = self.class_hooks(class, dict, kw);
        self.unscope(scope);
        result.map(|()| class)
    }

    /// The class's `__qualname__`, which does not stay in its namespace.
    fn take_qualname(&mut self, name: Value, dict: Ref) -> Res<Value> {
        match self.dict_get_str(dict, self.core.names.__qualname__) {
            None => Ok(name),
            Some(q) if self.kind_of(q) == Some(Kind::Str) => {
                self.dict_del(dict, self.core.names.__qualname__)?;
                Ok(q)
            }
            Some(q) => {
                let got = self.type_name(q);
                self.type_error(format!("type __qualname__ must be a str, not {got}"))
            }
        }
    }

    fn info_of_class(&self, name: Value, base: Ref, bases: &[Ref], slots: &SlotNames) -> TypeInfo {
        let b = self.info(base);
        TypeInfo {
            class: Ref::NONE,
            name: self.str_to_string(name),
            shown: None,
            spec: None,
            kind: b.kind,
            base,
            bases: bases.to_vec(),
            mro: Vec::new(),
            slots: b.slots,
            generic: b.generic,
            subclasses: Vec::new(),
            heap_type: true,
            subclassable: true,
            has_dict: bases.iter().any(|&b| self.info(b).has_dict) || !slots.declared || slots.dict,
            weak: bases.iter().any(|&b| self.info(b).weak) || !slots.declared || slots.weak,
            users: self.is_in_program(),
            finalizer: false,
            plain_exceptions: false,
            fixed_slots: b.fixed_slots
                + if b.kind == Kind::Instance {
                    slots.names.len() as u32
                } else {
                    0
                },
            exc_fields: b.exc_fields,
            inline: FIRST_INLINE,
            pattern: bases
                .iter()
                .map(|&b| self.pattern_of(b, self.info(b).kind))
                .find(|&p| p != Pattern::Neither)
                .unwrap_or(Pattern::Neither),
        }
    }

    fn complete_namespace(&mut self, class: Ref, dict: Ref) -> Res<()> {
        let names = self.core.names;
        if self.dict_get_str(dict, names.__module__).is_none()
            && let Some(module) = self.current_module_name()
        {
            self.dict_set(dict, names.__module__, module)?;
        }
        if self.dict_get_str(dict, names.__doc__).is_none() {
            self.dict_set(dict, names.__doc__, Value::NONE)?;
        }
        if let Some(f) = self.dict_get_str(dict, names.__new__)
            && self.kind_of(f) == Some(Kind::Function)
        {
            let f = self.new_static_method(f)?;
            self.dict_set(dict, names.__new__, f)?;
        }
        for name in [names.__init_subclass__, names.__class_getitem__] {
            if let Some(f) = self.dict_get_str(dict, name)
                && self.kind_of(f) == Some(Kind::Function)
            {
                let f = self.new_class_method(f)?;
                self.dict_set(dict, name, f)?;
            }
        }
        if let Some(cell) = self.dict_get_str(dict, names.__classcell__) {
            self.dict_del(dict, names.__classcell__)?;
            if self.kind_of(cell) != Some(Kind::Cell) {
                let got = self.type_name(cell);
                return self.type_error(format!(
                    "type.__new__() argument '__classcell__' must be a nonlocal cell, not {got}"
                ));
            }
            self.heap.set_value(cell.obj(), o_cell::VALUE, Value::object(class));
        }
        if self.dict_get_str(dict, names.__eq__).is_some() && self.dict_get_str(dict, names.__hash__).is_none() {
            self.dict_set(dict, names.__hash__, Value::NONE)?;
        }
        Ok(())
    }

    /// `__set_name__` of the attributes, then `__init_subclass__` of the base.
    fn class_hooks(&mut self, class: Ref, dict: Ref, kw: &[(Value, Value)]) -> Res<()> {
        let mut entries = Vec::new();
        let mut at = 0;
        while let Some(entry) = self.dict_next(dict, &mut at) {
            entries.push(entry);
        }
        for (name, v) in entries {
            if !v.is_object() || matches!(self.kind_of(v), Some(Kind::Function | Kind::Str | Kind::Builtin)) {
                continue;
            }
            let set_name = self.core.names.__set_name__;
            if let Err(e) = self.call_special(v, set_name, &[Value::object(class), name]) {
                if !self.matches(Exc::Exception) {
                    return Err(e);
                }
                let (what, attr, class) = (self.type_name(v), self.repr_string(name)?, self.class_name(class));
                let message = format!("Error calling __set_name__ on '{what}' instance {attr} in '{class}'");
                return self.raise_from_pending(Exc::RuntimeError, message);
            }
        }
        let sup = self.super_attr(class, Value::object(class), class, self.core.names.__init_subclass__)?;
        match sup {
            Some(f) => self.call_kw(f, &[], kw).map(|_| ()),
            None => Ok(()),
        }
    }

    fn slot_names(&mut self, class_name: Value, dict: Ref, base: Ref) -> Res<SlotNames> {
        let Some(slots) = self.dict_get_str(dict, self.core.names.__slots__) else {
            return Ok(SlotNames::default());
        };
        let names = if self.kind_of(slots) == Some(Kind::Str) {
            vec![slots]
        } else {
            self.collect(slots)?
        };
        let mut result = SlotNames {
            declared: true,
            ..SlotNames::default()
        };
        for name in names {
            if self.kind_of(name) != Some(Kind::Str) {
                let got = self.type_name(name);
                return self.type_error(format!("__slots__ items must be strings, not '{got}'"));
            }
            let name = self.intern_value(name)?;
            let text = self.str_to_string(name);
            match text.as_str() {
                "__dict__" if result.dict || self.info(base).has_dict => {
                    return self.type_error("__dict__ slot disallowed: we already got one");
                }
                "__weakref__" if result.weak || self.info(base).weak && self.info(base).users => {
                    return self
                        .type_error("__weakref__ slot disallowed: either we already got one, or __itemsize__ != 0");
                }
                "__dict__" => result.dict = true,
                "__weakref__" => result.weak = true,
                _ if !text.chars().next().is_some_and(|c| c == '_' || c.is_alphabetic())
                    || !text.chars().all(|c| c == '_' || c.is_alphanumeric()) =>
                {
                    return self.type_error("__slots__ must be identifiers");
                }
                // These two leave the namespace before the members come.
                _ if self.dict_get_str(dict, name).is_some()
                    && name != self.core.names.__qualname__
                    && name != self.core.names.__classcell__ =>
                {
                    return self.value_error(format!("'{text}' in __slots__ conflicts with class variable"));
                }
                _ => {
                    let class = self.str_to_string(class_name).trim_start_matches('_').to_string();
                    let mangled = text.starts_with("__") && !text.ends_with("__") && !class.is_empty();
                    let name = if mangled {
                        self.intern(&format!("_{class}{text}"))?
                    } else {
                        name
                    };
                    result.names.push(name);
                }
            }
        }
        let variable = matches!(self.info(base).kind, Kind::Int | Kind::Tuple | Kind::Bytes);
        if variable && !result.names.is_empty() {
            let name = self.class_name(base);
            return self.type_error(format!("nonempty __slots__ not supported for subtype of '{name}'"));
        }
        let mut texts: Vec<(String, Value)> = result.names.iter().map(|&n| (self.str_to_string(n), n)).collect();
        texts.sort_by(|a, b| a.0.cmp(&b.0));
        result.names = texts.into_iter().map(|t| t.1).collect();
        Ok(result)
    }

    fn new_member(&mut self, class: Ref, name: Value, index: u32) -> Res<Value> {
        let r = self.alloc(Kind::Member, self.types.member, o_builtin::SIZE as usize)?;
        self.heap.set_u32(r, o_builtin::FN, index);
        self.heap.set_field(r, o_builtin::NAME, name.obj());
        self.heap.set_field(r, o_builtin::OWNER, class);
        Ok(Value::object(r))
    }

    /// A getset that many classes have: one entry in the table for all of them.
    fn add_shared_getset(&mut self, class: Ref, def: &'static GetSetDef) -> Res<()> {
        let number = match self
            .core
            .getsets
            .iter()
            .position(|g| g.name == def.name && std::ptr::eq(*g, def))
        {
            Some(i) => i,
            None => {
                self.core.getsets.push(def);
                self.core.getsets.len() - 1
            }
        };
        let name = self.intern(def.name)?;
        let r = self.alloc(Kind::Getset, self.types.getset, o_builtin::SIZE as usize)?;
        self.heap.set_u32(r, o_builtin::FN, number as u32);
        self.heap.set_field(r, o_builtin::NAME, name.obj());
        self.heap.set_field(r, o_builtin::OWNER, class);
        let dict = self.class_dict(class);
        self.dict_set(dict, name, Value::object(r))
    }

    pub fn change_bases(&mut self, class: Ref, bases: &[Value]) -> Res<()> {
        if bases.is_empty() {
            let name = self.class_name(class);
            return self.type_error(format!("can only assign non-empty tuple to {name}.__bases__, not ()"));
        }
        for &b in bases {
            if !self.is_type(b) {
                let (name, got) = (self.class_name(class), self.type_name(b));
                return self.type_error(format!("{name}.__bases__ must be tuple of classes, not '{got}'"));
            }
            // The bases that a class gets while a metaclass's `mro` runs are not in its MRO yet.
            let mut ancestor = b.obj();
            while !ancestor.is_none() && ancestor != class {
                ancestor = self.info(ancestor).base;
            }
            if ancestor == class || self.is_subclass(b.obj(), class) {
                return self.type_error("a __bases__ item causes an inheritance cycle");
            }
        }
        let refs: Vec<Ref> = bases.iter().map(|b| b.obj()).collect();
        let base = self.best_base(&refs)?;
        let old = (self.info(class).base, self.info(class).bases.clone());
        if self.solid_base(base) != self.solid_base(self.info(class).base) {
            let (new, old) = (self.class_name(base), self.class_name(self.info(class).base));
            return self.type_error(format!(
                "__bases__ assignment: '{new}' object layout differs from '{old}'"
            ));
        }
        self.put_bases(class, base, refs.clone());
        let (old_base, old_bases) = old;
        let mut old_mros = Vec::new();
        if let Err(e) = self.renew_mro(class, &mut old_mros) {
            // The error that the program's `mro` raised is pending.
            for (c, mro) in old_mros {
                self.set_mro(c, mro)?;
            }
            if self.info(class).bases == refs {
                self.put_bases(class, old_base, old_bases);
            }
            return Err(e);
        }
        self.type_modified(class);
        self.resolve_all(class);
        Ok(())
    }

    fn put_bases(&mut self, class: Ref, base: Ref, bases: Vec<Ref>) {
        for b in std::mem::take(&mut self.info_mut(class).bases) {
            self.info_mut(b).subclasses.retain(|&c| c != class);
        }
        for &b in &bases {
            self.info_mut(b).subclasses.push(class);
        }
        let info = self.info_mut(class);
        (info.base, info.bases) = (base, bases);
    }

    fn resolve_all(&mut self, class: Ref) {
        self.resolve_slots(class);
        for sub in self.info(class).subclasses.clone() {
            self.resolve_all(sub);
        }
    }

    /// `__name__` of the module whose code is running.
    pub(crate) fn current_module_name(&mut self) -> Option<Value> {
        let globals = self.current_globals()?;
        self.dict_get_str(globals, self.core.names.__name__)
    }

    pub fn current_globals(&self) -> Option<Ref> {
        let fp = self.heap.ctx(ctx::FP);
        if fp == 0 {
            return None;
        }
        let f = self.heap.value(Ref(8 * fp), 8 * frame::FUNC);
        let f = self.object_of_kind(f, Kind::Function)?;
        Some(self.heap.field(f, o_function::GLOBALS))
    }

    pub fn class_module(&mut self, class: Ref) -> Res<Option<String>> {
        let key = self.core.names.__module__;
        if let Some(m) = self.dict_get_str(self.class_dict(class), key)
            && self.kind_of(m) == Some(Kind::Str)
        {
            return Ok(Some(self.str_to_string(m)));
        }
        Ok(self.info(class).spec.map(|s| s.module.to_string()))
    }

    /// What `id` and default reprs show.
    pub fn address(&self, v: Value) -> u64 {
        match v.as_object() {
            Some(r) => 0x7f00_0000_0000 | r.0 as u64,
            None => v.0 & 0xffff_ffff_ffff,
        }
    }

    /// Names in the dicts of the class and its bases.
    pub fn class_attribute_names(&self, class: Ref) -> Vec<Value> {
        let mut names = Vec::new();
        for &c in &self.info(class).mro {
            let mut at = 0;
            while let Some((key, _)) = self.dict_next(self.class_dict(c), &mut at) {
                names.push(key);
            }
        }
        names
    }

    /// Sorted list without repetitions, as `dir` gives it.
    pub fn sorted_names(&mut self, names: Vec<Value>) -> Res<Value> {
        let mut texts: Vec<(String, Value)> = names.into_iter().map(|n| (self.str_to_string(n), n)).collect();
        texts.sort_by(|a, b| a.0.cmp(&b.0));
        texts.dedup_by(|a, b| a.0 == b.0);
        let names: Vec<Value> = texts.into_iter().map(|t| t.1).collect();
        self.new_list(&names)
    }

    /// TypeError when the class has abstract methods.
    pub(crate) fn check_abstract(&mut self, class: Ref) -> Res<()> {
        let Some(methods) = self.dict_get_str(self.class_dict(class), self.core.names.__abstractmethods__) else {
            return Ok(());
        };
        if !self.truth(methods)? {
            return Ok(());
        }
        let mut names = Vec::new();
        for m in self.collect(methods)? {
            names.push(self.str_to_string(m));
        }
        names.sort();
        let (class, s) = (self.class_name(class), if names.len() == 1 { "" } else { "s" });
        let names = names.join(", ");
        self.type_error(format!(
            "Can't instantiate abstract class {class} with abstract method{s} {names}"
        ))
    }

    /// Is `class` a plain one for `Class(…)`: metaclass `type`, instances of kind INSTANCE made by `object.__new__`?
    pub(crate) fn is_plain_class(&self, class: Ref) -> bool {
        let info = self.info(class);
        info.heap_type
            && info.kind == Kind::Instance
            && !info.generic.new
            && self.heap.class(class) == self.types.type_
            && self
                .dict_get_str(self.class_dict(class), self.core.names.__abstractmethods__)
                .is_none()
    }

    /// An exception class whose instances BaseException makes.
    pub(crate) fn is_plain_exception(&self, class: Ref) -> bool {
        let info = self.info(class);
        let base = self.info(self.exceptions[Exc::BaseException as usize]);
        info.heap_type
            && info.kind == Kind::Exception
            && !info.generic.new
            && !info.finalizer
            && self.heap.class(class) == self.types.type_
            && info
                .slots
                .new
                .is_some_and(|f| base.slots.new.is_some_and(|g| std::ptr::fn_addr_eq(f, g)))
    }

    pub(crate) fn type_version(&self, class: Ref) -> u32 {
        self.heap.u32(class, o_type::VERSION)
    }
}
