//! The spans and events of calls, with the names of OpenTelemetry.
use crate::runtime as rt;
use crate::runtime::{MockResponse, MockTransport};
use crate::support::{Problem, Thing, create, get, now};
use rt::{RetryBudget, RetryPolicy, TransportErrorKind};
use std::fmt::Debug;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::with_default;
use tracing::{Event, Metadata, Subscriber};

/// Keeps the fields of each span and event.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    /// The fields of each span, by its id less 1, and whether it is closed.
    spans: Vec<(Vec<(String, String)>, bool)>,
    events: Vec<Vec<(String, String)>>,
    entered: Vec<u64>,
    /// The spans in which the transport ran.
    within: Vec<Option<u64>>,
}

struct Fields<'a>(&'a mut Vec<(String, String)>);

impl Visit for Fields<'_> {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.push((field.name().to_owned(), value.to_owned()));
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.push((field.name().to_owned(), format!("{value:?}")));
    }
}

impl Subscriber for Kept {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        assert!(span.is_contextual(), "its parent is the span of the caller");
        let mut fields = vec![("level".to_owned(), span.metadata().level().to_string())];
        span.record(&mut Fields(&mut fields));
        let mut state = self.0.lock().unwrap();
        state.spans.push((fields, false));
        Id::from_u64(state.spans.len() as u64)
    }

    fn record(&self, id: &Id, values: &Record<'_>) {
        values.record(&mut Fields(&mut self.0.lock().unwrap().spans[id.into_u64() as usize - 1].0));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut fields = vec![("level".to_owned(), event.metadata().level().to_string())];
        event.record(&mut Fields(&mut fields));
        self.0.lock().unwrap().events.push(fields);
    }

    fn enter(&self, id: &Id) {
        self.0.lock().unwrap().entered.push(id.into_u64());
    }

    fn exit(&self, _: &Id) {
        self.0.lock().unwrap().entered.pop();
    }

    fn try_close(&self, id: Id) -> bool {
        self.0.lock().unwrap().spans[id.into_u64() as usize - 1].1 = true;
        true
    }
}

/// A transport that tells in which span it runs.
struct Nosy(MockTransport, Kept);

impl rt::Transport for Nosy {
    fn send(
        &self,
        request: http::Request<rt::RequestBody>,
    ) -> rt::BoxFuture<'_, Result<http::Response<rt::BodyStream>, rt::TransportError>> {
        let mut state = self.1.0.lock().unwrap();
        let span = state.entered.last().copied();
        state.within.push(span);
        self.0.send(request)
    }

    fn sleep(&self, duration: Duration) -> rt::BoxFuture<'_, ()> {
        self.0.sleep(duration)
    }

    fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }
}

fn traced(server: MockTransport, budget: RetryBudget, request: rt::Request<Thing, Problem>) -> Kept {
    let kept = Kept::default();
    let builder = rt::Client::builder().transport(Nosy(server, kept.clone())).retry_budget(budget);
    let policy = RetryPolicy::new().base_delay(Duration::ZERO).jitter(Duration::ZERO);
    let client = builder.retry(policy).observer(rt::TracingObserver::new()).build().unwrap();
    with_default(kept.clone(), || drop(now(client.send(request))));
    kept
}

fn pairs(fields: &[(&str, &str)]) -> Vec<(String, String)> {
    fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

#[test]
fn an_attempt_is_a_span_with_the_names_of_opentelemetry() {
    let busy = MockResponse::empty(503).header("retry-after", "2").header("x-request-id", "r-1");
    let server = MockTransport::new().then(busy).then(MockResponse::json(200, r#"{"id":"1"}"#));
    let kept = traced(server, RetryBudget::default(), get("secret"));
    let state = kept.0.lock().unwrap();
    let common = [
        ("level", "INFO"),
        ("otel.name", "GET /things/{thing-id}"),
        ("otel.kind", "client"),
        ("openapi.operation_id", "thing_get"),
        ("http.request.method", "GET"),
    ];
    let server = [
        ("http.request.body.size", "0"),
        ("url.template", "/things/{thing-id}"),
        ("url.scheme", "https"),
        ("server.address", "eu.example.com"),
        ("server.port", "443"),
    ];
    let first = [
        ("http.response.status_code", "503"),
        ("request.id", "r-1"),
        ("error.type", "503"),
        ("otel.status_code", "ERROR"),
        ("http.response.body.size", "0"),
    ];
    assert_eq!(state.spans[0], (pairs(&[&common[..], &server, &first].concat()), true));
    let second = [("http.response.status_code", "200"), ("http.response.body.size", "10")];
    let resent = [("http.request.resend_count", "1")];
    assert_eq!(state.spans[1], (pairs(&[&common[..], &resent, &server, &second].concat()), true));
    assert_eq!(state.within, [Some(1), Some(2)], "the transport runs within the span");
    let waits = [
        ("level", "DEBUG"),
        ("message", "waits before an attempt"),
        ("openapi.operation_id", "thing_get"),
        ("wait_ms", "2000"),
        ("reason", "retry"),
    ];
    assert_eq!(state.events, [pairs(&waits)]);
}

#[test]
fn failures_have_their_type_and_limits_are_told() {
    let lost = MockTransport::new().then(MockResponse::failure(TransportErrorKind::Lost));
    let kept = traced(lost, RetryBudget::new(0, 0), get("1"));
    let state = kept.0.lock().unwrap();
    assert!(state.spans[0].0.contains(&("error.type".into(), "lost".into())), "{:?}", state.spans);
    assert!(state.spans[0].0.contains(&("otel.status_code".into(), "ERROR".into())));
    let told = [
        ("level", "WARN"),
        ("message", "is not retried again"),
        ("openapi.operation_id", "thing_get"),
        ("attempts", "1"),
        ("limit", "budget"),
    ];
    assert_eq!(state.events, [pairs(&told)]);
}

#[test]
fn nothing_of_the_arguments_is_in_a_span() {
    let server = MockTransport::new().then(MockResponse::json(400, r#"{"error":{"code":"secret"}}"#));
    let request = create(&Thing::named("secre")).header("x-key", "secret").query_pair("q", "secret");
    let kept = traced(server, RetryBudget::default(), request);
    let state = kept.0.lock().unwrap();
    assert!(!format!("{:?}{:?}", state.spans, state.events).contains("secre"), "{:?}", state.spans);
}
