//! Python's threads take turns on the one register stack: that of a thread that waits for its turn is kept here. Which one
//! goes on, and when, is for src/interpreter/threads.ts.

use std::collections::HashMap;

use super::Runtime;
use super::spec::{MethodDef, ModuleSpec, Params, function};
use crate::generated::layouts::{ctx, frame, map, o_frame_object};
use crate::heap::{Marker, Ref, Value};

/// What belongs to one thread, while another one runs.
struct Suspended {
    /// Slot index of the first value of `stack`.
    base: u32,
    stack: Vec<Value>,
    /// Frame objects, with where their frames are.
    frames: Vec<(Ref, u32)>,
    fp: u32,
    depth: u32,
    handled: Value,
    trace: Value,
    profile: Value,
    context: Value,
}

#[derive(Default)]
pub struct Threads {
    suspended: HashMap<u32, Suspended>,
    /// Identifies the running one; 0 until there was a second.
    current: u32,
    /// Its `contextvars.Context`.
    context: Option<Value>,
}

impl Threads {
    pub fn mark_roots(&self, m: &mut Marker<'_>) {
        if let Some(context) = self.context {
            m.mark_value(context);
        }
        for thread in self.suspended.values() {
            thread.stack.iter().for_each(|&v| m.mark_value(v));
            thread.frames.iter().for_each(|&(f, _)| m.mark(f));
            for v in [thread.handled, thread.trace, thread.profile, thread.context] {
                m.mark_value(v);
            }
            // As for the running one: frames may lie in generator objects, which their EXTRA names.
            let mut fp = thread.fp;
            while fp != 0 {
                fp = if fp * 8 >= map::OBJECTS {
                    m.values(fp * 8, frame::REGS as usize);
                    m.word(fp * 8 + 8 * frame::LINK)
                } else {
                    let at = fp.wrapping_sub(thread.base) + frame::LINK;
                    thread.stack.get(at as usize).map_or(0, |link| link.low())
                };
            }
        }
    }
}

impl Runtime {
    /// A thread that will begin with `function` in the slot `base`.
    pub fn new_thread(&mut self, ident: u32, base: u32, function: Value) {
        let thread = Suspended {
            base,
            stack: vec![function],
            frames: Vec::new(),
            fp: 0,
            depth: 0,
            handled: Value::NONE,
            trace: Value::NONE,
            profile: Value::NONE,
            context: Value::NONE,
        };
        self.core.threads.suspended.insert(ident, thread);
    }

    /// Takes the running thread's part of the stack away, from slot `base` on. Its frame objects meanwhile show what they
    /// would show had the frames been left here.
    pub fn suspend_thread(&mut self, ident: u32, base: u32) {
        self.forget_lost_frames();
        let mut frames = Vec::new();
        for f in std::mem::take(&mut self.core.frames) {
            let fp = self.heap.u32(f, o_frame_object::FP);
            self.detach_frame(f, fp);
            frames.push((f, fp));
        }
        let sp = self.heap.ctx(ctx::SP).max(base);
        let thread = Suspended {
            base,
            stack: self.heap.values(base * 8, (sp - base) as usize).to_vec(),
            frames,
            fp: self.heap.ctx(ctx::FP),
            depth: self.heap.ctx(ctx::DEPTH),
            handled: self.heap.ctx_value(ctx::HANDLED),
            trace: self.heap.ctx_value(ctx::TRACE),
            profile: self.heap.ctx_value(ctx::PROFILE),
            context: self.core.threads.context.take().unwrap_or(Value::NONE),
        };
        self.core.threads.suspended.insert(ident, thread);
    }

    /// Puts a suspended thread in place of the one that was taken away, or that has ended.
    pub fn resume_thread(&mut self, ident: u32) {
        let Some(thread) = self.core.threads.suspended.remove(&ident) else {
            return;
        };
        let sp = thread.base + thread.stack.len() as u32;
        self.heap
            .values_mut(thread.base * 8, thread.stack.len())
            .copy_from_slice(&thread.stack);
        self.heap.set_ctx(ctx::SP, sp);
        let high = self.heap.ctx(ctx::STACK_HIGH).max(sp);
        self.heap.set_ctx(ctx::STACK_HIGH, high);
        self.heap.set_ctx(ctx::FP, thread.fp);
        self.heap.set_ctx(ctx::DEPTH, thread.depth);
        self.heap.set_ctx_value(ctx::HANDLED, thread.handled);
        self.heap.set_ctx_value(ctx::TRACE, thread.trace);
        self.heap.set_ctx_value(ctx::PROFILE, thread.profile);
        for &(f, fp) in &thread.frames {
            self.attach_frame(f, fp);
        }
        self.core.frames = thread.frames.into_iter().map(|(f, _)| f).collect();
        self.core.threads.current = ident;
        self.core.threads.context = Some(thread.context);
    }
}

pub static MODULES: &[&ModuleSpec] = &[&MODULE];

const FUNCTIONS: &[MethodDef] = &[
    function("ident", Params::NoArgs, |rt, _| {
        rt.int(i64::from(rt.core.threads.current.max(1)))
    }),
    function("context", Params::NoArgs, |rt, _| {
        Ok(rt.core.threads.context.unwrap_or(Value::NONE))
    }),
    function("set_context", Params::Pos(1, 1), |rt, a| {
        rt.core.threads.context = Some(a[0]);
        Ok(Value::NONE)
    }),
];

static MODULE: ModuleSpec = ModuleSpec {
    name: "_threadstate",
    functions: FUNCTIONS,
    init: None,
    doc: "What belongs to the running thread.",
};
