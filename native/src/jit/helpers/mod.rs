//! The extern "C" functions that compiled code calls, by subject, and their table.
//!
//! Operands arrive in registers. A helper that can fail returns `status::OK`, or `status::EXC` with the exception set,
//! upon which compiled code leaves; it gives its result in `Ctx.RESULT`. A helper that neither collects nor runs user
//! code (no allocation collects) needs nothing written back before it: a line of this table and a function are all that
//! it takes. The builder names it by `Builder::call_helper`.

pub mod dict;
mod exceptions;
mod instance;
mod iter;
mod kernel;
mod list;
mod memory;
mod number;
pub mod set;
mod str;

use crate::generated::layouts::{ctx, status};
use crate::heap::Value;
use crate::objects::{Res, Runtime};

use super::exits::{self, UnitData};
use super::ir::Mem;

/// What a helper is passed: the first two by lowering itself, the rest are the instruction's arguments in order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Arg {
    /// The unit's data.
    Data,
    /// The frame, as slot index.
    Frame,
    /// i64
    Int,
    /// f64
    Float,
    /// A Value; unboxed arguments are boxed.
    Boxed,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(dead_code)]
pub enum Ret {
    Nothing,
    /// i64
    Int,
    /// f64
    Float,
    /// A Value
    Boxed,
    /// u32; anything but `status::OK` leaves by the instruction's exit.
    Status,
    /// The same; the result is the Value in `Ctx.RESULT`.
    Result,
    /// u32; `status::EXC` leaves, the others are the instruction's result.
    Code,
    /// A Value, unboxed to the instruction's type; or `DECLINED`, upon which compiled code leaves.
    Answer,
}

macro_rules! helpers {
    ($($name:ident($($arg:ident),*) -> $ret:ident $([$($mem:ident),*])? = $function:path;)*) => {
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u8)]
        pub enum Helper { $($name),* }

        impl Helper {
            pub const ALL: &[Helper] = &[$(Helper::$name),*];

            pub fn address(self) -> usize {
                match self { $(Helper::$name => $function as *const () as usize),* }
            }

            pub fn args(self) -> &'static [Arg] {
                match self { $(Helper::$name => &[$(Arg::$arg),*]),* }
            }

            pub fn ret(self) -> Ret {
                match self { $(Helper::$name => Ret::$ret),* }
            }

            /// The memory that it may write.
            pub fn writes(self) -> &'static [Mem] {
                match self { $(Helper::$name => &[$($(Mem::$mem),*)?]),* }
            }
        }
    };
}

// Name(arguments) -> result [memory it writes] = function
helpers! {
    FloatFloorDiv(Float, Float) -> Float = number::float_floor_div;
    FloatMod(Float, Float) -> Float = number::float_mod;
    FloatPow(Float, Float) -> Float = number::float_pow;
    BoxInt(Data, Int) -> Boxed = number::box_int;
    NewCell(Data, Int) -> Int = memory::new_cell;
    ListAppend(Data, Boxed, Boxed) -> Status [ListLen, ListItems, Elem] = list::list_append;
    ListPop(Data, Boxed, Boxed) -> Answer [ListLen, Elem] = list::pop;
    ListInsert(Data, Boxed, Boxed, Boxed) -> Answer [ListLen, ListItems, Elem] = list::insert;
    ListExtend(Data, Boxed, Boxed) -> Answer [ListLen, ListItems, Elem] = list::extend;
    ListReverse(Data, Boxed) -> Answer [Elem] = list::reverse;
    ListCopy(Data, Boxed) -> Answer = list::copy;
    ListClear(Data, Boxed) -> Answer [ListLen, ListItems, Elem] = list::clear;
    SequenceSlice(Data, Boxed, Boxed, Boxed, Boxed) -> Answer = list::slice;
    SequenceConcat(Data, Boxed, Boxed) -> Answer = list::concat;
    SequenceRepeat(Data, Boxed, Boxed) -> Answer = list::repeat;
    Enumerate(Data, Boxed) -> Answer = iter::enumerate;
    Zip(Data, Boxed, Boxed, Boxed) -> Answer = iter::zip;
    NewGenerator(Data, Boxed, Boxed) -> Answer = iter::new_generator;
    Reversed(Data, Boxed) -> Answer = iter::reversed;
    DictFind(Data, Boxed, Boxed) -> Int = dict::find;
    DictSet(Data, Boxed, Boxed, Boxed) -> Answer [Dict, DictValue] = dict::set;
    DictDelete(Data, Boxed, Boxed) -> Answer [Dict, DictValue] = dict::delete;
    DictSetDefault(Data, Boxed, Boxed, Boxed) -> Answer [Dict, DictValue] = dict::set_default;
    DictPop(Data, Boxed, Boxed, Boxed) -> Answer [Dict, DictValue] = dict::pop;
    DictNext(Data, Boxed) -> Int [Dict, Iter] = dict::next;
    BuildDict(Data) -> Answer = dict::build;
    SetAdd(Data, Boxed, Boxed) -> Answer [Dict] = set::add;
    SetDiscard(Data, Boxed, Boxed) -> Answer [Dict] = set::discard;
    SetRemove(Data, Boxed, Boxed) -> Answer [Dict] = set::remove;
    SetNext(Data, Boxed) -> Int [Dict, Iter] = set::next;
    BuildSet(Data) -> Answer = set::build;
    Contains(Data, Boxed, Boxed) -> Answer = dict::contains;
    Len(Data, Boxed) -> Answer = dict::len;
    Truth(Data, Boxed) -> Answer = dict::truth;
    NewInstance(Data, Boxed) -> Answer = instance::new;
    StrConcat(Data, Boxed, Boxed) -> Answer = str::concat;
    StrAppend(Data, Boxed, Boxed, Int) -> Answer = str::append;
    StrIndex(Data, Boxed, Int) -> Answer = str::index;
    StrSlice(Data, Boxed, Boxed, Boxed) -> Answer = str::slice;
    StrPart(Data, Boxed, Int, Int) -> Answer = str::part;
    StrPartEqual(Data, Boxed, Int, Int, Boxed) -> Answer = str::part_equal;
    CharIs(Data, Int, Int) -> Answer = str::char_is;
    StrEqual(Data, Boxed, Boxed) -> Answer = str::equal;
    StrCompare(Data, Boxed, Boxed) -> Answer = str::compare;
    StrChr(Data, Int) -> Answer = str::chr;
    StrOf(Data, Boxed) -> Answer = str::of;
    ParseInt(Data, Boxed) -> Answer = str::parse_int;
    FormatValue(Data, Boxed, Int, Boxed) -> Answer = str::format_value;
    BuildString(Data, Int, Int) -> Answer = str::build;
    StrMethod0(Data, Boxed, Boxed) -> Answer = str::method0;
    StrMethod1(Data, Boxed, Boxed, Boxed) -> Answer = str::method1;
    StrMethod2(Data, Boxed, Boxed, Boxed, Boxed) -> Answer = str::method2;
    StrPercent(Data, Boxed, Boxed) -> Answer = str::percent;
    NewException(Data, Boxed, Boxed) -> Answer = exceptions::new;
    Raise(Data, Boxed) -> Answer = exceptions::raise;
    RaiseFrom(Data, Boxed, Boxed) -> Answer = exceptions::raise_from;
    ExcMatch(Data, Boxed, Boxed) -> Answer = exceptions::matches;
    Catch(Data, Frame, Int) -> Boxed = exceptions::catch;
    FrameReturns(Data, Frame, Int) -> Nothing = exceptions::frame_returns;
    // These run any code.
    KernelOp(Data, Frame, Int) -> Code = kernel::kernel_op;
    CallBuiltin(Data, Frame, Int, Int, Int, Int, Int) -> Code = kernel::call_builtin;
    DeleteGlobal(Data, Frame, Int) -> Code = kernel::delete_global;
    RefuseOperator(Data, Frame, Int) -> Code = kernel::refuse_operator;
    RefuseInit(Data, Boxed) -> Code = exceptions::refuse_init;
    CatchFromCallee(Data, Frame) -> Boxed = exceptions::catch_from_callee;
    TakeExit(Data, Int, Frame) -> Nothing = exits::take_exit;
}

/// No answer: a helper that cannot do its job without running Python code or raising does nothing, and the interpreter executes the
/// instruction. No operation gives this value.
pub const DECLINED: u64 = Value::UNBOUND.0;

/// Runs the body of a helper that gives an answer; a panic counts as declined.
///
/// # Safety
/// As `runtime`.
unsafe fn answer(data: *const UnitData, f: impl FnOnce(&mut Runtime, &UnitData) -> Option<Value>) -> u64 {
    // SAFETY: the caller's promise; the runtime does not move while compiled code lives.
    let (data, rt) = unsafe { (&*data, runtime(data)) };
    match std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| f(rt, data))) {
        Ok(Some(v)) => v.0,
        _ => DECLINED,
    }
}

/// An extern "C" function that gives an answer.
macro_rules! answering {
    ($($(#[$doc:meta])* fn $name:ident($rt:ident, $data:ident $(, $arg:ident: $ty:ty)*) $body:block)*) => {
        $($(#[$doc])*
        pub unsafe extern "C" fn $name(data: *const UnitData $(, $arg: $ty)*) -> u64 {
            // SAFETY: called by compiled code only.
            unsafe { super::answer(data, |$rt, $data| $body) }
        })*
    };
}
use answering;

/// Runs a helper's body; a panic becomes SystemError instead of crossing compiled frames.
fn guarded(rt: &mut Runtime, f: impl FnOnce(&mut Runtime) -> u32) -> u32 {
    let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| f(rt)));
    result.unwrap_or_else(|_| {
        let _ = rt.raise::<()>(
            crate::objects::Exc::SystemError,
            "internal error in a helper of compiled code",
        );
        status::EXC
    })
}

/// SAFETY of all below: compiled code passes its own unit's data, and it is the only executor of that runtime.
unsafe fn runtime<'a>(data: *const UnitData) -> &'a mut Runtime {
    // SAFETY: see above.
    unsafe { &mut *((*data).rt as *mut Runtime) }
}

/// The body of a helper with a result.
#[allow(dead_code)]
fn result(rt: &mut Runtime, f: impl FnOnce(&mut Runtime) -> Res<Value>) -> u32 {
    guarded(rt, |rt| match f(rt) {
        Ok(v) => {
            rt.heap.set_ctx_value(ctx::RESULT, v);
            status::OK
        }
        Err(_) => status::EXC,
    })
}
