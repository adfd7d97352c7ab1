//! memoryview over bytes, bytearrays and other memoryviews, in one dimension.

use crate::generated::layouts::{o_bytearray, o_native};
use crate::heap::{Kind, Ref, Value};
use crate::objects::spec::*;
use crate::objects::{Exc, Res, Runtime};

/// Types, builtin functions and native modules of this folder; see `registry.rs`.
pub static TYPES: &[&TypeSpec] = &[&MEMORYVIEW];
pub static FUNCTIONS: &[MethodDef] = &[];
pub static MODULES: &[&ModuleSpec] = &[];

static MEMORYVIEW: TypeSpec = TypeSpec {
    name: "memoryview",
    module: "builtins",
    kind: Kind::Memoryview,
    base: "object",
    subclassable: false,
    slots: Slots {
        repr: Some(repr),
        hash: Some(hash),
        compare: Some(compare),
        len: Some(len),
        get_item: Some(get_item),
        set_item: Some(set_item),
        new: Some(new),
        ..Slots::NONE
    },
    methods: &[
        method("cast", Params::Kw(&["format", "shape"], 1, 2), cast),
        method("hex", Params::Kw(&["sep", "bytes_per_sep"], 0, 2), hex),
        method("release", Params::NoArgs, release),
        method("tobytes", Params::Kw(&["order"], 0, 1), tobytes),
        method("tolist", Params::NoArgs, tolist),
        method("toreadonly", Params::NoArgs, toreadonly),
        method("__enter__", Params::NoArgs, enter),
        raw_method("__exit__", |rt, a| release(rt, a.pos)),
    ],
    getset: &[
        getter("obj", |rt, v| view(rt, v).map(|m| m.object)),
        getter("nbytes", |rt, v| {
            view(rt, v).map(|m| Value::int32((m.count * m.size()) as i32))
        }),
        getter("itemsize", |rt, v| view(rt, v).map(|m| Value::int32(m.size() as i32))),
        getter("ndim", |rt, v| view(rt, v).map(|_| Value::ONE)),
        getter("readonly", |rt, v| view(rt, v).map(|m| Value::bool(m.readonly))),
        getter("contiguous", |rt, v| {
            view(rt, v).map(|m| Value::bool(m.is_contiguous()))
        }),
        getter("c_contiguous", |rt, v| {
            view(rt, v).map(|m| Value::bool(m.is_contiguous()))
        }),
        getter("f_contiguous", |rt, v| {
            view(rt, v).map(|m| Value::bool(m.is_contiguous()))
        }),
        getter("format", format),
        getter("shape", shape),
        getter("strides", strides),
    ],
    doc: "Create a new memoryview object which references the given object.",
};

/// Offsets of the raw words behind the one Value (the object viewed, UNBOUND when released).
const START: u32 = o_native::SLOTS + 8;
const COUNT: u32 = START + 4;
const STEP: u32 = START + 8;
const FORMAT: u32 = START + 12;
const READONLY: u32 = START + 16;

/// What a memoryview shows: `count` items of `format` from byte `start` of `object` on, `step` bytes apart.
#[derive(Clone, Copy)]
struct View {
    object: Value,
    start: usize,
    count: usize,
    step: i32,
    format: u8,
    readonly: bool,
}

fn item_size(format: u8) -> Option<usize> {
    Some(match format {
        b'b' | b'B' | b'c' | b'?' => 1,
        b'h' | b'H' => 2,
        b'i' | b'I' | b'f' => 4,
        b'l' | b'L' | b'q' | b'Q' | b'd' | b'n' | b'N' => 8,
        _ => return None,
    })
}

impl View {
    fn size(self) -> usize {
        item_size(self.format).unwrap_or(1)
    }

    fn is_contiguous(self) -> bool {
        self.count <= 1 || self.step == self.size() as i32
    }

    /// Where item `i` starts.
    fn offset(self, i: usize) -> usize {
        (self.start as i64 + i as i64 * self.step as i64) as usize
    }
}

impl Runtime {
    fn read_view(&self, r: Ref) -> Option<View> {
        let object = self.native_value(r, 0);
        let view = View {
            object,
            start: self.heap.u32(r, START) as usize,
            count: self.heap.u32(r, COUNT) as usize,
            step: self.heap.u32(r, STEP) as i32,
            format: self.heap.u32(r, FORMAT) as u8,
            readonly: self.heap.u32(r, READONLY) != 0,
        };
        (!object.is_unbound()).then_some(view)
    }

    /// The bytes of a contiguous view that was not released.
    pub(crate) fn memoryview_slice(&self, r: Ref) -> Option<&'static [u8]> {
        let m = self.read_view(r).filter(|m| m.is_contiguous())?;
        self.as_byte_slice(m.object)?.get(m.start..m.start + m.count * m.size())
    }

    /// The bytes of any view that was not released.
    pub(crate) fn memoryview_bytes(&self, r: Ref) -> Option<Vec<u8>> {
        let m = self.read_view(r)?;
        let all = self.as_byte_slice(m.object)?;
        Some(
            (0..m.count)
                .flat_map(|i| &all[m.offset(i)..m.offset(i) + m.size()])
                .copied()
                .collect(),
        )
    }

    fn new_memoryview(&mut self, m: View) -> Res<Value> {
        let r = self.alloc_native(Kind::Memoryview, self.types.memoryview, 1, 24)?;
        self.set_native_value(r, 0, m.object);
        self.heap.set_u32(r, START, m.start as u32);
        self.heap.set_u32(r, COUNT, m.count as u32);
        self.heap.set_u32(r, STEP, m.step as u32);
        self.heap.set_u32(r, FORMAT, m.format as u32);
        self.heap.set_u32(r, READONLY, m.readonly as u32);
        self.count_export(m.object, 1);
        Ok(Value::object(r))
    }

    /// A bytearray that is being viewed may not change its size.
    fn count_export(&mut self, object: Value, by: i32) {
        if self.kind_of(object) == Some(Kind::Bytearray) {
            let exports = self.heap.u32(object.obj(), o_bytearray::EXPORTS);
            self.heap
                .set_u32(object.obj(), o_bytearray::EXPORTS, exports.saturating_add_signed(by));
        }
    }
}

fn view(rt: &mut Runtime, v: Value) -> Res<View> {
    match rt.read_view(v.obj()) {
        Some(m) => Ok(m),
        None => rt.value_error("operation forbidden on released memoryview object"),
    }
}

fn new(rt: &mut Runtime, a: &Args<'_>) -> Res<Value> {
    let bound = rt.bind_args("memoryview", Params::Kw(&["object"], 1, 1), &a.pos[1..], a.kw)?;
    let object = bound[0];
    let whole = |rt: &Runtime, readonly| {
        let count = rt.as_byte_slice(object).map_or(0, <[u8]>::len);
        View {
            object,
            start: 0,
            count,
            step: 1,
            format: b'B',
            readonly,
        }
    };
    let m = match rt.kind_of(object) {
        Some(Kind::Memoryview) => view(rt, object)?,
        Some(Kind::Bytes) => whole(rt, true),
        Some(Kind::Bytearray) => whole(rt, false),
        _ => {
            let name = rt.type_name(object);
            return rt.type_error(format!("memoryview: a bytes-like object is required, not '{name}'"));
        }
    };
    rt.new_memoryview(m)
}

fn repr(rt: &mut Runtime, v: Value) -> Res<Value> {
    let released = if rt.read_view(v.obj()).is_none() {
        "released "
    } else {
        ""
    };
    rt.new_str(&format!("<{released}memory at 0x{:012x}>", v.obj().0))
}

fn hash(rt: &mut Runtime, v: Value) -> Res<i64> {
    let m = view(rt, v)?;
    if !m.readonly {
        return rt.value_error("cannot hash writable memoryview object");
    }
    if !matches!(m.format, b'B' | b'b' | b'c') {
        return rt.value_error("memoryview: hashing is restricted to formats 'B', 'b' or 'c'");
    }
    Ok(super::str::hash_bytes(
        &rt.memoryview_bytes(v.obj()).unwrap_or_default(),
    ))
}

fn compare(rt: &mut Runtime, a: Value, b: Value, op: CmpOp) -> Res<Value> {
    let equal = match (rt.byte_vec_cow(a), rt.byte_vec_cow(b)) {
        (Some(x), Some(y)) => x == y,
        _ if rt.is_bytes_like(b) => a == b,
        _ => return Ok(Value::NOT_IMPLEMENTED),
    };
    match op {
        CmpOp::Eq => Ok(Value::bool(equal)),
        CmpOp::Ne => Ok(Value::bool(!equal)),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn len(rt: &mut Runtime, v: Value) -> Res<usize> {
    Ok(view(rt, v)?.count)
}

fn item(rt: &mut Runtime, m: View, i: usize) -> Res<Value> {
    let at = m.offset(i);
    let b = match rt.as_byte_slice(m.object).and_then(|b| b.get(at..at + m.size())) {
        Some(b) => b,
        None => return rt.raise(Exc::IndexError, "index out of bounds on dimension 1"),
    };
    let mut wide = [0; 8];
    wide[..b.len()].copy_from_slice(b);
    let bits = u64::from_le_bytes(wide);
    match m.format {
        b'c' => rt.new_bytes(b),
        b'?' => Ok(Value::bool(bits != 0)),
        b'f' => Ok(Value::float(f32::from_bits(bits as u32) as f64)),
        b'd' => Ok(Value::float(f64::from_bits(bits))),
        b'b' => rt.int(bits as i8 as i64),
        b'h' => rt.int(bits as i16 as i64),
        b'i' => rt.int(bits as i32 as i64),
        b'l' | b'q' | b'n' => rt.int(bits as i64),
        _ => rt.int_from_u64(bits),
    }
}

/// The place of one item.
fn index(rt: &mut Runtime, m: View, key: Value) -> Res<usize> {
    if !rt.has_index(key)? {
        return rt.type_error("memoryview: invalid slice key");
    }
    let at = rt.sequence_index(key, m.count, "memoryview")?;
    if at < 0 || at as usize >= m.count {
        return rt.raise(Exc::IndexError, "index out of bounds on dimension 1");
    }
    Ok(at as usize)
}

fn sliced(rt: &mut Runtime, m: View, slice: Value) -> Res<View> {
    let span = rt.slice_indices(slice, m.count)?;
    let start = if span.count == 0 {
        m.start
    } else {
        m.offset(span.start as usize)
    };
    Ok(View {
        start,
        count: span.count,
        step: m.step * span.step.clamp(-0x4000_0000, 0x4000_0000) as i32,
        ..m
    })
}

fn get_item(rt: &mut Runtime, v: Value, key: Value) -> Res<Value> {
    let m = view(rt, v)?;
    if rt.is_slice(key) {
        let part = sliced(rt, m, key)?;
        return rt.new_memoryview(part);
    }
    let i = index(rt, m, key)?;
    item(rt, m, i)
}

fn write(rt: &mut Runtime, m: View, i: usize, b: &[u8]) {
    use crate::generated::layouts::o_buffer;
    let buf = rt.heap.field(m.object.obj(), o_bytearray::BUF);
    rt.heap
        .bytes_mut(buf.0 + o_buffer::DATA + m.offset(i) as u32, b.len())
        .copy_from_slice(b);
}

/// The bytes of a value as one item.
fn packed(rt: &mut Runtime, m: View, value: Value) -> Res<Vec<u8>> {
    let format = m.format as char;
    match m.format {
        b'f' | b'd' => {
            let x = rt.as_f64(value)?;
            return Ok(if m.format == b'f' {
                (x as f32).to_le_bytes().to_vec()
            } else {
                x.to_le_bytes().to_vec()
            });
        }
        b'?' => return Ok(vec![rt.truth(value)? as u8]),
        b'c' => {
            return match rt.as_byte_slice(value) {
                Some(b @ [_]) => Ok(b.to_vec()),
                Some(_) => rt.value_error("memoryview: invalid value for format 'c'"),
                None => rt.type_error("memoryview: invalid type for format 'c'"),
            };
        }
        _ => {}
    }
    if !rt.has_index(value)? {
        return rt.type_error(format!("memoryview: invalid type for format '{format}'"));
    }
    let n = i128::try_from(rt.index_value(value)?.into_big()).unwrap_or(i128::MAX);
    let bits = 8 * m.size() as u32;
    let signed = m.format.is_ascii_lowercase();
    let fits = if signed {
        n >= -(1i128 << (bits - 1)) && n < 1i128 << (bits - 1)
    } else {
        n >= 0 && n < 1i128 << bits
    };
    if !fits {
        return rt.value_error(format!("memoryview: invalid value for format '{format}'"));
    }
    Ok(n.to_le_bytes()[..m.size()].to_vec())
}

fn set_item(rt: &mut Runtime, v: Value, key: Value, value: Option<Value>) -> Res<()> {
    let m = view(rt, v)?;
    if m.readonly {
        return rt.type_error("cannot modify read-only memory");
    }
    let Some(value) = value else {
        return rt.type_error("cannot delete memory");
    };
    if rt.is_slice(key) {
        let part = sliced(rt, m, key)?;
        let Some(b) = rt.byte_vec(value) else {
            let name = rt.type_name(value);
            return rt.type_error(format!("a bytes-like object is required, not '{name}'"));
        };
        if b.len() != part.count * part.size() {
            return rt.value_error("memoryview assignment: lvalue and rvalue have different structures");
        }
        b.chunks(part.size())
            .enumerate()
            .for_each(|(i, item)| write(rt, part, i, item));
        return Ok(());
    }
    let i = index(rt, m, key)?;
    let b = packed(rt, m, value)?;
    write(rt, m, i, &b);
    Ok(())
}

fn cast(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let m = view(rt, a[0])?;
    if !rt.is_str(a[1]) {
        let name = rt.type_name(a[1]);
        return rt.type_error(format!("cast() argument 'format' must be str, not {name}"));
    }
    if !a[2].is_unbound() {
        return rt.raise(
            Exc::NotImplementedError,
            "memoryview.cast with a shape is not supported yet",
        );
    }
    if !m.is_contiguous() {
        return rt.type_error("memoryview: casts are restricted to C-contiguous views");
    }
    let text = rt.str_to_string(a[1]);
    let format = match text.strip_prefix('@').unwrap_or(&text).as_bytes() {
        [c] => item_size(*c).map(|size| (*c, size)),
        _ => None,
    };
    let Some((format, size)) = format else {
        return rt.value_error(
            "memoryview: destination format must be a native single character format prefixed with an optional '@'",
        );
    };
    if m.size() > 1 && size > 1 {
        return rt.type_error("memoryview: cannot cast between two non-byte formats");
    }
    let bytes = m.count * m.size();
    if !bytes.is_multiple_of(size) {
        return rt.type_error("memoryview: length is not a multiple of itemsize");
    }
    rt.new_memoryview(View {
        count: bytes / size,
        step: size as i32,
        format,
        ..m
    })
}

fn hex(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    view(rt, a[0])?;
    let b = rt.byte_vec(a[0]).unwrap_or_default();
    super::bytes::hex::hex_of(rt, &b, a[1], a[2])
}

fn release(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    if let Some(m) = rt.read_view(a[0].obj()) {
        rt.count_export(m.object, -1);
        rt.set_native_value(a[0].obj(), 0, Value::UNBOUND);
    }
    Ok(Value::NONE)
}

fn enter(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    view(rt, a[0])?;
    Ok(a[0])
}

fn tobytes(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    view(rt, a[0])?;
    let b = rt.byte_vec(a[0]).unwrap_or_default();
    rt.new_bytes(&b)
}

fn tolist(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let m = view(rt, a[0])?;
    let items = (0..m.count).map(|i| item(rt, m, i)).collect::<Res<Vec<_>>>()?;
    rt.new_list(&items)
}

fn toreadonly(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let m = view(rt, a[0])?;
    rt.new_memoryview(View { readonly: true, ..m })
}

fn format(rt: &mut Runtime, v: Value) -> Res<Value> {
    let m = view(rt, v)?;
    rt.new_str(&(m.format as char).to_string())
}

fn shape(rt: &mut Runtime, v: Value) -> Res<Value> {
    let m = view(rt, v)?;
    rt.new_tuple(&[Value::int32(m.count as i32)])
}

fn strides(rt: &mut Runtime, v: Value) -> Res<Value> {
    let m = view(rt, v)?;
    rt.new_tuple(&[Value::int32(m.step)])
}
