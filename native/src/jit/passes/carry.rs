//! Attributes and cells that every turn of a loop reads and writes (`self.n += 1`, a counter in a closure): the turn that writes
//! one hands it to the next in a register, unboxed. The stores stay, so the object is right wherever it may be seen.

use std::collections::{HashMap, HashSet};

use super::graph::{Graph, bit, edges, effects};
use super::gvn::substitute;
use super::licm::sound_address;
use super::turns::{Loop, exit_state, like, resumable};
use crate::heap::Value;
use crate::jit::ExitReason;
use crate::jit::build::CC_NE;
use crate::jit::ir::*;

/// An attribute or cell of an object that stays the same: how it is loaded, and what that is guarded to be (see `typed_use`).
struct Place {
    load: Inst,
    guard: Inst,
}

/// What a loop does to a place.
#[derive(Default)]
struct Plan {
    /// Loads and the guards of what they give.
    loads: HashMap<Val, Vec<Val>>,
    /// Stores and the unboxed values that they store.
    stores: HashMap<Val, Val>,
    /// Heap offsets of other objects that are written at the same offset.
    others: Vec<Val>,
    /// The instructions before which the place is loaded anew, behind calls that may write it.
    again: HashSet<Val>,
}

pub fn carry(f: &mut Func, g: &Graph, l: &Loop, inside: &dyn Fn(Val) -> bool) {
    for &b in l.always {
        for load in f.blocks[b].insts.clone() {
            if !f.blocks[b].insts.contains(&load) || !invariant(f, load, inside) {
                continue;
            }
            let Some(guard) = typed_use(f, load, l.always) else {
                continue;
            };
            let place = Place {
                load: f.inst(load).clone(),
                guard: f.inst(guard).clone(),
            };
            if let Some(plan) = plan(f, g, l, &place, inside) {
                rewrite(f, g, l, &place, &plan);
            }
        }
    }
}

/// A load of an attribute or cell of the same object in every turn?
fn invariant(f: &Func, v: Val, inside: &dyn Fn(Val) -> bool) -> bool {
    let i = f.inst(v);
    i.op == Opc::LdVal
        && matches!(i.mem, Mem::Slot | Mem::Cell)
        && i.args.get(1).is_none_or(|&x| x == NIL)
        && !inside(i.args[0])
        && sound_address(f, i.args[0])
}

/// The guard in each turn that what was loaded is a number of some type.
fn typed_use(f: &Func, load: Val, always: &[BlockId]) -> Option<Val> {
    always.iter().flat_map(|&b| &f.blocks[b].insts).copied().find(|&u| {
        let i = f.inst(u);
        matches!(i.op, Opc::UnboxInt | Opc::UnboxFloat) && i.args[0] == load && i.exit.is_some()
    })
}

fn plan(f: &Func, g: &Graph, l: &Loop, place: &Place, inside: &dyn Fn(Val) -> bool) -> Option<Plan> {
    let Place { load, guard } = place;
    let mut plan = Plan::default();
    for &b in &l.body {
        for &v in &f.blocks[b].insts {
            let i = f.inst(v);
            if i.mem == load.mem && matches!(i.op, Opc::LdVal | Opc::StVal) {
                let (same, apart) = (i.args[0] == load.args[0], i.imm != load.imm);
                if same && apart || i.op == Opc::LdVal && !same {
                    continue;
                }
                if i.op == Opc::LdVal {
                    plan.loads.insert(v, guards_only(f, &l.body, v, guard.op)?);
                } else if same {
                    let boxed = f.inst(i.args[2]);
                    let x = *boxed.args.first().filter(|_| boxed.op == Opc::Box)?;
                    (f.ty(x) == guard.ty).then(|| plan.stores.insert(v, x))?;
                } else if !apart && !is_new(f, i.args[0]) {
                    (!inside(i.args[0])).then(|| plan.others.push(i.args[0]))?;
                }
            } else if effects(f, v) & bit(load.mem) != 0 {
                // What each turn calls would have it loaded in each turn.
                let needs = |v: Val| f.inst(v).op == Opc::LdVal && f.inst(v).mem == load.mem;
                let behind = (!l.always.contains(&b)).then(|| resumable(f, g, &l.body, (b, v), &needs));
                plan.again.extend(behind.flatten()?);
            }
        }
    }
    plan.others.dedup();
    (!plan.stores.is_empty()).then_some(plan)
}

/// The heap offset of an object that the unit has made?
fn is_new(f: &Func, at: Val) -> bool {
    f.inst(at).op == Opc::Ref && f.inst(f.inst(at).args[0]).op.makes()
}

/// All uses of a value, if they are in the loop and guard that it is there or, by `op`, what type it is.
fn guards_only(f: &Func, body: &[BlockId], v: Val, op: Opc) -> Option<Vec<Val>> {
    let mut uses = Vec::new();
    let known = |u: Val| {
        let i = f.inst(u);
        let missing = i.op == Opc::BitsEq && f.inst(i.args[1]).imm == Value::UNBOUND.0 as i64;
        i.args[0] == v && (missing || i.op == op && i.exit.is_some())
    };
    for (n, b) in f.blocks.iter().enumerate() {
        for &u in b.insts.iter().filter(|&&u| f.inst(u).args.contains(&v)) {
            (body.contains(&n) && known(u)).then(|| uses.push(u))?;
        }
        let named = match &b.term {
            Term::Return(x) | Term::Yield(x, _) => *x == v,
            term => edges(term).iter().any(|e| e.args.contains(&v)),
        };
        (!named).then_some(())?;
    }
    let sunk = f.sunk.iter().any(|&x| f.inst(x).args.contains(&v));
    (!sunk).then_some(uses)
}

fn rewrite(f: &mut Func, g: &Graph, l: &Loop, place: &Place, plan: &Plan) {
    let state = exit_state(f, l.state, l.site);
    for &other in &plan.others {
        let apart = f.push(Opc::ICmp, Ty::Bool, &[place.load.args[0], other]);
        f.insts[apart as usize].imm = CC_NE;
        let v = f.push(Opc::Guard, Ty::None, &[apart]);
        let i = &mut f.insts[v as usize];
        (i.imm, i.exit) = (1, Some((state, ExitReason::Value)));
        f.blocks[l.before].insts.extend([apart, v]);
    }
    let first = load_again(f, place, state);
    f.blocks[l.before].insts.extend(first);
    let param = like(f, first[1]);
    // What is stored may be any int.
    let i = &mut f.insts[param as usize];
    (i.lo, i.hi) = (i64::MIN, i64::MAX);
    let mut replaced: HashMap<Val, Val> = HashMap::new();
    l.carry(f, g, vec![first[1]], vec![param], &mut |f, b, now| {
        let insts = std::mem::take(&mut f.blocks[b].insts);
        for v in insts {
            if plan.again.contains(&v)
                && let Some((state, _)) = f.inst(v).exit
            {
                let state = exit_state(f, state, l.site);
                let again = load_again(f, place, state);
                f.blocks[b].insts.extend(again);
                now[0] = again[1];
            }
            if let Some(guards) = plan.loads.get(&v) {
                replaced.insert(v, now[0]);
                guards.iter().for_each(|&u| replaced.extend([(u, now[0])]));
                continue;
            }
            if let Some(&x) = plan.stores.get(&v) {
                now[0] = x;
            }
            let Some(x) = replaced.get(&v).copied() else {
                f.blocks[b].insts.push(v);
                continue;
            };
            if f.inst(v).op == Opc::BitsEq {
                let i = &mut f.insts[v as usize];
                (i.op, i.args, i.imm) = (Opc::ConstBool, Vec::new(), 0);
                replaced.remove(&v);
                f.blocks[b].insts.push(v);
            } else if let Some(checks) = fits(f, v, x) {
                // Its users rely on the range.
                let i = &mut f.insts[v as usize];
                (i.op, i.args, i.exit) = (Opc::Refine, vec![x], None);
                replaced.remove(&v);
                f.blocks[b].insts.extend(checks);
                f.blocks[b].insts.push(v);
            }
        }
        let mut kept = std::mem::take(&mut f.blocks[b].insts);
        kept.retain(|&v| {
            let (i, cond) = (f.inst(v), f.inst(v).args.first().map(|&c| f.inst(c)));
            i.op != Opc::Guard || cond.is_none_or(|c| c.op != Opc::ConstBool || c.imm != i.imm)
        });
        f.blocks[b].insts = kept;
    });
    let new = |v: Val| replaced.get(&v).copied().unwrap_or(v);
    let all: Vec<Val> = (0..f.insts.len() as Val).map(new).collect();
    substitute(f, &all);
}

/// The place loaded before the loop or behind a call, and the guard of its type.
fn load_again(f: &mut Func, place: &Place, state: StateId) -> [Val; 2] {
    let Place { load, guard } = place;
    let v = f.push(load.op, load.ty, &load.args);
    (f.insts[v as usize].imm, f.insts[v as usize].mem) = (load.imm, load.mem);
    let u = f.push(guard.op, guard.ty, &[v]);
    let i = &mut f.insts[u as usize];
    (i.lo, i.hi) = (guard.lo, guard.hi);
    i.exit = guard.exit.map(|(_, why)| (state, why));
    [v, u]
}

/// What leaves where the guard `v` did if the int `x` has not its range: an object stands for it then. None: it has.
fn fits(f: &mut Func, v: Val, x: Val) -> Option<[Val; 3]> {
    let (lo, hi) = (f.inst(v).lo, f.inst(v).hi);
    if f.ty(x) != Ty::Int || f.inst(x).lo >= lo && f.inst(x).hi <= hi {
        return None;
    }
    let (by, size) = (f.constant(Ty::Int, -lo), f.constant(Ty::Int, hi - lo + 1));
    let above = f.push(Opc::IAdd, Ty::Int, &[x, by]);
    let inside = f.push(Opc::ULess, Ty::Bool, &[above, size]);
    let guard = f.push(Opc::Guard, Ty::None, &[inside]);
    let exit = f.inst(v).exit;
    let i = &mut f.insts[guard as usize];
    (i.imm, i.exit) = (1, exit);
    Some([above, inside, guard])
}
