//! Raw access to the shared memory and allocation.

use std::sync::atomic::{AtomicU32, Ordering};

use super::blocks::{BLOCK, Blocks};
use super::{Kind, Marks, Ref, Value};
use crate::generated::layouts::{ctx, interrupt, map, o_buffer, o_obj};

/// Allocation between two collections, at least.
const MIN_THRESHOLD: usize = 48 << 20;

/// After a MemoryError the next safepoints collect until there is room: at the first, in the handler, what filled the heap is
/// often still in a variable.
const COLLECTIONS_WHEN_FULL: u32 = 8;

/// The memory behind one runtime.
pub struct Heap {
    base: *mut u8,
    len: usize,
    blocks: Blocks,
    /// What Ctx.BUDGET was after the last collection.
    threshold: i64,
    /// Ask for a collection after every allocation.
    stress: bool,
    /// Collections still to be asked for since an allocation failed.
    full: u32,
}

/// Where compiled code finds cells of one size: addresses of the list of free ones (linked through the word after the
/// header) and of the budget. It may take the first one if there is any and the budget bears it.
#[derive(Clone, Copy, Debug)]
pub struct Cells {
    pub size: u32,
    pub free: usize,
    pub budget: usize,
}

impl Heap {
    /// # Safety
    /// `base` must point to `len` bytes of zeroed, 16-aligned memory that outlives the heap.
    pub unsafe fn new(base: *mut u8, len: usize) -> Heap {
        let threshold = MIN_THRESHOLD.min(len / 4) as i64;
        let heap = Heap {
            base,
            len,
            // SAFETY: the caller's promise.
            blocks: unsafe { Blocks::new(base, len) },
            threshold,
            stress: false,
            full: 0,
        };
        heap.set_budget(threshold);
        heap
    }

    /// Asks for a collection after every allocation from now on.
    pub fn set_stress(&mut self, on: bool) {
        self.stress = on;
        self.set_threshold(0);
    }

    /// For objects of at most `LARGEST_INLINE` bytes. The addresses hold as long as the heap does not move.
    pub fn cells(&self, size: usize) -> Cells {
        let (size, free) = self.blocks.cells(size);
        Cells {
            size,
            free,
            budget: self.budget_word() as usize,
        }
    }

    fn budget_word(&self) -> *mut i64 {
        const { assert!(ctx::BUDGET.is_multiple_of(2)) };
        self.at((map::CTX + 4 * ctx::BUDGET) as usize)
    }

    /// Bytes that may yet be allocated before a collection is asked for.
    fn budget(&self) -> i64 {
        // SAFETY: two aligned words of the context block.
        unsafe { *self.budget_word() }
    }

    fn set_budget(&self, bytes: i64) {
        // SAFETY: as `budget`.
        unsafe { *self.budget_word() = bytes }
    }

    pub fn base(&self) -> *mut u8 {
        self.base
    }

    pub fn size(&self) -> usize {
        self.len
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

    /// Objects may use this many bytes (and never more than the memory has).
    pub fn set_limit(&mut self, bytes: usize) {
        self.blocks.set_limit(bytes);
        self.set_threshold(0);
    }

    /// End of the area that objects lie in.
    pub fn end(&self) -> u32 {
        self.blocks.end()
    }

    /// Places for attributes within an instance itself. Its cell may have more room, which nobody has written.
    pub fn inline_places(&self, instance: Ref) -> u32 {
        self.u32(instance, o_obj::META) >> 16
    }

    /// Bytes that the object's cell has, at least as many as were asked for.
    pub fn room(&self, r: Ref) -> usize {
        self.blocks.room(r.0)
    }

    /// Bytes in blocks that are in use.
    pub fn used(&self) -> usize {
        self.blocks.used * BLOCK
    }

    /// Zeroed memory for an object of `size` bytes, header written; `None` when the heap is full.
    /// Never collects: it only asks for a collection at the next safepoint.
    pub fn allocate(&mut self, kind: Kind, class: Ref, size: usize) -> Option<Ref> {
        let taken = self.blocks.take(size.next_multiple_of(16));
        self.object(taken, kind, class)
    }

    /// The same without the zeros: the caller writes all of it that anybody reads.
    #[inline]
    pub fn allocate_uncleared(&mut self, kind: Kind, class: Ref, size: usize) -> Option<Ref> {
        let taken = self.blocks.take_uncleared(size.next_multiple_of(16));
        self.object(taken, kind, class)
    }

    #[inline]
    fn object(&mut self, taken: Option<(u32, usize)>, kind: Kind, class: Ref) -> Option<Ref> {
        let Some((offset, room)) = taken else {
            self.fill();
            return None;
        };
        self.count(room);
        let r = Ref(offset);
        self.set_field(r, o_obj::CLASS, class);
        self.set_u32(r, o_obj::META, kind as u32);
        Some(r)
    }

    /// The heap is full.
    #[cold]
    fn fill(&mut self) {
        self.full = COLLECTIONS_WHEN_FULL;
        // For the handler, in which what filled the heap is still alive.
        self.blocks.open_grace(true);
        self.request(interrupt::GC);
    }

    #[inline]
    fn count(&mut self, bytes: usize) {
        let left = self.budget() - bytes as i64;
        self.set_budget(left);
        if left < 0 {
            self.request(interrupt::GC);
        }
    }

    /// Sets bits of Ctx.INTERRUPT; other threads may do so at the same time.
    pub fn request(&self, bits: u32) {
        self.interrupt_word().fetch_or(bits, Ordering::Release);
    }

    /// Clears bits of Ctx.INTERRUPT.
    pub fn withdraw(&self, bits: u32) {
        self.interrupt_word().fetch_and(!bits, Ordering::Release);
    }

    fn interrupt_word(&self) -> &AtomicU32 {
        // SAFETY: an aligned word of the shared memory that is only written atomically.
        unsafe { &*self.at::<AtomicU32>(4 * ctx::INTERRUPT as usize) }
    }

    /// Makes a buffer's room at least `payload` bytes without moving it, if that is possible.
    pub fn extend_buffer(&mut self, buffer: Ref, payload: usize) -> bool {
        let size = o_buffer::DATA as usize + payload;
        let before = self.room(buffer);
        if size > before {
            match self.blocks.extend(buffer.0, size) {
                Some(room) => self.count(room - before),
                None => return false,
            }
        }
        self.set_u32(buffer, o_buffer::SIZE, payload as u32);
        true
    }

    /// While open, allocations may use what is kept back for those that cannot fail: of side exits, of the
    /// host, of MemoryError.
    /// False when it was as it shall be.
    pub fn open_reserve(&mut self, open: bool) -> bool {
        let changed = self.blocks.open_reserve(open);
        if !open && self.blocks.is_over_limit() {
            self.request(interrupt::GC);
        }
        changed
    }

    /// Gives a large buffer back at once. Only for its one owner, who has let go of it.
    pub fn release_buffer(&mut self, buffer: Ref) {
        let freed = self.blocks.release(buffer.0);
        self.set_budget((self.budget() + freed as i64).min(self.threshold));
    }

    /// Frees what `marker` has not reached. Everything that names such objects must have been cleared.
    pub fn sweep(&mut self, marks: Marks) {
        let live = self.blocks.sweep(
            |offset| marks.is_marked(Ref(offset)),
            |block| marks.any_marked(Ref(block), BLOCK),
        );
        self.set_threshold(live);
        let limit = self.blocks.limit_bytes();
        self.full = if live > limit - limit / 4 {
            self.full.saturating_sub(1)
        } else {
            0
        };
        if self.full == 0 {
            self.blocks.open_grace(false);
            self.interrupt_word().fetch_and(!interrupt::GC, Ordering::AcqRel);
        }
    }

    fn set_threshold(&mut self, live: usize) {
        let room = self.blocks.limit_bytes().saturating_sub(live);
        self.threshold = match self.stress {
            true => -1,
            false => live.max(MIN_THRESHOLD).min(room / 2) as i64,
        };
        self.set_budget(self.threshold);
    }
}
