//! Tokens that a user grants on another device, by a code that the program shows (RFC 8628).

use super::credential::Token;
use super::oauth_error::{Endpoint, OAuthError};
use super::shared_transport::SharedTransport;
use super::timing::with_limit;
use super::token_endpoint::{self, Issued, OAuthClient};
use super::transport::Transport;
use crate::runtime::model::printable::brief;
use http::StatusCode;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// The grant type of a device code.
const GRANT: &str = "urn:ietf:params:oauth:grant-type:device_code";
/// The time between two requests, if the server names none.
const INTERVAL: Duration = Duration::from_secs(5);
/// The shortest time between two requests.
const MIN_INTERVAL: Duration = Duration::from_secs(1);
/// What the time between two requests grows by, if the server asks for fewer of them.
const SLOWER: Duration = Duration::from_secs(5);
/// The longest time between two requests after failures of the connection.
const MAX_INTERVAL: Duration = Duration::from_secs(60);
/// The time limit of one request.
const LIMIT: Duration = Duration::from_secs(30);
/// The time that a user has, if the server names none.
const LIFETIME: Duration = Duration::from_secs(900);

/// What a user has to do so that a program gets a token: open a page on any device, and enter a code.
///
/// [`Display`](fmt::Display) says so in one line.
#[derive(Clone, PartialEq, Eq)]
pub struct DevicePrompt {
    user_code: String,
    uri: String,
    complete_uri: Option<String>,
    expires_in: Duration,
}

impl DevicePrompt {
    /// The code that the user enters.
    pub fn user_code(&self) -> &str {
        &self.user_code
    }

    /// The page that the user opens.
    pub fn verification_uri(&self) -> &str {
        &self.uri
    }

    /// The page with the code in it, for a link or a QR code, if the server has one.
    pub fn verification_uri_complete(&self) -> Option<&str> {
        self.complete_uri.as_deref()
    }

    /// How long the user has.
    pub fn expires_in(&self) -> Duration {
        self.expires_in
    }
}

impl fmt::Display for DevicePrompt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "to sign in, open {} and enter the code {}", brief(&self.uri), brief(&self.user_code))
    }
}

/// Formats no code.
impl fmt::Debug for DevicePrompt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DevicePrompt").field("expires_in", &self.expires_in).finish_non_exhaustive()
    }
}

/// A function that shows a user what to do.
type Show = Arc<dyn Fn(&DevicePrompt) + Send + Sync>;

/// The grant of a token by a user, which goes on where it was if its future is dropped.
pub(super) struct DeviceGrant {
    pub(super) url: String,
    show: Show,
    pending: Mutex<Option<Pending>>,
}

/// A code that waits for the user, with times by the monotonic clock.
#[derive(Clone)]
struct Pending {
    code: Token,
    interval: Duration,
    next: Duration,
    ends: Duration,
}

/// What the requests of a grant have in common.
pub(super) struct Asking<'a> {
    pub(super) transport: &'a SharedTransport,
    pub(super) token_url: &'a str,
    pub(super) client: &'a OAuthClient,
    pub(super) scopes: &'a str,
    /// Claims and the parameters of the user.
    pub(super) further: Vec<(&'a str, String)>,
}

/// What follows an answer to a request for the token.
enum Next {
    /// The user has not decided.
    Wait,
    /// The user has not decided, and the server asks for fewer requests.
    WaitLonger,
    /// No answer of the endpoint.
    TryAgain,
    End,
}

impl DeviceGrant {
    pub(super) fn new(url: &str, show: impl Fn(&DevicePrompt) + Send + Sync + 'static) -> Self {
        Self { url: url.to_owned(), show: Arc::new(show), pending: Mutex::default() }
    }

    /// Shows the user a code, unless one waits already, and asks for the token until the user has decided.
    pub(super) async fn token(&self, asking: &Asking<'_>) -> Result<Issued, OAuthError> {
        let transport = asking.transport;
        let waits = self.pending().filter(|pending| transport.elapsed() < pending.ends);
        let mut pending = match waits {
            Some(pending) => pending,
            None => self.begin(asking).await?,
        };
        loop {
            self.set(Some(pending.clone()));
            if pending.next >= pending.ends {
                self.set(None);
                return Err(OAuthError::code_expired());
            }
            let wait = pending.next.saturating_sub(transport.elapsed());
            if !wait.is_zero() {
                transport.sleep(wait).await;
            }
            let answer = self.poll(asking, &pending.code).await;
            match answer.as_ref().err().map(next) {
                Some(Next::Wait) => {}
                Some(Next::WaitLonger) => pending.interval = pending.interval.saturating_add(SLOWER),
                Some(Next::TryAgain) => {
                    let doubled = pending.interval.saturating_mul(2);
                    pending.interval = doubled.min(MAX_INTERVAL).max(pending.interval);
                }
                Some(Next::End) | None => {
                    self.set(None);
                    return answer;
                }
            }
            pending.next = transport.elapsed().saturating_add(pending.interval);
        }
    }

    /// Asks for a code, and shows it.
    async fn begin(&self, asking: &Asking<'_>) -> Result<Pending, OAuthError> {
        let mut form = Vec::new();
        if !asking.scopes.is_empty() {
            form.push(("scope", asking.scopes.to_owned()));
        }
        form.extend(asking.further.iter().cloned());
        let sent = token_endpoint::post(asking.transport, Endpoint::Device, &self.url, asking.client, form);
        let answer = limited(asking.transport, sent).await?;
        let missing = |name: &str| OAuthError::malformed(answer.status, format!("`{name}` is missing"));
        let code = answer.text("device_code").ok_or_else(|| missing("device_code"))?;
        let user_code = answer.text("user_code").ok_or_else(|| missing("user_code"))?;
        // Some servers still have the name of a draft.
        let uri = answer.text("verification_uri").or_else(|| answer.text("verification_url"));
        let uri = uri.ok_or_else(|| missing("verification_uri"))?;
        let complete_uri = answer.text("verification_uri_complete");
        let expires_in = answer.seconds("expires_in").unwrap_or(LIFETIME);
        let interval = answer.seconds("interval").map_or(INTERVAL, |interval| interval.max(MIN_INTERVAL));
        let now = asking.transport.elapsed();
        (self.show)(&DevicePrompt { user_code, uri, complete_uri, expires_in });
        Ok(Pending {
            code: Token::new(code),
            interval,
            next: now.saturating_add(interval),
            ends: now.saturating_add(expires_in),
        })
    }

    /// Asks for the token once.
    async fn poll(&self, asking: &Asking<'_>, code: &Token) -> Result<Issued, OAuthError> {
        let mut form = vec![("grant_type", GRANT.to_owned()), ("device_code", code.expose().to_owned())];
        form.extend(asking.further.iter().cloned());
        limited(asking.transport, token_endpoint::ask(asking.transport, asking.token_url, asking.client, form)).await
    }

    fn pending(&self) -> Option<Pending> {
        self.pending.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set(&self, pending: Option<Pending>) {
        *self.pending.lock().unwrap_or_else(PoisonError::into_inner) = pending;
    }
}

/// A request with a time limit, since a user may take longer than any call.
async fn limited<T>(
    transport: &SharedTransport,
    request: impl Future<Output = Result<T, OAuthError>> + Send,
) -> Result<T, OAuthError> {
    match with_limit(request, &mut transport.sleep(LIMIT)).await {
        Some(answer) => answer,
        None => Err(OAuthError::late(LIMIT)),
    }
}

fn next(error: &OAuthError) -> Next {
    match (error.code(), error.status()) {
        (Some("authorization_pending"), _) => Next::Wait,
        (Some("slow_down"), _) | (None, Some(StatusCode::TOO_MANY_REQUESTS)) => Next::WaitLonger,
        (None, Some(status)) if status.is_server_error() => Next::TryAgain,
        (None, None) if error.is_of_connection() => Next::TryAgain,
        (Some(_) | None, _) => Next::End,
    }
}
