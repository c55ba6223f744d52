//! The errors of `fetch` as errors of a transport.

use crate::runtime::http::transport_error::{TransportError, TransportErrorKind};
use crate::runtime::model::printable::printable;
use js_sys::Error;
use wasm_bindgen::{JsCast, JsValue};

/// The error of a request that the browser does not take.
pub(crate) fn refused(error: &JsValue) -> TransportError {
    TransportError::new(TransportErrorKind::Other, format!("the browser does not send the request: {}", text(error)))
}

/// The error of a request without a response. A browser tells the page no more, so that the server may have received it.
pub(crate) fn unanswered(error: &JsValue) -> TransportError {
    let reason = "there was no connection, or the server does not allow requests of this page (CORS): see the console";
    TransportError::new(TransportErrorKind::Lost, format!("the browser has no response: {}; {reason}", text(error)))
}

/// The error of a body that was not received to its end.
pub(crate) fn lost(error: &JsValue) -> TransportError {
    TransportError::new(TransportErrorKind::Lost, format!("the connection was lost: {}", text(error)))
}

/// The error of a response that cannot be one of HTTP, or that the browser hides.
pub(crate) fn unusable(reason: &str) -> TransportError {
    TransportError::new(TransportErrorKind::Other, reason)
}

fn text(error: &JsValue) -> String {
    let message = error.dyn_ref::<Error>().map(|error| String::from(error.message()));
    printable(&message.unwrap_or_else(|| format!("{error:?}"))).to_string()
}
