//! Strs: characters, slices, comparison, concatenation, formatting.

use super::*;
use crate::generated::layouts::{feedback as fb, o_str};
use crate::jit::helpers::Helper;
use crate::jit::request::Literal;

/// Feedback on the kinds of operands.
pub(super) const SEEN: u32 = fb::INT | fb::FLOAT | fb::MIXED | fb::STR | fb::LIST | fb::TUPLE | fb::DICT | fb::OTHER;

impl Builder<'_> {
    pub(super) fn literal(&self, v: Val) -> Option<Literal> {
        let r = self.const_bits(v)?.as_object()?;
        self.req.literals.iter().find(|l| l.at == r).copied()
    }

    /// Could it be a str, as far as its type says?
    fn maybe_str(&self, v: Val) -> bool {
        match self.f.ty(v) {
            Ty::Obj(kind) => kind == Kind::Str,
            Ty::Boxed => self.const_bits(v).is_none(),
            _ => false,
        }
    }

    /// Both operands as strs, if types or feedback say that they are.
    pub(super) fn strs(&mut self, a: Val, b: Val) -> Option<(Val, Val)> {
        if self.is_generic() || !self.maybe_str(a) || !self.maybe_str(b) {
            return None;
        }
        let certain = self.f.ty(a) == Ty::Obj(Kind::Str) && self.f.ty(b) == Ty::Obj(Kind::Str);
        if !certain && self.ins.feedback & SEEN != fb::STR {
            return None;
        }
        let a = self.guard_kind(a, Kind::Str, ExitReason::Kind);
        Some((a, self.guard_kind(b, Kind::Str, ExitReason::Kind)))
    }

    /// `a cc b` of two strs.
    pub(super) fn compare_strs(&mut self, a: Val, b: Val, cc: i64) -> Val {
        if cc != CC_EQ && cc != CC_NE {
            let order = self.call_helper(Helper::StrCompare, &[a, b], Ty::Int);
            let zero = self.int(0);
            return self.emit(Opc::ICmp, Ty::Bool, &[order, zero], cc);
        }
        let char = |b: &Self, v| b.literal(v).and_then(|l| l.char);
        let equal = match (char(self, a), char(self, b)) {
            (Some(_), Some(_)) => self.emit(Opc::BitsEq, Ty::Bool, &[a, b], 0),
            (Some(c), None) => self.is_char(b, a, c),
            (None, Some(c)) => self.is_char(a, b, c),
            _ => self.strs_equal(a, b),
        };
        if cc == CC_EQ { equal } else { self.not(equal) }
    }

    /// Of a part of a str only what it is a part of is looked at.
    fn strs_equal(&mut self, a: Val, b: Val) -> Val {
        let (part, other) = if self.slice_of(a).is_some() { (a, b) } else { (b, a) };
        match self.slice_of(part) {
            Some((s, start, count)) => self.emit(Opc::SliceEq, Ty::Bool, &[s, start, count, other], 0),
            None => self.emit(Opc::StrEq, Ty::Bool, &[a, b], 0),
        }
    }

    /// The str, start and number of characters of a slice that was made here.
    pub(super) fn slice_of(&self, v: Val) -> Option<(Val, Val, Val)> {
        let i = self.f.inst(v);
        match (i.op, &i.args[..]) {
            (Opc::NewSlice, &[s, start, count]) => Some((s, start, count)),
            _ => None,
        }
    }

    fn is_char(&mut self, v: Val, literal: Val, c: u8) -> Val {
        if self.f.inst(v).op == Opc::CharAt {
            // Strs of one narrow character made by indexing are shared.
            return self.emit(Opc::BitsEq, Ty::Bool, &[v, literal], 0);
        }
        if self.slice_of(v).is_some() {
            return self.strs_equal(v, literal);
        }
        let at = self.reference(v);
        self.emit(Opc::StrIsChar, Ty::Bool, &[at], c as i64)
    }

    /// `s[index]`, if it is that.
    pub(super) fn str_item(&mut self, s: Val, index: Val) -> Option<Val> {
        let feedback = self.ins.feedback & SEEN;
        let known = match self.f.ty(s) {
            Ty::Obj(Kind::Str) => true,
            Ty::Boxed => feedback == fb::STR,
            _ => false,
        };
        if !known || self.is_generic() || !matches!(self.f.ty(index), Ty::Int | Ty::Bool | Ty::Boxed) {
            return None;
        }
        let s = self.guard_kind(s, Kind::Str, ExitReason::Kind);
        let index = self.unbox_int(index, ExitReason::NotInt);
        if let Some((whole, start, count)) = self.slice_of(s) {
            let index = self.in_bounds(index, count);
            let index = self.emit(Opc::IAdd, Ty::Int, &[start, index], 0);
            let index = self.ranged(index, 0, i32::MAX as i64);
            let at = self.reference(whole);
            return Some(self.char_at(at, index));
        }
        let at = self.reference(s);
        let len = self.load(Opc::Ld32, at, o_str::LEN, Mem::Const);
        let index = self.in_bounds(index, len);
        Some(self.char_at(at, index))
    }

    /// The character at an index in range.
    pub(super) fn char_at(&mut self, at: Val, index: Val) -> Val {
        let exit = self.here(ExitReason::Declined);
        self.emit_exit(Opc::CharAt, Ty::Obj(Kind::Str), &[at, index], 0, exit)
    }

    /// BUILD_SLICE whose only use is the GET_ITEM of a str, list or tuple that follows it.
    pub(super) fn build_slice(&mut self) {
        if !self.item_of_slice() {
            self.kernel_op();
        }
    }

    fn item_of_slice(&mut self) -> bool {
        let x = self.ins;
        let i = self.code.index[x.at as usize] as usize;
        let Some(&next) = self.code.ins.get(i + 1) else {
            return false;
        };
        let fused = next.op == Op::GetItem
            && next.c == x.a
            && next.b != x.a
            && self.code.block_of[i + 1] == self.code.block_of[i]
            && (next.a == x.a || self.live_at(next.next()).is_some_and(|l| !l.has(x.a as u32)));
        if !fused || self.is_generic() || self.generic.contains(&next.at) {
            return false;
        }
        let s = self.reg(next.b);
        let parts = [x.b, x.b + 1, x.b + 2].map(|r| self.reg(r));
        let kind = match self.f.ty(s) {
            Ty::Obj(kind) => kind,
            Ty::Boxed if next.feedback & SEEN == fb::STR => Kind::Str,
            // Feedback tells lists and tuples from others only where they have an index.
            Ty::Boxed => match self.seen_sequence(next.b) {
                Some(kind) => kind,
                None => return false,
            },
            _ => return false,
        };
        let helper = match kind {
            Kind::Str if self.const_bits(parts[2]) == Some(Value::NONE) => Helper::StrSlice,
            Kind::List | Kind::Tuple => Helper::SequenceSlice,
            _ => return false,
        };
        if !parts.iter().all(|&v| matches!(self.f.ty(v), Ty::Int | Ty::Boxed)) {
            return false;
        }
        let s = self.guard_kind(s, kind, ExitReason::Kind);
        let known = |b: &Self, v: Val| b.f.ty(v) == Ty::Int || b.const_bits(v) == Some(Value::NONE);
        let part = if kind == Kind::Str && known(self, parts[0]) && known(self, parts[1]) {
            self.str_slice(s, parts[0], parts[1])
        } else {
            let count = helper.args().len() - 2;
            let args: Vec<Val> = [s].into_iter().chain(parts).take(count + 1).collect();
            self.call_helper(helper, &args, Ty::Obj(kind))
        };
        self.set(next.a as u32, part);
        self.skip = Some(next.at);
        true
    }

    /// `s[start:stop]`; the bounds are ints or None.
    fn str_slice(&mut self, s: Val, start: Val, stop: Val) -> Val {
        let at = self.reference(s);
        let len = self.load(Opc::Ld32, at, o_str::LEN, Mem::Const);
        let zero = self.int(0);
        let start = self.slice_bound(start, len, zero);
        let stop = self.slice_bound(stop, len, len);
        let count = self.emit(Opc::ISub, Ty::Int, &[stop, start], 0);
        let some = self.emit(Opc::ICmp, Ty::Bool, &[start, stop], CC_LT);
        let count = self.emit(Opc::Select, Ty::Int, &[some, count, zero], 0);
        let count = self.ranged(count, 0, i32::MAX as i64);
        let exit = self.here(ExitReason::Declined);
        self.emit_exit(Opc::NewSlice, Ty::Obj(Kind::Str), &[s, start, count], 0, exit)
    }

    /// A bound of a slice, moved into the range from 0 to `len`.
    fn slice_bound(&mut self, v: Val, len: Val, default: Val) -> Val {
        if self.f.ty(v) != Ty::Int {
            return default;
        }
        let (lo, hi) = self.range(v);
        let zero = self.int(0);
        let mut v = v;
        if lo < 0 {
            let moved = self.emit(Opc::IAdd, Ty::Int, &[v, len], 0);
            let below = self.emit(Opc::ICmp, Ty::Bool, &[moved, zero], CC_LT);
            let moved = self.emit(Opc::Select, Ty::Int, &[below, zero, moved], 0);
            let negative = self.emit(Opc::ICmp, Ty::Bool, &[v, zero], CC_LT);
            v = self.emit(Opc::Select, Ty::Int, &[negative, moved, v], 0);
        }
        if hi > 0 {
            let inside = self.emit(Opc::ICmp, Ty::Bool, &[v, len], CC_LT);
            v = self.emit(Opc::Select, Ty::Int, &[inside, v, len], 0);
        }
        // A bound that is 0 whatever happens is still the operand itself, of which more is known.
        if lo == 0 && hi == 0 || self.const_int(v).is_some() {
            return v;
        }
        self.ranged(v, 0, i32::MAX as i64)
    }

    pub(super) fn format_value(&mut self) {
        let x = self.ins;
        let v = self.reg(x.b);
        let spec = if x.c & 0x100 != 0 {
            self.reg(x.b + 1)
        } else {
            self.constant(Value::UNBOUND)
        };
        if self.is_generic() || !self.solid(v) || !self.solid(spec) {
            return self.kernel_op();
        }
        let text = if self.f.ty(v) == Ty::Obj(Kind::Str) && x.c == 0 {
            v
        } else {
            let conversion = self.int((x.c & 0xff) as i64);
            self.call_helper(Helper::FormatValue, &[v, conversion, spec], Ty::Obj(Kind::Str))
        };
        self.set(x.a as u32, text);
    }

    pub(super) fn build_string(&mut self) {
        let x = self.ins;
        let parts: Vec<Val> = (0..x.c).map(|k| self.reg(x.b + k)).collect();
        if self.is_generic() || parts.iter().any(|&p| self.f.ty(p) != Ty::Obj(Kind::Str)) {
            return self.kernel_op();
        }
        let text = match parts[..] {
            [a, b] => self.call_helper(Helper::StrConcat, &[a, b], Ty::Obj(Kind::Str)),
            _ => {
                // The parts are temporaries: their registers are free to hold them.
                let first = self.in_frame(x.b, x.c);
                let count = self.int(x.c as i64);
                self.call_helper(Helper::BuildString, &[first, count], Ty::Obj(Kind::Str))
            }
        };
        self.set(x.a as u32, text);
    }

    /// Writes registers to the frame; where the first lies in the heap.
    fn in_frame(&mut self, first: i32, count: i32) -> Val {
        for r in first..first + count {
            self.write_back(r as u32);
        }
        let frame = self.emit(Opc::FrameBase, Ty::Int, &[], 0);
        let offset = self.int(8 * (crate::generated::layouts::frame::REGS as i64 + first as i64));
        let at = self.emit(Opc::IAdd, Ty::Int, &[frame, offset], 0);
        self.ranged(at, 0, u32::MAX as i64)
    }

    /// `ord(s)`
    pub(super) fn ord(&mut self, s: Val) -> Option<Val> {
        if self.f.ty(s) != Ty::Obj(Kind::Str) {
            return None;
        }
        let i = self.f.inst(s);
        let (at, index) = if i.op == Opc::CharAt {
            (i.args[0], i.args[1])
        } else if let Some((whole, start, count)) = self.slice_of(s) {
            let one = self.int(1);
            let short = self.emit(Opc::ICmp, Ty::Bool, &[count, one], CC_EQ);
            self.guard(short, true, ExitReason::Value);
            (self.reference(whole), start)
        } else {
            let at = self.reference(s);
            let (len, one) = (self.load(Opc::Ld32, at, o_str::LEN, Mem::Const), self.int(1));
            let short = self.emit(Opc::ICmp, Ty::Bool, &[len, one], CC_EQ);
            self.guard(short, true, ExitReason::Value);
            (at, self.int(0))
        };
        let c = self.emit(Opc::CharCode, Ty::Int, &[at, index], 0);
        Some(self.ranged(c, 0, 0x10_ffff))
    }
}
