//! One instruction.

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{self, InstBuilder, MemFlagsData, types};

use crate::generated::layouts::{ctx, frame, o_obj, tag};
use crate::heap::Kind;

use super::super::GiveUp;
use super::super::build::{by_kind_byte, kind_class};
use super::super::helpers::Helper;
use super::super::ir::*;
use super::Lower;
use super::arith::{float_cc, int_cc};

impl Lower<'_> {
    pub(super) fn inst(&mut self, v: Val) -> Result<Option<ir::Value>, GiveUp> {
        let i = self.f.inst(v).clone();
        let arg = |k: usize| i.args.get(k).copied().unwrap_or(NIL);
        macro_rules! unary {
            ($op:ident) => {{
                let x = self.val(arg(0))?;
                self.b.ins().$op(x)
            }};
        }
        macro_rules! binary {
            ($op:ident) => {{
                let (x, y) = (self.val(arg(0))?, self.val(arg(1))?);
                self.b.ins().$op(x, y)
            }};
        }
        self.force_exit(v);
        Ok(Some(match i.op {
            Opc::Param => return Ok(self.values[v as usize]),
            Opc::Arg => *self.arguments.get(i.imm as usize).ok_or(GiveUp::Codegen)?,
            Opc::ConstInt | Opc::ConstFloat | Opc::ConstBool | Opc::ConstVal => return Ok(None),
            Opc::Refine => self.val(arg(0))?,
            Opc::LoadSlot => {
                let flags = self.flags(i.mem);
                match self.f.homes[i.imm as usize] {
                    Home::Register(r) => {
                        self.b
                            .ins()
                            .load(types::I64, flags, self.frame, ((frame::REGS + r) * 8) as i32)
                    }
                    Home::Global(at) => {
                        let p = self.b.ins().iadd_imm_s(self.base, at as i64);
                        self.b.ins().load(types::I64, flags, p, 0)
                    }
                    Home::Field { .. } => return Err(GiveUp::Codegen),
                }
            }
            Opc::StoreSlot => {
                let x = self.box_value(arg(0))?;
                match self.f.homes[i.imm as usize] {
                    Home::Register(r) => {
                        let flags = self.flags(Mem::None);
                        self.b.ins().store(flags, x, self.frame, ((frame::REGS + r) * 8) as i32);
                    }
                    Home::Global(at) => {
                        let flags = self.flags(Mem::Global);
                        let p = self.b.ins().iadd_imm_s(self.base, at as i64);
                        self.b.ins().store(flags, x, p, 0);
                    }
                    Home::Field { .. } => return Err(GiveUp::Codegen),
                }
                return Ok(None);
            }
            Opc::UnboxInt => {
                let x = self.val(arg(0))?;
                let small = self.high_is(x, tag::INT);
                let low = self.sext32(x);
                let (_, join) = self.rare(small, low, types::I64);
                let long = self.long(x, i.exit)?;
                self.join(join, long)
            }
            Opc::UnboxFloat => {
                let x = self.val(arg(0))?;
                let limit = self.b.ins().iconst(types::I64, (tag::INT as i64) << 32);
                let is = self.b.ins().icmp(IntCC::UnsignedLessThan, x, limit);
                self.guard(is, true, i.exit)?;
                self.b.ins().bitcast(types::F64, MemFlagsData::new(), x)
            }
            Opc::UnboxNum => {
                let x = self.val(arg(0))?;
                let limit = self.b.ins().iconst(types::I64, (tag::INT as i64) << 32);
                let is = self.b.ins().icmp(IntCC::UnsignedLessThan, x, limit);
                let f = self.b.ins().bitcast(types::F64, MemFlagsData::new(), x);
                let (_, join) = self.rare(is, f, types::F64);
                let small = self.high_is(x, tag::INT);
                let low = self.sext32(x);
                let (_, join2) = self.rare(small, low, types::I64);
                let long = self.long(x, i.exit)?;
                let n = self.join(join2, long);
                let f = self.b.ins().fcvt_from_sint(types::F64, n);
                self.join(join, f)
            }
            Opc::UnboxBool => {
                let x = self.val(arg(0))?;
                let is = self.high_is(x, tag::BOOL);
                self.guard(is, true, i.exit)?;
                self.b.ins().ireduce(types::I8, x)
            }
            Opc::GuardKind => {
                let x = self.val(arg(0))?;
                let kind = Kind::ALL[i.imm as usize];
                let is = self.high_is(x, tag::REF);
                self.guard(is, true, i.exit)?;
                let low = self.b.ins().ireduce(types::I32, x);
                let low = self.b.ins().uextend(types::I64, low);
                let p = self.b.ins().iadd(self.base, low);
                let flags = self.flags(Mem::Const);
                let same = if by_kind_byte(kind) {
                    let k = self.b.ins().uload8(types::I32, flags, p, o_obj::META as i32);
                    self.b.ins().icmp_imm_u(IntCC::Equal, k, kind as i64)
                } else {
                    let class = kind_class(&self.req.types, kind).ok_or(GiveUp::Codegen)?;
                    let c = self.b.ins().load(types::I32, flags, p, o_obj::CLASS as i32);
                    self.b.ins().icmp_imm_u(IntCC::Equal, c, class.0 as i64)
                };
                self.guard(same, true, i.exit)?;
                x
            }
            Opc::GuardBits => {
                let x = self.val(arg(0))?;
                let want = self.b.ins().iconst(types::I64, i.imm);
                let same = self.b.ins().icmp(IntCC::Equal, x, want);
                self.guard(same, true, i.exit)?;
                return Ok(None);
            }
            Opc::Guard => {
                let x = self.val(arg(0))?;
                self.guard(x, i.imm != 0, i.exit)?;
                return Ok(None);
            }
            Opc::Box => self.box_value(arg(0))?,
            Opc::IntToFloat => {
                let x = self.val(arg(0))?;
                self.b.ins().fcvt_from_sint(types::F64, x)
            }
            Opc::BoolToInt => {
                let x = self.val(arg(0))?;
                self.b.ins().uextend(types::I64, x)
            }
            Opc::IAdd if i.exit.is_none() => binary!(iadd),
            Opc::ISub if i.exit.is_none() => binary!(isub),
            Opc::IMul if i.exit.is_none() => self.multiply(arg(0), arg(1))?,
            Opc::IAdd | Opc::ISub | Opc::IMul => self.checked(&i)?,
            Opc::IAnd => binary!(band),
            Opc::IOr => binary!(bor),
            Opc::IXor => binary!(bxor),
            Opc::IShl => binary!(ishl),
            Opc::IShr => binary!(sshr),
            Opc::IFloorDiv => self.divide(v, false)?,
            Opc::IMod => self.divide(v, true)?,
            Opc::FAdd => binary!(fadd),
            Opc::FSub => binary!(fsub),
            Opc::FMul => binary!(fmul),
            Opc::FDiv => binary!(fdiv),
            Opc::FNeg => unary!(fneg),
            Opc::FAbs => unary!(fabs),
            Opc::FSqrt => unary!(sqrt),
            Opc::ICmp if self.f.inst(arg(0)).op == Opc::Poll && self.f.inst(arg(1)).op == Opc::ConstInt => {
                let word = self.val(arg(0))?;
                let word = self.b.ins().ireduce(types::I32, word);
                self.b.ins().icmp_imm_s(int_cc(i.imm), word, self.f.inst(arg(1)).imm)
            }
            Opc::ICmp => {
                let (x, y) = (self.val(arg(0))?, self.val(arg(1))?);
                self.b.ins().icmp(int_cc(i.imm), x, y)
            }
            Opc::ULess => {
                let (x, y) = (self.val(arg(0))?, self.val(arg(1))?);
                self.b.ins().icmp(IntCC::UnsignedLessThan, x, y)
            }
            Opc::FCmp => {
                let (x, y) = (self.val(arg(0))?, self.val(arg(1))?);
                self.b.ins().fcmp(float_cc(i.imm), x, y)
            }
            Opc::BitsEq => {
                let (x, y) = (self.val(arg(0))?, self.val(arg(1))?);
                self.b.ins().icmp(IntCC::Equal, x, y)
            }
            Opc::BNot => {
                let x = self.val(arg(0))?;
                self.b.ins().bxor_imm_u(x, 1)
            }
            Opc::BAnd => binary!(band),
            Opc::Select => {
                let (c, x, y) = (self.val(arg(0))?, self.val(arg(1))?, self.val(arg(2))?);
                self.b.ins().select(c, x, y)
            }
            Opc::Ref => {
                let x = self.val(arg(0))?;
                let low = self.b.ins().ireduce(types::I32, x);
                self.b.ins().uextend(types::I64, low)
            }
            Opc::FrameBase => self.frame_offset,
            Opc::Poll => {
                // Behind a sequence point no pass of Cranelift takes an earlier read for this one.
                self.b.ins().sequence_point();
                let flags = MemFlagsData::trusted();
                let word = self
                    .b
                    .ins()
                    .load(types::I32, flags, self.base, (ctx::INTERRUPT * 4) as i32);
                self.b.ins().uextend(types::I64, word)
            }
            Opc::Ld32 | Opc::Ld32S | Opc::LdVal => {
                let (p, o) = self.address(arg(0), Some(arg(1)), i.imm)?;
                let flags = self.flags(i.mem);
                match i.op {
                    Opc::Ld32 => self.b.ins().uload32(flags, p, o),
                    Opc::Ld32S => self.b.ins().sload32(flags, p, o),
                    _ => self.b.ins().load(types::I64, flags, p, o),
                }
            }
            Opc::St32 => {
                let x = self.val(arg(1))?;
                let (p, o) = self.address(arg(0), None, i.imm)?;
                let flags = self.flags(i.mem);
                self.b.ins().istore32(flags, x, p, o);
                return Ok(None);
            }
            Opc::StVal => {
                let x = self.box_value(arg(2))?;
                let x = self.unboxed_bits(x);
                let (p, o) = self.address(arg(0), Some(arg(1)), i.imm)?;
                let flags = self.flags(i.mem);
                self.b.ins().store(flags, x, p, o);
                return Ok(None);
            }
            Opc::DictFind => self.dict_find(&i)?,
            Opc::EntryOr => self.entry_or(&i)?,
            Opc::DictStore => {
                self.dict_store(&i)?;
                return Ok(None);
            }
            Opc::CharAt => self.char_at(&i)?,
            Opc::CharCode => self.char_code(&i)?,
            Opc::CharIs => self.char_is(&i)?,
            Opc::StrEq => self.str_equal(&i)?,
            Opc::SliceEq => self.slice_equal(&i)?,
            Opc::StrIsChar => self.str_is_char(&i)?,
            Opc::NewTuple => self.new_tuple(&i)?,
            Opc::NewList => self.new_list(&i)?,
            Opc::NewInstance => self.new_instance(&i)?,
            Opc::NewSlice => self.new_slice(&i)?,
            Opc::Call => return self.helper_call(&i),
            Opc::KernelOp => {
                let data = self.b.ins().iconst(types::I64, self.data_addr);
                let pc = self
                    .b
                    .ins()
                    .iconst(types::I64, (self.req.codes[0].first + i.imm as u32) as i64);
                let s = self.call(Helper::KernelOp, &[data, self.fp, pc])?;
                self.unless_raised(s, &i)?;
                self.b.ins().uextend(types::I64, s)
            }
            Opc::CallUnit | Opc::CallOwn => self.call_unit(&i)?,
            Opc::ResumeGenerator => self.resume_generator(&i)?,
            Opc::FFloorDiv | Opc::FMod | Opc::Either => return Err(GiveUp::Codegen),
        }))
    }
}
