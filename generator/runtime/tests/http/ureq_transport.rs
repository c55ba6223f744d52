//! The transport over `ureq`, which waits in threads.
use crate::runtime as rt;
use crate::support::{Problem, Thing, create, get, leak};
use crate::wire::{FOUND, kind, serve};
use rt::{RequestBody, RetryPolicy, Transport, TransportErrorKind, UreqTransport, blocking};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

fn client(builder: rt::ClientBuilder) -> blocking::Client {
    blocking::Client::new(builder.retry(RetryPolicy::none()).build().unwrap()).unwrap()
}

fn by(transport: UreqTransport, url: &str) -> blocking::Client {
    client(rt::Client::builder().transport(transport).base_url(url))
}

/// Reads the head of a request. Returns false at the end of the connection.
fn head(stream: &TcpStream) -> bool {
    let lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
    lines.take_while(|line| !line.is_empty()).count() > 0
}

#[test]
fn a_connection_is_used_again() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        for _ in 0..3 {
            assert!(head(&stream));
            let answer =
                b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 10\r\n\r\n{\"id\":\"1\"}";
            stream.write_all(answer).unwrap();
        }
    });
    let client = by(UreqTransport::without_proxies(), &url);
    for _ in 0..3 {
        assert_eq!(client.send(get("1")).unwrap().id, "1");
    }
    server.join().unwrap();
}

#[test]
fn a_call_that_ends_early_closes_its_connection() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let (tell, told) = channel();
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        head(&stream);
        // The client goes away while it waits for the response.
        let _ = tell.send(stream.read(&mut [0]).unwrap_or(0));
    });
    let client = by(UreqTransport::without_proxies(), &url);
    let error = client.send(get("1").timeout(Duration::from_millis(50))).unwrap_err();
    assert_eq!(kind(&error), TransportErrorKind::Timeout);
    assert_eq!(told.recv_timeout(Duration::from_secs(10)), Ok(0), "the connection is closed");
}

#[test]
fn a_body_that_is_dropped_closes_its_connection() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let (tell, told) = channel();
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        head(&stream);
        stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n{").unwrap();
        let _ = tell.send(stream.read(&mut [0]).unwrap_or(0));
    });
    let client = by(UreqTransport::without_proxies(), &url);
    let response = client.open(get("1")).unwrap();
    assert_eq!(response.status(), 200);
    drop(response);
    assert_eq!(told.recv_timeout(Duration::from_secs(10)), Ok(0), "the connection is closed");
}

#[test]
fn requests_run_beside_each_other() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        // Nobody is answered before all have asked.
        let streams: Vec<TcpStream> = (0..4).map(|_| listener.accept().unwrap().0).collect();
        for mut stream in streams {
            head(&stream);
            stream.write_all(FOUND.as_bytes()).unwrap();
        }
    });
    let client = by(UreqTransport::without_proxies(), &url);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| assert_eq!(client.send(get("1")).unwrap().id, "1"));
        }
    });
}

#[test]
fn a_stream_without_a_length_is_sent_in_chunks() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut asked = String::new();
        while !asked.ends_with("\r\n0\r\n\r\n") {
            let mut bytes = [0; 1024];
            let length = stream.read(&mut bytes).unwrap();
            asked.push_str(std::str::from_utf8(&bytes[..length]).unwrap());
        }
        stream.write_all(b"HTTP/1.1 204 Done\r\nconnection: close\r\n\r\n").unwrap();
        asked
    });
    let transport = UreqTransport::without_proxies();
    let body = RequestBody::reader(&b"whole"[..], None);
    let request = http::Request::post(format!("{url}/things")).body(body).unwrap();
    assert_eq!(futures(transport.send(request)).unwrap().status(), 204);
    let asked = server.join().unwrap();
    assert!(asked.contains("transfer-encoding: chunked\r\n"), "{asked}");
    assert!(asked.ends_with("\r\n\r\n5\r\nwhole\r\n0\r\n\r\n"), "{asked}");
}

/// Blocks until a future of the transport is ready: it needs no runtime.
fn futures<T>(future: impl Future<Output = T>) -> T {
    rt::http::ureq::parking::block_on(future)
}

#[test]
fn a_body_of_another_length_is_told() {
    let (url, _told) = serve(&[FOUND]);
    let transport = UreqTransport::without_proxies();
    let body = RequestBody::reader(&b"few"[..], 100);
    let request = http::Request::post(format!("{url}/things")).body(body).unwrap();
    let error = futures(transport.send(request)).unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::Other);
    let text = "the body of the request cannot be sent: the body has fewer bytes than its length says";
    assert_eq!(error.to_string(), text);
}

#[test]
fn the_time_that_is_waited_is_that_which_was_asked_for() {
    let transport = UreqTransport::without_proxies();
    let start = Instant::now();
    let long = transport.sleep(Duration::from_secs(3600));
    futures(transport.sleep(Duration::from_millis(30)));
    futures(transport.sleep(Duration::from_millis(10)));
    drop(long);
    let waited = start.elapsed();
    assert!(waited >= Duration::from_millis(40) && waited < Duration::from_secs(60), "{waited:?}");
}

#[test]
fn a_proxy_is_asked_for_a_tunnel_and_its_refusal_told() {
    let (url, told) = serve(&["HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n"]);
    let proxy = url.replace("http://", "http://ada:secret@");
    let client = by(UreqTransport::with_proxy(&proxy).unwrap(), "https://api.example.com");
    let error = client.send(get("1")).unwrap_err();
    assert_eq!(kind(&error), TransportErrorKind::Connect, "{error}");
    assert!(error.to_string().starts_with("GET /things/{thing-id}: no connection to api.example.com: "), "{error}");
    assert!(!format!("{error:?}").contains("secret"), "{error:?}");
    let asked = told.recv().unwrap().to_ascii_lowercase();
    assert!(asked.starts_with("connect api.example.com:443 http/1.1\r\n"), "{asked}");
    assert!(asked.contains("proxy-authorization: basic ywrhonnly3jlda==\r\n"), "{asked}");
}

#[test]
fn what_is_no_proxy_is_an_error_of_the_set_up() {
    assert!(matches!(UreqTransport::with_proxy("ftp://127.0.0.1:1"), Err(rt::BuildError::Transport { .. })));
}

#[test]
fn a_server_that_speaks_no_tls_is_no_connection() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://localhost:{}", listener.local_addr().unwrap().port());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let _ = stream.unwrap().write_all(b"HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n");
        }
    });
    let error = by(UreqTransport::without_proxies(), &url).send(create(&Thing::named("Ada"))).unwrap_err();
    assert_eq!(kind(&error), TransportErrorKind::Connect, "{error}");
}

#[test]
fn a_host_that_nobody_knows_is_no_connection_and_is_told() {
    let error = by(UreqTransport::without_proxies(), "http://no-such-host.invalid")
        .send(create(&Thing::named("Ada")))
        .unwrap_err();
    assert_eq!(kind(&error), TransportErrorKind::Connect, "{error}");
    let text = error.to_string();
    let begin = "POST /things: no connection to no-such-host.invalid: ";
    // The rest is in the words of the operating system.
    assert!(text.starts_with(begin) && !text.contains("uncategorized"), "{text}");
}

#[test]
fn methods_of_others_are_sent() {
    let (url, told) = serve(&["HTTP/1.1 204 Done\r\nconnection: close\r\n\r\n"]);
    let operation = leak(rt::Operation {
        id: "op",
        method: rt::Method::OPTIONS,
        path: "/x",
        responses: crate::support::DONE,
        ..rt::Operation::EMPTY
    });
    let request: rt::Request<Thing, Problem> = rt::Request::new(operation);
    let _ = by(UreqTransport::without_proxies(), &url).send(request);
    let asked = told.recv().unwrap();
    assert!(asked.starts_with("OPTIONS /x HTTP/1.1\r\n"), "{asked}");
    for header in ["accept-encoding", "ureq"] {
        assert!(!asked.to_ascii_lowercase().contains(header), "only what the client sets is sent: {asked}");
    }
}
