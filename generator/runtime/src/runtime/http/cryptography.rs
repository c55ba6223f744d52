//! Which cryptography TLS has.

use super::config::BuildError;
use rustls::crypto::CryptoProvider;
use std::sync::Arc;

/// The cryptography that the program installed for its process, or else that of a feature. Where both are compiled in,
/// aws-lc goes before ring, since a program has to ask for it.
///
/// # Errors
///
/// Returns [`BuildError::Transport`] if there is none.
pub(crate) fn provider() -> Result<Arc<CryptoProvider>, BuildError> {
    CryptoProvider::get_default().cloned().or_else(of_a_feature).ok_or_else(|| BuildError::Transport {
        reason:
            "TLS has no cryptography: install a `CryptoProvider` of rustls for the process, or turn on the feature \
                 `rustls` or `aws-lc-rs`"
                .to_owned(),
    })
}

#[cfg(feature = "aws-lc-rs")]
fn of_a_feature() -> Option<Arc<CryptoProvider>> {
    Some(Arc::new(rustls::crypto::aws_lc_rs::default_provider()))
}

#[cfg(all(feature = "rustls", not(feature = "aws-lc-rs")))]
fn of_a_feature() -> Option<Arc<CryptoProvider>> {
    Some(Arc::new(rustls::crypto::ring::default_provider()))
}

#[cfg(not(any(feature = "aws-lc-rs", feature = "rustls")))]
fn of_a_feature() -> Option<Arc<CryptoProvider>> {
    None
}
