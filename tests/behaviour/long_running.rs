//! Long-running operations: how they are followed to their result.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use cases::operations_long_running::{models, orders as api};
use cases::{Client, MockResponse, MockTransport, OperationState};

/// Waits for what is ready at once: the answers are in memory.
fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("it waits"),
    }
}

fn client(responses: impl IntoIterator<Item = MockResponse>) -> (Client, MockTransport) {
    let server = responses.into_iter().fold(MockTransport::new(), MockTransport::then);
    (Client::builder().transport(server.clone()).build().expect("a client"), server)
}

fn sent(server: &MockTransport) -> Vec<String> {
    server.requests().iter().map(|it| format!("{} {}", it.method(), it.uri())).collect()
}

#[test]
fn a_put_is_followed_to_the_resource() {
    let (client, server) = client([
        MockResponse::json(201, r#"{"id":"new"}"#).header("azure-asyncoperation", "https://example.com/ops/1"),
        MockResponse::json(200, r#"{"status":"InProgress"}"#),
        MockResponse::json(200, r#"{"status":"Succeeded"}"#),
        MockResponse::json(200, r#"{"id":"made"}"#),
    ]);
    let request = api::create("a", models::Order::new("new"), api::CreateParams::new("7"));
    let response = now(request.poller(&client).wait()).expect("an order");
    assert_eq!(response.body().id, "made");
    let poll = "GET https://example.com/ops/1?api-version=7";
    let order = "https://example.com/v1/orders/a?api-version=7";
    assert_eq!(sent(&server), [&format!("PUT {order}"), poll, poll, &format!("GET {order}")]);
}

#[test]
fn a_failure_has_the_error_of_the_document() {
    let (client, _) = client([
        MockResponse::json(201, r#"{"id":"new"}"#).header("operation-location", "/ops/1"),
        MockResponse::json(200, r#"{"status":"Failed","error":{"code":"Quota"}}"#),
    ]);
    let request = api::create("a", models::Order::new("new"), api::CreateParams::new("7"));
    let error = now(request.poller(&client).wait()).expect_err("a failure");
    let problem = error.body().and_then(|problem| problem.error.as_ref());
    assert_eq!(problem.and_then(|error| error.code.as_deref()), Some("Quota"));
}

#[test]
fn an_export_is_at_its_location() {
    let (client, server) = client([
        MockResponse::empty(202).header("azure-asyncoperation", "/ops/1").header("location", "/results/1"),
        MockResponse::json(200, r#"{"status":"Succeeded"}"#),
        MockResponse::json(200, r#"{"content":"x"}"#),
    ]);
    let mut poller = api::export_order("a").poller(&client);
    let mut states = Vec::new();
    while let Some(state) = now(poller.next()) {
        states.push(state.expect("a state"));
    }
    assert!(matches!(&states[..], [OperationState::Running(_), OperationState::Done(_)]));
    assert_eq!(sent(&server)[2], "GET https://example.com/results/1");
}

#[test]
fn a_removal_has_no_result() {
    let (client, server) = client([MockResponse::empty(202).header("location", "/ops/1"), MockResponse::empty(204)]);
    now(api::remove("a").poller(&client).wait()).expect("removed");
    assert_eq!(sent(&server)[1], "GET https://example.com/ops/1");
}
