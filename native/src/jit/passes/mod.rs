//! Passes over the SSA, one per file.

mod graph;
mod gvn;
mod licm;

pub use gvn::gvn;
pub use licm::licm;
