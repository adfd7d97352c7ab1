//! Cold utilities for the interpreter's host side, with real arguments. Values cross as slots of the register stack or as
//! references; src/heap/kernel.ts has the list with what each does.

use std::ffi::c_void;

use napi_sys::*;

use super::kernel::{guarded, guarded_result, runtime};
use super::signals;
use super::value::{self, Call};
use crate::generated::layouts::{ctx, o_bytes, status};
use crate::heap::{Kind, Ref, Value};
use crate::objects::{Exc, Raised, Res, Runtime};

/// Defines an exported function whose body gets the runtime and the call, and gives a number for JavaScript.
macro_rules! utilities {
    ($($name:literal => |$rt:ident, $call:ident| $body:expr;)*) => {
        pub fn export(env: napi_env, kernel: napi_value, data: *mut c_void) {
            $({
                unsafe extern "C" fn f(env: napi_env, info: napi_callback_info) -> napi_value {
                    // SAFETY: Node's handles; data is the runtime.
                    let ($rt, $call) = unsafe { (runtime(env, info), Call::new(env, info)) };
                    let result: Option<napi_value> = { $body };
                    result.unwrap_or_else(|| value::undefined(env))
                }
                value::set(env, kernel, $name, value::function(env, $name, Some(f), data));
            })*
            let mut names = std::ptr::null_mut();
            // SAFETY: an out parameter, then an array of this call.
            unsafe { napi_create_array(env, &mut names) };
            for (i, module) in crate::objects::registry::modules().enumerate() {
                let name: Vec<u16> = module.name.encode_utf16().collect();
                // SAFETY: a live array and value.
                unsafe { napi_set_element(env, names, i as u32, value::js_string(env, &name)) };
            }
            value::set(env, kernel, "nativeModules", names);
        }
    };
}

/// Runs an operation that makes an object; its reference, 0 when it raised.
fn reference(rt: &mut Runtime, call: &Call, f: impl FnOnce(&mut Runtime) -> Res<Value>) -> Option<napi_value> {
    let mut r = 0;
    // The host's small objects come from what the heap keeps back when it is full.
    rt.heap.open_reserve(true);
    guarded(rt, |rt| match f(rt) {
        Ok(v) => {
            r = v.as_object().map_or(0, |r| r.0);
            status::OK
        }
        Err(Raised) => status::EXC,
    });
    rt.heap.open_reserve(false);
    Some(value::number(call.env, r as f64))
}

fn result(rt: &mut Runtime, f: impl FnOnce(&mut Runtime) -> Res<Value>) -> Option<napi_value> {
    guarded_result(rt, f);
    None
}

fn done(rt: &mut Runtime, f: impl FnOnce(&mut Runtime) -> Res<()>) -> Option<napi_value> {
    guarded(rt, |rt| if f(rt).is_ok() { status::OK } else { status::EXC });
    None
}

/// As `result` for what may be absent: FLAG says whether it was there.
fn optional(rt: &mut Runtime, f: impl FnOnce(&mut Runtime) -> Res<Option<Value>>) -> Option<napi_value> {
    guarded(rt, |rt| match f(rt) {
        Ok(found) => {
            rt.heap.set_ctx(ctx::FLAG, found.is_some() as u32);
            rt.heap.set_ctx_value(ctx::RESULT, found.unwrap_or(Value::UNBOUND));
            status::OK
        }
        Err(Raised) => status::EXC,
    });
    None
}

fn truth(rt: &mut Runtime, call: &Call, f: impl FnOnce(&mut Runtime) -> Res<bool>) -> Option<napi_value> {
    let mut answer = false;
    guarded(rt, |rt| match f(rt) {
        Ok(b) => {
            answer = b;
            status::OK
        }
        Err(Raised) => status::EXC,
    });
    Some(value::number(call.env, answer as u32 as f64))
}

fn slot(rt: &Runtime, call: &Call, i: usize) -> Value {
    rt.heap.value(Ref(0), call.u32(i) * 8)
}

fn slots(rt: &Runtime, call: &Call) -> Vec<Value> {
    rt.heap.values(call.u32(0) * 8, call.u32(1) as usize).to_vec()
}

fn object(call: &Call, i: usize) -> Value {
    Value::object(Ref(call.u32(i)))
}

/// UTF-16 from JavaScript as code points; lone surrogates stay.
fn code_points(units: &[u16]) -> Vec<u32> {
    char::decode_utf16(units.iter().copied())
        .map(|c| c.map_or_else(|e| e.unpaired_surrogate() as u32, |c| c as u32))
        .collect()
}

fn text(rt: &mut Runtime, call: &Call, i: usize) -> Res<Value> {
    rt.str_from_code_points(&code_points(&call.utf16(i)))
}

fn read_str(rt: &Runtime, v: Value) -> Vec<u16> {
    let mut units = Vec::new();
    for c in rt.str_code_points(v) {
        match char::from_u32(c) {
            Some(c) => units.extend_from_slice(c.encode_utf16(&mut [0; 2])),
            None => units.push(c as u16),
        }
    }
    units
}

/// Nanoseconds of processor time that this thread has used; negative where the system does not tell.
fn thread_time() -> f64 {
    #[cfg(unix)]
    {
        let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
        // SAFETY: an out parameter.
        if unsafe { libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, &mut time) } == 0 {
            return time.tv_sec as f64 * 1e9 + time.tv_nsec as f64;
        }
    }
    -1.0
}

utilities! {
    "newStr" => |rt, call| reference(rt, &call, |rt| text(rt, &call, 0));
    "intern" => |rt, call| reference(rt, &call, |rt| {
        let s = text(rt, &call, 0)?;
        rt.intern_value(s)
    });
    "readDocstringsOf" => |rt, call| {
        rt.core.docs.file = call.string(0).into();
        None
    };
    "readStr" => |rt, call| Some(value::js_string(call.env, &read_str(rt, object(&call, 0))));
    "characterNamed" => |_rt, call| {
        let code = crate::objects::unicode::module::named(&call.string(0));
        Some(value::number(call.env, code.map_or(-1.0, f64::from)))
    };
    "interruptAfter" => |rt, call| {
        let ms = call.f64(0);
        let after = (ms >= 0.0).then(|| std::time::Duration::from_micros((ms * 1e3) as u64));
        super::clock::set(rt.heap.base(), call.u32(1), after);
        None
    };
    "threadTime" => |_rt, call| Some(value::number(call.env, thread_time()));
    "newBytes" => |rt, call| reference(rt, &call, |rt| {
        let (data, len) = call.bytes(0);
        // SAFETY: address and length of the array that JavaScript passed; nobody writes to it during the call.
        let bytes = if len == 0 { &[] } else { unsafe { std::slice::from_raw_parts(data, len) } };
        rt.new_bytes(bytes)
    });
    "readBytes" => |rt, call| {
        let r = Ref(call.u32(0));
        let bytes = match rt.heap.kind(r) {
            Kind::Bytes => rt.heap.bytes(r.0 + o_bytes::DATA, rt.heap.u32(r, o_bytes::LEN) as usize).to_vec(),
            _ => rt.byte_vec_cow(Value::object(r)).map(|b| b.into_owned()).unwrap_or_default(),
        };
        Some(value::js_bytes(call.env, &bytes))
    };
    "newBigInt" => |rt, call| result(rt, |rt| {
        let (negative, words) = call.bigint(0);
        let digits: Vec<u32> = words.iter().flat_map(|w| [*w as u32, (*w >> 32) as u32]).collect();
        let sign = if negative { num_bigint::Sign::Minus } else { num_bigint::Sign::Plus };
        rt.int_from_big(num_bigint::BigInt::from_slice(sign, &digits))
    });
    "readBigInt" => |rt, call| {
        let n = rt.to_big(slot(rt, &call, 0));
        let (sign, words) = n.to_u64_digits();
        Some(value::js_bigint(call.env, sign == num_bigint::Sign::Minus, &words))
    };
    "newTuple" => |rt, call| reference(rt, &call, |rt| { let items = slots(rt, &call); rt.new_tuple(&items) });
    "newList" => |rt, call| reference(rt, &call, |rt| { let items = slots(rt, &call); rt.new_list(&items) });
    "newDict" => |rt, call| reference(rt, &call, |rt| rt.new_dict());
    "newComplex" => |rt, call| reference(rt, &call, |rt| rt.new_complex((call.f64(0), call.f64(1))));
    "newModule" => |rt, call| reference(rt, &call, |rt| rt.new_module(&call.string(0)));
    "newFunction" => |rt, call| reference(rt, &call, |rt| {
        rt.new_function(Ref(call.u32(0)), Ref(call.u32(1)))
    });
    "link" => |rt, call| reference(rt, &call, |rt| {
        let (data, len) = call.bytes(0);
        // SAFETY: the host's array lives until the call returns.
        let bytes = if len == 0 { &[][..] } else { unsafe { std::slice::from_raw_parts(data, len) } };
        let filename = text(rt, &call, 1)?;
        rt.link_code(bytes, filename, call.u32(2))
    });
    "codeBytes" => |rt, call| rt.code_bytes(Ref(call.u32(0))).map(|bytes| value::js_bytes(call.env, &bytes));
    "checksum" => |_rt, call| {
        let (data, len) = call.bytes(0);
        // SAFETY: as above.
        let bytes = if len == 0 { &[][..] } else { unsafe { std::slice::from_raw_parts(data, len) } };
        Some(value::number(call.env, f64::from(crate::objects::compression::crc32(bytes))))
    };
    "dictGet" => |rt, call| optional(rt, |rt| rt.dict_get(Ref(call.u32(0)), slot(rt, &call, 1)));
    "dictSet" => |rt, call| done(rt, |rt| rt.dict_set(Ref(call.u32(0)), slot(rt, &call, 1), slot(rt, &call, 2)));
    "dictDel" => |rt, call| optional(rt, |rt| {
        let found = rt.dict_del(Ref(call.u32(0)), slot(rt, &call, 1))?;
        Ok(found.then_some(Value::NONE))
    });
    "getAttr" => |rt, call| result(rt, |rt| {
        let name = text(rt, &call, 1)?;
        let name = rt.intern_value(name)?;
        rt.get_attr(slot(rt, &call, 0), name)
    });
    "findAttr" => |rt, call| optional(rt, |rt| {
        let name = text(rt, &call, 1)?;
        let name = rt.intern_value(name)?;
        rt.find_attr(slot(rt, &call, 0), name)
    });
    "setAttr" => |rt, call| done(rt, |rt| {
        let name = text(rt, &call, 1)?;
        let name = rt.intern_value(name)?;
        rt.set_attr(slot(rt, &call, 0), name, slot(rt, &call, 2))
    });
    "delAttr" => |rt, call| done(rt, |rt| {
        let name = text(rt, &call, 1)?;
        let name = rt.intern_value(name)?;
        rt.del_attr(slot(rt, &call, 0), name)
    });
    "str" => |rt, call| result(rt, |rt| rt.str(slot(rt, &call, 0)));
    "repr" => |rt, call| result(rt, |rt| rt.repr(slot(rt, &call, 0)));
    "truth" => |rt, call| truth(rt, &call, |rt| rt.truth(slot(rt, &call, 0)));
    "typeOf" => |rt, call| result(rt, |rt| Ok(Value::object(rt.class_of(slot(rt, &call, 0)))));
    "isInstance" => |rt, call| truth(rt, &call, |rt| Ok(rt.is_instance(slot(rt, &call, 0), Ref(call.u32(1)))));
    "isSubclass" => |rt, call| truth(rt, &call, |rt| Ok(rt.is_subclass(Ref(call.u32(0)), Ref(call.u32(1)))));
    "setSignal" => |rt, call| Some(value::number(call.env, signals::set(rt, call.u32(0), call.u32(1)) as u32 as f64));
    "takeSignals" => |_rt, call| Some(value::number(call.env, signals::take() as f64));
    "waitReadable" => |_rt, call| {
        let ready = signals::wait_readable(call.u32(0) as i32, call.u32(1) as i32);
        Some(value::number(call.env, ready as u32 as f64))
    };
    "typeName" => |rt, call| {
        let name = rt.type_name(slot(rt, &call, 0));
        let name: Vec<u16> = name.encode_utf16().collect();
        Some(value::js_string(call.env, &name))
    };
    "pollDescriptors" => |_rt, call| {
        let (data, len) = call.bytes(0);
        Some(value::number(call.env, signals::poll_descriptors(data, len, call.u32(1) as i32) as f64))
    };
    "newThread" => |rt, call| {
        let function = slot(rt, &call, 2);
        rt.new_thread(call.u32(0), call.u32(1), function);
        None
    };
    "suspendThread" => |rt, call| {
        rt.suspend_thread(call.u32(0), call.u32(1));
        None
    };
    "resumeThread" => |rt, call| {
        rt.resume_thread(call.u32(0));
        None
    };
    "setAlarm" => |_rt, call| Some(value::number(call.env, signals::set_alarm(call.u32(0)) as f64));
    "setLoading" => |rt, call| {
        let module = Ref(call.u32(0));
        match call.u32(1) {
            0 => rt.core.loading.retain(|&m| m != module),
            _ => rt.core.loading.push(module),
        }
        None
    };
    "finalizeAll" => |rt, _call| done(rt, |rt| {
        rt.finalize_all();
        Ok(())
    });
    "exitNow" => |_rt, call| exit_now(call.u32(0) as i32);
    "frameObject" => |rt, call| result(rt, |rt| rt.frame_object(call.u32(0)));
    "nameStandIns" => |rt, call| done(rt, |rt| {
        rt.name_stand_ins(Ref(call.u32(0)));
        Ok(())
    });
    "localsOf" => |rt, call| result(rt, |rt| rt.locals_of(call.u32(0)));
    "beginTrace" => |rt, call| done(rt, |rt| rt.begin_trace(Ref(call.u32(0)), call.u32(1)));
    "enterTraced" => |rt, call| done(rt, |rt| rt.enter_traced(call.u32(0)));
    "endTrace" => |rt, call| done(rt, |rt| rt.end_trace(Ref(call.u32(0))));
    "iter" => |rt, call| result(rt, |rt| rt.iter(slot(rt, &call, 0)));
    "next" => |rt, call| optional(rt, |rt| rt.next(slot(rt, &call, 0)));
    "typeByName" => |rt, call| {
        let class = rt.class_by_name(&call.string(0)).map_or(0, |r| r.0);
        Some(value::number(call.env, class as f64))
    };
    "raise" => |rt, call| done(rt, |rt| {
        let (name, message) = (call.string(0), call.string(1));
        match Exc::ALL.iter().find(|e| e.1 == name) {
            Some(e) => rt.raise(e.0, message),
            None => rt.raise(Exc::SystemError, format!("unknown exception class {name}")),
        }
    });
    "addHostFunction" => |rt, call| done(rt, |rt| rt.add_host_function(&call.string(0), &call.string(1), call.u32(2)));
    "nativeModule" => |rt, call| optional(rt, |rt| rt.native_module(&call.string(0)));
}

/// Ends the process without waiting for Node's and V8's threads.
fn exit_now(code: i32) -> Option<napi_value> {
    #[cfg(unix)]
    // SAFETY: takes no pointers; that nothing runs any more is what the caller asks for.
    unsafe {
        libc::_exit(code)
    }
    #[cfg(not(unix))]
    std::process::exit(code)
}
