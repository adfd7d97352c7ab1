//! `list`.

mod items;
mod methods;
mod timsort;

pub use methods::{sort_list, sort_values};

use crate::generated::layouts::o_list;
use crate::heap::{Kind, Ref, Value};
use crate::objects::spec::{Args, CmpOp, MethodDef, ModuleSpec, Slots, TypeSpec};
use crate::objects::{Res, Runtime};

/// Types, builtin functions and native modules of this folder; see `registry.rs`.
pub static TYPES: &[&TypeSpec] = &[&LIST];
pub static FUNCTIONS: &[MethodDef] = &[];
pub static MODULES: &[&ModuleSpec] = &[];

pub static LIST: TypeSpec = TypeSpec {
    name: "list",
    module: "builtins",
    kind: Kind::List,
    base: "object",
    subclassable: true,
    slots: Slots {
        repr: Some(repr),
        compare: Some(compare),
        unhashable: true,
        len: Some(|rt, v| Ok(rt.list_len(v.obj()))),
        get_item: Some(items::get_item),
        set_item: Some(items::set_item),
        contains: Some(contains),
        iter: Some(|rt, v| rt.new_item_iter(Kind::ListIter, v)),
        concat: Some(items::concat),
        repeat: Some(items::repeat),
        inplace_concat: Some(|rt, a, b| {
            rt.list_extend(a, b)?;
            Ok(a)
        }),
        inplace_repeat: Some(items::inplace_repeat),
        new: Some(new),
        init: Some(init),
        ..Slots::NONE
    },
    methods: methods::METHODS,
    getset: &[],
    doc: "Built-in mutable sequence.\n\nIf no argument is given, the constructor creates a new empty list.\nThe argument must be an iterable if specified.",
};

fn new(rt: &mut Runtime, args: &Args<'_>) -> Res<Value> {
    let class = args.pos[0].obj();
    Ok(Value::object(rt.alloc(Kind::List, class, o_list::SIZE as usize)?))
}

fn init(rt: &mut Runtime, args: &Args<'_>) -> Res<()> {
    if !args.kw.is_empty() && rt.keeps_new(args.pos[0], rt.types.list) {
        return rt.type_error("list() takes no keyword arguments");
    }
    if args.pos.len() > 2 {
        return rt.type_error(format!("list expected at most 1 argument, got {}", args.pos.len() - 1));
    }
    rt.list_truncate(args.pos[0].obj(), 0);
    match args.pos.get(1) {
        Some(&iterable) => rt.list_extend(args.pos[0], iterable),
        None => Ok(()),
    }
}

/// Reprs of a sequence's items, joined; items are read afresh each time, because a repr may change the sequence.
pub fn repr_items(rt: &mut Runtime, v: Value, item: impl Fn(&Runtime, Ref, usize) -> Option<Value>) -> Res<String> {
    let mut text = String::new();
    let mut i = 0;
    while let Some(item) = item(rt, v.obj(), i) {
        if i > 0 {
            text.push_str(", ");
        }
        let part = rt.repr(item)?;
        text.push_str(&rt.str_to_string(part));
        i += 1;
    }
    Ok(text)
}

/// The repr of an iterable's items as a list's; None: it is being shown already.
pub fn repr_as_list(rt: &mut Runtime, v: Value) -> Res<Option<String>> {
    if !rt.repr_enter(v) {
        return Ok(None);
    }
    let scope = rt.scope();
    let result = rt.list_from(v).and_then(|list| {
        rt.root(list);
        rt.repr_string(list)
    });
    rt.unscope(scope);
    rt.repr_leave(v);
    result.map(Some)
}

fn repr(rt: &mut Runtime, v: Value) -> Res<Value> {
    if rt.list_len(v.obj()) == 0 {
        return rt.new_str("[]");
    }
    if !rt.repr_enter(v) {
        return rt.new_str("[...]");
    }
    let result = repr_items(rt, v, |rt, r, i| (i < rt.list_len(r)).then(|| rt.list_get(r, i)));
    rt.repr_leave(v);
    rt.new_str(&format!("[{}]", result?))
}

fn contains(rt: &mut Runtime, list: Value, v: Value) -> Res<bool> {
    Ok(rt.list_position(list.obj(), v, 0, usize::MAX)?.is_some())
}

fn compare(rt: &mut Runtime, a: Value, b: Value, op: CmpOp) -> Res<Value> {
    if rt.kind_of(a) != Some(Kind::List) || rt.kind_of(b) != Some(Kind::List) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let (x, y) = (a.obj(), b.obj());
    if rt.list_len(x) != rt.list_len(y) && matches!(op, CmpOp::Eq | CmpOp::Ne) {
        return Ok(Value::bool(op == CmpOp::Ne));
    }
    let mut i = 0;
    while i < rt.list_len(x) && i < rt.list_len(y) {
        if rt.eq_rooted(rt.list_get(x, i), rt.list_get(y, i))? {
            i += 1;
            continue;
        }
        // The comparison may have changed the lists.
        if i >= rt.list_len(x) || i >= rt.list_len(y) {
            break;
        }
        return match op {
            CmpOp::Eq => Ok(Value::FALSE),
            CmpOp::Ne => Ok(Value::TRUE),
            _ => rt.compare(rt.list_get(x, i), rt.list_get(y, i), op),
        };
    }
    Ok(Value::bool(op.holds(rt.list_len(x), rt.list_len(y))))
}

impl Runtime {
    /// `rt.eq` of two items that nothing but a changeable container may hold.
    pub fn eq_rooted(&mut self, a: Value, b: Value) -> Res<bool> {
        if let Some(equal) = self.quick_eq(a, b) {
            return Ok(equal);
        }
        let scope = self.scope();
        self.root(a);
        self.root(b);
        let equal = self.eq(a, b);
        self.unscope(scope);
        equal
    }

    /// Position of the first item equal to `v` in `start..end` (of what the list is while being searched).
    pub fn list_position(&mut self, list: Ref, v: Value, start: usize, end: usize) -> Res<Option<usize>> {
        let mut i = start;
        while i < end && i < self.list_len(list) {
            let item = self.list_get(list, i);
            if self.eq_rooted(item, v)? {
                return Ok(Some(i));
            }
            i += 1;
        }
        Ok(None)
    }
}
