//! Appending in place: a str that a loop makes longer turn by turn (`s += x`) and that nothing else sees meanwhile need not
//! be made anew each time. Its concatenations become appends, told by a flag whether the str is one of the loop's own: what
//! comes from outside the loop, and what a concatenation gave back unchanged, others may have as well.

use std::collections::{HashMap, HashSet};

use super::graph::{Graph, edges, edges_mut};
use crate::jit::helpers::Helper;
use crate::jit::ir::*;

pub fn append(f: &mut Func) {
    let concat = |i: &Inst| i.op == Opc::Call && i.imm == Helper::StrConcat as i64;
    if !f.insts.iter().any(concat) {
        return;
    }
    let g = Graph::new(f);
    for (header, body) in &g.loops {
        for p in f.blocks[*header].params.clone() {
            if let Some(members) = members(f, *header, body, p) {
                rewrite(f, *header, &members);
            }
        }
    }
}

/// The values that parameter `p` of the loop takes on: itself, merged, guarded, made longer. None: something in the loop may see one
/// of them after the next was made of it.
fn members(f: &Func, header: BlockId, body: &[BlockId], p: Val) -> Option<Vec<Val>> {
    let mut members = vec![p];
    let mut grows = false;
    let mut k = 0;
    while let Some(&m) = members.get(k) {
        k += 1;
        let mut add = |v: Val| {
            if !members.contains(&v) {
                members.push(v);
            }
        };
        for &b in body {
            for &x in &f.blocks[b].insts {
                let i = f.inst(x);
                if !i.args.contains(&m) {
                    continue;
                }
                match i.op {
                    Opc::GuardKind => add(x),
                    Opc::Call if i.imm == Helper::StrConcat as i64 && i.args[0] == m && i.args[1] != m => {
                        grows = true;
                        add(x);
                    }
                    _ => return None,
                }
            }
            for e in edges(&f.blocks[b].term).into_iter().filter(|e| body.contains(&e.to)) {
                let params = f.blocks[e.to].params.iter();
                e.args.iter().zip(params).filter(|x| *x.0 == m).for_each(|x| add(*x.1));
            }
            if matches!(f.blocks[b].term, Term::Return(v) | Term::Yield(v, _) if v == m) {
                return None;
            }
        }
    }
    // Merged, they are merged with each other only; the loop's own variable is the only one with a next turn.
    for &b in body {
        for e in edges(&f.blocks[b].term) {
            for (a, q) in e.args.iter().zip(&f.blocks[e.to].params) {
                let other_loop = *q != p && f.blocks[e.to].loop_header.is_some();
                if members.contains(q) && (!members.contains(a) || other_loop) {
                    return None;
                }
            }
        }
    }
    let outdated = |&c: &Val| {
        f.inst(c).op == Opc::Call
            && (members.contains(&f.inst(c).args[1]) || seen_later(f, header, body, p, &members, c))
    };
    (grows && !members.iter().any(outdated)).then_some(members)
}

/// When `c` has made its str longer, does anything in the same turn name one of the members that was this str before?
fn seen_later(f: &Func, header: BlockId, body: &[BlockId], p: Val, members: &[Val], c: Val) -> bool {
    // What the longer str becomes.
    let mut newer = vec![c];
    let mut k = 0;
    while let Some(&x) = newer.get(k) {
        k += 1;
        let made = |m: &&Val| f.inst(**m).op != Opc::Param && f.inst(**m).args[0] == x;
        let mut next: Vec<Val> = members.iter().filter(made).copied().collect();
        for &b in body {
            for e in edges(&f.blocks[b].term) {
                let params = f.blocks[e.to].params.iter();
                next.extend(
                    e.args
                        .iter()
                        .zip(params)
                        .filter(|a| *a.0 == x && *a.1 != p)
                        .map(|a| *a.1),
                );
            }
        }
        next.retain(|n| !newer.contains(n));
        newer.extend(next);
    }
    let old = |v: &Val| members.contains(v) && !newer.contains(v);
    let names = |s: StateId| {
        let s = &f.states[s as usize];
        s.items.iter().any(|i| old(&i.1)) || s.virtuals.iter().any(|v| v.2.iter().any(old))
    };
    let named = |b: BlockId, from: usize| {
        let block = &f.blocks[b];
        let at_end = match block.term {
            Term::Exit(s, _) => names(s),
            Term::Return(v) | Term::Yield(v, _) => old(&v),
            _ => edges(&block.term).into_iter().any(|e| e.args.iter().any(old)),
        };
        let inst = |&x: &Val| f.inst(x).args.iter().any(old) || f.inst(x).exit.is_some_and(|e| names(e.0));
        at_end || block.insts[from..].iter().any(inst)
    };
    let Some((at, b)) = body
        .iter()
        .find_map(|&b| Some((f.blocks[b].insts.iter().position(|&x| x == c)?, b)))
    else {
        return true;
    };
    let mut reached: HashSet<BlockId> = HashSet::new();
    let mut work: Vec<BlockId> = vec![b];
    while let Some(from) = work.pop() {
        let next = edges(&f.blocks[from].term).into_iter().map(|e| e.to);
        work.extend(next.filter(|&to| to != header && reached.insert(to)));
    }
    named(b, at + 1) || reached.iter().any(|&to| named(to, 0))
}

/// Makes appends of the concatenations among `members`, with flags beside the parameters.
fn rewrite(f: &mut Func, header: BlockId, members: &[Val]) {
    let (yes, no) = (f.constant(Ty::Bool, 1), f.constant(Ty::Bool, 0));
    let mut flags: HashMap<Val, Val> = HashMap::new();
    let params: Vec<Val> = members
        .iter()
        .copied()
        .filter(|&m| f.inst(m).op == Opc::Param)
        .collect();
    for m in params {
        flags.insert(m, f.push(Opc::Param, Ty::Bool, &[]));
    }
    // Concatenations and guards in an order in which the flags of their operands are known.
    let mut rest: Vec<Val> = members.iter().copied().filter(|m| !flags.contains_key(m)).collect();
    let mut after: HashMap<Val, Vec<Val>> = HashMap::new();
    while !rest.is_empty() {
        let before = rest.len();
        rest.retain(|&x| {
            let i = f.inst(x);
            let Some(&owned) = flags.get(&i.args[0]) else {
                return true;
            };
            if i.op == Opc::GuardKind {
                flags.insert(x, owned);
                return false;
            }
            let (a, b) = (i.args[0], i.args[1]);
            let word = f.push(Opc::BoolToInt, Ty::Int, &[owned]);
            let i = &mut f.insts[x as usize];
            (i.imm, i.args) = (Helper::StrAppend as i64, vec![a, b, word]);
            // A new str is the loop's own from now on.
            let same_a = f.push(Opc::BitsEq, Ty::Bool, &[x, a]);
            let same_b = f.push(Opc::BitsEq, Ty::Bool, &[x, b]);
            let other_b = f.push(Opc::BNot, Ty::Bool, &[same_b]);
            let new = f.push(Opc::Select, Ty::Bool, &[same_a, no, other_b]);
            let own = f.push(Opc::Select, Ty::Bool, &[owned, yes, new]);
            flags.insert(x, own);
            after.insert(x, vec![word, same_a, same_b, other_b, new, own]);
            false
        });
        if rest.len() == before {
            break;
        }
    }
    for b in 0..f.blocks.len() {
        let insts = std::mem::take(&mut f.blocks[b].insts);
        for x in insts {
            let new = after.remove(&x).unwrap_or_default();
            let block = &mut f.blocks[b].insts;
            // The flag as a number goes before, all others after.
            block.extend(new.first());
            block.push(x);
            block.extend(new.iter().skip(1));
        }
        let params = f.blocks[b].params.clone();
        f.blocks[b].params.extend(params.iter().filter_map(|p| flags.get(p)));
    }
    for b in 0..f.blocks.len() {
        let mut term = std::mem::replace(&mut f.blocks[b].term, Term::Open);
        for e in edges_mut(&mut term) {
            let given = e.args.len();
            for k in 0..given {
                if flags.contains_key(&f.blocks[e.to].params[k]) {
                    let flag = flags.get(&e.args[k]).copied();
                    e.args.push(flag.unwrap_or(no));
                }
            }
        }
        f.blocks[b].term = term;
    }
    debug_assert!(f.blocks[header].params.len() >= 2);
}
