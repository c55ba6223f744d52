//! The API of `service.yaml`, on an origin that is not that of the page.

use std::io::Read;
use std::net::TcpStream;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::server::{self, Answer, Asked};

/// The API, and what it was asked.
pub struct Service {
    pub origin: String,
    log: Log,
}

type Log = Arc<Mutex<Vec<Entry>>>;

/// A request.
#[derive(Debug, Clone)]
pub struct Entry {
    at: Instant,
    asked: Asked,
    /// Whether the browser closed the connection before it was answered.
    was_cut: bool,
}

impl Service {
    /// All requests but those by which the browser asks whether the page may make them.
    pub fn asked(&self) -> Vec<Entry> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Starts it.
pub fn start() -> Result<Service, String> {
    let log = Log::default();
    let kept = log.clone();
    let origin = server::start(move |asked, connection| {
        if asked.method == "OPTIONS" {
            return allow(&asked);
        }
        let entries = || kept.lock().unwrap_or_else(PoisonError::into_inner);
        let earlier = entries().iter().filter(|entry| entry.asked.target == asked.target).count();
        let index = {
            let mut entries = entries();
            entries.push(Entry { at: Instant::now(), asked: asked.clone(), was_cut: false });
            entries.len() - 1
        };
        if asked.target == "/slow" {
            let was_cut = is_closed(connection);
            if let Some(entry) = entries().get_mut(index) {
                entry.was_cut = was_cut;
            }
        }
        answer(&asked, earlier)
            .with("Access-Control-Allow-Origin", "*")
            .with("Access-Control-Expose-Headers", "Retry-After")
    })?;
    Ok(Service { origin, log })
}

/// What a page of another origin may do.
fn allow(asked: &Asked) -> Answer {
    let wanted = |name: &str| asked.headers.get(name).cloned().unwrap_or_default();
    Answer::empty(204)
        .with("Access-Control-Allow-Origin", "*")
        .with("Access-Control-Allow-Methods", &wanted("access-control-request-method"))
        .with("Access-Control-Allow-Headers", "authorization, content-type, x-trace")
}

fn answer(asked: &Asked, earlier: usize) -> Answer {
    let json = |status, body: &str| Answer::new(status, "application/json", body);
    match (asked.method.as_str(), asked.target.split('?').next().unwrap_or_default()) {
        ("POST", "/items") => json(201, r#"{"id": "7", "name": "Größe", "count": 3}"#),
        ("GET", "/items/7") if earlier == 0 => json(429, "{}").with("Retry-After", "1"),
        ("GET", "/items/7") => json(200, r#"{"id": "7", "name": "kept"}"#),
        ("DELETE", "/items/7") => json(409, r#"{"code": "in-use", "message": "Somebody has it."}"#),
        ("PUT", "/items/7/photo") => Answer::empty(204),
        ("GET", "/ticks") => Answer::new(200, "text/event-stream", "data: one\n\ndata: two\n\n"),
        ("GET", "/moved") => Answer::empty(302).with("Location", "/items/7"),
        _ => json(404, "{}"),
    }
}

/// Waits until the browser closes the connection, but not for ever.
fn is_closed(mut connection: &TcpStream) -> bool {
    let limit = connection.set_read_timeout(Some(Duration::from_secs(10)));
    limit.is_ok() && connection.read(&mut [0]).is_ok_and(|length| length == 0)
}

/// Whether the API was asked for what the program must ask for.
pub fn check(entries: &[Entry]) -> Result<(), String> {
    let seen: Vec<String> = entries.iter().map(|it| format!("{} {}", it.asked.method, it.asked.target)).collect();
    let expected = [
        "POST /items?note=a%20b",
        "GET /items/7",
        "GET /items/7",
        "DELETE /items/7",
        "PUT /items/7/photo",
        "GET /ticks",
        "GET /slow",
        "GET /moved",
    ];
    if seen != expected {
        return Err(format!("the API was asked for {seen:#?}"));
    }
    let [created, first, second, _, photo, _, slow, _] = entries else { return Err("not all was asked".to_owned()) };
    let header = |entry: &Entry, name: &str| entry.asked.headers.get(name).cloned().unwrap_or_default();
    let facts = [
        ("the argument in a header", header(created, "x-trace") == "t-1"),
        ("the credential", header(created, "authorization") == "Bearer secret"),
        ("the media type", header(created, "content-type") == "application/json"),
        ("what is accepted", header(created, "accept").starts_with("application/json")),
        ("the body", created.asked.body == r#"{"name":"Größe","count":3}"#.as_bytes()),
        ("a second before the retry", second.at - first.at >= Duration::from_millis(990)),
        ("the whole photo", photo.asked.body == vec![7; 300_000]),
        ("a request that ends with its call", slow.was_cut),
        ("the name of the browser", header(created, "user-agent").contains("Mozilla")),
    ];
    match facts.iter().find(|(_, holds)| !holds) {
        Some((what, _)) => Err(format!("the API was not asked as it must be: {what}: {entries:#?}")),
        None => Ok(()),
    }
}
