//! What trace functions have to do with frame objects: `f_trace` and its like, and variables that they change.

use crate::generated::layouts::{code_flag, ctx, frame_state, frame_wants, o_cell, o_code, o_frame_object as o};
use crate::heap::{Kind, Ref, Value};
use crate::objects::code::parameters;
use crate::objects::spec::GetSetDef;
use crate::objects::{Res, Runtime};

impl Runtime {
    /// The dict that `f_locals` gave, of a frame whose variables are in registers.
    fn shown_locals(&self, f: Ref) -> Option<Ref> {
        let optimized = self.heap.u32(self.frame_code(f), o_code::FLAGS) & code_flag::OPTIMIZED != 0;
        self.heap.value(f, o::LOCALS).as_object().filter(|_| optimized)
    }

    /// The frame at `fp` has just been entered, and will not be in compiled code as long as it is traced: its registers tell
    /// themselves whether they hold their variables.
    pub fn enter_traced(&mut self, fp: u32) -> Res<()> {
        let f = self.frame_object(fp)?.obj();
        let (first, registers) = (parameters(&self.heap, self.frame_code(f)), self.frame_registers(f));
        for i in first..self.heap.u32(f, o::COUNT) {
            self.heap.set_value(Ref(registers), 8 * i, Value::UNBOUND);
        }
        self.heap.set_u32(f, o::SINCE, self.heap.ctx(ctx::TRACED_SINCE));
        Ok(())
    }

    /// A trace function is to be told of frame `f`, of what STATE says: what `f_locals` gave shows the variables as they are now.
    pub fn begin_trace(&mut self, f: Ref, state: u32) -> Res<()> {
        self.heap.set_u32(f, o::STATE, state);
        if self.shown_locals(f).is_some() {
            self.frame_locals(f)?;
        }
        Ok(())
    }

    /// It has been told: what it has put into that becomes the variables.
    pub fn end_trace(&mut self, f: Ref) -> Res<()> {
        if let Some(dict) = self.shown_locals(f) {
            let registers = self.frame_registers(f);
            for (i, (name, register, shown)) in self.frame_variables(f).into_iter().enumerate() {
                let Some(new) = self.dict_get(dict, name)? else {
                    continue;
                };
                if shown && self.kind_of(register) == Some(Kind::Cell) {
                    self.heap.set_value(register.obj(), o_cell::VALUE, new);
                } else {
                    self.heap.set_value(Ref(registers), 8 * i as u32, new);
                }
            }
        }
        self.heap.set_u32(f, o::STATE, frame_state::LIVE);
        Ok(())
    }

    fn wants(&self, f: Value, bit: u32) -> Res<Value> {
        Ok(Value::bool(self.heap.u32(f.obj(), o::WANTS) & bit != 0))
    }

    fn set_wants(&mut self, f: Value, bit: u32, wanted: Option<Value>) -> Res<()> {
        let bits = self.heap.u32(f.obj(), o::WANTS);
        let bits = match wanted {
            None => return self.type_error("can't delete numeric/char attribute"),
            Some(Value::TRUE) => bits | bit,
            Some(Value::FALSE) => bits & !bit,
            Some(_) => return self.type_error("attribute value type must be bool"),
        };
        self.heap.set_u32(f.obj(), o::WANTS, bits);
        Ok(())
    }
}

pub const FUNCTION: GetSetDef = GetSetDef {
    name: "f_trace",
    get: |rt, f| Ok(rt.heap.value(f.obj(), o::TRACE)),
    set: Some(|rt, f, function| {
        rt.heap.set_value(f.obj(), o::TRACE, function.unwrap_or(Value::NONE));
        Ok(())
    }),
};

pub const LINES: GetSetDef = GetSetDef {
    name: "f_trace_lines",
    get: |rt, f| rt.wants(f, frame_wants::LINES),
    set: Some(|rt, f, wanted| rt.set_wants(f, frame_wants::LINES, wanted)),
};

pub const OPCODES: GetSetDef = GetSetDef {
    name: "f_trace_opcodes",
    get: |rt, f| rt.wants(f, frame_wants::OPCODES),
    set: Some(|rt, f, wanted| rt.set_wants(f, frame_wants::OPCODES, wanted)),
};
