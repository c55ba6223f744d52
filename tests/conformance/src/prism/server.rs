//! Prism, behind a recorder of what was sent and answered: `mocked/serve.mjs`.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::sample::Sample;
use crate::driver::write_if_changed;

/// The files that this repository adds to the work folder.
const FILES: [(&str, &str); 2] = [
    ("package.json", include_str!("../../mocked/package.json")),
    ("serve.mjs", include_str!("../../mocked/serve.mjs")),
];

/// What requests and answers are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Values {
    /// The examples of the document, and what Prism makes of a schema without one.
    Examples,
    /// Random values of the schemas.
    Random,
}

impl Values {
    pub fn name(self) -> &'static str {
        match self {
            Self::Examples => "examples",
            Self::Random => "random",
        }
    }
}

/// A request that reached Prism, and its answer.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Exchange {
    /// The path and the query.
    pub target: String,
    /// 0: Prism did not answer.
    pub status: u16,
    /// That of the answer.
    pub media_type: String,
    /// What Prism says that breaks the document.
    pub violations: Vec<Violation>,
    pub body: String,
}

/// Where and how a request or an answer breaks the document.
#[derive(Debug, Clone, Deserialize)]
pub struct Violation {
    #[serde(default)]
    pub location: Vec<Value>,
    pub message: String,
}

/// Installs Prism from npm into a folder, unless it is there already.
///
/// # Errors
///
/// Returns what went wrong with the file system or npm.
pub fn install(work: &Path) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("{}: {error}", work.display());
    fs::create_dir_all(work).map_err(failed)?;
    let is_installed = work.join("node_modules/@stoplight/prism-cli").exists()
        && fs::read_to_string(work.join(FILES[0].0)).is_ok_and(|known| known == FILES[0].1);
    for (name, text) in FILES {
        write_if_changed(&work.join(name), text).map_err(failed)?;
    }
    if is_installed {
        return Ok(());
    }
    let mut npm = Command::new("npm");
    npm.args(["install", "--silent", "--no-audit", "--no-fund"]).current_dir(work);
    match npm.status().map_err(failed)?.success() {
        true => Ok(()),
        false => Err("npm does not install Prism".to_owned()),
    }
}

/// A process that ends with this value.
pub struct Process(pub Child);

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Prism, which serves one document until this value ends.
pub struct Mocked {
    port: u16,
    samples: Vec<Sample>,
    _process: Process,
}

impl Mocked {
    /// Starts it.
    ///
    /// # Errors
    ///
    /// Returns that Prism cannot serve the document.
    pub fn start(document: &Path, values: Values, seed: u32, work: &Path) -> Result<Self, String> {
        let failed = |error: std::io::Error| error.to_string();
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(failed)?;
        let port = listener.local_addr().map_err(failed)?.port();
        drop(listener);
        let mut node = Command::new("node");
        node.arg("serve.mjs")
            .arg(document)
            .args([&port.to_string(), values.name(), &seed.to_string()])
            .current_dir(work);
        let mut process = Process(node.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().map_err(failed)?);
        let stdout = process.0.stdout.take().ok_or("its output is not piped")?;
        let mut line = String::new();
        BufReader::new(stdout).read_line(&mut line).map_err(failed)?;
        let samples = serde_json::from_str(&line).map_err(|_| "Prism does not serve it".to_owned())?;
        Ok(Self { port, samples, _process: process })
    }

    pub fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// What requests are made of, for each operation that Prism knows.
    pub fn samples(&self) -> &[Sample] {
        &self.samples
    }

    /// Takes what was sent since the last time.
    ///
    /// # Errors
    ///
    /// Returns that Prism has ended.
    pub fn exchanges(&self) -> Result<Vec<Exchange>, String> {
        let ended = |error: std::io::Error| format!("Prism has ended: {error}");
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).map_err(ended)?;
        stream.write_all(b"GET /__exchanges HTTP/1.0\r\n\r\n").map_err(ended)?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).map_err(ended)?;
        let text = String::from_utf8_lossy(&bytes);
        let body = text.split_once("\r\n\r\n").map_or("", |(_, body)| body);
        serde_json::from_str(body).map_err(|error| error.to_string())
    }
}

/// A process that reads a line of JSON and prints one.
pub struct Lines {
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Lines {
    /// The lines of a process whose input and output are piped.
    ///
    /// # Errors
    ///
    /// Returns that they are not.
    pub fn of(process: &mut Child) -> Result<Self, String> {
        let input = process.stdin.take().ok_or("its input is not piped")?;
        let output = process.stdout.take().ok_or("its output is not piped")?;
        Ok(Self { input, output: BufReader::new(output) })
    }

    /// Sends a value, and waits for what the process makes of it.
    ///
    /// # Errors
    ///
    /// Returns that the process has ended.
    pub fn ask<T: serde::de::DeserializeOwned>(&mut self, input: &impl Serialize) -> Result<T, String> {
        let text = serde_json::to_string(input).map_err(|error| error.to_string())?;
        writeln!(self.input, "{text}").map_err(|error| error.to_string())?;
        let mut line = String::new();
        self.output.read_line(&mut line).map_err(|error| error.to_string())?;
        serde_json::from_str(&line).map_err(|_| "the program that calls has ended".to_owned())
    }
}
