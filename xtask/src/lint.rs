//! `lint [FILES]`: all that the compiler knows of documents, without a crate.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use clap::{Args, ValueEnum};
use generator::{
    ApiConfig, Config, Diagnostic, Diags, Disk, Linted, Rejected, Severity, SourceSet, Style, lint, render, thousands,
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

/// The documents of the configuration, and each other file as an API of its own.
fn all(command: &Lint, env: &Env<'_>) -> Result<Linted, Box<Rejected>> {
    let disk = Disk::new(&env.root);
    let file = project::config(&env.root);
    // Files can be looked at where there is no project.
    let mut config = if env.root.join(file).exists() || command.files.is_empty() {
        Config::load(&disk, file)?
    } else {
        Config { apis: Vec::new(), ..Config::single("", "linted") }
    };
    config.allow_refs.extend(command.allow_refs.iter().map(|folder| absolute(folder, env)));
    if command.files.is_empty() {
        return Ok(lint(&disk, &config));
    }
    let asked: BTreeSet<String> = command.files.iter().map(|file| named(file, env)).collect();
    let whole = (!config.apis.is_empty()).then(|| lint(&disk, &config));
    let read: BTreeSet<String> = whole.iter().flat_map(|it| &it.sources.files).map(|it| it.1.shown.clone()).collect();
    let others = asked.iter().filter(|file| !read.contains(*file)).enumerate();
    let others: Vec<ApiConfig> = others.map(|(number, file)| alone(number, file)).collect();
    let mut linted = match whole {
        Some(whole) if others.is_empty() => whole,
        Some(_) | None => {
            config.apis.extend(others);
            lint(&disk, &config)
        }
    };
    let sources = &linted.sources;
    let is_asked = |found: &Diagnostic| {
        let file = sources.get(found.location.file).map(|file| &file.shown);
        file.is_none_or(|file| asked.contains(file) || !read.contains(file))
    };
    linted.diags = linted.diags.into_iter().filter(is_asked).collect();
    Ok(linted)
}

/// A document that is looked at by itself. Its types are its own, as those of each module are.
fn alone(number: usize, file: &str) -> ApiConfig {
    ApiConfig { module: Some(format!("linted_{number}")), documents: vec![file.to_owned()], ..ApiConfig::default() }
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

/// Prints the findings. It ends with a fault if there is an error among them.
fn print(diags: &Diags, sources: &SourceSet, format: Format, env: &mut Env<'_>) -> Exit {
    match format {
        Format::Text => {
            if !diags.is_empty() {
                let _ = writeln!(env.err, "{}", render(diags, sources, style(env.terminal)));
            }
            let files = match sources.files.len() {
                1 => "1 file".to_owned(),
                several => format!("{} files", thousands(several)),
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
