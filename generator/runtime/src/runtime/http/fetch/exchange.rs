//! One request over `fetch`, and its response: the task that has the values of JavaScript.

use super::failure::{lost, refused, unanswered, unusable};
use super::request::{RequestCredentials, converted};
use crate::runtime::http::pipe::{Piece, Sender};
use crate::runtime::http::transport_error::TransportError;
use bytes::Bytes;
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use js_sys::{Array, Function, Promise, Reflect, Uint8Array, global};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, ReadableStreamDefaultReader, Response, ResponseType};

/// Ends the request when it is dropped. After the end of the response this does nothing.
struct Abort(AbortController);

impl Drop for Abort {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Sends a request, and hands out the response until its end, an error, or until nobody takes it.
pub(crate) async fn exchange(
    request: http::Request<Bytes>,
    credentials: RequestCredentials,
    out: Sender<Result<Piece, TransportError>>,
) {
    let outcome = match AbortController::new() {
        Ok(controller) => run(request, credentials, Abort(controller), &out).await,
        Err(error) => Err(Stop::Failed(refused(&error))),
    };
    if let Err(Stop::Failed(error)) = outcome {
        out.send(Err(error)).await;
    }
}

/// Why an exchange ends early.
enum Stop {
    Failed(TransportError),
    /// Nobody takes the response.
    Abandoned,
}

impl From<TransportError> for Stop {
    fn from(error: TransportError) -> Self {
        Self::Failed(error)
    }
}

async fn run(
    request: http::Request<Bytes>,
    credentials: RequestCredentials,
    abort: Abort,
    out: &Sender<Result<Piece, TransportError>>,
) -> Result<(), Stop> {
    let request = converted(&request, credentials, &abort.0.signal())?;
    let promise = fetch(&request).map_err(|error| refused(&error))?;
    let response = out.until_abandoned(JsFuture::from(promise)).await.ok_or(Stop::Abandoned)?;
    let response: Response = response.and_then(JsCast::dyn_into).map_err(|error| unanswered(&error))?;
    out.send(Ok(Piece::Head(head(&response)?))).await.ok_or(Stop::Abandoned)?;
    let Some(body) = response.body() else { return Ok(()) };
    let reader: ReadableStreamDefaultReader =
        body.get_reader().dyn_into().map_err(|_| unusable("the body of the response cannot be read"))?;
    loop {
        let read = out.until_abandoned(JsFuture::from(reader.read())).await.ok_or(Stop::Abandoned)?;
        let read = read.map_err(|error| lost(&error))?;
        if member(&read, "done").is_truthy() {
            return Ok(());
        }
        let chunk = Bytes::from(Uint8Array::new(&member(&read, "value")).to_vec());
        out.send(Ok(Piece::Chunk(chunk))).await.ok_or(Stop::Abandoned)?;
    }
}

/// Calls `fetch`, which pages, workers and other hosts have alike.
fn fetch(request: &web_sys::Request) -> Result<Promise, JsValue> {
    let global = global();
    let fetch: Function = Reflect::get(&global, &"fetch".into())?.dyn_into()?;
    fetch.call1(&global, request)?.dyn_into()
}

/// The status and the headers that the browser shows.
fn head(response: &Response) -> Result<http::Response<()>, TransportError> {
    if response.type_() == ResponseType::Opaqueredirect {
        return Err(unusable(
            "the server redirects, and a browser does not show where: set the URL that it redirects to",
        ));
    }
    let mut head = http::Response::new(());
    *head.status_mut() = StatusCode::from_u16(response.status())
        .map_err(|_| unusable("the browser shows neither status nor headers of the response"))?;
    let headers = head.headers_mut();
    for pair in response.headers().entries().into_iter().flatten() {
        add(headers, &Array::from(&pair));
    }
    // The browser has decoded the body already, so that neither is true of what it hands out.
    if headers.remove(CONTENT_ENCODING).is_some() {
        headers.remove(CONTENT_LENGTH);
    }
    Ok(head)
}

/// Adds a header, given as name and value.
fn add(headers: &mut HeaderMap, pair: &Array) {
    let text = |index| pair.get(index).as_string().unwrap_or_default();
    let value: Option<Vec<u8>> = text(1).chars().map(|letter| u8::try_from(u32::from(letter)).ok()).collect();
    let value = value.and_then(|bytes| HeaderValue::from_bytes(&bytes).ok());
    if let (Ok(name), Some(value)) = (HeaderName::from_bytes(text(0).as_bytes()), value) {
        headers.append(name, value);
    }
}

fn member(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or_default()
}
