//! The core's own types and functions.

use super::spec::{MethodDef, TypeSpec};
use super::{descriptors as d, function as f, module as m, types as t};

pub static TYPES: &[&TypeSpec] = &[
    &t::OBJECT,
    &t::TYPE,
    &d::PROPERTY,
    &d::STATICMETHOD,
    &d::CLASSMETHOD,
    &d::GETSET,
    &d::MEMBER,
    &super::cell::CELL,
    &super::super_type::SUPER,
    &super::mapping_proxy::MAPPING_PROXY,
    &f::FUNCTION,
    &f::METHOD,
    &f::BUILTIN,
    &f::METHOD_WRAPPER,
    &f::METHOD_DESCRIPTOR,
    &f::WRAPPER_DESCRIPTOR,
    &f::CLASSMETHOD_DESCRIPTOR,
    &super::code::CODE,
    &m::MODULE,
    &m::NONE,
    &m::ELLIPSIS,
    &m::NOT_IMPLEMENTED,
    &super::frame::FRAME,
    &super::frame::TRACEBACK,
    &m::GENERATOR,
    &m::COROUTINE,
    &m::ASYNC_GENERATOR,
    &m::SIMPLE_NAMESPACE,
];

pub static FUNCTIONS: &[MethodDef] = super::class_builder::FUNCTIONS;
