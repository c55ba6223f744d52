//! One specification for each resource: which operations, types and pages belong to which?

mod divider;
mod homes;

use std::collections::{BTreeMap, BTreeSet};

use generator::internals::pointer;
use indexmap::IndexMap;
use serde_json::{Map, Value};

use self::divider::Divider;
use self::homes::Homes;
use super::Draft;
use super::names::free;
use super::references::references;
use crate::facts::{Owner, Page};
use crate::profile::Profile;
use crate::specification::METHODS;

/// A specification of one resource, or of what several share, with the pages that it is from.
#[derive(Clone, Debug)]
pub struct Part {
    /// The name of its file, without an ending.
    pub name: String,
    /// The document.
    pub document: Value,
    /// The pages whose operations or types it holds.
    pub pages: Vec<Page>,
    /// What it says and no page does, by place, each with its source.
    pub sources: IndexMap<String, String>,
}

impl Part {
    /// The text of the document, as YAML in block style.
    pub fn text(&self) -> String {
        crate::yaml::document(&self.document)
    }
}

/// A draft in several files, which stand beside each other.
#[derive(Clone, Debug, Default)]
pub struct Split {
    /// One for each resource that operations are about.
    pub parts: Vec<Part>,
    /// What several of them refer to. It has no operations.
    pub common: Option<Part>,
    /// Pages of types that no operation refers to.
    pub unused: Vec<Page>,
}

/// Divides a draft of pages of one version. A page is not divided: its operations stay together.
pub fn split(draft: &Draft, pages: &[Page], profile: &Profile) -> Split {
    let homes = Homes::of(&draft.calls);
    let divided = divided(&draft.document, &homes);
    let reached: IndexMap<&str, BTreeSet<String>> =
        divided.iter().map(|(home, paths)| (home.as_str(), reach(&draft.document, paths))).collect();
    let mut users: BTreeMap<&String, usize> = BTreeMap::new();
    reached.values().flatten().for_each(|at| *users.entry(at).or_default() += 1);
    let shared: BTreeSet<String> =
        users.into_iter().filter(|(_, count)| *count > 1).map(|(at, _)| at.clone()).collect();
    let common = free("common".to_owned(), &divided.keys().cloned().collect::<Vec<_>>());
    let (document, sources) = (&draft.document, &draft.sources);
    let divider = Divider { document, sources, writing: &profile.writing, common: &common, shared: &shared };
    let parts = reached.iter().map(|(home, reached)| Part {
        name: (*home).to_owned(),
        document: divider.part(divided.get(*home).cloned().unwrap_or_default(), reached),
        pages: Vec::new(),
        sources: divider.sources_of(reached),
    });
    let mut split = Split { parts: parts.collect(), ..Split::default() };
    split.common = (!shared.is_empty()).then(|| Part {
        name: common.clone(),
        document: divider.common(),
        pages: Vec::new(),
        sources: divider.sources_of_common(),
    });
    pages.iter().for_each(|page| house(&mut split, &homes, page));
    split
}

/// The paths of each resource, each with the operations that are about it.
fn divided(document: &Value, homes: &Homes) -> IndexMap<String, Map<String, Value>> {
    let mut divided: IndexMap<String, Map<String, Value>> = IndexMap::new();
    let paths = document.get("paths").and_then(Value::as_object);
    for (path, item) in paths.into_iter().flatten() {
        let of_path = item.get("parameters").map(|it| ("parameters".to_owned(), it.clone()));
        for (method, operation) in METHODS.iter().filter_map(|method| Some((*method, item.get(method)?))) {
            let Some(home) = homes.of_call(method, path) else { continue };
            let paths = divided.entry(home.to_owned()).or_default();
            let own = paths.entry(path.clone()).or_insert_with(|| Value::Object(of_path.clone().into_iter().collect()));
            if let Some(own) = own.as_object_mut() {
                own.insert(method.to_owned(), operation.clone());
            }
        }
    }
    divided
}

/// The components that operations refer to, also by way of others, and the schemes that they name.
fn reach(document: &Value, paths: &Map<String, Value>) -> BTreeSet<String> {
    let mut open = Vec::new();
    for item in paths.values() {
        references(item, &mut open);
        let operations = item.as_object().into_iter().flat_map(Map::values);
        let alternatives = operations.filter_map(|it| it.get("security")?.as_array()).flatten();
        let named = alternatives.filter_map(Value::as_object).flat_map(Map::keys);
        open.extend(named.map(|name| pointer::from_keys(&["components", "securitySchemes", name])));
    }
    let mut known = BTreeSet::new();
    while let Some(at) = open.pop() {
        if !known.contains(&at) {
            document.pointer(&at).into_iter().for_each(|value| references(value, &mut open));
            known.insert(at);
        }
    }
    known
}

/// Gives a page to the part that holds its operations, else to the one that holds its types.
fn house(split: &mut Split, homes: &Homes, page: &Page) {
    if let Some(part) = homes.of_page(&page.name).and_then(|home| split.parts.iter_mut().find(|it| it.name == home)) {
        part.pages.push(page.clone());
        return;
    }
    let of_page = |(owner, _): (&Owner, &str)| match owner {
        Owner::Resource(name) => name.rsplit('.').next().map(str::to_ascii_lowercase),
        Owner::Body | Owner::Response | Owner::Parameter => None,
    };
    let named: BTreeSet<String> = page.facts.iter().filter_map(|fact| fact.says.member().and_then(of_page)).collect();
    let holds = |part: &&mut Part| {
        let schemas = part.document.pointer("/components/schemas").and_then(Value::as_object);
        schemas.into_iter().flat_map(Map::keys).any(|name| named.contains(&name.to_ascii_lowercase()))
    };
    match split.common.iter_mut().chain(&mut split.parts).find(holds) {
        Some(part) => part.pages.push(page.clone()),
        None => split.unused.push(page.clone()),
    }
}
