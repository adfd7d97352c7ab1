//! Raw access to the shared memory and allocation.

use super::{Kind, Ref, Value};
use crate::generated::layouts::{ctx, map, o_obj};

/// The memory behind one runtime. Copyable: it is only the base address and the length.
pub struct Heap {
    base: *mut u8,
    len: usize,
    top: usize,
}

impl Heap {
    /// # Safety
    /// `base` must point to `len` bytes of zeroed, 16-aligned memory that outlives the heap.
    pub unsafe fn new(base: *mut u8, len: usize) -> Heap {
        Heap {
            base,
            len,
            top: map::OBJECTS as usize,
        }
    }

    pub fn base(&self) -> *mut u8 {
        self.base
    }

    fn at<T>(&self, offset: usize) -> *mut T {
        debug_assert!(offset + size_of::<T>() <= self.len);
        // SAFETY: refs come from this heap's allocator, and field offsets stay within their object.
        unsafe { self.base.add(offset).cast::<T>() }
    }

    pub fn u32(&self, r: Ref, offset: u32) -> u32 {
        // SAFETY: see `at`; all fields are aligned to their size.
        unsafe { *self.at::<u32>((r.0 + offset) as usize) }
    }

    pub fn set_u32(&self, r: Ref, offset: u32, x: u32) {
        // SAFETY: as `u32`.
        unsafe { *self.at::<u32>((r.0 + offset) as usize) = x }
    }

    pub fn i64(&self, r: Ref, offset: u32) -> i64 {
        // SAFETY: as `u32`.
        unsafe { *self.at::<i64>((r.0 + offset) as usize) }
    }

    pub fn set_i64(&self, r: Ref, offset: u32, x: i64) {
        // SAFETY: as `u32`.
        unsafe { *self.at::<i64>((r.0 + offset) as usize) = x }
    }

    pub fn value(&self, r: Ref, offset: u32) -> Value {
        // SAFETY: as `u32`.
        unsafe { *self.at::<Value>((r.0 + offset) as usize) }
    }

    pub fn set_value(&self, r: Ref, offset: u32, v: Value) {
        // SAFETY: as `u32`.
        unsafe { *self.at::<Value>((r.0 + offset) as usize) = v }
    }

    /// A reference field (u32).
    pub fn field(&self, r: Ref, offset: u32) -> Ref {
        Ref(self.u32(r, offset))
    }

    pub fn set_field(&self, r: Ref, offset: u32, x: Ref) {
        self.set_u32(r, offset, x.0);
    }

    /// `count` bytes from `offset` on. The slice must not be held across an allocation that could change them.
    pub fn bytes(&self, offset: u32, count: usize) -> &[u8] {
        debug_assert!(offset as usize + count <= self.len);
        // SAFETY: the range lies in the heap; the caller holds it only while the object is not written.
        unsafe { std::slice::from_raw_parts(self.base.add(offset as usize), count) }
    }

    #[allow(clippy::mut_from_ref)]
    pub fn bytes_mut(&self, offset: u32, count: usize) -> &mut [u8] {
        debug_assert!(offset as usize + count <= self.len);
        // SAFETY: as `bytes`; one executor at a time writes to the heap.
        unsafe { std::slice::from_raw_parts_mut(self.base.add(offset as usize), count) }
    }

    /// `count` values from byte offset `offset` on; as `bytes` for how long it may be held.
    pub fn values(&self, offset: u32, count: usize) -> &[Value] {
        debug_assert!(offset as usize + 8 * count <= self.len);
        // SAFETY: as `bytes`; offsets of value areas are multiples of 8.
        unsafe { std::slice::from_raw_parts(self.base.add(offset as usize).cast(), count) }
    }

    #[allow(clippy::mut_from_ref)]
    pub fn values_mut(&self, offset: u32, count: usize) -> &mut [Value] {
        debug_assert!(offset as usize + 8 * count <= self.len);
        // SAFETY: as `values`.
        unsafe { std::slice::from_raw_parts_mut(self.base.add(offset as usize).cast(), count) }
    }

    pub fn kind(&self, r: Ref) -> Kind {
        Kind::ALL[(self.u32(r, o_obj::META) & 0xff) as usize]
    }

    pub fn class(&self, r: Ref) -> Ref {
        self.field(r, o_obj::CLASS)
    }

    /// A context word; indices are `ctx::*`.
    pub fn ctx(&self, word: u32) -> u32 {
        self.u32(Ref(map::CTX), word * 4)
    }

    pub fn set_ctx(&self, word: u32, x: u32) {
        self.set_u32(Ref(map::CTX), word * 4, x);
    }

    pub fn ctx_value(&self, word: u32) -> Value {
        self.value(Ref(map::CTX), word * 4)
    }

    pub fn set_ctx_value(&self, word: u32, v: Value) {
        self.set_value(Ref(map::CTX), word * 4, v);
    }

    /// Zeroed memory for an object of `size` bytes, header written; `None` when the heap is full.
    /// Never collects: it only asks for a collection at the next safepoint.
    pub fn allocate(&mut self, kind: Kind, class: Ref, size: usize) -> Option<Ref> {
        let size = size.next_multiple_of(16);
        if self.top + size > self.len {
            return None;
        }
        let r = Ref(self.top as u32);
        self.top += size;
        self.set_field(r, o_obj::CLASS, class);
        self.set_u32(r, o_obj::META, kind as u32);
        self.set_ctx(
            ctx::ALLOCATED,
            self.ctx(ctx::ALLOCATED).wrapping_add((size / 16) as u32),
        );
        Some(r)
    }
}
