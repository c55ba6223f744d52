//! Retries: which failures, when, and how often. The clock is that of the mock transport.
use crate::runtime as rt;
use crate::runtime::{MockResponse, MockTransport};
use crate::support::{EU, Problem, Thing, client, create, get, now, thing};
use rt::{RetryPolicy, Transport as _, TransportErrorKind};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

const SECOND: Duration = Duration::from_secs(1);

/// Sends a request, and returns the result and the number of requests that were sent.
fn sent(server: &MockTransport, request: rt::Request<Thing, Problem>) -> (Result<Thing, rt::Error<Problem>>, usize) {
    let outcome = now(client(server).send(request));
    (outcome, server.requests().len())
}

fn first(response: MockResponse) -> MockTransport {
    MockTransport::new().then(response).then(thing()).then(thing())
}

fn ada() -> Thing {
    Thing::named("Ada")
}

/// A transport that fails once and then returns the thing.
fn making(failure: MockResponse) -> MockTransport {
    MockTransport::new().then(failure).then(MockResponse::json(201, r#"{"id":"1"}"#))
}

fn busy(status: u16) -> MockResponse {
    MockResponse::empty(status).header("retry-after", "1")
}

#[test]
fn what_the_server_has_not_acted_on_is_repeated_for_every_operation() {
    let asked_to_wait = [403, 409, 413, 423, 429, 503].map(busy);
    let others = [MockResponse::empty(429), MockResponse::failure(TransportErrorKind::Connect)];
    // The head of the response decides, even if its body is not received.
    let cut = [busy(503).cut(TransportErrorKind::Lost), MockResponse::empty(429).cut(TransportErrorKind::Malformed)];
    for failure in asked_to_wait.into_iter().chain(others).chain(cut) {
        assert_eq!(sent(&first(failure.clone()), get("1")).1, 2, "{failure:?}");
        assert_eq!(sent(&making(failure.clone()), create(&ada())).1, 2, "{failure:?}");
    }
}

#[test]
fn what_the_server_may_have_acted_on_is_repeated_only_when_that_does_no_harm() {
    let lost = [TransportErrorKind::Lost, TransportErrorKind::Timeout].map(MockResponse::failure);
    let cut = MockResponse::json(200, "{").cut(TransportErrorKind::Lost);
    let nonsense = MockResponse::empty(503).header("retry-after", "soon");
    let statuses = [408, 500, 502, 503, 504].map(MockResponse::empty);
    for failure in lost.into_iter().chain([cut, nonsense]).chain(statuses).chain([500, 502, 504].map(busy)) {
        let (outcome, count) = sent(&first(failure.clone()), get("1"));
        assert_eq!((outcome.is_ok(), count), (true, 2), "{failure:?}");
        let (outcome, count) = sent(&first(failure.clone()), create(&ada()));
        assert_eq!((outcome.is_err(), count), (true, 1), "{failure:?}");
        let (outcome, count) = sent(&making(failure.clone()), create(&ada()).idempotency_key("k-1"));
        assert_eq!((outcome.is_ok(), count), (true, 2), "{failure:?}");
    }
}

#[test]
fn an_idempotency_key_goes_along_unchanged_however_it_is_given() {
    let named = [
        create(&ada()).idempotency_key("b9f2-7"),
        create(&ada()).header("Idempotency-Key", "b9f2-7"),
        rt::Request::new(&CREATE_NAMED).args(&Named { key: "b9f2-7".into() }).body(0, &ada()),
    ];
    for request in named {
        let server = making(MockResponse::empty(500));
        assert_eq!(sent(&server, request).1, 2);
        for request in server.requests() {
            assert_eq!(request.headers().get_all("idempotency-key").iter().collect::<Vec<_>>(), ["b9f2-7"]);
        }
    }
}

struct Named {
    key: String,
}
rt::record! { Named: Default = "named" { key = required "Idempotency-Key"; } }

/// Makes a thing. The document has the key as a parameter.
static CREATE_NAMED: rt::Operation = rt::Operation {
    id: "thing_create_named",
    method: rt::Method::POST,
    path: "/things",
    params: &[rt::Param::Header("Idempotency-Key")],
    bodies: &[rt::Content::new("application/json", rt::ContentKind::Json)],
    servers: &[&EU],
    ..rt::Operation::EMPTY
};

#[test]
fn an_idempotency_key_that_cannot_be_sent_is_refused() {
    for key in ["", "a b", "a\r\nx-evil: 1", "é", "\u{7f}"] {
        let server = making(MockResponse::empty(500));
        let (outcome, count) = sent(&server, create(&ada()).idempotency_key(key));
        let told = outcome.unwrap_err().to_string();
        let rule = "thing_create: parameter `idempotency-key`: must be one or more visible ASCII characters";
        assert_eq!((told.as_str(), count), (rule, 0), "{key:?}");
    }
}

#[test]
fn the_caller_may_decide_what_is_repeated() {
    let conflict = || RetryPolicy::new().retry_if(|failure| failure.status().is_some_and(|status| status == 409));
    assert_eq!(sent(&making(MockResponse::empty(409)), create(&ada()).retry(conflict())).1, 2);
    assert_eq!(sent(&first(MockResponse::empty(500)), get("1").retry(conflict())).1, 1, "in place of the rule");
    assert_eq!(sent(&first(MockResponse::failure(TransportErrorKind::Connect)), get("1").retry(conflict())).1, 1);

    let more = RetryPolicy::new().retry_if(|failure| {
        let hinted = failure.headers().is_some_and(|headers| headers.contains_key("x-should-retry"));
        let malformed = failure.error().is_some_and(|error| error.kind() == TransportErrorKind::Malformed);
        hinted || malformed || failure.is_retryable()
    });
    let hinted = MockResponse::empty(400).header("x-should-retry", "true");
    for failure in [hinted, MockResponse::failure(TransportErrorKind::Malformed), MockResponse::empty(429)] {
        assert_eq!(sent(&making(failure.clone()), create(&ada()).retry(more.clone())).1, 2, "{failure:?}");
    }
    assert_eq!(sent(&first(MockResponse::empty(400)), get("1").retry(more.clone())).1, 1);

    let server = (0..9).fold(MockTransport::new(), |server, _| server.then(MockResponse::empty(400)));
    let stubborn = RetryPolicy::new().retry_if(|failure| failure.retries() < 9);
    assert_eq!(sent(&server, get("1").retry(stubborn)).1, 4, "the number stays bounded");
    let client = rt::Client::builder().transport(making(MockResponse::empty(409))).retry(conflict()).build().unwrap();
    now(client.send(create(&ada()))).unwrap();
}

#[test]
fn nothing_else_is_repeated() {
    for status in [400, 401, 403, 404, 409, 412, 422, 501, 505] {
        assert_eq!(sent(&first(MockResponse::empty(status)), get("1")).1, 1, "{status}");
    }
    for kind in [TransportErrorKind::Malformed, TransportErrorKind::TooLarge, TransportErrorKind::Other] {
        assert_eq!(sent(&first(MockResponse::failure(kind)), get("1")).1, 1, "{kind:?}");
        assert_eq!(sent(&first(MockResponse::json(200, "{").cut(kind)), get("1")).1, 1, "{kind:?}");
    }
}

#[test]
fn the_last_failure_is_returned_when_retries_run_out() {
    let server = (0..9).fold(MockTransport::new(), |server, _| server.then(MockResponse::empty(503)));
    let (outcome, count) = sent(&server, get("1"));
    assert_eq!((outcome.unwrap_err().status().unwrap().as_u16(), count), (503, 4));
    assert_eq!(sent(&first(MockResponse::empty(503)), get("1").retry(RetryPolicy::none())).1, 1);
}

#[test]
fn the_server_says_how_long_to_wait() {
    for (text, expected) in [("2", 2000), ("2.128", 2128), ("Thu, 01 Jan 2026 00:00:30 GMT", 30_000)] {
        let server = first(MockResponse::empty(429).header("retry-after", text));
        let policy = RetryPolicy::new().base_delay(Duration::ZERO).jitter(Duration::ZERO);
        sent(&server, get("1").retry(policy)).0.unwrap();
        assert_eq!(server.waits(), [Duration::from_millis(expected)], "{text}");
    }
}

#[test]
fn a_date_in_the_past_and_nonsense_do_not_delay() {
    for text in ["Thu, 01 Jan 2015 00:00:30 GMT", "-5", "soon", "NaN"] {
        let server = first(MockResponse::empty(429).header("retry-after", text));
        let policy = RetryPolicy::new().base_delay(Duration::ZERO).jitter(Duration::ZERO);
        sent(&server, get("1").retry(policy)).0.unwrap();
        assert_eq!(server.waits(), [Duration::ZERO], "{text}");
    }
}

#[test]
fn our_own_delay_is_random_below_a_bound_that_doubles() {
    let policy = RetryPolicy::new().base_delay(SECOND).max_delay(3 * SECOND).max_retries(4);
    for _ in 0..50 {
        let server = (0..4).fold(MockTransport::new(), |server, _| server.then(MockResponse::empty(503))).then(thing());
        sent(&server, get("1").retry(policy.clone())).0.unwrap();
        for (wait, bound) in server.waits().into_iter().zip([1, 2, 3, 3]) {
            assert!(wait <= bound * SECOND, "{wait:?} > {bound} s");
        }
    }
}

#[test]
fn the_longer_of_both_waits_counts() {
    let server = first(MockResponse::empty(503).header("retry-after", "0"));
    let policy = RetryPolicy::new().base_delay(1000 * SECOND).max_delay(1000 * SECOND);
    sent(&server, get("1").retry(policy).deadline(None)).0.unwrap();
    assert!(server.waits()[0] > Duration::ZERO);
}

#[test]
fn a_wait_that_is_too_long_returns_the_failure() {
    let server = first(MockResponse::empty(429).header("retry-after", "3600"));
    let (outcome, count) = sent(&server, get("1"));
    assert_eq!((outcome.unwrap_err().retry_after(), count), (Some(3600 * SECOND), 1));
}

#[test]
fn retries_end_with_the_total_and_with_the_deadline() {
    let busy = || {
        (0..9).fold(MockTransport::new(), |server, _| server.then(MockResponse::empty(429).header("retry-after", "10")))
    };
    let policy = RetryPolicy::new().base_delay(Duration::ZERO).max_retries(9);
    let server = busy();
    assert_eq!(sent(&server, get("1").retry(policy.clone().total(25 * SECOND))).1, 3);
    let server = busy();
    let (outcome, count) = sent(&server, get("1").retry(policy).deadline(25 * SECOND));
    assert_eq!((outcome.unwrap_err().status().unwrap().as_u16(), count), (429, 3));
}

#[test]
fn an_attempt_without_an_answer_ends_with_its_timeout() {
    let server = first(MockResponse::silence());
    let (outcome, count) = sent(&server, create(&ada()).timeout(7 * SECOND));
    assert_eq!(
        outcome.unwrap_err().to_string(),
        "POST /things: no response was received within 7 s, which is the `timeout`"
    );
    assert_eq!((count, server.waits()), (1, vec![7 * SECOND]));
    assert_eq!(sent(&first(MockResponse::silence()), get("1").timeout(SECOND)).1, 2);
}

#[test]
fn a_limit_of_time_is_told_by_name_and_in_seconds() {
    let told = |request: rt::Request<Thing, Problem>| {
        let server = MockTransport::new().then(MockResponse::silence());
        sent(&server, request.retry(RetryPolicy::none())).0.unwrap_err().to_string()
    };
    for (nanoseconds, text) in [
        (499_902_162, "0.5 s"),
        (1_500_000, "0.002 s"),
        (1_234_567_890, "1.23 s"),
        (60_000_000_000, "60 s"),
        (61_940_000_000, "61.9 s"),
        (119_999_999_999, "120 s"),
        (100, "0 s"),
    ] {
        let limit = Duration::from_nanos(nanoseconds);
        let template = "GET /things/{thing-id}: no response was received within";
        assert_eq!(told(get("1").timeout(limit)), format!("{template} {text}, which is the `timeout`"));
        assert_eq!(told(get("1").deadline(limit).timeout(None)), format!("{template} {text}, which is the `deadline`"));
    }
    // The message has the whole deadline, not the part that was left for the last attempt.
    let server = (0..2).fold(MockTransport::new(), |server, _| server.then(MockResponse::silence()));
    let request =
        get("1").timeout(20 * SECOND).deadline(30 * SECOND).retry(RetryPolicy::new().base_delay(Duration::ZERO));
    let error = sent(&server, request).0.unwrap_err().to_string();
    assert_eq!(
        error,
        "GET /things/{thing-id}: no response was received within 30 s, which is the `deadline` (2 attempts)"
    );
}

#[test]
fn every_attempt_sends_the_same_request() {
    let server = first(MockResponse::empty(503));
    sent(&server, get("1").header("if-match", "7")).0.unwrap();
    let requests = server.requests();
    assert_eq!(requests[0].uri(), requests[1].uri());
    assert_eq!(requests[0].headers(), requests[1].headers());
}

/// A transport whose wall clock jumps by an hour at each reading.
struct Jumping {
    server: MockTransport,
    looks: AtomicU32,
}

impl rt::Transport for Jumping {
    fn send(
        &self,
        request: http::Request<rt::RequestBody>,
    ) -> rt::BoxFuture<'_, Result<http::Response<rt::BodyStream>, rt::TransportError>> {
        self.server.send(request)
    }

    fn sleep(&self, duration: Duration) -> rt::BoxFuture<'_, ()> {
        self.server.sleep(duration)
    }

    fn now(&self) -> SystemTime {
        self.server.now() + self.looks.fetch_add(1, Ordering::Relaxed) * 3600 * SECOND
    }

    fn elapsed(&self) -> Duration {
        self.server.elapsed()
    }
}

#[test]
fn a_clock_that_is_set_meanwhile_ends_no_call() {
    let server = (0..3).fold(MockTransport::new(), |server, _| server.then(MockResponse::empty(429))).then(thing());
    let transport = Jumping { server: server.clone(), looks: AtomicU32::new(0) };
    let client = rt::Client::builder().transport(transport).deadline(30 * SECOND).build().unwrap();
    let policy = RetryPolicy::new().max_delay(SECOND).total(30 * SECOND);
    now(client.send(get("1").retry(policy))).unwrap();
    assert_eq!(server.requests().len(), 4);
}

#[test]
fn a_call_has_a_deadline_of_two_minutes_that_can_be_changed_and_removed() {
    let silent = || (0..9).fold(MockTransport::new(), |server, _| server.then(MockResponse::silence()));
    let silence = |set: fn(rt::ClientBuilder) -> rt::ClientBuilder, request: rt::Request<Thing, Problem>| {
        let server = silent();
        let client = set(rt::Client::builder().transport(server.clone())).build().unwrap();
        let request = request.retry(RetryPolicy::new().base_delay(Duration::ZERO));
        now(client.send(request)).unwrap_err();
        (server.elapsed(), server.requests().len())
    };
    let as_is = |builder| builder;
    assert_eq!(silence(as_is, get("1")), (120 * SECOND, 2));
    assert_eq!(silence(as_is, get("1").deadline(150 * SECOND)), (150 * SECOND, 3));
    assert_eq!(silence(as_is, get("1").deadline(None)), (240 * SECOND, 4));
    assert_eq!(silence(|builder| builder.deadline(None), get("1")), (240 * SECOND, 4));
    assert_eq!(silence(|builder| builder.deadline(None), get("1").deadline(50 * SECOND)), (50 * SECOND, 1));
    assert_eq!(silence(|builder| builder.timeout(None), get("1")), (120 * SECOND, 1));
    assert_eq!(silence(as_is, get("1").timeout(None)), (120 * SECOND, 1));
}
