//! What the document says, as tables that emitted code fills. Names `model`.

pub(crate) mod content;
pub(crate) mod media_type;
pub(crate) mod operation;
pub(crate) mod origin;
pub(crate) mod param;
pub(crate) mod response_spec;
pub(crate) mod security;
pub(crate) mod server;
pub(crate) mod server_url;
pub(crate) mod server_variable;
