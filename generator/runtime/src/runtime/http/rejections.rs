//! Tokens that a server rejected, and the rejection that the call which received it could not act on.

use super::credential::Token;
use crate::runtime::spec::security::Scheme;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

/// The tokens of an attempt, each with its security scheme.
pub(crate) type SentTokens = Vec<(&'static Scheme, Token)>;

/// The rejection of the last tokens by the server.
#[derive(Debug, Default)]
pub(crate) struct Rejection {
    /// The `WWW-Authenticate` header of the response.
    pub(crate) challenge: Option<String>,
    pub(crate) tokens: SentTokens,
}

impl Rejection {
    /// The token of a security scheme that the server rejected.
    pub(crate) fn token(&self, scheme: &Scheme) -> Option<Token> {
        self.tokens.iter().find(|(own, _)| *own == scheme).map(|(_, token)| token.clone())
    }
}

/// The last rejection that no call has acted on. A call whose body cannot be sent again leaves it, so that the next one does
/// not send the same tokens.
#[derive(Debug, Default)]
pub(crate) struct Rejections {
    last: Mutex<Option<Rejection>>,
    /// Whether there is one. Without it, calls do not need the lock.
    any: AtomicBool,
}

impl Rejections {
    /// Leaves a rejection to a later call.
    pub(crate) fn leave(&self, rejection: Rejection) {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        *last = Some(rejection);
        self.any.store(true, Ordering::Release);
    }

    /// Takes the rejection, if one of its tokens is of a security scheme that the call needs.
    pub(crate) fn take(&self, needs: impl Fn(&Scheme) -> bool) -> Option<Rejection> {
        if !self.any.load(Ordering::Acquire) {
            return None;
        }
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = last.take_if(|rejection| rejection.tokens.iter().any(|(scheme, _)| needs(scheme)))?;
        self.any.store(false, Ordering::Release);
        Some(taken)
    }
}
