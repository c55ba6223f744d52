//! Is a failed attempt repeated, and when? A policy that is data, and one decision.

use super::transport::{TransportError, TransportErrorKind};
use http::{HeaderMap, StatusCode, header};
use std::time::{Duration, SystemTime};

/// How often and how soon failed attempts are repeated.
///
/// Repeated are, for every operation, failures that the server has not acted on: no connection, 429, 503. Failures that
/// it may have acted on (408, 500, 502, 504, a lost connection, no answer in time) are repeated only when the document
/// says that the operation is idempotent.
#[derive(Debug, Clone, PartialEq)]
pub struct RetryPolicy {
    max_retries: u32,
    base_delay: Duration,
    max_delay: Duration,
    max_wait: Duration,
    total: Option<Duration>,
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

    /// How long to wait before the next attempt. None: the failure stands.
    pub(crate) fn wait(&self, failure: &Failure<'_>) -> Option<Duration> {
        if failure.retries_so_far >= self.max_retries || !failure.may_repeat() {
            return None;
        }
        let asked = failure.asked_to_wait().unwrap_or_default();
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

/// An attempt that failed.
pub(crate) struct Failure<'a> {
    pub(crate) kind: FailureKind<'a>,
    pub(crate) idempotent: bool,
    pub(crate) retries_so_far: u32,
    pub(crate) elapsed: Duration,
    pub(crate) now: SystemTime,
}

/// How an attempt failed.
pub(crate) enum FailureKind<'a> {
    /// No answer came.
    Transport(&'a TransportError),
    /// An answer came.
    Status(StatusCode, &'a HeaderMap),
}

impl Failure<'_> {
    fn may_repeat(&self) -> bool {
        match self.kind {
            FailureKind::Transport(error) => match error.kind() {
                TransportErrorKind::Connect => true,
                TransportErrorKind::Lost | TransportErrorKind::Timeout => self.idempotent,
                TransportErrorKind::TooLarge | TransportErrorKind::Other => false,
            },
            FailureKind::Status(status, _) => match status.as_u16() {
                429 | 503 => true,
                408 | 500 | 502 | 504 => self.idempotent,
                _ => false,
            },
        }
    }

    fn asked_to_wait(&self) -> Option<Duration> {
        match self.kind {
            FailureKind::Transport(_) => None,
            FailureKind::Status(_, headers) => retry_after(headers, self.now),
        }
    }
}

/// Reads `Retry-After`: seconds, which may have a fraction, or an HTTP date.
pub(crate) fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let text = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim();
    match text.parse::<f64>() {
        Ok(seconds) => Duration::try_from_secs_f64(seconds).ok(),
        Err(_) => httpdate::parse_http_date(text).ok().map(|date| date.duration_since(now).unwrap_or_default()),
    }
}
