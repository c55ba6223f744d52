//! The modules of models: which file has which types, and how a type is emitted by its kind.

mod alias;
mod choice;
pub mod conversions;
pub mod object;
pub mod payload;
mod union;

use std::collections::BTreeMap;

use super::cx::Cx;
use super::docs::prose;
use super::features;
use super::source_file::{SourceFile, import};
use super::text::join;
use crate::analyse::Form;
use crate::config::ApiConfig;
use crate::ir::{Kind, TypeId};
use crate::names::Name;

/// The types of each file below `models/`, by the name of its module, in document order.
pub fn files(cx: &Cx) -> BTreeMap<Name, Vec<TypeId>> {
    let mut files: BTreeMap<Name, Vec<TypeId>> = BTreeMap::new();
    for id in cx.api().types.ids() {
        files.entry(cx.model.names.file(id).clone()).or_default().push(id);
    }
    files
}

/// `models/mod.rs`, which declares a module for each file and exports every type.
pub fn index(cx: &Cx, files: &BTreeMap<Name, Vec<TypeId>>) -> String {
    let mut file = SourceFile::about(&format!("The types of {}.", prose::line(&title(cx))));
    file.text(&join(files.keys().map(|name| format!("{}mod {name};\n", gate(cx, name))), ""));
    file.text(&join(files.iter().map(|(name, ids)| exports(cx, name, ids)), ""));
    file.finish()
}

fn gate(cx: &Cx, file: &Name) -> String {
    features::gate(features::file_feature(&cx.model, file))
}

/// What the API is called. The title of a document is that of the API only if it is the only document.
fn title(cx: &Cx) -> String {
    let title = cx.api().title.trim();
    let of_this = |known: &&ApiConfig| known.module.as_deref() == cx.model.module.map(Name::text);
    let documents = cx.config.apis.iter().find(of_this).map_or(1, |known| known.documents.len());
    if title.is_empty() || documents > 1 { "the API".to_owned() } else { title.to_owned() }
}

fn exports(cx: &Cx, file: &Name, ids: &[TypeId]) -> String {
    let names: Vec<&Name> = ids.iter().flat_map(|id| names(cx, *id)).collect();
    let exports = import(&format!("pub use {file}"), &names);
    if exports.is_empty() { exports } else { format!("{}{exports}", gate(cx, file)) }
}

/// The names of a type: of each form, and of its first place, if several share it.
fn names<'a>(cx: &Cx<'a>, id: TypeId) -> impl Iterator<Item = &'a Name> + use<'a> {
    let names = cx.model.names;
    forms(cx, id).flat_map(move |form| [Some(names.ty(id, form)), names.place(id, form)]).flatten()
}

/// The forms of a type that have a definition of their own name.
pub fn forms<'a>(cx: &Cx<'a>, id: TypeId) -> impl Iterator<Item = Form> + use<'a> {
    let first = cx.api().first_place(id);
    let names = cx.model.names;
    // A place that shares a type and its name needs no alias.
    let is_alias = first == id || names.ty(id, Form::Read) != names.ty(first, Form::Read);
    let is_emitted = is_alias && !matches!(cx.def(id).kind, Kind::Invalid | Kind::Removed);
    cx.model.facts.forms(id).iter().copied().filter(move |_| is_emitted)
}

/// A file below `models/`.
pub fn file(cx: &Cx, ids: &[TypeId]) -> String {
    let name = |id: TypeId, form| cx.model.names.ty(id, form);
    // A type that is only sent has no read form, so the first emitted form names the file.
    let subject = ids.iter().find_map(|id| forms(cx, *id).next().map(|form| name(*id, form).to_string()));
    let subject = format!("{} and what it is made of.", prose::code(&subject.unwrap_or_default()));
    let own = ids.iter().flat_map(|id| names(cx, *id).cloned());
    let mut file = SourceFile::defining_models(&subject, own.collect());
    for id in ids {
        for form in forms(cx, *id) {
            emit(cx, &mut file, *id, form);
            if let Some(place) = cx.model.names.place(*id, form) {
                alias::place(&mut file, place, name(*id, form));
            }
        }
    }
    file.finish()
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
        Kind::Invalid | Kind::Removed => {}
    }
}
