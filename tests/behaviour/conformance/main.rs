//! What the kinds of the conformance suite ask for, in documents of our own, by the emitted client and without Node.
//!
//! `tests/reports/kinds.md` says which folder of the suite is guarded by which test.

mod access;
mod bodies;
mod calls;
mod encodings;
mod headers;
mod hierarchies;
mod members;
mod parts;
mod streams;
mod unions;
mod values;
mod words;

use std::fmt::Debug;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use cases::{Bytes, Client, Error, FromResponse, MockResponse, MockTransport, Request, Response};

/// The outcome of a future that is ready at once: all answers are in memory.
fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("it waits"),
    }
}

/// What went over the wire.
type Sent = http::Request<Bytes>;

/// Sends a request; returns what went over the wire, and what became of this answer.
#[track_caller]
fn exchange<O, E>(request: Request<O, E>, answer: MockResponse) -> (Sent, Result<Response<O>, Error<E>>)
where
    O: FromResponse,
    E: FromResponse,
{
    let server = MockTransport::new().then(answer);
    let client = Client::builder().base_url("https://example.com").transport(server.clone()).build().expect("a client");
    let outcome = now(client.execute(request));
    let sent = server.requests().into_iter().next().expect("it is sent");
    (sent, outcome)
}

/// What goes over the wire for a request that is answered with nothing.
#[track_caller]
fn sent<O: FromResponse, E: FromResponse + Debug>(request: Request<O, E>) -> Sent {
    let (sent, outcome) = exchange(request, MockResponse::empty(204));
    if let Err(error) = outcome {
        panic!("{error}");
    }
    sent
}

/// What a request is answered with.
#[track_caller]
fn answered<O: FromResponse, E: FromResponse>(request: Request<O, E>, answer: MockResponse) -> O {
    exchange(request, answer).1.unwrap_or_else(|error| panic!("{error}")).into_body()
}

/// Sends a request that has a body of JSON to a server that answers with the same; returns the body as it went, and read.
#[track_caller]
fn echoed<O: FromResponse, E: FromResponse>(request: Request<O, E>) -> (serde_json::Value, O) {
    let body = request.body_bytes().expect("a body").clone();
    let (sent, outcome) = exchange(request, MockResponse::new(200, "application/json", body));
    let body = serde_json::from_slice(sent.body()).expect("JSON");
    (body, outcome.unwrap_or_else(|error| panic!("{error}")).into_body())
}

fn header<'s>(sent: &'s Sent, name: &str) -> Option<&'s str> {
    sent.headers().get(name).map(|value| value.to_str().expect("text"))
}

fn query(sent: &Sent) -> Vec<&str> {
    sent.uri().query().unwrap_or_default().split('&').collect()
}
