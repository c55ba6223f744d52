//! Which specification says what pages say? A new one, one for each resource, or additions to one that people wrote.

mod about;
mod additions;
mod document;
mod example;
mod fits;
mod insertion;
mod model;
mod names;
mod operation;
mod pages;
mod proposed;
mod references;
mod resource;
mod rows;
mod schema;
mod security;
mod split;
mod version;

use indexmap::IndexMap;
use serde_json::Value;

use crate::facts::{Mark, Page};
use crate::profile::Profile;

pub use additions::{Additions, add};
pub use model::{Call, Decision};
pub use split::{Part, Split, split};
pub use version::{by_version, version};

/// A specification that was written from pages.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The document.
    pub document: Value,
    /// The members that pages say, and do not only show: the name of the resource, and of the member.
    pub said: Vec<(String, String)>,
    /// What it says and no page does, by place, each with its source.
    pub sources: IndexMap<String, String>,
    /// Which page speaks of which operation.
    pub calls: Vec<Call>,
    /// What a person must decide, with what was written for now.
    pub to_decide: Vec<Decision>,
}

impl Draft {
    /// The text of the document, as YAML in block style.
    pub fn text(&self) -> String {
        crate::yaml::document(&self.document)
    }
}

/// Writes a specification of pages of one version.
pub fn draft(pages: &[Page], profile: &Profile) -> Draft {
    let mut model = model::Model::default();
    pages::read(&mut model, pages, &profile.writing);
    let document = document::document(&mut model, pages, profile);
    let of = |resource: &model::Resource| {
        let said = resource.members.iter().filter(|(_, it)| it.of.is_some());
        said.map(|(name, _)| (resource.name.clone(), name.clone())).collect::<Vec<_>>()
    };
    let said = model.resources.values().flat_map(of).collect();
    let sources = sources(&model, profile);
    Draft { document, said, sources, calls: model.calls, to_decide: model.to_decide }
}

/// The places of what is from the profile, and of what only examples show.
fn sources(model: &model::Model, profile: &Profile) -> IndexMap<String, String> {
    let mut sources = IndexMap::new();
    let from = format!("the profile `{}`", profile.name);
    for status in profile.writing.responses.keys() {
        sources.insert(format!("#/paths/*/*/responses/{status}"), from.clone());
    }
    for name in profile.writing.schemas.keys() {
        sources.insert(format!("#/components/schemas/{name}"), from.clone());
    }
    sources.insert("#/servers".to_owned(), from.clone());
    if profile.writing.lists.is_some() {
        sources.insert("#/components/responses/*/content/*/schema/properties/*".to_owned(), from.clone());
    }
    let place = |resource: &model::Resource, keys: &[&str]| {
        let keys = [&["components", "schemas", &resource.name], keys].concat();
        format!("#{}", generator::internals::pointer::from_keys(&keys))
    };
    for resource in model.resources.values() {
        let required = resource.members.iter().filter(|(name, it)| schema::is_required(name, it, resource));
        for (index, _) in required.enumerate().filter(|(_, (_, it))| !it.is(Mark::Required)) {
            sources.insert(place(resource, &["required", &index.to_string()]), "every example has it".to_owned());
        }
        for (name, member) in resource.members.iter().filter(|(_, it)| !it.is(Mark::ReadOnly)) {
            if schema::is_read_only(member, resource) {
                sources.insert(place(resource, &["properties", name, "readOnly"]), "only responses show it".to_owned());
            }
        }
    }
    sources
}
