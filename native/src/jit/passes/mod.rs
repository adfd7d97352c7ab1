//! Passes over the SSA, one per file.

mod append;
mod construct;
pub mod graph;
mod gvn;
mod licm;
mod sink;

pub use append::append;
pub use construct::construct;
pub use gvn::gvn;
pub use licm::licm;
pub use sink::sink;
