//! Whether a schema allows a value: what OpenAPI 3.0 and 3.1 say of JSON, without `pattern` and most of `format`.
//!
//! A crate for JSON Schema would be 80 packages more, and knows nothing of `nullable`, `readOnly` and `writeOnly`.

use std::fmt;

use serde_json::{Map, Number, Value};

/// What a schema says of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Validity {
    Valid,
    /// And why it is not allowed.
    Invalid(String),
    /// The schema has a keyword that is not supported here, so neither is known.
    Unsupported(String),
}

/// Which way a value travels: what is read-only is not sent, what is write-only is not received.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Sent,
    Received,
}

/// Validates values against the schemas of one document.
#[derive(Debug)]
pub struct Validator<'a> {
    root: &'a Value,
    direction: Direction,
    /// OpenAPI 3.0: nothing beside a `$ref` counts.
    refs_stand_alone: bool,
}

/// Why a value was not found valid.
enum Fault {
    Invalid(String),
    Unsupported(String),
}

type Checked = Result<(), Fault>;

fn invalid(why: impl fmt::Display) -> Checked {
    Err(Fault::Invalid(why.to_string()))
}

fn unsupported(why: impl fmt::Display) -> Checked {
    Err(Fault::Unsupported(why.to_string()))
}

/// Deeper schemas refer to themselves.
const DEEPEST: usize = 100;

/// Keywords that are not supported here, and that may forbid a value.
const UNSUPPORTED_KEYWORDS: [&str; 12] = [
    "if",
    "dependentSchemas",
    "dependentRequired",
    "dependencies",
    "unevaluatedProperties",
    "unevaluatedItems",
    "contains",
    "propertyNames",
    "patternProperties",
    "$dynamicRef",
    "$recursiveRef",
    "additionalItems",
];

/// The node that a `$ref` inside the document points at, after any number of steps. None where there is no `$ref`, or
/// where it leads out of the document or in a circle.
pub fn resolve_ref<'a>(root: &'a Value, node: &Value) -> Option<&'a Value> {
    let mut target = root.pointer(&pointer(node)?)?;
    for _ in 0..16 {
        match pointer(target) {
            Some(next) => target = root.pointer(&next)?,
            None => return Some(target),
        }
    }
    None
}

fn pointer(node: &Value) -> Option<String> {
    let fragment = node.get("$ref")?.as_str()?.strip_prefix('#')?;
    let mut bytes = Vec::new();
    let mut rest = fragment.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        match hex.filter(|_| *first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).ok()
}

impl<'a> Validator<'a> {
    pub fn new(root: &'a Value, direction: Direction) -> Self {
        let version = root.get("openapi").and_then(Value::as_str).unwrap_or_default();
        Self { root, direction, refs_stand_alone: version.starts_with("3.0") }
    }

    /// Whether `schema` allows `value`.
    pub fn validate(&self, schema: &Value, value: &Value) -> Validity {
        match self.check(schema, value, 0) {
            Ok(()) => Validity::Valid,
            Err(Fault::Invalid(why)) => Validity::Invalid(why),
            Err(Fault::Unsupported(why)) => Validity::Unsupported(why),
        }
    }

    fn check(&self, schema: &Value, value: &Value, depth: usize) -> Checked {
        if depth > DEEPEST {
            return unsupported("the schema is endless");
        }
        let schema = match schema {
            Value::Bool(true) => return Ok(()),
            Value::Bool(false) => return invalid("nothing is allowed"),
            Value::Object(schema) => schema,
            _ => return unsupported("the schema is no object"),
        };
        if schema.contains_key("$ref") {
            let Some(target) = resolve_ref(self.root, &Value::Object(schema.clone())) else {
                return unsupported("the `$ref` leads nowhere in this document");
            };
            self.check(target, value, depth + 1)?;
            if self.refs_stand_alone {
                return Ok(());
            }
        }
        if value.is_null() && schema.get("nullable") == Some(&Value::Bool(true)) {
            return Ok(());
        }
        if let Some(keyword) = UNSUPPORTED_KEYWORDS.iter().find(|keyword| schema.contains_key(**keyword)) {
            return unsupported(format_args!("`{keyword}` is not supported"));
        }
        type_allows(schema, value)?;
        values_allow(schema, value)?;
        match value {
            Value::Number(number) => number_allowed(schema, number)?,
            Value::String(text) => text_allowed(schema, text)?,
            Value::Array(items) => self.items(schema, items, depth)?,
            Value::Object(members) => self.members(schema, members, depth)?,
            Value::Null | Value::Bool(_) => {}
        }
        self.combined(schema, value, depth)
    }

    fn items(&self, schema: &Map<String, Value>, items: &[Value], depth: usize) -> Checked {
        within(schema, ["minItems", "maxItems"], items.len(), "items")?;
        if schema.get("uniqueItems") == Some(&Value::Bool(true)) {
            let repeats = items.iter().enumerate().any(|(index, item)| items[..index].contains(item));
            if repeats {
                return invalid("an item is there twice");
            }
        }
        let first = schema.get("prefixItems").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        for (item, schema) in items.iter().zip(first) {
            self.check(schema, item, depth + 1)?;
        }
        let Some(rest) = schema.get("items") else { return Ok(()) };
        items.iter().skip(first.len()).try_for_each(|item| self.check(rest, item, depth + 1))
    }

    fn members(&self, schema: &Map<String, Value>, members: &Map<String, Value>, depth: usize) -> Checked {
        within(schema, ["minProperties", "maxProperties"], members.len(), "members")?;
        let empty = Map::new();
        let known = schema.get("properties").and_then(Value::as_object).unwrap_or(&empty);
        for name in schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str) {
            if !members.contains_key(name) && !known.get(name).is_some_and(|schema| self.is_left_out(schema)) {
                return invalid(format_args!("`{name}` is missing"));
            }
        }
        for (name, value) in members {
            let within = |fault| match fault {
                Fault::Invalid(why) => Fault::Invalid(format!("{name}: {why}")),
                Fault::Unsupported(why) => Fault::Unsupported(why),
            };
            match (known.get(name), schema.get("additionalProperties")) {
                (Some(schema), _) => self.check(schema, value, depth + 1).map_err(within)?,
                (None, Some(Value::Bool(false))) => return invalid(format_args!("`{name}` is not known")),
                (None, Some(schema @ Value::Object(_))) => self.check(schema, value, depth + 1).map_err(within)?,
                (None, _) => {}
            }
        }
        Ok(())
    }

    /// Whether a required member does not travel this way.
    fn is_left_out(&self, schema: &Value) -> bool {
        let key = match self.direction {
            Direction::Sent => "readOnly",
            Direction::Received => "writeOnly",
        };
        let says = |schema: &Value| schema.get(key) == Some(&Value::Bool(true));
        says(schema) || resolve_ref(self.root, schema).is_some_and(says)
    }

    fn combined(&self, schema: &Map<String, Value>, value: &Value, depth: usize) -> Checked {
        let parts = |key: &str| schema.get(key).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        parts("allOf").iter().try_for_each(|part| self.check(part, value, depth + 1))?;
        self.variants(parts("anyOf"), value, depth, usize::MAX)?;
        self.variants(parts("oneOf"), value, depth, 1)?;
        match schema.get("not").map(|not| self.check(not, value, depth + 1)) {
            Some(Ok(())) => invalid("`not` forbids it"),
            Some(Err(Fault::Unsupported(why))) => unsupported(why),
            Some(Err(Fault::Invalid(_))) | None => Ok(()),
        }
    }

    /// At least one of the schemas allows the value, and no more than `most`.
    fn variants(&self, schemas: &[Value], value: &Value, depth: usize, most: usize) -> Checked {
        if schemas.is_empty() {
            return Ok(());
        }
        let mut allowed = 0;
        let mut why = String::new();
        let mut has_unsupported = false;
        for schema in schemas {
            match self.check(schema, value, depth + 1) {
                Ok(()) => allowed += 1,
                Err(Fault::Invalid(text)) => why = text,
                Err(Fault::Unsupported(text)) => {
                    has_unsupported = true;
                    why = text;
                }
            }
        }
        match allowed {
            0 if has_unsupported => unsupported(why),
            0 => invalid(format_args!("no variant allows it: {why}")),
            allowed if allowed > most => invalid("more than one of `oneOf` allows it"),
            // One more may turn out to allow it.
            _ if has_unsupported && most == 1 => unsupported(why),
            _ => Ok(()),
        }
    }
}

fn type_allows(schema: &Map<String, Value>, value: &Value) -> Checked {
    let is = |name: &Value| match name.as_str() {
        Some("null") => Ok(value.is_null()),
        Some("boolean") => Ok(value.is_boolean()),
        Some("string") => Ok(value.is_string()),
        Some("number") => Ok(value.is_number()),
        Some("integer") => Ok(value.as_f64().is_some_and(|number| number.fract() == 0.0)),
        Some("array") => Ok(value.is_array()),
        Some("object") => Ok(value.is_object()),
        Some(_) | None => Err(Fault::Unsupported(format!("`type: {name}`"))),
    };
    let allowed = match schema.get("type") {
        // By the letter anything but an object is allowed here, and nobody means that.
        None if schema.contains_key("properties") && !value.is_object() => {
            return unsupported("`properties` without a type, and no object");
        }
        None => true,
        Some(Value::Array(names)) => {
            let mut allowed = false;
            for name in names {
                allowed |= is(name)?;
            }
            allowed
        }
        Some(name) => is(name)?,
    };
    if allowed { Ok(()) } else { invalid("the type is another") }
}

fn values_allow(schema: &Map<String, Value>, value: &Value) -> Checked {
    if let Some(values) = schema.get("enum").and_then(Value::as_array)
        && !values.iter().any(|known| equal(known, value))
    {
        return invalid("it is none of `enum`");
    }
    match schema.get("const") {
        Some(constant) if !equal(constant, value) => invalid("it is not the `const`"),
        Some(_) | None => Ok(()),
    }
}

/// Whether two values are the same, where `1` is `1.0`.
fn equal(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => one.as_f64() == other.as_f64(),
        (one, other) => one == other,
    }
}

fn number_allowed(schema: &Map<String, Value>, number: &Number) -> Checked {
    let (Some(value), limit) = (number.as_f64(), |key: &str| schema.get(key).and_then(Value::as_f64)) else {
        return unsupported("a number out of range");
    };
    let strict = |key: &str| schema.get(key) == Some(&Value::Bool(true));
    let below = |least: f64, strict: bool| value < least || (strict && value == least);
    let above = |most: f64, strict: bool| value > most || (strict && value == most);
    let too_small = limit("minimum").is_some_and(|least| below(least, strict("exclusiveMinimum")))
        || limit("exclusiveMinimum").is_some_and(|least| below(least, true));
    let too_large = limit("maximum").is_some_and(|most| above(most, strict("exclusiveMaximum")))
        || limit("exclusiveMaximum").is_some_and(|most| above(most, true));
    let range = match schema.get("format").and_then(Value::as_str) {
        Some("int32") => Some(-2_147_483_648.0..=2_147_483_647.0),
        Some("int64") => Some(-9_223_372_036_854_775_808.0..=9_223_372_036_854_775_807.0),
        Some(_) | None => None,
    };
    if too_small || too_large || range.is_some_and(|range| !range.contains(&value)) {
        return invalid(format_args!("{number} is out of bounds"));
    }
    Ok(())
}

fn text_allowed(schema: &Map<String, Value>, text: &str) -> Checked {
    within(schema, ["minLength", "maxLength"], text.chars().count(), "characters")
}

/// Whether a length is between the two limits.
fn within(schema: &Map<String, Value>, [least, most]: [&str; 2], length: usize, what: &str) -> Checked {
    let limit = |key: &str| schema.get(key).and_then(Value::as_u64).and_then(|limit| usize::try_from(limit).ok());
    let fits = limit(least).is_none_or(|least| length >= least) && limit(most).is_none_or(|most| length <= most);
    if fits { Ok(()) } else { invalid(format_args!("{length} {what}")) }
}
