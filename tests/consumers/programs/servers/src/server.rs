//! How are requests received, kept and answered? A server on this machine, with a thread for each connection.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde_json::Value;

/// How long a program may leave a connection without a word.
const PATIENCE: Duration = Duration::from_secs(20);

/// A request as it came over the wire.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Method and target.
    pub line: String,
    /// By name, in lower case.
    headers: Vec<(String, String)>,
    pub body: String,
}

impl Asked {
    /// A header, or nothing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// Method and path.
    pub fn path(&self) -> &str {
        self.line.split('?').next().unwrap_or_default()
    }

    /// The pairs of the query, decoded and sorted.
    pub fn query(&self) -> Vec<String> {
        sorted_pairs(self.line.split_once('?').map_or("", |(_, query)| query))
    }

    /// The body as JSON, or null.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_default()
    }

    /// The pairs of a form, decoded and sorted.
    pub fn form(&self) -> Vec<String> {
        sorted_pairs(&self.body)
    }
}

fn sorted_pairs(text: &str) -> Vec<String> {
    let mut pairs: Vec<String> = text.split('&').filter(|pair| !pair.is_empty()).map(decoded).collect();
    pairs.sort();
    pairs
}

/// Text of a form or a query without its escapes.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        let escaped = if byte == b'%' { tail.get(..2) } else { None };
        let value = escaped.and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok());
        rest = if value.is_some() { tail.get(2..).unwrap_or_default() } else { tail };
        bytes.push(value.unwrap_or(if byte == b'+' { b' ' } else { byte }));
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// An answer as it goes over the wire.
pub struct Answer {
    status: u16,
    headers: Vec<(&'static str, String)>,
    /// What is sent at once. Several pieces are chunks of a stream.
    pieces: Vec<String>,
}

impl Answer {
    pub fn json(status: u16, body: &Value) -> Self {
        Self { status, headers: vec![("content-type", "application/json".to_owned())], pieces: vec![body.to_string()] }
    }

    pub fn stream(content_type: &str, pieces: impl IntoIterator<Item = String>) -> Self {
        let headers = vec![("content-type", content_type.to_owned())];
        Self { status: 200, headers, pieces: pieces.into_iter().collect() }
    }

    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    fn write(&self, mut to: impl Write) -> io::Result<()> {
        let mut head = format!("HTTP/1.1 {} -\r\nconnection: close\r\ntransfer-encoding: chunked\r\n", self.status);
        for (name, value) in &self.headers {
            head += &format!("{name}: {value}\r\n");
        }
        to.write_all(format!("{head}\r\n").as_bytes())?;
        for piece in &self.pieces {
            to.write_all(format!("{:x}\r\n{piece}\r\n", piece.len()).as_bytes())?;
            to.flush()?;
            if self.pieces.len() > 1 {
                std::thread::sleep(Duration::from_millis(20));
            }
        }
        to.write_all(b"0\r\n\r\n")
    }
}

/// The server. It answers until the process ends.
pub struct Server {
    pub origin: String,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Server {
    /// Starts a server. The function has the origin of the server and a request.
    pub fn start(answer: impl Fn(&str, &Asked) -> Answer + Send + Sync + 'static) -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let origin = format!("http://{}", listener.local_addr()?);
        let server = Self { origin: origin.clone(), asked: Arc::default() };
        let (asked, answer) = (Arc::clone(&server.asked), Arc::new(answer));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (origin, asked, answer) = (origin.clone(), Arc::clone(&asked), Arc::clone(&answer));
                std::thread::spawn(move || {
                    if let Ok(Some(request)) = receive(&stream) {
                        asked.lock().unwrap_or_else(PoisonError::into_inner).push(request.clone());
                        // A program that went away is no fault of the server.
                        let _ = answer(&origin, &request).write(&stream);
                    }
                });
            }
        });
        Ok(server)
    }

    /// What was asked so far.
    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Reads a request; nothing if the connection was closed unused.
fn receive(stream: &TcpStream) -> io::Result<Option<Asked>> {
    stream.set_read_timeout(Some(PATIENCE))?;
    let mut reader = BufReader::new(stream);
    let mut first = String::new();
    if reader.read_line(&mut first)? == 0 {
        return Ok(None);
    }
    let line = first.split(' ').take(2).collect::<Vec<_>>().join(" ");
    let mut asked = Asked { line, headers: Vec::new(), body: String::new() };
    loop {
        let mut header = String::new();
        reader.read_line(&mut header)?;
        let Some((name, value)) = header.trim_end().split_once(':') else { break };
        asked.headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let mut body = Vec::new();
    if asked.header("transfer-encoding") == "chunked" {
        while let Some(chunk) = read_chunk(&mut reader)? {
            body.extend(chunk);
        }
    } else {
        let length = asked.header("content-length").parse().unwrap_or(0);
        reader.take(length).read_to_end(&mut body)?;
    }
    asked.body = String::from_utf8_lossy(&body).into_owned();
    Ok(Some(asked))
}

/// The next chunk of a body; nothing after the last one.
fn read_chunk(reader: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut size = String::new();
    reader.read_line(&mut size)?;
    let size = usize::from_str_radix(size.trim(), 16).map_err(io::Error::other)?;
    let mut chunk = vec![0; size + 2];
    reader.read_exact(&mut chunk)?;
    chunk.truncate(size);
    Ok((size > 0).then_some(chunk))
}
