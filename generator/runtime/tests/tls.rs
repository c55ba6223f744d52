//! The effect of this crate on a program that uses TLS itself. No test installs anything for the process.
#![cfg(any(feature = "rustls", feature = "aws-lc-rs"))]
#[path = "../src/runtime/mod.rs"]
mod runtime;

static UNDOCUMENTED: runtime::Undocumented = runtime::Undocumented::new(&[], &[]);

impl runtime::Client {
    /// The builder, as emitted code has it.
    fn builder() -> runtime::ClientBuilder {
        runtime::ClientBuilder::new(&UNDOCUMENTED)
    }
}

#[cfg(feature = "rustls-no-provider")]
#[test]
fn what_a_program_asks_for_goes_before_ring() {
    let provider = runtime::http::cryptography::provider().unwrap();
    let is_hybrid = |group: &rustls::NamedGroup| *group == rustls::NamedGroup::X25519MLKEM768;
    let hybrid = provider.kx_groups.iter().map(|group| group.name()).any(|group| is_hybrid(&group));
    // Only aws-lc agrees on keys that quantum computers do not break.
    assert_eq!(hybrid, cfg!(feature = "aws-lc-rs"));
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
