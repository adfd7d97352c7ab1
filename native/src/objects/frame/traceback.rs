//! Tracebacks: a frame and where it was when an exception passed, and the next one.

use crate::generated::layouts::{ctx, frame_state, o_code, o_exception, o_frame_object, o_function, o_traceback};
use crate::heap::{Kind, Value};
use crate::objects::spec::{Args, GetSetDef, Params, Slots, TypeSpec, getter};
use crate::objects::{Exc, Res, Runtime};

impl Runtime {
    /// Puts an entry for the frame at Ctx.FP and the instruction at Ctx.PC in front of the traceback of Ctx.EXC. FLAG
    /// says that the frame is about to be left.
    pub fn add_traceback(&mut self) -> Res<()> {
        let exc = self.heap.ctx_value(ctx::EXC);
        let Some(exc) = exc.as_object().filter(|&r| self.heap.kind(r) == Kind::Exception) else {
            return self.raise(Exc::SystemError, "no exception to add a traceback to");
        };
        let (fp, leaving) = (self.heap.ctx(ctx::FP), self.heap.ctx(ctx::FLAG) != 0);
        let code = self.code_of_frame(fp);
        let at = self.heap.ctx(ctx::PC).wrapping_sub(self.heap.u32(code, o_code::ENTRY));
        let object = if leaving {
            let f = match self.known_frame(fp) {
                Some(f) => f,
                None => self.new_frame(fp)?,
            };
            self.leave_frame(f, fp, at, frame_state::RAISED);
            Value::object(f)
        } else {
            self.frame_object(fp)?
        };
        let next = self.heap.value(exc, o_exception::TRACEBACK);
        if self.kind_of(next) == Some(Kind::Traceback) {
            let inner = self.heap.value(next.obj(), o_traceback::FRAME);
            if inner != object && self.kind_of(inner) == Some(Kind::Frame) {
                self.heap.set_value(inner.obj(), o_frame_object::BACK, object);
            }
        }
        let tb = self.new_traceback(next, object, at)?;
        self.heap.set_value(exc, o_exception::TRACEBACK, tb);
        Ok(())
    }

    fn new_traceback(&mut self, next: Value, object: Value, at: u32) -> Res<Value> {
        let function = self.heap.value(object.obj(), o_frame_object::FUNC).obj();
        let tb = self.alloc(Kind::Traceback, self.types.traceback, o_traceback::SIZE as usize)?;
        self.heap.set_value(tb, o_traceback::NEXT, next);
        self.heap.set_value(tb, o_traceback::FRAME, object);
        self.heap
            .set_field(tb, o_traceback::CODE, self.heap.field(function, o_function::CODE));
        self.heap.set_u32(tb, o_traceback::PC, at);
        Ok(Value::object(tb))
    }
}

fn line(rt: &Runtime, v: Value) -> u32 {
    match rt.heap.u32(v.obj(), o_traceback::LINE) {
        0 => rt.code_line(
            rt.heap.field(v.obj(), o_traceback::CODE),
            rt.heap.u32(v.obj(), o_traceback::PC),
        ),
        line => line,
    }
}

/// `types.TracebackType(tb_next, tb_frame, tb_lasti, tb_lineno)`
fn new(rt: &mut Runtime, args: &Args<'_>) -> Res<Value> {
    let names = &["tb_next", "tb_frame", "tb_lasti", "tb_lineno"];
    let a = rt.bind_args("TracebackType", Params::Kw(names, 4, 4), &args.pos[1..], args.kw)?;
    if !a[0].is_none() && rt.kind_of(a[0]) != Some(Kind::Traceback) {
        let got = rt.type_name(a[0]);
        return rt.type_error(format!("expected traceback object or None, got '{got}'"));
    }
    if rt.kind_of(a[1]) != Some(Kind::Frame) {
        let got = rt.type_name(a[1]);
        return rt.type_error(format!("TracebackType() argument 'tb_frame' must be frame, not {got}"));
    }
    let (at, line) = (rt.as_index(a[2])?, rt.as_index(a[3])?);
    let tb = rt.new_traceback(a[0], a[1], at as u32 / 2)?;
    rt.heap.set_u32(tb.obj(), o_traceback::LINE, line as u32);
    Ok(tb)
}

fn set_next(rt: &mut Runtime, v: Value, x: Option<Value>) -> Res<()> {
    let Some(next) = x else {
        return rt.type_error("can't delete tb_next attribute");
    };
    if !next.is_none() && rt.kind_of(next) != Some(Kind::Traceback) {
        let got = rt.type_name(next);
        return rt.type_error(format!("expected traceback object, got '{got}'"));
    }
    let mut at = next;
    while rt.kind_of(at) == Some(Kind::Traceback) {
        if at == v {
            return rt.raise(Exc::ValueError, "traceback loop detected");
        }
        at = rt.heap.value(at.obj(), o_traceback::NEXT);
    }
    rt.heap.set_value(v.obj(), o_traceback::NEXT, next);
    Ok(())
}

pub static TRACEBACK: TypeSpec = TypeSpec {
    name: "traceback",
    module: "builtins",
    kind: Kind::Traceback,
    base: "object",
    subclassable: false,
    slots: Slots {
        new: Some(new),
        ..Slots::NONE
    },
    methods: &[],
    getset: &[
        GetSetDef {
            name: "tb_next",
            get: |rt, v| Ok(rt.heap.value(v.obj(), o_traceback::NEXT)),
            set: Some(set_next),
        },
        getter("tb_frame", |rt, v| Ok(rt.heap.value(v.obj(), o_traceback::FRAME))),
        getter("tb_lineno", |rt, v| rt.int(line(rt, v) as i64)),
        getter("tb_lasti", |rt, v| {
            rt.int(2 * rt.heap.u32(v.obj(), o_traceback::PC) as i64)
        }),
    ],
    doc: "",
};
