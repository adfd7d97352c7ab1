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

    /// A call of a class that makes a plain instance or exception, with its `__init__` inlined or called.
    pub(super) fn construct(&mut self, callee: Val, class: Class, index: usize) -> Result<bool, GiveUp> {
        let c = self.req.callees[index].clone();
        let x = self.ins;
        let known = Value::object(class.at);
        // What is finalised at once is made by the interpreter, which then watches it.
        if self.is_generic()
            || class.finalizer
            || x.op == Op::CallMethod
            || !c.simple
            || (class.shape.is_none() && !class.exceptions)
            || (class.exceptions && x.op != Op::Call)
            || self.const_bits(callee) != Some(known)
        {
            return Ok(false);
        }
        // The object takes the first place.
        let first = x.b + if x.op == Op::Call { 1 } else { 2 };
        let given: Vec<Val> = (first..).take(x.c as usize).map(|r| self.reg(r)).collect();
        let Some(mut args) = self.arguments_of(&c, Some(callee), first) else {
            return Ok(false);
        };
        self.add_defaults(&c, &mut args);
        let at = self.reference(callee);
        let shape = (!class.exceptions).then_some((o_type::SHAPE, class.shape.0));
        for (offset, want) in [(o_type::VERSION, class.version)].into_iter().chain(shape) {
            let word = self.load(Opc::Ld32, at, offset, Mem::Shape);
            let want = self.int(want as i64);
            let same = self.emit(Opc::ICmp, Ty::Bool, &[word, want], CC_EQ);
            self.guard(same, true, ExitReason::Shape);
        }
        args[0] = if class.exceptions {
            let all = self.here_raising();
            let all = self.emit_exit(Opc::NewTuple, Ty::Obj(Kind::Tuple), &given, 0, all);
            self.call_helper(Helper::NewException, &[callee, all], Ty::Boxed)
        } else {
            self.new_instance(callee, class, index)
        };
        let init = self.constant(Value::object(c.func));
        if self.inline(&c, init, &args, frame_flag::CONSTRUCTOR)? {
            return Ok(true);
        }
        self.call_init(init, args, index);
        Ok(true)
    }

    fn new_instance(&mut self, callee: Val, class: Class, index: usize) -> Val {
        let object = if class.size().div_ceil(16) as usize >= self.req.cells.len() {
            self.call_helper(Helper::NewInstance, &[callee], Ty::Obj(Kind::Instance))
        } else {
            let exit = self.here_raising();
            self.emit_exit(Opc::NewInstance, Ty::Obj(Kind::Instance), &[], index as i64, exit)
        };
        self.learn_shape(object, class.shape.0, class.version);
        object
    }

    /// Calls the compiled code of `__init__` for a new object, the first of `args`.
    fn call_init(&mut self, init: Val, mut args: Vec<Val>, index: usize) {
        let object = args[0];
        args.insert(0, init);
        self.note_call_out();
        self.before_call();
        let raised = self.raising_exit();
        let out = self.here(ExitReason::NotCompiled);
        let catches = if raised.is_none() { CATCHES } else { 0 };
        let imm = index as i64 | CONSTRUCTS | catches;
        let result = self.emit_exit(Opc::CallUnit, Ty::Boxed, &args, imm, out);
        self.after_call();
        self.catch_from_callee(result);
        let none = self.constant(Value::NONE);
        let none = self.emit(Opc::BitsEq, Ty::Bool, &[result, none], 0);
        let wrong = self.emit(Opc::BNot, Ty::Bool, &[none], 0);
        self.aside(wrong, |b| {
            let status = b.emit_exit(Opc::Call, Ty::Int, &[result], Helper::RefuseInit as i64, raised);
            b.ranged(status, 0, 3);
            b.catch(status);
            // It always raises.
            b.leave(ExitReason::CallOut);
        });
        self.set(self.ins.a as u32, object);
    }
}
