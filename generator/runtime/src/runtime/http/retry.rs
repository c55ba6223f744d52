//! Is a failed attempt repeated, and when? A policy that is data, and one decision.

use super::transport_error::{TransportError, TransportErrorKind};
use http::{HeaderMap, StatusCode, header};
use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// How often and how soon failed attempts are repeated.
///
/// Repeated are, for every operation, failures that the server has not acted on: no connection, 429, and 4xx or 503 with
/// a `Retry-After`. Failures that it may have acted on (408, 500, 502, 503, 504, a lost connection, no response in time)
/// are repeated only when the document says that the operation is idempotent, or when the request has an
/// `Idempotency-Key`. [`RetryPolicy::retry_if`] decides otherwise.
///
/// A retry may go over the connection of the attempt before, also after 503: `reqwest` cannot be asked for a new one.
#[derive(Debug, Clone)]
pub struct RetryPolicy {
    max_retries: u32,
    base_delay: Duration,
    max_delay: Duration,
    max_wait: Duration,
    total: Option<Duration>,
    rule: Rule,
}

/// Which failures are repeated.
#[derive(Clone)]
enum Rule {
    /// Those that do no harm.
    Harmless,
    /// Those that the caller chooses.
    Chosen(Arc<dyn Fn(&Failure<'_>) -> bool + Send + Sync>),
}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Harmless => "Harmless",
            Self::Chosen(_) => "Chosen",
        })
    }
}

impl Default for RetryPolicy {
    /// Three retries, from half a second to half a minute apart; a server may ask for up to three minutes, where the
    /// deadline of the call allows that.
    fn default() -> Self {
        Self {
            max_retries: 3,
            base_delay: Duration::from_millis(500),
            max_delay: Duration::from_secs(30),
            max_wait: Duration::from_secs(180),
            total: None,
            rule: Rule::Harmless,
        }
    }
}

impl RetryPolicy {
    /// The default policy.
    pub fn new() -> Self {
        Self::default()
    }

    /// Nothing is repeated.
    pub fn none() -> Self {
        Self { max_retries: 0, ..Self::default() }
    }

    /// At most so many retries.
    #[must_use]
    pub fn max_retries(mut self, retries: u32) -> Self {
        self.max_retries = retries;
        self
    }

    /// The bound of the first delay; it doubles with every retry. The delay itself is random below the bound.
    #[must_use]
    pub fn base_delay(mut self, delay: Duration) -> Self {
        self.base_delay = delay;
        self
    }

    /// No delay of our own is longer.
    #[must_use]
    pub fn max_delay(mut self, delay: Duration) -> Self {
        self.max_delay = delay;
        self
    }

    /// When the server asks to wait longer than this, the failure is returned instead.
    #[must_use]
    pub fn max_wait(mut self, wait: Duration) -> Self {
        self.max_wait = wait;
        self
    }

    /// No retry begins later than this after the first attempt.
    #[must_use]
    pub fn total(mut self, total: Duration) -> Self {
        self.total = Some(total);
        self
    }

    /// Decides which failures are repeated, in place of the rule of this policy, which [`Failure::is_harmless`] tells.
    /// Numbers and waits stay bounded as they are.
    ///
    /// ```text
    /// RetryPolicy::new().retry_if(|failure| failure.is_harmless() || failure.status() == Some(StatusCode::CONFLICT))
    /// ```
    #[must_use]
    pub fn retry_if(mut self, rule: impl Fn(&Failure<'_>) -> bool + Send + Sync + 'static) -> Self {
        self.rule = Rule::Chosen(Arc::new(rule));
        self
    }

    /// How long to wait before the next attempt. None: the failure stands.
    pub(crate) fn wait(&self, failure: &Failure<'_>) -> Option<Duration> {
        let repeats = match &self.rule {
            Rule::Harmless => failure.is_harmless(),
            Rule::Chosen(rule) => rule(failure),
        };
        if failure.retries_so_far >= self.max_retries || !repeats {
            return None;
        }
        let asked = failure.retry_after().unwrap_or_default();
        let wait = asked.max(self.own_delay(failure.retries_so_far));
        let within = self.total.is_none_or(|total| failure.elapsed.saturating_add(wait) <= total);
        (asked <= self.max_wait && within).then_some(wait)
    }

    /// A random delay below a bound that doubles with every retry.
    fn own_delay(&self, retries: u32) -> Duration {
        let factor = 2u32.checked_pow(retries).unwrap_or(u32::MAX);
        let bound = self.base_delay.saturating_mul(factor).min(self.max_delay);
        Duration::try_from_secs_f64(bound.as_secs_f64() * fastrand::f64()).unwrap_or(bound)
    }
}

/// An attempt that failed: without a response, with a response that is an error, or with one whose body was cut.
#[derive(Debug)]
pub struct Failure<'a> {
    pub(crate) error: Option<&'a TransportError>,
    pub(crate) head: Option<(StatusCode, &'a HeaderMap)>,
    pub(crate) repeatable: bool,
    pub(crate) retries_so_far: u32,
    pub(crate) elapsed: Duration,
    pub(crate) now: SystemTime,
}

impl Failure<'_> {
    /// Why no response came, or not all of it.
    pub fn error(&self) -> Option<&TransportError> {
        self.error
    }

    /// The status, when a response came.
    pub fn status(&self) -> Option<StatusCode> {
        self.head.map(|(status, _)| status)
    }

    /// The headers, when a response came.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.head.map(|(_, headers)| headers)
    }

    /// How long the server asks to wait.
    pub fn retry_after(&self) -> Option<Duration> {
        retry_after(self.headers()?, self.now)
    }

    /// How many retries there were before.
    pub fn retries(&self) -> u32 {
        self.retries_so_far
    }

    /// Whether sending the request twice has the effect of sending it once: the document says so of the operation, or
    /// the request has an `Idempotency-Key`.
    pub fn is_repeatable(&self) -> bool {
        self.repeatable
    }

    /// Whether another attempt may help and does no harm: the rule of a policy without [`RetryPolicy::retry_if`].
    pub fn is_harmless(&self) -> bool {
        let refused = self.status().is_some_and(|status| match status.as_u16() {
            429 => true,
            400..=499 | 503 => self.retry_after().is_some(),
            _ => false,
        });
        refused || (self.is_passing() && self.repeatable) || self.error.is_some_and(is_unsent)
    }

    /// Whether the cause may be gone soon.
    fn is_passing(&self) -> bool {
        match (self.error, self.status()) {
            (Some(error), _) => match error.kind() {
                TransportErrorKind::Connect | TransportErrorKind::Lost | TransportErrorKind::Timeout => true,
                TransportErrorKind::Malformed | TransportErrorKind::TooLarge | TransportErrorKind::Other => false,
            },
            (None, Some(status)) => matches!(status.as_u16(), 408 | 500 | 502 | 503 | 504),
            (None, None) => false,
        }
    }
}

/// Whether the server has not seen the request.
fn is_unsent(error: &TransportError) -> bool {
    error.kind() == TransportErrorKind::Connect
}

/// Reads `Retry-After`: seconds, which may have a fraction, or an HTTP date.
pub(crate) fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let text = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim();
    match text.parse::<f64>() {
        Ok(seconds) => Duration::try_from_secs_f64(seconds).ok(),
        Err(_) => httpdate::parse_http_date(text).ok().map(|date| date.duration_since(now).unwrap_or_default()),
    }
}
