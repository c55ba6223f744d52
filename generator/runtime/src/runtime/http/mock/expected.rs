//! A request that a mock server expects: which requests it is for, and how often.

use super::asked;
use super::declared::Declared;
use super::difference::{of_body, of_headers, of_path, of_query};
use super::secret_names::Secrets;
use crate::runtime::http::headers::with_cookies;
use crate::runtime::http::mock_transport::MockResponse;
use crate::runtime::http::request::Request;
use crate::runtime::http::request_parts::RequestCredentials;
use crate::runtime::spec::operation::Operation;
use bytes::Bytes;
use http::HeaderMap;
use http::header::COOKIE;
use std::fmt;
use std::sync::Arc;

/// The function that answers.
pub(crate) type Respond = Arc<dyn Fn(&http::Request<Bytes>) -> MockResponse + Send + Sync>;

/// What else must hold for a request.
pub(crate) type Condition = Arc<dyn Fn(&http::Request<Bytes>) -> bool + Send + Sync>;

/// How often a request is expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Times {
    /// This often.
    Exactly(usize),
    /// Any number of times, or never.
    Any,
}

/// A request that is expected, without its types.
pub(crate) struct Expected {
    operation: &'static Operation,
    method: http::Method,
    path: Option<String>,
    query: Option<String>,
    headers: HeaderMap,
    /// The bytes and their media type.
    body: Option<(Bytes, Option<String>)>,
    /// The arguments that the document calls passwords.
    passwords: Declared,
    condition: Option<Condition>,
    pub(crate) times: Times,
    pub(crate) answered: usize,
    pub(crate) respond: Option<Respond>,
    /// Why the expectation is not valid.
    pub(crate) fault: Option<String>,
}

impl Expected {
    pub(crate) fn new<O, E>(request: Request<O, E>) -> Self {
        let fault = request.check().err().map(|error| format!("the request is not valid: {error}"));
        let body = match request.content_body() {
            Some(body) => body.as_bytes().cloned(),
            None => Some(Bytes::new()),
        };
        let (method, path) = (request.method(), request.path().to_owned());
        let parts = request.into_parts();
        let mut headers = parts.headers.clone();
        let cookies: Vec<String> = parts.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        if let Some(value) = with_cookies(headers.get(COOKIE), cookies.iter().map(String::as_bytes)) {
            headers.insert(COOKIE, value);
        }
        let media_type = parts.body.as_ref().map(|body| body.content_type.clone().into_owned());
        Self {
            operation: parts.operation,
            method,
            path: Some(path),
            query: Some(parts.query(&RequestCredentials::default()).unwrap_or_default()),
            headers,
            body: body.map(|body| (body, media_type)),
            passwords: parts.secrets.clone(),
            condition: None,
            times: Times::Exactly(1),
            answered: 0,
            respond: None,
            fault,
        }
    }

    pub(crate) fn operation(&self) -> &'static Operation {
        self.operation
    }

    pub(crate) fn forget_path(&mut self) {
        self.path = None;
    }

    pub(crate) fn forget_query(&mut self) {
        self.query = None;
    }

    pub(crate) fn forget_body(&mut self) {
        self.body = None;
    }

    pub(crate) fn also(&mut self, condition: Condition) {
        self.condition = Some(condition);
    }

    /// Whether it may be answered once more.
    pub(crate) fn is_open(&self) -> bool {
        match self.times {
            Times::Exactly(times) => self.answered < times,
            Times::Any => true,
        }
    }

    /// Whether it was answered as often as it must.
    pub(crate) fn is_met(&self) -> bool {
        match self.times {
            Times::Exactly(times) => self.answered == times,
            Times::Any => true,
        }
    }

    /// What is secret in its messages.
    fn secrets(&self) -> Secrets {
        Secrets::default().of(Some(self.operation)).with_passwords([&self.passwords])
    }

    /// Whether it is for the operation of a request.
    pub(crate) fn is_for_operation_of(&self, asked: &http::Request<Bytes>) -> bool {
        let id = asked::operation(asked).map(Operation::id);
        id.map_or(self.method == *asked.method(), |id| id == self.operation.id())
    }

    /// How a request differs from what is expected. It has none for a request that is expected.
    pub(crate) fn differences(&self, asked: &http::Request<Bytes>) -> Vec<String> {
        let mut differences = Vec::new();
        let secrets = self.secrets().with_passwords(asked.extensions().get::<Declared>());
        if !self.is_for_operation_of(asked) {
            differences.push(format!("the operation is another one than `{}`", self.operation.id()));
        }
        if self.method != *asked.method() {
            differences.push(format!("the method is {}, but {} is expected", asked.method(), self.method));
        }
        differences.extend(self.path.as_ref().and_then(|path| of_path(path, asked.uri().path(), &secrets)));
        if let Some(query) = &self.query {
            differences.extend(of_query(query, asked.uri().query().unwrap_or_default(), self.operation, &secrets));
        }
        differences.extend(of_headers(&self.headers, asked.headers(), &secrets));
        if let Some((body, media_type)) = &self.body {
            differences.extend(of_body(body, asked, media_type.as_deref(), &secrets));
        }
        if differences.is_empty() && self.condition.as_ref().is_some_and(|condition| !condition(asked)) {
            differences.push("the condition of `when` does not hold".to_owned());
        }
        differences
    }
}

/// Formats method, path, query and operation, with what was asked of it.
impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.as_ref().map(|path| self.secrets().clean_path(path));
        let path = path.as_deref().unwrap_or(self.operation.template());
        write!(f, "{} {path}", self.method)?;
        match &self.query {
            Some(query) if query.is_empty() => {}
            Some(query) => write!(f, "?{}", self.secrets().clean_query(query))?,
            None => f.write_str("?…")?,
        }
        write!(f, " (`{}`), ", self.operation.id())?;
        match self.times {
            Times::Exactly(1) => f.write_str("expected once")?,
            Times::Exactly(times) => write!(f, "expected {times} times")?,
            Times::Any => f.write_str("expected any number of times")?,
        }
        write!(f, ", asked {}", times(self.answered))
    }
}

/// A number of times in words.
fn times(number: usize) -> String {
    match number {
        0 => "never".to_owned(),
        1 => "once".to_owned(),
        number => format!("{number} times"),
    }
}
