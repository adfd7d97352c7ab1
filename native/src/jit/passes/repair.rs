//! What only calls in some turns of a loop could change is checked and loaded before the loop, and again behind each of these calls:
//! `if i % 1000 == 0: report(i)` costs the other turns nothing.

use std::collections::{HashMap, HashSet};

use super::graph::{Graph, bit, edges, effects};
use super::gvn::substitute;
use super::licm::{guards, movable};
use super::turns::{Loop, exit_state, like, resumable};
use crate::jit::ir::*;

/// Most instructions that are repeated behind a call.
const MOST: usize = 300;

/// Calls that some turns make.
#[derive(Default)]
struct Calls {
    /// The instructions before which all is done again.
    again: HashSet<Val>,
    /// For each call the blocks of a turn that lead to it, and those that come after it.
    around: Vec<(HashSet<BlockId>, HashSet<BlockId>)>,
    /// What memory the rest of the loop may write.
    killed: u16,
}

pub fn repair(f: &mut Func, g: &Graph, l: &Loop, inside: &dyn Fn(Val) -> bool) {
    let calls = calls(f, g, l);
    let moved = moved(f, l, &calls, inside);
    if !moved.is_empty() && !calls.again.is_empty() && moved.len() * calls.again.len() <= MOST {
        rewrite(f, g, l, &moved, &calls.again);
    }
}

fn calls(f: &Func, g: &Graph, l: &Loop) -> Calls {
    let mut calls = Calls::default();
    // Ways within a turn.
    let before = |b: BlockId| if b == l.header { Vec::new() } else { g.preds[b].clone() };
    let after = |b: BlockId| {
        let mut next = f.blocks[b].term.successors();
        next.retain(|&to| to != l.header);
        next
    };
    for &b in &l.body {
        for &v in &f.blocks[b].insts {
            // Other effects than those of calls are seldom rare.
            let any = effects(f, v) & bit(Mem::Shape) != 0 && !matches!(f.inst(v).op, Opc::St32);
            let behind = (any && !l.always.contains(&b)).then(|| resumable(f, g, &l.body, (b, v), &|_| false));
            match behind.flatten() {
                Some(behind) => {
                    calls.again.extend(behind);
                    let around = (way(l, b, before), way(l, b, after));
                    calls.around.push(around);
                }
                None => calls.killed |= effects(f, v),
            }
        }
    }
    calls
}

/// The blocks of a turn that `next` leads to from block `b`.
fn way(l: &Loop, b: BlockId, next: impl Fn(BlockId) -> Vec<BlockId>) -> HashSet<BlockId> {
    let mut found = HashSet::new();
    let mut work = vec![b];
    while let Some(b) = work.pop() {
        for to in next(b) {
            if l.body.contains(&to) && found.insert(to) {
                work.push(to);
            }
        }
    }
    found
}

/// What every turn does that is the same in all of them but for the calls, in order.
fn moved(f: &Func, l: &Loop, calls: &Calls, inside: &dyn Fn(Val) -> bool) -> Vec<Val> {
    let mut moved: Vec<Val> = Vec::new();
    let mut home: HashMap<Val, BlockId> = HashMap::new();
    for &b in l.body.iter().filter(|b| l.always.contains(b)) {
        for &v in &f.blocks[b].insts {
            // What was found before a call is something else than what is found behind it.
            let together = |from: &BlockId| !calls.around.iter().any(|(to, on)| to.contains(from) && on.contains(&b));
            let same = |a: &Val| *a == NIL || !inside(*a) || home.get(a).is_some_and(together);
            if f.inst(v).args.iter().all(same) && (guards(f, v) || movable(f, v, calls.killed)) {
                moved.push(v);
                home.insert(v, b);
            }
        }
    }
    moved
}

fn rewrite(f: &mut Func, g: &Graph, l: &Loop, moved: &[Val], again: &HashSet<Val>) {
    let mut same: HashMap<Val, Val> = HashMap::new();
    for &v in moved {
        // Exits may take a value unboxed.
        if matches!(
            f.inst(v).op,
            Opc::UnboxInt | Opc::UnboxFloat | Opc::UnboxBool | Opc::GuardKind
        ) {
            same.entry(f.inst(v).args[0]).or_insert(v);
        }
    }
    same.retain(|v, _| moved.contains(v));
    for s in &mut f.states {
        let items = s.items.iter_mut().map(|x| &mut x.1);
        for v in items.chain(s.virtuals.iter_mut().flat_map(|x| &mut x.2)) {
            *v = same.get(v).copied().unwrap_or(*v);
        }
    }
    let carried = needed(f, moved);
    let state = exit_state(f, l.state, l.site);
    let first = moved_to(f, moved, &carried, state);
    f.blocks[l.before].insts.extend(first.0);
    let params: Vec<Val> = carried.iter().map(|&v| like(f, v)).collect();
    let places: HashMap<Val, usize> = carried.iter().enumerate().map(|(k, &v)| (v, k)).collect();
    let mut replaced: HashMap<Val, Val> = HashMap::new();
    l.carry(f, g, first.1, params, &mut |f, b, now| {
        for v in std::mem::take(&mut f.blocks[b].insts) {
            if again.contains(&v)
                && let Some((state, _)) = f.inst(v).exit
            {
                let state = exit_state(f, state, l.site);
                let (insts, values) = moved_to(f, moved, &carried, state);
                f.blocks[b].insts.extend(insts);
                *now = values;
            }
            if let Some(&k) = places.get(&v) {
                replaced.insert(v, now[k]);
            } else if !moved.contains(&v) {
                f.blocks[b].insts.push(v);
            }
        }
    });
    let new = |v: Val| replaced.get(&v).copied().unwrap_or(v);
    let all: Vec<Val> = (0..f.insts.len() as Val).map(new).collect();
    substitute(f, &all);
}

/// Those of the values that others than themselves use.
fn needed(f: &Func, moved: &[Val]) -> Vec<Val> {
    let mut used: HashSet<Val> = HashSet::new();
    for b in &f.blocks {
        for v in b.insts.iter().filter(|v| !moved.contains(v)) {
            used.extend(&f.inst(*v).args);
            if let Some((s, _)) = f.inst(*v).exit {
                used.extend(named(f, s));
            }
        }
        match &b.term {
            Term::Branch { cond, .. } => {
                used.insert(*cond);
            }
            Term::Return(v) | Term::Yield(v, _) => {
                used.insert(*v);
            }
            Term::Exit(s, _) => used.extend(named(f, *s)),
            _ => {}
        }
        used.extend(edges(&b.term).into_iter().flat_map(|e| &e.args));
        used.extend(b.before_loop.into_iter().flat_map(|s| named(f, s)));
    }
    moved.iter().copied().filter(|v| used.contains(v)).collect()
}

/// The values that an exit writes, with what the objects that it makes are made of.
fn named(f: &Func, state: StateId) -> Vec<Val> {
    let s = &f.states[state as usize];
    let mut all: Vec<Val> = s.items.iter().map(|x| x.1).collect();
    all.extend(s.virtuals.iter().flat_map(|x| x.2));
    let mut k = 0;
    while let Some(&v) = all.get(k) {
        k += 1;
        if f.sunk.contains(&v) {
            all.extend(&f.inst(v).args);
        }
    }
    all
}

/// Copies of the instructions with exits to `state`, and those of `carried` among them.
fn moved_to(f: &mut Func, moved: &[Val], carried: &[Val], state: StateId) -> (Vec<Val>, Vec<Val>) {
    let mut copies: HashMap<Val, Val> = HashMap::new();
    let mut insts = Vec::with_capacity(moved.len());
    for &v in moved {
        let mut i = f.inst(v).clone();
        for a in &mut i.args {
            *a = copies.get(a).copied().unwrap_or(*a);
        }
        i.exit = i.exit.map(|(_, why)| (state, why));
        f.insts.push(i);
        let copy = (f.insts.len() - 1) as Val;
        copies.insert(v, copy);
        insts.push(copy);
    }
    (insts, carried.iter().map(|v| copies[v]).collect())
}
