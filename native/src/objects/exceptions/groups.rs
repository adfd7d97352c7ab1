//! Exception groups: construction, split, subgroup, derive; what `except*` needs.

use super::set_args;
use crate::generated::layouts::o_exception;
use crate::heap::{Kind, Value};
use crate::objects::modules::generic_alias::CLASS_GETITEM;
use crate::objects::spec::{Args, Params, Slots, TypeSpec, member, method};
use crate::objects::{Exc, Res, Runtime};

pub(super) static BASE_GROUP: TypeSpec = TypeSpec {
    name: "BaseExceptionGroup",
    module: "builtins",
    kind: Kind::Exception,
    base: "BaseException",
    subclassable: true,
    slots: Slots {
        new: Some(new),
        init: Some(init),
        str: Some(str),
        ..Slots::NONE
    },
    methods: &[
        method("derive", Params::One, |rt, a| {
            let message = rt.exc_field(a[0], 0);
            let class = rt.exc_class(Exc::BaseExceptionGroup);
            rt.call(Value::object(class), &[message, a[1]])
        }),
        method("split", Params::One, |rt, a| {
            let matcher = Matcher::new(rt, a[1])?;
            let (yes, no) = rt.split_group(a[0], matcher)?;
            rt.new_tuple(&[yes, no])
        }),
        method("subgroup", Params::Pos(1, 1), |rt, a| {
            let matcher = Matcher::new(rt, a[1])?;
            Ok(rt.split_group(a[0], matcher)?.0)
        }),
        CLASS_GETITEM,
    ],
    getset: &[
        member("message", |rt, v| Ok(rt.exc_field(v, 0))),
        member("exceptions", |rt, v| Ok(rt.exc_field(v, 1))),
    ],
    doc: "A combination of multiple unrelated exceptions.",
};

fn new(rt: &mut Runtime, args: &Args<'_>) -> Res<Value> {
    let given = &args.pos[1..];
    if given.len() != 2 {
        let n = given.len();
        return rt.type_error(format!(
            "BaseExceptionGroup.__new__() takes exactly 2 arguments ({n} given)"
        ));
    }
    if rt.kind_of(given[0]) != Some(Kind::Str) {
        let got = rt.argument_name(given[0]);
        return rt.type_error(format!(
            "BaseExceptionGroup.__new__() argument 1 must be str, not {got}"
        ));
    }
    if !rt.is_sequence(given[1]) {
        return rt.type_error("second argument (exceptions) must be a sequence");
    }
    let items = rt.collect(given[1])?;
    if items.is_empty() {
        return rt.value_error("second argument (exceptions) must be a non-empty sequence");
    }
    let exception = rt.exc_class(Exc::Exception);
    for (i, &e) in items.iter().enumerate() {
        if !rt.is_exception(e) {
            return rt.value_error(format!("Item {i} of second argument (exceptions) is not an exception"));
        }
    }
    let all_exceptions = items.iter().all(|&e| rt.is_instance(e, exception));
    let (base, group) = (rt.exc_class(Exc::BaseExceptionGroup), rt.exc_class(Exc::ExceptionGroup));
    let mut class = args.pos[0].obj();
    if class == base {
        if all_exceptions {
            class = group;
        }
    } else if !all_exceptions && class == group {
        return rt.type_error("Cannot nest BaseExceptions in an ExceptionGroup");
    } else if !all_exceptions && rt.is_subclass(class, exception) {
        let name = rt.class_name(class);
        return rt.type_error(format!("Cannot nest BaseExceptions in '{name}'"));
    }
    let exc = rt.alloc_exception(class, given)?;
    let tuple = rt.new_tuple(&items)?;
    rt.set_exc_field(exc, 0, given[0]);
    rt.set_exc_field(exc, 1, tuple);
    Ok(exc)
}

fn init(rt: &mut Runtime, args: &Args<'_>) -> Res<()> {
    if !args.kw.is_empty() {
        let name = rt.type_name(args.pos[0]);
        return rt.type_error(format!("{name}() takes no keyword arguments"));
    }
    set_args(rt, args)
}

fn str(rt: &mut Runtime, v: Value) -> Res<Value> {
    let message = rt.exc_field(v, 0);
    let message = rt.str_to_string(message);
    let n = rt.items_of_tuple(rt.exc_field(v, 1)).len();
    let s = if n == 1 { "" } else { "s" };
    rt.new_str(&format!("{message} ({n} sub-exception{s})"))
}

/// What `split` and `except*` select by.
#[derive(Clone, Copy)]
pub enum Matcher {
    /// Exception class or tuple of them.
    Class(Value),
    Predicate(Value),
    /// Exceptions that occur (by identity) in this group.
    In(Value),
}

impl Matcher {
    fn new(rt: &mut Runtime, v: Value) -> Res<Matcher> {
        let classes = rt.kind_of(v) == Some(Kind::Tuple)
            && rt
                .items_of_tuple(v)
                .to_vec()
                .into_iter()
                .all(|c| rt.is_exception_class(c));
        if classes || rt.is_exception_class(v) {
            return Ok(Matcher::Class(v));
        }
        if rt.kind_of(v) == Some(Kind::Function) || (rt.is_callable(v) && !rt.is_type(v)) {
            return Ok(Matcher::Predicate(v));
        }
        rt.type_error("expected a function, exception type or tuple of exception types")
    }
}

impl Runtime {
    pub fn is_group(&self, v: Value) -> bool {
        self.is_instance(v, self.exc_class(Exc::BaseExceptionGroup))
    }

    fn exception_matches(&mut self, exc: Value, matcher: Matcher) -> Res<bool> {
        match matcher {
            Matcher::Class(class) => self.exc_match(exc, class),
            Matcher::Predicate(f) => {
                let r = self.call(f, &[exc])?;
                self.truth(r)
            }
            Matcher::In(group) => Ok(!self.is_group(exc) && self.contains_leaf(group, exc)),
        }
    }

    fn contains_leaf(&self, group: Value, exc: Value) -> bool {
        if !self.is_group(group) {
            return group == exc;
        }
        self.items_of_tuple(self.exc_field(group, 1))
            .iter()
            .any(|&e| self.contains_leaf(e, exc))
    }

    /// (what matches, the rest); None where there is nothing.
    pub fn split_group(&mut self, exc: Value, matcher: Matcher) -> Res<(Value, Value)> {
        if self.exception_matches(exc, matcher)? {
            return Ok((exc, Value::NONE));
        }
        if !self.is_group(exc) {
            return Ok((Value::NONE, exc));
        }
        self.enter(" in exception group")?;
        let result = self.split_members(exc, matcher);
        self.leave();
        result
    }

    fn split_members(&mut self, group: Value, matcher: Matcher) -> Res<(Value, Value)> {
        let members = self.items_of_tuple(self.exc_field(group, 1)).to_vec();
        let (mut yes, mut no) = (Vec::new(), Vec::new());
        let scope = self.scope();
        for e in members {
            let (a, b) = self.split_group(e, matcher)?;
            for (part, list) in [(a, &mut yes), (b, &mut no)] {
                if !part.is_none() {
                    list.push(self.root(part));
                }
            }
        }
        let mut part = |members: &[Value]| match members.is_empty() {
            true => Ok(Value::NONE),
            false => self.derive(group, members).map(|part| self.root(part)),
        };
        let parts = part(&yes).and_then(|a| Ok((a, part(&no)?)));
        self.unscope(scope);
        parts
    }

    /// A group like `group` with other members.
    pub fn derive(&mut self, group: Value, members: &[Value]) -> Res<Value> {
        let list = self.new_list(members)?;
        let new = self.call_method(group, "derive", &[list])?;
        if !self.is_group(new) {
            return self.type_error("derive must return an instance of BaseExceptionGroup");
        }
        for offset in [o_exception::CAUSE, o_exception::CONTEXT, o_exception::TRACEBACK] {
            self.heap
                .set_value(new.obj(), offset, self.heap.value(group.obj(), offset));
        }
        self.heap.set_u32(
            new.obj(),
            o_exception::SUPPRESS,
            self.heap.u32(group.obj(), o_exception::SUPPRESS),
        );
        if let Some(notes) = self.find_attr(group, self.core.names.__notes__)?
            && self.is_sequence(notes)
        {
            let notes = self.collect(notes)?;
            let notes = self.new_list(&notes)?;
            self.set_attr(new, self.core.names.__notes__, notes)?;
        }
        Ok(new)
    }

    /// Does `except class` catch the exception? The class is known to be valid.
    pub fn exc_match(&mut self, exc: Value, class: Value) -> Res<bool> {
        if self.kind_of(class) == Some(Kind::Tuple) {
            for c in self.items_of_tuple(class).to_vec() {
                if self.exc_match(exc, c)? {
                    return Ok(true);
                }
            }
            return Ok(false);
        }
        Ok(self.is_type(class) && self.is_instance(exc, class.obj()))
    }

    /// What `except*` blocks leave to be raised: from the original exception and what the blocks raised or left.
    pub fn prepare_reraise_star(&mut self, original: Value, results: &[Value]) -> Res<Value> {
        let results: Vec<Value> = results.iter().copied().filter(|v| !v.is_none()).collect();
        if results.is_empty() {
            return Ok(Value::NONE);
        }
        if !self.is_group(original) {
            // A naked exception was wrapped for the blocks: give it back as it was.
            return Ok(results[0]);
        }
        let (mut raised, mut reraised) = (Vec::new(), Vec::new());
        for e in results {
            if self.same_metadata(original, e) {
                reraised.push(e)
            } else {
                raised.push(e)
            }
        }
        let rest = if reraised.is_empty() {
            Value::NONE
        } else {
            // The parts that were raised again keep their places in the original's structure.
            let tuple = self.new_tuple(&reraised)?;
            let message = self.exc_field(original, 0);
            let class = Value::object(self.exc_class(Exc::BaseExceptionGroup));
            let all = self.call(class, &[message, tuple])?;
            self.split_group(original, Matcher::In(all))?.0
        };
        if raised.is_empty() {
            return Ok(rest);
        }
        if !rest.is_none() {
            raised.push(rest);
        }
        if let [one] = raised[..] {
            return Ok(one);
        }
        let message = self.new_str("")?;
        let list = self.new_list(&raised)?;
        let class = Value::object(self.exc_class(Exc::BaseExceptionGroup));
        self.call(class, &[message, list])
    }

    fn same_metadata(&self, a: Value, b: Value) -> bool {
        self.is_group(b)
            && [o_exception::CAUSE, o_exception::CONTEXT, o_exception::TRACEBACK]
                .iter()
                .all(|&o| self.heap.value(a.obj(), o) == self.heap.value(b.obj(), o))
    }
}
