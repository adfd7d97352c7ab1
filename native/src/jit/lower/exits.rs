//! Guards and the cold code of side exits.

use std::sync::atomic::AtomicU32;

use cranelift_codegen::ir::{self, InstBuilder, MemFlagsData, types};

use crate::generated::layouts::frame;
use crate::generated::opcodes::Op;

use super::super::exits::{ExitData, PushedFrame, Raw, SCRATCH, UnitData};
use super::super::helpers::Helper;
use super::super::ir::*;
use super::super::{ExitReason, GiveUp};
use super::Lower;

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
        if expected {
            self.b.ins().brif(cond, on, &[], out, &[]);
        } else {
            self.b.ins().brif(cond, out, &[], on, &[]);
        }
        self.b.switch_to_block(on);
        Ok(())
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
        for (state, why, block) in std::mem::take(&mut self.exit_order) {
            let f = self.f;
            let st = &f.states[state as usize];
            self.b.switch_to_block(block);
            let mut data = ExitData {
                pc: st.pc,
                first: self.req.codes[f.frames[st.frame].code].first,
                site: if st.frame == 0 { st.pc } else { f.frames[st.frame].site },
                frames: self.pushed_frames(st.frame),
                reason: why,
                registers: Vec::new(),
                globals: Vec::new(),
                virtuals: Vec::new(),
                count: AtomicU32::new(0),
            };
            if st.virtuals.len() * 3 > SCRATCH {
                return Err(GiveUp::TooLarge);
            }
            let collected = why == ExitReason::Callee || (why == ExitReason::Exception && st.after_call);
            for &(slot, v) in &st.items {
                if collected && matches!(f.ty(v), Ty::Boxed | Ty::Obj(_)) && f.inst(v).op != Opc::ConstVal {
                    continue;
                }
                let x = self.val(v)?;
                let raw = match f.ty(v) {
                    Ty::Int => Some(Raw::Int),
                    Ty::Float => Some(Raw::Float),
                    Ty::Bool => Some(Raw::Bool),
                    _ => None,
                };
                let x = if raw == Some(Raw::Bool) {
                    self.b.ins().uextend(types::I64, x)
                } else {
                    x
                };
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
                    let x = self.val(field)?;
                    let at = self.data_addr + std::mem::offset_of!(UnitData, scratch) as i64 + 8 * (3 * k + j) as i64;
                    let p = self.b.ins().iconst(types::I64, at);
                    self.b.ins().store(MemFlagsData::trusted(), x, p, 0);
                }
                data.virtuals.push((*r, *kind));
            }
            let address = self.b.ins().iconst(types::I64, self.data_addr);
            let index = self.b.ins().iconst(types::I64, exits.len() as i64);
            self.call_any(Helper::TakeExit, &[address, index, self.fp]);
            let s = match why {
                ExitReason::Callee => self.b.block_params(block)[0],
                ExitReason::Exception => self.b.ins().iconst(types::I32, 2),
                _ => self.b.ins().iconst(types::I32, 0),
            };
            self.b.ins().return_(&[s]);
            exits.push(data);
        }
        Ok(exits)
    }
}
