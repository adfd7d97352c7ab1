//! Quick operations: what the commonest instructions come down to when all that is involved is of exact built-in types, so that
//! no Python code can run and nothing is collected. `None`: nothing has been done, the general operation decides (and raises).
//! The interpreter tries them first for instructions of the kernel; compiled code calls them with operands in registers.

use super::slice::Span;
use super::spec::CmpOp;
use super::types::OBJECT;
use super::{Res, Runtime};
use crate::generated::layouts::{o_dict_entry, o_dict_iter, o_obj, o_set_iter, o_slice};
use crate::heap::{Kind, Ref, Value};

/// How deep tuples in keys may be nested.
const DEPTH: u32 = 4;

/// Where a quick iteration stands.
pub enum Step<T> {
    Item(T),
    End,
}

impl Runtime {
    /// The result of an operation that runs no Python code; what it raises is raised again by the general operation.
    pub fn quiet<T>(&mut self, result: Res<T>) -> Option<T> {
        if result.is_err() {
            self.clear_exc();
        }
        result.ok()
    }

    /// Do hash and equality of this value run no Python code?
    pub fn is_simple(&self, v: Value) -> bool {
        self.is_simple_to(v, DEPTH)
    }

    fn is_simple_to(&self, v: Value, depth: u32) -> bool {
        let Some(r) = v.as_object() else {
            return true;
        };
        let (t, class) = (&self.types, self.heap.class(r));
        if class == t.str || class == t.int || class == t.bytes {
            return true;
        }
        if class == t.tuple {
            return depth > 0 && self.sequence_items(r).iter().all(|&x| self.is_simple_to(x, depth - 1));
        }
        self.heap.kind(r) == Kind::Instance && self.goes_by_identity(class)
    }

    /// A class with object's own `__eq__` and `__hash__`.
    fn goes_by_identity(&self, class: Ref) -> bool {
        let (own, object) = (&self.info(class).slots, &OBJECT.slots);
        let hash = matches!((own.hash, object.hash), (Some(f), Some(g)) if std::ptr::fn_addr_eq(f, g));
        hash && matches!((own.compare, object.compare), (Some(f), Some(g)) if std::ptr::fn_addr_eq(f, g))
    }

    /// Equality in containers (identity first) if it runs no Python code.
    #[inline]
    pub fn simple_eq(&mut self, a: Value, b: Value) -> Option<bool> {
        match self.quick_eq(a, b) {
            None if self.is_simple(a) && self.is_simple(b) => {
                let equal = self.eq(a, b);
                self.quiet(equal)
            }
            decided => decided,
        }
    }

    #[inline]
    pub fn simple_hash(&mut self, key: Value) -> Option<i64> {
        if let Some(n) = key.as_small_int() {
            return Some(if n == -1 { -2 } else { n });
        }
        if self.is_exact_str(key) {
            return Some(self.str_hash(key));
        }
        if !self.is_simple(key) {
            return None;
        }
        let hash = self.hash(key);
        self.quiet(hash)
    }

    fn exact(&self, v: Value, class: Ref) -> Option<Ref> {
        v.as_object().filter(|&r| self.heap.class(r) == class)
    }

    // ---- dicts (all take exact dicts) ----

    /// Number of the entry for `key`, if there is one.
    #[inline]
    pub fn quick_find(&mut self, d: Ref, key: Value) -> Option<Option<u32>> {
        let hash = self.simple_hash(key)?;
        self.dict_find_quick(d, key, hash)
    }

    /// `d[key]`; `None` also for a missing key.
    #[inline]
    pub fn quick_dict_get(&mut self, d: Ref, key: Value) -> Option<Value> {
        let n = self.quick_find(d, key)??;
        Some(self.dict_value(d, n))
    }

    pub fn quick_dict_get_or(&mut self, d: Ref, key: Value, default: Value) -> Option<Value> {
        let n = self.quick_find(d, key)?;
        Some(n.map_or(default, |n| self.dict_value(d, n)))
    }

    #[inline]
    pub fn quick_dict_set(&mut self, d: Ref, key: Value, value: Value) -> Option<()> {
        let hash = self.simple_hash(key)?;
        match self.dict_find_quick(d, key, hash)? {
            Some(n) => {
                self.dict_set_value(d, n, value);
                Some(())
            }
            None => {
                let done = self.dict_append(d, key, hash, value);
                self.quiet(done)
            }
        }
    }

    pub fn quick_dict_set_default(&mut self, d: Ref, key: Value, default: Value) -> Option<Value> {
        let hash = self.simple_hash(key)?;
        match self.dict_find_quick(d, key, hash)? {
            Some(n) => Some(self.dict_value(d, n)),
            None => {
                let done = self.dict_append(d, key, hash, default);
                self.quiet(done).map(|()| default)
            }
        }
    }

    /// `d.pop(key, default)`; `None` for a missing key when the default is unbound.
    pub fn quick_dict_pop(&mut self, d: Ref, key: Value, default: Value) -> Option<Value> {
        match self.quick_find(d, key)? {
            Some(n) => Some(self.dict_remove_entry(d, n)),
            None if default.is_unbound() => None,
            None => Some(default),
        }
    }

    /// Moves a forward iterator over an exact dict on; the entry's place in the heap.
    pub fn quick_dict_next(&mut self, it: Ref) -> Option<Step<Ref>> {
        let d = self.heap.field(it, o_dict_iter::DICT);
        if d.is_none() {
            return Some(Step::End);
        }
        let what = self.heap.u32(it, o_dict_iter::WHAT);
        if what & super::dict::BACKWARDS != 0 || self.dict_len(d) as u32 != self.heap.u32(it, o_dict_iter::EXPECTED) {
            return None;
        }
        let left = self.heap.u32(it, o_dict_iter::LEFT);
        match self.dict_entry_from(d, self.heap.u32(it, o_dict_iter::INDEX)) {
            Some(_) if left == 0 => None,
            Some(n) => {
                self.heap.set_u32(it, o_dict_iter::INDEX, n + 1);
                self.heap.set_u32(it, o_dict_iter::LEFT, left - 1);
                Some(Step::Item(self.dict_entry_ref(d, n)))
            }
            None => {
                self.heap.set_field(it, o_dict_iter::DICT, Ref::NONE);
                Some(Step::End)
            }
        }
    }

    /// Key and value of the entry at `entry`.
    pub fn entry_pair(&self, entry: Ref) -> (Value, Value) {
        (
            self.heap.value(entry, o_dict_entry::KEY),
            self.heap.value(entry, o_dict_entry::VALUE),
        )
    }

    /// `iter(v)` of an exact built-in container.
    pub fn quick_iter(&mut self, v: Value) -> Option<Value> {
        let class = self.heap.class(v.as_object()?);
        let t = &self.types;
        if ![t.list, t.tuple, t.range, t.str, t.dict, t.set].contains(&class) {
            return None;
        }
        let it = self.iter(v);
        self.quiet(it)
    }

    // ---- sets ----

    pub fn quick_set_next(&mut self, it: Ref) -> Option<Step<Value>> {
        let s = self.heap.field(it, o_set_iter::SET);
        if s.is_none() {
            return Some(Step::End);
        }
        if self.set_len(s) as u32 != self.heap.u32(it, o_set_iter::EXPECTED) {
            return None;
        }
        match self.set_next_place(s, self.heap.u32(it, o_set_iter::INDEX)) {
            Some(i) => {
                self.heap.set_u32(it, o_set_iter::INDEX, i + 1);
                let left = self.heap.u32(it, o_set_iter::LEFT).saturating_sub(1);
                self.heap.set_u32(it, o_set_iter::LEFT, left);
                Some(Step::Item(self.set_entry(s, i).0))
            }
            None => {
                self.heap.set_field(it, o_set_iter::SET, Ref::NONE);
                Some(Step::End)
            }
        }
    }

    #[inline]
    pub fn quick_set_add(&mut self, s: Ref, key: Value) -> Option<()> {
        let hash = self.simple_hash(key)?;
        let done = self.set_add_quick(s, key, hash)?;
        self.quiet(done)
    }

    /// Whether the key was there to be removed.
    pub fn quick_set_discard(&mut self, s: Ref, key: Value) -> Option<bool> {
        let hash = self.simple_hash(key)?;
        self.set_discard_quick(s, key, hash)
    }

    // ---- all containers ----

    /// Truth of numbers, None, exact built-in containers, and of objects that are always true.
    pub fn quick_truth(&mut self, v: Value) -> Option<bool> {
        let Some(r) = v.as_object() else {
            let plain = v.is_none() || v.is_small_int() || v.is_float() || v.is_bool();
            return if plain { self.truth(v).ok() } else { None };
        };
        let (t, class) = (&self.types, self.heap.class(r));
        if [t.list, t.tuple, t.dict, t.set, t.str].contains(&class) {
            return Some(self.heap.u32(r, o_obj::LEN) != 0);
        }
        let slots = self.slots_of(v);
        (slots.truth.is_none() && slots.len.is_none()).then_some(true)
    }

    /// `v in container`
    #[inline]
    pub fn quick_contains(&mut self, container: Value, v: Value) -> Option<bool> {
        let r = container.as_object()?;
        let class = self.heap.class(r);
        if class == self.types.dict {
            return self.quick_find(r, v).map(|n| n.is_some());
        }
        if class == self.types.set || class == self.types.frozenset {
            let hash = self.simple_hash(v)?;
            return self.set_has_quick(r, v, hash);
        }
        if class == self.types.str {
            return self.is_str(v).then(|| self.str_contains(container, v));
        }
        if class == self.types.tuple || class == self.types.list {
            let count = self.sequence_items(r).len();
            for i in 0..count {
                let item = self.sequence_items(r)[i];
                if self.simple_eq(item, v)? {
                    return Some(true);
                }
            }
            return Some(false);
        }
        None
    }

    /// `v[key]` of exact dicts and strs.
    #[inline]
    pub fn quick_get_item(&mut self, v: Value, key: Value) -> Option<Value> {
        let r = v.as_object()?;
        let class = self.heap.class(r);
        if class == self.types.dict {
            return self.quick_dict_get(r, key);
        }
        if class != self.types.str {
            return None;
        }
        if let Some(i) = key.as_small_int() {
            return self.quick_str_index(v, i);
        }
        let slice = self.exact(key, self.types.slice)?;
        if !self.heap.value(slice, o_slice::STEP).is_none() {
            return None;
        }
        let [start, stop] = [o_slice::START, o_slice::STOP].map(|offset| self.heap.value(slice, offset));
        self.quick_str_slice(v, start, stop)
    }

    // ---- strs (all take exact strs) ----

    #[inline]
    pub fn quick_str_index(&mut self, s: Value, index: i64) -> Option<Value> {
        let len = self.str_len(s) as i64;
        let at = if index < 0 { index + len } else { index };
        if !(0..len).contains(&at) {
            return None;
        }
        let c = self.char_str(self.chars(s).at(at as usize));
        self.quiet(c)
    }

    /// `s[start:stop]`; bounds are small ints or None.
    pub fn quick_str_slice(&mut self, s: Value, start: Value, stop: Value) -> Option<Value> {
        let len = self.str_len(s) as i64;
        let bound = |v: Value, default: i64| match v.as_small_int() {
            Some(n) if n < 0 => Some((n + len).max(0)),
            Some(n) => Some(n.min(len)),
            None => v.is_none().then_some(default),
        };
        let (start, stop) = (bound(start, 0)?, bound(stop, len)?);
        let part = self.substring(s, start as usize, stop.max(start) as usize);
        self.quiet(part)
    }

    /// `v[start:stop:step]` of an exact list or tuple; bounds are small ints or None.
    pub fn quick_slice(&mut self, v: Value, start: Value, stop: Value, step: Value) -> Option<Value> {
        let bound = |v: Value| match v.as_small_int() {
            Some(n) => Some(Some(n)),
            None => v.is_none().then_some(None),
        };
        let (start, stop, step) = (bound(start)?, bound(stop)?, bound(step)?.unwrap_or(1));
        let r = v.obj();
        if step == 0 {
            return None;
        }
        let span = Span::new(start, stop, step, self.sequence_items(r).len());
        let part = match self.heap.kind(r) {
            Kind::List => self.list_slice(r, span),
            _ => self.tuple_slice(v, span),
        };
        self.quiet(part)
    }

    pub fn quick_str_concat(&mut self, a: Value, b: Value) -> Option<Value> {
        let r = self.str_concat(a, b);
        self.quiet(r)
    }

    /// Comparison of what is exactly str.
    #[inline]
    pub fn quick_compare(&mut self, a: Value, b: Value, op: CmpOp) -> Option<bool> {
        if !self.is_exact_str(a) || !self.is_exact_str(b) {
            return None;
        }
        Some(match op {
            CmpOp::Eq => a == b || super::dict::same_str(&self.heap, a.obj(), b.obj()),
            CmpOp::Ne => a != b && !super::dict::same_str(&self.heap, a.obj(), b.obj()),
            _ => self.str_compare(a, b, op),
        })
    }

    /// `str(v)` of an exact str, int, float, bool or None.
    pub fn quick_to_str(&mut self, v: Value) -> Option<Value> {
        if self.is_exact_str(v) {
            return Some(v);
        }
        if let Some(n) = v.as_small_int() {
            let mut digits = [0; 20];
            let digits = super::int::decimal_digits(n, &mut digits);
            let text = self.new_str_narrow(super::str::Chars::One(digits));
            return self.quiet(text);
        }
        if !self.is_plain(v) {
            return None;
        }
        let text = self.str(v);
        self.quiet(text)
    }

    /// `int(v)` of an exact str, a number or a bool.
    pub fn quick_to_int(&mut self, v: Value) -> Option<Value> {
        if v.is_small_int() {
            return Some(v);
        }
        if v.is_object() && !self.is_exact_str(v) {
            return None;
        }
        if let Some(super::str::Chars::One(digits @ [_, ..])) = self.as_chars(v)
            && digits.len() <= 9
            && digits.iter().all(u8::is_ascii_digit)
        {
            let n = digits.iter().fold(0, |n, d| n * 10 + (d - b'0') as i32);
            return Some(Value::int32(n));
        }
        let n = super::int::int_from_object(self, v).and_then(|n| self.int_of_class(self.types.int, n));
        self.quiet(n)
    }

    /// The exact strs `parts`, joined.
    pub fn quick_str_join(&mut self, parts: &[Value]) -> Option<Value> {
        if !parts.iter().all(|&p| self.is_exact_str(p)) {
            return None;
        }
        let joined = self.str_join(parts);
        self.quiet(joined)
    }

    /// `s % v` of simple values.
    pub fn quick_percent(&mut self, s: Value, v: Value) -> Option<Value> {
        if !self.is_exact_str(s) || !self.is_printable(v) {
            return None;
        }
        let text = self.percent_format(s, v);
        self.quiet(text)
    }

    /// An exact str, int or other immediate value, or a tuple of such.
    fn is_printable(&self, v: Value) -> bool {
        let Some(r) = v.as_object() else {
            return true;
        };
        let class = self.heap.class(r);
        if class == self.types.tuple {
            return self.sequence_items(r).iter().all(|&x| self.is_plain(x));
        }
        self.is_plain(v)
    }

    fn is_plain(&self, v: Value) -> bool {
        !v.is_object() || self.is_exact_str(v) || self.exact(v, self.types.int).is_some()
    }

    /// A field of an f-string: a value as `quick_to_str` takes it, formatted by an exact str or nothing (unbound).
    pub fn quick_format(&mut self, v: Value, conversion: u32, spec: Value) -> Option<Value> {
        if !self.is_plain(v) || !(spec.is_unbound() || self.is_exact_str(spec)) {
            return None;
        }
        let text = self.format_value(v, conversion, spec);
        self.quiet(text)
    }

    /// A call of a method of exact strs, which runs no Python code when all arguments are as simple as this demands.
    pub fn quick_str_method(&mut self, f: Ref, args: &[Value]) -> Option<Value> {
        let plain = |v: Value| match v.as_object() {
            None => true,
            Some(r) => {
                let class = self.heap.class(r);
                class == self.types.str
                    || ((class == self.types.list || class == self.types.tuple)
                        && self.sequence_items(r).iter().all(|&x| self.is_exact_str(x)))
            }
        };
        if !args.iter().all(|&v| plain(v)) {
            return None;
        }
        let result = self.call_builtin(f, args, &[]);
        self.quiet(result)
    }
}
