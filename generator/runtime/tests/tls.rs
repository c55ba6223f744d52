//! The effect of this crate on a program that uses `reqwest` and TLS itself. There is one test, because it is about the
//! whole process.
#![cfg(feature = "rustls")]
#[path = "../src/runtime/mod.rs"]
mod runtime;

static UNDOCUMENTED: runtime::Undocumented = runtime::Undocumented::new(&[], &[]);

impl runtime::Client {
    /// The builder, as emitted code has it.
    fn builder() -> runtime::ClientBuilder {
        runtime::ClientBuilder::new(&UNDOCUMENTED)
    }
}

/// This package turns on no TLS feature of `reqwest` itself, like a program that sends plain HTTP only. Cargo turns on the
/// features of `reqwest` for all packages together.
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
