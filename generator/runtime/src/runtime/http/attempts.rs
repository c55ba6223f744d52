//! How often a request was sent, how long the call waited, and which limit ended the retries.

use super::timing::seconds;
use std::fmt;
use std::time::Duration;

/// The attempts of a call: how often the request was sent, and how long the call waited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Attempts {
    count: u32,
    waited: Duration,
    queued: Duration,
    limit: Option<RetryLimit>,
}

/// A limit because of which a failure is returned that would have been retried without it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum RetryLimit {
    /// The number of retries, which is [`RetryPolicy::max_retries`](super::retry::RetryPolicy::max_retries).
    Number,
    /// The [`RetryBudget`](super::retry_budget::RetryBudget) of the client, of which nothing is left.
    Budget,
    /// The longest `Retry-After` that is followed, which is [`RetryPolicy::max_wait`](super::retry::RetryPolicy::max_wait).
    Wait,
    /// The body of the request, which is a stream that was sent and cannot be sent again; see
    /// [`Replay`](crate::runtime::Replay).
    Body,
    /// The time of the call, which is [`RetryPolicy::total`](super::retry::RetryPolicy::total) or the deadline.
    Time,
}

impl RetryLimit {
    /// The limit in lower case, for logs and metrics.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Budget => "budget",
            Self::Wait => "wait",
            Self::Time => "time",
            Self::Body => "body",
        }
    }
}

impl Attempts {
    /// How often the request was sent. It is 0 if the request was not sent at all.
    pub fn count(&self) -> u32 {
        self.count
    }

    /// How long the call waited before attempts: for delays, for `Retry-After`, and for pauses of the client.
    pub fn waited(&self) -> Duration {
        self.waited
    }

    /// How long the call waited for its turn, if the client has a
    /// [`max_in_flight`](super::client_builder::ClientBuilder::max_in_flight).
    pub fn queued(&self) -> Duration {
        self.queued
    }

    /// The limit that ended the retries. Returns `None` if the call succeeded, or if its failure is none that is retried.
    pub fn limit(&self) -> Option<RetryLimit> {
        self.limit
    }

    /// Counts an attempt.
    pub(crate) fn begin(&mut self) {
        self.count = self.count.saturating_add(1);
    }

    /// Adds a wait.
    pub(crate) fn add_wait(&mut self, wait: Duration) {
        self.waited = self.waited.saturating_add(wait);
    }

    /// Adds a wait for a turn.
    pub(crate) fn add_queue(&mut self, wait: Duration) {
        self.queued = self.queued.saturating_add(wait);
    }

    /// Keeps the limit that ended the retries.
    pub(crate) fn end(&mut self, limit: Option<RetryLimit>) {
        self.limit = limit;
    }

    /// Writes the number of attempts behind the message of an error, if there were several, and that the budget is used up, or
    /// that the body cannot be sent again.
    pub(crate) fn write_note(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reason = match self.limit {
            Some(RetryLimit::Budget) => "; the retry budget of the client is used up",
            Some(RetryLimit::Body) => "; the body is a stream that was sent and cannot be sent again",
            Some(RetryLimit::Number | RetryLimit::Wait | RetryLimit::Time) | None => "",
        };
        match self.count {
            0 | 1 if reason.is_empty() => Ok(()),
            1 => write!(f, " (1 attempt{reason})"),
            count => write!(f, " ({count} attempts{reason})"),
        }
    }
}

/// Formats the number and the waits: `4 attempts, 2.1 s between them`.
impl fmt::Display for Attempts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.count {
            1 => f.write_str("1 attempt"),
            count => write!(f, "{count} attempts, {} between them", seconds(self.waited)),
        }
    }
}
