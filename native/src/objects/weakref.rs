//! Weak references, `__del__`, and the module `_weakref`.
//!
//! A WEAKREF has the NATIVE layout: slot 0 the referent (not traced; None once it is dead), 1 the callback or None,
//! 2 the hash once it was asked for.

use super::spec::{Args, CmpOp, MethodDef, ModuleSpec, Params, Slots, TypeSpec, class_method, function, member};
use super::{Exc, Res, Runtime, itertools};
use crate::heap::{Kind, Ref, Value};

pub static TYPES: &[&TypeSpec] = &[&REFERENCE, &PROXY, &CALLABLE_PROXY];
pub static MODULES: &[&ModuleSpec] = &[&MODULE];

static REFERENCE: TypeSpec = TypeSpec {
    name: "ReferenceType",
    module: "weakref",
    kind: Kind::Weakref,
    base: "object",
    subclassable: true,
    slots: Slots {
        new: Some(reference_new),
        init: Some(|rt, args| match args.pos.len() {
            2 | 3 => Ok(()),
            n => rt.type_error(format!("__init__ expected at least 1 argument, got {}", n - 1)),
        }),
        call: Some(|rt, v, args| {
            if !args.pos.is_empty() || !args.kw.is_empty() {
                return rt.type_error(format!("__call__() takes no arguments ({} given)", args.pos.len()));
            }
            Ok(rt.native_value(v.obj(), 0))
        }),
        hash: Some(|rt, v| {
            let cached = rt.native_value(v.obj(), 2);
            if let Some(h) = cached.as_object() {
                return Ok(rt.heap.i64(h, crate::generated::layouts::o_buffer::DATA));
            }
            let referent = rt.native_value(v.obj(), 0);
            if referent.is_none() {
                return rt.type_error("weak object has gone away");
            }
            let h = rt.hash(referent)?;
            let cell = rt.alloc_buffer(Kind::Buffer, 8)?;
            rt.heap.set_i64(cell, crate::generated::layouts::o_buffer::DATA, h);
            rt.set_native_value(v.obj(), 2, Value::object(cell));
            Ok(h)
        }),
        compare: Some(|rt, a, b, op| {
            let both = rt.kind_of(a) == Some(Kind::Weakref) && rt.kind_of(b) == Some(Kind::Weakref);
            if !both || !matches!(op, CmpOp::Eq | CmpOp::Ne) {
                return Ok(Value::NOT_IMPLEMENTED);
            }
            let (x, y) = (rt.native_value(a.obj(), 0), rt.native_value(b.obj(), 0));
            if x.is_none() || y.is_none() {
                return Ok(Value::bool((a == b) == (op == CmpOp::Eq)));
            }
            rt.compare(x, y, op)
        }),
        repr: Some(reference_repr),
        ..Slots::NONE
    },
    methods: &[class_method("__class_getitem__", Params::One, |_, a| Ok(a[0]))],
    getset: &[member("__callback__", |rt, v| Ok(rt.native_value(v.obj(), 1)))],
    doc: "",
};

fn reference_repr(rt: &mut Runtime, v: Value) -> Res<Value> {
    let referent = rt.native_value(v.obj(), 0);
    let at = rt.address(v);
    let text = if referent.is_none() {
        format!("<weakref at {at:#x}; dead>")
    } else {
        let (class, to) = (rt.type_name(referent), rt.address(referent));
        match rt.find_attr(referent, rt.core.names.__name__)? {
            Some(n) if rt.kind_of(n) == Some(Kind::Str) => {
                format!(
                    "<weakref at {at:#x}; to '{class}' at {to:#x} ({})>",
                    rt.str_to_string(n)
                )
            }
            _ => format!("<weakref at {at:#x}; to '{class}' at {to:#x}>"),
        }
    };
    rt.new_str(&text)
}

fn reference_new(rt: &mut Runtime, args: &Args<'_>) -> Res<Value> {
    let n = args.pos.len() - 1;
    if !(1..=2).contains(&n) {
        let (word, bound) = if n < 1 {
            ("least", "1 argument")
        } else {
            ("most", "2 arguments")
        };
        return rt.type_error(format!("__new__ expected at {word} {bound}, got {n}"));
    }
    let callback = args.pos.get(2).copied().unwrap_or(Value::NONE);
    rt.new_weakref(args.pos[0].obj(), args.pos[1], callback)
}

impl Runtime {
    fn is_weakly_referable(&self, v: Value) -> bool {
        let class = self.class_of(v);
        match self.kind_of(v) {
            None => false,
            Some(Kind::Instance) => self.info(class).weak,
            Some(
                Kind::Function
                | Kind::BoundMethod
                | Kind::Type
                | Kind::Set
                | Kind::Frozenset
                | Kind::Generator
                | Kind::Code,
            ) => true,
            Some(Kind::Builtin | Kind::Module | Kind::Memoryview | Kind::Native | Kind::Weakref) => true,
            Some(_) => self.info(class).heap_type && self.info(class).weak || itertools::is_tee(self, v),
        }
    }

    pub fn new_weakref(&mut self, class: Ref, referent: Value, callback: Value) -> Res<Value> {
        if !self.is_weakly_referable(referent) {
            let name = self.type_name(referent);
            return self.type_error(format!("cannot create weak reference to '{name}' object"));
        }
        if callback.is_none()
            && let Some(list) = self.gc.weakrefs.get(&referent.obj())
        {
            let plain = |&&w: &&Ref| self.heap.class(w) == class && self.native_value(w, 1).is_none();
            if let Some(&w) = list.iter().find(plain)
                && !self.info(class).heap_type
            {
                return Ok(Value::object(w));
            }
        }
        let r = self.alloc_native(Kind::Weakref, class, 3, 0)?;
        self.set_native_value(r, 0, referent);
        self.set_native_value(r, 1, callback);
        self.gc.weakrefs.entry(referent.obj()).or_default().push(r);
        self.watch(referent.obj());
        Ok(Value::object(r))
    }

    /// Notes that the object's `__del__` is to be called once.
    pub(crate) fn register_finalizer(&mut self, r: Ref) {
        self.gc.finalizers.push(r);
        self.watch(r);
    }

    /// Clears the weak references to an object that is dead; gives those with callbacks.
    pub(super) fn clear_weakrefs(&mut self, referent: Ref) -> Vec<Value> {
        let mut calls = Vec::new();
        // The youngest is told first, as in CPython.
        for w in self.gc.weakrefs.remove(&referent).unwrap_or_default().into_iter().rev() {
            self.set_native_value(w, 0, Value::NONE);
            if !self.native_value(w, 1).is_none() {
                calls.push(Value::object(w));
            }
        }
        calls
    }

    /// After marking: objects with `__del__` that are dead live once more, for the call. Weak references to what is
    /// dead are cleared first.
    pub(super) fn find_dead(&mut self, alive: &impl Fn(Ref) -> bool) -> Vec<Value> {
        let mut calls = Vec::new();
        let dead: Vec<Ref> = self.gc.weakrefs.keys().copied().filter(|&r| !alive(r)).collect();
        for referent in dead {
            for w in self.gc.weakrefs.remove(&referent).unwrap_or_default().into_iter().rev() {
                if !alive(w) {
                    continue;
                }
                self.set_native_value(w, 0, Value::NONE);
                if !self.native_value(w, 1).is_none() {
                    calls.push(Value::object(w));
                }
            }
        }
        for list in self.gc.weakrefs.values_mut() {
            list.retain(|&w| alive(w));
        }
        self.gc.weakrefs.retain(|_, list| !list.is_empty());
        let (live, dying) = self.gc.finalizers.iter().copied().partition(|&r| alive(r));
        self.gc.finalizers = live;
        calls.extend(Vec::into_iter(dying).map(Value::object));
        calls
    }

    /// Calls `__del__` and weak references' callbacks; what they raise goes to `sys.unraisablehook`.
    pub(super) fn run_finalizers(&mut self, calls: Vec<Value>) {
        if calls.is_empty() {
            return;
        }
        let saved = self.take_exc();
        let scope = self.scope();
        self.root(saved);
        self.roots.extend_from_slice(&calls);
        for v in calls {
            let called;
            let result = if self.kind_of(v) == Some(Kind::Weakref) {
                let callback = self.native_value(v.obj(), 1);
                called = callback;
                self.call(callback, &[v]).map(Some)
            } else {
                called = self.lookup_type(self.class_of(v), self.core.names.__del__).unwrap_or(v);
                self.call_special(v, self.core.names.__del__, &[])
            };
            if result.is_err() {
                self.report_unraisable(called);
            }
        }
        self.unscope(scope);
        self.heap.set_ctx_value(crate::generated::layouts::ctx::EXC, saved);
    }

    /// The pending exception can be raised nowhere: `sys.unraisablehook` hears of it.
    pub(super) fn report_unraisable(&mut self, called: Value) {
        let exc = self.take_exc();
        let reported = match self.native_module("sys") {
            Ok(Some(sys)) => self.rooted(&[exc, called], |rt| {
                rt.call_method(sys, "_report_unraisable", &[exc, called])
            }),
            Ok(None) => Ok(Value::NONE),
            Err(raised) => Err(raised),
        };
        if reported.is_err() {
            self.clear_exc();
        }
    }

    /// At the program's end: `__del__` of everything that still has one.
    pub fn finalize_all(&mut self) {
        let objects = std::mem::take(&mut self.gc.finalizers);
        let calls = self.in_order_of_names(objects).into_iter().map(Value::object).collect();
        self.run_finalizers(calls);
        let suspended = self.take_suspended();
        let scope = self.scope();
        self.roots.extend(suspended.iter().map(|&r| Value::object(r)));
        suspended.into_iter().for_each(|r| self.close_dropped(r));
        self.unscope(scope);
    }
}

// ---- proxies ----

fn target(rt: &mut Runtime, v: Value) -> Res<Value> {
    let is_proxy = |class: Ref| {
        [&PROXY, &CALLABLE_PROXY]
            .iter()
            .any(|spec| class == rt.class_of_spec(spec))
    };
    let Some(r) = v.as_object().filter(|&r| is_proxy(rt.heap.class(r))) else {
        return Ok(v);
    };
    let weak = rt.native_value(r, 0).obj();
    match rt.native_value(weak, 0) {
        Value::NONE => rt.raise(Exc::ReferenceError, "weakly-referenced object no longer exists"),
        v => Ok(v),
    }
}

macro_rules! forward {
    (|$rt:ident, $v:ident $(, $x:ident)*| $body:expr) => {
        Some(|$rt, $v $(, $x)*| {
            let $v = target($rt, $v)?;
            $body
        })
    };
}

macro_rules! proxy_binary {
    ($($op:ident)*) => {{
        let mut b = Slots::NONE.binary;
        $(b[crate::objects::spec::BinOp::$op as usize] = Some(|rt, a, b| {
            let (a, b) = (target(rt, a)?, target(rt, b)?);
            rt.binary(crate::objects::spec::BinOp::$op, a, b)
        });)*
        b
    }};
}

const PROXY_SLOTS: Slots = Slots {
    repr: Some(|rt, v| {
        let text = format!("<weakproxy at {:#x}>", rt.address(v));
        rt.new_str(&text)
    }),
    str: forward!(|rt, v| rt.str(v)),
    truth: forward!(|rt, v| rt.truth(v)),
    len: forward!(|rt, v| rt.len(v)),
    get_item: forward!(|rt, v, key| rt.get_item(v, key)),
    set_item: forward!(|rt, v, key, x| match x {
        Some(x) => rt.set_item(v, key, x),
        None => rt.del_item(v, key),
    }),
    contains: forward!(|rt, v, x| rt.contains(v, x)),
    iter: forward!(|rt, v| rt.iter(v)),
    next: forward!(|rt, v| rt.next(v)),
    unhashable: true,
    compare: Some(|rt, a, b, op| {
        let (a, b) = (target(rt, a)?, target(rt, b)?);
        rt.compare(a, b, op)
    }),
    binary: proxy_binary!(Add Sub Mul TrueDiv FloorDiv Mod Pow LShift RShift And Or Xor MatMul),
    neg: forward!(|rt, v| rt.neg(v)),
    pos: forward!(|rt, v| rt.pos(v)),
    abs: forward!(|rt, v| rt.abs(v)),
    invert: forward!(|rt, v| rt.invert(v)),
    get_attr: Some(|rt, v, name| {
        let v = target(rt, v)?;
        rt.get_attr(v, Value::object(name))
    }),
    set_attr: Some(|rt, v, name, x| {
        let v = target(rt, v)?;
        match x {
            Some(x) => rt.set_attr(v, Value::object(name), x),
            None => rt.del_attr(v, Value::object(name)),
        }
    }),
    ..Slots::NONE
};

static PROXY: TypeSpec = proxy_type("ProxyType", PROXY_SLOTS);
/// Of what can be called.
static CALLABLE_PROXY: TypeSpec = proxy_type(
    "CallableProxyType",
    Slots {
        call: forward!(|rt, v, args| rt.call_kw(v, args.pos, args.kw)),
        ..PROXY_SLOTS
    },
);

const fn proxy_type(name: &'static str, slots: Slots) -> TypeSpec {
    TypeSpec {
        name,
        module: "weakref",
        kind: Kind::Native,
        base: "object",
        subclassable: false,
        slots,
        methods: &[],
        getset: &[],
        doc: "",
    }
}

// ---- the module ----

const FUNCTIONS: &[MethodDef] = &[
    function("proxy", Params::Pos(1, 2), |rt, a| {
        let callback = if a[1].is_unbound() { Value::NONE } else { a[1] };
        let weak = rt.new_weakref(rt.types.weakref, a[0], callback)?;
        let class = rt.class_of_spec(if rt.is_callable(a[0]) { &CALLABLE_PROXY } else { &PROXY });
        let r = rt.alloc_native(Kind::Native, class, 1, 0)?;
        rt.set_native_value(r, 0, weak);
        Ok(Value::object(r))
    }),
    function("getweakrefcount", Params::One, |rt, a| {
        let n = a[0]
            .as_object()
            .and_then(|r| rt.gc.weakrefs.get(&r))
            .map_or(0, Vec::len);
        rt.int(n as i64)
    }),
    function("getweakrefs", Params::One, |rt, a| {
        let list = a[0]
            .as_object()
            .and_then(|r| rt.gc.weakrefs.get(&r))
            .cloned()
            .unwrap_or_default();
        let values: Vec<Value> = list.into_iter().map(Value::object).collect();
        rt.new_list(&values)
    }),
    function("_remove_dead_weakref", Params::Pos(2, 2), |rt, a| {
        let dict = a[0].obj();
        if let Some(w) = rt.dict_get(dict, a[1])?
            && rt.kind_of(w) == Some(Kind::Weakref)
            && rt.native_value(w.obj(), 0).is_none()
        {
            rt.dict_del(dict, a[1])?;
        }
        Ok(Value::NONE)
    }),
];

static MODULE: ModuleSpec = ModuleSpec {
    name: "_weakref",
    functions: FUNCTIONS,
    init: Some(|rt, module| {
        let dict = rt.module_dict(module);
        let reference = rt.types.weakref;
        let (proxy, callable) = (rt.class_of_spec(&PROXY), rt.class_of_spec(&CALLABLE_PROXY));
        for (name, class) in [
            ("ref", reference),
            ("ReferenceType", reference),
            ("ProxyType", proxy),
            ("CallableProxyType", callable),
        ] {
            let name = rt.intern(name)?;
            rt.dict_set(dict, name, Value::object(class))?;
        }
        Ok(())
    }),
    doc: "Weak-reference support module.",
};
