//! When an attempt may begin.

use super::config::Config;
use super::observer::WaitReason;
use super::pauses::PauseScope;
use super::places::Place;
use super::progress::Progress;
use super::timing::{seconds, with_limit};
use super::transport::Transport;
use super::transport_error::{TransportError, TransportErrorKind};
use crate::runtime::spec::origin::Origin;
use std::time::Duration;

/// What the turn of a call depends on.
pub(crate) struct Turn<'a> {
    pub(crate) config: &'a Config,
    pub(crate) transport: &'a dyn Transport,
    pub(crate) origin: &'a Origin,
    pub(crate) deadline: Option<Duration>,
}

impl Turn<'_> {
    /// Waits until the next attempt may begin. Returns the place that the attempt takes, if their number is limited.
    pub(crate) async fn take(&self, progress: &mut Progress) -> Result<Option<Place>, TransportError> {
        let place = match self.config.max_in_flight {
            Some(limit) => Some(self.place(limit.get(), progress).await?),
            None => None,
        };
        let has_pauses = self.config.pause_scope == PauseScope::Origin && self.config.flow.pauses.any();
        if has_pauses && progress.policy.repeats() {
            self.pause(progress).await?;
        }
        Ok(place)
    }

    /// Waits for a place. The deadline begins with the first one, so that a long queue ends no call.
    async fn place(&self, limit: usize, progress: &mut Progress) -> Result<Place, TransportError> {
        let places = &self.config.flow.places;
        let number = *progress.number.get_or_insert_with(|| places.next_number());
        let begun = self.transport.elapsed();
        let take = places.take(number, limit);
        let is_first = progress.attempts.count() == 0;
        let left = self.deadline.filter(|_| !is_first);
        let place = match left.map(|deadline| (deadline, deadline.saturating_sub(progress.elapsed(self.transport)))) {
            Some((deadline, left)) => {
                let taken = with_limit(take, &mut self.transport.sleep(left)).await;
                taken.ok_or_else(|| unsent(&format!("its turn did not come within {}", seconds(deadline))))?
            }
            None => take.await,
        };
        let now = self.transport.elapsed();
        progress.attempts.add_queue(now.saturating_sub(begun));
        if is_first {
            progress.started = now;
        }
        Ok(place)
    }

    /// Waits until the pause of the server is over. It may become longer meanwhile, but the call waits no longer than for a
    /// `Retry-After` of its own.
    async fn pause(&self, progress: &mut Progress) -> Result<(), TransportError> {
        let mut waited = Duration::ZERO;
        let pauses = &self.config.flow.pauses;
        while let Some((end, rest)) = pauses.rest(self.origin, self.transport.elapsed(), progress.pause_end) {
            if waited >= progress.policy.longest_wait() {
                break;
            }
            let left = self.deadline.map(|deadline| deadline.saturating_sub(progress.elapsed(self.transport)));
            if left.is_some_and(|left| left <= rest) {
                let reason =
                    format!("the server asked to wait {}, which is more than the deadline leaves", seconds(rest));
                return Err(unsent(&reason));
            }
            let left = left.unwrap_or(Duration::MAX).saturating_sub(rest);
            let wait = rest.saturating_add(progress.policy.random_jitter(left));
            progress.wait(self.transport, WaitReason::Pause, wait).await;
            progress.pause_end = end;
            waited = waited.saturating_add(wait);
        }
        Ok(())
    }
}

/// The error of a request that was not sent because its turn did not come in time.
fn unsent(reason: &str) -> TransportError {
    TransportError::new(TransportErrorKind::Postponed, format!("the request was not sent: {reason}"))
}
