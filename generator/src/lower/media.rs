//! What a media type and a style mean for what is written.

use openapiv3::QueryStyle;

use crate::ir::{MediaKind, Style};

/// What is done with a body of this media type, by its name alone.
pub(super) fn media_kind(mime: &str) -> MediaKind {
    let essence = mime.split(';').next().unwrap_or(mime).trim().to_ascii_lowercase();
    let (top, sub) = essence.split_once('/').unwrap_or((essence.as_str(), ""));
    match (top, sub) {
        ("text", "event-stream") => MediaKind::EventStream,
        (_, "x-ndjson" | "ndjson" | "jsonl" | "x-jsonl" | "jsonlines" | "x-jsonlines" | "json-seq" | "stream+json") => {
            MediaKind::JsonLines
        }
        (_, "json") => MediaKind::Json,
        (_, sub) if sub.ends_with("+json") || sub.ends_with(".json") => MediaKind::Json,
        ("application", "x-www-form-urlencoded") => MediaKind::Form,
        ("multipart", _) => MediaKind::Multipart,
        (_, sub) if sub == "xml" || sub.ends_with("+xml") => MediaKind::Text,
        ("text", _) | ("application", "yaml" | "x-yaml" | "javascript" | "graphql" | "jwt" | "jose" | "sql") => {
            MediaKind::Text
        }
        (_, _) => MediaKind::Bytes,
    }
}

pub(super) fn query_style(style: &QueryStyle) -> Style {
    match style {
        QueryStyle::Form => Style::Form,
        QueryStyle::SpaceDelimited => Style::SpaceDelimited,
        QueryStyle::PipeDelimited => Style::PipeDelimited,
        QueryStyle::DeepObject => Style::DeepObject,
    }
}

/// Whether each value has a pair of its own where the document does not say.
pub(super) fn explodes(style: Style) -> bool {
    match style {
        Style::Form => true,
        Style::Simple
        | Style::Label
        | Style::Matrix
        | Style::SpaceDelimited
        | Style::PipeDelimited
        | Style::DeepObject => false,
    }
}
