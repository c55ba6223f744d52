//! What a program sees of this crate that uses `reqwest` and TLS for itself. One test, since it is about the process.
#![cfg(feature = "rustls")]
#[path = "../src/runtime/mod.rs"]
mod runtime;

/// This package asks `reqwest` for no TLS by itself, as a program may that sends plain HTTP alone. What Cargo turns on in
/// `reqwest` for one package, it turns on for all.
#[test]
fn clients_of_reqwest_work_as_before_and_no_cryptography_is_chosen_for_the_process() {
    let own = || reqwest::Client::builder().no_proxy().build().is_ok();
    let cryptography = || rustls::crypto::CryptoProvider::get_default().is_some();
    assert!(own() && !cryptography());
    drop(reqwest::Client::new());
    runtime::Client::builder().build().unwrap();
    #[cfg(feature = "blocking")]
    drop(runtime::blocking::Client::new(runtime::Client::builder().build().unwrap()).unwrap());
    assert!(own() && !cryptography());
}
