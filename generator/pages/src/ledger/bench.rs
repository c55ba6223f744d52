//! Which operations of a specification does a page speak of?

use super::sourced::Sources;
use crate::facts::Page;
use crate::specification::{Index, Node, Operation, segments};

/// A specification and a page that is held against it.
pub struct Bench<'s> {
    /// The operations and schemas of the specification.
    pub index: &'s Index<'s>,
    /// The page.
    pub page: &'s Page,
    /// The operations that the page speaks of.
    pub operations: Vec<Operation<'s>>,
    sources: Sources,
}

impl<'s> Bench<'s> {
    /// The operations that have a method and path of the page. A page without a request line speaks of those that its
    /// examples call.
    pub fn new(index: &'s Index<'s>, page: &'s Page) -> Self {
        let mut wanted: Vec<(&str, &str)> = page.facts.iter().filter_map(|fact| fact.says.operation()).collect();
        if wanted.is_empty() {
            wanted = page.facts.iter().filter_map(|fact| fact.says.called()?.split_once(' ')).collect();
        }
        let operations =
            wanted.iter().filter_map(|(method, path)| index.find(method, path).or_else(|| index.near(method, path)));
        let mut found: Vec<Operation<'s>> = Vec::new();
        for operation in operations {
            if found.iter().all(|it| it.title() != operation.title()) {
                found.push(operation.clone());
            }
        }
        Self { index, page, operations: found, sources: Sources::default() }
    }

    /// The same with sources of what no page says.
    pub fn with(self, sources: Sources) -> Self {
        Self { sources, ..self }
    }

    /// Whether the source of a place is named.
    pub fn is_sourced(&self, place: &str) -> bool {
        self.sources.covers(place)
    }

    /// A parameter by its name; one of the path else by its position, since pages and specifications name them apart.
    pub fn parameter(&self, operation: &Operation<'s>, location: &str, name: &str) -> Option<Node<'s>> {
        let named = operation.parameter(location, name);
        if named.is_some() || location != "path" {
            return named;
        }
        let wanted = segments(&operation.path);
        let printed = self.page.facts.iter().filter_map(|fact| fact.says.operation());
        let printed = printed.map(|(_, template)| template).find(|template| segments(template) == wanted)?;
        let index =
            printed.split('/').filter(|it| it.contains('{')).position(|it| it.contains(&format!("{{{name}}}")))?;
        let stands = operation.path.split('/').filter(|it| it.contains('{')).nth(index)?;
        let stands = stands.split_once('{')?.1.split_once('}')?.0;
        operation.parameter("path", stands)
    }
}
