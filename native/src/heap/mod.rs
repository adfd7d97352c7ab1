//! The shared heap: values, references, raw access, allocation and collection.

mod blocks;
mod memory;
mod trace;
mod value;

pub use crate::generated::layouts::Kind;
pub use blocks::LARGEST_INLINE;
pub use memory::{Cells, Heap};
pub use trace::{Marker, Marks};
pub use value::{Ref, Value};
