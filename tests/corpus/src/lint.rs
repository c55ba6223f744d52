//! What do real documents get wrong most? Each is linted, and the findings are counted by code and by message.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use generator::internals::vocabulary::{Kind, member};
use generator::{Code, Config, Diags, Disk, Linted, Severity, lint, thousands};

use crate::list::{Document, documents};
use crate::pool;

/// How many messages are listed.
const MESSAGES: usize = 40;

/// What was found in a document, each finding once.
type Found = Vec<(Code, Severity, String)>;

/// How many documents have it, and how often it occurs in all of them.
#[derive(Default)]
struct Count {
    documents: usize,
    findings: usize,
}

/// What became of all documents.
#[derive(Default)]
struct Totals {
    documents: usize,
    clean: usize,
    refused: usize,
    panicked: Vec<String>,
    codes: BTreeMap<Code, Count>,
    messages: BTreeMap<(Code, String), Count>,
}

/// The table of all documents below a folder, and whether none of them made the compiler panic.
///
/// # Errors
///
/// If the folder cannot be read.
pub fn table(dir: &Path, jobs: usize) -> io::Result<(String, bool)> {
    let disk = Disk::new(dir);
    let all = documents(dir)?;
    let mut totals = Totals { documents: all.len(), ..Totals::default() };
    pool::run(
        &all,
        jobs,
        |_, document: &Document| {
            let config = Config::single(&document.path, "linted");
            let linted = catch_unwind(AssertUnwindSafe(|| lint(&disk, &config)));
            (document.path.clone(), linted.map(|Linted { diags, .. }| once(&diags)))
        },
        |(path, found)| {
            match found {
                Ok(found) => totals.add(&found),
                Err(_) => totals.panicked.push(path),
            }
            io::Result::Ok(())
        },
    )?;
    let none_panicked = totals.panicked.is_empty();
    Ok((totals.text(), none_panicked))
}

/// Each finding once, as it is printed.
fn once(diags: &Diags) -> Found {
    let mut seen = BTreeSet::new();
    let mut found = Found::new();
    for it in diags.iter() {
        if seen.insert((it.code, &it.location, &it.message)) {
            found.push((it.code, it.severity, shape(&it.message)));
        }
    }
    found
}

/// A message without what is of its document: names, values and numbers.
fn shape(message: &str) -> String {
    // Members of an API may be called as keywords are.
    let is_about_members = message.contains("property") || message.contains(" is required,");
    let message = message.replace("\\\"", "'");
    let mut shape = String::new();
    // What stands between two backticks is of the document, unless it is a keyword.
    for (index, part) in message.split('`').enumerate() {
        match index % 2 {
            0 => shape.push_str(&without_values(part)),
            _ if is_keyword(part) && !is_about_members => {
                let _ = write!(shape, "`{part}`");
            }
            _ => shape.push_str("`…`"),
        }
    }
    shape
}

/// Kinds of objects whose keywords messages name.
const KINDS: [Kind; 9] = [
    Kind::Document,
    Kind::Info,
    Kind::Operation,
    Kind::Parameter,
    Kind::Response,
    Kind::RequestBody,
    Kind::Schema,
    Kind::SecurityScheme,
    Kind::Discriminator,
];

/// Whether a word is one of OpenAPI, or a type of JSON.
fn is_keyword(word: &str) -> bool {
    KINDS.iter().any(|kind| member(*kind, word).is_some()) || word.starts_with("type: ")
}

/// Numbers, paths and texts in quotes become `…`.
fn without_values(text: &str) -> String {
    let mut quoted = false;
    let pieces = text.split('"').map(|piece| {
        let kept = if quoted { "…".to_owned() } else { words(piece) };
        quoted = !quoted;
        kept
    });
    pieces.collect::<Vec<String>>().join("\"")
}

fn words(text: &str) -> String {
    let is_value = |word: &str| {
        word.starts_with(['/', '{', '['])
            || word.trim_end_matches([',', ';', ':']).parse::<f64>().is_ok()
            || word.contains('/')
    };
    let each = text.split(' ').map(|word| if is_value(word) { "…" } else { word });
    each.collect::<Vec<&str>>().join(" ")
}

impl Totals {
    fn add(&mut self, found: &Found) {
        self.clean += usize::from(found.is_empty());
        self.refused += usize::from(found.iter().any(|(_, severity, _)| *severity == Severity::Error));
        let mut codes = BTreeSet::new();
        let mut messages = BTreeSet::new();
        for (code, _, message) in found {
            let key = (*code, message.clone());
            let count = self.codes.entry(*code).or_default();
            count.findings += 1;
            count.documents += usize::from(codes.insert(*code));
            let count = self.messages.entry(key.clone()).or_default();
            count.findings += 1;
            count.documents += usize::from(messages.insert(key));
        }
    }

    fn text(&self) -> String {
        let mut text = format!(
            "# What real documents get wrong\n\n\
             Written by `cargo run --release -p corpus -- --lint DIR > tests/reports/lint.md`, which lints each OpenAPI document below\n\
             a folder by itself. [What the codes mean](../../generator/CODES.md).\n\n\
             | documents | nothing found | an error among the findings | panics |\n|---:|---:|---:|---:|\n\
             | {} | {} | {} | {} |\n",
            thousands(self.documents),
            thousands(self.clean),
            thousands(self.refused),
            self.panicked.len()
        );
        for path in &self.panicked {
            let _ = writeln!(text, "\n- a panic: {path}");
        }
        text.push_str(
            "\n## By code\n\n| code | level | what it means | documents | findings |\n|---|---|---|---:|---:|\n",
        );
        let mut codes: Vec<(&Code, &Count)> = self.codes.iter().collect();
        codes.sort_by_key(|(code, count)| (std::cmp::Reverse(count.documents), code.as_str()));
        for (code, Count { documents, findings }) in codes {
            let (documents, findings) = (thousands(*documents), thousands(*findings));
            let (level, title) = (code.severity().as_str(), code.title());
            let _ = writeln!(text, "| {} | {level} | {title} | {documents} | {findings} |", code.as_str());
        }
        text.push_str(
            "\n## By message\n\nWarnings and errors alone; names and values are `…`.\n\n\
             | code | message | documents | findings |\n|---|---|---:|---:|\n",
        );
        let is_fault = |(code, _): &&(Code, String)| code.severity() >= Severity::Warning;
        let mut messages: Vec<(&(Code, String), &Count)> =
            self.messages.iter().filter(|(key, _)| is_fault(key)).collect();
        messages.sort_by_key(|(key, count)| (std::cmp::Reverse(count.documents), (*key).clone()));
        for ((code, message), Count { documents, findings }) in messages.into_iter().take(MESSAGES) {
            let (documents, findings) = (thousands(*documents), thousands(*findings));
            let message = message.replace('|', "\\|");
            let _ = writeln!(text, "| {} | {message} | {documents} | {findings} |", code.as_str());
        }
        text
    }
}
