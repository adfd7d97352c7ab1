//! Finalising at once: CPython calls `__del__` and clears weak references when the last reference goes. A tracing collector
//! cannot see that moment, but there are few objects of a program's own classes whose end anybody could notice; while there
//! are some, calls, back-edges and deletions ask whether these are still reachable (`Interrupt::WATCH`).
//!
//! To answer cheaply, an object is remembered with a path: places in the heap that hold a reference each, from a variable to
//! it. As long as they hold the same, it is alive. Else a search through what variables hold directly finds another path,
//! and only if there is none everything is marked, as a collection does, but from exact roots: of a frame's registers only
//! variables that are assigned and temporaries that are still to be read. Nothing is freed here. `paths` has the search,
//! `finalise` what is done with the dead.

mod finalise;
mod paths;

use std::collections::HashMap;
use std::rc::Rc;

use super::Runtime;
use super::frame::locals::CodeView;
use crate::bytecode::Set;
use crate::generated::layouts::{
    code_flag, ctx, frame, frame_flag, gen_flavor, gen_state, interrupt, map, o_code, o_function, o_generator,
};
use crate::generated::opcodes::Op;
use crate::heap::{Kind, Marker, Marks, Ref, Value};
use paths::Watched;

/// What may be spent before the program's objects are left to collections: on markings that find something dead, and
/// four times as much on those that do not.
const CREDIT: u32 = 600;
/// Questions since something was last made, deleted or finalised, after which a program that is busy with something else
/// gets its compiled code back; and questions altogether, which every object that is finalised adds to.
const QUIET: u32 = 5000;
const QUESTIONS: u32 = 50_000;
/// With more objects it would take too long to look after each.
const MOST: usize = 300;
/// Coroutines that have not begun are looked after as long as there are no more objects than these.
const MOST_COROUTINES: usize = 50;
/// Markings for memoryviews.
const VIEW_MARKINGS: u32 = 50;
/// Rounds of finalising with a marking each; what is dead after these is finalised without.
const ROUNDS: usize = 50;

/// What the frame at FP is doing, and what those do that wait for it.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum Moment {
    /// It is about to execute the instruction at PC.
    Before,
    /// It has executed it, or waits for the bytecode that it calls.
    After,
    /// It waits for native code, which may use the operands still.
    Within,
}

#[derive(Default)]
pub struct Watch {
    objects: Vec<Watched>,
    spent: u32,
    quiet: u32,
    asked: u32,
    views: HashMap<Ref, Rc<CodeView>>,
    registers: HashMap<(Ref, u32, Moment), Rc<Set>>,
}

impl Watch {
    pub fn is_idle(&self) -> bool {
        self.objects.is_empty()
    }

    /// A collection: code and objects may be gone.
    pub fn forget_dead(&mut self, alive: &impl Fn(Ref) -> bool) {
        self.views.clear();
        self.registers.clear();
        self.objects.retain(|w| alive(w.object));
        for w in &mut self.objects {
            if !w.path.iter().all(|step| alive(step.child)) {
                w.path.clear();
            }
        }
    }
}

/// A frame that runs or waits, with the registers that hold something.
struct Place {
    fp: u32,
    nregs: u32,
    /// None: all of them may.
    held: Option<Rc<Set>>,
}

impl Place {
    fn registers(&self) -> impl Iterator<Item = u32> {
        let held = self.held.clone();
        (0..self.nregs).filter(move |&r| held.as_ref().is_none_or(|h| h.has(r)))
    }
}

impl Runtime {
    /// An object that has `__del__` or is referred to weakly.
    pub(super) fn watch(&mut self, object: Ref) {
        if self.heap.kind(object) == Kind::Instance && self.info(self.heap.class(object)).users {
            self.watch_for_end(object);
        }
    }

    /// A new generator: its end runs `finally`.
    pub fn watch_generator(&mut self, generator: Ref) {
        let code = self.heap.field(generator, o_generator::CODE);
        let of_library = self.heap.u32(code, o_code::FLAGS) & code_flag::LIBRARY != 0;
        if !of_library && !self.heap.field(code, o_code::EXCTABLE).is_none() {
            self.watch_for_end(generator);
        }
    }

    /// A new coroutine, to which the frame at FP is turning: its end before its beginning is worth a warning. True: its caller
    /// drops it at once.
    pub fn watch_coroutine(&mut self, coroutine: Ref) -> bool {
        let code = self.heap.field(coroutine, o_generator::CODE);
        if self.heap.u32(code, o_code::FLAGS) & code_flag::LIBRARY != 0 {
            return false;
        }
        let fp = Ref(self.heap.ctx(ctx::FP) * 8);
        let [ret, link] = [frame::RET, frame::LINK].map(|word| self.heap.value(fp, word * 8));
        if ret.high() & frame_flag::ENTRY == 0 && link.low() != 0 {
            let next = link.high();
            // Most are awaited where they are made.
            if self.heap.u32(Ref(next * 4), 0) & 0xff == Op::GetAwaitable as u32 {
                return false;
            }
            let caller = self.heap.value(Ref(link.low() * 8), frame::FUNC * 8).obj();
            let caller = self.heap.field(caller, o_function::CODE);
            let at = next.wrapping_sub(self.heap.u32(caller, o_code::ENTRY));
            if let Some(held) = self.held(caller, at, Moment::Before)
                && !held.has(ret.low())
            {
                return true;
            }
        }
        if self.gc.watch.objects.len() < MOST_COROUTINES {
            self.watch_for_end(coroutine);
        }
        false
    }

    fn watch_for_end(&mut self, object: Ref) {
        if self.gc.watch.spent >= CREDIT {
            return;
        }
        if !self.gc.watch.objects.iter().rev().any(|w| w.object == object) {
            self.gc.watch.objects.push(Watched {
                object,
                path: Vec::new(),
            });
        }
        self.arm();
    }

    /// From now on the program is asked.
    fn arm(&mut self) {
        self.gc.watch.quiet = 0;
        self.heap.request(interrupt::WATCH);
    }

    /// The interpreter is about to execute a call or a back-edge.
    pub fn ask(&mut self) {
        self.check_watched(Moment::Before);
        let watch = &mut self.gc.watch;
        watch.quiet += 1;
        watch.asked += 1;
        if watch.asked >= QUESTIONS {
            self.give_up();
        } else if watch.quiet >= QUIET {
            self.heap.withdraw(interrupt::WATCH);
        }
    }

    /// Is there nothing whose end the program would notice?
    pub fn watches_nothing(&self) -> bool {
        self.gc.watch.objects.is_empty()
    }

    /// A `del` statement, which `delete` executes. Items are deleted often: of them only who is asked anyway is told.
    pub fn around_deletion<T>(&mut self, of_item: bool, delete: impl FnOnce(&mut Runtime) -> T) -> T {
        if self.gc.watch.objects.is_empty() || of_item && self.heap.ctx(ctx::INTERRUPT) & interrupt::WATCH == 0 {
            return delete(self);
        }
        self.arm();
        let places = self.places(Moment::Before);
        let lost = self.lost(&places);
        if !lost.is_empty() {
            // In which order CPython drops them depends on what holds them now.
            self.search(&places, lost);
        }
        let result = delete(self);
        self.check_watched(Moment::After);
        result
    }

    /// Leaves all to collections.
    fn give_up(&mut self) {
        self.gc.watch = Watch {
            spent: CREDIT,
            ..Watch::default()
        };
        self.heap.withdraw(interrupt::WATCH);
    }

    /// Before a collection, which would finalise in another order.
    pub fn check_before_collection(&mut self) {
        if self.gc.watch.is_idle() {
            return;
        }
        let spent = self.gc.watch.spent;
        self.check_watched(Moment::Before);
        if self.gc.watch.spent < CREDIT {
            self.gc.watch.spent = spent;
        }
    }

    /// Finalises what has died. At a moment when `Ctx.FP` and `Ctx.PC` tell where the program is.
    pub fn check_watched(&mut self, moment: Moment) {
        if self.gc.watch.objects.is_empty() {
            return self.heap.withdraw(interrupt::WATCH);
        }
        let pc = self.heap.ctx(ctx::PC);
        let heap = &self.heap;
        let ended = |g: Ref| {
            heap.kind(g) == Kind::Generator
                && match (heap.u32(g, o_generator::STATE), heap.u32(g, o_generator::FLAVOR)) {
                    (gen_state::FINISHED, _) => true,
                    (state, gen_flavor::COROUTINE) => state != gen_state::CREATED,
                    _ => false,
                }
        };
        self.gc.watch.objects.retain(|w| !ended(w.object));
        for round in 0.. {
            // Finalisers have run.
            self.heap.set_ctx(ctx::PC, pc);
            let places = self.places(moment);
            let lost = self.lost(&places);
            if lost.is_empty() {
                break;
            }
            let lost = self.search(&places, lost);
            if lost.is_empty() {
                break;
            }
            let marks = self.mark_exactly(&places);
            let (dead, alive): (Vec<_>, Vec<_>) = std::mem::take(&mut self.gc.watch.objects)
                .into_iter()
                .partition(|w| !marks.is_marked(w.object));
            self.gc.watch.objects = alive;
            let finalised = !dead.is_empty() && self.finalise(dead, &marks, round >= ROUNDS);
            self.gc.watch.spent += if finalised { 1 } else { 4 };
            if !finalised || self.gc.watch.spent >= CREDIT {
                break;
            }
        }
        if self.gc.watch.spent >= CREDIT || self.gc.watch.objects.len() > MOST {
            self.give_up();
        }
        if self.gc.watch.objects.is_empty() {
            self.heap.withdraw(interrupt::WATCH);
        }
    }

    /// In CPython a memoryview that nothing refers to any more is released. After so many markings only variables are asked.
    pub fn look_for_dead_views(&mut self) {
        let places = self.places(Moment::Within);
        self.gc.view_markings += 1;
        if self.gc.view_markings <= VIEW_MARKINGS {
            let marks = self.mark_exactly(&places);
            return self.release_dead_views(&|r| marks.is_marked(r));
        }
        let held: Vec<Ref> = places
            .iter()
            .flat_map(|place| place.registers().map(|r| self.register(place.fp, r)))
            .filter_map(Value::as_object)
            .collect();
        let is_view: Vec<Ref> = self.gc.views.clone();
        self.release_dead_views(&|r| held.contains(&r) || !is_view.contains(&r));
    }

    fn places(&mut self, mut moment: Moment) -> Vec<Place> {
        let mut places = Vec::new();
        let (mut fp, mut pc) = (self.heap.ctx(ctx::FP), self.heap.ctx(ctx::PC));
        while fp != 0 {
            let header = |slot: u32| self.heap.value(Ref(fp * 8), slot * 8);
            let code = self.heap.field(header(frame::FUNC).obj(), o_function::CODE);
            let (flags, link) = (header(frame::RET).high(), header(frame::LINK));
            let at = pc.wrapping_sub(self.heap.u32(code, o_code::ENTRY));
            let nregs = self.heap.u32(code, o_code::NREGS);
            let held = (at < self.heap.u32(code, o_code::NWORDS))
                .then(|| self.held(code, at, moment))
                .flatten();
            places.push(Place { fp, nregs, held });
            moment = if flags & frame_flag::ENTRY != 0 {
                Moment::Within
            } else {
                Moment::After
            };
            (fp, pc) = (link.low(), link.high().wrapping_sub(1));
        }
        places
    }

    /// Registers of a code that hold something at a word of it.
    fn held(&mut self, code: Ref, at: u32, moment: Moment) -> Option<Rc<Set>> {
        let key = (code, at, moment);
        if let Some(known) = self.gc.watch.registers.get(&key) {
            return Some(known.clone());
        }
        let view = match self.gc.watch.views.get(&code) {
            Some(view) => view.clone(),
            None => {
                let view = Rc::new(CodeView::of(self, code)?);
                self.gc.watch.views.insert(code, view.clone());
                view
            }
        };
        let set = Rc::new(view.held(at, moment)?);
        self.gc.watch.registers.insert(key, set.clone());
        Some(set)
    }

    /// Marks what the program can reach.
    fn mark_exactly(&self, places: &[Place]) -> Marks {
        let mut m = Marker::new(&self.heap);
        let mut end = self.heap.ctx(ctx::SP);
        for place in places {
            let regs = place.fp + frame::REGS;
            m.values(place.fp * 8, frame::REGS as usize);
            for r in place.registers() {
                m.mark_value(self.register(place.fp, r));
            }
            if place.fp * 8 >= map::OBJECTS {
                m.mark(Ref(place.fp * 8 - o_generator::FRAME));
                continue;
            }
            // What lies between frames are values that host code holds.
            m.values(
                (regs + place.nregs) * 8,
                end.saturating_sub(regs + place.nregs) as usize,
            );
            end = place.fp;
        }
        m.values(map::STACK, end.saturating_sub(map::STACK / 8) as usize);
        for word in [ctx::EXC, ctx::HANDLED] {
            m.mark_value(self.heap.ctx_value(word));
        }
        self.mark_kept(&mut m);
        m.run();
        m.into_parts().0
    }
}
