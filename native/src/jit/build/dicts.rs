//! Dicts and sets, and what is the same for all containers: membership, iteration over entries.

use super::*;
use crate::generated::layouts::{feedback as fb, o_dict_entry, o_dict_iter};
use crate::jit::helpers::{Helper, dict, set};

impl Builder<'_> {
    /// No iterator that does not exist yet.
    pub(super) fn solid(&self, v: Val) -> bool {
        !matches!(self.f.ty(v), Ty::Virtual(_))
    }

    /// The container as an exact dict, if types or feedback say so.
    fn dict(&mut self, v: Val) -> Option<Val> {
        let known = match self.f.ty(v) {
            Ty::Obj(kind) => kind == Kind::Dict,
            Ty::Boxed => {
                self.ins.feedback & (fb::STR | fb::LIST | fb::TUPLE | fb::DICT | fb::OTHER) == fb::DICT
                    && self.const_bits(v).is_none()
            }
            _ => false,
        };
        if !known || self.is_generic() {
            return None;
        }
        Some(self.guard_kind(v, Kind::Dict, ExitReason::Kind))
    }

    /// Looks the key of an exact dict up.
    fn find(&mut self, dict: Val, key: Val) -> Found {
        if let Some(found) = self.st.found.filter(|f| f.dict == dict && f.key == key) {
            return found;
        }
        // Values of the unit's own namespaces are in registers, out of date in the dicts.
        for namespace in [self.req.globals_dict, self.req.builtins_dict] {
            let other = self.constant(Value::object(namespace));
            let same = self.emit(Opc::BitsEq, Ty::Bool, &[dict, other], 0);
            self.guard(same, false, ExitReason::Declined);
        }
        let exit = self.here(ExitReason::Declined);
        let entry = self.emit_exit(Opc::DictFind, Ty::Int, &[dict, key], 0, exit);
        self.f.insts[entry as usize].mem = Mem::Dict;
        self.ranged(entry, 0, u32::MAX as i64);
        let found = Found {
            dict,
            key,
            entry,
            present: false,
        };
        self.st.found = Some(found);
        found
    }

    /// Whether there is an entry, as a Bool.
    fn is_present(&mut self, found: Found) -> Val {
        if found.present {
            return self.bool(true);
        }
        let zero = self.int(0);
        self.emit(Opc::ICmp, Ty::Bool, &[found.entry, zero], CC_NE)
    }

    /// `v[key]` of a dict.
    pub(super) fn dict_item(&mut self, v: Val, key: Val) -> Option<Val> {
        if !self.solid(key) {
            return None;
        }
        let d = self.dict(v)?;
        let found = self.find(d, key);
        let there = self.is_present(found);
        self.guard_or_raise(there, true, ExitReason::Declined);
        self.st.found = Some(Found { present: true, ..found });
        Some(self.load(Opc::LdVal, found.entry, o_dict_entry::VALUE, Mem::DictValue))
    }

    /// `d.get(key, default)` of an exact dict.
    pub(super) fn dict_get(&mut self, d: Val, key: Val, default: Val) -> Val {
        let found = self.find(d, key);
        if found.present {
            return self.load(Opc::LdVal, found.entry, o_dict_entry::VALUE, Mem::DictValue);
        }
        let default = self.boxed(default);
        let v = self.emit(Opc::EntryOr, Ty::Boxed, &[found.entry, default], 0);
        self.f.insts[v as usize].mem = Mem::DictValue;
        v
    }

    /// `v[key] = value` of a dict; false: it is none.
    pub(super) fn dict_store(&mut self, v: Val, key: Val, value: Val) -> bool {
        if !self.solid(key) || !self.solid(value) {
            return false;
        }
        let Some(d) = self.dict(v) else {
            return false;
        };
        let found = self.find(d, key);
        if found.present {
            self.store_value(found.entry, NIL, value, o_dict_entry::VALUE, Mem::DictValue);
            return true;
        }
        let (key, value) = (self.boxed(key), self.boxed(value));
        let exit = self.here(ExitReason::Declined);
        self.emit_exit(Opc::DictStore, Ty::None, &[found.entry, d, key, value], 0, exit);
        self.st.found = None;
        true
    }

    pub(super) fn del_item(&mut self) {
        let x = self.ins;
        let (v, key) = (self.reg(x.a), self.reg(x.b));
        if self.is_generic() || self.f.ty(v) != Ty::Obj(Kind::Dict) || !self.solid(key) {
            return self.kernel_op();
        }
        self.call_helper(Helper::DictDelete, &[v, key], Ty::None);
    }

    /// DICT_SET and SET_ADD of comprehensions, on a container of their own.
    pub(super) fn comprehension_add(&mut self) {
        let x = self.ins;
        let (container, a) = (self.reg(x.a), self.reg(x.b));
        let dict = x.op == Op::DictSet;
        let b = if dict { self.reg(x.c) } else { a };
        if self.is_generic() || ![container, a, b].iter().all(|&v| self.solid(v)) {
            return self.kernel_op();
        }
        if dict {
            let d = self.guard_kind(container, Kind::Dict, ExitReason::Kind);
            self.call_helper(Helper::DictSet, &[d, a, b], Ty::None);
        } else {
            let s = self.guard_kind(container, Kind::Set, ExitReason::Kind);
            self.call_helper(Helper::SetAdd, &[s, a], Ty::None);
        }
    }

    /// BUILD_DICT, BUILD_SET: the container, then its items one by one.
    pub(super) fn build_container(&mut self) {
        let x = self.ins;
        let dict = x.op == Op::BuildDict;
        // Items that a helper declines would find a container that the interpreter makes again.
        if self.is_generic() || x.c > 0 {
            return self.kernel_op();
        }
        let made = if dict {
            self.call_helper(Helper::BuildDict, &[], Ty::Obj(Kind::Dict))
        } else {
            self.call_helper(Helper::BuildSet, &[], Ty::Obj(Kind::Set))
        };
        self.set(x.a as u32, made);
    }

    pub(super) fn contains_op(&mut self) {
        let x = self.ins;
        let (v, container) = (self.reg(x.b), self.reg(x.c));
        if self.is_generic() || !self.solid(v) || !matches!(self.f.ty(container), Ty::Boxed | Ty::Obj(_)) {
            return self.kernel_op();
        }
        let seen = self.seen(x.c);
        let is_dict = match self.f.ty(container) {
            Ty::Obj(kind) => kind == Kind::Dict,
            _ => self.const_bits(container).is_none() && seen.class == self.req.types.dict,
        };
        let found = if is_dict {
            let d = self.guard_kind(container, Kind::Dict, ExitReason::Kind);
            let found = self.find(d, v);
            self.is_present(found)
        } else {
            self.call_helper(Helper::Contains, &[container, v], Ty::Bool)
        };
        let r = if x.op == Op::In { found } else { self.not(found) };
        self.set(x.a as u32, r);
    }

    /// FOR_ITER over a dict's or set's iterator that exists; false: it is none.
    pub(super) fn for_entries(&mut self) -> Result<bool, GiveUp> {
        let x = self.ins;
        let it = self.reg(x.b);
        let seen = self.seen(x.b);
        let kind = match self.f.ty(it) {
            Ty::Obj(kind) => kind,
            Ty::Boxed if !self.is_generic() => match seen.kind {
                Some(kind) => kind,
                None => return Ok(false),
            },
            _ => return Ok(false),
        };
        if self.is_generic() || seen.kind != Some(kind) {
            return Ok(false);
        }
        match kind {
            Kind::DictIter => self.for_dict(it, seen.class),
            Kind::SetIter => self.for_set(it),
            _ => Ok(false),
        }
    }

    fn for_dict(&mut self, it: Val, class: crate::heap::Ref) -> Result<bool, GiveUp> {
        let x = self.ins;
        let types = &self.req.types;
        let classes = [
            types.dict_key_iterator,
            types.dict_value_iterator,
            types.dict_item_iterator,
        ];
        let Some(what) = classes.iter().position(|&c| c == class) else {
            return Ok(false);
        };
        let it = self.guard_kind(it, Kind::DictIter, ExitReason::Kind);
        let at = self.reference(it);
        let (now, want) = (
            self.load(Opc::Ld32, at, o_dict_iter::WHAT, Mem::Const),
            self.int(what as i64),
        );
        let same = self.emit(Opc::ICmp, Ty::Bool, &[now, want], CC_EQ);
        self.guard(same, true, ExitReason::Kind);
        let entry = self.call_helper(Helper::DictNext, &[it], Ty::Int);
        let other = self.int(dict::OTHER);
        let declined = self.emit(Opc::ICmp, Ty::Bool, &[entry, other], CC_EQ);
        self.guard(declined, false, ExitReason::Declined);
        let end = self.int(dict::END);
        let more = self.emit(Opc::ICmp, Ty::Bool, &[entry, end], CC_NE);
        self.split(more, x.target().unwrap_or(0), |b| {
            let key = b.load(Opc::LdVal, entry, o_dict_entry::KEY, Mem::Dict);
            let item = match what {
                0 => key,
                1 => b.load(Opc::LdVal, entry, o_dict_entry::VALUE, Mem::DictValue),
                _ => {
                    let value = b.load(Opc::LdVal, entry, o_dict_entry::VALUE, Mem::DictValue);
                    b.display(Opc::NewTuple, &[key, value])
                }
            };
            b.set(x.a as u32, item);
            b.jump_to(x.next())
        })?;
        Ok(true)
    }

    fn for_set(&mut self, it: Val) -> Result<bool, GiveUp> {
        let x = self.ins;
        let it = self.guard_kind(it, Kind::SetIter, ExitReason::Kind);
        let answer = self.call_helper(Helper::SetNext, &[it], Ty::Int);
        let item = self.emit(Opc::Refine, Ty::Boxed, &[answer], 0);
        let declined = self.constant(Value::UNBOUND);
        let declined = self.emit(Opc::BitsEq, Ty::Bool, &[item, declined], 0);
        self.guard(declined, false, ExitReason::Declined);
        let end = self.int(set::END);
        let more = self.emit(Opc::ICmp, Ty::Bool, &[answer, end], CC_NE);
        self.split(more, x.target().unwrap_or(0), |b| {
            b.set(x.a as u32, item);
            b.jump_to(x.next())
        })?;
        Ok(true)
    }
}
