//! The time limit of an attempt.

use super::timing::{BoxFuture, seconds};
use super::transport_error::{TransportError, TransportErrorKind};
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::Poll;
use std::time::Duration;

/// The time limit of an attempt.
pub(crate) struct AttemptTimeout<'a> {
    pub(crate) limit: Duration,
    /// The name of the setting that the limit comes from.
    pub(crate) name: &'static str,
    pub(crate) wait: BoxFuture<'a, ()>,
}

impl<'a> AttemptTimeout<'a> {
    /// Runs a part of the attempt within the limit. `missing` is the message for what was not received in time.
    pub(crate) fn limit<'t, T, E: From<TransportError>>(
        timeout: &'t mut Option<Self>,
        missing: &'t str,
        mut part: Pin<&'t mut (impl Future<Output = Result<T, E>> + Send)>,
    ) -> impl Future<Output = Result<T, E>> + Send
    where
        'a: 't,
    {
        poll_fn(move |context| match (part.as_mut().poll(context), timeout.as_mut()) {
            (Poll::Ready(outcome), _) => Poll::Ready(outcome),
            (Poll::Pending, None) => Poll::Pending,
            (Poll::Pending, Some(Self { limit, name, wait })) => {
                wait.as_mut().poll(context).map(|()| Err(timeout_error(missing, *limit, name).into()))
            }
        })
    }
}

/// The error of a limit that has passed.
pub(crate) fn timeout_error(missing: &str, limit: Duration, name: &str) -> TransportError {
    let message = format!("{missing} within {}, which is the `{name}`", seconds(limit));
    TransportError::new(TransportErrorKind::Timeout, message)
}
