//! The runtime context: everything that one running Tauraro program has, and the operations every type file builds on.
//!
//! Signatures here are the contract between the files of `objects`; the generic operations live in files of their own
//! (`attribute.rs`, `call.rs`, `compare.rs`, `number.rs`, `sequence.rs`, …).

use crate::generated::layouts::{o_buffer, o_native};
use crate::heap::{Heap, Kind, Ref, Value};

/// A Python exception is set in the context block; the operation has no result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Raised;

pub type Res<T> = Result<T, Raised>;

macro_rules! exceptions {
    ($($name:ident : $base:ident),* $(,)?) => {
        /// Built-in exception classes, bases before derived ones.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum Exc { $($name),* }

        impl Exc {
            /// (class, name, name of its base)
            pub const ALL: &'static [(Exc, &'static str, &'static str)] =
                &[$((Exc::$name, stringify!($name), stringify!($base))),*];
        }
    };
}

exceptions! {
    BaseException: object,
    SystemExit: BaseException, KeyboardInterrupt: BaseException, GeneratorExit: BaseException,
    BaseExceptionGroup: BaseException,
    Exception: BaseException,
    StopIteration: Exception, StopAsyncIteration: Exception,
    ArithmeticError: Exception, FloatingPointError: ArithmeticError, OverflowError: ArithmeticError,
    ZeroDivisionError: ArithmeticError,
    AssertionError: Exception, AttributeError: Exception, BufferError: Exception, EOFError: Exception,
    ImportError: Exception, ModuleNotFoundError: ImportError,
    LookupError: Exception, IndexError: LookupError, KeyError: LookupError,
    MemoryError: Exception, NameError: Exception, UnboundLocalError: NameError,
    OSError: Exception, BlockingIOError: OSError, ChildProcessError: OSError, ConnectionError: OSError,
    BrokenPipeError: ConnectionError, ConnectionAbortedError: ConnectionError, ConnectionRefusedError: ConnectionError,
    ConnectionResetError: ConnectionError, FileExistsError: OSError, FileNotFoundError: OSError,
    InterruptedError: OSError, IsADirectoryError: OSError, NotADirectoryError: OSError, PermissionError: OSError,
    ProcessLookupError: OSError, TimeoutError: OSError,
    ReferenceError: Exception,
    RuntimeError: Exception, NotImplementedError: RuntimeError, RecursionError: RuntimeError,
    SyntaxError: Exception, IndentationError: SyntaxError, TabError: IndentationError,
    SystemError: Exception, TypeError: Exception,
    ValueError: Exception, UnicodeError: ValueError, UnicodeDecodeError: UnicodeError, UnicodeEncodeError: UnicodeError,
    UnicodeTranslateError: UnicodeError,
    ExceptionGroup: BaseExceptionGroup,
    Warning: Exception, DeprecationWarning: Warning, PendingDeprecationWarning: Warning, RuntimeWarning: Warning,
    SyntaxWarning: Warning, UserWarning: Warning, FutureWarning: Warning, ImportWarning: Warning,
    UnicodeWarning: Warning, BytesWarning: Warning, ResourceWarning: Warning, EncodingWarning: Warning,
}

macro_rules! types {
    ($($field:ident : $name:literal),* $(,)?) => {
        /// Classes that kernel code names, by the `name` of their spec; filled at start-up. 0: not there (yet).
        #[derive(Clone, Copy, Default)]
        pub struct Types { $(pub $field: Ref),* }

        impl Types {
            pub(super) fn set(&mut self, name: &str, class: Ref) {
                match name { $($name => self.$field = class,)* _ => {} }
            }
        }
    };
}

types! {
    object: "object", type_: "type", int: "int", bool: "bool", float: "float", complex: "complex", str: "str",
    bytes: "bytes", bytearray: "bytearray", memoryview: "memoryview", list: "list", tuple: "tuple", dict: "dict",
    set: "set", frozenset: "frozenset", range: "range", slice: "slice", none: "NoneType", ellipsis: "ellipsis",
    not_implemented: "NotImplementedType", function: "function", method: "method", builtin:
    "builtin_function_or_method", method_descriptor: "method_descriptor", wrapper_descriptor:
    "wrapper_descriptor", method_wrapper: "method-wrapper", classmethod_descriptor: "classmethod_descriptor",
    getset: "getset_descriptor", member: "member_descriptor", code: "code", cell: "cell", module: "module",
    property: "property", staticmethod: "staticmethod", classmethod: "classmethod", super_: "super",
    mapping_proxy: "mappingproxy", generator: "generator", coroutine: "coroutine", coroutine_wrapper:
    "coroutine_wrapper", async_generator: "async_generator", async_generator_asend: "async_generator_asend",
    async_generator_athrow: "async_generator_athrow", async_generator_wrapped: "async_generator_wrapped_value",
    traceback: "traceback", frame: "frame", sequence_iter: "iterator", callable_iterator: "callable_iterator",
    list_iterator: "list_iterator", list_reverse_iterator: "list_reverseiterator", tuple_iterator:
    "tuple_iterator", str_iterator: "str_iterator", str_ascii_iterator: "str_ascii_iterator", bytes_iterator:
    "bytes_iterator", bytearray_iterator: "bytearray_iterator", memory_iterator: "memory_iterator",
    range_iterator: "range_iterator", long_range_iterator: "longrange_iterator", set_iterator: "set_iterator",
    dict_keys: "dict_keys", dict_values: "dict_values", dict_items: "dict_items", dict_key_iterator:
    "dict_keyiterator", dict_value_iterator: "dict_valueiterator", dict_item_iterator: "dict_itemiterator",
    dict_reverse_key_iterator: "dict_reversekeyiterator", dict_reverse_value_iterator:
    "dict_reversevalueiterator", dict_reverse_item_iterator: "dict_reverseitemiterator", enumerate: "enumerate",
    zip: "zip", map: "map", filter: "filter", reversed: "reversed", weakref: "ReferenceType",
}

pub struct Runtime {
    pub heap: Heap,
    pub types: Types,
    /// Exception classes, indexed by `Exc`.
    pub exceptions: Vec<Ref>,
    /// Values that must survive a call back into Python code; see `scope`.
    pub roots: Vec<Value>,
    /// State of the folders, each defined in its own.
    pub strings: super::str::State,
    pub numbers: super::int::State,
    pub core: super::state::Core,
    pub gc: super::collect::Collector,
}

/// Marks a depth of the scope stack.
#[derive(Clone, Copy)]
pub struct Scope(usize);

impl Runtime {
    /// Starts a scope: what is rooted until `unscope` is safe from a collection that a call back may cause.
    pub fn scope(&mut self) -> Scope {
        Scope(self.roots.len())
    }

    pub fn root(&mut self, v: Value) -> Value {
        self.roots.push(v);
        v
    }

    pub fn unscope(&mut self, scope: Scope) {
        self.roots.truncate(scope.0);
    }

    /// Zeroed object of `size` bytes with its header; MemoryError when the heap is full.
    pub fn alloc(&mut self, kind: Kind, class: Ref, size: usize) -> Res<Ref> {
        match self.heap.allocate(kind, class, size) {
            Some(r) => Ok(r),
            None => self.raise(Exc::MemoryError, ""),
        }
    }

    /// The same for an object whose maker writes all that is ever read of it.
    #[inline]
    pub fn alloc_uncleared(&mut self, kind: Kind, class: Ref, size: usize) -> Res<Ref> {
        match self.heap.allocate_uncleared(kind, class, size) {
            Some(r) => Ok(r),
            None => self.raise(Exc::MemoryError, ""),
        }
    }

    /// Raw zeroed memory; `kind` is one of the Buffer kinds.
    pub fn alloc_buffer(&mut self, kind: Kind, payload_bytes: usize) -> Res<Ref> {
        let r = self.alloc(kind, Ref::NONE, o_buffer::DATA as usize + payload_bytes)?;
        self.heap.set_u32(r, o_buffer::SIZE, payload_bytes as u32);
        Ok(r)
    }

    /// Object of kind NATIVE or NATIVE_ITER (layout O_NATIVE) with `values` Values, unbound at first, and `raw` zeroed
    /// bytes after them.
    pub fn alloc_native(&mut self, kind: Kind, class: Ref, values: usize, raw: usize) -> Res<Ref> {
        let r = self.alloc(kind, class, o_native::SLOTS as usize + 8 * values + raw)?;
        self.heap.set_u32(r, o_native::COUNT, values as u32);
        for i in 0..values {
            self.heap.set_value(r, o_native::SLOTS + 8 * i as u32, Value::UNBOUND);
        }
        Ok(r)
    }

    pub fn native_value(&self, r: Ref, i: usize) -> Value {
        self.heap.value(r, o_native::SLOTS + 8 * i as u32)
    }

    pub fn set_native_value(&self, r: Ref, i: usize, v: Value) {
        self.heap.set_value(r, o_native::SLOTS + 8 * i as u32, v);
    }

    /// Runs `f` with `values` rooted: for what must survive a call back into Python code.
    pub fn rooted<T>(&mut self, values: &[Value], f: impl FnOnce(&mut Runtime) -> T) -> T {
        let scope = self.scope();
        self.roots.extend_from_slice(values);
        let result = f(self);
        self.unscope(scope);
        result
    }

    /// Raises `exc(message)`: sets the context's exception and gives `Err`.
    pub fn raise<T>(&mut self, exc: Exc, message: impl Into<String>) -> Res<T> {
        self.raise_message(exc, message.into());
        Err(Raised)
    }

    pub fn type_error<T>(&mut self, message: impl Into<String>) -> Res<T> {
        self.raise(Exc::TypeError, message)
    }

    pub fn value_error<T>(&mut self, message: impl Into<String>) -> Res<T> {
        self.raise(Exc::ValueError, message)
    }
}
