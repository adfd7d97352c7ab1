//! Cells: the variables that functions share with those around them.

use super::spec::{GetSetDef, Slots, TypeSpec};
use super::{Res, Runtime};
use crate::generated::layouts::o_cell;
use crate::heap::{Kind, Value};

impl Runtime {
    pub fn new_cell(&mut self, v: Value) -> Res<Value> {
        let r = self.alloc(Kind::Cell, self.types.cell, o_cell::SIZE as usize)?;
        self.heap.set_value(r, o_cell::VALUE, v);
        Ok(Value::object(r))
    }
}

pub static CELL: TypeSpec = TypeSpec {
    name: "cell",
    module: "builtins",
    kind: Kind::Cell,
    base: "object",
    subclassable: false,
    slots: Slots {
        new: Some(|rt, args| {
            let v = args.pos.get(1).copied().unwrap_or(Value::UNBOUND);
            rt.new_cell(v)
        }),
        repr: Some(|rt, v| {
            let content = rt.heap.value(v.obj(), o_cell::VALUE);
            let at = rt.address(v);
            let text = if content.is_unbound() {
                format!("<cell at {at:#x}: empty>")
            } else {
                format!(
                    "<cell at {at:#x}: {} object at {:#x}>",
                    rt.type_name(content),
                    rt.address(content)
                )
            };
            rt.new_str(&text)
        }),
        compare: Some(|rt, a, b, op| {
            if rt.kind_of(b) != Some(Kind::Cell) {
                return Ok(Value::NOT_IMPLEMENTED);
            }
            let content = |rt: &Runtime, v: Value| rt.heap.value(v.obj(), o_cell::VALUE);
            match (content(rt, a), content(rt, b)) {
                (x, y) if x.is_unbound() || y.is_unbound() => {
                    rt.compare(Value::bool(!x.is_unbound()), Value::bool(!y.is_unbound()), op)
                }
                (x, y) => rt.compare(x, y, op),
            }
        }),
        unhashable: true,
        ..Slots::NONE
    },
    methods: &[],
    getset: &[GetSetDef {
        name: "cell_contents",
        get: |rt, v| {
            let content = rt.heap.value(v.obj(), o_cell::VALUE);
            if content.is_unbound() {
                rt.value_error("Cell is empty")
            } else {
                Ok(content)
            }
        },
        set: Some(|rt, v, x| {
            rt.heap.set_value(v.obj(), o_cell::VALUE, x.unwrap_or(Value::UNBOUND));
            Ok(())
        }),
    }],
    doc: "",
};
