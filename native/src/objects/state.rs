//! What the core keeps beside the heap.

use crate::heap::Value;

#[derive(Default)]
pub struct Core {
    /// Containers whose repr is being made, innermost last.
    pub repr_stack: Vec<Value>,
    /// Native operations nested in one another.
    pub depth: u32,
}
