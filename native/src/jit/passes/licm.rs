//! Loop-invariant code motion: what does not change in a loop is computed before it. A guard that would fail in every turn
//! leaves before the first one then, if every turn gets to it.

use super::bounds::bounds;
use super::carry::carry;
use super::graph::{Graph, bit};
use super::repair::repair;
use super::turns::Loop;
use crate::jit::ir::*;

/// May it be computed although the program does not get there? Loads with an index may not: nothing has checked it.
pub(super) fn movable(f: &Func, v: Val, killed: u16) -> bool {
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
pub(super) fn sound_address(f: &Func, v: Val) -> bool {
    let i = f.inst(v);
    match i.op {
        Opc::ConstInt | Opc::FrameBase => true,
        Opc::Ref => matches!(f.ty(i.args[0]), Ty::Obj(_)) || f.inst(i.args[0]).op == Opc::ConstVal,
        Opc::Ld32 => sound_address(f, i.args[0]),
        _ => false,
    }
}

/// Does it always do the same with the same arguments, leaving aside that it may exit?
pub(super) fn guards(f: &Func, v: Val) -> bool {
    use Opc::*;
    let i = f.inst(v);
    i.exit.is_some_and(|(_, why)| why.is_wrong_guess())
        && matches!(
            i.op,
            Guard | GuardBits | GuardKind | UnboxInt | UnboxFloat | UnboxNum | UnboxBool | IAdd | ISub | IMul
        )
}

/// The blocks that define values.
fn note_homes(f: &Func, home: &mut Vec<BlockId>, blocks: &[BlockId]) {
    home.resize(f.insts.len(), usize::MAX);
    for &b in blocks {
        let block = &f.blocks[b];
        block
            .params
            .iter()
            .chain(&block.insts)
            .for_each(|&v| home[v as usize] = b);
    }
}

/// Is a value defined in the blocks that are `inside`?
fn within(home: &[BlockId], inside: &[bool]) -> impl Fn(Val) -> bool {
    move |v| home.get(v as usize).is_some_and(|&b| b != usize::MAX && inside[b])
}

pub fn licm(f: &mut Func) {
    let g = Graph::new(f);
    let mut home = Vec::new();
    note_homes(f, &mut home, &g.order);
    // Blocks before loops: most ways through their surroundings lead to the loops.
    let mut entries: Vec<BlockId> = Vec::new();
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
        let state = f.blocks[*header].before_loop.take();
        let backs: Vec<BlockId> = g.preds[*header].iter().copied().filter(|p| body.contains(p)).collect();
        let always = |b: BlockId| backs.iter().all(|&back| g.dominates(b, back));
        let mut blocks = body.clone();
        blocks.sort_by_key(|&b| g.index[b]);
        for b in blocks {
            let often = always(b) || entries.contains(&b) && always(g.idom[b]);
            let insts = std::mem::take(&mut f.blocks[b].insts);
            let mut kept = Vec::with_capacity(insts.len());
            for v in insts {
                let invariant = f
                    .inst(v)
                    .args
                    .iter()
                    .all(|&a| a == NIL || home[a as usize] == usize::MAX || !inside[home[a as usize]]);
                let exit = state.filter(|_| often && guards(f, v));
                if invariant && (exit.is_some() || movable(f, v, killed)) {
                    if let (Some(state), Some((_, why))) = (exit, f.inst(v).exit) {
                        f.insts[v as usize].exit = Some((state, why));
                    }
                    f.blocks[before].insts.push(v);
                    home[v as usize] = before;
                } else {
                    kept.push(v);
                }
            }
            f.blocks[b].insts = kept;
        }
        if let Some(state) = state {
            let always: Vec<BlockId> = body.iter().copied().filter(|&b| always(b)).collect();
            bounds(f, &g, *header, before, state, &within(&home, &inside), &always);
            note_homes(f, &mut home, &[before]);
            if let Some(l) = Loop::new(f, &g, (*header, body), before, state, &always) {
                repair(f, &g, &l, &within(&home, &inside));
                note_homes(f, &mut home, body);
                note_homes(f, &mut home, &[before]);
                carry(f, &g, &l, &within(&home, &inside));
                note_homes(f, &mut home, body);
                note_homes(f, &mut home, &[before]);
            }
        }
        entries.push(before);
    }
}
