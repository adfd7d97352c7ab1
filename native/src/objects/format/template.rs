//! `str.format`, `str.format_map` and the `_string` module.

use super::spec::{read_number, show_code};
use crate::heap::{Kind, Value};
use crate::objects::spec::{ModuleSpec, Params, function};
use crate::objects::{Exc, Res, Runtime};

const BRACE_OPEN: u32 = b'{' as u32;
const BRACE_CLOSE: u32 = b'}' as u32;

/// A stretch of literal text and the replacement field after it.
struct Piece<'a> {
    literal: &'a [u32],
    field: Option<Field<'a>>,
}

struct Field<'a> {
    name: &'a [u32],
    spec: &'a [u32],
    conversion: Option<u32>,
    /// The spec has fields of its own.
    nested: bool,
}

/// The next piece of a template from `at` on.
fn next_piece<'a>(rt: &mut Runtime, text: &'a [u32], at: &mut usize) -> Res<Option<Piece<'a>>> {
    let start = *at;
    if start >= text.len() {
        return Ok(None);
    }
    let Some(brace) = text[start..].iter().position(|&c| c == BRACE_OPEN || c == BRACE_CLOSE) else {
        *at = text.len();
        return Ok(Some(Piece {
            literal: &text[start..],
            field: None,
        }));
    };
    let brace = start + brace;
    let (c, next) = (text[brace], text.get(brace + 1));
    if next == Some(&c) {
        // A doubled brace stands for itself.
        *at = brace + 2;
        return Ok(Some(Piece {
            literal: &text[start..=brace],
            field: None,
        }));
    }
    if c == BRACE_CLOSE {
        return rt.value_error("Single '}' encountered in format string");
    }
    if next.is_none() {
        return rt.value_error("Single '{' encountered in format string");
    }
    *at = brace + 1;
    let field = Some(read_field(rt, text, at)?);
    Ok(Some(Piece {
        literal: &text[start..brace],
        field,
    }))
}

fn read_field<'a>(rt: &mut Runtime, text: &'a [u32], at: &mut usize) -> Res<Field<'a>> {
    let start = *at;
    let mut end = None;
    while end.is_none() && *at < text.len() {
        let c = text[*at];
        *at += 1;
        match char::from_u32(c) {
            Some('{') => return rt.value_error("unexpected '{' in field name"),
            Some('[') => {
                while *at < text.len() && text[*at] != b']' as u32 {
                    *at += 1;
                }
            }
            Some(c @ ('}' | ':' | '!')) => end = Some(c),
            _ => {}
        }
    }
    let Some(end) = end else {
        return rt.value_error("expected '}' before end of string");
    };
    let mut field = Field {
        name: &text[start..*at - 1],
        spec: &[],
        conversion: None,
        nested: false,
    };
    if end == '}' {
        return Ok(field);
    }
    if end == '!' {
        let Some(&conversion) = text.get(*at) else {
            return rt.value_error("end of string while looking for conversion specifier");
        };
        field.conversion = Some(conversion);
        *at += 1;
        if let Some(&c) = text.get(*at) {
            *at += 1;
            if c == BRACE_CLOSE {
                return Ok(field);
            }
            if c != b':' as u32 {
                return rt.value_error("expected ':' after conversion specifier");
            }
        }
    }
    let spec = *at;
    let mut depth = 1;
    while *at < text.len() {
        let c = text[*at];
        *at += 1;
        if c == BRACE_OPEN {
            field.nested = true;
            depth += 1;
        } else if c == BRACE_CLOSE {
            depth -= 1;
            if depth == 0 {
                field.spec = &text[spec..*at - 1];
                return Ok(field);
            }
        }
    }
    rt.value_error("unmatched '{' in format spec")
}

/// The part of a field name up to the first '.' or '[': automatic, an index or a key.
enum First<'a> {
    Auto,
    Index(usize),
    Key(&'a [u32]),
}

enum Step<'a> {
    Attribute(&'a [u32]),
    Index(usize),
    Key(&'a [u32]),
}

fn whole_number(rt: &mut Runtime, text: &[u32]) -> Res<Option<usize>> {
    let mut at = 0;
    if !text.iter().all(|&c| crate::objects::unicode::decimal(c).is_some()) {
        return Ok(None);
    }
    read_number(rt, text, &mut at)
}

fn split_name<'a>(rt: &mut Runtime, name: &'a [u32]) -> Res<(First<'a>, &'a [u32])> {
    let end = name
        .iter()
        .position(|&c| c == b'.' as u32 || c == b'[' as u32)
        .unwrap_or(name.len());
    let (first, rest) = name.split_at(end);
    let first = match whole_number(rt, first)? {
        _ if first.is_empty() => First::Auto,
        Some(n) => First::Index(n),
        None => First::Key(first),
    };
    Ok((first, rest))
}

fn next_step<'a>(rt: &mut Runtime, rest: &mut &'a [u32]) -> Res<Option<Step<'a>>> {
    let text = *rest;
    let Some((&c, tail)) = text.split_first() else {
        return Ok(None);
    };
    let step = match char::from_u32(c) {
        Some('.') => {
            let end = tail
                .iter()
                .position(|&c| c == b'.' as u32 || c == b'[' as u32)
                .unwrap_or(tail.len());
            *rest = &tail[end..];
            Step::Attribute(&tail[..end])
        }
        Some('[') => {
            let Some(end) = tail.iter().position(|&c| c == b']' as u32) else {
                return rt.value_error("Missing ']' in format string");
            };
            *rest = &tail[end + 1..];
            match whole_number(rt, &tail[..end])? {
                Some(n) => Step::Index(n),
                None => Step::Key(&tail[..end]),
            }
        }
        _ => return rt.value_error("Only '.' or '[' may follow ']' in format field specifier"),
    };
    if matches!(step, Step::Attribute([]) | Step::Key([])) {
        return rt.value_error("Empty attribute in format string");
    }
    Ok(Some(step))
}

/// Where the fields' values come from.
struct Source<'a> {
    /// `None` for `format_map`.
    positional: Option<&'a [Value]>,
    keywords: &'a [(Value, Value)],
    mapping: Option<Value>,
    auto: usize,
    numbering: Numbering,
}

#[derive(PartialEq)]
enum Numbering {
    Unknown,
    Automatic,
    Manual,
}

impl Source<'_> {
    fn positional(&mut self, rt: &mut Runtime, index: Option<usize>) -> Res<Value> {
        let Some(positional) = self.positional else {
            return rt.value_error("Format string contains positional fields");
        };
        let index = match index {
            Some(_) if self.numbering == Numbering::Automatic => {
                return rt.value_error("cannot switch from automatic field numbering to manual field specification");
            }
            None if self.numbering == Numbering::Manual => {
                return rt.value_error("cannot switch from manual field specification to automatic field numbering");
            }
            Some(index) => {
                self.numbering = Numbering::Manual;
                index
            }
            None => {
                self.numbering = Numbering::Automatic;
                self.auto += 1;
                self.auto - 1
            }
        };
        match positional.get(index) {
            Some(&v) => Ok(v),
            None => rt.raise(
                Exc::IndexError,
                format!("Replacement index {index} out of range for positional args tuple"),
            ),
        }
    }

    fn keyword(&mut self, rt: &mut Runtime, name: &[u32]) -> Res<Value> {
        let key = rt.str_from_code_points(name)?;
        if let Some(mapping) = self.mapping {
            return rt.get_item(mapping, key);
        }
        match self.keywords.iter().find(|(k, _)| rt.str_code_points(*k) == name) {
            Some(&(_, v)) => Ok(v),
            None => rt.raise_key_error(key),
        }
    }

    fn value(&mut self, rt: &mut Runtime, name: &[u32]) -> Res<Value> {
        let (first, mut rest) = split_name(rt, name)?;
        let mut v = match first {
            First::Auto => self.positional(rt, None)?,
            First::Index(n) => self.positional(rt, Some(n))?,
            First::Key(name) => self.keyword(rt, name)?,
        };
        while let Some(step) = next_step(rt, &mut rest)? {
            v = match step {
                Step::Attribute(name) => {
                    let name = rt.str_from_code_points(name)?;
                    let name = rt.intern_value(name)?;
                    rt.get_attr(v, name)?
                }
                Step::Index(n) => {
                    let n = rt.int(n as i64)?;
                    rt.get_item(v, n)?
                }
                Step::Key(key) => {
                    let key = rt.str_from_code_points(key)?;
                    rt.get_item(v, key)?
                }
            };
        }
        Ok(v)
    }
}

/// Fields may nest once: in a field's spec.
fn expand(rt: &mut Runtime, text: &[u32], source: &mut Source<'_>, depth: u32) -> Res<Vec<u32>> {
    if depth == 0 {
        return rt.value_error("Max string recursion exceeded");
    }
    let mut out = Vec::with_capacity(text.len() + 16);
    let mut at = 0;
    while let Some(piece) = next_piece(rt, text, &mut at)? {
        out.extend_from_slice(piece.literal);
        let Some(field) = piece.field else { continue };
        let mut v = source.value(rt, field.name)?;
        if let Some(conversion) = field.conversion {
            v = match char::from_u32(conversion) {
                Some('r') => rt.repr(v)?,
                Some('s') => rt.str(v)?,
                Some('a') => rt.ascii(v)?,
                _ => {
                    let code = show_code(conversion);
                    return rt.value_error(format!("Unknown conversion specifier {code}"));
                }
            };
        }
        let scope = rt.scope();
        rt.root(v);
        let shown = if field.nested {
            let spec = expand(rt, field.spec, source, depth - 1);
            spec.and_then(|spec| rt.format_points(v, &spec))
        } else {
            rt.format_points(v, field.spec)
        };
        rt.unscope(scope);
        out.extend(rt.str_code_points(shown?));
    }
    Ok(out)
}

impl Runtime {
    /// `template.format(*args, **keywords)`
    pub fn str_format(&mut self, template: Value, args: &[Value], keywords: &[(Value, Value)]) -> Res<Value> {
        if keywords.is_empty()
            && let Some(text) = self.format_template_short(template, args)
        {
            return Ok(text);
        }
        let mut source = Source {
            positional: Some(args),
            keywords,
            mapping: None,
            auto: 0,
            numbering: Numbering::Unknown,
        };
        let text = self.str_code_points(template);
        let out = expand(self, &text, &mut source, 2)?;
        self.str_from_code_points(&out)
    }

    /// `template.format_map(mapping)`
    pub fn str_format_map(&mut self, template: Value, mapping: Value) -> Res<Value> {
        let mut source = Source {
            positional: None,
            keywords: &[],
            mapping: Some(mapping),
            auto: 0,
            numbering: Numbering::Unknown,
        };
        let text = self.str_code_points(template);
        let out = expand(self, &text, &mut source, 2)?;
        self.str_from_code_points(&out)
    }
}

fn str_argument(rt: &mut Runtime, v: Value) -> Res<Vec<u32>> {
    if rt.kind_of(v) != Some(Kind::Str) {
        let name = rt.type_name(v);
        return rt.type_error(format!("expected str, got {name}"));
    }
    Ok(rt.str_code_points(v))
}

/// (literal, field name, spec, conversion) of each piece.
fn formatter_parser(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let text = str_argument(rt, args[0])?;
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(piece) = next_piece(rt, &text, &mut at)? {
        let literal = rt.str_from_code_points(piece.literal)?;
        let mut parts = [literal, Value::NONE, Value::NONE, Value::NONE];
        if let Some(field) = piece.field {
            parts[1] = rt.str_from_code_points(field.name)?;
            parts[2] = rt.str_from_code_points(field.spec)?;
            if let Some(conversion) = field.conversion {
                parts[3] = rt.str_from_code_points(&[conversion])?;
            }
        }
        pieces.push(rt.new_tuple(&parts)?);
    }
    let list = rt.new_list(&pieces)?;
    rt.iter(list)
}

/// (first, iterator of (is attribute, name)) of a field name.
fn formatter_field_name_split(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let name = str_argument(rt, args[0])?;
    let (first, mut rest) = split_name(rt, &name)?;
    let first = match first {
        First::Auto => rt.new_str("")?,
        First::Index(n) => rt.int(n as i64)?,
        First::Key(key) => rt.str_from_code_points(key)?,
    };
    let mut steps = Vec::new();
    while let Some(step) = next_step(rt, &mut rest)? {
        let pair = match step {
            Step::Attribute(name) => [Value::TRUE, rt.str_from_code_points(name)?],
            Step::Index(n) => [Value::FALSE, rt.int(n as i64)?],
            Step::Key(key) => [Value::FALSE, rt.str_from_code_points(key)?],
        };
        steps.push(rt.new_tuple(&pair)?);
    }
    let list = rt.new_list(&steps)?;
    let steps = rt.iter(list)?;
    rt.new_tuple(&[first, steps])
}

pub static STRING_MODULE: ModuleSpec = ModuleSpec {
    name: "_string",
    functions: &[
        function("formatter_parser", Params::One, formatter_parser),
        function("formatter_field_name_split", Params::One, formatter_field_name_split),
    ],
    init: None,
    doc: "string helper module",
};
