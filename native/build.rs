fn main() {
    #[cfg(feature = "node")]
    napi_build::setup();
    // Compiled code and V8 hold addresses inside the addon: unloading it when a worker exits would leave them dangling.
    if std::env::var("CARGO_CFG_TARGET_OS").as_deref() == Ok("linux") {
        println!("cargo:rustc-cdylib-link-arg=-Wl,-z,nodelete");
    }
}
