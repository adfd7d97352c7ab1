//! What a compilation is asked for: plain data.

use crate::generated::layouts::o_instance;
use crate::heap::{Cells, Kind, Ref, Value};
use crate::objects::runtime::Types;

use super::GiveUp;
pub use super::known::Known;
use super::operators::Operator;
use super::passing::Pass;
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
    /// A range's iterator that counts up by one.
    pub counts: bool,
}

impl Seen {
    pub const NOTHING: Seen = Seen {
        value: Value::UNBOUND,
        kind: None,
        class: Ref::NONE,
        counts: false,
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
#[derive(Clone, Debug)]
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
    /// A generator's function whose parameters are positional: a call makes the generator.
    pub generator: bool,
    /// The tuple of its defaults, and what is in it.
    pub defaults: (Ref, Vec<Value>),
    /// It is the unit's own function, or one that differs from it by its closure only.
    pub own: bool,
    /// How its unit, if there is one already, takes arguments in machine registers.
    pub signature: u32,
    /// Index of its code in the request, if that may be inlined.
    pub inline: Option<usize>,
    /// Parameters that the call's keywords name, in their order.
    pub keywords: Vec<usize>,
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
    /// Of exceptions, made by `BaseException.__new__`.
    pub exceptions: bool,
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
    /// The unit is a generator's function.
    pub generator: bool,
    /// How the unit, a function's, is passed its arguments in machine registers; None: it is not.
    pub params: Option<Vec<Pass>>,
    /// Registers of a generator's variables, which anyone may look at while it waits; 0 for other codes.
    pub locals: u32,
    /// Registers of the unit's frame and of the deepest chain of inlined callees' frames above it, headers included.
    pub window: u32,
    /// Length of that chain.
    pub depth: u32,
    pub func: Ref,
    pub globals_dict: Ref,
    pub globals_entries: u32,
    pub globals_version: u32,
    /// The version's lowest bit, which is set in `globals_version`, says whether some name is bound that the region does not
    /// hold in a register (`Runtime::namespace_del`).
    pub version_flips: bool,
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
    /// Handlers are compiled: the code does not look at its own frame, which is no generator's.
    pub catches: bool,
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
        refs.extend(self.callees.iter().flat_map(|c| [c.func, c.code, c.defaults.0]));
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
