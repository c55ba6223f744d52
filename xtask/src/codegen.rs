//! `cargo xtask codegen`.

use std::path::{Path, PathBuf};
use std::time::Duration;

use generator::{
    Config, Diags, Disk, Modules, Outcome, Plan, Policy, Rejected, Severity, SourceSet, Style, Tree, Workspace,
    WriteError, apply, crate_name, diff, plan, render,
};
use indicatif::ProgressBar;

use crate::{Env, Exit, Terminal, enclosing, project, report};

/// The options of the command.
pub struct Codegen {
    pub input: Input,
    /// Folders that a `$ref` may lead into, relative to the current one.
    pub allow_refs: Vec<String>,
    pub mode: Mode,
    /// What becomes of losses. None: the configuration decides.
    pub losses: Option<Policy>,
}

/// The documents to compile.
pub enum Input {
    /// What `codegen.toml` names into `generated/`.
    Workspace,
    /// One document into a crate of its own.
    Document { document: String, out: String, name: Option<String>, modules: Modules, workspace: Option<Workspace> },
}

/// What is done with the result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    Write,
    /// It is compared with the files on the disk.
    Check,
}

const OUTPUT: &str = "generated";

/// A run of the generator: its input and its output.
struct Job {
    files: Disk,
    config: Config,
    /// The output folder, and its name in messages.
    dir: PathBuf,
    shown: String,
}

pub fn run(command: &Codegen, env: &mut Env<'_>) -> Exit {
    let job = match job(command, env) {
        Ok(job) => job,
        Err(rejected) => return fail(&rejected.diags, &rejected.sources, env),
    };
    let spinner = spinner(&job, env.terminal);
    let Outcome { tree, apis: _, diags, sources, stats } = generator::generate(&job.files, &job.config);
    spinner.finish_and_clear();

    let Some(tree) = tree else { return fail(&diags, &sources, env) };
    print_diagnostics(&diags, &sources, env);
    match command.mode {
        Mode::Check => check(&tree, &job, env),
        Mode::Write => match write(&tree, &job.dir) {
            Ok(plan) => {
                let _ = env.out.write_all(report::written(&plan, &job.shown, &sources, &stats).as_bytes());
                let news = if plan.is_fresh() { without_notes(&diags) } else { diags };
                let _ = env.out.write_all(report::losses(&news, &sources).as_bytes());
                tell_of_workspace(command, &job, env);
                Exit::Done
            }
            Err(error) => refused(&error, env),
        },
    }
}

fn job(command: &Codegen, env: &Env<'_>) -> Result<Job, Box<Rejected>> {
    let mut job = match &command.input {
        Input::Workspace => {
            let files = Disk::new(&env.root);
            let config = Config::load(&files, project::config(&env.root))?;
            Job { files, config, dir: env.root.join(OUTPUT), shown: OUTPUT.to_owned() }
        }
        Input::Document { document, out, name, modules, workspace } => {
            let dir = env.current.join(out);
            let workspace = workspace.unwrap_or_else(|| enclosing::workspace(&dir));
            let name = name.clone().unwrap_or_else(|| crate_name(&last_name(Path::new(out))));
            Job {
                files: Disk::new(&env.current),
                config: Config { modules: *modules, workspace, ..Config::single(document, &name) },
                dir,
                shown: out.clone(),
            }
        }
    };
    job.config.losses = command.losses.unwrap_or(job.config.losses);
    job.config.allow_refs.extend(command.allow_refs.iter().map(|folder| absolute(folder, env)));
    Ok(job)
}

/// Says how a crate with a workspace of its own becomes a member of the one above it.
fn tell_of_workspace(command: &Codegen, job: &Job, env: &mut Env<'_>) {
    let Input::Document { workspace: None, .. } = &command.input else { return };
    let above = if job.config.workspace == Workspace::Own { enclosing::stranger(&job.dir) } else { None };
    if let Some(above) = above {
        let (shown, above) = (&job.shown, above.display());
        let _ = writeln!(
            env.out,
            "{shown} is a workspace of its own: to make it a member of {above}, name it there and run this again"
        );
    }
}

/// The absolute path of a folder that is named on the command line.
pub fn absolute(folder: &str, env: &Env<'_>) -> String {
    let folder = env.current.join(folder);
    std::path::absolute(&folder).unwrap_or(folder).display().to_string()
}

/// The name of a folder, without the path to it.
pub fn last_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn write(tree: &Tree, dir: &Path) -> Result<Plan, WriteError> {
    let plan = plan(tree, dir)?;
    apply(tree, &plan)?;
    Ok(plan)
}

fn check(tree: &Tree, job: &Job, env: &mut Env<'_>) -> Exit {
    match plan(tree, &job.dir) {
        Ok(plan) if plan.is_fresh() => {
            let _ = writeln!(env.out, "{} is fresh: {} files", job.shown, plan.unchanged.len());
            Exit::Done
        }
        Ok(plan) => {
            let _ = env.out.write_all(diff(tree, &plan).as_bytes());
            let _ = writeln!(env.err, "error: {} is stale\nhelp: run the same command without `--check`", job.shown);
            Exit::Fault
        }
        Err(error) => refused(&error, env),
    }
}

fn refused(error: &WriteError, env: &mut Env<'_>) -> Exit {
    let _ = writeln!(env.err, "error: {error}");
    Exit::Fault
}

/// Prints the findings, and that nothing was written.
pub fn fail(diags: &Diags, sources: &SourceSet, env: &mut Env<'_>) -> Exit {
    print_diagnostics(diags, sources, env);
    let _ = writeln!(env.err, "error: nothing was written: {}", report::count(diags));
    Exit::Fault
}

/// Prints errors and warnings. The report has the other findings.
pub fn print_diagnostics(diags: &Diags, sources: &SourceSet, env: &mut Env<'_>) {
    let shown: Diags = diags.iter().filter(|diagnostic| diagnostic.severity >= Severity::Warning).cloned().collect();
    if shown.is_empty() {
        return;
    }
    let style = match env.terminal {
        Terminal::Yes if std::env::var_os("NO_COLOR").is_none() => Style::Color,
        Terminal::Yes | Terminal::No => Style::Plain,
    };
    let _ = writeln!(env.err, "{}", render(&shown, sources, style));
}

/// The findings but for notes. A note was printed by the run that wrote the files.
fn without_notes(diags: &Diags) -> Diags {
    diags.iter().filter(|diagnostic| diagnostic.severity != Severity::Note).cloned().collect()
}

/// A spinner that turns while the generator works, if standard error is a terminal.
fn spinner(job: &Job, terminal: Terminal) -> ProgressBar {
    match terminal {
        Terminal::No => ProgressBar::hidden(),
        Terminal::Yes => {
            let spinner = ProgressBar::new_spinner().with_message(format!(
                "{} → {}",
                job.config.documents().join(", "),
                job.shown
            ));
            spinner.enable_steady_tick(Duration::from_millis(100));
            spinner
        }
    }
}
