//! What does a media type say about a body?

/// What is done with a body, by its media type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContentKind {
    /// `application/json` and `+json`.
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `multipart/*`.
    Multipart,
    /// `text/*`, and XML as text.
    Text,
    /// Everything else: raw bytes.
    Bytes,
    /// `text/event-stream`.
    EventStream,
    /// `application/x-ndjson`, `application/jsonl` and their kin: one JSON value a line.
    JsonLines,
}

/// The media type without parameters, in lower case.
pub(crate) fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Whether a media type says that the body is JSON.
pub(crate) fn is_json(media_type: &str) -> bool {
    let media_type = essence(media_type);
    media_type == "application/json" || media_type == "text/json" || media_type.ends_with("+json")
}
