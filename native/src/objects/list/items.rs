//! How a list holds its items: growth, slices, indexing, concatenation.

use crate::generated::layouts::{o_buffer, o_list, o_tuple};
use crate::heap::{Kind, Ref, Value};
use crate::objects::slice::Span;
use crate::objects::{Exc, Res, Runtime};

impl Runtime {
    pub fn new_list(&mut self, items: &[Value]) -> Res<Value> {
        let r = self.alloc(Kind::List, self.types.list, o_list::SIZE as usize)?;
        if !items.is_empty() {
            self.list_reserve_exact(r, items.len())?;
            self.list_push_all(r, items)?;
        }
        Ok(Value::object(r))
    }

    pub fn list_len(&self, r: Ref) -> usize {
        self.heap.u32(r, o_list::LEN) as usize
    }

    pub fn list_get(&self, r: Ref, i: usize) -> Value {
        self.heap
            .value(self.heap.field(r, o_list::ITEMS), o_buffer::DATA + 8 * i as u32)
    }

    pub fn list_put(&self, r: Ref, i: usize, v: Value) {
        self.heap
            .set_value(self.heap.field(r, o_list::ITEMS), o_buffer::DATA + 8 * i as u32, v);
    }

    /// The items of a list where they lie: not to be held across anything that may change the list.
    pub fn list_items(&self, r: Ref) -> &[Value] {
        self.heap
            .values(self.heap.u32(r, o_list::ITEMS) + o_buffer::DATA, self.list_len(r))
    }

    #[allow(clippy::mut_from_ref)]
    fn list_items_mut(&self, r: Ref) -> &mut [Value] {
        self.heap
            .values_mut(self.heap.u32(r, o_list::ITEMS) + o_buffer::DATA, self.list_len(r))
    }

    /// The items of a list or tuple where they lie.
    pub fn sequence_items(&self, r: Ref) -> &[Value] {
        match self.heap.kind(r) {
            Kind::List => self.list_items(r),
            _ => self
                .heap
                .values(r.0 + o_tuple::ITEMS, self.heap.u32(r, o_tuple::LEN) as usize),
        }
    }

    pub fn items_of_list(&self, v: Value) -> Vec<Value> {
        self.list_items(v.obj()).to_vec()
    }

    fn list_reserve_exact(&mut self, r: Ref, capacity: usize) -> Res<()> {
        if capacity >= 1 << 28 {
            return self.raise(Exc::MemoryError, "");
        }
        let old = self.heap.field(r, o_list::ITEMS);
        if old.is_none() || !self.heap.extend_buffer(old, capacity * 8) {
            // What lies behind the list's length is never read.
            let items = self.alloc_uncleared(Kind::BufferValues, Ref::NONE, o_buffer::DATA as usize + capacity * 8)?;
            self.heap.set_u32(items, o_buffer::SIZE, capacity as u32 * 8);
            self.heap
                .values_mut(items.0 + o_buffer::DATA, self.list_len(r))
                .copy_from_slice(self.list_items(r));
            self.heap.set_field(r, o_list::ITEMS, items);
            if !old.is_none() {
                self.heap.release_buffer(old);
            }
        }
        self.heap.set_u32(r, o_list::CAP, capacity as u32);
        Ok(())
    }

    /// Room for `len` items, over-allocated as CPython does.
    pub fn list_reserve(&mut self, r: Ref, len: usize) -> Res<()> {
        if len <= self.heap.u32(r, o_list::CAP) as usize {
            return Ok(());
        }
        let mut capacity = (len + (len >> 3) + 6) & !3;
        if len - self.list_len(r) > capacity - len {
            capacity = (len + 3) & !3;
        }
        self.list_reserve_exact(r, capacity)
    }

    pub fn list_append(&mut self, list: Value, v: Value) -> Res<()> {
        self.list_push(list.obj(), v)
    }

    pub fn list_push(&mut self, r: Ref, v: Value) -> Res<()> {
        let len = self.list_len(r);
        self.list_reserve(r, len + 1)?;
        self.heap.set_u32(r, o_list::LEN, len as u32 + 1);
        self.list_put(r, len, v);
        Ok(())
    }

    /// Appends `items`, which do not lie in the list itself.
    pub fn list_push_all(&mut self, r: Ref, items: &[Value]) -> Res<()> {
        let len = self.list_len(r);
        self.list_reserve(r, len + items.len())?;
        self.heap.set_u32(r, o_list::LEN, (len + items.len()) as u32);
        self.list_items_mut(r)[len..].copy_from_slice(items);
        Ok(())
    }

    /// `list.extend`: appends every item of `iterable`.
    pub fn list_extend(&mut self, list: Value, iterable: Value) -> Res<()> {
        let r = list.obj();
        if self.is_exact(iterable, self.types.list) || self.is_exact(iterable, self.types.tuple) {
            let from = iterable.obj();
            let count = self.sequence_items(from).len();
            let len = self.list_len(r);
            self.list_reserve(r, len + count)?;
            let start = if from == r || self.heap.kind(from) == Kind::List {
                self.heap.u32(from, o_list::ITEMS) + o_buffer::DATA
            } else {
                from.0 + o_tuple::ITEMS
            };
            self.heap.set_u32(r, o_list::LEN, (len + count) as u32);
            for i in 0..count {
                self.list_put(r, len + i, self.heap.value(Ref(start), 8 * i as u32));
            }
            return Ok(());
        }
        let scope = self.scope();
        self.root(list);
        let result = self.list_extend_from_iterator(r, iterable);
        self.unscope(scope);
        result
    }

    fn list_extend_from_iterator(&mut self, r: Ref, iterable: Value) -> Res<()> {
        let it = self.iter(iterable)?;
        self.root(it);
        while let Some(item) = self.next(it)? {
            self.list_push(r, item)?;
        }
        Ok(())
    }

    /// A new list of every item of `iterable`.
    pub fn list_from(&mut self, iterable: Value) -> Res<Value> {
        let list = self.new_list(&[])?;
        self.list_extend(list, iterable)?;
        Ok(list)
    }

    pub fn list_truncate(&mut self, r: Ref, len: usize) {
        let old = self.list_len(r);
        if len == 0 {
            self.heap.set_field(r, o_list::ITEMS, Ref::NONE);
            self.heap.set_u32(r, o_list::CAP, 0);
        } else {
            self.list_items_mut(r)[len..old].fill(Value::UNBOUND);
        }
        self.heap.set_u32(r, o_list::LEN, len as u32);
    }

    pub fn list_insert(&mut self, r: Ref, at: usize, v: Value) -> Res<()> {
        let len = self.list_len(r);
        self.list_push(r, v)?;
        let items = self.list_items_mut(r);
        items.copy_within(at..len, at + 1);
        items[at] = v;
        Ok(())
    }

    pub fn list_remove_at(&mut self, r: Ref, at: usize) -> Value {
        let len = self.list_len(r);
        let items = self.list_items_mut(r);
        let v = items[at];
        items.copy_within(at + 1..len, at);
        items[len - 1] = Value::UNBOUND;
        self.heap.set_u32(r, o_list::LEN, len as u32 - 1);
        v
    }

    pub fn list_reverse(&mut self, r: Ref) {
        self.list_items_mut(r).reverse();
    }

    /// Replaces items `start..end` by `new`, which do not lie in the list itself.
    pub fn list_splice(&mut self, r: Ref, start: usize, end: usize, new: &[Value]) -> Res<()> {
        let len = self.list_len(r);
        let result = len - (end - start) + new.len();
        if result > len {
            self.list_reserve(r, result)?;
            self.heap.set_u32(r, o_list::LEN, result as u32);
            self.list_items_mut(r).copy_within(end..len, start + new.len());
        } else {
            self.list_items_mut(r).copy_within(end..len, start + new.len());
            self.list_truncate_to(r, result);
        }
        if !new.is_empty() {
            self.list_items_mut(r)[start..start + new.len()].copy_from_slice(new);
        }
        Ok(())
    }

    /// A new list of what `span` selects.
    pub fn list_slice(&mut self, r: Ref, span: Span) -> Res<Value> {
        let new = self.new_list(&[])?;
        if span.count > 0 {
            self.list_reserve_exact(new.obj(), span.count)?;
            self.heap.set_u32(new.obj(), o_list::LEN, span.count as u32);
            let (from, to) = (self.list_items(r), self.list_items_mut(new.obj()));
            if span.step == 1 {
                to.copy_from_slice(&from[span.start as usize..span.start as usize + span.count]);
            } else {
                for (to, i) in to.iter_mut().zip(span.indices()) {
                    *to = from[i];
                }
            }
        }
        Ok(new)
    }

    fn list_truncate_to(&mut self, r: Ref, len: usize) {
        if len < self.list_len(r) {
            self.list_truncate(r, len);
        }
    }
}

pub fn get_item(rt: &mut Runtime, list: Value, key: Value) -> Res<Value> {
    let r = list.obj();
    if rt.is_slice(key) {
        let span = rt.slice_indices(key, rt.list_len(r))?;
        // The bounds' `__index__` may have shortened the list.
        let span = if rt.list_len(r) < span.count {
            rt.slice_indices(key, rt.list_len(r))?
        } else {
            span
        };
        return rt.list_slice(r, span);
    }
    let i = rt.sequence_index(key, rt.list_len(r), "list")?;
    if i < 0 || i >= rt.list_len(r) as i64 {
        return rt.raise(Exc::IndexError, "list index out of range");
    }
    Ok(rt.list_get(r, i as usize))
}

pub fn set_item(rt: &mut Runtime, list: Value, key: Value, value: Option<Value>) -> Res<()> {
    let r = list.obj();
    if rt.is_slice(key) {
        return match value {
            Some(value) => set_slice(rt, list, key, value),
            None => delete_slice(rt, r, key),
        };
    }
    let i = rt.sequence_index(key, rt.list_len(r), "list")?;
    if i < 0 || i >= rt.list_len(r) as i64 {
        return rt.raise(Exc::IndexError, "list assignment index out of range");
    }
    match value {
        Some(value) => rt.list_put(r, i as usize, value),
        None => {
            rt.list_remove_at(r, i as usize);
        }
    }
    Ok(())
}

fn set_slice(rt: &mut Runtime, list: Value, key: Value, value: Value) -> Res<()> {
    let r = list.obj();
    let span = rt.slice_indices(key, rt.list_len(r))?;
    if span.step == 1 {
        let items = collect_or(rt, value, "can only assign an iterable")?;
        let span = rt.slice_indices(key, rt.list_len(r))?;
        let end = span.stop.max(span.start) as usize;
        return rt.list_splice(r, span.start as usize, end, &items);
    }
    let items = collect_or(rt, value, "must assign iterable to extended slice")?;
    let span = rt.slice_indices(key, rt.list_len(r))?;
    if items.len() != span.count {
        return rt.value_error(format!(
            "attempt to assign sequence of size {} to extended slice of size {}",
            items.len(),
            span.count
        ));
    }
    for (i, item) in span.indices().zip(items) {
        rt.list_put(r, i, item);
    }
    Ok(())
}

/// `collect` with a message of its own for what cannot be iterated.
fn collect_or(rt: &mut Runtime, iterable: Value, message: &str) -> Res<Vec<Value>> {
    if rt.kind_of(iterable) == Some(Kind::List) || rt.kind_of(iterable) == Some(Kind::Tuple) {
        return rt.collect(iterable);
    }
    match rt.iter(iterable) {
        Ok(it) => {
            let scope = rt.scope();
            rt.root(it);
            let items = rt.collect(it);
            rt.unscope(scope);
            items
        }
        Err(_) if rt.matches(Exc::TypeError) => {
            rt.clear_exc();
            rt.type_error(message)
        }
        Err(raised) => Err(raised),
    }
}

fn delete_slice(rt: &mut Runtime, r: Ref, key: Value) -> Res<()> {
    let span = rt.slice_indices(key, rt.list_len(r))?;
    if span.count == 0 {
        return Ok(());
    }
    if span.step == 1 {
        return rt.list_splice(r, span.start as usize, span.start as usize + span.count, &[]);
    }
    let step = span.step.unsigned_abs() as usize;
    let first = if span.step > 0 {
        span.start
    } else {
        span.start + (span.count as i64 - 1) * span.step
    } as usize;
    let len = rt.list_len(r);
    let items = rt.list_items_mut(r);
    let (mut to, mut left) = (first, span.count);
    for from in first..len {
        if left > 0 && (from - first).is_multiple_of(step) {
            left -= 1;
        } else {
            items[to] = items[from];
            to += 1;
        }
    }
    rt.list_truncate_to(r, len - span.count);
    Ok(())
}

pub fn concat(rt: &mut Runtime, a: Value, b: Value) -> Res<Value> {
    if rt.kind_of(b) != Some(Kind::List) {
        let found = rt.type_name(b);
        return rt.type_error(format!("can only concatenate list (not \"{found}\") to list"));
    }
    let new = rt.new_list(&[])?;
    let len = rt.list_len(a.obj()) + rt.list_len(b.obj());
    if len > 0 {
        rt.list_reserve_exact(new.obj(), len)?;
        rt.heap.set_u32(new.obj(), o_list::LEN, len as u32);
        let (x, y) = (rt.list_items(a.obj()), rt.list_items(b.obj()));
        let to = rt.list_items_mut(new.obj());
        to[..x.len()].copy_from_slice(x);
        to[x.len()..].copy_from_slice(y);
    }
    Ok(new)
}

impl Runtime {
    /// The count of `sequence * count`: negative is 0; NOT_IMPLEMENTED-like `None` when it is no int.
    pub fn repeat_count(&mut self, count: Value) -> Res<usize> {
        if !self.has_index(count)? {
            let found = self.type_name(count);
            return self.type_error(format!("can't multiply sequence by non-int of type '{found}'"));
        }
        Ok(self.as_index(count)?.max(0) as usize)
    }
}

fn repeat_into(rt: &mut Runtime, to: Ref, len: usize, count: usize) -> Res<()> {
    let total = match len.checked_mul(count) {
        Some(total) if total < 1 << 28 => total,
        _ => return rt.raise(Exc::MemoryError, ""),
    };
    rt.list_reserve(to, total)?;
    rt.heap.set_u32(to, o_list::LEN, total as u32);
    let items = rt.list_items_mut(to);
    if len == 1 {
        let v = items[0];
        items.fill(v);
    } else {
        let mut done = len;
        while done < total {
            let step = done.min(total - done);
            items.copy_within(0..step, done);
            done += step;
        }
    }
    Ok(())
}

pub fn repeat(rt: &mut Runtime, list: Value, count: Value) -> Res<Value> {
    let count = rt.repeat_count(count)?;
    let new = rt.new_list(&[])?;
    let len = rt.list_len(list.obj());
    if len == 0 || count == 0 {
        return Ok(new);
    }
    let total = len.saturating_mul(count);
    rt.list_reserve_exact(new.obj(), total)?;
    rt.heap.set_u32(new.obj(), o_list::LEN, len as u32);
    rt.list_items_mut(new.obj()).copy_from_slice(rt.list_items(list.obj()));
    repeat_into(rt, new.obj(), len, count)?;
    Ok(new)
}

pub fn inplace_repeat(rt: &mut Runtime, list: Value, count: Value) -> Res<Value> {
    let count = rt.repeat_count(count)?;
    let len = rt.list_len(list.obj());
    if len == 0 || count == 1 {
        return Ok(list);
    }
    if count == 0 {
        rt.list_truncate(list.obj(), 0);
    } else {
        repeat_into(rt, list.obj(), len, count)?;
    }
    Ok(list)
}
