//! The runtime context: everything that one running Tauraro program has, and the operations every type file builds on.
//!
//! Signatures here are the contract between the files of `objects`; the generic operations live in files of their own
//! (`attribute.rs`, `call.rs`, `compare.rs`, `number.rs`, `sequence.rs`, …).

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

/// Classes that kernel code names. Filled at start-up from the type specs.
#[derive(Clone, Copy, Default)]
pub struct Types {
    pub object: Ref,
    pub type_: Ref,
    pub int: Ref,
    pub bool: Ref,
    pub float: Ref,
    pub complex: Ref,
    pub str: Ref,
    pub bytes: Ref,
    pub bytearray: Ref,
    pub memoryview: Ref,
    pub list: Ref,
    pub tuple: Ref,
    pub dict: Ref,
    pub set: Ref,
    pub frozenset: Ref,
    pub range: Ref,
    pub slice: Ref,
    pub none: Ref,
    pub ellipsis: Ref,
    pub not_implemented: Ref,
    pub function: Ref,
    pub method: Ref,
    pub builtin: Ref,
    pub code: Ref,
    pub cell: Ref,
    pub module: Ref,
    pub property: Ref,
    pub generator: Ref,
    pub coroutine: Ref,
    pub async_generator: Ref,
    pub traceback: Ref,
    pub frame: Ref,
}

pub struct Runtime {
    pub heap: Heap,
    pub types: Types,
    /// Exception classes, indexed by `Exc`.
    pub exceptions: Vec<Ref>,
    /// Values that must survive a call back into Python code; see `scope`.
    pub roots: Vec<Value>,
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
