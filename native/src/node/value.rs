//! The few N-API calls that the addon needs, with Rust types. No status is ignored that can matter to the caller.

use std::ffi::{CString, c_void};
use std::ptr::{null, null_mut};

use napi_sys::*;

/// Arguments and data of one call from JavaScript.
pub struct Call {
    pub env: napi_env,
    args: [napi_value; 4],
    pub data: *mut c_void,
}

impl Call {
    /// # Safety
    /// Both handles come from Node, in a callback that is running.
    pub unsafe fn new(env: napi_env, info: napi_callback_info) -> Call {
        let mut call = Call {
            env,
            args: [null_mut(); 4],
            data: null_mut(),
        };
        let mut argc = 4;
        // SAFETY: argc says how many places args has; Node fills the missing ones with undefined.
        unsafe { napi_get_cb_info(env, info, &mut argc, call.args.as_mut_ptr(), null_mut(), &mut call.data) };
        call
    }

    pub fn arg(&self, i: usize) -> napi_value {
        self.args[i]
    }

    pub fn u32(&self, i: usize) -> u32 {
        self.f64(i) as i64 as u32
    }

    pub fn f64(&self, i: usize) -> f64 {
        let mut x = 0.0;
        // SAFETY: a live handle; for what is no number x stays 0.
        unsafe { napi_get_value_double(self.env, self.args[i], &mut x) };
        x
    }

    /// UTF-16 code units: lone surrogates are kept.
    pub fn utf16(&self, i: usize) -> Vec<u16> {
        let mut len = 0;
        // SAFETY: first the length, then a buffer with room for it and the terminator.
        unsafe {
            napi_get_value_string_utf16(self.env, self.args[i], null_mut(), 0, &mut len);
            let mut units = vec![0; len + 1];
            napi_get_value_string_utf16(self.env, self.args[i], units.as_mut_ptr(), len + 1, &mut len);
            units.truncate(len);
            units
        }
    }

    pub fn string(&self, i: usize) -> String {
        String::from_utf16_lossy(&self.utf16(i))
    }

    /// Sign and 64-bit limbs of a BigInt, smallest first.
    pub fn bigint(&self, i: usize) -> (bool, Vec<u64>) {
        let (mut sign, mut count) = (0, 0);
        // SAFETY: first the count, then room for as many words.
        unsafe {
            napi_get_value_bigint_words(self.env, self.args[i], null_mut(), &mut count, null_mut());
            let mut words = vec![0; count];
            napi_get_value_bigint_words(self.env, self.args[i], &mut sign, &mut count, words.as_mut_ptr());
            (sign != 0, words)
        }
    }

    /// Address and length of a Uint8Array.
    pub fn bytes(&self, i: usize) -> (*mut u8, usize) {
        let (mut len, mut data, mut kind) = (0, null_mut(), 0);
        // SAFETY: out parameters of this frame; a value that is no typed array leaves them empty.
        unsafe {
            napi_get_typedarray_info(
                self.env,
                self.args[i],
                &mut kind,
                &mut len,
                &mut data,
                null_mut(),
                null_mut(),
            )
        };
        (data.cast(), len)
    }

    pub fn property(&self, object: napi_value, name: &str) -> napi_value {
        let name = CString::new(name).unwrap_or_default();
        let mut value = null_mut();
        // SAFETY: a terminated name and an out parameter.
        unsafe { napi_get_named_property(self.env, object, name.as_ptr(), &mut value) };
        value
    }

    pub fn property_f64(&self, object: napi_value, name: &str) -> f64 {
        let (value, mut x) = (self.property(object, name), 0.0);
        // SAFETY: as `f64`.
        unsafe { napi_get_value_double(self.env, value, &mut x) };
        x
    }

    pub fn property_bool(&self, object: napi_value, name: &str) -> bool {
        let (value, mut b) = (self.property(object, name), false);
        // SAFETY: as `f64`.
        unsafe { napi_get_value_bool(self.env, value, &mut b) };
        b
    }
}

pub fn undefined(env: napi_env) -> napi_value {
    let mut value = null_mut();
    // SAFETY: an out parameter.
    unsafe { napi_get_undefined(env, &mut value) };
    value
}

pub fn number(env: napi_env, x: f64) -> napi_value {
    let mut value = null_mut();
    // SAFETY: an out parameter.
    unsafe { napi_create_double(env, x, &mut value) };
    value
}

pub fn js_string(env: napi_env, units: &[u16]) -> napi_value {
    let mut value = null_mut();
    // SAFETY: pointer and length of one slice.
    unsafe { napi_create_string_utf16(env, units.as_ptr(), units.len() as isize, &mut value) };
    value
}

pub fn js_bigint(env: napi_env, negative: bool, words: &[u64]) -> napi_value {
    let mut value = null_mut();
    // SAFETY: pointer and length of one slice.
    unsafe { napi_create_bigint_words(env, negative as i32, words.len(), words.as_ptr(), &mut value) };
    value
}

/// A fresh Uint8Array with a copy of `bytes`.
pub fn js_bytes(env: napi_env, bytes: &[u8]) -> napi_value {
    let (mut buffer, mut data, mut array) = (null_mut(), null_mut(), null_mut());
    // SAFETY: Node gives a buffer of the asked length, which is filled before anyone else sees it.
    unsafe {
        napi_create_arraybuffer(env, bytes.len(), &mut data, &mut buffer);
        if !data.is_null() {
            std::ptr::copy_nonoverlapping(bytes.as_ptr(), data.cast(), bytes.len());
        }
        napi_create_typedarray(env, TypedarrayType::uint8_array, bytes.len(), buffer, 0, &mut array);
    }
    array
}

pub fn object(env: napi_env) -> napi_value {
    let mut value = null_mut();
    // SAFETY: an out parameter.
    unsafe { napi_create_object(env, &mut value) };
    value
}

pub fn set(env: napi_env, object: napi_value, name: &str, value: napi_value) {
    let name = CString::new(name).unwrap_or_default();
    // SAFETY: a terminated name and live handles.
    unsafe { napi_set_named_property(env, object, name.as_ptr(), value) };
}

pub fn function(env: napi_env, name: &str, f: napi_callback, data: *mut c_void) -> napi_value {
    let mut value = null_mut();
    // SAFETY: pointer and length of one str; data outlives the function (see `kernel::open`).
    unsafe { napi_create_function(env, name.as_ptr().cast(), name.len() as isize, f, data, &mut value) };
    value
}

pub fn throw(env: napi_env, message: &str) {
    let message = CString::new(message).unwrap_or_default();
    // SAFETY: a terminated message.
    unsafe { napi_throw_error(env, null(), message.as_ptr()) };
}

/// A strong reference, for as long as the environment lives.
pub fn reference(env: napi_env, value: napi_value) -> napi_ref {
    let mut reference = null_mut();
    // SAFETY: an out parameter.
    unsafe { napi_create_reference(env, value, 1, &mut reference) };
    reference
}
