//! A server on this machine that answers each request by a script of bytes, pauses and cuts, and keeps what it did.

use std::collections::BTreeMap;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What the server does with a request, in order. After the last piece it waits for the next request.
#[derive(Debug, Clone)]
pub enum Piece {
    /// The request has its effect.
    Act,
    /// Bytes of the response.
    Send(Vec<u8>),
    /// A pause.
    Wait(Duration),
    /// The connection is closed in order.
    Close,
    /// The connection is reset, so that the client gets an error.
    Reset,
    /// Nothing more comes, and the connection stays open.
    Stall,
}

/// A request as it came over the wire.
#[derive(Debug, Clone)]
pub struct Asked {
    pub method: String,
    /// Path and query.
    pub target: String,
    /// By name, in lower case.
    pub headers: BTreeMap<String, String>,
    pub body: Vec<u8>,
    /// How many requests of the same call came before.
    pub earlier: usize,
}

impl Asked {
    /// By what the requests of one call are known: the `id` of the body, or else the target.
    fn key(&self) -> String {
        let id = serde_json::from_slice::<serde_json::Value>(&self.body).ok();
        let id = id.as_ref().and_then(|body| body.get("id")?.as_str());
        id.map_or_else(|| self.target.rsplit('/').next().unwrap_or_default().to_owned(), str::to_owned)
    }
}

/// Says what is done with a request.
pub type Script = Arc<dyn Fn(&Asked) -> Vec<Piece> + Send + Sync>;

/// Reads of a request only this many bytes of its body before it is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    Whole,
    Half,
}

/// What the server has done, by call.
#[derive(Debug, Default)]
pub struct Ledger {
    pub requests: BTreeMap<String, usize>,
    pub effects: BTreeMap<String, usize>,
    pub connections: usize,
    /// The times of all requests, from the first on.
    pub times: Vec<std::time::Instant>,
}

impl Ledger {
    /// Begins anew.
    pub fn forget(&mut self) {
        *self = Self::default();
    }
}

/// A running server.
pub struct Server {
    origin: String,
    ledger: Arc<Mutex<Ledger>>,
    task: tokio::task::JoinHandle<()>,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Server {
    /// Starts a server that answers by this script.
    pub async fn start(script: impl Fn(&Asked) -> Vec<Piece> + Send + Sync + 'static) -> io::Result<Self> {
        Self::reading(Reading::Whole, script).await
    }

    /// As [`Server::start`], and says how much of a body is read.
    pub async fn reading(
        reading: Reading,
        script: impl Fn(&Asked) -> Vec<Piece> + Send + Sync + 'static,
    ) -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let origin = format!("http://{}", listener.local_addr()?);
        let ledger = Arc::new(Mutex::new(Ledger::default()));
        let (script, kept): (Script, _) = (Arc::new(script), ledger.clone());
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                lock(&kept).connections += 1;
                tokio::spawn(serve(stream, reading, script.clone(), kept.clone()));
            }
        });
        Ok(Self { origin, ledger, task })
    }

    /// Scheme, host and port.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// What it has done.
    pub fn ledger(&self) -> MutexGuard<'_, Ledger> {
        lock(&self.ledger)
    }
}

fn lock(ledger: &Mutex<Ledger>) -> MutexGuard<'_, Ledger> {
    ledger.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Answers the requests of a connection.
fn serve(
    mut stream: TcpStream,
    reading: Reading,
    script: Script,
    ledger: Arc<Mutex<Ledger>>,
) -> Pin<Box<dyn Future<Output = ()> + Send>> {
    Box::pin(async move {
        let mut pending = Vec::new();
        while let Some(mut asked) = read(&mut stream, reading, &mut pending).await {
            let key = asked.key();
            {
                let mut ledger = lock(&ledger);
                let count = ledger.requests.entry(key.clone()).or_default();
                asked.earlier = *count;
                *count += 1;
                ledger.times.push(std::time::Instant::now());
            }
            for piece in script(&asked) {
                match piece {
                    Piece::Act => *lock(&ledger).effects.entry(key.clone()).or_default() += 1,
                    Piece::Send(bytes) => {
                        if stream.write_all(&bytes).await.is_err() || stream.flush().await.is_err() {
                            return;
                        }
                    }
                    Piece::Wait(time) => tokio::time::sleep(time).await,
                    Piece::Close => return,
                    Piece::Reset => {
                        // Nothing is waited for: what was sent goes out, then a reset.
                        tokio::time::sleep(Duration::from_millis(20)).await;
                        let _ = stream.set_zero_linger();
                        return;
                    }
                    Piece::Stall => return std::future::pending().await,
                }
            }
        }
    })
}

/// Reads the next request. None: the connection has ended.
async fn read(stream: &mut TcpStream, reading: Reading, pending: &mut Vec<u8>) -> Option<Asked> {
    let mut buffer = vec![0; 64 * 1024];
    let end = loop {
        if let Some(at) = pending.windows(4).position(|four| four == b"\r\n\r\n") {
            break at + 4;
        }
        match stream.read(&mut buffer).await {
            Ok(0) | Err(_) => return None,
            Ok(read) => pending.extend_from_slice(buffer.get(..read)?),
        }
    };
    let head = String::from_utf8_lossy(pending.get(..end)?).into_owned();
    let mut lines = head.lines();
    let mut first = lines.next()?.split(' ').map(str::to_owned);
    let (method, target) = (first.next()?, first.next()?);
    let headers: BTreeMap<String, String> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    let length: usize = headers.get("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
    let wanted = match reading {
        Reading::Whole => end + length,
        Reading::Half => end + length / 2,
    };
    while pending.len() < wanted {
        match stream.read(&mut buffer).await {
            Ok(0) | Err(_) => return None,
            Ok(read) => pending.extend_from_slice(buffer.get(..read)?),
        }
    }
    let body = pending.get(end..wanted)?.to_vec();
    pending.drain(..wanted);
    Some(Asked { method, target, headers, body, earlier: 0 })
}

/// A response with these headers and a length.
pub fn response(status: u16, headers: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
    let mut out = head(status, headers);
    let end = format!("content-length: {}\r\n\r\n", body.len());
    out.extend_from_slice(end.as_bytes());
    out.extend_from_slice(body);
    out
}

/// The start of a response, up to the headers that frame its body.
pub fn head(status: u16, headers: &[(&str, &str)]) -> Vec<u8> {
    let mut out = format!("HTTP/1.1 {status} Status\r\n");
    for (name, value) in headers {
        out.push_str(&format!("{name}: {value}\r\n"));
    }
    out.into_bytes()
}

/// A response with JSON.
pub fn json(status: u16, body: &str) -> Vec<u8> {
    response(status, &[("content-type", "application/json")], body.as_bytes())
}
