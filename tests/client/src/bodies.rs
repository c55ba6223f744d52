//! Faults of responses: bodies that are cut, of another type, too large or compressed, and heads that say two things.

use std::io;

use service::event;

use crate::server::{Asked, Piece, Server, head, json, response};
use crate::table::Row;
use crate::trial::{client, create, get, plain, row, status, thing_of};

/// The rows of these faults.
pub async fn rows() -> io::Result<Vec<Row>> {
    let mut rows = Vec::new();
    for (fault, script) in FAULTS {
        let server = Server::start(script).await?;
        rows.push(create(fault, &server, &client(&server)).await);
        let server = Server::start(script).await?;
        rows.push(get(fault, &server, &client(&server)).await);
    }
    rows.push(redirect().await?);
    rows.push(oversized_event().await?);
    Ok(rows)
}

type Script = fn(&Asked) -> Vec<Piece>;

/// Responses that say nothing, or something else than the document.
const FAULTS: [(&str, Script); 7] = [
    ("JSON that is cut", |asked| acted(json(status(asked), "{\"id\":\"a"))),
    ("JSON of another type", |asked| acted(json(status(asked), "{\"id\":7,\"count\":\"many\"}"))),
    ("page of HTML under a success", |asked| acted(response(status(asked), HTML, PAGE))),
    ("page of HTML under 502", |_| vec![Piece::Send(response(502, HTML, PAGE))]),
    ("gzip that was not asked for", |asked| acted(response(status(asked), GZIP, b"\x1f\x8b\x08\0\0\0\0\0\0\x03"))),
    ("headers twice", |asked| acted(response(status(asked), TWICE, thing_of(asked).as_bytes()))),
    ("body above the limit", |asked| acted(json(status(asked), &format!("{{\"id\":\"{}\"}}", "a".repeat(100_000))))),
];

const HTML: &[(&str, &str)] = &[("content-type", "text/html")];
const PAGE: &[u8] = b"<html><body><h1>Bad gateway</h1></body></html>";
const GZIP: &[(&str, &str)] = &[("content-type", "application/json"), ("content-encoding", "gzip")];
const TWICE: &[(&str, &str)] = &[
    ("content-type", "application/json"),
    ("content-type", "application/json"),
    ("retry-after", "1"),
    ("retry-after", "9"),
];

/// The request has its effect, and this response.
fn acted(bytes: Vec<u8>) -> Vec<Piece> {
    vec![Piece::Act, Piece::Send(bytes)]
}

/// Another host is named, which must not see the credentials.
async fn redirect() -> io::Result<Row> {
    let other = Server::start(|_| acted(json(200, "{\"id\":\"other\"}"))).await?;
    let place = other.origin().to_owned();
    let server = Server::start(move |_| vec![Piece::Send(response(307, &[("location", &place)], b""))]).await?;
    let row = create("redirect to another host", &server, &client(&server)).await;
    // What the other host was asked counts as lost credentials.
    let asked = other.ledger().requests.len();
    Ok(Row { lost: row.lost + asked, ..row })
}

/// An event that does not fit into the limit.
async fn oversized_event() -> io::Result<Row> {
    let server = Server::start(|_| {
        let mut bytes = head(200, &[("content-type", "text/event-stream")]);
        bytes.extend_from_slice(format!("\r\ndata: {{\"id\":\"{}\"}}\n\n", "a".repeat(100_000)).as_bytes());
        vec![Piece::Send(bytes), Piece::Close]
    })
    .await?;
    let client = client(&server);
    let mut events = client.send(event::watch()).await.map_err(|error| io::Error::other(error.to_string()))?;
    let seen = match events.next().await {
        Some(Ok(_)) => "an event".to_owned(),
        Some(Err(error)) => plain(&error.to_string(), server.origin()),
        None => "the end".to_owned(),
    };
    Ok(Row { attempts: (1, 1), ..row("event above the limit", "`GET` of events", [seen]) })
}
