//! How a chain of references is told: `listPets`: response 200 → PetList.value → Pet.

use super::subject::Subject;
use crate::analyse::chains::{Chain, Start};
use crate::ir::edges::Entry;
use crate::ir::{Operation, ParamLocation, StatusMatch};
use crate::location::Location;

/// The chain in one line.
pub(super) fn line(subject: &Subject<'_>, chain: &Chain) -> String {
    let start = match chain.start {
        Start::Operation(id, entry) => {
            format!("{}: {}", subject.operation(id), self::entry(&subject.compiled.api.operations[id], entry))
        }
        Start::Event(index) => match subject.compiled.api.events().nth(index) {
            Some(event) => format!("webhook `{}`: body", event.key),
            None => String::new(),
        },
    };
    format!("{start}{}", steps(subject, chain))
}

/// What follows the start.
pub(super) fn steps(subject: &Subject<'_>, chain: &Chain) -> String {
    let steps = chain.steps.iter().map(|(id, via)| format!(" → {}", subject.step(*id, *via)));
    let steps: String = steps.collect();
    format!("{steps} → {}", subject.name(chain.last))
}

/// What of an operation mentions a type.
pub(super) fn entry(operation: &Operation, entry: Entry) -> String {
    let response = |position: usize| {
        let status = operation.responses.get(position).map(|response| response.status);
        status.map_or_else(String::new, status_text)
    };
    match entry {
        Entry::Param(position) => match operation.params.get(position) {
            Some(param) => {
                let place = match param.sent_in {
                    ParamLocation::Path => "path",
                    ParamLocation::Query => "query",
                    ParamLocation::Header => "header",
                    ParamLocation::Cookie => "cookie",
                };
                format!("{place} parameter `{}`", param.name)
            }
            None => String::new(),
        },
        Entry::Body(_) => "request body".to_owned(),
        Entry::Response { response: position, .. } => format!("response {}", response(position)),
        Entry::Header { response: position, header } => {
            let headers = operation.responses.get(position).map(|response| response.headers.as_slice());
            let name = headers.and_then(|headers| headers.get(header)).map_or("", |header| &header.name);
            format!("header `{name}` of response {}", response(position))
        }
    }
}

/// Where a chain begins.
pub(super) fn location(subject: &Subject<'_>, chain: &Chain) -> Option<Location> {
    let api = &subject.compiled.api;
    let (id, entry) = match chain.start {
        Start::Operation(id, entry) => (id, entry),
        Start::Event(index) => return api.events().nth(index).map(|event| event.location.clone()),
    };
    let operation = &api.operations[id];
    let found = match entry {
        Entry::Param(position) => operation.params.get(position).map(|param| &param.location),
        Entry::Body(media) => operation.body.as_ref().and_then(|body| Some(&body.content.get(media)?.location)),
        Entry::Response { response, media } => {
            operation.responses.get(response).and_then(|response| Some(&response.content.get(media)?.location))
        }
        Entry::Header { response, header } => {
            operation.responses.get(response).and_then(|response| Some(&response.headers.get(header)?.location))
        }
    };
    Some(found.unwrap_or(&operation.location).clone())
}

fn status_text(status: StatusMatch) -> String {
    match status {
        StatusMatch::Exact(code) => code.to_string(),
        StatusMatch::Range(digit) => format!("{digit}XX"),
        StatusMatch::Default => "default".to_owned(),
    }
}
