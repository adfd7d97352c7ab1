//! Which variables of a function have a value at some place in it, for `f_locals`. Registers alone do not say: one of a
//! variable that was not assigned yet may hold anything, and in compiled code one that is not live may be out of date.

use crate::bytecode::{Code, Set};
use crate::generated::layouts::{code_flag, o_code, o_tuple};
use crate::generated::opcodes::Op;
use crate::heap::{Ref, Value};
use crate::objects::code::{decode, parameters};
use crate::objects::{Runtime, watch};

/// What the frame does at a word of its code.
#[derive(Clone, Copy)]
pub enum Moment {
    /// It calls something, which looks.
    Waiting(u32),
    /// The same, with native code between, which may have kept values in machine registers.
    Nested(u32),
    /// It is about to execute the instruction, and a trace function looks.
    Before(u32),
    /// An exception left it.
    Raised(u32),
    Unknown,
}

fn length(rt: &Runtime, tuple: Ref) -> u32 {
    rt.heap.u32(tuple, o_tuple::LEN)
}

/// Registers that hold variables: locals, cells, free variables; they come first in a frame.
pub fn variables(rt: &Runtime, code: Ref) -> u32 {
    let [locals, free] = [o_code::VARNAMES, o_code::FREEVARS].map(|at| length(rt, rt.heap.field(code, at)));
    locals + free + cell_names(rt, code).len() as u32
}

/// Captured variables that are no parameters: those have registers of their own.
fn cell_names(rt: &Runtime, code: Ref) -> Vec<Value> {
    let cells = rt.sequence_items(rt.heap.field(code, o_code::CELLVARS));
    if cells.is_empty() {
        return Vec::new();
    }
    let locals = rt.sequence_items(rt.heap.field(code, o_code::VARNAMES));
    cells.iter().copied().filter(|c| !locals.contains(c)).collect()
}

/// Name, register's value (perhaps a cell) and whether it is the variable's.
pub fn visible(rt: &Runtime, code: Ref, moment: Moment, values: &[Value]) -> Vec<(Value, Value, bool)> {
    let heap = &rt.heap;
    let mut names: Vec<Value> = rt.sequence_items(heap.field(code, o_code::VARNAMES)).to_vec();
    let locals = names.len();
    names.extend(cell_names(rt, code));
    names.extend_from_slice(rt.sequence_items(heap.field(code, o_code::FREEVARS)));
    // Where the compiler saw that somebody may look, every register says by itself whether it has a value.
    let told =
        heap.u32(code, o_code::FLAGS) & (code_flag::EXPOSES_LOCALS | code_flag::COMPILED) == code_flag::EXPOSES_LOCALS;
    let known = if told { None } else { Known::of(rt, code, moment) };
    let shown = |i: usize| told || i >= locals || known.as_ref().is_some_and(|k| k.shows(i as u32));
    (0..names.len())
        .map(|i| (names[i], values.get(i).copied().unwrap_or(Value::UNBOUND), shown(i)))
        .collect()
}

struct Known {
    /// The register holds the variable's value, or unbound.
    valid: Set,
}

/// A code's registers, for who must know which of them hold something.
pub struct CodeView {
    code: Code,
    variables: u32,
    assigned: Vec<Option<Set>>,
}

impl CodeView {
    pub fn of(rt: &Runtime, code: Ref) -> Option<CodeView> {
        let (nregs, params) = (rt.heap.u32(code, o_code::NREGS), parameters(&rt.heap, code));
        let decoded = decode(&rt.heap, code)?;
        let (assigned, _) = decoded.assigned(nregs, params, Ways::Any);
        Some(CodeView {
            code: decoded,
            variables: variables(rt, code),
            assigned,
        })
    }

    /// Variables that may be assigned at `at`, and temporaries that may still be read.
    pub fn held(&self, at: u32, moment: watch::Moment) -> Option<Set> {
        let code = &self.code;
        let i = code.containing(at)?;
        let mut live = match moment {
            watch::Moment::Before => code.live_before(at)?,
            _ => code.live_beyond(at)?,
        };
        if moment == watch::Moment::Within {
            code.ins[i].reads(|r| live.add(r));
        }
        if let Some(handler) = code.handler_index(code.ins[i].at) {
            live.union(&code.live_in[code.block_of[handler] as usize]);
        }
        // A loop holds its iterator to its end, even where nothing leads back.
        let at = code.ins[i].at;
        for x in code.ins.iter().filter(|x| x.op == Op::ForIter && x.at < at) {
            if x.target().is_some_and(|end| at < end) {
                x.reads(|r| live.add(r));
            }
        }
        let mut held = self.assigned[i].clone()?;
        for register in self.variables..held.capacity() as u32 {
            held.remove(register);
            if live.has(register) {
                held.add(register);
            }
        }
        Some(held)
    }
}

impl Known {
    fn shows(&self, register: u32) -> bool {
        self.valid.has(register)
    }

    fn of(rt: &Runtime, code: Ref, moment: Moment) -> Option<Known> {
        let heap = &rt.heap;
        let (nregs, params) = (heap.u32(code, o_code::NREGS), parameters(&rt.heap, code));
        let decoded = decode(&rt.heap, code)?;
        let flags = heap.u32(code, o_code::FLAGS);
        // Compiled code keeps the variables of generators right: they are looked at while these wait.
        let suspendable =
            code_flag::GENERATOR | code_flag::COROUTINE | code_flag::ITERABLE_COROUTINE | code_flag::ASYNC_GENERATOR;
        let exposed = flags & (code_flag::EXPOSES_LOCALS | suspendable) != 0;
        let valid = if flags & code_flag::COMPILED == 0 {
            match moment {
                Moment::Waiting(at) | Moment::Nested(at) | Moment::Before(at) | Moment::Raised(at) => {
                    decoded.assigned_at(at, nregs, params)
                }
                Moment::Unknown => decoded.unchanged(nregs, params),
            }
        } else {
            match moment {
                Moment::Waiting(at) | Moment::Before(at) | Moment::Raised(at) if exposed => {
                    decoded.assigned_at(at, nregs, params)
                }
                Moment::Before(at) => {
                    let mut valid = decoded.live_before(at)?;
                    valid.union(&decoded.unchanged(nregs, params));
                    valid
                }
                Moment::Waiting(at) => {
                    let mut valid = decoded.live_beyond(at)?;
                    valid.union(&decoded.unchanged(nregs, params));
                    valid
                }
                _ => decoded.unchanged(nregs, params),
            }
        };
        Some(Known { valid })
    }
}

/// First word of the instruction that word `at` of a code belongs to.
pub fn instruction_at(rt: &Runtime, code: Ref, at: u32) -> Option<u32> {
    let decoded = decode(&rt.heap, code)?;
    let i = decoded.containing(at)?;
    Some(decoded.ins[i].at)
}

/// Of the ways that lead to an instruction.
#[derive(Clone, Copy)]
enum Ways {
    All,
    Any,
}

impl Code {
    /// The instruction that a word belongs to.
    fn containing(&self, at: u32) -> Option<usize> {
        (0..=at)
            .rev()
            .find_map(|w| self.index.get(w as usize).copied().filter(|&i| i != u32::MAX))
            .map(|i| i as usize)
    }

    /// Parameters that nothing assigns.
    fn unchanged(&self, nregs: u32, params: u32) -> Set {
        let mut set = Set::new(nregs.max(1) as usize);
        (0..params).for_each(|r| set.add(r));
        for x in self.ins.iter().filter(|x| x.op != Op::MakeCell) {
            x.writes(|r| set.remove(r));
        }
        set
    }

    /// Registers that the instruction at `at` reads, or one after it without it having been written between.
    pub(super) fn live_before(&self, at: u32) -> Option<Set> {
        let i = self.containing(at)?;
        let block = self.block_of[i] as usize;
        Some(self.live_in_block(block)[i - self.blocks[block].first].clone())
    }

    /// Registers that something reads after the instruction at `at` without it having been written there.
    fn live_beyond(&self, at: u32) -> Option<Set> {
        let i = self.containing(at)?;
        let x = self.ins[i];
        let b = self.block_of[i] as usize;
        let mut live = match self.blocks[b].last {
            last if i + 1 < last => self.live_in_block(b)[i + 1 - self.blocks[b].first].clone(),
            _ if x.ends_flow() => Set::new(self.live_in[0].capacity()),
            _ => self.live_after(b),
        };
        if let Some(&t) = x.target().and_then(|t| self.index.get(t as usize))
            && t != u32::MAX
        {
            live.union(&self.live_in[self.block_of[t as usize] as usize]);
        }
        x.writes(|r| live.remove(r));
        Some(live)
    }

    /// The same without those of the prologue, for a code object.
    pub(super) fn surely_assigned(&self, rt: &Runtime, code: Ref, at: u32) -> Option<Set> {
        let (nregs, params) = (rt.heap.u32(code, o_code::NREGS), parameters(&rt.heap, code));
        let (before, _) = self.assigned(nregs, params, Ways::All);
        before[self.containing(at)?].clone()
    }

    /// Registers that have been assigned whatever way led to `at`, or that are unbound if they have not.
    fn assigned_at(&self, at: u32, nregs: u32, params: u32) -> Set {
        let (before, told) = self.assigned(nregs, params, Ways::All);
        let found = self.containing(at).and_then(|i| before[i].clone());
        let mut set = found.unwrap_or_else(|| self.unchanged(nregs, params));
        set.union(&told);
        set
    }

    /// Before every instruction that can be reached: the registers that have been assigned on these ways; and those that the prologue
    /// sets unbound, which say themselves whether they have.
    fn assigned(&self, nregs: u32, params: u32, ways: Ways) -> (Vec<Option<Set>>, Set) {
        let n = self.ins.len();
        let mut before: Vec<Option<Set>> = vec![None; n];
        let mut entry = Set::new(nregs.max(1) as usize);
        (0..params).for_each(|r| entry.add(r));
        let told = self.ins.iter().take_while(|x| {
            matches!(
                x.op,
                Op::ReturnGenerator | Op::CopyFree | Op::SetUnbound | Op::MakeCell | Op::LoadConst
            )
        });
        let mut checked = Set::new(nregs.max(1) as usize);
        told.filter(|x| x.op == Op::SetUnbound)
            .for_each(|x| checked.add(x.a as u32));
        let mut work = vec![(0, entry)];
        while let Some((i, state)) = work.pop() {
            if i >= n {
                continue;
            }
            let merged = match &before[i] {
                None => state,
                Some(known) => {
                    let mut both = known.clone();
                    match ways {
                        Ways::All => both.intersect(&state),
                        Ways::Any => both.union(&state),
                    }
                    if both == *known {
                        continue;
                    }
                    both
                }
            };
            let x = self.ins[i];
            let mut after = merged.clone();
            if let Some(handler) = self.handler_index(x.at) {
                work.push((handler, merged.clone()));
            }
            before[i] = Some(merged);
            match x.op {
                Op::SetUnbound => after.remove(x.a as u32),
                _ => x.writes(|r| after.add(r)),
            }
            if let Some(&t) = x.target().and_then(|t| self.index.get(t as usize))
                && t != u32::MAX
            {
                work.push((t as usize, after.clone()));
            }
            if !x.ends_flow() {
                work.push((i + 1, after));
            }
        }
        (before, checked)
    }
}
