//! Faults of the connection: before, in and after the head of a response, and in the middle of a request.

use std::io;
use std::time::Duration;

use service::models::Thing;
use service::{Bytes, HyperTransport, file, thing};

use crate::server::{Asked, Piece, Reading, Server, head};
use crate::table::Row;
use crate::trial::{builder, calls, client, create, done, get, once, plain, replace, row};

/// The rows of these faults.
pub async fn rows() -> io::Result<Vec<Row>> {
    let mut rows = Vec::new();
    rows.extend(refused().await?);
    rows.push(unknown_host().await?);
    rows.push(refusing_proxy().await?);
    rows.extend(reset("reset before the head", |_| vec![Piece::Act, Piece::Reset]).await?);
    rows.extend(reset("reset in the head", |_| in_the_head()).await?);
    rows.extend(reset("reset after the head", after_the_head).await?);
    rows.extend(reset("closed before the head", |_| vec![Piece::Act, Piece::Close]).await?);
    rows.extend(
        reset("no HTTP at all", |_| vec![Piece::Act, Piece::Send(b"220 smtp ready\r\n".to_vec()), Piece::Close])
            .await?,
    );
    rows.extend(idle().await?);
    rows.push(half_sent().await?);
    Ok(rows)
}

/// Nobody listens.
async fn refused() -> io::Result<[Row; 2]> {
    let fault = "connection refused";
    let server = Server::start(done).await?;
    let closed = std::net::TcpListener::bind("127.0.0.1:0")?;
    let origin = format!("http://{}", closed.local_addr()?);
    drop(closed);
    let client = builder(&origin).build().expect("the settings are valid");
    let mut rows = [create(fault, &server, &client).await, get(fault, &server, &client).await];
    for row in &mut rows {
        row.seen = row.seen.iter().map(|text| plain(text, &origin)).collect();
    }
    Ok(rows)
}

/// The name of the host does not exist.
async fn unknown_host() -> io::Result<Row> {
    let server = Server::start(done).await?;
    let client = builder("http://service.invalid").build().expect("the settings are valid");
    let anonymous = |id| {
        let client = client.clone();
        async move { client.execute(thing::create(Thing::new(id)).anonymous()).await }
    };
    let mut row = calls("host unknown to DNS", "`POST`", &server, anonymous).await;
    // The system says the rest in its own words.
    let told = "failed to lookup address information";
    row.seen = row.seen.iter().map(|text| text.split_inclusive(told).next().unwrap_or(text).to_owned()).collect();
    Ok(row)
}

/// The proxy does not take the connection.
async fn refusing_proxy() -> io::Result<Row> {
    let server = Server::start(done).await?;
    let proxy = Server::start(|_| vec![Piece::Send(crate::server::response(407, &[], b"")), Piece::Close]).await?;
    let transport = HyperTransport::with_proxy(proxy.origin()).map_err(io::Error::other)?;
    let client = builder(server.origin()).transport(transport).build().expect("the settings are valid");
    Ok(create("proxy that refuses", &server, &client).await)
}

/// The first request of each call fails by this script.
async fn reset(fault: &'static str, script: fn(&Asked) -> Vec<Piece>) -> io::Result<[Row; 2]> {
    let server = Server::start(move |asked| once(asked, script(asked))).await?;
    let client = client(&server);
    let created = create(fault, &server, &client).await;
    let server = Server::start(move |asked| once(asked, script(asked))).await?;
    let client = crate::trial::client(&server);
    Ok([created, replace(fault, &server, &client).await])
}

fn in_the_head() -> Vec<Piece> {
    vec![Piece::Act, Piece::Send(b"HTTP/1.1 200 OK\r\ncontent-ty".to_vec()), Piece::Reset]
}

fn after_the_head(_: &Asked) -> Vec<Piece> {
    let mut bytes = head(200, &[("content-type", "application/json"), ("content-length", "100")]);
    bytes.extend_from_slice(b"\r\n{\"id\":");
    vec![Piece::Act, Piece::Send(bytes), Piece::Reset]
}

/// The server closes idle connections after a short time, while nobody uses them.
async fn idle() -> io::Result<[Row; 2]> {
    let fault = "idle connection closed by the server";
    let script = |asked: &Asked| {
        let mut pieces = done(asked);
        if asked.method == "GET" {
            pieces.extend([Piece::Wait(Duration::from_millis(50)), Piece::Close]);
        }
        pieces
    };
    let server = Server::start(script).await?;
    let client = client(&server);
    // The pool now has connections that will be closed.
    get(fault, &server, &client).await;
    server.ledger().forget();
    tokio::time::sleep(Duration::from_millis(200)).await;
    let created = create(fault, &server, &client).await;
    get(fault, &server, &client).await;
    server.ledger().forget();
    tokio::time::sleep(Duration::from_millis(200)).await;
    Ok([created, replace(fault, &server, &client).await])
}

/// The server takes half of an upload, and resets the connection.
async fn half_sent() -> io::Result<Row> {
    let fault = "half-sent upload";
    let server =
        Server::reading(
            Reading::Half,
            |asked| {
                if asked.earlier == 0 { vec![Piece::Reset] } else { vec![Piece::Close] }
            },
        )
        .await?;
    let client = client(&server);
    let upload = file::upload("big", Bytes::from(vec![7; 4 * 1024 * 1024]));
    let seen = match client.send(upload).await {
        Ok(()) => "done".to_owned(),
        Err(error) => plain(&error.to_string(), server.origin()),
    };
    let asked = server.ledger().requests.get("big").copied().unwrap_or(0);
    let attempts = u32::try_from(asked).unwrap_or(u32::MAX);
    let lost = usize::from(seen == "done");
    Ok(Row { lost, attempts: (attempts, attempts), ..row(fault, "`PUT` of 4 MiB", [seen]) })
}
