//! Calls: builtins known by name inline, other builtins by the kernel, Python functions by their compiled code.

use super::*;
use crate::generated::layouts::{o_function, o_obj};
use crate::jit::helpers::Helper;
use crate::jit::request::{Callee, Known};

impl Builder<'_> {
    /// The known builtin that a call goes to.
    fn known_callee(&self, callee: Val) -> Option<Known> {
        let r = self.const_bits(callee)?.as_object()?;
        let global = self
            .req
            .globals
            .iter()
            .find(|g| g.seen.value == Value::object(r))
            .and_then(|g| g.known);
        global.or_else(|| self.req.known.iter().find(|k| k.0 == r).map(|k| k.1))
    }

    pub(super) fn call_op(&mut self) -> Result<(), GiveUp> {
        let x = self.ins;
        if self.frame != 0
            && self
                .next_ins()
                .is_some_and(|next| next.op == Op::Raise && next.a == x.a)
        {
            self.leave(ExitReason::Cold);
            return Ok(());
        }
        let callee = self.reg(x.b);
        let method = x.op != Op::Call;
        let first = x.b + 1 + method as i32;
        let receiver = if method { Some(self.reg(x.b + 1)) } else { None };
        let plain = receiver.is_none_or(|r| self.const_bits(r) == Some(Value::UNBOUND));
        if !self.is_generic()
            && x.op != Op::CallKw
            && let Some(known) = self.known_callee(callee)
            && self.known_call(known, receiver.filter(|_| !plain), first, x.c)
        {
            return Ok(());
        }
        if self.done {
            return Ok(());
        }
        if self.python_call(callee, receiver, plain)? {
            return Ok(());
        }
        if self.done {
            return Ok(());
        }
        if self.callee().is_some() || !self.builtin_call() {
            self.leave(ExitReason::CallOut);
        }
        Ok(())
    }

    /// A call that the kernel makes if the callee is a builtin; otherwise the interpreter makes it.
    fn builtin_call(&mut self) -> bool {
        let x = self.ins;
        let mut read = Vec::new();
        x.reads(|r| read.push(r));
        for &r in &read {
            let v = self.st.slots[r as usize].val;
            if v != NIL && matches!(self.f.ty(v), Ty::Virtual(_)) {
                return false;
            }
        }
        for r in read {
            self.write_back(r);
        }
        self.before_call();
        let raised = self.raising_exit();
        let method = (x.op != Op::Call) as i64;
        let pc = (self.info().first + x.at) as i64;
        let args = [x.a as i64, x.b as i64, x.c as i64, method, pc].map(|n| self.int(n));
        let status = self.emit_exit(Opc::Call, Ty::Int, &args, Helper::CallBuiltin as i64, raised);
        self.ranged(status, 0, 255);
        self.catch(status);
        let zero = self.int(0);
        let made = self.emit(Opc::ICmp, Ty::Bool, &[status, zero], CC_EQ);
        self.guard(made, true, ExitReason::CallOut);
        self.forget(x.a as u32);
        self.after_call();
        true
    }

    /// Index of what the call's cache names.
    fn callee(&self) -> Option<usize> {
        let code = self.f.frames[self.frame].code;
        self.req
            .callees
            .iter()
            .position(|c| (c.within, c.at) == (code, self.ins.at))
    }

    /// A call of the Python function that the cache names: inlined, or by its compiled code.
    fn python_call(&mut self, callee: Val, receiver: Option<Val>, plain: bool) -> Result<bool, GiveUp> {
        let x = self.ins;
        let Some(index) = self.callee() else {
            return Ok(false);
        };
        let c = self.req.callees[index].clone();
        if let Some(class) = c.class {
            return if plain {
                self.construct(callee, class, index)
            } else {
                Ok(false)
            };
        }
        let func = Value::object(c.func);
        // The first time that guesses fail the call is no longer inlined, the second time the interpreter makes it.
        let given_up = self.frame == 0 && self.generic.contains(&(x.at | AGAIN));
        if given_up || !(c.simple || c.generator) || (c.generator && self.is_consumed()) {
            return Ok(false);
        }
        let first = x.b + 1 + receiver.is_some() as i32;
        // Whether there is a receiver must be certain: it is when the method came from a cache.
        let with_self = receiver.filter(|_| !plain);
        let certain = plain || self.const_bits(callee) == Some(func);
        let Some(mut args) = self.arguments_of(&c, with_self, first) else {
            return Ok(false);
        };
        if !certain && self.is_generic() {
            return Ok(false);
        }
        let callee = if certain {
            callee
        } else {
            let unbound = self.constant(Value::UNBOUND);
            let missing = self.emit(Opc::BitsEq, Ty::Bool, &[with_self.unwrap_or(unbound), unbound], 0);
            self.guard(missing, false, ExitReason::Value);
            self.guard_bits(callee, func, ExitReason::Value)
        };
        if args.contains(&NIL) && self.const_bits(callee) != Some(func) {
            return Ok(false);
        }
        // Closures of one code object share its unit, so the code decides.
        let callee = if self.const_bits(callee) == Some(func) {
            callee
        } else {
            self.guard_kind(callee, Kind::Function, ExitReason::Value)
        };
        let at = self.reference(callee);
        let code = self.load(Opc::Ld32, at, o_function::CODE, Mem::Dict);
        let want = self.int(c.code.0 as i64);
        let same = self.emit(Opc::ICmp, Ty::Bool, &[code, want], CC_EQ);
        self.guard(same, true, ExitReason::Value);
        self.add_defaults(&c, &mut args);
        if c.generator {
            let exit = self.here_raising();
            let args = self.emit_exit(Opc::NewTuple, Ty::Obj(Kind::Tuple), &args, 0, exit);
            let made = self.call_helper(Helper::NewGenerator, &[callee, args], Ty::Obj(Kind::Generator));
            self.set(x.a as u32, made);
            return Ok(true);
        }
        if c.inline.is_some() && !self.is_generic() {
            if self.const_bits(callee).is_none() {
                self.guard_word(at, o_function::GLOBALS, self.req.globals_dict.0, ExitReason::Value);
            }
            if self.inline(&c, callee, &args, 0)? {
                return Ok(true);
            }
        }
        args.insert(0, callee);
        let checked = self.globals_are_checked();
        self.note_call_out();
        self.before_call();
        let out = self.here(ExitReason::NotCompiled);
        let own = c.own && checked && self.const_bits(args[0]) == Some(func);
        let op = if own { Opc::CallOwn } else { Opc::CallUnit };
        let catches = if self.handler_here().is_some() { CATCHES } else { 0 };
        let result = self.emit_exit(op, Ty::Boxed, &args, index as i64 | catches, out);
        self.after_call();
        self.catch_from_callee(result);
        self.set(x.a as u32, result);
        Ok(true)
    }

    pub(super) fn next_ins(&self) -> Option<Ins> {
        let i = *self.code.index.get(self.ins.at as usize)?;
        self.code.ins.get(i as usize + 1).copied()
    }

    /// Does the next instruction give this one's result to a builtin? The twins of those that consume generators are the interpreter's.
    fn is_consumed(&self) -> bool {
        let (x, code) = (self.ins, self.f.frames[self.frame].code);
        self.next_ins().is_some_and(|next| {
            let mut read = false;
            next.reads(|r| read |= r == x.a as u32);
            let python = self.req.callees.iter().any(|c| (c.within, c.at) == (code, next.at));
            read && !python && matches!(next.op, Op::Call | Op::CallMethod | Op::CallKw)
        })
    }

    /// The arguments of the current call by the callee's parameters, the first `with_self` if that is some; NIL: its default.
    /// None: they do not fit.
    pub(super) fn arguments_of(&mut self, c: &Callee, with_self: Option<Val>, first: i32) -> Option<Vec<Val>> {
        let given = self.ins.c as usize - c.keywords.len();
        let mut args: Vec<Val> = with_self.into_iter().collect();
        args.extend((first..).take(given).map(|r| self.reg(r)));
        let (positional, count) = (args.len(), c.argcount as usize);
        if positional > count {
            return None;
        }
        args.resize(count, NIL);
        for (r, &place) in (first + given as i32..).zip(&c.keywords) {
            // A parameter given twice is an error.
            if place < positional || args[place] != NIL {
                return None;
            }
            args[place] = self.reg(r);
        }
        let without = count - c.defaults.1.len().min(count);
        let fits = args
            .iter()
            .enumerate()
            .all(|(k, &a)| if a == NIL { k >= without } else { self.solid(a) });
        fits.then_some(args)
    }

    /// Puts defaults of the known function in the places of arguments that the call does not give.
    pub(super) fn add_defaults(&mut self, c: &Callee, args: &mut [Val]) {
        if !args.contains(&NIL) {
            return;
        }
        let (tuple, values) = &c.defaults;
        let func = self.int(c.func.0 as i64);
        self.guard_word(func, o_function::DEFAULTS, tuple.0, ExitReason::Value);
        let without = args.len() - values.len().min(args.len());
        let last = &values[values.len() - (args.len() - without)..];
        for (arg, &value) in args[without..].iter_mut().zip(last).filter(|(arg, _)| **arg == NIL) {
            *arg = self.constant(value);
        }
    }

    fn known_call(&mut self, known: Known, receiver: Option<Val>, first: i32, argc: i32) -> bool {
        let x = self.ins;
        let dst = x.a as u32;
        match (known, receiver, argc) {
            (Known::Helper(helper, ty, default), Some(object), _) => {
                let missing = helper.args().len() as i32 - 2 - argc;
                if missing != 0 && (missing != 1 || default.is_none()) {
                    return false;
                }
                let mut args = vec![object];
                args.extend((0..argc).map(|k| self.reg(first + k)));
                if args.iter().any(|&a| !self.solid(a)) {
                    return false;
                }
                if let Some(default) = default.filter(|_| missing == 1) {
                    args.push(self.constant(default));
                }
                let r = self.call_helper(helper, &args, ty);
                let r = if ty == Ty::None { self.constant(Value::NONE) } else { r };
                self.set(dst, r);
                true
            }
            (Known::DictGet, Some(d), 1 | 2) if self.f.ty(d) == Ty::Obj(Kind::Dict) => {
                let key = self.reg(first);
                let default = if argc == 2 {
                    self.reg(first + 1)
                } else {
                    self.constant(Value::NONE)
                };
                if !self.solid(key) || !self.solid(default) {
                    return false;
                }
                let v = self.dict_get(d, key, default);
                self.set(dst, v);
                true
            }
            (Known::StrTest(flags), Some(object), 0) if self.f.inst(object).op == Opc::CharAt => {
                let args = self.f.inst(object).args.clone();
                let is = self.emit(Opc::CharIs, Ty::Bool, &args, flags as i64);
                self.set(dst, is);
                true
            }
            (Known::StrMethod(_) | Known::StrTest(_), Some(object), 0..=2) => {
                let ty = if let Known::StrMethod(ty) = known { ty } else { Ty::Bool };
                let callee = self.reg(x.b);
                let mut args = vec![callee, object];
                args.extend((0..argc).map(|k| self.reg(first + k)));
                if args.iter().any(|&a| !self.solid(a)) {
                    return false;
                }
                let helper = [Helper::StrMethod0, Helper::StrMethod1, Helper::StrMethod2][argc as usize];
                let r = self.call_helper(helper, &args, ty);
                self.set(dst, r);
                true
            }
            (Known::Enumerate | Known::Reversed, None, 1) | (Known::Zip, None, 2..=3) => {
                let helper = match known {
                    Known::Enumerate => Helper::Enumerate,
                    Known::Zip => Helper::Zip,
                    _ => Helper::Reversed,
                };
                let mut args: Vec<Val> = (0..argc).map(|k| self.reg(first + k)).collect();
                if args.iter().any(|&a| !self.solid(a)) {
                    return false;
                }
                if known == Known::Zip && argc == 2 {
                    args.push(self.constant(Value::UNBOUND));
                }
                let it = self.call_helper(helper, &args, Ty::Obj(Kind::NativeIter));
                self.set(dst, it);
                true
            }
            (Known::Ord, None, 1) => {
                let s = self.reg(first);
                let Some(c) = self.ord(s) else {
                    return false;
                };
                self.set(dst, c);
                true
            }
            (Known::Chr, None, 1) => {
                let n = self.reg(first);
                if self.f.ty(n) != Ty::Int {
                    return false;
                }
                let c = self.call_helper(Helper::StrChr, &[n], Ty::Obj(Kind::Str));
                self.set(dst, c);
                true
            }
            (Known::Str, None, 1) => {
                let v = self.reg(first);
                if !self.solid(v) {
                    return false;
                }
                let text = if self.f.ty(v) == Ty::Obj(Kind::Str) {
                    v
                } else {
                    self.call_helper(Helper::StrOf, &[v], Ty::Obj(Kind::Str))
                };
                self.set(dst, text);
                true
            }
            (Known::Append, Some(list), 1) if self.f.ty(list) == Ty::Obj(Kind::List) => {
                let item = self.reg(first);
                if matches!(self.f.ty(item), Ty::Virtual(_)) {
                    return false;
                }
                self.append(list, item);
                let none = self.constant(Value::NONE);
                self.set(dst, none);
                true
            }
            (Known::Range, None, 1..=3) => {
                let i = self.code.index[x.at as usize] as usize;
                let Some(&next) = self.code.ins.get(i + 1) else {
                    return false;
                };
                if next.op != Op::GetIter || next.b != x.a || self.code.block_of[i + 1] != self.code.block_of[i] {
                    return false;
                }
                if next.a != next.b && self.live_at(next.next()).is_none_or(|l| l.has(x.a as u32)) {
                    return false;
                }
                let args: Vec<Val> = (0..argc).map(|k| self.reg(first + k)).collect();
                if args.iter().any(|&a| !matches!(self.f.ty(a), Ty::Int | Ty::Boxed)) {
                    return false;
                }
                let args: Vec<Val> = args
                    .into_iter()
                    .map(|a| self.unbox_int(a, ExitReason::NotInt))
                    .collect();
                let (start, stop, step) = match args[..] {
                    [stop] => (self.int(0), stop, self.int(1)),
                    [start, stop] => (start, stop, self.int(1)),
                    [start, stop, step] => (start, stop, step),
                    _ => return false,
                };
                if self.virtual_range(next.a as u32, start, stop, step) {
                    self.skip = Some(next.at);
                    return true;
                }
                false
            }
            (Known::Len, None, 1) => {
                let v = self.reg(first);
                if let Some(n) = self.known_items(v).map(|items| items.len()) {
                    let n = self.int(n as i64);
                    self.set(dst, n);
                    return true;
                }
                if let Some((_, _, count)) = self.slice_of(v) {
                    self.set(dst, count);
                    return true;
                }
                let mem = match self.f.ty(v) {
                    Ty::Obj(Kind::List) => Mem::ListLen,
                    Ty::Obj(Kind::Tuple | Kind::Str) => Mem::Const,
                    Ty::Obj(Kind::Dict | Kind::Set) => Mem::Dict,
                    Ty::Boxed if self.const_bits(v).is_none() => {
                        let n = self.call_helper(Helper::Len, &[v], Ty::Int);
                        let n = self.ranged(n, 0, i32::MAX as i64);
                        self.set(dst, n);
                        return true;
                    }
                    _ => return false,
                };
                let at = self.reference(v);
                let n = self.load(Opc::Ld32, at, o_obj::LEN, mem);
                self.set(dst, n);
                true
            }
            (Known::Abs, None, 1) => {
                let v = self.reg(first);
                match self.f.ty(v) {
                    Ty::Float => {
                        let r = self.emit(Opc::FAbs, Ty::Float, &[v], 0);
                        self.set(dst, r);
                        true
                    }
                    Ty::Int => {
                        let zero = self.int(0);
                        let Some(minus) = self.int_op(Op::Sub, zero, v) else {
                            return false;
                        };
                        let negative = self.emit(Opc::ICmp, Ty::Bool, &[v, zero], CC_LT);
                        let r = self.emit(Opc::Select, Ty::Int, &[negative, minus, v], 0);
                        let (lo, hi) = self.range(v);
                        let top = hi.max(lo.checked_neg().unwrap_or(i64::MAX));
                        let r = self.ranged(r, 0, top.max(0));
                        self.set(dst, r);
                        true
                    }
                    _ => false,
                }
            }
            (Known::Min | Known::Max, None, 2) => {
                let (a, b) = (self.reg(first), self.reg(first + 1));
                if self.f.ty(a) != Ty::Int || self.f.ty(b) != Ty::Int {
                    return false;
                }
                let cc = if known == Known::Min { CC_LT } else { CC_GT };
                let second = self.emit(Opc::ICmp, Ty::Bool, &[b, a], cc);
                let r = self.emit(Opc::Select, Ty::Int, &[second, b, a], 0);
                let ((alo, ahi), (blo, bhi)) = (self.range(a), self.range(b));
                let r = if known == Known::Min {
                    self.ranged(r, alo.min(blo), ahi.min(bhi))
                } else {
                    self.ranged(r, alo.max(blo), ahi.max(bhi))
                };
                self.set(dst, r);
                true
            }
            (Known::Float, None, 1) => {
                let v = self.reg(first);
                if !matches!(self.f.ty(v), Ty::Int | Ty::Float | Ty::Bool) {
                    return false;
                }
                let r = self.to_float(v);
                self.set(dst, r);
                true
            }
            (Known::Int, None, 1) => {
                let v = self.reg(first);
                match self.f.ty(v) {
                    Ty::Int => self.set(dst, v),
                    Ty::Boxed | Ty::Float | Ty::Obj(Kind::Str) => {
                        let n = self.call_helper(Helper::ParseInt, &[v], Ty::Boxed);
                        self.set(dst, n);
                    }
                    _ => return false,
                }
                true
            }
            (Known::Sqrt, None, 1) => {
                let v = self.reg(first);
                let v = match self.f.ty(v) {
                    Ty::Int | Ty::Float | Ty::Bool => self.to_float(v),
                    Ty::Boxed => self.unbox_num(v),
                    _ => return false,
                };
                // Negative arguments raise; NaN fails the test too.
                let zero = self.float(0.0);
                let ok = self.emit(Opc::FCmp, Ty::Bool, &[v, zero], CC_GE);
                self.guard(ok, true, ExitReason::Value);
                let r = self.emit(Opc::FSqrt, Ty::Float, &[v], 0);
                self.set(dst, r);
                true
            }
            _ => false,
        }
    }

    pub(super) fn return_op(&mut self) {
        let v = self.reg(self.ins.a);
        if matches!(self.f.ty(v), Ty::Virtual(_)) {
            return self.leave(ExitReason::CallOut);
        }
        if self.frame != 0 {
            return self.inline_return(v);
        }
        if self.req.kind != UnitKind::Function {
            return self.leave(ExitReason::CallOut);
        }
        if self.req.generator {
            return self.return_from_generator(v);
        }
        self.note_return();
        let v = self.boxed(v);
        self.write_back_globals();
        self.finish(Term::Return(v));
    }
}
