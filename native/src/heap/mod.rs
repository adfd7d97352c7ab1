//! The shared heap: values, references, raw access, allocation and collection.

mod memory;
mod value;

pub use crate::generated::layouts::Kind;
pub use memory::Heap;
pub use value::{Ref, Value};
