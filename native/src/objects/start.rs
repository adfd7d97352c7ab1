//! Starting a runtime.

use super::runtime::Types;
use super::{Exc, Runtime, str};
use crate::heap::Heap;

impl Runtime {
    pub fn new(heap: Heap) -> Runtime {
        Runtime {
            heap,
            types: Types::default(),
            exceptions: vec![Default::default(); Exc::ALL.len()],
            roots: Vec::new(),
            strings: str::State::default(),
            numbers: super::int::State::default(),
            core: super::state::Core::default(),
        }
    }

    /// A runtime on memory of its own, without a host: for unit tests.
    pub fn for_tests() -> Runtime {
        let bytes = 256 << 20;
        let layout = std::alloc::Layout::from_size_align(bytes, 4096).expect("a valid layout");
        // SAFETY: zeroed, page-aligned memory that is never freed.
        let heap = unsafe { Heap::new(std::alloc::alloc_zeroed(layout), bytes) };
        Runtime::new(heap)
    }
}
