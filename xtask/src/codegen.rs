//! `cargo xtask codegen`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use generator::{
    Config, Diags, Disk, Modules, OperationSet, Outcome, Plan, Policy, Rejected, Runtime, Severity, SourceSet, Style,
    Tree, Workspace, WriteError, apply, crate_name, plan, render,
};
use indicatif::ProgressBar;

use crate::paths::lexical;
use crate::voice::Voice;
use crate::watch::{self, Looked};
use crate::{Env, Exit, Terminal, breaking, enclosing, explain, project, report};

/// The options of the command.
pub struct Codegen {
    pub input: Input,
    /// Folders that a `$ref` may lead into, relative to the current one.
    pub allow_refs: Vec<String>,
    pub mode: Mode,
    /// What becomes of losses. None: the configuration decides.
    pub losses: Option<Policy>,
    pub runs: Runs,
    pub voice: Voice,
}

/// How often it is compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Runs {
    Once,
    /// Again after each save of a file that was read.
    AfterEachSave,
}

/// The documents to compile.
pub enum Input {
    /// What `codegen.toml` names into `generated/`.
    Workspace,
    /// One document into a crate of its own.
    Document {
        document: String,
        out: String,
        name: Option<String>,
        modules: Modules,
        workspace: Option<Workspace>,
        runtime: Runtime,
        /// Relative to the current folder.
        overlays: Vec<String>,
        only: OperationSet,
    },
}

/// What is done with the result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    Write,
    /// It is compared with the files on the disk.
    Check,
}

/// A run of the generator: its input and its output.
struct Job {
    files: Disk,
    /// The folder that its paths are relative to.
    base: PathBuf,
    config: Config,
    /// The output folder, and its name in messages.
    dir: PathBuf,
    shown: String,
}

/// Runs the command. One that watches files goes on until `stop` is set.
pub fn run(command: &Codegen, env: &mut Env<'_>, stop: &AtomicBool) -> Exit {
    match command.runs {
        Runs::Once => once(command, env).exit,
        Runs::AfterEachSave => watch::until(stop, env, &mut |env| once(command, env)),
    }
}

fn once(command: &Codegen, env: &mut Env<'_>) -> Looked {
    let looked = compile(command, env);
    command.voice.ended(looked.exit, env);
    looked
}

fn compile(command: &Codegen, env: &mut Env<'_>) -> Looked {
    let mut job = match job(command, env) {
        Ok(job) => job,
        Err(rejected) => {
            let files = looked_at(&rejected.sources, &env.root);
            return Looked { exit: command.voice.failed(&rejected.diags, &rejected.sources, env), files };
        }
    };
    if let Some(file) = file_in_the_way(&job) {
        let why = format!(
            "nothing was written: `{file}` is a file, and a folder is needed there\n\
             help: name another folder, or move the file away"
        );
        return Looked { exit: command.voice.error(&why, env), files: looked_at_first(&job) };
    }
    let folder = job.dir.to_string_lossy().into_owned();
    if let Err(message) = project::keep_names(&mut job.config, &job.files, &folder) {
        return Looked { exit: command.voice.error(&message, env), files: looked_at_first(&job) };
    }
    let spinner = spinner(&job, command.voice, env.terminal);
    let outcome =
        command.voice.generate(env, &spinner, |progress| generator::generate_with(&job.files, &job.config, progress));
    spinner.finish_and_clear();
    let mut files = looked_at(&outcome.sources, &job.base);
    files.extend(looked_at_first(&job));
    Looked { exit: finish(command, &job, &outcome, env), files }
}

/// A file where the output folder or one above it would have to be, as the user named it.
fn file_in_the_way(job: &Job) -> Option<String> {
    // A path that ends with `/` is never that of a file.
    let dir: PathBuf = job.dir.components().collect();
    let mut folders = dir.ancestors().zip(Path::new(&job.shown).ancestors());
    folders.find(|(dir, _)| dir.is_file()).map(|(_, shown)| shown.display().to_string())
}

/// The files that say how documents are compiled.
fn looked_at_first(job: &Job) -> BTreeSet<PathBuf> {
    job.config.file.iter().map(|file| lexical(&job.base.join(file))).collect()
}

/// Every file that was read, or was to be read.
fn looked_at(sources: &SourceSet, base: &Path) -> BTreeSet<PathBuf> {
    let folder = base.join(&sources.folder);
    let read = sources.files.values().map(|file| lexical(&base.join(&file.shown)));
    read.chain(sources.unread.iter().map(|path| lexical(&folder.join(path)))).collect()
}

/// Tells what was found, and writes what was compiled.
fn finish(command: &Codegen, job: &Job, outcome: &Outcome, env: &mut Env<'_>) -> Exit {
    let crates = crates(outcome, job);
    let Outcome { diags, sources, stats, .. } = outcome;
    if crates.is_empty() {
        return command.voice.failed(diags, sources, env);
    }
    command.voice.findings(diags, sources, env);
    if let Input::Workspace = command.input
        && breaking::check(&job.config, outcome, command.voice, env) == Exit::Fault
    {
        return Exit::Fault;
    }
    match command.mode {
        Mode::Check => check(&crates, command.voice, env),
        Mode::Write => match write(&crates) {
            Ok(plans) => {
                command.voice.read(sources, stats, env);
                for (plan, it) in plans.iter().zip(&crates) {
                    command.voice.written(plan, &it.shown, env);
                }
                let is_fresh = plans.iter().all(Plan::is_fresh);
                let news = if is_fresh { without_notes(diags) } else { diags.clone() };
                command.voice.remark(&report::losses(&news, sources, &lint_command(command, env)), env);
                tell_of_workspace(command, job, env);
                if let Some(more) = explain::pointer(news.iter().map(|found| found.code), env) {
                    command.voice.remark(&format!("\n{more}\n"), env);
                }
                Exit::Done
            }
            Err(error) => command.voice.error(&error.to_string(), env),
        },
    }
}

/// The command that lists every finding of this run.
fn lint_command(command: &Codegen, env: &Env<'_>) -> String {
    let file = match &command.input {
        Input::Workspace => String::new(),
        Input::Document { document, .. } => format!(" {document}"),
    };
    format!("{} lint{file} --format json", env.tool.command())
}

/// A crate to write, its folder, and the name of the folder in messages.
struct Crate<'o> {
    tree: &'o Tree,
    dir: PathBuf,
    shown: String,
}

fn crates<'o>(outcome: &'o Outcome, job: &Job) -> Vec<Crate<'o>> {
    let below = |dir: &Path| dir.strip_prefix(&job.dir).unwrap_or(dir).to_owned();
    let crates = outcome.crates(&job.config, &job.dir).into_iter().map(|(tree, dir)| {
        // The crate itself is shown as the user named it, and the runtime as it lies beside it.
        let shown = lexical_below(&job.shown, &below(&dir));
        Crate { tree, dir: lexical(&dir), shown }
    });
    crates.collect()
}

/// A folder that is named from another, without `..` where that is possible.
fn lexical_below(folder: &str, path: &Path) -> String {
    let mut names: Vec<&str> = folder.split('/').collect();
    for name in path.iter().filter_map(|name| name.to_str()) {
        match name {
            ".." if names.last().is_some_and(|last| !matches!(*last, "" | "." | "..")) => {
                names.pop();
            }
            name => names.push(name),
        }
    }
    names.join("/")
}

fn job(command: &Codegen, env: &Env<'_>) -> Result<Job, Box<Rejected>> {
    let mut job = match &command.input {
        Input::Workspace => {
            let files = Disk::new(&env.root);
            let without = format!("`{} codegen --spec FILE --out DIR` compiles one document", env.tool.command());
            let config = project::load(&files, &env.root, env.tool, &without)?;
            Job {
                files,
                base: env.root.clone(),
                config,
                dir: env.root.join(project::OUTPUT),
                shown: project::OUTPUT.to_owned(),
            }
        }
        Input::Document { document, out, name, modules, workspace, runtime, overlays, only } => {
            let dir = env.current.join(out);
            let workspace = workspace.unwrap_or_else(|| enclosing::workspace(&dir));
            let name = name.clone().unwrap_or_else(|| crate_name(&last_name(Path::new(out))));
            let mut config =
                Config { modules: *modules, workspace, runtime: *runtime, ..Config::single(document, &name) };
            for api in &mut config.apis {
                api.only = only.clone();
                api.overlays = overlays.iter().map(|overlay| absolute(overlay, env)).collect();
            }
            Job { files: Disk::new(&env.current), base: env.current.clone(), config, dir, shown: out.clone() }
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
        command.voice.remark(
            &format!(
                "{shown} is a workspace of its own: to make it a member of {above}, name it there and run this again\n"
            ),
            env,
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

/// Plans all of them before it writes the first.
fn write(crates: &[Crate<'_>]) -> Result<Vec<Plan>, WriteError> {
    let plans = crates.iter().map(|it| plan(it.tree, &it.dir)).collect::<Result<Vec<Plan>, _>>()?;
    crates.iter().zip(&plans).try_for_each(|(it, plan)| apply(it.tree, plan))?;
    Ok(plans)
}

fn check(crates: &[Crate<'_>], voice: Voice, env: &mut Env<'_>) -> Exit {
    let mut exit = Exit::Done;
    for Crate { tree, dir, shown } in crates {
        let checked = match plan(tree, dir) {
            Ok(plan) => voice.checked(&plan, tree, shown, env),
            Err(error) => voice.error(&error.to_string(), env),
        };
        if checked != Exit::Done {
            exit = checked;
        }
    }
    exit
}

/// Prints the findings, and that nothing was written.
pub fn fail(diags: &Diags, sources: &SourceSet, env: &mut Env<'_>) -> Exit {
    unread(diags, sources, "nothing was written", env)
}

/// Prints the findings, and what was not done because of them.
pub fn unread(diags: &Diags, sources: &SourceSet, undone: &str, env: &mut Env<'_>) -> Exit {
    print_diagnostics(diags, sources, env);
    let counts = report::count(diags, &[Severity::Error, Severity::Warning]);
    let _ = writeln!(env.err, "error: {undone}: {counts}");
    let shown = diags.iter().filter(|found| found.severity >= Severity::Warning);
    if let Some(more) = explain::pointer(shown.map(|found| found.code), env) {
        let _ = writeln!(env.err, "{more}");
    }
    Exit::Fault
}

/// Prints errors and warnings. The report has the other findings.
pub fn print_diagnostics(diags: &Diags, sources: &SourceSet, env: &mut Env<'_>) {
    let shown: Diags = diags.iter().filter(|diagnostic| diagnostic.severity >= Severity::Warning).cloned().collect();
    if shown.is_empty() {
        return;
    }
    let _ = writeln!(env.err, "{}", render(&shown, sources, style(env.terminal)));
}

/// How findings are written on standard error.
pub fn style(terminal: Terminal) -> Style {
    match terminal {
        Terminal::Yes if std::env::var_os("NO_COLOR").is_none() => Style::Color,
        Terminal::Yes | Terminal::No => Style::Plain,
    }
}

/// The findings but for notes. A note was printed by the run that wrote the files.
fn without_notes(diags: &Diags) -> Diags {
    diags.iter().filter(|diagnostic| diagnostic.severity != Severity::Note).cloned().collect()
}

/// A spinner that turns while the generator works, if standard error is a terminal.
fn spinner(job: &Job, voice: Voice, terminal: Terminal) -> ProgressBar {
    match (terminal, voice) {
        (Terminal::No, _) | (Terminal::Yes, Voice::Quiet | Voice::Programs) => ProgressBar::hidden(),
        (Terminal::Yes, Voice::People) => {
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
