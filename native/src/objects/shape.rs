//! Attributes of instances. A shape lists the attributes of the instances that have it, in order; instances of one
//! class that got the same attributes in the same order share it. Past `MAX_SHAPED` attributes, and once the
//! `__dict__` is asked for, an instance turns to dictionary mode for good.

use super::{Res, Runtime};
use crate::generated::layouts::{o_buffer, o_code, o_function, o_instance, o_obj, o_shape, o_type};
use crate::generated::opcodes::Op;
use crate::heap::{Kind, Ref, Value};

const MAX_SHAPED: u32 = 64;
const MAX_INLINE: u32 = 32;

/// Where an attribute's Value lies.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// Byte offset from the object's start.
    Inline(u32),
    /// Byte offset from the start of the ATTRS buffer.
    Overflow(u32),
}

impl Runtime {
    /// The shape of new instances of the class.
    pub fn class_shape(&mut self, class: Ref) -> Res<Ref> {
        let shape = self.heap.field(class, o_type::SHAPE);
        if !shape.is_none() {
            return Ok(shape);
        }
        let (inline, fixed) = (self.info(class).inline, self.info(class).fixed_slots);
        let inline = inline.max(fixed);
        let shape = self.alloc(Kind::Shape, class, o_shape::SIZE as usize)?;
        self.heap.set_u32(shape, o_shape::COUNT, fixed);
        self.heap.set_u32(shape, o_shape::INLINE, inline);
        self.heap.set_field(class, o_type::SHAPE, shape);
        Ok(shape)
    }

    /// Instance of a class of kind INSTANCE without attributes.
    pub fn alloc_instance(&mut self, class: Ref) -> Res<Ref> {
        let shape = self.class_shape(class)?;
        let inline = self.heap.u32(shape, o_shape::INLINE);
        let r = self.alloc(Kind::Instance, class, (o_instance::SLOTS + 8 * inline) as usize)?;
        let meta = self.heap.u32(r, o_obj::META);
        self.heap.set_u32(r, o_obj::META, meta | inline << 16);
        self.heap.set_field(r, o_instance::SHAPE, shape);
        self.heap
            .values_mut(r.0 + o_instance::SLOTS, inline as usize)
            .fill(Value::UNBOUND);
        if self.info(class).finalizer {
            self.register_finalizer(r);
        }
        Ok(r)
    }

    fn place(&self, index: u32, inline: u32) -> Place {
        if index < inline {
            Place::Inline(o_instance::SLOTS + 8 * index)
        } else {
            Place::Overflow(o_buffer::DATA + 8 * (index - inline))
        }
    }

    pub fn shape_lookup(&self, shape: Ref, name: Value) -> Option<Place> {
        let inline = self.heap.u32(shape, o_shape::INLINE);
        let mut at = shape;
        loop {
            let own = self.heap.field(at, o_shape::NAME);
            if own.is_none() {
                return None;
            }
            if own == name.obj() {
                return Some(self.place(self.heap.u32(at, o_shape::COUNT) - 1, inline));
            }
            at = self.heap.field(at, o_shape::PARENT);
        }
    }

    /// The shape with `name` added.
    fn shape_with(&mut self, shape: Ref, name: Value) -> Res<Ref> {
        if let Some(&next) = self.core.transitions.get(&(shape, name.obj())) {
            return Ok(next);
        }
        let class = self.heap.class(shape);
        let next = self.alloc(Kind::Shape, class, o_shape::SIZE as usize)?;
        self.heap.set_field(next, o_shape::PARENT, shape);
        self.heap.set_field(next, o_shape::NAME, name.obj());
        self.heap
            .set_u32(next, o_shape::COUNT, self.heap.u32(shape, o_shape::COUNT) + 1);
        self.heap
            .set_u32(next, o_shape::INLINE, self.heap.u32(shape, o_shape::INLINE));
        self.core.transitions.insert((shape, name.obj()), next);
        Ok(next)
    }

    fn shape_names(&self, shape: Ref) -> Vec<Value> {
        let mut names = Vec::new();
        let mut at = shape;
        loop {
            let name = self.heap.field(at, o_shape::NAME);
            if name.is_none() {
                names.reverse();
                return names;
            }
            names.push(Value::object(name));
            at = self.heap.field(at, o_shape::PARENT);
        }
    }

    fn read_place(&self, r: Ref, place: Place) -> Value {
        match place {
            Place::Inline(offset) => self.heap.value(r, offset),
            Place::Overflow(offset) => self.heap.value(self.heap.field(r, o_instance::ATTRS), offset),
        }
    }

    /// An attribute in the instance itself; `name` is interned.
    pub fn instance_get(&self, v: Value, name: Value) -> Option<Value> {
        let r = v.as_object()?;
        if self.heap.kind(r) != Kind::Instance {
            if !self.info(self.heap.class(r)).has_dict {
                return None;
            }
            let dict = self.heap.field(r, o_obj::ATTRS);
            return if dict.is_none() {
                None
            } else {
                self.dict_get_str(dict, name)
            };
        }
        let shape = self.heap.field(r, o_instance::SHAPE);
        if shape.is_none() {
            let dict = self.heap.field(r, o_instance::ATTRS);
            return if dict.is_none() {
                None
            } else {
                self.dict_get_str(dict, name)
            };
        }
        let place = self.shape_lookup(shape, name)?;
        Some(self.read_place(r, place)).filter(|x| !x.is_unbound())
    }

    /// False when the instance has no place for attributes.
    pub fn instance_set(&mut self, v: Value, name: Value, value: Value) -> Res<bool> {
        let Some(r) = v.as_object() else { return Ok(false) };
        let class = self.heap.class(r);
        if !self.info(class).has_dict {
            return Ok(false);
        }
        let shape = if self.heap.kind(r) == Kind::Instance {
            self.heap.field(r, o_instance::SHAPE)
        } else {
            Ref::NONE
        };
        if shape.is_none() {
            let dict = self.instance_dict(r)?;
            self.dict_set(dict, name, value)?;
            return Ok(true);
        }
        if let Some(place) = self.shape_lookup(shape, name) {
            match place {
                Place::Inline(offset) => self.heap.set_value(r, offset, value),
                Place::Overflow(offset) => self
                    .heap
                    .set_value(self.heap.field(r, o_instance::ATTRS), offset, value),
            }
            return Ok(true);
        }
        let index = self.heap.u32(shape, o_shape::COUNT);
        if index >= MAX_SHAPED {
            let dict = self.instance_dict(r)?;
            self.dict_set(dict, name, value)?;
            return Ok(true);
        }
        let next = self.shape_with(shape, name)?;
        match self.place(index, self.heap.inline_places(r)) {
            Place::Inline(offset) => self.heap.set_value(r, offset, value),
            Place::Overflow(offset) => {
                let buffer = self.heap.field(r, o_instance::ATTRS);
                let size = if buffer.is_none() {
                    0
                } else {
                    self.heap.u32(buffer, o_buffer::SIZE)
                };
                let at = offset - o_buffer::DATA;
                let buffer = if at >= size {
                    self.grow_overflow(r, buffer, size)?
                } else {
                    buffer
                };
                self.heap.set_value(buffer, offset, value);
                self.learn_inline(class, index + 1);
            }
        }
        self.heap.set_field(r, o_instance::SHAPE, next);
        Ok(true)
    }

    fn grow_overflow(&mut self, r: Ref, old: Ref, size: u32) -> Res<Ref> {
        let new_size = (size * 2).max(32);
        let buffer = self.alloc_buffer(Kind::BufferValues, new_size as usize)?;
        let values = self.heap.values_mut(buffer.0 + o_buffer::DATA, new_size as usize / 8);
        values.fill(Value::UNBOUND);
        if !old.is_none() {
            let n = size as usize / 8;
            values[..n].copy_from_slice(self.heap.values(old.0 + o_buffer::DATA, n));
        }
        self.heap.set_field(r, o_instance::ATTRS, buffer);
        Ok(buffer)
    }

    /// Gives a new class as many places as its methods, inherited ones too, assign attributes of their first parameter:
    /// so that its first instances have the shapes of all later ones.
    pub fn expect_attributes(&mut self, class: Ref) {
        let mut names = Vec::new();
        for c in self.info(class).mro.clone() {
            let dict = self.heap.field(c, o_obj::ATTRS);
            if !self.info(c).heap_type || dict.is_none() {
                continue;
            }
            let mut at = 0;
            while let Some((_, value)) = self.dict_next(dict, &mut at) {
                if self.kind_of(value) == Some(Kind::Function) {
                    self.assigned_names(self.heap.field(value.obj(), o_function::CODE), &mut names);
                }
            }
        }
        let info = self.info_mut(class);
        let places = info.fixed_slots + names.len() as u32;
        info.inline = info.inline.max(places.min(MAX_INLINE));
    }

    /// Adds the names that the code assigns to attributes of register 0.
    fn assigned_names(&self, code: Ref, names: &mut Vec<u32>) {
        let first = self.heap.u32(code, o_code::ENTRY);
        let end = first + self.heap.u32(code, o_code::NWORDS);
        let word = |at: u32| self.heap.u32(Ref(0), at * 4);
        let mut at = first;
        while at < end {
            let Some(op) = Op::from_word(word(at)) else { return };
            if op == Op::SetAttr && word(at + 1) == 0 && !names.contains(&word(at + 3)) {
                names.push(word(at + 3));
            }
            at += op.len() as u32;
        }
    }

    /// Instances of this class had more attributes than places: later ones get more.
    fn learn_inline(&mut self, class: Ref, count: u32) {
        let inline = self.info(class).inline;
        if count > inline && inline < MAX_INLINE {
            self.info_mut(class).inline = (2 * inline).max(count).min(MAX_INLINE);
            self.heap.set_field(class, o_type::SHAPE, Ref::NONE);
        }
    }

    /// Was the attribute there?
    pub fn instance_del(&mut self, v: Value, name: Value) -> Res<bool> {
        if self.instance_get(v, name).is_none() {
            return Ok(false);
        }
        let dict = self.instance_dict(v.obj())?;
        self.dict_del(dict, name)
    }

    /// The instance's `__dict__`; a shaped instance turns to dictionary mode.
    pub fn instance_dict(&mut self, r: Ref) -> Res<Ref> {
        let shape = if self.heap.kind(r) == Kind::Instance {
            self.heap.field(r, o_instance::SHAPE)
        } else {
            Ref::NONE
        };
        if shape.is_none() {
            let dict = self.heap.field(r, o_obj::ATTRS);
            if !dict.is_none() {
                return Ok(dict);
            }
            let dict = self.new_dict()?.obj();
            self.heap.set_field(r, o_obj::ATTRS, dict);
            return Ok(dict);
        }
        let dict = self.new_dict()?.obj();
        for name in self.shape_names(shape) {
            if let Some(place) = self.shape_lookup(shape, name) {
                let value = self.read_place(r, place);
                if !value.is_unbound() {
                    self.dict_set(dict, name, value)?;
                }
            }
        }
        self.heap.set_field(r, o_instance::SHAPE, Ref::NONE);
        self.heap.set_field(r, o_instance::ATTRS, dict);
        let fixed = self.info(self.heap.class(r)).fixed_slots;
        for i in fixed..self.heap.inline_places(r) {
            self.heap.set_value(r, o_instance::SLOTS + 8 * i, Value::UNBOUND);
        }
        Ok(dict)
    }

    /// Replaces the `__dict__`.
    pub fn set_instance_dict(&mut self, r: Ref, dict: Ref) -> Res<()> {
        self.instance_dict(r)?;
        self.heap.set_field(r, o_obj::ATTRS, dict);
        Ok(())
    }

    /// Names of the instance's own attributes, without making a `__dict__`.
    pub fn instance_names(&self, v: Value) -> Vec<Value> {
        let Some(r) = v.as_object() else { return Vec::new() };
        if !self.info(self.heap.class(r)).has_dict {
            return Vec::new();
        }
        if self.heap.kind(r) == Kind::Instance {
            let shape = self.heap.field(r, o_instance::SHAPE);
            if !shape.is_none() {
                return self.shape_names(shape);
            }
        }
        let dict = self.heap.field(r, o_obj::ATTRS);
        let mut names = Vec::new();
        let mut at = 0;
        while !dict.is_none() {
            let Some((key, _)) = self.dict_next(dict, &mut at) else {
                break;
            };
            names.push(key);
        }
        names
    }

    /// Changes `__class__` of an instance whose layout both classes share.
    pub(crate) fn change_class(&mut self, r: Ref, class: Ref) -> Res<()> {
        if self.heap.kind(r) == Kind::Instance && !self.heap.field(r, o_instance::SHAPE).is_none() {
            self.instance_dict(r)?;
        }
        self.heap.set_field(r, o_obj::CLASS, class);
        Ok(())
    }
}
