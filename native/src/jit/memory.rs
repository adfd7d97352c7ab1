//! Code memory: each unit has pages of its own, writable while it is copied there and executable ever after, so that
//! no other thread's running code is ever in a writable page. The registry, and the few trampolines that never change once
//! they are made (`lower/cold.rs`), are the only process-global state.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, OnceLock};

use memmap2::{Mmap, MmapMut};

use crate::heap::Ref;

use super::exits::UnitData;
use super::{GiveUp, UnitKind};

struct Unit {
    /// Holds the pages; unmapped when the unit is released.
    _code: Mmap,
    data: Box<UnitData>,
}

fn registry() -> MutexGuard<'static, HashMap<usize, Unit>> {
    static UNITS: OnceLock<Mutex<HashMap<usize, Unit>>> = OnceLock::new();
    let units = UNITS.get_or_init(Mutex::default);
    // A panic while the lock is held leaves the map whole: every operation on it is a single call.
    units.lock().unwrap_or_else(|e| e.into_inner())
}

/// Copies position-independent code to executable memory.
fn executable(code: &[u8]) -> Result<Mmap, GiveUp> {
    let mut map = MmapMut::map_anon(code.len()).map_err(|_| GiveUp::Memory)?;
    map[..code.len()].copy_from_slice(code);
    let map = map.make_exec().map_err(|_| GiveUp::Memory)?;
    // SAFETY: the range is mapped and was just written.
    let cleared = unsafe { wasmtime_internal_jit_icache_coherence::clear_cache(map.as_ptr().cast(), code.len()) };
    if cleared.is_err() || wasmtime_internal_jit_icache_coherence::pipeline_flush_mt().is_err() {
        return Err(GiveUp::Memory);
    }
    Ok(map)
}

/// Makes a unit's code executable; gives its address.
pub fn install(code: &[u8], data: Box<UnitData>) -> Result<usize, GiveUp> {
    let map = executable(code)?;
    let entry = map.as_ptr() as usize;
    registry().insert(entry, Unit { _code: map, data });
    Ok(entry)
}

/// The same for code that belongs to no unit and stays as long as the process.
pub fn install_forever(code: &[u8]) -> Result<usize, GiveUp> {
    let map = Box::leak(Box::new(executable(code)?));
    Ok(map.as_ptr() as usize)
}

pub fn release(entry: usize) {
    registry().remove(&entry);
}

/// Frees all code of the runtime at this address.
pub fn release_all(rt: usize) {
    registry().retain(|_, unit| unit.data.rt != rt);
}

/// Sites whose guesses failed in the units that were compiled from the same loop or function before.
pub fn failing_sites(rt: usize, code: Ref, kind: UnitKind) -> Vec<u32> {
    let units = registry();
    let same = units
        .values()
        .filter(|u| u.data.rt == rt && u.data.code == code && u.data.kind == kind);
    let mut sites: Vec<u32> = same
        .flat_map(|u| super::exits::failing_sites(&u.data, FAILURES))
        .collect();
    sites.sort_unstable();
    sites.dedup();
    sites
}

/// Exits at one site after which its guess is not made again.
const FAILURES: u32 = 10;
