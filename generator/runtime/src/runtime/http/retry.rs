//! The policy by which failed attempts are retried.

use super::attempts::RetryLimit;
use super::failure::Failure;
use super::retry_strategy::RetryStrategy;
use crate::runtime::model::platform;
use http::StatusCode;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// A policy of retries: which failed attempts are retried, how often and when.
///
/// By default, failures of requests that the server has not processed are retried for every operation: no connection, 429,
/// and 4xx or 503 with `Retry-After`. Failures of requests that the server may have processed (408, 500, 502, 503, 504, a
/// lost connection, a timeout) are retried only if the document says that the operation is idempotent, or if the request
/// has an idempotency key. [`RetryPolicy::strategy`] chooses another rule, and [`RetryPolicy::retry_if`] replaces it. All calls
/// of a client share a [`RetryBudget`](super::retry_budget::RetryBudget).
///
/// A retry may use the connection of the attempt before it, because `reqwest` has no way to request a new one.
#[derive(Debug, Clone)]
pub struct RetryPolicy {
    max_retries: u32,
    base_delay: Duration,
    max_delay: Duration,
    max_wait: Duration,
    jitter: Duration,
    total: Option<Duration>,
    strategy: RetryStrategy,
    rule: Rule,
}

/// The rule that decides which failures are retried.
#[derive(Clone)]
pub(crate) enum Rule {
    /// The default rule: [`Failure::is_retryable`].
    Retryable,
    /// A rule of the caller.
    Custom(Arc<dyn Fn(&Failure<'_>) -> bool + Send + Sync>),
}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Retryable => "Retryable",
            Self::Custom(_) => "Custom",
        })
    }
}

impl Default for RetryPolicy {
    /// A policy of at most three retries, after delays of up to half a second at first and up to half a minute later. A
    /// `Retry-After` of up to three minutes is followed if the deadline of the call allows it.
    fn default() -> Self {
        Self {
            max_retries: 3,
            base_delay: Duration::from_millis(500),
            max_delay: Duration::from_secs(30),
            max_wait: Duration::from_secs(180),
            jitter: Duration::from_secs(1),
            total: None,
            strategy: RetryStrategy::default(),
            rule: Rule::Retryable,
        }
    }
}

impl RetryPolicy {
    /// Makes the default policy.
    pub fn new() -> Self {
        Self::default()
    }

    /// Makes a policy without retries.
    pub fn none() -> Self {
        Self { max_retries: 0, ..Self::default() }
    }

    /// Sets the largest number of retries.
    #[must_use]
    pub fn max_retries(mut self, retries: u32) -> Self {
        self.max_retries = retries;
        self
    }

    /// Sets the upper bound of the first delay, which doubles with every retry. The delay is a random time below the bound.
    #[must_use]
    pub fn base_delay(mut self, delay: Duration) -> Self {
        self.base_delay = delay;
        self
    }

    /// Sets the largest upper bound of a delay. It does not apply to `Retry-After`.
    #[must_use]
    pub fn max_delay(mut self, delay: Duration) -> Self {
        self.max_delay = delay;
        self
    }

    /// Sets the longest `Retry-After` that is followed. If the server sends a longer one, the failure is returned.
    #[must_use]
    pub fn max_wait(mut self, wait: Duration) -> Self {
        self.max_wait = wait;
        self
    }

    /// Sets the upper bound of a random time that is added to `Retry-After`, so that many clients do not come back at the same
    /// moment. The default is one second.
    #[must_use]
    pub fn jitter(mut self, bound: Duration) -> Self {
        self.jitter = bound;
        self
    }

    /// Sets the time after the start of the call at which the last retry may begin.
    #[must_use]
    pub fn total(mut self, total: Duration) -> Self {
        self.total = Some(total);
        self
    }

    /// Sets which requests are sent again.
    #[must_use]
    pub fn strategy(mut self, strategy: RetryStrategy) -> Self {
        self.strategy = strategy;
        self
    }

    /// Sets the rule that decides which failures are retried, in place of [`Failure::is_retryable`]. The limits on the number
    /// of retries and on delays still apply.
    ///
    /// ```text
    /// RetryPolicy::new().retry_if(|failure| failure.is_retryable() || failure.status() == Some(StatusCode::CONFLICT))
    /// ```
    #[must_use]
    pub fn retry_if(mut self, rule: impl Fn(&Failure<'_>) -> bool + Send + Sync + 'static) -> Self {
        self.rule = Rule::Custom(Arc::new(rule));
        self
    }

    /// The policy with the strategy and the rule of a request.
    pub(crate) fn with_overrides(&self, strategy: Option<RetryStrategy>, rule: Option<&Rule>) -> Self {
        let strategy = strategy.unwrap_or(self.strategy);
        Self { strategy, rule: rule.unwrap_or(&self.rule).clone(), ..self.clone() }
    }

    /// Which requests are sent again.
    pub(crate) fn chosen_strategy(&self) -> RetryStrategy {
        self.strategy
    }

    /// Whether any failure is retried.
    pub(crate) fn repeats(&self) -> bool {
        self.strategy != RetryStrategy::Once && self.max_retries > 0
    }

    /// Whether a complete response of this status can be retried at all: only a rule of the caller retries a success.
    pub(crate) fn may_retry(&self, status: StatusCode) -> bool {
        match self.rule {
            Rule::Retryable => !status.is_success(),
            Rule::Custom(_) => true,
        }
    }

    /// The longest time that a server can ask to wait.
    pub(crate) fn longest_wait(&self) -> Duration {
        self.max_wait
    }

    /// A random time below the bound of the jitter, and below `left`.
    pub(crate) fn random_jitter(&self, left: Duration) -> Duration {
        random_below(self.jitter.min(left))
    }

    /// Whether there is another attempt after a failure, and when. `left` is the time until the deadline.
    pub(crate) fn decide(&self, failure: &Failure<'_>, left: Option<Duration>) -> Decision {
        let retries = match (self.strategy, &self.rule) {
            (RetryStrategy::Once, _) => false,
            (RetryStrategy::Idempotent | RetryStrategy::Always, Rule::Retryable) => failure.is_retryable(),
            (RetryStrategy::Idempotent | RetryStrategy::Always, Rule::Custom(rule)) => rule(failure),
        };
        let asked = failure.retry_after();
        match asked.unwrap_or_default() {
            _ if !retries => return Decision::Stop(None),
            _ if failure.retries_so_far >= self.max_retries => return Decision::Stop(Some(RetryLimit::Number)),
            asked if asked > self.max_wait => return Decision::Stop(Some(RetryLimit::Wait)),
            _ => {}
        }
        let total = self.total.map(|total| total.saturating_sub(failure.elapsed));
        let within = |wait: Duration| left.is_none_or(|left| wait < left) && total.is_none_or(|total| wait <= total);
        let own = self.own_delay(failure.retries_so_far);
        let wait = asked.map_or(own, |asked| {
            let left = left.unwrap_or(Duration::MAX).min(total.unwrap_or(Duration::MAX));
            asked.saturating_add(self.random_jitter(left.saturating_sub(asked))).max(own)
        });
        match within(wait) {
            true if asked.is_some() => Decision::Asked(wait),
            true => Decision::Retry(wait),
            false => Decision::Stop(Some(RetryLimit::Time)),
        }
    }

    /// A random delay below the bound, which doubles with every retry.
    fn own_delay(&self, retries: u32) -> Duration {
        let factor = 2u32.checked_pow(retries).unwrap_or(u32::MAX);
        let bound = self.base_delay.saturating_mul(factor).min(self.max_delay);
        random_below(bound)
    }
}

/// A random time below a bound.
fn random_below(bound: Duration) -> Duration {
    Duration::try_from_secs_f64(bound.as_secs_f64() * platform::random()).unwrap_or(bound)
}

/// Whether there is another attempt after a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Decision {
    /// There is, after this time, if the budget of the client allows it.
    Retry(Duration),
    /// There is, after this time, because the server asked for it.
    Asked(Duration),
    /// There is none, because of this limit, or because the failure is none that is retried.
    Stop(Option<RetryLimit>),
}
