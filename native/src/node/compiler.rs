//! Plans of the JIT as JavaScript sees them: prepare (main thread), compile (any thread), enter.
//!
//! A plan's plain data waits in a registry of the process, because the worker that takes it has no runtime of its own:
//! runtimes are told apart by the address of their memory.

use std::collections::HashMap;
use std::ffi::c_void;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr::null_mut;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Mutex, OnceLock, PoisonError};

use napi_sys::*;

use super::kernel::{guarded, runtime};
use super::value::{self, Call};
use crate::generated::layouts::{ctx, frame, map, o_code, o_function, o_unit, status, unit_state};
use crate::heap::{Ref, Value};
use crate::jit::{self, Compiled, Dump, GiveUp, Request, UnitKind};
use crate::objects::Runtime;

/// Most places of the code table.
const MAX_UNITS: u32 = (map::STACK - map::CODE_TABLE) / o_unit::SIZE;

/// What is known of a unit beside its code-table entry.
struct Plan {
    request: Option<Box<Request>>,
    compiled: Option<Compiled>,
    name: String,
    dump: Option<DumpTo>,
    fail: Fail,
    /// Tells it from the plan of an earlier runtime whose memory lay at the same address.
    serial: u64,
}

/// Folder of the dump, and stages to write there, separated by commas; "" for all.
type DumpTo = (std::path::PathBuf, String);

/// `--jit-fail`: where a compilation is to go wrong; in the order of FAIL_STAGES in src/jit/jit.ts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fail {
    Nowhere,
    Compile,
    Install,
    Panic,
}

impl Fail {
    fn from_number(n: f64) -> Fail {
        [Fail::Nowhere, Fail::Compile, Fail::Install, Fail::Panic][n.clamp(0.0, 3.0) as usize]
    }
}

type Key = (usize, u32);

static SERIAL: AtomicU64 = AtomicU64::new(0);

fn plans() -> &'static Mutex<HashMap<Key, Plan>> {
    static PLANS: OnceLock<Mutex<HashMap<Key, Plan>>> = OnceLock::new();
    PLANS.get_or_init(Mutex::default)
}

fn lock() -> std::sync::MutexGuard<'static, HashMap<Key, Plan>> {
    plans().lock().unwrap_or_else(PoisonError::into_inner)
}

pub fn export(env: napi_env, exports: napi_value) {
    value::set(
        env,
        exports,
        "compileUnit",
        value::function(env, "compileUnit", Some(compile_unit), null_mut()),
    );
}

pub fn export_kernel(env: napi_env, kernel: napi_value, data: *mut c_void) {
    let functions: [(&str, napi_callback); 4] = [
        ("jitBridge", Some(bridge)),
        ("jitPrepare", Some(prepare)),
        ("jitCompile", Some(compile_here)),
        ("jitName", Some(name)),
    ];
    for (name, f) in functions {
        value::set(env, kernel, name, value::function(env, name, f, data));
    }
}

/// An aligned word of a unit's code-table entry.
///
/// # Safety
/// `base` is the first byte of a heap and `unit` below MAX_UNITS.
unsafe fn unit_word<'a>(base: *mut u8, unit: u32, offset: u32) -> &'a AtomicU32 {
    // SAFETY: the entry lies in the code table, which is only accessed atomically or once READY is seen.
    unsafe {
        &*base
            .add((map::CODE_TABLE + unit * o_unit::SIZE + offset) as usize)
            .cast()
    }
}

/// Options of `jitPrepare` that stay the same for a runtime, as JavaScript passes them in its fourth argument.
fn options(call: &Call) -> (jit::Options, Option<DumpTo>, u32, Fail) {
    let object = call.arg(3);
    let text = |name| {
        let (value, mut kind) = (call.property(object, name), 0);
        // SAFETY: a live handle and an out parameter.
        unsafe { napi_typeof(call.env, value, &mut kind) };
        (kind == ValueType::napi_string).then(|| value_string(call.env, value))
    };
    let dump = text("dump").map(|folder| (folder.into(), text("dumpStages").unwrap_or_default()));
    let max = call.property_f64(object, "maxUnits") as u32;
    let options = jit::Options {
        verify: call.property_bool(object, "verify"),
        exit_every: call.property_f64(object, "exitEvery") as u32,
        ..Default::default()
    };
    (
        options,
        dump,
        if max == 0 { MAX_UNITS } else { max.min(MAX_UNITS) },
        Fail::from_number(call.property_f64(object, "fail")),
    )
}

fn value_string(env: napi_env, value: napi_value) -> String {
    let mut len = 0;
    // SAFETY: first the length, then room for it and the terminator.
    unsafe {
        napi_get_value_string_utf8(env, value, null_mut(), 0, &mut len);
        let mut bytes = vec![0u8; len + 1];
        napi_get_value_string_utf8(env, value, bytes.as_mut_ptr().cast(), len + 1, &mut len);
        bytes.truncate(len);
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

/// `jitPrepare(kind, at, generation, options)`: see `JitKernel` in src/jit/jit.ts.
unsafe extern "C" fn prepare(env: napi_env, info: napi_callback_info) -> napi_value {
    // SAFETY: Node's handles; data is the runtime.
    let (rt, call) = unsafe { (runtime(env, info), Call::new(env, info)) };
    let answer = catch_unwind(AssertUnwindSafe(|| prepare_plan(rt, &call))).unwrap_or(-2 - GiveUp::Internal as i32);
    value::number(env, answer as f64)
}

/// The innermost frame of the code that a plan is about: `at` is the function, or the back-edge's word index. When a unit is compiled
/// again its frame may have others above it, those of calls in which it was left.
fn frame_of_plan(rt: &Runtime, of_function: bool, at: u32) -> Option<u32> {
    const DEEPEST: usize = 16;
    let heap = &rt.heap;
    let mut fp = heap.ctx(ctx::FP);
    for _ in 0..DEEPEST {
        if fp == 0 {
            break;
        }
        let func = heap.value(Ref(0), (fp + frame::FUNC) * 8).as_object()?;
        let code = heap.field(func, o_function::CODE);
        let first = heap.u32(code, o_code::ENTRY);
        let found = if of_function {
            code == heap.field(Ref(at), o_function::CODE)
        } else {
            (first..first + heap.u32(code, o_code::NWORDS)).contains(&at)
        };
        if found {
            return Some(fp);
        }
        fp = heap.u32(Ref(0), (fp + frame::LINK) * 8);
    }
    None
}

fn prepare_plan(rt: &mut Runtime, call: &Call) -> i32 {
    let (options, dump, max_units, fail) = options(call);
    let unit = rt.heap.ctx(ctx::UNITS);
    if unit >= max_units {
        return -1;
    }
    let of_function = call.u32(0) == 1;
    let Some(fp) = frame_of_plan(rt, of_function, call.u32(1)) else {
        return -2 - GiveUp::Internal as i32;
    };
    let (func, kind) = if of_function {
        (Ref(call.u32(1)), UnitKind::Function)
    } else {
        let func = rt.heap.value(Ref(0), (fp + frame::FUNC) * 8).obj();
        let first = rt.heap.u32(rt.heap.field(func, o_function::CODE), o_code::ENTRY);
        let back = call.u32(1);
        let header = back.wrapping_add(rt.heap.u32(Ref(0), (back + 1) * 4));
        (
            func,
            UnitKind::Loop {
                header: header - first,
                back: back - first,
            },
        )
    };
    let code = rt.heap.field(func, o_function::CODE);
    let target = jit::Target {
        unit,
        kind,
        code,
        func,
        fp,
        generation: call.u32(2),
        generic: Vec::new(),
        options,
    };
    let request = match jit::prepare(rt, &target) {
        Ok(request) => request,
        Err(reason) => return -2 - reason as i32,
    };
    rt.gc.embedded.insert(unit, request.embedded());
    let qualname = rt.str_to_string(Value::object(rt.heap.field(code, o_code::QUALNAME)));
    let at = match kind {
        UnitKind::Loop { header, .. } => header,
        UnitKind::Function => 0,
    };
    let line = rt.code_line(code, at);
    let what = if matches!(kind, UnitKind::Function) {
        ""
    } else {
        " loop"
    };
    let plan = Plan {
        request: Some(Box::new(request)),
        compiled: None,
        name: format!("{qualname}:{line}{what}"),
        dump,
        fail,
        serial: SERIAL.fetch_add(1, Ordering::Relaxed),
    };
    lock().insert((rt.heap.base() as usize, unit), plan);
    rt.heap.set_ctx(ctx::UNITS, unit + 1);
    // SAFETY: unit < MAX_UNITS.
    unsafe { unit_word(rt.heap.base(), unit, o_unit::STATE).store(unit_state::QUEUED, Ordering::Release) };
    unit as i32
}

/// `addon.compileUnit(memory, unit)`: phase two, on a worker.
unsafe extern "C" fn compile_unit(env: napi_env, info: napi_callback_info) -> napi_value {
    // SAFETY: Node's handles.
    let call = unsafe { Call::new(env, info) };
    let (base, len) = call.bytes(0);
    if !base.is_null() && len > map::OBJECTS as usize {
        compile(base, call.u32(1));
    }
    null_mut()
}

unsafe extern "C" fn compile_here(env: napi_env, info: napi_callback_info) -> napi_value {
    // SAFETY: Node's handles; data is the runtime.
    let (rt, call) = unsafe { (runtime(env, info), Call::new(env, info)) };
    compile(rt.heap.base(), call.u32(0));
    null_mut()
}

/// `jitBridge(unit)`: phase two on a native thread, for plans made before the pool's first worker is up. A worker needs
/// 80 to 140 ms to start, a native thread 0.05 ms; a program's first hot loops should not wait for the former.
unsafe extern "C" fn bridge(env: napi_env, info: napi_callback_info) -> napi_value {
    // SAFETY: Node's handles; data is the runtime.
    let (rt, call) = unsafe { (runtime(env, info), Call::new(env, info)) };
    static QUEUE: OnceLock<Option<Mutex<Sender<Key>>>> = OnceLock::new();
    let queue = QUEUE.get_or_init(|| {
        let (sender, receiver) = channel::<Key>();
        let builder = std::thread::Builder::new().name("tauraro-bridge".to_string());
        let run = move || receiver.iter().for_each(|(base, unit)| compile(base as *mut u8, unit));
        builder.spawn(run).ok().map(|_| Mutex::new(sender))
    });
    let key = (rt.heap.base() as usize, call.u32(0));
    let sent = queue
        .as_ref()
        .is_some_and(|q| q.lock().unwrap_or_else(PoisonError::into_inner).send(key).is_ok());
    value::number(env, sent as u32 as f64)
}

/// Phase two of a plan. The table is written under the lock and only while the plan is there: so the memory may go away,
/// with its plans, at any time.
fn compile(base: *mut u8, unit: u32) {
    let key = (base as usize, unit);
    let word = |offset| {
        // SAFETY: a unit in the registry has a place in the table of the memory that keeps its key's address.
        unsafe { unit_word(base, unit, offset) }
    };
    let (request, dump_to, name, fail, serial) = {
        let mut plans = lock();
        let Some(plan) = plans.get_mut(&key) else { return };
        let Some(request) = plan.request.take() else { return };
        word(o_unit::STATE).store(unit_state::COMPILING, Ordering::Release);
        (request, plan.dump.clone(), plan.name.clone(), plan.fail, plan.serial)
    };
    let mut dump = dump_to.is_some().then(Dump::default);
    let outcome = catch_unwind(AssertUnwindSafe(|| match fail {
        Fail::Nowhere => jit::compile(&request, dump.as_mut()),
        Fail::Compile => Err(GiveUp::Codegen),
        Fail::Install => Err(GiveUp::Memory),
        Fail::Panic => panic!("--jit-fail=panic"),
    }));
    if let (Some((folder, only)), Some(dump)) = (dump_to, dump) {
        write_dump(&folder, &only, unit, &name, &dump);
    }
    let outcome = outcome.unwrap_or(Err(GiveUp::Internal));
    let mut plans = lock();
    let Some(plan) = plans.get_mut(&key).filter(|plan| plan.serial == serial) else {
        if let Ok(compiled) = outcome {
            jit::release(compiled.entry);
        }
        return;
    };
    let (state, reason) = match outcome {
        Ok(compiled) => {
            word(o_unit::ENTRY_LO).store(compiled.entry as u32, Ordering::Relaxed);
            word(o_unit::ENTRY_HI).store((compiled.entry as u64 >> 32) as u32, Ordering::Relaxed);
            word(o_unit::SIGNATURE).store(compiled.signature, Ordering::Relaxed);
            word(o_unit::MICROS).store(compiled.micros, Ordering::Relaxed);
            word(o_unit::BYTES).store(compiled.bytes as u32, Ordering::Relaxed);
            plan.compiled = Some(compiled);
            (unit_state::READY, 0)
        }
        Err(reason) => (unit_state::FAILED, reason as u32),
    };
    word(o_unit::REASON).store(reason, Ordering::Relaxed);
    // Release: whoever sees the state sees the entry and the code behind it.
    word(o_unit::STATE).store(state, Ordering::Release);
}

/// One file per stage: DIR/unit-0003.name.stage. A dump that cannot be written stops nothing.
fn write_dump(folder: &std::path::Path, only: &str, unit: u32, name: &str, dump: &Dump) {
    let name: String = name
        .chars()
        .map(|c| if c.is_alphanumeric() || c == '.' { c } else { '_' })
        .collect();
    let _ = std::fs::create_dir_all(folder);
    let wanted = |stage: &str| only.is_empty() || only.split(',').any(|word| stage.ends_with(word));
    for (stage, text) in dump.sections.iter().filter(|s| wanted(s.0)) {
        let _ = std::fs::write(folder.join(format!("unit-{unit:04}.{name}.{stage}")), text);
    }
}

/// Before a collection: lets go of what failed and replaced units hold. Frames of a replaced one may still be on the machine
/// stack (an outer activation of a recursive function), so its code goes when no compiled code is running at all.
pub fn forget_done(rt: &mut Runtime) {
    let base = rt.heap.base();
    let idle = rt.gc.native_depth == 0;
    let mut plans = lock();
    rt.gc.embedded.retain(|&unit, _| {
        // SAFETY: a unit with a plan has a place in the table.
        let state = unsafe { unit_word(base, unit, o_unit::STATE) }.load(Ordering::Acquire);
        let done = state == unit_state::FAILED || idle && state == unit_state::RETIRED;
        if done
            && let Some(plan) = plans.remove(&(base as usize, unit))
            && let Some(compiled) = plan.compiled
        {
            jit::release(compiled.entry);
        }
        !done
    });
}

/// The runtime ends: its plans go, and what a worker may still be compiling for it will be thrown away.
pub fn forget_all(rt: &Runtime) {
    let base = rt.heap.base() as usize;
    lock().retain(|key, _| key.0 != base);
    jit::release_all(rt);
}

unsafe extern "C" fn name(env: napi_env, info: napi_callback_info) -> napi_value {
    // SAFETY: Node's handles; data is the runtime.
    let (rt, call) = unsafe { (runtime(env, info), Call::new(env, info)) };
    let plans = lock();
    let text = plans
        .get(&(rt.heap.base() as usize, call.u32(0)))
        .map_or("", |p| &p.name);
    value::js_string(env, &text.encode_utf16().collect::<Vec<u16>>())
}

/// Raw: enters the code at ENTER_LO/HI with the frame at FP.
pub unsafe extern "C" fn enter(env: napi_env, info: napi_callback_info) -> napi_value {
    // SAFETY: data is the runtime.
    let rt = unsafe { runtime(env, info) };
    let entry = (rt.heap.ctx(ctx::ENTER_HI) as usize) << 32 | rt.heap.ctx(ctx::ENTER_LO) as usize;
    let (fp, point) = (rt.heap.ctx(ctx::FP), rt.heap.ctx(ctx::ENTER_POINT));
    rt.heap
        .set_ctx(ctx::NATIVE_ENTRIES, rt.heap.ctx(ctx::NATIVE_ENTRIES).wrapping_add(1));
    rt.gc.native_depth += 1;
    guarded(rt, |rt| {
        if entry == 0 {
            return status::EXC;
        }
        // SAFETY: the address comes from a READY entry of this runtime's code table, for code of the frame at FP.
        unsafe { jit::enter(rt, entry, fp, point) }
    });
    rt.gc.native_depth -= 1;
    null_mut()
}
