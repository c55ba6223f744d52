//! The default transport against a real socket.
use crate::runtime as rt;
use crate::support::{Problem, Thing, create, get, leak};
use rt::{RetryPolicy, TransportErrorKind};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// Starts a server that sends the next text on each connection, or closes it if the text is empty. Returns the URL and the
/// received requests.
pub(crate) fn serve(responses: &'static [&'static str]) -> (String, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let (tell, told) = channel();
    std::thread::spawn(move || {
        for response in responses {
            let (mut stream, _) = listener.accept().unwrap();
            let _ = tell.send(asked(&mut stream));
            let _ = stream.write_all(response.as_bytes());
        }
    });
    (url, told)
}

fn asked(stream: &mut TcpStream) -> String {
    let mut reader = BufReader::new(stream);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        assert_ne!(reader.read_line(&mut head).unwrap(), 0, "the request ended early");
    }
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    let mut body = vec![0; length.map_or(0, |length| length.parse().unwrap())];
    reader.read_exact(&mut body).unwrap();
    head + &String::from_utf8(body).unwrap()
}

fn send(url: &str, request: rt::Request<Thing, Problem>) -> Result<Thing, rt::Error<Problem>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let policy = RetryPolicy::new().base_delay(Duration::from_millis(1)).jitter(Duration::ZERO).max_retries(1);
    let client = rt::Client::builder().base_url(url).retry(policy).build().unwrap();
    runtime.block_on(client.send(request))
}

pub(crate) const FOUND: &str =
    "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n\r\n{\"id\":\"1\"}";
const BUSY: &str = "HTTP/1.1 503 Busy\r\nretry-after: 0\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";

#[test]
fn a_request_goes_out_as_it_is_and_the_answer_comes_in() {
    let (url, told) = serve(&["HTTP/1.1 201 Created\r\ncontent-length: 10\r\nconnection: close\r\n\r\n{\"id\":\"1\"}"]);
    assert_eq!(send(&url, create(&Thing::named("Ada"))).unwrap().id, "1");
    let asked = told.recv().unwrap();
    assert!(asked.starts_with("POST /things HTTP/1.1\r\n"), "{asked}");
    assert!(asked.contains("content-type: application/json\r\n"), "{asked}");
    assert!(asked.ends_with("\r\n\r\n{\"id\":\"1\",\"name\":\"Ada\"}"), "{asked}");
}

#[test]
fn escapes_in_the_path_survive() {
    let (url, told) = serve(&[FOUND]);
    send(&url, get("a/b=='é|")).unwrap();
    assert!(told.recv().unwrap().starts_with("GET /things/a%2Fb%3D%3D%27%C3%A9%7C HTTP/1.1\r\n"));
}

#[test]
fn a_request_without_a_body_says_so() {
    const DONE: &str = "HTTP/1.1 204 Done\r\nconnection: close\r\n\r\n";
    for (method, count) in
        [(rt::Method::POST, 1), (rt::Method::PUT, 1), (rt::Method::PATCH, 1), (rt::Method::DELETE, 0)]
    {
        let (url, told) = serve(&[DONE]);
        let operation =
            rt::Operation { id: "op", method, path: "/x", responses: crate::support::DONE, ..rt::Operation::EMPTY };
        let request: rt::Request<Thing, Problem> = rt::Request::new(leak(operation));
        let _ = send(&url, request);
        let asked = told.recv().unwrap();
        assert_eq!(asked.matches("content-length: 0\r\n").count(), count, "{asked}");
        assert!(!asked.contains("transfer-encoding"), "{asked}");
    }
}

#[test]
fn a_busy_server_is_asked_again() {
    let (url, told) = serve(&[BUSY, FOUND]);
    assert_eq!(send(&url, get("1")).unwrap().id, "1");
    assert_eq!(told.iter().count(), 2);
}

#[test]
fn a_lost_connection_is_tried_again_only_where_that_does_no_harm() {
    let (url, _told) = serve(&["", FOUND]);
    assert_eq!(send(&url, get("1")).unwrap().id, "1");
    let (url, _told) = serve(&["", FOUND]);
    let error = send(&url, create(&Thing::named("Ada"))).unwrap_err();
    assert_eq!(kind(&error), TransportErrorKind::Lost);
    let text = "POST /things: the connection was lost: connection closed before message completed";
    assert_eq!(error.to_string(), text);
}

#[test]
fn no_connection_is_told_from_a_lost_one() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let error = send(&url, get("secret-id").header("x-key", "secret-key")).unwrap_err();
    let host = url.trim_start_matches("http://");
    let text = format!("GET /things/{{thing-id}}: no connection to {host}: connection refused (2 attempts)");
    assert_eq!((kind(&error), error.to_string()), (TransportErrorKind::Connect, text));
    // The message is complete, so there is no source.
    assert!(std::error::Error::source(&error).is_none());
    assert!(!format!("{error:?}").contains("secret"), "{error:?}");
}

#[track_caller]
pub(crate) fn kind(error: &rt::Error<Problem>) -> TransportErrorKind {
    let rt::Error::Transport(failure) = error else { panic!("{error}") };
    failure.error().kind()
}

#[test]
fn an_answer_that_is_no_http_is_told_and_not_asked_for_again() {
    let long = format!("HTTP/1.1 200 OK\r\nx-long: {}\r\n\r\n", "x".repeat(1024 * 1024));
    for (response, reason) in [
        ("SSH-2.0-OpenSSH_9.6\r\n", "invalid HTTP version parsed"),
        ("HTTP/1.1 two OK\r\n\r\n", "invalid HTTP status-code parsed"),
        ("HTTP/1.1 200 OK\r\nx y: z\r\n\r\n", "invalid HTTP header parsed"),
        (long.leak(), "message head is too large"),
    ] {
        let (url, told) = serve(Box::leak(Box::new([response, FOUND])));
        let error = send(&url, get("1")).unwrap_err();
        assert_eq!(kind(&error), TransportErrorKind::Malformed);
        let text = "GET /things/{thing-id}: the response cannot be read: ";
        // Each stack says in its own words what is wrong.
        let reason = if cfg!(any(feature = "hyper", feature = "reqwest")) { reason } else { "" };
        assert!(error.to_string().starts_with(&format!("{text}{reason}")), "{error}");
        assert_eq!(told.try_iter().count(), 1);
    }
}

#[test]
fn a_body_that_is_no_http_is_told_with_the_head_of_the_answer() {
    let head = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\nrequest-id: r-1\r\n\r\n";
    let (url, told) = serve(Box::leak(Box::new([&*format!("{head}soon\r\n").leak(), FOUND])));
    let error = send(&url, get("1")).unwrap_err();
    assert_eq!((kind(&error), told.try_iter().count()), (TransportErrorKind::Malformed, 1));
    let text = error.to_string();
    let begin =
        "GET /things/{thing-id}: 200 OK, but the body was not received completely: the response cannot be read: ";
    assert!(text.starts_with(begin) && text.ends_with(" (request id r-1)"), "{text}");
}

#[test]
fn an_answer_that_ends_early_is_a_lost_connection() {
    let (url, _told) =
        serve(&["HTTP/1.1 201 Created\r\ncontent-length: 100\r\nlocation: /things/9\r\nconnection: close\r\n\r\n{"]);
    let error = send(&url, create(&Thing::named("Ada"))).unwrap_err();
    assert_eq!(kind(&error), TransportErrorKind::Lost);
    assert_eq!(error.status().unwrap(), 201);
    assert_eq!(error.response().unwrap().headers()["location"], "/things/9");
}

#[test]
fn redirects_are_not_followed() {
    let (url, _told) = serve(&[
        "HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\nconnection: close\r\n\r\n",
    ]);
    assert_eq!(send(&url, get("1")).unwrap_err().status().unwrap().as_u16(), 302);
}

#[test]
fn an_attempt_ends_with_its_timeout() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let request = create(&Thing::named("Ada")).timeout(Duration::from_millis(50));
    assert_eq!(
        send(&url, request).unwrap_err().to_string(),
        "POST /things: no response was received within 0.05 s, which is the `timeout`"
    );
}

#[test]
fn a_stream_that_stands_still_ends_and_a_dropped_wait_for_it_loses_nothing() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let (go_on, going_on) = channel::<()>();
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        asked(&mut stream);
        stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\ndata: 1").unwrap();
        going_on.recv().unwrap();
        stream.write_all(b"2\n\ndata: 3").unwrap();
        // The connection stays open without data until the test has ended.
        let _ = going_on.recv();
    });
    static ANSWERS: &[rt::ResponseSpec] =
        &[rt::ResponseSpec::success(rt::Status::Exact(200), rt::ContentKind::EventStream, "text/event-stream", 0)];
    let operation = leak(rt::Operation {
        id: "op",
        method: rt::Method::GET,
        path: "/x",
        responses: ANSWERS,
        ..rt::Operation::EMPTY
    });
    let request = rt::Request::<rt::Events<i64>, ()>::new(operation).idle_timeout(Duration::from_secs(3));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let client = rt::Client::builder().base_url(url).build().unwrap();
        let mut events = client.send(request).await.unwrap();
        assert!(tokio::time::timeout(Duration::from_millis(100), events.next()).await.is_err(), "half an event came");
        go_on.send(()).unwrap();
        assert_eq!(events.next().await.unwrap().unwrap().data, 12);
        let Some(Err(rt::StreamError::Transport(error))) = events.next().await else { panic!("no time-out") };
        assert_eq!(error.kind(), TransportErrorKind::Timeout);
    });
}

pub(crate) fn send_by(
    builder: rt::ClientBuilder,
    request: rt::Request<Thing, Problem>,
) -> Result<Thing, rt::Error<Problem>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let client = builder.retry(RetryPolicy::none()).build().unwrap();
    runtime.block_on(client.send(request))
}

#[cfg(all(feature = "hyper", not(feature = "rustls-no-provider"), not(feature = "reqwest")))]
#[test]
fn a_program_without_tls_is_told_so() {
    let (url, _told) = serve(&[FOUND]);
    let error = send(&url.replace("http://", "https://"), get("1")).unwrap_err();
    assert_eq!(kind(&error), TransportErrorKind::Other);
    assert_eq!(
        error.to_string(),
        "GET /things/{thing-id}: this program was compiled without TLS: turn on the feature `rustls`"
    );
}

#[cfg(any(feature = "hyper", feature = "reqwest"))]
#[test]
fn a_header_that_goes_on_in_the_next_line_is_one_line() {
    let (url, _told) = serve(&[
        "HTTP/1.1 200 OK\r\nx-long: one,\r\n two\r\ncontent-length: 10\r\nconnection: close\r\n\r\n{\"id\":\"1\"}",
    ]);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let client = rt::Client::builder().base_url(url).build().unwrap();
    let response = runtime.block_on(client.execute(get("1"))).unwrap();
    let long: Vec<&str> = response.header("x-long").unwrap().split_whitespace().collect();
    assert_eq!(long, ["one,", "two"]);
}
