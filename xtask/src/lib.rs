//! The commands of this repository: they parse flags, call the generator, and print the result.
//!
//! A command reads and writes only through [`Env`], so that tests run commands in folders of their own.

mod against;
mod ci;
mod cli;
mod codegen;
mod docs;
mod facts;
mod import;
mod init;
pub mod lint;
mod report;

use std::ffi::OsString;
use std::io::{IsTerminal, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    Done,
    /// The input or the check is at fault; standard error says how.
    Fault,
    /// The command line is at fault.
    Usage,
}

/// The environment of a command.
pub struct Env<'w> {
    /// The folder of the workspace.
    pub root: PathBuf,
    /// The folder that paths on the command line are relative to.
    pub current: PathBuf,
    /// Reports.
    pub out: &'w mut (dyn Write + Send),
    /// Diagnostics.
    pub err: &'w mut (dyn Write + Send),
    pub terminal: Terminal,
}

/// Whether standard error is a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Terminal {
    Yes,
    No,
}

/// Runs the command of the command line.
pub fn main() -> ExitCode {
    let terminal = if std::io::stderr().is_terminal() { Terminal::Yes } else { Terminal::No };
    let mut env = Env {
        root: workspace(),
        current: PathBuf::new(),
        out: &mut std::io::stdout(),
        err: &mut std::io::stderr(),
        terminal,
    };
    ExitCode::from(match run(std::env::args_os(), &mut env) {
        Exit::Done => 0,
        Exit::Fault => 1,
        Exit::Usage => 2,
    })
}

/// Runs a command. `args` begins with the name of the program.
pub fn run(args: impl IntoIterator<Item = impl Into<OsString>>, env: &mut Env<'_>) -> Exit {
    let command = match cli::parse(args) {
        Ok(command) => command,
        Err(usage) => return usage.print(env),
    };
    // A panic is a fault of the generator. It ends with a documented exit code too.
    match catch_unwind(AssertUnwindSafe(|| command.run(env))) {
        Ok(exit) => exit,
        Err(_) => {
            let _ = writeln!(env.err, "error: this is a bug of the generator; please report it with the document");
            Exit::Fault
        }
    }
}

/// The parent of this package's folder: where `cargo xtask` finds it, else where it was compiled.
fn workspace() -> PathBuf {
    let package =
        std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    package.parent().map(Path::to_owned).unwrap_or_default()
}
