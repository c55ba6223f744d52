//! HTTP/2 of the default transport, against a server that follows a script. The client trusts the certificate of the server by
//! the environment of its process, so that each test runs again in a process of its own.
#![allow(dead_code)] // The samples have more than the tests use.
#![cfg(all(any(all(feature = "rustls-no-provider", feature = "http2"), feature = "reqwest"), target_os = "linux"))]
#[path = "../src/runtime/mod.rs"]
mod runtime;

#[path = "http2/server.rs"]
mod server;
#[path = "http/support.rs"]
mod support;

use runtime as rt;
use server::{CANCEL, DATA, END_STREAM, GOAWAY, Peer, REFUSED_STREAM, RST_STREAM, serve};
use std::time::Duration;
use support::{Thing, create, get};

/// Whether this process trusts the server. If not, the test is run by another one, which does.
fn trusts(test: &str) -> bool {
    let certificate = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/http2/localhost.pem");
    if cfg!(feature = "reqwest") || std::env::var("SSL_CERT_FILE").is_ok_and(|file| file == certificate) {
        return true;
    }
    let mut command = std::process::Command::new(std::env::current_exe().unwrap());
    let ended = command.args([test, "--exact", "--nocapture"]).env("SSL_CERT_FILE", certificate).output().unwrap();
    assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    false
}

/// What a client sees, with the number of its attempts.
fn run<T>(client: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap().block_on(client)
}

fn client(script: fn(&mut Peer) -> Option<()>) -> rt::Client {
    let retry = rt::RetryPolicy::new().base_delay(Duration::from_millis(1));
    let builder = rt::Client::builder().base_url(serve(script)).retry(retry).timeout(Duration::from_secs(2));
    #[cfg(feature = "reqwest")]
    let builder = builder.http(reqwest::ClientBuilder::http2_prior_knowledge);
    builder.build().unwrap()
}

/// How often a request that is not idempotent was sent, or the error of the transport.
async fn made(client: &rt::Client) -> Result<u32, String> {
    match client.execute(create(&Thing::named("Ada"))).await {
        Ok(response) => Ok(response.attempts().count()),
        Err(error) => Err(error.to_string()),
    }
}

/// The attempts of a call whose request was not processed at first. `reqwest` sends it again itself.
const REPEATED: u32 = if cfg!(feature = "reqwest") { 1 } else { 2 };

#[test]
fn what_a_server_has_not_processed_is_sent_again() {
    if !trusts("what_a_server_has_not_processed_is_sent_again") {
        return;
    }
    let refused = client(|peer| {
        let stream = peer.request()?;
        peer.write(RST_STREAM, 0, stream, &REFUSED_STREAM.to_be_bytes())?;
        peer.things()
    });
    assert_eq!(run(made(&refused)), Ok(REPEATED));
    // The server goes away before the first stream, and leaves the connection open.
    let gone = client(|peer| {
        if peer.number == 0 {
            peer.request()?;
            peer.write(GOAWAY, 0, 0, &[0; 8])?;
        }
        peer.things()
    });
    assert_eq!(run(made(&gone)), Ok(REPEATED));
}

#[test]
fn what_a_server_may_have_processed_is_not_sent_again() {
    if !trusts("what_a_server_may_have_processed_is_not_sent_again") {
        return;
    }
    let canceled = client(|peer| {
        let stream = peer.request()?;
        peer.write(RST_STREAM, 0, stream, &CANCEL.to_be_bytes())?;
        peer.things()
    });
    let lost = "POST /things: the connection was lost: stream error received: stream no longer needed";
    assert_eq!(run(made(&canceled)), Err(lost.to_owned()));
    // The server goes away after the first stream, which it has taken, and closes the connection.
    let gone = client(|peer| {
        if peer.number == 0 {
            let stream = peer.request()?;
            return peer.write(GOAWAY, 0, 0, &[stream.to_be_bytes(), [0; 4]].concat());
        }
        peer.things()
    });
    let error = run(made(&gone)).unwrap_err();
    assert!(error.starts_with("POST /things: the connection was lost"), "{error}");
}

#[test]
fn a_response_that_breaks_the_rules_is_malformed() {
    if !trusts("a_response_that_breaks_the_rules_is_malformed") {
        return;
    }
    // Data before the head.
    let client = client(|peer| {
        let stream = peer.request()?;
        peer.write(DATA, END_STREAM, stream, b"{}")?;
        peer.things()
    });
    let error = run(client.execute(get("1"))).map(|_| ()).unwrap_err();
    assert_eq!(error.kind(), rt::ErrorKind::Transport(rt::TransportErrorKind::Malformed), "{error}");
}

#[test]
fn headers_are_as_large_as_by_http_1() {
    if !trusts("headers_are_as_large_as_by_http_1") {
        return;
    }
    let client = client(|peer| {
        let stream = peer.request()?;
        peer.head(stream, "200", 300 << 10)?;
        peer.write(DATA, END_STREAM, stream, br#"{"id":"1"}"#)
    });
    let response = run(client.execute(get("1"))).unwrap();
    assert_eq!(response.header("x-more").map(str::len), Some(300 << 10));
}

#[test]
fn bodies_that_nobody_reads_hold_up_no_other_call() {
    if !trusts("bodies_that_nobody_reads_hold_up_no_other_call") {
        return;
    }
    let client = client(|peer| {
        for _ in 0..4 {
            let stream = peer.request()?;
            peer.head(stream, "200", 0)?;
            let mut left = peer.windows.1.min(peer.windows.0);
            peer.windows.0 -= left;
            while left > 0 {
                let length = left.min(16_384);
                left -= length;
                peer.write(DATA, 0, stream, &vec![b' '; usize::try_from(length).unwrap()])?;
            }
        }
        let stream = peer.request()?;
        while peer.windows.0 < 100 {
            peer.read()?;
        }
        peer.thing(stream)?;
        peer.things()
    });
    run(async {
        let mut bodies = Vec::new();
        for _ in 0..4 {
            bodies.push(client.open(get("1")).await.unwrap());
        }
        // The bodies have arrived as far as they may.
        tokio::time::sleep(Duration::from_millis(200)).await;
        assert_eq!(made(&client).await, Ok(1));
    });
}

#[cfg(not(feature = "reqwest"))] // It has no way to request a new connection.
#[test]
fn a_retry_does_not_use_the_connection_that_has_timed_out() {
    if !trusts("a_retry_does_not_use_the_connection_that_has_timed_out") {
        return;
    }
    // The first connection answers once, and is silent then.
    let client = client(|peer| match peer.number {
        0 => {
            let stream = peer.request()?;
            peer.thing(stream)?;
            while peer.read().is_some() {}
            Some(())
        }
        _ => peer.things(),
    });
    let counts = run(async {
        let first = client.execute(get("1")).await.unwrap().attempts().count();
        let second = client.execute(get("1").timeout(Duration::from_millis(300))).await.unwrap().attempts().count();
        (first, second)
    });
    assert_eq!(counts, (1, 2));
}
