//! The state that all functions share that read a part of a document: the input, the findings and the limits.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;
use openapiv3::{Schema, Server};

use super::conformance::{Direction, Place, faults};
use super::consistency::Seen;
use super::extras::{Extras, SchemaExtras};
use super::version::Dialect;
use super::written::WrittenNumbers;
use crate::budget::{Budget, Charge};
use crate::diag::{Code, Diagnostic, Diags};
use crate::link::node::Node;
use crate::link::{Address, Links};
use crate::location::{At, FileId, Location};
use crate::selection::{Candidate, Parent, Selection};
use crate::source::{Raw, SourceSet};

/// Passed to every function that reads a part of a document.
pub struct Context<'s> {
    sources: &'s SourceSet,
    links: &'s Links,
    selection: Selection<'s>,
    /// The operations of paths and webhooks that were found, selected or not, if some are selected.
    candidates: Vec<Candidate>,
    /// The versions of the roots. A file that has none is read by the newest of them.
    dialects: BTreeMap<FileId, Dialect>,
    default_dialect: Dialect,
    diags: Diags,
    /// What the documents say that the types of `openapiv3` have no field for.
    extras: Extras,
    /// Which way the body travels that is read.
    direction: Direction,
    /// What is to be compared when all is read.
    pub seen: Seen,
    /// Schemes that were reported because another document alone describes them, by the document that needs them.
    pub borrowed_schemes: BTreeSet<(FileId, String)>,
    /// Security schemes that are needed and that no document describes, each with the first location that needs it.
    undeclared_schemes: IndexMap<String, Location>,
    /// How numbers are written that stand for text.
    written: WrittenNumbers,
    /// How many references were followed since the last component.
    hops: usize,
    /// How many schemas contain the value that is read.
    depth: usize,
    /// The remaining budget of values that references repeat (E0106 is reported when it is exceeded).
    repeats: Budget,
}

/// How many references may be followed in a row.
const HOPS: usize = 32;

/// How deep schemas may be nested. Parsers have the same limit for documents.
const DEEPEST: usize = 128;

/// The smallest budget of repeated values, however small the documents are.
const LEAST_REPEATS: usize = 100_000;

impl<'s> Context<'s> {
    /// `dialects` are the versions of the roots.
    pub fn new(
        sources: &'s SourceSet,
        links: &'s Links,
        selection: Selection<'s>,
        dialects: BTreeMap<FileId, Dialect>,
        diags: Diags,
    ) -> Self {
        // Many paths may use one path item. The budget keeps memory in proportion to the input.
        let size: usize = sources.files.values().map(|file| file.text.len()).sum();
        Self {
            sources,
            links,
            selection,
            candidates: Vec::new(),
            default_dialect: dialects.values().copied().max().unwrap_or(Dialect::V3_0),
            dialects,
            diags,
            extras: Extras::default(),
            direction: Direction::Either,
            seen: Seen::default(),
            borrowed_schemes: BTreeSet::new(),
            undeclared_schemes: IndexMap::new(),
            written: WrittenNumbers::default(),
            hops: 0,
            depth: 0,
            repeats: Budget::new(size.max(LEAST_REPEATS)),
        }
    }

    /// Ends the walk, and returns what was collected.
    pub fn finish(mut self) -> (Extras, Diags) {
        self.seen.report(&mut self.diags);
        self.selection.report_unused(&self.candidates, &mut self.diags);
        (self.extras, self.diags)
    }

    /// The target of each `$ref`.
    pub fn links(&self) -> &'s Links {
        self.links
    }

    /// Which operations become code.
    pub fn selection(&self) -> Selection<'s> {
        self.selection
    }

    /// Whether an operation becomes code.
    pub fn is_selected(&mut self, method: &str, parent: Parent, operation: &Node<'_>) -> bool {
        if self.selection.is_everything() {
            return true;
        }
        let candidate = Candidate::new(method, parent, operation.raw);
        let is_selected = self.selection.has(&candidate);
        self.candidates.push(candidate);
        is_selected
    }

    /// The version that the node is written in.
    pub fn dialect(&self, node: &Node<'_>) -> Dialect {
        self.dialects.get(&node.file).copied().unwrap_or(self.default_dialect)
    }

    /// What the documents say that the types of `openapiv3` have no field for.
    pub fn extras(&mut self) -> &mut Extras {
        &mut self.extras
    }

    /// The number at `location`, as its file has it.
    pub fn written_number(&mut self, location: &Location) -> Option<String> {
        self.written.text(self.sources, location)
    }

    /// The name of a server.
    pub fn server_name(&self, server: &Server) -> Option<&str> {
        self.extras.servers.get(&server.extensions)?.name.as_deref()
    }

    /// What the schema says that its type has no field for.
    pub fn schema_extras(&self, schema: &Schema) -> SchemaExtras {
        self.extras.schemas.get(&schema.schema_data.extensions).cloned().unwrap_or_default()
    }

    // ── Findings ──

    /// Calls `read` for what travels this way.
    pub fn travelling<T>(&mut self, direction: Direction, read: impl FnOnce(&mut Self) -> T) -> T {
        let before = std::mem::replace(&mut self.direction, direction);
        let result = read(self);
        self.direction = before;
        result
    }

    /// Reports each contradiction between a schema and an example of it.
    pub fn compare(&mut self, schema: &Node<'_>, example: &Node<'_>) {
        // Many tools write null where there is no example.
        if example.raw.is_null() {
            return;
        }
        let schema = Place { raw: schema.raw, file: schema.file };
        let found = faults((self.sources, self.links), self.direction, schema, example.raw);
        for fault in found {
            let location = example.location();
            let location = match &location.at {
                At::Pointer(pointer) => Location::new(location.file, format!("{pointer}{}", fault.pointer)),
                At::LineColumn(..) => location,
            };
            let message = format!("the example contradicts its schema: {}", fault.why);
            let diagnostic = self.report(Code::Contradiction, location, message);
            diagnostic.help = Some(match fault.near {
                Some(near) => format!("did you mean `{near}`?"),
                None => "mend the example, or the schema if services send this".to_owned(),
            });
        }
    }

    /// Adds a finding.
    pub fn report(&mut self, code: Code, location: Location, message: impl Into<String>) -> &mut Diagnostic {
        self.diags.push(code, location, message)
    }

    /// Reports a value that OpenAPI does not allow and that is read all the same, because its meaning is certain.
    pub fn recover(&mut self, location: Location, message: impl Into<String>) {
        self.report(Code::Repaired, location, message);
    }

    /// Reports such a value, and what to write in its place.
    pub fn recover_with(&mut self, location: Location, message: impl Into<String>, help: impl Into<String>) {
        self.report(Code::Repaired, location, message).help(help);
    }

    /// Charges the budget for values that a reference repeats. False: the budget is exceeded.
    pub fn charge(&mut self, values: usize, location: impl FnOnce() -> Location) -> bool {
        match self.repeats.charge(values) {
            Charge::Paid => true,
            Charge::Refused => false,
            Charge::Exceeded => {
                let message = "references repeat too much of the document; the limit is exceeded here";
                let help = "refer to components, such as schemas and responses, and not to larger parts";
                self.report(Code::TooLarge, location(), message).help(help);
                false
            }
        }
    }

    /// Records a security scheme that no document describes. False: it is recorded already.
    pub fn add_undeclared_scheme(&mut self, name: &str, location: Location) -> bool {
        let is_new = !self.undeclared_schemes.contains_key(name);
        if is_new {
            self.undeclared_schemes.insert(name.to_owned(), location);
        }
        is_new
    }

    /// Security schemes that are needed and that no document describes, each with the first location that needs it.
    pub fn undeclared_schemes(&self) -> &IndexMap<String, Location> {
        &self.undeclared_schemes
    }

    // ── References ──

    /// The path of a file as users see it.
    pub fn shown(&self, file: FileId) -> &'s str {
        self.sources.get(file).map_or("", |file| &file.shown)
    }

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

    /// Calls `read` with the node, or with the target of its `$ref`. For objects that cannot be components.
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

    /// Enters a schema. False: schemas are nested too deeply, which references that are followed in place can cause.
    pub fn enter_schema(&mut self, node: &Node<'_>) -> bool {
        let is_deep = self.depth >= DEEPEST;
        if is_deep {
            let message = format!("schemas are nested more than {DEEPEST} levels deep");
            let help = "refer to a schema, not to its properties or to a list of schemas";
            self.report(Code::TooDeep, node.location(), message).help(help);
        } else {
            self.depth += 1;
        }
        !is_deep
    }

    /// Leaves a schema that was entered.
    pub fn leave_schema(&mut self) {
        self.depth -= 1;
    }
}

/// The number of values in a value, itself included.
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
