//! How is a facts file read and written? It is YAML of plain maps, in which a fact that changes changes few lines.

use std::fmt;

use generator::internals::source::index;
use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::facts::{Fact, Page};
use crate::yaml;

/// A facts file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ledger {
    /// The document that it stands beside, relative to its own folder. Empty: facts that are only printed.
    pub specification: String,
    /// What the specification says and no page does, by place, each with its source. `*` stands for a key, `**` for any
    /// keys; a place covers what is below it.
    pub sources: IndexMap<String, String>,
    /// The pages, each with its facts.
    pub pages: Vec<Page>,
}

/// Why a facts file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
    /// What is wrong.
    pub why: String,
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.why)
    }
}

impl std::error::Error for Malformed {}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Top {
    #[serde(default)]
    specification: String,
    #[serde(default)]
    sources: IndexMap<String, String>,
    #[serde(default)]
    pages: Vec<Map<String, Value>>,
}

impl Ledger {
    /// Reads a facts file.
    ///
    /// # Errors
    /// If it is no YAML, or a part has another shape; the error says which line.
    pub fn parse(text: &str) -> Result<Self, Malformed> {
        let top: Top = serde_yaml::from_str(text).map_err(|error| {
            let at = error.location();
            let (line, column) = at.map_or((1, 1), |at| (at.line(), at.column()));
            Malformed { line, column, why: error.to_string() }
        })?;
        let at = |pointer: String, why: String| {
            let located = index::locate(text, 0, &[&pointer]);
            let start = located.get(&pointer).map(|it| it.key.unwrap_or(it.value).start);
            let (line, column) = start.map_or((1, 1), |start| (start.line, start.column));
            Malformed { line, column, why }
        };
        let mut pages = Vec::new();
        for (number, mut members) in top.pages.into_iter().enumerate() {
            let written = match members.insert("facts".to_owned(), json!([])) {
                Some(Value::Array(facts)) => facts,
                _ => Vec::new(),
            };
            let mut page: Page = serde_json::from_value(Value::Object(members))
                .map_err(|error| at(format!("/pages/{number}"), format!("a page is malformed: {error}")))?;
            for (index, fact) in written.into_iter().enumerate() {
                let id = fact.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
                let fact: Fact = serde_json::from_value(fact).map_err(|error| {
                    at(format!("/pages/{number}/facts/{index}"), format!("the fact `{id}` is malformed: {error}"))
                })?;
                if page.facts.iter().any(|it| it.id == fact.id) {
                    return Err(at(format!("/pages/{number}/facts/{index}"), format!("the id `{id}` is given twice")));
                }
                page.facts.push(fact);
            }
            pages.push(page);
        }
        Ok(Self { specification: top.specification, sources: top.sources, pages })
    }

    /// The text of the facts file.
    pub fn text(&self) -> String {
        // Facts that are printed stand beside no specification.
        let mut text = if self.specification.is_empty() {
            "# What the documentation says.\n".to_owned()
        } else {
            let mut text = format!(
                "# What the documentation says, and where {} holds it. `cargo xtask docs` checks it.\n# `cargo xtask \
                 import` writes the facts; people add waivers, mends and sources.\n",
                self.specification
            );
            yaml::member(&mut text, 0, "specification", &json!(self.specification));
            text
        };
        if !self.sources.is_empty() {
            text.push_str("sources:\n");
            for (place, source) in &self.sources {
                yaml::member(&mut text, 2, place, &json!(source));
            }
        }
        text.push_str("pages:\n");
        for page in &self.pages {
            page_text(&mut text, page);
        }
        text
    }

    /// Every fact with its page.
    pub fn facts(&self) -> impl Iterator<Item = (&Page, &Fact)> {
        self.pages.iter().flat_map(|page| page.facts.iter().map(move |fact| (page, fact)))
    }
}

fn page_text(text: &mut String, page: &Page) {
    let members = [
        ("name", Some(&page.name)),
        ("address", page.address.as_ref()),
        ("file", Some(&page.file)),
        ("digest", Some(&page.digest)),
        ("date", Some(&page.date)),
        ("profile", Some(&page.profile)),
    ];
    let given = members.into_iter().filter_map(|(name, value)| value.map(|value| (name, value)));
    for (index, (name, value)) in given.enumerate() {
        text.push_str(if index == 0 { "  - " } else { "    " });
        yaml::rest(text, 4, name, &json!(value));
    }
    text.push_str("    facts:\n");
    for fact in &page.facts {
        let Ok(Value::Object(members)) = serde_json::to_value(fact) else { continue };
        for (index, (name, value)) in members.iter().enumerate() {
            text.push_str(if index == 0 { "      - " } else { "        " });
            yaml::rest(text, 8, name, value);
        }
    }
}
