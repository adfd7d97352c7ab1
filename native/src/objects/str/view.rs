//! Reading and building the code points of a str.

use super::super::{Res, Runtime};
use crate::generated::layouts::{o_buffer, o_str};
use crate::heap::{Kind, Ref, Value};

/// The code points of a str, one, two or four bytes each: always the narrowest that holds them all.
///
/// The lifetime is free: strs never move or change, and nothing is collected inside a kernel operation. Whoever calls
/// back into Python code keeps the str rooted.
#[derive(Clone, Copy)]
pub enum Chars<'a> {
    One(&'a [u8]),
    Two(&'a [u16]),
    Four(&'a [u32]),
}

/// Runs `$body` with `$s` bound to the slice of code points of whatever width.
#[macro_export]
macro_rules! with_chars {
    ($chars:expr, $s:ident => $body:expr) => {
        match $chars {
            $crate::objects::str::Chars::One($s) => $body,
            $crate::objects::str::Chars::Two($s) => $body,
            $crate::objects::str::Chars::Four($s) => $body,
        }
    };
}

/// A stored code point.
pub trait Unit: Copy + Eq + Ord + 'static {
    const WIDTH: usize;
    fn cp(self) -> u32;
    /// Only for code points that fit.
    fn from_cp(cp: u32) -> Self;
}

macro_rules! unit {
    ($t:ty, $w:expr) => {
        impl Unit for $t {
            const WIDTH: usize = $w;
            fn cp(self) -> u32 {
                self as u32
            }
            fn from_cp(cp: u32) -> Self {
                cp as $t
            }
        }
    };
}
unit!(u8, 1);
unit!(u16, 2);
unit!(u32, 4);

/// Bytes per code point that the largest of them, `max`, needs.
pub fn width_for(max: u32) -> u8 {
    match max {
        0..=0xff => 1,
        0x100..=0xffff => 2,
        _ => 4,
    }
}

/// A number with at least the highest set bit of any unit: enough to find the width needed.
fn union<T: Unit>(s: &[T]) -> u32 {
    s.iter().fold(0, |all, c| all | c.cp())
}

fn as_bytes<T: Unit>(s: &[T]) -> &[u8] {
    // SAFETY: units are plain integers.
    unsafe { std::slice::from_raw_parts(s.as_ptr().cast(), size_of_val(s)) }
}

impl<'a> Chars<'a> {
    pub const EMPTY: Chars<'static> = Chars::One(&[]);

    pub fn len(self) -> usize {
        with_chars!(self, s => s.len())
    }

    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    pub fn width(self) -> u8 {
        match self {
            Chars::One(_) => 1,
            Chars::Two(_) => 2,
            Chars::Four(_) => 4,
        }
    }

    pub fn at(self, i: usize) -> u32 {
        with_chars!(self, s => s[i].cp())
    }

    pub fn slice(self, start: usize, end: usize) -> Chars<'a> {
        match self {
            Chars::One(s) => Chars::One(&s[start..end]),
            Chars::Two(s) => Chars::Two(&s[start..end]),
            Chars::Four(s) => Chars::Four(&s[start..end]),
        }
    }

    /// The stored bytes.
    pub fn raw(self) -> &'a [u8] {
        with_chars!(self, s => as_bytes(s))
    }

    /// Width that these code points need; less than `width()` in a part of a str.
    pub fn needed_width(self) -> u8 {
        match self {
            Chars::One(_) => 1,
            Chars::Two(s) => width_for(union(s)),
            Chars::Four(s) => width_for(union(s)),
        }
    }

    pub fn is_ascii(self) -> bool {
        match self {
            Chars::One(s) => s.is_ascii(),
            _ => self.is_empty(),
        }
    }

    pub fn iter(self) -> CharsIter<'a> {
        CharsIter {
            chars: self,
            front: 0,
            back: self.len(),
        }
    }

    /// Same code points?
    pub fn same(self, other: Chars<'_>) -> bool {
        match (self, other) {
            (Chars::One(a), Chars::One(b)) => same_bytes(a, b),
            (Chars::Two(a), Chars::Two(b)) => a == b,
            (Chars::Four(a), Chars::Four(b)) => a == b,
            _ => self.len() == other.len() && self.iter().eq(other.iter()),
        }
    }

    pub fn compare(self, other: Chars<'_>) -> std::cmp::Ordering {
        match (self, other) {
            (Chars::One(a), Chars::One(b)) => a.cmp(b),
            (Chars::Two(a), Chars::Two(b)) => a.cmp(b),
            (Chars::Four(a), Chars::Four(b)) => a.cmp(b),
            _ => self.iter().cmp(other.iter()),
        }
    }

    /// As UTF-8, lone surrogates replaced by U+FFFD.
    pub fn to_lossy(self) -> String {
        match self {
            Chars::One(s) if s.is_ascii() => {
                // SAFETY: ASCII is UTF-8.
                unsafe { String::from_utf8_unchecked(s.to_vec()) }
            }
            _ => self.iter().map(|c| char::from_u32(c).unwrap_or('\u{fffd}')).collect(),
        }
    }
}

#[derive(Clone)]
pub struct CharsIter<'a> {
    chars: Chars<'a>,
    front: usize,
    back: usize,
}

impl Iterator for CharsIter<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        if self.front == self.back {
            return None;
        }
        self.front += 1;
        Some(self.chars.at(self.front - 1))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.back - self.front, Some(self.back - self.front))
    }
}

impl DoubleEndedIterator for CharsIter<'_> {
    fn next_back(&mut self) -> Option<u32> {
        if self.front == self.back {
            return None;
        }
        self.back -= 1;
        Some(self.chars.at(self.back))
    }
}

impl ExactSizeIterator for CharsIter<'_> {}

/// Code points being gathered, as narrow as what has come so far.
pub enum StrBuilder {
    One(Vec<u8>),
    Two(Vec<u16>),
    Four(Vec<u32>),
}

impl Default for StrBuilder {
    fn default() -> Self {
        StrBuilder::new()
    }
}

impl StrBuilder {
    pub fn new() -> StrBuilder {
        StrBuilder::One(Vec::new())
    }

    pub fn with_capacity(n: usize) -> StrBuilder {
        StrBuilder::One(Vec::with_capacity(n))
    }

    fn widen(&mut self, width: u8) {
        *self = match (&*self, width) {
            (StrBuilder::One(v), 2) => StrBuilder::Two(widened(v)),
            (StrBuilder::One(v), 4) => StrBuilder::Four(widened(v)),
            (StrBuilder::Two(v), 4) => StrBuilder::Four(widened(v)),
            _ => return,
        }
    }

    #[inline]
    pub fn push(&mut self, cp: u32) {
        match self {
            StrBuilder::One(v) if cp < 0x100 => v.push(cp as u8),
            StrBuilder::Two(v) if cp < 0x1_0000 => v.push(cp as u16),
            StrBuilder::Four(v) => v.push(cp),
            _ => {
                self.widen(width_for(cp));
                self.push(cp);
            }
        }
    }

    pub fn push_str(&mut self, s: &str) {
        match self {
            StrBuilder::One(v) if s.is_ascii() => v.extend_from_slice(s.as_bytes()),
            _ => s.chars().for_each(|c| self.push(c as u32)),
        }
    }

    pub fn push_ascii(&mut self, s: &[u8]) {
        self.push_chars(Chars::One(s));
    }

    pub fn push_repeated(&mut self, cp: u32, count: usize) {
        if count == 0 {
            return;
        }
        self.push(cp);
        match self {
            StrBuilder::One(v) => v.resize(v.len() + count - 1, cp as u8),
            StrBuilder::Two(v) => v.resize(v.len() + count - 1, cp as u16),
            StrBuilder::Four(v) => v.resize(v.len() + count - 1, cp),
        }
    }

    /// Appends a str or a part of one.
    pub fn push_chars(&mut self, chars: Chars<'_>) {
        self.widen(chars.needed_width());
        match self {
            StrBuilder::One(to) => extend(to, chars),
            StrBuilder::Two(to) => extend(to, chars),
            StrBuilder::Four(to) => extend(to, chars),
        }
    }

    pub fn chars(&self) -> Chars<'_> {
        match self {
            StrBuilder::One(v) => Chars::One(v),
            StrBuilder::Two(v) => Chars::Two(v),
            StrBuilder::Four(v) => Chars::Four(v),
        }
    }

    pub fn len(&self) -> usize {
        self.chars().len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub fn finish(self, rt: &mut Runtime) -> Res<Value> {
        rt.new_str_narrow(self.chars())
    }
}

fn widened<A: Unit, B: Unit>(s: &[A]) -> Vec<B> {
    let mut v = Vec::with_capacity(s.len() * 2);
    v.extend(s.iter().map(|c| B::from_cp(c.cp())));
    v
}

fn extend<B: Unit>(to: &mut Vec<B>, chars: Chars<'_>) {
    with_chars!(chars, s => to.extend(s.iter().map(|c| B::from_cp(c.cp()))))
}

/// `to.copy_from_slice(from)`; what is short, as most strs are, without a call.
#[inline]
pub fn copy_bytes(to: &mut [u8], from: &[u8]) {
    let n = from.len();
    assert!(to.len() == n);
    // Two words that overlap.
    match n {
        8..=16 => {
            to[..8].copy_from_slice(&from[..8]);
            to[n - 8..].copy_from_slice(&from[n - 8..]);
        }
        4..=7 => {
            to[..4].copy_from_slice(&from[..4]);
            to[n - 4..].copy_from_slice(&from[n - 4..]);
        }
        0..=3 => to.iter_mut().zip(from).for_each(|(t, c)| *t = *c),
        _ => to.copy_from_slice(from),
    }
}

/// Equality of as many bytes; of few, as those of most strs are, without a call.
#[inline]
pub fn same_bytes(a: &[u8], b: &[u8]) -> bool {
    let n = a.len();
    if n != b.len() {
        return false;
    }
    match n {
        8..=16 => a[..8] == b[..8] && a[n - 8..] == b[n - 8..],
        4..=7 => a[..4] == b[..4] && a[n - 4..] == b[n - 4..],
        0..=3 => a.iter().zip(b).all(|(x, y)| x == y),
        _ => a == b,
    }
}

/// Writes `chars` to `to`, bytes of a str whose units are `width` wide (wide enough for them).
#[inline]
pub fn write_units(to: &mut [u8], width: u8, chars: Chars<'_>) {
    match (width, chars) {
        (1, Chars::One(s)) => copy_bytes(to, s),
        _ => write_wide_units(to, width, chars),
    }
}

fn write_wide_units(to: &mut [u8], width: u8, chars: Chars<'_>) {
    match (width, chars) {
        (2, Chars::Two(_)) | (4, Chars::Four(_)) => to.copy_from_slice(chars.raw()),
        (1, _) => to.iter_mut().zip(chars.iter()).for_each(|(t, c)| *t = c as u8),
        (2, _) => to
            .chunks_exact_mut(2)
            .zip(chars.iter())
            .for_each(|(t, c)| t.copy_from_slice(&(c as u16).to_ne_bytes())),
        _ => to
            .chunks_exact_mut(4)
            .zip(chars.iter())
            .for_each(|(t, c)| t.copy_from_slice(&c.to_ne_bytes())),
    }
}

impl Runtime {
    /// The code points of the str object `r`.
    #[inline]
    pub fn chars_of(&self, r: Ref) -> Chars<'static> {
        debug_assert!(self.heap.kind(r) == Kind::Str);
        let len = self.heap.u32(r, o_str::LEN) as usize;
        let width = self.heap.u32(r, o_str::WIDTH) as u8;
        let data = self.heap.u32(r, o_str::DATA);
        let start = self.heap.bytes(data, len * width as usize).as_ptr();
        // SAFETY: the range was checked by `bytes`, is aligned to 4, and neither moves nor changes; see `Chars`.
        unsafe {
            match width {
                1 => Chars::One(std::slice::from_raw_parts(start, len)),
                2 => Chars::Two(std::slice::from_raw_parts(start.cast(), len)),
                _ => Chars::Four(std::slice::from_raw_parts(start.cast(), len)),
            }
        }
    }

    /// The code points of `v`, which must be a str (or of a class derived from it).
    #[inline]
    pub fn chars(&self, v: Value) -> Chars<'static> {
        self.chars_of(Ref(v.low()))
    }

    /// The code points of `v` if it is a str.
    #[inline]
    pub fn as_chars(&self, v: Value) -> Option<Chars<'static>> {
        match v.as_object() {
            Some(r) if self.heap.kind(r) == Kind::Str => Some(self.chars_of(r)),
            _ => None,
        }
    }

    #[inline]
    pub fn is_str(&self, v: Value) -> bool {
        matches!(v.as_object(), Some(r) if self.heap.kind(r) == Kind::Str)
    }

    /// A new str object for `len` units of `width` bytes, all to be written by the caller at once.
    #[inline]
    pub(super) fn alloc_str(&mut self, class: Ref, width: u8, len: usize) -> Res<(Ref, &'static mut [u8])> {
        let size = len * width as usize;
        if size > u32::MAX as usize / 2 {
            return self.raise(super::super::Exc::MemoryError, "");
        }
        let r = self.alloc_uncleared(Kind::Str, class, o_str::INLINE as usize + size)?;
        let data = r.0 + o_str::INLINE;
        self.str_header(r, len, width as u32, data, Ref::NONE);
        let bytes = self.heap.bytes_mut(data, size);
        // SAFETY: fresh memory that only the caller knows yet.
        Ok((r, unsafe { std::slice::from_raw_parts_mut(bytes.as_mut_ptr(), size) }))
    }

    /// Writes all fields of a new str; `head`: width and flags.
    #[inline]
    pub(super) fn str_header(&self, r: Ref, len: usize, head: u32, data: u32, buf: Ref) {
        self.heap.set_u32(r, o_str::LEN, len as u32);
        self.heap.set_field(r, o_str::ATTRS, Ref::NONE);
        self.heap.set_i64(r, o_str::HASH, 0);
        self.heap.set_u32(r, o_str::WIDTH, head);
        self.heap.set_u32(r, o_str::DATA, data);
        self.heap.set_field(r, o_str::BUF, buf);
    }

    /// A str of `chars`, which must not be wider than needed.
    #[inline]
    pub fn new_str_narrow(&mut self, chars: Chars<'_>) -> Res<Value> {
        if let Chars::One(b @ ([] | [_])) = chars {
            self.init_strings()?;
            return Ok(b.first().map_or(self.strings.empty(), |c| self.strings.latin1(*c)));
        }
        let (r, to) = self.alloc_str(self.types.str, chars.width(), chars.len())?;
        copy_bytes(to, chars.raw());
        Ok(Value::object(r))
    }

    /// A str of `chars`, perhaps a part of a str with wider ones.
    #[inline]
    pub fn new_str_from(&mut self, chars: Chars<'_>) -> Res<Value> {
        let width = chars.needed_width();
        if width == chars.width() {
            return self.new_str_narrow(chars);
        }
        if chars.len() == 1 {
            return self.char_str(chars.at(0));
        }
        let (r, to) = self.alloc_str(self.types.str, width, chars.len())?;
        write_units(to, width, chars);
        Ok(Value::object(r))
    }

    /// The str of one code point.
    pub fn char_str(&mut self, cp: u32) -> Res<Value> {
        if cp < 0x100 {
            return Ok(self.strings.latin1(cp as u8));
        }
        match width_for(cp) {
            2 => self.new_str_narrow(Chars::Two(&[cp as u16])),
            _ => self.new_str_narrow(Chars::Four(&[cp])),
        }
    }

    pub fn new_str(&mut self, s: &str) -> Res<Value> {
        if s.is_ascii() {
            return self.new_str_narrow(Chars::One(s.as_bytes()));
        }
        let mut b = StrBuilder::with_capacity(s.len());
        s.chars().for_each(|c| b.push(c as u32));
        b.finish(self)
    }

    pub fn str_from_code_points(&mut self, cps: &[u32]) -> Res<Value> {
        let mut b = StrBuilder::new();
        cps.iter().for_each(|c| b.push(*c));
        b.finish(self)
    }

    /// Lossy for lone surrogates.
    pub fn str_to_string(&self, v: Value) -> String {
        self.chars(v).to_lossy()
    }

    pub fn str_code_points(&self, v: Value) -> Vec<u32> {
        self.chars(v).iter().collect()
    }

    pub fn str_len(&self, v: Value) -> usize {
        self.heap.u32(Ref(v.low()), o_str::LEN) as usize
    }

    /// A buffer of code points that may grow at its end: bytes used, then the units.
    pub(super) fn buffer_used(&self, buf: Ref) -> u32 {
        self.heap.u32(buf, o_buffer::DATA)
    }

    pub(super) fn set_buffer_used(&mut self, buf: Ref, used: u32) {
        self.heap.set_u32(buf, o_buffer::DATA, used);
    }
}
