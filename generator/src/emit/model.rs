//! The modules of models: which file holds which types, and how a type is emitted by its kind.

mod alias;
mod choice;
pub mod object;
pub mod union;

use std::collections::{BTreeMap, BTreeSet};

use super::cx::Cx;
use super::docs::prose;
use super::source_file::SourceFile;
use super::text::join;
use super::{features, ty};
use crate::analyse::Form;
use crate::ir::{Kind, NameOrigin, TypeId};
use crate::names::Name;

/// The types of each file below `models/`, by the name of its module, in document order.
pub fn files(cx: &Cx) -> BTreeMap<Name, Vec<TypeId>> {
    let mut files: BTreeMap<Name, Vec<TypeId>> = BTreeMap::new();
    for id in cx.api().types.ids() {
        files.entry(cx.model.names.file(id).clone()).or_default().push(id);
    }
    files
}

/// `models/mod.rs`: a module for each file, and every type by its name.
pub fn index(cx: &Cx, files: &BTreeMap<Name, Vec<TypeId>>) -> String {
    let mut file = SourceFile::about(&format!("The types of {}.", prose::line(&title(cx))));
    file.text(&join(files.keys().map(|name| format!("{}mod {name};\n", gate(cx, name))), ""));
    file.text(&join(files.iter().map(|(name, ids)| exports(cx, name, ids)), ""));
    file.finish()
}

fn gate(cx: &Cx, file: &Name) -> String {
    features::gate(features::of_file(&cx.model, file))
}

fn title(cx: &Cx) -> String {
    let title = cx.api().title.trim();
    if title.is_empty() { "the API".to_owned() } else { title.to_owned() }
}

fn exports(cx: &Cx, file: &Name, ids: &[TypeId]) -> String {
    let names: Vec<&Name> = ids.iter().flat_map(|id| forms(cx, *id).map(|form| cx.model.names.ty(*id, form))).collect();
    let exports = import(&format!("pub use {file}"), &names);
    if exports.is_empty() { exports } else { format!("{}{exports}", gate(cx, file)) }
}

/// `use path::{a, b};`, over several lines when there are many.
fn import(path: &str, names: &[&Name]) -> String {
    let one_line = format!("{path}::{{{}}};\n", join(names, ", "));
    match names {
        [] => String::new(),
        [one] => format!("{path}::{one};\n"),
        _ if one_line.len() <= 120 => one_line,
        several => {
            let mut out = format!("{path}::{{");
            let mut width = usize::MAX;
            for name in several {
                let name = name.to_string();
                width = width.saturating_add(name.len() + 2);
                if width > 116 {
                    out.push_str("\n    ");
                    width = name.len() + 2;
                } else {
                    out.push(' ');
                }
                out.push_str(&name);
                out.push(',');
            }
            out.push_str("\n};\n");
            out
        }
    }
}

fn forms<'a>(cx: &'a Cx, id: TypeId) -> impl Iterator<Item = Form> + 'a {
    cx.model.facts.forms(id).iter().copied().filter(move |_| !matches!(cx.def(id).kind, Kind::Invalid))
}

/// A file below `models/`.
pub fn file(cx: &Cx, ids: &[TypeId]) -> String {
    let mut own = BTreeSet::new();
    let mut mentioned = BTreeSet::new();
    for id in ids {
        for form in forms(cx, *id) {
            own.insert(cx.model.names.ty(*id, form).clone());
            if !cx.model.facts.is_second_name(*id, form) {
                ty::mentions(cx, *id, form, &mut mentioned);
            }
        }
    }
    // A type that is only sent has no read form.
    let subject = ids.iter().find_map(|id| forms(cx, *id).next().map(|form| cx.model.names.ty(*id, form).to_string()));
    let subject = subject.unwrap_or_default();
    let mut file = SourceFile::about(&format!("{} and what it is made of.", prose::code(&subject)));
    let foreign: Vec<&Name> = mentioned.difference(&own).collect();
    let siblings = import("use super", &foreign);
    let mut body = SourceFile::empty();
    for id in ids {
        for form in forms(cx, *id) {
            emit(cx, &mut body, *id, form);
        }
    }
    let body = body.finish();
    // Prose may say `rt::` too.
    let code = |line: &&str| !line.trim_start().starts_with("///");
    let runtime =
        if body.lines().filter(code).any(|line| line.contains("rt::")) { "use crate::runtime as rt;\n" } else { "" };
    file.text(&format!("{siblings}{runtime}"));
    file.text(&body);
    file.finish()
}

/// The name of the schema, for messages.
fn wire_name(cx: &Cx, id: TypeId) -> String {
    match &cx.def(id).name {
        NameOrigin::Component(name) => name.clone(),
        NameOrigin::Inside { .. } | NameOrigin::InOperation { .. } | NameOrigin::InPart { .. } => {
            cx.model.names.ty(id, Form::Read).to_string()
        }
    }
}

fn emit(cx: &Cx, file: &mut SourceFile, id: TypeId, form: Form) {
    let def = cx.def(id);
    if cx.model.facts.is_second_name(id, form) {
        alias::second_name(cx, file, id);
        return;
    }
    match &def.kind {
        Kind::Object(object) => object::emit(cx, file, id, object, form),
        Kind::Enum(choice) => choice::emit(cx, file, id, choice),
        Kind::Union(union) => union::emit(cx, file, id, union, form),
        Kind::Alias(item) => alias::emit(cx, file, id, item, form),
        Kind::Invalid => {}
    }
}
