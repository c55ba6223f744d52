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

/// The media type without parameters, as it is written.
fn bare(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or_default().trim()
}

/// Whether two media types are one but for their parameters.
pub(crate) fn is_same(one: &str, other: &str) -> bool {
    bare(one).eq_ignore_ascii_case(bare(other))
}

/// Whether a media type is one of these, or ends with a suffix such as `+json`. They are in lower case.
fn is_one_of(media_type: &str, names: [&str; 2], suffix: &str) -> bool {
    let media_type = bare(media_type);
    let end = media_type.len().checked_sub(suffix.len()).and_then(|start| media_type.get(start..));
    names.iter().any(|name| media_type.eq_ignore_ascii_case(name))
        || end.is_some_and(|end| end.eq_ignore_ascii_case(suffix))
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

/// Whether a media type is that of events. A body without one may be.
pub(crate) fn may_be_events(media_type: Option<&str>) -> bool {
    media_type.is_none_or(|media_type| is_same(media_type, "text/event-stream"))
}

/// Whether a media type is JSON.
pub(crate) fn is_json(media_type: &str) -> bool {
    is_one_of(media_type, ["application/json", "text/json"], "+json")
}

/// Whether a media type is XML.
pub(crate) fn is_xml(media_type: &str) -> bool {
    is_one_of(media_type, ["application/xml", "text/xml"], "+xml")
}
