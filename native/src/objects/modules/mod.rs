//! Native modules about containers and functions: what CPython has in C beside its Python sources.

mod bisect;
mod counting;
mod default_dict;
mod deque;
mod functools;
pub mod generic_alias;
mod heapq;
mod lru_cache;
mod operator;
mod partial;
pub mod union_type;

use crate::objects::spec::{MethodDef, ModuleSpec, TypeSpec};

/// Types, builtin functions and native modules of this folder; see `registry.rs`.
pub static TYPES: &[&TypeSpec] = &[
    &operator::ITEM_GETTER,
    &operator::ATTR_GETTER,
    &operator::METHOD_CALLER,
    &functools::KEY_WRAPPER,
    &partial::PARTIAL,
    &lru_cache::LRU_CACHE,
    &deque::DEQUE,
    &deque::DEQUE_ITER,
    &deque::DEQUE_REVERSE_ITER,
    &default_dict::DEFAULT_DICT,
    &counting::TUPLE_GETTER,
    &generic_alias::GENERIC_ALIAS,
    &union_type::UNION_TYPE,
];
pub static FUNCTIONS: &[MethodDef] = &[];
pub static MODULES: &[&ModuleSpec] = &[
    &heapq::MODULE,
    &bisect::MODULE,
    &operator::MODULE,
    &functools::MODULE,
    &counting::MODULE,
];
