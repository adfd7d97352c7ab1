//! `sum`, `min`, `max`, `any`, `all`, `sorted`: what walks an iterable once.

use crate::heap::{Kind, Value};
use crate::objects::list::sort_list;
use crate::objects::spec::{Args, BinOp, CmpOp};
use crate::objects::{Res, Runtime};

impl Runtime {
    /// Calls `f` for each item, which is rooted meanwhile, until it gives false.
    pub fn for_each(&mut self, iterable: Value, mut f: impl FnMut(&mut Runtime, Value) -> Res<bool>) -> Res<()> {
        let scope = self.scope();
        let result = self.for_each_rooted(iterable, &mut f);
        self.unscope(scope);
        result
    }

    fn for_each_rooted(&mut self, iterable: Value, f: &mut impl FnMut(&mut Runtime, Value) -> Res<bool>) -> Res<()> {
        if self.is_exact(iterable, self.types.list) || self.is_exact(iterable, self.types.tuple) {
            let mut i = 0;
            while let Some(&item) = self.sequence_items(iterable.obj()).get(i) {
                i += 1;
                if !self.rooted(&[item], |rt| f(rt, item))? {
                    return Ok(());
                }
            }
            return Ok(());
        }
        let it = self.iter(iterable)?;
        self.root(it);
        while let Some(item) = self.next(it)? {
            if !self.rooted(&[item], |rt| f(rt, item))? {
                return Ok(());
            }
        }
        Ok(())
    }
}

pub fn all(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let mut result = true;
    rt.for_each(args[0], |rt, v| {
        result = rt.truth(v)?;
        Ok(result)
    })?;
    Ok(Value::bool(result))
}

pub fn any(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let mut result = false;
    rt.for_each(args[0], |rt, v| {
        result = rt.truth(v)?;
        Ok(!result)
    })?;
    Ok(Value::bool(result))
}

/// What has been summed up so far: machine numbers as long as they do.
enum Sum {
    Int(i64),
    Float(f64),
    Other(Value),
}

pub fn sum(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let start = if args[1].is_unbound() { Value::ZERO } else { args[1] };
    match rt.kind_of(start) {
        Some(Kind::Str) => return rt.type_error("sum() can't sum strings [use ''.join(seq) instead]"),
        Some(Kind::Bytes) => return rt.type_error("sum() can't sum bytes [use b''.join(seq) instead]"),
        Some(Kind::Bytearray) => return rt.type_error("sum() can't sum bytearray [use b''.join(seq) instead]"),
        _ => {}
    }
    let mut total = match (start.as_small_int(), start.as_float()) {
        (Some(n), _) => Sum::Int(n),
        (_, Some(x)) => Sum::Float(x),
        _ => Sum::Other(start),
    };
    // The place of the running total among the roots.
    let scope = rt.scope();
    let place = rt.roots.len();
    rt.root(start);
    let result = rt.for_each(args[0], |rt, v| {
        let int = v.as_small_int().or(v.as_bool().map(i64::from));
        let next = match total {
            Sum::Int(n) => match int {
                Some(m) => n.checked_add(m).map(Sum::Int),
                None => v.as_float().map(|x| Sum::Float(n as f64 + x)),
            },
            Sum::Float(x) => v.as_float().or(int.map(|m| m as f64)).map(|y| Sum::Float(x + y)),
            Sum::Other(_) => None,
        };
        total = match next {
            Some(next) => next,
            None => {
                let left = to_value(rt, &total)?;
                let next = rt.rooted(&[left], |rt| rt.binary(BinOp::Add, left, v))?;
                rt.roots[place] = next;
                match (next.as_small_int(), next.as_float()) {
                    (Some(n), _) => Sum::Int(n),
                    (_, Some(x)) => Sum::Float(x),
                    _ => Sum::Other(next),
                }
            }
        };
        Ok(true)
    });
    rt.unscope(scope);
    result?;
    to_value(rt, &total)
}

fn to_value(rt: &mut Runtime, total: &Sum) -> Res<Value> {
    match *total {
        Sum::Int(n) => rt.int(n),
        Sum::Float(x) => Ok(Value::float(x)),
        Sum::Other(v) => Ok(v),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Which {
    Min,
    Max,
}

/// `min` and `max`
pub fn extreme(rt: &mut Runtime, args: &Args<'_>, which: Which) -> Res<Value> {
    let (name, op) = match which {
        Which::Min => ("min", CmpOp::Lt),
        Which::Max => ("max", CmpOp::Gt),
    };
    let (mut key, mut default) = (Value::NONE, None);
    for &(keyword, value) in args.kw {
        match rt.str_to_string(keyword).as_str() {
            "key" => key = value,
            "default" => default = Some(value),
            other => {
                let message = format!("'{other}' is an invalid keyword argument for {name}()");
                return rt.type_error(message);
            }
        }
    }
    let iterable = match *args.pos {
        [] => return rt.type_error(format!("{name} expected at least 1 argument, got 0")),
        [iterable] => iterable,
        _ if default.is_some() => {
            return rt.type_error(format!(
                "Cannot specify a default for {name}() with multiple positional arguments"
            ));
        }
        _ => rt.new_tuple(args.pos)?,
    };
    // Places of the best item and its key among the roots.
    let scope = rt.scope();
    rt.root(iterable);
    let place = rt.roots.len();
    rt.root(Value::UNBOUND);
    rt.root(Value::UNBOUND);
    let result = rt.for_each(iterable, |rt, v| {
        let rank = if key.is_none() { v } else { rt.call(key, &[v])? };
        let best = rt.roots[place + 1];
        let better = best.is_unbound() || rt.rooted(&[rank], |rt| compare_bool(rt, rank, best, op))?;
        if better {
            rt.roots[place] = v;
            rt.roots[place + 1] = rank;
        }
        Ok(true)
    });
    let best = rt.roots[place];
    rt.unscope(scope);
    result?;
    match default {
        _ if !best.is_unbound() => Ok(best),
        Some(default) => Ok(default),
        None => rt.value_error(format!("{name}() arg is an empty sequence")),
    }
}

/// The truth of `a op b`, with a short way for machine numbers.
pub fn compare_bool(rt: &mut Runtime, a: Value, b: Value, op: CmpOp) -> Res<bool> {
    if let (Some(x), Some(y)) = (a.as_small_int(), b.as_small_int()) {
        return Ok(op.holds(x, y));
    }
    if let (Some(x), Some(y)) = (a.as_float(), b.as_float()) {
        return Ok(op.holds(x, y));
    }
    let result = rt.compare(a, b, op)?;
    rt.truth(result)
}

pub fn sorted(rt: &mut Runtime, args: &Args<'_>) -> Res<Value> {
    let &[iterable] = args.pos else {
        return rt.type_error(format!("sorted expected 1 argument, got {}", args.pos.len()));
    };
    let (mut key, mut reverse) = (Value::NONE, false);
    for &(keyword, value) in args.kw {
        match rt.str_to_string(keyword).as_str() {
            "key" => key = value,
            "reverse" => reverse = rt.int_flag(value)?,
            other => {
                let message = format!("'{other}' is an invalid keyword argument for sort()");
                return rt.type_error(message);
            }
        }
    }
    let list = rt.list_from(iterable)?;
    rt.rooted(&[list], |rt| sort_list(rt, list, key, reverse))?;
    Ok(list)
}
