//! The flags of the command line.

use std::ffi::OsString;
use std::sync::atomic::AtomicBool;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use clap_complete::Shell;
use generator::{Modules, Policy, Runtime, Workspace};

use crate::ci::Built;
use crate::codegen::{self, Codegen, Input, Mode, Runs};
use crate::compare::{self, Compare};
use crate::docs::{self, Docs};
use crate::explain::{self, Explain};
use crate::import::{self, Import};
use crate::init::{self, Init};
use crate::lint::{self, Lint};
use crate::only::Only;
use crate::voice::Voice;
use crate::{Env, Exit, Tool, ci, completions, help};

#[derive(Parser)]
#[command(version)]
struct Cli {
    #[command(subcommand)]
    command: Flags,
}

#[derive(Subcommand)]
enum Flags {
    /// Compiles OpenAPI documents into a Rust crate: `specs/` into `generated/`, or any one document
    Codegen {
        /// Writes nothing; prints a diff and ends with 1 if the output is stale
        #[arg(long)]
        check: bool,
        /// An OpenAPI document, YAML or JSON, to compile into a crate of its own
        #[arg(long, value_name = "FILE", requires = "out")]
        spec: Option<String>,
        /// The folder of that crate
        #[arg(long, value_name = "DIR", requires = "spec")]
        out: Option<String>,
        /// The name of that crate; without it the name of the folder
        #[arg(long, requires = "spec", value_parser = crate_name)]
        name: Option<String>,
        /// Whether modules of operations are Cargo features: by-size, always (no features), on-by-default, off-by-default
        #[arg(long, value_name = "POLICY", requires = "spec", default_value = "by-size", value_parser = modules)]
        modules: Modules,
        /// Whether that crate is a member of a workspace above its folder, or a workspace of its own; without it a member if
        /// such a workspace names it
        #[arg(long, value_name = "member|own", requires = "spec", value_parser = workspace)]
        workspace: Option<Workspace>,
        /// Whether that crate has the support code in it, or shares it with others in `api-runtime` beside it: own, shared
        #[arg(long, value_name = "own|shared", requires = "spec", default_value = "own", value_parser = runtime)]
        runtime: Runtime,
        /// An overlay of OpenAPI that changes the document before it is compiled; can be given several times
        #[arg(long, value_name = "FILE", requires = "spec")]
        overlay: Vec<String>,
        #[command(flatten)]
        only: Only,
        /// A folder that a `$ref` may lead into, beside those of the documents; can be given several times
        #[arg(long, value_name = "DIR")]
        allow_refs: Vec<String>,
        /// Makes it an error if a construct would be approximated, kept as JSON or left out
        #[arg(long)]
        strict: bool,
        /// Compiles again after each save of a document or of `codegen.toml`, until it is ended by Ctrl-C
        #[arg(long, conflicts_with = "check")]
        watch: bool,
        /// Says only what is wrong
        #[arg(long, short)]
        quiet: bool,
        /// How it speaks: text, json (an object for each finding, for each part of the run, and for what was written)
        #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = message_format, conflicts_with = "quiet")]
        message_format: Voice,
    },
    /// Reads documentation pages into facts, and writes them into a specification and its facts file
    Import(Import),
    /// Holds the specifications below `specs/` against the facts of documentation pages that stand beside them
    Docs(Docs),
    /// Tells what changed between two versions of what is compiled: on the wire, and for programs that use the crate
    Compare(Compare),
    /// Makes a workspace for a document of yours, with the crate that is emitted from it
    Init(Init),
    /// Tells all that is known of OpenAPI documents, and writes nothing
    Lint(Lint),
    /// Explains a code of a finding, or why a type, a function or a member of the emitted crate is what it is
    Explain(Explain),
    /// Runs what CI runs: format, freshness, lints, tests, documentation, a consumer, the linters of specifications
    Ci {
        /// Runs Redocly and openapi-spec-validator alone, over the documents that `specs/codegen.toml` names
        #[arg(long)]
        linters: bool,
        /// Removes what a step has built for itself when it has passed: for a machine with a small disk that runs this once
        #[arg(long, conflicts_with = "linters")]
        once: bool,
    },
    /// Prints a script by which your shell completes the installed command
    Completions {
        /// The shell
        shell: Shell,
    },
}

/// What of CI is run.
pub enum Steps {
    All(Built),
    /// The linters of specifications that others made.
    Linters,
}

/// A command that can be run.
pub enum Command {
    Codegen(Codegen),
    Import(Import),
    Docs(Docs),
    Compare(Compare),
    Init(Init),
    Lint(Lint),
    Explain(Explain),
    Ci(Steps),
    Completions(Shell),
}

impl Command {
    /// Runs it. One that watches files goes on until `stop` is set.
    pub fn run(self, env: &mut Env<'_>, stop: &AtomicBool) -> Exit {
        match self {
            Self::Codegen(command) => codegen::run(&command, env, stop),
            Self::Import(command) => import::run(&command, env),
            Self::Docs(command) => docs::run(&command, env),
            Self::Compare(command) => compare::run(&command, env),
            Self::Init(command) => init::run(&command, env),
            Self::Lint(command) => lint::run(&command, env),
            Self::Explain(command) => explain::run(&command, env),
            Self::Ci(_) if env.tool == Tool::Installed => of_repository(env),
            Self::Ci(Steps::All(built)) => ci::run(built, env),
            Self::Ci(Steps::Linters) => ci::linters(env),
            Self::Completions(shell) => completions::run(shell, env),
        }
    }
}

/// What is printed when no command runs: the requested help, or what is wrong with the command line.
pub struct Usage(clap::Error);

impl Usage {
    pub fn print(&self, env: &mut Env<'_>) -> Exit {
        let text = self.0.render();
        if self.0.use_stderr() {
            let _ = write!(env.err, "{text}");
            Exit::Usage
        } else {
            let _ = write!(env.out, "{text}");
            Exit::Done
        }
    }
}

/// The commands with their flags, as the program shows them.
pub fn command(tool: Tool) -> clap::Command {
    help::of(Cli::command(), tool)
}

/// Tells that a command is of another repository.
fn of_repository(env: &mut Env<'_>) -> Exit {
    let why = "this command checks the repository of the generator; run it there as `cargo xtask`";
    let _ = writeln!(env.err, "error: {why}");
    Exit::Usage
}

/// Reads the command line.
pub fn parse(args: impl IntoIterator<Item = impl Into<OsString>>, tool: Tool) -> Result<Command, Usage> {
    let args = args.into_iter().map(Into::into);
    let matches = command(tool).try_get_matches_from(args).map_err(Usage)?;
    let Cli { command } = Cli::from_arg_matches(&matches).map_err(Usage)?;
    Ok(match command {
        Flags::Import(command) => Command::Import(command),
        Flags::Docs(command) => Command::Docs(command),
        Flags::Compare(command) => Command::Compare(command),
        Flags::Init(command) => Command::Init(command),
        Flags::Lint(command) => Command::Lint(command),
        Flags::Explain(command) => Command::Explain(command),
        Flags::Ci { linters: true, .. } => Command::Ci(Steps::Linters),
        Flags::Ci { linters: false, once } => Command::Ci(Steps::All(if once { Built::Removed } else { Built::Kept })),
        Flags::Completions { shell } => Command::Completions(shell),
        Flags::Codegen {
            check,
            spec,
            out,
            name,
            modules,
            workspace,
            runtime,
            overlay,
            only,
            allow_refs,
            strict,
            watch,
            quiet,
            message_format,
        } => Command::Codegen(Codegen {
            input: match (spec, out) {
                (Some(document), Some(out)) => Input::Document {
                    document,
                    out,
                    name,
                    modules,
                    workspace,
                    runtime,
                    overlays: overlay,
                    only: only.into(),
                },
                _ => Input::Workspace,
            },
            allow_refs,
            mode: if check { Mode::Check } else { Mode::Write },
            losses: strict.then_some(Policy::Refused),
            voice: if quiet { Voice::Quiet } else { message_format },
            runs: if watch { Runs::AfterEachSave } else { Runs::Once },
        }),
    })
}

fn modules(text: &str) -> Result<Modules, String> {
    match text {
        "by-size" => Ok(Modules::BySize),
        "always" => Ok(Modules::Always),
        "on-by-default" => Ok(Modules::OnByDefault),
        "off-by-default" => Ok(Modules::OffByDefault),
        _ => Err("the policies are by-size, always, on-by-default and off-by-default".to_owned()),
    }
}

fn message_format(text: &str) -> Result<Voice, String> {
    match text {
        "text" => Ok(Voice::People),
        "json" => Ok(Voice::Programs),
        _ => Err("it is `text` or `json`".to_owned()),
    }
}

fn runtime(text: &str) -> Result<Runtime, String> {
    match text {
        "own" => Ok(Runtime::Own),
        "shared" => Ok(Runtime::Shared),
        _ => Err("it is `own` or `shared`".to_owned()),
    }
}

fn workspace(text: &str) -> Result<Workspace, String> {
    match text {
        "member" => Ok(Workspace::Member),
        "own" => Ok(Workspace::Own),
        _ => Err("it is `member` or `own`".to_owned()),
    }
}

/// Reads the name of a crate.
pub fn crate_name(text: &str) -> Result<String, String> {
    if generator::is_crate_name(text) {
        Ok(text.to_owned())
    } else {
        Err("a crate name has letters, digits, `-` and `_`, and is not a keyword of Rust".to_owned())
    }
}
