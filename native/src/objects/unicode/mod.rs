//! Properties of code points and their case mappings, as CPython 3.11 knows them (Unicode 14.0).

pub mod module;
#[rustfmt::skip]
mod tables;

use std::sync::LazyLock;

pub use tables::{BIDI, CATEGORIES, Record, WIDTHS, flag};
use tables::{BLOCK, BLOCKS, DECOMPOSITION_TEXT, DECOMPOSITIONS, INDEX, NUMERIC, RECORDS, SPECIAL_CASE};

pub fn record(cp: u32) -> &'static Record {
    let block = INDEX[cp as usize / BLOCK] as usize;
    &RECORDS[BLOCKS[block * BLOCK + cp as usize % BLOCK] as usize]
}

/// Does `cp` have any of the properties `flags`?
pub fn is(cp: u32, flags: u16) -> bool {
    record(cp).flags & flags != 0
}

/// The properties of the characters below 256.
pub fn latin1_flags() -> &'static [u16; 256] {
    static FLAGS: LazyLock<[u16; 256]> = LazyLock::new(|| std::array::from_fn(|c| record(c as u32).flags));
    &FLAGS
}

pub fn is_space(cp: u32) -> bool {
    if cp < 128 {
        cp == 32 || (9..=13).contains(&cp) || (28..=31).contains(&cp)
    } else {
        is(cp, flag::SPACE)
    }
}

pub fn is_printable(cp: u32) -> bool {
    if cp < 128 {
        (32..127).contains(&cp)
    } else {
        is(cp, flag::PRINTABLE)
    }
}

pub fn is_line_break(cp: u32) -> bool {
    if cp < 128 {
        (10..=13).contains(&cp) || (28..=30).contains(&cp)
    } else {
        is(cp, flag::LINE_BREAK)
    }
}

pub fn is_assigned(cp: u32) -> bool {
    record(cp).category != 0
}

/// Numerator and denominator of the numeric value.
pub fn numeric(cp: u32) -> Option<(i64, u32)> {
    let at = NUMERIC.partition_point(|run| run.0 <= cp).checked_sub(1)?;
    let (first, count, numerator, denominator) = NUMERIC[at];
    (cp < first + count).then(|| (numerator + (cp - first) as i64, denominator))
}

/// Value of a decimal digit of any script.
pub fn decimal(cp: u32) -> Option<u32> {
    if cp < 128 {
        return (cp as u8).is_ascii_digit().then(|| cp - 48);
    }
    if is(cp, flag::DECIMAL) {
        numeric(cp).map(|(n, _)| n as u32)
    } else {
        None
    }
}

pub fn digit(cp: u32) -> Option<u32> {
    if is(cp, flag::DIGIT) {
        numeric(cp).map(|(n, _)| n as u32)
    } else {
        None
    }
}

/// The decomposition mapping as in UnicodeData.txt, "" when there is none.
pub fn decomposition(cp: u32) -> &'static str {
    match DECOMPOSITIONS.binary_search_by_key(&cp, |d| d.0) {
        Ok(at) => {
            let (_, start, len) = DECOMPOSITIONS[at];
            &DECOMPOSITION_TEXT[start as usize..start as usize + len as usize]
        }
        Err(_) => "",
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Case {
    Lower,
    Upper,
    Title,
    Fold,
}

/// The full case mapping of `cp`: up to three code points, zeros after the last.
pub fn map_case(cp: u32, case: Case) -> [u32; 3] {
    let r = record(cp);
    if r.flags & flag::SPECIAL_CASE != 0
        && let Ok(at) = SPECIAL_CASE.binary_search_by_key(&cp, |s| s.0)
    {
        return SPECIAL_CASE[at].1[case as usize];
    }
    let delta = match case {
        Case::Lower => r.lower,
        Case::Upper => r.upper,
        Case::Title => r.title,
        Case::Fold => r.fold,
    };
    [cp.wrapping_add_signed(delta), 0, 0]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn properties_are_those_of_the_oracle() {
        assert!(is_printable('ß' as u32) && !is_printable(0x200b) && !is_printable(0xd800));
        assert!(is_space(0x3000) && !is_space(0x200b));
        assert!(is_line_break(0x2028) && is_line_break(0x85) && !is_line_break(0x1f));
        assert_eq!(decimal(0x663), Some(3));
        assert_eq!(numeric(0xbd), Some((1, 2)));
        assert_eq!(digit(0xb2), Some(2));
        assert_eq!(decomposition(0xe9), "0065 0301");
        // Assigned in Unicode 15 only.
        assert!(!is_assigned(0x1f6dc));
    }

    #[test]
    fn case_mappings_may_grow() {
        assert_eq!(map_case(0xdf, Case::Upper), [0x53, 0x53, 0]);
        assert_eq!(map_case(0x130, Case::Lower), [0x69, 0x307, 0]);
        assert_eq!(map_case('a' as u32, Case::Upper), [0x41, 0, 0]);
        assert_eq!(map_case(0x1c6, Case::Title), [0x1c5, 0, 0]);
        assert_eq!(map_case(0xb5, Case::Fold), [0x3bc, 0, 0]);
    }
}
