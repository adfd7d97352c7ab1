//! Signals are noted where the interpreter and compiled code look; Python's handlers run at the next safepoint. A process has
//! one disposition per signal, so what follows is the process's, for the runtime that asked last.

use std::sync::atomic::{AtomicPtr, AtomicU32, Ordering};

use crate::generated::layouts::{ctx, interrupt};
use crate::objects::Runtime;

/// Bits of signals that have come and were not taken yet.
static PENDING: AtomicU32 = AtomicU32::new(0);
/// The runtime's Ctx.INTERRUPT.
static WORD: AtomicPtr<AtomicU32> = AtomicPtr::new(std::ptr::null_mut());

/// Numbers from here on are not for us.
const LIMIT: u32 = 32;
const SIGINT: i32 = 2;

#[cfg(unix)]
#[repr(C)]
struct PollFd {
    fd: i32,
    events: i16,
    revents: i16,
}

#[cfg(unix)]
unsafe extern "C" {
    fn signal(number: i32, handler: usize) -> usize;
    fn raise(number: i32) -> i32;
    fn poll(fds: *mut PollFd, count: std::ffi::c_ulong, timeout: i32) -> i32;
    fn alarm(seconds: u32) -> u32;
}

/// The handler: only atomic operations, and for a second Ctrl-C that finds the first one waiting the end of the process.
#[cfg(unix)]
extern "C" fn note(number: i32) {
    let bit = 1 << number;
    let before = PENDING.fetch_or(bit, Ordering::AcqRel);
    let word = WORD.load(Ordering::Acquire);
    if !word.is_null() {
        // SAFETY: a word of a heap that is there until `forget`.
        unsafe { (*word).fetch_or(interrupt::SIGNAL, Ordering::AcqRel) };
    }
    if number == SIGINT && before & bit != 0 {
        // SAFETY: both are async-signal-safe.
        unsafe {
            signal(SIGINT, 0);
            raise(SIGINT);
        }
    }
}

/// What is done about a signal: 0 the default, 1 nothing, 2 it is noted.
#[cfg(unix)]
pub fn set(rt: &Runtime, number: u32, how: u32) -> bool {
    if number == 0 || number >= LIMIT {
        return false;
    }
    // SAFETY: the context block lies at the heap's base.
    let word = unsafe { rt.heap.base().add(4 * ctx::INTERRUPT as usize) };
    WORD.store(word.cast(), Ordering::Release);
    let handler = if how == 2 {
        note as *const () as usize
    } else {
        how as usize
    };
    // SAFETY: a valid handler; SIG_ERR is -1.
    unsafe { signal(number as i32, handler) != usize::MAX }
}

/// The runtime ends: signals are noted for it no more.
pub fn forget(rt: &Runtime) {
    // SAFETY: the context block lies at the heap's base.
    let word = unsafe { rt.heap.base().add(4 * ctx::INTERRUPT as usize) };
    let _ = WORD.compare_exchange(word.cast(), std::ptr::null_mut(), Ordering::AcqRel, Ordering::Relaxed);
}

/// The signals that came since the last call, one bit each.
pub fn take() -> u32 {
    PENDING.swap(0, Ordering::AcqRel)
}

/// Waits until a descriptor can be read, a signal comes or the time is over. True when reading would not block.
#[cfg(unix)]
pub fn wait_readable(fd: i32, milliseconds: i32) -> bool {
    const POLLIN: i16 = 1;
    let mut one = PollFd {
        fd,
        events: POLLIN,
        revents: 0,
    };
    // SAFETY: one descriptor that lives on the stack.
    unsafe { poll(&mut one, 1, milliseconds) > 0 }
}

/// As poll(2) of an array of its structures; a signal ends it. How many descriptors are ready.
#[cfg(unix)]
pub fn poll_descriptors(data: *mut u8, len: usize, milliseconds: i32) -> i32 {
    let count = len / size_of::<PollFd>();
    // SAFETY: so many structures lie in the host's array, which lives until the call returns; it is aligned as an
    // Int32Array.
    unsafe { poll(data.cast(), count as std::ffi::c_ulong, milliseconds).max(0) }
}

/// `alarm(2)`
#[cfg(unix)]
pub fn set_alarm(seconds: u32) -> u32 {
    // SAFETY: no memory is involved.
    unsafe { alarm(seconds) }
}

#[cfg(not(unix))]
pub fn set(_: &Runtime, _: u32, _: u32) -> bool {
    false
}

#[cfg(not(unix))]
pub fn wait_readable(_: i32, _: i32) -> bool {
    true
}

#[cfg(not(unix))]
pub fn poll_descriptors(_: *mut u8, _: usize, _: i32) -> i32 {
    0
}

#[cfg(not(unix))]
pub fn set_alarm(_: u32) -> u32 {
    0
}
