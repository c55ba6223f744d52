//! The commands of this repository and of the installed program: they parse flags, call the generator, and print the
//! result.
//!
//! A command reads and writes only through [`Env`], so that tests run commands in folders of their own.

mod against;
mod breaking;
mod ci;
mod cli;
mod codegen;
mod compare;
mod completions;
mod docs;
mod enclosing;
mod explain;
mod facts;
mod help;
mod import;
mod init;
mod lint;
pub mod linters;
mod only;
mod paths;
pub mod project;
mod report;
mod voice;
mod watch;

use std::ffi::OsString;
use std::io::{IsTerminal, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::atomic::AtomicBool;

pub use project::Tool;

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
    /// The program that runs the command.
    pub tool: Tool,
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
    let (tool, root) = Tool::of_process();
    let mut env =
        Env { tool, root, current: PathBuf::new(), out: &mut std::io::stdout(), err: &mut std::io::stderr(), terminal };
    ExitCode::from(match run(std::env::args_os(), &mut env) {
        Exit::Done => 0,
        Exit::Fault => 1,
        Exit::Usage => 2,
    })
}

/// Runs a command. `args` begins with the name of the program. One that watches files goes on until the process is ended.
pub fn run(args: impl IntoIterator<Item = impl Into<OsString>>, env: &mut Env<'_>) -> Exit {
    run_until(args, env, &AtomicBool::new(false))
}

/// As [`run`]; one that watches files ends once `stop` is set.
pub fn run_until(args: impl IntoIterator<Item = impl Into<OsString>>, env: &mut Env<'_>, stop: &AtomicBool) -> Exit {
    let command = match cli::parse(args, env.tool) {
        Ok(command) => command,
        Err(usage) => return usage.print(env),
    };
    // A panic is a fault of the generator. It ends with a documented exit code too.
    match catch_unwind(AssertUnwindSafe(|| command.run(env, stop))) {
        Ok(exit) => exit,
        Err(_) => {
            let _ = writeln!(env.err, "error: this is a bug of the generator; please report it with the document");
            Exit::Fault
        }
    }
}
