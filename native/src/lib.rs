//! The object kernel and the compiler of Tauraro.
//!
//! `bytecode` (decoded code, liveness), `heap` (memory, values, collector) ← `objects` (what each operation
//! means) ← `helpers` (entry points for the interpreter and compiled code) ← `jit` (bytecode to machine code) ← `node`
//! (the only folder that speaks N-API).

pub mod bytecode;
pub mod generated;
pub mod heap;
pub mod helpers;
#[cfg(feature = "jit")]
pub mod jit;
#[cfg(all(feature = "node", feature = "jit"))]
pub mod node;
pub mod objects;
