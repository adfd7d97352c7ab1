//! Passes over the SSA, one per file.

mod graph;
mod gvn;
mod licm;
mod sink;

pub use gvn::gvn;
pub use licm::licm;
pub use sink::sink;
