//! As much of HTTP as the server of the test needs.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

use serde_json::Value;

/// A request.
pub struct Asked {
    pub method: String,
    pub target: String,
    pub body: Value,
}

/// Reads the next request of a connection. `None`: there is none.
pub fn read(stream: &TcpStream) -> Option<Asked> {
    // A client sends the next request after the answer to this one, so that nothing is lost in the buffer.
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).ok().filter(|length| *length > 0)?;
    let mut words = line.split(' ');
    let (method, target) = (words.next()?.to_owned(), words.next()?.to_owned());
    let mut length = 0;
    loop {
        line.clear();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        if name.eq_ignore_ascii_case("content-length") {
            length = value.trim().parse().ok()?;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some(Asked { method, target, body: serde_json::from_slice(&body).unwrap_or_default() })
}

/// Writes an answer. Returns whether that succeeded.
pub fn write(mut stream: &TcpStream, status: u16, body: &Value) -> bool {
    let body = if status == 204 { String::new() } else { body.to_string() };
    let length = if status == 204 { String::new() } else { format!("Content-Length: {}\r\n", body.len()) };
    let busy = if matches!(status, 429 | 503) { "Retry-After: 0\r\n" } else { "" };
    let head = format!("HTTP/1.1 {status} Answer\r\nContent-Type: application/json\r\n{length}{busy}\r\n");
    stream.write_all((head + &body).as_bytes()).is_ok()
}

/// The decoded pairs of a query.
pub fn pairs(query: &str) -> BTreeMap<String, String> {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.map(|(name, value)| (decoded(name), decoded(value))).collect()
}

/// Text without percent-encoding.
pub fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut parts = text.split('%');
    bytes.extend(parts.next().unwrap_or_default().bytes());
    for part in parts {
        let (digits, rest) = part.split_at(2);
        bytes.push(u8::from_str_radix(digits, 16).expect("two digits"));
        bytes.extend(rest.bytes());
    }
    String::from_utf8(bytes).expect("text")
}
