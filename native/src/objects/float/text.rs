//! Doubles as decimal text, in the forms of C's printf and of repr.

use crate::objects::int::{decimal_digits, write_decimal};

/// How a double is written, as `PyOS_double_to_string` has it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// `%e` with this many digits after the point.
    Exponent(usize),
    /// `%f` with this many digits after the point.
    Fixed(usize),
    /// `%g` with this many significant digits.
    General(usize),
    /// The shortest text that reads back as the same double.
    Shortest,
}

#[derive(Clone, Copy, Default)]
pub struct Flags {
    /// `#`: keep the point and trailing zeros.
    pub alternate: bool,
    /// Integers get ".0".
    pub dot_zero: bool,
}

/// More significant or fractional digits than this are zeros.
const MOST_DIGITS: usize = 1100;

/// `repr(x)`
pub fn repr(x: f64) -> String {
    double_to_string(
        x,
        Form::Shortest,
        Flags {
            alternate: false,
            dot_zero: true,
        },
    )
}

/// A sign only when negative; "inf" and "nan" in lower case (a NaN has no sign).
pub fn double_to_string(x: f64, form: Form, flags: Flags) -> String {
    if x.is_nan() {
        return "nan".to_string();
    }
    let sign = if x.is_sign_negative() { "-" } else { "" };
    if x.is_infinite() {
        return format!("{sign}inf");
    }
    let x = x.abs();
    let (digits, point) = significant_digits(x, form);
    // Where the digits that are shown end, counted like `point` from the first digit.
    let (use_exponent, end) = match form {
        Form::Exponent(precision) => (true, precision + 1),
        Form::Fixed(precision) => (false, (point + precision as i64).max(0) as usize),
        Form::General(precision) => {
            let precision = precision.max(1);
            let limit = precision as i64 - flags.dot_zero as i64;
            (
                point <= -4 || point > limit,
                if flags.alternate { precision } else { digits.len() },
            )
        }
        Form::Shortest => (point <= -4 || point > 16, digits.len()),
    };
    let mut text = String::with_capacity(end + 12);
    text.push_str(sign);
    let shown_point = if use_exponent { 1 } else { point };
    let mut end = end as i64;
    if !use_exponent && flags.dot_zero {
        end = end.max(shown_point + 1);
    }
    end = end.max(shown_point);
    if shown_point <= 0 {
        text.push_str("0.");
        text.extend(std::iter::repeat_n('0', (-shown_point) as usize));
        push_digits(&mut text, &digits, 0, end.max(0) as usize);
    } else {
        push_digits(&mut text, &digits, 0, shown_point as usize);
        text.push('.');
        push_digits(&mut text, &digits, shown_point as usize, end as usize);
    }
    if text.ends_with('.') && !flags.alternate {
        text.pop();
    }
    if use_exponent {
        let exponent = point - 1;
        text.push_str(&format!(
            "e{}{:02}",
            if exponent < 0 { '-' } else { '+' },
            exponent.abs()
        ));
    }
    text
}

/// Most digits after the point that `write_fixed` knows.
const FIXED_DIGITS: usize = 19;

/// Writes a finite `x` as `%.{precision}f`, exactly and without big numbers; false: the number or the precision is too large for that.
pub fn write_fixed(out: &mut Vec<u8>, x: f64, precision: usize) -> bool {
    // |x| = mantissa * 2^-shift
    let exponent = (x.to_bits() >> 52 & 0x7ff) as i32;
    let fraction = x.to_bits() & ((1 << 52) - 1);
    let (mantissa, shift) = match exponent {
        0 => (fraction, 1074),
        _ => (fraction | 1 << 52, 1075 - exponent),
    };
    if precision > FIXED_DIGITS || shift < -10 {
        return false;
    }
    let scale = 10u64.pow(precision as u32);
    let (mut whole, mut digits) = match shift {
        ..=0 => (mantissa << -shift, 0),
        // Less than half of the last digit: 2^53 * 10^19 < 2^127.
        128.. => (0, 0),
        _ => {
            let whole = if shift < 64 { mantissa >> shift } else { 0 };
            let rest = if shift < 64 {
                mantissa & ((1 << shift) - 1)
            } else {
                mantissa
            };
            let exact = rest as u128 * scale as u128;
            let (digits, cut) = ((exact >> shift) as u64, exact & ((1 << shift) - 1));
            let odd = if precision == 0 { whole } else { digits } & 1 == 1;
            let half = 1 << (shift - 1);
            (whole, digits + (cut > half || cut == half && odd) as u64)
        }
    };
    if digits == scale {
        (whole, digits) = (whole + 1, 0);
    }
    if x.is_sign_negative() {
        out.push(b'-');
    }
    out.extend_from_slice(decimal_digits(whole as i64, &mut [0; 20]));
    if precision > 0 {
        let mut buffer = [b'0'; 20];
        write_decimal(digits, &mut buffer);
        out.push(b'.');
        out.extend_from_slice(&buffer[20 - precision..]);
    }
    true
}

fn push_digits(text: &mut String, digits: &str, from: usize, to: usize) {
    let there = &digits[from.min(digits.len())..to.min(digits.len())];
    text.push_str(there);
    text.extend(std::iter::repeat_n('0', (to.saturating_sub(from)) - there.len()));
}

/// Digits d1 d2 … and the place of the point: x = 0.d1d2… * 10**point. Trailing zeros may be missing.
fn significant_digits(x: f64, form: Form) -> (String, i64) {
    if x == 0.0 {
        return ("0".to_string(), 1);
    }
    match form {
        Form::Fixed(precision) => {
            let text = format!("{x:.*}", precision.min(MOST_DIGITS));
            let point = text.find('.').unwrap_or(text.len());
            let digits: String = text.chars().filter(|c| *c != '.').collect();
            let zeros = digits.len() - digits.trim_start_matches('0').len();
            if zeros == digits.len() {
                // Rounded to nothing: C's dtoa puts the point after all the digits.
                return (String::new(), -(precision as i64));
            }
            (digits[zeros..].to_string(), point as i64 - zeros as i64)
        }
        form => {
            let text = match form {
                Form::Exponent(precision) => format!("{x:.*e}", precision.min(MOST_DIGITS)),
                Form::General(precision) => format!("{x:.*e}", precision.clamp(1, MOST_DIGITS) - 1),
                _ => shortest(x),
            };
            let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
            let mut digits = digits.replace('.', "");
            digits.truncate(digits.trim_end_matches('0').len().max(1));
            (digits, exponent.parse::<i64>().unwrap_or(0) + 1)
        }
    }
}

/// The shortest text in exponent form that reads back as x. Where x lies halfway between two of them Rust takes the larger,
/// CPython the even one, which is what rounding to so many digits gives.
fn shortest(x: f64) -> String {
    let text = format!("{x:e}");
    // Halfway means that x has exactly one digit more, so 18 at most: M * 5^e of them for M / 2^e, which needs e <= 25.
    let digits = text.find('e').unwrap_or(0) - text.contains('.') as usize;
    if digits < 15 || (x * 33_554_432.0).fract() != 0.0 {
        return text;
    }
    let rounded = format!("{x:.*e}", digits - 1);
    if rounded.parse() == Ok(x) { rounded } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(x: f64, form: Form, alternate: bool) -> String {
        double_to_string(
            x,
            form,
            Flags {
                alternate,
                dot_zero: false,
            },
        )
    }

    #[test]
    fn halfway_between_two_shortest_texts_the_even_one_is_taken() {
        for (x, text) in [
            (602432975692589.25, "602432975692589.2"),
            (602432975692589.75, "602432975692589.8"),
            (1125899906842624.125, "1125899906842624.0"),
            (2251799813685248.25, "2251799813685248.0"),
            (9007199254740993.0, "9007199254740992.0"),
            (2.98023223876953125e-8, "2.9802322387695312e-08"),
            (0.1, "0.1"),
        ] {
            assert_eq!(repr(x), text);
        }
    }

    #[test]
    fn fixed_digits_are_those_of_the_exact_value() {
        let mut seed = 1u64;
        let numbers = (0..20_000).map(|i| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(i);
            match i % 4 {
                // Any double, decimal fractions, halfway cases.
                0 => f64::from_bits(seed),
                1 => (seed >> 40) as f64 / 1000.0,
                2 => (seed >> 50) as f64 / 64.0 - 100.0,
                _ => f64::from_bits(seed >> 12 | 0x3ff0 << 48),
            }
        });
        let special = [
            0.0,
            -0.0,
            0.5,
            1.5,
            2.5,
            -0.5,
            0.05,
            9.995,
            99.5,
            5e-324,
            9007199254740993.0,
            1e18,
            f64::MAX,
        ];
        for x in numbers.chain(special).filter(|x| x.is_finite()) {
            for precision in [0, 1, 2, 3, 6, 17, 19] {
                let mut out = Vec::new();
                if write_fixed(&mut out, x, precision) {
                    assert_eq!(String::from_utf8_lossy(&out), format!("{x:.precision$}"));
                }
            }
        }
    }

    #[test]
    fn repr_switches_to_exponents_where_cpython_does() {
        for (x, text) in [
            (0.0, "0.0"),
            (-0.0, "-0.0"),
            (1.0, "1.0"),
            (1e16, "1e+16"),
            (9999999999999998.0, "9999999999999998.0"),
            (1e-4, "0.0001"),
            (1e-5, "1e-05"),
            (1.5e300, "1.5e+300"),
            (5e-324, "5e-324"),
            (0.1 + 0.2, "0.30000000000000004"),
            (f64::MAX, "1.7976931348623157e+308"),
            (123456.789, "123456.789"),
        ] {
            assert_eq!(repr(x), text);
        }
    }

    #[test]
    fn printf_forms() {
        assert_eq!(written(0.5, Form::Fixed(0), false), "0");
        assert_eq!(written(1.5, Form::Fixed(0), false), "2");
        assert_eq!(written(2.5, Form::Fixed(0), true), "2.");
        assert_eq!(written(0.0001, Form::Fixed(2), false), "0.00");
        assert_eq!(written(1e22, Form::Fixed(1), false), "10000000000000000000000.0");
        assert_eq!(written(0.0, Form::Exponent(3), false), "0.000e+00");
        assert_eq!(written(12345.678, Form::Exponent(2), false), "1.23e+04");
        assert_eq!(written(12345.678, Form::General(3), false), "1.23e+04");
        assert_eq!(written(100000.0, Form::General(6), false), "100000");
        assert_eq!(written(1.0, Form::General(6), true), "1.00000");
        assert_eq!(written(0.1, Form::Fixed(60), false).len(), 62);
        assert_eq!(written(0.006, Form::Fixed(2), false), "0.01");
        assert_eq!(written(0.96, Form::Fixed(1), false), "1.0");
    }
}
