//! Side exits. The exit's code stores raw values into their homes and calls `take_exit`, which turns them into
//! Values, makes the iterators that did not exist, and says in the context block where the interpreter goes on.

use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

use crate::generated::layouts::{ctx, frame, frame_flag, map, o_instance, o_obj, o_range_iter, o_seq_iter, o_unit};
use crate::heap::{Kind, Ref, Value};
use crate::objects::{Res, Runtime};

use super::{ExitReason, UnitKind};

/// How a raw value in a home is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Raw {
    Int,
    Float,
    Bool,
}

/// A tuple, list, instance or part of a str that compiled code did without.
#[derive(Debug)]
pub struct Sunk {
    pub kind: Kind,
    pub instance: Option<Plain>,
    /// Word of the scratch area that says whether it is to be made.
    pub flag: Option<usize>,
    pub items: Vec<Item>,
}

#[derive(Clone, Copy, Debug)]
pub enum Item {
    /// Word of the scratch area: a Value, or raw.
    Word(usize, Option<Raw>),
    /// One of the exit's objects.
    Object(usize),
}

/// An instance as its class's constructor makes it.
#[derive(Clone, Copy, Debug)]
pub struct Plain {
    pub class: Ref,
    pub shape: Ref,
    pub places: u32,
}

impl Plain {
    fn make(self, rt: &mut Runtime, attributes: &[Value]) -> Res<Value> {
        let size = o_instance::SLOTS + 8 * self.places;
        let r = rt.alloc(Kind::Instance, self.class, size as usize)?;
        let meta = rt.heap.u32(r, o_obj::META);
        rt.heap.set_u32(r, o_obj::META, meta | self.places << 16);
        rt.heap.set_field(r, o_instance::SHAPE, self.shape);
        let slots = rt.heap.values_mut(r.0 + o_instance::SLOTS, self.places as usize);
        slots.fill(Value::UNBOUND);
        slots[..attributes.len()].copy_from_slice(attributes);
        Ok(Value::object(r))
    }
}

#[derive(Clone, Copy, Debug)]
pub enum Place {
    Register(u32),
    /// Heap offset.
    Global(u32),
}

#[derive(Debug)]
pub struct ExitData {
    /// Word offset in the code of the innermost frame, whose first word is at index `first` of the heap.
    pub pc: u32,
    pub first: u32,
    /// Word offset in the unit's own code: `pc`, or the call through which the inlined frames came about.
    pub site: u32,
    /// Frames of inlined callees to be pushed, the outermost first.
    pub frames: Vec<PushedFrame>,
    pub reason: ExitReason,
    /// Homes that hold raw values: register number or heap offset.
    pub registers: Vec<(u32, Raw)>,
    pub globals: Vec<(u32, Raw)>,
    /// Objects to make, inner ones first, and where they go.
    pub objects: Vec<Sunk>,
    pub object_homes: Vec<(Place, usize)>,
    /// Iterators to make from three words of the scratch area each.
    pub virtuals: Vec<(u32, Kind)>,
    pub count: AtomicU32,
}

/// The frame of an inlined callee; its function, and a constructor's object, have been written by the exit's code.
#[derive(Clone, Copy, Debug)]
pub struct PushedFrame {
    /// Slots from the unit's frame to this one and to its end.
    pub start: u32,
    pub end: u32,
    /// Where the caller goes on, as word index, and its register for the result.
    pub next: u32,
    pub ret: u32,
    pub flags: u32,
}

/// What a unit's code refers to at run time; it must not move.
#[derive(Debug)]
pub struct UnitData {
    pub rt: usize,
    /// What it was compiled from.
    pub code: Ref,
    pub kind: UnitKind,
    pub unit: u32,
    pub exits: Vec<ExitData>,
    pub scratch: [AtomicU64; SCRATCH],
    /// Guards until the next forced exit; unused unless `Options::exit_every`.
    pub countdown: AtomicU32,
    /// Exits are forced: they say nothing about guesses.
    pub forced: bool,
    /// Sites compiled without speculation.
    pub generic: Vec<u32>,
    /// The dicts whose values its registers hold: globals and builtins.
    pub namespaces: [Ref; 2],
}

pub const SCRATCH: usize = 64;

impl ExitReason {
    /// Guards whose failure means only that the interpreter executes the instruction: they may as well fail always.
    pub fn may_be_forced(self) -> bool {
        self == ExitReason::Interrupt || (self.is_wrong_guess() && self != ExitReason::Cold)
    }

    /// Exits that mean a wrong guess (others are the program's course).
    pub fn is_wrong_guess(self) -> bool {
        use ExitReason::*;
        !matches!(
            self,
            LoopEnd | CallOut | Interrupt | Exception | Callee | NotCompiled | Stack
        )
    }
}

/// Finishes a side exit.
///
/// # Safety
/// Called by compiled code only: `data` is its unit's, and `fp` the frame it ran on.
pub unsafe extern "C" fn take_exit(data: *const UnitData, index: i64, fp: u32) {
    // SAFETY: the unit's data lives as long as its code.
    let data = unsafe { &*data };
    // SAFETY: one executor at a time works on a runtime, and it is this one.
    let rt = unsafe { &mut *(data.rt as *mut Runtime) };
    let Some(exit) = data.exits.get(index as usize) else {
        return;
    };
    exit.count.fetch_add(1, Ordering::Relaxed);
    let regs = (fp + frame::REGS) * 8;
    for &(r, raw) in &exit.registers {
        convert(rt, regs + 8 * r, raw);
    }
    for &(at, raw) in &exit.globals {
        convert(rt, at, raw);
    }
    let mut objects = Vec::with_capacity(exit.objects.len());
    for object in &exit.objects {
        objects.push(make(rt, data, object, &objects));
    }
    for &(place, object) in &exit.object_homes {
        let at = match place {
            Place::Register(r) => regs + 8 * r,
            Place::Global(at) => at,
        };
        if let Some(v) = objects[object] {
            rt.heap.set_value(Ref(0), at, v);
        }
    }
    for (i, &(r, kind)) in exit.virtuals.iter().enumerate() {
        let word = |k: usize| data.scratch[3 * i + k].load(Ordering::Relaxed) as u32;
        let fields = [word(0), word(1), word(2)];
        let it = surely(rt, |rt| iterator(rt, kind, fields));
        rt.heap.set_value(Ref(0), regs + 8 * r, it);
    }
    if exit.reason == ExitReason::Callee {
        // The callee, which is the innermost frame, has said where to go on.
        return;
    }
    let innermost = push_frames(rt, &exit.frames, fp);
    rt.heap.set_ctx(ctx::FP, innermost);
    rt.heap.set_ctx(ctx::EXIT_PC, exit.first + exit.pc);
    rt.heap.set_ctx(ctx::EXIT_REASON, exit.reason as u32);
    rt.heap.set_ctx(ctx::EXIT_UNIT, data.unit);
    if exit.reason.is_wrong_guess() && !data.forced {
        let at = Ref(map::CODE_TABLE + data.unit * o_unit::SIZE);
        rt.heap
            .set_u32(at, o_unit::EXITS, rt.heap.u32(at, o_unit::EXITS).wrapping_add(1));
    }
}

/// Makes the frames that inlined code did without; gives the innermost. The unit's entry has checked that there is room.
fn push_frames(rt: &mut Runtime, frames: &[PushedFrame], fp: u32) -> u32 {
    let mut caller = fp;
    for f in frames {
        let at = fp + f.start;
        let header = Ref(at * 8);
        rt.heap.set_u32(header, frame::LINK * 8, caller);
        rt.heap.set_u32(header, frame::LINK * 8 + 4, f.next);
        rt.heap.set_u32(header, frame::RET * 8, f.ret);
        rt.heap.set_u32(header, frame::RET * 8 + 4, f.flags);
        if f.flags & frame_flag::CONSTRUCTOR == 0 {
            rt.heap.set_value(header, frame::EXTRA * 8, Value::NONE);
        }
        caller = at;
    }
    if let Some(last) = frames.last() {
        let top = fp + last.end;
        rt.heap.set_ctx(ctx::SP, top);
        rt.heap.set_ctx(ctx::STACK_HIGH, rt.heap.ctx(ctx::STACK_HIGH).max(top));
        rt.heap
            .set_ctx(ctx::DEPTH, rt.heap.ctx(ctx::DEPTH) + frames.len() as u32);
    }
    caller
}

fn convert(rt: &mut Runtime, at: u32, raw: Raw) {
    let bits = rt.heap.i64(Ref(0), at);
    let value = boxed(rt, bits, raw);
    rt.heap.set_value(Ref(0), at, value);
}

fn boxed(rt: &mut Runtime, bits: i64, raw: Raw) -> Value {
    match raw {
        Raw::Int => int(rt, bits),
        Raw::Float => Value::float(f64::from_bits(bits as u64)),
        Raw::Bool => Value::bool(bits & 1 != 0),
    }
}

/// None: the variable has what the exit's code stored. As for `int`, a full heap gives an unbound variable.
fn make(rt: &mut Runtime, data: &UnitData, object: &Sunk, made: &[Option<Value>]) -> Option<Value> {
    let word = |k: usize| data.scratch[k].load(Ordering::Relaxed) as i64;
    if object.flag.is_some_and(|k| word(k) & 1 == 0) {
        return None;
    }
    let items: Vec<Value> = object
        .items
        .iter()
        .map(|&item| match item {
            Item::Word(k, None) => Value(word(k) as u64),
            Item::Word(k, Some(raw)) => boxed(rt, word(k), raw),
            Item::Object(k) => made[k].unwrap_or(Value::UNBOUND),
        })
        .collect();
    let new = match (object.instance, object.kind) {
        (Some(plain), _) => plain.make(rt, &items),
        (_, Kind::Tuple) => rt.new_tuple(&items),
        (_, Kind::Str) => {
            let [start, count] = [items[1], items[2]].map(|v| v.as_small_int().unwrap_or(0) as usize);
            rt.substring(items[0], start, start + count)
        }
        _ => rt.new_list(&items),
    };
    Some(new.unwrap_or(Value::UNBOUND))
}

/// An int as a Value.
pub fn int(rt: &mut Runtime, n: i64) -> Value {
    match Value::small_int(n) {
        Some(v) => v,
        None => surely(rt, |rt| rt.int(n)),
    }
}

/// Makes what an exit needs, which cannot raise MemoryError: from what the heap keeps back, if it is full. The program's next
/// allocation raises it.
fn surely(rt: &mut Runtime, make: impl FnOnce(&mut Runtime) -> Res<Value>) -> Value {
    rt.heap.open_reserve(true);
    let made = make(rt);
    rt.heap.open_reserve(false);
    made.unwrap_or(Value::UNBOUND)
}

fn iterator(rt: &mut Runtime, kind: Kind, f: [u32; 3]) -> Res<Value> {
    let (class, size) = match kind {
        Kind::RangeIter => (rt.types.range_iterator, o_range_iter::SIZE),
        Kind::ListIter => (rt.types.list_iterator, o_seq_iter::SIZE),
        Kind::StrIter => {
            let it = rt.new_item_iter(kind, Value::object(Ref(f[0])))?;
            rt.heap.set_u32(it.obj(), o_seq_iter::INDEX, f[1]);
            return Ok(it);
        }
        _ => (rt.types.tuple_iterator, o_seq_iter::SIZE),
    };
    let r = rt.alloc(kind, class, size as usize)?;
    if kind == Kind::RangeIter {
        rt.heap.set_u32(r, o_range_iter::CUR, f[0]);
        rt.heap.set_u32(r, o_range_iter::STEP, f[1]);
        rt.heap.set_u32(r, o_range_iter::LEFT, f[2]);
    } else {
        rt.heap.set_u32(r, o_seq_iter::SEQ, f[0]);
        rt.heap.set_u32(r, o_seq_iter::INDEX, f[1]);
    }
    Ok(Value::object(r))
}

/// Marks a site that failed although it was compiled with fewer guesses already.
pub const AGAIN: u32 = 1 << 31;
/// Marks a site that is executed although its cache, which some things never get, says that it never was.
pub const COLD: u32 = 1 << 30;

/// Marks the header of a loop before which a guard failed that stands for one in each turn.
pub const BEFORE: u32 = 1 << 29;
/// Marks the header of a loop that is to leave attributes and cells in memory: see `passes/carry.rs`.
pub const CARRIED: u32 = 1 << 28;

/// Sites of a unit whose guesses keep failing, with those already compiled without guessing.
pub fn failing_sites(data: &UnitData, at_least: u32) -> Vec<u32> {
    let mut sites = data.generic.clone();
    for e in &data.exits {
        if e.reason.is_wrong_guess() && e.count.load(Ordering::Relaxed) >= at_least {
            sites.push(match e.reason {
                ExitReason::Cold => e.site | COLD,
                _ if data.generic.contains(&e.site) => e.site | AGAIN,
                _ => e.site,
            });
        }
    }
    sites
}
