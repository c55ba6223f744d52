//! What do pages say together, before it is written down?

use std::collections::BTreeSet;

use indexmap::IndexMap;
use serde_json::Value;

use crate::facts::{Availability, Limit, Mark, Permission, Side, Type};

/// Something that a person must decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The file of the page.
    pub page: String,
    /// The line of the page.
    pub line: usize,
    /// What is open.
    pub what: String,
    /// What was written for now.
    pub proposed: String,
}

/// Everything that the pages say.
#[derive(Default)]
pub struct Model {
    /// The resources, by their names in lower case.
    pub resources: IndexMap<String, Resource>,
    /// The operations.
    pub operations: Vec<Operation>,
    /// The names of parameters of paths, by their letters alone: pages spell one in several ways.
    pub keys: IndexMap<String, String>,
    /// The pages that print or show operations.
    pub calls: Vec<Call>,
    /// What is open.
    pub to_decide: Vec<Decision>,
}

/// An operation that a page speaks of. Several pages may speak of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// The name of the page.
    pub page: String,
    /// The method in lower case.
    pub method: String,
    /// The path as the document has it, but for the names of parameters.
    pub path: String,
    /// The resource that the operation is about.
    pub resource: String,
}

/// An object, or an enumeration.
#[derive(Clone, Debug, Default)]
pub struct Resource {
    pub name: String,
    pub members: IndexMap<String, Member>,
    /// Its values, if it is an enumeration.
    pub values: Vec<String>,
    /// How many payloads of responses show it.
    pub responses: usize,
    /// Whether it is a body that nothing may be added to.
    pub closed: bool,
    /// The page and the line that first name it.
    pub named: (String, usize),
}

/// A member of an object.
#[derive(Clone, Debug, Default)]
pub struct Member {
    /// Its type, if a page says it.
    pub of: Option<Type>,
    /// The decisions on its type, by their number: pages disagree on it.
    pub contested: Vec<usize>,
    pub marks: BTreeSet<Word>,
    pub limits: Vec<Limit>,
    pub values: Vec<String>,
    pub default: Option<Value>,
    /// The values that examples have.
    pub shown: Vec<Value>,
    /// Its members, if examples show an object and no page names its type.
    pub inside: Option<Box<Resource>>,
    /// How many payloads of responses have it.
    pub returned: usize,
    /// Where a table lists it, or an example of a request has it.
    pub sent: bool,
    pub page: String,
    pub line: usize,
}

/// A mark that can be ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Word(u8);

impl From<Mark> for Word {
    fn from(mark: Mark) -> Self {
        Self(mark as u8)
    }
}

impl Member {
    /// Whether a mark is said of it.
    pub fn is(&self, mark: Mark) -> bool {
        self.marks.contains(&mark.into())
    }
}

/// An operation with what its page says of it.
#[derive(Clone, Debug)]
pub struct Operation {
    pub page: String,
    pub line: usize,
    pub title: String,
    pub address: Option<String>,
    pub method: String,
    pub path: String,
    pub tag: String,
    pub verb: String,
    /// Whether other operations of the page differ by the path alone.
    pub shared: bool,
    pub permissions: Vec<Permission>,
    pub clouds: Vec<(String, Availability)>,
    pub parameters: Vec<Parameter>,
    pub body: Option<String>,
    pub media: String,
    pub statuses: Vec<Status>,
    pub examples: Vec<Example>,
    pub beta: bool,
    pub deprecated: bool,
}

/// A parameter of the query, or a header.
#[derive(Clone, Debug)]
pub struct Parameter {
    pub location: String,
    pub name: String,
    pub required: bool,
    pub member: Member,
}

/// A status with what it returns.
#[derive(Clone, Debug)]
pub struct Status {
    pub code: u16,
    pub resource: Option<String>,
    pub collection: bool,
}

/// A payload.
#[derive(Clone, Debug)]
pub struct Example {
    pub side: Side,
    pub status: Option<u16>,
    pub payload: Value,
    pub line: usize,
}

impl Resource {
    /// Whether a page describes it by rows, and not by examples alone.
    pub fn is_described(&self) -> bool {
        self.members.values().any(|it| it.of.is_some())
    }
}

impl Model {
    /// A resource by its name, whose letters may differ in case; it is made if there is none.
    pub fn resource(&mut self, name: &str, page: &str, line: usize) -> &mut Resource {
        let name = name.rsplit('.').next().unwrap_or(name);
        let resource = self.resources.entry(name.to_ascii_lowercase()).or_insert_with(|| Resource {
            name: name.to_owned(),
            named: (page.to_owned(), line),
            ..Resource::default()
        });
        // Where pages differ, the name of the page of the type is the one that begins as members do.
        if resource.name.starts_with(|c: char| c.is_ascii_uppercase())
            && name.starts_with(|c: char| c.is_ascii_lowercase())
        {
            resource.name = name.to_owned();
        }
        resource
    }

    /// A resource that is known.
    pub fn known(&self, name: &str) -> Option<&Resource> {
        self.resources.get(&name.rsplit('.').next().unwrap_or(name).to_ascii_lowercase())
    }

    /// Tells what is open, and returns its number.
    pub fn decide(&mut self, page: &str, line: usize, what: impl Into<String>, proposed: impl Into<String>) -> usize {
        let decision = Decision { page: page.to_owned(), line, what: what.into(), proposed: proposed.into() };
        let known = self.to_decide.iter().position(|known| *known == decision);
        known.unwrap_or_else(|| {
            self.to_decide.push(decision);
            self.to_decide.len() - 1
        })
    }
}
