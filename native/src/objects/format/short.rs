//! The short way to format: ints, floats and strs of one-byte characters, by the specs that programs mostly use. Whatever it does not
//! know it declines (`None`), errors included, and the general formatters decide.

use std::io::Write;

use crate::generated::layouts::o_str;
use crate::heap::Value;
use crate::objects::Runtime;
use crate::objects::float::write_fixed;
use crate::objects::int::decimal_digits;
use crate::objects::str::Chars;

/// Digits after the point that are worth the short way.
const MOST_DIGITS: usize = 60;
const MOST_WIDTH: usize = 4096;

/// `[[fill]align][0][width][.precision][type]`
#[derive(Clone, Copy)]
struct Spec {
    fill: u8,
    /// '<', '>', '=', '^', or 0: by the value's type.
    align: u8,
    width: usize,
    precision: Option<usize>,
    /// 0: none given
    kind: u8,
}

const PLAIN: Spec = Spec {
    fill: b' ',
    align: 0,
    width: 0,
    precision: None,
    kind: 0,
};

fn number(text: &[u8], at: &mut usize, most: usize) -> Option<Option<usize>> {
    let start = *at;
    let mut n = 0;
    while let Some(d) = text.get(*at).filter(|c| c.is_ascii_digit()) {
        n = n * 10 + (d - b'0') as usize;
        if n > most {
            return None;
        }
        *at += 1;
    }
    Some((*at > start).then_some(n))
}

impl Spec {
    fn parse(text: &[u8]) -> Option<Spec> {
        let is_align = |c: u8| matches!(c, b'<' | b'>' | b'=' | b'^');
        let mut spec = PLAIN;
        let mut at = 0;
        if text.len() >= 2 && is_align(text[1]) {
            (spec.fill, spec.align) = (text[0], text[1]);
            at = 2;
        } else if text.first().is_some_and(|&c| is_align(c)) {
            spec.align = text[0];
            at = 1;
        }
        if text.get(at) == Some(&b'0') {
            if at > 0 {
                return None;
            }
            (spec.fill, spec.align) = (b'0', b'=');
            at = 1;
        }
        spec.width = number(text, &mut at, MOST_WIDTH)?.unwrap_or(0);
        if text.get(at) == Some(&b'.') {
            at += 1;
            spec.precision = Some(number(text, &mut at, MOST_DIGITS)??);
        }
        if let Some(&kind) = text.get(at) {
            spec.kind = kind;
            at += 1;
        }
        (at == text.len()).then_some(spec)
    }

    /// Fills up what has been written from `start` on; `sign` bytes of it stay in front of zeros.
    fn pad(&self, out: &mut Vec<u8>, start: usize, default: u8, sign: usize) {
        let len = out.len() - start;
        let Some(padding) = self.width.checked_sub(len).filter(|&n| n > 0) else {
            return;
        };
        let before = match if self.align == 0 { default } else { self.align } {
            b'<' => 0,
            b'^' => padding / 2,
            _ => padding,
        };
        let from = start + if self.align == b'=' { sign } else { 0 };
        out.resize(out.len() + padding, self.fill);
        out.copy_within(from..start + len, from + before);
        out[from..from + before].fill(self.fill);
    }
}

fn write_hex(out: &mut Vec<u8>, n: i64) {
    if n < 0 {
        out.push(b'-');
    }
    let n = n.unsigned_abs();
    let digits = (67 - (n | 1).leading_zeros()) / 4;
    out.extend(
        (0..digits)
            .rev()
            .map(|k| b"0123456789abcdef"[(n >> (4 * k) & 15) as usize]),
    );
}

impl Runtime {
    /// The str that `write` puts together, in a buffer that is used again and again.
    fn text_of(&mut self, write: impl FnOnce(&mut Runtime, &mut Vec<u8>) -> Option<()>) -> Option<Value> {
        let mut out = std::mem::take(&mut self.strings.buffer);
        out.clear();
        let text = match write(self, &mut out) {
            Some(()) => {
                let text = self.new_str_narrow(Chars::One(&out));
                self.quiet(text)
            }
            None => None,
        };
        self.strings.buffer = out;
        text
    }

    /// Writes `v` by `spec`.
    fn write_short(&self, out: &mut Vec<u8>, v: Value, spec: Spec) -> Option<()> {
        let start = out.len();
        if let Some(n) = v.as_small_int() {
            match spec.kind {
                0 | b'd' if spec.precision.is_none() => out.extend_from_slice(decimal_digits(n, &mut [0; 20])),
                b'x' if spec.precision.is_none() => write_hex(out, n),
                b'f' => return self.write_short(out, Value::float(n as f64), spec),
                _ => return None,
            }
            spec.pad(out, start, b'>', (n < 0) as usize);
            return Some(());
        }
        if let Some(x) = v.as_float() {
            if spec.kind != b'f' || !x.is_finite() {
                return None;
            }
            let precision = spec.precision.unwrap_or(6);
            if !write_fixed(out, x, precision) {
                write!(out, "{x:.precision$}").ok()?;
            }
            spec.pad(out, start, b'>', x.is_sign_negative() as usize);
            return Some(());
        }
        if !self.is_exact_str(v) || !matches!(spec.kind, 0 | b's') || spec.align == b'=' {
            return None;
        }
        let Chars::One(text) = self.chars(v) else {
            return None;
        };
        out.extend_from_slice(&text[..spec.precision.unwrap_or(text.len()).min(text.len())]);
        spec.pad(out, start, b'<', 0);
        Some(())
    }

    /// The one-byte characters of an exact str.
    fn narrow(&self, v: Value) -> Option<&'static [u8]> {
        match self.as_chars(v) {
            Some(Chars::One(text)) if self.is_exact_str(v) => Some(text),
            _ => None,
        }
    }

    /// `format(v, spec)` with a spec that is not empty.
    pub fn format_short(&mut self, v: Value, spec: Value) -> Option<Value> {
        let spec = Spec::parse(self.narrow(spec)?)?;
        self.text_of(|rt, out| rt.write_short(out, v, spec))
    }

    /// `template % args`
    pub fn percent_short(&mut self, template: Value, args: Value) -> Option<Value> {
        let text = self.narrow(template)?;
        self.text_of(|rt, out| rt.write_percent(out, text, args))
    }

    fn write_percent(&mut self, out: &mut Vec<u8>, text: &[u8], args: Value) -> Option<()> {
        let tuple = args.as_object().filter(|&r| self.heap.class(r) == self.types.tuple);
        let given = tuple.map_or(1, |r| self.sequence_items(r).len());
        let mut used = 0;
        let mut at = 0;
        while let Some(hit) = memchr::memchr(b'%', &text[at..]) {
            out.extend_from_slice(&text[at..at + hit]);
            at += hit + 1;
            let mut spec = PLAIN;
            match text.get(at)? {
                b'%' => {
                    out.push(b'%');
                    at += 1;
                    continue;
                }
                b'-' => {
                    spec.align = b'<';
                    at += 1;
                }
                b'0' => {
                    (spec.fill, spec.align) = (b'0', b'=');
                    at += 1;
                }
                _ => {}
            }
            spec.width = number(text, &mut at, MOST_WIDTH)?.unwrap_or(0);
            if text.get(at) == Some(&b'.') {
                at += 1;
                spec.precision = Some(number(text, &mut at, MOST_DIGITS)??);
            }
            spec.kind = *text.get(at)?;
            at += 1;
            if used == given {
                return None;
            }
            let v = tuple.map_or(args, |r| self.sequence_items(r)[used]);
            used += 1;
            match spec.kind {
                b's' => {
                    // As text, and to the right.
                    let v = self.quick_to_str(v)?;
                    if spec.align == 0 {
                        spec.align = b'>';
                    }
                    self.write_short(out, v, spec)?;
                }
                // Only numbers are filled up with zeros.
                _ if spec.fill == b'0' && v.is_object() => return None,
                b'd' | b'x' if v.is_small_int() => self.write_short(out, v, spec)?,
                b'f' => self.write_short(out, v, spec)?,
                _ => return None,
            }
        }
        if used < given {
            return None;
        }
        out.extend_from_slice(&text[at..]);
        Some(())
    }

    /// `template.format(*args)` with fields that are numbered by themselves.
    pub fn format_template_short(&mut self, template: Value, args: &[Value]) -> Option<Value> {
        let text = self.narrow(template)?;
        self.text_of(|rt, out| rt.write_template(out, text, args))
    }

    fn write_template(&mut self, out: &mut Vec<u8>, text: &[u8], args: &[Value]) -> Option<()> {
        let mut args = args.iter();
        let mut at = 0;
        while let Some(hit) = memchr::memchr2(b'{', b'}', &text[at..]) {
            out.extend_from_slice(&text[at..at + hit]);
            at += hit;
            if text[at] == b'}' {
                return None;
            }
            let end = at + memchr::memchr2(b'}', b'{', &text[at + 1..])? + 1;
            if text[end] != b'}' {
                return None;
            }
            let field = &text[at + 1..end];
            let &v = args.next()?;
            match field.split_first() {
                None if v.is_small_int() => self.write_short(out, v, PLAIN)?,
                None => {
                    let v = self.quick_to_str(v)?;
                    self.write_short(out, v, PLAIN)?;
                }
                Some((b':', [])) => return None,
                Some((b':', spec)) => self.write_short(out, v, Spec::parse(spec)?)?,
                Some(_) => return None,
            }
            at = end + 1;
        }
        out.extend_from_slice(&text[at..]);
        Some(())
    }

    pub(super) fn is_empty_str(&self, v: Value) -> bool {
        self.heap.u32(v.obj(), o_str::LEN) == 0
    }
}
