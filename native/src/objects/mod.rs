//! What each operation on each type means: the one definition that the interpreter's slow paths and compiled code call.

pub mod abc;
pub mod arguments;
pub mod attribute;
pub mod caches;
pub mod call;
pub mod cell;
pub mod class_builder;
pub mod code;
pub mod collect;
pub mod compare;
pub mod compression;
pub mod core_types;
pub mod descriptors;
mod docs;
pub mod exceptions;
pub mod frame;
pub mod function;
mod gc_module;
pub mod host;
mod machine;
pub mod mapping_proxy;
pub mod module;
pub mod number;
pub mod protocol;
pub mod quick;
pub mod registry;
pub mod runtime;
pub mod sequence;
pub mod shape;
pub mod sizes;
pub mod spec;
mod standin;
pub mod start;
pub mod state;
pub mod super_type;
pub mod syscalls;
pub mod text;
pub mod threads;
pub mod types;
pub mod watch;
pub mod weakref;

// numbers
pub mod complex;
pub mod float;
pub mod format;
pub mod int;
pub mod math;
pub mod random;
// strings
pub mod array;
pub mod bytearray;
pub mod bytes;
pub mod memoryview;
pub mod sre;
pub mod str;
pub mod structs;
pub mod unicode;
// collections
pub mod builtins;
pub mod dict;
pub mod iterators;
pub mod itertools;
pub mod json;
pub mod list;
pub mod modules;
pub mod range;
pub mod set;
pub mod slice;
pub mod tuple;

pub use runtime::{Exc, Raised, Res, Runtime};
