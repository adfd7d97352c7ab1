//! `array._array_reconstructor`: arrays out of pickles of other machines, whose items have another size or byte order.

use crate::heap::{Kind, Value};
use crate::objects::spec::{MethodDef, Params, function};
use crate::objects::{Res, Runtime};

pub const FUNCTIONS: &[MethodDef] = &[function("_array_reconstructor", Params::Pos(4, 4), reconstruct)];

/// Machine formats in the order of their numbers: as `struct` has them, or a codec of text.
const FORMATS: [&str; 22] = [
    "<B",
    "<b",
    "<H",
    ">H",
    "<h",
    ">h",
    "<I",
    ">I",
    "<i",
    ">i",
    "<Q",
    ">Q",
    "<q",
    ">q",
    "<f",
    ">f",
    "<d",
    ">d",
    "utf-16-le",
    "utf-16-be",
    "utf-32-le",
    "utf-32-be",
];

/// (class, typecode, number of the format, bytes)
fn reconstruct(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let [class, typecode, format, bytes] = [a[0], a[1], a[2], a[3]];
    let array = rt.class_of_spec(&super::ARRAY);
    if !rt.is_type(class) {
        let got = rt.type_name(class);
        return rt.type_error(format!("first argument must be a type object, not {got}"));
    }
    if !rt.is_subclass(class.obj(), array) {
        let got = rt.class_name(class.obj());
        return rt.type_error(format!("{got} is not a subtype of array.array"));
    }
    if rt.kind_of(typecode) != Some(Kind::Str) || rt.len(typecode)? != 1 {
        return rt.type_error("_array_reconstructor() argument 2 must be a unicode character, not str");
    }
    let Some(&format) = usize::try_from(rt.as_index(format)?).ok().and_then(|n| FORMATS.get(n)) else {
        return rt.value_error("third argument must be a valid machine format code.");
    };
    if rt.kind_of(bytes) != Some(Kind::Bytes) {
        let got = rt.type_name(bytes);
        return rt.type_error(format!("fourth argument should be bytes, not {got}"));
    }
    let typecode = match typecode_for(&rt.str_to_string(typecode), format) {
        Some(other) => rt.intern(other)?,
        None => typecode,
    };
    let items = if format.starts_with("utf") {
        let content = rt.byte_vec(bytes).unwrap_or_default();
        rt.decode(&content, format, "strict")?
    } else {
        let module = rt.import("struct")?;
        let text = rt.new_str(format)?;
        let size = rt.call_method(module, "calcsize", &[text])?;
        let (size, total) = (rt.as_index(size)?, rt.len(bytes)? as i64);
        if total % size != 0 {
            return rt.value_error("bytes length not a multiple of item size");
        }
        let (order, kind) = format.split_at(1);
        let text = rt.new_str(&format!("{order}{}{kind}", total / size))?;
        rt.call_method(module, "unpack", &[text, bytes])?
    };
    rt.call(class, &[typecode, items])
}

/// Integers of another format than the typecode's make an array of the type that is as wide here.
fn typecode_for(typecode: &str, format: &str) -> Option<&'static str> {
    let native = match typecode {
        "b" | "B" | "h" | "H" | "i" | "I" => format.strip_prefix('<') == Some(typecode),
        "l" | "q" => format == "<q",
        "L" | "Q" => format == "<Q",
        _ => false,
    };
    if native {
        return None;
    }
    match format.get(1..)? {
        "b" => Some("b"),
        "B" => Some("B"),
        "h" => Some("h"),
        "H" => Some("H"),
        "i" => Some("i"),
        "I" => Some("I"),
        "q" => Some("l"),
        "Q" => Some("L"),
        _ => None,
    }
}
