//! An observer that makes spans and events of the crate `tracing`, with the names that OpenTelemetry has for HTTP clients.

use super::observer::{AttemptEnd, CallEvent, CallInfo, Observer};
use http::StatusCode;
use std::collections::HashMap;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tracing::Span;
use tracing::field::Empty;

/// An observer that makes a span for each attempt, within the current span of the task, and events for waits.
///
/// The spans have the level `INFO` and the fields of OpenTelemetry's semantic conventions for HTTP clients:
/// `http.request.method`, `url.template`, `server.address`, `server.port`, `url.scheme`, `http.request.resend_count`,
/// `http.request.body.size`, `http.response.status_code`, `http.response.body.size` and `error.type`; beside them
/// `openapi.operation_id`, `request.id` (that of the server), and `otel.name`, `otel.kind` and `otel.status_code`, which
/// `tracing-opentelemetry` reads. There is no `url.full`, because arguments may be secret. Waits are events of the level
/// `DEBUG`, and a call whose retries are ended by a limit is one of the level `WARN`.
///
/// The transport runs within the span of the attempt, so that a transport can send the context of its trace to the server.
///
/// ```text
/// let client = Client::builder().observer(TracingObserver::new()).build()?;
/// ```
#[derive(Default)]
pub struct TracingObserver {
    /// The spans of the attempts, by the ids of their calls, which have one attempt at a time.
    spans: Mutex<HashMap<u64, Span>>,
}

impl TracingObserver {
    /// Makes an observer.
    pub fn new() -> Self {
        Self::default()
    }

    fn spans(&self) -> MutexGuard<'_, HashMap<u64, Span>> {
        self.spans.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The span of the attempt of a call. It is cloned, because `tracing` may call back while it is used.
    fn span(&self, call: &CallInfo) -> Option<Span> {
        self.spans().get(&call.id()).cloned()
    }

    fn end_attempt(&self, call: &CallInfo, bytes: u64, end: &AttemptEnd<'_>) {
        let Some(span) = self.spans().remove(&call.id()) else { return };
        span.record("http.response.body.size", bytes);
        match end {
            AttemptEnd::Complete => {}
            AttemptEnd::Failed(error) => record_error(&span, error.kind().as_str()),
            AttemptEnd::Dropped => record_error(&span, "dropped"),
        }
    }
}

impl fmt::Debug for TracingObserver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TracingObserver")
    }
}

impl Observer for TracingObserver {
    fn event(&self, call: &CallInfo, event: &CallEvent<'_>) {
        match event {
            CallEvent::Begun {} => {}
            CallEvent::Waiting { reason, wait } => {
                let (id, wait, reason) = (call.operation().id(), milliseconds(*wait), reason.as_str());
                tracing::debug!(openapi.operation_id = id, wait_ms = wait, reason, "waits before an attempt");
            }
            CallEvent::AttemptBegun { attempt, bytes } => {
                let span = attempt_span(call, *attempt, *bytes);
                if !span.is_disabled() {
                    self.spans().insert(call.id(), span);
                }
            }
            CallEvent::Head { status, request_id, .. } => {
                if let Some(span) = self.span(call) {
                    record_head(&span, *status, *request_id);
                }
            }
            CallEvent::AttemptEnded { bytes, end, .. } => self.end_attempt(call, *bytes, end),
            CallEvent::Misfit { misfit } => {
                let (id, path, expected) = (call.operation().id(), misfit.path(), misfit.expected());
                tracing::warn!(openapi.operation_id = id, path, expected, "a part of the body was left out");
            }
            CallEvent::Ended { attempts, .. } => {
                if let Some(limit) = attempts.limit() {
                    let (id, count, limit) = (call.operation().id(), attempts.count(), limit.as_str());
                    tracing::warn!(openapi.operation_id = id, attempts = count, limit, "is not retried again");
                }
            }
        }
    }

    fn within(&self, call: &CallInfo, poll: &mut dyn FnMut()) {
        match self.span(call) {
            Some(span) => span.in_scope(poll),
            None => poll(),
        }
    }
}

/// The span of an attempt.
fn attempt_span(call: &CallInfo, attempt: u32, bytes: Option<u64>) -> Span {
    let (method, operation) = (call.method().as_str(), call.operation());
    let template = Some(operation.template()).filter(|_| operation.is_documented());
    let name = template.map_or_else(|| method.to_owned(), |template| format!("{method} {template}"));
    tracing::info_span!(
        "http_request",
        otel.name = name,
        otel.kind = "client",
        otel.status_code = Empty,
        openapi.operation_id = operation.id(),
        http.request.method = method,
        http.request.resend_count = attempt.checked_sub(1).filter(|count| *count > 0),
        http.request.body.size = bytes,
        url.template = template,
        url.scheme = call.server_scheme(),
        server.address = call.server_address(),
        server.port = call.server_port(),
        http.response.status_code = Empty,
        http.response.body.size = Empty,
        request.id = Empty,
        error.type = Empty,
    )
}

/// Records the status and the request id in a span.
fn record_head(span: &Span, status: StatusCode, request_id: Option<&str>) {
    span.record("http.response.status_code", status.as_u16());
    if let Some(id) = request_id {
        span.record("request.id", id);
    }
    if status.is_client_error() || status.is_server_error() {
        record_error(span, status.as_str());
    }
}

/// Records the kind of an error in a span.
fn record_error(span: &Span, kind: &str) {
    span.record("error.type", kind);
    span.record("otel.status_code", "ERROR");
}

/// The milliseconds of a duration.
fn milliseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
