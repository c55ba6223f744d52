//! Does a program ask its service what it should, and tell its user what came of it?
//!
//! `servers NAME PROGRAM` runs the program against a server that answers as the service NAME does.

mod digitalocean;
mod github;
mod kubernetes;
mod openai;
mod server;
mod slack;
mod stripe;
mod xkcd;

use std::process::{Command, ExitCode};

/// What a check says if it fails.
pub type Outcome = Result<(), Box<dyn std::error::Error>>;

/// The checks, by the name of the service.
const CHECKS: [(&str, fn(&Program) -> Outcome); 7] = [
    ("github", github::check),
    ("stripe", stripe::check),
    ("openai", openai::check),
    ("kubernetes", kubernetes::check),
    ("digitalocean", digitalocean::check),
    ("slack", slack::check),
    ("xkcd", xkcd::check),
];

/// A program that is run.
pub struct Program {
    path: String,
}

/// What a program wrote, and whether it succeeded.
#[derive(Debug)]
pub struct Ran {
    pub stdout: String,
    pub stderr: String,
    pub succeeded: bool,
}

impl Program {
    /// Runs the program with these variables and arguments.
    pub fn run(&self, variables: &[(&str, &str)], arguments: &[&str]) -> Result<Ran, Box<dyn std::error::Error>> {
        let output = Command::new(&self.path).envs(variables.iter().copied()).args(arguments).output()?;
        Ok(Ran {
            stdout: String::from_utf8(output.stdout)?,
            stderr: String::from_utf8(output.stderr)?,
            succeeded: output.status.success(),
        })
    }
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [name, path] = arguments.as_slice() else {
        eprintln!("usage: servers NAME PROGRAM");
        return ExitCode::FAILURE;
    };
    let Some((_, check)) = CHECKS.iter().find(|(service, _)| service == name) else {
        eprintln!("error: there is no service `{name}`");
        return ExitCode::FAILURE;
    };
    match check(&Program { path: path.clone() }) {
        Ok(()) => {
            println!("{name}: {path} asked what it should");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {name}: {path}: {error}");
            ExitCode::FAILURE
        }
    }
}
