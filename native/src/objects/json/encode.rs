//! Objects → texts: quoted strings, and the encoder that `json.encoder` makes of its options.

use crate::heap::{Kind, Ref, Value};
use crate::objects::list::sort_list;
use crate::objects::spec::{Args, Params, TypeSpec};
use crate::objects::str::StrBuilder;
use crate::objects::{Exc, Res, Runtime};

/// Values: the arguments of `make_encoder`, in `OPTIONS`' order.
pub static ENCODER: TypeSpec = super::callable(
    "Encoder",
    new,
    call,
    "_iterencode(obj, _current_indent_level) -> iterable",
);

const OPTIONS: &[&str] = &[
    "markers",
    "default",
    "encoder",
    "indent",
    "key_separator",
    "item_separator",
    "sort_keys",
    "skipkeys",
    "allow_nan",
];

fn new(rt: &mut Runtime, args: &Args<'_>) -> Res<Value> {
    let a = rt.bind_args("make_encoder", Params::Kw(OPTIONS, 9, 9), &args.pos[1..], args.kw)?;
    if !a[0].is_none() && rt.kind_of(a[0]) != Some(Kind::Dict) {
        let name = rt.type_name(a[0]);
        return rt.type_error(format!("make_encoder() argument 1 must be dict or None, not {name}"));
    }
    let mut values: Vec<Value> = a.to_vec();
    for flag in &mut values[6..] {
        *flag = Value::bool(rt.truth(*flag)?);
    }
    let class = args.pos[0].obj();
    rt.new_native(Kind::Native, class, &values)
}

/// Which of the functions of this file a given `encoder` is.
#[derive(Clone, Copy)]
enum Quote {
    Ascii,
    All,
    Other(Value),
}

struct Encode {
    /// What is being encoded, outermost first; nothing is looked for where the caller wants no check.
    open: Option<Vec<Ref>>,
    default: Value,
    quote: Quote,
    key_separator: Value,
    item_separator: Value,
    sort_keys: bool,
    skip_keys: bool,
    allow_nan: bool,
    out: StrBuilder,
}

fn call(rt: &mut Runtime, encoder: Value, args: &Args<'_>) -> Res<Value> {
    let names = &["obj", "_current_indent_level"];
    let a = rt.bind_args("_iterencode", Params::Kw(names, 2, 2), args.pos, args.kw)?;
    let v: Vec<Value> = (0..OPTIONS.len()).map(|i| rt.native_value(encoder.obj(), i)).collect();
    let module = rt.native_module("_json")?.unwrap_or(Value::NONE);
    let own = |rt: &mut Runtime, name| rt.get_attr_str(module, name);
    let quote = if v[2] == own(rt, "encode_basestring_ascii")? {
        Quote::Ascii
    } else if v[2] == own(rt, "encode_basestring")? {
        Quote::All
    } else {
        Quote::Other(v[2])
    };
    let mut encode = Encode {
        open: (!v[0].is_none()).then(Vec::new),
        default: v[1],
        quote,
        key_separator: v[4],
        item_separator: v[5],
        sort_keys: v[6] == Value::TRUE,
        skip_keys: v[7] == Value::TRUE,
        allow_nan: v[8] == Value::TRUE,
        out: StrBuilder::new(),
    };
    let scope = rt.scope();
    rt.root(encoder);
    rt.root(a[0]);
    let result = encode.value(rt, a[0]);
    rt.unscope(scope);
    result?;
    let text = encode.out.finish(rt)?;
    rt.new_tuple(&[text])
}

/// The string in quotes.
pub fn quoted(rt: &mut Runtime, v: Value, ascii: bool) -> Res<Value> {
    if !rt.is_str(v) {
        let name = rt.type_name(v);
        return rt.type_error(format!("first argument must be a string, not {name}"));
    }
    let mut out = StrBuilder::with_capacity(rt.str_len(v) + 2);
    push_quoted(rt, &mut out, v, ascii);
    out.finish(rt)
}

fn push_quoted(rt: &Runtime, out: &mut StrBuilder, v: Value, ascii: bool) {
    let chars = rt.chars(v);
    let plain = |c: u32| c >= 0x20 && c != 0x22 && c != 0x5c && (!ascii || c < 0x7f);
    out.push(0x22);
    if chars.iter().all(plain) {
        out.push_chars(chars);
        out.push(0x22);
        return;
    }
    for c in chars.iter() {
        match c {
            c if plain(c) => out.push(c),
            0x22 => out.push_str("\\\""),
            0x5c => out.push_str("\\\\"),
            0x08 => out.push_str("\\b"),
            0x0c => out.push_str("\\f"),
            0x0a => out.push_str("\\n"),
            0x0d => out.push_str("\\r"),
            0x09 => out.push_str("\\t"),
            0x10000.. => {
                let c = c - 0x10000;
                out.push_str(&format!("\\u{:04x}\\u{:04x}", 0xd800 | c >> 10, 0xdc00 | c & 0x3ff));
            }
            c => out.push_str(&format!("\\u{c:04x}")),
        }
    }
    out.push(0x22);
}

impl Encode {
    fn text(&mut self, rt: &Runtime, v: Value) {
        if let Some(chars) = rt.as_chars(v) {
            self.out.push_chars(chars);
        }
    }

    fn string(&mut self, rt: &mut Runtime, v: Value) -> Res<()> {
        match self.quote {
            Quote::Ascii => push_quoted(rt, &mut self.out, v, true),
            Quote::All => push_quoted(rt, &mut self.out, v, false),
            Quote::Other(f) => {
                let text = rt.call(f, &[v])?;
                if !rt.is_str(text) {
                    let name = rt.type_name(text);
                    return rt.type_error(format!("encoder() must return a string, not {name}"));
                }
                self.text(rt, text);
            }
        }
        Ok(())
    }

    fn float(&mut self, rt: &mut Runtime, x: f64) -> Res<()> {
        if x.is_finite() {
            let text = rt.repr(Value::float(x))?;
            self.text(rt, text);
        } else if !self.allow_nan {
            return rt.value_error("Out of range float values are not JSON compliant");
        } else if x.is_nan() {
            self.out.push_str("NaN");
        } else {
            self.out.push_str(if x > 0.0 { "Infinity" } else { "-Infinity" });
        }
        Ok(())
    }

    /// A name or value that is neither a container nor unknown; false for others.
    fn plain(&mut self, rt: &mut Runtime, v: Value) -> Res<bool> {
        if v.is_none() {
            self.out.push_str("null");
        } else if v == Value::TRUE {
            self.out.push_str("true");
        } else if v == Value::FALSE {
            self.out.push_str("false");
        } else if let Some(n) = rt.int_value(v) {
            let text = rt.decimal(&n)?;
            self.out.push_str(&text);
        } else if let Some(x) = rt.float_value(v) {
            self.float(rt, x)?;
        } else {
            return Ok(false);
        }
        Ok(true)
    }

    fn value(&mut self, rt: &mut Runtime, v: Value) -> Res<()> {
        if rt.is_str(v) {
            return self.string(rt, v);
        }
        if self.plain(rt, v)? {
            return Ok(());
        }
        rt.enter(" while encoding a JSON object")?;
        let result = self.container(rt, v);
        rt.leave();
        result
    }

    fn container(&mut self, rt: &mut Runtime, v: Value) -> Res<()> {
        if let Some(open) = &mut self.open {
            if open.contains(&v.obj()) {
                return rt.value_error("Circular reference detected");
            }
            open.push(v.obj());
        }
        let scope = rt.scope();
        rt.root(v);
        let result = match rt.kind_of(v) {
            Some(Kind::List | Kind::Tuple) => self.sequence(rt, v),
            Some(Kind::Dict) => self.mapping(rt, v),
            _ => rt.call(self.default, &[v]).and_then(|v| {
                rt.root(v);
                self.value(rt, v)
            }),
        };
        rt.unscope(scope);
        if let Some(open) = &mut self.open {
            open.pop();
        }
        result
    }

    fn sequence(&mut self, rt: &mut Runtime, v: Value) -> Res<()> {
        self.out.push_str("[");
        // What is called meanwhile may change a list.
        let items = rt.collect(v)?;
        for &item in &items {
            rt.root(item);
        }
        for (i, &item) in items.iter().enumerate() {
            if i > 0 {
                self.text(rt, self.item_separator);
            }
            self.value(rt, item)?;
        }
        self.out.push_str("]");
        Ok(())
    }

    fn mapping(&mut self, rt: &mut Runtime, v: Value) -> Res<()> {
        let items = if rt.is_exact(v, rt.types.dict) {
            let mut pairs = Vec::new();
            for (key, value, _) in rt.dict_items(v.obj()) {
                pairs.push(rt.new_tuple(&[key, value])?);
            }
            rt.new_list(&pairs)?
        } else {
            let items = rt.call_method(v, "items", &[])?;
            let class = Value::object(rt.types.list);
            rt.root(items);
            rt.call(class, &[items])?
        };
        rt.root(items);
        if self.sort_keys {
            sort_list(rt, items, Value::NONE, false)?;
        }
        self.out.push_str("{");
        let mut first = true;
        for pair in rt.items_of_list(items) {
            let &[key, value] = rt.items_of_tuple(pair) else {
                return rt.value_error("items must return 2-tuples");
            };
            let known = rt.is_str(key) || key.is_none() || rt.int_value(key).is_some() || rt.float_value(key).is_some();
            if !known && self.skip_keys {
                continue;
            }
            if !known {
                let name = rt.type_name(key);
                return rt.raise(
                    Exc::TypeError,
                    format!("keys must be str, int, float, bool or None, not {name}"),
                );
            }
            if !first {
                self.text(rt, self.item_separator);
            }
            first = false;
            self.key(rt, key)?;
            self.text(rt, self.key_separator);
            self.value(rt, value)?;
        }
        self.out.push_str("}");
        Ok(())
    }

    /// Whatever a key is, it is a string in the text.
    fn key(&mut self, rt: &mut Runtime, key: Value) -> Res<()> {
        if rt.is_str(key) {
            return self.string(rt, key);
        }
        let out = std::mem::take(&mut self.out);
        let plain = self.plain(rt, key);
        let text = std::mem::replace(&mut self.out, out);
        plain?;
        let text = text.finish(rt)?;
        self.string(rt, text)
    }
}
