//! Raising, and what all exceptions share.

mod groups;
mod specific;

use super::descriptors::DICT_GETSET;
use super::spec::{Args, GetSetDef, MethodDef, Params, Slots, TypeSpec, method};
use super::{Exc, Raised, Res, Runtime};
use crate::generated::layouts::{ctx, o_exception, o_obj};
use crate::heap::{Kind, Ref, Value};

const COUNT: usize = Exc::ALL.len();

const fn plain(name: &'static str, base: &'static str) -> TypeSpec {
    TypeSpec {
        name,
        module: "builtins",
        kind: Kind::Exception,
        base,
        subclassable: true,
        slots: Slots::NONE,
        methods: &[],
        getset: &[],
        doc: "",
    }
}

static PLAIN: [TypeSpec; COUNT] = {
    let mut specs = [const { plain("", "") }; COUNT];
    let mut i = 0;
    while i < COUNT {
        specs[i] = plain(Exc::ALL[i].1, Exc::ALL[i].2);
        i += 1;
    }
    specs
};

pub(super) fn spec_of(exc: Exc) -> &'static TypeSpec {
    match exc {
        Exc::BaseException => &BASE_EXCEPTION,
        _ => specific::spec_of(exc).unwrap_or(&PLAIN[exc as usize]),
    }
}

/// Values beyond the standard fields that a class with these names in its MRO has.
pub(super) fn field_count(mro: &[&str]) -> u32 {
    mro.iter()
        .map(|name| match *name {
            "StopIteration" | "SystemExit" | "NameError" => 1,
            "AttributeError" | "BaseExceptionGroup" => 2,
            "ImportError" => 3,
            "OSError" | "UnicodeDecodeError" | "UnicodeEncodeError" | "UnicodeTranslateError" => 5,
            "SyntaxError" => 8,
            _ => 0,
        })
        .max()
        .unwrap_or(0)
}

impl Runtime {
    pub(crate) fn alloc_exception(&mut self, class: Ref, args: &[Value]) -> Res<Value> {
        let fields = self.info(class).exc_fields;
        let args = self.new_tuple(args)?;
        let r = self.alloc(Kind::Exception, class, (o_exception::SIZE + 8 * fields) as usize)?;
        let meta = self.heap.u32(r, o_obj::META);
        self.heap.set_u32(r, o_obj::META, meta | fields << 16);
        self.heap.set_value(r, o_exception::ARGS, args);
        for offset in [o_exception::CAUSE, o_exception::CONTEXT, o_exception::TRACEBACK] {
            self.heap.set_value(r, offset, Value::NONE);
        }
        for i in 0..fields {
            self.heap.set_value(r, o_exception::SIZE + 8 * i, Value::NONE);
        }
        Ok(Value::object(r))
    }

    /// Instance of a built-in exception class, without calling Python code.
    pub fn new_exception(&mut self, class: Ref, args: &[Value]) -> Res<Value> {
        let exc = self.alloc_exception(class, args)?;
        if self.info(class).exc_fields > 0
            && let Some(init) = self.info(class).slots.init
        {
            self.with_receiver(exc, args, |rt, all| init(rt, &Args { pos: all, kw: &[] }))?;
        }
        Ok(exc)
    }

    pub fn exc_field(&self, exc: Value, i: u32) -> Value {
        self.heap.value(exc.obj(), o_exception::SIZE + 8 * i)
    }

    pub fn set_exc_field(&self, exc: Value, i: u32, v: Value) {
        self.heap.set_value(exc.obj(), o_exception::SIZE + 8 * i, v);
    }

    pub fn raise_message(&mut self, exc: Exc, message: String) {
        let class = self.exceptions[exc as usize];
        let made = if class.is_none() {
            Err(Raised)
        } else if exc == Exc::MemoryError {
            self.new_memory_error()
        } else if message.is_empty() {
            self.new_exception(class, &[])
        } else {
            self.new_str(&message).and_then(|m| self.new_exception(class, &[m]))
        };
        let exc = made.unwrap_or(self.core.memory_error);
        self.heap.set_ctx_value(ctx::EXC, exc);
    }

    /// One of its own for each time: a traceback keeps frames alive, and these what filled the heap.
    fn new_memory_error(&mut self) -> Res<Value> {
        if self.heap.open_reserve(true) {
            let made = self.new_exception(self.exc_class(Exc::MemoryError), &[]);
            self.heap.open_reserve(false);
            return made;
        }
        // What was kept back is used up too: the one made at the start, without what it had the last time.
        if let Some(exc) = self.core.memory_error.as_object() {
            for field in [o_exception::CAUSE, o_exception::CONTEXT, o_exception::TRACEBACK] {
                self.heap.set_value(exc, field, Value::NONE);
            }
        }
        Err(Raised)
    }

    /// Raises an exception instance.
    pub fn raise_value<T>(&mut self, exc: Value) -> Res<T> {
        self.heap.set_ctx_value(ctx::EXC, exc);
        Err(Raised)
    }

    /// Raises `exc(*args)`.
    pub fn raise_args<T>(&mut self, exc: Exc, args: &[Value]) -> Res<T> {
        let exc = self.new_exception(self.exceptions[exc as usize], args)?;
        self.raise_value(exc)
    }

    pub fn raise_key_error<T>(&mut self, key: Value) -> Res<T> {
        self.raise_args(Exc::KeyError, &[key])
    }

    /// UNBOUND and None: without a value.
    pub fn raise_stop_iteration<T>(&mut self, value: Value) -> Res<T> {
        if value.is_unbound() || value.is_none() {
            return self.raise_args(Exc::StopIteration, &[]);
        }
        self.raise_args(Exc::StopIteration, &[value])
    }

    pub fn stop_iteration_value(&self, exc: Value) -> Value {
        self.exc_field(exc, 0)
    }

    /// Is the pending exception an instance of `exc`?
    pub fn matches(&self, exc: Exc) -> bool {
        let pending = self.heap.ctx_value(ctx::EXC);
        pending.is_object() && self.is_instance(pending, self.exceptions[exc as usize])
    }

    pub fn clear_exc(&mut self) {
        self.heap.set_ctx_value(ctx::EXC, Value::UNBOUND);
    }

    pub fn take_exc(&mut self) -> Value {
        let exc = self.heap.ctx_value(ctx::EXC);
        self.clear_exc();
        exc
    }

    /// `exc.__cause__ = exc.__context__ = cause`, as `raise … from`.
    pub fn set_cause(&mut self, exc: Value, cause: Value) {
        self.heap.set_value(exc.obj(), o_exception::CAUSE, cause);
        self.heap.set_value(exc.obj(), o_exception::CONTEXT, cause);
        self.heap.set_u32(exc.obj(), o_exception::SUPPRESS, 1);
    }

    /// Raises `exc(message)` from the pending exception.
    pub fn raise_from_pending<T>(&mut self, exc: Exc, message: String) -> Res<T> {
        let cause = self.take_exc();
        self.raise_message(exc, message);
        let raised = self.take_exc();
        self.set_cause(raised, cause);
        self.raise_value(raised)
    }

    pub fn exc_class(&self, exc: Exc) -> Ref {
        self.exceptions[exc as usize]
    }

    pub fn is_exception(&self, v: Value) -> bool {
        self.kind_of(v) == Some(Kind::Exception)
    }

    pub fn is_exception_class(&self, v: Value) -> bool {
        self.is_type(v) && self.info(v.obj()).kind == Kind::Exception
    }

    pub fn exc_args(&self, exc: Value) -> Vec<Value> {
        self.items_of_tuple(self.heap.value(exc.obj(), o_exception::ARGS))
            .to_vec()
    }
}

static BASE_EXCEPTION: TypeSpec = TypeSpec {
    name: "BaseException",
    module: "builtins",
    kind: Kind::Exception,
    base: "object",
    subclassable: true,
    slots: Slots {
        new: Some(|rt, args| rt.alloc_exception(args.pos[0].obj(), &args.pos[1..])),
        init: Some(init),
        repr: Some(repr),
        str: Some(str),
        ..Slots::NONE
    },
    methods: METHODS,
    getset: GETSET,
    doc: "Common base class for all exceptions",
};

fn init(rt: &mut Runtime, args: &Args<'_>) -> Res<()> {
    if !args.kw.is_empty() {
        let name = rt.type_name(args.pos[0]);
        return rt.type_error(format!("{name}() takes no keyword arguments"));
    }
    set_args(rt, args)
}

/// `self.args = args`
fn set_args(rt: &mut Runtime, args: &Args<'_>) -> Res<()> {
    let tuple = rt.new_tuple(&args.pos[1..])?;
    rt.heap.set_value(args.pos[0].obj(), o_exception::ARGS, tuple);
    Ok(())
}

fn repr(rt: &mut Runtime, v: Value) -> Res<Value> {
    let class = rt.class_of(v);
    let name = rt.info(class).name.clone();
    let args = rt.heap.value(v.obj(), o_exception::ARGS);
    let items = rt.items_of_tuple(args).to_vec();
    let text = match items[..] {
        [one] => format!("{name}({})", rt.repr_string(one)?),
        _ => format!("{name}{}", rt.repr_string(args)?),
    };
    rt.new_str(&text)
}

fn str(rt: &mut Runtime, v: Value) -> Res<Value> {
    let args = rt.heap.value(v.obj(), o_exception::ARGS);
    let items = rt.items_of_tuple(args).to_vec();
    match items[..] {
        [] => rt.new_str(""),
        [one] => rt.str(one),
        _ => rt.str(args),
    }
}

const METHODS: &[MethodDef] = &[
    method("with_traceback", Params::One, |rt, a| {
        set_traceback(rt, a[0], Some(a[1]))?;
        Ok(a[0])
    }),
    method("add_note", Params::One, |rt, a| {
        if rt.kind_of(a[1]) != Some(Kind::Str) {
            let got = rt.type_name(a[1]);
            return rt.type_error(format!("note must be a str, not '{got}'"));
        }
        let name = rt.core.names.__notes__;
        let notes = match rt.find_attr(a[0], name)? {
            Some(notes) => notes,
            None => {
                let notes = rt.new_list(&[])?;
                rt.set_attr(a[0], name, notes)?;
                notes
            }
        };
        if rt.kind_of(notes) != Some(Kind::List) {
            return rt.type_error("Cannot add note: __notes__ is not a list");
        }
        rt.list_append(notes, a[1])?;
        Ok(Value::NONE)
    }),
    method("__setstate__", Params::One, |rt, a| {
        if a[1].is_none() {
            return Ok(Value::NONE);
        }
        if rt.kind_of(a[1]) != Some(Kind::Dict) {
            return rt.type_error("state is not a dictionary");
        }
        for (name, value, _) in rt.dict_items(a[1].obj()) {
            rt.rooted(&[name, value], |rt| rt.set_attr(a[0], name, value))?;
        }
        Ok(Value::NONE)
    }),
    method("__reduce__", Params::NoArgs, |rt, a| {
        let class = Value::object(rt.class_of(a[0]));
        let args = specific::constructor_args(rt, a[0])?;
        let state = specific::state(rt, a[0])?;
        if state.is_none() {
            return rt.new_tuple(&[class, args]);
        }
        rt.new_tuple(&[class, args, state])
    }),
];

fn value_field<const OFFSET: u32>(rt: &mut Runtime, v: Value) -> Res<Value> {
    Ok(rt.heap.value(v.obj(), OFFSET))
}

fn set_linked(rt: &mut Runtime, v: Value, x: Option<Value>, offset: u32, what: &str) -> Res<()> {
    match x {
        Some(x) if x.is_none() || rt.is_exception(x) => {
            rt.heap.set_value(v.obj(), offset, x);
            if offset == o_exception::CAUSE {
                rt.heap.set_u32(v.obj(), o_exception::SUPPRESS, 1);
            }
            Ok(())
        }
        Some(_) => rt.type_error(format!("exception {what} must be None or derive from BaseException")),
        None => rt.type_error(format!("__{what}__ may not be deleted")),
    }
}

fn set_traceback(rt: &mut Runtime, v: Value, x: Option<Value>) -> Res<()> {
    match x {
        Some(x) if x.is_none() || rt.kind_of(x) == Some(Kind::Traceback) => {
            rt.heap.set_value(v.obj(), o_exception::TRACEBACK, x);
            Ok(())
        }
        Some(_) => rt.type_error("__traceback__ must be a traceback or None"),
        None => rt.type_error("__traceback__ may not be deleted"),
    }
}

const GETSET: &[GetSetDef] = &[
    GetSetDef {
        name: "args",
        get: value_field::<{ o_exception::ARGS }>,
        set: Some(|rt, v, x| {
            let Some(x) = x else {
                return rt.type_error("args may not be deleted");
            };
            let items = rt.collect(x)?;
            let tuple = rt.new_tuple(&items)?;
            rt.heap.set_value(v.obj(), o_exception::ARGS, tuple);
            Ok(())
        }),
    },
    GetSetDef {
        name: "__cause__",
        get: value_field::<{ o_exception::CAUSE }>,
        set: Some(|rt, v, x| set_linked(rt, v, x, o_exception::CAUSE, "cause")),
    },
    GetSetDef {
        name: "__context__",
        get: value_field::<{ o_exception::CONTEXT }>,
        set: Some(|rt, v, x| set_linked(rt, v, x, o_exception::CONTEXT, "context")),
    },
    GetSetDef {
        name: "__traceback__",
        get: value_field::<{ o_exception::TRACEBACK }>,
        set: Some(set_traceback),
    },
    GetSetDef {
        name: "__suppress_context__",
        get: |rt, v| Ok(Value::bool(rt.heap.u32(v.obj(), o_exception::SUPPRESS) != 0)),
        set: Some(|rt, v, x| {
            let on = match x {
                Some(x) => rt.truth(x)?,
                None => return rt.type_error("can't delete numeric/char attribute"),
            };
            rt.heap.set_u32(v.obj(), o_exception::SUPPRESS, u32::from(on));
            Ok(())
        }),
    },
    DICT_GETSET,
];
