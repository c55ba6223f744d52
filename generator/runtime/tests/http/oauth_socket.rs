//! Tokens by the default transport, from a token endpoint on a real socket.
use crate::runtime as rt;
use crate::support::leak;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};

static SCHEME: rt::Scheme = rt::Scheme::bearer("oauth");
static NEEDS: &[&[rt::SecurityRequirement]] = &[&[rt::SecurityRequirement(&SCHEME, &["read"])]];

/// Starts a server that issues a token on its first connections, and tells what it is asked.
fn serve(answers: &'static [(&'static str, &'static str)]) -> (String, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let (tell, told) = channel();
    std::thread::spawn(move || {
        for (status, body) in answers {
            let (mut stream, _) = listener.accept().unwrap();
            let _ = tell.send(asked(&mut stream));
            let length = body.len();
            let head = "content-type: application/json\r\nconnection: close";
            let _ = write!(stream, "HTTP/1.1 {status}\r\n{head}\r\ncontent-length: {length}\r\n\r\n{body}");
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

fn request() -> rt::Request<rt::Json, rt::Json> {
    let json = rt::ContentKind::Json;
    let success = rt::ResponseSpec::success(rt::Status::Exact(200), json, "application/json", 0);
    let operation =
        rt::Operation { id: "op", method: rt::Method::GET, path: "/x", security: NEEDS, ..rt::Operation::EMPTY };
    rt::Request::new(leak(rt::Operation { responses: Box::leak(Box::new([success])), ..operation }))
}

fn run<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

#[test]
fn client_credentials() {
    let (url, told) = serve(&[("200 OK", r#"{"access_token":"t1","token_type":"Bearer"}"#), ("200 OK", "{}")]);
    let tokens = rt::OAuth2::new("").client_credentials("app", "secret").token_url(format!("{url}/token"));
    let client = rt::Client::builder().base_url(&url).credential("oauth", tokens).build().unwrap();
    run(client.send(request())).unwrap();
    let token = told.recv().unwrap();
    assert!(token.starts_with("POST /token HTTP/1.1\r\n"), "{token}");
    assert!(token.contains("content-type: application/x-www-form-urlencoded\r\n"), "{token}");
    assert!(token.contains("authorization: Basic YXBwOnNlY3JldA==\r\n"), "{token}");
    assert!(token.ends_with("\r\n\r\ngrant_type=client_credentials&scope=read"), "{token}");
    let call = told.recv().unwrap();
    assert!(call.starts_with("GET /x HTTP/1.1\r\n") && call.contains("authorization: Bearer t1\r\n"), "{call}");
}

#[test]
fn a_device_code() {
    let (url, told) = serve(&[
        ("200 OK", r#"{"device_code":"d","user_code":"u","verification_uri":"https://example.com","interval":1}"#),
        ("400 Bad Request", r#"{"error":"authorization_pending"}"#),
        ("200 OK", r#"{"access_token":"t1","token_type":"Bearer"}"#),
        ("200 OK", "{}"),
    ]);
    let shown = Arc::new(Mutex::new(String::new()));
    let log = Arc::clone(&shown);
    let tokens = rt::OAuth2::new("").device_code("app", move |prompt| *log.lock().unwrap() = prompt.to_string());
    let tokens = tokens.token_url(format!("{url}/token")).device_authorization_url(format!("{url}/device"));
    let client = rt::Client::builder().base_url(&url).credential("oauth", tokens).build().unwrap();
    run(client.send(request())).unwrap();
    let lines: Vec<String> = told.iter().filter_map(|asked| asked.lines().next().map(str::to_owned)).collect();
    let expected = ["POST /device HTTP/1.1", "POST /token HTTP/1.1", "POST /token HTTP/1.1", "GET /x HTTP/1.1"];
    assert_eq!(lines, expected);
    assert_eq!(*shown.lock().unwrap(), "to sign in, open https://example.com and enter the code u");
}
