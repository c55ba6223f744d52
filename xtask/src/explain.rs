//! `explain CODE`: what a finding means, why it matters, and how a document is mended.

use clap::Args;
use generator::{Code, Severity};

use crate::{Env, Exit};

/// The options of the command.
#[derive(Args)]
pub struct Explain {
    /// A code such as W0604, or its name such as name-collision; without it, all codes are listed
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

pub fn run(command: &Explain, env: &mut Env<'_>) -> Exit {
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
            let _ = writeln!(env.err, "error: `{written}` is no code of a finding\nhelp: `{tool} explain` lists them");
            Exit::Usage
        }
    }
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
