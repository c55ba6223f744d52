//! The server: a `PUT` is answered with its body, a `GET` with a thing, over connections that stay open.

use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};

/// What is answered to a `GET`.
pub const THING: &str = r#"{"id":"1","name":"Ada","count":7}"#;

/// Prints its origin, and serves until the process is ended.
pub fn serve() -> io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    println!("http://{}", listener.local_addr()?);
    for stream in listener.incoming() {
        let stream = stream?;
        stream.set_nodelay(true)?;
        std::thread::spawn(move || answer(stream));
    }
    Ok(())
}

fn answer(mut stream: TcpStream) -> io::Result<()> {
    let (mut buffer, mut pending) = ([0; 4096], Vec::new());
    loop {
        let read = stream.read(&mut buffer)?;
        if read == 0 {
            return Ok(());
        }
        pending.extend_from_slice(&buffer[..read]);
        while let Some(end) = pending.windows(4).position(|four| four == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&pending[..end]).to_ascii_lowercase();
            let length = head.lines().find_map(|line| line.strip_prefix("content-length:"));
            let length: usize = length.and_then(|length| length.trim().parse().ok()).unwrap_or(0);
            let whole = end + 4 + length;
            if pending.len() < whole {
                break;
            }
            let body = if length == 0 { THING.as_bytes() } else { &pending[end + 4..whole] };
            let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length";
            let mut response = format!("{head}: {}\r\n\r\n", body.len()).into_bytes();
            response.extend_from_slice(body);
            stream.write_all(&response)?;
            pending.drain(..whole);
        }
    }
}
