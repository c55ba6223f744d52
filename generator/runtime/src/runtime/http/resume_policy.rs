//! The policy by which event streams are resumed.

use super::transport_error::{TransportError, TransportErrorKind};
use crate::runtime::spec::method::Method;
use std::time::Duration;

/// A policy by which event streams are resumed, as the standard of server-sent events says: the request is sent again with
/// the id of the last event in `Last-Event-ID`, after the time that the server has set by `retry`. A response with status
/// 204 ends the stream.
///
/// Without a policy a stream is not resumed, because a server that does not know `Last-Event-ID` would send all events
/// again.
#[derive(Debug, Clone)]
pub struct ResumePolicy {
    after: After,
    methods: Methods,
    max_resumes: u32,
    delay: Duration,
    max_delay: Duration,
}

/// What a stream is resumed after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum After {
    /// A lost connection, or a time without data.
    Loss,
    /// Every end of the connection.
    AnyEnd,
}

/// The requests whose streams are resumed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Methods {
    /// Those with the method GET.
    Get,
    /// All.
    Any,
}

impl ResumePolicy {
    /// A policy that resumes a stream whose connection was lost, or on which no data arrived within the `idle_timeout`. At
    /// most five requests are sent without an event between them, each after a second.
    pub fn after_loss() -> Self {
        let (delay, max_delay) = (Duration::from_secs(1), Duration::from_secs(30));
        Self { after: After::Loss, methods: Methods::Get, max_resumes: 5, delay, max_delay }
    }

    /// As [`ResumePolicy::after_loss`], and also after a body that ended as it should, as browsers do. The stream then ends
    /// with status 204, with the item that ends it, or when no event arrives any more.
    pub fn after_any_end() -> Self {
        Self { after: After::AnyEnd, ..Self::after_loss() }
    }

    /// Resumes the streams of requests with other methods than `GET` too, which are sent again with their bodies.
    #[must_use]
    pub fn any_method(mut self) -> Self {
        self.methods = Methods::Any;
        self
    }

    /// Sets how often a stream is resumed without an event between.
    #[must_use]
    pub fn max_resumes(mut self, resumes: u32) -> Self {
        self.max_resumes = resumes;
        self
    }

    /// Sets the time before a stream is resumed, unless the server sets it by `retry`.
    #[must_use]
    pub fn delay(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// Sets the longest time before a stream is resumed, which is the most that is waited if the server sets a longer one.
    #[must_use]
    pub fn max_delay(mut self, delay: Duration) -> Self {
        self.max_delay = delay;
        self
    }

    /// Whether the streams of requests with this method are resumed.
    pub(crate) fn allows(&self, method: Method) -> bool {
        match self.methods {
            Methods::Get => method == Method::GET,
            Methods::Any => true,
        }
    }

    /// The time before the next request. `asked` is that of the server.
    pub(crate) fn wait(&self, asked: Option<Duration>) -> Duration {
        asked.unwrap_or(self.delay).min(self.max_delay)
    }

    /// Whether a stream is resumed after this end of its connection, and this number of requests without an event.
    pub(crate) fn resumes(&self, error: Option<&TransportError>, so_far: u32) -> bool {
        if so_far >= self.max_resumes {
            return false;
        }
        match error.map(TransportError::kind) {
            None => self.after == After::AnyEnd,
            Some(TransportErrorKind::Connect | TransportErrorKind::Lost | TransportErrorKind::Timeout) => true,
            Some(
                TransportErrorKind::Malformed
                | TransportErrorKind::TooLarge
                | TransportErrorKind::Postponed
                | TransportErrorKind::Other,
            ) => false,
        }
    }
}
