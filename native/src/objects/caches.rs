//! Inline caches: what GET_ATTR, SET_ATTR and LOAD_METHOD may remember (docs/INTERNALS.md, "Inline caches").

use super::Runtime;
use super::shape::Place;
use crate::generated::layouts::{
    attr_cache as kind, o_buffer, o_builtin, o_dict, o_dict_entry, o_instance, o_module, o_property, o_shape,
};
use crate::heap::{Kind, Ref, Value};

impl Runtime {
    /// Cache words d e f g for GET_ATTR / LOAD_METHOD of `name` on an object like `v`, when it can be cached.
    pub fn attr_cache(&mut self, v: Value, name: Value, method: bool) -> Option<[u32; 4]> {
        let class = self.class_of(v);
        match self.kind_of(v) {
            Some(Kind::Module) if class == self.types.module => self.module_cache(v, name),
            Some(Kind::Type) if class == self.types.type_ => self.class_attr_cache(v.obj(), name),
            _ => self.instance_cache(v, class, name, method),
        }
    }

    /// Byte offset in the heap of the Value of a dict's entry whose key is the very str `name`.
    fn entry_offset(&self, dict: Ref, name: Value) -> Option<u32> {
        let n = self.dict_find_str(dict, name)?;
        let at = self.heap.u32(dict, o_dict::ENTRIES) + o_buffer::DATA + n * o_dict_entry::SIZE;
        (self.heap.value(Ref(at), o_dict_entry::KEY) == name).then_some(at + o_dict_entry::VALUE)
    }

    fn module_cache(&mut self, v: Value, name: Value) -> Option<[u32; 4]> {
        let class = self.class_of(v);
        if let Some(d) = self.lookup_type(class, name)
            && self.is_data_descriptor(d)
        {
            return None;
        }
        let dict = self.heap.field(v.obj(), o_module::ATTRS);
        let offset = self.entry_offset(dict, name)?;
        Some([
            self.heap.u32(dict, o_dict::ENTRIES),
            self.type_version(class),
            kind::MODULE,
            offset,
        ])
    }

    fn class_attr_cache(&mut self, class: Ref, name: Value) -> Option<[u32; 4]> {
        let meta = self.heap.class(class);
        if let Some(d) = self.lookup_type(meta, name)
            && self.is_data_descriptor(d)
        {
            return None;
        }
        let (owner, found) = self.lookup_mro(class, name)?;
        if !self.is_itself_on_class(found) {
            return None;
        }
        let offset = self.entry_offset(self.class_dict(owner), name)?;
        Some([class.0, self.type_version(class), kind::TYPE_ATTR, offset])
    }

    /// Is `Class.x` just the value in the class's dict?
    fn is_itself_on_class(&self, v: Value) -> bool {
        match self.kind_of(v) {
            None | Some(Kind::Function) => true,
            Some(Kind::Builtin) => self.heap.class(v.obj()) != self.types.classmethod_descriptor,
            _ => self.slots_of(v).descr_get.is_none(),
        }
    }

    fn plain_get_attr(&self, class: Ref) -> bool {
        match (self.info(class).slots.get_attr, super::types::OBJECT.slots.get_attr) {
            (Some(f), Some(g)) => std::ptr::fn_addr_eq(f, g),
            _ => false,
        }
    }

    fn plain_set_attr(&self, class: Ref) -> bool {
        match (self.info(class).slots.set_attr, super::types::OBJECT.slots.set_attr) {
            (Some(f), Some(g)) => std::ptr::fn_addr_eq(f, g),
            _ => false,
        }
    }

    fn instance_cache(&mut self, v: Value, class: Ref, name: Value, method: bool) -> Option<[u32; 4]> {
        if !v.is_object() || !self.plain_get_attr(class) {
            return None;
        }
        let shape = self.shape_of(v);
        // Where a dict could hide the class's attribute, nothing stays true.
        if shape.is_none() && self.info(class).has_dict {
            return None;
        }
        let version = self.type_version(class);
        let descriptor = self.lookup_type(class, name);
        if let Some(d) = descriptor
            && self.is_data_descriptor(d)
        {
            let getter = self.property_getter(d)?;
            return (!method).then_some([shape.0, version, kind::PROPERTY, getter.0]);
        }
        if !shape.is_none()
            && let Some(place) = self.shape_lookup(shape, name)
        {
            let (f, g) = match place {
                Place::Inline(offset) => (kind::SLOT, offset),
                Place::Overflow(offset) => (kind::OVERFLOW, offset),
            };
            return Some([shape.0, version, f, g]);
        }
        let d = descriptor?;
        if self.is_method_like(d) {
            return method.then_some([shape.0, version, kind::METHOD, d.obj().0]);
        }
        if d.is_object() && self.slots_of(d).descr_get.is_some() {
            return None;
        }
        let (owner, _) = self.lookup_mro(class, name)?;
        let offset = self.entry_offset(self.class_dict(owner), name)?;
        Some([shape.0, version, kind::CLASS_VALUE, offset])
    }

    /// The bytecode getter of a property (not of a subclass of it).
    fn property_getter(&self, d: Value) -> Option<Ref> {
        if !self.is_exact(d, self.types.property) {
            return None;
        }
        let getter = self.heap.value(d.obj(), o_property::GET);
        self.object_of_kind(getter, Kind::Function)
    }

    /// SHAPE of an INSTANCE, else none: taken before a SET_ATTR for `set_attr_cache`.
    pub fn shape_of(&self, v: Value) -> Ref {
        match self.object_of_kind(v, Kind::Instance) {
            Some(r) => self.heap.field(r, o_instance::SHAPE),
            None => Ref::NONE,
        }
    }

    /// Cache words for a SET_ATTR that has just been done.
    pub fn set_attr_cache(&mut self, v: Value, name: Value, before: Ref) -> Option<[u32; 4]> {
        let class = self.class_of(v);
        let after = self.shape_of(v);
        if before.is_none() || after.is_none() || !self.plain_set_attr(class) {
            return None;
        }
        let version = self.type_version(class);
        if let Some(d) = self.lookup_type(class, name)
            && self.slots_of(d).descr_set.is_some()
        {
            if self.is_exact(d, self.types.member) && self.heap.u32(d.obj(), o_builtin::FN) != u32::MAX {
                let offset = o_instance::SLOTS + 8 * self.heap.u32(d.obj(), o_builtin::FN);
                return Some([after.0, version, kind::SLOT, offset]);
            }
            return None;
        }
        let place = self.shape_lookup(after, name)?;
        match place {
            Place::Inline(offset) if before == after => Some([after.0, version, kind::SLOT, offset]),
            Place::Overflow(offset) if before == after => Some([after.0, version, kind::OVERFLOW, offset]),
            Place::Inline(offset) if self.heap.field(after, o_shape::PARENT) == before => {
                Some([before.0, version, kind::ADD_SLOT | offset << 8, after.0])
            }
            _ => None,
        }
    }
}
