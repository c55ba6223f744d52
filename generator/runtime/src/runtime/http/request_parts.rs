//! The parts of a request, and the HTTP request that is assembled from them.

use super::headers::{
    Names, accept, forbidden_reason, has_cookie, header_value, http_date, is_credential, media_type_header,
    with_cookies,
};
use super::idempotency::{IDEMPOTENCY_KEY, KeyHeader, documented, is_key};
#[cfg(feature = "mock")]
use super::mock::declared::Declared;
use super::request_error::RequestError;
use super::request_options::OwnOptions;
use super::url::joined;
use crate::runtime::model::request_body::RequestBody;
use crate::runtime::model::value::Value;
use crate::runtime::spec::media_type::includes;
use crate::runtime::spec::method::Method;
use crate::runtime::spec::operation::Operation;
use crate::runtime::spec::param::{Param, ParamLocation};
use crate::runtime::spec::security::SchemeKind;
use crate::runtime::wire::body::{self, Body, BodySource};
use crate::runtime::wire::form_value::FormValue;
use crate::runtime::wire::multipart::{MissingHeader, Multipart};
use crate::runtime::wire::part_head::PartHead;
use crate::runtime::wire::path_template::{self, Target};
use crate::runtime::wire::percent::{Component, encode};
use crate::runtime::wire::style::{Layout, Pair, ambiguous_item, in_media_type, join, pairs, path_or_header};
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, COOKIE};
use http::{HeaderMap, HeaderName, HeaderValue, Uri};
use std::borrow::Cow;
use std::fmt;

/// A request without the types of its response.
#[derive(Clone)]
pub(crate) struct RequestParts {
    pub(crate) operation: &'static Operation,
    /// The method, which is that of the operation unless a URL that the server sent needs another one.
    pub(crate) method: Method,
    arguments: Arguments,
    pub(crate) target: Target,
    pub(crate) query: Vec<Pair>,
    pub(crate) cookies: Vec<Pair>,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Option<Body>,
    fault: Option<RequestError>,
    pub(crate) options: OwnOptions,
    /// What recordings leave out, and messages of mocks.
    #[cfg(feature = "mock")]
    pub(crate) secrets: Declared,
}

/// The arguments of the path.
#[derive(Clone)]
enum Arguments {
    /// Those that were given so far, in the order of the path parameters.
    Given(Vec<FormValue>),
    /// All were given, and the path has them.
    Expanded,
}

/// The credentials of a request, in the parts that they are sent in.
#[derive(Clone, Default)]
pub(crate) struct RequestCredentials {
    /// They become those of the request, so that they are held once.
    pub(crate) headers: HeaderMap,
    pub(crate) query: Vec<Pair>,
    pub(crate) cookies: Vec<Pair>,
}

impl RequestParts {
    pub(crate) fn new(operation: &'static Operation) -> Self {
        let mut parts = Self {
            operation,
            method: operation.method(),
            arguments: Arguments::Given(Vec::new()),
            target: Target { path: String::new(), query: None },
            query: Vec::new(),
            cookies: Vec::new(),
            headers: HeaderMap::new(),
            body: None,
            fault: None,
            options: OwnOptions::default(),
            #[cfg(feature = "mock")]
            secrets: Declared::default(),
        };
        parts.expand();
        parts
    }

    /// Keeps the first error.
    pub(crate) fn reject(&mut self, fault: RequestError) {
        self.fault.get_or_insert(fault);
    }

    /// The first path parameter that has no argument.
    fn missing(&self) -> Option<&'static Param> {
        match &self.arguments {
            Arguments::Given(given) => self.operation.path_params().nth(given.len()),
            Arguments::Expanded => None,
        }
    }

    /// Expands the path, once it has all its arguments.
    fn expand(&mut self) {
        let Arguments::Given(given) = &self.arguments else { return };
        if self.missing().is_some() {
            return;
        }
        match path_template::expand(self.operation, given) {
            Ok(target) => self.target = target,
            Err(error) => self.reject(RequestError::parameter(self.operation, error.name, error.rule)),
        }
        self.arguments = Arguments::Expanded;
    }

    /// Sets the next path parameter.
    pub(crate) fn argument(&mut self, value: &dyn Value) {
        let Some(param) = self.missing() else {
            return self
                .reject(RequestError::malformed(self.operation, "there are more arguments than path parameters"));
        };
        self.check_parameter(param, value);
        #[cfg(feature = "mock")]
        self.secrets.add(&value.view());
        if let Arguments::Given(given) = &mut self.arguments {
            given.push(FormValue::new(value));
        }
        self.expand();
    }

    /// Checks a parameter against the limits of the document.
    fn check_parameter(&mut self, param: &Param, value: &dyn Value) {
        if let Err(fault) = crate::runtime::model::check::check_view(&value.view(), param.limits()) {
            let name = format!("{}{}", param.name(), fault.path);
            self.reject(RequestError::parameter(self.operation, &name, fault.message));
        }
    }

    /// Sets the parameters of query, headers and cookies from the members of a record.
    pub(crate) fn parameters(&mut self, values: &dyn Value) {
        #[cfg(feature = "mock")]
        self.secrets.add(&values.view());
        if let Err(fault) = crate::runtime::model::check::check(values) {
            let name = fault.path.trim_start_matches('/');
            self.reject(RequestError::parameter(self.operation, name, fault.message));
        }
        let crate::runtime::model::value::View::Record(record) = values.view() else {
            return self.reject(RequestError::malformed(self.operation, "the parameters are not a record"));
        };
        let values: Vec<FormValue> = record.members().iter().map(|value| FormValue::view(value.view())).collect();
        for (param, value) in self.operation.other_params().zip(values) {
            self.parameter(param, &value);
        }
    }

    /// Sets a parameter of the query, a header or a cookie.
    fn parameter(&mut self, param: &'static Param, value: &FormValue) {
        if matches!(value, FormValue::Absent | FormValue::Null) {
            return;
        }
        if value.has_stream() {
            return self.reject(RequestError::parameter(self.operation, param.name(), "must be in memory"));
        }
        let layout = Layout::for_param(param);
        let is_in_style = param.content_kind().is_none();
        if let Some(item) = ambiguous_item(value, layout).filter(|_| is_in_style) {
            let rule = format!("has the item \"{item}\", which holds the character that separates the items");
            return self.reject(RequestError::parameter(self.operation, param.name(), rule));
        }
        let written = param.content_kind().map(|kind| FormValue::Text(in_media_type(kind, value)));
        let value = written.as_ref().unwrap_or(value);
        match param.location() {
            ParamLocation::Path => {}
            ParamLocation::Query => self.query.extend(pairs(param.name(), value, layout)),
            ParamLocation::Cookie => {
                // `;` and `,` are allowed in the name of a query parameter, but end a cookie.
                let name = |name: String| name.replace(';', "%3B").replace(',', "%2C");
                let pairs = pairs(param.name(), value, layout).into_iter();
                self.cookies.extend(pairs.map(|(key, value)| (name(key), value)));
            }
            ParamLocation::Header => {
                let reserved = [ACCEPT, CONTENT_TYPE, AUTHORIZATION];
                if reserved.iter().any(|name| param.name().eq_ignore_ascii_case(name.as_str())) {
                    return;
                }
                let mut written = String::new();
                if path_or_header(&mut written, param.name(), value, layout) {
                    let written = http_date(param.name(), &written).unwrap_or(written);
                    self.insert(param.name(), &written, value.is_secret());
                }
            }
        }
    }

    /// Sets the body, in the media type with this index.
    pub(crate) fn body(&mut self, index: usize, value: &dyn Value) {
        let Some(content) = self.operation.bodies.get(index) else {
            return self.reject(RequestError::malformed(self.operation, "the document has no such body"));
        };
        #[cfg(feature = "mock")]
        self.secrets.add(&value.view());
        if let Err(fault) = crate::runtime::model::check::check_view(&value.view(), content.limits()) {
            self.reject(RequestError::body(self.operation, &fault.path, fault.message));
        }
        match body::write(content, value) {
            Ok(body) => self.body = body,
            Err(reason) => self.reject(RequestError::body(self.operation, "", reason)),
        }
    }

    /// Sends the body under another one of the media types that the document has for it.
    pub(crate) fn media_type(&mut self, media_type: &str) {
        let own = self.body.as_ref().is_some_and(|body| body.source == BodySource::Caller);
        let known = self.operation.bodies.iter().find(|content| {
            let is_current = |body: &Body| content.media_types().any(|known| known == body.content_type);
            self.body.as_ref().is_some_and(is_current) && content.media_types().any(|known| includes(known, media_type))
        });
        let is_sendable = media_type.contains('/') && HeaderValue::from_str(media_type).is_ok();
        match (known, &mut self.body) {
            (known, Some(body)) if is_sendable && (own || known.is_some()) => {
                body.content_type = Cow::Owned(media_type.to_owned());
            }
            (_, _) => {
                let reason = format!("the document does not have the media type `{media_type}` for this body");
                self.reject(RequestError::malformed(self.operation, reason));
            }
        }
    }

    /// Sets the head of the parts of this name, or of one of them.
    pub(crate) fn part(&mut self, name: &str, index: Option<usize>, head: &PartHead) {
        let Some(mut parts) = self.body.as_mut().and_then(|body| body.parts.take()) else {
            return self.reject(RequestError::malformed(self.operation, "the request has no multipart body"));
        };
        if let Err(reason) = parts.set(name, index, head) {
            let index = index.map(|index| format!("/{index}")).unwrap_or_default();
            self.reject(RequestError::body(self.operation, &format!("/{name}{index}"), reason));
        }
        self.body = Some(parts.into());
    }

    /// Sets the key by which a server recognizes a repeated request.
    pub(crate) fn idempotency_key(&mut self, key: &str) {
        let documented = documented(self.operation);
        let default = IDEMPOTENCY_KEY;
        let name = documented.unwrap_or(default.as_str());
        if key.is_empty() || !key.bytes().all(|byte| byte.is_ascii_graphic()) {
            let rule = "must be one or more visible ASCII characters";
            return self.reject(RequestError::parameter(self.operation, name, rule));
        }
        self.options.idempotency = if documented.is_some() { KeyHeader::Named } else { KeyHeader::OfClient };
        self.insert(name, key, false);
    }

    /// Whether a request that is sent several times has the effect of one that is sent once, because the document says so,
    /// or because it has an idempotency key, by any function that sets headers.
    pub(crate) fn is_idempotent(&self, key_of_client: Option<&HeaderName>) -> bool {
        let is_idempotent = match self.method == self.operation.method() {
            true => self.operation.is_idempotent(),
            false => self.method.is_idempotent(),
        };
        let mut headers = self.headers.keys();
        is_idempotent || headers.any(|name| is_key(name.as_str()) || Some(name) == key_of_client)
    }

    /// Sets a header.
    pub(crate) fn header(&mut self, name: &str, value: &str) {
        self.insert(name, value, false);
    }

    /// Sets a header, unless it must not be set or is not valid.
    fn insert(&mut self, name: &str, value: &str, secret: bool) {
        match (HeaderName::from_bytes(name.as_bytes()), header_value(value)) {
            (Ok(name), Ok(mut value)) => match forbidden_reason(&name) {
                Some(reason) => {
                    let operation = self.operation.id();
                    self.reject(RequestError::Header { operation, header: name.to_string(), reason });
                }
                None => {
                    value.set_sensitive(secret || is_credential(&name));
                    self.headers.insert(name, value);
                }
            },
            (Err(_), _) => {
                self.reject(RequestError::malformed(self.operation, format!("`{name}` is not a valid header name")))
            }
            (_, Err(rule)) => self.reject(RequestError::parameter(self.operation, name, rule)),
        }
    }

    /// Returns the first error of the arguments.
    pub(crate) fn check(&self) -> Result<(), RequestError> {
        if let Some(fault) = &self.fault {
            return Err(fault.clone());
        }
        if let Some(param) = self.missing() {
            return Err(RequestError::parameter(self.operation, param.name(), "is missing"));
        }
        let parts = self.body.as_ref().and_then(|body| body.parts.as_ref());
        match parts.and_then(Multipart::missing_header) {
            Some(MissingHeader { part, header }) => {
                let rule = format!("the part needs the header `{header}`; set it by `Request::part`");
                Err(RequestError::body(self.operation, &format!("/{part}"), rule))
            }
            None => Ok(()),
        }
    }

    /// Whether the body is a stream that was sent, at least in part, so that the request cannot be sent again.
    pub(crate) fn is_spent(&self) -> bool {
        self.body.as_ref().is_some_and(|body| body.content.is_spent())
    }

    /// The encoded query with the credentials.
    pub(crate) fn query(&self, credentials: &RequestCredentials) -> Option<String> {
        if self.query.is_empty() && credentials.query.is_empty() {
            return self.target.query.clone().filter(|query| !query.is_empty());
        }
        let pairs = [self.query.as_slice(), credentials.query.as_slice()].concat();
        let parts: Vec<String> =
            self.target.query.iter().cloned().chain((!pairs.is_empty()).then(|| join(&pairs))).collect();
        let query = parts.join("&");
        (!query.is_empty()).then_some(query)
    }

    /// All headers with the credentials.
    pub(crate) fn headers(&self, credentials: RequestCredentials) -> HeaderMap {
        let RequestCredentials { mut headers, cookies, query: _ } = credentials;
        headers.reserve(self.headers.len() + 4);
        // A credential goes before what the document says.
        if let Some(value) = accept(self.operation) {
            headers.entry(ACCEPT).or_insert(value);
        }
        if let Some(value) = self.body.as_ref().and_then(|body| media_type_header(body.content_type.clone())) {
            headers.entry(CONTENT_TYPE).or_insert(value);
        }
        if self.body.as_ref().is_none_or(|body| body.content.length() == Some(0)) && self.method.expects_content() {
            headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        for (name, value) in &self.headers {
            headers.insert(name.clone(), value.clone());
        }
        if self.cookies.is_empty() && cookies.is_empty() {
            return headers;
        }
        let cookies = self.cookies.iter().chain(&cookies).map(|(name, value)| format!("{name}={value}"));
        let cookies: Vec<String> = cookies.collect();
        if let Some(value) = with_cookies(self.headers.get(COOKIE), cookies.iter().map(String::as_bytes)) {
            headers.insert(COOKIE, value);
        }
        headers
    }

    /// Whether the arguments contain the credential that a scheme of this kind sends.
    pub(crate) fn has_credential_for(&self, kind: SchemeKind) -> bool {
        let has = |pairs: &[Pair], name: &str| pairs.iter().any(|(other, _)| *other == encode(name, Component::Name));
        match kind {
            SchemeKind::ApiKey(ParamLocation::Query, name) => has(&self.query, name) || self.target.has_pair(name),
            SchemeKind::ApiKey(ParamLocation::Cookie, name) => {
                let own = self.headers.get(COOKIE).is_some_and(|own| has_cookie(own.as_bytes(), name.as_bytes()));
                own || has(&self.cookies, name)
            }
            kind => kind.header().is_some_and(|name| self.headers.contains_key(name)),
        }
    }

    /// Whether the arguments contain a credential.
    pub(crate) fn has_credentials(&self) -> bool {
        let mut requirements = self.operation.security.iter().flat_map(|requirements| requirements.iter());
        self.headers.keys().any(is_credential)
            || requirements.any(|requirement| self.has_credential_for(requirement.scheme().kind()))
    }

    /// Assembles the HTTP request. An error is returned if an argument or the URL is not valid.
    pub(crate) fn assemble(
        &self,
        base_url: &str,
        credentials: RequestCredentials,
    ) -> Result<http::Request<RequestBody>, RequestError> {
        self.check()?;
        let url = joined(base_url, &self.target.path, self.query(&credentials).as_deref());
        let url = Uri::try_from(url)
            .map_err(|error| RequestError::malformed(self.operation, format!("the URL cannot be sent: {error}")))?;
        let body = self.body.as_ref().map(|body| body.content.clone()).unwrap_or_default();
        let mut request = http::Request::new(body);
        *request.method_mut() = self.method.to_http();
        *request.uri_mut() = url;
        *request.headers_mut() = self.headers(credentials);
        #[cfg(feature = "mock")]
        request.extensions_mut().insert(self.secrets.clone());
        Ok(request)
    }
}

impl fmt::Debug for RequestParts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.query.iter().map(|(name, _)| name.as_str()).collect();
        let body = self.body.as_ref().map(|body| match body.content.length() {
            Some(length) => format!("{length} bytes of {}", body.content_type),
            None => format!("a stream of {}", body.content_type),
        });
        f.debug_struct("Request")
            .field("operation", &self.operation)
            .field("method", &self.method.as_str())
            .field("path", &self.operation.template())
            .field("query", &names)
            .field("headers", &Names(&self.headers))
            .field("body", &body)
            .field("fault", &self.fault)
            .finish_non_exhaustive()
    }
}
