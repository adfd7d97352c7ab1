//! The compiler: bytecode and feedback → typed SSA → passes → Cranelift → machine code.
//!
//! `prepare` (main thread) copies everything a compilation needs into a `Request`; `compile` (any thread) turns it into
//! machine code and touches the heap no more; `enter` runs it. Files, in the order of the pipeline:
//! `prepare` → `request` → `bytecode` (decoding, blocks, liveness) → `build` (abstract interpretation to `ir`) → `passes` →
//! `lower` (CLIF) → `memory` (code memory). `exits` and `helpers` are what compiled code calls at run time.

mod build;
mod exits;
#[cfg(test)]
mod filetests;
mod helpers;
mod ir;
mod known;
mod lower;
mod memory;
mod operators;
mod passes;
mod passing;
mod prepare;
mod request;

use crate::bytecode;
pub use crate::generated::reasons::{ExitReason, GiveUp};
pub use prepare::prepare;
pub use request::{Options, Request, Seen, Target, UnitKind};

use crate::generated::layouts::ctx;
use crate::heap::{Ref, Value};
use crate::objects::Runtime;

/// A finished unit. Its code lives until `release(entry)`.
#[derive(Debug)]
pub struct Compiled {
    /// Address of `extern "C" fn(base, fp, entry) -> status`.
    pub entry: usize,
    pub bytes: usize,
    pub micros: u32,
    /// See `passing`; 0: arguments are in the frame only.
    pub signature: u32,
    pub exits: Vec<ExitInfo>,
    /// What the code mentions and so must stay alive as long as it.
    pub embedded: Vec<Ref>,
}

/// One place where compiled code may be left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExitInfo {
    /// Word offset in the code object of the instruction that the interpreter goes on with.
    pub pc: u32,
    pub reason: ExitReason,
}

/// Collects the stages of a compilation as (file name, text).
#[derive(Default)]
pub struct Dump {
    pub sections: Vec<(&'static str, String)>,
}

/// Compiles on whatever thread it is called on.
pub fn compile(req: &Request, dump: Option<&mut Dump>) -> Result<Compiled, GiveUp> {
    let started = std::time::Instant::now();
    // A bug in the compiler must not take the program with it.
    let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| pipeline(req, dump)));
    let mut compiled = result.unwrap_or(Err(GiveUp::Internal))?;
    compiled.micros = started.elapsed().as_micros() as u32;
    Ok(compiled)
}

/// The instructions of the unit's own code, a line each; the region's are what the IR was built from.
fn bytecode_text(req: &Request) -> Result<String, GiveUp> {
    let info = &req.codes[0];
    let code = info.decode(0, info.nregs)?;
    let mut s = format!("; {:?}\n", req.kind);
    for x in &code.ins {
        s += &format!("{:5} {} {} {} {} {}\n", x.at, x.op.name(), x.a, x.b, x.c, x.d);
    }
    Ok(s)
}

/// One line per side exit: number, place, reason, what it converts.
fn exits_text(data: &exits::UnitData) -> String {
    let mut s = String::new();
    for (i, e) in data.exits.iter().enumerate() {
        let slots = format!(
            "registers {:?} globals {:?} virtuals {:?}",
            e.registers, e.globals, e.virtuals
        );
        s += &format!("{i}: pc {} {:?} {slots}\n", e.pc, e.reason);
    }
    s
}

/// In their order, with the section of the dump that shows the IR after one.
type Pass = (fn(&mut ir::Func), Option<&'static str>);
const PASSES: [Pass; 7] = [
    (passes::construct, Some("2-construct.ir")),
    (passes::induction, Some("3-induction.ir")),
    (passes::attributes, None),
    (passes::gvn, Some("4-gvn.ir")),
    (passes::sink, Some("5-sink.ir")),
    (passes::append, Some("6-append.ir")),
    (passes::licm, Some("7-licm.ir")),
];

fn pipeline(req: &Request, mut dump: Option<&mut Dump>) -> Result<Compiled, GiveUp> {
    if let Some(d) = &mut dump {
        d.sections.push(("0-bytecode", bytecode_text(req)?));
    }
    let built = build::build(req)?;
    if let Some(d) = &mut dump {
        d.sections.push((
            "1-build.ir",
            format!("; {} builds\n{}", built.builds, built.func.print()),
        ));
    }
    let mut func = built.func;
    for (pass, section) in PASSES {
        pass(&mut func);
        if let (Some(d), Some(section)) = (&mut dump, section) {
            d.sections.push((section, func.print()));
        }
    }
    let lowered = lower::lower(req, &func, dump.is_some())?;
    if let Some(d) = &mut dump {
        d.sections.push(("8-clif", lowered.clif));
        d.sections.push(("9-asm", lowered.disassembly));
        d.sections.push(("10-exits", exits_text(&lowered.data)));
    }
    let exits = lowered
        .data
        .exits
        .iter()
        .map(|e| ExitInfo {
            pc: e.pc,
            reason: e.reason,
        })
        .collect();
    let bytes = lowered.code.len();
    let entry = memory::install(&lowered.code, lowered.data)?;

    Ok(Compiled {
        entry,
        bytes,
        micros: 0,
        signature: req.params.as_deref().map_or(0, passing::signature),
        exits,
        embedded: req.embedded(),
    })
}

/// Frees a unit's code. No frame may be executing it.
pub fn release(entry: usize) {
    memory::release(entry);
}

/// Frees all code of a runtime that ends. None of it may be running.
pub fn release_all(rt: *const Runtime) {
    memory::release_all(rt as usize);
}

/// Bytes of machine stack that compiled code may fill with calls.
const NATIVE_STACK: usize = 256 << 10;

/// Enters compiled code at entry number `point`; gives the unit's exit status.
///
/// # Safety
/// `entry` is the entry of a live unit compiled for this runtime, and `fp` a frame of its code object.
pub unsafe fn enter(rt: &mut Runtime, entry: usize, fp: u32, point: u32) -> u32 {
    let marker = 0u8;
    let limit = (std::ptr::from_ref(&marker) as usize).saturating_sub(NATIVE_STACK) as u64;
    rt.heap.set_ctx_value(ctx::NATIVE_LIMIT, Value(limit));
    // SAFETY: the caller's promise; the type is the units' ABI.
    let unit: extern "C" fn(*mut u8, u32, u32) -> u32 = unsafe { std::mem::transmute(entry) };
    let status = unit(rt.heap.base(), fp, point);
    // Compiled code sets FP only where somebody looks at it.
    if status == lower::RETURNED {
        rt.heap.set_ctx(ctx::FP, fp);
    }
    status
}
