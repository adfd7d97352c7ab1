//! The compiler's typed SSA: blocks with parameters, values that are instructions, and states for side exits.

mod print;

use std::collections::HashSet;

use super::ExitReason;
use crate::heap::{Kind, Value};

/// A value: the index of the instruction that makes it.
pub type Val = u32;
/// No value.
pub const NIL: Val = u32::MAX;
pub type BlockId = usize;
pub type StateId = u32;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ty {
    /// i64: any int of class `int` in that range.
    Int,
    /// f64
    Float,
    /// 0 or 1
    Bool,
    /// NaN-boxed object of this kind; for built-in kinds its class is exactly the built-in one.
    Obj(Kind),
    /// NaN-boxed, anything.
    Boxed,
    /// Stands for an iterator object that does not exist yet; its fields are in the iterator's slots.
    Virtual(Kind),
    None,
}

/// An enum of unit variants that knows all of them: what is printed by name can be read by name.
macro_rules! listed {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$doc:meta])* $variant:ident,)* }) => {
        $(#[$meta])*
        pub enum $name { $($(#[$doc])* $variant,)* }

        impl $name {
            #[allow(dead_code)]
            pub const ALL: &[$name] = &[$($name::$variant),*];
        }
    };
}

listed! {
/// What memory an access touches: accesses to different classes never alias.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Mem {
    None,
    /// Class and kind of objects, never changed for built-in kinds; lengths and items of tuples and strs.
    Const,
    ListLen,
    ListItems,
    Elem,
    Slot,
    Shape,
    Iter,
    Global,
    /// Entries and lengths of dicts and sets; the values in entries that stay.
    Dict,
    DictValue,
    /// The context block, which other threads write too: loads are neither merged nor moved.
    Ctx,
    Cell,
}
}

impl Mem {
    pub const COUNT: usize = Mem::ALL.len();
}

listed! {
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Opc {
    Param,
    /// Argument `imm` of the function, in a machine register: see `passing`.
    Arg,
    ConstInt,
    ConstFloat,
    ConstBool,
    ConstVal,
    /// The argument, known to lie in a narrower range.
    Refine,
    /// The boxed content of slot `imm`'s home.
    LoadSlot,
    /// Writes the argument, boxed, to slot `imm`'s home.
    StoreSlot,
    UnboxInt,
    UnboxFloat,
    /// Float from a float or an int.
    UnboxNum,
    UnboxBool,
    /// The argument as an object of kind `imm`.
    GuardKind,
    /// Exits unless the boxed argument has the bits `imm`.
    GuardBits,
    /// Exits unless the condition equals `imm`.
    Guard,
    Box,
    IntToFloat,
    BoolToInt,
    IAdd,
    ISub,
    IMul,

    IAnd,
    IOr,
    IXor,
    IShl,
    IShr,
    /// Python's floor division and modulo; the divisor is neither 0 nor -1.
    IFloorDiv,
    IMod,
    FAdd,
    FSub,
    FMul,
    FDiv,
    FNeg,
    FAbs,
    FSqrt,
    FFloorDiv,
    FMod,
    /// Compares by condition `imm` (a `CmpOp`).
    ICmp,
    /// Unsigned `<` of ints.
    ULess,
    FCmp,
    BitsEq,
    BNot,
    BAnd,
    Select,
    /// The reference in a boxed object, as an int.
    Ref,
    /// u32, i32 at heap offset arg0 + imm.
    Ld32,
    Ld32S,
    St32,
    /// Boxed value at heap offset arg0 + 8 * arg1 + imm (arg1 may be NIL).
    LdVal,
    /// Stores arg2 there.
    StVal,
    /// The interrupt word, which other threads write: read anew each time.
    Poll,
    /// Heap offset of the frame.
    FrameBase,
    /// A new tuple or list of the arguments.
    NewTuple,
    NewList,
    /// A new instance of the class of callee `imm`: without attributes, or with the shape arg0 and the others as its first
    /// attributes; see `passes/construct.rs`.
    NewInstance,
    /// In states only: what the argument 1 says, or if argument 0 is true the new object that a `NewTuple`, `NewList`,
    /// `NewInstance` or `NewSlice` of the other arguments makes (`imm`: see `Inst::made`). It has no code; see `passes/sink.rs`.
    Either,
    /// The part of the str arg0 from index arg1 on, of arg2 characters, which are there.
    NewSlice,
    /// Calls helper `imm`; see `helpers`.
    Call,
    /// Heap offset of dict arg0's entry for the key arg1, 0 if it has none; leaves if that is the interpreter's to find out.
    DictFind,
    /// The value of the entry at heap offset arg0, arg1 if that is 0.
    EntryOr,
    /// Sets the value of the entry arg0 to arg3; if that is 0, the dict arg1's value for the key arg2.
    DictStore,
    /// The character of the str at heap offset arg0 at the index arg1, which is in range; its code point.
    CharAt,
    CharCode,
    /// Has the character at an index in range one of the properties `imm` (`unicode::flag`)?
    CharIs,
    /// Have two strs the same content? Is a str just the character `imm`?
    StrEq,
    StrIsChar,
    /// Is the part of a str that `NewSlice` of the first three arguments would make equal to the str arg3?
    SliceEq,
    /// Executes the kernel instruction at word offset `imm` on the written-back frame; the result is its status.
    KernelOp,
    /// Calls the compiled code of callee `imm`. With `CATCHES` the result is unbound when that was left with an exception, which
    /// then is in `Ctx.RESULT`, ready for a handler.
    CallUnit,
    /// The same where the callee is the unit itself, and its globals have just been checked.
    CallOwn,
    /// Resumes the generator arg0 in its compiled code for the FOR_ITER at word offset `imm`: what it yields, unbound if it returns.
    ResumeGenerator,
}
}

/// Above the callee's index: see `CallUnit`; the call is one of `__init__`, on a new object, and for the frame of a constructor.
pub const CATCHES: i64 = 1 << 32;
pub const CONSTRUCTS: i64 = 1 << 33;

impl Opc {
    /// No effect besides its value, which depends on the arguments alone.
    pub fn pure(self) -> bool {
        use Opc::*;
        !matches!(
            self,
            Param
                | Arg
                | LoadSlot
                | StoreSlot
                | Guard
                | GuardBits
                | St32
                | StVal
                | NewTuple
                | NewList
                | NewInstance
                | NewSlice
                | Either
                | Call
                | DictFind
                | EntryOr
                | DictStore
                | KernelOp
                | CallUnit
                | CallOwn
                | ResumeGenerator
                | Poll
                | Ld32
                | Ld32S
                | LdVal
        )
    }

    /// Makes an object that nobody else knows.
    pub fn makes(self) -> bool {
        matches!(self, Opc::NewTuple | Opc::NewList | Opc::NewInstance | Opc::NewSlice)
    }

    pub fn loads(self) -> bool {
        matches!(self, Opc::Ld32 | Opc::Ld32S | Opc::LdVal | Opc::DictFind | Opc::EntryOr)
    }
}

#[derive(Clone, PartialEq, Debug)]
pub struct Inst {
    pub op: Opc,
    pub ty: Ty,
    pub args: Vec<Val>,
    pub imm: i64,
    pub mem: Mem,
    pub exit: Option<(StateId, ExitReason)>,
    /// Range of an Int.
    pub lo: i64,
    pub hi: i64,
}

impl Inst {
    /// What the instruction makes, as a number: the kind, above it the callee whose class an instance has.
    pub fn made(&self) -> i64 {
        match self.op {
            Opc::NewTuple => Kind::Tuple as i64,
            Opc::NewSlice => Kind::Str as i64,
            Opc::NewInstance => Kind::Instance as i64 | self.imm << 8,
            _ => Kind::List as i64,
        }
    }
}

#[derive(Clone, Debug)]
pub struct Edge {
    pub to: BlockId,
    pub args: Vec<Val>,
}

#[derive(Clone, Debug)]
pub enum Term {
    /// Still being built.
    Open,
    Jump(Edge),
    Branch {
        cond: Val,
        yes: Edge,
        no: Edge,
    },
    Exit(StateId, ExitReason),
    /// The function returns this (boxed) value.
    Return(Val),
    /// The generator yields this (boxed) value, to be resumed at that word offset.
    Yield(Val, u32),
    /// Of the first block: goes on where the unit is entered. Word offsets and blocks.
    Enter(Vec<(u32, BlockId)>),
}

impl Term {
    /// Blocks that may be next.
    pub fn successors(&self) -> Vec<BlockId> {
        match self {
            Term::Jump(e) => vec![e.to],
            Term::Branch { yes, no, .. } => vec![yes.to, no.to],
            Term::Enter(entries) => entries.iter().map(|e| e.1).collect(),
            Term::Open | Term::Exit(..) | Term::Return(_) | Term::Yield(..) => Vec::new(),
        }
    }
}

#[derive(Clone, Debug)]
pub struct Block {
    pub params: Vec<Val>,
    pub insts: Vec<Val>,
    pub term: Term,
    pub cold: bool,
    /// Word offset of the loop header that it begins.
    pub loop_header: Option<u32>,
    /// Of a loop's header: where an exit before the first turn goes.
    pub before_loop: Option<StateId>,
}

/// Where a slot lives when it is not in a machine register.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Home {
    Register(u32),
    /// Heap offset of the Value.
    Global(u32),
    /// 32-bit field at this offset of the iterator object in a register.
    Field {
        reg: u32,
        offset: u32,
    },
}

/// A frame of the interpreter's that compiled code stands in for: the unit's own, which is the first, or that of an
/// inlined callee, which exits in it push.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    /// Index of its code in the request.
    pub code: usize,
    /// The caller's frame.
    pub caller: usize,
    /// Register 0 among the unit's registers. The header lies before it, as on the stack.
    pub base: u32,
    /// Word offset of the call in the caller's code, and in the unit's own.
    pub call: u32,
    pub site: u32,
    /// FrameFlags; a constructor's EXTRA is the object.
    pub flags: u32,
    /// The slot that gets the result.
    pub dst: u32,
}

/// What has to be written when compiled code is left at `pc` of the code of `frame`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    pub frame: usize,
    pub pc: u32,
    /// (slot, value)
    pub items: Vec<(u32, Val)>,
    /// Iterators to be made: (register, kind, [cur, step, left] or [sequence, index, NIL])
    pub virtuals: Vec<(u32, Kind, [Val; 3])>,
    /// Where it counts that a guard has failed, if not at `pc`.
    pub site: Option<u32>,
    /// Taken after code that may have collected garbage: references not in their homes by then are dead, and must not
    /// get there.
    pub after_call: bool,
}

pub struct Func {
    pub insts: Vec<Inst>,
    pub blocks: Vec<Block>,
    pub states: Vec<State>,
    /// Objects that exits make: instructions that are in no block.
    pub sunk: HashSet<Val>,
    pub homes: Vec<Home>,
    pub frames: Vec<Frame>,
    /// Word offsets of the headers of loops that leave attributes and cells in memory.
    pub uncarried: HashSet<u32>,
}

impl Func {
    pub fn new(homes: Vec<Home>) -> Func {
        Func {
            insts: Vec::with_capacity(256),
            blocks: Vec::new(),
            states: Vec::new(),
            sunk: HashSet::new(),
            homes,
            frames: vec![Frame {
                code: 0,
                caller: 0,
                base: 0,
                call: 0,
                site: 0,
                flags: 0,
                dst: 0,
            }],
            uncarried: HashSet::new(),
        }
    }

    /// Where it counts that a guard with that state has failed.
    pub fn site(&self, state: StateId) -> u32 {
        let st = &self.states[state as usize];
        let place = if st.frame == 0 {
            st.pc
        } else {
            self.frames[st.frame].site
        };
        st.site.unwrap_or(place)
    }

    pub fn ty(&self, v: Val) -> Ty {
        self.insts[v as usize].ty
    }

    pub fn inst(&self, v: Val) -> &Inst {
        &self.insts[v as usize]
    }

    /// A new instruction, in no block yet.
    pub fn push(&mut self, op: Opc, ty: Ty, args: &[Val]) -> Val {
        self.insts.push(Inst {
            op,
            ty,
            args: args.to_vec(),
            imm: 0,
            mem: Mem::None,
            exit: None,
            lo: i64::MIN,
            hi: i64::MAX,
        });
        (self.insts.len() - 1) as Val
    }

    /// A constant of a type, in the entry block; boxed ones are None.
    pub fn constant(&mut self, ty: Ty, n: i64) -> Val {
        let (op, ty, imm) = match ty {
            Ty::Int => (Opc::ConstInt, ty, n),
            Ty::Float => (Opc::ConstFloat, ty, n),
            Ty::Bool => (Opc::ConstBool, ty, n),
            _ => (Opc::ConstVal, Ty::Boxed, Value::NONE.0 as i64),
        };
        let same = |&v: &Val| {
            let i = self.inst(v);
            (i.op, i.ty, i.imm) == (op, ty, imm)
        };
        if let Some(v) = self.blocks[0].insts.iter().copied().find(same) {
            return v;
        }
        let v = self.push(op, ty, &[]);
        let i = &mut self.insts[v as usize];
        (i.imm, i.lo, i.hi) = (imm, n, n);
        self.blocks[0].insts.insert(0, v);
        v
    }

    pub fn block(&mut self) -> BlockId {
        self.blocks.push(Block {
            params: Vec::new(),
            insts: Vec::new(),
            term: Term::Open,
            cold: false,
            loop_header: None,
            before_loop: None,
        });
        self.blocks.len() - 1
    }
}
