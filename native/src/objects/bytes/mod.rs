//! bytes, and what bytes and bytearray share.

mod find;
pub mod hex;
pub mod methods;
pub mod ops;
mod pieces;
mod shape;

use crate::generated::layouts::{o_buffer, o_bytearray, o_bytes};
use crate::heap::{Kind, Ref, Value};
use crate::objects::spec::*;
use crate::objects::{Res, Runtime};

/// Types, builtin functions and native modules of this folder; see `registry.rs`.
pub static TYPES: &[&TypeSpec] = &[&BYTES];
pub static FUNCTIONS: &[MethodDef] = &[];
pub static MODULES: &[&ModuleSpec] = &[];

static BYTES: TypeSpec = TypeSpec {
    name: "bytes",
    module: "builtins",
    kind: Kind::Bytes,
    base: "object",
    subclassable: true,
    slots: Slots {
        repr: Some(ops::repr),
        str: Some(ops::repr),
        hash: Some(ops::hash),
        compare: Some(ops::compare_bytes),
        len: Some(ops::len),
        get_item: Some(ops::get_item),
        contains: Some(ops::contains),
        iter: Some(ops::iter),
        concat: Some(ops::concat),
        repeat: Some(ops::repeat),
        binary: crate::objects::str::with_mod(ops::modulo),
        new: Some(ops::new),
        ..Slots::NONE
    },
    methods: crate::byte_methods![
        method("__bytes__", Params::NoArgs, methods::bytes),
        method("__getnewargs__", Params::NoArgs, |rt, a| {
            let plain = rt.new_bytes(rt.bytes_of(a[0]))?;
            rt.new_tuple(&[plain])
        }),
    ],
    getset: &[],
    doc: "bytes(iterable_of_ints) -> bytes\nbytes(string, encoding[, errors]) -> bytes\nbytes(bytes_or_buffer) -> immutable copy of bytes_or_buffer\nbytes(int) -> bytes object of size given by the parameter initialized with null bytes\nbytes() -> empty bytes object\n\nConstruct an immutable array of bytes from:\n  - an iterable yielding integers in range(256)\n  - a text string encoded using the specified encoding\n  - any object implementing the buffer API.\n  - an integer",
};

impl Runtime {
    pub(crate) fn alloc_bytes(&mut self, class: Ref, len: usize) -> Res<(Ref, &'static mut [u8])> {
        if len > u32::MAX as usize / 2 {
            return self.raise(crate::objects::Exc::MemoryError, "");
        }
        let r = self.alloc(Kind::Bytes, class, o_bytes::DATA as usize + len)?;
        self.heap.set_u32(r, o_bytes::LEN, len as u32);
        let to = self.heap.bytes_mut(r.0 + o_bytes::DATA, len);
        // SAFETY: fresh memory that only the caller knows yet.
        Ok((r, unsafe { std::slice::from_raw_parts_mut(to.as_mut_ptr(), len) }))
    }

    pub fn new_bytes(&mut self, b: &[u8]) -> Res<Value> {
        let (r, to) = self.alloc_bytes(self.types.bytes, b.len())?;
        to.copy_from_slice(b);
        Ok(Value::object(r))
    }

    pub fn new_bytearray(&mut self, b: &[u8]) -> Res<Value> {
        let class = self.types.bytearray;
        let r = self.alloc(Kind::Bytearray, class, o_bytearray::SIZE as usize)?;
        let v = Value::object(r);
        self.set_bytearray(v, b)?;
        Ok(v)
    }

    /// Is `v` a bytes, a bytearray or a memoryview?
    pub fn is_bytes_like(&self, v: Value) -> bool {
        matches!(self.kind_of(v), Some(Kind::Bytes | Kind::Bytearray | Kind::Memoryview))
    }

    /// The content of a bytes, a bytearray or a contiguous memoryview; to be used before any of them changes.
    pub fn as_byte_slice(&self, v: Value) -> Option<&'static [u8]> {
        let r = v.as_object()?;
        let len = self.heap.u32(r, o_bytes::LEN) as usize;
        let bytes = match self.heap.kind(r) {
            Kind::Bytes => self.heap.bytes(r.0 + o_bytes::DATA, len),
            Kind::Bytearray => match self.heap.field(r, o_bytearray::BUF) {
                Ref::NONE => &[],
                buf => self.heap.bytes(buf.0 + o_buffer::DATA, len),
            },
            Kind::Memoryview => return self.memoryview_slice(r),
            Kind::Native => return self.array_bytes(r),
            _ => return None,
        };
        // SAFETY: objects do not move, and nothing is collected inside a kernel operation; a bytearray's buffer is not
        // written while a caller holds its bytes.
        Some(unsafe { std::slice::from_raw_parts(bytes.as_ptr(), bytes.len()) })
    }

    /// The bytes of a memoryview that is not contiguous, too.
    pub fn byte_vec(&self, v: Value) -> Option<Vec<u8>> {
        match self.as_byte_slice(v) {
            Some(b) => Some(b.to_vec()),
            None if self.kind_of(v) == Some(Kind::Memoryview) => self.memoryview_bytes(Ref(v.low())),
            None => None,
        }
    }

    /// The content of an argument that must be bytes-like.
    pub fn byte_argument(&mut self, v: Value) -> Res<&'static [u8]> {
        match self.as_byte_slice(v) {
            Some(b) => Ok(b),
            None => {
                let name = self.type_name(v);
                self.type_error(format!("a bytes-like object is required, not '{name}'"))
            }
        }
    }

    /// The content of a receiver that is known to be a bytes or a bytearray.
    pub(crate) fn bytes_of(&self, v: Value) -> &'static [u8] {
        self.as_byte_slice(v).unwrap_or(&[])
    }

    /// A bytes or bytearray, whichever `like` is.
    pub(crate) fn new_bytes_like(&mut self, like: Value, b: &[u8]) -> Res<Value> {
        if self.kind_of(like) == Some(Kind::Bytearray) {
            self.new_bytearray(b)
        } else {
            self.new_bytes(b)
        }
    }
}
