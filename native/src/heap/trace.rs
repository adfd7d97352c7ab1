//! Marking: which references each kind of object holds.

use super::{Heap, Kind, Ref, Value};
use crate::generated::layouts::*;
use crate::generated::opcodes::Op;

/// The result of marking: one bit per 16 bytes from map::OBJECTS on.
pub struct Marks(Vec<u64>);

impl Marks {
    pub fn is_marked(&self, r: Ref) -> bool {
        let (word, mask) = bit(r);
        self.0[word] & mask != 0
    }

    /// Is anything in `bytes` from `start` on marked? Both are multiples of 1024.
    pub fn any_marked(&self, start: Ref, bytes: usize) -> bool {
        let first = bit(start).0;
        self.0[first..first + bytes / 1024].iter().any(|&word| word != 0)
    }
}

/// Marks what can be reached. Works through an explicit stack, so that long chains need no machine stack.
pub struct Marker<'a> {
    heap: &'a Heap,
    marks: Marks,
    pending: Vec<Ref>,
    /// Code objects found, for `clear_caches`.
    codes: Vec<Ref>,
}

fn bit(r: Ref) -> (usize, u64) {
    let unit = ((r.0 - map::OBJECTS) / 16) as usize;
    (unit / 64, 1 << (unit % 64))
}

impl<'a> Marker<'a> {
    pub fn new(heap: &'a Heap) -> Marker<'a> {
        let units = (heap.end() - map::OBJECTS) as usize / 16;
        Marker {
            heap,
            marks: Marks(vec![0; units.div_ceil(64)]),
            pending: Vec::new(),
            codes: Vec::new(),
        }
    }

    pub fn is_marked(&self, r: Ref) -> bool {
        self.marks.is_marked(r)
    }

    /// Ends the borrow of the heap: the marks, and the code objects found.
    pub fn into_parts(self) -> (Marks, Vec<Ref>) {
        (self.marks, self.codes)
    }

    /// Goes on marking.
    pub fn resume(heap: &'a Heap, (marks, codes): (Marks, Vec<Ref>)) -> Marker<'a> {
        Marker {
            heap,
            marks,
            pending: Vec::new(),
            codes,
        }
    }

    pub fn mark(&mut self, r: Ref) {
        if r.is_none() {
            return;
        }
        let (word, mask) = bit(r);
        if self.marks.0[word] & mask == 0 {
            self.marks.0[word] |= mask;
            self.pending.push(r);
        }
    }

    pub fn mark_value(&mut self, v: Value) {
        if let Some(r) = v.as_object() {
            self.mark(r);
        }
    }

    fn field(&mut self, r: Ref, offset: u32) {
        self.mark(self.heap.field(r, offset));
    }

    fn fields(&mut self, r: Ref, offsets: &[u32]) {
        for &offset in offsets {
            self.field(r, offset);
        }
    }

    /// `count` Values from byte offset `offset` in the heap on.
    pub fn values(&mut self, offset: u32, count: usize) {
        for i in 0..count {
            self.mark_value(self.heap.value(Ref(offset), 8 * i as u32));
        }
    }

    /// A word of the heap, for who follows raw links.
    pub fn word(&self, offset: u32) -> u32 {
        self.heap.u32(Ref(offset), 0)
    }

    /// Marks everything that the marked objects reach.
    pub fn run(&mut self) {
        self.run_telling(|_| {});
    }

    /// The same, and tells of each.
    pub fn run_telling(&mut self, mut of: impl FnMut(Ref)) {
        while let Some(r) = self.pending.pop() {
            of(r);
            self.trace(r);
        }
    }

    /// What the object itself refers to, each once, nothing being marked.
    pub fn references(&mut self, r: Ref) -> Vec<Ref> {
        self.trace(r);
        let found = std::mem::take(&mut self.pending);
        for &r in &found {
            let (word, mask) = bit(r);
            self.marks.0[word] &= !mask;
        }
        found
    }

    fn trace(&mut self, r: Ref) {
        let heap = self.heap;
        let kind = heap.kind(r);
        match kind {
            // What a buffer holds is its owner's to say.
            Kind::Free | Kind::Buffer | Kind::BufferValues | Kind::BufferEntries => return,
            _ => self.field(r, o_obj::CLASS),
        }
        match kind {
            Kind::Free | Kind::Buffer | Kind::BufferValues | Kind::BufferEntries => {}
            Kind::Type => self.fields(r, &[o_type::ATTRS, o_type::SHAPE, o_type::MRO, o_type::QUALNAME]),
            Kind::Shape => self.fields(r, &[o_shape::PARENT, o_shape::NAME]),
            Kind::Instance => {
                let attrs = heap.field(r, o_instance::ATTRS);
                self.mark(attrs);
                self.field(r, o_instance::SHAPE);
                self.values(r.0 + o_instance::SLOTS, heap.inline_places(r) as usize);
                if !attrs.is_none() && heap.kind(attrs) == Kind::BufferValues {
                    self.values(attrs.0 + o_buffer::DATA, heap.u32(attrs, o_buffer::SIZE) as usize / 8);
                }
            }
            Kind::Int | Kind::Float | Kind::Complex | Kind::Bytes => self.field(r, o_obj::ATTRS),
            Kind::Str => self.fields(r, &[o_str::ATTRS, o_str::BUF]),
            Kind::Bytearray => self.fields(r, &[o_bytearray::ATTRS, o_bytearray::BUF]),
            Kind::List => {
                let items = heap.field(r, o_list::ITEMS);
                self.fields(r, &[o_list::ATTRS, o_list::ITEMS]);
                if !items.is_none() {
                    self.values(items.0 + o_buffer::DATA, heap.u32(r, o_list::LEN) as usize);
                }
            }
            Kind::Tuple => {
                self.field(r, o_tuple::ATTRS);
                self.values(r.0 + o_tuple::ITEMS, heap.u32(r, o_tuple::LEN) as usize);
            }
            Kind::Dict => {
                let entries = heap.field(r, o_dict::ENTRIES);
                self.fields(r, &[o_dict::ATTRS, o_dict::ENTRIES, o_dict::INDEX]);
                self.values(r.0 + o_dict::EXTRA, 1);
                for i in 0..heap.u32(r, o_dict::NEXT) {
                    self.values(entries.0 + o_buffer::DATA + i * o_dict_entry::SIZE, 2);
                }
            }
            Kind::Set | Kind::Frozenset => {
                let table = heap.field(r, o_set::TABLE);
                self.fields(r, &[o_set::ATTRS, o_set::TABLE]);
                if !table.is_none() {
                    for i in 0..=heap.u32(r, o_set::MASK) {
                        self.values(table.0 + o_buffer::DATA + 16 * i + 8, 1);
                    }
                }
            }
            Kind::Range => self.values(r.0 + o_range::START, 4),
            Kind::Slice => self.values(r.0 + o_slice::START, 3),
            Kind::Function => {
                use o_function::*;
                self.fields(
                    r,
                    &[
                        CODE,
                        ATTRS,
                        GLOBALS,
                        CLOSURE,
                        DEFAULTS,
                        KWDEFAULTS,
                        NAME,
                        QUALNAME,
                        ANNOTATIONS,
                        BUILTINS,
                    ],
                );
                self.values(r.0 + DOC, 1);
                self.values(r.0 + MODULE, 1);
            }
            Kind::BoundMethod => self.values(r.0 + o_bound_method::FUNC, 2),
            Kind::Builtin | Kind::Member | Kind::Getset => {
                use o_builtin::*;
                self.fields(r, &[ATTRS, NAME, OWNER, MODULE]);
                self.values(r.0 + SELF, 1);
            }
            Kind::Code => {
                use o_code::*;
                self.codes.push(r);
                self.fields(
                    r,
                    &[
                        WORDS, CONSTS, NAME, QUALNAME, FILENAME, VARNAMES, CELLVARS, FREEVARS, EXCTABLE, POSITIONS,
                        NAMES,
                    ],
                );
                self.values(r.0 + DOC, 1);
            }
            Kind::Cell => self.values(r.0 + o_cell::VALUE, 1),
            Kind::Module => self.field(r, o_module::ATTRS),
            Kind::Traceback => {
                self.values(r.0 + o_traceback::NEXT, 2);
                self.field(r, o_traceback::CODE);
            }
            Kind::Frame => {
                use o_frame_object::*;
                self.values(r.0 + FUNC, 5);
                self.values(r.0 + VARS, heap.u32(r, COUNT) as usize);
            }
            Kind::Exception => {
                self.field(r, o_exception::ATTRS);
                self.exception(r);
            }
            Kind::Generator => {
                use o_generator::*;
                self.fields(r, &[ATTRS, CODE, NAME, QUALNAME]);
                self.values(r.0 + HANDLED, 1);
                self.values(r.0 + EXTRA, 2);
                self.values(r.0 + FRAME, heap.u32(r, NSLOTS) as usize);
            }
            Kind::Property => {
                self.field(r, o_property::ATTRS);
                self.values(r.0 + o_property::GET, 5);
            }
            Kind::RangeIter => {}
            Kind::ListIter | Kind::TupleIter | Kind::StrIter => self.field(r, o_seq_iter::SEQ),
            Kind::DictIter => self.field(r, o_dict_iter::DICT),
            Kind::SetIter => self.field(r, o_set_iter::SET),
            Kind::DictView => self.field(r, o_dict_view::DICT),
            Kind::Memoryview
            | Kind::Staticmethod
            | Kind::Classmethod
            | Kind::Super
            | Kind::MappingProxy
            | Kind::NativeIter
            | Kind::Native => self.native(r),
            // The referent is weak: `Runtime::collect` clears it.
            Kind::Weakref => {
                self.field(r, o_native::ATTRS);
                self.values(
                    r.0 + o_native::SLOTS + 8,
                    (heap.u32(r, o_native::COUNT) as usize).saturating_sub(1),
                );
            }
        }
    }

    fn native(&mut self, r: Ref) {
        self.field(r, o_native::ATTRS);
        self.values(r.0 + o_native::SLOTS, self.heap.u32(r, o_native::COUNT) as usize);
    }

    /// Standard fields and those of the class (StopIteration.value, OSError.errno, …), which fill the rest of the cell.
    fn exception(&mut self, r: Ref) {
        use o_exception::*;
        self.values(r.0 + CAUSE, 3);
        self.field(r, ARGS);
        self.field(r, NOTES);
        let rest = self.heap.room(r) - SIZE.next_multiple_of(8) as usize;
        self.values(r.0 + SIZE.next_multiple_of(8), rest / 8);
    }

    /// Empties inline caches that name something dead, in all live code.
    pub fn clear_caches(&self) {
        for &code in &self.codes {
            let (first, count) = (self.heap.u32(code, o_code::ENTRY), self.heap.u32(code, o_code::NWORDS));
            let mut at = first;
            while at < first + count {
                let Some(op) = Op::from_word(self.heap.u32(Ref(0), at * 4)) else {
                    break;
                };
                if op.len() == 8 {
                    self.clear_cache(op, Ref((at + 4) * 4));
                }
                at += op.len() as u32;
            }
        }
    }

    fn clear_cache(&self, op: Op, cache: Ref) {
        let word = |i: u32| self.heap.u32(cache, 4 * i);
        let dead = |r: u32| r >= map::OBJECTS && !self.is_marked(Ref(r));
        let stale = match op {
            Op::GetAttr | Op::SetAttr | Op::LoadMethod => {
                let g_is_ref = matches!(
                    word(2) & 0xff,
                    attr_cache::METHOD | attr_cache::PROPERTY | attr_cache::ADD_SLOT
                );
                dead(word(0)) || g_is_ref && dead(word(3))
            }
            Op::Call | Op::CallMethod => dead(word(0)) || word(2) > 1 && dead(word(2)),
            Op::CallKw => dead(word(1)) || dead(word(3)),
            _ => false,
        };
        if stale {
            // CALL_KW's first word is an operand.
            for i in u32::from(op == Op::CallKw)..4 {
                self.heap.set_u32(cache, 4 * i, 0);
            }
        }
    }
}
