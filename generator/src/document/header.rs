//! Which request headers are not the document's to declare, since something else writes them.

/// Who writes a header that a document cannot declare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Writer {
    /// OpenAPI has another place for it: media types and security schemes.
    OpenApi,
    /// HTTP frames a message with it, or it is for one connection: a caller who writes it can cut or smuggle requests.
    Http,
}

/// Who writes the header; none when a document may declare it.
pub fn writer(name: &str) -> Option<Writer> {
    match name.to_ascii_lowercase().as_str() {
        "accept" | "content-type" | "authorization" => Some(Writer::OpenApi),
        // The runtime refuses them from everybody (`runtime/headers.rs`).
        "connection" | "content-length" | "expect" | "host" | "http2-settings" | "keep-alive" | "proxy-connection"
        | "te" | "trailer" | "transfer-encoding" | "upgrade" => Some(Writer::Http),
        _ => None,
    }
}

impl Writer {
    /// What says it instead.
    pub fn help(self) -> &'static str {
        match self {
            Self::OpenApi => "media types say what is accepted and sent, security schemes how a caller is authorised",
            Self::Http => {
                "the HTTP layer writes it, since it says where a message goes and ends: no caller can give it"
            }
        }
    }
}
