//! Where objects lie: blocks of 64 KiB, each cut into cells of one size class, or runs of blocks for one large object.
//! Objects never move; freed cells and blocks are used again.

use crate::generated::layouts::{ctx, map, o_obj};

pub const BLOCK: usize = 1 << 16;
/// Cell sizes in bytes, all multiples of 16. Larger objects take whole blocks.
const CLASSES: [u32; 32] = [
    16, 32, 48, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 448, 512, 640, 768, 896, 1024, 1280, 1536, 1792,
    2048, 2720, 3264, 4080, 5456, 8176, 13104, 21840, 32768,
];
const LARGEST: usize = 32768;
/// Largest cells that lie in lists of free cells before their first use.
pub const LARGEST_INLINE: usize = 512;
/// Bytes of fresh cells that are linked into a list at a time.
const REFILL: u32 = 4096;
/// Blocks that are kept back for `open_reserve`.
const RESERVE: usize = 16;
/// Blocks that whoever handles a MemoryError may have beyond the limit.
const GRACE: usize = 4;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Block {
    /// Not in use; what lies in it is anything.
    Free,
    /// Cells of a size class.
    Cells(u8),
    /// First of a large object's blocks.
    Large(u32),
    /// Another of them.
    Tail,
}

pub struct Blocks {
    /// Address of the heap's first byte.
    base: *mut u8,
    /// One entry per block from map::OBJECTS on.
    blocks: Vec<Block>,
    /// Blocks that the heap may have, and further ones for those that cannot fail.
    limit: usize,
    reserve: usize,
    grace: bool,
    /// Blocks among which they may lie. More than the limit where memory bears it, so that large objects find room
    /// between what is in use.
    extent: usize,
    /// Blocks in use.
    pub used: usize,
    /// No free block lies before this index.
    first_free: usize,
    /// Per class: fresh cells not yet given out, as (next, end).
    fresh: [(u32, u32); CLASSES.len()],
    /// Class of a size in 16-byte units.
    class_of: [u8; LARGEST / 16 + 1],
}

fn block_offset(index: usize) -> u32 {
    (map::OBJECTS as usize + index * BLOCK) as u32
}

/// Where the first free cell of a class is named, as a byte offset.
fn free_word(class: usize) -> u32 {
    map::CTX + 4 * (ctx::FREE + class as u32)
}

impl Blocks {
    /// # Safety
    /// `base` points to `len` zeroed bytes that outlive the result.
    pub unsafe fn new(base: *mut u8, len: usize) -> Blocks {
        let mut class_of = [0; LARGEST / 16 + 1];
        let mut class = 0;
        for (units, entry) in class_of.iter_mut().enumerate() {
            if units * 16 > CLASSES[class] as usize {
                class += 1;
            }
            *entry = class as u8;
        }
        let extent = len.saturating_sub(map::OBJECTS as usize) / BLOCK;
        Blocks {
            base,
            blocks: Vec::new(),
            limit: extent.saturating_sub(RESERVE + GRACE),
            reserve: RESERVE,
            grace: false,
            extent,
            used: 0,
            first_free: 0,
            fresh: [(0, 0); CLASSES.len()],
            class_of,
        }
    }

    /// At most this many bytes of objects from now on (what the memory has at most).
    pub fn set_limit(&mut self, bytes: usize) {
        self.limit = self.limit.min(bytes.div_ceil(BLOCK));
        self.extent = self.extent.min(2 * self.limit + RESERVE + GRACE);
    }

    /// Lets allocations use the reserve, or no longer; false when that is so already.
    pub fn open_reserve(&mut self, open: bool) -> bool {
        let changed = open == (self.reserve > 0);
        if changed && open {
            self.limit += std::mem::take(&mut self.reserve);
        } else if changed {
            self.reserve = RESERVE;
            self.limit -= RESERVE;
        }
        changed
    }

    /// Lets allocations go a little beyond the limit, or no longer.
    pub fn open_grace(&mut self, open: bool) {
        match (self.grace, open) {
            (false, true) => self.limit += GRACE,
            (true, false) => self.limit -= GRACE,
            _ => {}
        }
        self.grace = open;
    }

    pub fn is_over_limit(&self) -> bool {
        self.used > self.limit
    }

    pub fn limit_bytes(&self) -> usize {
        self.limit * BLOCK
    }

    /// End of the area that objects lie in.
    pub fn end(&self) -> u32 {
        block_offset(self.blocks.len())
    }

    fn word(&self, offset: u32) -> *mut u32 {
        // SAFETY: offsets are those of cells, which lie within the memory.
        unsafe { self.base.add(offset as usize).cast() }
    }

    /// First free cell of a class (linked through the word after the header), 0 none. In the context block: the interpreter and
    /// compiled code take cells from there too.
    fn free(&self, class: usize) -> u32 {
        // SAFETY: a word of the context block.
        unsafe { *self.word(free_word(class)) }
    }

    fn set_free(&self, class: usize, cell: u32) {
        // SAFETY: as `free`.
        unsafe { *self.word(free_word(class)) = cell }
    }

    #[inline]
    fn clear(&self, offset: u32, bytes: usize) {
        // SAFETY: as `word`; nothing else refers to a cell or block that is being given out.
        unsafe { std::ptr::write_bytes(self.base.add(offset as usize), 0, bytes) }
    }

    /// The same for a cell: of the commonest sizes, which are known here, without a call.
    #[inline]
    fn clear_cell(&self, offset: u32, bytes: usize) {
        match bytes {
            32 => self.clear(offset, 32),
            48 => self.clear(offset, 48),
            64 => self.clear(offset, 64),
            80 => self.clear(offset, 80),
            _ => self.clear(offset, bytes),
        }
    }

    /// Zeroed room for `size` bytes (a multiple of 16) and its real size; `None` when the heap is full.
    pub fn take(&mut self, size: usize) -> Option<(u32, usize)> {
        let used = self.blocks.len();
        let (at, room) = self.take_uncleared(size)?;
        if size <= LARGEST {
            self.clear_cell(at, room);
        } else {
            // Blocks that were never used are zero.
            self.clear(at, room.min((block_offset(used) as usize).saturating_sub(at as usize)));
        }
        Some((at, room))
    }

    /// The same, but what lies in it is anything: for objects whose maker writes all of what is read of them.
    #[inline]
    pub fn take_uncleared(&mut self, size: usize) -> Option<(u32, usize)> {
        if size > LARGEST {
            return self.take_run(size);
        }
        let class = self.class_of[size / 16] as usize;
        let cell = CLASSES[class] as usize;
        if self.free(class) == 0 && cell > LARGEST_INLINE {
            return self.take_fresh(class);
        }
        Some((self.take_listed(class)?, cell))
    }

    /// A run of blocks.
    fn take_run(&mut self, size: usize) -> Option<(u32, usize)> {
        let count = size.div_ceil(BLOCK);
        let index = self.take_blocks(count)?;
        self.blocks[index] = Block::Large(count as u32);
        self.blocks[index + 1..index + count].fill(Block::Tail);
        Some((block_offset(index), count * BLOCK))
    }

    /// The first free cell of a class, as it was left.
    #[inline]
    fn take_listed(&mut self, class: usize) -> Option<u32> {
        if self.free(class) == 0 {
            self.refill(class)?;
        }
        let head = self.free(class);
        // SAFETY: free cells hold the next free cell after their header.
        self.set_free(class, unsafe { *self.word(head + 8) });
        Some(head)
    }

    /// A cell of a class whose fresh ones are in no list.
    fn take_fresh(&mut self, class: usize) -> Option<(u32, usize)> {
        let cell = CLASSES[class];
        self.provide(class)?;
        let at = self.fresh[class].0;
        self.fresh[class].0 += cell;
        Some((at, cell as usize))
    }

    /// Sees to it that there is a fresh cell of a class.
    fn provide(&mut self, class: usize) -> Option<()> {
        if self.fresh[class].0 + CLASSES[class] > self.fresh[class].1 {
            let index = self.take_blocks(1)?;
            self.blocks[index] = Block::Cells(class as u8);
            self.fresh[class] = (block_offset(index), block_offset(index) + BLOCK as u32);
        }
        Some(())
    }

    /// Links some fresh cells into the empty list of free ones: compiled code takes cells from the list only.
    fn refill(&mut self, class: usize) -> Option<()> {
        self.provide(class)?;
        let cell = CLASSES[class];
        let (start, end) = self.fresh[class];
        let count = ((end - start) / cell).min(REFILL / cell).max(1);
        let last = start + (count - 1) * cell;
        for at in (start..=last).step_by(cell as usize) {
            let next = if at == last { 0 } else { at + cell };
            // SAFETY: nobody has been given these cells; META 0 is Kind::Free.
            unsafe {
                *self.word(at + o_obj::META) = 0;
                *self.word(at + 8) = next;
            }
        }
        self.set_free(class, start);
        self.fresh[class].0 = last + cell;
        Some(())
    }

    /// Size of the cells for objects of `size` bytes, and the address of the word that holds the first free one.
    pub fn cells(&self, size: usize) -> (u32, usize) {
        let class = self.class_of[size.div_ceil(16)] as usize;
        (CLASSES[class], self.word(free_word(class)) as usize)
    }

    /// Index of the first of `count` free neighbouring blocks; the caller marks them.
    fn take_blocks(&mut self, count: usize) -> Option<usize> {
        if self.used + count > self.limit {
            return None;
        }
        let mut run = 0;
        let mut i = self.first_free;
        while i < self.blocks.len() {
            run = if self.blocks[i] == Block::Free { run + 1 } else { 0 };
            i += 1;
            if run == count {
                let index = i - count;
                self.used += count;
                if index == self.first_free {
                    self.first_free = i;
                }
                return Some(index);
            }
        }
        // Free blocks at the end can be the start of the run.
        let index = self.blocks.len() - run;
        if index + count > self.extent {
            return None;
        }
        self.blocks.resize(index + count, Block::Free);
        self.used += count;
        if run == 0 && count == 1 && self.first_free == index {
            self.first_free = index + 1;
        }
        Some(index)
    }

    /// Gives a large object's blocks back at once; cells wait for the sweep. The bytes that became free.
    pub fn release(&mut self, offset: u32) -> usize {
        let index = (offset - map::OBJECTS) as usize / BLOCK;
        let Block::Large(count) = self.blocks[index] else {
            return 0;
        };
        self.free_run(index, count as usize);
        count as usize * BLOCK
    }

    fn free_run(&mut self, index: usize, count: usize) {
        self.blocks[index..index + count].fill(Block::Free);
        self.used -= count;
        self.first_free = self.first_free.min(index);
    }

    /// Makes a large object's room larger if the blocks behind it are free; the new real size.
    pub fn extend(&mut self, offset: u32, size: usize) -> Option<usize> {
        let index = (offset - map::OBJECTS) as usize / BLOCK;
        let Block::Large(count) = *self.blocks.get(index)? else {
            return None;
        };
        let (count, wanted) = (count as usize, size.div_ceil(BLOCK));
        if wanted <= count {
            return Some(count * BLOCK);
        }
        let more = wanted - count;
        if self.used + more > self.limit || index + wanted > self.extent {
            return None;
        }
        let known = self.blocks.len().min(index + wanted);
        if self.blocks[index + count..known].iter().any(|&b| b != Block::Free) {
            return None;
        }
        self.clear(block_offset(index + count), (known - index - count) * BLOCK);
        if self.blocks.len() < index + wanted {
            self.blocks.resize(index + wanted, Block::Free);
        }
        self.blocks[index] = Block::Large(wanted as u32);
        self.blocks[index + count..index + wanted].fill(Block::Tail);
        self.used += more;
        Some(wanted * BLOCK)
    }

    /// Real size of the cell or blocks at `offset`.
    pub fn room(&self, offset: u32) -> usize {
        let index = (offset - map::OBJECTS) as usize / BLOCK;
        match self.blocks[index] {
            Block::Cells(class) => CLASSES[class as usize] as usize,
            Block::Large(count) => count as usize * BLOCK,
            Block::Free | Block::Tail => 0,
        }
    }

    /// Frees everything that `alive` does not vouch for; the bytes that are still in use. `any_alive` says whether
    /// anything in the block at an offset is.
    pub fn sweep(&mut self, alive: impl Fn(u32) -> bool, any_alive: impl Fn(u32) -> bool) -> usize {
        let mut live = 0;
        (0..CLASSES.len()).for_each(|class| self.set_free(class, 0));
        let mut i = 0;
        while i < self.blocks.len() {
            match self.blocks[i] {
                Block::Cells(class) => {
                    if any_alive(block_offset(i)) || self.is_fresh(i, class as usize) {
                        live += self.sweep_cells(i, class as usize, &alive);
                    } else {
                        self.free_run(i, 1);
                    }
                    i += 1;
                }
                Block::Large(count) => {
                    if alive(block_offset(i)) {
                        live += count as usize * BLOCK;
                    } else {
                        self.free_run(i, count as usize);
                    }
                    i += count as usize;
                }
                Block::Free | Block::Tail => i += 1,
            }
        }
        live
    }

    /// Does the block still have cells that were never given out?
    fn is_fresh(&self, index: usize, class: usize) -> bool {
        self.fresh[class].1 == block_offset(index) + BLOCK as u32
    }

    fn sweep_cells(&mut self, index: usize, class: usize, alive: &impl Fn(u32) -> bool) -> usize {
        let cell = CLASSES[class];
        let start = block_offset(index);
        let whole = start + (BLOCK as u32 / cell) * cell;
        let end = if self.is_fresh(index, class) {
            self.fresh[class].0
        } else {
            whole
        };
        let mut live = 0;
        let mut head = self.free(class);
        // Backwards, so that the list runs forwards through the block.
        let mut at = end;
        while at > start {
            at -= cell;
            if alive(at) {
                live += cell as usize;
                continue;
            }
            // SAFETY: a dead cell is nobody's; META 0 is Kind::Free.
            unsafe {
                *self.word(at + o_obj::META) = 0;
                *self.word(at + 8) = head;
            }
            head = at;
        }
        self.set_free(class, head);
        live
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(count: usize) -> Blocks {
        let bytes = map::OBJECTS as usize + (count + RESERVE + GRACE) * BLOCK;
        let layout = std::alloc::Layout::from_size_align(bytes, 4096).unwrap();
        // SAFETY: zeroed and never freed.
        unsafe { Blocks::new(std::alloc::alloc_zeroed(layout), bytes) }
    }

    #[test]
    fn every_size_gets_room_enough() {
        let mut b = blocks(800);
        for size in (16..=LARGEST + 64).step_by(16) {
            let (at, room) = b.take(size).unwrap();
            assert!(room >= size && at % 16 == 0, "{size} {room}");
            assert_eq!(b.room(at), room);
        }
    }

    #[test]
    fn dead_cells_and_blocks_are_used_again() {
        let mut b = blocks(8);
        let all: Vec<u32> = std::iter::from_fn(|| b.take(64).map(|c| c.0)).collect();
        assert_eq!(all.len(), 8 * BLOCK / 64);
        assert!(b.take(BLOCK).is_none());
        let kept = all[5];
        assert_eq!(
            b.sweep(|at| at == kept, |block| block == kept & !(BLOCK as u32 - 1)),
            64
        );
        let again: Vec<u32> = std::iter::from_fn(|| b.take(64).map(|c| c.0)).collect();
        assert_eq!(again.len(), all.len() - 1);
        assert!(!again.contains(&kept));
    }

    #[test]
    fn under_a_limit_a_large_object_finds_room_beyond_small_gaps() {
        let mut b = blocks(16);
        b.set_limit(6 * BLOCK);
        let all: Vec<u32> = (0..6).map(|_| b.take(BLOCK).unwrap().0).collect();
        assert!(b.take(BLOCK).is_none());
        for &at in all.iter().step_by(2) {
            b.release(at);
        }
        let (at, _) = b.take(3 * BLOCK).unwrap();
        assert!(at > all[5]);
        assert!(b.take(BLOCK).is_none());
    }

    #[test]
    fn what_cannot_fail_uses_the_reserve() {
        let mut b = blocks(2);
        while b.take(64).is_some() {}
        b.open_reserve(true);
        assert!(b.take(64).is_some());
        b.open_reserve(false);
        assert!(b.is_over_limit() && b.take(BLOCK).is_none());
        b.sweep(|_| false, |_| false);
        assert!(!b.is_over_limit() && b.take(64).is_some());
    }

    #[test]
    fn grace_is_given_once() {
        let mut b = blocks(2);
        while b.take(BLOCK).is_some() {}
        b.open_grace(true);
        let more = std::iter::from_fn(|| b.take(BLOCK)).count();
        b.open_grace(true);
        assert!(more == GRACE && b.take(BLOCK).is_none());
        b.sweep(|_| false, |_| false);
        b.open_grace(false);
        assert_eq!(std::iter::from_fn(|| b.take(BLOCK)).count(), 2);
    }

    #[test]
    fn large_objects_grow_in_place_and_give_their_blocks_back() {
        let mut b = blocks(6);
        let (first, room) = b.take(2 * BLOCK).unwrap();
        assert_eq!(room, 2 * BLOCK);
        assert_eq!(b.extend(first, 3 * BLOCK), Some(3 * BLOCK));
        let (second, _) = b.take(3 * BLOCK).unwrap();
        assert_eq!(b.extend(first, 4 * BLOCK), None);
        assert!(b.take(BLOCK).is_none());
        b.release(second);
        assert_eq!(b.extend(first, 6 * BLOCK), Some(6 * BLOCK));
        assert_eq!(b.used, 6);
    }
}
