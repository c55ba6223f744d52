//! What is asked? A request is a plain value: it can be looked at, cloned, kept and sent by any client.

use super::body::{self, Body};
use super::content::ContentKind;
use super::operation::Operation;
use super::param::{Location, Param};
use super::path::{self, Target};
use super::percent::{Place, encode};
use super::request_error::RequestError;
use super::retry::RetryPolicy;
use super::server::ServerName;
use super::style::{Layout, Pair, join, pairs, text};
use super::tree::Tree;
use super::value::Value;
use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, COOKIE};
use http::{HeaderMap, HeaderName, HeaderValue};
use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

/// A request for an operation, which answers `O`, or `E` when it fails.
///
/// The arguments are checked by the rules of the document when they are given. The first fault is kept:
/// [`Request::check`] tells it, and sending returns it before anything goes out.
pub struct Request<O, E> {
    draft: Draft,
    outcome: PhantomData<fn() -> (O, E)>,
}

/// All of a request but its types.
#[derive(Clone)]
pub(crate) struct Draft {
    pub(crate) operation: &'static Operation,
    arguments: Vec<Tree>,
    target: Target,
    query: Vec<Pair>,
    cookies: Vec<Pair>,
    headers: HeaderMap,
    body: Option<Body>,
    fault: Option<RequestError>,
    pub(crate) options: Options,
}

/// What one request does differently from the client.
#[derive(Debug, Clone, Default)]
pub(crate) struct Options {
    pub(crate) timeout: Option<Duration>,
    pub(crate) deadline: Option<Duration>,
    /// None: as the client does. Some(None): no limit.
    pub(crate) idle_timeout: Option<Option<Duration>>,
    pub(crate) retry: Option<RetryPolicy>,
    pub(crate) server: Option<ServerName>,
    pub(crate) base_url: Option<String>,
}

/// Credentials as they are put on a request.
#[derive(Clone, Default)]
pub(crate) struct Proof {
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    pub(crate) query: Vec<Pair>,
    pub(crate) cookies: Vec<Pair>,
}

impl<O, E> Request<O, E> {
    /// A request without arguments.
    #[must_use]
    pub fn new(operation: &'static Operation) -> Self {
        Self { draft: Draft::new(operation), outcome: PhantomData }
    }

    /// Gives the next parameter of the path.
    #[must_use]
    pub fn arg(mut self, value: &dyn Value) -> Self {
        self.draft.argument(value);
        self
    }

    /// Gives the parameters of query, headers and cookies: a record whose members stand in their order.
    #[must_use]
    pub fn args(mut self, values: &dyn Value) -> Self {
        self.draft.parameters(values);
        self
    }

    /// Gives the body, in the media type with this index. An absent value sends no body.
    #[must_use]
    pub fn body(mut self, index: usize, value: &dyn Value) -> Self {
        self.draft.body(index, value);
        self
    }

    /// Sets a header, in place of any other of this name.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.draft.header(name, value);
        self
    }

    /// Gives up an attempt after this time.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.draft.options.timeout = Some(timeout);
        self
    }

    /// Gives up all attempts together after this time.
    #[must_use]
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.draft.options.deadline = Some(deadline);
        self
    }

    /// Gives up on a body of which nothing comes for this time. `None` waits for ever.
    #[must_use]
    pub fn idle_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.draft.options.idle_timeout = Some(limit.into());
        self
    }

    /// Repeats failures by this policy.
    #[must_use]
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.draft.options.retry = Some(policy);
        self
    }

    /// Sends to this server of the document.
    #[must_use]
    pub fn server(mut self, server: impl Into<ServerName>) -> Self {
        self.draft.options.server = Some(server.into());
        self
    }

    /// Sends to this URL in place of any server. Credentials go along only when the client trusts the host.
    #[must_use]
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.draft.options.base_url = Some(url.into());
        self
    }

    /// The operation.
    pub fn operation(&self) -> &'static Operation {
        self.draft.operation
    }

    /// The method.
    pub fn method(&self) -> http::Method {
        self.draft.operation.method().to_http()
    }

    /// The path, encoded, with the arguments in it, without the path of the server.
    pub fn path(&self) -> &str {
        &self.draft.target.path
    }

    /// The query, encoded, without the `?`.
    pub fn query(&self) -> Option<String> {
        self.draft.query(&Proof::default())
    }

    /// The headers, with those that follow from the body, the answers and the cookies. Credentials are not among them.
    pub fn headers(&self) -> HeaderMap {
        self.draft.headers(&Proof::default())
    }

    /// The body.
    pub fn body_bytes(&self) -> Option<&Bytes> {
        self.draft.body.as_ref().map(|body| &body.bytes)
    }

    /// Tells the first fault of the arguments.
    pub fn check(&self) -> Result<(), RequestError> {
        self.draft.check()
    }

    /// The request in the types of the `http` crate, without credentials.
    pub fn to_http(&self, base_url: &str) -> Result<http::Request<Bytes>, RequestError> {
        self.draft.assemble(base_url, &Proof::default())
    }

    pub(crate) fn into_draft(self) -> Draft {
        self.draft
    }
}

impl<O, E> Clone for Request<O, E> {
    fn clone(&self) -> Self {
        Self { draft: self.draft.clone(), outcome: PhantomData }
    }
}

/// Prints names and sizes; values may be secret.
impl<O, E> fmt::Debug for Request<O, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.draft.fmt(f)
    }
}

impl Draft {
    fn new(operation: &'static Operation) -> Self {
        let mut draft = Self {
            operation,
            arguments: Vec::new(),
            target: Target { path: String::new(), query: None },
            query: Vec::new(),
            cookies: Vec::new(),
            headers: HeaderMap::new(),
            body: None,
            fault: None,
            options: Options::default(),
        };
        draft.expand();
        draft
    }

    /// Keeps the first fault.
    fn refuse(&mut self, fault: RequestError) {
        self.fault.get_or_insert(fault);
    }

    /// Puts the arguments so far into the path.
    fn expand(&mut self) {
        match path::expand(self.operation, &self.arguments) {
            Ok(target) => self.target = target,
            Err(refusal) => self.refuse(RequestError::parameter(self.operation, refusal.name, refusal.rule)),
        }
    }

    fn argument(&mut self, value: &dyn Value) {
        let Some(param) = self.operation.path_params().nth(self.arguments.len()) else {
            return self.refuse(RequestError::malformed(self.operation, "more arguments than parameters of the path"));
        };
        self.checked(param, value);
        self.arguments.push(Tree::of(value));
        self.expand();
    }

    /// Checks a parameter by the rules of the document.
    fn checked(&mut self, param: &Param, value: &dyn Value) {
        if let Err(fault) = super::check::check_view(&value.view(), param.limits()) {
            let name = format!("{}{}", param.name(), fault.path);
            self.refuse(RequestError::parameter(self.operation, &name, fault.message));
        }
    }

    fn parameters(&mut self, values: &dyn Value) {
        if let Err(fault) = super::check::check(values) {
            let name = fault.path.trim_start_matches('/');
            self.refuse(RequestError::parameter(self.operation, name, fault.message));
        }
        let super::value::View::Record(record) = values.view() else {
            return self.refuse(RequestError::malformed(self.operation, "the parameters are not a record"));
        };
        let trees: Vec<Tree> = record.members().iter().map(|value| Tree::of(*value)).collect();
        for (param, tree) in self.operation.other_params().zip(trees) {
            self.parameter(param, &tree);
        }
    }

    fn parameter(&mut self, param: &'static Param, value: &Tree) {
        if matches!(value, Tree::Absent | Tree::Null) {
            return;
        }
        let layout = Layout::of(param);
        let written = param.media().map(|kind| Tree::Text(content(kind, value)));
        let value = written.as_ref().unwrap_or(value);
        match param.location() {
            Location::Path => {}
            Location::Query => self.query.extend(pairs(param.name(), value, layout)),
            Location::Cookie => self.cookies.extend(pairs(param.name(), value, layout)),
            Location::Header => {
                let reserved = [ACCEPT, CONTENT_TYPE, AUTHORIZATION];
                if reserved.iter().any(|name| param.name().eq_ignore_ascii_case(name.as_str())) {
                    return;
                }
                if let Some(written) = text(param.name(), value, layout) {
                    self.insert(param.name(), &written, value.is_secret());
                }
            }
        }
    }

    fn body(&mut self, index: usize, value: &dyn Value) {
        let Some(content) = self.operation.all_bodies().get(index) else {
            return self.refuse(RequestError::malformed(self.operation, "the document has no such body"));
        };
        if let Err(fault) = super::check::check_view(&value.view(), content.limits()) {
            self.refuse(RequestError::body(self.operation, &fault.path, fault.message));
        }
        match body::write(content, value) {
            Ok(body) => self.body = body,
            Err(reason) => self.refuse(RequestError::body(self.operation, "", reason)),
        }
    }

    fn header(&mut self, name: &str, value: &str) {
        self.insert(name, value, false);
    }

    fn insert(&mut self, name: &str, value: &str, secret: bool) {
        match (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_bytes(value.as_bytes())) {
            (Ok(name), Ok(mut value)) => {
                value.set_sensitive(secret);
                self.headers.insert(name, value);
            }
            (Err(_), _) => self.refuse(RequestError::malformed(self.operation, format!("`{name}` is no header name"))),
            (_, Err(_)) => {
                let rule = "has a character that cannot stand in a header";
                self.refuse(RequestError::parameter(self.operation, name, rule));
            }
        }
    }

    pub(crate) fn check(&self) -> Result<(), RequestError> {
        if let Some(fault) = &self.fault {
            return Err(fault.clone());
        }
        match self.operation.path_params().nth(self.arguments.len()) {
            Some(param) => Err(RequestError::parameter(self.operation, param.name(), "is not given")),
            None => Ok(()),
        }
    }

    fn query(&self, proof: &Proof) -> Option<String> {
        let pairs = [self.query.as_slice(), proof.query.as_slice()].concat();
        let parts: Vec<String> =
            self.target.query.iter().cloned().chain((!pairs.is_empty()).then(|| join(&pairs))).collect();
        let query = parts.join("&");
        (!query.is_empty()).then_some(query)
    }

    fn headers(&self, proof: &Proof) -> HeaderMap {
        let mut headers = HeaderMap::new();
        if let Some(value) = self.accepts().and_then(|text| HeaderValue::from_str(&text).ok()) {
            headers.insert(ACCEPT, value);
        }
        if let Some(value) = self.body.as_ref().and_then(|body| HeaderValue::from_str(&body.content_type).ok()) {
            headers.insert(CONTENT_TYPE, value);
        }
        let cookies: Vec<String> =
            self.cookies.iter().chain(&proof.cookies).map(|(name, value)| format!("{name}={value}")).collect();
        if let Ok(mut value) = HeaderValue::from_str(&cookies.join("; "))
            && !cookies.is_empty()
        {
            value.set_sensitive(true);
            headers.insert(COOKIE, value);
        }
        for (name, value) in self.headers.iter().chain(proof.headers.iter().map(|(name, value)| (name, value))) {
            headers.insert(name.clone(), value.clone());
        }
        headers
    }

    /// The media types of the documented answers, in their order.
    fn accepts(&self) -> Option<String> {
        let mut mimes: Vec<&str> = Vec::new();
        for mime in self.operation.all_answers().iter().filter_map(|answer| answer.mime()) {
            if !mimes.contains(&mime) {
                mimes.push(mime);
            }
        }
        (!mimes.is_empty()).then(|| mimes.join(", "))
    }

    /// Puts everything together.
    pub(crate) fn assemble(&self, base_url: &str, proof: &Proof) -> Result<http::Request<Bytes>, RequestError> {
        self.check()?;
        let path = &self.target.path;
        let slash = if path.starts_with('/') { "" } else { "/" };
        let mut url = format!("{}{slash}{path}", base_url.trim_end_matches('/'));
        if let Some(query) = self.query(proof) {
            url = format!("{url}?{query}");
        }
        let body = self.body.as_ref().map(|body| body.bytes.clone()).unwrap_or_default();
        let mut request = http::Request::builder()
            .method(self.operation.method().to_http())
            .uri(url)
            .body(body)
            .map_err(|error| RequestError::malformed(self.operation, format!("the URL cannot be sent: {error}")))?;
        *request.headers_mut() = self.headers(proof);
        Ok(request)
    }
}

/// A parameter as a document of this kind.
fn content(kind: ContentKind, value: &Tree) -> String {
    match (kind, value) {
        (ContentKind::Text, Tree::Text(_) | Tree::Literal(_) | Tree::Secret(_)) => value.flat(),
        (ContentKind::Text, Tree::Absent | Tree::Null | Tree::Bytes(_) | Tree::List(_) | Tree::Object(_))
        | (
            ContentKind::Json
            | ContentKind::Form
            | ContentKind::Multipart
            | ContentKind::Bytes
            | ContentKind::EventStream
            | ContentKind::JsonLines,
            _,
        ) => value.to_json(),
    }
}

impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.query.iter().map(|(name, _)| name.as_str()).collect();
        let headers: Vec<&str> = self.headers.keys().map(HeaderName::as_str).collect();
        let body = self.body.as_ref().map(|body| format!("{} bytes of {}", body.bytes.len(), body.content_type));
        f.debug_struct("Request")
            .field("operation", &self.operation.id())
            .field("method", &self.operation.method().as_str())
            .field("path", &self.operation.template())
            .field("query", &names)
            .field("headers", &headers)
            .field("body", &body)
            .field("fault", &self.fault)
            .finish_non_exhaustive()
    }
}
