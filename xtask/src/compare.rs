//! `cargo xtask compare`: what changed between two versions of what is compiled.

use clap::Args;
use generator::{
    Comparison, Config, Diags, Disk, Edition, EmittedNames, Files, Outcome, Rejected, ReportFormat, Revision, Severity,
    SourceSet, Verdict, today,
};

use crate::codegen::{absolute, print_diagnostics};
use crate::paths::lexical;
use crate::{Env, Exit, project, report};

/// The flags of the command.
#[derive(Args)]
pub struct Compare {
    /// The old version: an OpenAPI document, a folder with a `codegen.toml`, or a revision of git, such as `main` or `HEAD~3`;
    /// `main:specs/pets.yaml` is a document of a revision
    old: String,
    /// The new version, named in the same way
    new: String,
    /// The form of the report
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Which changes end the command with 1
    #[arg(long, value_enum, value_name = "CHANGES", default_value_t = FailOn::Breaking)]
    fail_on: FailOn,
    /// A folder that a `$ref` may lead into, beside those of the documents; can be given several times
    #[arg(long, value_name = "DIR")]
    allow_refs: Vec<String>,
}

/// The form of a report.
#[derive(Clone, Copy, clap::ValueEnum)]
enum Format {
    /// For a terminal
    Text,
    /// For a review or a release note
    Markdown,
    /// For programs
    Json,
}

/// Which changes end the command with 1.
#[derive(Clone, Copy, clap::ValueEnum)]
enum FailOn {
    /// Those after which programs may fail, unless they are approved
    Breaking,
    /// Any
    Any,
    /// None
    None,
}

impl Format {
    fn of_report(self) -> ReportFormat {
        match self {
            Self::Text => ReportFormat::Text,
            Self::Markdown => ReportFormat::Markdown,
            Self::Json => ReportFormat::Json,
        }
    }
}

pub fn run(command: &Compare, env: &mut Env<'_>) -> Exit {
    let allowed = allowed(command, env);
    let Some(old) = read(&command.old, &allowed, None, env) else { return Exit::Fault };
    let Some(new) = read(&command.new, &allowed, Some(&old), env) else { return Exit::Fault };
    let comparison = compare(&old, &new);
    let _ = env.out.write_all(comparison.report(command.format.of_report()).as_bytes());
    let worst = comparison.verdict();
    let fails = match command.fail_on {
        FailOn::Breaking => worst == Verdict::Breaking,
        FailOn::Any => !comparison.changes.is_empty(),
        FailOn::None => false,
    };
    if fails { Exit::Fault } else { Exit::Done }
}

/// A version that was compiled.
struct Read {
    config: Config,
    outcome: Outcome,
}

impl Read {
    /// What a comparison takes.
    fn edition(&self) -> Edition<'_> {
        Edition { outcome: &self.outcome, config: &self.config }
    }
}

/// Compares two versions, with the approvals that hold today.
fn compare(old: &Read, new: &Read) -> Comparison {
    generator::changes(old.edition(), new.edition(), &today())
}

/// Reads and compiles a version, or tells what is wrong with it. One without a crate has the names of the one before, as it would
/// if it were emitted after that.
fn read(named: &str, allowed: &[String], before: Option<&Read>, env: &mut Env<'_>) -> Option<Read> {
    let (files, mut config) = match source(named, allowed, env) {
        Ok(found) => found,
        Err(Fault::Unknown) => {
            let _ = writeln!(
                env.err,
                "error: `{named}` is neither a file, nor a folder with a `codegen.toml`, nor a revision of git\n\
                 help: name an OpenAPI document, a folder, or a revision such as `main` or `HEAD~3`"
            );
            return None;
        }
        Err(Fault::Config(rejected)) => return told(named, &rejected.diags, &rejected.sources, env),
        Err(Fault::Names(message)) => {
            let _ = writeln!(env.err, "error: {message}");
            return None;
        }
    };
    if let Some(before) = before.filter(|_| config.emitted_names == EmittedNames::default()) {
        config.emitted_names = names_after(before, &config);
    }
    match understand(&*files, config) {
        Ok(read) => Some(read),
        Err(outcome) => told(named, &outcome.diags, &outcome.sources, env),
    }
}

/// The names of a version, for the one that comes after it. A lone document may have another file name there.
fn names_after(before: &Read, config: &Config) -> EmittedNames {
    let names = before.outcome.emitted_names();
    match (before.config.apis.as_slice(), config.apis.as_slice()) {
        ([old], [new]) => match (old.documents.as_slice(), new.documents.as_slice()) {
            ([old], [new]) => names.moved(old, new),
            _ => names,
        },
        _ => names,
    }
}

/// Tells why a version cannot be compared.
fn told(named: &str, diags: &Diags, sources: &SourceSet, env: &mut Env<'_>) -> Option<Read> {
    print_diagnostics(diags, sources, env);
    let _ = writeln!(
        env.err,
        "error: `{named}` cannot be compared: {}",
        report::count(diags, &[Severity::Error, Severity::Warning])
    );
    None
}

/// Compiles what a configuration names as far as a comparison needs it.
fn understand(files: &(dyn Files + Sync), config: Config) -> Result<Read, Box<Outcome>> {
    let outcome = generator::understand(files, &config);
    if outcome.diags.has_errors() { Err(Box::new(outcome)) } else { Ok(Read { config, outcome }) }
}

/// Why a version cannot be read.
enum Fault {
    /// Nothing has this name.
    Unknown,
    Config(Box<Rejected>),
    /// The names of its crate cannot be read; the text says it.
    Names(String),
}

type Source = (Box<dyn Files + Sync>, Config);

/// The folders that a `$ref` may lead into, by their absolute paths: those of the command line, and those of the project, so that its
/// documents can be compared one by one.
fn allowed(command: &Compare, env: &Env<'_>) -> Vec<String> {
    let project = Config::load(&Disk::new(&env.root), project::config(&env.root));
    let of_project = project.map(|config| config.allow_refs).unwrap_or_default();
    let of_project = of_project.iter().map(|folder| lexical(&env.root.join(".").join(folder)).display().to_string());
    command.allow_refs.iter().map(|folder| absolute(folder, env)).chain(of_project).collect()
}

/// The files of a version, and its configuration.
fn source(named: &str, allowed: &[String], env: &Env<'_>) -> Result<Source, Fault> {
    let path = env.current.join(named);
    if path.is_file() {
        return Ok((Box::new(Disk::new(&env.current)), single(named, allowed)));
    }
    if path.is_dir() {
        let files = Disk::new(&path);
        let file = project::config(&path);
        if !path.join(file).is_file() {
            return Err(Fault::Unknown);
        }
        let mut config = Config::load(&files, file).map_err(Fault::Config)?;
        config.allow_refs.extend_from_slice(allowed);
        project::keep_names(&mut config, &files, project::OUTPUT).map_err(Fault::Names)?;
        return Ok((Box::new(files), config));
    }
    of_revision(named, allowed, env)
}

fn of_revision(named: &str, allowed: &[String], env: &Env<'_>) -> Result<Source, Fault> {
    if let Some((revision, document)) = named.split_once(':') {
        let revision = Revision::find(&env.current, revision).filter(|it| it.has(document)).ok_or(Fault::Unknown)?;
        return Ok((Box::new(revision), single(document, allowed)));
    }
    let revision = Revision::find(&env.root, named).ok_or(Fault::Unknown)?;
    let mut config = generator::config_of(&revision, project::config(&env.root)).map_err(Fault::Config)?;
    config.allow_refs.extend_from_slice(allowed);
    project::keep_names(&mut config, &revision, project::OUTPUT).map_err(Fault::Names)?;
    Ok((Box::new(revision), config))
}

/// The configuration of one document. Two versions of a document have one crate.
fn single(document: &str, allowed: &[String]) -> Config {
    Config { allow_refs: allowed.to_vec(), ..Config::single(document, "api") }
}
