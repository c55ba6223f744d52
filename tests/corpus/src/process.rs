//! Runs a command within limits, and says how it ended and what it took.
//!
//! The command runs below `sh`, in a process group of its own: `ulimit -v` caps its address space, `times` tells the
//! CPU time of it and all its children, and the whole group is killed at a limit. All of it without unsafe code.

use std::io::{self, Read};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use crate::procfs;
use crate::row::Cost;

/// A command and its arguments.
#[derive(Debug, Clone, Default)]
pub struct CommandLine {
    pub words: Vec<String>,
    pub env: Vec<(String, String)>,
}

/// What a command may take.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// By the clock.
    pub time: Duration,
    /// Resident, of each process.
    pub memory_mib: u32,
    pub address_space: AddressSpace,
}

/// Whether the address space is capped too, at twice the memory: one huge allocation is then refused at once, before
/// the next look at what is resident. rustc maps far more than it holds, and goes without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddressSpace {
    Capped,
    Free,
}

/// How a command ended.
#[derive(Debug)]
pub struct Ended {
    pub end: End,
    pub stdout: String,
    pub stderr: String,
    pub cost: Cost,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    Code(i32),
    Signal(i32),
    TimedOut,
    OutOfMemory,
}

/// Runs `ulimit`, the command, and `times`, whose two lines come last on stderr.
const SHELL: &str = r#"if [ "$1" -gt 0 ]; then ulimit -v "$1"; fi; shift; "$@"; code=$?; times >&2; exit $code"#;

/// How often the memory of a running command is looked at.
const POLL_INTERVAL: Duration = Duration::from_millis(50);

/// Runs it to its end, or to a limit.
pub fn run(line: &CommandLine, limits: Limits) -> io::Result<Ended> {
    let started = Instant::now();
    let address_space = match limits.address_space {
        AddressSpace::Capped => u64::from(limits.memory_mib) * 2 * 1024,
        AddressSpace::Free => 0,
    };
    let mut child = Command::new("sh")
        .args(["-c", SHELL, "sh", &address_space.to_string()])
        .args(&line.words)
        .envs(line.env.iter().map(|(key, value)| (key, value)))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .process_group(0)
        .spawn()?;
    let (sender, ended) = mpsc::channel();
    let stdout = reader(child.stdout.take(), sender.clone());
    let stderr = reader(child.stderr.take(), sender);

    let mut cost = Cost::default();
    let mut killed = None;
    // The readers end when the last process of the group has closed its output.
    while let Err(RecvTimeoutError::Timeout) = ended.recv_timeout(POLL_INTERVAL) {
        let group = procfs::group(child.id());
        cost.peak_mib = cost.peak_mib.max(group.peak_mib);
        cost.cpu_seconds = group.cpu_seconds;
        killed = if group.now_mib > f64::from(limits.memory_mib) {
            Some(End::OutOfMemory)
        } else if started.elapsed() > limits.time {
            Some(End::TimedOut)
        } else {
            continue;
        };
        kill(&mut child)?;
        break;
    }
    let status = child.wait()?;
    let stdout = stdout.join().unwrap_or_default();
    let (stderr, cpu_seconds) = without_times(stderr.join().unwrap_or_default());
    cost.cpu_seconds = cpu_seconds.unwrap_or(cost.cpu_seconds);
    cost.seconds = started.elapsed().as_secs_f64();
    let end = killed.unwrap_or_else(|| end(status));
    Ok(Ended { end, stdout, stderr, cost })
}

/// Reads to the end; says so by dropping the sender.
fn reader(stream: Option<impl Read + Send + 'static>, sender: mpsc::Sender<()>) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut stream) = stream {
            // What came before a fault is all that can be had.
            let _ = stream.read_to_end(&mut bytes);
        }
        drop(sender);
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

/// Kills the whole group: what the command started would go on without it.
fn kill(child: &mut Child) -> io::Result<()> {
    Command::new("kill").args(["-9", "--", &format!("-{}", child.id())]).stderr(Stdio::null()).status()?;
    child.kill()
}

/// The shell answers 128 and the number of the signal for a command that a signal ended.
fn end(status: ExitStatus) -> End {
    match (status.code(), status.signal()) {
        (Some(code), _) if code > 128 => End::Signal(code - 128),
        (Some(code), _) => End::Code(code),
        (None, signal) => End::Signal(signal.unwrap_or_default()),
    }
}

/// Takes the lines of `times` off: the shell's own time, and that of its children.
fn without_times(stderr: String) -> (String, Option<f64>) {
    let lines: Vec<&str> = stderr.lines().collect();
    let Some((rest, [own, children])) = lines.split_last_chunk::<2>() else { return (stderr, None) };
    match (seconds(own), seconds(children)) {
        (Some(_), Some(cpu)) => (rest.join("\n"), Some(cpu)),
        _ => (stderr, None),
    }
}

/// `0m1.25s 0m0.50s` is 1.75.
fn seconds(times: &str) -> Option<f64> {
    times.split(' ').try_fold(0.0, |sum, time| {
        let (minutes, seconds) = time.strip_suffix('s')?.split_once('m')?;
        Some(sum + minutes.parse::<f64>().ok()? * 60.0 + seconds.parse::<f64>().ok()?)
    })
}
