//! One request to a token endpoint (RFC 6749), and its answer.

use super::credential::Token;
use super::oauth_error::{Endpoint, OAuthError};
use super::transport::Transport;
use crate::runtime::model::request_body::RequestBody;
use crate::runtime::model::value::Json;
use crate::runtime::spec::origin::{Origin, redacted};
use crate::runtime::wire::percent::{Component, encode};
use base64::Engine;
use base64::alphabet::{STANDARD, URL_SAFE};
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};
use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderValue, Method, StatusCode};
use std::time::Duration;

/// The largest answer of a token endpoint, in bytes.
const MAX_ANSWER: usize = 1024 * 1024;

/// How a client tells a token endpoint who it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum ClientAuthentication {
    /// By the `Authorization` header, as every token endpoint must support (RFC 6749, section 2.3.1).
    #[default]
    Header,
    /// By `client_id` and `client_secret` in the body.
    Body,
}

/// A client, as a token endpoint knows it.
#[derive(Debug, Clone)]
pub(super) struct OAuthClient {
    pub(super) id: String,
    /// A public client has no secret.
    pub(super) secret: Option<Token>,
    pub(super) authentication: ClientAuthentication,
}

/// The tokens that an endpoint issued.
#[derive(Debug, Clone)]
pub(super) struct Issued {
    pub(super) token: Token,
    pub(super) lifetime: Option<Duration>,
    pub(super) refresh_token: Option<Token>,
}

/// The success of an endpoint.
pub(super) struct Answer {
    pub(super) status: StatusCode,
    body: Json,
}

impl Answer {
    /// The text of a member.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        self.body.get(name).and_then(Json::as_str).map(str::to_owned)
    }

    /// The time of a member, which is a number of seconds. Some servers write it as text.
    pub(super) fn seconds(&self, name: &str) -> Option<Duration> {
        let value = self.body.get(name)?;
        let seconds = value.as_f64().or_else(|| value.as_str()?.parse().ok())?;
        Duration::try_from_secs_f64(seconds).ok()
    }
}

/// Asks a token endpoint for a token.
pub(super) async fn ask(
    transport: &dyn Transport,
    url: &str,
    client: &OAuthClient,
    form: Vec<(&str, String)>,
) -> Result<Issued, OAuthError> {
    let answer = post(transport, Endpoint::Token, url, client, form).await?;
    if let Some(kind) = answer.text("token_type").filter(|kind| !kind.eq_ignore_ascii_case("bearer")) {
        return Err(OAuthError::malformed(answer.status, format!("its type is `{kind}`, and not `Bearer`")));
    }
    let missing = || OAuthError::malformed(answer.status, "`access_token` is missing");
    let token = answer.text("access_token").ok_or_else(missing)?;
    let refresh_token = answer.text("refresh_token").map(Token::new);
    Ok(Issued { token: Token::new(token), lifetime: answer.seconds("expires_in"), refresh_token })
}

/// Sends a form to an endpoint. What is secret is sent over https or to this machine only, and no redirection is followed.
pub(super) async fn post(
    transport: &dyn Transport,
    endpoint: Endpoint,
    url: &str,
    client: &OAuthClient,
    mut form: Vec<(&str, String)>,
) -> Result<Answer, OAuthError> {
    check(url).map_err(|reason| OAuthError::endpoint(endpoint, redacted(url), reason))?;
    let secret = client.secret.as_ref().map(Token::expose);
    let basic = match (client.authentication, secret) {
        (ClientAuthentication::Header, Some(secret)) => {
            let pair = format!("{}:{}", encode(&client.id, Component::Value), encode(secret, Component::Value));
            Some(base64::engine::general_purpose::STANDARD.encode(pair))
        }
        (ClientAuthentication::Body, Some(secret)) => {
            form.extend([("client_id", client.id.clone()), ("client_secret", secret.to_owned())]);
            None
        }
        (ClientAuthentication::Header | ClientAuthentication::Body, None) => {
            form.push(("client_id", client.id.clone()));
            None
        }
    };
    let request = request(endpoint, url, &form, basic)?;
    let response = transport.send(request.map(RequestBody::from)).await.map_err(OAuthError::transport)?;
    let status = response.status();
    let body = response.into_body().collect(MAX_ANSWER).await.map_err(OAuthError::transport)?;
    let answer = Answer { status, body: serde_json::from_slice(&body).unwrap_or_default() };
    // Some servers refuse with a success.
    if !status.is_success() || answer.text("error").is_some() {
        return Err(OAuthError::refused(status, answer.text("error"), answer.text("error_description")));
    }
    Ok(answer)
}

/// Checks that secrets may be sent to a URL, or says why not.
fn check(url: &str) -> Result<(), &'static str> {
    if url.is_empty() {
        return Err("is not in the document");
    }
    if url.contains(['{', '}']) {
        return Err("has a variable in braces");
    }
    // A token URL may have a query (RFC 6749, section 3.2), which an origin has not.
    let address = url.split('?').next().unwrap_or_default();
    if Origin::parse(address)?.is_unencrypted() {
        return Err("is not encrypted; secrets are sent over https or to this machine only");
    }
    Ok(())
}

fn request(
    endpoint: Endpoint,
    url: &str,
    form: &[(&str, String)],
    basic: Option<String>,
) -> Result<http::Request<Bytes>, OAuthError> {
    let pairs = form.iter().map(|(name, value)| format!("{name}={}", encode(value, Component::Value)));
    let body = pairs.collect::<Vec<_>>().join("&");
    let mut request = http::Request::new(Bytes::from(body));
    *request.method_mut() = Method::POST;
    *request.uri_mut() = url.parse().map_err(|_| OAuthError::endpoint(endpoint, redacted(url), "is not a URL"))?;
    let headers = request.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    if let Some(mut value) = basic.and_then(|basic| HeaderValue::from_str(&format!("Basic {basic}")).ok()) {
        value.set_sensitive(true);
        headers.insert(AUTHORIZATION, value);
    }
    Ok(request)
}

/// The claims that a challenge of a server demands of the next token: `claims="…"` of `WWW-Authenticate`, which is base64.
pub(super) fn claims(challenge: &str) -> Option<String> {
    let (_, rest) = challenge.split_once("claims=")?;
    let value = match rest.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next()?,
        None => rest.split([',', ' ']).next()?,
    };
    let lax = GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    let decode = |alphabet| GeneralPurpose::new(alphabet, lax).decode(value).ok();
    let decoded = decode(&URL_SAFE).or_else(|| decode(&STANDARD)).and_then(|bytes| String::from_utf8(bytes).ok());
    Some(decoded.filter(|text| text.starts_with('{')).unwrap_or_else(|| value.to_owned()))
}
