//! Slots of classes that define the special method in Python: each looks the method up and calls it.

use super::dunders::{BINARY_NAMES, CMP_NAMES};
use crate::heap::{Kind, Ref, Value};
use crate::objects::int::Int;
use crate::objects::spec::{Args, BinaryFn, CmpOp};
use crate::objects::{Exc, Res, Runtime};

impl Runtime {
    /// Calls class attribute `f` (a special method found on the class of v) on v.
    pub fn call_unbound(&mut self, f: Value, v: Value, args: &[Value]) -> Res<Value> {
        if self.is_method_like(f) {
            return self.with_receiver(v, args, |rt, all| rt.call_kw(f, all, &[]));
        }
        let class = self.class_of(v);
        let bound = self.bind_descriptor(f, v, class)?;
        self.call(bound, args)
    }

    /// Calls the special method `name` of v's class; `None` when there is none.
    pub fn call_special(&mut self, v: Value, name: Value, args: &[Value]) -> Res<Option<Value>> {
        match self.lookup_type(self.class_of(v), name) {
            None => Ok(None),
            Some(f) => self.call_unbound(f, v, args).map(Some),
        }
    }

    fn call_required(&mut self, v: Value, name: Value, args: &[Value]) -> Res<Value> {
        match self.call_special(v, name, args)? {
            Some(r) => Ok(r),
            None => {
                let name = self.str_to_string(name);
                self.raise(Exc::AttributeError, name)
            }
        }
    }

    /// Runs `f` with `v` in front of `args`.
    pub(crate) fn with_receiver<T>(&mut self, v: Value, args: &[Value], f: impl FnOnce(&mut Self, &[Value]) -> T) -> T {
        const INLINE: usize = 8;
        if args.len() < INLINE {
            let mut all = [Value::UNBOUND; INLINE];
            all[0] = v;
            all[1..=args.len()].copy_from_slice(args);
            return f(self, &all[..=args.len()]);
        }
        let mut all = Vec::with_capacity(args.len() + 1);
        all.push(v);
        all.extend_from_slice(args);
        f(self, &all)
    }
}

fn text(rt: &mut Runtime, v: Value, name: Value, what: &str) -> Res<Value> {
    let r = rt.call_required(v, name, &[])?;
    if rt.kind_of(r) == Some(Kind::Str) {
        return Ok(r);
    }
    let got = rt.type_name(r);
    rt.type_error(format!("{what} returned non-string (type {got})"))
}

pub fn repr(rt: &mut Runtime, v: Value) -> Res<Value> {
    text(rt, v, rt.core.names.__repr__, "__repr__")
}

pub fn str(rt: &mut Runtime, v: Value) -> Res<Value> {
    text(rt, v, rt.core.names.__str__, "__str__")
}

pub fn hash(rt: &mut Runtime, v: Value) -> Res<i64> {
    let r = rt.call_required(v, rt.core.names.__hash__, &[])?;
    if !rt.is_instance(r, rt.types.int) {
        return rt.type_error("__hash__ method should return an integer");
    }
    match r.as_small_int() {
        Some(-1) => Ok(-2),
        Some(n) => Ok(n),
        None => {
            // As CPython: a value that fits 64 bits is taken as it is, else hashed.
            let big = rt.to_big(r);
            match i64::try_from(&big) {
                Ok(-1) => Ok(-2),
                Ok(n) => Ok(n),
                Err(_) => rt.hash(r),
            }
        }
    }
}

pub fn compare(rt: &mut Runtime, a: Value, b: Value, op: CmpOp) -> Res<Value> {
    let name = rt.intern(CMP_NAMES[op as usize])?;
    Ok(rt.call_special(a, name, &[b])?.unwrap_or(Value::NOT_IMPLEMENTED))
}

pub fn truth(rt: &mut Runtime, v: Value) -> Res<bool> {
    if let Some(r) = rt.call_special(v, rt.core.names.__bool__, &[])? {
        return match r.as_bool() {
            Some(b) => Ok(b),
            None => {
                let got = rt.type_name(r);
                rt.type_error(format!("__bool__ should return bool, returned {got}"))
            }
        };
    }
    Ok(len(rt, v)? != 0)
}

pub fn len(rt: &mut Runtime, v: Value) -> Res<usize> {
    let r = rt.call_required(v, rt.core.names.__len__, &[])?;
    let negative = match rt.index_value(r)? {
        Int::Small(n) => n < 0,
        Int::Big(n) => n.sign() == num_bigint::Sign::Minus,
    };
    if negative {
        return rt.value_error("__len__() should return >= 0");
    }
    rt.as_index(r).map(|n| n as usize)
}

pub fn get_item(rt: &mut Runtime, v: Value, key: Value) -> Res<Value> {
    rt.call_required(v, rt.core.names.__getitem__, &[key])
}

pub fn set_item(rt: &mut Runtime, v: Value, key: Value, value: Option<Value>) -> Res<()> {
    match value {
        Some(x) => rt.call_required(v, rt.core.names.__setitem__, &[key, x])?,
        None => rt.call_required(v, rt.core.names.__delitem__, &[key])?,
    };
    Ok(())
}

pub fn contains(rt: &mut Runtime, v: Value, item: Value) -> Res<bool> {
    let f = rt.lookup_type(rt.class_of(v), rt.core.names.__contains__);
    if f.is_some_and(Value::is_none) {
        let name = rt.type_name(v);
        return rt.type_error(format!("'{name}' object is not a container"));
    }
    let r = rt.call_required(v, rt.core.names.__contains__, &[item])?;
    rt.truth(r)
}

pub fn iter(rt: &mut Runtime, v: Value) -> Res<Value> {
    let f = rt.lookup_type(rt.class_of(v), rt.core.names.__iter__);
    match f {
        Some(f) if !f.is_none() => rt.call_unbound(f, v, &[]),
        _ => {
            let name = rt.type_name(v);
            rt.type_error(format!("'{name}' object is not iterable"))
        }
    }
}

pub fn next(rt: &mut Runtime, v: Value) -> Res<Option<Value>> {
    rt.call_required(v, rt.core.names.__next__, &[]).map(Some)
}

fn overrides(rt: &mut Runtime, a: Ref, b: Ref, name: Value) -> bool {
    match (rt.lookup_type(a, name), rt.lookup_type(b, name)) {
        (None, _) => false,
        (x, y) => x != y,
    }
}

/// CPython's slot_nb_*: the left operand's method, after a subclass's reflected one.
fn binary<const OP: usize>(rt: &mut Runtime, a: Value, b: Value) -> Res<Value> {
    let (name, rname, _) = BINARY_NAMES[OP];
    let (name, rname) = (rt.intern(name)?, rt.intern(rname)?);
    let (ca, cb) = (rt.class_of(a), rt.class_of(b));
    let mut do_other = ca != cb && rt.info(cb).generic.binary[OP];
    if rt.info(ca).generic.binary[OP] {
        if do_other && rt.is_subclass(cb, ca) && overrides(rt, cb, ca, rname) {
            if let Some(r) = rt.call_special(b, rname, &[a])?
                && r != Value::NOT_IMPLEMENTED
            {
                return Ok(r);
            }
            do_other = false;
        }
        if let Some(r) = rt.call_special(a, name, &[b])?
            && r != Value::NOT_IMPLEMENTED
        {
            return Ok(r);
        }
        if ca == cb {
            return Ok(Value::NOT_IMPLEMENTED);
        }
    }
    if do_other {
        return Ok(rt.call_special(b, rname, &[a])?.unwrap_or(Value::NOT_IMPLEMENTED));
    }
    Ok(Value::NOT_IMPLEMENTED)
}

pub const BINARY: [BinaryFn; 13] = [
    binary::<0>,
    binary::<1>,
    binary::<2>,
    binary::<3>,
    binary::<4>,
    binary::<5>,
    binary::<6>,
    binary::<7>,
    binary::<8>,
    binary::<9>,
    binary::<10>,
    binary::<11>,
    binary::<12>,
];

fn inplace<const OP: usize>(rt: &mut Runtime, a: Value, b: Value) -> Res<Value> {
    let name = rt.intern(BINARY_NAMES[OP].2)?;
    Ok(rt.call_special(a, name, &[b])?.unwrap_or(Value::NOT_IMPLEMENTED))
}

pub const INPLACE: [BinaryFn; 13] = [
    inplace::<0>,
    inplace::<1>,
    inplace::<2>,
    inplace::<3>,
    inplace::<4>,
    inplace::<5>,
    inplace::<6>,
    inplace::<7>,
    inplace::<8>,
    inplace::<9>,
    inplace::<10>,
    inplace::<11>,
    inplace::<12>,
];

pub fn neg(rt: &mut Runtime, v: Value) -> Res<Value> {
    rt.call_required(v, rt.core.names.__neg__, &[])
}

pub fn pos(rt: &mut Runtime, v: Value) -> Res<Value> {
    rt.call_required(v, rt.core.names.__pos__, &[])
}

pub fn abs(rt: &mut Runtime, v: Value) -> Res<Value> {
    rt.call_required(v, rt.core.names.__abs__, &[])
}

pub fn invert(rt: &mut Runtime, v: Value) -> Res<Value> {
    rt.call_required(v, rt.core.names.__invert__, &[])
}

pub fn int(rt: &mut Runtime, v: Value) -> Res<Value> {
    rt.call_required(v, rt.core.names.__int__, &[])
}

pub fn float(rt: &mut Runtime, v: Value) -> Res<Value> {
    rt.call_required(v, rt.core.names.__float__, &[])
}

pub fn index(rt: &mut Runtime, v: Value) -> Res<Value> {
    rt.call_required(v, rt.core.names.__index__, &[])
}

pub fn call(rt: &mut Runtime, v: Value, args: &Args<'_>) -> Res<Value> {
    let Some(f) = rt.lookup_type(rt.class_of(v), rt.core.names.__call__) else {
        return rt.raise(Exc::AttributeError, "__call__");
    };
    if rt.is_method_like(f) {
        return rt.with_receiver(v, args.pos, |rt, all| rt.call_kw(f, all, args.kw));
    }
    let class = rt.class_of(v);
    let bound = rt.bind_descriptor(f, v, class)?;
    rt.call_kw(bound, args.pos, args.kw)
}

pub fn init(rt: &mut Runtime, args: &Args<'_>) -> Res<()> {
    let v = args.pos[0];
    let Some(f) = rt.lookup_type(rt.class_of(v), rt.core.names.__init__) else {
        return Ok(());
    };
    let r = if rt.is_method_like(f) {
        rt.call_kw(f, args.pos, args.kw)?
    } else {
        let class = rt.class_of(v);
        let bound = rt.bind_descriptor(f, v, class)?;
        rt.call_kw(bound, &args.pos[1..], args.kw)?
    };
    if r.is_none() {
        return Ok(());
    }
    let got = rt.type_name(r);
    rt.type_error(format!("__init__() should return None, not '{got}'"))
}

pub fn new(rt: &mut Runtime, args: &Args<'_>) -> Res<Value> {
    let class = args.pos[0];
    let f = rt.get_attr(class, rt.core.names.__new__)?;
    rt.call_kw(f, args.pos, args.kw)
}

pub fn get_attr(rt: &mut Runtime, v: Value, name: Ref) -> Res<Value> {
    let name = Value::object(name);
    let class = rt.class_of(v);
    let getattr = rt.lookup_type(class, rt.core.names.__getattr__);
    let found = match rt.lookup_type(class, rt.core.names.__getattribute__) {
        Some(f) => match rt.native_of(f) {
            Some((super::super::state::Native::Wrapper(super::Wrap::GetAttribute), owner)) => {
                match rt.info(owner).spec.and_then(|s| s.slots.get_attr) {
                    Some(slot) => slot(rt, v, name.obj()),
                    None => rt.generic_get_attr(v, name),
                }
            }
            _ => rt.call_unbound(f, v, &[name]),
        },
        None => rt.generic_get_attr(v, name),
    };
    match (found, getattr) {
        (Err(_), Some(f)) if rt.matches(Exc::AttributeError) => {
            rt.clear_exc();
            rt.call_unbound(f, v, &[name])
        }
        (found, _) => found,
    }
}

pub fn set_attr(rt: &mut Runtime, v: Value, name: Ref, value: Option<Value>) -> Res<()> {
    let name = Value::object(name);
    match value {
        Some(x) => rt.call_required(v, rt.core.names.__setattr__, &[name, x])?,
        None => rt.call_required(v, rt.core.names.__delattr__, &[name])?,
    };
    Ok(())
}

pub fn descr_get(rt: &mut Runtime, d: Value, v: Value, owner: Value) -> Res<Value> {
    match rt.lookup_type(rt.class_of(d), rt.core.names.__get__) {
        Some(f) => rt.call_unbound(f, d, &[v, owner]),
        None => Ok(d),
    }
}

pub fn descr_set(rt: &mut Runtime, d: Value, v: Value, value: Option<Value>) -> Res<()> {
    match value {
        Some(x) => rt.call_required(d, rt.core.names.__set__, &[v, x])?,
        None => rt.call_required(d, rt.core.names.__delete__, &[v])?,
    };
    Ok(())
}
