//! A value of an attribute or cell that is guarded not to be unbound, and then to be of some type, is guarded once, to be of that type.

use crate::heap::Value;
use crate::jit::ir::*;

pub fn attributes(f: &mut Func) {
    for b in 0..f.blocks.len() {
        let mut insts = std::mem::take(&mut f.blocks[b].insts);
        let mut at = 0;
        while at < insts.len() {
            if let Some((guarded, state)) = guards_bound(f, insts[at])
                && let Some(later) = insts[at..].iter().position(|&u| types(f, u, guarded))
            {
                let typed = insts.remove(at + later);
                insts[at] = typed;
                if let Some((counted, why)) = f.inst(typed).exit {
                    let mut before = f.states[state as usize].clone();
                    before.site = Some(f.site(counted));
                    f.states.push(before);
                    f.insts[typed as usize].exit = Some(((f.states.len() - 1) as StateId, why));
                }
            }
            at += 1;
        }
        f.blocks[b].insts = insts;
    }
}

/// The value that the instruction guards not to be unbound, and the guard's state.
fn guards_bound(f: &Func, v: Val) -> Option<(Val, StateId)> {
    let i = f.inst(v);
    let cond = f.inst(*i.args.first()?);
    if i.op != Opc::Guard || i.imm != 0 || cond.op != Opc::BitsEq {
        return None;
    }
    let other = f.inst(cond.args[1]);
    let unbound = other.op == Opc::ConstVal && other.imm == Value::UNBOUND.0 as i64;
    let variable = matches!(f.inst(cond.args[0]).mem, Mem::Slot | Mem::Cell);
    Some((cond.args[0], i.exit?.0)).filter(|_| unbound && variable)
}

/// Does the instruction guard that the value is of some type?
fn types(f: &Func, u: Val, value: Val) -> bool {
    let i = f.inst(u);
    use Opc::*;
    matches!(i.op, UnboxInt | UnboxFloat | UnboxBool | GuardKind) && i.args[0] == value && i.exit.is_some()
}
