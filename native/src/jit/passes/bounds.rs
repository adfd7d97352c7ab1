//! Bounds of indexes that count with a loop: checked once before it, for the last turn, instead of in each turn.

use super::graph::Graph;
use super::induction::{arguments, linear};
use crate::jit::ExitReason;
use crate::jit::build::{CC_EQ, CC_GE, CC_GT, CC_LE, CC_LT, CC_NE};
use crate::jit::ir::*;

/// Most that an index may lie above the loop's counter.
const FARTHEST: i64 = 1 << 20;

/// A parameter of a loop's header that counts up by one, below `end` in every turn if it is so in the first.
struct Counter {
    param: Val,
    first: Val,
    end: Val,
}

/// `state`: of exits from the block `before` the loop; `inside`: the values that the loop defines.
pub fn bounds(
    f: &mut Func,
    g: &Graph,
    header: BlockId,
    before: BlockId,
    state: StateId,
    inside: &dyn Fn(Val) -> bool,
    always: &[BlockId],
) {
    let Some(counter) = (0..f.blocks[header].params.len()).find_map(|k| counter(f, g, header, before, k, inside))
    else {
        return;
    };
    let mut checked: Vec<(Val, i64)> = Vec::new();
    for &b in always {
        let insts = std::mem::take(&mut f.blocks[b].insts);
        let mut kept = Vec::with_capacity(insts.len());
        for v in insts {
            match index(f, v, counter.param).filter(|x| !inside(x.0)) {
                Some(check) => {
                    if !checked.contains(&check) {
                        checked.push(check);
                    }
                }
                None => kept.push(v),
            }
        }
        f.blocks[b].insts = kept;
    }
    if checked.is_empty() {
        return;
    }
    let guard = |f: &mut Func, cond: Val| {
        let v = f.push(Opc::Guard, Ty::None, &[cond]);
        f.insts[v as usize].imm = 1;
        f.insts[v as usize].exit = Some((state, ExitReason::Bounds));
        f.blocks[before].insts.extend([cond, v]);
    };
    let some = f.push(Opc::ICmp, Ty::Bool, &[counter.first, counter.end]);
    f.insts[some as usize].imm = CC_LT;
    guard(f, some);
    for (len, by) in checked {
        let mut last = counter.end;
        if by != 1 {
            let by = f.constant(Ty::Int, by - 1);
            last = f.push(Opc::IAdd, Ty::Int, &[counter.end, by]);
            f.blocks[before].insts.push(last);
        }
        let fits = f.push(Opc::ULess, Ty::Bool, &[last, len]);
        guard(f, fits);
    }
}

/// Of a guard that the loop's counter plus a number is below a length: both.
fn index(f: &Func, v: Val, counter: Val) -> Option<(Val, i64)> {
    let i = f.inst(v);
    let below = i.op == Opc::Guard && i.imm == 1 && i.exit.is_some_and(|x| x.1 == ExitReason::Bounds);
    let cond = f.inst(*i.args.first().filter(|_| below)?);
    if cond.op != Opc::ULess {
        return None;
    }
    let x = linear(f, cond.args[0]);
    let near = x.root == counter && x.plus == NIL && (0..=FARTHEST).contains(&x.by);
    near.then_some((cond.args[1], x.by))
}

fn counter(
    f: &Func,
    g: &Graph,
    header: BlockId,
    before: BlockId,
    k: usize,
    inside: &dyn Fn(Val) -> bool,
) -> Option<Counter> {
    let param = f.blocks[header].params[k];
    let (first, turns) = arguments(f, g, header, before, k);
    let next = |v: Val| {
        let x = linear(f, v);
        x.root == param && x.plus == NIL && x.by == 1
    };
    let [turn] = turns[..] else {
        return None;
    };
    if f.ty(param) != Ty::Int || f.inst(first).lo < 0 || !next(turn) {
        return None;
    }
    let back = g.preds[header].iter().copied().find(|&p| p != before)?;
    // The test stands in the block of the back-edge or alone before it.
    let (test, to) = match (&f.blocks[back].term, &g.preds[back][..]) {
        (Term::Branch { .. }, _) => (back, header),
        (Term::Jump(_), &[test]) => (test, back),
        _ => return None,
    };
    let Term::Branch { cond, yes, no } = &f.blocks[test].term else {
        return None;
    };
    let i = f.inst(*cond);
    if i.op != Opc::ICmp || yes.to == no.to {
        return None;
    }
    let cc = if yes.to == to {
        i.imm
    } else {
        [CC_GE, CC_GT, CC_NE, CC_EQ, CC_LE, CC_LT][i.imm as usize]
    };
    let (a, b) = (i.args[0], i.args[1]);
    let end = match cc {
        CC_NE | CC_LT if next(a) => b,
        CC_NE | CC_GT if next(b) => a,
        _ => return None,
    };
    (!inside(end)).then_some(Counter { param, first, end })
}
