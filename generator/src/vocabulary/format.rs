//! How the content of a media type is written.

/// How content is written, as far as its media type alone says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Json,
    /// One JSON value after the other.
    JsonLines,
    EventStream,
    Form,
    Multipart,
    Xml,
    /// Values with a structure, in an encoding that the client does not have.
    Foreign,
    /// Text that a program reads as it is.
    Text,
    /// Any other octets.
    Binary,
}

impl Format {
    /// The format of a media type, whose parameters say nothing of it.
    pub fn of(mime: &str) -> Self {
        let essence = essence(mime);
        let (top, sub) = essence.split_once('/').unwrap_or((essence.as_str(), ""));
        match (top, sub) {
            ("text", "event-stream") => Self::EventStream,
            (
                _,
                "x-ndjson" | "ndjson" | "jsonl" | "x-jsonl" | "jsonlines" | "x-jsonlines" | "json-seq" | "stream+json",
            ) => Self::JsonLines,
            (_, "json") => Self::Json,
            (_, sub) if sub.ends_with("+json") || sub.ends_with(".json") => Self::Json,
            ("application", "x-www-form-urlencoded") => Self::Form,
            (_, sub) if is_foreign(sub) => Self::Foreign,
            ("multipart", _) => Self::Multipart,
            (_, sub) if sub == "xml" || sub.ends_with("+xml") => Self::Xml,
            ("text", _) | ("application", "yaml" | "x-yaml" | "javascript" | "graphql" | "jwt" | "jose" | "sql") => {
                Self::Text
            }
            (_, _) => Self::Binary,
        }
    }
}

/// A media type in lower case, without parameters.
pub fn essence(mime: &str) -> String {
    mime.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// The encodings of values with a structure that are not JSON, XML or a form.
const FOREIGN: [&str; 6] = ["protobuf", "msgpack", "cbor", "avro", "thrift", "grpc"];

/// Whether a subtype names one of these encodings: `x-protobuf`, `vnd.kubernetes.protobuf`, `senml+cbor`.
fn is_foreign(subtype: &str) -> bool {
    let last = subtype.rsplit(['.', '+']).next().unwrap_or(subtype);
    FOREIGN.contains(&last.strip_prefix("x-").unwrap_or(last))
}
