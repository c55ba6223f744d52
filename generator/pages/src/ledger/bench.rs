//! Which operations of a specification does a page speak of?

use super::sourced::Sources;
use crate::facts::{Page, Statement};
use crate::specification::{Node, Operation, Specification, same_path, segments};

/// A specification and a page that is held against it.
pub struct Bench<'s> {
    /// The specification.
    pub specification: &'s Specification,
    /// The page.
    pub page: &'s Page,
    /// The operations that the page speaks of.
    pub operations: Vec<Operation<'s>>,
    sources: Sources,
}

impl<'s> Bench<'s> {
    /// The operations that have a method and path of the page. A page without a request line speaks of those that its
    /// examples call.
    pub fn new(specification: &'s Specification, page: &'s Page) -> Self {
        let all = specification.operations();
        let printed = page.facts.iter().filter_map(|fact| match &fact.says {
            Statement::Operation { method, path, template } => {
                Some((method.as_str(), template.as_deref().unwrap_or(path)))
            }
            _ => None,
        });
        let mut wanted: Vec<(&str, &str)> = printed.collect();
        if wanted.is_empty() {
            wanted = page.facts.iter().filter_map(|fact| request_line(&fact.says)).collect();
        }
        let operations = wanted.iter().filter_map(|(method, path)| find(specification, &all, method, path));
        let mut found: Vec<Operation<'s>> = Vec::new();
        for operation in operations {
            if found.iter().all(|it| it.title() != operation.title()) {
                found.push(operation.clone());
            }
        }
        Self { specification, page, operations: found, sources: Sources::default() }
    }

    /// The same with sources of what no page says.
    pub fn with(self, sources: Sources) -> Self {
        Self { sources, ..self }
    }

    /// Whether the source of a place is named.
    pub fn is_sourced(&self, place: &str) -> bool {
        self.sources.covers(place)
    }

    /// The operation of a method and path, whether the page names it or not.
    pub fn operation(&self, method: &str, path: &str) -> Option<Operation<'s>> {
        find(self.specification, &self.specification.operations(), method, path).cloned()
    }

    /// A parameter by its name; one of the path else by its position, since pages and specifications name them apart.
    pub fn parameter(&self, operation: &Operation<'s>, location: &str, name: &str) -> Option<Node<'s>> {
        let named = operation.parameter(location, name);
        if named.is_some() || location != "path" {
            return named;
        }
        let wanted = segments(&operation.path);
        let printed = self.page.facts.iter().find_map(|fact| match &fact.says {
            Statement::Operation { path, template, .. } => {
                let template = template.as_deref().unwrap_or(path);
                (segments(template) == wanted).then_some(template)
            }
            _ => None,
        })?;
        let index =
            printed.split('/').filter(|it| it.contains('{')).position(|it| it.contains(&format!("{{{name}}}")))?;
        let stands = operation.path.split('/').filter(|it| it.contains('{')).nth(index)?;
        let stands = stands.split_once('{')?.1.split_once('}')?.0;
        operation.parameter("path", stands)
    }

    /// The schema of a resource, by its name.
    pub fn resource(&self, name: &str) -> Option<Node<'s>> {
        let short = name.rsplit('.').next().unwrap_or(name);
        let schemas = self.specification.files().filter_map(|file| file.get("components")?.get("schemas"));
        let all: Vec<(String, Node<'s>)> = schemas.flat_map(|schemas| schemas.members()).collect();
        let exact = all.iter().find(|(key, _)| key == short);
        let found = exact
            .or_else(|| all.iter().find(|(key, _)| key.rsplit('.').next().unwrap_or(key).eq_ignore_ascii_case(short)));
        found.map(|(_, node)| node.clone())
    }
}

/// The method and address of an example.
fn request_line(statement: &Statement) -> Option<(&str, &str)> {
    match statement {
        Statement::Example { request_line: Some(line), .. } => line.split_once(' '),
        _ => None,
    }
}

fn find<'a, 's>(
    specification: &Specification,
    all: &'a [Operation<'s>],
    method: &str,
    path: &str,
) -> Option<&'a Operation<'s>> {
    let is_address = path.contains("://");
    let path = specification.below_server(path.trim());
    let of_method = || all.iter().filter(|it| it.method.eq_ignore_ascii_case(method.trim()));
    let exact = |path: &str| of_method().find(|it| same_path(&it.path, path));
    let filled = |path: &str| of_method().find(|it| fills(&it.path, path));
    // An address of a server that the specification does not name may begin with a version.
    let below = path.trim_start_matches('/').split_once('/').map_or("", |(_, rest)| rest);
    let known = || exact(path).or_else(|| filled(path));
    known().or_else(|| if is_address { exact(below).or_else(|| filled(below)) } else { None })
}

/// Whether an address has values for the parameters of a path.
fn fills(template: &str, path: &str) -> bool {
    let wanted: Vec<&str> = template.trim_matches('/').split('/').collect();
    let given: Vec<&str> = path.trim_matches('/').split('/').collect();
    wanted.len() == given.len()
        && wanted
            .iter()
            .zip(&given)
            .all(|(wanted, given)| wanted.starts_with('{') && !given.is_empty() || wanted == given)
}
