//! Requests of several operations in one batch: the path, the limit and the types are those of the configuration and of the
//! documents.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use cases::operations_answers::{many::ManyOutcome, many::many, maybe::maybe, none::none, text::text};
use cases::{Batch, Client, MockResponse, MockTransport};

/// Waits for what is ready at once: the answers are in memory.
fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("it waits"),
    }
}

#[test]
fn each_request_of_a_batch_has_the_type_of_its_operation() {
    let first = r#"{"responses":[{"id":"2","status":204},{"id":"1","status":200,"body":{"a":"x"}}]}"#;
    let second = r#"{"responses":[
        {"id":"3","status":201,"headers":{"Content-Type":"application/json"},"body":[1,2]},
        {"id":"4","status":200,"headers":{"Content-Type":"text/plain"},"body":"a b"}
    ]}"#;
    let server = MockTransport::new().then(MockResponse::json(200, first)).then(MockResponse::json(200, second));
    let client = Client::builder().base_url("https://example.com/v1").transport(server.clone()).build().expect("a client");
    let mut batch = Batch::new();
    let (maybe, none, many, text) = (batch.add(maybe()), batch.add(none()), batch.add(many()), batch.add(text()));
    let results = now(client.send_batch(batch));
    assert_eq!(results.get(maybe).expect("a thing").expect("a body").a, "x");
    results.get(none).expect("nothing");
    assert!(matches!(results.get(many), Ok(ManyOutcome::Created(list)) if list == [1, 2]));
    assert_eq!(results.get(text).expect("text"), "a b");
    let urls: Vec<String> = server.requests().iter().map(|request| request.uri().to_string()).collect();
    assert_eq!(urls, ["https://example.com/v1/$batch"; 2]);
}
