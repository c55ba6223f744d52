//! `NAMES.md` of the emitted crate: what each name stands for in the documents.

use super::cx::Cx;
use super::docs::prose;
use super::operation_spec::method;
use super::text::join;
use crate::analyse::Form;
use crate::ir::{Kind, Operation, OperationId, TypeDef, TypeId};
use crate::names::Name;

/// What stands above the tables.
const ABOUT: &str = "\
What each name of this crate stands for in the documents that it is made of, and the table and key of `codegen.toml` that give it
another name. A name that is a place as well, after a comma, is an alias: the type is shared by several places.
";

/// The text.
pub fn emit(apis: &[Cx]) -> String {
    let mut out = format!("# Names\n\n{ABOUT}");
    for cx in apis {
        let prefix = cx.model.module.map(|module| format!("{}::", module.text())).unwrap_or_default();
        let operations = cx.api().operations.iter().map(|(id, operation)| operation_row(cx, &prefix, id, operation));
        section(&mut out, &format!("{prefix}functions"), "rename.operations", operations);
        let types = cx.api().types.iter().filter_map(|(id, def)| type_row(cx, &prefix, id, def));
        section(&mut out, &format!("{prefix}models"), "rename.schemas", types);
    }
    out
}

/// A table, if it has rows.
fn section(out: &mut String, what: &str, table: &str, rows: impl Iterator<Item = String>) {
    let rows = join(rows, "");
    if !rows.is_empty() {
        out.push_str(&format!("\n## {what}\n\nKeys of `[{table}]`.\n\n| Name | Key | Place |\n|---|---|---|\n{rows}"));
    }
}

fn operation_row(cx: &Cx, prefix: &str, id: OperationId, operation: &Operation) -> String {
    let names = cx.model.names.operation(id);
    let path = format!("{prefix}{}::{}", names.module.text(), names.function.text());
    let request = prose::code_cell(&format!("{} {}", method(operation.method), operation.path));
    format!("| `{path}` | {} | {request} |\n", prose::code_cell(&operation.key()))
}

/// None: nothing is emitted for the type.
fn type_row(cx: &Cx, prefix: &str, id: TypeId, def: &TypeDef) -> Option<String> {
    if matches!(def.kind, Kind::Invalid | Kind::Removed) {
        return None;
    }
    let names = cx.model.names;
    let form = |id| cx.model.facts.forms(id).first().copied().unwrap_or(Form::Read);
    let shared = cx.api().first_place(id);
    let ty = names.ty(shared, form(shared));
    let of_place = if shared == id { names.place(id, form(id)) } else { Some(names.ty(id, form(id))) };
    let of_place = of_place.filter(|place: &&Name| *place != ty);
    let place = of_place.map(|place| format!(", `{}`", place.text())).unwrap_or_default();
    let ty = ty.text();
    let source = prose::code_cell(&cx.source(&def.location));
    Some(format!("| `{prefix}models::{ty}`{place} | {} | {source} |\n", prose::code_cell(names.key(id))))
}
