//! A server on this machine: one connection for each answer of its script, and everything asked is kept.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Result, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

/// How long a piece of a request may take.
const PATIENCE: Duration = Duration::from_secs(20);

pub struct Server {
    /// Scheme, host and port.
    pub origin: String,
    asked: Receiver<Asked>,
}

/// A request as it came over the wire.
pub struct Asked {
    pub line: String,
    /// By name, in lower case.
    pub headers: BTreeMap<String, String>,
    pub body: String,
}

/// Starts a server that answers by this script: statuses, and bodies of JSON.
pub fn start<const N: usize>(script: [(u16, &'static str); N]) -> Result<Server> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let origin = format!("http://{}", listener.local_addr()?);
    let (tell, asked) = channel();
    std::thread::spawn(move || -> Result<()> {
        for (status, body) in script {
            let (mut stream, _) = listener.accept()?;
            let _ = tell.send(read(&stream)?);
            let length = if status == 204 { String::new() } else { format!("Content-Length: {}\r\n", body.len()) };
            let head = "Connection: close\r\nContent-Type: application/json";
            write!(stream, "HTTP/1.1 {status} MockResponse\r\n{head}\r\n{length}\r\n{body}")?;
        }
        Ok(())
    });
    Ok(Server { origin, asked })
}

impl Server {
    /// The next request that arrived.
    pub fn asked(&self) -> std::result::Result<Asked, RecvTimeoutError> {
        self.asked.recv_timeout(PATIENCE)
    }
}

fn read(stream: &TcpStream) -> Result<Asked> {
    stream.set_read_timeout(Some(PATIENCE))?;
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let mut headers = BTreeMap::new();
    loop {
        let mut header = String::new();
        reader.read_line(&mut header)?;
        let Some((name, value)) = header.split_once(':') else { break };
        headers.insert(name.to_lowercase(), value.trim().to_owned());
    }
    let length = headers.get("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    let body = String::from_utf8_lossy(&body).into_owned();
    Ok(Asked { line: line.trim_end().to_owned(), headers, body })
}
