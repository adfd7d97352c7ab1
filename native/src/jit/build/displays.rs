//! New tuples and lists, and reading what is known of them: those that only exits would see are never made.

use super::strings::SEEN;
use super::*;
use crate::generated::layouts::feedback as fb;
use crate::jit::helpers::Helper;

/// Largest display whose items are compiled code's to store.
const LARGEST: i32 = 16;

impl Builder<'_> {
    pub(super) fn build_sequence(&mut self, op: Opc) {
        let x = self.ins;
        if x.c > LARGEST || x.c == 0 && op == Opc::NewTuple {
            return self.kernel_op();
        }
        let items: Vec<Val> = (0..x.c).map(|k| self.reg(x.b + k)).collect();
        if items.iter().any(|&v| matches!(self.f.ty(v), Ty::Virtual(_))) {
            return self.leave(ExitReason::CallOut);
        }
        let v = self.display(op, &items);
        self.set(x.a as u32, v);
    }

    /// A new tuple or list of these items.
    pub(super) fn display(&mut self, op: Opc, items: &[Val]) -> Val {
        let kind = if op == Opc::NewTuple { Kind::Tuple } else { Kind::List };
        let exit = self.here(ExitReason::Exception);
        let v = self.emit_exit(op, Ty::Obj(kind), items, 0, exit);
        if op == Opc::NewList {
            self.st.fresh.push(v);
        }
        v
    }

    /// The items of a tuple or list made in the region, as long as they are what they were.
    pub(super) fn known_items(&self, v: Val) -> Option<&[Val]> {
        let i = self.f.inst(v);
        let known = match i.op {
            Opc::NewTuple => true,
            Opc::NewList => self.st.fresh.contains(&v),
            _ => false,
        };
        known.then_some(&i.args)
    }

    /// Item `index` (by Python's rules) of a sequence with known items.
    pub(super) fn known_item(&self, v: Val, index: Val) -> Option<Val> {
        let items = self.known_items(v)?;
        let n = self.const_int(index)?;
        let n = if n < 0 { n + items.len() as i64 } else { n };
        items.get(usize::try_from(n).ok()?).copied()
    }

    /// Did the register hold an exact list or tuple when the compilation was asked for?
    pub(super) fn seen_sequence(&self, r: i32) -> Option<Kind> {
        let seen = self.seen(r);
        let kind = seen.kind.filter(|k| matches!(k, Kind::List | Kind::Tuple))?;
        (kind_class(&self.req.types, kind) == Some(seen.class)).then_some(kind)
    }

    /// Concatenation and repetition of what is known to be a list or tuple.
    pub(super) fn sequence_op(&mut self, op: Op, a: Val, b: Val) -> Option<Val> {
        let Ty::Obj(kind @ (Kind::List | Kind::Tuple)) = self.f.ty(a) else {
            return None;
        };
        if self.is_generic() {
            return None;
        }
        match (op, self.f.ty(b)) {
            (Op::Add, Ty::Boxed | Ty::Obj(Kind::List | Kind::Tuple))
                if self.ins.op == Op::InplaceAdd && kind == Kind::List =>
            {
                self.call_helper(Helper::ListExtend, &[a, b], Ty::None);
                Some(a)
            }
            (Op::Add, same) if same == Ty::Obj(kind) => {
                Some(self.call_helper(Helper::SequenceConcat, &[a, b], Ty::Obj(kind)))
            }
            // In place, the list itself would have to change.
            (Op::Mul, Ty::Int) if self.ins.op == Op::Mul => {
                Some(self.call_helper(Helper::SequenceRepeat, &[a, b], Ty::Obj(kind)))
            }
            _ => None,
        }
    }

    pub(super) fn unpack(&mut self) {
        let x = self.ins;
        let v = self.reg(x.b);
        let count = x.c as u32;
        if let Some(items) = self.known_items(v)
            && items.len() == count as usize
        {
            let items = items.to_vec();
            for (k, item) in (0..).zip(items) {
                self.set(x.a as u32 + k, item);
            }
            return;
        }
        let kind = match self.f.ty(v) {
            Ty::Obj(kind @ (Kind::List | Kind::Tuple)) => Some(kind),
            Ty::Boxed => match self.ins.feedback & SEEN {
                fb::LIST => Some(Kind::List),
                fb::TUPLE => Some(Kind::Tuple),
                0 => self.seen_sequence(x.b),
                _ => None,
            },
            _ => None,
        };
        let Some(kind) = kind else {
            return self.kernel_op();
        };
        if self.is_generic() {
            return self.kernel_op();
        }
        let seq = self.guard_kind(v, kind, ExitReason::Kind);
        let (at, len) = self.length(seq, kind);
        let want = self.int(count as i64);
        let same = self.emit(Opc::ICmp, Ty::Bool, &[len, want], CC_EQ);
        self.guard(same, true, ExitReason::Bounds);
        let (base, offset, mem) = self.storage(at, kind);
        let items: Vec<Val> = (0..count as i64)
            .map(|k| {
                let k = self.int(k);
                self.load_element(base, k, offset, mem)
            })
            .collect();
        for (k, item) in (0..).zip(items) {
            self.set(x.a as u32 + k, item);
        }
    }
}
