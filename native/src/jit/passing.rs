//! How a function's arguments are passed from unit to unit: in machine registers, unboxed where callee and caller agree on it.

use super::request::Seen;

/// Functions with more parameters get them in their frames only.
pub const MOST: usize = 6;

/// The entry of a function's unit for such a call; the one that finds the arguments in the frame is 0.
pub const ENTRY: u32 = 1;

/// The same for a call by the unit itself, which has just checked what the unit takes for granted of globals.
pub const OWN_ENTRY: u32 = 2;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pass {
    Boxed,
    Int,
    /// An int from 0 to `MOST_COUNTED`.
    Count,
    Float,
}

pub const MOST_COUNTED: i64 = i32::MAX as i64;

impl Pass {
    /// For a parameter that was seen with this value.
    pub fn of(seen: &Seen) -> Pass {
        match seen.value.as_small_int() {
            Some(0..=MOST_COUNTED) => Pass::Count,
            Some(_) => Pass::Int,
            None if seen.value.is_float() => Pass::Float,
            None => Pass::Boxed,
        }
    }
}

/// What the code table tells callers: how many parameters, and each one's `Pass`.
pub fn signature(params: &[Pass]) -> u32 {
    let codes = params.iter().zip(0..).map(|(&p, k)| (p as u32) << (4 + 2 * k));
    codes.fold(1 | (params.len() as u32) << 1, |all, code| all | code)
}

/// The parameters of a signature; None: it has no such entry.
pub fn params(signature: u32) -> Option<Vec<Pass>> {
    const ALL: [Pass; 4] = [Pass::Boxed, Pass::Int, Pass::Count, Pass::Float];
    (signature & 1 != 0).then(|| {
        (0..signature >> 1 & 7)
            .map(|k| ALL[(signature >> (4 + 2 * k) & 3) as usize])
            .collect()
    })
}

#[test]
fn signatures_tell_parameters() {
    for list in [&[][..], &[Pass::Float, Pass::Boxed, Pass::Count], &[Pass::Int; MOST]] {
        assert_eq!(params(signature(list)).as_deref(), Some(list));
    }
    assert_eq!(params(0), None);
}
