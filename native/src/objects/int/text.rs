//! Digits of ints, and the limit on their number.

use num_bigint::BigInt;

use super::Int;
use crate::heap::Value;
use crate::objects::str::Chars;
use crate::objects::{Res, Runtime};

/// "00" to "99"
const PAIRS: [[u8; 2]; 100] = {
    let mut pairs = [[0; 2]; 100];
    let mut n = 0;
    while n < 100 {
        pairs[n] = [b'0' + n as u8 / 10, b'0' + n as u8 % 10];
        n += 1;
    }
    pairs
};

/// Decimal digits with a sign if negative, at the end of `buffer`.
pub fn decimal_digits(n: i64, buffer: &mut [u8; 20]) -> &[u8] {
    let mut at = write_decimal(n.unsigned_abs(), buffer);
    if n < 0 {
        at -= 1;
        buffer[at] = b'-';
    }
    &buffer[at..]
}

/// Writes decimal digits to the end of `buffer`; where they start.
pub fn write_decimal(mut n: u64, buffer: &mut [u8; 20]) -> usize {
    let mut at = buffer.len();
    // Two digits a turn, in 32 bits as soon as the number fits.
    while n > u32::MAX as u64 {
        at -= 2;
        buffer[at..at + 2].copy_from_slice(&PAIRS[(n % 100) as usize]);
        n /= 100;
    }
    let mut n = n as u32;
    while n >= 100 {
        at -= 2;
        buffer[at..at + 2].copy_from_slice(&PAIRS[(n % 100) as usize]);
        n /= 100;
    }
    if n >= 10 {
        at -= 2;
        buffer[at..at + 2].copy_from_slice(&PAIRS[n as usize]);
    } else {
        at -= 1;
        buffer[at] = b'0' + n as u8;
    }
    at
}

/// `repr`: decimal, refused beyond `sys.get_int_max_str_digits()` digits.
pub fn repr(rt: &mut Runtime, v: Value) -> Res<Value> {
    if let Some(n) = v.as_small_int() {
        return rt.new_str_narrow(Chars::One(decimal_digits(n, &mut [0; 20])));
    }
    let digits = match rt.int_value(v) {
        Some(n) => rt.decimal(&n)?,
        None => String::new(),
    };
    rt.new_str(&digits)
}

impl Runtime {
    /// Decimal digits, under the limit on their number.
    pub fn decimal(&mut self, n: &Int) -> Res<String> {
        match n {
            Int::Small(n) => Ok(n.to_string()),
            Int::Big(n) => {
                let limit = self.numbers.int_max_str_digits as u64;
                // 10 ** limit has more than 3.32 * limit bits: whatever has fewer bits cannot pass the limit.
                let near_limit = limit > 0 && n.bits() > limit * 332 / 100;
                if near_limit && n.bits() > limit * 333 / 100 + 64 {
                    return too_many_digits(self);
                }
                let digits = n.to_str_radix(10);
                if near_limit && digits.trim_start_matches('-').len() as u64 > limit {
                    return too_many_digits(self);
                }
                Ok(digits)
            }
        }
    }
}

fn too_many_digits<T>(rt: &mut Runtime) -> Res<T> {
    let limit = rt.numbers.int_max_str_digits;
    rt.value_error(format!(
        "Exceeds the limit ({limit} digits) for integer string conversion; use sys.set_int_max_str_digits() to \
         increase the limit"
    ))
}

/// ValueError when a string of `digits` decimal digits may not become an int.
pub fn check_digit_limit(rt: &mut Runtime, digits: usize) -> Res<()> {
    let limit = rt.numbers.int_max_str_digits as usize;
    if limit == 0 || digits <= limit {
        return Ok(());
    }
    rt.value_error(format!(
        "Exceeds the limit ({limit} digits) for integer string conversion: value has {digits} digits; use \
         sys.set_int_max_str_digits() to increase the limit"
    ))
}

/// Sign, prefix ("0b", "0o", "0x" or "") and digits in a base of 2, 8 or 16.
pub fn int_to_radix(n: &Int, prefix: &str, radix: u32) -> String {
    let digits = match n {
        Int::Small(n) => {
            let n = n.unsigned_abs();
            match radix {
                2 => format!("{n:b}"),
                8 => format!("{n:o}"),
                _ => format!("{n:x}"),
            }
        }
        Int::Big(n) => n.magnitude().to_str_radix(radix),
    };
    format!("{}{prefix}{digits}", if n.is_negative() { "-" } else { "" })
}

/// Parses ASCII digits and underscores in `base` (2 to 36); `None` unless every character belongs.
pub fn parse_digits(digits: &[u8], base: u32) -> Option<Int> {
    let mut clean = Vec::with_capacity(digits.len());
    for (i, &c) in digits.iter().enumerate() {
        if c == b'_' {
            let between = i > 0 && digits[i - 1] != b'_' && i + 1 < digits.len();
            if !between {
                return None;
            }
        } else {
            (c as char).to_digit(base)?;
            clean.push(c);
        }
    }
    if clean.is_empty() {
        return None;
    }
    if clean.len() <= 12 {
        let n = clean
            .iter()
            .try_fold(0i64, |n, &c| Some(n * base as i64 + (c as char).to_digit(base)? as i64))?;
        return Some(Int::Small(n));
    }
    BigInt::parse_bytes(&clean, base).map(Int::from_big)
}
