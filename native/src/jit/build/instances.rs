//! Instances: what is known about their shapes, and making them.

use super::*;
use crate::generated::layouts::{frame_flag, o_instance, o_type};
use crate::jit::helpers::Helper;
use crate::jit::request::Class;

/// An instance known to have this shape, of the class with this version.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Shaped {
    pub object: Val,
    pub shape: u32,
    pub version: u32,
}

/// What an attribute in an instance itself is known to be: the last that was stored at this offset.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Attribute {
    pub object: Val,
    pub offset: u32,
    pub value: Val,
}

impl Builder<'_> {
    /// Certainly two instances? One that is made here is none of those that were there before.
    fn distinct(&self, a: Val, b: Val) -> bool {
        a != b && self.f.inst(a.max(b)).op == Opc::NewInstance
    }

    pub(super) fn known_attribute(&self, object: Val, offset: u32) -> Option<Val> {
        let known = |k: &&Attribute| (k.object, k.offset) == (object, offset);
        self.st.attributes.iter().find(known).map(|k| k.value)
    }

    /// Stores an attribute in the instance at heap offset `at`.
    pub(super) fn store_attribute(&mut self, object: Val, at: Val, value: Val, offset: u32) {
        self.store_value(at, NIL, value, offset, Mem::Slot);
        let mut known = std::mem::take(&mut self.st.attributes);
        known.retain(|k| k.offset != offset || self.distinct(k.object, object));
        known.push(Attribute { object, offset, value });
        self.st.attributes = known;
    }

    pub(super) fn shape_known(&self, object: Val, shape: u32, version: u32) -> bool {
        let fact = Shaped { object, shape, version };
        self.st.shaped.contains(&fact)
    }

    pub(super) fn learn_shape(&mut self, object: Val, shape: u32, version: u32) {
        let fact = Shaped { object, shape, version };
        if !self.st.shaped.contains(&fact) {
            self.st.shaped.push(fact);
        }
    }

    /// Stores a new attribute at `offset`: the instance at heap offset `at` goes from shape to shape.
    pub(super) fn add_slot(&mut self, object: Val, at: Val, value: Val, offset: u32) {
        let (before, version, after) = (self.cache(0), self.cache(1), self.cache(3));
        self.store_attribute(object, at, value, offset);
        let shape = self.int(after as i64);
        self.store32(at, shape, o_instance::SHAPE, Mem::Shape);
        // Another value may be the same object.
        self.st.shaped.retain(|s| s.shape != before);
        self.learn_shape(object, after, version);
    }

    /// A call of a class that makes a plain instance, with its `__init__` inlined.
    pub(super) fn construct(&mut self, callee: Val, class: Class, index: usize) -> Result<bool, GiveUp> {
        let c = self.req.callees[index].clone();
        let missing = c.argcount as i64 - self.ins.c as i64 - 1;
        let x = self.ins;
        let known = Value::object(class.at);
        // What is finalised at once is made by the interpreter, which then watches it.
        if self.is_generic()
            || class.finalizer
            || x.op != Op::Call
            || !c.simple
            || missing < 0
            || missing > c.defaults.1.len() as i64
            || c.inline.is_none()
            || class.shape.is_none()
            || self.const_bits(callee) != Some(known)
            || self.declined.contains(&(c.within, x.at))
        {
            return Ok(false);
        }
        // The object takes the first place.
        let mut args: Vec<Val> = (0..=x.c).map(|k| self.reg(x.b + k)).collect();
        if args.iter().any(|&a| !self.solid(a)) {
            return Ok(false);
        }
        self.add_defaults(&c, &mut args);
        let at = self.reference(callee);
        for (offset, want) in [(o_type::VERSION, class.version), (o_type::SHAPE, class.shape.0)] {
            let word = self.load(Opc::Ld32, at, offset, Mem::Shape);
            let want = self.int(want as i64);
            let same = self.emit(Opc::ICmp, Ty::Bool, &[word, want], CC_EQ);
            self.guard(same, true, ExitReason::Shape);
        }
        let object = if class.size().div_ceil(16) as usize >= self.req.cells.len() {
            self.call_helper(Helper::NewInstance, &[callee], Ty::Obj(Kind::Instance))
        } else {
            let exit = self.here_raising();
            self.emit_exit(Opc::NewInstance, Ty::Obj(Kind::Instance), &[], index as i64, exit)
        };
        self.learn_shape(object, class.shape.0, class.version);
        args[0] = object;
        let init = self.constant(Value::object(c.func));
        self.inline(&c, init, &args, frame_flag::CONSTRUCTOR)
    }
}
