//! The tables of what the document says, which emitted code contains. Uses `model`.

#[cfg(feature = "batch")] // only with batches
pub(crate) mod batching; // only with batches
pub(crate) mod content;
pub(crate) mod long_running;
pub(crate) mod media_type;
pub(crate) mod method;
pub(crate) mod oauth;
pub(crate) mod operation;
pub(crate) mod origin;
pub(crate) mod paging;
pub(crate) mod param;
pub(crate) mod response_spec;
pub(crate) mod security;
pub(crate) mod server;
pub(crate) mod server_url;
pub(crate) mod server_variable;
pub(crate) mod undocumented;
