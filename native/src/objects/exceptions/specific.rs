//! Exception classes with fields or texts of their own.

use super::{groups, set_args};
use crate::heap::{Kind, Value};
use crate::objects::int::Int;
use crate::objects::spec::{Args, GetSetDef, Params, Slots, TypeSpec};
use crate::objects::{Exc, Res, Runtime};

fn field<const I: u32>(rt: &mut Runtime, v: Value) -> Res<Value> {
    Ok(rt.exc_field(v, I))
}

fn set_field<const I: u32>(rt: &mut Runtime, v: Value, x: Option<Value>) -> Res<()> {
    rt.set_exc_field(v, I, x.unwrap_or(Value::NONE));
    Ok(())
}

macro_rules! fields {
    ($($i:literal $name:literal),*) => {
        &[$(GetSetDef { name: $name, get: field::<$i>, set: Some(set_field::<$i>) }),*]
    };
}

pub(super) const fn spec(
    name: &'static str,
    base: &'static str,
    slots: Slots,
    getset: &'static [GetSetDef],
) -> TypeSpec {
    TypeSpec {
        name,
        module: "builtins",
        kind: Kind::Exception,
        base,
        subclassable: true,
        slots,
        methods: &[],
        getset,
        doc: "",
    }
}

static STOP_ITERATION: TypeSpec = spec(
    "StopIteration",
    "Exception",
    Slots {
        init: Some(init_first),
        ..Slots::NONE
    },
    fields!(0 "value"),
);
static SYSTEM_EXIT: TypeSpec = spec(
    "SystemExit",
    "BaseException",
    Slots {
        init: Some(init_code),
        ..Slots::NONE
    },
    fields!(0 "code"),
);
static NAME_ERROR: TypeSpec = spec(
    "NameError",
    "Exception",
    Slots {
        init: Some(init_name),
        ..Slots::NONE
    },
    fields!(0 "name"),
);
static ATTRIBUTE_ERROR: TypeSpec = spec(
    "AttributeError",
    "Exception",
    Slots {
        init: Some(init_attribute),
        ..Slots::NONE
    },
    fields!(0 "name", 1 "obj"),
);
static IMPORT_ERROR: TypeSpec = spec(
    "ImportError",
    "Exception",
    Slots {
        init: Some(init_import),
        str: Some(import_str),
        ..Slots::NONE
    },
    fields!(0 "msg", 1 "name", 2 "path"),
);
static KEY_ERROR: TypeSpec = spec(
    "KeyError",
    "LookupError",
    Slots {
        str: Some(key_str),
        ..Slots::NONE
    },
    &[],
);
static OS_ERROR: TypeSpec = spec(
    "OSError",
    "Exception",
    Slots {
        new: Some(os_new),
        init: Some(init_os),
        str: Some(os_str),
        ..Slots::NONE
    },
    fields!(0 "errno", 1 "strerror", 2 "filename", 3 "filename2", 4 "characters_written"),
);
static SYNTAX_ERROR: TypeSpec = spec(
    "SyntaxError",
    "Exception",
    Slots {
        init: Some(init_syntax),
        str: Some(syntax_str),
        ..Slots::NONE
    },
    fields!(0 "msg", 1 "filename", 2 "lineno", 3 "offset", 4 "text", 5 "end_lineno", 6 "end_offset", 7 "print_file_and_line"),
);
static DECODE_ERROR: TypeSpec = spec(
    "UnicodeDecodeError",
    "UnicodeError",
    Slots {
        init: Some(init_unicode),
        str: Some(decode_str),
        ..Slots::NONE
    },
    fields!(0 "encoding", 1 "object", 2 "start", 3 "end", 4 "reason"),
);
static ENCODE_ERROR: TypeSpec = spec(
    "UnicodeEncodeError",
    "UnicodeError",
    Slots {
        init: Some(init_unicode),
        str: Some(encode_str),
        ..Slots::NONE
    },
    fields!(0 "encoding", 1 "object", 2 "start", 3 "end", 4 "reason"),
);
static TRANSLATE_ERROR: TypeSpec = spec(
    "UnicodeTranslateError",
    "UnicodeError",
    Slots {
        init: Some(init_translate),
        str: Some(encode_str),
        ..Slots::NONE
    },
    fields!(0 "encoding", 1 "object", 2 "start", 3 "end", 4 "reason"),
);

pub(super) fn spec_of(exc: Exc) -> Option<&'static TypeSpec> {
    Some(match exc {
        Exc::StopIteration => &STOP_ITERATION,
        Exc::SystemExit => &SYSTEM_EXIT,
        Exc::NameError => &NAME_ERROR,
        Exc::AttributeError => &ATTRIBUTE_ERROR,
        Exc::ImportError => &IMPORT_ERROR,
        Exc::KeyError => &KEY_ERROR,
        Exc::OSError => &OS_ERROR,
        Exc::SyntaxError => &SYNTAX_ERROR,
        Exc::UnicodeDecodeError => &DECODE_ERROR,
        Exc::UnicodeEncodeError => &ENCODE_ERROR,
        Exc::UnicodeTranslateError => &TRANSLATE_ERROR,
        Exc::BaseExceptionGroup => &groups::BASE_GROUP,
        _ => return None,
    })
}

/// Class attributes of this exception may be given as keywords only; gives their values.
fn keyword_fields(rt: &mut Runtime, args: &Args<'_>, names: &'static [&'static str]) -> Res<Vec<Value>> {
    let class = rt.type_name(args.pos[0]);
    rt.bind_args(&class, Params::Kw(names, 0, names.len()), &[], args.kw)
}

fn no_keywords(rt: &mut Runtime, args: &Args<'_>) -> Res<()> {
    if args.kw.is_empty() {
        return Ok(());
    }
    let name = rt.type_name(args.pos[0]);
    rt.type_error(format!("{name}() takes no keyword arguments"))
}

fn init_first(rt: &mut Runtime, args: &Args<'_>) -> Res<()> {
    no_keywords(rt, args)?;
    set_args(rt, args)?;
    rt.set_exc_field(args.pos[0], 0, args.pos.get(1).copied().unwrap_or(Value::NONE));
    Ok(())
}

fn init_code(rt: &mut Runtime, args: &Args<'_>) -> Res<()> {
    no_keywords(rt, args)?;
    set_args(rt, args)?;
    let code = match args.pos[1..] {
        [] => Value::NONE,
        [one] => one,
        _ => rt
            .heap
            .value(args.pos[0].obj(), crate::generated::layouts::o_exception::ARGS),
    };
    rt.set_exc_field(args.pos[0], 0, code);
    Ok(())
}

fn init_with(rt: &mut Runtime, args: &Args<'_>, names: &'static [&'static str], first: u32) -> Res<()> {
    set_args(rt, args)?;
    if args.kw.is_empty() {
        return Ok(());
    }
    for (i, v) in keyword_fields(rt, args, names)?.into_iter().enumerate() {
        if !v.is_unbound() {
            rt.set_exc_field(args.pos[0], first + i as u32, v);
        }
    }
    Ok(())
}

fn init_name(rt: &mut Runtime, args: &Args<'_>) -> Res<()> {
    init_with(rt, args, &["name"], 0)
}

fn init_attribute(rt: &mut Runtime, args: &Args<'_>) -> Res<()> {
    init_with(rt, args, &["name", "obj"], 0)
}

/// What a copy of the exception is made with.
pub(super) fn constructor_args(rt: &mut Runtime, v: Value) -> Res<Value> {
    let mut args = rt.exc_args(v).to_vec();
    if args.len() == 2 && rt.is_instance(v, rt.exc_class(Exc::OSError)) {
        let [filename, second] = [2, 3].map(|i| rt.exc_field(v, i));
        if !filename.is_none() {
            args.push(filename);
            if !second.is_none() {
                args.extend([Value::NONE, second]);
            }
        }
    }
    rt.new_tuple(&args)
}

/// What is told to a copy besides: attributes, and fields that are not among the arguments; None when there are none.
pub(super) fn state(rt: &mut Runtime, v: Value) -> Res<Value> {
    let mut fields = Vec::new();
    if rt.is_instance(v, rt.exc_class(Exc::ImportError)) {
        fields = vec![("name", rt.exc_field(v, 1)), ("path", rt.exc_field(v, 2))];
        fields.retain(|(_, x)| !x.is_none());
    }
    if rt.instance_names(v).is_empty() && fields.is_empty() {
        return Ok(Value::NONE);
    }
    let own = Value::object(rt.instance_dict(v.obj())?);
    if fields.is_empty() {
        return Ok(own);
    }
    let state = rt.new_dict()?;
    rt.dict_update(state.obj(), own)?;
    for (name, x) in fields {
        let name = rt.intern(name)?;
        rt.dict_set(state.obj(), name, x)?;
    }
    Ok(state)
}

fn init_import(rt: &mut Runtime, args: &Args<'_>) -> Res<()> {
    (0..3).for_each(|i| rt.set_exc_field(args.pos[0], i, Value::NONE));
    init_with(rt, args, &["name", "path"], 1)?;
    if let [_, message] = args.pos[..] {
        rt.set_exc_field(args.pos[0], 0, message);
    }
    Ok(())
}

fn import_str(rt: &mut Runtime, v: Value) -> Res<Value> {
    let message = rt.exc_field(v, 0);
    if rt.kind_of(message) == Some(Kind::Str) {
        Ok(message)
    } else {
        super::str(rt, v)
    }
}

fn key_str(rt: &mut Runtime, v: Value) -> Res<Value> {
    match rt.exc_args(v)[..] {
        [one] => rt.repr(one),
        _ => super::str(rt, v),
    }
}

/// The class that `OSError(errno, …)` makes.
fn errno_class(errno: i64) -> Exc {
    match errno {
        1 | 13 => Exc::PermissionError,
        2 => Exc::FileNotFoundError,
        3 => Exc::ProcessLookupError,
        4 => Exc::InterruptedError,
        10 => Exc::ChildProcessError,
        11 | 114 | 115 => Exc::BlockingIOError,
        17 => Exc::FileExistsError,
        20 => Exc::NotADirectoryError,
        21 => Exc::IsADirectoryError,
        32 | 108 => Exc::BrokenPipeError,
        103 => Exc::ConnectionAbortedError,
        104 => Exc::ConnectionResetError,
        110 => Exc::TimeoutError,
        111 => Exc::ConnectionRefusedError,
        _ => Exc::OSError,
    }
}

fn os_new(rt: &mut Runtime, args: &Args<'_>) -> Res<Value> {
    let mut class = args.pos[0].obj();
    if class == rt.exc_class(Exc::OSError)
        && (3..=6).contains(&args.pos.len())
        && let Some(errno) = args.pos[1].as_small_int()
    {
        class = rt.exc_class(errno_class(errno));
    }
    rt.alloc_exception(class, &args.pos[1..])
}

fn init_os(rt: &mut Runtime, args: &Args<'_>) -> Res<()> {
    no_keywords(rt, args)?;
    let (v, given) = (args.pos[0], &args.pos[1..]);
    set_args(rt, args)?;
    if !(2..=5).contains(&given.len()) {
        return Ok(());
    }
    rt.set_exc_field(v, 0, given[0]);
    rt.set_exc_field(v, 1, given[1]);
    if let Some(&filename) = given.get(2)
        && !filename.is_none()
    {
        rt.set_exc_field(v, 2, filename);
        if let Some(&second) = given.get(4) {
            rt.set_exc_field(v, 3, second);
        }
        // As CPython: args keeps errno and strerror only.
        set_args(
            rt,
            &Args {
                pos: &args.pos[..3],
                kw: &[],
            },
        )?;
    }
    Ok(())
}

fn os_str(rt: &mut Runtime, v: Value) -> Res<Value> {
    let [errno, text, filename, second] = [0, 1, 2, 3].map(|i| rt.exc_field(v, i));
    if errno.is_none() && text.is_none() {
        return super::str(rt, v);
    }
    let part = |rt: &mut Runtime, v: Value| {
        let s = rt.str(v)?;
        Ok(rt.str_to_string(s))
    };
    let mut out = format!("[Errno {}] {}", part(rt, errno)?, part(rt, text)?);
    if !filename.is_none() {
        out += &format!(": {}", rt.repr_string(filename)?);
        if !second.is_none() {
            out += &format!(" -> {}", rt.repr_string(second)?);
        }
    }
    rt.new_str(&out)
}

fn init_syntax(rt: &mut Runtime, args: &Args<'_>) -> Res<()> {
    no_keywords(rt, args)?;
    set_args(rt, args)?;
    let (v, given) = (args.pos[0], &args.pos[1..]);
    if let Some(&message) = given.first() {
        rt.set_exc_field(v, 0, message);
    }
    if let [_, info] = *given {
        let items = rt.collect(info)?;
        if items.len() < 4 {
            let n = items.len();
            return rt.type_error(format!("function missing required argument 'offset' (pos {n})"));
        }
        for (i, &item) in items.iter().take(6).enumerate() {
            rt.set_exc_field(v, 1 + i as u32, item);
        }
    }
    Ok(())
}

fn syntax_str(rt: &mut Runtime, v: Value) -> Res<Value> {
    let [message, filename, line] = [0, 1, 2].map(|i| rt.exc_field(v, i));
    let message = rt.str(message)?;
    let message = rt.str_to_string(message);
    let file = (rt.kind_of(filename) == Some(Kind::Str)).then(|| {
        let name = rt.str_to_string(filename);
        name.rsplit('/').next().unwrap_or("").to_string()
    });
    let text = match (file, line.as_small_int()) {
        (Some(file), Some(line)) => format!("{message} ({file}, line {line})"),
        (Some(file), None) => format!("{message} ({file})"),
        (None, Some(line)) => format!("{message} (line {line})"),
        (None, None) => message,
    };
    rt.new_str(&text)
}

fn init_unicode(rt: &mut Runtime, args: &Args<'_>) -> Res<()> {
    unicode_fields(rt, args, 0)
}

/// Has no encoding.
fn init_translate(rt: &mut Runtime, args: &Args<'_>) -> Res<()> {
    unicode_fields(rt, args, 1)
}

/// Encoding, object, start, end, reason, from the field `first` on.
fn unicode_fields(rt: &mut Runtime, args: &Args<'_>, first: usize) -> Res<()> {
    no_keywords(rt, args)?;
    set_args(rt, args)?;
    let (exc, given) = (args.pos[0], &args.pos[1..]);
    let (n, wanted) = (given.len(), 5 - first);
    if n != wanted {
        return rt.type_error(format!("function takes exactly {wanted} arguments ({n} given)"));
    }
    let of_bytes = rt.is_instance(exc, rt.exc_class(Exc::UnicodeDecodeError));
    for (i, &v) in given.iter().enumerate() {
        let field = i + first;
        let value = match field {
            2 | 3 => match rt.index_value(v)? {
                Int::Small(n) => rt.int(n)?,
                Int::Big(_) => {
                    return rt.raise(Exc::OverflowError, "Python int too large to convert to C ssize_t");
                }
            },
            1 if of_bytes => match rt.kind_of(v) {
                Some(Kind::Bytes) => v,
                _ => {
                    let bytes = rt.byte_argument(v)?;
                    rt.new_bytes(bytes)?
                }
            },
            _ if !rt.is_str(v) => {
                let (place, got) = (i + 1, rt.argument_name(v));
                return rt.type_error(format!("argument {place} must be str, not {got}"));
            }
            _ => v,
        };
        rt.set_exc_field(exc, field as u32, value);
    }
    Ok(())
}

fn span(rt: &mut Runtime, v: Value) -> (i64, i64) {
    let at = |rt: &Runtime, i| rt.exc_field(v, i).as_small_int().unwrap_or(0);
    (at(rt, 2), at(rt, 3))
}

fn field_text(rt: &mut Runtime, v: Value, i: u32) -> Res<String> {
    let x = rt.exc_field(v, i);
    let x = rt.str(x)?;
    Ok(rt.str_to_string(x))
}

fn decode_str(rt: &mut Runtime, v: Value) -> Res<Value> {
    if rt.exc_field(v, 1).is_none() {
        return rt.new_str("");
    }
    let (encoding, reason) = (field_text(rt, v, 0)?, field_text(rt, v, 4)?);
    let (start, end) = span(rt, v);
    let text = if end == start + 1 {
        let object = rt.exc_field(v, 1);
        let start_value = rt.int(start)?;
        let byte = rt.get_item(object, start_value)?.as_small_int().unwrap_or(0);
        format!("'{encoding}' codec can't decode byte 0x{byte:02x} in position {start}: {reason}")
    } else {
        format!(
            "'{encoding}' codec can't decode bytes in position {start}-{}: {reason}",
            end - 1
        )
    };
    rt.new_str(&text)
}

/// UnicodeEncodeError, and UnicodeTranslateError, which has no encoding.
fn encode_str(rt: &mut Runtime, v: Value) -> Res<Value> {
    let object = rt.exc_field(v, 1);
    if object.is_none() {
        return rt.new_str("");
    }
    let encoding = rt.exc_field(v, 0);
    let verb = if encoding.is_none() {
        "can't translate".to_string()
    } else {
        format!("'{}' codec can't encode", field_text(rt, v, 0)?)
    };
    let reason = field_text(rt, v, 4)?;
    let (start, end) = span(rt, v);
    let text = if end == start + 1 {
        let c = rt.str_code_points(object).get(start as usize).copied().unwrap_or(0);
        let c = match c {
            0..=0xff => format!("\\x{c:02x}"),
            0x100..=0xffff => format!("\\u{c:04x}"),
            _ => format!("\\U{c:08x}"),
        };
        format!("{verb} character '{c}' in position {start}: {reason}")
    } else {
        format!("{verb} characters in position {start}-{}: {reason}", end - 1)
    };
    rt.new_str(&text)
}
