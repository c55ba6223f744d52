//! Which part of a file that we share with the user is ours: regions between two marks, and how a new text of them comes
//! into the file.
//!
//! What stands outside the regions is the user's, and is kept byte for byte. A key that the user writes into a table of
//! ours wins: our line with that key is left out, since TOML takes no key twice.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use toml::{Table, Value};

/// The marks of a region. Its name follows.
const BEGIN: &str = "# codegen: begin ";
const END: &str = "# codegen: end ";

/// A text between its marks.
pub fn region(name: &str, text: &str) -> String {
    format!("{BEGIN}{name}\n{text}{END}{name}\n")
}

/// Whether a text has regions.
pub fn has_regions(text: &str) -> bool {
    text.lines().any(|line| line.starts_with(BEGIN))
}

/// Why the regions of a file cannot be replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegionFault {
    /// From 1.
    line: usize,
    why: String,
}

impl fmt::Display for RegionFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.why)
    }
}

/// A part of a file.
#[derive(Debug, PartialEq, Eq)]
enum Part<'t> {
    /// The user's.
    Own(&'t str),
    /// Ours, without the marks.
    Region { name: &'t str, text: String },
}

/// The text of the file on the disk, with the regions of the new text. A new region goes to the end, and one that is no
/// longer emitted is taken away.
///
/// # Errors
/// When a mark lacks its other one, or what the user wrote is no TOML.
pub fn merge(new: &str, old: &str) -> Result<String, RegionFault> {
    let (new, old) = (parts(new)?, parts(old)?);
    let own = keys_of_user(&old)?;
    let mut rest: BTreeMap<&str, &str> = BTreeMap::new();
    let mut order = Vec::new();
    for part in &new {
        if let Part::Region { name, text } = part {
            rest.insert(name, text);
            order.push(*name);
        }
    }
    let mut out = String::new();
    for part in &old {
        match part {
            Part::Own(text) => out.push_str(text),
            Part::Region { name, text: _ } => {
                if let Some(text) = rest.remove(name) {
                    out.push_str(&region(name, &without(text, &own)));
                }
            }
        }
    }
    for name in order {
        if let Some(text) = rest.remove(name) {
            out.push_str(&format!("\n{}", region(name, &without(text, &own))));
        }
    }
    Ok(out)
}

/// The parts of a text, in order.
fn parts(text: &str) -> Result<Vec<Part<'_>>, RegionFault> {
    let mut parts = Vec::new();
    let mut open: Option<(usize, &str, String)> = None;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        let fault = |why: String| RegionFault { line: index + 1, why };
        let begins = line.strip_prefix(BEGIN).map(str::trim_end);
        let ends = line.strip_prefix(END).map(str::trim_end);
        match (begins, ends, open.take()) {
            (Some(name), _, None) => open = Some((index + 1, name, String::new())),
            (Some(name), _, Some((_, other, _))) => {
                return Err(fault(format!("`{BEGIN}{name}` stands inside of `{other}`, whose end is missing")));
            }
            (None, Some(name), Some((_, other, text))) if name == other => parts.push(Part::Region { name, text }),
            (None, Some(name), _) => return Err(fault(format!("`{END}{name}` has no beginning"))),
            (None, None, Some((at, name, text))) => open = Some((at, name, text + line)),
            (None, None, None) => parts.push(Part::Own(line)),
        }
    }
    match open {
        Some((line, name, _)) => {
            Err(RegionFault { line, why: format!("`{BEGIN}{name}` has no end: add `{END}{name}`") })
        }
        None => Ok(parts),
    }
}

/// The keys that the user wrote, by the table that they stand in.
fn keys_of_user(parts: &[Part<'_>]) -> Result<BTreeMap<String, BTreeSet<String>>, RegionFault> {
    // Of a region only the headers of tables are left, since lines of the user may follow below them. The lines of the
    // file keep their numbers.
    let mut text = String::new();
    for part in parts {
        match part {
            Part::Own(own) => text.push_str(own),
            Part::Region { name: _, text: ours } => {
                text.push('\n');
                for line in ours.lines() {
                    text.push_str(if line.starts_with('[') { line } else { "" });
                    text.push('\n');
                }
                text.push('\n');
            }
        }
    }
    let table: Table = toml::from_str(&text).map_err(|error| {
        let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
        RegionFault { line: before.matches('\n').count() + 1, why: error.message().trim().replace('\n', ", ") }
    })?;
    let keys = |value: Value| match value {
        Value::Table(table) => table.into_iter().map(|(key, _)| key).collect(),
        Value::String(_)
        | Value::Integer(_)
        | Value::Float(_)
        | Value::Boolean(_)
        | Value::Datetime(_)
        | Value::Array(_) => BTreeSet::new(),
    };
    let mut found: BTreeMap<String, BTreeSet<String>> =
        table.into_iter().map(|(name, value)| (name, keys(value))).collect();
    // What has a licence of the user's may be published.
    if let Some(package) = found.get_mut("package")
        && ["license", "license-file"].iter().any(|key| package.contains(*key))
    {
        package.extend(["publish", "license"].map(str::to_owned));
    }
    Ok(found)
}

/// A region without the entries that the user has.
fn without(text: &str, own: &BTreeMap<String, BTreeSet<String>>) -> String {
    let mut table = "";
    let mut is_left_out = false;
    let mut out = String::new();
    for line in text.split_inclusive('\n') {
        let key = line.split_once(" = ").map(|(key, _)| key).filter(|key| !key.starts_with([' ', '#', '"']));
        if let Some(name) = line.trim_end().strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            // A dependency that only some platforms have gives way to one of the user for all.
            table = name.rsplit('.').next().unwrap_or(name);
            is_left_out = false;
        } else if let Some(key) = key {
            is_left_out = own.get(table).is_some_and(|keys| keys.contains(key));
        } else if line.starts_with('#') || line.trim().is_empty() {
            is_left_out = false;
        }
        if !is_left_out {
            out.push_str(line);
        }
    }
    out
}
