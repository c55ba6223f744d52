//! A server on this machine that answers as scripted and keeps what it was asked.
//!
//! Nothing of it waits for ever: a test that sends too little, or too much, fails within seconds.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// How long the server waits for a connection, and for each piece of a request.
const PATIENCE: Duration = Duration::from_secs(20);
/// More than this is not read of a request.
const LIMIT: u64 = 1 << 20;

/// A server that takes one connection for each answer of its script.
pub struct Loopback {
    origin: String,
    asked: Receiver<Asked>,
}

/// A request as it came over the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Method, target and version.
    pub line: String,
    /// By name, in lower case.
    pub headers: BTreeMap<String, String>,
    pub body: String,
}

/// An answer as it goes over the wire.
#[derive(Debug, Clone)]
pub struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: String,
}

impl Answer {
    /// An answer without a body.
    pub fn empty(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: String::new() }
    }

    /// An answer with JSON.
    pub fn json(status: u16, body: &str) -> Self {
        Self::text(status, "application/json", body)
    }

    /// An answer with any body.
    pub fn text(status: u16, content_type: &str, body: &str) -> Self {
        Self { body: body.to_owned(), ..Self::empty(status) }.header("Content-Type", content_type)
    }

    /// The same answer with this header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    fn write(&self, stream: &mut TcpStream) -> std::io::Result<()> {
        write!(stream, "HTTP/1.1 {} MockResponse\r\nConnection: close\r\n", self.status)?;
        for (name, value) in &self.headers {
            write!(stream, "{name}: {value}\r\n")?;
        }
        // An answer 204 has no length: it never has a body.
        if self.status != 204 {
            write!(stream, "Content-Length: {}\r\n", self.body.len())?;
        }
        write!(stream, "\r\n{}", self.body)
    }
}

impl Loopback {
    /// Starts a server with this script.
    pub fn answering(script: impl IntoIterator<Item = Answer>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let origin = format!("http://{}", listener.local_addr().expect("an address"));
        let script: Vec<Answer> = script.into_iter().collect();
        let (tell, asked) = channel();
        std::thread::spawn(move || {
            for answer in script {
                let mut stream = accept(&listener)?;
                tell.send(Asked::read(&stream)?).ok()?;
                answer.write(&mut stream).ok()?;
            }
            Some(())
        });
        Self { origin, asked }
    }

    /// Scheme, host and port.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The next request. A test that asks for one that was never sent fails.
    pub fn asked(&self) -> Asked {
        self.asked.recv_timeout(PATIENCE).expect("a request")
    }
}

/// Waits for a connection, but not for ever.
fn accept(listener: &TcpListener) -> Option<TcpStream> {
    listener.set_nonblocking(true).ok()?;
    let end = Instant::now() + PATIENCE;
    while Instant::now() < end {
        match listener.accept() {
            Ok((stream, _)) => {
                stream.set_nonblocking(false).ok()?;
                stream.set_read_timeout(Some(PATIENCE)).ok()?;
                stream.set_write_timeout(Some(PATIENCE)).ok()?;
                return Some(stream);
            }
            Err(_) => std::thread::sleep(Duration::from_millis(2)),
        }
    }
    None
}

impl Asked {
    fn read(stream: &TcpStream) -> Option<Self> {
        let mut reader = BufReader::new(stream.take(LIMIT));
        let mut lines = Vec::new();
        loop {
            let mut line = String::new();
            reader.read_line(&mut line).ok()?;
            match line.trim_end() {
                "" => break,
                line => lines.push(line.to_owned()),
            }
        }
        let mut lines = lines.into_iter();
        let line = lines.next()?;
        let headers: BTreeMap<String, String> = lines
            .filter_map(|line| line.split_once(':').map(|(name, value)| (name.to_lowercase(), value.trim().to_owned())))
            .collect();
        let length = headers.get("content-length").map_or(Some(0), |length| length.parse().ok())?;
        let mut body = vec![0; usize::min(length, LIMIT as usize)];
        reader.read_exact(&mut body).ok()?;
        Some(Self { line, headers, body: String::from_utf8(body).ok()? })
    }
}
