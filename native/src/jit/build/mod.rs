//! Bytecode to SSA by abstract interpretation over slots (registers, promoted globals, fields of iterators).
//!
//! Types of loop variables are found by trying: the builder assumes for each header what it has learned so far, and
//! when a back-edge brings something wider it learns that and builds again. A build takes microseconds.

mod arguments;
mod arith;
mod calls;
mod compare;
mod dicts;
mod displays;
mod emit;
mod exceptions;
mod flow;
mod generators;
mod inline;
mod instances;
mod invert;
mod items;
mod iter;
mod lazy;
mod names;
mod operators;
mod slots;
mod strings;

pub use emit::{by_kind_byte, kind_class};

use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;

use crate::generated::layouts::{ctx, o_range_iter, o_seq_iter};
use crate::generated::opcodes::Op;
use crate::heap::{Kind, Value};

use super::bytecode::{Code, Ins, Set};
use super::exits::{AGAIN, BEFORE, CARRIED, COLD};
use super::ir::*;
use super::{ExitReason, GiveUp, Request, UnitKind};

/// What a slot holds at a point of the program.
#[derive(Clone, Copy, PartialEq, Debug)]
struct Slot {
    /// NIL: only its home has it.
    val: Val,
    /// Names the assignment; a guard that narrows the value keeps it.
    def: u32,
    /// The home is out of date.
    dirty: bool,
}

const EMPTY: Slot = Slot {
    val: NIL,
    def: 0,
    dirty: false,
};

#[derive(Clone, Default)]
struct St {
    slots: Vec<Slot>,
    /// Instances whose shape has been checked, and attributes that were stored.
    shaped: Vec<instances::Shaped>,
    attributes: Vec<instances::Attribute>,
    /// User code may have run since the globals were checked.
    stale: bool,
    /// Some code may have run that could ask for the frame's object.
    called: bool,
    /// Lists made by `NewList` since which no list has been written.
    fresh: Vec<Val>,
    /// The entry looked up last, while no dict has got or lost entries.
    found: Option<Found>,
}

impl St {
    /// Everything is in its home, assigned by who knows whom (`def`), and nothing else is known.
    fn clear(&mut self, def: u32) {
        let slots = vec![Slot { def, ..EMPTY }; self.slots.len()];
        *self = St { slots, ..St::default() };
    }
}

/// Where a dict has a key.
#[derive(Clone, Copy, PartialEq)]
struct Found {
    dict: Val,
    key: Val,
    entry: Val,
    /// There is an entry.
    present: bool,
}

#[derive(Clone, Default)]
struct Phi {
    /// Its home is out of date at the end of a turn.
    dirty: bool,
    ty: Option<Ty>,
    /// Bounds of an int that turns have gone beyond, moved outwards: see `flow::WIDER`.
    lo: Option<i64>,
    hi: Option<i64>,
}

/// What back-edges have taught about a loop header.
#[derive(Clone, Default)]
struct Learned {
    phis: BTreeMap<u32, Phi>,
    /// Registers that the loop does not assign, and of what type every turn finds them to be.
    invariant: BTreeMap<u32, Ty>,
    stale: bool,
}

struct Header {
    block: BlockId,
    phis: Vec<(u32, Val)>,
    st: St,
}

/// An edge to a basic block not built yet.
struct Pending {
    from: BlockId,
    st: St,
}

/// Slots of an iterator register: [cur, left, step] of ranges, [index, sequence] of sequences.
const ITER_SLOTS: u32 = 5;

pub struct Builder<'a> {
    req: &'a Request,
    f: Func,
    code: Rc<Code>,
    /// Frame whose code is being built, and the registers of its callers that live beyond the call.
    frame: usize,
    outer: Set,
    /// Registers of the unit's frame that others may look at although its code does not read them again.
    visible: Set,
    /// Edges that return from the inlined code being built.
    returns: Vec<Pending>,
    /// Calls (code, word offset) that cannot be inlined, as earlier builds found out.
    declined: HashSet<(usize, u32)>,
    /// The region is a loop without inner ones of less than 64 instructions.
    short: bool,
    /// Some way through the region leaves to the interpreter or to another unit, as an earlier build found out.
    calls_out: bool,
    /// Some instruction calls code that could ask for frames' objects, as an earlier build found out.
    calls: bool,
    /// Words of bytecode inlined so far.
    inlined: usize,
    /// Exits go there while code without effects is inlined.
    restart_at: Option<StateId>,
    /// What the last inlined code returned.
    result: Val,
    /// This build is for nothing.
    abandoned: bool,
    /// Word range of the region.
    start: u32,
    end: u32,
    /// Instruction being built.
    ins: Ins,
    cur: BlockId,
    st: St,
    /// The current block is finished.
    done: bool,
    /// Skip the next instruction: it was built together with this one.
    skip: Option<u32>,
    next_def: u32,
    lives: Vec<Set>,
    lives_first: usize,
    state_cache: Option<(u32, StateId)>,
    pending: HashMap<u32, Vec<Pending>>,
    /// Where a unit with more than one entry may be entered: word offset and block.
    entries: Vec<(u32, BlockId)>,
    headers: HashMap<u32, Header>,
    /// Some path leads back to the unit's own header.
    closed: bool,
    learned: HashMap<u32, Learned>,
    restart: bool,
    /// Loop header → its JUMP_BACK.
    loops: BTreeMap<u32, u32>,
    /// Headers of inverted loops, and where their bodies begin.
    bodies: BTreeMap<u32, u32>,
    /// The inverted loop whose test is being built at a back-edge.
    closing: Option<u32>,
    iters: Vec<u32>,
    stored_globals: HashSet<u32>,
    generic: HashSet<u32>,
    /// VERSION of the globals dict at entry.
    version: Val,
    consts: HashMap<(Opc, i64), Val>,
}

pub struct Built {
    pub func: Func,
    pub builds: u32,
}

pub fn build(req: &Request) -> Result<Built, GiveUp> {
    let code = Rc::new(req.codes[0].decode(0, req.window)?);
    let mut learned = HashMap::new();
    let mut declined = HashSet::new();
    let (mut calls_out, mut calls) = (false, false);
    for builds in 1..=40 {
        let mut b = Builder::new(req, code.clone(), learned, declined)?;
        (b.calls_out, b.calls) = (calls_out, calls);
        b.run()?;
        if !b.restart {
            return Ok(Built { func: b.f, builds });
        }
        (learned, declined, calls_out, calls) = (b.learned, b.declined, b.calls_out, b.calls);
    }
    Err(GiveUp::Unstable)
}

impl<'a> Builder<'a> {
    fn new(
        req: &'a Request,
        code: Rc<Code>,
        learned: HashMap<u32, Learned>,
        declined: HashSet<(usize, u32)>,
    ) -> Result<Builder<'a>, GiveUp> {
        let (start, end) = match req.kind {
            UnitKind::Loop { header, back } => (header, code.ins[code.at(back)?].next()),
            UnitKind::Function => (
                if req.generator { generators::BODY } else { 0 },
                req.codes[0].words.len() as u32,
            ),
        };
        let mut homes: Vec<Home> = (0..req.window).map(Home::Register).collect();
        homes.extend(req.globals.iter().map(|g| Home::Global(g.entry + 8)));
        let mut iters = Vec::new();
        let mut loops = BTreeMap::new();
        let mut stored_globals = HashSet::new();
        // A generator's variables; arguments that are not in the frame yet, if they stay what they are (see `objects/frame/locals`).
        let mut visible = Set::new(req.window as usize);
        (0..req.locals).for_each(|r| visible.add(r));
        if let Some(params) = &req.params {
            (0..params.len() as u32).for_each(|r| visible.add(r));
            code.ins.iter().for_each(|x| x.writes(|r| visible.remove(r)));
        }
        let mut instructions = 0;
        for x in &code.ins {
            if !(start..end).contains(&x.at) {
                continue;
            }
            instructions += 1;
            match x.op {
                // A generator's iterators must be right at each `yield`: see `for_in_memory`.
                Op::ForIter if !req.generator && !iters.contains(&(x.b as u32)) => iters.push(x.b as u32),
                Op::JumpBack => {
                    let t = x.target().unwrap_or(0);
                    if t >= start {
                        loops.insert(t, x.at);
                    }
                }
                Op::StoreGlobal => {
                    stored_globals.insert(x.b as u32);
                }
                _ => {}
            }
        }
        for &reg in &iters {
            let field = |offset| Home::Field { reg, offset };
            homes.push(field(o_range_iter::CUR));
            homes.push(field(o_range_iter::LEFT));
            homes.push(field(o_range_iter::STEP));
            homes.push(field(o_seq_iter::INDEX));
            homes.push(field(o_seq_iter::SEQ));
        }
        let slots = vec![EMPTY; homes.len()];
        let mut f = Func::new(homes);
        let uncarried = req.generic.iter().filter(|&site| site & CARRIED != 0);
        f.uncarried.extend(uncarried.map(|site| site & !(CARRIED | AGAIN)));
        Ok(Builder {
            req,
            f,
            start,
            end,
            ins: code.ins[code.at(start)?],
            code,
            frame: 0,
            outer: Set::new(req.window as usize),
            visible,
            returns: Vec::new(),
            declined,
            short: instructions < 64 && loops.len() == 1 && matches!(req.kind, UnitKind::Loop { .. }),
            calls_out: false,
            calls: false,
            inlined: 0,
            restart_at: None,
            result: NIL,
            abandoned: false,
            cur: 0,
            st: St { slots, ..St::default() },
            done: false,
            skip: None,
            next_def: 1,
            lives: Vec::new(),
            lives_first: 0,
            state_cache: None,
            pending: HashMap::new(),
            entries: Vec::new(),
            headers: HashMap::new(),
            closed: false,
            learned,
            restart: false,
            loops,
            bodies: BTreeMap::new(),
            closing: None,
            iters,
            stored_globals,
            generic: req.generic.iter().copied().collect(),
            version: NIL,
            consts: HashMap::new(),
        })
    }

    fn run(&mut self) -> Result<(), GiveUp> {
        self.cur = self.f.block();
        if self.req.generator {
            self.begin_entry(self.start);
        }
        self.entry()?;
        if self.done {
            return Err(GiveUp::Internal);
        }
        let st = self.st.clone();
        self.pending.insert(self.start, vec![Pending { from: self.cur, st }]);
        self.region()?;
        if !self.entries.is_empty() && !self.abandoned {
            self.finish_entries();
        }
        if self.always_leaves() && !self.abandoned {
            return Err(GiveUp::CallsOut);
        }
        Ok(())
    }

    /// A short loop of which each turn has something for the interpreter, such as a `yield`: entering costs more than it gains.
    fn always_leaves(&self) -> bool {
        self.short && !self.closed
    }

    /// A short loop that may turn out to leave in each turn: `Ctx.TURN` tells.
    fn is_watched(&self) -> bool {
        self.calls_out && self.short
    }

    /// Sets `Ctx.TURN`.
    fn note_turn(&mut self, turn: i64) {
        let (zero, turn) = (self.int(0), self.int(turn));
        self.store32(zero, turn, ctx::TURN * 4, Mem::Ctx);
    }

    /// The region leaves to the interpreter or to another unit.
    fn note_call_out(&mut self) {
        self.restart |= !std::mem::replace(&mut self.calls_out, true) && self.short;
    }

    /// Builds the blocks of the code from `start` to `end`.
    fn region(&mut self) -> Result<(), GiveUp> {
        let code = self.code.clone();
        let first = code.block_of[code.at(self.start)?] as usize;
        for bb in first..code.blocks.len() {
            let (i, last) = (code.blocks[bb].first, code.blocks[bb].last);
            let pc = code.ins[i].at;
            if pc >= self.end {
                break;
            }
            let Some(edges) = self.pending.remove(&pc) else {
                continue;
            };
            self.begin_block(pc, bb, edges)?;
            self.lives = code.live_in_block(bb);
            self.lives_first = i;
            for k in i..last {
                self.ins = code.ins[k];
                self.state_cache = None;
                if self.skip.take() == Some(self.ins.at) {
                    continue;
                }
                self.instruction()?;
                if self.abandoned {
                    return Ok(());
                }
                if self.done {
                    break;
                }
            }
            if !self.done {
                let next = code.ins[last - 1].next();
                self.jump_to(next)?;
            }
        }
        if !self.pending.is_empty() {
            return Err(GiveUp::Internal);
        }
        Ok(())
    }

    /// Checks what the unit takes for granted and loads what the region reads.
    fn entry(&mut self) -> Result<(), GiveUp> {
        let pc = self.start;
        let bb = self.code.block_of[self.code.at(pc)?] as usize;
        let live = self.code.live_in[bb].clone();
        self.lives = self.code.live_in_block(bb);
        self.lives_first = self.code.at(pc)?;
        let mut touched = Set::new(self.req.window as usize);
        for x in self.code.ins.iter().filter(|x| (self.start..self.end).contains(&x.at)) {
            x.reads(|r| touched.add(r));
            x.writes(|r| touched.add(r));
        }
        if self.is_watched() {
            self.note_turn(1);
        }
        if let Some(params) = &self.req.params {
            self.argument_entries(params, &live)?;
        } else {
            self.check_room();
            self.check_globals_at_entry(true);
        }
        self.note_version();
        if matches!(self.req.kind, UnitKind::Loop { .. }) {
            for &(r, lo, hi) in &self.code.clone().constants {
                if live.has(r) {
                    let val = self.constant(Value((hi as u64) << 32 | lo as u64));
                    self.st.slots[r as usize].val = val;
                }
            }
        }
        let generic = self.generic.contains(&(pc | AGAIN));
        for r in 0..self.info().nregs {
            let slot = self.st.slots[r as usize];
            let passed = slot.dirty && self.f.ty(slot.val) == Ty::Boxed;
            if live.has(r) && touched.has(r) && (slot.val == NIL || passed) {
                let val = self.get(r);
                let val = if generic {
                    val
                } else {
                    self.expect(val, self.req.seen[r as usize], ExitReason::Entry)
                };
                self.st.slots[r as usize].val = val;
                self.load_iterator_fields(r);
            }
        }
        self.distinct_iterators();
        Ok(())
    }

    /// Two iterators that exist already could be one object, which cached fields would not stand.
    fn distinct_iterators(&mut self) {
        let objects: Vec<Val> = self
            .iters
            .iter()
            .map(|&r| self.st.slots[r as usize].val)
            .filter(|&x| {
                x != NIL
                    && matches!(
                        self.f.ty(x),
                        Ty::Obj(Kind::RangeIter | Kind::ListIter | Kind::TupleIter | Kind::StrIter)
                    )
            })
            .collect();
        for (i, &a) in objects.iter().enumerate() {
            for &b in &objects[i + 1..] {
                let same = self.emit(Opc::BitsEq, Ty::Bool, &[a, b], 0);
                self.guard(same, false, ExitReason::Entry);
            }
        }
    }

    fn instruction(&mut self) -> Result<(), GiveUp> {
        let x = self.ins;
        if self.operator()? {
            return Ok(());
        }
        match x.op {
            Op::Nop => {}
            Op::Move => {
                let s = self.reg(x.b);
                self.copy(x.a as u32, s);
            }
            Op::LoadConst => {
                let val = self.constant(Value((x.c as u32 as u64) << 32 | x.b as u32 as u64));
                self.set(x.a as u32, val);
                // Entries behind a `yield` take constants for known, and write them no more.
                if self.req.generator && self.code.constants.iter().any(|c| c.0 == x.a as u32) {
                    self.write_back(x.a as u32);
                }
            }
            Op::SetUnbound => {
                let val = self.constant(Value::UNBOUND);
                self.set(x.a as u32, val);
            }
            Op::CheckBound | Op::CheckFree => self.check_bound(x.a),
            Op::LoadGlobal => self.load_global(),
            Op::StoreGlobal => self.store_global(),
            Op::DeleteGlobal => self.delete_global(),
            Op::LoadCell => self.load_cell(),
            Op::StoreCell => self.store_cell(),
            Op::CopyFree => self.copy_free(),
            Op::Is | Op::IsNot => self.is_op(),
            Op::Not => self.not_op(),
            Op::Neg => self.neg_op(),
            Op::Pos => self.pos_op(),
            Op::Invert => self.invert_op(),
            #[rustfmt::skip]
            Op::Add | Op::Sub | Op::Mul | Op::Truediv | Op::Floordiv | Op::Mod | Op::Pow | Op::Lshift
            | Op::Rshift | Op::And | Op::Or | Op::Xor | Op::Matmul | Op::InplaceAdd | Op::InplaceSub
            | Op::InplaceMul | Op::InplaceTruediv | Op::InplaceFloordiv | Op::InplaceMod
            | Op::InplacePow | Op::InplaceLshift | Op::InplaceRshift | Op::InplaceAnd | Op::InplaceOr
            | Op::InplaceXor | Op::InplaceMatmul => self.binary_op(),
            #[rustfmt::skip]
            Op::Lt | Op::Le | Op::Eq | Op::Ne | Op::Gt | Op::Ge => self.compare_op(),
            Op::Jump => self.jump_to(x.target().unwrap_or(0))?,
            Op::JumpBack => self.jump_back()?,
            Op::JumpIfTrue => self.jump_if(true)?,
            Op::JumpIfFalse => self.jump_if(false)?,
            Op::JumpIfNone => self.jump_if_none(true)?,
            Op::JumpIfNotNone => self.jump_if_none(false)?,
            #[rustfmt::skip]
            Op::JumpIfLt | Op::JumpIfLe | Op::JumpIfEq | Op::JumpIfNe | Op::JumpIfGt | Op::JumpIfGe
            | Op::JumpIfNotLt | Op::JumpIfNotLe | Op::JumpIfNotEq | Op::JumpIfNotNe | Op::JumpIfNotGt
            | Op::JumpIfNotGe => self.compare_jump()?,
            Op::GetIter => self.get_iter(),
            Op::ForIter => self.for_iter()?,
            Op::GetItem => self.get_item(),
            Op::SetItem => self.set_item(),
            Op::BuildTuple => self.build_sequence(Opc::NewTuple),
            Op::BuildList => self.build_sequence(Opc::NewList),
            Op::Unpack => self.unpack(),
            Op::ListAppend => self.list_append_op(),
            Op::DelItem => self.del_item(),
            Op::DictSet | Op::SetAdd => self.comprehension_add(),
            Op::BuildDict | Op::BuildSet => self.build_container(),
            Op::BuildString => self.build_string(),
            Op::BuildSlice => self.build_slice(),
            Op::FormatValue => self.format_value(),
            Op::In | Op::NotIn => self.contains_op(),
            Op::GetAttr => self.get_attr(),
            Op::SetAttr => self.set_attr(),
            Op::LoadMethod => self.load_method(),
            Op::Call | Op::CallMethod | Op::CallKw => self.call_op()?,
            Op::Return => self.return_op(),
            Op::Yield => self.yield_op()?,
            Op::LoadAssertionError if self.frame != 0 => self.leave(ExitReason::Cold),
            Op::Raise => self.raise_op(),
            Op::Reraise => self.reraise_op(),
            Op::PushExc => self.push_exc(),
            Op::PopExc => self.pop_exc(),
            Op::ExcMatch => self.exc_match(),
            // The kernel executes these for us.
            #[rustfmt::skip]
            Op::LoadName | Op::StoreName | Op::LoadClassderef
            | Op::LoadLocals | Op::MakeCell | Op::ListExtend | Op::SetUpdate | Op::DictUpdate
            | Op::ListToTuple | Op::UnpackEx | Op::MakeFunction | Op::GetLen
            | Op::MatchSequence | Op::MatchMapping | Op::LoadAssertionError | Op::LoadSuper | Op::LoadSuperMethod
            | Op::LoadSpecial | Op::DictMerge | Op::MatchKeys | Op::MatchClass | Op::ExcInfo
            => self.kernel_op(),
            // The interpreter executes these. No `_`: whoever adds an opcode says here who executes it.
            #[rustfmt::skip]
            Op::DeleteName | Op::DelAttr | Op::DeleteCell | Op::CallEx | Op::LoadBuildClass | Op::ReturnGenerator | Op::Send
            | Op::GetYieldFromIter | Op::GetAwaitable | Op::GetAiter | Op::GetAnext | Op::EndAsyncFor
            | Op::AsyncGenWrap | Op::ExcGroupMatch | Op::PrepReraiseStar | Op::ImportName | Op::ImportFrom
            | Op::ImportStar | Op::SetupAnnotations | Op::PrintExpr
            => self.leave(ExitReason::CallOut),
        }
        Ok(())
    }

    /// A back-edge: polls the interrupt word, then checks the header's assumptions.
    fn jump_back(&mut self) -> Result<(), GiveUp> {
        let target = self.ins.target().unwrap_or(0);
        if target < self.start {
            return self.jump_to(target);
        }
        let zero = self.int(0);
        let word = self.emit(Opc::Poll, Ty::Int, &[], 0);
        let quiet = self.emit(Opc::ICmp, Ty::Bool, &[word, zero], CC_EQ);
        let state = self.state_at(target);
        self.emit_exit(Opc::Guard, Ty::None, &[quiet], 1, Some((state, ExitReason::Interrupt)));
        if target == self.start && self.frame == 0 && self.is_watched() {
            self.note_turn(2);
        }
        if self.bodies.contains_key(&target) {
            return self.test_again(target);
        }
        self.close_loop(target)
    }
}

/// Conditions of ICmp and FCmp, in the order of the compare opcodes.
pub const CC_LT: i64 = 0;
pub const CC_LE: i64 = 1;
pub const CC_EQ: i64 = 2;
pub const CC_NE: i64 = 3;
pub const CC_GT: i64 = 4;
pub const CC_GE: i64 = 5;
