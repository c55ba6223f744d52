//! Where does an example contradict its schema? What cannot be judged here (`pattern`, `format`, `not`, conditions) is taken
//! to fit: a finding is always right.

mod values;

use std::collections::BTreeSet;

use serde_json::Map;

use self::values::{allows_null, equal, other_types, out_of_bounds, short};
use crate::link::Links;
use crate::location::FileId;
use crate::pointer;
use crate::source::{Raw, SourceSet};
use crate::spelling::{mistyped, nearest};

/// A contradiction, by the pointer from the example to it.
#[derive(Debug)]
pub struct Fault {
    pub pointer: String,
    pub why: String,
    /// The name that may be meant.
    pub near: Option<String>,
}

/// Which way a value travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Sent,
    Received,
    /// The schema is used in both.
    Either,
}

/// A schema, and the file that its references are relative to.
#[derive(Debug, Clone, Copy)]
pub struct Place<'s> {
    pub raw: &'s Raw,
    pub file: FileId,
}

/// Compares one example with its schema.
pub struct Conformance<'s> {
    sources: &'s SourceSet,
    links: &'s Links,
    direction: Direction,
    /// How many schemas may still be looked at.
    steps: usize,
    faults: Vec<Fault>,
    at: String,
}

/// How many schemas are looked at for one example. Alternatives inside alternatives multiply.
const STEPS: usize = 20_000;

/// How many references and parts may contain a schema.
const DEEPEST: usize = 64;

/// Keywords that let an object have members that `properties` does not name.
const OPENS: [&str; 11] = [
    "additionalProperties",
    "patternProperties",
    "unevaluatedProperties",
    "oneOf",
    "anyOf",
    "if",
    "then",
    "else",
    "dependentSchemas",
    "discriminator",
    "$dynamicRef",
];

/// The contradictions of an example, the first of each kind of place.
pub fn faults<'s>(
    (sources, links): (&'s SourceSet, &'s Links),
    direction: Direction,
    schema: Place<'s>,
    example: &Raw,
) -> Vec<Fault> {
    let mut conformance =
        Conformance { sources, links, direction, steps: STEPS, faults: Vec::new(), at: String::new() };
    conformance.whole(schema, example, 0);
    let mut known = BTreeSet::new();
    let mut faults = conformance.faults;
    // The items of a list are wrong alike.
    let any_item = |key: String| if key.parse::<usize>().is_ok() { "*".to_owned() } else { key };
    faults.retain(|fault| known.insert(pointer::keys(&fault.pointer).map(any_item).collect::<Vec<_>>()));
    faults
}

impl<'s> Conformance<'s> {
    /// Compares a value with all that its schema says.
    fn whole(&mut self, schema: Place<'s>, value: &Raw, depth: usize) {
        self.part(schema, value, depth);
        if let Raw::Object(members) = value {
            self.unknown_members(schema, members);
        }
    }

    /// Compares a value with a schema that may say a part of what it is.
    fn part(&mut self, schema: Place<'s>, value: &Raw, depth: usize) {
        let Some(steps) = self.steps.checked_sub(1).filter(|_| depth < DEEPEST) else { return };
        self.steps = steps;
        let members = match schema.raw {
            Raw::Object(members) => members,
            Raw::Bool(false) => return self.fault("the schema allows no value here"),
            Raw::Bool(true) | Raw::Null | Raw::Number(_) | Raw::String(_) | Raw::Array(_) => return,
        };
        if value.is_null() && allows_null(members) {
            return;
        }
        let target = self.target(schema);
        if let Some(target) = target {
            self.part(target, value, depth + 1);
        } else if !self.keywords(members, value) {
            return;
        }
        match value {
            Raw::Array(items) => self.items(schema.file, members, items, depth),
            Raw::Object(values) => self.members(schema.file, members, values, depth),
            Raw::Null | Raw::Bool(_) | Raw::Number(_) | Raw::String(_) => {}
        }
        for part in places(schema, "allOf") {
            self.part(part, value, depth + 1);
        }
        for key in ["oneOf", "anyOf"] {
            self.alternatives(key, &places(schema, key), value, depth);
        }
    }

    /// Compares a value with the keywords that hold no schemas. False: it is of another type.
    fn keywords(&mut self, schema: &Map<String, Raw>, value: &Raw) -> bool {
        if let Some(types) = other_types(schema, value) {
            self.fault(format!("{} is not of {types}", short(value)));
            return false;
        }
        let values = schema.get("enum").and_then(Raw::as_array).map(Vec::as_slice);
        let constant = schema.get("const").map(std::slice::from_ref);
        if let Some(values) = constant.or(values)
            && !values.is_empty()
            && !values.iter().any(|known| equal(known, value))
        {
            let near = value.as_str().and_then(|text| nearest(text, values.iter().filter_map(Raw::as_str)));
            let near = near.map(str::to_owned);
            self.faults.push(Fault {
                pointer: self.at.clone(),
                why: format!("{} is no value that the schema lists", short(value)),
                near,
            });
            return true;
        }
        match value {
            Raw::Number(number) => {
                if let Some(why) = out_of_bounds(schema, number) {
                    self.fault(why);
                }
            }
            Raw::String(text) => self.length(schema, ["minLength", "maxLength"], text.chars().count(), "characters"),
            Raw::Array(items) => self.length(schema, ["minItems", "maxItems"], items.len(), "items"),
            Raw::Object(members) => self.length(schema, ["minProperties", "maxProperties"], members.len(), "members"),
            Raw::Null | Raw::Bool(_) => {}
        }
        true
    }

    fn length(&mut self, schema: &Map<String, Raw>, [least, most]: [&str; 2], length: usize, what: &str) {
        let limit = |key: &str| schema.get(key).and_then(Raw::as_u64).and_then(|limit| usize::try_from(limit).ok());
        if let Some(least) = limit(least).filter(|least| length < *least) {
            self.fault(format!("it has {length} {what}, and the schema wants {least} at least"));
        }
        if let Some(most) = limit(most).filter(|most| length > *most) {
            self.fault(format!("it has {length} {what}, and the schema wants {most} at most"));
        }
    }

    fn items(&mut self, file: FileId, schema: &'s Map<String, Raw>, items: &[Raw], depth: usize) {
        let Some(raw) = schema.get("items").filter(|_| !schema.contains_key("prefixItems")) else { return };
        for (index, item) in items.iter().enumerate() {
            self.below(&index.to_string(), |it| it.whole(Place { raw, file }, item, depth + 1));
        }
    }

    fn members(&mut self, file: FileId, schema: &'s Map<String, Raw>, values: &Map<String, Raw>, depth: usize) {
        let properties = schema.get("properties").and_then(Raw::as_object);
        let property =
            |name: &str| properties.and_then(|properties| properties.get(name)).map(|raw| Place { raw, file });
        for name in schema.get("required").and_then(Raw::as_array).into_iter().flatten().filter_map(Raw::as_str) {
            let travels = property(name).is_none_or(|property| self.travels(property));
            if travels && !values.contains_key(name) {
                self.fault(format!("`{name}` is required, and missing"));
            }
        }
        let others = schema.get("additionalProperties").filter(|_| !schema.contains_key("patternProperties"));
        for (name, value) in values {
            match (property(name), others) {
                (Some(property), _) => self.below(name, |it| {
                    it.read_only(property, name);
                    it.whole(property, value, depth + 1);
                }),
                (None, Some(raw)) if raw != &Raw::Bool(false) => {
                    self.below(name, |it| it.whole(Place { raw, file }, value, depth + 1));
                }
                (None, Some(_)) => self.unknown_member(name, properties.into_iter().flat_map(Map::keys)),
                (None, None) => {}
            }
        }
    }

    // ── Members that no schema names ──

    /// Reports members of a value whose schema names all that it has, where they are sent, so that they would be lost, and
    /// elsewhere where they are misspelt.
    fn unknown_members(&mut self, schema: Place<'s>, values: &Map<String, Raw>) {
        let mut names = BTreeSet::new();
        if !self.names(schema, &mut names, 0) || names.is_empty() {
            return;
        }
        for name in values.keys().filter(|name| !names.contains(name.as_str())) {
            let missing = names.iter().copied().filter(|known| !values.contains_key(*known));
            if self.direction == Direction::Sent || mistyped(name, missing).is_some() {
                self.unknown_member(name, names.iter().copied());
            }
        }
    }

    fn unknown_member<'n>(&mut self, name: &str, known: impl IntoIterator<Item = impl AsRef<str> + 'n>) {
        let known: Vec<String> = known.into_iter().map(|known| known.as_ref().to_owned()).collect();
        let near = nearest(name, known.iter().map(String::as_str)).map(str::to_owned);
        let why = format!("the schema has no property `{name}`");
        self.below(name, |it| it.faults.push(Fault { pointer: it.at.clone(), why, near }));
    }

    /// Collects the names of all members that a schema names. False: it may have more.
    fn names(&self, schema: Place<'s>, names: &mut BTreeSet<&'s str>, depth: usize) -> bool {
        let Some(members) = schema.raw.as_object().filter(|_| depth < DEEPEST) else { return false };
        if OPENS.iter().any(|key| members.contains_key(*key)) {
            return false;
        }
        let properties = members.get("properties").and_then(Raw::as_object);
        names.extend(properties.into_iter().flat_map(|properties| properties.keys().map(String::as_str)));
        let behind = match (self.target(schema), members.contains_key("$ref")) {
            (Some(target), _) => self.names(target, names, depth + 1),
            (None, has_reference) => !has_reference,
        };
        behind && places(schema, "allOf").into_iter().all(|part| self.names(part, names, depth + 1))
    }

    // ── Alternatives ──

    fn alternatives(&mut self, key: &str, schemas: &[Place<'s>], value: &Raw, depth: usize) {
        let mut least: Option<Vec<Fault>> = None;
        for schema in schemas {
            let found = self.trial(|it| it.part(*schema, value, depth + 1));
            if found.is_empty() {
                return;
            }
            // One fault below says more than another type here.
            let is_nearer = |least: &Vec<Fault>| far(&found, &self.at) < far(least, &self.at);
            if least.as_ref().is_none_or(is_nearer) {
                least = Some(found);
            }
        }
        match least {
            Some(faults) if schemas.len() == 1 => self.faults.extend(faults),
            Some(faults) => {
                let nearest = faults.first().map(|fault| fault.why.as_str()).unwrap_or_default();
                self.fault(format!("no schema of `{key}` allows it; of the nearest, {nearest}"));
            }
            None => {}
        }
    }

    /// What is wrong by a schema that need not count. When too much was looked at, nothing is.
    fn trial(&mut self, look: impl FnOnce(&mut Self)) -> Vec<Fault> {
        let before = std::mem::take(&mut self.faults);
        look(self);
        let found = std::mem::replace(&mut self.faults, before);
        if self.steps == 0 { Vec::new() } else { found }
    }

    // ── Read-only ──

    fn read_only(&mut self, property: Place<'s>, name: &str) {
        let (key, other) = match self.direction {
            Direction::Sent => ("readOnly", "and this is sent"),
            Direction::Received => ("writeOnly", "and this is received"),
            Direction::Either => return,
        };
        if self.says(property, key) {
            let word = if key == "readOnly" { "read-only" } else { "write-only" };
            self.fault(format!("`{name}` is {word}, {other}"));
        }
    }

    /// Whether a required member must be there.
    fn travels(&self, property: Place<'s>) -> bool {
        match self.direction {
            Direction::Sent => !self.says(property, "readOnly"),
            Direction::Received => !self.says(property, "writeOnly"),
            Direction::Either => !self.says(property, "readOnly") && !self.says(property, "writeOnly"),
        }
    }

    fn says(&self, schema: Place<'s>, key: &str) -> bool {
        let says = |schema: Place<'s>| schema.raw.get(key) == Some(&Raw::Bool(true));
        says(schema)
            || self.target(schema).is_some_and(says)
            || places(schema, "allOf").into_iter().any(|part| says(part) || self.target(part).is_some_and(says))
    }

    // ── Places ──

    fn target(&self, schema: Place<'s>) -> Option<Place<'s>> {
        let address = self.links.target(schema.file, schema.raw.get("$ref")?.as_str()?)?;
        let raw = self.sources.get(address.file)?.raw.pointer(&address.pointer)?;
        Some(Place { raw, file: address.file })
    }

    fn below(&mut self, key: &str, look: impl FnOnce(&mut Self)) {
        let length = self.at.len();
        pointer::push(&mut self.at, key);
        look(self);
        self.at.truncate(length);
    }

    fn fault(&mut self, why: impl Into<String>) {
        self.faults.push(Fault { pointer: self.at.clone(), why: why.into(), near: None });
    }
}

/// How far a value is from a schema: another type or value first, then by the number of faults.
fn far(faults: &[Fault], at: &str) -> (bool, usize) {
    (faults.iter().any(|fault| fault.pointer == at), faults.len())
}

fn places<'s>(schema: Place<'s>, key: &str) -> Vec<Place<'s>> {
    let parts = schema.raw.get(key).and_then(Raw::as_array);
    parts.into_iter().flatten().map(|raw| Place { raw, file: schema.file }).collect()
}
