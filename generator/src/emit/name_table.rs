//! `NAMES.md` of the emitted crate: what each name stands for in the documents. The next run reads it, so that names are kept.

use super::cx::Cx;
use super::docs::prose;
use super::text::join;
use crate::names::emitted::{ApiNames, EmittedNames, ListRow, NameRow};

/// The name of the file.
pub const FILE: &str = "NAMES.md";

/// What stands above the tables.
const ABOUT: &str = "\
What each name of this crate stands for in the documents that it is made of, and the table and key of `codegen.toml` that give it
another name. After a comma stand the other forms of a type, the alias of a place whose type several places share, and the function
that takes the optional parameters. What is inside a type or a record of parameters is listed as the documents call it, a variant by
its type, and its name stands behind it where it is another one than that suggests. `others` is what the documents do not name. A
thing keeps its name as long as it stands here, whatever is added to the documents.
";

/// What a table is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Table {
    Functions,
    Types,
    Params,
    Members,
    Others,
}

impl Table {
    const ALL: [Table; 5] = [Table::Functions, Table::Types, Table::Params, Table::Members, Table::Others];

    /// Its headline, after the module.
    fn headline(self) -> &'static str {
        match self {
            Table::Functions => "functions",
            Table::Types => MODELS,
            Table::Params => "parameters",
            Table::Members => "members",
            Table::Others => "others",
        }
    }

    /// What stands between the headline and the rows.
    fn head(self) -> &'static str {
        match self {
            Table::Functions => "Keys of `[rename.operations]`.\n\n| Name | Key | Place |\n|---|---|---|\n",
            Table::Types => "Keys of `[rename.schemas]`.\n\n| Name | Key | Place |\n|---|---|---|\n",
            Table::Params => {
                "Keys of `[rename.parameters.KEY]`, where `KEY` is the key of the function.\n\n| Function | Parameters |\n|---|---|\n"
            }
            Table::Members => {
                "Keys of `[rename.properties.KEY]` and `[rename.values.KEY]`, where `KEY` is the key of the type.\n\n\
                 | Type | Members, values or variants |\n|---|---|\n"
            }
            Table::Others => {
                "Media types, headers, labels, servers, schemes, events and callbacks.\n\n| Module or function | Things |\n|---|---|\n"
            }
        }
    }
}

/// The module of types.
const MODELS: &str = "models";

/// The text.
pub fn emit(apis: &[Cx]) -> String {
    let mut out = format!("# Names\n\n{ABOUT}");
    for cx in apis {
        let prefix = cx.model.module.map(|module| format!("{}::", module.text())).unwrap_or_default();
        let place = |location: &_| cx.source(location);
        let ApiNames { functions, types, params, members, others } =
            ApiNames::of(cx.api(), cx.model.facts, cx.model.names, &place);
        section(&mut out, &prefix, Table::Functions, functions.iter().map(|row| written(&prefix, row)));
        let path = format!("{prefix}{MODELS}::");
        section(&mut out, &prefix, Table::Types, types.iter().map(|row| written(&path, row)));
        section(&mut out, &prefix, Table::Params, params.iter().map(listed));
        section(&mut out, &prefix, Table::Members, members.iter().map(listed));
        section(&mut out, &prefix, Table::Others, others.iter().map(listed));
    }
    out
}

/// A table, if it has rows.
fn section(out: &mut String, prefix: &str, table: Table, rows: impl Iterator<Item = String>) {
    let rows = join(rows, "");
    if !rows.is_empty() {
        out.push_str(&format!("\n## {prefix}{}\n\n{}{rows}", table.headline(), table.head()));
    }
}

fn written(path: &str, row: &NameRow) -> String {
    let (first, others) = row.names.split_first().map_or(("", &[][..]), |(first, others)| (first.as_str(), others));
    let others = join(others.iter().map(|name| format!(", `{name}`")), "");
    let (key, place) = (prose::code_cell(&row.key), prose::code_cell(&row.place));
    format!("| `{path}{first}`{others} | {key} | {place} |\n")
}

fn listed(row: &ListRow) -> String {
    format!("| `{}` | {} |\n", row.name, row.things)
}

/// Reads the text. What is no row of a table is passed over: a person may have written into it.
pub fn read(text: &str) -> EmittedNames {
    let mut names = EmittedNames::default();
    let mut section = None;
    for line in text.lines() {
        if let Some(headline) = line.strip_prefix("## ") {
            let (module, what) = headline.rsplit_once("::").unwrap_or(("", headline));
            section = Table::ALL.into_iter().find(|table| table.headline() == what).map(|table| (module, table));
        } else if let Some((module, table)) = section {
            let api = names.api_mut(module);
            match table {
                Table::Functions => api.functions.extend(row(line, module, "")),
                Table::Types => api.types.extend(row(line, module, MODELS)),
                Table::Params => api.params.extend(list_row(line)),
                Table::Members => api.members.extend(list_row(line)),
                Table::Others => api.others.extend(list_row(line)),
            }
        }
    }
    names
}

fn row(line: &str, module: &str, models: &str) -> Option<NameRow> {
    let cells: Vec<&str> = line.strip_prefix("| ")?.strip_suffix(" |")?.split(" | ").collect();
    let [own, key, place] = cells.as_slice() else { return None };
    let mut names: Vec<String> = own.split(", ").map(prose::read_code_cell).collect::<Option<_>>()?;
    let first = names.first_mut()?;
    *first = after(after(first, module)?, models)?.to_owned();
    Some(NameRow { names, key: prose::read_code_cell(key)?, place: prose::read_code_cell(place)? })
}

/// What stands in a module. An empty one has no name.
fn after<'a>(path: &'a str, module: &str) -> Option<&'a str> {
    if module.is_empty() { Some(path) } else { path.strip_prefix(module)?.strip_prefix("::") }
}

fn list_row(line: &str) -> Option<ListRow> {
    let (name, things) = line.strip_prefix("| `")?.strip_suffix(" |")?.split_once("` | ")?;
    Some(ListRow { name: name.to_owned(), things: things.to_owned() })
}
