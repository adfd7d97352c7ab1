//! The interpreter's short way: instructions on exact dicts, sets and strs, without dispatch.

use super::Inst;
use crate::generated::layouts::{ctx, feedback as fb, status};
use crate::generated::opcodes::Op;
use crate::heap::{Kind, Ref, Value};
use crate::objects::Runtime;
use crate::objects::quick::Step;
use crate::objects::spec::CmpOp;

const COMPARE: [CmpOp; 6] = [CmpOp::Lt, CmpOp::Le, CmpOp::Eq, CmpOp::Ne, CmpOp::Gt, CmpOp::Ge];

fn class(rt: &Runtime, v: Value) -> Ref {
    v.as_object().map_or(Ref::NONE, |r| rt.heap.class(r))
}

fn note(rt: &Runtime, i: &Inst, bit: u32) {
    let word = rt.heap.u32(i.at, 0);
    if word & bit == 0 {
        rt.heap.set_u32(i.at, 0, word | bit);
    }
}

fn store(rt: &Runtime, i: &Inst, v: Value) -> Option<u32> {
    i.set(rt, i.a, v);
    Some(status::OK)
}

fn jump(rt: &Runtime, taken: bool) -> Option<u32> {
    rt.heap.set_ctx(ctx::FLAG, taken as u32);
    Some(status::OK)
}

/// Executes the instruction if it has a short way; its status. `None`: nothing has been done.
pub fn exec(rt: &mut Runtime, i: &Inst) -> Option<u32> {
    match i.op {
        Op::GetItem => {
            let (v, key) = (i.reg(rt, i.b), i.reg(rt, i.c));
            let item = rt.quick_get_item(v, key)?;
            note(
                rt,
                i,
                if class(rt, v) == rt.types.dict {
                    fb::DICT
                } else {
                    fb::STR
                },
            );
            store(rt, i, item)
        }
        Op::SetItem => {
            let v = i.reg(rt, i.a);
            if class(rt, v) != rt.types.dict {
                return None;
            }
            rt.quick_dict_set(v.obj(), i.reg(rt, i.b), i.reg(rt, i.c))?;
            note(rt, i, fb::DICT);
            Some(status::OK)
        }
        Op::In | Op::NotIn => {
            let found = rt.quick_contains(i.reg(rt, i.c), i.reg(rt, i.b))?;
            store(rt, i, Value::bool(found == (i.op == Op::In)))
        }
        Op::Add | Op::InplaceAdd => {
            let (a, b) = (i.reg(rt, i.b), i.reg(rt, i.c));
            if class(rt, a) != rt.types.str || class(rt, b) != rt.types.str {
                return None;
            }
            note(rt, i, fb::STR);
            let sum = rt.quick_str_concat(a, b)?;
            store(rt, i, sum)
        }
        op if (Op::Lt as u8..=Op::Ge as u8).contains(&(op as u8)) => {
            let (a, b) = (i.reg(rt, i.b), i.reg(rt, i.c));
            let holds = rt.quick_compare(a, b, COMPARE[op as usize - Op::Lt as usize])?;
            note(rt, i, fb::STR);
            store(rt, i, Value::bool(holds))
        }
        op if (Op::JumpIfLt as u8..=Op::JumpIfNotGe as u8).contains(&(op as u8)) => {
            let n = op as usize - Op::JumpIfLt as usize;
            let holds = rt.quick_compare(i.reg(rt, i.a), i.reg(rt, i.b), COMPARE[n % 6])?;
            note(rt, i, fb::STR);
            jump(rt, holds == (n < 6))
        }
        Op::ForIter => {
            let it = i.reg(rt, i.b).as_object()?;
            match rt.heap.kind(it) {
                Kind::DictIter if rt.heap.class(it) == rt.types.dict_key_iterator => match rt.quick_dict_next(it)? {
                    Step::Item(entry) => {
                        let (key, _) = rt.entry_pair(entry);
                        store(rt, i, key)
                    }
                    Step::End => Some(status::STOP),
                },
                Kind::SetIter => match rt.quick_set_next(it)? {
                    Step::Item(v) => store(rt, i, v),
                    Step::End => Some(status::STOP),
                },
                _ => None,
            }
        }
        Op::FormatValue => {
            let spec = if i.c & 0x100 != 0 {
                i.reg(rt, i.b + 1)
            } else {
                Value::UNBOUND
            };
            let text = rt.quick_format(i.reg(rt, i.b), i.c & 0xff, spec)?;
            store(rt, i, text)
        }
        _ => None,
    }
}
