//! Globals, builtins and cells. Globals that the region names are slots like registers: checked and loaded at entry.

use super::*;
use crate::generated::layouts::{frame, o_cell, o_dict, o_dict_entry, o_function, o_tuple};
use crate::jit::helpers::Helper;
use crate::jit::request::Global;

/// Values whose identity is worth a guard: calls and attribute loads go by it.
fn by_identity(g: &Global) -> bool {
    matches!(
        g.seen.kind,
        Some(Kind::Function | Kind::Type | Kind::Builtin | Kind::Module)
    )
}

impl Builder<'_> {
    /// Loads the globals. `check`: the namespace may be another one than when the plan was made.
    pub(super) fn check_globals_at_entry(&mut self, check: bool) {
        if check && !self.req.globals.is_empty() {
            self.check_namespace();
        }
        let req = self.req;
        let why = ExitReason::Globals;
        let generic = self.generic.contains(&(self.start | AGAIN));
        for (k, g) in req.globals.iter().enumerate() {
            let slot = req.window + k as u32;
            if !check && self.is_fixed(g) {
                self.st.slots[slot as usize].val = self.constant(g.seen.value);
                continue;
            }
            if check && !g.builtin {
                let entry = self.int(g.entry as i64);
                let key = self.load(Opc::LdVal, entry, o_dict_entry::KEY, Mem::Dict);
                self.guard_bits(key, Value::object(g.name), why);
            }
            let val = self.load_slot(slot);
            let val = if self.is_fixed(g) {
                self.guard_bits(val, g.seen.value, ExitReason::Globals)
            } else if generic {
                self.check_defined(val)
            } else {
                let typed = self.expect(val, g.seen, ExitReason::Entry);
                if self.f.ty(typed) == Ty::Boxed {
                    self.check_defined(typed)
                } else {
                    typed
                }
            };
            self.st.slots[slot as usize].val = val;
        }
    }

    /// A global whose value is taken for granted.
    pub(super) fn is_fixed(&self, g: &Global) -> bool {
        g.builtin || (by_identity(g) && !self.stored_globals.contains(&g.name.0))
    }

    fn check_namespace(&mut self) {
        let req = self.req;
        let why = ExitReason::Globals;
        let dict = self.int(req.globals_dict.0 as i64);
        // Other functions may share the code but not the namespace.
        let func = self.own_function();
        let func = self.reference(func);
        self.guard_word(func, o_function::GLOBALS, req.globals_dict.0, why);
        if req.globals.iter().any(|g| !g.builtin) {
            self.guard_word(dict, o_dict::ENTRIES, req.globals_entries, why);
        }
        let builtins = req.globals.iter().any(|g| g.builtin);
        if builtins || req.generator {
            let (now, want) = (self.key_version(), self.int(req.globals_version as i64));
            let same = self.emit(Opc::ICmp, Ty::Bool, &[now, want], CC_EQ);
            self.guard(same, true, why);
        }
        if builtins {
            self.guard_word(func, o_function::BUILTINS, req.builtins_dict.0, why);
            let builtins = self.int(req.builtins_dict.0 as i64);
            self.guard_word(builtins, o_dict::ENTRIES, req.builtins_entries, why);
        }
    }

    /// The function that the unit runs for.
    fn own_function(&mut self) -> Val {
        let frame = self.emit(Opc::FrameBase, Ty::Int, &[], 0);
        let func = self.load(Opc::LdVal, frame, frame::FUNC * 8, Mem::Const);
        self.f.insts[func as usize].ty = Ty::Obj(Kind::Function);
        func
    }

    /// At entry, after the checks: the version that code behind calls compares with.
    pub(super) fn note_version(&mut self) {
        if self.req.globals.is_empty() {
            return;
        }
        self.version = if self.req.generator {
            // The same at each entry.
            self.int(self.req.globals_version as i64)
        } else {
            self.key_version()
        };
    }

    /// The namespace's version now; without its lowest bit, if that only says whether a name is there that the region has nothing to do with.
    fn key_version(&mut self) -> Val {
        let dict = self.int(self.req.globals_dict.0 as i64);
        let now = self.load(Opc::Ld32, dict, o_dict::VERSION, Mem::Dict);
        if !self.req.version_flips {
            return now;
        }
        let one = self.int(1);
        self.emit(Opc::IOr, Ty::Int, &[now, one], 0)
    }

    pub(super) fn guard_word(&mut self, object: Val, offset: u32, expected: u32, why: ExitReason) {
        let word = self.load(Opc::Ld32, object, offset, Mem::Dict);
        let want = self.int(expected as i64);
        let same = self.emit(Opc::ICmp, Ty::Bool, &[word, want], CC_EQ);
        self.guard(same, true, why);
    }

    fn check_defined(&mut self, v: Val) -> Val {
        let unbound = self.constant(Value::UNBOUND);
        let missing = self.emit(Opc::BitsEq, Ty::Bool, &[v, unbound], 0);
        self.guard(missing, false, ExitReason::Unbound);
        v
    }

    fn find_global(&self) -> Option<usize> {
        let name = self.ins.b as u32;
        self.req.globals.iter().position(|g| g.name.0 == name)
    }

    /// After code that could have changed the namespace.
    pub(super) fn check_version(&mut self) {
        if !self.st.stale || self.req.globals.is_empty() {
            return;
        }
        let (now, version) = (self.key_version(), self.version);
        let same = self.emit(Opc::ICmp, Ty::Bool, &[now, version], CC_EQ);
        self.guard(same, true, ExitReason::Globals);
    }

    pub(super) fn load_global(&mut self) {
        let Some(k) = self.find_global() else {
            return if self.is_generic() || self.ins.d != 0 || !self.is_cold() {
                self.kernel_op()
            } else {
                self.leave(ExitReason::Cold)
            };
        };
        let g = self.req.globals[k];
        let slot = self.req.window + k as u32;
        self.check_version();
        let fresh = self.st.slots[slot as usize].val == NIL;
        let mut val = self.get(slot);
        // Merges have forgotten which of these it is.
        let fixed = self.is_fixed(&g);
        let fresh = fresh || (fixed && self.const_bits(val).is_none());
        if fresh && !self.is_generic() {
            val = if fixed {
                self.guard_bits(val, g.seen.value, ExitReason::Globals)
            } else {
                let typed = self.expect(val, g.seen, ExitReason::Value);
                if self.f.ty(typed) == Ty::Boxed {
                    self.check_defined(typed)
                } else {
                    typed
                }
            };
            self.st.slots[slot as usize].val = val;
        } else if fresh {
            self.check_defined(val);
        }
        self.copy(self.ins.a as u32, val);
    }

    pub(super) fn store_global(&mut self) {
        let Some(k) = self.find_global().filter(|&k| !self.req.globals[k].builtin) else {
            return if self.is_generic() || self.ins.d != 0 || !self.is_cold() {
                self.kernel_op()
            } else {
                self.leave(ExitReason::Cold)
            };
        };
        let val = self.reg(self.ins.a);
        self.check_version();
        self.copy(self.req.window + k as u32, val);
    }

    /// By the kernel, unless some object's end is watched for.
    pub(super) fn delete_global(&mut self) {
        self.before_call();
        let raised = self.raising_exit();
        let pc = self.int((self.info().first + self.ins.at) as i64);
        let status = self.emit_exit(Opc::Call, Ty::Int, &[pc], Helper::DeleteGlobal as i64, raised);
        self.ranged(status, 0, 255);
        self.catch(status);
        let zero = self.int(0);
        let done = self.emit(Opc::ICmp, Ty::Bool, &[status, zero], CC_EQ);
        self.guard(done, true, ExitReason::CallOut);
        self.after_call();
    }

    pub(super) fn check_bound(&mut self, r: i32) {
        let v = self.reg(r);
        if self.f.ty(v) != Ty::Boxed {
            return;
        }
        match self.const_bits(v) {
            Some(Value::UNBOUND) => self.leave(ExitReason::Unbound),
            Some(_) => {}
            None => {
                self.check_defined(v);
            }
        }
    }

    /// Heap offset of the cell in a register; nothing else is ever there.
    fn cell(&mut self, r: i32) -> Val {
        let cell = self.reg(r);
        let cell = if self.frame == 0 {
            self.guard_kind(cell, Kind::Cell, ExitReason::Kind)
        } else {
            cell
        };
        self.reference(cell)
    }

    pub(super) fn load_cell(&mut self) {
        let at = self.cell(self.ins.b);
        let v = self.load(Opc::LdVal, at, o_cell::VALUE, Mem::Cell);
        self.check_defined(v);
        self.set(self.ins.a as u32, v);
    }

    pub(super) fn store_cell(&mut self) {
        let v = self.reg(self.ins.b);
        if matches!(self.f.ty(v), Ty::Virtual(_)) {
            return self.leave(ExitReason::CallOut);
        }
        let at = self.cell(self.ins.a);
        self.store_value(at, NIL, v, o_cell::VALUE, Mem::Cell);
    }

    pub(super) fn copy_free(&mut self) {
        let func = if self.frame == 0 {
            self.own_function()
        } else {
            let base = self.f.frames[self.frame].base;
            self.get(base - frame::REGS + frame::FUNC)
        };
        // The cells of a function that was not guessed are cells wherever they are loaded. Those of one that stays the same in a
        // loop are guarded before it.
        let certain = self.frame == 0 || self.const_bits(func).is_some();
        let varies = self.f.inst(func).op == Opc::Param;
        let func = self.reference(func);
        let closure = self.load(Opc::Ld32, func, o_function::CLOSURE, Mem::Const);
        let cell = self.load(Opc::LdVal, closure, o_tuple::ITEMS + 8 * self.ins.b as u32, Mem::Const);
        let cell = if certain {
            self.f.insts[cell as usize].ty = Ty::Obj(Kind::Cell);
            cell
        } else if varies {
            cell
        } else {
            self.guard_kind(cell, Kind::Cell, ExitReason::Kind)
        };
        self.set(self.ins.a as u32, cell);
    }
}
