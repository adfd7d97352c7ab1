//! Calls of helpers on paths that are hardly taken. They go through trampolines that keep all registers, so that the values
//! of the hot path stay in theirs: the platform's convention would have them in memory around the call, and no float
//! in a register at all. What the helper returns comes back in a word of the unit's data.

use std::sync::OnceLock;

use cranelift_codegen::Context;
use cranelift_codegen::control::ControlPlane;
use cranelift_codegen::ir::{self, AbiParam, InstBuilder, MemFlagsData, Signature, types};
use cranelift_codegen::isa::CallConv;
use cranelift_frontend::{FunctionBuilder, FunctionBuilderContext};

use super::super::GiveUp;
use super::super::exits::UnitData;
use super::super::helpers::{Arg, Helper, Ret};
use super::super::memory;
use super::{Lower, isa};

/// The helpers that have one; their first argument is the unit's data.
const COLD: [Helper; 6] = [
    Helper::BoxInt,
    Helper::NewCell,
    Helper::ListAppend,
    Helper::StrIndex,
    Helper::StrPart,
    Helper::CharIs,
];

const RESULT: i32 = std::mem::offset_of!(UnitData, scratch) as i32;

/// How a helper is called.
pub(super) fn signature(helper: Helper, convention: CallConv) -> Signature {
    let mut sig = Signature::new(convention);
    sig.params.extend(helper.args().iter().map(|a| {
        AbiParam::new(match a {
            Arg::Frame => types::I32,
            Arg::Data | Arg::Int | Arg::Boxed => types::I64,
            Arg::Float => types::F64,
        })
    }));
    sig.returns.extend(match helper.ret() {
        Ret::Nothing => None,
        Ret::Int | Ret::Boxed | Ret::Answer => Some(AbiParam::new(types::I64)),
        Ret::Float => Some(AbiParam::new(types::F64)),
        Ret::Status | Ret::Result | Ret::Code => Some(AbiParam::new(types::I32)),
    });
    sig
}

/// Address of the helper's trampoline; made once for the process.
fn trampoline(helper: Helper) -> Result<usize, GiveUp> {
    static TRAMPOLINES: [OnceLock<Option<usize>>; COLD.len()] = [const { OnceLock::new() }; COLD.len()];
    let k = COLD.iter().position(|&h| h == helper).ok_or(GiveUp::Codegen)?;
    TRAMPOLINES[k].get_or_init(|| make(helper).ok()).ok_or(GiveUp::Codegen)
}

fn make(helper: Helper) -> Result<usize, GiveUp> {
    let isa = isa(false)?;
    let mut context = Context::new();
    context.func.signature = signature(helper, CallConv::PreserveAll);
    context.func.signature.returns.clear();
    let mut fctx = FunctionBuilderContext::new();
    let mut b = FunctionBuilder::new(&mut context.func, &mut fctx);
    let block = b.create_block();
    b.append_block_params_for_function_params(block);
    b.switch_to_block(block);
    let args = b.block_params(block).to_vec();
    let sig = b.import_signature(signature(helper, isa.default_call_conv()));
    let address = b.ins().iconst(types::I64, helper.address() as i64);
    let call = b.ins().call_indirect(sig, address, &args);
    let result = b.inst_results(call)[0];
    let result = match b.func.dfg.value_type(result) {
        types::I64 => result,
        _ => b.ins().uextend(types::I64, result),
    };
    b.ins().store(MemFlagsData::trusted(), result, args[0], RESULT);
    b.ins().return_(&[]);
    b.seal_all_blocks();
    b.finalize(isa.frontend_config());
    let compiled = context
        .compile(&*isa, &mut ControlPlane::default())
        .map_err(|_| GiveUp::Codegen)?;
    if !compiled.buffer.relocs().is_empty() {
        return Err(GiveUp::Codegen);
    }
    memory::install_forever(compiled.code_buffer())
}

impl Lower<'_> {
    /// Calls a helper on a cold path with the arguments after the unit's data; what it returns, as 64 bits.
    pub(super) fn call_cold(&mut self, helper: Helper, args: &[ir::Value]) -> Result<ir::Value, GiveUp> {
        let mut sig = signature(helper, CallConv::PreserveAll);
        sig.returns.clear();
        let sig = self.b.import_signature(sig);
        let address = self.b.ins().iconst(types::I64, trampoline(helper)? as i64);
        let data = self.b.ins().iconst(types::I64, self.data_addr);
        let args: Vec<ir::Value> = std::iter::once(data).chain(args.iter().copied()).collect();
        self.b.ins().call_indirect(sig, address, &args);
        Ok(self.b.ins().load(types::I64, MemFlagsData::trusted(), data, RESULT))
    }
}
