//! The header of an idempotency key: that of the document, or that of the client, or the usual one.
use crate::runtime as rt;
use crate::runtime::{MockResponse, MockTransport};
use crate::support::{EU, Problem, Thing, create, now};
use std::time::Duration;

static APIDECK: rt::Operation = rt::Operation {
    id: "thing_add",
    method: rt::Method::POST,
    path: "/things",
    params: &[rt::Param::Query("fields"), rt::Param::Header("X-Apideck-Idempotency-Key")],
    servers: &[&EU],
    ..rt::Operation::EMPTY
};

static REPEATABLE: rt::Operation = rt::Operation {
    id: "thing_repeat",
    method: rt::Method::POST,
    path: "/things",
    params: &[rt::Param::Header("Repeatability-Request-ID"), rt::Param::Header("Repeatability-First-Sent")],
    servers: &[&EU],
    ..rt::Operation::EMPTY
};

/// The headers of each of two attempts, of which the first one fails.
fn headers(builder: rt::ClientBuilder, request: rt::Request<Thing, Problem>) -> Vec<http::HeaderMap> {
    let server = MockTransport::new().then(MockResponse::empty(500)).then(MockResponse::json(201, r#"{"id":"1"}"#));
    let client = builder.transport(server.clone()).build().unwrap();
    now(client.send(request)).unwrap();
    server.requests().iter().map(|request| request.headers().clone()).collect()
}

fn new(operation: &'static rt::Operation) -> rt::Request<Thing, Problem> {
    rt::Request::new(operation)
}

#[test]
fn the_key_is_sent_in_the_header_that_the_document_has_for_it() {
    let client = || rt::Client::builder().idempotency_header("x-other");
    for headers in headers(client(), new(&APIDECK).idempotency_key("k-1")) {
        assert_eq!(headers["x-apideck-idempotency-key"], "k-1");
        assert!(!headers.contains_key("idempotency-key") && !headers.contains_key("x-other"), "{headers:?}");
    }
    assert_eq!(new(&APIDECK).idempotency_key("k-1").headers()["x-apideck-idempotency-key"], "k-1");
    // It makes the request one that is retried, however it was set.
    assert_eq!(headers(client(), new(&APIDECK).header("x-apideck-idempotency-key", "k-1")).len(), 2);
}

#[test]
fn repeatable_requests_have_the_time_of_the_first_attempt() {
    let sent = headers(rt::Client::builder(), new(&REPEATABLE).idempotency_key("k-1"));
    assert_eq!(sent.len(), 2);
    for headers in sent {
        assert_eq!(headers["repeatability-request-id"], "k-1");
        assert_eq!(headers["repeatability-first-sent"], "Thu, 01 Jan 2026 00:00:00 GMT");
    }
    let own = new(&REPEATABLE).idempotency_key("k-1").header("repeatability-first-sent", "then");
    assert_eq!(headers(rt::Client::builder(), own)[1]["repeatability-first-sent"], "then");
}

#[test]
fn the_client_has_the_header_of_operations_that_document_none() {
    let request = || create(&Thing::named("Ada")).idempotency_key("k-1");
    for headers in headers(rt::Client::builder().idempotency_header("PayPal-Request-Id"), request()) {
        assert_eq!(headers["paypal-request-id"], "k-1");
        assert!(!headers.contains_key("idempotency-key"), "{headers:?}");
    }
    for headers in headers(rt::Client::builder(), request()) {
        assert_eq!(headers["idempotency-key"], "k-1");
    }
    // A header that the caller names is the one that is sent.
    let named = create(&Thing::named("Ada")).header("Idempotency-Key", "k-2");
    let client = rt::Client::builder().idempotency_header("PayPal-Request-Id");
    assert_eq!(headers(client, named)[0]["idempotency-key"], "k-2");
    let client = rt::Client::builder().idempotency_header("PayPal-Request-Id");
    assert_eq!(headers(client, create(&Thing::named("Ada")).header("PayPal-Request-Id", "k-2")).len(), 2);
}

#[test]
fn a_header_that_cannot_be_sent_builds_no_client() {
    for (name, reason) in [("a b", "its name has a character"), ("host", "it is computed from the URL")] {
        let builder = rt::Client::builder().transport(MockTransport::new()).idempotency_header(name);
        let error = builder.timeout(Duration::from_secs(1)).build().unwrap_err().to_string();
        assert!(error.contains(reason), "{error}");
    }
}
