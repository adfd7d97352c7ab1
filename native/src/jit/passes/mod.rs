//! Passes over the SSA, one per file.

mod append;
mod attributes;
mod bounds;
mod carry;
mod construct;
mod dead;
pub mod graph;
mod gvn;
mod induction;
mod licm;
mod repair;
mod sink;
mod turns;

pub use append::append;
pub use attributes::attributes;
pub use construct::construct;
pub use dead::dead;
pub use gvn::gvn;
pub use induction::induction;
pub use licm::licm;
pub use sink::sink;
