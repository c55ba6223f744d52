//! The kinds of media types, which decide how a body is written and read.

use crate::runtime::model::xml_body::XmlBody;

/// The kind of a media type: how a body is written and read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContentKind {
    /// `application/json` and `+json`.
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `multipart/*`.
    Multipart,
    /// `application/xml`, `text/xml` and `+xml`, by this table.
    Xml(&'static XmlBody),
    /// `text/*`, and XML without a structure.
    Text,
    /// Any other media type, as raw bytes.
    Bytes,
    /// `text/event-stream`.
    EventStream,
    /// `application/x-ndjson`, `application/jsonl` and similar types: one JSON value a line.
    JsonLines,
}

/// The media type without parameters, in lower case.
pub(crate) fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Whether two media types are one but for their parameters.
pub(crate) fn is_same(one: &str, other: &str) -> bool {
    fn bare(text: &str) -> &str {
        text.split(';').next().unwrap_or_default().trim()
    }
    bare(one).eq_ignore_ascii_case(bare(other))
}

/// The parameter `charset` of a media type.
pub(crate) fn charset(media_type: &str) -> Option<&str> {
    let pairs = media_type.split(';').skip(1).filter_map(|parameter| parameter.split_once('='));
    let mut found = pairs.filter(|(name, _)| name.trim().eq_ignore_ascii_case("charset"));
    found.next().map(|(_, charset)| charset.trim().trim_matches('"'))
}

/// Whether a media type or a range, such as `image/*`, includes a media type. Parameters do not count.
pub(crate) fn includes(range: &str, media_type: &str) -> bool {
    let (range, media_type) = (essence(range), essence(media_type));
    match range.strip_suffix('*') {
        Some("*/" | "") => true,
        Some(top) => media_type.starts_with(top),
        None => range == media_type,
    }
}

/// Whether a media type is JSON.
pub(crate) fn is_json(media_type: &str) -> bool {
    let media_type = essence(media_type);
    media_type == "application/json" || media_type == "text/json" || media_type.ends_with("+json")
}

/// Whether a media type is XML.
pub(crate) fn is_xml(media_type: &str) -> bool {
    let media_type = essence(media_type);
    media_type == "application/xml" || media_type == "text/xml" || media_type.ends_with("+xml")
}
