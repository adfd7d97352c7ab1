//! The only folder that speaks N-API. Hot functions take no arguments: operands and results go through the context
//! block. No Rust panic leaves a function here, and no JavaScript exception passes through native frames.

mod clock;
mod compiler;
mod kernel;
mod signals;
mod stack;
mod utilities;
mod value;

use napi_sys::*;

/// What Node calls when it loads the addon.
///
/// # Safety
/// Called by Node with a live environment.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn napi_register_module_v1(env: napi_env, exports: napi_value) -> napi_value {
    #[cfg(windows)]
    // SAFETY: before any other call of the library.
    unsafe {
        napi_sys::setup();
    }
    value::set(
        env,
        exports,
        "open",
        value::function(env, "open", Some(kernel::open), std::ptr::null_mut()),
    );
    compiler::export(env, exports);
    exports
}
