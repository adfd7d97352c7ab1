//! Calls from native code, and the native functions that Python code calls.

use super::spec::{Args, Binding, MethodDef, NativeFn, Params};
use super::state::Native;
use super::{Exc, Raised, Res, Runtime};
use crate::generated::layouts::{ctx, o_bound_method, o_builtin, resume, status};
use crate::heap::{Kind, Ref, Value};

impl Runtime {
    pub fn call(&mut self, f: Value, args: &[Value]) -> Res<Value> {
        self.call_kw(f, args, &[])
    }

    /// Keyword names are interned strs.
    pub fn call_kw(&mut self, f: Value, pos: &[Value], kw: &[(Value, Value)]) -> Res<Value> {
        match self.kind_of(f) {
            Some(Kind::Function) => self.call_python(f, pos, kw),
            Some(Kind::Builtin) => self.call_builtin(f.obj(), pos, kw),
            Some(Kind::BoundMethod) => {
                let func = self.heap.value(f.obj(), o_bound_method::FUNC);
                let receiver = self.heap.value(f.obj(), o_bound_method::SELF);
                self.with_receiver(receiver, pos, |rt, all| rt.call_kw(func, all, kw))
            }
            _ => match self.slots_of(f).call {
                Some(call) => {
                    self.enter(" while calling a Python object")?;
                    let result = call(self, f, &Args { pos, kw });
                    self.leave();
                    result
                }
                None => {
                    let name = self.type_name(f);
                    self.type_error(format!("'{name}' object is not callable"))
                }
            },
        }
    }

    pub fn call_method(&mut self, v: Value, name: &str, args: &[Value]) -> Res<Value> {
        let name = self.intern(name)?;
        self.call_method_name(v, name, args)
    }

    pub fn call_method_name(&mut self, v: Value, name: Value, args: &[Value]) -> Res<Value> {
        let class = self.class_of(v);
        if !self.info(class).generic.get_attr
            && self.kind_of(v) != Some(Kind::Type)
            && let Some(f) = self.lookup_type(class, name)
            && self.is_method_like(f)
            && self.instance_get(v, name).is_none()
        {
            return self.with_receiver(v, args, |rt, all| rt.call_kw(f, all, &[]));
        }
        let f = self.get_attr(v, name)?;
        self.call(f, args)
    }

    /// `import name`, for a module in no package.
    pub fn import(&mut self, name: &str) -> Res<Value> {
        let import = self.builtin("__import__")?;
        let name = self.intern(name)?;
        self.call(import, &[name])
    }

    /// `warnings.warn` where the running Python code is.
    pub fn warn(&mut self, category: Exc, message: &str) -> Res<()> {
        let warnings = self.import("warnings")?;
        let message = self.new_str(message)?;
        let category = Value::object(self.exceptions[category as usize]);
        self.call_method(warnings, "warn", &[message, category])?;
        Ok(())
    }

    pub fn is_callable(&self, v: Value) -> bool {
        match self.kind_of(v) {
            Some(Kind::Function | Kind::Builtin | Kind::BoundMethod | Kind::Type) => true,
            _ => self.slots_of(v).call.is_some(),
        }
    }

    /// Guards native recursion: RecursionError "maximum recursion depth exceeded" + `what`. Pairs with `leave`.
    pub fn enter(&mut self, what: &str) -> Res<()> {
        self.check_stack(what)?;
        // Native operations and Python frames share the limit, as in CPython; 0: no host has set one.
        let limit = self.heap.ctx(ctx::DEPTH_LIMIT);
        if limit != 0 && self.core.depth + self.heap.ctx(ctx::DEPTH) >= limit {
            return self.raise(Exc::RecursionError, format!("maximum recursion depth exceeded{what}"));
        }
        self.core.depth += 1;
        Ok(())
    }

    fn check_stack(&mut self, what: &str) -> Res<()> {
        let here = 0u8;
        if (&raw const here as usize) < self.core.stack_limit {
            return self.raise(Exc::RecursionError, format!("maximum recursion depth exceeded{what}"));
        }
        Ok(())
    }

    pub fn leave(&mut self) {
        self.core.depth -= 1;
    }

    /// Calls a native function; a bound one gets its receiver in front.
    pub fn call_builtin(&mut self, f: Ref, pos: &[Value], kw: &[(Value, Value)]) -> Res<Value> {
        let receiver = self.heap.value(f, o_builtin::SELF);
        if receiver.is_unbound() {
            return self.call_native(f, pos, kw);
        }
        self.with_receiver(receiver, pos, |rt, all| rt.call_native(f, all, kw))
    }

    fn call_native(&mut self, f: Ref, pos: &[Value], kw: &[(Value, Value)]) -> Res<Value> {
        if self.heap.u32(f, o_builtin::HOST) != 0 {
            return self.call_host(f, pos, kw);
        }
        let owner = self.heap.field(f, o_builtin::OWNER);
        match self.core.natives[self.heap.u32(f, o_builtin::FN) as usize] {
            Native::Method(def) => self.call_method_def(def, owner, pos, kw),
            Native::Wrapper(wrap) => {
                self.check_receiver(f, owner, pos, true)?;
                self.enter(" while calling a Python object")?;
                let result = self.call_wrapper(owner, wrap, &Args { pos, kw });
                self.leave();
                result
            }
            Native::New => self.call_new(owner, pos, kw),
        }
    }

    fn check_receiver(&mut self, f: Ref, owner: Ref, pos: &[Value], wrapper: bool) -> Res<()> {
        if let Some(&v) = pos.first()
            && self.is_instance(v, owner)
        {
            return Ok(());
        }
        let name = self.str_to_string(Value::object(self.heap.field(f, o_builtin::NAME)));
        let class = self.class_name(owner);
        match pos.first() {
            None if wrapper => self.type_error(format!("descriptor '{name}' of '{class}' object needs an argument")),
            None => {
                let class = &self.info(owner).name;
                self.type_error(format!("unbound method {class}.{name}() needs an argument"))
            }
            Some(&v) => {
                let got = self.type_name(v);
                if wrapper {
                    return self.type_error(format!(
                        "descriptor '{name}' requires a '{class}' object but received a '{got}'"
                    ));
                }
                self.type_error(format!(
                    "descriptor '{name}' for '{class}' objects doesn't apply to a '{got}' object"
                ))
            }
        }
    }

    fn call_method_def(
        &mut self,
        def: &'static MethodDef,
        owner: Ref,
        pos: &[Value],
        kw: &[(Value, Value)],
    ) -> Res<Value> {
        let of_type = !owner.is_none() && self.heap.kind(owner) == Kind::Type;
        let receivers = usize::from(of_type && def.binding != Binding::Static);
        if receivers == 1 {
            match pos.first() {
                Some(&v) if def.binding == Binding::Class || self.is_instance(v, owner) => {}
                Some(&v) => {
                    let (class, got, name) = (self.class_name(owner), self.type_name(v), def.name);
                    return self.type_error(format!(
                        "descriptor '{name}' for '{class}' objects doesn't apply to a '{got}' object"
                    ));
                }
                None => {
                    let (class, name) = (&self.info(owner).name, def.name);
                    return self.type_error(format!("unbound method {class}.{name}() needs an argument"));
                }
            }
        }
        let (params, f) = match def.func {
            NativeFn::Raw(f) => return f(self, &Args { pos, kw }),
            NativeFn::Bound(params, f) => (params, f),
        };
        let n = pos.len() - receivers;
        let direct = kw.is_empty()
            && match params {
                Params::NoArgs => n == 0,
                Params::One => n == 1,
                Params::Pos(_, max) => n == max,
                Params::Kw(names, _, max) => n == names.len() && n <= max,
            };
        if direct {
            return f(self, pos);
        }
        // Optional parameters at the end that are not given.
        let padded = match params {
            Params::Pos(min, max) if (min..=max).contains(&n) => Some(max),
            Params::Kw(names, required, max) if (required..=max).contains(&n) => Some(names.len()),
            _ => None,
        };
        const INLINE: usize = 8;
        if let Some(count) = padded.filter(|count| kw.is_empty() && receivers + count <= INLINE) {
            let mut all = [Value::UNBOUND; INLINE];
            all[..pos.len()].copy_from_slice(pos);
            return f(self, &all[..receivers + count]);
        }
        // CPython names METH_NOARGS and METH_O functions with their class or module.
        let qualified =
            !kw.is_empty() && !matches!(params, Params::Kw(..)) || matches!(params, Params::NoArgs | Params::One);
        let name = match () {
            _ if qualified && def.binding == Binding::Class && self.is_type(pos[0]) => {
                format!("{}.{}", self.info(pos[0].obj()).name, def.name)
            }
            _ if qualified && of_type => format!("{}.{}", self.info(owner).name, def.name),
            _ if qualified && !owner.is_none() => match self.module_name(owner) {
                Some(module) if module != "builtins" => format!("{module}.{}", def.name),
                _ => def.name.to_string(),
            },
            _ => def.name.to_string(),
        };
        let bound = self.bind_args(&name, params, &pos[receivers..], kw)?;
        if receivers == 0 {
            return f(self, &bound);
        }
        self.with_receiver(pos[0], &bound, f)
    }

    /// `owner.__new__(pos…)`
    fn call_new(&mut self, owner: Ref, pos: &[Value], kw: &[(Value, Value)]) -> Res<Value> {
        let name = self.class_name(owner);
        let Some(&class) = pos.first() else {
            return self.type_error(format!("{name}.__new__(): not enough arguments"));
        };
        if !self.is_type(class) {
            let got = self.type_name(class);
            return self.type_error(format!("{name}.__new__(X): X is not a type object ({got})"));
        }
        if !self.is_subclass(class.obj(), owner) {
            let got = self.class_name(class.obj());
            return self.type_error(format!("{name}.__new__({got}): {got} is not a subtype of {name}"));
        }
        // The layout must be the one that owner makes: object.__new__(int) will not do.
        if self.info(class.obj()).kind != self.info(owner).kind && !self.info(class.obj()).generic.new {
            let got = self.class_name(class.obj());
            return self.type_error(format!("{name}.__new__({got}) is not safe, use {got}.__new__()"));
        }
        let mut made_by = class.obj();
        while self.info(made_by).generic.new {
            made_by = self.info(made_by).base;
        }
        let own = self.info(owner).spec.and_then(|s| s.slots.new);
        // Nor will int's for a bool.
        if let (Some(own), Some(new)) = (own, self.info(made_by).slots.new)
            && owner != self.types.object
            && !std::ptr::fn_addr_eq(own, new)
        {
            let got = self.class_name(class.obj());
            return self.type_error(format!("{name}.__new__({got}) is not safe, use {got}.__new__()"));
        }
        match own {
            Some(new) => new(self, &Args { pos, kw }),
            None => self.type_error(format!("cannot create '{name}' instances")),
        }
    }

    /// Arguments on the register stack above SP; gives SP as it was.
    fn push_args(&mut self, callee: Value, pos: &[Value], kw: &[(Value, Value)]) -> Res<u32> {
        let names = if kw.is_empty() {
            0
        } else {
            let names: Vec<Value> = kw.iter().map(|k| k.0).collect();
            self.new_tuple(&names)?.obj().0
        };
        let sp = self.heap.ctx(ctx::SP);
        let count = pos.len() + kw.len();
        if sp as usize + count + 64 > self.heap.ctx(ctx::STACK_LIMIT) as usize {
            return self.raise(Exc::RecursionError, "maximum recursion depth exceeded");
        }
        let slots = self.heap.values_mut(sp * 8, count);
        slots[..pos.len()].copy_from_slice(pos);
        for (slot, k) in slots[pos.len()..].iter_mut().zip(kw) {
            *slot = k.1;
        }
        self.heap.set_ctx_value(ctx::CALLEE, callee);
        self.heap.set_ctx(ctx::ARGP, sp);
        self.heap.set_ctx(ctx::ARGC, count as u32);
        self.heap.set_ctx(ctx::KWNAMES, names);
        let top = sp + count as u32;
        self.heap.set_ctx(ctx::SP, top);
        if top > self.heap.ctx(ctx::STACK_HIGH) {
            self.heap.set_ctx(ctx::STACK_HIGH, top);
        }
        Ok(sp)
    }

    /// Runs one of the host's callbacks and gives its status.
    fn callback(&mut self, python: bool, sp: u32) -> Res<u32> {
        let Some(host) = self.core.host else {
            self.heap.set_ctx(ctx::SP, sp);
            return self.raise(Exc::SystemError, "no interpreter to call");
        };
        if let Err(e) = self.check_stack("") {
            self.heap.set_ctx(ctx::SP, sp);
            return Err(e);
        }
        let (pc, fp) = (self.heap.ctx(ctx::PC), self.heap.ctx(ctx::FP));
        let f = if python { host.call_python } else { host.call_host };
        f(host.data, self);
        self.heap.set_ctx(ctx::PC, pc);
        self.heap.set_ctx(ctx::FP, fp);
        self.heap.set_ctx(ctx::SP, sp);
        Ok(self.heap.ctx(ctx::STATUS))
    }

    fn finish(&mut self, status: u32) -> Res<Value> {
        if status == status::EXC {
            Err(Raised)
        } else {
            Ok(self.heap.ctx_value(ctx::RESULT))
        }
    }

    fn call_python(&mut self, f: Value, pos: &[Value], kw: &[(Value, Value)]) -> Res<Value> {
        let sp = self.push_args(f, pos, kw)?;
        self.heap.set_ctx(ctx::EXTRA, 0);
        let status = self.callback(true, sp)?;
        self.finish(status)
    }

    /// Runs a class body with `namespace` as its local names; gives what it returns.
    pub fn call_class_body(&mut self, body: Value, namespace: Value) -> Res<Value> {
        let sp = self.push_args(body, &[namespace], &[])?;
        self.heap.set_ctx(ctx::EXTRA, sp);
        self.heap.set_ctx(ctx::ARGP, sp + 1);
        self.heap.set_ctx(ctx::ARGC, 0);
        let status = self.callback(true, sp)?;
        self.finish(status)
    }

    fn call_host(&mut self, f: Ref, pos: &[Value], kw: &[(Value, Value)]) -> Res<Value> {
        let sp = self.push_args(Value::object(f), pos, kw)?;
        self.heap.set_ctx(ctx::EXTRA, self.heap.u32(f, o_builtin::FN));
        let status = self.callback(false, sp)?;
        self.finish(status)
    }

    /// Sends `value` into a generator: what it yields, or `None` with its return value in STOP_VALUE.
    pub fn resume_generator(&mut self, generator: Value, value: Value) -> Res<Option<Value>> {
        let sp = self.push_args(generator, &[value], &[])?;
        self.heap.set_ctx(ctx::EXTRA, resume::SEND);
        let status = self.callback(true, sp)?;
        match status {
            status::EXC => Err(Raised),
            status::STOP => {
                self.heap
                    .set_ctx_value(ctx::STOP_VALUE, self.heap.ctx_value(ctx::RESULT));
                Ok(None)
            }
            _ => Ok(Some(self.heap.ctx_value(ctx::RESULT))),
        }
    }
}
