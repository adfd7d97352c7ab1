//! str: immutable sequences of code points.

pub mod args;
mod case;
pub mod codecs;
mod find;
pub mod ops;
pub mod pieces;
pub mod search;
pub mod shape;
mod table;
#[cfg(test)]
mod tests;
mod view;

pub use case::is_identifier;
pub use find::item_index;
pub use pieces::is_latin1_space;
pub use table::{State, hash_bytes};
pub use view::{Chars, CharsIter, StrBuilder, Unit, same_bytes};

use crate::heap::{Kind, Value};
use crate::objects::spec::*;
use crate::objects::{Res, Runtime, format};

/// Types, builtin functions and native modules of this folder; see `registry.rs`.
pub static TYPES: &[&TypeSpec] = &[&STR];
pub static FUNCTIONS: &[MethodDef] = &[function("chr", Params::One, chr), function("ord", Params::One, ord)];
pub static MODULES: &[&ModuleSpec] = &[&super::unicode::module::UNICODEDATA, &codecs::module::CODECS];

static STR: TypeSpec = TypeSpec {
    name: "str",
    module: "builtins",
    kind: Kind::Str,
    base: "object",
    subclassable: true,
    slots: Slots {
        repr: Some(ops::repr),
        str: Some(ops::str),
        hash: Some(ops::hash),
        compare: Some(ops::compare),
        len: Some(ops::len),
        get_item: Some(ops::get_item),
        contains: Some(ops::contains),
        iter: Some(ops::iter),
        concat: Some(ops::concat),
        repeat: Some(ops::repeat),
        binary: with_mod(ops::modulo),
        new: Some(ops::new),
        ..Slots::NONE
    },
    methods: METHODS,
    getset: &[],
    doc: "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str\n\nCreate a new string object from the given object. If encoding or\nerrors is specified, then the object must expose a data buffer\nthat will be decoded using the given encoding and error handler.\nOtherwise, returns the result of object.__str__() (if defined)\nor repr(object).\nencoding defaults to sys.getdefaultencoding().\nerrors defaults to 'strict'.",
};

/// Number slots of a type whose only operator is `%`.
pub const fn with_mod(f: BinaryFn) -> [Option<BinaryFn>; 13] {
    let mut slots = [None; 13];
    slots[BinOp::Mod as usize] = Some(f);
    slots
}

static METHODS: &[MethodDef] = &[
    method("__getnewargs__", Params::NoArgs, |rt, a| {
        let points = rt.str_code_points(a[0]);
        let plain = rt.str_from_code_points(&points)?;
        rt.new_tuple(&[plain])
    }),
    method("capitalize", Params::NoArgs, case::capitalize),
    method("casefold", Params::NoArgs, case::casefold),
    method("center", Params::Pos(1, 2), shape::center),
    raw_method("count", find::count),
    method("encode", Params::Kw(&["encoding", "errors"], 0, 2), shape::encode),
    raw_method("endswith", find::endswith),
    method("expandtabs", Params::Kw(&["tabsize"], 0, 1), shape::expandtabs),
    raw_method("find", find::find),
    raw_method("format", |rt, a| rt.str_format(a.pos[0], &a.pos[1..], a.kw)),
    method("format_map", Params::One, |rt, a| rt.str_format_map(a[0], a[1])),
    raw_method("index", find::index),
    method("isalnum", Params::NoArgs, case::isalnum),
    method("isalpha", Params::NoArgs, case::isalpha),
    method("isascii", Params::NoArgs, case::isascii),
    method("isdecimal", Params::NoArgs, case::isdecimal),
    method("isdigit", Params::NoArgs, case::isdigit),
    method("isidentifier", Params::NoArgs, case::isidentifier),
    method("islower", Params::NoArgs, case::islower),
    method("isnumeric", Params::NoArgs, case::isnumeric),
    method("isprintable", Params::NoArgs, case::isprintable),
    method("isspace", Params::NoArgs, case::isspace),
    method("istitle", Params::NoArgs, case::istitle),
    method("isupper", Params::NoArgs, case::isupper),
    method("join", Params::One, pieces::join),
    method("ljust", Params::Pos(1, 2), shape::ljust),
    method("lower", Params::NoArgs, case::lower),
    method("lstrip", Params::Pos(0, 1), pieces::lstrip),
    static_method("maketrans", Params::Pos(1, 3), shape::maketrans),
    method("partition", Params::One, pieces::partition),
    method("removeprefix", Params::One, pieces::removeprefix),
    method("removesuffix", Params::One, pieces::removesuffix),
    method("replace", Params::Pos(2, 3), pieces::replace),
    raw_method("rfind", find::rfind),
    raw_method("rindex", find::rindex),
    method("rjust", Params::Pos(1, 2), shape::rjust),
    method("rpartition", Params::One, pieces::rpartition),
    method("rsplit", Params::Kw(&["sep", "maxsplit"], 0, 2), pieces::rsplit),
    method("rstrip", Params::Pos(0, 1), pieces::rstrip),
    method("split", Params::Kw(&["sep", "maxsplit"], 0, 2), pieces::split),
    method("splitlines", Params::Kw(&["keepends"], 0, 1), pieces::splitlines),
    raw_method("startswith", find::startswith),
    method("strip", Params::Pos(0, 1), pieces::strip),
    method("swapcase", Params::NoArgs, case::swapcase),
    method("title", Params::NoArgs, case::title),
    method("translate", Params::One, shape::translate),
    method("upper", Params::NoArgs, case::upper),
    method("zfill", Params::One, shape::zfill),
    method("__format__", Params::One, |rt, a| {
        format::format_method(rt, a, format::format_str)
    }),
    method("__getnewargs__", Params::NoArgs, shape::getnewargs),
    method("__sizeof__", Params::NoArgs, shape::sizeof),
];

fn chr(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let n = match rt.as_index(a[0]) {
        Ok(n) if n == n as i32 as i64 => n,
        Ok(_) => return rt.raise(super::Exc::OverflowError, "Python int too large to convert to C int"),
        Err(_) if rt.matches(super::Exc::OverflowError) => {
            rt.clear_exc();
            return rt.raise(super::Exc::OverflowError, "Python int too large to convert to C int");
        }
        Err(e) => return Err(e),
    };
    if !(0..0x11_0000).contains(&n) {
        return rt.value_error("chr() arg not in range(0x110000)");
    }
    rt.char_str(n as u32)
}

fn ord(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let (len, first) = match rt.as_chars(a[0]) {
        Some(s) => (s.len(), s.iter().next()),
        None => match rt.as_byte_slice(a[0]) {
            Some(b) if rt.kind_of(a[0]) != Some(Kind::Memoryview) => (b.len(), b.first().map(|c| *c as u32)),
            _ => {
                let name = rt.type_name(a[0]);
                return rt.type_error(format!("ord() expected string of length 1, but {name} found"));
            }
        },
    };
    match first {
        Some(c) if len == 1 => Ok(Value::int32(c as i32)),
        _ => rt.type_error(format!("ord() expected a character, but string of length {len} found")),
    }
}
