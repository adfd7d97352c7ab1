//! Classes of characters in patterns.

use super::codes::{at, category, op};
use crate::objects::unicode::{self, Case, flag};

pub fn is_linebreak(c: u32) -> bool {
    c == 10
}

fn is_ascii_word(c: u32) -> bool {
    c < 128 && ((c as u8).is_ascii_alphanumeric() || c == 95)
}

fn is_word(c: u32) -> bool {
    if c < 128 {
        return is_ascii_word(c);
    }
    unicode::is(c, flag::ALPHA | flag::DECIMAL | flag::DIGIT | flag::NUMERIC)
}

fn is_ascii_space(c: u32) -> bool {
    matches!(c, 32 | 9..=13)
}

pub fn category(which: u32, c: u32) -> bool {
    match which {
        category::DIGIT => (48..58).contains(&c),
        category::NOT_DIGIT => !(48..58).contains(&c),
        category::SPACE => is_ascii_space(c),
        category::NOT_SPACE => !is_ascii_space(c),
        category::WORD | category::LOC_WORD => is_ascii_word(c),
        category::NOT_WORD | category::LOC_NOT_WORD => !is_ascii_word(c),
        category::LINEBREAK => is_linebreak(c),
        category::NOT_LINEBREAK => !is_linebreak(c),
        category::UNI_DIGIT => unicode::decimal(c).is_some(),
        category::UNI_NOT_DIGIT => unicode::decimal(c).is_none(),
        category::UNI_SPACE => unicode::is_space(c),
        category::UNI_NOT_SPACE => !unicode::is_space(c),
        category::UNI_WORD => is_word(c),
        category::UNI_NOT_WORD => !is_word(c),
        category::UNI_LINEBREAK => unicode::is_line_break(c),
        category::UNI_NOT_LINEBREAK => !unicode::is_line_break(c),
        _ => false,
    }
}

/// Is the place between two characters (`None`: an end of the text) a word boundary of the kind `which`?
pub fn at_boundary(which: u32, before: Option<u32>, after: Option<u32>) -> bool {
    let word: fn(u32) -> bool = if matches!(which, at::UNI_BOUNDARY | at::UNI_NON_BOUNDARY) {
        is_word
    } else {
        is_ascii_word
    };
    let boundary = before.is_some_and(word) != after.is_some_and(word);
    match which {
        at::BOUNDARY | at::LOC_BOUNDARY | at::UNI_BOUNDARY => boundary,
        _ => !boundary,
    }
}

pub fn lower_ascii(c: u32) -> u32 {
    if (65..=90).contains(&c) { c + 32 } else { c }
}

pub fn lower_unicode(c: u32) -> u32 {
    if c < 128 {
        lower_ascii(c)
    } else {
        unicode::map_case(c, Case::Lower)[0]
    }
}

fn upper_unicode(c: u32) -> u32 {
    // The simple mapping: where the full one is longer, it is that to title case or none.
    match (unicode::map_case(c, Case::Upper), unicode::map_case(c, Case::Title)) {
        ([u, 0, 0], _) | (_, [u, 0, 0]) => u,
        _ => c,
    }
}

/// The lower case by which an instruction that ignores case compares.
pub fn lower(opcode: u32, c: u32) -> u32 {
    if opcode >= op::GROUPREF_UNI_IGNORE {
        lower_unicode(c)
    } else {
        lower_ascii(c)
    }
}

/// Can the case of `c` be changed? Decides which literals the compiler must fold.
pub fn is_cased(c: u32) -> bool {
    lower_unicode(c) != c || upper_unicode(c) != c
}

/// Is `c` in the set whose instructions start at `pc`?
pub fn in_charset(code: &[u32], mut pc: usize, c: u32) -> bool {
    let mut found = true;
    loop {
        let opcode = code[pc];
        pc += 1;
        match opcode {
            op::FAILURE => return !found,
            op::NEGATE => found = !found,
            op::LITERAL => {
                if c == code[pc] {
                    return found;
                }
                pc += 1;
            }
            op::RANGE => {
                if (code[pc]..=code[pc + 1]).contains(&c) {
                    return found;
                }
                pc += 2;
            }
            op::RANGE_UNI_IGNORE => {
                let range = code[pc]..=code[pc + 1];
                if range.contains(&c) || range.contains(&upper_unicode(c)) {
                    return found;
                }
                pc += 2;
            }
            op::CATEGORY => {
                if category(code[pc], c) {
                    return found;
                }
                pc += 1;
            }
            op::CHARSET => {
                if c < 256 && code[pc + (c >> 5) as usize] >> (c & 31) & 1 != 0 {
                    return found;
                }
                pc += 8;
            }
            op::BIGCHARSET => {
                // Number of blocks, 256 block numbers of a byte each, blocks of 256 bits.
                let blocks = code[pc] as usize;
                if c < 0x1_0000 {
                    let high = (c >> 8) as usize;
                    let block = (code[pc + 1 + high / 4] >> (8 * (high % 4)) & 0xff) as usize;
                    let word = pc + 65 + block * 8 + (c as usize >> 5 & 7);
                    if code[word] >> (c & 31) & 1 != 0 {
                        return found;
                    }
                }
                pc += 65 + blocks * 8;
            }
            _ => return false,
        }
    }
}
