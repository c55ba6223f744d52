//! The transport over `hyper`: what its connections are made through.
use crate::runtime as rt;
use crate::support::get;
use crate::wire::{FOUND, kind, send_by, serve};
use hyper_util::client::proxy::matcher::Matcher;
use rt::{HyperTransport, RetryPolicy, TransportErrorKind};
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// The client whose environment names these proxies.
fn behind(proxies: Matcher) -> rt::ClientBuilder {
    rt::Client::builder().transport(HyperTransport::behind(proxies, None).unwrap())
}

#[test]
fn a_proxy_gets_the_whole_url_and_its_own_credentials() {
    let (url, told) = serve(&[FOUND]);
    let proxies = Matcher::builder().http(url.replace("http://", "http://ada:secret@")).build();
    assert_eq!(send_by(behind(proxies).base_url("http://api.example.com"), get("1")).unwrap().id, "1");
    let asked = told.recv().unwrap();
    assert!(asked.starts_with("GET http://api.example.com/things/1 HTTP/1.1\r\n"), "{asked}");
    assert!(asked.contains("\r\nproxy-authorization: Basic YWRhOnNlY3JldA==\r\n"), "{asked}");
}

#[test]
fn a_host_that_needs_no_proxy_gets_neither() {
    let (url, told) = serve(&[FOUND]);
    let proxies = Matcher::builder().http("http://ada:secret@127.0.0.1:1").no("127.0.0.1").build();
    assert_eq!(send_by(behind(proxies).base_url(url), get("1")).unwrap().id, "1");
    let asked = told.recv().unwrap();
    assert!(asked.starts_with("GET /things/1 HTTP/1.1\r\n"), "{asked}");
    assert!(!asked.contains("proxy-authorization"), "{asked}");
}

#[cfg(feature = "rustls-no-provider")]
#[test]
fn https_goes_through_a_tunnel_whose_proxy_sees_no_credentials_of_the_call() {
    let (url, told) = serve(&["HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n"]);
    let proxies = Matcher::builder().https(url).build();
    let error = send_by(behind(proxies).base_url("https://api.example.com"), get("1")).unwrap_err();
    let text = "GET /things/{thing-id}: no connection to api.example.com: tunnel error: proxy authorization required";
    assert_eq!((kind(&error), error.to_string().as_str()), (TransportErrorKind::Connect, text));
    let asked = told.recv().unwrap().to_ascii_lowercase();
    assert!(asked.starts_with("connect api.example.com:443 http/1.1\r\n"), "{asked}");
    assert!(!asked.contains("authorization"), "{asked}");
}

#[test]
fn a_proxy_of_another_scheme_is_told() {
    let proxies = Matcher::builder().http("socks5://127.0.0.1:1").build();
    let error = send_by(behind(proxies).base_url("http://api.example.com"), get("1")).unwrap_err();
    let text = "GET /things/{thing-id}: no connection to api.example.com: only proxies of the scheme `http` are supported; \
                the feature `reqwest` has others";
    assert_eq!((kind(&error), error.to_string().as_str()), (TransportErrorKind::Connect, text));
}

#[test]
fn the_time_for_a_connection_is_limited_with_that_of_a_tunnel() {
    // The system takes the connection, and nobody answers.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let proxy = format!("http://{}", silent.local_addr().unwrap());
    let transport = HyperTransport::behind(Matcher::builder().https(proxy).build(), Some(Duration::from_millis(20)));
    let builder = rt::Client::builder().transport(transport.unwrap()).base_url("https://api.example.com");
    let error = send_by(builder, get("1")).unwrap_err();
    #[cfg(feature = "rustls-no-provider")]
    assert_eq!(
        (kind(&error), error.to_string().as_str()),
        (TransportErrorKind::Connect, "GET /things/{thing-id}: no connection to api.example.com: operation timed out")
    );
    #[cfg(not(feature = "rustls-no-provider"))]
    assert_eq!(kind(&error), TransportErrorKind::Other);
}

/// A response after which the connection stays open.
const KEPT: &str = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 10\r\n\r\n{\"id\":\"1\"}";

/// Starts a server that keeps its connections, and answers each request with the next text. Returns the URL and the number of the
/// connection that each request came by.
fn keeping(answers: &'static [&'static str]) -> (String, Receiver<usize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let (tell, told) = channel();
    let answers = Arc::new(Mutex::new(answers.iter()));
    std::thread::spawn(move || {
        for (number, stream) in listener.incoming().enumerate() {
            let (mut stream, tell, answers) = (stream.unwrap(), tell.clone(), answers.clone());
            std::thread::spawn(move || {
                let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
                // Each request is a head, which ends with an empty line.
                while lines.by_ref().map_while(Result::ok).any(|line| line.is_empty()) {
                    let answer = answers.lock().unwrap().next().unwrap();
                    tell.send(number).unwrap();
                    stream.write_all(answer.as_bytes()).unwrap();
                }
            });
        }
    });
    (url, told)
}

#[test]
fn what_is_sent_again_after_a_503_goes_over_a_new_connection() {
    const BUSY: &str = "HTTP/1.1 503 Busy\r\nretry-after: 0\r\ncontent-length: 0\r\n\r\n";
    let (url, told) = keeping(&[KEPT, BUSY, KEPT, KEPT]);
    let policy = RetryPolicy::new().base_delay(Duration::from_millis(1)).jitter(Duration::ZERO);
    let transport = HyperTransport::without_proxies().unwrap();
    let client = rt::Client::builder().transport(transport).base_url(url).retry(policy).build().unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        for id in ["1", "2", "3"] {
            client.send(get(id)).await.unwrap();
        }
    });
    assert_eq!(told.try_iter().collect::<Vec<_>>(), [0, 0, 1, 0]);
}

#[test]
fn a_connection_that_ends_with_the_runtime_it_was_made_in_is_lost() {
    // The first connection answers one request. The next request on it is never answered, and another connection answers.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let (told, asked) = channel();
    std::thread::spawn(move || {
        for (number, socket) in listener.incoming().enumerate() {
            let (mut socket, told) = (socket.unwrap(), told.clone());
            std::thread::spawn(move || {
                let lines = BufReader::new(socket.try_clone().unwrap()).lines().map_while(Result::ok);
                for (request, _) in lines.filter(|line| line.is_empty()).enumerate() {
                    told.send(()).unwrap();
                    if (number, request) != (0, 1) {
                        socket.write_all(KEPT.as_bytes()).unwrap();
                    }
                }
            });
        }
    });
    let runtime = || tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let retry = RetryPolicy::new().base_delay(Duration::from_millis(1));
    let transport = HyperTransport::without_proxies().unwrap();
    let client = rt::Client::builder().base_url(url).retry(retry).transport(transport).build().unwrap();
    let first = runtime();
    first.block_on(client.execute(get("1"))).unwrap();
    asked.recv().unwrap();
    let call = std::thread::spawn(move || runtime().block_on(client.execute(get("1"))).unwrap().attempts().count());
    asked.recv().unwrap();
    drop(first);
    assert_eq!(call.join().unwrap(), 2);
}
