//! Faults in what takes several requests: tokens that expire, pages that fail, streams that are resumed, and clocks that step.

use std::collections::BTreeSet;
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use service::models::Thing;
use service::{
    BodyStream, BoxFuture, Client, HyperTransport, OperationState, RequestBody, RetryPolicy, Token, Transport,
    TransportError, job, schemes, thing, token_fn,
};

use crate::server::{Asked, Piece, Server, json, response};
use crate::table::Row;
use crate::trial::{builder, client, create, done, once, plain, replace, row, span};

/// The rows of these faults.
pub async fn rows() -> io::Result<Vec<Row>> {
    let mut rows = vec![expired_token().await?];
    rows.extend(page_fails().await?);
    rows.push(poll_fails().await?);
    rows.push(clock_steps().await?);
    Ok(rows)
}

/// The server takes the first token no more; the provider has another.
async fn expired_token() -> io::Result<Row> {
    let server = Server::start(|asked| match asked.headers.get("authorization").map(String::as_str) {
        Some("Bearer second") => done(asked),
        _ => vec![Piece::Send(response(401, &[("www-authenticate", "Bearer error=\"invalid_token\"")], b""))],
    })
    .await?;
    let provider =
        token_fn(
            |request| async move { Ok::<_, io::Error>(Token::new(if request.refresh { "second" } else { "first" })) },
        );
    let client =
        builder(server.origin()).credential(&schemes::TOKEN, provider).build().expect("the settings are valid");
    Ok(create("token that expires in flight", &server, &client).await)
}

/// Five pages of ten things each. The third is answered with 500 for a while.
async fn pages(failures: usize) -> io::Result<Server> {
    let failed = AtomicUsize::new(0);
    Server::start(move |asked| {
        let page: usize = asked.target.rsplit("page=").next().and_then(|page| page.parse().ok()).unwrap_or(1);
        if page == 3 && failed.fetch_add(1, Ordering::SeqCst) < failures {
            return vec![Piece::Send(response(500, &[], b""))];
        }
        let things: Vec<String> = (0..10).map(|at| format!("{{\"id\":\"{page}-{at}\"}}")).collect();
        let next = if page < 5 { format!(",\"nextLink\":\"/things?page={}\"", page + 1) } else { String::new() };
        vec![Piece::Send(json(200, &format!("{{\"value\":[{}]{next}}}", things.join(","))))]
    })
    .await
}

/// A page fails once, and is asked for again; and a page fails so often that the caller goes on later.
async fn page_fails() -> io::Result<[Row; 2]> {
    let fault = "page 3 of 5 fails";
    let server = pages(1).await?;
    let retried = walk(fault, "`GET` of all items", &server, &client(&server)).await;
    let server = pages(4).await?;
    let resumed = walk("page 3 of 5 fails for longer", "`GET` of all items, resumed", &server, &client(&server)).await;
    Ok([retried, resumed])
}

/// Takes all items; after a failure it goes on from the continuation, as another process would.
async fn walk(fault: &'static str, call: &'static str, server: &Server, client: &Client) -> Row {
    let mut found = Vec::new();
    let mut seen = Vec::new();
    let mut pages = thing::list().pages(client);
    let mut rounds = 0;
    while rounds < 20 {
        rounds += 1;
        match pages.next().await {
            Some(Ok(page)) => found.extend(page.into_items()),
            Some(Err(error)) => {
                seen.push(plain(&error.to_string(), server.origin()));
                // The place is text, which may be kept.
                let place = pages.continuation().map(ToString::to_string);
                pages = thing::list().pages(client);
                if let Some(Ok(place)) = place.map(|place| place.parse()) {
                    pages = pages.resume(place);
                }
            }
            None => break,
        }
    }
    let ids: BTreeSet<&str> = found.iter().map(|thing| thing.id.as_str()).collect();
    seen.push(format!("{} items", found.len()));
    let requests = u32::try_from(server.ledger().requests.values().sum::<usize>()).unwrap_or(u32::MAX);
    Row {
        attempts: span(&[requests]),
        lost: 50usize.saturating_sub(ids.len()),
        doubled: found.len() - ids.len(),
        ..row(fault, call, [seen.join(", then ")])
    }
}

/// A long-running operation, whose poll fails so often that the caller goes on from the token, as another process would.
async fn poll_fails() -> io::Result<Row> {
    let fault = "poll that fails";
    let polls = AtomicUsize::new(0);
    let server = Server::start(move |asked| match (asked.method.as_str(), polls.load(Ordering::SeqCst)) {
        ("POST", _) => vec![
            Piece::Act,
            Piece::Send(response(202, &[("operation-location", "/jobs/7"), ("retry-after", "0.01")], b"")),
        ],
        (_, 0..4) => {
            polls.fetch_add(1, Ordering::SeqCst);
            vec![Piece::Send(response(500, &[], b""))]
        }
        (_, 4) => {
            polls.fetch_add(1, Ordering::SeqCst);
            let state = "{\"status\":\"Running\"}";
            vec![Piece::Send(response(
                200,
                &[("content-type", "application/json"), ("retry-after", "0.01")],
                state.as_bytes(),
            ))]
        }
        _ => vec![Piece::Send(json(200, "{\"status\":\"Succeeded\",\"result\":{\"id\":\"job\"}}"))],
    })
    .await?;
    let client = client(&server);
    let mut seen = Vec::new();
    let mut poller = job::start(Thing::new("job")).poller(&client);
    let mut result = None;
    for _ in 0..20 {
        match poller.next().await {
            Some(Ok(OperationState::Running(_))) => seen.push("running".to_owned()),
            Some(Ok(OperationState::Done(response))) => result = response.into_body(),
            Some(Ok(_)) => {}
            Some(Err(error)) => {
                seen.push(plain(&error.to_string(), server.origin()));
                // The token is text, which may be kept.
                if let Some(Ok(token)) = poller.token().map(|token| token.to_string().parse()) {
                    poller = job::start(Thing::new("job")).poller(&client).resume(token);
                }
            }
            None => break,
        }
    }
    let is_done = result.is_some_and(|thing| thing.id == "job");
    seen.dedup();
    seen.push(if is_done { "the thing".to_owned() } else { "nothing".to_owned() });
    let ledger = server.ledger();
    let begun = ledger.effects.get("job").copied().unwrap_or(0);
    let requests = u32::try_from(ledger.requests.values().sum::<usize>()).unwrap_or(u32::MAX);
    let (lost, doubled) = (usize::from(!is_done), begun.saturating_sub(1));
    Ok(Row {
        attempts: span(&[requests]),
        lost,
        doubled,
        ..row(fault, "`POST` of a job, resumed", [seen.join(", then ")])
    })
}

/// A transport whose clock of the wall jumps an hour ahead with each request.
struct Stepping {
    inner: HyperTransport,
    steps: AtomicUsize,
}

impl Transport for Stepping {
    fn send(
        &self,
        request: http::Request<RequestBody>,
    ) -> BoxFuture<'_, Result<http::Response<BodyStream>, TransportError>> {
        self.steps.fetch_add(1, Ordering::SeqCst);
        self.inner.send(request)
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        self.inner.sleep(duration)
    }

    fn now(&self) -> SystemTime {
        let hours = u64::try_from(self.steps.load(Ordering::SeqCst)).unwrap_or(0);
        SystemTime::now() + Duration::from_secs(3600 * hours)
    }
}

/// The clock steps while a call waits for its next attempt.
async fn clock_steps() -> io::Result<Row> {
    let server =
        Server::start(|asked: &Asked| once(asked, vec![Piece::Send(response(503, &[("retry-after", "0.05")], b""))]))
            .await?;
    let inner = HyperTransport::new().map_err(|error| io::Error::other(error.to_string()))?;
    let client = Client::builder()
        .base_url(server.origin())
        .credential(&schemes::TOKEN, service::StaticToken::new("first"))
        .retry(RetryPolicy::new().base_delay(Duration::from_millis(10)))
        .transport(Stepping { inner, steps: AtomicUsize::new(0) })
        .build()
        .expect("the settings are valid");
    Ok(replace("clock that steps by an hour", &server, &client).await)
}
