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

    /// `v[key]` of a dict.
    pub(super) fn dict_item(&mut self, v: Val, key: Val) -> Option<Val> {
        if !self.solid(key) {
            return None;
        }
        let d = self.dict(v)?;
        Some(self.call_helper(Helper::DictGet, &[d, key], Ty::Boxed))
    }

    /// `v[key] = value` of a dict; false: it is none.
    pub(super) fn dict_store(&mut self, v: Val, key: Val, value: Val) -> bool {
        if !self.solid(key) || !self.solid(value) {
            return false;
        }
        let Some(d) = self.dict(v) else {
            return false;
        };
        self.call_helper(Helper::DictSet, &[d, key, value], Ty::None);
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
        let found = self.call_helper(Helper::Contains, &[container, v], Ty::Bool);
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
                1 => b.load(Opc::LdVal, entry, o_dict_entry::VALUE, Mem::Dict),
                _ => {
                    let value = b.load(Opc::LdVal, entry, o_dict_entry::VALUE, Mem::Dict);
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
