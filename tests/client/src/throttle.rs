//! Faults of a service that has too much to do.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use service::models::Thing;
use service::{RetryPolicy, thing};

use crate::server::{Asked, Piece, Server, response};
use crate::table::Row;
use crate::trial::{builder, client, create, done, many, once, replace};

/// The rows of these faults.
pub async fn rows() -> io::Result<Vec<Row>> {
    let mut rows = vec![storm().await?];
    rows.extend(busy("503 with `Retry-After`", &[("retry-after", "0.05")]).await?);
    rows.extend(busy("503 without `Retry-After`", &[]).await?);
    rows.push(for_ever().await?);
    Ok(rows)
}

/// The server takes 20 requests in each window of 100 ms, and answers 429 to the rest.
async fn storm() -> io::Result<Row> {
    let begin = std::time::Instant::now();
    let windows: Arc<Vec<AtomicUsize>> = Arc::new((0..1000).map(|_| AtomicUsize::new(0)).collect());
    let server = Server::start(move |asked| {
        let window = usize::try_from(begin.elapsed().as_millis() / 100).unwrap_or(usize::MAX);
        let taken = windows.get(window).map_or(usize::MAX, |window| window.fetch_add(1, Ordering::SeqCst));
        match taken < 20 {
            true => done(asked),
            false => vec![Piece::Send(response(429, &[("retry-after", "0.1")], b""))],
        }
    })
    .await?;
    let policy = RetryPolicy::new().max_retries(50).base_delay(Duration::from_millis(50));
    let client =
        builder(server.origin()).retry(policy).timeout(Duration::from_secs(5)).build().expect("valid settings");
    let row = many("429 storm of 200 calls", "`POST`", &server, 200, |id| {
        let client = client.clone();
        async move { client.execute(thing::create(Thing::new(id))).await }
    });
    Ok(row.await)
}

/// The first request of each call is refused.
async fn busy(fault: &'static str, headers: &'static [(&str, &str)]) -> io::Result<[Row; 2]> {
    let script = move |asked: &Asked| once(asked, vec![Piece::Send(response(503, headers, b""))]);
    let server = Server::start(script).await?;
    let created = create(fault, &server, &client(&server)).await;
    let server = Server::start(script).await?;
    Ok([created, replace(fault, &server, &client(&server)).await])
}

/// Every request is refused.
async fn for_ever() -> io::Result<Row> {
    let server = Server::start(|_| vec![Piece::Send(response(503, &[("retry-after", "0.01")], b""))]).await?;
    Ok(replace("503 for ever", &server, &client(&server)).await)
}
