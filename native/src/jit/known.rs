//! Builtin functions, methods and types that the compiler knows: one table of what a call of each becomes.

use crate::generated::layouts::{o_builtin, o_str};
use crate::heap::{Heap, Kind, Ref, Value};
use crate::objects::runtime::Types;
use crate::objects::unicode::flag;

use super::build::kind_class;
use super::helpers::Helper;
use super::ir::Ty;

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Known {
    // Built inline, see `build/calls.rs`.
    Len,
    Abs,
    Min,
    Max,
    Range,
    Int,
    Float,
    Str,
    Ord,
    Chr,
    Sqrt,
    Append,
    DictGet,
    Enumerate,
    Zip,
    Reversed,
    /// A helper and what it gives; with the last argument where it may be missing.
    Helper(Helper, Ty, Option<Value>),
    /// A method of str that runs no Python code when its arguments are simple, and what it returns.
    StrMethod(Ty),
    /// One without arguments that tells of a single character whether it has one of these properties (`unicode::flag`).
    StrTest(u16),
}

/// Methods of exact built-in types.
const METHODS: &[(Kind, &str, Known)] = {
    use Known::StrMethod;
    const fn any(helper: Helper, default: Value) -> Known {
        Known::Helper(helper, Ty::Boxed, Some(default))
    }
    const fn none(helper: Helper) -> Known {
        Known::Helper(helper, Ty::None, None)
    }
    const STR: Known = StrMethod(Ty::Obj(Kind::Str));
    const LIST: Known = StrMethod(Ty::Obj(Kind::List));
    const BOOL: Known = StrMethod(Ty::Bool);
    const INT: Known = StrMethod(Ty::Int);
    &[
        (Kind::List, "append", Known::Append),
        (Kind::List, "pop", any(Helper::ListPop, Value::int32(-1))),
        (Kind::List, "insert", none(Helper::ListInsert)),
        (Kind::List, "extend", none(Helper::ListExtend)),
        (Kind::List, "reverse", none(Helper::ListReverse)),
        (Kind::List, "clear", none(Helper::ListClear)),
        (
            Kind::List,
            "copy",
            Known::Helper(Helper::ListCopy, Ty::Obj(Kind::List), None),
        ),
        (Kind::Dict, "get", Known::DictGet),
        (Kind::Dict, "setdefault", any(Helper::DictSetDefault, Value::NONE)),
        (Kind::Dict, "pop", any(Helper::DictPop, Value::UNBOUND)),
        (Kind::Set, "add", none(Helper::SetAdd)),
        (Kind::Set, "discard", none(Helper::SetDiscard)),
        (Kind::Set, "remove", none(Helper::SetRemove)),
        (Kind::Str, "capitalize", STR),
        (Kind::Str, "center", STR),
        (Kind::Str, "count", INT),
        (Kind::Str, "endswith", BOOL),
        (Kind::Str, "find", INT),
        (Kind::Str, "format", STR),
        (Kind::Str, "index", INT),
        (
            Kind::Str,
            "isalnum",
            Known::StrTest(flag::ALPHA | flag::DECIMAL | flag::DIGIT | flag::NUMERIC),
        ),
        (Kind::Str, "isalpha", Known::StrTest(flag::ALPHA)),
        (Kind::Str, "isascii", BOOL),
        (Kind::Str, "isdecimal", Known::StrTest(flag::DECIMAL)),
        (Kind::Str, "isdigit", Known::StrTest(flag::DIGIT)),
        (Kind::Str, "isidentifier", BOOL),
        (Kind::Str, "islower", Known::StrTest(flag::LOWER)),
        (Kind::Str, "isnumeric", Known::StrTest(flag::NUMERIC)),
        (Kind::Str, "isspace", Known::StrTest(flag::SPACE)),
        (Kind::Str, "isupper", Known::StrTest(flag::UPPER)),
        (Kind::Str, "join", STR),
        (Kind::Str, "ljust", STR),
        (Kind::Str, "lower", STR),
        (Kind::Str, "lstrip", STR),
        (Kind::Str, "removeprefix", STR),
        (Kind::Str, "removesuffix", STR),
        (Kind::Str, "replace", STR),
        (Kind::Str, "rfind", INT),
        (Kind::Str, "rjust", STR),
        (Kind::Str, "rsplit", LIST),
        (Kind::Str, "rstrip", STR),
        (Kind::Str, "split", LIST),
        (Kind::Str, "splitlines", LIST),
        (Kind::Str, "startswith", BOOL),
        (Kind::Str, "strip", STR),
        (Kind::Str, "swapcase", STR),
        (Kind::Str, "title", STR),
        (Kind::Str, "upper", STR),
        (Kind::Str, "zfill", STR),
    ]
};

/// Functions of modules.
const FUNCTIONS: &[(&str, &str, Known)] = &[
    ("builtins", "len", Known::Len),
    ("builtins", "abs", Known::Abs),
    ("builtins", "min", Known::Min),
    ("builtins", "max", Known::Max),
    ("builtins", "ord", Known::Ord),
    ("builtins", "chr", Known::Chr),
    ("math", "sqrt", Known::Sqrt),
];

/// The text of a str of one-byte code points.
pub fn text(heap: &Heap, r: Ref) -> &str {
    if r.is_none() || heap.u32(r, o_str::WIDTH) & 0xff != 1 {
        return "";
    }
    let bytes = heap.bytes(heap.u32(r, o_str::DATA), heap.u32(r, o_str::LEN) as usize);
    std::str::from_utf8(bytes).unwrap_or("")
}

/// A method's type: `None` for functions and types.
pub fn owner(heap: &Heap, types: &Types, f: Ref) -> Option<Kind> {
    let owner = heap.field(f, o_builtin::OWNER);
    let kinds = [Kind::List, Kind::Dict, Kind::Set, Kind::Str];
    kinds.into_iter().find(|&k| kind_class(types, k) == Some(owner))
}

pub fn known(heap: &Heap, types: &Types, module: impl Fn(Ref) -> String + Copy, value: Value) -> Option<Known> {
    let r = value.as_object()?;
    match heap.kind(r) {
        Kind::Type if r == types.range => Some(Known::Range),
        Kind::Type if r == types.int => Some(Known::Int),
        Kind::Type if r == types.float => Some(Known::Float),
        Kind::Type if r == types.enumerate => Some(Known::Enumerate),
        Kind::Type if r == types.zip => Some(Known::Zip),
        Kind::Type if r == types.reversed => Some(Known::Reversed),
        Kind::Type if r == types.str => Some(Known::Str),
        Kind::Builtin if heap.u32(r, o_builtin::HOST) == 0 => {
            let name = text(heap, heap.field(r, o_builtin::NAME));
            match owner(heap, types, r) {
                // `f = s.join`
                Some(_) if !heap.value(r, o_builtin::SELF).is_unbound() => None,
                Some(kind) => METHODS.iter().find(|m| m.0 == kind && m.1 == name).map(|m| m.2),
                None => {
                    let found = FUNCTIONS.iter().find(|f| f.1 == name)?;
                    (module(r) == found.0).then_some(found.2)
                }
            }
        }
        _ => None,
    }
}
