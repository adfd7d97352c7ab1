//! Subscripts of lists and tuples, appending, attributes by inline cache.

use super::*;
use crate::generated::layouts::{
    attr_cache, feedback as fb, o_buffer, o_dict_entry, o_instance, o_list, o_obj, o_tuple, o_type, tag,
};
use crate::jit::helpers::Helper;

impl Builder<'_> {
    /// The container as a list or tuple, and the index as an int, if feedback says that they are.
    fn sequence(&mut self, v: Val, index: Val) -> Option<(Val, Kind, Val)> {
        let feedback = self.ins.feedback & (fb::STR | fb::LIST | fb::TUPLE | fb::DICT | fb::OTHER);
        let kind = match self.f.ty(v) {
            Ty::Obj(kind @ (Kind::List | Kind::Tuple)) => kind,
            Ty::Boxed if !self.is_generic() && feedback == fb::LIST => Kind::List,
            Ty::Boxed if !self.is_generic() && feedback == fb::TUPLE => Kind::Tuple,
            _ => return None,
        };
        match self.f.ty(index) {
            Ty::Int | Ty::Bool => {}
            Ty::Boxed if !self.is_generic() && feedback & !(fb::LIST | fb::TUPLE) == 0 && feedback != 0 => {}
            _ => return None,
        }
        if self.is_generic() {
            return None;
        }
        let seq = self.guard_kind(v, kind, ExitReason::Kind);
        let index = self.unbox_int(index, ExitReason::NotInt);
        Some((seq, kind, index))
    }

    /// The index, counted from the start; leaves if it is out of range.
    pub(super) fn in_bounds(&mut self, index: Val, len: Val) -> Val {
        let (lo, hi) = self.range(index);
        let index = if lo >= 0 {
            index
        } else {
            let zero = self.int(0);
            let moved = self.emit(Opc::IAdd, Ty::Int, &[index, len], 0);
            if hi < 0 {
                moved
            } else {
                let negative = self.emit(Opc::ICmp, Ty::Bool, &[index, zero], CC_LT);
                self.emit(Opc::Select, Ty::Int, &[negative, moved, index], 0)
            }
        };
        let inside = self.emit(Opc::ULess, Ty::Bool, &[index, len], 0);
        self.guard_or_raise(inside, true, ExitReason::Bounds);
        if lo < 0 || hi < u32::MAX as i64 {
            return index;
        }
        let known = self.emit(Opc::Refine, Ty::Int, &[index], 0);
        let known = self.ranged(known, lo, (u32::MAX - 1) as i64);
        self.narrow(index, known);
        known
    }

    /// Heap offset and length of a list or tuple.
    pub(super) fn length(&mut self, seq: Val, kind: Kind) -> (Val, Val) {
        let at = self.reference(seq);
        let mem = if kind == Kind::List { Mem::ListLen } else { Mem::Const };
        let len = self.load(Opc::Ld32, at, o_list::LEN, mem);
        (at, len)
    }

    /// Heap offset, displacement and memory class of the items.
    pub(super) fn storage(&mut self, at: Val, kind: Kind) -> (Val, u32, Mem) {
        if kind == Kind::List {
            let items = self.load(Opc::Ld32, at, o_list::ITEMS, Mem::ListItems);
            (items, o_buffer::DATA, Mem::Elem)
        } else {
            (at, o_tuple::ITEMS, Mem::Const)
        }
    }

    /// Bounds check by Python's rules: the sequence's heap offset, and the index as a non-negative number.
    fn element(&mut self, seq: Val, kind: Kind, index: Val) -> (Val, Val) {
        let (at, len) = self.length(seq, kind);
        let index = self.in_bounds(index, len);
        (at, index)
    }

    pub(super) fn get_item(&mut self) {
        let x = self.ins;
        let (v, index) = (self.reg(x.b), self.reg(x.c));
        if x.feedback & (fb::STR | fb::LIST | fb::TUPLE | fb::DICT | fb::OTHER) == 0 && !self.is_generic() {
            return self.leave(ExitReason::Cold);
        }
        if let Some(item) = self.known_item(v, index) {
            return self.set(x.a as u32, item);
        }
        if let Some(item) = self.str_item(v, index).or_else(|| self.dict_item(v, index)) {
            return self.set(x.a as u32, item);
        }
        let Some((seq, kind, index)) = self.sequence(v, index) else {
            return self.kernel_op();
        };
        let (at, index) = self.element(seq, kind, index);
        let (base, offset, mem) = self.storage(at, kind);
        let item = self.load_element(base, index, offset, mem);
        self.set(x.a as u32, item);
    }

    pub(super) fn set_item(&mut self) {
        let x = self.ins;
        let (v, index, value) = (self.reg(x.a), self.reg(x.b), self.reg(x.c));
        if x.feedback & (fb::STR | fb::LIST | fb::TUPLE | fb::DICT | fb::OTHER) == 0 && !self.is_generic() {
            return self.leave(ExitReason::Cold);
        }
        match self.sequence(v, index) {
            Some((seq, Kind::List, index)) => {
                let (at, index) = self.element(seq, Kind::List, index);
                let (base, offset, mem) = self.storage(at, Kind::List);
                self.store_value(base, index, value, offset, mem);
            }
            _ if self.dict_store(v, index, value) => {}
            _ => self.kernel_op(),
        }
    }

    pub(super) fn list_append_op(&mut self) {
        let (list, item) = (self.reg(self.ins.a), self.reg(self.ins.b));
        let list = match self.f.ty(list) {
            Ty::Obj(Kind::List) => list,
            // The opcode is made for comprehensions only, on a list of their own.
            Ty::Boxed => self.guard_kind(list, Kind::List, ExitReason::Kind),
            _ => return self.kernel_op(),
        };
        self.append(list, item);
    }

    /// list.append: inline while there is room.
    pub(super) fn append(&mut self, list: Val, item: Val) {
        let item = self.boxed(item);
        self.call_helper(Helper::ListAppend, &[list, item], Ty::None);
    }

    /// The word of the instruction's inline cache: 0 is d.
    pub(super) fn cache(&self, i: usize) -> u32 {
        self.info().words[self.ins.at as usize + 4 + i]
    }

    /// Guards class version and shape of an instance as the inline cache has them; gives its heap offset.
    fn guard_shape(&mut self, v: Val) -> Val {
        let object = self.guard_kind(v, Kind::Instance, ExitReason::Shape);
        let at = self.reference(object);
        let (want_shape, want_version) = (self.cache(0), self.cache(1));
        if self.shape_known(object, want_shape, want_version) {
            return at;
        }
        let shape = self.load(Opc::Ld32, at, o_instance::SHAPE, Mem::Shape);
        let want = self.int(self.cache(0) as i64);
        let same = self.emit(Opc::ICmp, Ty::Bool, &[shape, want], CC_EQ);
        self.guard(same, true, ExitReason::Shape);
        let class = self.load(Opc::Ld32, at, o_obj::CLASS, Mem::Shape);
        let version = self.load(Opc::Ld32, class, o_type::VERSION, Mem::Shape);
        let want = self.int(self.cache(1) as i64);
        let same = self.emit(Opc::ICmp, Ty::Bool, &[version, want], CC_EQ);
        self.guard(same, true, ExitReason::Shape);
        self.learn_shape(object, want_shape, want_version);
        at
    }

    /// Guards that the value is an object of the class whose version the inline cache has.
    fn guard_class(&mut self, v: Val) -> Val {
        if self.f.ty(v) == Ty::Boxed {
            let n = self.int(32);
            let tag = self.emit(Opc::IShr, Ty::Int, &[v, n], 0);
            let want = self.int(tag::REF as i32 as i64);
            let same = self.emit(Opc::ICmp, Ty::Bool, &[tag, want], CC_EQ);
            self.guard(same, true, ExitReason::Kind);
        }
        let at = self.reference(v);
        let class = self.load(Opc::Ld32, at, o_obj::CLASS, Mem::Shape);
        let version = self.load(Opc::Ld32, class, o_type::VERSION, Mem::Shape);
        let want = self.int(self.cache(1) as i64);
        let same = self.emit(Opc::ICmp, Ty::Bool, &[version, want], CC_EQ);
        self.guard(same, true, ExitReason::Kind);
        v
    }

    pub(super) fn get_attr(&mut self) {
        let x = self.ins;
        let v = self.reg(x.b);
        if self.is_generic() {
            return self.kernel_op();
        }
        let (kind, d, g) = (self.cache(2) & 0xff, self.cache(0), self.cache(3));
        match kind {
            attr_cache::SLOT if d != 0 => {
                let at = self.guard_shape(v);
                let object = self.reg(x.b);
                if let Some(value) = self.known_attribute(object, g) {
                    return self.set(x.a as u32, value);
                }
                let r = self.load(Opc::LdVal, at, g, Mem::Slot);
                self.check_bound_value(r);
                self.set(x.a as u32, r);
            }
            attr_cache::OVERFLOW if d != 0 => {
                let at = self.guard_shape(v);
                let more = self.load(Opc::Ld32, at, o_instance::ATTRS, Mem::Shape);
                let r = self.load(Opc::LdVal, more, g, Mem::Slot);
                self.check_bound_value(r);
                self.set(x.a as u32, r);
            }
            attr_cache::MODULE => match self.module_value(v, g) {
                Some(r) => self.set(x.a as u32, r),
                None => self.kernel_op(),
            },
            attr_cache::EMPTY if self.cache(1) == 0 && self.is_cold() => self.leave(ExitReason::Cold),
            _ => self.kernel_op(),
        }
    }

    /// A slot may have been deleted.
    fn check_bound_value(&mut self, v: Val) {
        let unbound = self.constant(Value::UNBOUND);
        let missing = self.emit(Opc::BitsEq, Ty::Bool, &[v, unbound], 0);
        self.guard(missing, false, ExitReason::Unbound);
    }

    /// The value at heap offset `g` of a module known by identity, if it is one that the compiler knows by name.
    fn module_value(&mut self, module: Val, g: u32) -> Option<Val> {
        self.const_bits(module)?;
        let entry = g.checked_sub(o_dict_entry::VALUE)?;
        let at = self.int(entry as i64);
        let name = Value::object(crate::heap::Ref(self.ins.c as u32));
        // The module's dict must still have its entries there.
        let dict = self.reference(module);
        let dict = self.load(Opc::Ld32, dict, crate::generated::layouts::o_module::ATTRS, Mem::Const);
        let entries = self.load(Opc::Ld32, dict, crate::generated::layouts::o_dict::ENTRIES, Mem::Dict);
        let want = self.int(self.cache(0) as i64);
        let same = self.emit(Opc::ICmp, Ty::Bool, &[entries, want], CC_EQ);
        self.guard(same, true, ExitReason::Globals);
        let key = self.load(Opc::LdVal, at, o_dict_entry::KEY, Mem::Dict);
        self.guard_bits(key, name, ExitReason::Globals);
        let v = self.load(Opc::LdVal, at, o_dict_entry::VALUE, Mem::DictValue);
        let code = self.f.frames[self.frame].code;
        Some(
            match self.req.sites.iter().find(|s| (s.0, s.1) == (code, self.ins.at)) {
                Some(&(_, _, known)) => self.guard_bits(v, Value::object(known), ExitReason::Globals),
                None => v,
            },
        )
    }

    pub(super) fn set_attr(&mut self) {
        let x = self.ins;
        let (v, value) = (self.reg(x.a), self.reg(x.b));
        if self.is_generic() || matches!(self.f.ty(value), Ty::Virtual(_)) {
            return self.kernel_op();
        }
        match self.cache(2) & 0xff {
            attr_cache::SLOT if self.cache(0) != 0 => {
                let at = self.guard_shape(v);
                let object = self.reg(x.a);
                self.store_attribute(object, at, value, self.cache(3));
            }
            attr_cache::ADD_SLOT if self.cache(0) != 0 => {
                let at = self.guard_shape(v);
                let object = self.reg(x.a);
                self.add_slot(object, at, value, self.cache(2) >> 8);
            }
            attr_cache::OVERFLOW if self.cache(0) != 0 => {
                let at = self.guard_shape(v);
                let more = self.load(Opc::Ld32, at, o_instance::ATTRS, Mem::Shape);
                self.store_value(more, NIL, value, self.cache(3), Mem::Slot);
            }
            attr_cache::EMPTY if self.cache(1) == 0 && self.is_cold() => self.leave(ExitReason::Cold),
            _ => self.kernel_op(),
        }
    }

    pub(super) fn load_method(&mut self) {
        let x = self.ins;
        let v = self.reg(x.b);
        let (kind, d, g) = (self.cache(2) & 0xff, self.cache(0), self.cache(3));
        if self.is_generic() || matches!(self.f.ty(v), Ty::Virtual(_)) {
            return self.kernel_op();
        }
        match kind {
            attr_cache::METHOD if d != 0 => {
                self.guard_shape(v);
                let f = self.constant(Value::object(crate::heap::Ref(g)));
                let v = self.reg(x.b);
                self.set(x.a as u32, f);
                self.set(x.a as u32 + 1, v);
            }
            attr_cache::METHOD => {
                // A method of a built-in type: its class cannot change, so the object's type is all there is to check.
                let method = crate::heap::Ref(g);
                let owner = self.req.known.iter().find(|k| k.0 == method).and_then(|k| k.2);
                let object = match (self.f.ty(v), owner) {
                    (Ty::Obj(kind), Some(owner)) if kind == owner => v,
                    (Ty::Boxed, Some(owner)) => self.guard_kind(v, owner, ExitReason::Kind),
                    (Ty::Boxed | Ty::Obj(_), _) => self.guard_class(v),
                    _ => return self.kernel_op(),
                };
                let f = self.constant(Value::object(method));
                self.set(x.a as u32, f);
                self.set(x.a as u32 + 1, object);
            }
            attr_cache::MODULE => match self.module_value(v, g) {
                Some(f) => {
                    let unbound = self.constant(Value::UNBOUND);
                    self.set(x.a as u32, f);
                    self.set(x.a as u32 + 1, unbound);
                }
                None => self.kernel_op(),
            },
            attr_cache::EMPTY if self.cache(1) == 0 && self.is_cold() => self.leave(ExitReason::Cold),
            _ => self.kernel_op(),
        }
    }
}
