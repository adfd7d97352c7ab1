//! Allocation.

use super::{guarded, runtime};
use crate::generated::layouts::status;
use crate::heap::{Kind, Ref};
use crate::jit::exits::UnitData;

/// A cleared cell for `bytes`, 0 with MemoryError set when there is none. The caller writes its header.
pub unsafe extern "C" fn new_cell(data: *const UnitData, bytes: i64) -> i64 {
    // SAFETY: see `runtime`.
    let rt = unsafe { runtime(data) };
    let mut cell = Ref::NONE;
    guarded(rt, |rt| match rt.alloc(Kind::Buffer, Ref::NONE, bytes as usize) {
        Ok(r) => {
            cell = r;
            status::OK
        }
        Err(_) => status::EXC,
    });
    cell.0 as i64
}
