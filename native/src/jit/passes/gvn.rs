//! Global value numbering: an instruction that a dominating one has computed already is replaced by it, guards and
//! loads included. A load's number contains the version of its memory class, which changes wherever that may be written.
//! What was stored last is what a load of the place gives.

use std::collections::HashMap;

use super::graph::{Graph, bit, effects};
use crate::heap::Value;
use crate::jit::ir::*;

type Versions = [u32; Mem::COUNT];

#[derive(PartialEq, Eq, Hash)]
struct Key {
    op: Opc,
    args: Vec<Val>,
    imm: i64,
    version: u32,
}

fn numbered(op: Opc) -> bool {
    use Opc::*;
    !matches!(
        op,
        Param
            | Arg
            | ConstInt
            | ConstFloat
            | ConstBool
            | ConstVal
            | Refine
            | LoadSlot
            | StoreSlot
            | St32
            | StVal
            | NewTuple
            | NewList
            | NewInstance
            | NewSlice
            | Either
            | Call
            | DictStore
            | KernelOp
            | CallUnit
            | CallOwn
            | ResumeGenerator
            | Poll
    )
}

/// The number of a load of the place that a store writes.
fn place(f: &Func, store: Val, versions: &Versions) -> Key {
    let i = f.inst(store);
    let index = Some(i.args[1]).filter(|&x| x != NIL);
    Key {
        op: Opc::LdVal,
        args: std::iter::once(i.args[0]).chain(index).collect(),
        imm: i.imm,
        version: versions[i.mem as usize],
    }
}

/// What a guard gives that a value satisfies by the way it was made.
fn certain(f: &Func, i: &Inst) -> Option<Val> {
    let given = f.inst(*i.args.first()?);
    match i.op {
        Opc::UnboxInt | Opc::UnboxFloat | Opc::UnboxBool if given.op == Opc::Box => {
            let x = given.args[0];
            let inner = f.inst(x);
            // Later ones rely on the range.
            let fits = i.ty != Ty::Int || (inner.lo >= i.lo && inner.hi <= i.hi);
            (inner.ty == i.ty && fits).then_some(x)
        }
        Opc::GuardKind if given.ty == i.ty => Some(i.args[0]),
        _ => None,
    }
}

/// Does it guard that a value is not unbound that cannot be?
fn needless(f: &Func, i: &Inst) -> bool {
    let cond = i.args.first().map(|&c| f.inst(c));
    i.op == Opc::Guard
        && i.imm == 0
        && cond.is_some_and(|c| {
            let [of, other] = [0, 1].map(|k| c.args.get(k).map(|&a| f.inst(a)));
            c.op == Opc::BitsEq
                && of.is_some_and(|x| x.op == Opc::Box || matches!(x.ty, Ty::Obj(_)))
                && other.is_some_and(|x| x.op == Opc::ConstVal && x.imm == Value::UNBOUND.0 as i64)
        })
}

pub fn gvn(f: &mut Func) {
    let g = Graph::new(f);
    let mut replaced: Vec<Val> = (0..f.insts.len() as Val).collect();
    let mut fresh = 1;
    let mut ends: Vec<Versions> = vec![[0; Mem::COUNT]; f.blocks.len()];
    // Keys with the blocks that have computed them, as values of a map from key to (block, value), innermost last.
    let mut table: HashMap<Key, Vec<(BlockId, Val)>> = HashMap::new();
    for (k, &b) in g.order.iter().enumerate() {
        let dom = g.idom[b];
        let mut versions = ends[dom];
        let between = &g.order[(g.index[dom] + 1).min(k)..k];
        let mut killed = between.iter().fold(0, |all, &x| all | g.kills[x]);
        let header = g.preds[b].iter().any(|&p| g.index[p] >= k);
        if header {
            killed |= g.kills[b];
        }
        bump(&mut versions, killed, &mut fresh);
        let insts = std::mem::take(&mut f.blocks[b].insts);
        let mut kept = Vec::with_capacity(insts.len());
        for v in insts {
            for a in &mut f.insts[v as usize].args {
                if *a != NIL {
                    *a = replaced[*a as usize];
                }
            }
            let i = &f.insts[v as usize];
            if let Some(known) = certain(f, i) {
                replaced[v as usize] = known;
                continue;
            }
            if needless(f, i) {
                continue;
            }
            if numbered(i.op) && i.mem != Mem::Ctx {
                let key = Key {
                    op: i.op,
                    args: i.args.clone(),
                    imm: i.imm,
                    version: if i.op.loads() { versions[i.mem as usize] } else { 0 },
                };
                let makers = table.entry(key).or_default();
                if let Some(&(_, old)) = makers.iter().find(|m| g.dominates(m.0, b)) {
                    replaced[v as usize] = old;
                    continue;
                }
                makers.push((b, v));
            }
            bump(&mut versions, effects(f, v), &mut fresh);
            if f.inst(v).op == Opc::StVal {
                let stored = f.inst(v).args[2];
                table.entry(place(f, v, &versions)).or_default().push((b, stored));
            }
            kept.push(v);
        }
        f.blocks[b].insts = kept;
        ends[b] = versions;
    }
    substitute(f, &replaced);
}

fn bump(versions: &mut Versions, killed: u16, fresh: &mut u32) {
    for (m, version) in versions.iter_mut().enumerate() {
        if killed >> m & 1 != 0 && m as u16 != Mem::Const as u16 {
            *version = *fresh;
            *fresh += 1;
        }
    }
    debug_assert!(bit(Mem::Const) != 0);
}

/// Puts the replacements into everything that names a value.
pub(super) fn substitute(f: &mut Func, replaced: &[Val]) {
    let new = |v: &mut Val| {
        if *v != NIL {
            *v = replaced[*v as usize];
        }
    };
    f.insts.iter_mut().for_each(|i| i.args.iter_mut().for_each(new));
    for b in &mut f.blocks {
        match &mut b.term {
            Term::Jump(e) => e.args.iter_mut().for_each(new),
            Term::Branch { cond, yes, no } => {
                new(cond);
                yes.args.iter_mut().for_each(new);
                no.args.iter_mut().for_each(new);
            }
            Term::Return(v) | Term::Yield(v, _) => new(v),
            Term::Exit(..) | Term::Enter(_) | Term::Open => {}
        }
    }
    for s in &mut f.states {
        s.items.iter_mut().for_each(|x| new(&mut x.1));
        s.virtuals.iter_mut().for_each(|x| x.2.iter_mut().for_each(new));
    }
}
