//! What a response says of a long-running operation: that it runs, where its result is, or that it failed.
//!
//! It follows Azure's guidelines for REST APIs. The state is at `Operation-Location` or `Azure-AsyncOperation`; else a `202`
//! has the `Location` of the result; else the resource itself has a `provisioningState`.

use super::call::Received;
use super::page_body::PageBody;
use super::poll_token::{PollKind, PollToken};
use super::response::ReceivedBody;
use super::url::Url;
use crate::runtime::spec::long_running::{LongRunning, ResultPlace};
use crate::runtime::spec::method::Method;
use http::{HeaderMap, StatusCode, header};

/// Headers with the URL that says the state of the operation.
const STATE_HEADERS: &[&str] = &["operation-location", "azure-asyncoperation"];
/// Where a body has the state of an operation, or of a resource.
const STATES: &[&str] = &["/status", "/properties/provisioningState", "/provisioningState"];
/// Where a resource has its state.
const RESOURCE_STATES: &[&str] = &["/properties/provisioningState", "/provisioningState"];
/// States of success, in lower case.
const SUCCEEDED: &[&str] = &["succeeded", "completed", "success"];
/// States of failure.
const FAILED: &[&str] = &["failed", "canceled", "cancelled"];
/// States of a resource that has a member `status` and no `provisioningState`.
const RUNNING: &[&str] =
    &["notstarted", "inprogress", "running", "accepted", "pending", "queued", "provisioning", "creating", "updating"];

/// What a response says of the operation.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It runs, and its state is asked for by this token.
    Running(PollToken, Option<String>),
    /// It has succeeded, and the result is requested by this token.
    ResultAt(PollToken),
    /// This response is the result, or an error of the server.
    Final,
    /// It has failed, or was canceled, with this state.
    Failed(String),
}

/// The request that a response belongs to.
pub(crate) struct Asked<'a> {
    /// The method of the first request.
    pub(crate) method: Method,
    /// The URL of the first request, without its query.
    pub(crate) first: Option<&'a Url>,
    /// The URL of this request.
    pub(crate) url: Option<&'a Url>,
    /// What was asked by. `None` for the first request.
    pub(crate) by: Option<&'a PollToken>,
    pub(crate) table: Option<&'static LongRunning>,
}

impl Asked<'_> {
    /// What a response says of the operation.
    pub(crate) fn verdict(&self, received: &Received) -> Verdict {
        if !received.status.is_success() {
            return Verdict::Final;
        }
        let body = PageBody::new(received);
        let location = self.link(&received.headers, header::LOCATION.as_str());
        let location = location.or_else(|| self.by.and_then(|by| by.location.clone()));
        match self.by.map(|by| by.kind) {
            None => self.first(received, &body, location),
            Some(PollKind::State) => self.state(received, &body, location),
            Some(PollKind::Location) if received.status == StatusCode::ACCEPTED => match (location, self.by) {
                (Some(url), _) => running(PollKind::Location, url, None, None),
                (None, Some(by)) => Verdict::Running(by.clone(), None),
                (None, None) => Verdict::Final,
            },
            Some(PollKind::Resource) => self.resource(received, &body),
            Some(PollKind::Location | PollKind::Result) => Verdict::Final,
        }
    }

    /// The first response of an operation.
    fn first(&self, received: &Received, body: &PageBody, location: Option<String>) -> Verdict {
        if let Some(url) = STATE_HEADERS.iter().find_map(|name| self.link(&received.headers, name)) {
            return running(PollKind::State, url, location, state(body, STATES));
        }
        match location {
            Some(url) if received.status == StatusCode::ACCEPTED => {
                running(PollKind::Location, url, None, state(body, STATES))
            }
            Some(_) | None => self.resource(received, body),
        }
    }

    /// The response of the URL that says the state of an operation.
    fn state(&self, received: &Received, body: &PageBody, location: Option<String>) -> Verdict {
        let state = state(body, STATES);
        match state.as_deref().map(kind) {
            Some(StateKind::Succeeded) => self.result(body, location),
            Some(StateKind::Failed) => Verdict::Failed(state.unwrap_or_default()),
            // Without a state a `202` says that it runs, and any other success that it ends.
            None if received.status != StatusCode::ACCEPTED => self.result(body, location),
            Some(StateKind::Other) | None => {
                let own = STATE_HEADERS.iter().find_map(|name| self.link(&received.headers, name));
                match own.or_else(|| self.by.map(|by| by.url.clone())) {
                    Some(url) => running(PollKind::State, url, location, state),
                    None => Verdict::Final,
                }
            }
        }
    }

    /// Where the result of an operation is that has succeeded.
    fn result(&self, body: &PageBody, location: Option<String>) -> Verdict {
        let at = |url: Option<String>| match url {
            Some(url) => Verdict::ResultAt(PollToken { url, kind: PollKind::Result, location: None }),
            None => Verdict::Final,
        };
        let first = || self.first.map(Url::to_string);
        let resource = || self.resolved(&body.text("/resourceLocation").ok().flatten()?);
        match (self.table.map_or(ResultPlace::ByMethod, LongRunning::result), self.method) {
            (_, Method::PUT) | (ResultPlace::Request, _) => at(resource().or_else(first)),
            (ResultPlace::Location, _) => at(location),
            (ResultPlace::State, _) => Verdict::Final,
            (ResultPlace::ByMethod, Method::PATCH) => at(resource().or_else(first)),
            (ResultPlace::ByMethod, Method::POST) => at(resource().or(location)),
            (ResultPlace::ByMethod, _) => at(resource()),
        }
    }

    /// A response that is the resource, which has its state in it.
    fn resource(&self, received: &Received, body: &PageBody) -> Verdict {
        let own = state(body, RESOURCE_STATES);
        let status = || state(body, &["/status"]).filter(|state| RUNNING.contains(&plain(state).as_str()));
        let Some(state) = own.or_else(status) else {
            let waits = received.status == StatusCode::ACCEPTED && matches!(self.method, Method::PUT | Method::PATCH);
            return match self.first.filter(|_| waits) {
                Some(first) => running(PollKind::Resource, first.to_string(), None, None),
                None => Verdict::Final,
            };
        };
        match (kind(&state), self.first) {
            (StateKind::Failed, _) => Verdict::Failed(state),
            (StateKind::Other, Some(first)) => running(PollKind::Resource, first.to_string(), None, Some(state)),
            (StateKind::Succeeded, _) | (StateKind::Other, None) => Verdict::Final,
        }
    }

    /// The absolute URL of a header.
    fn link(&self, headers: &HeaderMap, name: &str) -> Option<String> {
        self.resolved(headers.get(name)?.to_str().ok()?)
    }

    fn resolved(&self, reference: &str) -> Option<String> {
        let url = match self.url {
            Some(base) => base.resolve(reference),
            None => Url::parse(reference),
        };
        url.map(|url| url.to_string())
    }
}

fn running(kind: PollKind, url: String, location: Option<String>, state: Option<String>) -> Verdict {
    Verdict::Running(PollToken { url, kind, location }, state)
}

/// What a state means.
#[derive(Clone, Copy)]
enum StateKind {
    Succeeded,
    Failed,
    Other,
}

fn kind(state: &str) -> StateKind {
    let state = plain(state);
    match state.as_str() {
        state if SUCCEEDED.contains(&state) => StateKind::Succeeded,
        state if FAILED.contains(&state) => StateKind::Failed,
        _ => StateKind::Other,
    }
}

fn plain(state: &str) -> String {
    state.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

fn state(body: &PageBody, places: &[&str]) -> Option<String> {
    places.iter().find_map(|place| body.text(place).ok().flatten())
}

/// The result inside the last state of an operation: its member `result`, or `properties` if the state has no such member.
/// Only if the document has a type for the result: else the state itself is what it has a type for.
pub(crate) fn unwrap_result(received: &mut Received) {
    if received.spec.is_none() {
        return;
    }
    let body = PageBody::new(received);
    let found = ["/result", "/properties"].iter().find_map(|place| body.object(place));
    if let (Some(result), true) = (found, body.text("/status").ok().flatten().is_some()) {
        received.body = ReceivedBody::Full(result.as_bytes().to_vec().into());
    }
}
