//! The compiler: bytecode and feedback → typed SSA → passes → Cranelift → machine code.
//!
//! `prepare` (main thread) copies everything a compilation needs into a `Request`; `compile` (any thread) turns it into
//! machine code and touches the heap no more; `enter` runs it. Files, in the order of the pipeline:
//! `request` → `bytecode` (decoding, blocks, liveness) → `build` (abstract interpretation to `ir`) → `passes` →
//! `lower` (CLIF) → `memory` (code memory). `exits` and `helpers` are what compiled code calls at run time.

mod request;

pub use crate::generated::reasons::{ExitReason, GiveUp};
pub use request::{Options, Request, Seen, Target, UnitKind, prepare};

use crate::heap::Ref;
use crate::objects::Runtime;

/// A finished unit. Its code lives until `release(entry)`.
#[derive(Debug)]
pub struct Compiled {
    /// Address of `extern "C" fn(base, fp, entry) -> status`.
    pub entry: usize,
    pub bytes: usize,
    pub micros: u32,
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
pub fn compile(_req: &Request, _dump: Option<&mut Dump>) -> Result<Compiled, GiveUp> {
    Err(GiveUp::Codegen)
}

/// Frees a unit's code. No frame may be executing it.
pub fn release(_entry: usize) {}

/// Enters compiled code at entry number `point`; gives the unit's exit status.
///
/// # Safety
/// `entry` is the entry of a live unit compiled for this runtime, and `fp` a frame of its code object.
pub unsafe fn enter(_rt: &mut Runtime, _entry: usize, _fp: u32, _point: u32) -> u32 {
    0
}
