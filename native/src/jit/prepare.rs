//! Reads everything that a compilation needs from the heap: main thread, at the moment of posting.

use std::ops::Range;

use crate::generated::layouts::{
    attr_cache, code_flag, ctx, frame, map, o_code, o_dict, o_dict_entry, o_function, o_range_iter, o_shape, o_str,
    o_tuple, o_type, o_unit, tag, unit_state,
};
use crate::generated::opcodes::Op;
use crate::heap::{Heap, Kind, LARGEST_INLINE, Ref, Value};
use crate::objects::{Runtime, code};

use super::GiveUp;
use super::build::kind_class;
use super::exits::AGAIN;
use super::known::{known, owner, text};
use super::passing::{self, Pass};
use super::request::{Callee, Class, CodeInfo, Global, Lazy, LazyKind, Literal, Request, Seen, Target, UnitKind};

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

fn seen(heap: &Heap, value: Value) -> Seen {
    match value.as_object() {
        Some(r) => Seen {
            value,
            kind: Some(heap.kind(r)),
            class: heap.class(r),
            counts: heap.kind(r) == Kind::RangeIter && heap.u32(r, o_range_iter::STEP) == 1,
        },
        None => Seen { value, ..Seen::NOTHING },
    }
}

/// The request for a plan.
pub fn prepare(rt: &Runtime, target: &Target) -> Result<Request, GiveUp> {
    let heap = &rt.heap;
    let (code, func) = (target.code, target.func);
    let flags = heap.u32(code, o_code::FLAGS);
    let suspendable =
        code_flag::GENERATOR | code_flag::COROUTINE | code_flag::ITERABLE_COROUTINE | code_flag::ASYNC_GENERATOR;
    let generator = flags & suspendable != 0 && target.kind == UnitKind::Function;
    if generator && flags & suspendable != code_flag::GENERATOR {
        return Err(GiveUp::CallsOut);
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
    if builtins_dict.0 != heap.ctx(ctx::BUILTINS) {
        return Err(GiveUp::Builtins);
    }
    let mut req = Request {
        unit: target.unit,
        kind: target.kind,
        generation: target.generation,
        rt: std::ptr::from_ref(rt) as usize,
        base: heap.base() as usize,
        codes: vec![code_info(heap, code)],
        generator,
        params: None,
        locals: if flags & suspendable == 0 {
            0
        } else {
            heap.u32(heap.field(code, o_code::VARNAMES), o_tuple::LEN)
        },
        window: nregs,
        depth: 0,
        func,
        globals_dict,
        globals_entries: heap.u32(globals_dict, o_dict::ENTRIES),
        globals_version: heap.u32(globals_dict, o_dict::VERSION),
        version_flips: false,
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
        catches: false,
        cells: (0..=LARGEST_INLINE / 16).map(|units| heap.cells(16 * units)).collect(),
        types: rt.types,
        generic: target.generic.clone(),
        options: target.options,
    };
    if target.generation > 0 {
        req.generic
            .extend(super::memory::failing_sites(req.rt, code, target.kind));
    }
    req.params = params(&req, flags);
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
    let youngest = rt.namespace_youngest(globals_dict);
    let flips = req.globals_version & 1 != 0 || !deleted_names(&req.codes[0].words)?.is_empty();
    req.version_flips = flips && !req.globals.iter().any(|g| Some(Value::object(g.name)) == youngest);
    if req.version_flips {
        req.globals_version |= 1;
    }
    req.window = size.registers.max(operators.0);
    req.depth = size.depth.max(operators.1);
    req.catches = flags & suspendable == 0 && !req.locals_visible;
    Ok(req)
}

/// As the arguments were when the plan was made; after guesses that failed with fewer of these (see `exits::AGAIN`).
fn params(req: &Request, flags: u32) -> Option<Vec<Pass>> {
    let count = req.codes[0].nparams as usize;
    let simple = flags & (code_flag::SIMPLE | code_flag::EXPOSES_LOCALS) == code_flag::SIMPLE;
    if req.kind != UnitKind::Function || !simple || count > passing::MOST {
        return None;
    }
    let pass = |seen| match Pass::of(seen) {
        _ if req.generic.contains(&AGAIN) => Pass::Boxed,
        Pass::Count if req.generic.contains(&0) => Pass::Int,
        pass => pass,
    };
    Some(req.seen[..count].iter().map(pass).collect())
}

fn defaults(rt: &Runtime, func: Ref) -> (Ref, Vec<Value>) {
    let tuple = rt.heap.field(func, o_function::DEFAULTS);
    let items = if tuple.is_none() {
        Vec::new()
    } else {
        rt.sequence_items(tuple).to_vec()
    };
    (tuple, items)
}

/// Is it a generator's code whose parameters are all positional?
fn makes_generator(heap: &Heap, code: Ref) -> bool {
    use code_flag::*;
    let flags = heap.u32(code, o_code::FLAGS);
    let other = COROUTINE | ITERABLE_COROUTINE | ASYNC_GENERATOR | VARARGS | VARKEYWORDS;
    flags & (GENERATOR | other) == GENERATOR && heap.u32(code, o_code::KWONLY) == 0
}

/// The parameters of a function that the names in a tuple are passed to; None: it has no such ones.
fn keywords(rt: &Runtime, func: Ref, names: Ref) -> Option<Vec<usize>> {
    if names.is_none() {
        return Some(Vec::new());
    }
    let code = rt.heap.field(func, o_function::CODE);
    let [count, positional] = [o_code::ARGCOUNT, o_code::POSONLY].map(|at| rt.heap.u32(code, at) as usize);
    let params = &rt.sequence_items(rt.heap.field(code, o_code::VARNAMES))[..count];
    let place = |name: &Value| params.iter().position(|p| p == name).filter(|&k| k >= positional);
    rt.sequence_items(names).iter().map(place).collect()
}

/// A function that the unit may call, by no call instruction as yet.
pub(super) fn callee(rt: &Runtime, req: &Request, func: Ref, inline: Option<usize>) -> Callee {
    let heap = &rt.heap;
    let code = heap.field(func, o_function::CODE);
    Callee {
        within: usize::MAX,
        at: 0,
        func,
        code,
        nregs: heap.u32(code, o_code::NREGS),
        argcount: heap.u32(code, o_code::ARGCOUNT),
        simple: heap.u32(code, o_code::FLAGS) & code_flag::SIMPLE != 0,
        generator: makes_generator(heap, code),
        defaults: defaults(rt, func),
        own: req.params.is_some()
            && code == req.codes[0].code
            && heap.field(func, o_function::GLOBALS) == req.globals_dict
            && heap.field(func, o_function::BUILTINS) == req.builtins_dict,
        signature: match &req.params {
            Some(own) if code == req.codes[0].code => passing::signature(own),
            _ => signature(heap, code),
        },
        inline,
        keywords: Vec::new(),
        class: None,
    }
}

/// The signature of a function's finished unit, 0 if it has none.
fn signature(heap: &Heap, code: Ref) -> u32 {
    let Some(unit) = heap.u32(code, o_code::UNIT).checked_sub(1) else {
        return 0;
    };
    let place = Ref(map::CODE_TABLE + unit * o_unit::SIZE);
    if heap.u32(place, o_unit::STATE) == unit_state::READY {
        heap.u32(place, o_unit::SIGNATURE)
    } else {
        0
    }
}

fn code_info(heap: &Heap, code: Ref) -> CodeInfo {
    let first = heap.u32(code, o_code::ENTRY);
    let flags = heap.u32(code, o_code::FLAGS);
    heap.set_u32(code, o_code::FLAGS, flags | code_flag::COMPILED);
    CodeInfo {
        code,
        first,
        words: code::words(heap, code),
        nregs: heap.u32(code, o_code::NREGS),
        nparams: code::parameters(heap, code),
        exceptions: code::handlers(heap, code).collect(),
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

/// Globals that the code deletes: they come and go, with `except E as e`, and are the kernel's.
fn deleted_names(words: &[u32]) -> Result<Vec<u32>, GiveUp> {
    let mut names = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let op = Op::from_word(words[at]).ok_or(GiveUp::Internal)?;
        if op == Op::DeleteGlobal {
            names.extend(words.get(at + 1));
        }
        at += op.len();
    }
    Ok(names)
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
    let deleted = deleted_names(&words)?;
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
                if inside && cache(1) != 0 && !deleted.contains(&b) && !req.globals.iter().any(|g| g.name == Ref(b)) {
                    let builtin = cache(3) == 1;
                    let entries = if builtin {
                        req.builtins_entries
                    } else {
                        req.globals_entries
                    };
                    let entry = entries + 8 + cache(2) * o_dict_entry::SIZE;
                    let fresh = if builtin {
                        // The youngest name may have come or gone since.
                        let same = if rt.namespace_youngest(req.globals_dict) == Some(Value::object(Ref(b))) {
                            cache(1) == req.globals_version
                        } else {
                            cache(1) | 1 == req.globals_version | 1
                        };
                        same && cache(4) == req.builtins_entries
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
            Op::Call | Op::CallMethod | Op::CallKw if inside => {
                let [target, version, init] = match op {
                    Op::CallKw => [cache(2), cache(3), cache(4)],
                    _ => [cache(1), cache(2), cache(3)],
                };
                if target == 0 {
                    continue;
                }
                let mut func = Ref(target);
                let mut class = None;
                // The cache of a class that makes plain instances has its version and `__init__`.
                if heap.kind(func) == Kind::Type
                    && init > 1
                    && heap.u32(func, o_type::VERSION) == version
                    && matches!(rt.info(func).kind, Kind::Instance | Kind::Exception)
                {
                    let shape = heap.field(func, o_type::SHAPE);
                    class = Some(Class {
                        at: func,
                        version,
                        shape,
                        places: if shape.is_none() {
                            0
                        } else {
                            heap.u32(shape, o_shape::INLINE)
                        },
                        finalizer: rt.info(func).finalizer,
                        exceptions: rt.info(func).kind == Kind::Exception,
                    });
                    func = Ref(init);
                }
                if heap.kind(func) == Kind::Function {
                    let names = if op == Op::CallKw { Ref(cache(1)) } else { Ref::NONE };
                    let Some(keywords) = keywords(rt, func, names) else {
                        continue;
                    };
                    let inlined = inlinee(rt, req, func, path)?;
                    if let Some((_, registers, depth)) = inlined {
                        size.registers = size.registers.max(registers);
                        size.depth = size.depth.max(depth);
                    }
                    let callee = callee(rt, req, func, inlined.map(|i| i.0));
                    req.callees.push(Callee {
                        within,
                        at: at as u32,
                        keywords,
                        class,
                        ..callee
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
