//! What a format says: codes, places, byte order.

use super::fail;
use crate::heap::Value;
use crate::objects::{Exc, Res, Runtime};

/// `count` items of one code; for `s` and `p` one item of `count` bytes.
#[derive(Clone, Copy)]
pub(super) struct Field {
    pub code: u8,
    pub count: usize,
    pub offset: usize,
    pub size: usize,
}

pub(super) struct Layout {
    pub fields: Vec<Field>,
    pub size: usize,
    pub big: bool,
    /// Native sizes and alignment, and the messages that go with them.
    pub native: bool,
}

impl Layout {
    /// Values that packing takes.
    pub fn values(&self) -> usize {
        self.fields
            .iter()
            .map(|f| if matches!(f.code, b's' | b'p') { 1 } else { f.count })
            .sum()
    }
}

fn size_of_code(code: u8, native: bool) -> Option<usize> {
    Some(match code {
        b'x' | b'c' | b'b' | b'B' | b'?' | b's' | b'p' => 1,
        b'h' | b'H' | b'e' => 2,
        b'i' | b'I' | b'f' => 4,
        b'l' | b'L' => {
            if native {
                8
            } else {
                4
            }
        }
        b'q' | b'Q' | b'd' => 8,
        b'n' | b'N' | b'P' if native => 8,
        _ => return None,
    })
}

pub(super) fn layout(rt: &mut Runtime, format: Value) -> Res<Layout> {
    let text = match (rt.as_chars(format), rt.as_byte_slice(format)) {
        (Some(s), _) if !s.is_ascii() => {
            return rt.raise(Exc::UnicodeEncodeError, "'ascii' codec can't encode the format");
        }
        (Some(s), _) => s.raw().to_vec(),
        (_, Some(b)) => b.to_vec(),
        _ => {
            let name = rt.type_name(format);
            return rt.type_error(format!("Struct() argument 1 must be a str or bytes object, not {name}"));
        }
    };
    if text.contains(&0) {
        return fail(rt, "embedded null character");
    }
    let (native, big, body) = match text.first() {
        Some(b'@') => (true, false, &text[1..]),
        Some(b'=' | b'<') => (false, false, &text[1..]),
        Some(b'>' | b'!') => (false, true, &text[1..]),
        _ => (true, false, &text[..]),
    };
    let mut made = Layout {
        fields: Vec::new(),
        size: 0,
        big,
        native,
    };
    let mut at = 0;
    while at < body.len() {
        let c = body[at];
        if crate::objects::str::is_latin1_space(c) {
            at += 1;
            continue;
        }
        let digits = body[at..].iter().take_while(|c| c.is_ascii_digit()).count();
        let count = match digits {
            0 => 1,
            n => match std::str::from_utf8(&body[at..at + n])
                .ok()
                .and_then(|d| d.parse::<usize>().ok())
            {
                Some(count) if count <= i64::MAX as usize / 16 => count,
                _ => return fail(rt, "total struct size too long"),
            },
        };
        at += digits;
        let Some(&code) = body.get(at) else {
            return fail(rt, "repeat count given without format specifier");
        };
        at += 1;
        let Some(size) = size_of_code(code, native) else {
            return fail(rt, "bad char in struct format");
        };
        if native {
            made.size = made.size.next_multiple_of(size);
        }
        if code != b'x' {
            made.fields.push(Field {
                code,
                count,
                offset: made.size,
                size,
            });
        }
        match count.checked_mul(size).and_then(|n| n.checked_add(made.size)) {
            Some(n) if n <= i64::MAX as usize => made.size = n,
            _ => return fail(rt, "total struct size too long"),
        }
    }
    made.fields.retain(|f| f.count > 0 || matches!(f.code, b's' | b'p'));
    Ok(made)
}
