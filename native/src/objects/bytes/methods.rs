//! The table of methods that bytes and bytearray share.

pub use super::find::*;
pub use super::hex::{fromhex, hex};
pub use super::pieces::*;
pub use super::shape::*;
use crate::heap::Value;
use crate::objects::{Res, Runtime};

/// The shared methods and the given ones.
#[macro_export]
macro_rules! byte_methods {
    ($($more:expr),* $(,)?) => {{
        use $crate::objects::bytes::methods as m;
        use $crate::objects::spec::{MethodDef, Params, class_method, method, raw_method, static_method};
        const METHODS: &[MethodDef] = &[
            method("capitalize", Params::NoArgs, m::capitalize),
            method("center", Params::Pos(1, 2), m::center),
            raw_method("count", m::count),
            method("decode", Params::Kw(&["encoding", "errors"], 0, 2), m::decode),
            raw_method("endswith", m::endswith),
            method("expandtabs", Params::Kw(&["tabsize"], 0, 1), m::expandtabs),
            raw_method("find", m::find),
            class_method("fromhex", Params::One, m::fromhex),
            method("hex", Params::Kw(&["sep", "bytes_per_sep"], 0, 2), m::hex),
            raw_method("index", m::index),
            method("isalnum", Params::NoArgs, m::isalnum),
            method("isalpha", Params::NoArgs, m::isalpha),
            method("isascii", Params::NoArgs, m::isascii),
            method("isdigit", Params::NoArgs, m::isdigit),
            method("islower", Params::NoArgs, m::islower),
            method("isspace", Params::NoArgs, m::isspace),
            method("istitle", Params::NoArgs, m::istitle),
            method("isupper", Params::NoArgs, m::isupper),
            method("join", Params::One, m::join),
            method("ljust", Params::Pos(1, 2), m::ljust),
            method("lower", Params::NoArgs, m::lower),
            method("lstrip", Params::Pos(0, 1), m::lstrip),
            static_method("maketrans", Params::Pos(2, 2), m::maketrans),
            method("partition", Params::One, m::partition),
            method("removeprefix", Params::One, m::removeprefix),
            method("removesuffix", Params::One, m::removesuffix),
            method("replace", Params::Pos(2, 3), m::replace),
            raw_method("rfind", m::rfind),
            raw_method("rindex", m::rindex),
            method("rjust", Params::Pos(1, 2), m::rjust),
            method("rpartition", Params::One, m::rpartition),
            method("rsplit", Params::Kw(&["sep", "maxsplit"], 0, 2), m::rsplit),
            method("rstrip", Params::Pos(0, 1), m::rstrip),
            method("split", Params::Kw(&["sep", "maxsplit"], 0, 2), m::split),
            method("splitlines", Params::Kw(&["keepends"], 0, 1), m::splitlines),
            raw_method("startswith", m::startswith),
            method("strip", Params::Pos(0, 1), m::strip),
            method("swapcase", Params::NoArgs, m::swapcase),
            method("title", Params::NoArgs, m::title),
            method("translate", Params::Kw(&["", "delete"], 1, 2), m::translate),
            method("upper", Params::NoArgs, m::upper),
            method("zfill", Params::One, m::zfill),
            $($more),*
        ];
        METHODS
    }};
}

/// `bytes.__bytes__`
pub fn bytes(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    if rt.is_exact(a[0], rt.types.bytes) {
        Ok(a[0])
    } else {
        rt.new_bytes(rt.bytes_of(a[0]))
    }
}

pub fn getnewargs(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let plain = bytes(rt, a)?;
    rt.new_tuple(&[plain])
}
