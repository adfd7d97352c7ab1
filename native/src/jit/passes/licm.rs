//! Loop-invariant code motion: what cannot fail and does not change in a loop is computed before it.

use super::graph::{Graph, bit};
use crate::jit::ir::*;

/// May it be computed although the program does not get there? Loads with an index may not: nothing has checked it.
fn movable(f: &Func, v: Val, killed: u16) -> bool {
    let i = f.inst(v);
    if i.exit.is_some() || i.mem == Mem::Ctx {
        return false;
    }
    match i.op {
        Opc::Ld32 | Opc::Ld32S => killed & bit(i.mem) == 0 && sound_address(f, i.args[0]),
        Opc::LdVal => {
            killed & bit(i.mem) == 0 && sound_address(f, i.args[0]) && i.args.get(1).is_none_or(|&x| x == NIL)
        }
        Opc::IFloorDiv | Opc::IMod | Opc::Box => false,
        Opc::CharAt | Opc::CharCode | Opc::StrEq | Opc::StrIsChar => false,
        Opc::ConstInt | Opc::ConstFloat | Opc::ConstBool | Opc::ConstVal => false,
        op => op.pure(),
    }
}

/// Is this the heap offset of an object wherever it is computed? A `Ref` of what a guard in the loop still has to prove
/// an object could be any number.
fn sound_address(f: &Func, v: Val) -> bool {
    let i = f.inst(v);
    match i.op {
        Opc::ConstInt | Opc::FrameBase => true,
        Opc::Ref => matches!(f.ty(i.args[0]), Ty::Obj(_)) || f.inst(i.args[0]).op == Opc::ConstVal,
        Opc::Ld32 => sound_address(f, i.args[0]),
        _ => false,
    }
}

pub fn licm(f: &mut Func) {
    let g = Graph::new(f);
    let mut home = vec![usize::MAX; f.insts.len()];
    for &b in &g.order {
        let block = &f.blocks[b];
        block
            .params
            .iter()
            .chain(&block.insts)
            .for_each(|&v| home[v as usize] = b);
    }
    for (header, body) in &g.loops {
        let outside: Vec<BlockId> = g.preds[*header].iter().copied().filter(|p| !body.contains(p)).collect();
        let [before] = outside[..] else {
            continue;
        };
        if !matches!(f.blocks[before].term, Term::Jump(_)) {
            continue;
        }
        let mut inside = vec![false; f.blocks.len()];
        body.iter().for_each(|&b| inside[b] = true);
        let killed = g.kills[*header];
        let mut blocks = body.clone();
        blocks.sort_by_key(|&b| g.index[b]);
        for b in blocks {
            let insts = std::mem::take(&mut f.blocks[b].insts);
            let mut kept = Vec::with_capacity(insts.len());
            for v in insts {
                let invariant = f
                    .inst(v)
                    .args
                    .iter()
                    .all(|&a| a == NIL || home[a as usize] == usize::MAX || !inside[home[a as usize]]);
                if invariant && movable(f, v, killed) {
                    f.blocks[before].insts.push(v);
                    home[v as usize] = before;
                } else {
                    kept.push(v);
                }
            }
            f.blocks[b].insts = kept;
        }
    }
}
