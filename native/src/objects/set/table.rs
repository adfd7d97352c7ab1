//! The hash table of sets: CPython's own (Objects/setobject.c, 3.11) with its linear probes, growth and copying, so that
//! iteration order is CPython's. An empty place has an unbound key and hash 0, a deleted one an unbound key and hash -1.

use crate::generated::layouts::{o_buffer, o_set};
use crate::heap::{Heap, Kind, Ref, Value};
use crate::objects::{Res, Runtime};

const MIN_SIZE: u32 = 8;
const LINEAR_PROBES: u32 = 9;
const PERTURB_SHIFT: u32 = 5;
const ENTRY: u32 = 16;

fn hash_at(heap: &Heap, table: Ref, i: u32) -> i64 {
    heap.i64(table, o_buffer::DATA + i * ENTRY)
}

fn key_at(heap: &Heap, table: Ref, i: u32) -> Value {
    heap.value(table, o_buffer::DATA + i * ENTRY + 8)
}

fn put(heap: &Heap, table: Ref, i: u32, key: Value, hash: i64) {
    heap.set_i64(table, o_buffer::DATA + i * ENTRY, hash);
    heap.set_value(table, o_buffer::DATA + i * ENTRY + 8, key);
}

/// Puts a key that is not in the table, which has no deleted places.
fn insert_clean(heap: &Heap, table: Ref, mask: u32, key: Value, hash: i64) {
    let mut perturb = hash as u64;
    let mut i = hash as u32 & mask;
    loop {
        let probes = if i + LINEAR_PROBES <= mask { LINEAR_PROBES } else { 0 };
        for j in i..=i + probes {
            if key_at(heap, table, j).is_unbound() {
                return put(heap, table, j, key, hash);
            }
        }
        perturb >>= PERTURB_SHIFT;
        i = (i as u64 * 5 + 1).wrapping_add(perturb) as u32 & mask;
    }
}

enum Place {
    Found(u32),
    /// Where a new key goes: the last deleted place on the way, else the empty one at its end.
    Deleted(u32),
    Empty(u32),
}

/// Walks over the places where a key with this hash may be.
struct Probe {
    table: Ref,
    mask: u32,
    hash: i64,
    perturb: u64,
    /// First place of this stretch, the next one and the last.
    i: u32,
    j: u32,
    last: u32,
    deleted: Option<u32>,
    empty: u32,
}

impl Probe {
    fn new(heap: &Heap, s: Ref, hash: i64) -> Probe {
        let mask = heap.u32(s, o_set::MASK);
        let mut probe = Probe {
            table: heap.field(s, o_set::TABLE),
            mask,
            hash,
            perturb: hash as u64,
            i: 0,
            j: 0,
            last: 0,
            deleted: None,
            empty: 0,
        };
        probe.jump(hash as u32 & mask);
        probe
    }

    fn jump(&mut self, i: u32) {
        (self.i, self.j) = (i, i);
        self.last = if i + LINEAR_PROBES <= self.mask {
            i + LINEAR_PROBES
        } else {
            i
        };
    }

    /// The next place whose key has the hash; `None` at an empty place, where the search ends.
    #[inline]
    fn next(&mut self, heap: &Heap) -> Option<u32> {
        loop {
            if self.j > self.last {
                self.perturb >>= PERTURB_SHIFT;
                self.jump((self.i as u64 * 5 + 1).wrapping_add(self.perturb) as u32 & self.mask);
            }
            let j = self.j;
            self.j += 1;
            let found_hash = hash_at(heap, self.table, j);
            if key_at(heap, self.table, j).is_unbound() {
                if found_hash == 0 {
                    self.empty = j;
                    return None;
                }
                self.deleted = Some(j);
            } else if found_hash == self.hash {
                return Some(j);
            }
        }
    }

    /// Where a new key goes.
    fn end(&self) -> Place {
        self.deleted.map_or(Place::Empty(self.empty), Place::Deleted)
    }
}

impl Runtime {
    /// An empty set or frozenset.
    pub fn new_set_of(&mut self, kind: Kind, class: Ref) -> Res<Value> {
        let r = self.alloc(kind, class, o_set::SIZE as usize)?;
        let table = self.new_set_table(MIN_SIZE)?;
        self.heap.set_field(r, o_set::TABLE, table);
        self.heap.set_u32(r, o_set::MASK, MIN_SIZE - 1);
        self.heap.set_i64(r, o_set::HASH, -1);
        Ok(Value::object(r))
    }

    fn new_set_table(&mut self, size: u32) -> Res<Ref> {
        let table = self.alloc_buffer(Kind::Buffer, (size * ENTRY) as usize)?;
        for i in 0..size {
            put(&self.heap, table, i, Value::UNBOUND, 0);
        }
        Ok(table)
    }

    pub fn set_len(&self, s: Ref) -> usize {
        self.heap.u32(s, o_set::LEN) as usize
    }

    /// Where `key` is, or the empty place where probing ended.
    fn set_place(&mut self, s: Ref, key: Value, hash: i64) -> Res<Place> {
        'again: loop {
            let table = self.heap.field(s, o_set::TABLE);
            let mut probe = Probe::new(&self.heap, s, hash);
            while let Some(j) = probe.next(&self.heap) {
                let found = key_at(&self.heap, table, j);
                match self.quick_eq(found, key) {
                    Some(true) => return Ok(Place::Found(j)),
                    Some(false) => {}
                    None => {
                        let equal = self.rooted(&[Value::object(s), Value::object(table), found, key], |rt| {
                            rt.eq(found, key)
                        })?;
                        // The comparison may have changed the set: then its answer is about a place that is no more.
                        if self.heap.field(s, o_set::TABLE) != table || key_at(&self.heap, table, j) != found {
                            continue 'again;
                        }
                        if equal {
                            return Ok(Place::Found(j));
                        }
                    }
                }
            }
            return Ok(probe.end());
        }
    }

    /// As `set_place` without running Python code; `None` when that would be needed.
    fn set_place_quick(&mut self, s: Ref, key: Value, hash: i64) -> Option<Place> {
        let table = self.heap.field(s, o_set::TABLE);
        let mut probe = Probe::new(&self.heap, s, hash);
        while let Some(j) = probe.next(&self.heap) {
            let found = key_at(&self.heap, table, j);
            if found == key || self.simple_eq(found, key)? {
                return Some(Place::Found(j));
            }
        }
        Some(probe.end())
    }

    pub fn set_has_quick(&mut self, s: Ref, key: Value, hash: i64) -> Option<bool> {
        Some(matches!(self.set_place_quick(s, key, hash)?, Place::Found(_)))
    }

    pub fn set_add_quick(&mut self, s: Ref, key: Value, hash: i64) -> Option<Res<()>> {
        let place = self.set_place_quick(s, key, hash)?;
        Some(self.set_put(s, key, hash, place))
    }

    /// Whether it was there to be removed.
    pub fn set_discard_quick(&mut self, s: Ref, key: Value, hash: i64) -> Option<bool> {
        let Place::Found(i) = self.set_place_quick(s, key, hash)? else {
            return Some(false);
        };
        self.set_delete_at(s, i);
        Some(true)
    }

    pub fn set_has_hash(&mut self, s: Ref, key: Value, hash: i64) -> Res<bool> {
        Ok(matches!(self.set_place(s, key, hash)?, Place::Found(_)))
    }

    pub fn set_has(&mut self, s: Ref, key: Value) -> Res<bool> {
        let hash = self.key_hash(key)?;
        self.set_has_hash(s, key, hash)
    }

    pub fn set_add_hash(&mut self, s: Ref, key: Value, hash: i64) -> Res<()> {
        let place = self.set_place(s, key, hash)?;
        self.set_put(s, key, hash, place)
    }

    fn set_put(&mut self, s: Ref, key: Value, hash: i64, place: Place) -> Res<()> {
        let i = match place {
            Place::Found(_) => return Ok(()),
            Place::Deleted(i) => {
                put(&self.heap, self.heap.field(s, o_set::TABLE), i, key, hash);
                self.heap.set_u32(s, o_set::LEN, self.heap.u32(s, o_set::LEN) + 1);
                return Ok(());
            }
            Place::Empty(i) => i,
        };
        put(&self.heap, self.heap.field(s, o_set::TABLE), i, key, hash);
        let fill = self.heap.u32(s, o_set::FILL) + 1;
        let used = self.heap.u32(s, o_set::LEN) + 1;
        self.heap.set_u32(s, o_set::FILL, fill);
        self.heap.set_u32(s, o_set::LEN, used);
        if fill as u64 * 5 < self.heap.u32(s, o_set::MASK) as u64 * 3 {
            return Ok(());
        }
        self.set_resize(s, grown(used))
    }

    /// Whether `key` was there to be removed.
    pub fn set_discard_hash(&mut self, s: Ref, key: Value, hash: i64) -> Res<bool> {
        let Place::Found(i) = self.set_place(s, key, hash)? else {
            return Ok(false);
        };
        self.set_delete_at(s, i);
        Ok(true)
    }

    pub fn set_discard(&mut self, s: Ref, key: Value) -> Res<bool> {
        let hash = self.key_hash(key)?;
        self.set_discard_hash(s, key, hash)
    }

    fn set_delete_at(&mut self, s: Ref, i: u32) {
        put(&self.heap, self.heap.field(s, o_set::TABLE), i, Value::UNBOUND, -1);
        self.heap.set_u32(s, o_set::LEN, self.heap.u32(s, o_set::LEN) - 1);
    }

    fn set_resize(&mut self, s: Ref, min_used: u32) -> Res<()> {
        let mut size = MIN_SIZE;
        while size <= min_used {
            size <<= 1;
        }
        let table = self.new_set_table(size)?;
        for (key, hash) in self.set_entries(s) {
            insert_clean(&self.heap, table, size - 1, key, hash);
        }
        self.heap.set_field(s, o_set::TABLE, table);
        self.heap.set_u32(s, o_set::MASK, size - 1);
        self.heap.set_u32(s, o_set::FILL, self.heap.u32(s, o_set::LEN));
        Ok(())
    }

    /// First place in use from `i` on.
    pub fn set_next_place(&self, s: Ref, i: u32) -> Option<u32> {
        let table = self.heap.field(s, o_set::TABLE);
        (i..=self.heap.u32(s, o_set::MASK)).find(|&i| !key_at(&self.heap, table, i).is_unbound())
    }

    pub fn set_entry(&self, s: Ref, i: u32) -> (Value, i64) {
        let table = self.heap.field(s, o_set::TABLE);
        (key_at(&self.heap, table, i), hash_at(&self.heap, table, i))
    }

    /// A snapshot of keys and hashes. Not rooted.
    pub fn set_entries(&self, s: Ref) -> Vec<(Value, i64)> {
        let table = self.heap.field(s, o_set::TABLE);
        let mut entries = Vec::with_capacity(self.set_len(s));
        for i in 0..=self.heap.u32(s, o_set::MASK) {
            let key = key_at(&self.heap, table, i);
            if !key.is_unbound() {
                entries.push((key, hash_at(&self.heap, table, i)));
            }
        }
        entries
    }

    /// Adds all of another set's items (CPython's `set_merge`).
    pub fn set_merge(&mut self, s: Ref, other: Ref) -> Res<()> {
        let count = self.heap.u32(other, o_set::LEN);
        if s == other || count == 0 {
            return Ok(());
        }
        self.set_make_room(s, count)?;
        let (table, mask) = (self.heap.field(s, o_set::TABLE), self.heap.u32(s, o_set::MASK));
        if self.heap.u32(s, o_set::FILL) == 0 {
            let from = self.heap.field(other, o_set::TABLE);
            if mask == self.heap.u32(other, o_set::MASK) && self.heap.u32(other, o_set::FILL) == count {
                for i in 0..=mask {
                    put(
                        &self.heap,
                        table,
                        i,
                        key_at(&self.heap, from, i),
                        hash_at(&self.heap, from, i),
                    );
                }
            } else {
                for (key, hash) in self.set_entries(other) {
                    insert_clean(&self.heap, table, mask, key, hash);
                }
            }
            self.heap.set_u32(s, o_set::FILL, count);
            self.heap.set_u32(s, o_set::LEN, count);
            return Ok(());
        }
        let mut i = 0;
        while let Some(n) = self.set_next_place(other, i) {
            let (key, hash) = self.set_entry(other, n);
            self.set_add_hash(s, key, hash)?;
            i = n + 1;
        }
        Ok(())
    }

    /// One resize before `count` items come.
    pub fn set_make_room(&mut self, s: Ref, count: u32) -> Res<()> {
        if (self.heap.u32(s, o_set::FILL) + count) as u64 * 5 >= self.heap.u32(s, o_set::MASK) as u64 * 3 {
            self.set_resize(s, (self.heap.u32(s, o_set::LEN) + count) * 2)?;
        }
        Ok(())
    }

    /// Resizes deleted places away when there are many.
    pub fn set_shrink(&mut self, s: Ref) -> Res<()> {
        let used = self.heap.u32(s, o_set::LEN);
        if self.heap.u32(s, o_set::FILL) - used <= self.heap.u32(s, o_set::MASK) / 4 {
            return Ok(());
        }
        self.set_resize(s, grown(used))
    }

    pub fn set_clear(&mut self, s: Ref) -> Res<()> {
        let table = self.new_set_table(MIN_SIZE)?;
        self.heap.set_field(s, o_set::TABLE, table);
        self.heap.set_u32(s, o_set::MASK, MIN_SIZE - 1);
        self.heap.set_u32(s, o_set::FILL, 0);
        self.heap.set_u32(s, o_set::LEN, 0);
        Ok(())
    }

    /// Takes over the table of a set that is not used afterwards.
    pub fn set_take(&mut self, s: Ref, from: Ref) {
        for field in [o_set::TABLE, o_set::MASK, o_set::FILL, o_set::LEN] {
            self.heap.set_u32(s, field, self.heap.u32(from, field));
        }
    }

    /// Removes some item: the next one that the search finger finds.
    pub fn set_pop(&mut self, s: Ref) -> Option<Value> {
        if self.set_len(s) == 0 {
            return None;
        }
        let start = self.heap.u32(s, o_set::FINGER) & self.heap.u32(s, o_set::MASK);
        let i = self.set_next_place(s, start).or_else(|| self.set_next_place(s, 0))?;
        let (key, _) = self.set_entry(s, i);
        self.set_delete_at(s, i);
        self.heap.set_u32(s, o_set::FINGER, i + 1);
        Some(key)
    }

    /// Hash of a frozenset's items, independent of their order.
    pub fn frozenset_hash(&mut self, s: Ref) -> i64 {
        let known = self.heap.i64(s, o_set::HASH);
        if known != -1 {
            return known;
        }
        let shuffle = |h: u64| ((h ^ 89869747) ^ (h << 16)).wrapping_mul(3644798167);
        let mut hash = self
            .set_entries(s)
            .iter()
            .fold(0, |acc, &(_, h)| acc ^ shuffle(h as u64));
        hash ^= (self.set_len(s) as u64 + 1).wrapping_mul(1927868237);
        hash ^= (hash >> 11) ^ (hash >> 25);
        hash = hash.wrapping_mul(69069).wrapping_add(907133923);
        let hash = if hash == u64::MAX { 590923713 } else { hash as i64 };
        self.heap.set_i64(s, o_set::HASH, hash);
        hash
    }
}

fn grown(used: u32) -> u32 {
    if used > 50000 { used * 2 } else { used * 4 }
}
