//! What a response says of a long-running operation: that it runs, where its result is, or that it failed.
//!
//! It follows Azure's guidelines for REST APIs. The state is at `Operation-Location` or `Azure-AsyncOperation`; else a `202`
//! has the `Location` of the result; else the resource itself has a `provisioningState`. The table of an operation can say it
//! otherwise. A state that is a `303` leads to the result.

use super::call::Received;
use super::page_body::PageBody;
use super::poll_token::{PollKind, PollToken};
use super::response::ReceivedBody;
use super::url::Url;
use crate::runtime::spec::long_running::{LongRunning, ResultPlace, StatePlace};
use crate::runtime::spec::method::Method;
use crate::runtime::spec::response_spec::{Outcome, ResponseSpec};
use crate::runtime::wire::percent::{Component, encode};
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
        if received.status == StatusCode::SEE_OTHER
            && let Some(url) = self.other_place(received)
        {
            return Verdict::ResultAt(PollToken { url, kind: PollKind::Result, location: None });
        }
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

    /// Where the URL of a state says that the result is (RFC 9110, 15.4.4). The result itself is not looked for elsewhere.
    fn other_place(&self, received: &Received) -> Option<String> {
        match self.by?.kind {
            PollKind::State | PollKind::Location | PollKind::Resource => {
                self.link(&received.headers, header::LOCATION.as_str())
            }
            PollKind::Result => None,
        }
    }

    /// The first response of an operation.
    fn first(&self, received: &Received, body: &PageBody, location: Option<String>) -> Verdict {
        if let Some(verdict) = self.by_table(received, body, &location) {
            return verdict;
        }
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

    /// The first response of an operation whose table says where the state is. Returns `None` if the response has none of it.
    fn by_table(&self, received: &Received, body: &PageBody, location: &Option<String>) -> Option<Verdict> {
        let place = self.table?.state_place()?;
        let state = self.table?.status_place().and_then(|status| state(body, &[status]));
        match state.as_deref().map(|state| self.kind(state)) {
            Some(StateKind::Succeeded) => return Some(self.result(body, location.clone())),
            Some(StateKind::Failed) => return Some(Verdict::Failed(state.unwrap_or_default())),
            Some(StateKind::Other) | None => {}
        }
        let url = match place {
            StatePlace::Member(member) => self.resolved(&body.text(member).ok().flatten()?)?,
            StatePlace::Header(name) => self.link(&received.headers, name)?,
            StatePlace::Template(template) => self.resolved(&filled(template, body)?)?,
        };
        Some(running(PollKind::State, url, location.clone(), state))
    }

    /// The response of the URL that says the state of an operation.
    fn state(&self, received: &Received, body: &PageBody, location: Option<String>) -> Verdict {
        let own = self.table.and_then(LongRunning::status_place);
        let state = own.map_or_else(|| state(body, STATES), |place| state(body, &[place]));
        match state.as_deref().map(|state| self.kind(state)) {
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
        match (self.kind(&state), self.first) {
            (StateKind::Failed, _) => Verdict::Failed(state),
            (StateKind::Other, Some(first)) => running(PollKind::Resource, first.to_string(), None, Some(state)),
            (StateKind::Succeeded, _) | (StateKind::Other, None) => Verdict::Final,
        }
    }

    /// What a state means.
    fn kind(&self, state: &str) -> StateKind {
        let state = plain(state);
        let is_one = |own: Option<&[&str]>, known: &[&str]| match own {
            Some(own) if !own.is_empty() => own.iter().any(|own| plain(own) == state),
            Some(_) | None => known.contains(&state.as_str()),
        };
        if is_one(self.table.map(LongRunning::successes), SUCCEEDED) {
            StateKind::Succeeded
        } else if is_one(self.table.map(LongRunning::failures), FAILED) {
            StateKind::Failed
        } else {
            StateKind::Other
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

fn plain(state: &str) -> String {
    state.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

fn state(body: &PageBody, places: &[&str]) -> Option<String> {
    places.iter().find_map(|place| body.text(place).ok().flatten())
}

/// `jobs/{/id}` with the text of the body. Returns `None` if the body has none of it.
fn filled(template: &str, body: &PageBody) -> Option<String> {
    let mut parts = template.split('{');
    let mut url = parts.next()?.to_owned();
    for part in parts {
        let (place, text) = part.split_once('}')?;
        url.push_str(&encode(&body.text(place).ok().flatten()?, Component::Value));
        url.push_str(text);
    }
    Some(url)
}

/// Takes the result out of the last state of an operation: from where its table says, or else from its member `result`, or
/// `properties` if the state has no such member. The latter only if the document has a type for the result: else the state
/// itself is what it has a type for.
pub(crate) fn unwrap_result(received: &mut Received, table: Option<&'static LongRunning>) {
    let body = PageBody::new(received);
    let found = match table.map(|table| (table.result_place(), table.state_place())) {
        Some((Some(place), _)) => body.json(place),
        // The state is the result.
        Some((None, Some(_))) => None,
        Some((None, None)) | None if received.spec.is_none() || matches!(body.text("/status"), Ok(None) | Err(_)) => {
            return;
        }
        Some((None, None)) | None => {
            let result = body.json("/result").filter(|json| json.starts_with(['{', '[']));
            result.or_else(|| body.json("/properties").filter(|json| json.starts_with('{')))
        }
    };
    if let Some(result) = found {
        received.body = ReceivedBody::Full(result.as_bytes().to_vec().into());
    }
    // What a request for a state returns is not documented as a response of the operation, but its result is.
    if received.spec.is_none() {
        received.spec = received.operation.responses.iter().find(|response| is_success_with_body(response));
    }
}

fn is_success_with_body(response: &ResponseSpec) -> bool {
    response.outcome() == Outcome::Success && response.kind().is_some()
}
