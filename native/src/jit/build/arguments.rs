//! The entries of a function's unit: with the arguments in the frame, and in machine registers as `passing` says.

use super::*;
use crate::jit::passing::{self, Pass};

impl Builder<'_> {
    /// Builds the entries up to where they meet: all arguments are known, and what the unit takes for granted has been checked.
    /// But from the first one the frame is out of date.
    pub(super) fn argument_entries(&mut self, params: &[Pass], live: &Set) -> Result<(), GiveUp> {
        let named = |r: u32| live.has(r) || self.visible.has(r);
        let params: Vec<(u32, Pass)> = (0..).zip(params.iter().copied()).filter(|p| named(p.0)).collect();
        self.begin_entry(self.start);
        for &(r, pass) in &params {
            let val = self.load_slot(r);
            self.st.slots[r as usize].val = match pass {
                Pass::Boxed => val,
                Pass::Int => self.unbox_int(val, ExitReason::Entry),
                Pass::Count => self.counted(val),
                Pass::Float => self.unbox_float(val, ExitReason::Entry),
            };
        }
        let from_frame = self.edge();
        self.begin_entry(passing::ENTRY);
        self.arguments(&params);
        let in_registers = self.edge();
        self.merge(None, live, vec![from_frame, in_registers])?;
        self.check_room();
        self.check_globals_at_entry(true);
        if self.req.callees.iter().any(|c| c.own) {
            let checked = self.edge();
            let def = self.fresh_def();
            self.st.clear(def);
            self.begin_entry(passing::OWN_ENTRY);
            self.arguments(&params);
            self.check_room();
            self.check_globals_at_entry(false);
            let unchecked = self.edge();
            self.merge(None, live, vec![checked, unchecked])?;
        }
        Ok(())
    }

    fn edge(&self) -> Pending {
        Pending {
            from: self.cur,
            st: self.st.clone(),
        }
    }

    fn arguments(&mut self, params: &[(u32, Pass)]) {
        for &(r, pass) in params {
            let ty = match pass {
                Pass::Boxed => Ty::Boxed,
                Pass::Int | Pass::Count => Ty::Int,
                Pass::Float => Ty::Float,
            };
            let val = self.emit(Opc::Arg, ty, &[], r as i64);
            match pass {
                Pass::Int => _ = self.ranged(val, Value::INT_MIN, Value::INT_MAX),
                Pass::Count => _ = self.ranged(val, 0, passing::MOST_COUNTED),
                _ => {}
            }
            self.set(r, val);
        }
    }

    fn counted(&mut self, v: Val) -> Val {
        let n = self.unbox_int(v, ExitReason::Entry);
        let limit = self.int(passing::MOST_COUNTED + 1);
        let ok = self.emit(Opc::ULess, Ty::Bool, &[n, limit], 0);
        self.guard(ok, true, ExitReason::Entry);
        let n = self.emit(Opc::Refine, Ty::Int, &[n], 0);
        self.ranged(n, 0, passing::MOST_COUNTED)
    }

    /// Has everything been checked since the last call that `OWN_ENTRY` takes for granted?
    pub(super) fn globals_are_checked(&self) -> bool {
        let first = self.req.window as usize;
        let slots = &self.st.slots[first..first + self.req.globals.len()];
        let fixed = |g| self.is_fixed(g);
        let known = |val: Val| val != NIL && self.const_bits(val).is_some();
        !slots.is_empty()
            && self
                .req
                .globals
                .iter()
                .zip(slots)
                .all(|(g, s)| !fixed(g) || known(s.val))
    }
}
