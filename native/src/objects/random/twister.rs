//! The Mersenne Twister (MT19937), working on its state in the heap object: 624 words and the index of the next one.

use crate::generated::layouts::o_native;
use crate::heap::{Heap, Ref};

pub const WORDS: u32 = 624;
/// Bytes of the state behind the object's one Value (`gauss_next`).
pub const STATE_BYTES: usize = 4 * (WORDS as usize + 1);
const STATE: u32 = o_native::SLOTS + 8;

/// A view on the generator in `object`.
#[derive(Clone, Copy)]
pub struct Twister<'a> {
    pub heap: &'a Heap,
    pub object: Ref,
}

impl Twister<'_> {
    pub fn word(self, i: u32) -> u32 {
        self.heap.u32(self.object, STATE + 4 * i)
    }

    pub fn set_word(self, i: u32, x: u32) {
        self.heap.set_u32(self.object, STATE + 4 * i, x);
    }

    pub fn index(self) -> u32 {
        self.word(WORDS)
    }

    pub fn set_index(self, i: u32) {
        self.set_word(WORDS, i);
    }

    fn seed_word(self, seed: u32) {
        let mut x = seed;
        self.set_word(0, x);
        for i in 1..WORDS {
            x = 1812433253u32.wrapping_mul(x ^ (x >> 30)).wrapping_add(i);
            self.set_word(i, x);
        }
        self.set_index(WORDS);
    }

    /// init_by_array
    pub fn seed(self, key: &[u32]) {
        self.seed_word(19650218);
        let (mut i, mut j) = (1, 0);
        let previous = |i: u32| {
            let x = self.word(i - 1);
            x ^ (x >> 30)
        };
        let step = |i: &mut u32| {
            *i += 1;
            if *i >= WORDS {
                self.set_word(0, self.word(WORDS - 1));
                *i = 1;
            }
        };
        for _ in 0..key.len().max(WORDS as usize) {
            let mixed = self.word(i) ^ previous(i).wrapping_mul(1664525);
            self.set_word(i, mixed.wrapping_add(key[j]).wrapping_add(j as u32));
            step(&mut i);
            j = (j + 1) % key.len();
        }
        for _ in 0..WORDS - 1 {
            let mixed = self.word(i) ^ previous(i).wrapping_mul(1566083941);
            self.set_word(i, mixed.wrapping_sub(i));
            step(&mut i);
        }
        self.set_word(0, 0x8000_0000);
    }

    fn refill(self) {
        const SHIFT: u32 = 397;
        for i in 0..WORDS {
            let y = (self.word(i) & 0x8000_0000) | (self.word((i + 1) % WORDS) & 0x7fff_ffff);
            let twist = if y & 1 == 1 { 0x9908_b0df } else { 0 };
            self.set_word(i, self.word((i + SHIFT) % WORDS) ^ (y >> 1) ^ twist);
        }
        self.set_index(0);
    }

    pub fn next_u32(self) -> u32 {
        if self.index() >= WORDS {
            self.refill();
        }
        let mut y = self.word(self.index());
        self.set_index(self.index() + 1);
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c_5680;
        y ^= (y << 15) & 0xefc6_0000;
        y ^ (y >> 18)
    }

    /// In [0, 1) with 53 bits.
    pub fn next_f64(self) -> f64 {
        let (a, b) = (self.next_u32() >> 5, self.next_u32() >> 6);
        (a as f64 * 67108864.0 + b as f64) / 9007199254740992.0
    }
}
