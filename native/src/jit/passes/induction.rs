//! Induction variables: a loop's variable that always lies a fixed distance from another one, or whose sum with another one
//! stays the same, is computed from that one where it is needed, which is mostly exits. `for k in range(n)` carries `k` then, and
//! neither the next item nor the number of turns left.

use super::graph::{Graph, edges, edges_mut};
use crate::jit::build::{CC_EQ, CC_NE};
use crate::jit::ir::*;

/// `root` + `plus` + `by`, where NIL stands for 0.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Linear {
    pub root: Val,
    pub plus: Val,
    pub by: i64,
}

pub(super) fn linear(f: &Func, mut v: Val) -> Linear {
    let mut by: i64 = 0;
    loop {
        let i = f.inst(v);
        let constant = |k: usize| Some(f.inst(i.args[k])).filter(|c| c.op == Opc::ConstInt).map(|c| c.imm);
        // With an exit or a narrow range the sum does not wrap.
        let sum = match i.op {
            Opc::Refine => Some(0),
            Opc::IAdd => constant(1),
            Opc::ISub => constant(1).and_then(i64::checked_neg),
            _ => None,
        };
        match sum.and_then(|n| by.checked_add(n)) {
            Some(n) => (v, by) = (i.args[0], n),
            None => break,
        }
    }
    let i = f.inst(v);
    match i.op {
        Opc::ConstInt if by.checked_add(i.imm).is_some() => Linear {
            root: NIL,
            plus: NIL,
            by: by + i.imm,
        },
        Opc::IAdd => {
            let first = linear(f, i.args[0]);
            let (root, plus) = (first.root, i.args[1]);
            match by.checked_add(first.by) {
                Some(by) if first.plus == NIL => Linear { root, plus, by },
                _ => Linear { root: v, plus: NIL, by },
            }
        }
        _ => Linear { root: v, plus: NIL, by },
    }
}

/// Arguments of parameter `k` of `header`: on the way in, and at the back-edges.
pub(super) fn arguments(f: &Func, g: &Graph, header: BlockId, before: BlockId, k: usize) -> (Val, Vec<Val>) {
    let mut first = NIL;
    let mut turns = Vec::new();
    let mut preds = g.preds[header].clone();
    preds.sort_unstable();
    preds.dedup();
    for p in preds {
        for e in edges(&f.blocks[p].term).into_iter().filter(|e| e.to == header) {
            if p == before {
                first = e.args[k];
            } else {
                turns.push(e.args[k]);
            }
        }
    }
    (first, turns)
}

pub fn induction(f: &mut Func) {
    let g = Graph::new(f);
    for (header, body) in &g.loops {
        let outside: Vec<BlockId> = g.preds[*header].iter().copied().filter(|p| !body.contains(p)).collect();
        let [before] = outside[..] else {
            continue;
        };
        if matches!(f.blocks[before].term, Term::Jump(_)) {
            reduce(f, &g, *header, before);
        }
    }
}

/// Takes parameters of `header` away, which `before` leads to.
fn reduce(f: &mut Func, g: &Graph, header: BlockId, before: BlockId) {
    let mut b = 1;
    while b < f.blocks[header].params.len() {
        let found = (0..b).find_map(|a| distance(f, g, header, before, (a, b)));
        match found {
            Some((from, plus, by)) => {
                let mut sum = vec![from, plus];
                if plus == NIL {
                    sum = vec![from, f.constant(Ty::Int, by)];
                }
                replace(f, g, header, b, Opc::IAdd, sum);
            }
            None => match (0..b).find(|&a| mirrors(f, g, header, before, (a, b))) {
                Some(a) => mirror(f, g, header, before, (a, b)),
                None => b += 1,
            },
        }
    }
}

/// If parameter `b` is always parameter `a` plus something that does not change: `a`, and what (a value, or else a number).
fn distance(f: &Func, g: &Graph, header: BlockId, before: BlockId, (a, b): (usize, usize)) -> Option<(Val, Val, i64)> {
    let (pa, pb) = (f.blocks[header].params[a], f.blocks[header].params[b]);
    if f.ty(pa) != Ty::Int || f.ty(pb) != Ty::Int {
        return None;
    }
    let ((a0, a1), (b0, b1)) = (arguments(f, g, header, before, a), arguments(f, g, header, before, b));
    let between = |x: Val, y: Val| {
        let (x, y) = (linear(f, x), linear(f, y));
        let same = x.root == y.root && (x.plus == NIL || x.plus == y.plus);
        let plus = if x.plus == y.plus { NIL } else { y.plus };
        // Either a value or a number.
        let by = y.by.checked_sub(x.by).filter(|&n| plus == NIL || n == 0)?;
        same.then_some((plus, by))
    };
    let d = between(a0, b0)?;
    let always = a1.iter().zip(&b1).all(|(&x, &y)| between(x, y) == Some(d));
    always.then_some((pa, d.0, d.1))
}

/// Does parameter `b` go down by what `a` goes up, and only states and tests for 0 need it?
fn mirrors(f: &Func, g: &Graph, header: BlockId, before: BlockId, (a, b): (usize, usize)) -> bool {
    let (pa, pb) = (f.blocks[header].params[a], f.blocks[header].params[b]);
    if f.ty(pa) != Ty::Int || f.ty(pb) != Ty::Int {
        return false;
    }
    let ((a0, a1), (b0, b1)) = (arguments(f, g, header, before, a), arguments(f, g, header, before, b));
    let small = |v: Val| f.inst(v).lo >= -(1 << 60) && f.inst(v).hi <= 1 << 60;
    let opposite = a1.iter().zip(&b1).all(|(&x, &y)| {
        let (x, y) = (linear(f, x), linear(f, y));
        x.root == pa && y.root == pb && x.plus == NIL && y.plus == NIL && x.by == -y.by
    });
    let needless = || {
        g.order.iter().flat_map(|&b| &f.blocks[b].insts).all(|&v| {
            let i = f.inst(v);
            !i.args.contains(&pb) || matches!(i.op, Opc::ISub | Opc::Refine) || tests_zero(f, i)
        })
    };
    small(a0) && small(b0) && opposite && needless()
}

/// Is it a comparison of its first operand with 0, for equality?
fn tests_zero(f: &Func, i: &Inst) -> bool {
    let zero = |v: Val| f.inst(v).op == Opc::ConstInt && f.inst(v).imm == 0;
    i.op == Opc::ICmp && matches!(i.imm, CC_EQ | CC_NE) && zero(i.args[1])
}

/// Makes parameter `b` what is left of the sum that it had with `a` at first. A number in that sum is added to `a` instead,
/// which `a` + 1 is there for as a rule.
fn mirror(f: &mut Func, g: &Graph, header: BlockId, before: BlockId, (a, b): (usize, usize)) {
    let (pa, pb) = (f.blocks[header].params[a], f.blocks[header].params[b]);
    let (a0, b0) = (
        arguments(f, g, header, before, a).0,
        arguments(f, g, header, before, b).0,
    );
    let (x, y) = (linear(f, a0), linear(f, b0));
    let add = |f: &mut Func, x: Val, y: Val| {
        let sum = f.push(Opc::IAdd, Ty::Int, &[x, y]);
        f.blocks[before].insts.push(sum);
        sum
    };
    let (sum, by) = match (x.root, y.root, x.by.checked_add(y.by)) {
        _ if x.plus != NIL || y.plus != NIL => (add(f, a0, b0), 0),
        (NIL, NIL, _) | (_, _, None) => (add(f, a0, b0), 0),
        (root, NIL, Some(by)) | (NIL, root, Some(by)) => (root, by),
        (x, y, Some(by)) => (add(f, x, y), by),
    };
    let mut from = pa;
    if by != 0 {
        let constant = f.constant(Ty::Int, by.wrapping_neg());
        from = f.push(Opc::IAdd, Ty::Int, &[pa, constant]);
    }
    for v in 0..f.insts.len() {
        if f.insts[v].args.first() == Some(&pb) && tests_zero(f, &f.insts[v]) {
            f.insts[v].args = vec![sum, from];
        }
    }
    replace(f, g, header, b, Opc::ISub, vec![sum, from]);
    if by != 0 {
        f.blocks[header].insts.insert(0, from);
    }
}

/// Makes parameter `k` an instruction.
fn replace(f: &mut Func, g: &Graph, header: BlockId, k: usize, op: Opc, args: Vec<Val>) {
    let v = f.blocks[header].params.remove(k);
    let mut preds = g.preds[header].clone();
    preds.sort_unstable();
    preds.dedup();
    for p in preds {
        for e in edges_mut(&mut f.blocks[p].term).into_iter().filter(|e| e.to == header) {
            e.args.remove(k);
        }
    }
    f.blocks[header].insts.insert(0, v);
    let i = &mut f.insts[v as usize];
    (i.op, i.args) = (op, args);
}
