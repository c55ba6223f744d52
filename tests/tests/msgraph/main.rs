//! The emitted crate `msgraph`, as a program uses it: against the documentation, and against a real socket.

mod beyond;
mod errors;
mod limits;
mod lists;
mod members;
mod pages;
mod payloads;
mod prism;
mod refusals;
mod secrets;
mod states;
mod survival;
mod wants;
mod wire;

use serde_json::Value;

/// The body of a request that keeps all rules.
fn body<O, E>(request: &msgraph::Request<O, E>) -> Value {
    request.check().expect("no rule is broken");
    serde_json::from_slice(request.body_bytes().expect("a body")).expect("JSON")
}

/// Sends a request over a socket, and waits for its outcome.
fn send<O, E>(client: &msgraph::Client, request: msgraph::Request<O, E>) -> Result<O, msgraph::Error<E>>
where
    O: msgraph::FromResponse,
    E: msgraph::FromResponse,
{
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(client.send(request))
}

/// A value as JSON.
fn json(value: &impl serde::Serialize) -> Value {
    serde_json::to_value(value).expect("JSON")
}
