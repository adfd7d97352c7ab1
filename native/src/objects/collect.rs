//! A collection: the runtime's roots, the heap's marking and sweeping, and what must forget the dead.

use std::collections::HashMap;

use super::Runtime;
use super::watch::Watch;
use crate::generated::layouts::{ctx, frame, map};
use crate::heap::{Marker, Ref, Value};

/// What the collector must know beside the heap.
#[derive(Default)]
pub struct Collector {
    /// By referent: the weak references to it.
    pub weakrefs: HashMap<Ref, Vec<Ref>>,
    /// Objects whose `__del__` has not been called.
    pub finalizers: Vec<Ref>,
    /// Those objects whose end the program would notice at once.
    pub watch: Watch,
    /// Memoryviews that keep a bytearray's size.
    pub views: Vec<Ref>,
    /// Markings that looked for those that nothing refers to.
    pub view_markings: u32,
    /// By unit: what its code, or the plan for it, mentions.
    pub embedded: HashMap<u32, Vec<Ref>>,
    /// Activations of compiled code that the interpreter has entered and that have not come back.
    pub native_depth: u32,
}

impl Runtime {
    /// Collects garbage. Only at a safepoint: every live value is in a frame, in the context, or rooted.
    pub fn collect_garbage(&mut self) {
        self.forget_lost_frames();
        let marks = {
            let mut m = Marker::new(&self.heap);
            self.mark_roots(&mut m);
            m.run();
            m.into_parts()
        };
        let calls = self.find_dead(&|r| marks.0.is_marked(r));
        let marks = {
            let mut m = Marker::resume(&self.heap, marks);
            calls.iter().for_each(|&v| m.mark_value(v));
            m.run();
            m.clear_caches();
            m.into_parts().0
        };
        self.strings.retain_interned(|r| marks.is_marked(r));
        self.core.forget_dead(&|r| marks.is_marked(r));
        self.gc.watch.forget_dead(&|r| marks.is_marked(r));
        self.release_dead_views(&|r| marks.is_marked(r));
        self.heap.sweep(marks);
        self.wipe_stack();
        self.run_finalizers(calls);
    }

    pub(super) fn mark_roots(&self, m: &mut Marker<'_>) {
        // Raw words of frame headers have small high halves and so never look like references.
        let (stack, sp) = (map::STACK, self.heap.ctx(ctx::SP));
        m.values(stack, (sp * 8).saturating_sub(stack) as usize / 8);
        for word in [ctx::EXC, ctx::HANDLED, ctx::RESULT, ctx::CALLEE, ctx::STOP_VALUE] {
            m.mark_value(self.heap.ctx_value(word));
        }
        // Frames that run may lie in generator objects, which their EXTRA names.
        let mut fp = self.heap.ctx(ctx::FP);
        while fp != 0 {
            if fp * 8 >= map::OBJECTS {
                m.values(fp * 8, frame::REGS as usize);
            }
            fp = self.heap.u32(Ref(fp * 8), 8 * frame::LINK);
        }
        self.mark_kept(m);
        self.gc.embedded.values().flatten().for_each(|&r| m.mark(r));
    }

    /// What the kernel and the host hold.
    pub(super) fn mark_kept(&self, m: &mut Marker<'_>) {
        m.mark(Ref(self.heap.ctx(ctx::KWNAMES)));
        let values = self.roots.iter().copied().chain(self.strings.roots());
        values.for_each(|v| m.mark_value(v));
        m.mark(Ref(self.heap.ctx(ctx::BUILTINS)));
        for word in [ctx::TRACE, ctx::PROFILE] {
            m.mark_value(self.heap.ctx_value(word));
        }
        self.core.mark_roots(m);
        self.exceptions.iter().for_each(|&r| m.mark(r));
    }

    /// Stale registers above SP must not hold what the next collection would take for live.
    fn wipe_stack(&mut self) {
        let (sp, high) = (self.heap.ctx(ctx::SP), self.heap.ctx(ctx::STACK_HIGH));
        if high > sp {
            self.heap.values_mut(sp * 8, (high - sp) as usize).fill(Value::UNBOUND);
        }
        self.heap.set_ctx(ctx::STACK_HIGH, sp);
    }
}
