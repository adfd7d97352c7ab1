//! Guards and the cold code of side exits.

use std::collections::HashMap;
use std::sync::atomic::AtomicU32;

use cranelift_codegen::ir::{self, InstBuilder, MemFlagsData, types};

use crate::generated::layouts::frame;
use crate::generated::opcodes::Op;
use crate::heap::Kind;

use super::super::exits::{ExitData, Item, Place, PushedFrame, Raw, SCRATCH, Sunk, UnitData};
use super::super::helpers::Helper;
use super::super::ir::*;
use super::super::{ExitReason, GiveUp};
use super::Lower;
use super::units::RAISED;

impl Lower<'_> {
    pub(super) fn exit_block(&mut self, state: StateId, why: ExitReason) -> ir::Block {
        if let Some(&b) = self.exits.get(&(state, why as u32)) {
            return b;
        }
        let block = self.b.create_block();
        self.b.set_cold_block(block);
        if why == ExitReason::Callee {
            // The status with which the callee left.
            self.b.append_block_param(block, types::I32);
        }
        self.exits.insert((state, why as u32), block);
        self.exit_order.push((state, why, block));
        block
    }

    /// Goes on if `cond` equals `expected`, else leaves.
    pub(super) fn guard(
        &mut self,
        cond: ir::Value,
        expected: bool,
        exit: Option<(StateId, ExitReason)>,
    ) -> Result<(), GiveUp> {
        let (state, why) = exit.ok_or(GiveUp::Codegen)?;
        let out = self.exit_block(state, why);
        let on = self.b.create_block();
        let fails = if expected { self.inverse(cond) } else { cond };
        self.b.ins().brif(fails, out, &[], on, &[]);
        self.b.switch_to_block(on);
        Ok(())
    }

    /// `--jit-exit-every`: before a guard that may fail at any time, counts down and leaves at zero.
    pub(super) fn force_exit(&mut self, v: Val) {
        let every = self.req.options.exit_every;
        let i = self.f.inst(v);
        let Some((state, why)) = i.exit.filter(|x| every > 0 && x.1.may_be_forced()) else {
            return;
        };
        // What follows a call looks at its outcome: the call must not happen again.
        let called = |mut a: Val| {
            while self.f.inst(a).op == Opc::Refine {
                a = self.f.inst(a).args[0];
            }
            matches!(
                self.f.inst(a).op,
                Opc::Call | Opc::KernelOp | Opc::CallUnit | Opc::CallOwn | Opc::ResumeGenerator
            )
        };
        if i.op == Opc::Call
            || i.args
                .iter()
                .any(|&a| called(a) || self.f.inst(a).args.iter().any(|&b| b != NIL && called(b)))
        {
            return;
        }
        let out = self.exit_block(state, why);
        let (again, on) = (self.b.create_block(), self.b.create_block());
        self.b.set_cold_block(again);
        let flags = MemFlagsData::trusted();
        let at = self.data_addr + std::mem::offset_of!(UnitData, countdown) as i64;
        let at = self.b.ins().iconst(types::I64, at);
        let left = self.b.ins().load(types::I32, flags, at, 0);
        let left = self.b.ins().iadd_imm_s(left, -1);
        self.b.ins().store(flags, left, at, 0);
        self.b.ins().brif(left, on, &[], again, &[]);
        self.b.switch_to_block(again);
        let start = self.b.ins().iconst(types::I32, every as i64);
        self.b.ins().store(flags, start, at, 0);
        self.b.ins().jump(out, &[]);
        self.b.switch_to_block(on);
    }

    /// The frames that an exit in inlined code pushes, the outermost first.
    fn pushed_frames(&self, innermost: usize) -> Vec<PushedFrame> {
        let mut pushed = Vec::new();
        let mut at = innermost;
        while at != 0 {
            let f = self.f.frames[at];
            let caller = &self.req.codes[self.f.frames[f.caller].code];
            let call = f.call as usize;
            let op = Op::from_word(caller.words[call]).map_or(0, Op::len);
            pushed.push(PushedFrame {
                start: f.base,
                end: f.base + frame::REGS + self.req.codes[f.code].nregs,
                next: caller.first + f.call + op as u32,
                ret: caller.words[call + 1],
                flags: f.flags,
            });
            at = f.caller;
        }
        pushed.reverse();
        pushed
    }

    /// The code of all exits.
    pub(super) fn exit_blocks(&mut self) -> Result<Vec<ExitData>, GiveUp> {
        let mut exits = Vec::new();
        // All end in one block: calls and ways out are what the code of an exit would mostly be.
        let leave = self.b.create_block();
        self.b.set_cold_block(leave);
        self.b.append_block_param(leave, types::I64);
        self.b.append_block_param(leave, types::I32);
        for (state, why, block) in std::mem::take(&mut self.exit_order) {
            let f = self.f;
            let st = &f.states[state as usize];
            self.b.switch_to_block(block);
            let mut data = ExitData {
                pc: st.pc,
                first: self.req.codes[f.frames[st.frame].code].first,
                site: f.site(state),
                frames: self.pushed_frames(st.frame),
                reason: why,
                registers: Vec::new(),
                globals: Vec::new(),
                virtuals: Vec::new(),
                objects: Vec::new(),
                object_homes: Vec::new(),
                count: AtomicU32::new(0),
            };
            let mut words = st.virtuals.len() * 3;
            if words > SCRATCH {
                return Err(GiveUp::TooLarge);
            }
            let mut made = HashMap::new();
            let collected = why == ExitReason::Callee || (why == ExitReason::Exception && st.after_call);
            for &(slot, v) in &st.items {
                if collected && matches!(f.ty(v), Ty::Boxed | Ty::Obj(_)) && f.inst(v).op != Opc::ConstVal {
                    continue;
                }
                let mut v = v;
                if f.sunk.contains(&v) {
                    let object = self.sunk_object(v, &mut data, &mut made, &mut words)?;
                    let place = match f.homes[slot as usize] {
                        Home::Register(r) => Place::Register(r),
                        Home::Global(at) => Place::Global(at),
                        Home::Field { .. } => return Err(GiveUp::Codegen),
                    };
                    data.object_homes.push((place, object));
                    if f.inst(v).op != Opc::Either {
                        continue;
                    }
                    v = f.inst(v).args[1];
                }
                let (x, raw) = self.raw(v)?;
                match f.homes[slot as usize] {
                    Home::Register(r) => {
                        let flags = self.flags(Mem::None);
                        self.b.ins().store(flags, x, self.frame, ((frame::REGS + r) * 8) as i32);
                        data.registers.extend(raw.map(|raw| (r, raw)));
                    }
                    Home::Global(at) => {
                        let flags = self.flags(Mem::Global);
                        let p = self.b.ins().iadd_imm_s(self.base, at as i64);
                        self.b.ins().store(flags, x, p, 0);
                        data.globals.extend(raw.map(|raw| (at, raw)));
                    }
                    Home::Field { reg, offset } => {
                        // The iterator itself is in its register's home: such objects are never written by compiled code.
                        let it = self.b.ins().load(
                            types::I64,
                            MemFlagsData::trusted(),
                            self.frame,
                            ((frame::REGS + reg) * 8) as i32,
                        );
                        let low = self.b.ins().ireduce(types::I32, it);
                        let low = self.b.ins().uextend(types::I64, low);
                        let p = self.b.ins().iadd(self.base, low);
                        let flags = self.flags(Mem::Iter);
                        self.b.ins().istore32(flags, x, p, offset as i32);
                    }
                }
            }
            for (k, (r, kind, fields)) in st.virtuals.iter().enumerate() {
                for (j, &field) in fields.iter().enumerate().filter(|x| *x.1 != NIL) {
                    self.store_scratch(3 * k + j, field)?;
                }
                data.virtuals.push((*r, *kind));
            }
            let index = self.b.ins().iconst(types::I64, exits.len() as i64);
            let s = match why {
                ExitReason::Callee => self.b.block_params(block)[0],
                ExitReason::Exception => self.b.ins().iconst(types::I32, RAISED as i64),
                _ => self.b.ins().iconst(types::I32, 0),
            };
            self.b.ins().jump(leave, &[index.into(), s.into()]);
            exits.push(data);
        }
        self.b.switch_to_block(leave);
        let address = self.b.ins().iconst(types::I64, self.data_addr);
        let index = self.b.block_params(leave)[0];
        self.call_any(Helper::TakeExit, &[address, index, self.fp]);
        let s = self.b.block_params(leave)[1];
        self.b.ins().return_(&[s]);
        Ok(exits)
    }

    /// The machine value of `v` as it is stored in a home or scratch word, and how that is to be read.
    fn raw(&mut self, v: Val) -> Result<(ir::Value, Option<Raw>), GiveUp> {
        let x = self.val(v)?;
        Ok(match self.f.ty(v) {
            Ty::Int => (x, Some(Raw::Int)),
            Ty::Float => (x, Some(Raw::Float)),
            Ty::Bool => (self.b.ins().uextend(types::I64, x), Some(Raw::Bool)),
            _ => (x, None),
        })
    }

    fn store_scratch(&mut self, k: usize, v: Val) -> Result<Option<Raw>, GiveUp> {
        let (x, raw) = self.raw(v)?;
        let at = self.data_addr + std::mem::offset_of!(UnitData, scratch) as i64 + 8 * k as i64;
        let p = self.b.ins().iconst(types::I64, at);
        self.b.ins().store(MemFlagsData::trusted(), x, p, 0);
        Ok(raw)
    }

    /// Stores `v` in the next scratch word.
    fn scratch_word(&mut self, v: Val, words: &mut usize) -> Result<(usize, Option<Raw>), GiveUp> {
        let k = *words;
        *words += 1;
        if k >= SCRATCH {
            return Err(GiveUp::TooLarge);
        }
        Ok((k, self.store_scratch(k, v)?))
    }

    /// The exit's object for `v`: its items go to scratch words.
    fn sunk_object(
        &mut self,
        v: Val,
        data: &mut ExitData,
        made: &mut HashMap<Val, usize>,
        words: &mut usize,
    ) -> Result<usize, GiveUp> {
        if let Some(&object) = made.get(&v) {
            return Ok(object);
        }
        let f = self.f;
        let i = f.inst(v);
        let (what, flag, items) = match i.op {
            Opc::Either => (i.imm, Some(i.args[0]), &i.args[2..]),
            op if op.makes() => (i.made(), None, &i.args[..]),
            _ => return Err(GiveUp::Codegen),
        };
        let kind = Kind::ALL[(what & 0xff) as usize];
        let (instance, items) = if kind == Kind::Instance {
            let (plain, attributes) = self.plain(what >> 8, items)?;
            (Some(plain), attributes)
        } else {
            (None, items)
        };
        let flag = flag.map(|v| self.scratch_word(v, words)).transpose()?.map(|w| w.0);
        let mut parts = Vec::new();
        for &item in items {
            parts.push(if f.sunk.contains(&item) {
                Item::Object(self.sunk_object(item, data, made, words)?)
            } else {
                let (k, raw) = self.scratch_word(item, words)?;
                Item::Word(k, raw)
            });
        }
        data.objects.push(Sunk {
            kind,
            instance,
            flag,
            items: parts,
        });
        made.insert(v, data.objects.len() - 1);
        Ok(data.objects.len() - 1)
    }
}
