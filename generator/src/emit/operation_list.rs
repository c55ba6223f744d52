//! The list of operations that the README and the front page of the emitted crate have: each operation of a small API,
//! each module of a large one.

use std::collections::BTreeMap;

use super::cx::Model;
use super::docs::prose;
use super::operation_spec::method;
use crate::ir::{Docs, Operation, OperationId};
use crate::names::Name;

/// Up to this many operations are listed one by one. A longer list is not read, so that modules are listed instead.
const LISTED: usize = 60;

/// Where an entry of the list leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Links {
    /// Nowhere: outside of rustdoc nothing resolves a path of Rust.
    None,
    /// To the item, which rustdoc resolves.
    Items,
    /// To the page of the module. Rustdoc would warn of a link to an item whose feature is off.
    Pages,
}

/// The list, as lines of Markdown. Empty when there are no operations.
pub fn lines(models: &[Model], links: Links) -> Vec<String> {
    let count: usize = models.iter().map(|model| model.api.operations.len()).sum();
    let rows: Vec<String> = if count <= LISTED && links != Links::Pages {
        models.iter().flat_map(|model| operations(model, links)).collect()
    } else {
        models.iter().flat_map(|model| modules(model, links)).collect()
    };
    let head = if count <= LISTED && links != Links::Pages {
        ["| Function | Request | Summary |", "|---|---|---|"]
    } else {
        ["| Module | Operations | Summary |", "|---|---:|---|"]
    };
    if rows.is_empty() { rows } else { head.iter().map(|line| (*line).to_owned()).chain(rows).collect() }
}

/// A row for each operation, in document order.
fn operations(model: &Model, links: Links) -> Vec<String> {
    let prefix = prefix(model);
    let row = |(id, operation): (OperationId, &Operation)| {
        let names = model.names.operation(id);
        // Rustdoc takes `r#` for the beginning of a fragment, and finds names without it.
        let path = format!("{prefix}{}::{}", names.module.text(), names.function.text());
        let function = match links {
            Links::None | Links::Pages => format!("`{path}`"),
            Links::Items => format!("[`{path}()`]"),
        };
        let request = prose::code_cell(&format!("{} {}", method(operation.method), operation.path));
        format!("| {function} | {request} | {} |", summary(&operation.docs))
    };
    model.api.operations.iter().map(row).collect()
}

/// A row for each module of operations, in the order of their names.
fn modules(model: &Model, links: Links) -> Vec<String> {
    let prefix = prefix(model);
    let mut modules: BTreeMap<&Name, (usize, Option<&Docs>)> = BTreeMap::new();
    for (id, operation) in model.api.operations.iter() {
        let tag = operation.tags.first();
        let (count, docs) = modules.entry(&model.names.operation(id).module).or_default();
        *count += 1;
        *docs = docs.or_else(|| model.api.tags.iter().find(|known| Some(&known.name) == tag).map(|tag| &tag.docs));
    }
    let row = |(name, (count, docs)): (&Name, (usize, Option<&Docs>))| {
        let path = format!("{prefix}{}", name.text());
        let module = match links {
            Links::None => format!("`{path}`"),
            Links::Items => format!("[`mod@{path}`]"),
            Links::Pages => format!("[`{path}`]({}/index.html)", path.replace("::", "/")),
        };
        format!("| {module} | {count} | {} |", docs.map(summary).unwrap_or_default())
    };
    modules.into_iter().map(row).collect()
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
