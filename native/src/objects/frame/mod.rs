//! Frames as objects. A frame lives in the register stack (or in its generator); its object is made when
//! somebody asks or when an exception passes, and gets the variables when the frame is left.

mod jump;
pub mod locals;
mod trace;
mod traceback;

pub use traceback::TRACEBACK;

use self::locals::{Moment, variables, visible};
use super::function::ref_value;
use super::spec::{GetSetDef, Params, Slots, TypeSpec, getter, method};
use super::{Exc, Res, Runtime};
use crate::generated::layouts::{
    code_flag, ctx, frame, frame_flag, frame_state, frame_wants, gen_state, map, o_code, o_frame_object as o,
    o_function, o_generator,
};
use crate::heap::{Kind, Ref, Value};

/// PC of a frame object whose frame was left nobody knows where.
const UNKNOWN: u32 = u32::MAX;

/// Where a frame is: the word of its code that it executes or waits in, and whether native code waits between.
struct Place {
    at: u32,
    nested: bool,
}

impl Runtime {
    fn header(&self, fp: u32, slot: u32) -> Value {
        self.heap.value(Ref(fp * 8), slot * 8)
    }

    fn code_of_frame(&self, fp: u32) -> Ref {
        self.heap.field(self.header(fp, frame::FUNC).obj(), o_function::CODE)
    }

    fn is_generator_frame(&self, fp: u32) -> bool {
        fp * 8 >= map::OBJECTS
    }

    fn set_flags(&self, fp: u32, flags: u32) {
        self.heap.set_u32(Ref(fp * 8), frame::RET * 8 + 4, flags);
    }

    /// The object that a frame has already.
    fn known_frame(&self, fp: u32) -> Option<Ref> {
        if self.is_generator_frame(fp) {
            let generator = Ref(fp * 8 - o_generator::FRAME);
            let known = self.heap.value(generator, o_generator::OBJECT);
            return known.as_object().filter(|_| self.kind_of(known) == Some(Kind::Frame));
        }
        if self.header(fp, frame::RET).high() & frame_flag::OBJECT == 0 {
            return None;
        }
        let found = self.core.frames.iter().rev();
        found.copied().find(|&f| self.heap.u32(f, o::FP) == fp)
    }

    /// The object of a frame that is running or suspended.
    pub fn frame_object(&mut self, fp: u32) -> Res<Value> {
        if let Some(f) = self.known_frame(fp) {
            return Ok(Value::object(f));
        }
        let f = self.new_frame(fp)?;
        if self.is_generator_frame(fp) {
            let generator = Ref(fp * 8 - o_generator::FRAME);
            self.heap.set_value(generator, o_generator::OBJECT, Value::object(f));
            self.heap.set_value(f, o::GENERATOR, Value::object(generator));
        } else {
            self.forget_lost_frames();
            self.set_flags(fp, self.header(fp, frame::RET).high() | frame_flag::OBJECT);
            self.core.frames.push(f);
        }
        Ok(Value::object(f))
    }

    fn new_frame(&mut self, fp: u32) -> Res<Ref> {
        let code = self.code_of_frame(fp);
        let count = variables(self, code);
        let f = self.alloc(Kind::Frame, self.types.frame, (o::VARS + 8 * count) as usize)?;
        let function = self.header(fp, frame::FUNC);
        self.heap.set_u32(f, o::FP, fp);
        self.heap.set_u32(f, o::PC, UNKNOWN);
        self.heap.set_u32(f, o::COUNT, count);
        self.heap.set_value(f, o::FUNC, function);
        self.heap.set_value(f, o::BACK, Value::NONE);
        self.heap.set_value(f, o::GENERATOR, Value::NONE);
        self.heap.set_value(f, o::TRACE, Value::NONE);
        self.heap.set_u32(f, o::WANTS, frame_wants::LINES);
        self.heap.set_u32(f, o::SINCE, 0);
        self.heap.set_u32(f, o::JUMP, 0);
        let locals = if self.header(fp, frame::RET).high() & frame_flag::NAMESPACE != 0 {
            self.header(fp, frame::EXTRA)
        } else if self.heap.u32(code, o_code::FLAGS) & code_flag::OPTIMIZED == 0 {
            Value::object(self.heap.field(function.obj(), o_function::GLOBALS))
        } else {
            Value::NONE
        };
        self.heap.set_value(f, o::LOCALS, locals);
        let vars = self.heap.values_mut(f.0 + o::VARS, count as usize);
        vars.fill(Value::UNBOUND);
        Ok(f)
    }

    /// Frames that went without notice (a native caller popped them) have no values.
    pub fn forget_lost_frames(&mut self) {
        let sp = self.heap.ctx(ctx::SP);
        let mut frames = std::mem::take(&mut self.core.frames);
        frames.retain(|&f| {
            let fp = self.heap.u32(f, o::FP);
            let there = fp < sp
                && self.header(fp, frame::RET).high() & frame_flag::OBJECT != 0
                && self.header(fp, frame::FUNC) == self.heap.value(f, o::FUNC);
            if !there {
                self.heap.set_u32(f, o::FP, 0);
                self.heap.set_u32(f, o::STATE, frame_state::RETURNED);
            }
            there
        });
        self.core.frames = frames;
    }

    /// The frame's object gets what its registers hold.
    fn copy_registers(&self, f: Ref, fp: u32) {
        for i in 0..self.heap.u32(f, o::COUNT) {
            let value = self.heap.value(Ref((fp + frame::REGS) * 8), 8 * i);
            self.heap.set_value(f, o::VARS + 8 * i, value);
        }
    }

    /// The frame at `fp` is left at word `at` of its code: its object gets what its registers hold.
    fn leave_frame(&mut self, f: Ref, fp: u32, at: u32, state: u32) {
        self.copy_registers(f, fp);
        self.heap.set_u32(f, o::FP, 0);
        self.heap.set_u32(f, o::PC, at);
        self.heap.set_u32(f, o::STATE, state);
        if !self.is_generator_frame(fp) {
            self.set_flags(fp, self.header(fp, frame::RET).high() & !frame_flag::OBJECT);
            if let Some(i) = self.core.frames.iter().rposition(|&x| x == f) {
                self.core.frames.remove(i);
            }
        }
    }

    /// The frame at `fp` goes out of sight: until `attach_frame` its object shows what its registers hold now.
    pub fn detach_frame(&mut self, f: Ref, fp: u32) {
        let at = self.frame_place(fp).map_or(UNKNOWN, |place| place.at);
        self.copy_registers(f, fp);
        self.heap.set_u32(f, o::FP, 0);
        self.heap.set_u32(f, o::PC, at);
    }

    /// The frame is at `fp` again.
    pub fn attach_frame(&mut self, f: Ref, fp: u32) {
        self.heap.set_u32(f, o::FP, fp);
        self.heap.set_u32(f, o::PC, UNKNOWN);
    }

    /// The frame at Ctx.FP, which has an object, returns.
    pub fn frame_returns(&mut self) -> Res<()> {
        let fp = self.heap.ctx(ctx::FP);
        if let Some(f) = self.known_frame(fp) {
            let back = match self.caller_of(fp) {
                Some(caller) => self.frame_object(caller)?,
                None => Value::NONE,
            };
            self.heap.set_value(f, o::BACK, back);
            let at = self.relative(fp, self.heap.ctx(ctx::PC)).unwrap_or(UNKNOWN);
            self.leave_frame(f, fp, at, frame_state::RETURNED);
        } else {
            self.set_flags(fp, self.header(fp, frame::RET).high() & !frame_flag::OBJECT);
        }
        Ok(())
    }

    /// A word index of the heap as a word of the code that the frame runs.
    fn relative(&self, fp: u32, pc: u32) -> Option<u32> {
        let code = self.code_of_frame(fp);
        let at = pc.wrapping_sub(self.heap.u32(code, o_code::ENTRY));
        (at < self.heap.u32(code, o_code::NWORDS)).then_some(at)
    }

    /// Does the innermost frame run code of the program, not of a library?
    pub(super) fn is_in_program(&self) -> bool {
        let fp = self.heap.ctx(ctx::FP);
        fp != 0 && self.heap.u32(self.code_of_frame(fp), o_code::FLAGS) & code_flag::LIBRARY == 0
    }

    fn is_hidden(&self, fp: u32) -> bool {
        self.heap.u32(self.code_of_frame(fp), o_code::FLAGS) & code_flag::HIDDEN != 0
    }

    /// The frame that called the one at `fp`, past those of the implementation.
    pub fn caller_of(&self, fp: u32) -> Option<u32> {
        let mut fp = self.header(fp, frame::LINK).low();
        while fp != 0 && self.is_hidden(fp) {
            fp = self.header(fp, frame::LINK).low();
        }
        (fp != 0).then_some(fp)
    }

    /// Where the frame at `fp` is, if it runs or waits for one that does.
    fn frame_place(&self, fp: u32) -> Option<Place> {
        let (mut here, mut pc, mut nested) = (self.heap.ctx(ctx::FP), self.heap.ctx(ctx::PC), false);
        while here != 0 {
            if here == fp {
                return self.relative(fp, pc).map(|at| Place { at, nested });
            }
            nested |= self.header(here, frame::RET).high() & frame_flag::ENTRY != 0;
            let link = self.header(here, frame::LINK);
            pc = link.high().wrapping_sub(1);
            here = link.low();
        }
        None
    }

    /// The word of its code that the frame is at.
    pub(super) fn frame_at(&self, f: Ref) -> Option<u32> {
        self.place_of(f).map(|place| place.at)
    }

    fn place_of(&self, f: Ref) -> Option<Place> {
        if let Some(at) = self.heap.u32(f, o::JUMP).checked_sub(1) {
            return Some(Place { at, nested: false });
        }
        let at = self.heap.u32(f, o::PC);
        if at != UNKNOWN {
            return Some(Place { at, nested: false });
        }
        let fp = self.heap.u32(f, o::FP);
        if fp == 0 {
            return None;
        }
        if let Some(place) = self.frame_place(fp) {
            return Some(place);
        }
        let generator = self.heap.value(f, o::GENERATOR).as_object()?;
        if self.heap.u32(generator, o_generator::STATE) == gen_state::FINISHED {
            return None;
        }
        let pc = self.heap.u32(generator, o_generator::PC).wrapping_sub(1);
        self.relative(fp, pc).map(|at| Place { at, nested: false })
    }

    fn frame_line(&self, f: Ref) -> u32 {
        let code = self.frame_code(f);
        match self.place_of(f) {
            Some(place) if self.heap.u32(f, o::STATE) != frame_state::CALLED => self.code_line(code, place.at),
            // CPython's modules begin before their first line.
            Some(_) if self.str_to_string(Value::object(self.heap.field(code, o_code::NAME))) == "<module>" => 0,
            _ => self.heap.u32(code, o_code::FIRSTLINE),
        }
    }

    pub(super) fn frame_code(&self, f: Ref) -> Ref {
        self.heap.field(self.heap.value(f, o::FUNC).obj(), o_function::CODE)
    }

    /// Where the registers of the frame's variables are.
    pub(super) fn frame_registers(&self, f: Ref) -> u32 {
        let fp = self.heap.u32(f, o::FP);
        if fp == 0 { f.0 + o::VARS } else { (fp + frame::REGS) * 8 }
    }

    /// Name, register's value and whether that is the variable's.
    pub(super) fn frame_variables(&self, f: Ref) -> Vec<(Value, Value, bool)> {
        let moment = match (self.place_of(f), self.heap.u32(f, o::STATE)) {
            (Some(p), frame_state::RAISED) => Moment::Raised(p.at),
            (Some(p), frame_state::TRACED | frame_state::CALLED | frame_state::TOLD) => Moment::Before(p.at),
            (Some(p), _) if !p.nested => Moment::Waiting(p.at),
            (Some(p), _) => Moment::Nested(p.at),
            (None, _) => Moment::Unknown,
        };
        let count = self.heap.u32(f, o::COUNT) as usize;
        let values = self.heap.values(self.frame_registers(f), count);
        let mut variables = visible(self, self.frame_code(f), moment, values);
        if self.heap.u32(f, o::SINCE) == self.heap.ctx(ctx::TRACED_SINCE) {
            variables.iter_mut().for_each(|v| v.2 = true);
        }
        variables
    }

    /// `locals()` of the frame at `fp`.
    pub fn locals_of(&mut self, fp: u32) -> Res<Value> {
        let code = self.code_of_frame(fp);
        let flags = self.heap.u32(code, o_code::FLAGS);
        if flags & code_flag::OPTIMIZED == 0 && self.header(fp, frame::RET).high() & frame_flag::NAMESPACE == 0 {
            return Ok(Value::object(
                self.heap.field(self.header(fp, frame::FUNC).obj(), o_function::GLOBALS),
            ));
        }
        let f = self.frame_object(fp)?.obj();
        self.frame_locals(f)
    }

    /// The frame's namespace, or a dict that shows a function's variables as they are now.
    pub(super) fn frame_locals(&mut self, f: Ref) -> Res<Value> {
        let code = self.frame_code(f);
        let known = self.heap.value(f, o::LOCALS);
        if self.heap.u32(code, o_code::FLAGS) & code_flag::OPTIMIZED == 0 {
            return Ok(known);
        }
        let dict = match known.as_object() {
            Some(dict) => dict,
            None => {
                let dict = self.new_dict()?;
                self.heap.set_value(f, o::LOCALS, dict);
                dict.obj()
            }
        };
        for (name, mut v, shown) in self.frame_variables(f) {
            if self.kind_of(v) == Some(Kind::Cell) {
                v = self.heap.value(v.obj(), crate::generated::layouts::o_cell::VALUE);
            }
            if shown && !v.is_unbound() {
                self.dict_set(dict, name, v)?;
            } else {
                self.dict_del(dict, name)?;
            }
        }
        Ok(Value::object(dict))
    }
}

fn frame_repr(rt: &mut Runtime, v: Value) -> Res<Value> {
    let code = rt.frame_code(v.obj());
    let [file, name] =
        [o_code::FILENAME, o_code::NAME].map(|at| rt.str_to_string(Value::object(rt.heap.field(code, at))));
    let (address, line) = (rt.address(v), rt.frame_line(v.obj()));
    rt.new_str(&format!(
        "<frame at {address:#x}, file '{file}', line {line}, code {name}>"
    ))
}

fn frame_back(rt: &mut Runtime, v: Value) -> Res<Value> {
    let fp = rt.heap.u32(v.obj(), o::FP);
    if fp != 0 && rt.frame_place(fp).is_some() {
        return match rt.caller_of(fp) {
            Some(caller) => rt.frame_object(caller),
            None => Ok(Value::NONE),
        };
    }
    Ok(rt.heap.value(v.obj(), o::BACK))
}

fn frame_clear(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let f = a[0].obj();
    let fp = rt.heap.u32(f, o::FP);
    if fp != 0 && rt.frame_place(fp).is_some() {
        return rt.raise(Exc::RuntimeError, "cannot clear an executing frame");
    }
    if fp == 0 {
        let count = rt.heap.u32(f, o::COUNT) as usize;
        rt.heap.values_mut(f.0 + o::VARS, count).fill(Value::UNBOUND);
    }
    Ok(Value::NONE)
}

pub static FRAME: TypeSpec = TypeSpec {
    name: "frame",
    module: "builtins",
    kind: Kind::Frame,
    base: "object",
    subclassable: false,
    slots: Slots {
        repr: Some(frame_repr),
        ..Slots::NONE
    },
    methods: &[method("clear", Params::NoArgs, frame_clear)],
    getset: &[
        getter("f_back", frame_back),
        getter("f_builtins", |rt, v| {
            let function = rt.heap.value(v.obj(), o::FUNC).obj();
            Ok(ref_value(rt.heap.field(function, o_function::BUILTINS)))
        }),
        getter("f_code", |rt, v| Ok(Value::object(rt.frame_code(v.obj())))),
        getter("f_globals", |rt, v| {
            let function = rt.heap.value(v.obj(), o::FUNC).obj();
            Ok(Value::object(rt.heap.field(function, o_function::GLOBALS)))
        }),
        getter("f_lasti", |rt, v| match rt.place_of(v.obj()) {
            Some(place) => rt.int(2 * place.at as i64),
            None => rt.int(-1),
        }),
        GetSetDef {
            name: "f_lineno",
            get: |rt, v| {
                let line = rt.frame_line(v.obj());
                rt.int(line as i64)
            },
            set: Some(|rt, v, line| rt.set_frame_line(v, line)),
        },
        getter("f_locals", |rt, v| rt.frame_locals(v.obj())),
        trace::FUNCTION,
        trace::LINES,
        trace::OPCODES,
    ],
    doc: "",
};
