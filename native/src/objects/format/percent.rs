//! `str % args`; the parsing of directives and the number conversions are shared with bytes.

use crate::heap::{Kind, Value};
use crate::objects::float::text::{Flags, double_to_string};
use crate::objects::int::{Int, int_to_radix};
use crate::objects::{Exc, Res, Runtime};

/// One `%…` directive.
#[derive(Default, Debug)]
pub struct Directive {
    pub left: bool,
    pub plus: bool,
    pub blank: bool,
    pub alternate: bool,
    pub zero: bool,
    pub width: usize,
    pub precision: Option<usize>,
    /// The conversion character and its index.
    pub kind: u32,
    pub index: usize,
}

/// Where the values come from: a tuple, one other object, or a mapping for `%(name)s`.
struct Arguments {
    items: Vec<Value>,
    next: usize,
    mapping: Option<Value>,
    /// Not a tuple: the object is there for every index or none.
    single: bool,
}

impl Arguments {
    fn new(rt: &mut Runtime, args: Value, text_kinds: &[Kind]) -> Res<Arguments> {
        let kind = rt.kind_of(args);
        if kind == Some(Kind::Tuple) {
            let items = rt.items_of_tuple(args).to_vec();
            return Ok(Arguments {
                items,
                next: 0,
                mapping: None,
                single: false,
            });
        }
        let is_text = kind.is_some_and(|kind| text_kinds.contains(&kind));
        let is_mapping = args.is_object() && !is_text && rt.lookup_special(args, "__getitem__")?.is_some();
        Ok(Arguments {
            items: vec![args],
            next: 0,
            mapping: is_mapping.then_some(args),
            single: true,
        })
    }

    fn take(&mut self, rt: &mut Runtime) -> Res<Value> {
        match self.items.get(self.next) {
            Some(&v) => {
                self.next += 1;
                Ok(v)
            }
            None => rt.type_error("not enough arguments for format string"),
        }
    }

    /// All used up? A mapping need not be.
    fn finished(&self) -> bool {
        self.next >= self.items.len() || (self.single && self.mapping.is_some())
    }

    fn choose(&mut self, rt: &mut Runtime, key: Value) -> Res<()> {
        let Some(mapping) = self.mapping else {
            return rt.type_error("format requires a mapping");
        };
        let value = rt.get_item(mapping, key)?;
        (self.items, self.next) = (vec![value], 0);
        Ok(())
    }
}

/// What strs and bytes do each in their own way.
pub struct Flavour {
    pub name: &'static str,
    /// Texts are no mappings.
    pub text_kinds: &'static [Kind],
    pub key: fn(&mut Runtime, &[u32]) -> Res<Value>,
    /// Appends a value as a directive wants it.
    pub push: fn(&mut Runtime, &mut Vec<u32>, &Directive, Value) -> Res<()>,
}

/// The template with values in place of its directives.
pub fn fill(rt: &mut Runtime, text: &[u32], args: Value, how: &Flavour) -> Res<Vec<u32>> {
    let mut args = Arguments::new(rt, args, how.text_kinds)?;
    let mut out = Vec::with_capacity(text.len() + 16);
    let mut at = 0;
    while at < text.len() {
        let c = text[at];
        at += 1;
        if c != b'%' as u32 {
            out.push(c);
        } else if text.get(at) == Some(&(b'%' as u32)) {
            out.push(c);
            at += 1;
        } else {
            let d = read_directive(rt, text, &mut at, &mut args, how.key)?;
            let v = args.take(rt)?;
            (how.push)(rt, &mut out, &d, v)?;
        }
    }
    if !args.finished() {
        return rt.type_error(format!("not all arguments converted during {} formatting", how.name));
    }
    Ok(out)
}

/// Reads the directive after the '%' before `at`; `make_key` makes the key of a mapping.
fn read_directive(
    rt: &mut Runtime,
    text: &[u32],
    at: &mut usize,
    args: &mut Arguments,
    make_key: fn(&mut Runtime, &[u32]) -> Res<Value>,
) -> Res<Directive> {
    let mut d = Directive::default();
    let peek = |at: usize| text.get(at).copied().and_then(char::from_u32);
    if peek(*at) == Some('(') {
        let start = *at + 1;
        let mut depth = 1;
        let mut end = start;
        while depth > 0 {
            match peek(end) {
                None if end >= text.len() => return rt.value_error("incomplete format key"),
                Some('(') => depth += 1,
                Some(')') => depth -= 1,
                _ => {}
            }
            end += 1;
        }
        if args.mapping.is_none() {
            return rt.type_error("format requires a mapping");
        }
        let key = make_key(rt, &text[start..end - 1])?;
        args.choose(rt, key)?;
        *at = end;
    }
    while let Some(flag) = peek(*at) {
        match flag {
            '-' => d.left = true,
            '+' => d.plus = true,
            ' ' => d.blank = true,
            '#' => d.alternate = true,
            '0' => d.zero = true,
            _ => break,
        }
        *at += 1;
    }
    if peek(*at) == Some('*') {
        *at += 1;
        let width = star(rt, args)?;
        d.left |= width < 0;
        d.width = width.unsigned_abs() as usize;
    } else {
        d.width = number(rt, text, at, isize::MAX as usize, "width too big")?.unwrap_or(0);
    }
    if peek(*at) == Some('.') {
        *at += 1;
        d.precision = Some(if peek(*at) == Some('*') {
            *at += 1;
            let n = star(rt, args)?;
            if i32::try_from(n).is_err() {
                return rt.raise(Exc::OverflowError, "Python int too large to convert to C int");
            }
            n.max(0) as usize
        } else {
            number(rt, text, at, i32::MAX as usize, "precision too big")?.unwrap_or(0)
        });
    }
    if matches!(peek(*at), Some('h' | 'l' | 'L')) {
        *at += 1;
    }
    match text.get(*at) {
        Some(&kind) => (d.kind, d.index) = (kind, *at),
        None => return rt.value_error("incomplete format"),
    }
    *at += 1;
    rt.check_length(d.width)?;
    // Of text there is never more than there is.
    if !matches!(d.kind as u8, b's' | b'r' | b'a' | b'c') {
        rt.check_length(d.precision.unwrap_or(0))?;
    }
    Ok(d)
}

fn star(rt: &mut Runtime, args: &mut Arguments) -> Res<i64> {
    let v = args.take(rt)?;
    if !rt.is_int(v) {
        return rt.type_error("* wants int");
    }
    match i64::try_from(rt.index_value(v)?.into_big()) {
        Ok(n) if n.unsigned_abs() <= isize::MAX as u64 => Ok(n),
        _ => rt.raise(Exc::OverflowError, "Python int too large to convert to C ssize_t"),
    }
}

fn number(rt: &mut Runtime, text: &[u32], at: &mut usize, max: usize, message: &str) -> Res<Option<usize>> {
    let start = *at;
    let mut n = 0usize;
    while let Some(digit) = text.get(*at).and_then(|&c| char::from_u32(c)?.to_digit(10)) {
        n = match n
            .checked_mul(10)
            .and_then(|n| n.checked_add(digit as usize))
            .filter(|&n| n <= max)
        {
            Some(n) => n,
            None => return rt.value_error(message),
        };
        *at += 1;
    }
    Ok((*at > start).then_some(n))
}

/// The text of a number directive without its padding: sign, "0x" prefix, digits.
pub struct NumberText {
    sign: &'static str,
    prefix: &'static str,
    digits: String,
}

/// `%d i u o x X`
pub fn integer_text(rt: &mut Runtime, d: &Directive, v: Value) -> Res<NumberText> {
    let kind = d.kind as u8;
    let n = match rt.int_value(v) {
        Some(n) => n,
        None => convert_integer(rt, kind, v)?,
    };
    let (prefix, mut digits) = match kind {
        b'o' => ("0o", int_to_radix(&n, "", 8)),
        b'x' => ("0x", int_to_radix(&n, "", 16)),
        b'X' => ("0X", int_to_radix(&n, "", 16).to_ascii_uppercase()),
        _ => ("", rt.decimal(&n)?),
    };
    if n.is_negative() {
        digits.remove(0);
    }
    let zeros = d.precision.unwrap_or(0).saturating_sub(digits.len());
    digits.insert_str(0, &"0".repeat(zeros));
    Ok(NumberText {
        sign: sign_of(d, n.is_negative()),
        prefix: if d.alternate { prefix } else { "" },
        digits,
    })
}

/// What `%d` (by `__int__`) or `%x` (by `__index__`) makes of something that is no int.
fn convert_integer(rt: &mut Runtime, kind: u8, v: Value) -> Res<Int> {
    let wants_index = matches!(kind, b'o' | b'x' | b'X');
    let methods: &[&str] = if wants_index {
        &["__index__"]
    } else {
        &["__int__", "__index__", "__trunc__"]
    };
    let mut convertible = false;
    for &method in methods {
        convertible = convertible || v.is_float() && !wants_index || rt.lookup_special(v, method)?.is_some();
    }
    if convertible && rt.kind_of(v) != Some(Kind::Str) {
        let converted = if wants_index {
            rt.index_value(v)
        } else {
            crate::objects::int::int_from_object(rt, v)
        };
        if converted.is_ok() || !rt.matches(Exc::TypeError) {
            return converted;
        }
        rt.clear_exc();
    }
    let (kind, name) = (kind as char, rt.type_name(v));
    let wanted = if wants_index { "an integer" } else { "a real number" };
    rt.type_error(format!("%{kind} format: {wanted} is required, not {name}"))
}

fn sign_of(d: &Directive, negative: bool) -> &'static str {
    match () {
        _ if negative => "-",
        _ if d.plus => "+",
        _ if d.blank => " ",
        _ => "",
    }
}

/// `%e E f F g G`
pub fn float_text(rt: &mut Runtime, d: &Directive, v: Value) -> Res<NumberText> {
    let x = rt.as_f64(v)?;
    Ok(double_text(d, x))
}

pub fn double_text(d: &Directive, x: f64) -> NumberText {
    let kind = d.kind as u8;
    let flags = Flags {
        alternate: d.alternate,
        dot_zero: false,
    };
    let mut text = double_to_string(
        x.abs(),
        super::number::float_form(kind, Some(d.precision.unwrap_or(6))),
        flags,
    );
    if kind.is_ascii_uppercase() {
        text.make_ascii_uppercase();
    }
    NumberText {
        sign: sign_of(d, x.is_sign_negative() && !x.is_nan()),
        prefix: "",
        digits: text,
    }
}

/// Writes a number in its width: zeros go between sign and digits, blanks in front.
pub fn push_number(out: &mut Vec<u32>, d: &Directive, n: &NumberText) {
    let head = [n.sign, n.prefix].concat();
    let padding = d.width.saturating_sub(head.len() + n.digits.len());
    let (blanks, zeros, after) = match (d.left, d.zero) {
        (true, _) => (0, 0, padding),
        (false, true) => (0, padding, 0),
        (false, false) => (padding, 0, 0),
    };
    let fill = |c: u8, n: usize| std::iter::repeat_n(c as u32, n);
    out.extend(fill(b' ', blanks));
    out.extend(head.bytes().map(u32::from));
    out.extend(fill(b'0', zeros));
    out.extend(n.digits.bytes().map(u32::from));
    out.extend(fill(b' ', after));
}

/// Writes text in its width.
pub fn push_text(out: &mut Vec<u32>, d: &Directive, text: &[u32]) {
    let padding = d.width.saturating_sub(text.len());
    let fill = std::iter::repeat_n(b' ' as u32, padding);
    if d.left {
        out.extend_from_slice(text);
        out.extend(fill);
    } else {
        out.extend(fill);
        out.extend_from_slice(text);
    }
}

/// "unsupported format character"
pub fn unsupported<T>(rt: &mut Runtime, d: &Directive) -> Res<T> {
    let shown = char::from_u32(d.kind)
        .filter(|c| (' '..='~').contains(c))
        .unwrap_or('?');
    rt.value_error(format!(
        "unsupported format character '{shown}' (0x{:x}) at index {}",
        d.kind, d.index
    ))
}

impl Runtime {
    /// `template % args` for a str.
    pub fn percent_format(&mut self, template: Value, args: Value) -> Res<Value> {
        if let Some(text) = self.percent_short(template, args) {
            return Ok(text);
        }
        let text = self.str_code_points(template);
        let how = Flavour {
            name: "string",
            text_kinds: &[Kind::Str],
            key: |rt, key| rt.str_from_code_points(key),
            push: Runtime::push_directive,
        };
        let points = fill(self, &text, args, &how)?;
        self.str_from_code_points(&points)
    }

    fn push_directive(&mut self, out: &mut Vec<u32>, d: &Directive, v: Value) -> Res<()> {
        let shown = match u8::try_from(d.kind).unwrap_or(0) {
            b'd' | b'i' | b'u' | b'o' | b'x' | b'X' => {
                let n = integer_text(self, d, v)?;
                push_number(out, d, &n);
                return Ok(());
            }
            b'e' | b'E' | b'f' | b'F' | b'g' | b'G' => {
                let n = float_text(self, d, v)?;
                push_number(out, d, &n);
                return Ok(());
            }
            b'c' => {
                let c = self.percent_character(v)?;
                push_text(out, d, &[c]);
                return Ok(());
            }
            b's' => self.str(v)?,
            b'r' => self.repr(v)?,
            b'a' => self.ascii(v)?,
            _ => return unsupported(self, d),
        };
        let points = self.str_code_points(shown);
        push_text(out, d, &points[..points.len().min(d.precision.unwrap_or(usize::MAX))]);
        Ok(())
    }

    fn percent_character(&mut self, v: Value) -> Res<u32> {
        if self.kind_of(v) == Some(Kind::Str) {
            return match self.str_code_points(v)[..] {
                [c] => Ok(c),
                _ => self.type_error("%c requires int or char"),
            };
        }
        if !self.is_int(v) && (!v.is_object() || self.lookup_special(v, "__index__")?.is_none()) {
            return self.type_error("%c requires int or char");
        }
        match self.index_value(v)? {
            Int::Small(c @ 0..=0x10ffff) => Ok(c as u32),
            _ => self.raise(Exc::OverflowError, "%c arg not in range(0x110000)"),
        }
    }
}
