//! SSA to Cranelift IR to machine code.

mod alloc;
mod arith;
mod calls;
mod cold;
mod dicts;
mod exits;
mod inst;
mod sets;
mod slices;
mod strings;
mod units;
mod values;

pub use units::RETURNED;

use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, AtomicU64};

use cranelift_codegen::Context;
use cranelift_codegen::control::ControlPlane;
use cranelift_codegen::ir::condcodes::{CondCode, IntCC};
use cranelift_codegen::ir::{
    self, AbiParam, AliasRegion, AliasRegionData, InstBuilder, MemFlagsData, Signature, types,
};
use cranelift_codegen::isa::{OwnedTargetIsa, TargetIsa};
use cranelift_codegen::settings::{self, Configurable};
use cranelift_frontend::{FunctionBuilder, FunctionBuilderContext};

use super::exits::{SCRATCH, UnitData};
use super::ir::*;
use super::passes::graph::Graph;
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
        code: req.codes[0].code,
        kind: req.kind,
        unit: req.unit,
        exits: Vec::new(),
        scratch: [const { AtomicU64::new(0) }; SCRATCH],
        countdown: AtomicU32::new(req.options.exit_every),
        forced: req.options.exit_every > 0,
        generic: req.generic.clone(),
        namespaces: [req.globals_dict, req.builtins_dict],
    });
    let mut context = Context::new();
    let mut sig = Signature::new(isa.default_call_conv());
    sig.params = vec![
        AbiParam::new(types::I64),
        AbiParam::new(types::I32),
        AbiParam::new(types::I32),
    ];
    let passed = req.params.iter().flatten();
    sig.params
        .extend(passed.map(|&p| AbiParam::new(units::machine_type(p))));
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
        entry: params[2],
        arguments: params[3..].to_vec(),
        frame: frame_addr,
        frame_offset: offset,
        blocks,
        loops: Graph::new(f).loops,
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
    /// Word offset at which a unit with several entries is entered.
    entry: ir::Value,
    arguments: Vec<ir::Value>,
    /// Address of the frame, and its byte offset from the base.
    frame: ir::Value,
    frame_offset: ir::Value,
    blocks: Vec<ir::Block>,
    /// As `Graph::loops`: inner ones first.
    loops: Vec<(BlockId, Vec<BlockId>)>,
    values: Vec<Option<ir::Value>>,
    /// Does anything name the value?
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
                let mut c = self.val(cond)?;
                let cold = |e: &Edge| self.f.blocks[e.to].cold;
                if self.leaves_loop(i, no.to) && !self.leaves_loop(i, yes.to) || cold(no) && !cold(yes) {
                    c = self.inverse(c);
                    (yes, no) = (no, yes);
                }
                let (ya, na) = (self.args(yes)?, self.args(no)?);
                self.b.ins().brif(c, self.blocks[yes.to], &ya, self.blocks[no.to], &na);
            }
            Term::Exit(state, why) => {
                let to = self.exit_block(*state, *why);
                self.b.ins().jump(to, &[]);
            }
            Term::Return(v) => self.return_value(*v)?,
            Term::Yield(v, pc) => self.yield_value(*v, *pc)?,
            Term::Enter(entries) => self.enter(entries)?,
        }
        Ok(())
    }

    /// The opposite of a condition. Of a branch's arms Cranelift puts the first one behind all that the other one leads
    /// to: what leaves a loop is named first, or it would lie amid the loop, where the register allocator, which knows
    /// loops by the order of blocks only, takes its uses for frequent ones and what follows it for outside.
    fn inverse(&mut self, cond: ir::Value) -> ir::Value {
        let dfg = &self.b.func.dfg;
        if let ir::ValueDef::Result(inst, _) = dfg.value_def(cond) {
            match dfg.insts[inst] {
                ir::InstructionData::IntCompare { cond, args: [x, y], .. } => {
                    return self.b.ins().icmp(cond.complement(), x, y);
                }
                ir::InstructionData::FloatCompare { cond, args: [x, y], .. } => {
                    return self.b.ins().fcmp(cond.complement(), x, y);
                }
                _ => {}
            }
        }
        self.b.ins().icmp_imm_u(IntCC::Equal, cond, 0)
    }

    /// Is `to` outside the innermost loop of block `from`?
    fn leaves_loop(&self, from: BlockId, to: BlockId) -> bool {
        self.loops
            .iter()
            .find(|(_, body)| body.contains(&from))
            .is_some_and(|(_, body)| !body.contains(&to))
    }

    fn args(&mut self, e: &Edge) -> Result<Vec<ir::BlockArg>, GiveUp> {
        e.args.iter().map(|&a| Ok(ir::BlockArg::Value(self.val(a)?))).collect()
    }
}
