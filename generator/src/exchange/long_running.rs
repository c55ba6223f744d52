//! What a user says of long-running operations: the rules `[[long-running]]` of `codegen.toml`, and whether an operation
//! fits one.

use serde::Deserialize;

use super::body::{Lookup, PageBody};
use super::place::{Naming, has_response_header, place, said};
use super::want::Want;
use crate::ir::{Api, Method, Operation, ResultPlace};

/// How operations are followed whose result comes later than their first response, and whose document does not say it.
///
/// A place in a body is the name of a member, or a JSON pointer such as `/urls/get`. Without a key for it, the URL of the
/// state is in the header `Operation-Location`, `Azure-AsyncOperation` or `Location`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LongRunningRule {
    /// The operations, each by its `operationId`, or by its method and path, such as `POST /jobs`. Without it, the rule is
    /// for each operation that is no `GET`, has the place of the state that the rule names, and that no other rule names.
    #[serde(default)]
    pub operations: Vec<String>,
    /// Where the body of the first response has the URL of the state.
    pub state_member: Option<String>,
    /// The header of the first response that has the URL of the state.
    pub state_header: Option<String>,
    /// The URL of the state, relative to that of the request, with places of the first response in braces, such as
    /// `jobs/{id}`.
    pub state_url: Option<String>,
    /// Where a state has its status. Without it, this is `status` or `provisioningState`.
    pub status: Option<String>,
    /// Each status of success, in any case. Without it, these are `succeeded`, `completed` and `success`.
    #[serde(default)]
    pub succeeded: Vec<String>,
    /// Each status of failure, in any case. Without it, these are `failed`, `canceled` and `cancelled`.
    #[serde(default)]
    pub failed: Vec<String>,
    /// Where the result is, once the operation has succeeded. Without it, this is `state` if the rule says where the state
    /// is, else `by-method`.
    pub result: Option<ResultAt>,
    /// Where the last state has the result. Without it, the state is the result.
    pub result_member: Option<String>,
    /// The line and column of the rule in `codegen.toml`, both from 1. None: a program made it.
    #[serde(skip)]
    pub place: Option<(usize, usize)>,
}

/// Where the result of a long-running operation is, once it has succeeded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ResultAt {
    /// Where Azure has it: `PUT` and `PATCH` leave it at the URL of the request, `POST` at the header `Location`.
    ByMethod,
    /// At the URL of the header `Location`.
    Location,
    /// At the URL of the request.
    Request,
    /// In the last response that says the state.
    State,
}

/// How a long-running operation is followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LongRunning {
    pub result: ResultPlace,
    /// None: the headers of Azure say it.
    pub state: Option<StatePlace>,
    pub status: Option<String>,
    pub succeeded: Vec<String>,
    pub failed: Vec<String>,
    pub result_member: Option<String>,
}

/// Where the first response says at which URL the state is. Places in a body are JSON pointers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StatePlace {
    Member(String),
    Header(String),
    Template(String),
}

impl LongRunning {
    /// That of an operation which the document marks.
    pub fn marked(result: ResultPlace) -> Self {
        Self { result, state: None, status: None, succeeded: Vec::new(), failed: Vec::new(), result_member: None }
    }
}

impl LongRunningRule {
    /// Why the rule is at fault, whatever the documents are. None: it is not.
    pub(crate) fn fault(&self) -> Option<String> {
        self.table().err()
    }

    fn table(&self) -> Result<LongRunning, String> {
        let state = match (&self.state_member, &self.state_header, &self.state_url) {
            (None, None, None) => None,
            (Some(member), None, None) => Some(StatePlace::Member(place(member))),
            (None, Some(name), None) => Some(StatePlace::Header(name.clone())),
            (None, None, Some(url)) => Some(StatePlace::Template(template(url)?)),
            _ => return Err("`state-member`, `state-header` and `state-url` exclude each other".to_owned()),
        };
        if self.operations.is_empty() && state.is_none() {
            let need = "`operations`, `state-member`, `state-header` and `state-url`";
            return Err(format!("the rule needs one of {need}: what tells which operations it is for"));
        }
        let result = match (self.result, &state) {
            (Some(ResultAt::State), _) | (None, Some(_)) => ResultPlace::State,
            (Some(ResultAt::ByMethod), _) | (None, None) => ResultPlace::ByMethod,
            (Some(ResultAt::Location), _) => ResultPlace::Location,
            (Some(ResultAt::Request), _) => ResultPlace::Request,
        };
        if self.result_member.is_some() && result != ResultPlace::State {
            return Err(
                "`result-member` is a place in the last state, so that it needs `result = \"state\"`".to_owned()
            );
        }
        Ok(LongRunning {
            result,
            state,
            status: self.status.as_deref().map(place),
            succeeded: self.succeeded.clone(),
            failed: self.failed.clone(),
            result_member: self.result_member.as_deref().map(place),
        })
    }
}

/// `jobs/{/id}` for `jobs/{id}`.
fn template(url: &str) -> Result<String, String> {
    let fault = || format!("`{url}` has no place in braces, such as `jobs/{{id}}`, or a brace without its other one");
    let mut parts = url.split('{');
    let mut out = parts.next().unwrap_or_default().to_owned();
    if out == url || out.contains('}') {
        return Err(fault());
    }
    for part in parts {
        let (name, text) = part.split_once('}').ok_or_else(fault)?;
        if name.is_empty() || text.contains('}') {
            return Err(fault());
        }
        out.push_str(&format!("{{{}}}{text}", place(name)));
    }
    Ok(out)
}

/// The places that a template has.
fn places(template: &str) -> impl Iterator<Item = &str> {
    template.split('{').skip(1).filter_map(|part| part.split('}').next())
}

/// The table of an operation that a rule is for.
///
/// # Errors
/// When the operation lacks something that the rule names: what that is.
pub fn fit(api: &Api, operation: &Operation, rule: &LongRunningRule, naming: Naming) -> Result<LongRunning, String> {
    let table = rule.table()?;
    if naming == Naming::Pattern && operation.method == Method::Get {
        return Err("it is a GET".to_owned());
    }
    let body = PageBody::of(api, operation);
    let has = |place: &str, want: Want| {
        // A document often says nothing of the body of a `202`.
        let found = body.as_ref().map_or(Lookup::Unsaid, |body| body.look(place));
        said(api, naming, found, place, "its body", want)
    };
    match &table.state {
        None => {}
        Some(StatePlace::Member(place)) => has(place, Want::Link)?,
        Some(StatePlace::Header(name)) => has_response_header(operation, name)?,
        Some(StatePlace::Template(template)) => places(template).try_for_each(|place| has(place, Want::Cursor))?,
    }
    Ok(table)
}
