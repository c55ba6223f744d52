//! What a client keeps between its calls: each call goes where the first one went, and asks for nothing that is known.
use crate::runtime as rt;
use crate::runtime::{MockResponse, MockTransport};
use crate::support::{GET, Problem, Thing, get, leak, now, thing};
use bytes::Bytes;
use rt::{BodyStream, BoxFuture, RequestBody, RetryBudget, RetryLimit, RetryPolicy, Token, TokenError, TransportError};
use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

#[test]
fn each_server_has_a_destination_of_its_own_however_many_there_are() {
    let requests: Vec<_> = (0..20)
        .map(|number| {
            let url: &'static str = format!("https://{number}.example.com/v{number}").leak();
            let server: &'static rt::Server = Box::leak(Box::new(rt::Server::new("only", url)));
            let operation = rt::Operation {
                id: "op",
                method: rt::Method::GET,
                path: "/x",
                servers: Box::leak(Box::new([server])),
                ..rt::Operation::EMPTY
            };
            rt::Request::<Thing, Problem>::new(leak(operation))
        })
        .collect();
    let server = (0..40).fold(MockTransport::new(), |server, _| server.then(thing()));
    let client = crate::support::client(&server);
    for request in requests.iter().chain(&requests) {
        now(client.send(request.clone())).unwrap();
    }
    let sent: Vec<String> = server.requests().iter().map(|request| request.uri().to_string()).collect();
    let expected = (0..20).map(|number| format!("https://{number}.example.com/v{number}/x"));
    assert_eq!(sent, expected.clone().chain(expected).collect::<Vec<_>>());
}

#[test]
fn the_url_of_the_client_and_that_of_a_request_do_not_mix() {
    let server = (0..4).fold(MockTransport::new(), |server, _| server.then(thing()));
    let client = rt::Client::builder().base_url("https://one.example.com").transport(server.clone()).build().unwrap();
    for request in [get("1"), get("2").base_url("https://two.example.com"), get("3"), get("4").server("us")] {
        now(client.send(request)).unwrap();
    }
    let hosts: Vec<String> = server.requests().iter().map(|request| request.uri().host().unwrap().to_owned()).collect();
    assert_eq!(hosts, ["one.example.com", "two.example.com", "one.example.com", "us.example.com"]);
}

/// A transport that says whether it reads the operation.
struct Reading(MockTransport, bool);

impl rt::Transport for Reading {
    fn send(
        &self,
        request: http::Request<RequestBody>,
    ) -> BoxFuture<'_, Result<http::Response<BodyStream>, TransportError>> {
        let operation = request.extensions().get::<&'static rt::Operation>().map(|operation| operation.id());
        assert_eq!(operation, self.1.then_some(GET.id()));
        self.0.send(request)
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        self.0.sleep(duration)
    }

    fn reads_operation(&self) -> bool {
        self.1
    }
}

#[test]
fn a_transport_that_reads_no_operation_gets_none() {
    for reads in [true, false] {
        let server = MockTransport::new().then(thing());
        let client = rt::Client::builder().transport(Reading(server.clone(), reads)).build().unwrap();
        now(client.send(get("1"))).unwrap();
        assert_eq!(server.requests().len(), 1);
    }
}

/// A provider of a token that is known.
struct Fixed(Token);

impl rt::TokenProvider for Fixed {
    fn token(&self, _: rt::TokenRequest) -> BoxFuture<'_, Result<Token, TokenError>> {
        panic!("the token is known");
    }

    fn fixed(&self) -> Option<&Token> {
        Some(&self.0)
    }
}

static KEY: rt::Scheme = rt::Scheme::bearer("key");
static LOCKED: rt::Operation = rt::Operation {
    id: "locked",
    method: rt::Method::GET,
    path: "/x",
    servers: &[&crate::support::EU],
    security: &[&[rt::SecurityRequirement(&KEY, &[])]],
    ..rt::Operation::EMPTY
};

#[test]
fn a_token_that_never_changes_is_not_asked_for() {
    let server = MockTransport::new().then(MockResponse::empty(401));
    // One provider may be that of several clients.
    let provider = std::sync::Arc::new(Fixed(Token::new("a")));
    let client = rt::Client::builder().credential("key", provider).transport(server.clone()).build().unwrap();
    now(client.send(rt::Request::<Thing, Problem>::new(&LOCKED))).unwrap_err();
    let requests = server.requests();
    let sent: Vec<_> = requests.iter().map(|request| request.headers().get("authorization").unwrap()).collect();
    assert_eq!(sent, ["Bearer a"], "a fixed token is not tried twice");
    assert!(sent.iter().all(|header| header.is_sensitive()));
}

/// Chunks, behind whose end nothing may be polled.
struct Counted(VecDeque<&'static str>, bool);

impl futures_core::Stream for Counted {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        assert!(!self.1, "polled behind its end");
        let next = self.0.pop_front();
        self.1 = next.is_none();
        Poll::Ready(next.map(|chunk| Ok(Bytes::from(chunk))))
    }
}

#[test]
fn a_stream_of_chunks_is_a_body() {
    let body = || BodyStream::stream(Counted(["ab", "c"].into(), false));
    assert_eq!(now(body().collect(3)).unwrap(), "abc");
    assert!(now(body().collect(2)).is_err());
    let mut body = body();
    let chunks: Vec<_> = std::iter::from_fn(|| now(body.chunk())).map(Result::unwrap).collect();
    assert_eq!(chunks, ["ab", "c"]);
    assert!(now(body.chunk()).is_none(), "the end stays");
}

#[test]
fn the_calls_of_all_threads_are_in_the_budget() {
    const THREADS: u32 = 20;
    let server = (0..THREADS).fold(MockTransport::new(), |server, _| server.then(thing()));
    let server = (0..99).fold(server, |server, _| server.then(MockResponse::empty(500)));
    let builder = rt::Client::builder().transport(server).retry_budget(RetryBudget::new(100, 0));
    let client = builder.build().unwrap();
    let threads: Vec<_> = (0..THREADS)
        .map(|_| client.clone())
        .map(|client| std::thread::spawn(move || now(client.send(get("1"))).map(drop).unwrap()))
        .collect();
    threads.into_iter().for_each(|thread| thread.join().unwrap());
    let policy = RetryPolicy::new().max_retries(90).base_delay(Duration::ZERO);
    let attempts = now(client.send(get("1").retry(policy))).unwrap_err().attempts();
    // The first attempt of this call counts too.
    assert_eq!((attempts.count(), attempts.limit()), (1 + THREADS + 1, Some(RetryLimit::Budget)));
}

#[cfg(feature = "hyper")]
mod socket {
    use super::*;
    use std::io::{BufRead, BufReader, Write};
    use std::net::TcpListener;
    use std::sync::mpsc::{Receiver, channel};

    /// A server that keeps its connections, and tells the first line of each request.
    fn serve() -> (String, Receiver<String>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let (tell, told) = channel();
        std::thread::spawn(move || {
            while let Ok((stream, _)) = listener.accept() {
                let tell = tell.clone();
                std::thread::spawn(move || {
                    for line in BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok) {
                        if line.ends_with(" HTTP/1.1") {
                            let _ = tell.send(line);
                        } else if line.is_empty() {
                            let head =
                                "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 10\r\n\r\n";
                            (&stream).write_all(format!("{head}{{\"id\":\"1\"}}").as_bytes()).unwrap();
                        }
                    }
                });
            }
        });
        (url, told)
    }

    #[test]
    fn the_default_transport_sends_each_request_as_it_would_send_it_first() {
        let ((one, to_one), (other, to_other)) = (serve(), serve());
        let ids = ["a", "..b", "ü?#", "a/b", "%2e", "a\\b", "{}|^`\"<>", "a=1&b", " ", "~", "a'b", "[1]", "@:"];
        let odd = |id: &str| get(id).query_pair("q", id);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let client = |url: &str, transport: &rt::HyperTransport| {
            rt::Client::builder().base_url(format!("{url}/v1/%7Ea")).transport(transport.clone()).build().unwrap()
        };
        let kept = rt::HyperTransport::new().unwrap();
        runtime.block_on(async {
            for id in ids {
                // The second transport has another host first, so that it parses the whole URL.
                let fresh = rt::HyperTransport::new().unwrap();
                client(&other, &fresh).send(get("first")).await.unwrap();
                client(&one, &kept).send(odd(id)).await.unwrap();
                client(&one, &fresh).send(odd(id)).await.unwrap();
                let lines = [to_one.recv().unwrap(), to_one.recv().unwrap()];
                assert_eq!(lines[0], lines[1], "{id}");
                assert!(lines[0].starts_with("GET /v1/%7Ea/things/"), "{}", lines[0]);
            }
            client(&one, &kept).send(get("1")).await.unwrap();
            client(&other, &kept).send(get("1")).await.unwrap();
            assert_eq!(to_one.recv().unwrap(), "GET /v1/%7Ea/things/1 HTTP/1.1", "no query of an earlier request");
        });
        assert_eq!(to_other.try_iter().count(), ids.len() + 1);
    }
}
