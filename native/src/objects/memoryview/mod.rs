//! memoryview over bytes, bytearrays, arrays and other memoryviews. Views of several dimensions come from `cast` only, and are contiguous.

mod cast;
mod items;

use self::cast::cast;
use self::items::{get_item, same_items, set_item, tolist};
use crate::generated::layouts::{o_bytearray, o_native};
use crate::heap::{Kind, Ref, Value};
use crate::objects::spec::*;
use crate::objects::{Res, Runtime};

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
    Ok(crate::objects::str::hash_bytes(
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

fn len(rt: &mut Runtime, v: Value) -> Res<usize> {
    let m = view(rt, v)?;
    Ok(rt.dimensions(m).first().copied().unwrap_or(1))
}

fn hex(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    view(rt, a[0])?;
    let b = rt.byte_vec(a[0]).unwrap_or_default();
    crate::objects::bytes::hex::hex_of(rt, &b, a[1], a[2])
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

fn toreadonly(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let m = view(rt, a[0])?;
    rt.new_memoryview(View { readonly: true, ..m })
}

fn format(rt: &mut Runtime, v: Value) -> Res<Value> {
    let m = view(rt, v)?;
    rt.new_str(&(m.format as char).to_string())
}

/// Of dimensions, as a tuple.
fn lengths(rt: &mut Runtime, dimensions: &[usize]) -> Res<Value> {
    let lengths: Vec<Value> = dimensions.iter().map(|&n| Value::int32(n as i32)).collect();
    rt.new_tuple(&lengths)
}

fn shape(rt: &mut Runtime, v: Value) -> Res<Value> {
    let m = view(rt, v)?;
    let dimensions = rt.dimensions(m);
    lengths(rt, &dimensions)
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
