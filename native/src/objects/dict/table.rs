//! The hash table of dicts: entries in order of insertion, and an open-addressing table of entry numbers.
//!
//! Deleting leaves an entry whose key is unbound, still pointed at by its place in the table, so that probing goes on past
//! it. Comparing keys may run Python code that changes the dict: a lookup then starts again.

use crate::generated::layouts::{o_buffer, o_dict, o_dict_entry, o_str};
use crate::heap::{Heap, Kind, Ref, Value};
use crate::objects::str::same_bytes;
use crate::objects::{Res, Runtime};

const MIN_SIZE: u32 = 8;
const PERTURB_SHIFT: u32 = 5;
/// Mark of a table place whose entry was removed by `popitem` (its entry number is used again).
const DUMMY: i32 = -1;

/// Entry `i` of the buffer `entries`, as an offset from the heap's base.
fn entry_at(entries: Ref, i: u32) -> Ref {
    Ref(entries.0 + o_buffer::DATA + i * o_dict_entry::SIZE)
}

fn place_at(index: Ref, i: u32) -> (Ref, u32) {
    (index, o_buffer::DATA + i * 4)
}

/// The places of the index table where an entry with some hash can be, in order.
struct Probe {
    i: u32,
    mask: u32,
    perturb: u64,
}

impl Probe {
    fn new(hash: i64, mask: u32) -> Probe {
        Probe {
            i: hash as u32 & mask,
            mask,
            perturb: hash as u64,
        }
    }

    fn advance(&mut self) {
        self.perturb >>= PERTURB_SHIFT;
        self.i = (self.i as u64 * 5 + self.perturb + 1) as u32 & self.mask;
    }
}

/// Places that `size` table places give entries for: 2/3 of them.
fn usable(size: u32) -> u32 {
    (size << 1) / 3
}

/// Bytes equal? Both are exact strs, always stored in the narrowest width.
#[inline]
pub fn same_str(heap: &Heap, a: Ref, b: Ref) -> bool {
    let len = heap.u32(a, o_str::LEN);
    let width = heap.bytes(a.0 + o_str::WIDTH, 1)[0];
    if len != heap.u32(b, o_str::LEN) || width != heap.bytes(b.0 + o_str::WIDTH, 1)[0] {
        return false;
    }
    let size = len as usize * width as usize;
    let [x, y] = [a, b].map(|r| heap.bytes(heap.u32(r, o_str::DATA), size));
    same_bytes(x, y)
}

impl Runtime {
    pub fn new_dict(&mut self) -> Res<Value> {
        self.new_dict_of(self.types.dict)
    }

    pub fn new_dict_of(&mut self, class: Ref) -> Res<Value> {
        let r = self.alloc(Kind::Dict, class, o_dict::SIZE as usize)?;
        self.heap.set_u32(r, o_dict::VERSION, 2);
        Ok(Value::object(r))
    }

    /// An empty dict with room for `n` entries.
    pub fn new_dict_sized(&mut self, n: usize) -> Res<Value> {
        let d = self.new_dict()?;
        if n > 0 {
            self.dict_resize(d.obj(), (n as u32 * 3).div_ceil(2))?;
        }
        Ok(d)
    }

    pub fn is_exact_str(&self, v: Value) -> bool {
        match v.as_object() {
            Some(r) => self.heap.class(r) == self.types.str,
            None => false,
        }
    }

    /// Equality where no Python code can be involved; `None` when `rt.eq` must decide.
    pub fn quick_eq(&self, a: Value, b: Value) -> Option<bool> {
        if a == b {
            return Some(true);
        }
        if a.is_object() && b.is_object() {
            let (a, b) = (a.obj(), b.obj());
            if self.heap.class(a) == self.types.str && self.heap.class(b) == self.types.str {
                return Some(same_str(&self.heap, a, b));
            }
            return None;
        }
        if a.is_small_int() && b.is_small_int() {
            return Some(false);
        }
        if let (Some(x), Some(y)) = (a.as_float(), b.as_float()) {
            return Some(x == y);
        }
        None
    }

    /// Hash with shortcuts for what keys mostly are.
    pub fn key_hash(&mut self, key: Value) -> Res<i64> {
        if let Some(n) = key.as_small_int() {
            return Ok(if n == -1 { -2 } else { n });
        }
        if self.is_exact_str(key) {
            let hash = self.heap.i64(key.obj(), o_str::HASH);
            if hash != 0 {
                return Ok(hash);
            }
        }
        self.hash(key)
    }

    pub fn dict_len(&self, d: Ref) -> usize {
        self.heap.u32(d, o_dict::LEN) as usize
    }

    /// Number of the entry for `key`.
    pub fn dict_find(&mut self, d: Ref, key: Value, hash: i64) -> Res<Option<u32>> {
        'again: loop {
            let index = self.heap.field(d, o_dict::INDEX);
            if index.is_none() {
                return Ok(None);
            }
            let entries = self.heap.field(d, o_dict::ENTRIES);
            let mask = self.heap.u32(d, o_dict::MASK);
            let mut probe = Probe::new(hash, mask);
            loop {
                let (place, offset) = place_at(index, probe.i);
                let place = self.heap.u32(place, offset) as i32;
                if place == 0 {
                    return Ok(None);
                }
                if place != DUMMY {
                    let n = place as u32 - 1;
                    let entry = entry_at(entries, n);
                    let found = self.heap.value(entry, o_dict_entry::KEY);
                    if found == key {
                        return Ok(Some(n));
                    }
                    if self.heap.i64(entry, o_dict_entry::HASH) == hash && !found.is_unbound() {
                        match self.quick_eq(found, key) {
                            Some(true) => return Ok(Some(n)),
                            Some(false) => {}
                            None => {
                                if self.keys_equal(d, found, key)? {
                                    if self.heap.field(d, o_dict::ENTRIES) == entries
                                        && self.heap.value(entry, o_dict_entry::KEY) == found
                                    {
                                        return Ok(Some(n));
                                    }
                                    continue 'again;
                                }
                                if self.heap.field(d, o_dict::ENTRIES) != entries
                                    || self.heap.field(d, o_dict::INDEX) != index
                                    || self.heap.value(entry, o_dict_entry::KEY) != found
                                {
                                    continue 'again;
                                }
                            }
                        }
                    }
                }
                probe.advance();
            }
        }
    }

    /// As `dict_find` without running Python code; `None` when that would be needed.
    pub fn dict_find_quick(&mut self, d: Ref, key: Value, hash: i64) -> Option<Option<u32>> {
        let index = self.heap.field(d, o_dict::INDEX);
        if index.is_none() {
            return Some(None);
        }
        let entries = self.heap.field(d, o_dict::ENTRIES);
        let mut probe = Probe::new(hash, self.heap.u32(d, o_dict::MASK));
        loop {
            let (place, offset) = place_at(index, probe.i);
            let place = self.heap.u32(place, offset) as i32;
            if place == 0 {
                return Some(None);
            }
            if place != DUMMY {
                let n = place as u32 - 1;
                let entry = entry_at(entries, n);
                let found = self.heap.value(entry, o_dict_entry::KEY);
                if found == key {
                    return Some(Some(n));
                }
                if self.heap.i64(entry, o_dict_entry::HASH) == hash
                    && !found.is_unbound()
                    && self.simple_eq(found, key)?
                {
                    return Some(Some(n));
                }
            }
            probe.advance();
        }
    }

    /// `rt.eq` with everything that the lookup goes on to use kept alive.
    fn keys_equal(&mut self, container: Ref, found: Value, key: Value) -> Res<bool> {
        let scope = self.scope();
        self.root(Value::object(container));
        self.root(found);
        self.root(key);
        for field in [o_dict::ENTRIES, o_dict::INDEX] {
            let buffer = self.heap.field(container, field);
            self.root(Value::object(buffer));
        }
        let equal = self.eq(found, key);
        self.unscope(scope);
        equal
    }

    pub fn dict_get(&mut self, d: Ref, key: Value) -> Res<Option<Value>> {
        let hash = self.key_hash(key)?;
        self.dict_get_hash(d, key, hash)
    }

    pub fn dict_get_hash(&mut self, d: Ref, key: Value, hash: i64) -> Res<Option<Value>> {
        let n = self.dict_find(d, key, hash)?;
        Ok(n.map(|n| self.dict_value(d, n)))
    }

    /// The value of the str `name` in a namespace: never calls back, never raises (only str keys are compared).
    pub fn dict_get_str(&self, d: Ref, name: Value) -> Option<Value> {
        self.dict_find_str(d, name).map(|n| self.dict_value(d, n))
    }

    /// As `dict_get_str`, but the entry's number, for inline caches.
    pub fn dict_find_str(&self, d: Ref, name: Value) -> Option<u32> {
        let index = self.heap.field(d, o_dict::INDEX);
        if index.is_none() {
            return None;
        }
        let entries = self.heap.field(d, o_dict::ENTRIES);
        let mask = self.heap.u32(d, o_dict::MASK);
        let hash = self.str_hash(name);
        let mut probe = Probe::new(hash, mask);
        loop {
            let (place, offset) = place_at(index, probe.i);
            let place = self.heap.u32(place, offset) as i32;
            if place == 0 {
                return None;
            }
            if place != DUMMY {
                let n = place as u32 - 1;
                let entry = entry_at(entries, n);
                let found = self.heap.value(entry, o_dict_entry::KEY);
                if found == name
                    || (self.heap.i64(entry, o_dict_entry::HASH) == hash
                        && self.is_exact_str(found)
                        && same_str(&self.heap, found.obj(), name.obj()))
                {
                    return Some(n);
                }
            }
            probe.advance();
        }
    }

    pub fn dict_set(&mut self, d: Ref, key: Value, value: Value) -> Res<()> {
        let hash = self.key_hash(key)?;
        self.dict_set_hash(d, key, hash, value)
    }

    pub fn dict_set_hash(&mut self, d: Ref, key: Value, hash: i64, value: Value) -> Res<()> {
        let found = if key.is_object() || key.is_float() {
            let scope = self.scope();
            self.root(value);
            let found = self.dict_find(d, key, hash);
            self.unscope(scope);
            found?
        } else {
            self.dict_find(d, key, hash)?
        };
        match found {
            Some(n) => {
                let entries = self.heap.field(d, o_dict::ENTRIES);
                self.heap.set_value(entry_at(entries, n), o_dict_entry::VALUE, value);
                Ok(())
            }
            None => self.dict_append(d, key, hash, value),
        }
    }

    /// Adds a key that is known to be absent.
    pub fn dict_append(&mut self, d: Ref, key: Value, hash: i64, value: Value) -> Res<()> {
        if self.heap.u32(d, o_dict::NEXT) >= self.heap.u32(d, o_dict::CAP) {
            self.dict_resize(d, self.heap.u32(d, o_dict::LEN) * 3)?;
        }
        let n = self.heap.u32(d, o_dict::NEXT);
        let entry = entry_at(self.heap.field(d, o_dict::ENTRIES), n);
        self.heap.set_value(entry, o_dict_entry::KEY, key);
        self.heap.set_value(entry, o_dict_entry::VALUE, value);
        self.heap.set_i64(entry, o_dict_entry::HASH, hash);
        self.heap.set_u32(d, o_dict::NEXT, n + 1);
        self.heap.set_u32(d, o_dict::LEN, self.heap.u32(d, o_dict::LEN) + 1);
        if self.may_hide_builtin(key) || self.heap.u32(d, o_dict::VERSION) & 1 != 0 {
            self.dict_changed(d);
        }
        link(
            &self.heap,
            self.heap.field(d, o_dict::INDEX),
            self.heap.u32(d, o_dict::MASK),
            hash,
            n,
        );
        Ok(())
    }

    /// Entries have moved or gone, or builtins may be hidden: see VERSION in docs/INTERNALS.md. Versions are even, but for `namespace_del`.
    fn dict_changed(&self, d: Ref) {
        let version = self.heap.u32(d, o_dict::VERSION).wrapping_add(2) & !1;
        self.heap.set_u32(d, o_dict::VERSION, version.max(2));
    }

    /// New tables for at least `min` places, without the deleted entries.
    fn dict_resize(&mut self, d: Ref, min: u32) -> Res<()> {
        let size = min.max(MIN_SIZE).next_power_of_two();
        let capacity = usable(size);
        let entries = self.alloc_buffer(Kind::BufferEntries, (capacity * o_dict_entry::SIZE) as usize)?;
        let index = self.alloc_buffer(Kind::Buffer, (size * 4) as usize)?;
        let old = self.heap.field(d, o_dict::ENTRIES);
        let mut n = 0;
        for i in 0..self.heap.u32(d, o_dict::NEXT) {
            let from = entry_at(old, i);
            let key = self.heap.value(from, o_dict_entry::KEY);
            if key.is_unbound() {
                continue;
            }
            let to = entry_at(entries, n);
            let hash = self.heap.i64(from, o_dict_entry::HASH);
            self.heap.set_value(to, o_dict_entry::KEY, key);
            self.heap
                .set_value(to, o_dict_entry::VALUE, self.heap.value(from, o_dict_entry::VALUE));
            self.heap.set_i64(to, o_dict_entry::HASH, hash);
            link(&self.heap, index, size - 1, hash, n);
            n += 1;
        }
        self.heap.set_field(d, o_dict::ENTRIES, entries);
        self.heap.set_field(d, o_dict::INDEX, index);
        self.heap.set_u32(d, o_dict::MASK, size - 1);
        self.heap.set_u32(d, o_dict::CAP, capacity);
        self.heap.set_u32(d, o_dict::NEXT, n);
        self.dict_changed(d);
        Ok(())
    }

    /// Removes `key`; its value if it was there.
    pub fn dict_remove(&mut self, d: Ref, key: Value) -> Res<Option<Value>> {
        let hash = self.key_hash(key)?;
        Ok(self.dict_find(d, key, hash)?.map(|n| self.dict_remove_entry(d, n)))
    }

    /// Whether `key` was there to be removed.
    pub fn dict_del(&mut self, d: Ref, key: Value) -> Res<bool> {
        Ok(self.dict_remove(d, key)?.is_some())
    }

    /// Deletes a name of a namespace. One that comes and goes (`except E as e` deletes its own) would renew the version each time:
    /// the youngest name keeps its place, and the version is odd until it comes back or something else happens.
    pub fn namespace_del(&mut self, d: Ref, name: Value) -> Res<bool> {
        let hash = self.key_hash(name)?;
        let Some(n) = self.dict_find(d, name, hash)? else {
            return Ok(false);
        };
        let version = self.heap.u32(d, o_dict::VERSION);
        self.dict_remove_entry(d, n);
        if version & 1 == 0 && n + 1 == self.heap.u32(d, o_dict::NEXT) {
            self.dict_set_value(d, n, name);
            self.heap.set_u32(d, o_dict::VERSION, version | 1);
        }
        Ok(true)
    }

    /// The name whose deletion made the namespace's version odd.
    pub fn namespace_absent(&self, d: Ref) -> Option<Value> {
        let (key, name, _) = self.dict_entry(d, self.heap.u32(d, o_dict::NEXT).checked_sub(1)?);
        (self.heap.u32(d, o_dict::VERSION) & 1 != 0 && key.is_unbound()).then_some(name)
    }

    /// The only name whose deletion does not renew the namespace's version, if there is one.
    pub fn namespace_youngest(&self, d: Ref) -> Option<Value> {
        let (key, _, _) = self.dict_entry(d, self.heap.u32(d, o_dict::NEXT).checked_sub(1)?);
        Some(key).filter(|key| !key.is_unbound()).or(self.namespace_absent(d))
    }

    /// Binds a name of a namespace.
    pub fn namespace_set(&mut self, d: Ref, name: Value, value: Value) -> Res<()> {
        if self.namespace_absent(d) != Some(name) {
            return self.dict_set(d, name, value);
        }
        let n = self.heap.u32(d, o_dict::NEXT) - 1;
        let entry = self.dict_entry_ref(d, n);
        self.heap.set_value(entry, o_dict_entry::KEY, name);
        self.heap.set_value(entry, o_dict_entry::VALUE, value);
        self.heap.set_u32(d, o_dict::LEN, self.heap.u32(d, o_dict::LEN) + 1);
        self.heap
            .set_u32(d, o_dict::VERSION, self.heap.u32(d, o_dict::VERSION) & !1);
        Ok(())
    }

    /// Removes entry `n`, which is in use; gives its value.
    pub fn dict_remove_entry(&mut self, d: Ref, n: u32) -> Value {
        let entry = entry_at(self.heap.field(d, o_dict::ENTRIES), n);
        let value = self.heap.value(entry, o_dict_entry::VALUE);
        self.heap.set_value(entry, o_dict_entry::KEY, Value::UNBOUND);
        self.heap.set_value(entry, o_dict_entry::VALUE, Value::UNBOUND);
        self.heap.set_u32(d, o_dict::LEN, self.heap.u32(d, o_dict::LEN) - 1);
        self.dict_changed(d);
        value
    }

    /// Removes the last entry: its number becomes free again, so its table place becomes a dummy; the capacity shrinks with
    /// it, because the place does not come back.
    pub fn dict_pop_last(&mut self, d: Ref) -> Option<(Value, Value)> {
        let n = self.dict_prev(d, self.heap.u32(d, o_dict::NEXT))?;
        let (key, value, hash) = self.dict_entry(d, n);
        let (index, mask) = (self.heap.field(d, o_dict::INDEX), self.heap.u32(d, o_dict::MASK));
        let mut probe = Probe::new(hash, mask);
        loop {
            let (r, offset) = place_at(index, probe.i);
            if self.heap.u32(r, offset) == n + 1 {
                self.heap.set_u32(r, offset, DUMMY as u32);
                break;
            }
            probe.advance();
        }
        // Deleted entries after `n` keep their table places, which count against the capacity like dummies.
        let freed = self.heap.u32(d, o_dict::NEXT) - n;
        for i in n + 1..n + freed {
            self.forget_place(d, i);
        }
        self.dict_remove_entry(d, n);
        self.heap.set_u32(d, o_dict::NEXT, n);
        self.heap.set_u32(d, o_dict::CAP, self.heap.u32(d, o_dict::CAP) - freed);
        Some((key, value))
    }

    /// Turns the table place of the deleted entry `n` into a dummy.
    fn forget_place(&mut self, d: Ref, n: u32) {
        let (_, _, hash) = self.dict_entry(d, n);
        let (index, mask) = (self.heap.field(d, o_dict::INDEX), self.heap.u32(d, o_dict::MASK));
        let mut probe = Probe::new(hash, mask);
        loop {
            let (r, offset) = place_at(index, probe.i);
            let place = self.heap.u32(r, offset);
            if place == n + 1 {
                return self.heap.set_u32(r, offset, DUMMY as u32);
            }
            if place == 0 {
                return;
            }
            probe.advance();
        }
    }

    pub fn dict_clear(&mut self, d: Ref) {
        self.heap.set_field(d, o_dict::ENTRIES, Ref::NONE);
        self.heap.set_field(d, o_dict::INDEX, Ref::NONE);
        for field in [o_dict::LEN, o_dict::NEXT, o_dict::CAP, o_dict::MASK] {
            self.heap.set_u32(d, field, 0);
        }
        self.dict_changed(d);
    }

    /// Key, value and hash of entry `n` (key unbound: deleted).
    pub fn dict_entry(&self, d: Ref, n: u32) -> (Value, Value, i64) {
        let entry = entry_at(self.heap.field(d, o_dict::ENTRIES), n);
        (
            self.heap.value(entry, o_dict_entry::KEY),
            self.heap.value(entry, o_dict_entry::VALUE),
            self.heap.i64(entry, o_dict_entry::HASH),
        )
    }

    /// Where entry `n` lies in the heap.
    pub fn dict_entry_ref(&self, d: Ref, n: u32) -> Ref {
        entry_at(self.heap.field(d, o_dict::ENTRIES), n)
    }

    pub fn dict_value(&self, d: Ref, n: u32) -> Value {
        self.heap
            .value(entry_at(self.heap.field(d, o_dict::ENTRIES), n), o_dict_entry::VALUE)
    }

    pub fn dict_set_value(&self, d: Ref, n: u32, value: Value) {
        self.heap.set_value(
            entry_at(self.heap.field(d, o_dict::ENTRIES), n),
            o_dict_entry::VALUE,
            value,
        );
    }

    /// The entry at or after `position`, which moves past it; start with 0.
    pub fn dict_next(&self, d: Ref, position: &mut u32) -> Option<(Value, Value)> {
        let n = self.dict_entry_from(d, *position)?;
        *position = n + 1;
        let (key, value, _) = self.dict_entry(d, n);
        Some((key, value))
    }

    /// First entry in use from `n` on.
    pub fn dict_entry_from(&self, d: Ref, mut n: u32) -> Option<u32> {
        let end = self.heap.u32(d, o_dict::NEXT);
        let entries = self.heap.field(d, o_dict::ENTRIES);
        while n < end {
            if !self.heap.value(entry_at(entries, n), o_dict_entry::KEY).is_unbound() {
                return Some(n);
            }
            n += 1;
        }
        None
    }

    /// Last entry in use before `n`.
    pub fn dict_prev(&self, d: Ref, n: u32) -> Option<u32> {
        let entries = self.heap.field(d, o_dict::ENTRIES);
        (0..n)
            .rev()
            .find(|&i| !self.heap.value(entry_at(entries, i), o_dict_entry::KEY).is_unbound())
    }

    /// A snapshot of the entries in use. The values are not rooted.
    pub fn dict_items(&self, d: Ref) -> Vec<(Value, Value, i64)> {
        let mut items = Vec::with_capacity(self.dict_len(d));
        let mut n = 0;
        while let Some(i) = self.dict_entry_from(d, n) {
            items.push(self.dict_entry(d, i));
            n = i + 1;
        }
        items
    }

    /// Copies the entries of `from` into the empty dict `to`, with hashes as they are.
    pub fn dict_copy_into(&mut self, to: Ref, from: Ref) -> Res<()> {
        let len = self.dict_len(from) as u32;
        if len == 0 {
            return Ok(());
        }
        self.dict_resize(to, (len * 3).div_ceil(2))?;
        let mut n = 0;
        while let Some(i) = self.dict_entry_from(from, n) {
            let (key, value, hash) = self.dict_entry(from, i);
            self.dict_append(to, key, hash, value)?;
            n = i + 1;
        }
        Ok(())
    }
}

/// Puts entry `n` into the first empty place for `hash`.
fn link(heap: &Heap, index: Ref, mask: u32, hash: i64, n: u32) {
    let mut probe = Probe::new(hash, mask);
    loop {
        let (r, offset) = place_at(index, probe.i);
        if heap.u32(r, offset) == 0 {
            return heap.set_u32(r, offset, n + 1);
        }
        probe.advance();
    }
}
