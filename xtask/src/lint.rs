//! `lint [FILES]`: all that the compiler knows of documents, without a crate.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use clap::{Args, ValueEnum};
use generator::{
    At, Code, Config, Diagnostic, Diags, Disk, FileId, Linted, Rejected, Severity, SourceSet, Style, counted, lint,
    render,
};

use crate::codegen::{absolute, style};
use crate::paths::lexical;
use crate::{Env, Exit, explain, project, report};

/// The options of the command.
#[derive(Args)]
pub struct Lint {
    /// OpenAPI documents, or files that they refer to; without any, all that `codegen.toml` names
    #[arg(value_name = "FILE")]
    files: Vec<String>,
    /// How findings are written: text on standard error; json, an object a line, or sarif, for code hosts, on standard output
    #[arg(long, value_name = "FORMAT", visible_alias = "message-format", default_value = "text")]
    format: Format,
    /// A folder that a `$ref` may lead into, beside those of the documents; can be given several times
    #[arg(long, value_name = "DIR")]
    allow_refs: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
    Sarif,
}

pub fn run(command: &Lint, env: &mut Env<'_>) -> Exit {
    match all(command, env) {
        Ok(Linted { diags, sources, .. }) => print(&diags, &sources, command.format, env),
        // What is wrong in the configuration is told in the same form.
        Err(rejected) => print(&rejected.diags, &rejected.sources, command.format, env),
    }
}

/// The documents of the configuration, or each file by itself: a fault of one must not hide what another has.
fn all(command: &Lint, env: &Env<'_>) -> Result<Linted, Box<Rejected>> {
    let disk = Disk::new(&env.root);
    let file = project::config(&env.root);
    // Files can be looked at where there is no project.
    let mut config = if env.root.join(file).exists() || command.files.is_empty() {
        let without = format!("`{} lint FILE` looks at one document", env.tool.command());
        project::load(&disk, &env.root, env.tool, &without)?
    } else {
        Config { apis: Vec::new(), ..Config::single("", "linted") }
    };
    config.allow_refs.extend(command.allow_refs.iter().map(|folder| absolute(folder, env)));
    // Names that cannot be read are told by `codegen`, which needs them.
    let _ = project::keep_names(&mut config, &disk, project::OUTPUT);
    if command.files.is_empty() {
        return Ok(lint(&disk, &config));
    }
    let asked: BTreeSet<String> = command.files.iter().map(|file| named(file, env)).collect();
    let mut linted = Linted::default();
    let mut known = BTreeSet::new();
    if !config.apis.is_empty() {
        let whole = lint(&disk, &config);
        known = whole.sources.files.iter().map(|(_, file)| file.shown.clone()).collect();
        if !asked.is_disjoint(&known) {
            linted = of_files(whole, &asked);
        }
    }
    for document in asked.difference(&known) {
        let single = Config {
            lints: config.lints.clone(),
            warnings: config.warnings,
            losses: config.losses,
            allow_refs: config.allow_refs.clone(),
            ..Config::single(document, "linted")
        };
        linted.join(lint(&disk, &single));
    }
    Ok(linted)
}

/// The findings in the files. Errors elsewhere are told, too, since they may hide what the files have.
fn of_files(mut linted: Linted, asked: &BTreeSet<String>) -> Linted {
    let Linted { diags, sources, .. } = &mut linted;
    let is_told = |found: &Diagnostic| {
        let is_asked = sources.get(found.location.file).is_some_and(|file| asked.contains(&file.shown));
        is_asked || found.code.severity() == Severity::Error
    };
    *diags = std::mem::take(diags).into_iter().filter(is_told).collect();
    linted
}

/// A file of the command line, seen from the root of the project if it is below it, so that it is called as the configuration
/// calls it and as a code host knows it.
fn named(file: &str, env: &Env<'_>) -> String {
    let whole = |path: &Path| lexical(&std::path::absolute(path).unwrap_or_else(|_| path.to_owned()));
    let path = whole(&env.current.join(file));
    let shown: PathBuf = path.strip_prefix(whole(&env.root)).map_or(path.clone(), Path::to_owned);
    let parts = shown.components().map(|part| match part {
        Component::Normal(name) => name.to_string_lossy().into_owned(),
        Component::RootDir => String::new(),
        Component::Prefix(_) | Component::CurDir | Component::ParentDir => {
            part.as_os_str().to_string_lossy().into_owned()
        }
    });
    parts.collect::<Vec<String>>().join("/")
}

/// How many files were read. One that a user named and that could not be read is among the sources, for the finding that says so.
fn files_read(diags: &Diags, sources: &SourceSet) -> usize {
    let unread = diags
        .iter()
        .filter(|found| found.code == Code::FileUnreadable && found.location.at == At::Pointer(String::new()));
    let unread: BTreeSet<FileId> = unread.map(|found| found.location.file).collect();
    sources.files.len() - unread.len()
}

/// Prints the findings. It ends with a fault if there is an error among them.
fn print(diags: &Diags, sources: &SourceSet, format: Format, env: &mut Env<'_>) -> Exit {
    match format {
        Format::Text => {
            if !diags.is_empty() {
                let _ = writeln!(env.err, "{}", render(diags, sources, style(env.terminal)));
            }
            let files = match files_read(diags, sources) {
                0 => "nothing was".to_owned(),
                files => counted(files, "file"),
            };
            let counts = report::count(diags, &Severity::ALL);
            let counts = if counts.is_empty() { "nothing found" } else { counts.as_str() };
            let _ = writeln!(env.out, "{files} read: {counts}");
            if let Some(more) = explain::pointer(diags.iter().map(|found| found.code), env) {
                let _ = writeln!(env.out, "{more}");
            }
        }
        Format::Json => {
            let _ = env.out.write_all(render(diags, sources, Style::Json).as_bytes());
        }
        Format::Sarif => {
            let _ = env.out.write_all(render(diags, sources, Style::Sarif).as_bytes());
        }
    }
    if diags.has_errors() { Exit::Fault } else { Exit::Done }
}
