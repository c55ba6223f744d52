//! Which request headers may a document not declare, because something else writes them?

/// Who writes a header that a document cannot declare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Writer {
    /// OpenAPI declares it elsewhere, by media types and security schemes.
    OpenApi,
    /// It frames the message or belongs to one connection. A caller who could set it could cut or smuggle requests.
    Http,
}

/// Who writes the header. None: a document may declare it.
pub fn writer(name: &str) -> Option<Writer> {
    match name.to_ascii_lowercase().as_str() {
        "accept" | "content-type" | "authorization" => Some(Writer::OpenApi),
        // The runtime refuses them from every caller (`http/headers.rs`).
        "connection" | "content-length" | "expect" | "host" | "http2-settings" | "keep-alive" | "proxy-connection"
        | "te" | "trailer" | "transfer-encoding" | "upgrade" => Some(Writer::Http),
        _ => None,
    }
}

impl Writer {
    /// What to tell the author of a document that declares the header.
    pub fn help(self) -> &'static str {
        match self {
            Self::OpenApi => {
                "media types say what a client accepts and sends, and security schemes how it authenticates"
            }
            Self::Http => {
                "the HTTP client writes this header, because it decides where a message goes and where it ends"
            }
        }
    }
}
