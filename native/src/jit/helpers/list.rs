//! Lists.

use super::{guarded, runtime};
use crate::generated::layouts::status;
use crate::heap::Value;
use crate::jit::exits::UnitData;

pub unsafe extern "C" fn list_append(data: *const UnitData, list: u64, item: u64) -> u32 {
    // SAFETY: see `runtime`.
    let rt = unsafe { runtime(data) };
    guarded(rt, |rt| match rt.list_append(Value(list), Value(item)) {
        Ok(()) => status::OK,
        Err(_) => status::EXC,
    })
}
