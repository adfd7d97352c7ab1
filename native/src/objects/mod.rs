//! What each operation on each type means: the one definition that the interpreter's slow paths and compiled code call.

pub mod runtime;
pub mod spec;

pub use runtime::{Exc, Raised, Res, Runtime};
