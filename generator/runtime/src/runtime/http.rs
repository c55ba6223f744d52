//! Requests, responses and the client. Names the three rooms below it.

pub(crate) mod auth;
#[cfg(feature = "blocking")]
pub mod blocking;
pub(crate) mod call;
pub(crate) mod client;
pub(crate) mod client_builder;
pub(crate) mod credential;
pub(crate) mod error;
pub(crate) mod error_body;
pub(crate) mod headers;
pub(crate) mod idle;
pub mod mock_transport;
pub(crate) mod origin;
pub(crate) mod request;
pub(crate) mod request_error;
pub(crate) mod request_parts;
#[cfg(feature = "reqwest")]
pub(crate) mod reqwest_error;
#[cfg(feature = "reqwest")]
pub(crate) mod reqwest_transport;
pub(crate) mod response;
pub(crate) mod retry;
pub(crate) mod server_selection;
pub(crate) mod stream;
pub(crate) mod transport;
