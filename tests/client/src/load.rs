//! The load: the same calls by the emitted client and by `reqwest` with `serde_json`, in turns.
//!
//! Each turn is a process of its own, so that its CPU time and its memory are its own; the server is another process.

use std::io;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use reqwest::header::HeaderValue;
use serde::{Deserialize, Serialize};
use service::models::Thing;
use service::thing;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

/// How many requests a turn sends, and how many of them at once.
const REQUESTS: usize = 10_000;
const IN_FLIGHT: usize = 64;
/// How many turns each side has.
const TURNS: usize = 25;

/// Who sends the requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The emitted client with its defaults.
    Ours,
    /// `reqwest` with `serde_json`, and with the limits that the emitted client has by default.
    Plain,
    /// `reqwest` with `serde_json`, and without a limit: a server that stalls holds such a call for ever.
    Bare,
}

/// Each side, in the order of its turns.
const SIDES: [Side; 3] = [Side::Ours, Side::Plain, Side::Bare];

impl Side {
    fn name(self) -> &'static str {
        match self {
            Self::Ours => "ours",
            Self::Plain => "plain",
            Self::Bare => "bare",
        }
    }

    /// The side of this name.
    pub fn named(name: &str) -> Option<Self> {
        SIDES.into_iter().find(|side| side.name() == name)
    }
}

/// What a turn cost.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Cost {
    /// Requests a second.
    rate: f64,
    /// CPU seconds, of user and system.
    cpu: f64,
    /// The largest memory after a tenth of the requests, and after all of them, in KiB.
    memory: (u64, u64),
}

/// Runs all turns, and returns the report.
///
/// # Errors
///
/// Returns the error of a process that cannot be run.
pub async fn run() -> io::Result<String> {
    let program = std::env::current_exe()?;
    let mut server =
        tokio::process::Command::new(&program).arg("serve").stdout(Stdio::piped()).kill_on_drop(true).spawn()?;
    let out = server.stdout.take().ok_or_else(|| io::Error::other("the server says nothing"))?;
    let origin = BufReader::new(out).lines().next_line().await?.unwrap_or_default();
    let mut costs: [Vec<Cost>; 3] = Default::default();
    for turn in 0..=TURNS {
        // Each turn begins with another side, so that none always follows the same one.
        for place in (0..SIDES.len()).map(|place| (turn + place) % SIDES.len()) {
            let (side, costs) = (SIDES[place], &mut costs[place]);
            let output = Command::new(&program).args(["turn", side.name(), &origin]).output()?;
            let cost: Cost = serde_json::from_slice(&output.stdout)?;
            // The first turn warms up.
            if turn > 0 {
                costs.push(cost);
            }
        }
    }
    server.kill().await?;
    Ok(report(&costs))
}

fn report(costs: &[Vec<Cost>; 3]) -> String {
    let [ours, plain, bare] = costs;
    let rate = |costs: &[Cost]| median(costs.iter().map(|cost| cost.rate));
    let cpu = |costs: &[Cost]| median(costs.iter().map(|cost| cost.cpu));
    let memory = |costs: &[Cost], at: fn(&Cost) -> u64| costs.iter().map(at).max().unwrap_or(0) / 1024;
    let row = |name: &str, costs: &[Cost]| {
        let (early, late) = (memory(costs, |cost| cost.memory.0), memory(costs, |cost| cost.memory.1));
        format!("| {name} | {:.0} | {:.3} | {early} | {late} |\n", rate(costs), cpu(costs))
    };
    let ratio = |name: &str, other: &[Cost]| {
        let turns = ours.iter().zip(other);
        let rates = median(turns.clone().map(|(ours, other)| ours.rate / other.rate));
        let cpus = median(turns.map(|(ours, other)| ours.cpu / other.cpu));
        format!("| emitted against {name} | {rates:.3} | {cpus:.3} | | |\n")
    };
    format!(
        "# Load\n\n{REQUESTS} requests, {IN_FLIGHT} in flight, medians of {TURNS} turns in alternation, by \
         `tests/client/run load`: `PUT /things/{{id}}` with a body, whose response is decoded; the server is another process \
         of the same machine, and answers at once. Every turn is a process of its own, built with `--release`. The ratios are \
         medians too, each of a turn against the one beside it.\n\n\
         All three send the same headers. The emitted client has its defaults: it sends over `hyper`, with limits of 10 s for a connection, 60 s for an \
         attempt, 60 s without data and 120 s for a call, retries, and no redirects. The second row has the limits for a \
         connection, for a request and without data; it has neither a deadline over retries nor retries. The third has no \
         limit at all.\n\n{}\
         | client | requests a second | CPU s | largest memory after a tenth, MiB | after all, MiB |\n|---|---:|---:|---:|---:|\n\
         {}{}{}{}{}",
        machine(),
        row("emitted", ours),
        row("`reqwest` with `serde_json` and the same limits", plain),
        row("`reqwest` with `serde_json` without limits", bare),
        ratio("the same limits", plain),
        ratio("no limits", bare),
    )
}

/// The machine, and how busy it was with other work: the turns share its cores with the server.
fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or_default().to_owned();
    format!("Taken on {cores} cores, with a load average of {load} at the end of the run.\n\n")
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// Sends the requests of a turn, and prints what they cost.
///
/// # Errors
///
/// Returns the error of the first request that fails.
pub async fn turn(side: Side, origin: &str) -> Result<String, String> {
    let begin = Instant::now();
    let next = Arc::new(AtomicUsize::new(0));
    let mut early = 0;
    for end in [REQUESTS / 10, REQUESTS] {
        let mut workers = JoinSet::new();
        for _ in 0..IN_FLIGHT {
            let (next, origin) = (next.clone(), origin.to_owned());
            match side {
                Side::Ours => workers.spawn(ours(next, end, origin)),
                Side::Plain => workers.spawn(plain(next, end, origin, with_limits)),
                Side::Bare => workers.spawn(plain(next, end, origin, without_limits)),
            };
        }
        while let Some(worker) = workers.join_next().await {
            worker.map_err(|error| error.to_string())??;
        }
        next.store(end, Ordering::SeqCst);
        if end < REQUESTS {
            early = largest_memory();
        }
    }
    let seconds = begin.elapsed().as_secs_f64();
    let rate = f64::from(u32::try_from(REQUESTS).unwrap_or(u32::MAX)) / seconds;
    let cost = Cost { rate, cpu: cpu_seconds(), memory: (early, largest_memory()) };
    serde_json::to_string(&cost).map_err(|error| error.to_string())
}

static OURS: std::sync::OnceLock<service::Client> = std::sync::OnceLock::new();
static PLAIN: std::sync::OnceLock<reqwest::Client> = std::sync::OnceLock::new();

async fn ours(next: Arc<AtomicUsize>, end: usize, origin: String) -> Result<(), String> {
    let client = OURS.get_or_init(|| {
        let client = service::Client::builder().base_url(origin);
        let token = service::StaticToken::new("secret");
        client.credential(&service::schemes::TOKEN, token).build().expect("the settings are valid")
    });
    loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        if number >= end {
            return Ok(());
        }
        let id = number.to_string();
        let body = Thing::new(&id).name("Ada").count(7);
        let thing = client.send(thing::replace(&id, body)).await.map_err(|error| error.to_string())?;
        if thing.name.as_deref() != Some("Ada") {
            return Err("another thing came back".to_owned());
        }
    }
}

/// What `serde` derives.
#[derive(Serialize, Deserialize)]
struct PlainThing {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<i64>,
}

/// The header that the emitted client sends too.
fn user_agent() -> HeaderValue {
    HeaderValue::from_static("service/1.0.0")
}

/// A client with the limits that the emitted client has by default.
fn with_limits() -> reqwest::Client {
    let client = reqwest::Client::builder().user_agent(user_agent()).connect_timeout(Duration::from_secs(10));
    let client = client.timeout(Duration::from_secs(60)).read_timeout(Duration::from_secs(60));
    client.redirect(reqwest::redirect::Policy::none()).build().expect("the settings are valid")
}

fn without_limits() -> reqwest::Client {
    reqwest::Client::builder().user_agent(user_agent()).build().expect("the settings are valid")
}

async fn plain(
    next: Arc<AtomicUsize>,
    end: usize,
    origin: String,
    build: fn() -> reqwest::Client,
) -> Result<(), String> {
    let client = PLAIN.get_or_init(build);
    let failed = |error: reqwest::Error| error.to_string();
    loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        if number >= end {
            return Ok(());
        }
        let id = number.to_string();
        let url = format!("{origin}/things/{id}");
        let body = PlainThing { id, name: Some("Ada".to_owned()), count: Some(7) };
        let body = serde_json::to_vec(&body).map_err(|error| error.to_string())?;
        let request = client
            .put(url)
            .bearer_auth("secret")
            .header("content-type", "application/json")
            .header("accept", "application/json")
            .body(body);
        let response = request.send().await.map_err(failed)?.error_for_status().map_err(failed)?;
        let bytes = response.bytes().await.map_err(failed)?;
        let thing: PlainThing = serde_json::from_slice(&bytes).map_err(|error| error.to_string())?;
        if thing.name.as_deref() != Some("Ada") {
            return Err("another thing came back".to_owned());
        }
    }
}

/// CPU seconds of the threads of this process, of user and system, as the scheduler counts them in nanoseconds.
fn cpu_seconds() -> f64 {
    let threads = std::fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    let used = threads.filter_map(|thread| {
        let text = std::fs::read_to_string(thread.path().join("schedstat")).ok()?;
        text.split(' ').next()?.parse::<f64>().ok()
    });
    used.sum::<f64>() / 1e9
}

/// The largest memory of this process so far, in KiB.
fn largest_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.split_whitespace().next().and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// Answers every request with the thing that it sent, until the process is ended.
///
/// # Errors
///
/// Returns the error of a port that cannot be opened.
pub async fn serve() -> io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}", listener.local_addr()?);
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        tokio::spawn(answer(stream));
    }
}

async fn answer(mut stream: TcpStream) -> io::Result<()> {
    let mut buffer = vec![0; 16 * 1024];
    let mut pending = Vec::new();
    loop {
        let read = stream.read(&mut buffer).await?;
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
            let body = crate::server::json(200, &String::from_utf8_lossy(&pending[end + 4..whole]));
            stream.write_all(&body).await?;
            pending.drain(..whole);
        }
    }
}
