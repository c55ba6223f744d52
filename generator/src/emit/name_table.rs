//! `NAMES.md` of the emitted crate: what each name stands for in the documents. The next run reads it, so that names are kept.

use super::cx::Cx;
use super::docs::prose;
use super::text::join;
use crate::names::emitted::{ApiNames, EmittedNames, NameRow};

/// The name of the file.
pub const FILE: &str = "NAMES.md";

/// What stands above the tables.
const ABOUT: &str = "\
What each name of this crate stands for in the documents that it is made of, and the table and key of `codegen.toml` that give it
another name. After a comma stand the other forms of a type, the alias of a place whose type several places share, and the function
that takes the optional parameters. A thing keeps its name as long as it stands here, whatever is added to the documents.
";

/// What a table is of, in its headline after the module.
const FUNCTIONS: &str = "functions";
const TYPES: &str = "models";

/// The text.
pub fn emit(apis: &[Cx]) -> String {
    let mut out = format!("# Names\n\n{ABOUT}");
    for cx in apis {
        let prefix = cx.model.module.map(|module| format!("{}::", module.text())).unwrap_or_default();
        let place = |location: &_| cx.source(location);
        let ApiNames { functions, types } = ApiNames::of(cx.api(), cx.model.facts, cx.model.names, &place);
        section(&mut out, &prefix, FUNCTIONS, "rename.operations", &functions);
        section(&mut out, &prefix, TYPES, "rename.schemas", &types);
    }
    out
}

/// A table, if it has rows.
fn section(out: &mut String, prefix: &str, what: &str, table: &str, rows: &[NameRow]) {
    if !rows.is_empty() {
        let path = if what == TYPES { format!("{prefix}{TYPES}::") } else { prefix.to_owned() };
        let rows = join(rows.iter().map(|row| written(&path, row)), "");
        out.push_str(&format!(
            "\n## {prefix}{what}\n\nKeys of `[{table}]`.\n\n| Name | Key | Place |\n|---|---|---|\n{rows}"
        ));
    }
}

fn written(path: &str, row: &NameRow) -> String {
    let (first, others) = row.names.split_first().map_or(("", &[][..]), |(first, others)| (first.as_str(), others));
    let others = join(others.iter().map(|name| format!(", `{name}`")), "");
    let (key, place) = (prose::code_cell(&row.key), prose::code_cell(&row.place));
    format!("| `{path}{first}`{others} | {key} | {place} |\n")
}

/// Reads the text. What is no row of a table is passed over: a person may have written into it.
pub fn read(text: &str) -> EmittedNames {
    let mut names = EmittedNames::default();
    let mut table = None;
    for line in text.lines() {
        if let Some(headline) = line.strip_prefix("## ") {
            let (module, what) = headline.rsplit_once("::").unwrap_or(("", headline));
            table = [FUNCTIONS, TYPES].contains(&what).then_some((module, what));
        } else if let Some((module, what)) = table
            && let Some(row) = row(line, module, what)
        {
            let api = names.api_mut(module);
            if what == TYPES { &mut api.types } else { &mut api.functions }.push(row);
        }
    }
    names
}

fn row(line: &str, module: &str, what: &str) -> Option<NameRow> {
    let cells: Vec<&str> = line.strip_prefix("| ")?.strip_suffix(" |")?.split(" | ").collect();
    let [own, key, place] = cells.as_slice() else { return None };
    let mut names: Vec<String> = own.split(", ").map(prose::read_code_cell).collect::<Option<_>>()?;
    let first = names.first_mut()?;
    let in_api = if module.is_empty() { first.as_str() } else { first.strip_prefix(module)?.strip_prefix("::")? };
    *first = if what == TYPES { in_api.strip_prefix(TYPES)?.strip_prefix("::")? } else { in_api }.to_owned();
    Some(NameRow { names, key: prose::read_code_cell(key)?, place: prose::read_code_cell(place)? })
}
