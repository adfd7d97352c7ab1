//! Every built-in type, builtin function and native module. Each folder lists its own in `TYPES`, `FUNCTIONS` and
//! `MODULES`; a new folder adds a line to each list here.

use super::spec::{MethodDef, ModuleSpec, TypeSpec};
use super::*;

pub fn types() -> impl Iterator<Item = &'static TypeSpec> {
    [
        core_types::TYPES,
        weakref::TYPES,
        int::TYPES,
        float::TYPES,
        complex::TYPES,
        format::TYPES,
        math::TYPES,
        random::TYPES,
        str::TYPES,
        bytes::TYPES,
        bytearray::TYPES,
        memoryview::TYPES,
        list::TYPES,
        tuple::TYPES,
        dict::TYPES,
        set::TYPES,
        range::TYPES,
        slice::TYPES,
        iterators::TYPES,
        builtins::TYPES,
        itertools::TYPES,
        sre::TYPES,
        structs::TYPES,
        json::TYPES,
        array::TYPES,
        modules::TYPES,
    ]
    .into_iter()
    .flatten()
    .copied()
}

pub fn functions() -> impl Iterator<Item = &'static MethodDef> {
    [
        core_types::FUNCTIONS,
        int::FUNCTIONS,
        float::FUNCTIONS,
        complex::FUNCTIONS,
        format::FUNCTIONS,
        math::FUNCTIONS,
        random::FUNCTIONS,
        str::FUNCTIONS,
        bytes::FUNCTIONS,
        bytearray::FUNCTIONS,
        memoryview::FUNCTIONS,
        list::FUNCTIONS,
        tuple::FUNCTIONS,
        dict::FUNCTIONS,
        set::FUNCTIONS,
        range::FUNCTIONS,
        slice::FUNCTIONS,
        iterators::FUNCTIONS,
        builtins::FUNCTIONS,
        itertools::FUNCTIONS,
        sre::FUNCTIONS,
        structs::FUNCTIONS,
        array::FUNCTIONS,
        modules::FUNCTIONS,
    ]
    .into_iter()
    .flatten()
}

pub fn modules() -> impl Iterator<Item = &'static ModuleSpec> {
    [
        weakref::MODULES,
        gc_module::MODULES,
        syscalls::MODULES,
        compression::MODULES,
        threads::MODULES,
        standin::MODULES,
        json::MODULES,
        abc::MODULES,
        int::MODULES,
        float::MODULES,
        complex::MODULES,
        format::MODULES,
        math::MODULES,
        random::MODULES,
        str::MODULES,
        bytes::MODULES,
        bytearray::MODULES,
        memoryview::MODULES,
        list::MODULES,
        tuple::MODULES,
        dict::MODULES,
        set::MODULES,
        range::MODULES,
        slice::MODULES,
        iterators::MODULES,
        builtins::MODULES,
        itertools::MODULES,
        sre::MODULES,
        structs::MODULES,
        array::MODULES,
        modules::MODULES,
    ]
    .into_iter()
    .flatten()
    .copied()
}
