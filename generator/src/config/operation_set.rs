//! How the tables `only` and `without` of an API in `codegen.toml` are read: which operations become code.

use serde::Deserialize;
use toml::Spanned;

use super::faults::Faults;
use crate::selection::{OperationSet, Selector};

/// The format of the tables.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileOperationSet {
    #[serde(default)]
    operations: Vec<Spanned<String>>,
    #[serde(default)]
    paths: Vec<Spanned<String>>,
    #[serde(default)]
    tags: Vec<Spanned<String>>,
}

/// The table, with the places of what it names. One that is there names something.
pub fn read(table: Option<Spanned<FileOperationSet>>, faults: &mut Faults<'_>) -> OperationSet {
    let Some(table) = table else { return OperationSet::default() };
    let at = table.span().start;
    let FileOperationSet { operations, paths, tags } = table.into_inner();
    let selectors = |named: Vec<Spanned<String>>| {
        let selectors =
            named.into_iter().map(|it| Selector { place: Some(faults.place(it.span().start)), text: it.into_inner() });
        selectors.collect()
    };
    let set = OperationSet { operations: selectors(operations), paths: selectors(paths), tags: selectors(tags) };
    if set.is_empty() {
        let help = "name some by `operations`, `paths` or `tags`, or remove the table";
        faults.add(at, "this table names no operations".to_owned(), Some(help.to_owned()));
    }
    set
}
