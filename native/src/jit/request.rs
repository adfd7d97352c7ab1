//! What a compilation is asked for: plain data, copied from the heap on the main thread.

use crate::generated::layouts::{code_flag, frame, o_code, o_dict, o_dict_entry, o_function, o_str, o_type, tag};
use crate::generated::opcodes::Op;
use crate::heap::{Heap, Kind, Ref, Value};
use crate::objects::Runtime;
use crate::objects::runtime::Types;

use super::GiveUp;
use super::build::kind_class;
pub use super::known::Known;
use super::known::{known, owner, text};

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

/// The function that a call's cache names.
#[derive(Clone, Copy, Debug)]
pub struct Callee {
    /// Word offset of the call.
    pub at: u32,
    pub func: Ref,
    pub code: Ref,
    pub nregs: u32,
    pub argcount: u32,
    /// Positional parameters only, as many as given, no generator.
    pub simple: bool,
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
    pub code: Ref,
    pub func: Ref,
    pub globals_dict: Ref,
    pub globals_entries: u32,
    pub globals_version: u32,
    pub builtins_entries: u32,
    pub builtins_dict: Ref,
    /// Index of the code's first word in the heap.
    pub first: u32,
    pub words: Vec<u32>,
    pub nregs: u32,
    pub nparams: u32,
    pub seen: Vec<Seen>,
    pub globals: Vec<Global>,
    pub callees: Vec<Callee>,
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
    /// Module attributes among them: word offset of the instruction, value.
    pub sites: Vec<(u32, Ref)>,
    /// Start, end, handler, register, as in EXCTABLE.
    pub exceptions: Vec<[u32; 4]>,
    /// The code can look at its own frame (`locals()`), so no local is ever dead.
    pub locals_visible: bool,
    pub types: Types,
    pub generic: Vec<u32>,
    pub options: Options,
}

impl Request {
    /// Objects that the code may mention: they must stay alive from now on, or their addresses would mean others.
    pub fn embedded(&self) -> Vec<Ref> {
        let mut refs = vec![self.code, self.func, self.globals_dict, self.builtins_dict];
        refs.extend(self.globals.iter().filter_map(|g| g.seen.value.as_object()));
        refs.extend(self.globals.iter().map(|g| g.name));
        refs.extend(self.callees.iter().flat_map(|c| [c.func, c.code]));
        refs.extend(self.known.iter().map(|k| k.0));
        refs.extend(&self.methods);
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
        return Err(GiveUp::Suspendable);
    }
    heap.set_u32(code, o_code::FLAGS, flags | code_flag::COMPILED);
    let first = heap.u32(code, o_code::ENTRY);
    let nwords = heap.u32(code, o_code::NWORDS);
    if nwords > 200_000 {
        return Err(GiveUp::TooLarge);
    }
    let words: Vec<u32> = (0..nwords).map(|i| heap.u32(Ref(0), (first + i) * 4)).collect();
    let nregs = heap.u32(code, o_code::NREGS);
    let registers = (target.fp + frame::REGS) * 8;
    let seen_regs = (0..nregs)
        .map(|i| seen(heap, heap.value(Ref(0), registers + i * 8)))
        .collect();
    let globals_dict = heap.field(func, o_function::GLOBALS);
    let builtins_dict = heap.field(func, o_function::BUILTINS);
    let mut req = Request {
        unit: target.unit,
        kind: target.kind,
        generation: target.generation,
        rt: std::ptr::from_ref(rt) as usize,
        base: heap.base() as usize,
        code,
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
        first,
        words,
        nregs,
        nparams: heap.u32(code, o_code::ARGCOUNT)
            + heap.u32(code, o_code::KWONLY)
            + (flags & code_flag::VARARGS != 0) as u32
            + (flags & code_flag::VARKEYWORDS != 0) as u32,
        seen: seen_regs,
        globals: Vec::new(),
        callees: Vec::new(),
        names: Vec::new(),
        known: Vec::new(),
        literals: Vec::new(),
        latin1: rt.strings.latin1_table(),
        methods: Vec::new(),
        sites: Vec::new(),
        exceptions: Vec::new(),
        locals_visible: flags & code_flag::EXPOSES_LOCALS != 0,
        types: rt.types,
        generic: target.generic.clone(),
        options: target.options,
    };
    let table = heap.field(code, o_code::EXCTABLE);
    if !table.is_none() {
        // The table is a buffer: its payload starts after the header.
        let n = heap.u32(table, 0) / 16;
        for i in 0..n {
            let at = 8 + i * 16;
            req.exceptions.push([0, 4, 8, 12].map(|o| heap.u32(table, at + o)));
        }
    }
    if target.generation > 0 {
        req.generic
            .extend(super::memory::failing_sites(req.rt, code, target.kind));
    }
    scan(rt, &mut req)?;
    Ok(req)
}

/// Looks at the caches of the region's instructions.
fn scan(rt: &Runtime, req: &mut Request) -> Result<(), GiveUp> {
    let heap = &rt.heap;
    let module = |f: Ref| rt.builtin_module(f);
    let (start, end) = match req.kind {
        UnitKind::Loop { header, back } => (header as usize, back as usize + 1),
        UnitKind::Function => (0, req.words.len()),
    };
    let mut at = 0;
    while at < req.words.len() {
        let op = Op::from_word(req.words[at]).ok_or(GiveUp::BadCode)?;
        if at + op.len() > req.words.len() {
            return Err(GiveUp::BadCode);
        }
        let [b, c] = [2, 3].map(|i| req.words[at + i]);
        let cache = |i: usize| req.words[at + 3 + i];
        match op {
            Op::LoadGlobal | Op::StoreGlobal => {
                if op == Op::LoadGlobal
                    && matches!(
                        text(heap, Ref(b)),
                        "locals" | "vars" | "dir" | "eval" | "exec" | "super"
                    )
                {
                    req.locals_visible = true;
                }
                if (start..end).contains(&at) && cache(1) != 0 && !req.globals.iter().any(|g| g.name == Ref(b)) {
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
            Op::Call | Op::CallMethod if (start..end).contains(&at) && cache(1) != 0 => {
                let func = Ref(cache(1));
                if heap.kind(func) == Kind::Function {
                    let code = heap.field(func, o_function::CODE);
                    req.callees.push(Callee {
                        at: at as u32,
                        func,
                        code,
                        nregs: heap.u32(code, o_code::NREGS),
                        argcount: heap.u32(code, o_code::ARGCOUNT),
                        simple: heap.u32(code, o_code::FLAGS) & code_flag::SIMPLE != 0,
                    });
                }
            }
            Op::GetAttr | Op::SetAttr | Op::LoadMethod if (start..end).contains(&at) => {
                req.names.push((c, text(heap, Ref(c)).to_string()));
                let kind = cache(3) & 0xff;
                let value = match kind {
                    crate::generated::layouts::attr_cache::METHOD => Value::object(Ref(cache(4))),
                    crate::generated::layouts::attr_cache::MODULE => heap.value(Ref(0), cache(4)),
                    _ => Value::NONE,
                };
                if kind == crate::generated::layouts::attr_cache::METHOD {
                    req.methods.extend(value.as_object());
                }
                if let (Some(k), Some(r)) = (known(heap, &req.types, module, value), value.as_object()) {
                    // A subclass's object is none of the type's own.
                    let owner = owner(heap, &req.types, r);
                    if let Some(class) = owner.and_then(|k| kind_class(&req.types, k))
                        && heap.u32(class, o_type::VERSION) != cache(2)
                    {
                        at += op.len();
                        continue;
                    }
                    req.known.push((r, k, owner));
                    if kind == crate::generated::layouts::attr_cache::MODULE {
                        req.sites.push((at as u32, r));
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
        at += op.len();
    }
    Ok(())
}
