//! Finalising what is dead, in CPython's order.

use std::collections::HashMap;

use super::QUIET;
use super::paths::{Watched, root};
use crate::generated::layouts::{ctx, gen_flavor, gen_state, o_generator};
use crate::heap::{Kind, Marks, Ref, Value};
use crate::objects::{Res, Runtime};

impl Runtime {
    /// At the program's end: objects with `__del__` in the order in which CPython empties the program's namespace.
    pub(in crate::objects) fn in_order_of_names(&mut self, objects: Vec<Ref>) -> Vec<Ref> {
        let Some(namespace) = self.main_namespace() else {
            return objects;
        };
        self.gc.watch.objects.iter_mut().for_each(|w| w.path.clear());
        let lost = (0..self.gc.watch.objects.len()).collect();
        self.search_from(vec![root(namespace)], lost);
        let ranks: HashMap<Ref, Vec<i64>> = self.gc.watch.objects.iter().map(|w| (w.object, w.ranks())).collect();
        let mut objects = objects;
        objects.sort_by_key(|r| match ranks.get(r) {
            Some(ranks) if !ranks.is_empty() => (false, ranks.clone()),
            _ => (true, Vec::new()),
        });
        objects
    }

    fn main_namespace(&mut self) -> Option<Ref> {
        let sys = self.native_module("sys").ok().flatten()?;
        let modules = self.get_attr_str(sys, "modules").ok()?;
        let name = self.intern("__main__").ok()?;
        let main = self.dict_get_str(modules.as_object()?, name)?;
        (self.kind_of(main) == Some(Kind::Module)).then(|| self.module_dict(main))
    }

    /// Finalises those of the dead that nothing dead holds, in CPython's order; false: there are only cycles, which are a
    /// collection's.
    pub(super) fn finalise(&mut self, dead: Vec<Watched>, marks: &Marks, all: bool) -> bool {
        let reached: Vec<Vec<Ref>> = dead.iter().map(|w| self.reached(w.object, marks)).collect();
        let in_cycle = |w: &Watched, i: usize| {
            let holders = w.path.iter().map(|s| s.child);
            reached[i].contains(&w.object)
                || holders
                    .filter(|&h| h != w.object && !marks.is_marked(h) && self.heap.kind(h) != Kind::Free)
                    .any(|h| self.reached(h, marks).contains(&h))
        };
        let mut now = Vec::new();
        let mut later = Vec::new();
        let mut cyclic = Vec::new();
        let held_by: Vec<bool> = (0..dead.len())
            .map(|i| (0..dead.len()).any(|k| k != i && reached[k].contains(&dead[i].object)))
            .collect();
        let cycles: Vec<bool> = dead.iter().enumerate().map(|(i, w)| in_cycle(w, i)).collect();
        for (i, w) in dead.into_iter().enumerate() {
            if cycles[i] {
                cyclic.push(w.object);
            } else if held_by[i] && !all {
                later.push(w);
            } else {
                now.push(w);
            }
        }
        now.sort_by_key(Watched::ranks);
        // What a cycle holds waits with it.
        let only_cycles = now.is_empty();
        if !only_cycles {
            self.gc.watch.objects.extend(later);
        }
        let objects: Vec<Ref> = now.into_iter().map(|w| w.object).collect();
        let scope = self.scope();
        self.roots.extend(objects.iter().map(|&r| Value::object(r)));
        for object in objects {
            self.finalise_object(object);
        }
        self.unscope(scope);
        !only_cycles
    }

    fn finalise_object(&mut self, object: Ref) {
        self.gc.watch.asked = self.gc.watch.asked.saturating_sub(QUIET);
        self.gc.watch.quiet = 0;
        if self.heap.kind(object) == Kind::Generator {
            return self.close_dropped(object);
        }
        if let Some(i) = self.gc.finalizers.iter().position(|&r| r == object) {
            self.gc.finalizers.remove(i);
            self.run_finalizers(vec![Value::object(object)]);
            // It may live again; if not, its weak references are cleared in the next round.
            if self.gc.weakrefs.contains_key(&object) {
                self.watch(object);
            }
            return;
        }
        let calls = self.clear_weakrefs(object);
        self.run_finalizers(calls);
    }

    /// A suspended generator that nobody will resume, or a coroutine that nobody has awaited.
    pub fn close_dropped(&mut self, generator: Ref) {
        let [state, flavor] = [o_generator::STATE, o_generator::FLAVOR].map(|word| self.heap.u32(generator, word));
        let unawaited = flavor == gen_flavor::COROUTINE && state == gen_state::CREATED;
        if state != gen_state::SUSPENDED && !unawaited {
            return;
        }
        let saved = self.take_exc();
        let v = Value::object(generator);
        let closed = self.rooted(&[saved, v], |rt| {
            if unawaited {
                return rt.warn_unawaited(v);
            }
            rt.call_method(v, "close", &[])
        });
        if closed.is_err() {
            self.report_unraisable(v);
        }
        self.heap.set_ctx_value(ctx::EXC, saved);
    }

    fn warn_unawaited(&mut self, coroutine: Value) -> Res<Value> {
        let warnings = self.import("warnings")?;
        self.call_method(warnings, "_warn_unawaited_coroutine", &[coroutine])
    }

    /// Generators that are suspended when the program ends.
    pub(in crate::objects) fn take_suspended(&mut self) -> Vec<Ref> {
        let objects = std::mem::take(&mut self.gc.watch.objects).into_iter().map(|w| w.object);
        objects.filter(|&r| self.heap.kind(r) == Kind::Generator).collect()
    }
}
