//! What every part of a document is read with: the input, the findings, and how far the walk has gone.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use openapiv3::Schema;

use super::extras::{Extras, SchemaExtras};
use super::version::Dialect;
use crate::budget::{Budget, Charge};
use crate::diag::{Code, Diagnostic, Diags};
use crate::link::node::Node;
use crate::link::{Address, Links};
use crate::location::{FileId, Location};
use crate::source::{Raw, SourceSet};

/// Passed to every function that reads a part of a document.
pub struct Context<'s> {
    sources: &'s SourceSet,
    links: &'s Links,
    /// Versions of the roots. A file without one is read by the newest of them.
    dialects: BTreeMap<FileId, Dialect>,
    default_dialect: Dialect,
    diags: Diags,
    /// What is read and has no field in the types of `openapiv3`.
    extras: Extras,
    /// Security schemes that are needed and nowhere described, with the first place that needs each.
    undeclared_schemes: IndexMap<String, Location>,
    /// References that were passed on the way here, without a component in between.
    hops: usize,
    /// How many schemas stand around what is read.
    depth: usize,
    /// How many values may still be repeated in another place.
    repeats: Budget,
}

/// How many references may be put in place of each other.
const HOPS: usize = 32;

/// How deep the parsers let a document be.
const DEEPEST: usize = 128;

/// So many values may be repeated, however small the documents are.
const LEAST_REPEATS: usize = 100_000;

impl<'s> Context<'s> {
    /// `dialects` are the versions of the roots.
    pub fn new(sources: &'s SourceSet, links: &'s Links, dialects: BTreeMap<FileId, Dialect>, diags: Diags) -> Self {
        // A path item may be used by many paths, but memory stays in proportion to the input.
        let size: usize = sources.files.values().map(|file| file.text.len()).sum();
        Self {
            sources,
            links,
            default_dialect: dialects.values().copied().max().unwrap_or(Dialect::V3_0),
            dialects,
            diags,
            extras: Extras::default(),
            undeclared_schemes: IndexMap::new(),
            hops: 0,
            depth: 0,
            repeats: Budget::new(size.max(LEAST_REPEATS)),
        }
    }

    /// What was found beside the bundle's own values.
    pub fn finish(self) -> (Extras, Diags) {
        (self.extras, self.diags)
    }

    /// Where each `$ref` leads.
    pub fn links(&self) -> &'s Links {
        self.links
    }

    /// The version that the node is written in.
    pub fn dialect(&self, node: &Node<'_>) -> Dialect {
        self.dialects.get(&node.file).copied().unwrap_or(self.default_dialect)
    }

    /// What is read and has no field in the types of `openapiv3`.
    pub fn extras(&mut self) -> &mut Extras {
        &mut self.extras
    }

    /// What the schema says beside the keywords of 3.0.
    pub fn schema_extras(&self, schema: &Schema) -> SchemaExtras {
        self.extras.schemas.get(&schema.schema_data.extensions).cloned().unwrap_or_default()
    }

    // ── Findings ──

    /// Adds a finding.
    pub fn report(&mut self, code: Code, location: Location, message: impl Into<String>) -> &mut Diagnostic {
        self.diags.push(code, location, message)
    }

    /// Tells that something is read although it is not written as OpenAPI asks for.
    pub fn recover(&mut self, location: Location, message: impl Into<String>) {
        self.report(Code::Mended, location, message);
    }

    /// Whether so many values may be repeated in another place.
    pub fn charge(&mut self, values: usize, location: impl FnOnce() -> Location) -> bool {
        match self.repeats.charge(values) {
            Charge::Paid => true,
            Charge::Refused => false,
            Charge::Exceeded => {
                let message = "parts of the document repeat more than can be meant, up to this one";
                let help = "refer to components, such as schemas and responses, instead of to larger parts";
                self.report(Code::TooLarge, location(), message).help(help);
                false
            }
        }
    }

    /// Remembers a security scheme that is nowhere described. False when it is remembered already.
    pub fn add_undeclared_scheme(&mut self, name: &str, location: Location) -> bool {
        let is_new = !self.undeclared_schemes.contains_key(name);
        if is_new {
            self.undeclared_schemes.insert(name.to_owned(), location);
        }
        is_new
    }

    /// Security schemes that are needed and nowhere described, with the first place that needs each.
    pub fn undeclared_schemes(&self) -> &IndexMap<String, Location> {
        &self.undeclared_schemes
    }

    // ── References ──

    /// The raw value at an address.
    pub fn raw(&self, address: &Address) -> Option<&'s Raw> {
        self.sources.get(address.file)?.raw.pointer(&address.pointer)
    }

    /// Calls `read` with the node at the address.
    pub fn at<T>(&mut self, address: &Address, read: impl FnOnce(&mut Self, &Node<'_>) -> T) -> Option<T> {
        let raw = self.raw(address)?;
        let components = self.links.index(address.file).and_then(|index| index.at(&address.pointer));
        Some(read(self, &Node::start(raw, address.file, &address.pointer, components)))
    }

    /// Calls `read` with the node, or with the one that it refers to: for what is no component.
    pub fn deref<T>(&mut self, node: &Node<'_>, read: impl FnOnce(&mut Self, &Node<'_>) -> T) -> Option<T> {
        let Some(reference) = node.reference() else { return Some(read(self, node)) };
        let address = self.links.target(node.file, reference)?;
        if self.hops >= HOPS {
            let message = format!("`{reference}` leads back to itself");
            self.report(Code::RefLoop, node.location_of("$ref"), message);
            return None;
        }
        self.hops += 1;
        let result = self.at(address, |cx, target| {
            cx.charge(count(target.raw), || node.location_of("$ref")).then(|| read(cx, target))
        });
        self.hops -= 1;
        result.flatten()
    }

    /// Goes one schema deeper. False where no document is so deep, only references that are put in place of one another.
    pub fn enter_schema(&mut self, node: &Node<'_>) -> bool {
        let is_deep = self.depth >= DEEPEST;
        if is_deep {
            let message = format!("schemas stand inside one another more than {DEEPEST} levels deep");
            let help = "refer to a schema, not to its properties or to a list of schemas";
            self.report(Code::TooDeep, node.location(), message).help(help);
        } else {
            self.depth += 1;
        }
        !is_deep
    }

    /// Comes back from a schema that was entered.
    pub fn leave_schema(&mut self) {
        self.depth -= 1;
    }
}

/// How many values there are in a value, itself included.
fn count(raw: &Raw) -> usize {
    let mut count = 0;
    let mut work = vec![raw];
    while let Some(raw) = work.pop() {
        count += 1;
        match raw {
            Raw::Object(members) => work.extend(members.values()),
            Raw::Array(items) => work.extend(items),
            Raw::Null | Raw::Bool(_) | Raw::Number(_) | Raw::String(_) => {}
        }
    }
    count
}
