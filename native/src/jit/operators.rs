//! Special methods of the classes that a plan has to do with, for its operators on instances.

use crate::generated::layouts::{feedback as fb, o_code, o_function, o_obj, o_type};
use crate::generated::opcodes::Op;
use crate::heap::{Kind, Ref, Value};
use crate::objects::Runtime;
use crate::objects::types::dunders::{BINARY_NAMES, CMP_NAMES};

use super::GiveUp;
use super::prepare::{callee, inlinee};
use super::request::Request;

/// What an instruction asks of an instance. Binary operators count from ADD.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OperatorKind {
    Binary(u8),
    Neg,
    GetItem,
    /// In the order of the compare opcodes.
    Compare(u8),
}

impl OperatorKind {
    pub fn of(op: Op) -> Option<OperatorKind> {
        let n = op as u8;
        match op {
            Op::Neg => Some(OperatorKind::Neg),
            Op::GetItem => Some(OperatorKind::GetItem),
            _ if (Op::Add as u8..=Op::InplaceMatmul as u8).contains(&n) => {
                Some(OperatorKind::Binary((n - Op::Add as u8) % BINARY_NAMES.len() as u8))
            }
            _ if (Op::Lt as u8..=Op::Ge as u8).contains(&n) => Some(OperatorKind::Compare(n - Op::Lt as u8)),
            _ if (Op::JumpIfLt as u8..=Op::JumpIfNotGe as u8).contains(&n) => {
                Some(OperatorKind::Compare((n - Op::JumpIfLt as u8) % CMP_NAMES.len() as u8))
            }
            _ => None,
        }
    }

    fn name(self, reflected: bool) -> &'static str {
        match self {
            OperatorKind::Binary(n) if reflected => BINARY_NAMES[n as usize].1,
            OperatorKind::Binary(n) => BINARY_NAMES[n as usize].0,
            OperatorKind::Neg => "__neg__",
            OperatorKind::GetItem => "__getitem__",
            OperatorKind::Compare(n) => CMP_NAMES[n as usize],
        }
    }
}

/// A special method of a class.
#[derive(Clone, Copy, Debug)]
pub struct Operator {
    pub class: Ref,
    pub version: u32,
    pub kind: OperatorKind,
    pub reflected: bool,
    /// The class has a method of its own for the operator with assignment.
    pub has_inplace: bool,
    /// Index of the method among the request's callees.
    pub callee: usize,
}

const MAX_CLASSES: usize = 6;

/// Adds to the request what its operators on instances may come down to; gives the registers and frames that they need.
pub fn find(rt: &Runtime, req: &mut Request, path: &mut Vec<Ref>) -> Result<(u32, u32), GiveUp> {
    let mut kinds: Vec<OperatorKind> = Vec::new();
    let words = &req.codes[0].words;
    let mut at = 0;
    while at < words.len() {
        let op = Op::from_word(words[at]).ok_or(GiveUp::Internal)?;
        if let Some(kind) = OperatorKind::of(op)
            && words[at] & fb::OTHER != 0
            && !kinds.contains(&kind)
        {
            kinds.push(kind);
        }
        at += op.len();
    }
    let mut needed = (req.codes[0].nregs, 0);
    if kinds.is_empty() {
        return Ok(needed);
    }
    let seen = req
        .seen
        .iter()
        .filter(|s| s.kind == Some(Kind::Instance))
        .map(|s| s.class);
    let mut classes: Vec<Ref> = seen
        .chain(req.callees.iter().filter_map(|c| c.class).map(|c| c.at))
        .collect();
    classes.sort_unstable();
    classes.dedup();
    classes.truncate(MAX_CLASSES);
    for class in classes {
        for &kind in &kinds {
            let has_inplace = match kind {
                OperatorKind::Binary(n) => method(rt, class, BINARY_NAMES[n as usize].2).is_some(),
                _ => false,
            };
            let ways: &[bool] = if matches!(kind, OperatorKind::Binary(_)) {
                &[false, true]
            } else {
                &[false]
            };
            for &reflected in ways {
                let Some(func) = method(rt, class, kind.name(reflected)).and_then(Value::as_object) else {
                    continue;
                };
                let arguments = if kind == OperatorKind::Neg { 1 } else { 2 };
                let code = rt.heap.field(func, o_function::CODE);
                if rt.heap.kind(func) != Kind::Function || rt.heap.u32(code, o_code::ARGCOUNT) != arguments {
                    continue;
                }
                let inlined = inlinee(rt, req, func, path)?;
                let callee = callee(rt, req, func, inlined.map(|i| i.0));
                match inlined {
                    Some((_, registers, depth)) => needed = (needed.0.max(registers), needed.1.max(depth)),
                    // A comparison has no place for a call's result.
                    None if !callee.simple || matches!(kind, OperatorKind::Compare(_)) => continue,
                    None => {}
                }
                req.operators.push(Operator {
                    class,
                    version: rt.heap.u32(class, o_type::VERSION),
                    kind,
                    reflected,
                    has_inplace,
                    callee: req.callees.len(),
                });
                req.callees.push(callee);
            }
        }
    }
    Ok(needed)
}

/// What the class has under this name, by its MRO.
fn method(rt: &Runtime, class: Ref, name: &str) -> Option<Value> {
    rt.info(class).mro.iter().find_map(|&c| {
        let dict = rt.heap.field(c, o_obj::ATTRS);
        let mut at = 0;
        while !dict.is_none()
            && let Some((key, value)) = rt.dict_next(dict, &mut at)
        {
            if key.as_object().is_some_and(|k| super::known::text(&rt.heap, k) == name) {
                return Some(value);
            }
        }
        None
    })
}
