//! Deadlines. The thread that runs a program may be in compiled code for long, so a thread of its own sets bits of the
//! runtime's interrupt word when the time has come; compiled code polls the word at its back-edges.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use crate::generated::layouts::ctx;

struct Alarm {
    when: Instant,
    /// Address of the runtime's memory.
    base: usize,
    bits: u32,
}

static ALARMS: Mutex<Vec<Alarm>> = Mutex::new(Vec::new());
static CHANGED: Condvar = Condvar::new();

fn lock() -> MutexGuard<'static, Vec<Alarm>> {
    ALARMS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Sets `bits` of the interrupt word of the memory at `base` after some time, or never (`None`); replaces what was set for
/// the same bits. False when there is no thread to be had.
pub fn set(base: *mut u8, bits: u32, after: Option<Duration>) -> bool {
    static RUNNING: OnceLock<bool> = OnceLock::new();
    let mut alarms = lock();
    alarms.retain(|a| a.base != base as usize || a.bits != bits);
    let Some(when) = after.and_then(|time| Instant::now().checked_add(time)) else {
        return true;
    };
    let builder = || std::thread::Builder::new().name("tauraro-clock".to_string());
    if !*RUNNING.get_or_init(|| builder().spawn(run).is_ok()) {
        return false;
    }
    let base = base as usize;
    // The thread sleeps until the earliest: it need not be woken for a later one.
    let first = alarms.iter().all(|a| when < a.when);
    alarms.push(Alarm { when, base, bits });
    if first {
        CHANGED.notify_one();
    }
    true
}

/// The memory goes away.
pub fn forget(base: *mut u8) {
    lock().retain(|a| a.base != base as usize);
}

fn run() {
    let mut alarms = lock();
    loop {
        let now = Instant::now();
        alarms.retain(|a| {
            let due = a.when <= now;
            if due {
                // SAFETY: an aligned word of a memory that is there until `forget`, which needs the lock.
                let word = unsafe { &*(a.base as *const AtomicU32).add(ctx::INTERRUPT as usize) };
                word.fetch_or(a.bits, Ordering::Release);
            }
            !due
        });
        alarms = match alarms.iter().map(|a| a.when).min() {
            None => CHANGED.wait(alarms).unwrap_or_else(PoisonError::into_inner),
            Some(when) => {
                let result = CHANGED.wait_timeout(alarms, when.saturating_duration_since(now));
                result.unwrap_or_else(PoisonError::into_inner).0
            }
        };
    }
}
