//! One request over `ureq`, and its response: the thread that waits for them.

use super::agents::Lease;
use super::failure::{body_error, outgoing_error, send_error};
use super::outgoing::{Fault, Outgoing};
use super::parking::block_on;
use crate::runtime::http::pipe::{Piece, Sender};
use crate::runtime::http::transport_error::TransportError;
use crate::runtime::model::request_body::RequestBody;
use bytes::Bytes;
use http::header::{CONTENT_LENGTH, TRANSFER_ENCODING};
use http::{HeaderValue, Method};
use std::io::{self, Read};
use std::sync::PoisonError;
use ureq::{Agent, Body, SendBody};

/// The largest number of bytes that are read of a body at once.
const CHUNK: usize = 16 * 1024;

/// What is handed out.
type Out = Sender<Result<Piece, TransportError>>;

/// Sends a request, and hands out the response until its end, an error, or until nobody takes it.
pub(crate) fn exchange(request: http::Request<RequestBody>, lease: &Lease, out: &Out) {
    let Some(agent) = lease.get() else { return };
    let outcome = send(&agent, request);
    drop(agent);
    let last = match outcome {
        Ok(response) => receive(response, out),
        Err(error) => Some(Err(error)),
    };
    // Before the end is known, so that a call that begins then finds the connection.
    lease.finish();
    if let Some(last) = last {
        block_on(out.send(last));
    }
}

fn send(agent: &Agent, request: http::Request<RequestBody>) -> Result<http::Response<Body>, TransportError> {
    let (mut head, body) = request.into_parts();
    let uri = head.uri.clone();
    let length = body.length();
    let has_body = length != Some(0) || matches!(head.method, Method::POST | Method::PUT | Method::PATCH);
    if has_body && !head.headers.contains_key(CONTENT_LENGTH) && !head.headers.contains_key(TRANSFER_ENCODING) {
        match length {
            Some(length) => head.headers.insert(CONTENT_LENGTH, HeaderValue::from(length)),
            None => head.headers.insert(TRANSFER_ENCODING, HeaderValue::from_static("chunked")),
        };
    }
    let fault = Fault::default();
    let sent = if has_body {
        let body = Outgoing::open(body, fault.clone()).map_err(TransportError::unopened_body)?;
        agent.run(http::Request::from_parts(head, SendBody::from_owned_reader(body)))
    } else {
        agent.run(http::Request::from_parts(head, ()))
    };
    sent.map_err(|error| match fault.lock().unwrap_or_else(PoisonError::into_inner).take() {
        Some(error) => outgoing_error(error),
        None => send_error(error, &uri),
    })
}

/// Hands out the head and the body. Returns what is to be handed out last.
fn receive(response: http::Response<Body>, out: &Out) -> Option<Result<Piece, TransportError>> {
    let (head, body) = response.into_parts();
    let mut reader = body.into_reader();
    let mut last = Piece::Head(http::Response::from_parts(head, ()));
    let mut buffer = vec![0; CHUNK];
    loop {
        block_on(out.send(Ok(last)))?;
        let length = match read(&mut reader, &mut buffer) {
            Ok(0) => return None,
            Ok(length) => length,
            Err(error) => return Some(Err(body_error(error))),
        };
        last = Piece::Chunk(Bytes::copy_from_slice(buffer.get(..length).unwrap_or_default()));
    }
}

/// Reads, also after a signal.
fn read(reader: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    loop {
        match reader.read(buffer) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            outcome => return outcome,
        }
    }
}
