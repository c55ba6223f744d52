//! What do pages and an existing document say alone, or differently?

use std::collections::{BTreeMap, BTreeSet};

use crate::facts::{Fact, Limit, Mark, Owner, Page, Statement};
use crate::ledger::{Bench, Placed, holds, place, says};
use crate::specification::{Index, Node, Specification, Whereabouts, same_call};

/// Who says what is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// The pages, and the document nothing.
    Pages,
    /// The document, and no page.
    Document,
    /// Both, and not the same.
    Differently,
}

/// Something in which pages and document differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What it is about: `path`, `member`, `type`, …
    pub kind: &'static str,
    /// Who says it.
    pub who: Who,
    /// The file and the line of the page.
    pub page: Option<(String, usize)>,
    /// What the page says.
    pub says: String,
    /// The place in the document.
    pub place: Option<String>,
    /// Where that is.
    pub at: Option<Whereabouts>,
    /// What stands there.
    pub stands: String,
}

/// How pages and document compare.
#[derive(Clone, Debug, Default)]
pub struct Compared {
    /// How many facts both say, by kind.
    pub same: BTreeMap<&'static str, usize>,
    /// Where they differ, by kind.
    pub differences: Vec<Difference>,
}

/// Holds pages against a document that was not made of them.
pub fn compare(pages: &[Page], specification: &Specification) -> Compared {
    let index = Index::new(specification);
    let mut comparison = Comparison { index: &index, compared: Compared::default(), called: BTreeSet::new() };
    pages.iter().for_each(|page| comparison.page(page));
    comparison.operations();
    comparison.members(pages);
    let mut compared = comparison.compared;
    let places: Vec<String> = compared.differences.iter().filter_map(|it| it.place.clone()).collect();
    let found = specification.whereabouts(places.iter().map(String::as_str));
    for difference in &mut compared.differences {
        difference.at = difference.place.as_ref().and_then(|place| found.get(place)).cloned();
    }
    compared.differences.sort_by_key(|it| (it.kind, it.who, it.page.clone()));
    compared
}

struct Comparison<'s> {
    index: &'s Index<'s>,
    compared: Compared,
    /// The places of the operations that pages speak of.
    called: BTreeSet<String>,
}

impl Comparison<'_> {
    fn page(&mut self, page: &Page) {
        let bench = Bench::new(self.index, page);
        self.called.extend(bench.operations.iter().map(|it| it.node.place()));
        for fact in &page.facts {
            match &fact.says {
                Statement::Operation { method, path, template } => {
                    self.path(page, fact, method, template.as_deref().unwrap_or(path));
                }
                says => {
                    let Some(kind) = kind(says) else { continue };
                    if bench.operations.is_empty() && !is_of_resource(says) {
                        continue;
                    }
                    self.fact(&bench, fact, kind);
                }
            }
        }
    }

    fn path(&mut self, page: &Page, fact: &Fact, method: &str, path: &str) {
        match self.index.near(method, path) {
            None => self.add(page, fact, ("path", Who::Pages), None, "no such path"),
            Some(near) => {
                let place = near.node.place();
                let title = near.title();
                self.called.insert(place.clone());
                if same_call(&near.path, self.index.below_server(path)) {
                    self.same("path");
                } else {
                    self.add(page, fact, ("path", Who::Differently), Some(place), &format!("`{title}`"));
                }
            }
        }
    }

    fn fact(&mut self, bench: &Bench<'_>, fact: &Fact, kind: &'static str) {
        match place(bench, fact) {
            Placed::Rule(_) => {}
            Placed::Nowhere(why) => self.add(bench.page, fact, (kind, Who::Pages), None, &why),
            Placed::At(places) => {
                let other = places.iter().find_map(|place| {
                    let stands = holds(bench, &fact.says, place, &BTreeMap::new()).err()?;
                    Some((place.clone(), stands))
                });
                match other {
                    None => self.same(kind),
                    Some((place, stands)) => {
                        self.add(bench.page, fact, (kind, Who::Differently), Some(place), &stands);
                    }
                }
            }
        }
    }

    /// The operations of which no page speaks.
    fn operations(&mut self) {
        for operation in self.index.operations() {
            let place = operation.node.place();
            if !self.called.contains(&place) {
                self.alone("path", place, operation.title());
            }
        }
    }

    /// The members of resources of which no page speaks, where a page describes the resource.
    fn members(&mut self, pages: &[Page]) {
        let mut named: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for fact in pages.iter().flat_map(|page| &page.facts) {
            if let Statement::Member { owner: Owner::Resource(resource), name, .. } = &fact.says {
                let key = resource.rsplit('.').next().unwrap_or(resource).to_ascii_lowercase();
                named.entry(key).or_default().insert(name.clone());
            }
        }
        for (resource, known) in named {
            let Some(schema) = self.index.resource(&resource) else { continue };
            let properties: Vec<(String, Node<'_>)> = schema.properties();
            for (name, member) in properties.into_iter().filter(|(name, _)| !known.contains(name)) {
                if !name.contains('@') {
                    let what = format!("`{name}` of `{}`: {}", schema.key(), member.kind());
                    self.alone("member", member.place(), what);
                }
            }
        }
    }

    fn same(&mut self, kind: &'static str) {
        *self.compared.same.entry(kind).or_default() += 1;
    }

    fn add(&mut self, page: &Page, fact: &Fact, (kind, who): (&'static str, Who), place: Option<String>, stands: &str) {
        let page = Some((page.file.clone(), fact.line));
        let says = says(&fact.says);
        let stands = stands.to_owned();
        self.compared.differences.push(Difference { kind, who, page, says, place, at: None, stands });
    }

    fn alone(&mut self, kind: &'static str, place: String, stands: String) {
        let who = Who::Document;
        let difference =
            Difference { kind, who, page: None, says: String::new(), place: Some(place), at: None, stands };
        self.compared.differences.push(difference);
    }
}

/// What a statement is about, if documents of vendors say it too. They have no clouds, and their permissions are others.
fn kind(statement: &Statement) -> Option<&'static str> {
    match statement {
        Statement::Parameter { .. } => Some("parameter"),
        Statement::RequestBody { .. } => Some("body"),
        Statement::Member { .. } => Some("type"),
        Statement::Values { .. } => Some("values"),
        Statement::Default { .. } => Some("default"),
        Statement::Limit { limit, .. } => Some(match limit {
            Limit::MinLength(_) | Limit::MaxLength(_) | Limit::Pattern(_) => "length",
            Limit::MinItems(_) | Limit::MaxItems(_) | Limit::Minimum(_) | Limit::Maximum(_) => "bound",
        }),
        Statement::Status { .. } => Some("status"),
        Statement::Mark { mark, .. } => match mark {
            Mark::ReadOnly => Some("read-only"),
            Mark::Nullable | Mark::NotNullable => Some("null"),
            Mark::Required => Some("required"),
            Mark::Deprecated => Some("deprecated"),
            Mark::WriteOnce
            | Mark::RequiredOnCreate
            | Mark::Optional
            | Mark::NotClearable
            | Mark::ReturnedOnSelect
            | Mark::SentAlone
            | Mark::ReplacedWhole
            | Mark::Secret => None,
        },
        Statement::Title { .. }
        | Statement::Operation { .. }
        | Statement::Permission(_)
        | Statement::Cloud { .. }
        | Statement::Header { .. }
        | Statement::Example { .. }
        | Statement::Stage { .. }
        | Statement::Note { .. } => None,
    }
}

fn is_of_resource(statement: &Statement) -> bool {
    matches!(statement.member(), Some((Owner::Resource(_), _)))
}
