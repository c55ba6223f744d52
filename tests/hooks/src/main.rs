//! Receives webhooks, and checks what becomes of them.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::State;
use axum::routing::post;
use bytes::Bytes;
use http::{HeaderMap, Request, StatusCode};
use shop::webhooks::{SIGNATURE, WebhookEvent};
use tower_service::Service;

const SECRET: &[u8] = b"a secret that both know";

/// With plain `http`, as any server has requests.
fn receive(request: &Request<Bytes>) -> Result<WebhookEvent, Box<dyn std::error::Error>> {
    SIGNATURE.verify(SECRET, request.headers(), request.body())?;
    Ok(WebhookEvent::read(request.headers(), request.body())?)
}

/// What the handler of axum has seen.
type Seen = Arc<Mutex<Vec<String>>>;

/// A handler of axum. It takes the body as bytes, since the signature is made over them.
async fn hook(State(seen): State<Seen>, headers: HeaderMap, body: Bytes) -> StatusCode {
    if SIGNATURE.verify(SECRET, &headers, &body).is_err() {
        return StatusCode::UNAUTHORIZED;
    }
    let note = match WebhookEvent::read(&headers, &body) {
        Ok(WebhookEvent::OrderCreated(order)) => format!("order {} is new", order.id),
        Ok(WebhookEvent::OrderPaid(order)) => format!("order {} is paid", order.id),
        Ok(other) => format!("{} is of no interest", other.name()),
        Err(_) => return StatusCode::BAD_REQUEST,
    };
    seen.lock().expect("no thread failed").push(note);
    StatusCode::NO_CONTENT
}

/// A webhook. The signatures were made by `openssl dgst -sha256 -hmac 'a secret that both know'`.
fn webhook<B>(event: &str, body: &'static str, signature: &str) -> Request<B>
where
    B: From<&'static str>,
{
    let request = Request::post("/hook").header("x-shop-event", event).header("x-shop-signature", signature);
    request.body(B::from(body)).expect("a request")
}

const CREATED: (&str, &str, &str) = (
    "order",
    r#"{"action":"created","id":"7"}"#,
    "sha256=c0c24c48c2ad7d9b64d2c339518ec0b8b3e2c6f8aaea0a1e9d0fc2e79a76ff2d",
);
const PAID: (&str, &str, &str) = (
    "order",
    r#"{"action":"paid","id":"8"}"#,
    "sha256=78fe926e8f78c8d3a0117fde614f3a898569782ae9823267942eb0aeb33f1ce6",
);
const PING: (&str, &str, &str) =
    ("ping", r#"{"zen":"Keep it."}"#, "sha256=8a310db1624cf268d82d104e3ebd6d333e3e40cc59df9d12834eea75932ca4d0");
const STAR: (&str, &str, &str) =
    ("star", r#"{"action":"created"}"#, "sha256=0b8f338b74641a314150bcd90da7b7c88c9abef841e984a2159498b7a7b40740");

fn main() {
    let (event, body, signature) = CREATED;
    let order = receive(&webhook(event, body, signature)).expect("a webhook");
    assert!(matches!(order, WebhookEvent::OrderCreated(order) if order.id == "7"));
    let forged = receive(&webhook(event, r#"{"action":"created","id":"8"}"#, signature)).expect_err("another body");
    assert!(forged.to_string().contains("check the secret"), "{forged}");

    let seen = Seen::default();
    let mut app: Router = Router::new().route("/hook", post(hook)).with_state(Arc::clone(&seen));
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let mut answer = |(event, body, signature): (&str, &'static str, &str)| {
        runtime.block_on(app.call(webhook::<axum::body::Body>(event, body, signature))).expect("an answer").status()
    };
    for sent in [CREATED, PAID, PING, STAR] {
        assert_eq!(answer(sent), StatusCode::NO_CONTENT, "{sent:?}");
    }
    assert_eq!(answer((event, body, PAID.2)), StatusCode::UNAUTHORIZED);
    let notes = seen.lock().expect("no thread failed").join("\n");
    assert_eq!(notes, "order 7 is new\norder 8 is paid\nping is of no interest\nstar created is of no interest");
    println!("webhooks are received with plain http and in axum");
}
