//! The format-spec mini-language: `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`.

use crate::heap::Value;
use crate::objects::{Res, Runtime};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Grouping {
    None,
    Comma,
    Underscore,
}

#[derive(Clone, Debug)]
pub struct Spec {
    pub fill: u32,
    /// '<', '>', '=' or '^'
    pub align: u8,
    /// '+', '-', ' ' or 0
    pub sign: u8,
    pub no_negative_zero: bool,
    pub alternate: bool,
    pub width: usize,
    pub grouping: Grouping,
    pub precision: Option<usize>,
    /// 0: none given
    pub kind: u32,
}

impl Spec {
    /// Nothing but a precision and a type?
    pub fn is_plain(&self) -> bool {
        self.width == 0 && self.grouping == Grouping::None && matches!(self.sign, 0 | b'-') && !self.no_negative_zero
    }

    /// The type as a byte, 0 when there is none, 1 when it is no ASCII character.
    pub fn kind_byte(&self) -> u8 {
        u8::try_from(self.kind).unwrap_or(1)
    }
}

fn is_align(c: u32) -> bool {
    char::from_u32(c).is_some_and(|c| matches!(c, '<' | '>' | '=' | '^'))
}

/// Reads digits from `at` on; "too many" past what a size can be.
pub fn read_number(rt: &mut Runtime, text: &[u32], at: &mut usize) -> Res<Option<usize>> {
    let start = *at;
    let mut n: i64 = 0;
    while let Some(digit) = text.get(*at).and_then(|&c| crate::objects::unicode::decimal(c)) {
        match n.checked_mul(10).and_then(|n| n.checked_add(digit as i64)) {
            Some(next) => n = next,
            None => return rt.value_error("Too many decimal digits in format string"),
        }
        *at += 1;
    }
    Ok((*at > start).then_some(n as usize))
}

/// Parses `text`, the spec of `v` (for messages).
pub fn parse(rt: &mut Runtime, text: &[u32], default_align: u8, v: Value) -> Res<Spec> {
    let mut spec = Spec {
        fill: b' ' as u32,
        align: default_align,
        sign: 0,
        no_negative_zero: false,
        alternate: false,
        width: 0,
        grouping: Grouping::None,
        precision: None,
        kind: 0,
    };
    let at = &mut 0;
    let peek = |at: usize| text.get(at).copied().and_then(char::from_u32);
    let take = |at: &mut usize, c: char| {
        let found = peek(*at) == Some(c);
        *at += found as usize;
        found
    };
    let (mut fill_given, mut align_given) = (false, false);
    if text.len() >= 2 && is_align(text[1]) {
        (spec.fill, spec.align) = (text[0], text[1] as u8);
        (fill_given, align_given) = (true, true);
        *at = 2;
    } else if !text.is_empty() && is_align(text[0]) {
        spec.align = text[0] as u8;
        align_given = true;
        *at = 1;
    }
    if let Some(sign @ ('+' | '-' | ' ')) = peek(*at) {
        spec.sign = sign as u8;
        *at += 1;
    }
    spec.no_negative_zero = take(at, 'z');
    spec.alternate = take(at, '#');
    if !fill_given && take(at, '0') {
        spec.fill = b'0' as u32;
        if !align_given && default_align == b'>' {
            spec.align = b'=';
        }
    }
    spec.width = read_number(rt, text, at)?.unwrap_or(0);
    if take(at, ',') {
        spec.grouping = Grouping::Comma;
    }
    if take(at, '_') {
        if spec.grouping != Grouping::None {
            return rt.value_error("Cannot specify both ',' and '_'.");
        }
        spec.grouping = Grouping::Underscore;
    }
    if spec.grouping == Grouping::Underscore && peek(*at) == Some(',') {
        return rt.value_error("Cannot specify both ',' and '_'.");
    }
    if take(at, '.') {
        spec.precision = read_number(rt, text, at)?;
        if spec.precision.is_none() {
            return rt.value_error("Format specifier missing precision");
        }
    }
    match text.len() - *at {
        0 => {}
        1 => spec.kind = text[*at],
        _ => {
            let type_name = rt.type_name(v);
            let shown: String = text.iter().map(|&c| char::from_u32(c).unwrap_or('\u{fffd}')).collect();
            return rt.value_error(format!(
                "Invalid format specifier '{shown}' for object of type '{type_name}'"
            ));
        }
    }
    if spec.grouping != Grouping::None {
        // Strings are of type 's' without saying so.
        if spec.kind == 0 && default_align == b'<' {
            spec.kind = b's' as u32;
        }
        let fits = match spec.kind_byte() {
            0 | b'd' | b'e' | b'f' | b'g' | b'E' | b'G' | b'%' | b'F' => true,
            b'b' | b'o' | b'x' | b'X' => spec.grouping == Grouping::Underscore,
            _ => false,
        };
        if !fits {
            let separator = if spec.grouping == Grouping::Comma { ',' } else { '_' };
            let kind = show_code(spec.kind);
            return rt.value_error(format!("Cannot specify '{separator}' with '{kind}'."));
        }
    }
    rt.check_length(spec.width)?;
    Ok(spec)
}

/// A format code as messages show it.
pub fn show_code(code: u32) -> String {
    match char::from_u32(code) {
        Some(c @ '!'..='\x7f') => c.to_string(),
        _ => format!("\\x{code:x}"),
    }
}

pub fn unknown_code<T>(rt: &mut Runtime, spec: &Spec, v: Value) -> Res<T> {
    let type_name = rt.type_name(v);
    let code = show_code(spec.kind);
    rt.value_error(format!("Unknown format code '{code}' for object of type '{type_name}'"))
}
