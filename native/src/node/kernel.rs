//! Opening a runtime, the argumentless functions, and calling back into the interpreter.

use std::ffi::c_void;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr::null_mut;

use napi_sys::*;

use super::utilities;
use super::value::{self, Call};
use crate::generated::layouts::{ctx, frame, status};
use crate::heap::{Heap, Kind, Ref, Value};
use crate::helpers;
use crate::objects::spec::Args;
use crate::objects::state::Host;
use crate::objects::{Exc, Raised, Res, Runtime};

/// The interpreter's callbacks.
struct Callbacks {
    env: napi_env,
    call_python: napi_ref,
    call_host: napi_ref,
    /// Keeps the shared memory.
    memory: napi_ref,
}

/// `open(memory: Uint8Array, {maxHeap, gcStress}, {callPython, callHost})` → the kernel object.
pub unsafe extern "C" fn open(env: napi_env, info: napi_callback_info) -> napi_value {
    // SAFETY: Node's handles.
    let call = unsafe { Call::new(env, info) };
    let (base, len) = call.bytes(0);
    if base.is_null() || len < crate::generated::layouts::map::OBJECTS as usize + (1 << 20) {
        value::throw(env, "open() takes a Uint8Array over the whole heap");
        return null_mut();
    }
    // SAFETY: the array over the shared memory is kept alive by a strong reference below; it is zeroed.
    let mut heap = unsafe { Heap::new(base, len) };
    heap.set_stress(call.property_bool(call.arg(1), "gcStress"));
    heap.set_limit(call.property_f64(call.arg(1), "maxHeap") as usize);
    let callbacks = Box::new(Callbacks {
        env,
        call_python: value::reference(env, call.property(call.arg(2), "callPython")),
        call_host: value::reference(env, call.property(call.arg(2), "callHost")),
        memory: value::reference(env, call.arg(0)),
    });
    let host = Host {
        data: Box::into_raw(callbacks).cast(),
        call_python: |data, rt| call_back(data, rt, true),
        call_host: |data, rt| call_back(data, rt, false),
    };
    let Ok(Ok(mut rt)) = catch_unwind(AssertUnwindSafe(|| Runtime::new(heap).map(Box::new))) else {
        value::throw(env, "the kernel could not start");
        return null_mut();
    };
    let stack = super::stack::widen();
    rt.core.host = Some(host);
    rt.core.stack_limit = stack.limit;
    rt.heap.set_ctx(ctx::NEST_LIMIT, stack.loops);
    // Compiled code and the functions below hold its address: it lives until `close` or the end of the thread's Node.
    let rt: *mut Runtime = Box::leak(rt);
    // SAFETY: a live environment; `close` takes the hook away.
    unsafe { napi_add_env_cleanup_hook(env, Some(end), rt.cast()) };
    let kernel = value::object(env);
    let raw: [(&str, napi_callback); 15] = [
        ("op", Some(op)),
        ("call", Some(call_value)),
        ("collect", Some(collect)),
        ("checkWatched", Some(check_watched)),
        ("makeGenerator", Some(make_generator)),
        ("allocInstance", Some(alloc_instance)),
        ("classInit", Some(class_init)),
        ("traceback", Some(traceback)),
        ("chainContext", Some(chain_context)),
        ("frameReturns", Some(frame_returns)),
        ("keepCached", Some(keep_cached)),
        ("dropCoroutine", Some(drop_coroutine)),
        ("makeTuple", Some(make_tuple)),
        ("enter", Some(super::compiler::enter)),
        ("close", Some(close)),
    ];
    for (name, f) in raw {
        value::set(env, kernel, name, value::function(env, name, f, rt.cast()));
    }
    utilities::export(env, kernel, rt.cast());
    super::compiler::export_kernel(env, kernel, rt.cast());
    kernel
}

/// `kernel.close()`: ends the runtime. No function of the kernel may be called any more, and none may be running. 1 when the
/// memory is all zero again, so that another runtime may have it.
unsafe extern "C" fn close(env: napi_env, info: napi_callback_info) -> napi_value {
    // SAFETY: see `runtime`; the caller's promise.
    let rt = unsafe { runtime(env, info) };
    let (base, len) = (rt.heap.base(), rt.heap.size());
    let rt: *mut Runtime = rt;
    // SAFETY: the hook and the references were made by `open` in this environment; `end` is called once.
    let zero = unsafe {
        napi_remove_env_cleanup_hook(env, Some(end), rt.cast());
        let host = (*rt).core.host.as_ref().map(|host| host.data.cast::<Callbacks>());
        let references = host.map(|c| [(*c).call_python, (*c).call_host, (*c).memory]);
        end(rt.cast());
        let zero = give_back(base, len);
        for reference in references.into_iter().flatten() {
            napi_delete_reference(env, reference);
        }
        zero
    };
    value::number(env, zero as u32 as f64)
}

/// Frees a runtime: by `close`, or when its thread's Node ends.
unsafe extern "C" fn end(rt: *mut c_void) {
    // SAFETY: leaked by `open`, and freed once.
    let rt = unsafe { Box::from_raw(rt.cast::<Runtime>()) };
    super::clock::forget(rt.heap.base());
    super::signals::forget(&rt);
    super::compiler::forget_all(&rt);
    if let Some(host) = &rt.core.host {
        // SAFETY: as the runtime.
        drop(unsafe { Box::from_raw(host.data.cast::<Callbacks>()) });
    }
}

/// Gives the pages of a memory that nothing uses any more back to the system, which then shows zeroes there.
///
/// # Safety
/// `base` is the first of `len` bytes of anonymous private memory.
#[cfg(target_os = "linux")]
unsafe fn give_back(base: *mut u8, len: usize) -> bool {
    // SAFETY: whole pages within the memory, and what is left of it at either end.
    unsafe {
        let page = libc::sysconf(libc::_SC_PAGESIZE) as usize;
        let head = base.align_offset(page);
        let whole = (len - head) / page * page;
        if libc::madvise(base.add(head).cast(), whole, libc::MADV_DONTNEED) != 0 {
            return false;
        }
        base.write_bytes(0, head);
        base.add(head + whole).write_bytes(0, len - head - whole);
    }
    true
}

/// Other systems may show the old contents.
///
/// # Safety
/// None needed.
#[cfg(not(target_os = "linux"))]
unsafe fn give_back(_base: *mut u8, _len: usize) -> bool {
    false
}

/// The runtime behind a raw function.
///
/// # Safety
/// Called by Node; `data` of these functions is the leaked runtime, used by the thread that opened it alone.
pub unsafe fn runtime<'a>(env: napi_env, info: napi_callback_info) -> &'a mut Runtime {
    let mut data = null_mut();
    // SAFETY: only the data is asked for.
    unsafe {
        napi_get_cb_info(env, info, null_mut(), null_mut(), null_mut(), &mut data);
        &mut *data.cast::<Runtime>()
    }
}

/// Runs `f`, turning a panic into SystemError, and leaves the status in the context.
pub fn guarded(rt: &mut Runtime, f: impl FnOnce(&mut Runtime) -> u32) {
    let result = catch_unwind(AssertUnwindSafe(|| f(rt)));
    let status = result.unwrap_or_else(|panic| {
        let text = panic
            .downcast_ref::<String>()
            .cloned()
            .or_else(|| panic.downcast_ref::<&str>().map(|s| s.to_string()))
            .unwrap_or_default();
        let _ = rt.raise::<()>(Exc::SystemError, format!("internal error in the kernel: {text}"));
        status::EXC
    });
    rt.heap.set_ctx(ctx::STATUS, status);
}

/// As `guarded` for operations that leave their result in RESULT.
pub fn guarded_result(rt: &mut Runtime, f: impl FnOnce(&mut Runtime) -> Res<Value>) {
    guarded(rt, |rt| match f(rt) {
        Ok(v) => {
            rt.heap.set_ctx_value(ctx::RESULT, v);
            status::OK
        }
        Err(Raised) => status::EXC,
    });
}

fn call_back(data: *mut c_void, rt: *mut Runtime, python: bool) {
    // SAFETY: the leaked callbacks and the runtime that is calling, both of this thread.
    let (callbacks, rt) = unsafe { (&*data.cast::<Callbacks>(), &mut *rt) };
    let env = callbacks.env;
    let failed = unsafe {
        // SAFETY: live references; the scope frees the handles that this call makes.
        let (mut scope, mut f, mut result) = (null_mut(), null_mut(), null_mut());
        napi_open_handle_scope(env, &mut scope);
        let reference = if python {
            callbacks.call_python
        } else {
            callbacks.call_host
        };
        napi_get_reference_value(env, reference, &mut f);
        let status = napi_call_function(env, value::undefined(env), f, 0, std::ptr::null(), &mut result);
        if status != Status::napi_ok {
            let mut error = null_mut();
            napi_get_and_clear_last_exception(env, &mut error);
        }
        napi_close_handle_scope(env, scope);
        status != Status::napi_ok
    };
    if failed {
        // The callbacks catch what they can; what is left is a stack overflow in JavaScript.
        let _ = rt.raise::<()>(Exc::RecursionError, "maximum recursion depth exceeded");
        rt.heap.set_ctx(ctx::STATUS, status::EXC);
    }
}

unsafe extern "C" fn op(env: napi_env, info: napi_callback_info) -> napi_value {
    // SAFETY: see `runtime`.
    let rt = unsafe { runtime(env, info) };
    guarded(rt, helpers::exec_op);
    null_mut()
}

/// Positional and keyword arguments of the call in the context.
fn operands(rt: &Runtime) -> (Vec<Value>, Vec<(Value, Value)>) {
    let (argp, argc) = (rt.heap.ctx(ctx::ARGP), rt.heap.ctx(ctx::ARGC) as usize);
    let args = rt.heap.values(argp * 8, argc);
    let names = Ref(rt.heap.ctx(ctx::KWNAMES));
    if names.is_none() {
        return (args.to_vec(), Vec::new());
    }
    let names = rt.sequence_items(names);
    let (pos, kw) = args.split_at(argc - names.len().min(argc));
    (pos.to_vec(), names.iter().copied().zip(kw.iter().copied()).collect())
}

unsafe extern "C" fn call_value(env: napi_env, info: napi_callback_info) -> napi_value {
    // SAFETY: see `runtime`.
    let rt = unsafe { runtime(env, info) };
    if helpers::redirect_call(rt) {
        rt.heap.set_ctx(ctx::STATUS, status::CALL);
        return null_mut();
    }
    if rt.caches_python(rt.heap.ctx_value(ctx::CALLEE)) {
        guarded(rt, |rt| {
            let (pos, kw) = operands(rt);
            match rt.call_through_cache(&Args { pos: &pos, kw: &kw }) {
                Ok(Some(known)) => {
                    rt.heap.set_ctx_value(ctx::RESULT, known);
                    status::OK
                }
                Ok(None) => status::CALL,
                Err(Raised) => status::EXC,
            }
        });
        return null_mut();
    }
    guarded_result(rt, |rt| {
        let callee = rt.heap.ctx_value(ctx::CALLEE);
        if rt.heap.ctx(ctx::KWNAMES) == 0 {
            let (argp, argc) = (rt.heap.ctx(ctx::ARGP), rt.heap.ctx(ctx::ARGC) as usize);
            // SAFETY: a range of the heap. The arguments lie in the caller's temporaries or, protected by SP, on the
            // register stack: nothing writes there before the call returns, and objects do not move.
            let args =
                unsafe { std::slice::from_raw_parts(rt.heap.base().add(argp as usize * 8).cast::<Value>(), argc) };
            return rt.call(callee, args);
        }
        let (pos, kw) = operands(rt);
        rt.heap.set_ctx(ctx::KWNAMES, 0);
        rt.call_kw(callee, &pos, &kw)
    });
    null_mut()
}

unsafe extern "C" fn collect(env: napi_env, info: napi_callback_info) -> napi_value {
    // SAFETY: see `runtime`.
    let rt = unsafe { runtime(env, info) };
    guarded(rt, |rt| {
        super::compiler::forget_done(rt);
        rt.check_before_collection();
        rt.collect_garbage();
        status::OK
    });
    null_mut()
}

unsafe extern "C" fn check_watched(env: napi_env, info: napi_callback_info) -> napi_value {
    // SAFETY: see `runtime`.
    let rt = unsafe { runtime(env, info) };
    guarded(rt, |rt| {
        rt.ask();
        status::OK
    });
    null_mut()
}

unsafe extern "C" fn keep_cached(env: napi_env, info: napi_callback_info) -> napi_value {
    // SAFETY: see `runtime`.
    let rt = unsafe { runtime(env, info) };
    guarded_result(rt, |rt| {
        let fp = rt.heap.ctx(ctx::FP);
        let extra = rt.heap.value(Ref(fp * 8), frame::EXTRA * 8);
        rt.keep_cached(extra.obj(), rt.heap.ctx_value(ctx::RESULT))
    });
    null_mut()
}

unsafe extern "C" fn drop_coroutine(env: napi_env, info: napi_callback_info) -> napi_value {
    // SAFETY: see `runtime`.
    let rt = unsafe { runtime(env, info) };
    guarded_result(rt, |rt| {
        let coroutine = rt.heap.ctx_value(ctx::RESULT);
        rt.close_dropped(coroutine.obj());
        Ok(coroutine)
    });
    null_mut()
}

unsafe extern "C" fn make_generator(env: napi_env, info: napi_callback_info) -> napi_value {
    // SAFETY: see `runtime`.
    let rt = unsafe { runtime(env, info) };
    guarded_result(rt, helpers::make_generator);
    null_mut()
}

unsafe extern "C" fn alloc_instance(env: napi_env, info: napi_callback_info) -> napi_value {
    // SAFETY: see `runtime`.
    let rt = unsafe { runtime(env, info) };
    guarded_result(rt, |rt| {
        let class = rt.heap.ctx_value(ctx::CALLEE).obj();
        if rt.info(class).kind == Kind::Exception {
            let (args, _) = operands(rt);
            return rt.alloc_exception(class, &args);
        }
        rt.alloc_instance(class).map(Value::object)
    });
    null_mut()
}

unsafe extern "C" fn class_init(env: napi_env, info: napi_callback_info) -> napi_value {
    // SAFETY: see `runtime`.
    let rt = unsafe { runtime(env, info) };
    guarded(rt, |rt| {
        let class = rt.heap.ctx_value(ctx::CALLEE).obj();
        let init = rt.plain_init(class);
        rt.heap.set_ctx(ctx::EXTRA, init);
        let info = rt.info(class);
        let ours = info.finalizer || info.kind != Kind::Instance;
        rt.heap.set_ctx(ctx::FLAG, u32::from(ours));
        status::OK
    });
    null_mut()
}

unsafe extern "C" fn traceback(env: napi_env, info: napi_callback_info) -> napi_value {
    // SAFETY: see `runtime`.
    let rt = unsafe { runtime(env, info) };
    helpers::complete_attribute_error(rt);
    guarded(rt, |rt| match rt.add_traceback() {
        Ok(()) => status::OK,
        Err(Raised) => status::EXC,
    });
    null_mut()
}

unsafe extern "C" fn chain_context(env: napi_env, info: napi_callback_info) -> napi_value {
    // SAFETY: see `runtime`.
    helpers::unwind::chain_context(unsafe { runtime(env, info) });
    null_mut()
}

unsafe extern "C" fn frame_returns(env: napi_env, info: napi_callback_info) -> napi_value {
    // SAFETY: see `runtime`.
    let rt = unsafe { runtime(env, info) };
    guarded(rt, |rt| match rt.frame_returns() {
        Ok(()) => status::OK,
        Err(Raised) => status::EXC,
    });
    null_mut()
}

unsafe extern "C" fn make_tuple(env: napi_env, info: napi_callback_info) -> napi_value {
    // SAFETY: see `runtime`.
    let rt = unsafe { runtime(env, info) };
    guarded_result(rt, |rt| {
        let (argp, argc) = (rt.heap.ctx(ctx::ARGP), rt.heap.ctx(ctx::ARGC) as usize);
        let items = rt.heap.values(argp * 8, argc).to_vec();
        rt.new_tuple(&items)
    });
    null_mut()
}
