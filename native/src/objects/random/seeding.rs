//! Seeds and states.

use std::hash::{BuildHasher, Hasher, RandomState};

use num_bigint::{BigInt, Sign};
use sha2::{Digest, Sha512};

use super::twister;
use super::twister::WORDS;
use crate::heap::{Kind, Value};
use crate::objects::int::Int;
use crate::objects::{Exc, Res, Runtime};

pub fn seed(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let (generator, mut a) = (args[0], args[1]);
    let version = if args[2].is_unbound() { 2 } else { rt.as_index(args[2])? };
    let kind = rt.kind_of(a);
    let is_text = matches!(kind, Some(Kind::Str | Kind::Bytes));
    if version == 1 && is_text {
        a = old_hash(rt, a)?;
    } else if version == 2 && (is_text || kind == Some(Kind::Bytearray)) {
        let mut bytes = text_bytes(rt, a);
        let digest = Sha512::digest(&bytes);
        bytes.extend_from_slice(&digest);
        a = rt.int_from_big(BigInt::from_bytes_be(Sign::Plus, &bytes))?;
    } else {
        let plain = a.is_unbound() || a.is_none() || rt.is_int(a) || rt.float_value(a).is_some();
        if !plain && !is_text && kind != Some(Kind::Bytearray) {
            return rt.type_error("The only supported seed types are: None,\nint, float, str, bytes, and bytearray.");
        }
    }
    seed_from(rt, generator, a)?;
    if let Some(r) = generator.as_object() {
        rt.set_native_value(r, 0, Value::NONE);
    }
    Ok(Value::NONE)
}

fn text_bytes(rt: &mut Runtime, v: Value) -> Vec<u8> {
    match rt.kind_of(v) {
        Some(Kind::Str) => rt.str_to_string(v).into_bytes(),
        _ => rt.byte_vec(v).unwrap_or_default(),
    }
}

/// How Python 2 hashed strings: `seed(…, version=1)`.
fn old_hash(rt: &mut Runtime, v: Value) -> Res<Value> {
    let chars: Vec<u64> = match rt.kind_of(v) {
        Some(Kind::Str) => rt.str_code_points(v).into_iter().map(u64::from).collect(),
        _ => rt.byte_vec(v).unwrap_or_default().into_iter().map(u64::from).collect(),
    };
    let start = chars.first().map_or(0, |c| c << 7);
    let hash = chars.iter().fold(start, |x, c| x.wrapping_mul(1000003) ^ c) ^ chars.len() as u64;
    rt.int_from_u64(hash)
}

/// `_random.Random.seed`: nothing, an int, or any other object's hash.
pub fn seed_from(rt: &mut Runtime, generator: Value, a: Value) -> Res<()> {
    let key: Vec<u32> = if a.is_unbound() || a.is_none() {
        // RandomState is seeded by the system.
        (0..WORDS as u64)
            .map(|i| {
                let mut hasher = RandomState::new().build_hasher();
                hasher.write_u64(i);
                hasher.finish() as u32
            })
            .collect()
    } else {
        let n = match rt.int_value(a) {
            Some(n) => n.into_big(),
            None => BigInt::from(rt.hash(a)? as u64),
        };
        n.magnitude().to_u32_digits()
    };
    let key = if key.is_empty() { vec![0] } else { key };
    twister(rt, generator).seed(&key);
    Ok(())
}

/// (3, (624 words, index), gauss_next)
pub fn getstate(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let words: Vec<u32> = (0..=WORDS).map(|i| twister(rt, args[0]).word(i)).collect();
    let mut items = Vec::with_capacity(words.len());
    for word in words {
        items.push(rt.int(word as i64)?);
    }
    let inner = rt.new_tuple(&items)?;
    let gauss_next = args[0].as_object().map_or(Value::NONE, |r| rt.native_value(r, 0));
    rt.new_tuple(&[Value::int32(3), inner, gauss_next])
}

pub fn setstate(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let state = rt.collect(args[1])?;
    let Some(&version) = state.first() else {
        return rt.raise(Exc::IndexError, "tuple index out of range");
    };
    // In that of version 2 the words may be negative.
    if version != Value::int32(3) && version != Value::int32(2) {
        let shown = rt.repr_string(version)?;
        return rt.value_error(format!(
            "state with version {shown} passed to Random.setstate() of version 3"
        ));
    }
    let &[_, inner, gauss_next] = &state[..] else {
        return rt.value_error(format!("not enough values to unpack (expected 3, got {})", state.len()));
    };
    if rt.kind_of(inner) != Some(Kind::Tuple) {
        return rt.type_error("state vector must be a tuple");
    }
    let items = rt.items_of_tuple(inner).to_vec();
    if items.len() != WORDS as usize + 1 {
        return rt.value_error("state vector is the wrong size");
    }
    let mut words = Vec::with_capacity(items.len());
    for item in items {
        match rt.index_value(item)? {
            Int::Small(n) => words.push(n as u32),
            Int::Big(_) => return rt.value_error("invalid state"),
        }
    }
    if words[WORDS as usize] > WORDS {
        return rt.value_error("invalid state");
    }
    for (i, word) in words.into_iter().enumerate() {
        twister(rt, args[0]).set_word(i as u32, word);
    }
    if let Some(r) = args[0].as_object() {
        rt.set_native_value(r, 0, gauss_next);
    }
    Ok(Value::NONE)
}
