//! Containers and iteration.

use super::{Exc, Raised, Res, Runtime};
use crate::generated::layouts::ctx;
use crate::heap::{Kind, Value};

impl Runtime {
    pub fn len(&mut self, v: Value) -> Res<usize> {
        match self.slots_of(v).len {
            Some(f) => f(self, v),
            None => {
                let name = self.type_name(v);
                self.type_error(format!("object of type '{name}' has no len()"))
            }
        }
    }

    /// `operator.length_hint`: the length, else `__length_hint__`, else `default`.
    pub fn length_hint(&mut self, v: Value, default: usize) -> Res<usize> {
        if let Some(f) = self.slots_of(v).len {
            match f(self, v) {
                Ok(n) => return Ok(n),
                Err(e) if !self.matches(Exc::TypeError) => return Err(e),
                Err(_) => self.clear_exc(),
            }
        }
        let hint = match self.call_special(v, self.core.names.__length_hint__, &[]) {
            Ok(None) => return Ok(default),
            Ok(Some(Value::NOT_IMPLEMENTED)) => return Ok(default),
            Ok(Some(hint)) => hint,
            Err(e) if !self.matches(Exc::TypeError) => return Err(e),
            Err(_) => {
                self.clear_exc();
                return Ok(default);
            }
        };
        if !self.is_instance(hint, self.types.int) {
            let got = self.type_name(hint);
            return self.type_error(format!("__length_hint__ must be an integer, not {got}"));
        }
        match usize::try_from(self.as_index(hint)?) {
            Ok(n) => Ok(n),
            Err(_) => self.value_error("__length_hint__() should return >= 0"),
        }
    }

    pub fn contains(&mut self, container: Value, v: Value) -> Res<bool> {
        if let Some(f) = self.slots_of(container).contains {
            return f(self, container, v);
        }
        let it = match self.iter(container) {
            Ok(it) => it,
            Err(e) if !self.matches(Exc::TypeError) => return Err(e),
            Err(_) => {
                self.clear_exc();
                let name = self.type_name(container);
                return self.type_error(format!("argument of type '{name}' is not iterable"));
            }
        };
        let scope = self.scope();
        self.roots.extend([it, v]);
        let result = self.find_in(it, v);
        self.unscope(scope);
        result
    }

    fn find_in(&mut self, it: Value, v: Value) -> Res<bool> {
        while let Some(item) = self.next(it)? {
            if self.eq(item, v)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    pub fn get_item(&mut self, v: Value, key: Value) -> Res<Value> {
        if let Some(f) = self.slots_of(v).get_item {
            return f(self, v, key);
        }
        if self.is_type(v) {
            if v.obj() == self.types.type_ {
                return self.new_generic_alias(v, key);
            }
            if let Some(f) = self.find_attr(v, self.core.names.__class_getitem__)? {
                return self.call(f, &[key]);
            }
            let name = self.class_name(v.obj());
            return self.type_error(format!("type '{name}' is not subscriptable"));
        }
        let name = self.type_name(v);
        self.type_error(format!("'{name}' object is not subscriptable"))
    }

    pub fn set_item(&mut self, v: Value, key: Value, value: Value) -> Res<()> {
        match self.slots_of(v).set_item {
            Some(f) => f(self, v, key, Some(value)),
            None => {
                let name = self.type_name(v);
                self.type_error(format!("'{name}' object does not support item assignment"))
            }
        }
    }

    pub fn del_item(&mut self, v: Value, key: Value) -> Res<()> {
        match self.slots_of(v).set_item {
            Some(f) => f(self, v, key, None),
            None => {
                // CPython's sequence protocol, which serves integer keys, has words of its own.
                let info = self.info(self.class_of(v));
                let sequence = info.slots.len.is_some() || info.heap_type && info.shown.is_none();
                let verb = if sequence && self.has_index(key)? {
                    "doesn't"
                } else {
                    "does not"
                };
                let name = self.type_name(v);
                self.type_error(format!("'{name}' object {verb} support item deletion"))
            }
        }
    }

    pub fn iter(&mut self, v: Value) -> Res<Value> {
        let info = self.info(self.class_of(v));
        let slots = &info.slots;
        // Built-in types with items by key only are no sequences.
        let sequence = slots.get_item.is_some() && (info.heap_type || slots.len.is_some());
        if let Some(f) = slots.iter {
            let it = f(self, v)?;
            if self.slots_of(it).next.is_none() {
                let name = self.type_name(it);
                return self.type_error(format!("iter() returned non-iterator of type '{name}'"));
            }
            return Ok(it);
        }
        if sequence && !self.is_instance(v, self.types.dict) {
            return self.new_sequence_iter(v);
        }
        let name = self.type_name(v);
        self.type_error(format!("'{name}' object is not iterable"))
    }

    /// `None`: exhausted. StopIteration means the same wherever it comes from: `__next__`, or a function that `map` calls. Its
    /// value is in STOP_VALUE then.
    pub fn next(&mut self, it: Value) -> Res<Option<Value>> {
        self.next_or_stop(it).or_else(|raised| self.unless_stopped(raised))
    }

    /// As `next`, but StopIteration stays raised.
    pub fn next_or_stop(&mut self, it: Value) -> Res<Option<Value>> {
        match self.slots_of(it).next {
            Some(f) => f(self, it),
            None => {
                let name = self.type_name(it);
                self.type_error(format!("'{name}' object is not an iterator"))
            }
        }
    }

    #[cold]
    fn unless_stopped(&mut self, raised: Raised) -> Res<Option<Value>> {
        if !self.matches(Exc::StopIteration) {
            return Err(raised);
        }
        let exc = self.take_exc();
        let value = self.stop_iteration_value(exc);
        self.heap.set_ctx_value(ctx::STOP_VALUE, value);
        Ok(None)
    }

    /// All items of an iterable. They are not rooted: the caller does so if it calls back.
    pub fn collect(&mut self, iterable: Value) -> Res<Vec<Value>> {
        if self.is_exact(iterable, self.types.list) {
            return Ok(self.items_of_list(iterable));
        }
        if self.is_exact(iterable, self.types.tuple) {
            return Ok(self.items_of_tuple(iterable).to_vec());
        }
        let it = self.iter(iterable)?;
        let scope = self.scope();
        self.root(it);
        let mut items = Vec::new();
        let result = loop {
            match self.next(it) {
                Ok(Some(item)) => items.push(self.root(item)),
                Ok(None) => break Ok(items),
                Err(e) => break Err(e),
            }
        };
        self.unscope(scope);
        result
    }

    /// Is it a sequence in the sense of C's PySequence_Check: has `__getitem__`, is no dict?
    pub fn is_sequence(&mut self, v: Value) -> bool {
        let sequence_slots = self.slots_of(v).get_item.is_some();
        sequence_slots && self.kind_of(v) != Some(Kind::Dict) && !self.is_type(v)
    }
}
