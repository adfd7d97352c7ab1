//! Construction: the stores with which a constructor fills a new instance become arguments of its making. So its shape
//! changes in nobody's sight, and an instance that only exits see need not be made (`sink`).

use std::cmp::Ordering;

use super::graph::effects;
use crate::generated::layouts::o_instance;
use crate::jit::ir::*;

pub fn construct(f: &mut Func) {
    for b in 0..f.blocks.len() {
        let insts = f.blocks[b].insts.clone();
        for (k, &v) in insts.iter().enumerate() {
            if f.inst(v).op == Opc::NewInstance && f.inst(v).args.is_empty() {
                fill(f, b, v, &insts[k + 1..]);
            }
        }
    }
}

/// The instance `v` of block `b`, followed by the instructions `rest`.
fn fill(f: &mut Func, b: BlockId, v: Val, rest: &[Val]) {
    let mut refs: Vec<Val> = Vec::new();
    let mut stores: Vec<Val> = Vec::new();
    let mut attributes: Vec<Val> = Vec::new();
    let mut shape = None;
    for &x in rest {
        let i = f.inst(x);
        let into = i.args.first().is_some_and(|a| refs.contains(a));
        match i.op {
            Opc::Ref if i.args[0] == v => refs.push(x),
            Opc::StVal if into && i.mem == Mem::Slot && i.args[1] == NIL && i.args[2] != v => {
                let place = (i.imm - o_instance::SLOTS as i64) as usize / 8;
                match place.cmp(&attributes.len()) {
                    Ordering::Less => attributes[place] = i.args[2],
                    Ordering::Equal => attributes.push(i.args[2]),
                    Ordering::Greater => break,
                }
                stores.push(x);
            }
            Opc::St32
                if into
                    && i.mem == Mem::Shape
                    && i.imm == o_instance::SHAPE as i64
                    && f.inst(i.args[1]).op == Opc::ConstInt =>
            {
                shape = Some(i.args[1]);
                stores.push(x);
            }
            _ => {
                let seen = |s: StateId| {
                    let s = &f.states[s as usize];
                    s.items.iter().any(|item| item.1 == v)
                };
                let used = i.args.iter().any(|a| *a == v || refs.contains(a));
                if used || effects(f, x) != 0 || i.exit.is_some_and(|e| seen(e.0)) {
                    break;
                }
            }
        }
    }
    // Every attribute that is stored first changes the shape.
    let (Some(shape), Some(&last)) = (shape, stores.last()) else {
        return;
    };
    let i = &mut f.insts[v as usize];
    i.args.push(shape);
    i.args.extend(attributes);
    let insts = &mut f.blocks[b].insts;
    insts.retain(|x| *x != v && !refs.contains(x));
    let at = insts.iter().position(|&x| x == last).unwrap_or(insts.len());
    insts.splice(at..at, std::iter::once(v).chain(refs));
    insts.retain(|x| !stores.contains(x));
}
