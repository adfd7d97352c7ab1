//! Starting a runtime.

use super::runtime::Types;
use super::{Exc, Res, Runtime, str};
use crate::generated::layouts::{ctx, map};
use crate::heap::{Heap, Value};

impl Runtime {
    /// A runtime with every built-in class, function and module.
    pub fn new(heap: Heap) -> Res<Runtime> {
        let mut rt = Runtime {
            heap,
            types: Types::default(),
            exceptions: vec![Default::default(); Exc::ALL.len()],
            roots: Vec::new(),
            strings: str::State::default(),
            numbers: super::int::State::default(),
            core: super::state::Core::default(),
            gc: super::collect::Collector::default(),
        };
        rt.prepare()?;
        Ok(rt)
    }

    fn prepare(&mut self) -> Res<()> {
        self.clear_exc();
        self.heap.set_ctx_value(ctx::HANDLED, Value::NONE);
        self.heap.set_ctx(ctx::TRACED_SINCE, 1);
        for word in [ctx::STOP_VALUE, ctx::TRACE, ctx::PROFILE] {
            self.heap.set_ctx_value(word, Value::NONE);
        }
        let first = map::STACK / 8;
        if self.heap.ctx(ctx::SP) < first {
            self.heap.set_ctx(ctx::SP, first);
            self.heap.set_ctx(ctx::STACK_HIGH, first);
            self.heap.set_ctx(ctx::STACK_LIMIT, map::OBJECTS / 8);
        }
        self.make_builtins()?;
        self.core.memory_error = self.alloc_exception(self.exc_class(Exc::MemoryError), &[])?;
        Ok(())
    }

    /// A runtime on memory of its own, without a host: for unit tests.
    pub fn for_tests() -> Runtime {
        let bytes = 256 << 20;
        let layout = std::alloc::Layout::from_size_align(bytes, 4096).expect("a valid layout");
        // SAFETY: zeroed, page-aligned memory that is never freed.
        let heap = unsafe { Heap::new(std::alloc::alloc_zeroed(layout), bytes) };
        Runtime::new(heap).expect("the built-in classes can be made")
    }
}
