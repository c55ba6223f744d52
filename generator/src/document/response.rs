//! Reads responses.

use openapiv3::{Response, Responses, StatusCode};

use super::conformance::Direction;
use super::content::{headers, media_types};
use super::context::Context;
use super::object::{check, each, report_unsupported};
use super::reference::item_or_reference;
use super::value::text;
use crate::diag::Code;
use crate::link::node::Node;
use crate::vocabulary::{Kind, Section};

/// The responses of an operation, by status.
pub fn responses(cx: &mut Context<'_>, operation: &Node<'_>) -> Responses {
    let mut responses = Responses::default();
    if operation.raw.get("responses").is_none() {
        let message = "the operation has no `responses`; it is read as one that documents no response";
        let help = "write what the service answers, such as `responses: {'204': {description: Done.}}`";
        cx.recover_with(operation.location(), message, help);
    }
    each(cx, operation, "responses", |cx, key, node| {
        if key == "default" {
            responses.default = item_or_reference(cx, node, Section::Responses, response);
        } else if !(key == "$ref" || key.starts_with("x-"))
            && let Some(status) = status(cx, key, node)
            && let Some(response) = item_or_reference(cx, node, Section::Responses, response)
        {
            responses.responses.insert(status, response);
        }
    });
    responses
}

fn status(cx: &mut Context<'_>, key: &str, node: &Node<'_>) -> Option<StatusCode> {
    let key = key.trim();
    if let Ok(code) = key.parse::<u16>()
        && (100..600).contains(&code)
    {
        return Some(StatusCode::Code(code));
    }
    let mut chars = key.chars();
    if let (Some(class), Some('x' | 'X'), Some('x' | 'X'), None) =
        (chars.next().and_then(|c| c.to_digit(10)), chars.next(), chars.next(), chars.next())
        && (1..6).contains(&class)
    {
        if key.contains('x') {
            cx.recover(node.location(), format!("`{key}` must be written `{class}XX`; it is read as such"));
        }
        return Some(StatusCode::Range(u16::try_from(class).unwrap_or_default()));
    }
    cx.report(Code::WrongType, node.location(), format!("`{key}` is not the status of a response"))
        .help("a status is a number from 100 to 599, a class such as `4XX`, or `default`");
    None
}

/// A response.
pub fn response(cx: &mut Context<'_>, node: &Node<'_>) -> Option<Response> {
    if node.raw.is_null() {
        cx.recover(node.location(), "the response is null; it is read as one without a body");
        return Some(Response::default());
    }
    if !check(cx, node, Kind::Response) {
        return None;
    }
    if node.raw.get("description").is_none() && node.raw.get("summary").is_none() {
        let message = "the response has no `description`; it is read as one with an empty description";
        cx.recover_with(node.location(), message, "write `description`: OpenAPI requires it");
    }
    report_unsupported(cx, node, "links");
    Some(Response {
        description: text(cx, node, "description").unwrap_or_default(),
        headers: headers(cx, node),
        content: cx.travelling(Direction::Received, |cx| media_types(cx, node)),
        ..Response::default()
    })
}
