//! Shared strs: the empty one, the single characters up to U+00FF, and the interned ones; and the hash of a str.

use foldhash::fast::FixedState;
use hashbrown::HashTable;
use std::collections::HashMap;
use std::hash::{BuildHasher, Hasher};

use super::super::{Res, Runtime};
use super::codecs::Registry;
use super::{Chars, StrBuilder};
use crate::generated::layouts::{o_str, str_flag};
use crate::heap::{Ref, Value};

/// Fixed, so that programs behave the same each time they run.
const SEED: u64 = 0x7461_7572_6172_6f00;

/// The hash of bytes; 0 ("not computed") only of none, as in CPython, and never -1 (CPython's error mark).
pub fn hash_bytes(bytes: &[u8]) -> i64 {
    if bytes.is_empty() {
        return 0;
    }
    let mut hasher = FixedState::with_seed(SEED).build_hasher();
    hasher.write(bytes);
    match hasher.finish() as i64 {
        0 => 1,
        -1 => -2,
        h => h,
    }
}

/// One runtime's shared strs.
#[derive(Default)]
pub struct State {
    /// Entry 256 is the empty str.
    shared: Vec<Value>,
    interned: HashTable<Ref>,
    /// Registered by `codecs.register_error`.
    pub error_handlers: HashMap<String, Value>,
    /// What `codecs.lookup_error` gives for the built-in names.
    pub builtin_handlers: HashMap<&'static str, Value>,
    pub codecs: Registry,
    /// Where texts are put together before it is known how long they get.
    pub buffer: Vec<u8>,
    /// The exception class of the struct module.
    pub struct_error: Option<Value>,
}

impl State {
    pub fn empty(&self) -> Value {
        self.shared[256]
    }

    pub fn latin1(&self, c: u8) -> Value {
        self.shared[c as usize]
    }

    /// Address of the one-character strs, which stay where they are: compiled code reads them.
    pub fn latin1_table(&self) -> usize {
        self.shared.as_ptr() as usize
    }

    /// Objects that always live: roots of the collector.
    pub fn roots(&self) -> impl Iterator<Item = Value> {
        let handlers = self.error_handlers.values().chain(self.builtin_handlers.values());
        self.shared
            .iter()
            .chain(handlers)
            .copied()
            .chain(self.codecs.roots())
            .chain(self.struct_error)
    }

    /// Forgets the interned strs that the collector found dead. To be called after marking, before sweeping.
    pub fn retain_interned(&mut self, mut alive: impl FnMut(Ref) -> bool) {
        self.interned.retain(|r| alive(*r));
    }
}

impl Runtime {
    /// Makes the shared strs, once. `types.str` must be known.
    pub(super) fn init_strings(&mut self) -> Res<()> {
        if !self.strings.shared.is_empty() {
            return Ok(());
        }
        let mut shared = Vec::with_capacity(257);
        for c in 0..=255u8 {
            let (r, to) = self.alloc_str(self.types.str, 1, 1)?;
            to[0] = c;
            shared.push(Value::object(r));
        }
        shared.push(Value::object(self.alloc_str(self.types.str, 1, 0)?.0));
        self.strings.shared = shared;
        for i in 0..257 {
            let v = self.strings.shared[i];
            self.intern_value(v)?;
        }
        Ok(())
    }

    /// The hash of the str `v`, computed once.
    #[inline]
    pub fn str_hash(&self, v: Value) -> i64 {
        let r = Ref(v.low());
        let known = self.heap.i64(r, o_str::HASH);
        if known != 0 {
            return known;
        }
        let h = hash_bytes(self.chars_of(r).raw());
        self.heap.set_i64(r, o_str::HASH, h);
        h
    }

    pub(super) fn str_flags(&self, r: Ref) -> u32 {
        self.heap.bytes(r.0 + o_str::FLAGS, 1)[0] as u32
    }

    pub fn is_interned(&self, r: Ref) -> bool {
        self.str_flags(r) & str_flag::INTERNED != 0
    }

    /// From now on namespaces that get this interned name renew their VERSION.
    pub fn mark_builtin_name(&mut self, r: Ref) {
        self.heap.bytes_mut(r.0 + o_str::FLAGS, 1)[0] |= str_flag::BUILTIN as u8;
    }

    /// Whether a namespace with this key hides a builtin that code has found. Only plain strs are names; those that are not
    /// interned could be equal to any.
    pub fn may_hide_builtin(&self, key: Value) -> bool {
        self.is_exact_str(key)
            && self.str_flags(key.obj()) & (str_flag::INTERNED | str_flag::BUILTIN) != str_flag::INTERNED
    }

    fn find_interned(&self, hash: i64, chars: Chars<'_>) -> Option<Ref> {
        self.strings
            .interned
            .find(hash as u64, |&r| self.chars_of(r).same(chars))
            .copied()
    }

    /// The interned str equal to the plain str `v`: `v` itself if there was none.
    pub fn intern_value(&mut self, v: Value) -> Res<Value> {
        let r = Ref(v.low());
        if self.is_interned(r) {
            return Ok(v);
        }
        let hash = self.str_hash(v);
        if let Some(found) = self.find_interned(hash, self.chars_of(r)) {
            return Ok(Value::object(found));
        }
        let flags = self.str_flags(r) | str_flag::INTERNED;
        self.heap.bytes_mut(r.0 + o_str::FLAGS, 1)[0] = flags as u8;
        let Runtime { heap, strings, .. } = self;
        strings
            .interned
            .insert_unique(hash as u64, r, |&r| heap.i64(r, o_str::HASH) as u64);
        Ok(v)
    }

    /// The interned str `s`.
    pub fn intern(&mut self, s: &str) -> Res<Value> {
        self.init_strings()?;
        let mut b = StrBuilder::with_capacity(s.len());
        b.push_str(s);
        if let Some(found) = self.find_interned(hash_bytes(b.chars().raw()), b.chars()) {
            return Ok(Value::object(found));
        }
        let v = b.finish(self)?;
        self.intern_value(v)
    }
}
