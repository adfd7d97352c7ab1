//! Searching in sequences of code points, for strs, and of bytes.

use memchr::memmem;

use super::{Chars, Unit};
use crate::with_chars;

/// A needle prepared for searching strs of one width many times.
pub struct Needle<'n> {
    forward: memmem::Finder<'n>,
    width: usize,
    len: usize,
}

impl<'n> Needle<'n> {
    /// `needle`: raw bytes of units of `width` bytes.
    pub fn new(needle: &'n [u8], width: usize) -> Needle<'n> {
        Needle {
            forward: memmem::Finder::new(needle),
            width,
            len: needle.len() / width,
        }
    }

    /// Units in the needle.
    pub fn len(&self) -> usize {
        self.len
    }

    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// First place at or after unit `from` of the raw bytes `hay`.
    pub fn find(&self, hay: &[u8], from: usize) -> Option<usize> {
        let mut at = from * self.width;
        // A hit between two units is none: go on behind it.
        loop {
            let hit = at + self.forward.find(hay.get(at..)?)?;
            if hit.is_multiple_of(self.width) {
                return Some(hit / self.width);
            }
            at = hit + 1;
        }
    }
}

/// Last place of `needle` in the raw bytes `hay`, in units.
pub fn rfind_raw(hay: &[u8], needle: &[u8], width: usize) -> Option<usize> {
    let finder = memmem::FinderRev::new(needle);
    let mut end = hay.len();
    loop {
        let hit = finder.rfind(&hay[..end])?;
        if hit.is_multiple_of(width) {
            return Some(hit / width);
        }
        end = hit + needle.len() - 1;
    }
}

/// The needle's raw bytes at the width of the strs to be searched; `None` when it can't occur in them.
pub fn fit(needle: Chars<'_>, width: u8) -> Option<std::borrow::Cow<'_, [u8]>> {
    use std::borrow::Cow;
    if needle.width() == width {
        return Some(Cow::Borrowed(needle.raw()));
    }
    let needed = needle.needed_width();
    if needed > width {
        return None;
    }
    let mut bytes = vec![0; needle.len() * width as usize];
    super::view::write_units(&mut bytes, width, needle);
    Some(Cow::Owned(bytes))
}

pub fn find(hay: Chars<'_>, needle: Chars<'_>) -> Option<usize> {
    if needle.len() > hay.len() {
        return None;
    }
    if let (Chars::One(h), Chars::One([c])) = (hay, needle) {
        return memchr::memchr(*c, h);
    }
    let needle = fit(needle, hay.width())?;
    Needle::new(&needle, hay.width() as usize).find(hay.raw(), 0)
}

pub fn rfind(hay: Chars<'_>, needle: Chars<'_>) -> Option<usize> {
    if needle.len() > hay.len() {
        return None;
    }
    if needle.is_empty() {
        return Some(hay.len());
    }
    let needle = fit(needle, hay.width())?;
    rfind_raw(hay.raw(), &needle, hay.width() as usize)
}

/// Occurrences that don't overlap, at most `limit`, in order. `needle` must not be empty.
pub fn find_all(hay: Chars<'_>, needle: Chars<'_>, limit: usize) -> Vec<usize> {
    let mut found = Vec::new();
    if needle.len() > hay.len() || limit == 0 {
        return found;
    }
    if let (Chars::One(h), Chars::One([c])) = (hay, needle) {
        found.extend(memchr::memchr_iter(*c, h).take(limit));
        return found;
    }
    let width = hay.width() as usize;
    let Some(raw_needle) = fit(needle, hay.width()) else {
        return found;
    };
    let prepared = Needle::new(&raw_needle, width);
    let mut at = 0;
    while found.len() < limit
        && let Some(hit) = prepared.find(hay.raw(), at)
    {
        found.push(hit);
        at = hit + needle.len();
    }
    found
}

/// How often `needle` occurs; an empty one before each code point and at the end.
pub fn count(hay: Chars<'_>, needle: Chars<'_>) -> usize {
    if needle.is_empty() {
        return hay.len() + 1;
    }
    if let (Chars::One(h), Chars::One([c])) = (hay, needle) {
        return memchr::memchr_iter(*c, h).count();
    }
    if let (Chars::One(h), Chars::One(n)) = (hay, needle) {
        return memmem::find_iter(h, n).count();
    }
    find_all(hay, needle, usize::MAX).len()
}

pub fn starts_with(s: Chars<'_>, prefix: Chars<'_>) -> bool {
    prefix.len() <= s.len() && s.slice(0, prefix.len()).same(prefix)
}

pub fn ends_with(s: Chars<'_>, suffix: Chars<'_>) -> bool {
    suffix.len() <= s.len() && s.slice(s.len() - suffix.len(), s.len()).same(suffix)
}

/// Does the code point occur in `s`?
pub fn contains_cp(s: Chars<'_>, cp: u32) -> bool {
    match s {
        Chars::One(b) => cp < 0x100 && memchr::memchr(cp as u8, b).is_some(),
        _ => with_chars!(s, s => s.iter().any(|c| c.cp() == cp)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hits_between_units_do_not_count() {
        let hay = [0x0101u16, 0x0102, 0x0201];
        assert_eq!(find(Chars::Two(&hay), Chars::Two(&[0x0201])), Some(2));
        assert_eq!(
            rfind(Chars::Two(&[0x0201, 0x0102, 0x0201, 0x0101]), Chars::Two(&[0x0102])),
            Some(1)
        );
        assert_eq!(find(Chars::Two(&hay), Chars::Four(&[0x10000])), None);
        assert_eq!(find(Chars::Two(&[0x100, 0x61]), Chars::One(b"a")), Some(1));
    }

    #[test]
    fn counting_does_not_overlap() {
        assert_eq!(count(Chars::One(b"aaaa"), Chars::One(b"aa")), 2);
        assert_eq!(count(Chars::One(b"abc"), Chars::EMPTY), 4);
        assert_eq!(find_all(Chars::One(b"a,b,c"), Chars::One(b","), 1), [1]);
    }
}
