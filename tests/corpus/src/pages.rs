//! `cargo run --release -p corpus -- pages DIR --profile P`: how much of many pages of documentation is read, and
//! whether every other line of a table is told.
//!
//! What is counted beside the reader is counted by rules of its own, so that the two can be held against each other: a
//! row is a line with bars below a line of hyphens, and an operation is a line that begins with a method and a path.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{fs, io};

use ::pages::facts::Statement;
use ::pages::{Profile, Reading, profile};

use crate::procfs::own_cpu_seconds;

/// What became of many pages.
#[derive(Debug, Default, PartialEq)]
pub struct Census {
    pub pages: usize,
    /// Pages with an operation.
    pub with_operation: usize,
    /// Facts by kind.
    pub facts: BTreeMap<String, usize>,
    /// What a person must decide, by kind.
    pub to_decide: BTreeMap<String, usize>,
    /// What was not read, by kind.
    pub not_read: BTreeMap<String, usize>,
    /// Lines of tables, by the heads of the tables that they stand in.
    pub rows: BTreeMap<String, Lines>,
    /// Lines that begin with a method and a path.
    pub requests: Lines,
    pub seconds: f64,
}

/// Lines of one kind, and what became of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Lines {
    pub all: usize,
    /// A fact has the line.
    pub read: usize,
    /// No fact has it, and the reader told it.
    pub told: usize,
}

impl Lines {
    fn add(&mut self, line: usize, facts: &BTreeSet<usize>, told: &BTreeSet<usize>) {
        self.all += 1;
        if facts.contains(&line) {
            self.read += 1;
        } else if told.contains(&line) {
            self.told += 1;
        }
    }

    fn row(self, what: &str) -> String {
        let share = 100.0 * self.read as f64 / self.all.max(1) as f64;
        let silent = self.all - self.read - self.told;
        format!("| {what} | {} | {} | {share:.2} % | {} | {silent} |\n", self.all, self.read, self.told)
    }
}

/// Reads every page below a folder.
///
/// # Errors
///
/// The folder or a page cannot be read, or there is no such profile.
pub fn census(folder: &Path, name: &str) -> Result<Census, String> {
    let profile = if name.ends_with(".toml") {
        let text = fs::read_to_string(name).map_err(|error| format!("{name} cannot be read: {error}"))?;
        text.parse().map_err(|error| format!("{name}: {error}"))?
    } else {
        profile::shipped(name).map_err(|error| error.to_string())?
    };
    let texts = texts(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let started = own_cpu_seconds();
    let read: Vec<Reading> = texts.iter().map(|(file, text)| ::pages::read(text, file, &profile)).collect();
    let mut census = Census { seconds: own_cpu_seconds() - started, ..Census::default() };
    for ((_, text), reading) in texts.iter().zip(&read) {
        census.add(text, reading, &profile);
    }
    Ok(census)
}

impl Census {
    fn add(&mut self, text: &str, reading: &Reading, profile: &Profile) {
        self.pages += 1;
        let operation = |says: &Statement| matches!(says, Statement::Operation { .. });
        self.with_operation += usize::from(reading.page.facts.iter().any(|fact| operation(&fact.says)));
        for fact in &reading.page.facts {
            *self.facts.entry(kind(&fact.says)).or_default() += 1;
        }
        for open in &reading.to_decide {
            *self.to_decide.entry(without_names(&open.what)).or_default() += 1;
        }
        for told in &reading.not_read {
            *self.not_read.entry(without_names(&told.what)).or_default() += 1;
        }
        let facts = reading.page.facts.iter().map(|fact| fact.line).chain(reading.lines.iter().copied()).collect();
        let decided = reading.to_decide.iter().map(|open| open.line);
        let told = reading.not_read.iter().map(|told| told.line).chain(decided).collect();
        for (line, head) in rows(text) {
            let known: Vec<String> = head.iter().map(|head| column(head, profile)).collect();
            self.rows.entry(known.join(", ")).or_default().add(line, &facts, &told);
        }
        for line in requests(text) {
            self.requests.add(line, &facts, &told);
        }
    }

    /// The report, in Markdown.
    pub fn report(&self, title: &str) -> String {
        let mut text = format!(
            "## {title}\n\n{} pages, {} of them with an operation; {:.2} CPU seconds.\n\n",
            self.pages, self.with_operation, self.seconds
        );
        text.push_str("| lines | all | with a fact | share | told | silent |\n|---|---:|---:|---:|---:|---:|\n");
        text.push_str(&self.requests.row("a method and a path"));
        let mut rows: Vec<_> = self.rows.iter().collect();
        rows.sort_by_key(|(_, lines)| std::cmp::Reverse(lines.all));
        let mut rest = Lines::default();
        for (index, (heads, lines)) in rows.into_iter().enumerate() {
            if index < 12 {
                text.push_str(&lines.row(&format!("rows of {heads}")));
            } else {
                rest = Lines { all: rest.all + lines.all, read: rest.read + lines.read, told: rest.told + lines.told };
            }
        }
        text.push_str(&rest.row("rows of other tables"));
        text.push_str(&most([("Facts", &self.facts), ("To decide", &self.to_decide), ("Not read", &self.not_read)]));
        text
    }
}

/// The sums of counts, each with the most frequent kinds.
pub(crate) fn most<'c>(counts: impl IntoIterator<Item = (&'c str, &'c BTreeMap<String, usize>)>) -> String {
    let mut text = String::new();
    for (what, counts) in counts {
        let mut counts: Vec<_> = counts.iter().collect();
        counts.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
        let all: usize = counts.iter().map(|(_, count)| **count).sum();
        let listed = counts.iter().take(16).map(|(kind, count)| format!("{count} {kind}")).collect::<Vec<_>>();
        let _ = writeln!(text, "\n{what}: {all}. {}.", listed.join("; "));
    }
    text
}

/// What a column of a head is for a profile.
fn column(head: &str, profile: &Profile) -> String {
    let known = profile.column(head).map(|(column, _)| format!("{column:?}").to_lowercase());
    known.or_else(|| profile.cloud(head).map(|_| "cloud".to_owned())).unwrap_or_else(|| "?".to_owned())
}

/// The texts of the pages below a folder, by name.
fn texts(folder: &Path) -> io::Result<Vec<(String, String)>> {
    let read =
        |path: PathBuf| Ok((path.display().to_string(), String::from_utf8_lossy(&fs::read(&path)?).into_owned()));
    files(folder)?.into_iter().map(read).collect()
}

/// Pages below a folder, by name.
pub(crate) fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            let inner: io::Result<Vec<PathBuf>> = fs::read_dir(&path)?.map(|entry| Ok(entry?.path())).collect();
            open.extend(inner?);
        } else if path
            .extension()
            .is_some_and(|ending| ["md", "mdx", "markdown", "txt"].iter().any(|known| ending == *known))
        {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// The kind of a fact.
fn kind(says: &Statement) -> String {
    let value = serde_json::to_value(says).unwrap_or_default();
    value["kind"].as_str().unwrap_or_default().to_owned()
}

/// A sentence without what it quotes, so that those of one kind are one: `the type … is not known`.
pub(crate) fn without_names(what: &str) -> String {
    let quoted: Vec<&str> = what.split('`').step_by(2).collect();
    let plain = quoted.join("…");
    let labelled = plain.split_once(": ").map(|(label, _)| label).filter(|label| !label.contains(' '));
    labelled.map_or(plain.clone(), |label| format!("{label} of prose"))
}

/// The rows of tables outside of code, with the heads of their columns.
fn rows(text: &str) -> Vec<(usize, Vec<String>)> {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let mut found = Vec::new();
    let mut head: Option<Vec<String>> = None;
    for (index, (line, plain)) in lines.iter().zip(outside_code(&lines)).enumerate() {
        if !plain || !line.contains('|') {
            head = None;
        } else if let Some(before) =
            index.checked_sub(1).and_then(|before| lines.get(before)).filter(|_| is_divider(line))
        {
            head = Some(before.trim_matches('|').split('|').map(|cell| cell.trim().replace("**", "")).collect());
        } else if let Some(head) = head.as_ref().filter(|_| line.chars().any(char::is_alphanumeric)) {
            found.push((index + 1, head.clone()));
        }
    }
    found
}

fn is_divider(line: &str) -> bool {
    line.contains("--") && line.chars().all(|letter| matches!(letter, '|' | '-' | ':' | ' ' | '\t'))
}

/// Lines of code that are a method and a path.
fn requests(text: &str) -> Vec<usize> {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let is_request = |line: &str| {
        let (method, path) = line.split_once(' ').unwrap_or_default();
        ["GET", "POST", "PUT", "PATCH", "DELETE"].contains(&method) && path.trim_start().starts_with('/')
    };
    let numbered = (1..).zip(lines.iter().zip(outside_code(&lines)));
    numbered.filter(|(_, (line, plain))| !plain && is_request(line)).map(|(number, _)| number).collect()
}

/// Whether each line is outside of fences of code.
fn outside_code(lines: &[&str]) -> Vec<bool> {
    let mut fenced = false;
    let outside = |line: &&str| {
        let fence = line.starts_with("```") || line.starts_with("~~~");
        fenced ^= fence;
        !fenced && !fence
    };
    lines.iter().map(outside).collect()
}
