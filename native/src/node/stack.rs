//! How deep native code and the interpreter's loops may nest. V8 uses the first megabyte of a thread's stack, whatever there is: some
//! 150 calls between native code and Python. The main thread mostly has eight.

/// What a thread's stack is used for.
pub struct Bounds {
    /// Native code refuses to go below this address.
    pub limit: usize,
    /// Interpreter loops that fit.
    pub loops: u32,
}

/// Stack that an interpreter loop takes with the native code that called it.
const LOOP: usize = 5200;
/// Without more: part of V8's megabyte.
const PLAIN: usize = 700 << 10;
/// The end of the stack that is not used: JavaScript keeps off `FOR_NATIVE`, native code keeps one megabyte more for JavaScript.
const FOR_NATIVE: usize = 2 << 20;
const FOR_SCRIPTS: usize = 1 << 20;
/// More is not taken, however large the stack is.
const MOST: usize = 64 << 20;

/// Lets V8 use nearly the whole stack of this thread, if that is large and V8 can be told so.
pub fn widen() -> Bounds {
    let local = 0u8;
    let here = (&raw const local) as usize;
    let most = |limit: usize| Bounds {
        limit,
        loops: ((here - limit) / LOOP) as u32,
    };
    let Some(end) = end_of_stack().map(|end| end.max(here.saturating_sub(MOST))) else {
        return most(here.saturating_sub(PLAIN));
    };
    let limit = end + FOR_NATIVE + FOR_SCRIPTS;
    if limit + 2 * PLAIN > here || !set_limit_of_v8(end + FOR_NATIVE) {
        return most(here.saturating_sub(PLAIN));
    }
    most(limit)
}

/// The lowest address of this thread's stack.
#[cfg(target_os = "linux")]
fn end_of_stack() -> Option<usize> {
    let (mut low, mut size) = (std::ptr::null_mut(), 0);
    // SAFETY: asks about the running thread; the attributes are read only when they were filled in, and destroyed.
    unsafe {
        let mut attributes = std::mem::zeroed();
        if libc::pthread_getattr_np(libc::pthread_self(), &mut attributes) != 0 {
            return None;
        }
        let status = libc::pthread_attr_getstack(&attributes, &mut low, &mut size);
        libc::pthread_attr_destroy(&mut attributes);
        (status == 0).then_some(low as usize)
    }
}

#[cfg(target_os = "macos")]
fn end_of_stack() -> Option<usize> {
    // SAFETY: asks about the running thread.
    unsafe {
        let thread = libc::pthread_self();
        (libc::pthread_get_stackaddr_np(thread) as usize).checked_sub(libc::pthread_get_stacksize_np(thread))
    }
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn end_of_stack() -> Option<usize> {
    None
}

/// `v8::Isolate::SetStackLimit`, part of V8's public interface but not of N-API: taken where the process exports it.
#[cfg(unix)]
fn set_limit_of_v8(limit: usize) -> bool {
    type GetCurrent = unsafe extern "C" fn() -> *mut std::ffi::c_void;
    type SetStackLimit = unsafe extern "C" fn(*mut std::ffi::c_void, usize);
    // SAFETY: the symbols are those of the two C++ functions with these signatures (the Itanium ABI passes `this` first); the isolate is
    // this thread's, which is running the caller.
    unsafe {
        let current = libc::dlsym(libc::RTLD_DEFAULT, c"_ZN2v87Isolate10GetCurrentEv".as_ptr());
        let set = libc::dlsym(libc::RTLD_DEFAULT, c"_ZN2v87Isolate13SetStackLimitEm".as_ptr());
        if current.is_null() || set.is_null() {
            return false;
        }
        let isolate = std::mem::transmute::<*mut std::ffi::c_void, GetCurrent>(current)();
        if isolate.is_null() {
            return false;
        }
        std::mem::transmute::<*mut std::ffi::c_void, SetStackLimit>(set)(isolate, limit);
    }
    true
}

#[cfg(not(unix))]
fn set_limit_of_v8(_limit: usize) -> bool {
    false
}
