//! `explain CODE`: what a finding means, why it matters, and how a document is mended. `explain --type NAME` and the like: why
//! a thing of the emitted crate is what it is.

use clap::{ArgGroup, Args, ValueEnum};
use generator::{Code, Config, Disk, Explanation, ExplanationFormat, NotFound, Outcome, Question, Severity};

use crate::codegen::{absolute, print_diagnostics};
use crate::{Env, Exit, project, report};

/// The options of the command.
#[derive(Args)]
#[command(group(ArgGroup::new("thing").args(["code", "type_name", "operation", "member"])))]
#[command(group(ArgGroup::new("question").args(["type_name", "operation", "member"])))]
pub struct Explain {
    /// A code such as W0604, or its name such as name-collision; without it, all codes are listed
    #[arg(value_name = "CODE")]
    code: Option<String>,
    /// Why a type of the emitted crate is what it is: its name in Rust, or the key of its schema
    #[arg(long = "type", value_name = "NAME")]
    type_name: Option<String>,
    /// Why a function is what it is, and which types it needs: an `operationId`, a method and path, or the function
    #[arg(long, value_name = "NAME")]
    operation: Option<String>,
    /// Why a member of a struct, a value or a variant of an enum is what it is, by its name in Rust or in the document
    #[arg(long, value_name = "TYPE.MEMBER")]
    member: Option<String>,
    /// The form of the answer
    #[arg(long, value_enum, default_value_t = Format::Text, requires = "question")]
    format: Format,
    /// An OpenAPI document, in place of what `codegen.toml` names; can be given several times
    #[arg(long, value_name = "FILE", requires = "question")]
    spec: Vec<String>,
    /// A folder that a `$ref` may lead into, beside those of the documents; can be given several times
    #[arg(long, value_name = "DIR", requires = "question")]
    allow_refs: Vec<String>,
}

/// The form of an answer.
#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For a terminal
    Text,
    /// For programs
    Json,
    /// What it needs, as a graph for Graphviz
    Dot,
}

impl Format {
    fn of_answer(self) -> ExplanationFormat {
        match self {
            Self::Text => ExplanationFormat::Text,
            Self::Json => ExplanationFormat::Json,
            Self::Dot => ExplanationFormat::Dot,
        }
    }
}

impl Explain {
    fn question(&self) -> Option<Question> {
        let ty = || self.type_name.clone().map(Question::Type);
        let operation = || self.operation.clone().map(Question::Operation);
        ty().or_else(operation).or_else(|| self.member.clone().map(Question::Member))
    }
}

pub fn run(command: &Explain, env: &mut Env<'_>) -> Exit {
    if let Some(question) = command.question() {
        return thing(command, &question, env);
    }
    let Some(written) = &command.code else {
        let _ = env.out.write_all(list().as_bytes());
        return Exit::Done;
    };
    match Code::find(written) {
        Some(code) => {
            let _ = env.out.write_all(page(code).as_bytes());
            Exit::Done
        }
        None => {
            let tool = env.tool.command();
            let _ = writeln!(
                env.err,
                "error: `{written}` is no code of a finding\nhelp: `{tool} explain` lists them; \
                 `--type`, `--operation` and `--member` explain what is in the crate"
            );
            Exit::Usage
        }
    }
}

/// Explains a thing of what `codegen.toml` names, or of the documents that are given.
fn thing(command: &Explain, question: &Question, env: &mut Env<'_>) -> Exit {
    let Some(answers) = answers(command, question, env) else { return Exit::Fault };
    let mut missing = None;
    let mut is_found = false;
    for answer in answers {
        match answer {
            Ok(explanation) => {
                let separator = if is_found { "\n" } else { "" };
                is_found = true;
                let _ = write!(env.out, "{separator}{}", explanation.report(command.format.of_answer()));
            }
            Err(unknown) => {
                missing.get_or_insert(unknown);
            }
        }
    }
    match missing {
        Some(NotFound { message, near }) if !is_found => {
            let near: Vec<String> = near.iter().map(|name| format!("`{name}`")).collect();
            let help =
                if near.is_empty() { String::new() } else { format!("\nhelp: did you mean {}?", near.join(" or ")) };
            let _ = writeln!(env.err, "error: {message}{help}");
            Exit::Usage
        }
        Some(_) | None => Exit::Done,
    }
}

/// The answer of each configuration. None: a document is at fault, which is told.
fn answers(command: &Explain, question: &Question, env: &mut Env<'_>) -> Option<Vec<Result<Explanation, NotFound>>> {
    let is_project = command.spec.is_empty();
    let disk = Disk::new(if is_project { &env.root } else { &env.current });
    let mut configs = Vec::new();
    if is_project {
        match project::load(&disk, &env.root, env.tool, "`--spec FILE` names a document") {
            Ok(mut config) => {
                if let Err(message) = project::keep_names(&mut config, &disk, project::OUTPUT) {
                    let _ = writeln!(env.err, "error: {message}");
                    return None;
                }
                configs.push(config);
            }
            Err(rejected) => {
                print_diagnostics(&rejected.diags, &rejected.sources, env);
                return None;
            }
        }
    }
    configs.extend(command.spec.iter().map(|file| Config::single(file, "api")));
    let mut answers = Vec::new();
    for mut config in configs {
        config.allow_refs.extend(command.allow_refs.iter().map(|folder| absolute(folder, env)));
        let outcome = generator::understand(&disk, &config);
        if outcome.diags.has_errors() {
            told(&outcome, env);
            return None;
        }
        answers.push(generator::explain(&outcome, &config, question));
    }
    Some(answers)
}

/// Tells why nothing can be explained.
fn told(outcome: &Outcome, env: &mut Env<'_>) {
    print_diagnostics(&outcome.diags, &outcome.sources, env);
    let counts = report::count(&outcome.diags, &[Severity::Error]);
    let _ = writeln!(env.err, "error: nothing can be explained: {counts}");
}

/// The page, and how the user sets how bad such findings are.
fn page(code: Code) -> String {
    let (text, name, severity) = (code.as_str(), code.name(), said(code.severity()));
    let page = code.page();
    let level = if code.is_settable() {
        format!(
            "It is {severity} unless `codegen.toml` says otherwise, by the code or by its name, `{name}`:\n\n\
             ```toml\n[lints]\n{text} = \"error\" # or \"warning\", or \"off\"\n```\n"
        )
    } else {
        format!("It is always {severity}, called `{name}`: nothing can be emitted from what it tells of.\n")
    };
    format!("{page}\n## Level\n\n{level}")
}

fn said(severity: Severity) -> &'static str {
    match severity {
        Severity::Loss => "a loss",
        Severity::Note => "a note",
        Severity::Warning => "a warning",
        Severity::Error => "an error",
    }
}

/// Every code with its severity, its name and its title.
fn list() -> String {
    let mut codes = Code::ALL.to_vec();
    codes.sort_by_key(|code| code.as_str());
    let width = codes.iter().map(|code| code.name().len()).max().unwrap_or_default();
    let line = |code: &Code| {
        let severity = code.severity().as_str();
        format!("{}  {severity:<7}  {:<width$}  {}\n", code.as_str(), code.name(), code.title())
    };
    codes.iter().map(line).collect()
}

/// The line at the end of a run that has findings with these codes: it says where more is told. None for no codes.
pub fn pointer(codes: impl IntoIterator<Item = Code>, env: &Env<'_>) -> Option<String> {
    let mut codes: Vec<&str> = codes.into_iter().map(Code::as_str).collect();
    codes.sort_unstable();
    codes.dedup();
    let tool = env.tool.command();
    match codes.as_slice() {
        [] => None,
        [one] => Some(format!("more: `{tool} explain {one}`")),
        several => Some(format!("more: `{tool} explain CODE`, for {}", several.join(", "))),
    }
}
