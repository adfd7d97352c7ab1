//! The module `_sre`: what `re` compiles to, executed.

mod charset;
mod codes;
mod engine;
mod matched;
mod pattern;
#[cfg(test)]
mod tests;

use crate::heap::Value;
use crate::objects::spec::*;
use crate::objects::{Exc, Res, Runtime};

/// Types, builtin functions and native modules of this folder; see `registry.rs`.
pub static TYPES: &[&TypeSpec] = &[&pattern::PATTERN, &matched::MATCH, &pattern::SCANNER];
pub static FUNCTIONS: &[MethodDef] = &[];
pub static MODULES: &[&ModuleSpec] = &[&SRE];

static SRE: ModuleSpec = ModuleSpec {
    name: "_sre",
    functions: &[
        function(
            "compile",
            Params::Kw(
                &["pattern", "flags", "code", "groups", "groupindex", "indexgroup"],
                6,
                6,
            ),
            compile,
        ),
        function("getcodesize", Params::NoArgs, |_, _| Ok(Value::int32(4))),
        function("ascii_iscased", Params::One, |rt, a| {
            Ok(Value::bool(
                char::from_u32(code_point(rt, a[0])?).is_some_and(|c| c.is_ascii_alphabetic()),
            ))
        }),
        function("ascii_tolower", Params::One, |rt, a| {
            Ok(Value::int32(charset::lower_ascii(code_point(rt, a[0])?) as i32))
        }),
        function("unicode_iscased", Params::One, |rt, a| {
            Ok(Value::bool(charset::is_cased(code_point(rt, a[0])?)))
        }),
        function("unicode_tolower", Params::One, |rt, a| {
            Ok(Value::int32(charset::lower_unicode(code_point(rt, a[0])?) as i32))
        }),
    ],
    init: Some(init),
    doc: "",
};

fn init(rt: &mut Runtime, module: Value) -> Res<()> {
    let max_repeat = rt.int(engine::MAXREPEAT as i64)?;
    rt.set_attr_str(module, "MAGIC", Value::int32(codes::MAGIC))?;
    rt.set_attr_str(module, "CODESIZE", Value::int32(4))?;
    rt.set_attr_str(module, "MAXREPEAT", max_repeat)?;
    rt.set_attr_str(module, "MAXGROUPS", Value::int32(1_073_741_823))?;
    let copyright = rt.new_str(" SRE 2.2.2 Copyright (c) 1997-2002 by Secret Labs AB ")?;
    rt.set_attr_str(module, "copyright", copyright)
}

fn code_point(rt: &mut Runtime, v: Value) -> Res<u32> {
    let n = rt.as_c_int(v)?;
    Ok(if (0..0x11_0000).contains(&n) { n as u32 } else { 0 })
}

fn compile(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let flags = rt.as_c_int(a[1])?;
    let mut code = Vec::new();
    for word in rt.items_of_list(a[2]) {
        let n = rt.as_index(word)?;
        match u32::try_from(n) {
            Ok(n) => code.extend(n.to_ne_bytes()),
            Err(_) => return rt.raise(Exc::OverflowError, "regular expression code size limit exceeded"),
        }
    }
    let groups = rt.as_c_int(a[3])?;
    let code = rt.new_bytes(&code)?;
    pattern::new_pattern(rt, a[0], Value::int32(flags), code, Value::int32(groups), a[4], a[5])
}
