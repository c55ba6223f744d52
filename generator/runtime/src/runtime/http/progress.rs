//! The state of a call between its attempts.

use super::attempts::Attempts;
use super::config::Config;
use super::observation::{AttemptWatch, Observation};
use super::observer::{CallEvent, WaitReason};
use super::rejections::{Rejection, SentTokens};
use super::request_parts::RequestParts;
use super::retry::RetryPolicy;
use super::transport::Transport;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// The state of a call between its attempts.
pub(crate) struct Progress {
    /// The start of the call, by the monotonic clock: that of its first turn, if the number of requests in flight is limited.
    pub(crate) started: Duration,
    /// The time of the first attempt, by the wall clock, if the request has it.
    pub(crate) first_sent: Option<SystemTime>,
    /// The policy of the request, or else that of the client.
    pub(crate) policy: RetryPolicy,
    /// The number by which the call takes turns with others, if the number of requests in flight is limited.
    pub(crate) number: Option<u64>,
    pub(crate) attempts: Attempts,
    pub(crate) retries: u32,
    /// The end of the last pause that the call has waited for, or that its server asked it for, by the monotonic clock. It is
    /// kept because the waits of a transport may be shorter than its clock says.
    pub(crate) pause_end: Duration,
    /// The tokens of the last attempt.
    pub(crate) tokens: SentTokens,
    /// The rejection of the last tokens, if the server rejected them. The next attempt requests others.
    pub(crate) rejection: Option<Rejection>,
    pub(crate) refreshed: bool,
    /// Whether the last attempt was answered by a `503`, or not in time. The next one goes over a new connection.
    pub(crate) needs_new_connection: bool,
    /// The attempt that is observed. It is dropped before the call.
    pub(crate) watch: Option<Arc<AttemptWatch>>,
    pub(crate) observation: Option<Arc<Observation>>,
}

impl Progress {
    /// The state of a call before its first attempt.
    pub(crate) fn new(config: &Config, transport: &dyn Transport, parts: &RequestParts) -> Self {
        let options = &parts.options;
        let policy = options.retry.as_ref().unwrap_or(&config.retry);
        Self {
            started: transport.elapsed(),
            first_sent: None,
            policy: policy.with_overrides(options.retry_strategy, options.retry_rule.as_ref()),
            number: None,
            attempts: Attempts::default(),
            retries: 0,
            pause_end: Duration::ZERO,
            tokens: SentTokens::new(),
            rejection: None,
            refreshed: false,
            needs_new_connection: false,
            watch: None,
            observation: None,
        }
    }

    /// Waits before an attempt, and tells the observer of it.
    pub(crate) async fn wait(&mut self, transport: &dyn Transport, reason: WaitReason, wait: Duration) {
        if let Some(observation) = &self.observation {
            observation.event(&CallEvent::Waiting { reason, wait });
        }
        transport.sleep(wait).await;
        self.attempts.add_wait(wait);
    }

    /// The time since the start of the call.
    pub(crate) fn elapsed(&self, transport: &dyn Transport) -> Duration {
        transport.elapsed().saturating_sub(self.started)
    }
}
