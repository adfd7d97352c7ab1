//! Allocation sinking: a tuple, list or instance that only states name is not made in the region; an exit that needs it makes it.
//! One that a loop carries to its next turn for states alone (a variable that is always assigned before it is read, but
//! could be seen after an exit) is carried as its items, with a flag that says whether there is one yet.

use std::collections::HashSet;

use super::dead;
use super::graph::{Graph, edges, edges_mut};
use crate::jit::exits::SCRATCH;
use crate::jit::ir::*;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    Inst(Val),
    /// Parameter of a block.
    Param(Val),
    Other,
}

pub fn sink(f: &mut Func) {
    dead(f);
    let g = Graph::new(f);
    let uses = uses(f, &g);
    let mut made: HashSet<Val> = HashSet::new();
    let mut carried: Vec<(BlockId, Val)> = Vec::new();
    for &b in &g.order {
        made.extend(f.blocks[b].insts.iter().filter(|&&v| f.inst(v).op.makes()));
        let params = f.blocks[b].params.iter();
        carried.extend(params.filter(|&&p| boxed(f.ty(p))).map(|&p| (b, p)));
    }
    if made.is_empty() {
        return;
    }
    // Both sets start with all that could be and lose what cannot until nothing changes.
    loop {
        let before = (made.len(), carried.len());
        carried.retain(|&(b, p)| {
            uses[p as usize].iter().all(|&u| u == Use::Param(p)) && carries(f, &g, b, p, &made).is_some()
        });
        let params: HashSet<Val> = carried.iter().map(|c| c.1).collect();
        let kept: Vec<Val> = made
            .iter()
            .copied()
            .filter(|&v| {
                // Two parameters would make two objects of one.
                let mut carrier = None;
                uses[v as usize].iter().all(|u| match u {
                    Use::Inst(user) => made.contains(user),
                    Use::Param(p) => params.contains(p) && *carrier.get_or_insert(*p) == *p,
                    Use::Other => false,
                })
            })
            .collect();
        made = kept.into_iter().collect();
        for s in &f.states {
            let named: HashSet<Val> = s.items.iter().map(|i| i.1).collect();
            let words = |v: &Val| match carried.iter().find(|c| c.1 == *v) {
                Some(&(b, p)) => carries(f, &g, b, p, &made).map_or(0, |v| f.inst(v).args.len() + 1),
                None if made.contains(v) => size(f, *v, &made),
                None => 0,
            };
            if named.iter().map(words).sum::<usize>() + 3 * s.virtuals.len() > SCRATCH {
                made.retain(|v| !named.contains(v));
                carried.retain(|c| !named.contains(&c.1));
            }
        }
        if (made.len(), carried.len()) == before {
            break;
        }
    }
    for (b, p) in carried {
        if let Some(v) = carries(f, &g, b, p, &made) {
            carry_items(f, &g, b, p, v);
        }
    }
    for block in &mut f.blocks {
        block.insts.retain(|v| !made.contains(v));
    }
    f.sunk.extend(made);
}

fn boxed(ty: Ty) -> bool {
    matches!(ty, Ty::Boxed | Ty::Obj(_))
}

/// Words that an exit needs for `v`, with the objects within.
fn size(f: &Func, v: Val, made: &HashSet<Val>) -> usize {
    let inner = |a: &Val| if made.contains(a) { size(f, *a, made) } else { 1 };
    f.inst(v).args.iter().map(inner).sum()
}

/// The one object that edges bring for parameter `p` of `b`.
fn carries(f: &Func, g: &Graph, b: BlockId, p: Val, made: &HashSet<Val>) -> Option<Val> {
    let k = f.blocks[b].params.iter().position(|&x| x == p)?;
    let mut found = None;
    for &from in &g.preds[b] {
        for e in edges(&f.blocks[from].term).into_iter().filter(|e| e.to == b) {
            let a = e.args[k];
            if made.contains(&a) && found.replace(a).is_some_and(|other| other != a) {
                return None;
            }
        }
    }
    found.filter(|&v| f.inst(v).args.iter().all(|a| !made.contains(a)))
}

/// Replaces parameter `p` of `b` by a flag, what it is if it is not `object`, and the object's items.
fn carry_items(f: &mut Func, g: &Graph, b: BlockId, p: Val, object: Val) {
    let Some(k) = f.blocks[b].params.iter().position(|&x| x == p) else {
        return;
    };
    let (yes, no) = (f.constant(Ty::Bool, 1), f.constant(Ty::Bool, 0));
    let none = f.constant(Ty::Boxed, 0);
    let items = f.inst(object).args.clone();
    let varying: Vec<Val> = items.iter().copied().filter(|&a| !is_constant(f, a)).collect();
    let unset: Vec<Val> = varying.iter().map(|&a| f.constant(f.ty(a), 0)).collect();
    let (flag, other) = (param(f, no), param(f, none));
    let params: Vec<Val> = varying.iter().map(|&a| param(f, a)).collect();
    let block = &mut f.blocks[b].params;
    block.remove(k);
    block.extend([flag, other]);
    block.extend(&params);
    let mut preds = g.preds[b].clone();
    preds.sort_unstable();
    preds.dedup();
    for from in preds {
        for e in edges_mut(&mut f.blocks[from].term).into_iter().filter(|e| e.to == b) {
            let a = e.args.remove(k);
            let (first, rest) = match a {
                a if a == object => ([yes, none], &varying),
                a if a == p => ([flag, other], &params),
                a => ([no, a], &unset),
            };
            e.args.extend(first);
            e.args.extend(rest);
        }
    }
    let mut args = vec![flag, other];
    let mut new = params.into_iter();
    args.extend(
        items
            .iter()
            .map(|&a| if is_constant(f, a) { a } else { new.next().unwrap_or(a) }),
    );
    let made = f.inst(object).made();
    let i = &mut f.insts[p as usize];
    (i.op, i.args, i.imm) = (Opc::Either, args, made);
    f.sunk.insert(p);
}

fn is_constant(f: &Func, v: Val) -> bool {
    matches!(
        f.inst(v).op,
        Opc::ConstInt | Opc::ConstFloat | Opc::ConstBool | Opc::ConstVal
    )
}

/// A block parameter like `v`.
fn param(f: &mut Func, v: Val) -> Val {
    let i = f.inst(v);
    let (ty, range) = (if boxed(i.ty) { Ty::Boxed } else { i.ty }, (i.lo.min(0), i.hi.max(0)));
    let p = f.push(Opc::Param, ty, &[]);
    let i = &mut f.insts[p as usize];
    (i.lo, i.hi) = range;
    p
}

/// What uses each value, apart from states.
fn uses(f: &Func, g: &Graph) -> Vec<Vec<Use>> {
    let mut uses = vec![Vec::new(); f.insts.len()];
    let mut note = |v: Val, u: Use| {
        if v != NIL {
            uses[v as usize].push(u);
        }
    };
    for &b in &g.order {
        let block = &f.blocks[b];
        for &v in &block.insts {
            let u = if f.inst(v).op.makes() { Use::Inst(v) } else { Use::Other };
            f.inst(v).args.iter().for_each(|&a| note(a, u));
        }
        for e in edges(&block.term) {
            let params = &f.blocks[e.to].params;
            e.args.iter().zip(params).for_each(|(&a, &p)| note(a, Use::Param(p)));
        }
        match block.term {
            Term::Branch { cond, .. } => note(cond, Use::Other),
            Term::Return(v) | Term::Yield(v, _) => note(v, Use::Other),
            _ => {}
        }
    }
    uses
}
