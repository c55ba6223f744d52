//! The effect of this crate on a program that uses TLS itself. There is one test, because it is about the
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

#[test]
fn no_cryptography_is_chosen_for_the_process() {
    let cryptography = || rustls::crypto::CryptoProvider::get_default().is_some();
    assert!(!cryptography());
    runtime::Client::builder().build().unwrap();
    runtime::HyperTransport::new().unwrap();
    #[cfg(feature = "blocking")]
    drop(runtime::blocking::Client::new(runtime::Client::builder().build().unwrap()).unwrap());
    // A program that uses `reqwest` itself has what it had before.
    #[cfg(feature = "reqwest")]
    assert!(reqwest::Client::builder().no_proxy().build().is_ok());
    assert!(!cryptography());
}
