//! From the special methods that a class has or inherits to its slots: native slots where the method found is a
//! wrapper of one, else the functions of `generic` that call it.

use super::dunders::{BINARY_NAMES, CMP_NAMES};
use super::{Wrap, generic};
use crate::heap::{Kind, Ref, Value};
use crate::objects::Runtime;
use crate::objects::spec::Slots;
use crate::objects::state::Native;

/// What the methods of one slot come to.
enum Found {
    Nothing,
    /// All are wrappers of this class's slot.
    Native(Ref),
    Python,
}

impl Runtime {
    fn find_slot(&mut self, class: Ref, names: &[(&str, Wrap)]) -> Found {
        let mut result = Found::Nothing;
        for &(name, wrap) in names {
            let Ok(name) = self.intern(name) else { continue };
            let Some((_, v)) = self.lookup_mro(class, name) else {
                continue;
            };
            let owner = match self.native_of(v) {
                // One of a class that this is no subclass of refuses its instances when it is called.
                Some((Native::Wrapper(_), owner)) if !self.info(class).mro.contains(&owner) => return Found::Python,
                Some((Native::Wrapper(w), owner)) if w == wrap => owner,
                Some((Native::New, owner)) if wrap == Wrap::New => owner,
                // A number slot and a sequence slot share the name.
                Some((Native::Wrapper(_), _))
                    if matches!(wrap, Wrap::Binary(_) | Wrap::RBinary(_) | Wrap::Inplace(_)) =>
                {
                    continue;
                }
                _ => return Found::Python,
            };
            result = match result {
                Found::Native(other) if other != owner => return Found::Python,
                _ => Found::Native(owner),
            };
        }
        result
    }

    /// Slots of the nearest class of the MRO that gives sequence slots.
    fn inherited<T>(&self, class: Ref, pick: impl Fn(&Slots) -> Option<T>) -> Option<T> {
        self.info(class)
            .mro
            .iter()
            .find_map(|&c| self.info(c).spec.and_then(|s| pick(&s.slots)))
    }

    pub(super) fn resolve_slots(&mut self, class: Ref) {
        let mut s = Slots::NONE;
        macro_rules! slot {
            ($field:ident, [$($name:expr => $wrap:expr),+]) => {
                s.$field = match self.find_slot(class, &[$(($name, $wrap)),+]) {
                    Found::Nothing => None,
                    Found::Native(owner) => self.info(owner).spec.and_then(|spec| spec.slots.$field),
                    Found::Python => Some(generic::$field),
                };
            };
        }
        slot!(repr, ["__repr__" => Wrap::Repr]);
        slot!(str, ["__str__" => Wrap::Str]);
        slot!(truth, ["__bool__" => Wrap::Truth]);
        slot!(len, ["__len__" => Wrap::Len]);
        slot!(get_item, ["__getitem__" => Wrap::GetItem]);
        slot!(set_item, ["__setitem__" => Wrap::SetItem, "__delitem__" => Wrap::DelItem]);
        slot!(contains, ["__contains__" => Wrap::Contains]);
        slot!(iter, ["__iter__" => Wrap::Iter]);
        slot!(next, ["__next__" => Wrap::Next]);
        slot!(neg, ["__neg__" => Wrap::Neg]);
        slot!(pos, ["__pos__" => Wrap::Pos]);
        slot!(abs, ["__abs__" => Wrap::Abs]);
        slot!(invert, ["__invert__" => Wrap::Invert]);
        slot!(int, ["__int__" => Wrap::Int]);
        slot!(float, ["__float__" => Wrap::Float]);
        slot!(index, ["__index__" => Wrap::Index]);
        slot!(call, ["__call__" => Wrap::Call]);
        slot!(init, ["__init__" => Wrap::Init]);
        slot!(new, ["__new__" => Wrap::New]);
        slot!(get_attr, ["__getattribute__" => Wrap::GetAttribute, "__getattr__" => Wrap::GetAttr]);
        slot!(set_attr, ["__setattr__" => Wrap::SetAttr, "__delattr__" => Wrap::DelAttr]);
        slot!(descr_get, ["__get__" => Wrap::DescrGet]);
        slot!(descr_set, ["__set__" => Wrap::DescrSet, "__delete__" => Wrap::DescrDelete]);
        slot!(compare, [
            CMP_NAMES[0] => Wrap::Cmp(crate::objects::spec::CmpOp::Lt),
            CMP_NAMES[1] => Wrap::Cmp(crate::objects::spec::CmpOp::Le),
            CMP_NAMES[2] => Wrap::Cmp(crate::objects::spec::CmpOp::Eq),
            CMP_NAMES[3] => Wrap::Cmp(crate::objects::spec::CmpOp::Ne),
            CMP_NAMES[4] => Wrap::Cmp(crate::objects::spec::CmpOp::Gt),
            CMP_NAMES[5] => Wrap::Cmp(crate::objects::spec::CmpOp::Ge)
        ]);
        self.resolve_hash(class, &mut s);
        let mut generic_slots = super::GenericSlots::default();
        for (op, &(name, rname, iname)) in BINARY_NAMES.iter().enumerate() {
            let bin = super::dunders::BIN_OPS[op];
            s.binary[op] = match self.find_slot(class, &[(name, Wrap::Binary(bin)), (rname, Wrap::RBinary(bin))]) {
                Found::Nothing => None,
                Found::Native(owner) => self.info(owner).spec.and_then(|spec| spec.slots.binary[op]),
                Found::Python => {
                    generic_slots.binary[op] = true;
                    Some(generic::BINARY[op])
                }
            };
            s.inplace[op] = match self.find_slot(class, &[(iname, Wrap::Inplace(bin))]) {
                Found::Nothing => None,
                Found::Native(owner) => self.info(owner).spec.and_then(|spec| spec.slots.inplace[op]),
                Found::Python => Some(generic::INPLACE[op]),
            };
        }
        s.pow3 = self.inherited(class, |s| s.pow3);
        s.concat = self.inherited(class, |s| s.concat);
        s.repeat = self.inherited(class, |s| s.repeat);
        s.inplace_concat = self.inherited(class, |s| s.inplace_concat);
        s.inplace_repeat = self.inherited(class, |s| s.inplace_repeat);
        generic_slots.get_attr = matches!(
            self.find_slot(
                class,
                &[("__getattribute__", Wrap::GetAttribute), ("__getattr__", Wrap::GetAttr)]
            ),
            Found::Python
        );
        generic_slots.new = matches!(self.find_slot(class, &[("__new__", Wrap::New)]), Found::Python);
        generic_slots.init = matches!(self.find_slot(class, &[("__init__", Wrap::Init)]), Found::Python);
        let finalizer = self.lookup_mro(class, self.core.names.__del__).is_some();
        let by_base = [("__new__", Wrap::New), ("__init__", Wrap::Init)].iter().all(|&slot| {
            match self.find_slot(class, &[slot]) {
                Found::Native(owner) => self.info(owner).name == "BaseException",
                _ => false,
            }
        });
        let plain_type = self.heap.class(class) == self.types.type_;
        let info = self.info_mut(class);
        info.finalizer = finalizer;
        info.plain_exceptions = by_base && plain_type && !finalizer && info.kind == Kind::Exception;
        info.slots = s;
        info.generic = generic_slots;
    }

    fn resolve_hash(&mut self, class: Ref, s: &mut Slots) {
        let name = self.core.names.__hash__;
        match self.lookup_mro(class, name) {
            Some((_, Value::NONE)) => s.unhashable = true,
            Some((_, v)) => {
                s.hash = match self.native_of(v) {
                    Some((Native::Wrapper(Wrap::Hash), owner)) if self.info(class).mro.contains(&owner) => {
                        self.info(owner).spec.and_then(|s| s.slots.hash)
                    }
                    _ => Some(generic::hash),
                }
            }
            None => {}
        }
    }
}
