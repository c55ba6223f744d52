//! Files and streams over a real socket: what stands in the head, what is sent again, and which errors are told.
use crate::runtime as rt;
use crate::runtime::{Json, RequestBody, TransportErrorKind};
use std::io::{BufRead, BufReader, Cursor, Read, Write};
use std::net::TcpListener;
use std::sync::mpsc::{Receiver, channel};

/// Starts a server that sends the next text on each connection after it has received the whole request. Returns the URL and
/// the received requests.
fn serve(responses: &'static [&'static str]) -> (String, Receiver<(String, Vec<u8>)>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let (tell, told) = channel();
    std::thread::spawn(move || {
        for response in responses {
            let (stream, _) = listener.accept().unwrap();
            let mut reader = BufReader::new(stream);
            if let Some(request) = receive(&mut reader) {
                let _ = tell.send(request);
                let _ = reader.into_inner().write_all(response.as_bytes());
            }
        }
    });
    (url, told)
}

/// The head in lower case, and the body. Returns `None` if the connection ends before.
fn receive(reader: &mut impl BufRead) -> Option<(String, Vec<u8>)> {
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        (reader.read_line(&mut head).ok()? > 0).then_some(())?;
    }
    let head = head.to_ascii_lowercase();
    let mut body = Vec::new();
    if let Some(length) = head.lines().find_map(|line| line.strip_prefix("content-length: ")) {
        body.resize(length.parse().unwrap(), 0);
        reader.read_exact(&mut body).ok()?;
        return Some((head, body));
    }
    loop {
        let mut size = String::new();
        reader.read_line(&mut size).ok()?;
        let size = usize::from_str_radix(size.trim(), 16).ok()?;
        let mut chunk = vec![0; size + 2];
        reader.read_exact(&mut chunk).ok()?;
        if size == 0 {
            return Some((head, body));
        }
        body.extend_from_slice(&chunk[..size]);
    }
}

fn put(url: &str, body: impl Into<RequestBody>) -> Result<Json, rt::Error<Json>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let client = rt::Client::builder().base_url(url).build().unwrap();
    runtime.block_on(client.send(client.put("/file").content("text/plain", body)))
}

const OK: &str =
    "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}";
const BUSY: &str = "HTTP/1.1 503 Busy\r\nretry-after: 0\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";

#[test]
fn a_known_length_is_said_and_an_unknown_one_is_sent_in_chunks() {
    let (url, told) = serve(&[OK, OK]);
    put(&url, RequestBody::reader(Cursor::new("0123456789"), 10)).unwrap();
    put(&url, RequestBody::reader(Cursor::new("0123456789"), None)).unwrap();
    let (head, body) = told.recv().unwrap();
    assert!(head.contains("content-length: 10\r\n") && !head.contains("transfer-encoding"), "{head}");
    assert_eq!(body, b"0123456789");
    let (head, body) = told.recv().unwrap();
    assert!(head.contains("transfer-encoding: chunked\r\n") && !head.contains("content-length"), "{head}");
    assert_eq!(body, b"0123456789");
}

#[test]
fn a_file_is_sent_again() {
    let path = std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("transfers.txt");
    let content = vec![b'x'; 1_000_000];
    std::fs::write(&path, &content).unwrap();
    let (url, told) = serve(&[BUSY, OK]);
    put(&url, RequestBody::file(path).unwrap()).unwrap();
    for _ in 0..2 {
        let (head, body) = told.recv().unwrap();
        assert!(head.contains("content-length: 1000000\r\n"), "{head}");
        assert!(body == content);
    }
}

/// A reader that fails after its text.
struct Failing(Cursor<&'static str>);

impl Read for Failing {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        match self.0.read(buffer)? {
            0 => Err(std::io::Error::other("the disk is gone")),
            length => Ok(length),
        }
    }
}

#[test]
fn an_error_of_the_body_is_told_and_not_retried() {
    for (body, reason) in [
        (RequestBody::reader(Failing(Cursor::new("0123")), 10), "the disk is gone"),
        (RequestBody::reader(Cursor::new("0123"), 10), "the body has fewer bytes than its length says"),
    ] {
        let (url, told) = serve(&[OK, OK]);
        let error = put(&url, body).unwrap_err();
        let rt::Error::Transport(failure) = &error else { panic!("{error:?}") };
        assert_eq!(failure.error().kind(), TransportErrorKind::Other, "{error}");
        assert!(error.to_string().contains(&format!("the body of the request cannot be sent: {reason}")), "{error}");
        assert!(told.try_recv().is_err());
    }
}

#[test]
fn more_bytes_than_the_length_says_are_not_sent() {
    let (url, told) = serve(&[OK]);
    let sent = put(&url, RequestBody::reader(Cursor::new("0123456789"), 4));
    match sent {
        Ok(_) => assert_eq!(told.recv().unwrap().1.len(), 4),
        Err(error) => assert!(error.to_string().contains("more bytes than its length says"), "{error}"),
    }
}
