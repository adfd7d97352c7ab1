//! Texts → objects: `scanstring`, and the scanner that `json.decoder` makes of its options.

use crate::heap::{Kind, Value};
use crate::objects::float::parse_float;
use crate::objects::spec::{Args, Params, TypeSpec};
use crate::objects::str::{Chars, StrBuilder};
use crate::objects::{Res, Runtime};

/// Values: strict, object_hook, object_pairs_hook, parse_float, parse_int, parse_constant.
pub static SCANNER: TypeSpec = super::callable("Scanner", new, call, "JSON scanner object");

const OPTIONS: [&str; 6] = [
    "strict",
    "object_hook",
    "object_pairs_hook",
    "parse_float",
    "parse_int",
    "parse_constant",
];
/// Names of members so long at most are interned: they are looked up afterwards.
const SHORT: usize = 64;

fn new(rt: &mut Runtime, args: &Args<'_>) -> Res<Value> {
    let a = rt.bind_args("make_scanner", Params::Kw(&["context"], 1, 1), &args.pos[1..], args.kw)?;
    let scope = rt.scope();
    let mut values = [Value::NONE; OPTIONS.len()];
    for (value, name) in values.iter_mut().zip(OPTIONS) {
        *value = rt.get_attr_str(a[0], name)?;
        rt.root(*value);
    }
    let strict = rt.truth(values[0])?;
    values[0] = Value::bool(strict);
    rt.unscope(scope);
    let class = args.pos[0].obj();
    rt.new_native(Kind::Native, class, &values)
}

struct Scan {
    chars: Chars<'static>,
    text: Value,
    strict: bool,
    object_hook: Value,
    pairs_hook: Value,
    /// None: the built-in class.
    parse_float: Option<Value>,
    parse_int: Option<Value>,
    parse_constant: Value,
}

fn call(rt: &mut Runtime, scanner: Value, args: &Args<'_>) -> Res<Value> {
    let a = rt.bind_args("scan_once", Params::Kw(&["string", "idx"], 2, 2), args.pos, args.kw)?;
    let Some(chars) = rt.as_chars(a[0]) else {
        let name = rt.type_name(a[0]);
        return rt.type_error(format!("first argument must be a string, not {name}"));
    };
    let at = rt.as_index(a[1])?;
    if at < 0 {
        return rt.value_error("idx cannot be negative");
    }
    let options: Vec<Value> = (0..OPTIONS.len()).map(|i| rt.native_value(scanner.obj(), i)).collect();
    let own = |v: Value, class| (v != Value::object(class)).then_some(v);
    let scan = Scan {
        chars,
        text: a[0],
        strict: options[0] == Value::TRUE,
        object_hook: options[1],
        pairs_hook: options[2],
        parse_float: own(options[3], rt.types.float),
        parse_int: own(options[4], rt.types.int),
        parse_constant: options[5],
    };
    let scope = rt.scope();
    rt.root(a[0]);
    let result = scan.value(rt, at as usize);
    rt.unscope(scope);
    let (value, end) = result?;
    let end = rt.int(end as i64)?;
    rt.new_tuple(&[value, end])
}

/// Raises JSONDecodeError.
fn fail<T>(rt: &mut Runtime, message: &str, text: Value, at: usize) -> Res<T> {
    let import = rt.builtin("__import__")?;
    let name = rt.new_str("json.decoder")?;
    let from = rt.new_str("JSONDecodeError")?;
    let from = rt.new_list(&[from])?;
    let module = rt.call(import, &[name, Value::NONE, Value::NONE, from])?;
    let class = rt.get_attr_str(module, "JSONDecodeError")?;
    let (message, at) = (rt.new_str(message)?, rt.int(at as i64)?);
    let exception = rt.call(class, &[message, text, at])?;
    rt.raise_value(exception)
}

/// `scanstring(string, end, strict=True)`: the string that begins after its quote at `end`, and where it ends.
pub fn scanstring(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let Some(chars) = rt.as_chars(a[0]) else {
        let name = rt.type_name(a[0]);
        return rt.type_error(format!("first argument must be a string, not {name}"));
    };
    let end = rt.as_index(a[1])?;
    let strict = a[2].is_unbound() || rt.truth(a[2])?;
    if end < 0 || end as usize > chars.len() {
        return rt.value_error("end is out of bounds");
    }
    let (value, end) = string(rt, chars, a[0], end as usize, strict)?;
    let end = rt.int(end as i64)?;
    rt.new_tuple(&[value, end])
}

fn string(rt: &mut Runtime, chars: Chars<'static>, text: Value, start: usize, strict: bool) -> Res<(Value, usize)> {
    let mut at = start;
    let mut built: Option<StrBuilder> = None;
    loop {
        let from = at;
        let stop = loop {
            match (at < chars.len()).then(|| chars.at(at)) {
                None => return fail(rt, "Unterminated string starting at", text, start - 1),
                Some(c @ (0x22 | 0x5c)) => break c,
                Some(..0x20) if strict => return fail(rt, "Invalid control character at", text, at),
                Some(_) => at += 1,
            }
        };
        let part = chars.slice(from, at);
        if stop == 0x22 {
            let value = match built {
                None => rt.new_str_from(part)?,
                Some(mut b) => {
                    b.push_chars(part);
                    b.finish(rt)?
                }
            };
            return Ok((value, at + 1));
        }
        let b = built.get_or_insert_with(StrBuilder::new);
        b.push_chars(part);
        at += 1;
        if at >= chars.len() {
            return fail(rt, "Unterminated string starting at", text, start - 1);
        }
        let c = match chars.at(at) {
            c @ (0x22 | 0x5c | 0x2f) => c,
            0x62 => 8,
            0x66 => 12,
            0x6e => 10,
            0x72 => 13,
            0x74 => 9,
            0x75 => {
                let Some(first) = hexadecimal(chars, at + 1) else {
                    return fail(rt, "Invalid \\uXXXX escape", text, at);
                };
                at += 4;
                let follows = at + 2 < chars.len() && chars.at(at + 1) == 0x5c && chars.at(at + 2) == 0x75;
                match hexadecimal(chars, at + 3) {
                    Some(low @ 0xdc00..=0xdfff) if follows && (0xd800..0xdc00).contains(&first) => {
                        at += 6;
                        0x10000 + ((first - 0xd800) << 10) + (low - 0xdc00)
                    }
                    _ => first,
                }
            }
            _ => return fail(rt, "Invalid \\escape", text, at - 1),
        };
        b.push(c);
        at += 1;
    }
}

/// Four hexadecimal digits, after which the text goes on.
fn hexadecimal(chars: Chars<'static>, at: usize) -> Option<u32> {
    if at + 4 >= chars.len() {
        return None;
    }
    (at..at + 4).try_fold(0, |n, i| {
        let digit = char::from_u32(chars.at(i)).and_then(|c| c.to_digit(16))?;
        Some(n << 4 | digit)
    })
}

impl Scan {
    fn at(&self, at: usize) -> u32 {
        if at < self.chars.len() {
            self.chars.at(at)
        } else {
            u32::MAX
        }
    }

    fn space(&self, mut at: usize) -> usize {
        while matches!(self.at(at), 0x20 | 0x0a | 0x0d | 0x09) {
            at += 1;
        }
        at
    }

    fn word(&self, at: usize, word: &str) -> bool {
        word.bytes().enumerate().all(|(i, c)| self.at(at + i) == u32::from(c))
    }

    fn value(&self, rt: &mut Runtime, at: usize) -> Res<(Value, usize)> {
        match self.at(at) {
            0x22 => string(rt, self.chars, self.text, at + 1, self.strict),
            0x7b => {
                rt.enter(" while decoding a JSON object from a unicode string")?;
                let result = self.object(rt, at + 1);
                rt.leave();
                result
            }
            0x5b => {
                rt.enter(" while decoding a JSON array from a unicode string")?;
                let result = self.array(rt, at + 1);
                rt.leave();
                result
            }
            0x6e if self.word(at, "null") => Ok((Value::NONE, at + 4)),
            0x74 if self.word(at, "true") => Ok((Value::TRUE, at + 4)),
            0x66 if self.word(at, "false") => Ok((Value::FALSE, at + 5)),
            0x4e if self.word(at, "NaN") => self.constant(rt, "NaN", at),
            0x49 if self.word(at, "Infinity") => self.constant(rt, "Infinity", at),
            0x2d if self.word(at, "-Infinity") => self.constant(rt, "-Infinity", at),
            _ => self.number(rt, at),
        }
    }

    fn constant(&self, rt: &mut Runtime, name: &str, at: usize) -> Res<(Value, usize)> {
        let text = rt.new_str(name)?;
        Ok((rt.call(self.parse_constant, &[text])?, at + name.len()))
    }

    fn number(&self, rt: &mut Runtime, start: usize) -> Res<(Value, usize)> {
        let digits = |mut at: usize| {
            while matches!(self.at(at), 0x30..=0x39) {
                at += 1;
            }
            at
        };
        let first = start + usize::from(self.at(start) == 0x2d);
        let mut at = match self.at(first) {
            0x30 => first + 1,
            0x31..=0x39 => digits(first),
            _ => {
                let at = rt.int(start as i64)?;
                return rt.raise_stop_iteration(at);
            }
        };
        let mut is_float = false;
        if self.at(at) == 0x2e && digits(at + 1) > at + 1 {
            at = digits(at + 1);
            is_float = true;
        }
        if matches!(self.at(at), 0x65 | 0x45) {
            let exponent = at + 1 + usize::from(matches!(self.at(at + 1), 0x2b | 0x2d));
            if digits(exponent) > exponent {
                at = digits(exponent);
                is_float = true;
            }
        }
        let text: String = (start..at).map(|i| self.chars.at(i) as u8 as char).collect();
        let parse = if is_float { self.parse_float } else { self.parse_int };
        let value = match parse {
            None if is_float => Value::float(parse_float(&text).unwrap_or(f64::NAN)),
            None if text.len() <= 18 => rt.int(text.parse().unwrap_or(0))?,
            _ => {
                let parse = parse.unwrap_or(Value::object(rt.types.int));
                let text = rt.new_str(&text)?;
                rt.call(parse, &[text])?
            }
        };
        Ok((value, at))
    }

    fn array(&self, rt: &mut Runtime, start: usize) -> Res<(Value, usize)> {
        let list = rt.new_list(&[])?;
        let scope = rt.scope();
        rt.root(list);
        let result = self.items(rt, list, start);
        rt.unscope(scope);
        Ok((list, result?))
    }

    fn items(&self, rt: &mut Runtime, list: Value, start: usize) -> Res<usize> {
        let mut at = self.space(start);
        if self.at(at) == 0x5d {
            return Ok(at + 1);
        }
        loop {
            let (value, end) = self.value(rt, at)?;
            rt.list_append(list, value)?;
            at = self.space(end);
            match self.at(at) {
                0x5d => return Ok(at + 1),
                0x2c => at = self.space(at + 1),
                _ => return fail(rt, "Expecting ',' delimiter", self.text, at),
            }
        }
    }

    fn object(&self, rt: &mut Runtime, start: usize) -> Res<(Value, usize)> {
        let pairs = !self.pairs_hook.is_none();
        let container = if pairs { rt.new_list(&[])? } else { rt.new_dict()? };
        let scope = rt.scope();
        rt.root(container);
        let result = self.members(rt, container, pairs, start).and_then(|end| {
            let hook = if pairs { self.pairs_hook } else { self.object_hook };
            let value = if hook.is_none() {
                container
            } else {
                rt.call(hook, &[container])?
            };
            Ok((value, end))
        });
        rt.unscope(scope);
        result
    }

    fn members(&self, rt: &mut Runtime, container: Value, pairs: bool, start: usize) -> Res<usize> {
        let mut at = self.space(start);
        if self.at(at) == 0x7d {
            return Ok(at + 1);
        }
        loop {
            if self.at(at) != 0x22 {
                return fail(rt, "Expecting property name enclosed in double quotes", self.text, at);
            }
            let (mut key, end) = string(rt, self.chars, self.text, at + 1, self.strict)?;
            if rt.str_len(key) <= SHORT {
                key = rt.intern_value(key)?;
            }
            at = self.space(end);
            if self.at(at) != 0x3a {
                return fail(rt, "Expecting ':' delimiter", self.text, at);
            }
            at = self.space(at + 1);
            let scope = rt.scope();
            rt.root(key);
            let result = self.value(rt, at);
            rt.unscope(scope);
            let (value, end) = result?;
            if pairs {
                let pair = rt.new_tuple(&[key, value])?;
                rt.list_append(container, pair)?;
            } else {
                rt.dict_set(container.obj(), key, value)?;
            }
            at = self.space(end);
            match self.at(at) {
                0x7d => return Ok(at + 1),
                0x2c => at = self.space(at + 1),
                _ => return fail(rt, "Expecting ',' delimiter", self.text, at),
            }
        }
    }
}
