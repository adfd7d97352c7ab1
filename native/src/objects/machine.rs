//! The machine's numbers by the letters that arrays, memoryviews and `struct` have for them.

use super::{Res, Runtime};
use crate::heap::Value;

/// Of `f`, `d` and the ints, signed ones in lower case: the value of `size` bytes, which are the low ones of `bits`.
pub fn number(rt: &mut Runtime, code: u8, size: usize, bits: u64) -> Res<Value> {
    let unused = 64 - 8 * size as u32;
    match code {
        b'f' => Ok(Value::float(f32::from_bits(bits as u32) as f64)),
        b'd' => Ok(Value::float(f64::from_bits(bits))),
        c if c.is_ascii_lowercase() => rt.int((bits << unused) as i64 >> unused),
        _ => rt.int_from_u64(bits),
    }
}

/// Little-endian bytes in eight.
pub fn widened(bytes: &[u8]) -> u64 {
    let mut wide = [0; 8];
    wide[..bytes.len()].copy_from_slice(bytes);
    u64::from_le_bytes(wide)
}

/// The least and the greatest int that `size` bytes hold.
pub fn range(code: u8, size: usize) -> (i128, i128) {
    let bits = 8 * size as u32;
    if code.is_ascii_lowercase() {
        (-(1 << (bits - 1)), (1 << (bits - 1)) - 1)
    } else {
        (0, (1 << bits) - 1)
    }
}
