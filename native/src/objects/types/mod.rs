//! Classes: what the kernel knows of a class beside its TYPE object, and the questions about classes.

pub mod create;
pub mod dunders;
mod generic;
mod mro;
mod object_type;
mod resolve;
pub mod startup;
#[cfg(test)]
mod tests;
mod type_type;

pub use dunders::Wrap;
pub use object_type::{OBJECT, qualified_name};
pub use type_type::TYPE;

use super::spec::{Slots, TypeSpec};
use super::state::{LOOKUP_CACHE, LookupEntry};
use super::{Res, Runtime};
use crate::generated::layouts::{ctx, o_builtin, o_obj, o_type};
use crate::heap::{Kind, Ref, Value};

/// Slots that are implemented by calling a Python method; see `resolve`.
#[derive(Clone, Copy, Default)]
pub struct GenericSlots {
    pub binary: [bool; 13],
    pub get_attr: bool,
    pub new: bool,
    pub init: bool,
}

/// What a class is to `match` statements; inherited.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pattern {
    Neither,
    Sequence,
    Mapping,
}

pub struct TypeInfo {
    pub class: Ref,
    pub name: String,
    /// What messages call the class: it stands for one that CPython has in C.
    pub shown: Option<String>,
    pub spec: Option<&'static TypeSpec>,
    /// Layout of the instances.
    pub kind: Kind,
    pub base: Ref,
    pub bases: Vec<Ref>,
    pub mro: Vec<Ref>,
    /// What instances do, inherited slots included.
    pub slots: Slots,
    pub generic: GenericSlots,
    /// Direct subclasses, in order of creation (weak).
    pub subclasses: Vec<Ref>,
    /// Made by a class statement or `type()`.
    pub heap_type: bool,
    pub subclassable: bool,
    pub has_dict: bool,
    /// Instances may be referred to weakly.
    pub weak: bool,
    /// Made by the program, not by its libraries.
    pub users: bool,
    /// Instances have a `__del__`.
    pub finalizer: bool,
    /// A call is `BaseException.__new__` and no more: neither it nor `__init__` is overridden.
    pub plain_exceptions: bool,
    /// Attributes that `__slots__` of this class and its bases give a fixed place.
    pub fixed_slots: u32,
    /// Values after an EXCEPTION's standard fields.
    pub exc_fields: u32,
    /// Places for attributes that new instances have.
    pub inline: u32,
    pub pattern: Pattern,
}

impl Runtime {
    pub fn info(&self, class: Ref) -> &TypeInfo {
        match self.core.infos.get(self.heap.u32(class, o_type::INFO) as usize) {
            Some(Some(info)) => info,
            _ => unreachable!("every class has an info"),
        }
    }

    pub fn info_mut(&mut self, class: Ref) -> &mut TypeInfo {
        let i = self.heap.u32(class, o_type::INFO) as usize;
        match self.core.infos.get_mut(i) {
            Some(Some(info)) => info,
            _ => unreachable!("every class has an info"),
        }
    }

    pub fn class_qualname(&self, class: Ref) -> Value {
        Value::object(self.heap.field(class, o_type::QUALNAME))
    }

    pub(crate) fn set_class_qualname(&mut self, class: Ref, name: Value) {
        self.heap.set_field(class, o_type::QUALNAME, name.obj());
    }

    /// The MRO lies in the heap too: a class keeps its bases alive.
    pub(crate) fn set_mro(&mut self, class: Ref, mro: Vec<Ref>) -> Res<()> {
        let tuple = self.new_tuple(&Runtime::class_values(&mro))?;
        self.heap.set_field(class, o_type::MRO, tuple.obj());
        self.info_mut(class).mro = mro;
        Ok(())
    }

    /// Slots of the class of v.
    pub fn slots_of(&self, v: Value) -> &Slots {
        &self.info(self.class_of(v)).slots
    }

    pub fn class_of(&self, v: Value) -> Ref {
        match v.as_object() {
            Some(r) => self.heap.class(r),
            None if v.is_small_int() => self.types.int,
            None if v.is_float() => self.types.float,
            None if v.is_bool() => self.types.bool,
            None if v.is_none() => self.types.none,
            None if v == Value::ELLIPSIS => self.types.ellipsis,
            None => self.types.not_implemented,
        }
    }

    /// The class's name as error messages have it (tp_name: built-in ones with their module, if that is not builtins).
    pub fn type_name(&self, v: Value) -> String {
        self.class_name(self.class_of(v))
    }

    /// The class's name without its module.
    pub fn own_name(&self, v: Value) -> String {
        self.info(self.class_of(v)).name.clone()
    }

    /// As `type_name`, in messages about an argument: "must be str, not None".
    pub fn argument_name(&self, v: Value) -> String {
        match v.is_none() {
            true => "None".to_string(),
            false => self.type_name(v),
        }
    }

    pub fn class_name(&self, class: Ref) -> String {
        let info = self.info(class);
        match info.spec {
            Some(spec) if !info.heap_type && info.shown.is_none() => match spec.module {
                "builtins" => spec.name.to_string(),
                module => format!("{module}.{}", spec.name),
            },
            _ => info.shown.as_ref().unwrap_or(&info.name).clone(),
        }
    }

    /// Is the class of v exactly `class`?
    pub fn is_exact(&self, v: Value, class: Ref) -> bool {
        self.class_of(v) == class
    }

    /// By the real MRO, without `__instancecheck__`.
    pub fn is_instance(&self, v: Value, class: Ref) -> bool {
        self.is_subclass(self.class_of(v), class)
    }

    pub fn is_subclass(&self, a: Ref, b: Ref) -> bool {
        a == b || self.info(a).mro.contains(&b)
    }

    /// `None` for what is no heap object.
    pub fn kind_of(&self, v: Value) -> Option<Kind> {
        v.as_object().map(|r| self.heap.kind(r))
    }

    /// The object behind v when it has this kind (subclasses included).
    pub fn object_of_kind(&self, v: Value, kind: Kind) -> Option<Ref> {
        v.as_object().filter(|&r| self.heap.kind(r) == kind)
    }

    pub fn is_type(&self, v: Value) -> bool {
        self.kind_of(v) == Some(Kind::Type)
    }

    /// The class made from a spec.
    pub fn class_of_spec(&self, spec: &'static TypeSpec) -> Ref {
        self.core
            .spec_classes
            .get(&(spec as *const TypeSpec as usize))
            .copied()
            .unwrap_or(Ref::NONE)
    }

    /// The dict of a class.
    pub fn class_dict(&self, class: Ref) -> Ref {
        self.heap.field(class, o_obj::ATTRS)
    }

    /// `name` (interned) in the class or one of its bases; no descriptors, no metaclass.
    pub fn lookup_type(&mut self, class: Ref, name: Value) -> Option<Value> {
        let version = self.heap.u32(class, o_type::VERSION);
        let at = (version.wrapping_mul(31) ^ (name.low() >> 4)) as usize % LOOKUP_CACHE;
        let entry = self.core.lookup_cache[at];
        if entry.version == version && entry.name == name.obj() {
            return (!entry.value.is_unbound()).then_some(entry.value);
        }
        let found = self.lookup_mro(class, name).map(|(_, v)| v);
        // Plain data may be replaced without a new VERSION (see `set_class_attr`): its place may be remembered, not it.
        if found.is_some_and(|v| self.is_plain_data(v)) {
            return found;
        }
        let value = found.unwrap_or(Value::UNBOUND);
        self.core.lookup_cache[at] = LookupEntry {
            version,
            name: name.obj(),
            value,
        };
        found
    }

    /// As `lookup_type`, with the class that has it, uncached.
    pub fn lookup_mro(&self, class: Ref, name: Value) -> Option<(Ref, Value)> {
        self.info(class)
            .mro
            .iter()
            .find_map(|&c| self.dict_get_str(self.class_dict(c), name).map(|v| (c, v)))
    }

    pub(crate) fn new_version(&mut self) -> u32 {
        self.core.next_version += 1;
        self.core.next_version
    }

    /// The class or something it inherits has changed: caches that know its VERSION are void.
    pub fn type_modified(&mut self, class: Ref) {
        let version = self.new_version();
        self.heap.set_u32(class, o_type::VERSION, version);
        self.heap
            .set_ctx(ctx::TYPE_VERSION, self.heap.ctx(ctx::TYPE_VERSION).wrapping_add(1));
        for sub in self.info(class).subclasses.clone() {
            self.type_modified(sub);
        }
    }

    /// Native code that a BUILTIN in a class stands for, and the class whose it is.
    pub(crate) fn native_of(&self, v: Value) -> Option<(super::state::Native, Ref)> {
        let r = self.object_of_kind(v, Kind::Builtin)?;
        if self.heap.u32(r, o_builtin::HOST) != 0 {
            return None;
        }
        let native = self.core.natives[self.heap.u32(r, o_builtin::FN) as usize];
        Some((native, self.heap.field(r, o_builtin::OWNER)))
    }

    /// Sets an attribute in a class's dict, with all that follows from it.
    pub fn set_class_attr(&mut self, class: Ref, name: Value, value: Value) -> Res<()> {
        let dict = self.class_dict(class);
        let old = self.dict_get_str(dict, name);
        self.dict_set(dict, name, value)?;
        // Plain data replaced by plain data at the same place: what caches know of the class stays true.
        if !old.is_some_and(|old| self.is_plain_data(old) && self.is_plain_data(value)) {
            self.class_attr_changed(class, name);
        }
        Ok(())
    }

    /// Neither a descriptor nor anything that the kernel looks at in a class.
    fn is_plain_data(&self, v: Value) -> bool {
        match self.kind_of(v) {
            None => !v.is_none(),
            Some(Kind::Int | Kind::Float | Kind::Str | Kind::Bytes | Kind::List | Kind::Tuple | Kind::Dict) => true,
            Some(Kind::Set | Kind::Frozenset) => true,
            _ => false,
        }
    }

    pub(crate) fn class_attr_changed(&mut self, class: Ref, name: Value) {
        self.type_modified(class);
        if dunders::by_name(self, name).is_some() || name == self.core.names.__del__ {
            self.resolve_slots_recursively(class);
        }
    }

    fn resolve_slots_recursively(&mut self, class: Ref) {
        self.resolve_slots(class);
        for sub in self.info(class).subclasses.clone() {
            self.resolve_slots_recursively(sub);
        }
    }
}
