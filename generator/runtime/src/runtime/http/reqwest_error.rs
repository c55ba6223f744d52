//! The conversion of errors of `reqwest` into transport errors.

use super::stack_error::{self, Stage, root_cause};
use super::transport_error::{TransportError, TransportErrorKind};
use std::error::Error as StdError;

/// The message of `reqwest` for a URL with `https` if the program was compiled without TLS.
const NO_TLS: &str = "invalid URL, scheme is not http";

/// The error of a request without a response.
pub(crate) fn send_error(error: &reqwest::Error, uri: &http::Uri) -> TransportError {
    let secure = uri.scheme() == Some(&http::uri::Scheme::HTTPS);
    if error.is_connect() && secure && root_cause(error, is_own) == NO_TLS {
        let message = "this program was compiled without TLS: turn on a TLS feature of `reqwest`, such as `rustls`";
        return TransportError::new(TransportErrorKind::Other, message);
    }
    stack_error::send_error(error, stage(error), uri, is_own)
}

/// The error of a response that was not received, or not completely, although there was a connection.
pub(crate) fn response_error(error: &reqwest::Error) -> TransportError {
    stack_error::response_error(error, stage(error), is_own)
}

fn stage(error: &reqwest::Error) -> Stage {
    if error.is_connect() {
        Stage::Connect
    } else if error.is_builder() {
        Stage::Build
    } else if error.is_timeout() {
        Stage::TimeLimit
    } else {
        Stage::Exchange
    }
}

fn is_own(error: &(dyn StdError + 'static)) -> bool {
    error.is::<reqwest::Error>()
}
