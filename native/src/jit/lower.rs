//! SSA to Cranelift IR to machine code.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, AtomicU64};

use cranelift_codegen::Context;
use cranelift_codegen::control::ControlPlane;
use cranelift_codegen::ir::condcodes::{FloatCC, IntCC};
use cranelift_codegen::ir::{
    self, AbiParam, AliasRegion, AliasRegionData, InstBuilder, MemFlagsData, Signature, types,
};
use cranelift_codegen::isa::{OwnedTargetIsa, TargetIsa};
use cranelift_codegen::settings::{self, Configurable};
use cranelift_frontend::{FunctionBuilder, FunctionBuilderContext};

use crate::generated::layouts::{ctx, frame, map, o_buffer, o_code, o_list, o_obj, o_unit, status, tag, unit_state};
use crate::heap::{Kind, Value};

use super::build::{by_kind_byte, kind_class};
use super::exits::{ExitData, Raw, SCRATCH, UnitData};
use super::helpers::Helper;
use super::ir::*;
use super::{ExitReason, GiveUp, Request};

/// Machine code with what it refers to.
pub struct Lowered {
    pub code: Vec<u8>,
    pub data: Box<UnitData>,
    pub clif: String,
    pub disassembly: String,
}

fn isa(verify: bool) -> Result<OwnedTargetIsa, GiveUp> {
    let mut flags = settings::builder();
    let set = |f: &mut settings::Builder, k, v| f.set(k, v).map_err(|_| GiveUp::Codegen);
    set(&mut flags, "opt_level", "speed")?;
    set(&mut flags, "is_pic", "false")?;
    set(&mut flags, "unwind_info", "false")?;
    set(&mut flags, "enable_verifier", if verify { "true" } else { "false" })?;
    let builder = cranelift_native::builder().map_err(|_| GiveUp::Codegen)?;
    builder.finish(settings::Flags::new(flags)).map_err(|_| GiveUp::Codegen)
}

pub fn lower(req: &Request, f: &Func, dump: bool) -> Result<Lowered, GiveUp> {
    let isa = isa(req.options.verify)?;
    let mut data = Box::new(UnitData {
        rt: req.rt,
        code: req.code,
        kind: req.kind,
        unit: req.unit,
        first: req.first,
        exits: Vec::new(),
        scratch: [const { AtomicU64::new(0) }; SCRATCH],
        generic: req.generic.clone(),
    });
    let mut context = Context::new();
    let mut sig = Signature::new(isa.default_call_conv());
    sig.params = vec![
        AbiParam::new(types::I64),
        AbiParam::new(types::I32),
        AbiParam::new(types::I32),
    ];
    sig.returns = vec![AbiParam::new(types::I32)];
    context.func.signature = sig;
    let mut fctx = FunctionBuilderContext::new();
    let mut b = FunctionBuilder::new(&mut context.func, &mut fctx);
    let regions = std::array::from_fn(|i| {
        b.func.dfg.alias_regions.insert(AliasRegionData {
            user_id: i as u32,
            description: "".into(),
        })
    });
    let entry = b.create_block();
    b.append_block_params_for_function_params(entry);
    let params: Vec<ir::Value> = b.block_params(entry).to_vec();
    b.switch_to_block(entry);
    let fp64 = b.ins().uextend(types::I64, params[1]);
    let offset = b.ins().ishl_imm_u(fp64, 3);
    let frame_addr = b.ins().iadd(params[0], offset);
    let blocks: Vec<ir::Block> = f.blocks.iter().map(|_| b.create_block()).collect();
    b.ins().jump(blocks[0], &[]);
    let mut l = Lower {
        req,
        f,
        isa: &*isa,
        b,
        base: params[0],
        fp: params[1],
        frame: frame_addr,
        frame_offset: offset,
        blocks,
        values: vec![None; f.insts.len()],
        exits: HashMap::new(),
        exit_order: Vec::new(),
        data_addr: std::ptr::from_ref::<UnitData>(&data) as i64,
        regions,
    };
    for (i, block) in f.blocks.iter().enumerate() {
        l.block(i, block)?;
    }
    let exits = l.exit_blocks()?;
    let mut b = l.b;
    b.seal_all_blocks();
    b.finalize(isa.frontend_config());
    data.exits = exits;
    let clif = if dump {
        context.func.display().to_string()
    } else {
        String::new()
    };
    context.set_disasm(dump);
    let compiled = context.compile(&*isa, &mut ControlPlane::default()).map_err(|e| {
        if req.options.verify {
            eprintln!("{:?}", e.inner);
        }
        GiveUp::Codegen
    })?;
    if !compiled.buffer.relocs().is_empty() {
        return Err(GiveUp::Codegen);
    }
    Ok(Lowered {
        code: compiled.code_buffer().to_vec(),
        data,
        clif,
        disassembly: compiled.vcode.clone().unwrap_or_default(),
    })
}

struct Lower<'a> {
    req: &'a Request,
    f: &'a Func,
    isa: &'a dyn TargetIsa,
    b: FunctionBuilder<'a>,
    base: ir::Value,
    fp: ir::Value,
    /// Address of the frame, and its byte offset from the base.
    frame: ir::Value,
    frame_offset: ir::Value,
    blocks: Vec<ir::Block>,
    values: Vec<Option<ir::Value>>,
    exits: HashMap<(StateId, u32), ir::Block>,
    exit_order: Vec<(StateId, ExitReason, ir::Block)>,
    data_addr: i64,
    regions: [AliasRegion; Mem::COUNT],
}

fn clif_type(ty: Ty) -> ir::Type {
    match ty {
        Ty::Float => types::F64,
        Ty::Bool => types::I8,
        _ => types::I64,
    }
}

fn int_cc(cc: i64) -> IntCC {
    [
        IntCC::SignedLessThan,
        IntCC::SignedLessThanOrEqual,
        IntCC::Equal,
        IntCC::NotEqual,
        IntCC::SignedGreaterThan,
        IntCC::SignedGreaterThanOrEqual,
    ][cc as usize]
}

fn float_cc(cc: i64) -> FloatCC {
    [
        FloatCC::LessThan,
        FloatCC::LessThanOrEqual,
        FloatCC::Equal,
        FloatCC::NotEqual,
        FloatCC::GreaterThan,
        FloatCC::GreaterThanOrEqual,
    ][cc as usize]
}

fn fits32(lo: i64, hi: i64) -> bool {
    lo >= i32::MIN as i64 && hi <= i32::MAX as i64
}

impl Lower<'_> {
    fn flags(&self, mem: Mem) -> MemFlagsData {
        MemFlagsData::trusted().with_alias_region(Some(self.regions[mem as usize]))
    }

    /// The machine value of `v`; constants are made where they are used.
    fn val(&mut self, v: Val) -> Result<ir::Value, GiveUp> {
        let i = self.f.inst(v);
        Ok(match i.op {
            Opc::ConstInt | Opc::ConstVal => self.b.ins().iconst(types::I64, i.imm),
            Opc::ConstFloat => self.b.ins().f64const(f64::from_bits(i.imm as u64)),
            Opc::ConstBool => self.b.ins().iconst(types::I8, i.imm),
            _ => return self.values[v as usize].ok_or(GiveUp::Codegen),
        })
    }

    fn block(&mut self, i: usize, block: &Block) -> Result<(), GiveUp> {
        let clif = self.blocks[i];
        self.b.switch_to_block(clif);
        if block.cold {
            self.b.set_cold_block(clif);
        }
        for &p in &block.params {
            let x = self.b.append_block_param(clif, clif_type(self.f.ty(p)));
            self.values[p as usize] = Some(x);
        }
        for &v in &block.insts {
            let x = self.inst(v)?;
            self.values[v as usize] = x;
        }
        match &block.term {
            // An edge that no block took up: cannot be reached.
            Term::Open => return Err(GiveUp::Codegen),
            Term::Jump(e) => {
                let args = self.args(e)?;
                self.b.ins().jump(self.blocks[e.to], &args);
            }
            Term::Branch { cond, yes, no } => {
                let (mut cond, mut yes, mut no) = (*cond, yes, no);
                while self.f.inst(cond).op == Opc::BNot {
                    cond = self.f.inst(cond).args[0];
                    (yes, no) = (no, yes);
                }
                let c = self.val(cond)?;
                let (ya, na) = (self.args(yes)?, self.args(no)?);
                self.b.ins().brif(c, self.blocks[yes.to], &ya, self.blocks[no.to], &na);
            }
            Term::Exit(state, why) => {
                let to = self.exit_block(*state, *why);
                self.b.ins().jump(to, &[]);
            }
            Term::Return(v) => {
                let v = self.val(*v)?;
                let flags = self.flags(Mem::Ctx);
                self.b.ins().store(flags, v, self.base, (ctx::RESULT * 4) as i32);
                let one = self.b.ins().iconst(types::I32, 1);
                self.b.ins().return_(&[one]);
            }
        }
        Ok(())
    }

    fn args(&mut self, e: &Edge) -> Result<Vec<ir::BlockArg>, GiveUp> {
        e.args.iter().map(|&a| Ok(ir::BlockArg::Value(self.val(a)?))).collect()
    }

    fn exit_block(&mut self, state: StateId, why: ExitReason) -> ir::Block {
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
    fn guard(&mut self, cond: ir::Value, expected: bool, exit: Option<(StateId, ExitReason)>) -> Result<(), GiveUp> {
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

    fn call(
        &mut self,
        helper: Helper,
        params: &[ir::Type],
        ret: Option<ir::Type>,
        args: &[ir::Value],
    ) -> Option<ir::Value> {
        let mut sig = Signature::new(self.isa.default_call_conv());
        sig.params = params.iter().map(|&t| AbiParam::new(t)).collect();
        sig.returns = ret.iter().map(|&t| AbiParam::new(t)).collect();
        let sig = self.b.import_signature(sig);
        let addr = self.b.ins().iconst(types::I64, helper.address() as i64);
        let call = self.b.ins().call_indirect(sig, addr, args);
        self.b.inst_results(call).first().copied()
    }

    /// Address of heap offset `at` + `offset`, as pointer and displacement.
    fn address(&mut self, at: Val, index: Option<Val>, offset: i64) -> Result<(ir::Value, i32), GiveUp> {
        let mut offset = offset;
        let mut p = self.base;
        let i = self.f.inst(at);
        if i.op == Opc::ConstInt {
            offset += i.imm;
        } else {
            let x = self.val(at)?;
            p = self.b.ins().iadd(p, x);
        }
        if let Some(index) = index.filter(|&i| i != NIL) {
            let i = self.f.inst(index);
            if i.op == Opc::ConstInt {
                offset += i.imm * 8;
            } else {
                let x = self.val(index)?;
                let x = self.b.ins().ishl_imm_u(x, 3);
                p = self.b.ins().iadd(p, x);
            }
        }
        match i32::try_from(offset) {
            Ok(o) => Ok((p, o)),
            Err(_) => Ok((self.b.ins().iadd_imm_s(p, offset), 0)),
        }
    }

    fn high_is(&mut self, v: ir::Value, t: u32) -> ir::Value {
        let hi = self.b.ins().ushr_imm_u(v, 32);
        self.b.ins().icmp_imm_u(IntCC::Equal, hi, t as i64)
    }

    /// Branches to a fresh block for the rare case; gives (rare, join); the join block has one parameter.
    fn rare(&mut self, usual: ir::Value, value: ir::Value, ty: ir::Type) -> (ir::Block, ir::Block) {
        let (rare, join) = (self.b.create_block(), self.b.create_block());
        self.b.append_block_param(join, ty);
        self.b.set_cold_block(rare);
        self.b.ins().brif(usual, join, &[ir::BlockArg::Value(value)], rare, &[]);
        self.b.switch_to_block(rare);
        (rare, join)
    }

    fn join(&mut self, join: ir::Block, value: ir::Value) -> ir::Value {
        self.b.ins().jump(join, &[ir::BlockArg::Value(value)]);
        self.b.switch_to_block(join);
        self.b.block_params(join)[0]
    }

    fn sext32(&mut self, v: ir::Value) -> ir::Value {
        let low = self.b.ins().ireduce(types::I32, v);
        self.b.ins().sextend(types::I64, low)
    }

    /// On the rare path of an unboxing: the int of 48 bits in `v`, or exit.
    fn long(&mut self, v: ir::Value, exit: Option<(StateId, ExitReason)>) -> Result<ir::Value, GiveUp> {
        let top = self.b.ins().ushr_imm_u(v, 48);
        let is_long = self.b.ins().icmp_imm_u(IntCC::Equal, top, tag::LONG16 as i64);
        self.guard(is_long, true, exit)?;
        let up = self.b.ins().ishl_imm_u(v, 16);
        Ok(self.b.ins().sshr_imm_u(up, 16))
    }

    fn box_value(&mut self, v: Val) -> Result<ir::Value, GiveUp> {
        let i = self.f.inst(v);
        if let Some(bits) = match i.op {
            Opc::ConstInt => Value::small_int(i.imm),
            Opc::ConstFloat => Some(Value(i.imm as u64)),
            Opc::ConstBool => Some(Value::bool(i.imm != 0)),
            _ => None,
        } {
            return Ok(self.b.ins().iconst(types::I64, bits.0 as i64));
        }
        let (ty, lo, hi) = (i.ty, i.lo, i.hi);
        let x = self.val(v)?;
        Ok(match ty {
            Ty::Int => {
                let low = self.b.ins().ireduce(types::I32, x);
                let low = self.b.ins().uextend(types::I64, low);
                let boxed = self.b.ins().bor_imm_u(low, (tag::INT as i64) << 32);
                if fits32(lo, hi) {
                    return Ok(boxed);
                }
                let narrow = self.sext32(x);
                let small = self.b.ins().icmp(IntCC::Equal, narrow, x);
                let (_, join) = self.rare(small, boxed, types::I64);
                let up = self.b.ins().ishl_imm_u(x, 16);
                let back = self.b.ins().sshr_imm_u(up, 16);
                let payload = self.b.ins().ushr_imm_u(up, 16);
                let long = self.b.ins().bor_imm_u(payload, (tag::LONG16 as i64) << 48);
                let fits = self.b.ins().icmp(IntCC::Equal, back, x);
                let (_, join2) = self.rare(fits, long, types::I64);
                let data = self.b.ins().iconst(types::I64, self.data_addr);
                let big = self
                    .call(Helper::BoxInt, &[types::I64, types::I64], Some(types::I64), &[data, x])
                    .ok_or(GiveUp::Codegen)?;
                let long = self.join(join2, big);
                self.join(join, long)
            }
            Ty::Float => {
                let nan = self.b.ins().fcmp(FloatCC::Unordered, x, x);
                let canonical = self.b.ins().f64const(f64::from_bits(0x7ff8_0000_0000_0000));
                let clean = self.b.ins().select(nan, canonical, x);
                self.b.ins().bitcast(types::I64, MemFlagsData::new(), clean)
            }
            Ty::Bool => {
                let wide = self.b.ins().uextend(types::I64, x);
                self.b.ins().bor_imm_u(wide, (tag::BOOL as i64) << 32)
            }
            _ => x,
        })
    }

    /// Python's floor division or modulo; the divisor is neither 0 nor -1.
    fn divide(&mut self, v: Val, modulo: bool) -> Result<ir::Value, GiveUp> {
        let i = self.f.inst(v);
        let (a, d) = (i.args[0], i.args[1]);
        let (ia, id) = (self.f.inst(a), self.f.inst(d));
        let (alo, ahi, dlo, dhi) = (ia.lo, ia.hi, id.lo, id.hi);
        let constant = id.op == Opc::ConstInt;
        let (x, y) = (self.val(a)?, self.val(d)?);
        if alo >= 0 && dlo > 0 {
            if fits32(alo, ahi) && fits32(dlo, dhi) {
                let (x, y) = (self.b.ins().ireduce(types::I32, x), self.b.ins().ireduce(types::I32, y));
                let r = if modulo {
                    self.b.ins().urem(x, y)
                } else {
                    self.b.ins().udiv(x, y)
                };
                return Ok(self.b.ins().uextend(types::I64, r));
            }
            if constant {
                return Ok(if modulo {
                    self.b.ins().urem(x, y)
                } else {
                    self.b.ins().udiv(x, y)
                });
            }
        }
        if constant {
            return Ok(self.signed_divide(x, y, modulo));
        }
        // Division of 64 bits is slow on many machines: numbers without high halves take the 32-bit one.
        let both = self.b.ins().bor(x, y);
        let high = self.b.ins().ushr_imm_u(both, 32);
        let small = self.b.ins().icmp_imm_u(IntCC::Equal, high, 0);
        let (fast, slow, join) = (self.b.create_block(), self.b.create_block(), self.b.create_block());
        self.b.append_block_param(join, types::I64);
        self.b.ins().brif(small, fast, &[], slow, &[]);
        self.b.switch_to_block(fast);
        let (x32, y32) = (self.b.ins().ireduce(types::I32, x), self.b.ins().ireduce(types::I32, y));
        let r = if modulo {
            self.b.ins().urem(x32, y32)
        } else {
            self.b.ins().udiv(x32, y32)
        };
        let r = self.b.ins().uextend(types::I64, r);
        self.b.ins().jump(join, &[ir::BlockArg::Value(r)]);
        self.b.switch_to_block(slow);
        let r = self.signed_divide(x, y, modulo);
        Ok(self.join(join, r))
    }

    fn signed_divide(&mut self, x: ir::Value, y: ir::Value, modulo: bool) -> ir::Value {
        // r = x rem y has x's sign; when it is not zero and its sign is not y's, Python's results lie one step lower.
        let rem = self.b.ins().srem(x, y);
        let signs = self.b.ins().bxor(rem, y);
        let differ = self.b.ins().icmp_imm_s(IntCC::SignedLessThan, signs, 0);
        let some = self.b.ins().icmp_imm_s(IntCC::NotEqual, rem, 0);
        let fix = self.b.ins().band(differ, some);
        if modulo {
            let moved = self.b.ins().iadd(rem, y);
            self.b.ins().select(fix, moved, rem)
        } else {
            let q = self.b.ins().sdiv(x, y);
            let one = self.b.ins().uextend(types::I64, fix);
            self.b.ins().isub(q, one)
        }
    }

    fn inst(&mut self, v: Val) -> Result<Option<ir::Value>, GiveUp> {
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
        macro_rules! checked {
            ($plain:ident, $overflow:ident) => {{
                let (x, y) = (self.val(arg(0))?, self.val(arg(1))?);
                if i.exit.is_none() {
                    self.b.ins().$plain(x, y)
                } else {
                    let (r, over) = self.b.ins().$overflow(x, y);
                    self.guard(over, false, i.exit)?;
                    r
                }
            }};
        }
        Ok(Some(match i.op {
            Opc::Param => return Ok(self.values[v as usize]),
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
            Opc::IAdd => checked!(iadd, sadd_overflow),
            Opc::ISub => checked!(isub, ssub_overflow),
            Opc::IMul => checked!(imul, smul_overflow),

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
                let (p, o) = self.address(arg(0), Some(arg(1)), i.imm)?;
                let flags = self.flags(i.mem);
                self.b.ins().store(flags, x, p, o);
                return Ok(None);
            }
            Opc::Call => return self.helper_call(&i),
            Opc::KernelOp => {
                let data = self.b.ins().iconst(types::I64, self.data_addr);
                let pc = self.b.ins().iconst(types::I32, (self.req.first + i.imm as u32) as i64);
                let s = self
                    .call(
                        Helper::KernelOp,
                        &[types::I64, types::I32, types::I32],
                        Some(types::I32),
                        &[data, self.fp, pc],
                    )
                    .ok_or(GiveUp::Codegen)?;
                let raised = self.b.ins().icmp_imm_u(IntCC::Equal, s, status::EXC as i64);
                self.guard(raised, false, i.exit)?;
                self.b.ins().uextend(types::I64, s)
            }
            Opc::CallUnit => self.call_unit(&i)?,
            Opc::FFloorDiv | Opc::FMod => return Err(GiveUp::Codegen),
        }))
    }

    fn helper_call(&mut self, i: &Inst) -> Result<Option<ir::Value>, GiveUp> {
        let helper = Helper::ALL[i.imm as usize];
        match helper {
            Helper::FloatFloorDiv | Helper::FloatMod => {
                let (x, y) = (self.val(i.args[0])?, self.val(i.args[1])?);
                Ok(self.call(helper, &[types::F64, types::F64], Some(types::F64), &[x, y]))
            }
            Helper::ListAppend => {
                let (list, item) = (self.val(i.args[0])?, self.box_value(i.args[1])?);
                let low = self.b.ins().ireduce(types::I32, list);
                let low = self.b.ins().uextend(types::I64, low);
                let p = self.b.ins().iadd(self.base, low);
                let (fl, fi, fe) = (
                    self.flags(Mem::ListLen),
                    self.flags(Mem::ListItems),
                    self.flags(Mem::Elem),
                );
                let len = self.b.ins().uload32(fl, p, o_list::LEN as i32);
                let cap = self.b.ins().uload32(fl, p, o_list::CAP as i32);
                let room = self.b.ins().icmp(IntCC::UnsignedLessThan, len, cap);
                let (fast, slow, join) = (self.b.create_block(), self.b.create_block(), self.b.create_block());
                self.b.set_cold_block(slow);
                self.b.ins().brif(room, fast, &[], slow, &[]);
                self.b.switch_to_block(fast);
                let items = self.b.ins().uload32(fi, p, o_list::ITEMS as i32);
                let at = self.b.ins().iadd(self.base, items);
                let index = self.b.ins().ishl_imm_u(len, 3);
                let at = self.b.ins().iadd(at, index);
                self.b.ins().store(fe, item, at, o_buffer::DATA as i32);
                let more = self.b.ins().iadd_imm_s(len, 1);
                self.b.ins().istore32(fl, more, p, o_list::LEN as i32);
                self.b.ins().jump(join, &[]);
                self.b.switch_to_block(slow);
                let data = self.b.ins().iconst(types::I64, self.data_addr);
                let s = self
                    .call(
                        helper,
                        &[types::I64, types::I64, types::I64],
                        Some(types::I32),
                        &[data, list, item],
                    )
                    .ok_or(GiveUp::Codegen)?;
                let ok = self.b.ins().icmp_imm_u(IntCC::Equal, s, status::OK as i64);
                self.guard(ok, true, i.exit)?;
                self.b.ins().jump(join, &[]);
                self.b.switch_to_block(join);
                Ok(None)
            }
            Helper::CallBuiltin => {
                let data = self.b.ins().iconst(types::I64, self.data_addr);
                let (state, _) = i.exit.ok_or(GiveUp::Codegen)?;
                let pc = self.req.first + self.f.states[state as usize].pc;
                let mut args = vec![data, self.fp];
                for &a in &i.args {
                    let n = self.f.inst(a).imm;
                    args.push(self.b.ins().iconst(types::I32, n));
                }
                args.push(self.b.ins().iconst(types::I32, pc as i64));
                let t = types::I32;
                let s = self
                    .call(helper, &[types::I64, t, t, t, t, t, t], Some(t), &args)
                    .ok_or(GiveUp::Codegen)?;
                let raised = self.b.ins().icmp_imm_u(IntCC::Equal, s, status::EXC as i64);
                self.guard(raised, false, i.exit)?;
                Ok(Some(self.b.ins().uextend(types::I64, s)))
            }
            _ => Err(GiveUp::Codegen),
        }
    }

    fn ctx_word(&mut self, word: u32) -> ir::Value {
        let flags = self.flags(Mem::Ctx);
        self.b.ins().load(types::I32, flags, self.base, (word * 4) as i32)
    }

    fn set_ctx_word(&mut self, word: u32, x: ir::Value) {
        let flags = self.flags(Mem::Ctx);
        self.b.ins().store(flags, x, self.base, (word * 4) as i32);
    }

    /// Pushes the callee's frame and calls its unit; its result if it returns, else we leave with its status.
    fn call_unit(&mut self, i: &Inst) -> Result<ir::Value, GiveUp> {
        let c = self.req.callees[i.imm as usize];
        let (state, _) = i.exit.ok_or(GiveUp::Codegen)?;
        let sp = self.ctx_word(ctx::SP);
        let top = self.b.ins().iadd_imm_s(sp, (frame::REGS + c.nregs) as i64);
        let above = self.b.ins().iadd_imm_s(top, 256);
        let limit = self.ctx_word(ctx::STACK_LIMIT);
        let mut ok = self.b.ins().icmp(IntCC::UnsignedLessThan, above, limit);
        let (depth, deepest) = (self.ctx_word(ctx::DEPTH), self.ctx_word(ctx::DEPTH_LIMIT));
        let room = self.b.ins().icmp(IntCC::UnsignedLessThan, depth, deepest);
        ok = self.b.ins().band(ok, room);
        let interrupt = self.ctx_word(ctx::INTERRUPT);
        let quiet = self.b.ins().icmp_imm_u(IntCC::Equal, interrupt, 0);
        ok = self.b.ins().band(ok, quiet);
        let flags = self.flags(Mem::Ctx);
        let lowest = self
            .b
            .ins()
            .load(types::I64, flags, self.base, (ctx::NATIVE_LIMIT * 4) as i32);
        let machine = self.b.ins().get_stack_pointer(types::I64);
        let room = self.b.ins().icmp(IntCC::UnsignedGreaterThan, machine, lowest);
        ok = self.b.ins().band(ok, room);
        let code = self.b.ins().iadd_imm_s(self.base, c.code.0 as i64);
        let unit = self.b.ins().uload32(flags, code, o_code::UNIT as i32);
        let some = self.b.ins().icmp_imm_u(IntCC::NotEqual, unit, 0);
        ok = self.b.ins().band(ok, some);
        let offset = self.b.ins().imul_imm_u(unit, o_unit::SIZE as i64);
        let place = self.b.ins().iadd(self.base, offset);
        let table = (map::CODE_TABLE - o_unit::SIZE) as i32;
        let state_word = self
            .b
            .ins()
            .load(types::I32, flags, place, table + o_unit::STATE as i32);
        let ready = self
            .b
            .ins()
            .icmp_imm_u(IntCC::Equal, state_word, unit_state::READY as i64);
        ok = self.b.ins().band(ok, ready);
        self.guard(ok, true, i.exit)?;
        // The new frame: header, arguments.
        let sp64 = self.b.ins().uextend(types::I64, sp);
        let bytes = self.b.ins().ishl_imm_u(sp64, 3);
        let new = self.b.ins().iadd(self.base, bytes);
        let stack = self.flags(Mem::None);
        let func = self.val(i.args[0])?;
        self.b.ins().store(stack, func, new, (frame::FUNC * 8) as i32);
        self.b.ins().store(stack, self.fp, new, (frame::LINK * 8) as i32);
        let site = self.req.words[c.at as usize + 1];
        let next = self.b.ins().iconst(types::I32, (self.req.first + c.at + 8) as i64);
        self.b.ins().store(stack, next, new, (frame::LINK * 8 + 4) as i32);
        let ret = self.b.ins().iconst(types::I64, site as i64);
        self.b.ins().store(stack, ret, new, (frame::RET * 8) as i32);
        let none = self.b.ins().iconst(types::I64, Value::NONE.0 as i64);
        self.b.ins().store(stack, none, new, (frame::EXTRA * 8) as i32);
        for (k, &a) in i.args[1..].iter().enumerate() {
            let x = self.box_value(a)?;
            self.b.ins().store(stack, x, new, ((frame::REGS + k as u32) * 8) as i32);
        }
        self.set_ctx_word(ctx::FP, sp);
        self.set_ctx_word(ctx::SP, top);
        let deeper = self.b.ins().iadd_imm_s(depth, 1);
        self.set_ctx_word(ctx::DEPTH, deeper);
        let high = self.ctx_word(ctx::STACK_HIGH);
        let high = self.b.ins().umax(high, top);
        self.set_ctx_word(ctx::STACK_HIGH, high);
        // Two words that are not 8-aligned.
        let unaligned = MemFlagsData::new().with_notrap();
        let entry = self
            .b
            .ins()
            .load(types::I64, unaligned, place, table + o_unit::ENTRY_LO as i32);
        let mut sig = Signature::new(self.isa.default_call_conv());
        sig.params = vec![
            AbiParam::new(types::I64),
            AbiParam::new(types::I32),
            AbiParam::new(types::I32),
        ];
        sig.returns = vec![AbiParam::new(types::I32)];
        let sig = self.b.import_signature(sig);
        let zero = self.b.ins().iconst(types::I32, 0);
        let call = self.b.ins().call_indirect(sig, entry, &[self.base, sp, zero]);
        let s = self.b.inst_results(call)[0];
        let returned = self.b.ins().icmp_imm_u(IntCC::Equal, s, 1);
        let out = self.exit_block(state, ExitReason::Callee);
        let on = self.b.create_block();
        self.b.ins().brif(returned, on, &[], out, &[ir::BlockArg::Value(s)]);
        self.b.switch_to_block(on);
        self.set_ctx_word(ctx::FP, self.fp);
        self.set_ctx_word(ctx::SP, sp);
        self.set_ctx_word(ctx::DEPTH, depth);
        Ok(self
            .b
            .ins()
            .load(types::I64, flags, self.base, (ctx::RESULT * 4) as i32))
    }

    /// The code of all exits.
    fn exit_blocks(&mut self) -> Result<Vec<ExitData>, GiveUp> {
        let mut exits = Vec::new();
        for (state, why, block) in std::mem::take(&mut self.exit_order) {
            let f = self.f;
            let st = &f.states[state as usize];
            self.b.switch_to_block(block);
            let mut data = ExitData {
                pc: st.pc,
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
            let index = self.b.ins().iconst(types::I32, exits.len() as i64);
            self.call(
                Helper::TakeExit,
                &[types::I64, types::I32, types::I32],
                None,
                &[address, index, self.fp],
            );
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
