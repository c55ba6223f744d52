//! How a fault is tried: calls at once, each with an id of its own, and what the server did for each.

use std::collections::BTreeSet;
use std::future::Future;
use std::time::Duration;

use service::models::{Problem, Thing};
use service::{Client, ClientBuilder, Error, Response, RetryPolicy, StaticToken, schemes, thing};
use tokio::task::JoinSet;

use crate::server::{Asked, Piece, Server, json};
use crate::table::Row;

/// How many calls are made on a fault. All of them can be retried within the budget of a client.
pub const CALLS: usize = 3;

/// What a call returns.
pub type Called = Result<Thing, Error<Problem>>;

/// What a call returns, with its attempts.
pub type Executed = Result<Response<Thing>, Error<Problem>>;

/// A client of this server, whose limits are short, so that the faults take little time.
pub fn builder(origin: &str) -> ClientBuilder {
    Client::builder()
        .base_url(origin)
        .credential(&schemes::TOKEN, StaticToken::new("first"))
        .retry(RetryPolicy::new().base_delay(Duration::from_millis(10)))
        .timeout(Duration::from_millis(500))
        .idle_timeout(Duration::from_millis(250))
        .body_limit(64 * 1024)
}

/// The default client of this server.
pub fn client(server: &Server) -> Client {
    builder(server.origin()).build().expect("the settings are valid")
}

/// The thing that a request is about.
pub fn thing_of(asked: &Asked) -> String {
    match asked.method.as_str() {
        "GET" => format!("{{\"id\":\"{}\"}}", asked.target.rsplit('/').next().unwrap_or_default()),
        _ => String::from_utf8_lossy(&asked.body).into_owned(),
    }
}

/// The status of a success, as the document says.
pub fn status(asked: &Asked) -> u16 {
    if asked.method == "POST" { 201 } else { 200 }
}

/// The pieces of a call that succeeds.
pub fn done(asked: &Asked) -> Vec<Piece> {
    vec![Piece::Act, Piece::Send(json(status(asked), &thing_of(asked)))]
}

/// The pieces of a script that fails at first, and then succeeds.
pub fn once(asked: &Asked, fault: Vec<Piece>) -> Vec<Piece> {
    if asked.earlier == 0 { fault } else { done(asked) }
}

/// `POST /things`.
pub async fn create(fault: &'static str, server: &Server, client: &Client) -> Row {
    calls(fault, "`POST`", server, |id| {
        let client = client.clone();
        async move { client.execute(thing::create(Thing::new(id))).await }
    })
    .await
}

/// `PUT /things/{id}`.
pub async fn replace(fault: &'static str, server: &Server, client: &Client) -> Row {
    calls(fault, "`PUT`", server, |id| {
        let client = client.clone();
        async move { client.execute(thing::replace(id.clone(), Thing::new(id))).await }
    })
    .await
}

/// `GET /things/{id}`.
pub async fn get(fault: &'static str, server: &Server, client: &Client) -> Row {
    calls(fault, "`GET`", server, |id| {
        let client = client.clone();
        async move { client.execute(thing::get(id)).await }
    })
    .await
}

/// Makes calls at once, and judges them by what the server did.
pub async fn calls<F: Future<Output = Executed> + Send + 'static>(
    fault: &'static str,
    call: &'static str,
    server: &Server,
    make: impl Fn(String) -> F,
) -> Row {
    many(fault, call, server, CALLS, make).await
}

/// As [`calls`], with a number of calls.
pub async fn many<F: Future<Output = Executed> + Send + 'static>(
    fault: &'static str,
    call: &'static str,
    server: &Server,
    number: usize,
    make: impl Fn(String) -> F,
) -> Row {
    let mut running = JoinSet::new();
    for number in 0..number {
        let id = format!("thing-{number}");
        let called = make(id.clone());
        running.spawn(async move { (id, called.await) });
    }
    let outcomes = running.join_all().await;
    let ledger = server.ledger();
    let count = |counts: &std::collections::BTreeMap<String, usize>, id: &str| counts.get(id).copied().unwrap_or(0);
    let attempts: Vec<u32> = outcomes.iter().map(|(_, called)| attempts(called)).collect();
    let outcomes: Vec<(String, Called)> =
        outcomes.into_iter().map(|(id, called)| (id, called.map(service::Response::into_body))).collect();
    let is_lost = |(id, called): &&(String, Called)| match called {
        Ok(thing) => thing.id != *id || count(&ledger.effects, id) == 0,
        Err(_) => false,
    };
    // A request that is repeated makes a second thing only where it is not idempotent.
    let may_double = call.contains("POST");
    Row {
        fault,
        call,
        seen: outcomes.iter().map(|(id, called)| told(server.origin(), id, called)).collect(),
        attempts: span(&attempts),
        lost: outcomes.iter().filter(is_lost).count(),
        doubled: outcomes.iter().filter(|(id, _)| may_double && count(&ledger.effects, id) > 1).count(),
    }
}

/// How often a call was tried, as the client says.
fn attempts(called: &Executed) -> u32 {
    match called {
        Ok(response) => response.attempts().count(),
        Err(error) => error.attempts().count(),
    }
}

/// The smallest and the largest.
pub fn span(counts: &[u32]) -> (u32, u32) {
    (counts.iter().min().copied().unwrap_or(0), counts.iter().max().copied().unwrap_or(0))
}

/// What a caller sees, without what differs between calls and runs.
fn told(origin: &str, id: &str, called: &Called) -> String {
    match called {
        Ok(_) => "the thing".to_owned(),
        Err(error) => plain(&error.to_string(), origin).replace(id, "ID"),
    }
}

/// A message without the port of the server, and without the number of attempts, which has a column of its own.
pub fn plain(message: &str, origin: &str) -> String {
    let host = origin.trim_start_matches("http://");
    let message = message.replace(host, "127.0.0.1").replace('\n', " ");
    match message.rsplit_once(" (") {
        Some((start, end)) if end.contains(" attempt") => match end.split_once("; ") {
            Some((_, limit)) => format!("{start} ({limit}"),
            None => start.to_owned(),
        },
        Some(_) | None => message,
    }
}

/// A row that is judged by its own rule.
pub fn row(fault: &'static str, call: &'static str, seen: impl IntoIterator<Item = String>) -> Row {
    let seen: BTreeSet<String> = seen.into_iter().collect();
    Row { fault, call, seen, attempts: (0, 0), lost: 0, doubled: 0 }
}
