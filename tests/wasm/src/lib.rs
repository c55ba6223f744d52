//! A program that runs in a page: it calls the API through the emitted crate, and says what it saw.

use std::future::Future;
use std::io::Cursor;
use std::time::Duration;

use items::items as api;
use items::{
    Client, Error, ErrorKind, FetchTransport, RequestBody, RetryPolicy, RetryStrategy, Scheme, StaticToken, Transport,
    TransportErrorKind, models,
};
use wasm_bindgen::prelude::*;

type Outcome = Result<(), String>;

/// Calls the API at this origin. The error says what was not as it must be.
#[wasm_bindgen]
pub async fn run(origin: String) -> Result<(), JsValue> {
    all(&origin).await.map_err(JsValue::from)
}

async fn all(origin: &str) -> Outcome {
    let token = StaticToken::new("secret");
    let client = Client::builder().origin(origin).credential(Scheme::Token, token).build().map_err(text)?;
    threads(creates(&client)).await?;
    waits(&client).await?;
    fails(&client).await?;
    uploads(&client).await?;
    streams(&client).await?;
    gives_up(&client).await?;
    is_not_redirected(&client).await?;
    has_no_server().await?;
    has_clocks().await
}

/// The future of a call may be sent to another thread, as on other platforms, so that one program is for both.
fn threads<F: Future + Send>(future: F) -> F {
    future
}

async fn creates(client: &Client) -> Outcome {
    let params = api::CreateItemParams::new("t-1").note("a b");
    let item = client.send(api::create_item(models::NewItem::new("Größe").count(3), params)).await.map_err(text)?;
    expect("the item", (item.id.as_str(), item.name.as_str(), item.count), ("7", "Größe", Some(3)))
}

/// The server answers 429 first, and asks to wait for a second.
async fn waits(client: &Client) -> Outcome {
    let before = js_sys::Date::now();
    let response = client.execute(api::get_item("7")).await.map_err(text)?;
    let waited = js_sys::Date::now() - before;
    expect("attempts", response.attempts().count(), 2)?;
    expect("name", response.into_body().name.as_str(), "kept")?;
    check(waited >= 990.0, format!("the retry came after {waited} ms"))
}

async fn fails(client: &Client) -> Outcome {
    match client.send(api::delete_item("7")).await {
        Err(Error::Api(failure)) => {
            expect("status", failure.status().as_u16(), 409)?;
            expect("code", failure.body().map(|problem| problem.code.as_str()), Some("in-use"))
        }
        other => Err(format!("an error of the API was expected: {other:?}")),
    }
}

/// A body that is read while it is sent, without threads.
async fn uploads(client: &Client) -> Outcome {
    let body = RequestBody::reader(Cursor::new(vec![7_u8; 300_000]), None);
    client.send(api::replace_photo("7", body)).await.map_err(text)
}

async fn streams(client: &Client) -> Outcome {
    let mut events = client.send(api::list_ticks()).await.map_err(text)?;
    let mut seen = Vec::new();
    while let Some(event) = events.next().await {
        seen.push(event.map_err(text)?.data.to_string());
    }
    expect("events", seen, vec!["one".to_owned(), "two".to_owned()])
}

/// The call ends at its limit of time, and so does the request: the server tells.
async fn gives_up(client: &Client) -> Outcome {
    let request = api::wait_long().timeout(Duration::from_millis(300)).retry_strategy(RetryStrategy::Once);
    match client.send(request).await {
        Err(error) => expect("kind", error.kind(), ErrorKind::Transport(TransportErrorKind::Timeout)),
        Ok(()) => Err("a time limit was expected".to_owned()),
    }
}

async fn is_not_redirected(client: &Client) -> Outcome {
    match client.send(api::follow_move()).await {
        Err(error) => check(error.to_string().contains("redirects"), error.to_string()),
        Ok(()) => Err("a redirection is an error".to_owned()),
    }
}

async fn has_no_server() -> Outcome {
    let once = RetryPolicy::new().max_retries(0);
    let client = Client::builder().origin("http://127.0.0.1:1").retry(once).build().map_err(text)?;
    match client.send(client.get("/items")).await {
        Err(error) => check(error.to_string().contains("CORS"), error.to_string()),
        Ok(_) => Err("nobody is there".to_owned()),
    }
}

async fn has_clocks() -> Outcome {
    let transport = FetchTransport::new();
    let (start, now) = (transport.elapsed(), transport.now());
    transport.sleep(Duration::from_millis(50)).await;
    let waited = transport.elapsed() - start;
    check(waited >= Duration::from_millis(45), format!("{waited:?}"))?;
    let since = now.duration_since(std::time::UNIX_EPOCH).map_err(text)?;
    check(since > Duration::from_secs(1_700_000_000), format!("{since:?}"))
}

fn text(error: impl ToString) -> String {
    error.to_string()
}

fn check(holds: bool, otherwise: String) -> Outcome {
    if holds { Ok(()) } else { Err(otherwise) }
}

fn expect<T: PartialEq + std::fmt::Debug>(what: &str, found: T, expected: T) -> Outcome {
    check(found == expected, format!("{what}: {found:?} and not {expected:?}"))
}
