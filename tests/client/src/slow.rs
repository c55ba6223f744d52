//! Faults of time: heads, bodies and streams that are late, calls that nobody waits for any more.

use std::io;
use std::time::Duration;

use service::event;

use crate::server::{Asked, Piece, Server, head};
use crate::table::Row;
use crate::trial::{client, create, done, once, plain, replace, row};

/// The rows of these faults.
pub async fn rows() -> io::Result<Vec<Row>> {
    let mut rows = Vec::new();
    rows.extend(slow("slow head", |asked| [vec![Piece::Wait(Duration::from_secs(1))], done(asked)].concat()).await?);
    rows.extend(slow("slow body", slow_body).await?);
    rows.push(stalled_stream().await?);
    rows.push(cancelled().await?);
    Ok(rows)
}

async fn slow(fault: &'static str, script: fn(&Asked) -> Vec<Piece>) -> io::Result<[Row; 2]> {
    let script = move |asked: &Asked| once(asked, script(asked));
    let server = Server::start(script).await?;
    let created = create(fault, &server, &client(&server)).await;
    let server = Server::start(script).await?;
    Ok([created, replace(fault, &server, &client(&server)).await])
}

/// The head comes, and then nothing.
fn slow_body(_: &Asked) -> Vec<Piece> {
    let mut bytes = head(200, &[("content-type", "application/json"), ("content-length", "100")]);
    bytes.extend_from_slice(b"\r\n{\"id\":");
    vec![Piece::Act, Piece::Send(bytes), Piece::Stall]
}

/// An event comes, and then nothing.
async fn stalled_stream() -> io::Result<Row> {
    let server = Server::start(|_| {
        let mut bytes = head(200, &[("content-type", "text/event-stream")]);
        bytes.extend_from_slice(b"\r\ndata: {\"id\":\"a\"}\n\n");
        vec![Piece::Send(bytes), Piece::Stall]
    })
    .await?;
    let client = client(&server);
    let mut events = client.send(event::watch()).await.map_err(|error| io::Error::other(error.to_string()))?;
    let mut seen = Vec::new();
    while let Some(next) = events.next().await {
        match next {
            Ok(event) => seen.push(format!("the event of {}", event.data.id)),
            Err(error) => {
                seen.push(plain(&error.to_string(), server.origin()));
                break;
            }
        }
    }
    let lost = usize::from(seen.len() != 2);
    Ok(Row { lost, attempts: (1, 1), ..row("stalled stream", "`GET` of events", [seen.join(", then ")]) })
}

/// The caller drops the future while the server works, and calls again.
async fn cancelled() -> io::Result<Row> {
    let fault = "cancelled future";
    let server =
        Server::start(|asked| once(asked, [vec![Piece::Wait(Duration::from_millis(200))], done(asked)].concat()))
            .await?;
    let client = client(&server);
    let first = tokio::time::timeout(Duration::from_millis(50), replace(fault, &server, &client)).await;
    let row = replace(fault, &server, &client).await;
    Ok(Row { lost: row.lost + usize::from(first.is_ok()), ..row })
}
