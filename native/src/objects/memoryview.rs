//! memoryview over bytes, bytearrays, arrays and other memoryviews. Views of several dimensions come from `cast` only, and are contiguous.

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
        getter("ndim", |rt, v| {
            let m = view(rt, v)?;
            Ok(Value::int32(rt.dimensions(m).len() as i32))
        }),
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
        getter("suboffsets", |rt, v| view(rt, v).and_then(|_| rt.new_tuple(&[]))),
    ],
    doc: "Create a new memoryview object which references the given object.",
};

/// Native values: the object viewed (UNBOUND when released), the bytes or bytearray with its content, the shape (a tuple, None
/// in one dimension). Behind them lie raw words.
const OBJECT: usize = 0;
const CONTENT: usize = 1;
const SHAPE: usize = 2;
const START: u32 = o_native::SLOTS + 24;
const COUNT: u32 = START + 4;
const STEP: u32 = START + 8;
const FORMAT: u32 = START + 12;
const READONLY: u32 = START + 16;

/// What a memoryview shows: `count` items of `format` from byte `start` of `content` on, `step` bytes apart.
#[derive(Clone, Copy)]
struct View {
    object: Value,
    content: Value,
    shape: Value,
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
        b'i' | b'I' | b'f' | b'w' => 4,
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
        let object = self.native_value(r, OBJECT);
        let view = View {
            object,
            content: self.native_value(r, CONTENT),
            shape: self.native_value(r, SHAPE),
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
        self.as_byte_slice(m.content)?
            .get(m.start..m.start + m.count * m.size())
    }

    /// The bytes of any view that was not released.
    pub(crate) fn memoryview_bytes(&self, r: Ref) -> Option<Vec<u8>> {
        let m = self.read_view(r)?;
        let all = self.as_byte_slice(m.content)?;
        Some(
            (0..m.count)
                .flat_map(|i| &all[m.offset(i)..m.offset(i) + m.size()])
                .copied()
                .collect(),
        )
    }

    fn new_memoryview(&mut self, m: View) -> Res<Value> {
        let r = self.alloc_native(Kind::Memoryview, self.types.memoryview, 3, 24)?;
        self.set_native_value(r, OBJECT, m.object);
        self.set_native_value(r, CONTENT, m.content);
        self.set_native_value(r, SHAPE, m.shape);
        self.heap.set_u32(r, START, m.start as u32);
        self.heap.set_u32(r, COUNT, m.count as u32);
        self.heap.set_u32(r, STEP, m.step as u32);
        self.heap.set_u32(r, FORMAT, m.format as u32);
        self.heap.set_u32(r, READONLY, m.readonly as u32);
        if self.kind_of(m.content) == Some(Kind::Bytearray) {
            self.count_export(m.content.obj(), 1);
            self.gc.views.push(r);
        }
        Ok(Value::object(r))
    }

    /// A bytearray that is being viewed may not change its size.
    fn count_export(&mut self, content: Ref, by: i32) {
        let exports = self.heap.u32(content, o_bytearray::EXPORTS);
        self.heap
            .set_u32(content, o_bytearray::EXPORTS, exports.saturating_add_signed(by));
    }

    fn release_view(&mut self, r: Ref) {
        if let Some(at) = self.gc.views.iter().rposition(|&v| v == r) {
            self.gc.views.swap_remove(at);
            self.count_export(self.native_value(r, CONTENT).obj(), -1);
        }
        self.set_native_value(r, OBJECT, Value::UNBOUND);
    }

    /// Releases the memoryviews that are not alive.
    pub(crate) fn release_dead_views(&mut self, alive: &impl Fn(Ref) -> bool) {
        for view in std::mem::take(&mut self.gc.views) {
            if alive(view) {
                self.gc.views.push(view);
                continue;
            }
            let content = self.native_value(view, CONTENT).obj();
            if alive(content) {
                self.count_export(content, -1);
            }
        }
    }

    /// The lengths of a view's dimensions.
    fn dimensions(&self, m: View) -> Vec<usize> {
        if m.shape.is_none() {
            return vec![m.count];
        }
        let shape = self.sequence_items(m.shape.obj());
        shape.iter().map(|n| n.as_small_int().unwrap_or(0) as usize).collect()
    }

    /// Of an object with a contiguous writable buffer: the bytearray that has it, where in it, and how many bytes.
    pub(crate) fn writable_bytes(&mut self, object: Value) -> Option<(Value, usize, usize)> {
        let m = match self.kind_of(object) {
            Some(Kind::Memoryview) => self.read_view(object.obj())?,
            _ => self.view_of(object).ok()??,
        };
        (!m.readonly && m.is_contiguous()).then(|| (m.content, m.start, m.count * m.size()))
    }

    /// A view of all of an object that has a buffer.
    fn view_of(&mut self, object: Value) -> Res<Option<View>> {
        let (content, format, readonly) = match self.kind_of(object) {
            Some(Kind::Memoryview) => return view(self, object).map(Some),
            Some(Kind::Bytes) => (object, b'B', true),
            Some(Kind::Bytearray) => (object, b'B', false),
            _ => match self.array_content(object) {
                Some((content, b'u')) => (content, b'w', false),
                Some((content, format)) => (content, format, false),
                None => return Ok(None),
            },
        };
        let size = item_size(format).unwrap_or(1);
        Ok(Some(View {
            object,
            content,
            shape: Value::NONE,
            start: 0,
            count: self.bytes_of(content).len() / size,
            step: size as i32,
            format,
            readonly,
        }))
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
    match rt.view_of(bound[0])? {
        Some(m) => rt.new_memoryview(m),
        None => {
            let name = rt.type_name(bound[0]);
            rt.type_error(format!("memoryview: a bytes-like object is required, not '{name}'"))
        }
    }
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
    if !matches!(op, CmpOp::Eq | CmpOp::Ne) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let released = |rt: &Runtime, v: Value| rt.kind_of(v) == Some(Kind::Memoryview) && rt.read_view(v.obj()).is_none();
    let equal = if released(rt, a) || released(rt, b) {
        a == b
    } else {
        let (Some(x), Some(y)) = (rt.view_of(a)?, rt.view_of(b)?) else {
            return Ok(Value::NOT_IMPLEMENTED);
        };
        same_items(rt, x, y)?
    };
    Ok(Value::bool(equal == (op == CmpOp::Eq)))
}

/// Items are compared as numbers, whatever their formats.
fn same_items(rt: &mut Runtime, x: View, y: View) -> Res<bool> {
    if rt.dimensions(x) != rt.dimensions(y) {
        return Ok(false);
    }
    for i in 0..x.count {
        let (a, b) = (item(rt, x, i)?, item(rt, y, i)?);
        // Not `eq` of the same NaN, which is equal to itself as an object.
        let differs = a.is_float() && b.is_float() && a.as_float() != b.as_float();
        if differs || !rt.eq(a, b)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn len(rt: &mut Runtime, v: Value) -> Res<usize> {
    let m = view(rt, v)?;
    Ok(rt.dimensions(m).first().copied().unwrap_or(1))
}

fn item(rt: &mut Runtime, m: View, i: usize) -> Res<Value> {
    let at = m.offset(i);
    let b = match rt.as_byte_slice(m.content).and_then(|b| b.get(at..at + m.size())) {
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
        b'w' => rt.raise(Exc::NotImplementedError, "memoryview: format w not supported"),
        _ => rt.int_from_u64(bits),
    }
}

/// The place of one item.
fn index(rt: &mut Runtime, m: View, key: Value) -> Res<usize> {
    if rt.kind_of(key) == Some(Kind::Tuple) {
        return index_of_tuple(rt, m, key);
    }
    if !m.shape.is_none() {
        return rt.raise(
            Exc::NotImplementedError,
            "multi-dimensional sub-views are not implemented",
        );
    }
    if !rt.has_index(key)? {
        return rt.type_error("memoryview: invalid slice key");
    }
    let at = rt.sequence_index(key, m.count, "memoryview")?;
    if at < 0 || at as usize >= m.count {
        return rt.raise(Exc::IndexError, "index out of bounds on dimension 1");
    }
    Ok(at as usize)
}

/// One index for each dimension.
fn index_of_tuple(rt: &mut Runtime, m: View, key: Value) -> Res<usize> {
    let (keys, shape) = (rt.sequence_items(key.obj()).to_vec(), rt.dimensions(m));
    let slices = keys.iter().filter(|&&k| rt.is_slice(k)).count();
    if slices > 0 && slices == keys.len() {
        return rt.raise(Exc::NotImplementedError, "multi-dimensional slicing is not implemented");
    }
    for &key in &keys {
        if !rt.has_index(key)? {
            return rt.type_error("memoryview: invalid slice key");
        }
    }
    if keys.len() > shape.len() {
        let (n, given) = (shape.len(), keys.len());
        return rt.type_error(format!("cannot index {n}-dimension view with {given}-element tuple"));
    }
    if keys.len() < shape.len() {
        return rt.raise(Exc::NotImplementedError, "sub-views are not implemented");
    }
    let mut at = 0;
    for (i, (&key, &n)) in keys.iter().zip(&shape).enumerate() {
        let k = rt.as_index(key)?;
        let k = if k < 0 { k + n as i64 } else { k };
        if k < 0 || k >= n as i64 {
            return rt.raise(Exc::IndexError, format!("index out of bounds on dimension {}", i + 1));
        }
        at = at * n + k as usize;
    }
    Ok(at)
}

/// Part of the first dimension of several; what is not contiguous is not supported.
fn sliced_rows(rt: &mut Runtime, m: View, slice: Value) -> Res<View> {
    let mut shape = rt.dimensions(m);
    let span = rt.slice_indices(slice, shape[0])?;
    if span.step != 1 {
        return rt.raise(Exc::NotImplementedError, "multi-dimensional slicing is not implemented");
    }
    let row: usize = shape[1..].iter().product();
    shape[0] = span.count;
    let lengths: Vec<Value> = shape.iter().map(|&n| Value::int32(n as i32)).collect();
    Ok(View {
        shape: rt.new_tuple(&lengths)?,
        start: m.start + span.start as usize * row * m.size(),
        count: span.count * row,
        ..m
    })
}

fn sliced(rt: &mut Runtime, m: View, slice: Value) -> Res<View> {
    if !m.shape.is_none() {
        return sliced_rows(rt, m, slice);
    }
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
    let buf = rt.heap.field(m.content.obj(), o_bytearray::BUF);
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
        if !m.shape.is_none() {
            return rt.raise(
                Exc::NotImplementedError,
                "memoryview slice assignments are currently restricted to ndim = 1",
            );
        }
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
        let name = rt.argument_name(a[1]);
        return rt.type_error(format!("cast() argument 'format' must be str, not {name}"));
    }
    if !m.is_contiguous() {
        return rt.type_error("memoryview: casts are restricted to C-contiguous views");
    }
    let shape = if a[2].is_unbound() {
        None
    } else {
        Some(cast_shape(rt, a[2])?)
    };
    if shape.as_ref().is_some_and(|s| s.len() != 1) && !m.shape.is_none() {
        return rt.type_error("memoryview: cast must be 1D -> ND or ND -> 1D");
    }
    let text = rt.str_to_string(a[1]);
    let format = match text.strip_prefix('@').unwrap_or(&text).as_bytes() {
        [c] if *c != b'w' => item_size(*c).map(|size| (*c, size)),
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
    let mut cast = View {
        shape: Value::NONE,
        count: bytes / size,
        step: size as i32,
        format,
        ..m
    };
    if let Some(shape) = shape {
        if shape.iter().try_fold(size, |n, &d| n.checked_mul(d)) != Some(bytes) {
            return rt.type_error("memoryview: product(shape) * itemsize != buffer size");
        }
        if shape.len() != 1 {
            let shape: Vec<Value> = shape.iter().map(|&n| Value::int32(n as i32)).collect();
            cast.shape = rt.new_tuple(&shape)?;
        }
    }
    rt.new_memoryview(cast)
}

fn cast_shape(rt: &mut Runtime, shape: Value) -> Res<Vec<usize>> {
    if !matches!(rt.kind_of(shape), Some(Kind::List | Kind::Tuple)) {
        return rt.type_error("shape must be a list or a tuple");
    }
    let dimensions = rt.collect(shape)?;
    if dimensions.len() > 64 {
        return rt.value_error("memoryview: number of dimensions must not exceed 64");
    }
    let mut lengths = Vec::new();
    for n in dimensions {
        if rt.int_value(n).is_none() {
            return rt.type_error("memoryview.cast(): elements of shape must be integers");
        }
        let n = rt.as_size(n)?;
        if n <= 0 {
            return rt.value_error("memoryview.cast(): elements of shape must be integers > 0");
        }
        lengths.push(n as usize);
    }
    Ok(lengths)
}

fn hex(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    view(rt, a[0])?;
    let b = rt.byte_vec(a[0]).unwrap_or_default();
    super::bytes::hex::hex_of(rt, &b, a[1], a[2])
}

fn release(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    if rt.read_view(a[0].obj()).is_some() {
        rt.release_view(a[0].obj());
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
    let shape = rt.dimensions(m);
    list_of(rt, m, &shape, 0)
}

/// Nested lists of the items from number `first` on.
fn list_of(rt: &mut Runtime, m: View, shape: &[usize], first: usize) -> Res<Value> {
    let Some((&n, inner)) = shape.split_first() else {
        return item(rt, m, first);
    };
    let size: usize = inner.iter().product();
    let items = (0..n).map(|i| list_of(rt, m, inner, first + i * size));
    let items = items.collect::<Res<Vec<_>>>()?;
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
    let lengths: Vec<Value> = rt.dimensions(m).iter().map(|&n| Value::int32(n as i32)).collect();
    rt.new_tuple(&lengths)
}

fn strides(rt: &mut Runtime, v: Value) -> Res<Value> {
    let m = view(rt, v)?;
    let mut step = m.step;
    let mut steps = Vec::new();
    for n in rt.dimensions(m).into_iter().rev() {
        steps.push(Value::int32(step));
        step *= n as i32;
    }
    steps.reverse();
    rt.new_tuple(&steps)
}
