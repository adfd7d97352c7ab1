//! What a compilation is asked for: plain data, copied from the heap on the main thread.

use std::ops::Range;

use crate::generated::layouts::{
    attr_cache, code_flag, frame, o_code, o_dict, o_dict_entry, o_function, o_instance, o_shape, o_str, o_type, tag,
};
use crate::generated::opcodes::Op;
use crate::heap::{Cells, Heap, Kind, LARGEST_INLINE, Ref, Value};
use crate::objects::Runtime;
use crate::objects::runtime::Types;

use super::GiveUp;
use super::build::kind_class;
pub use super::known::Known;
use super::known::{known, owner, text};
use super::operators::Operator;
use crate::bytecode::Code;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum UnitKind {
    /// From the loop's header to its JUMP_BACK, both as word offsets in the code object.
    Loop {
        header: u32,
        back: u32,
    },
    Function,
}

#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Run Cranelift's verifier.
    pub verify: bool,
    /// Every so many-eth guard leaves although it holds; 0: none does. Tests that the states of exits are right.
    pub exit_every: u32,
    /// Largest region in instructions; 0: the default.
    pub max_instructions: u32,
}

/// What to compile.
pub struct Target {
    pub unit: u32,
    pub kind: UnitKind,
    pub code: Ref,
    /// The running function.
    pub func: Ref,
    /// Its frame.
    pub fp: u32,
    pub generation: u32,
    /// Word offsets of instructions whose speculation failed before: compiled without speculation.
    pub generic: Vec<u32>,
    pub options: Options,
}

/// A value as it was when the plan was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    pub value: Value,
    /// Of an object.
    pub kind: Option<Kind>,
    pub class: Ref,
}

impl Seen {
    pub const NOTHING: Seen = Seen {
        value: Value::UNBOUND,
        kind: None,
        class: Ref::NONE,
    };
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LazyKind {
    Enumerate,
    Zip,
    /// `reversed(list)`
    Reversed,
}

/// A register that holds an iterator over iterators.
#[derive(Clone, Debug)]
pub struct Lazy {
    pub register: u32,
    pub what: LazyKind,
    pub class: Ref,
    /// Of the iterators within.
    pub inner: Vec<Kind>,
}

/// The register's value as such an iterator, if those within are of lists, tuples and small ranges.
fn lazy(rt: &Runtime, register: u32, seen: &Seen) -> Option<Lazy> {
    let r = seen.value.as_object().filter(|_| seen.kind == Some(Kind::NativeIter))?;
    let (t, class) = (&rt.types, seen.class);
    let (what, iterators) = match class {
        _ if class == t.enumerate => (LazyKind::Enumerate, &rt.native_values(r)[..1]),
        _ if class == t.zip => (LazyKind::Zip, rt.native_values(r)),
        _ if class == t.list_reverse_iterator => (LazyKind::Reversed, &rt.native_values(r)[..0]),
        _ => return None,
    };
    let inner: Vec<Kind> = iterators
        .iter()
        .filter_map(|v| Some(rt.heap.kind(v.as_object()?)))
        .collect();
    let plain = inner
        .iter()
        .all(|k| matches!(k, Kind::ListIter | Kind::TupleIter | Kind::RangeIter));
    let some = inner.len() == iterators.len() && inner.len() <= 4 && (what != LazyKind::Zip || !inner.is_empty());
    (plain && some).then_some(Lazy {
        register,
        what,
        class,
        inner,
    })
}

/// A global or builtin that the region names.
#[derive(Clone, Copy, Debug)]
pub struct Global {
    pub name: Ref,
    /// Heap offset of its dict entry.
    pub entry: u32,
    /// Found in the builtins.
    pub builtin: bool,
    pub seen: Seen,
    pub known: Option<Known>,
}

/// A code object of the unit: its own, which is the first, or that of a call that may be inlined.
#[derive(Clone, Debug)]
pub struct CodeInfo {
    pub code: Ref,
    /// Index of the code's first word in the heap.
    pub first: u32,
    pub words: Vec<u32>,
    pub nregs: u32,
    pub nparams: u32,
    /// Start, end, handler, register, as in EXCTABLE.
    pub exceptions: Vec<[u32; 4]>,
}

impl CodeInfo {
    /// Decodes it; its register 0 is register `base` of the unit's `window`.
    pub fn decode(&self, base: u32, window: u32) -> Result<Code, GiveUp> {
        Code::placed(&self.words, &self.exceptions, self.nparams, base, window)
    }
}

/// The function that a call's cache names.
#[derive(Clone, Copy, Debug)]
pub struct Callee {
    /// The code (its index) and word offset of the call.
    pub within: usize,
    pub at: u32,
    pub func: Ref,
    pub code: Ref,
    pub nregs: u32,
    pub argcount: u32,
    /// Positional parameters only, as many as given, no generator.
    pub simple: bool,
    /// Index of its code in the request, if that may be inlined.
    pub inline: Option<usize>,
    /// The class called, of which `func` is the `__init__`.
    pub class: Option<Class>,
}

/// A class whose instances are plain.
#[derive(Clone, Copy, Debug)]
pub struct Class {
    pub at: Ref,
    pub version: u32,
    /// Of new instances, with room for this many attributes.
    pub shape: Ref,
    pub places: u32,
    /// New instances are registered for their `__del__`.
    pub finalizer: bool,
}

impl Class {
    /// Of an instance.
    pub fn size(&self) -> u32 {
        o_instance::SLOTS + 8 * self.places
    }
}

/// A constant of the program that is a plain object of a built-in type.
#[derive(Clone, Copy, Debug)]
pub struct Literal {
    pub at: Ref,
    pub kind: Kind,
    /// The character of a str of one, if it takes one byte.
    pub char: Option<u8>,
}

pub struct Request {
    pub unit: u32,
    pub kind: UnitKind,
    pub generation: u32,
    /// Address of the `Runtime`, which must not move while compiled code lives.
    pub rt: usize,
    /// Address of the heap's first byte.
    pub base: usize,
    pub codes: Vec<CodeInfo>,
    /// Registers of the unit's frame and of the deepest chain of inlined callees' frames above it, headers included.
    pub window: u32,
    /// Length of that chain.
    pub depth: u32,
    pub func: Ref,
    pub globals_dict: Ref,
    pub globals_entries: u32,
    pub globals_version: u32,
    pub builtins_entries: u32,
    pub builtins_dict: Ref,
    pub seen: Vec<Seen>,
    pub lazy: Vec<Lazy>,
    pub globals: Vec<Global>,
    pub callees: Vec<Callee>,
    /// Special methods for operators on instances.
    pub operators: Vec<Operator>,
    /// Texts of attribute names.
    pub names: Vec<(u32, String)>,
    /// Functions and methods in caches that the compiler knows.
    /// With the type of whose exact objects it is a method.
    pub known: Vec<(Ref, Known, Option<Kind>)>,
    /// Constants whose types are known.
    pub literals: Vec<Literal>,
    /// Address of the table of one-character strs (Values, by code point below 256).
    pub latin1: usize,
    /// Methods in caches.
    pub methods: Vec<Ref>,
    /// Shapes in caches: freed, their addresses would stand for other shapes.
    pub shapes: Vec<Ref>,
    /// Module attributes among them: code, word offset of the instruction, value.
    pub sites: Vec<(usize, u32, Ref)>,
    /// The code can look at its own frame (`locals()`), so no local is ever dead.
    pub locals_visible: bool,
    /// By size in 16-byte units: where cells come from.
    pub cells: Vec<Cells>,
    pub types: Types,
    pub generic: Vec<u32>,
    pub options: Options,
}

impl Request {
    /// Objects that the code may mention: they must stay alive from now on, or their addresses would mean others.
    pub fn embedded(&self) -> Vec<Ref> {
        let mut refs = vec![self.codes[0].code, self.func, self.globals_dict, self.builtins_dict];
        refs.extend(self.globals.iter().filter_map(|g| g.seen.value.as_object()));
        refs.extend(self.globals.iter().map(|g| g.name));
        refs.extend(self.callees.iter().flat_map(|c| [c.func, c.code]));
        refs.extend(
            self.callees
                .iter()
                .filter_map(|c| c.class)
                .flat_map(|c| [c.at, c.shape]),
        );
        refs.extend(self.known.iter().map(|k| k.0));
        refs.extend(&self.methods);
        refs.extend(&self.shapes);
        refs.retain(|r| !r.is_none());
        refs.sort_unstable();
        refs.dedup();
        refs
    }
}

fn seen(heap: &Heap, value: Value) -> Seen {
    match value.as_object() {
        Some(r) => Seen {
            value,
            kind: Some(heap.kind(r)),
            class: heap.class(r),
        },
        None => Seen {
            value,
            kind: None,
            class: Ref::NONE,
        },
    }
}

/// Reads everything a compilation needs; main thread, at the moment of posting.
pub fn prepare(rt: &Runtime, target: &Target) -> Result<Request, GiveUp> {
    let heap = &rt.heap;
    let (code, func) = (target.code, target.func);
    let flags = heap.u32(code, o_code::FLAGS);
    let suspendable =
        code_flag::GENERATOR | code_flag::COROUTINE | code_flag::ITERABLE_COROUTINE | code_flag::ASYNC_GENERATOR;
    if flags & suspendable != 0 && target.kind == UnitKind::Function {
        return Err(GiveUp::Internal);
    }
    if heap.u32(code, o_code::NWORDS) > 200_000 {
        return Err(GiveUp::TooLarge);
    }
    let nregs = heap.u32(code, o_code::NREGS);
    let registers = (target.fp + frame::REGS) * 8;
    let seen_regs: Vec<Seen> = (0..nregs)
        .map(|i| seen(heap, heap.value(Ref(0), registers + i * 8)))
        .collect();
    let lazy = (0..).zip(&seen_regs).filter_map(|(r, s)| lazy(rt, r, s)).collect();
    let globals_dict = heap.field(func, o_function::GLOBALS);
    let builtins_dict = heap.field(func, o_function::BUILTINS);
    let mut req = Request {
        unit: target.unit,
        kind: target.kind,
        generation: target.generation,
        rt: std::ptr::from_ref(rt) as usize,
        base: heap.base() as usize,
        codes: vec![code_info(heap, code)],
        window: nregs,
        depth: 0,
        func,
        globals_dict,
        globals_entries: heap.u32(globals_dict, o_dict::ENTRIES),
        globals_version: heap.u32(globals_dict, o_dict::VERSION),
        builtins_entries: if builtins_dict.is_none() {
            0
        } else {
            heap.u32(builtins_dict, o_dict::ENTRIES)
        },
        builtins_dict,
        seen: seen_regs,
        lazy,
        globals: Vec::new(),
        callees: Vec::new(),
        operators: Vec::new(),
        names: Vec::new(),
        known: Vec::new(),
        literals: Vec::new(),
        latin1: rt.strings.latin1_table(),
        methods: Vec::new(),
        shapes: Vec::new(),
        sites: Vec::new(),
        locals_visible: flags & code_flag::EXPOSES_LOCALS != 0,
        cells: (0..=LARGEST_INLINE / 16).map(|units| heap.cells(16 * units)).collect(),
        types: rt.types,
        generic: target.generic.clone(),
        options: target.options,
    };
    if target.generation > 0 {
        req.generic
            .extend(super::memory::failing_sites(req.rt, code, target.kind));
    }
    let (start, end) = match req.kind {
        UnitKind::Loop { header, back } => (header, back + 1),
        UnitKind::Function => (0, u32::MAX),
    };
    // Frames of callees lie above the unit's own, which is not so for a generator's.
    let mut path = if flags & suspendable == 0 {
        vec![code]
    } else {
        Vec::new()
    };
    let size = scan(rt, &mut req, 0, start..end, &mut path)?;
    let operators = super::operators::find(rt, &mut req, &mut path)?;
    req.window = size.registers.max(operators.0);
    req.depth = size.depth.max(operators.1);
    Ok(req)
}

fn code_info(heap: &Heap, code: Ref) -> CodeInfo {
    let first = heap.u32(code, o_code::ENTRY);
    let flags = heap.u32(code, o_code::FLAGS);
    heap.set_u32(code, o_code::FLAGS, flags | code_flag::COMPILED);
    let table = heap.field(code, o_code::EXCTABLE);
    // The table is a buffer: its payload starts after the header.
    let handlers = if table.is_none() { 0 } else { heap.u32(table, 0) / 16 };
    CodeInfo {
        code,
        first,
        words: (0..heap.u32(code, o_code::NWORDS))
            .map(|i| heap.u32(Ref(0), (first + i) * 4))
            .collect(),
        nregs: heap.u32(code, o_code::NREGS),
        nparams: heap.u32(code, o_code::ARGCOUNT)
            + heap.u32(code, o_code::KWONLY)
            + (flags & code_flag::VARARGS != 0) as u32
            + (flags & code_flag::VARKEYWORDS != 0) as u32,
        exceptions: (0..handlers)
            .map(|i| [0, 4, 8, 12].map(|o| heap.u32(table, 8 + i * 16 + o)))
            .collect(),
    }
}

/// Largest code, in words, that is inlined; the longest chain of such; how many calls of a unit are.
const MAX_INLINED: u32 = 240;
const MAX_DEPTH: usize = 4;
const MAX_INLINEES: usize = 60;

/// Registers, headers of inlined frames included, and inlined frames that a code may need.
#[derive(Clone, Copy)]
struct Size {
    registers: u32,
    depth: u32,
}

/// Prepares the callee's code for being inlined: small, without loops and handlers, in the unit's namespace, and not
/// itself on the way there (`path`).
///
/// Gives its index, and the registers and frames that the unit's window needs for it above the code `path` ends with.
pub(super) fn inlinee(
    rt: &Runtime,
    req: &mut Request,
    func: Ref,
    path: &mut Vec<Ref>,
) -> Result<Option<(usize, u32, u32)>, GiveUp> {
    let heap = &rt.heap;
    let code = heap.field(func, o_function::CODE);
    if path.is_empty()
        || path.len() > MAX_DEPTH
        || req.codes.len() > MAX_INLINEES
        || path.contains(&code)
        || heap.u32(code, o_code::NWORDS) > MAX_INLINED
        || heap.u32(code, o_code::FLAGS) & (code_flag::SIMPLE | code_flag::EXPOSES_LOCALS) != code_flag::SIMPLE
        || heap.field(func, o_function::GLOBALS) != req.globals_dict
        || heap.field(func, o_function::BUILTINS) != req.builtins_dict
    {
        return Ok(None);
    }
    let info = code_info(heap, code);
    if !info.exceptions.is_empty() {
        return Ok(None);
    }
    let mut at = 0;
    while at < info.words.len() {
        let op = Op::from_word(info.words[at]).ok_or(GiveUp::Internal)?;
        if matches!(
            op,
            Op::JumpBack | Op::ForIter | Op::Yield | Op::ReturnGenerator | Op::MakeCell
        ) {
            return Ok(None);
        }
        at += op.len();
    }
    let index = req.codes.len();
    req.codes.push(info);
    path.push(code);
    let size = scan(rt, req, index, 0..u32::MAX, path);
    path.pop();
    let size = size?;
    let caller = path.last().map_or(0, |&c| heap.u32(c, o_code::NREGS));
    Ok(Some((index, caller + frame::REGS + size.registers, 1 + size.depth)))
}

/// Looks at the caches of a code's instructions in `region`.
fn scan(
    rt: &Runtime,
    req: &mut Request,
    within: usize,
    region: Range<u32>,
    path: &mut Vec<Ref>,
) -> Result<Size, GiveUp> {
    let heap = &rt.heap;
    let module = |f: Ref| rt.builtin_module(f);
    let words = req.codes[within].words.clone();
    let mut size = Size {
        registers: req.codes[within].nregs,
        depth: 0,
    };
    let mut next = 0;
    while next < words.len() {
        let at = next;
        let op = Op::from_word(words[at]).ok_or(GiveUp::Internal)?;
        next += op.len();
        if next > words.len() {
            return Err(GiveUp::Internal);
        }
        let [b, c] = [2, 3].map(|i| words[at + i]);
        let cache = |i: usize| words[at + 3 + i];
        let inside = region.contains(&(at as u32));
        match op {
            Op::LoadGlobal | Op::StoreGlobal => {
                if op == Op::LoadGlobal
                    && within == 0
                    && matches!(
                        text(heap, Ref(b)),
                        "locals" | "vars" | "dir" | "eval" | "exec" | "super"
                    )
                {
                    req.locals_visible = true;
                }
                if inside && cache(1) != 0 && !req.globals.iter().any(|g| g.name == Ref(b)) {
                    let builtin = cache(3) == 1;
                    let entries = if builtin {
                        req.builtins_entries
                    } else {
                        req.globals_entries
                    };
                    let entry = entries + 8 + cache(2) * o_dict_entry::SIZE;
                    let fresh = if builtin {
                        cache(1) == req.globals_version && cache(4) == req.builtins_entries
                    } else {
                        cache(1) == req.globals_entries
                    };
                    if fresh && heap.value(Ref(entry), o_dict_entry::KEY) == Value::object(Ref(b)) {
                        let value = heap.value(Ref(entry), o_dict_entry::VALUE);
                        if !value.is_unbound() {
                            req.globals.push(Global {
                                name: Ref(b),
                                entry,
                                builtin,
                                seen: seen(heap, value),
                                known: known(heap, &req.types, module, value),
                            });
                        }
                    }
                }
            }
            Op::Call | Op::CallMethod if inside && cache(1) != 0 => {
                let mut func = Ref(cache(1));
                let mut class = None;
                // The cache of a class that makes plain instances has its version and `__init__`.
                if heap.kind(func) == Kind::Type
                    && cache(3) > 1
                    && heap.u32(func, o_type::VERSION) == cache(2)
                    && rt.info(func).kind == Kind::Instance
                {
                    let shape = heap.field(func, o_type::SHAPE);
                    class = Some(Class {
                        at: func,
                        version: cache(2),
                        shape,
                        places: if shape.is_none() {
                            0
                        } else {
                            heap.u32(shape, o_shape::INLINE)
                        },
                        finalizer: rt.info(func).finalizer,
                    });
                    func = Ref(cache(3));
                }
                if heap.kind(func) == Kind::Function {
                    let code = heap.field(func, o_function::CODE);
                    let inlined = inlinee(rt, req, func, path)?;
                    if let Some((_, registers, depth)) = inlined {
                        size.registers = size.registers.max(registers);
                        size.depth = size.depth.max(depth);
                    }
                    req.callees.push(Callee {
                        within,
                        at: at as u32,
                        func,
                        code,
                        nregs: heap.u32(code, o_code::NREGS),
                        argcount: heap.u32(code, o_code::ARGCOUNT),
                        simple: heap.u32(code, o_code::FLAGS) & code_flag::SIMPLE != 0,
                        inline: inlined.map(|i| i.0),
                        class,
                    });
                }
            }
            Op::GetAttr | Op::SetAttr | Op::LoadMethod if inside => {
                req.names.push((c, text(heap, Ref(c)).to_string()));
                let kind = cache(3) & 0xff;
                let value = match kind {
                    attr_cache::METHOD => Value::object(Ref(cache(4))),
                    attr_cache::MODULE => heap.value(Ref(0), cache(4)),
                    _ => Value::NONE,
                };
                match kind {
                    attr_cache::METHOD => {
                        req.methods.extend(value.as_object());
                        req.shapes.push(Ref(cache(1)));
                    }
                    attr_cache::SLOT | attr_cache::OVERFLOW => req.shapes.push(Ref(cache(1))),
                    attr_cache::ADD_SLOT => req.shapes.extend([Ref(cache(1)), Ref(cache(4))]),
                    _ => {}
                }
                if let (Some(k), Some(r)) = (known(heap, &req.types, module, value), value.as_object()) {
                    // A subclass's object is none of the type's own.
                    let owner = owner(heap, &req.types, r);
                    if let Some(class) = owner.and_then(|k| kind_class(&req.types, k))
                        && heap.u32(class, o_type::VERSION) != cache(2)
                    {
                        continue;
                    }
                    req.known.push((r, k, owner));
                    if kind == attr_cache::MODULE {
                        req.sites.push((within, at as u32, r));
                    }
                }
            }
            Op::LoadConst if c == tag::REF => {
                let r = Ref(b);
                if let Some(kind) = [Kind::Str, Kind::Tuple]
                    .into_iter()
                    .find(|&k| kind_class(&req.types, k) == Some(heap.class(r)))
                    && !req.literals.iter().any(|l| l.at == r)
                {
                    let char =
                        (kind == Kind::Str && heap.u32(r, o_str::LEN) == 1 && heap.u32(r, o_str::WIDTH) & 0xff == 1)
                            .then(|| heap.bytes(heap.u32(r, o_str::DATA), 1)[0]);
                    req.literals.push(Literal { at: r, kind, char });
                }
            }
            _ => {}
        }
    }
    Ok(size)
}
