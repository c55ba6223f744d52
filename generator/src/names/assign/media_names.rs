//! What are the variants for media types of bodies, and for responses, called?

use super::before::Before;
use super::others::{Other, Others};
use super::report::{NameRequest, Report};
use crate::ir::{Media, MediaKind, Operation, OperationId, StatusMatch};
use crate::names::words::{Case, Words};
use crate::names::{Name, OperationNames};

/// The variants of an operation.
pub(super) struct Variants {
    /// Of its body, for each media type.
    pub body: Vec<Name>,
    /// Of each response.
    pub responses: Vec<Vec<Name>>,
}

/// Names the variants of an operation. Statuses differ in their words, so that only media types of one response, or of the body,
/// can want one name.
pub(super) fn variants(
    operation: &Operation,
    id: OperationId,
    names: &OperationNames,
    before: &Before<'_>,
    others: &mut Others<'_>,
    report: &Report<'_>,
) -> Variants {
    let mut name = |several: &[Media], status: Option<&Words>| {
        let function = format!("{}::{}", names.module.text(), names.function.text());
        let things: Vec<Other<'_>> = several.iter().map(|it| thing(it, status)).collect();
        others.assign_in(&function, &before.media_of(id), &[], &things, &mut report.trial())
    };
    let body = match operation.body.as_ref().map(|body| body.content.as_slice()).unwrap_or_default() {
        none_or_one @ ([] | [_]) => none_or_one.iter().map(|it| variant(&kind_words(it.kind))).collect(),
        several => name(several, None),
    };
    let responses = operation.responses.iter().map(|response| {
        let status = Words::new(&status_words(response.status));
        match response.content.as_slice() {
            [] | [_] => vec![variant(&status)],
            several => name(several, Some(&status)),
        }
    });
    Variants { body, responses: responses.collect() }
}

fn variant(words: &Words) -> Name {
    Name::new(&words.cased(Case::Pascal))
}

/// A media type of the body, or of a response.
fn thing<'a>(media: &'a Media, status: Option<&Words>) -> Other<'a> {
    let kind = kind_words(media.kind);
    let (words, thing) = match status {
        Some(status) => (status.then(&kind), format!("{} {}", status.key(), media.mime)),
        None => (kind, media.mime.clone()),
    };
    let request = NameRequest::by_place(&media.mime, &media.location, words, Case::Pascal);
    Other { request: NameRequest { suffix: subtype(&media.mime), ..request }, thing }
}

fn kind_words(kind: MediaKind) -> Words {
    Words::new(match kind {
        MediaKind::Json => "json",
        MediaKind::Xml => "xml",
        MediaKind::Form => "form",
        MediaKind::Multipart => "multipart",
        MediaKind::Text => "text",
        MediaKind::Bytes => "bytes",
        MediaKind::EventStream => "events",
        MediaKind::JsonLines => "lines",
    })
}

fn subtype(mime: &str) -> &str {
    mime.split(';').next().and_then(|essence| essence.split('/').nth(1)).unwrap_or(mime)
}

/// The reason phrase of a status, for those that have one in RFC 9110.
fn status_words(status: StatusMatch) -> String {
    let words = match status {
        StatusMatch::Default => "default",
        StatusMatch::Range(1) => "informational",
        StatusMatch::Range(2) => "success",
        StatusMatch::Range(3) => "redirection",
        StatusMatch::Range(4) => "client error",
        StatusMatch::Range(5) => "server error",
        StatusMatch::Range(other) => return format!("status {other} xx"),
        StatusMatch::Exact(code) => match code {
            200 => "ok",
            201 => "created",
            202 => "accepted",
            203 => "non authoritative information",
            204 => "no content",
            205 => "reset content",
            206 => "partial content",
            301 => "moved permanently",
            302 => "found",
            303 => "see other",
            304 => "not modified",
            307 => "temporary redirect",
            308 => "permanent redirect",
            400 => "bad request",
            401 => "unauthorized",
            402 => "payment required",
            403 => "forbidden",
            404 => "not found",
            405 => "method not allowed",
            406 => "not acceptable",
            408 => "request timeout",
            409 => "conflict",
            410 => "gone",
            412 => "precondition failed",
            413 => "content too large",
            415 => "unsupported media type",
            422 => "unprocessable content",
            428 => "precondition required",
            429 => "too many requests",
            500 => "internal server error",
            501 => "not implemented",
            502 => "bad gateway",
            503 => "service unavailable",
            504 => "gateway timeout",
            other => return format!("status {other}"),
        },
    };
    words.to_owned()
}
