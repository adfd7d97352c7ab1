//! `frame.f_lineno = n`, by which a trace function lets its frame go on at another line.

use super::locals::variables;
use crate::bytecode::{Code, Ins, Set};
use crate::generated::layouts::{ctx, frame_state, o_code, o_frame_object as o, o_generator};
use crate::generated::opcodes::Op;
use crate::heap::{Kind, Ref, Value};
use crate::objects::code::{decode, position_rows};
use crate::objects::{Exc, Res, Runtime};

/// Lines with the first word of each run of instructions that belongs to one. The last of a loop or a handler belong to none for CPython.
fn lines(rt: &Runtime, code: Ref, decoded: &Code) -> Vec<(u32, i32)> {
    let ends = |at: u32| {
        let op = decoded.at(at).map(|i| decoded.ins[i].op);
        matches!(op, Ok(Op::JumpBack | Op::Jump | Op::PopExc | Op::Reraise))
    };
    let rows = position_rows(rt, code);
    let first = rt.heap.u32(code, o_code::FIRSTLINE) as i32;
    let mut found: Vec<(u32, i32)> = Vec::new();
    let mut last = 0;
    for (i, row) in rows.iter().enumerate() {
        // Nobody jumps into a prologue: what stands for it is what follows.
        let prologue = i == 0 && row[3] < 0 && row[1] == first;
        if i == 0 {
            let start = if prologue {
                rows.get(1).map_or(0, |next| next[0])
            } else {
                0
            };
            found.push((start as u32, first));
        }
        if !prologue && row[1] > 0 && row[1] != last && !ends(row[0] as u32) {
            found.push((row[0] as u32, row[1]));
        }
        last = row[1];
    }
    found
}

/// Registers beyond the variables' that hold something which the instruction at word `at`, or what follows it, needs: iterators of the
/// loops around it, what the `with` statements around it call, what the handlers around it have to put back.
fn needs(code: &Code, at: u32, variables: u32) -> Option<Set> {
    let mut live = code.live_before(at)?;
    let constants = code
        .ins
        .iter()
        .take_while(|x| x.target().is_none())
        .filter(|x| x.op == Op::LoadConst);
    let given: Vec<u32> = constants
        .map(|x| x.a as u32)
        .filter(|r| code.constants.iter().any(|c| c.0 == *r))
        .collect();
    (0..variables).chain(given).for_each(|r| live.remove(r));
    Some(live)
}

fn registers(set: &Set) -> impl Iterator<Item = u32> + '_ {
    (0..set.capacity() as u32).filter(|&r| set.has(r))
}

/// Why one cannot go to word `target`, where register `missing` is needed.
fn refusal(code: &Code, target: u32, missing: u32) -> &'static str {
    let iterates = |x: &&Ins| match x.op {
        Op::ForIter => x.at <= target && x.target().is_some_and(|end| target < end),
        op => op == Op::GetAnext,
    };
    if code.ins.iter().filter(iterates).any(|x| x.b as u32 == missing) {
        "can't jump into the body of a for loop"
    } else if code.handled(target).contains(&missing) {
        "can't jump into an 'except' block as there's no exception"
    } else {
        "incompatible stacks"
    }
}

impl Runtime {
    pub fn set_frame_line(&mut self, v: Value, line: Option<Value>) -> Res<()> {
        let f = v.obj();
        let Some(line) = line else {
            return self.raise(Exc::AttributeError, "cannot delete attribute");
        };
        if self.class_of(line) != self.types.int {
            return self.raise(Exc::ValueError, "lineno must be an integer");
        }
        let message = match self.heap.u32(f, o::STATE) {
            frame_state::TOLD => "can only jump from a 'line' trace event",
            frame_state::TRACED if self.heap.value(f, o::TRACE).is_none() => {
                "f_lineno can only be set by a trace function"
            }
            frame_state::TRACED => "",
            _ => "can't jump from the 'call' trace event of a new frame",
        };
        if !message.is_empty() {
            return self.raise(Exc::ValueError, message);
        }
        let Ok(wanted) = i32::try_from(self.as_index(line)?) else {
            return self.raise(Exc::ValueError, "lineno out of range");
        };
        let code = self.frame_code(f);
        if wanted < self.heap.u32(code, o_code::FIRSTLINE) as i32 {
            let text = format!("line {wanted} comes before the current code block");
            return self.raise(Exc::ValueError, text);
        }
        let Some(decoded) = decode(&self.heap, code) else {
            return self.raise(Exc::ValueError, "can't jump from unreachable code");
        };
        let lines = lines(self, code, &decoded);
        let Some(found) = lines.iter().map(|l| l.1).filter(|&l| l >= wanted).min() else {
            let text = format!("line {wanted} comes after the current code block");
            return self.raise(Exc::ValueError, text);
        };
        let count = variables(self, code);
        let at = self.frame_at(f).unwrap_or(0);
        let Some(held) = needs(&decoded, at, count) else {
            return self.raise(Exc::ValueError, "can't jump from unreachable code");
        };
        let mut best: Option<(u32, Set)> = None;
        let mut reason = None;
        for &(target, _) in lines.iter().filter(|l| l.1 == found) {
            let Some(needed) = needs(&decoded, target, count) else {
                continue;
            };
            if let Some(missing) = registers(&needed).filter(|&r| !held.has(r)).last() {
                reason = reason.or(Some(refusal(&decoded, target, missing)));
            } else if best
                .as_ref()
                .is_none_or(|(_, known)| registers(known).count() < registers(&needed).count())
            {
                best = Some((target, needed));
            }
        }
        let Some((target, _)) = best else {
            return self.raise(
                Exc::ValueError,
                reason.unwrap_or("cannot find bytecode for specified line"),
            );
        };
        self.leave_handlers(f, &decoded, at, target);
        self.assume_assigned(f, &decoded, code, target);
        self.heap.set_u32(f, o::JUMP, target + 1);
        Ok(())
    }

    /// Handlers that are jumped out of: the exception that was handled before the outermost of them is handled again.
    fn leave_handlers(&mut self, f: Ref, code: &Code, at: u32, target: u32) {
        let kept = code.handled(target);
        let mut left = code.handled(at).into_iter().filter(|r| !kept.contains(r));
        let Some(register) = left.next_back() else {
            return;
        };
        let mut before = self.heap.value(Ref(self.frame_registers(f)), 8 * register);
        if before.is_unbound()
            && let Some(generator) = self.heap.value(f, o::GENERATOR).as_object()
        {
            before = self.heap.value(generator, o_generator::HANDLED);
        }
        self.heap.set_ctx_value(ctx::HANDLED, before);
    }

    /// Variables that the code at `target` takes for assigned must not be unbound.
    fn assume_assigned(&mut self, f: Ref, decoded: &Code, code: Ref, target: u32) {
        let Some(assigned) = decoded.surely_assigned(self, code, target) else {
            return;
        };
        let registers = Ref(self.frame_registers(f));
        for i in 0..self.heap.u32(f, o::COUNT) {
            let value = self.heap.value(registers, 8 * i);
            if assigned.has(i) && value.is_unbound() && self.kind_of(value) != Some(Kind::Cell) {
                self.heap.set_value(registers, 8 * i, Value::NONE);
            }
        }
    }
}
