//! The documented JSON examples of a document: which of them are valid, and which Rust type each must decode into.

pub mod decoder_crate;
pub mod validator;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use generator::internals::emit::{Role, TypeMapping};
use generator::internals::pipeline;
use generator::internals::pointer;
use generator::internals::source::Raw;
use generator::{At, Config, Location, Outcome, SourceSet};
use serde::{Deserialize, Serialize};

use validator::{Direction, Validator, Validity};

/// What a document has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    pub found: u64,
    /// Of those found: those that their own schema allows.
    pub valid: u64,
    /// Of those found: those whose schema has unsupported keywords, or stands in another file.
    pub unsupported: u64,
}

/// A valid example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// `file#pointer` of the value.
    pub place: String,
    /// Which of the types.
    pub ty: usize,
    pub value: Raw,
}

/// The examples of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Examples {
    pub counts: Counts,
    /// Rust types, each as a user of the crate writes it.
    pub types: Vec<String>,
    pub valid: Vec<Example>,
}

/// Collects and validates the examples of what a run has emitted.
pub fn collect(outcome: &Outcome, config: &Config) -> Examples {
    let mut collector = Collector { sources: &outcome.sources, examples: Examples::default(), types: BTreeMap::new() };
    let mut seen = BTreeSet::new();
    for typed in pipeline::type_map(outcome, config) {
        if seen.insert((place_text(&outcome.sources, &typed.location), typed.ty.clone())) {
            collector.take(typed);
        }
    }
    collector.examples
}

struct Collector<'a> {
    sources: &'a SourceSet,
    examples: Examples,
    /// The number of each type.
    types: BTreeMap<String, usize>,
}

impl Collector<'_> {
    /// The examples of one schema or media type.
    fn take(&mut self, typed: TypeMapping) {
        let At::Pointer(pointer) = &typed.location.at else { return };
        let Some(root) = self.sources.get(typed.location.file).map(|file| &file.raw) else { return };
        let Some(node) = root.pointer(pointer) else { return };
        let (schema, direction) = match typed.role {
            Role::Schema => (Some(node), Direction::Received),
            Role::SentSchema => (Some(node), Direction::Sent),
            Role::Response => (node.get("schema"), Direction::Received),
            Role::Body => (node.get("schema"), Direction::Sent),
        };
        let Some(schema) = schema else { return };
        let validator = Validator::new(root, direction);
        for (keys, value) in documented(node, root) {
            let (value, validity) = validated(&validator, schema, value);
            let counts = &mut self.examples.counts;
            counts.found += 1;
            match validity {
                Validity::Valid => counts.valid += 1,
                Validity::Invalid(_) => continue,
                Validity::Unsupported(_) => {
                    counts.unsupported += 1;
                    continue;
                }
            }
            let place = format!("{}{keys}", place_text(self.sources, &typed.location));
            let ty = self.type_index(&typed.ty);
            self.examples.valid.push(Example { place, ty, value: value.into_owned() });
        }
    }

    fn type_index(&mut self, ty: &str) -> usize {
        if let Some(number) = self.types.get(ty) {
            return *number;
        }
        let number = self.examples.types.len();
        self.examples.types.push(ty.to_owned());
        self.types.insert(ty.to_owned(), number);
        number
    }
}

/// The value as it is written, or, where it is the text of a JSON value that the schema allows, that value.
fn validated<'v>(validator: &Validator<'_>, schema: &Raw, value: &'v Raw) -> (Cow<'v, Raw>, Validity) {
    let validity = validator.validate(schema, value);
    let inner = value.as_str().filter(|_| validity != Validity::Valid);
    let inner = inner.and_then(|text| serde_json::from_str::<Raw>(text).ok());
    match inner.filter(|inner| validator.validate(schema, inner) == Validity::Valid) {
        Some(inner) => (Cow::Owned(inner), Validity::Valid),
        None => (Cow::Borrowed(value), validity),
    }
}

/// `example` and `examples` of a schema or media type, each with its pointer from there.
fn documented<'a>(node: &'a Raw, root: &'a Raw) -> Vec<(String, &'a Raw)> {
    let mut found: Vec<(String, &Raw)> =
        node.get("example").map(|value| ("/example".to_owned(), value)).into_iter().collect();
    match node.get("examples") {
        // OpenAPI 3.1 has a list in a schema.
        Some(Raw::Array(values)) => {
            found.extend(values.iter().enumerate().map(|(index, value)| (format!("/examples/{index}"), value)));
        }
        Some(Raw::Object(named)) => found.extend(named.iter().filter_map(|(name, example)| {
            let example = validator::resolve_ref(root, example).unwrap_or(example);
            Some((pointer::from_keys(&["examples", name, "value"]), example.get("value")?))
        })),
        Some(Raw::Null | Raw::Bool(_) | Raw::Number(_) | Raw::String(_)) | None => {}
    }
    found
}

fn place_text(sources: &SourceSet, place: &Location) -> String {
    let file = sources.get(place.file).map_or("", |file| file.shown.as_str());
    match &place.at {
        At::Pointer(pointer) => format!("{file}#{pointer}"),
        At::LineColumn(line, column) => format!("{file}:{line}:{column}"),
    }
}
