//! The list of operations that the README and the front page of the emitted crate have: each operation of a small API,
//! each module of a large one.

use std::collections::BTreeMap;

use super::cx::Model;
use super::docs::prose;
use super::operation_spec::method;
use crate::ir::{Docs, Operation, OperationId};
use crate::names::Name;

/// Up to this many operations are listed one by one. A longer list is not read, so that modules are listed instead.
const LISTED: usize = 100;

/// Where the list stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In the README, which has no links to items, and no summaries: a changed summary changes the front page only.
    Readme,
    /// On the front page of a crate that is always compiled as a whole. Rustdoc resolves links to items.
    FrontPage,
    /// On the front page of a crate whose modules are features. Rustdoc would warn of a link to an item that is off, so
    /// that a link leads to the page of the module.
    FrontPageOfParts,
}

/// The list, as lines of Markdown. Empty when there are no operations.
pub fn lines(models: &[Model], place: Place) -> Vec<String> {
    let count: usize = models.iter().map(|model| model.api.operations.len()).sum();
    let is_short = count <= LISTED && place != Place::FrontPageOfParts;
    let about = about(models, place);
    let rows: Vec<String> = match is_short {
        true => models.iter().flat_map(|model| operations(model, place)).collect(),
        false => models.iter().flat_map(|model| modules(model, place, about)).collect(),
    };
    let head = match (is_short, place, about) {
        (true, Place::Readme, _) => ["| Function | Request |", "|---|---|"],
        (true, Place::FrontPage | Place::FrontPageOfParts, _) => ["| Function | Operation |", "|---|---|"],
        (false, _, About::Nothing) => ["| Module | Operations |", "|---|---:|"],
        (false, _, About::Summary) => ["| Module | Operations | Summary |", "|---|---:|---|"],
    };
    if rows.is_empty() { rows } else { head.iter().map(|line| (*line).to_owned()).chain(rows).collect() }
}

/// What the list of modules says of each beside its name and size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum About {
    Summary,
    /// The documents say nothing of any of their tags, or summaries have no place here.
    Nothing,
}

fn about(models: &[Model], place: Place) -> About {
    let says = |docs: &Docs| !summary(docs).is_empty();
    match place {
        Place::FrontPage | Place::FrontPageOfParts
            if models.iter().any(|model| described(model).into_values().any(|(_, docs)| docs.is_some_and(says))) =>
        {
            About::Summary
        }
        Place::Readme | Place::FrontPage | Place::FrontPageOfParts => About::Nothing,
    }
}

/// A row for each operation, in document order.
fn operations(model: &Model, place: Place) -> Vec<String> {
    let prefix = prefix(model);
    let row = |(id, operation): (OperationId, &Operation)| {
        let names = model.names.operation(id);
        // Rustdoc takes `r#` for the beginning of a fragment, and finds names without it.
        let path = format!("{prefix}{}::{}", names.module.text(), names.function.text());
        let request = prose::code_cell(&format!("{} {}", method(operation.method), operation.path));
        match place {
            Place::Readme => format!("| `{path}` | {request} |"),
            Place::FrontPage | Place::FrontPageOfParts => {
                // A third column would be a word wide.
                let cell = [summary(&operation.docs), request].into_iter().filter(|line| !line.is_empty());
                format!("| [`{path}()`] | {} |", cell.collect::<Vec<_>>().join("<br>"))
            }
        }
    };
    model.api.operations.iter().map(row).collect()
}

/// The modules of operations by their names, each with how many operations it has, and what is said of its tag.
fn described<'a>(model: &'a Model) -> BTreeMap<&'a Name, (usize, Option<&'a Docs>)> {
    let mut modules: BTreeMap<&Name, (usize, Option<&Docs>)> = BTreeMap::new();
    for (id, operation) in model.api.operations.iter() {
        let tag = operation.tags.first();
        let (count, docs) = modules.entry(&model.names.operation(id).module).or_default();
        *count += 1;
        *docs = docs.or_else(|| model.api.tags.iter().find(|known| Some(&known.name) == tag).map(|tag| &tag.docs));
    }
    modules
}

/// A row for each module of operations, in the order of their names.
fn modules(model: &Model, place: Place, about: About) -> Vec<String> {
    let prefix = prefix(model);
    let row = |(name, (count, docs)): (&Name, (usize, Option<&Docs>))| {
        let path = format!("{prefix}{}", name.text());
        let link = match place {
            Place::Readme => format!("`{path}`"),
            Place::FrontPage => format!("[`mod@{path}`]"),
            Place::FrontPageOfParts => format!("[`{path}`]({}/index.html)", path.replace("::", "/")),
        };
        match about {
            About::Summary => format!("| {link} | {count} | {} |", docs.map(summary).unwrap_or_default()),
            About::Nothing => format!("| {link} | {count} |"),
        }
    };
    described(model).into_iter().map(row).collect()
}

/// What stands before the name of a module of operations in its path from the crate root.
fn prefix(model: &Model) -> String {
    model.module.map(|module| format!("{}::", module.text())).unwrap_or_default()
}

/// The summary, or the first sentence of the description, as a cell of a table.
fn summary(docs: &Docs) -> String {
    let summary = docs.summary.as_deref().filter(|summary| !summary.trim().is_empty());
    let sentence = || docs.description.as_deref().map(first_sentence);
    summary.or_else(sentence).map(prose::cell).unwrap_or_default()
}

/// The text up to the end of the first sentence, or of the first paragraph.
fn first_sentence(text: &str) -> &str {
    let paragraph = text.trim().split("\n\n").next().unwrap_or_default();
    let end = paragraph.find(". ").into_iter().chain(paragraph.find(".\n")).min().map(|dot| dot + 1);
    end.and_then(|end| paragraph.get(..end)).unwrap_or(paragraph)
}
