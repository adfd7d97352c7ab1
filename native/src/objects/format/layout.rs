//! Putting the parts of a formatted number together: sign, grouping, padding.

use super::spec::{Grouping, Spec};
use crate::heap::Value;
use crate::objects::{Res, Runtime};

/// A number's text in parts, all ASCII except perhaps the digits of `%c`.
#[derive(Default)]
pub struct Parts {
    pub negative: bool,
    /// "0x" and the like.
    pub prefix: &'static str,
    pub digits: String,
    /// What is not grouped: fraction, exponent, '%'.
    pub rest: String,
}

impl Parts {
    /// Splits the text of a float: digits up to the first character that is none.
    pub fn from_float(text: &str, percent: bool) -> Parts {
        let (negative, magnitude) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let end = magnitude.find(|c: char| !c.is_ascii_digit()).unwrap_or(magnitude.len());
        let (digits, rest) = magnitude.split_at(end);
        Parts {
            negative,
            prefix: "",
            digits: digits.to_string(),
            rest: format!("{rest}{}", if percent { "%" } else { "" }),
        }
    }

    pub fn drop_negative_zero(&mut self) {
        let zero = |c: char| matches!(c, '0' | '.' | '%');
        let mantissa = self.rest.split(['e', 'E']).next().unwrap_or("");
        if !self.digits.is_empty() && self.digits.chars().all(zero) && mantissa.chars().all(zero) {
            self.negative = false;
        }
    }
}

/// Sign, prefix, digits and rest at their places in the spec's width.
pub fn lay_out(rt: &mut Runtime, spec: &Spec, parts: &Parts) -> Res<Value> {
    let sign = match (parts.negative, spec.sign) {
        (true, _) => "-",
        (false, b'+') => "+",
        (false, b' ') => " ",
        _ => "",
    };
    let around = sign.len() + parts.prefix.len() + parts.rest.len();
    let zero_filled = spec.fill == b'0' as u32 && spec.align == b'=';
    let min_width = if zero_filled {
        spec.width.saturating_sub(around)
    } else {
        0
    };
    let grouped = match spec.grouping {
        // Text like "inf" has no digits to group or to extend with zeros; it is padded below.
        _ if parts.digits.is_empty() => String::new(),
        Grouping::None => zero_extended(&parts.digits, min_width),
        grouping => {
            let (separator, size) = match (grouping, spec.kind_byte()) {
                (Grouping::Comma, _) => (',', 3),
                (_, b'b' | b'o' | b'x' | b'X') => ('_', 4),
                _ => ('_', 3),
            };
            group(&parts.digits, separator, size, min_width)
        }
    };
    let head = format!("{sign}{}", parts.prefix);
    let body = format!("{grouped}{}", parts.rest);
    if spec.align == b'=' {
        let width = head.len() + body.chars().count();
        let padding = spec.width.saturating_sub(width);
        return join(rt, &head, spec.fill, padding, &body);
    }
    pad(rt, spec, &format!("{head}{body}"))
}

fn zero_extended(digits: &str, min_width: usize) -> String {
    let zeros = min_width.saturating_sub(digits.chars().count());
    let mut text = "0".repeat(zeros);
    text.push_str(digits);
    text
}

/// Separators between groups, with zeros in front up to `min_width` characters.
fn group(digits: &str, separator: char, size: i64, min_width: usize) -> String {
    let digits = digits.as_bytes();
    let (mut remaining, mut min_width) = (digits.len() as i64, min_width as i64);
    let mut reversed: Vec<u8> = Vec::with_capacity(digits.len() * 4 / 3 + 1);
    loop {
        let length = size.min(remaining.max(min_width).max(1));
        if !reversed.is_empty() {
            reversed.push(separator as u8);
        }
        let taken = remaining.min(length).max(0);
        reversed.extend(digits[(remaining - taken) as usize..remaining as usize].iter().rev());
        reversed.extend(std::iter::repeat_n(b'0', (length - taken) as usize));
        remaining -= taken;
        min_width -= length;
        if remaining <= 0 && min_width <= 0 {
            break;
        }
        min_width -= 1;
    }
    reversed.iter().rev().map(|&b| b as char).collect()
}

/// `text` in the spec's width by its fill and alignment.
pub fn pad(rt: &mut Runtime, spec: &Spec, text: &str) -> Res<Value> {
    let length = if text.is_ascii() {
        text.len()
    } else {
        text.chars().count()
    };
    let padding = spec.width.saturating_sub(length);
    if padding == 0 {
        return rt.new_str(text);
    }
    match spec.align {
        b'<' => join(rt, text, spec.fill, padding, ""),
        b'^' => {
            let text: Vec<u32> = text.chars().map(|c| c as u32).collect();
            let points = padded(&text, spec, padding);
            rt.str_from_code_points(&points)
        }
        _ => join(rt, "", spec.fill, padding, text),
    }
}

/// The same for text that may hold lone surrogates.
pub fn padded(text: &[u32], spec: &Spec, padding: usize) -> Vec<u32> {
    let left = match spec.align {
        b'<' => 0,
        b'^' => padding / 2,
        _ => padding,
    };
    let fill = |n| std::iter::repeat_n(spec.fill, n);
    fill(left)
        .chain(text.iter().copied())
        .chain(fill(padding - left))
        .collect()
}

fn join(rt: &mut Runtime, before: &str, fill: u32, count: usize, after: &str) -> Res<Value> {
    match char::from_u32(fill) {
        Some(fill) => {
            let mut text = String::with_capacity(before.len() + after.len() + count * fill.len_utf8());
            text.push_str(before);
            text.extend(std::iter::repeat_n(fill, count));
            text.push_str(after);
            rt.new_str(&text)
        }
        None => {
            let points = |text: &str| text.chars().map(|c| c as u32).collect::<Vec<u32>>();
            let all = [points(before), vec![fill; count], points(after)].concat();
            rt.str_from_code_points(&all)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_extend_with_zeros_across_separators() {
        assert_eq!(group("1234567", ',', 3, 0), "1,234,567");
        assert_eq!(group("1234567", ',', 3, 10), "01,234,567");
        assert_eq!(group("1234567", ',', 3, 12), "0,001,234,567");
        assert_eq!(group("12d687", '_', 4, 0), "12_d687");
        assert_eq!(group("5", ',', 3, 0), "5");
    }
}
