//! How a call tells its observer of its events, each of them once, even if the call is dropped.

use super::attempts::Attempts;
use super::error_kind::ErrorKind;
use super::headers::first_request_id;
use super::observer::{AttemptEnd, CallEnd, CallEvent, CallInfo, Observer};
use crate::runtime::model::misfit::Misfit;
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use std::sync::atomic::{AtomicBool, AtomicU16, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// An observed call.
pub(crate) struct Observation {
    observer: Arc<dyn Observer>,
    call: CallInfo,
    attempts: Mutex<Attempts>,
    has_ended: AtomicBool,
}

impl Observation {
    /// Begins the observation of a call.
    pub(crate) fn begin(observer: &Arc<dyn Observer>, call: CallInfo) -> Arc<Self> {
        observer.event(&call, &CallEvent::Begun {});
        let attempts = Mutex::new(Attempts::default());
        Arc::new(Self { observer: observer.clone(), call, attempts, has_ended: AtomicBool::new(false) })
    }

    pub(crate) fn event(&self, event: &CallEvent<'_>) {
        self.observer.event(&self.call, event);
    }

    /// Begins an attempt, the last one of `attempts`.
    pub(crate) fn begin_attempt(self: &Arc<Self>, attempts: Attempts, bytes: Option<u64>) -> Arc<AttemptWatch> {
        *self.attempts.lock().unwrap_or_else(PoisonError::into_inner) = attempts;
        let attempt = attempts.count();
        self.event(&CallEvent::AttemptBegun { attempt, bytes });
        Arc::new(AttemptWatch {
            call: self.clone(),
            attempt,
            status: AtomicU16::new(0),
            received: AtomicU64::new(0),
            has_ended: AtomicBool::new(false),
        })
    }

    /// Tells of a part that a lenient reader left out.
    pub(crate) fn misfit(&self, misfit: &Misfit) {
        self.event(&CallEvent::Misfit { misfit });
    }

    /// Ends the call with its result.
    pub(crate) fn end(&self, status: Option<StatusCode>, error: Option<ErrorKind>, attempts: Attempts) {
        let end = error.map_or(CallEnd::Success, CallEnd::Error);
        if !self.has_ended.swap(true, Ordering::Relaxed) {
            self.event(&CallEvent::Ended { status, end, attempts });
        }
    }

    /// Runs a function within the observer, or without it if the observer does not call the function.
    fn within<T>(&self, run: impl FnOnce() -> T) -> Option<T> {
        let (mut run, mut result) = (Some(run), None);
        self.observer.within(&self.call, &mut || {
            if let Some(run) = run.take() {
                result = Some(run());
            }
        });
        result.or_else(|| run.take().map(|run| run()))
    }
}

impl Drop for Observation {
    fn drop(&mut self) {
        let attempts = *self.attempts.get_mut().unwrap_or_else(PoisonError::into_inner);
        if !self.has_ended.swap(true, Ordering::Relaxed) {
            self.event(&CallEvent::Ended { status: None, end: CallEnd::Dropped, attempts });
        }
    }
}

/// An observed attempt. It ends when its response is received, or when it fails, or when this is dropped.
pub(crate) struct AttemptWatch {
    call: Arc<Observation>,
    attempt: u32,
    /// The status, or 0.
    status: AtomicU16,
    received: AtomicU64,
    has_ended: AtomicBool,
}

impl AttemptWatch {
    /// Tells of the head of the response.
    pub(crate) fn head(&self, status: StatusCode, headers: &HeaderMap) {
        self.status.store(status.as_u16(), Ordering::Relaxed);
        let request_id = first_request_id(headers);
        self.call.event(&CallEvent::Head { attempt: self.attempt, status, headers, request_id });
    }

    /// Runs a function within the observer. Returns `None` only if the observer panicked.
    pub(crate) fn within<T>(&self, run: impl FnOnce() -> T) -> Option<T> {
        self.call.within(run)
    }

    /// Counts bytes of the body.
    pub(crate) fn add(&self, bytes: &Bytes) {
        self.received.fetch_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX), Ordering::Relaxed);
    }

    /// Ends the attempt, unless it has ended.
    pub(crate) fn end(&self, end: AttemptEnd<'_>) {
        if !self.has_ended.swap(true, Ordering::Relaxed) {
            let status = StatusCode::from_u16(self.status.load(Ordering::Relaxed)).ok();
            let bytes = self.received.load(Ordering::Relaxed);
            self.call.event(&CallEvent::AttemptEnded { attempt: self.attempt, status, bytes, end });
        }
    }
}

impl Drop for AttemptWatch {
    fn drop(&mut self) {
        self.end(AttemptEnd::Dropped);
    }
}
