//! The keywords of a schema, each read into its place.

use indexmap::IndexMap;
use openapiv3::{AdditionalProperties, AnySchema, Discriminator, ReferenceOr, Schema, SchemaData, SchemaKind, Type};
use serde_json::Number;

use super::kind::{JsonType, narrow};
use crate::diag::Code;
use crate::document::extension::Extensions;
use crate::document::reader::Reader;
use crate::document::value::{is_blank, named};
use crate::link::near::nearest;
use crate::link::node::Node;
use crate::link::vocabulary::Kind;
use crate::source::Raw;

/// A schema while it is read.
pub struct Draft {
    pub data: SchemaData,
    pub any: AnySchema,
    /// What `type` lists; empty where it does not say.
    pub types: Vec<JsonType>,
    pub bounds: Bounds,
}

/// Bounds as they are written: an integer's are exact where a float would not be.
#[derive(Default)]
pub struct Bounds {
    pub minimum: Option<Number>,
    pub maximum: Option<Number>,
    pub multiple_of: Option<Number>,
}

impl Reader<'_> {
    /// A schema that is an object.
    pub fn keywords(&mut self, node: &Node<'_>) -> Schema {
        self.check(node, Kind::Schema);
        let types = self.types(node);
        let mut draft =
            Draft { data: self.schema_data(node), any: self.any_schema(node), types, bounds: Bounds::default() };
        self.bounds(node, &mut draft);
        self.newer_keywords(node, &mut draft);
        self.values(node, &mut draft);
        self.resolve_types(node, &mut draft);
        let mut schema = self.resolve_null(node, draft.data, draft.any);
        exact(&mut schema, &draft.bounds);
        schema
    }

    fn schema_data(&mut self, node: &Node<'_>) -> SchemaData {
        let mut extensions = self.extensions(node);
        self.check_schema_extensions(node, &mut extensions);
        self.keep(node, "xml", &mut extensions);
        SchemaData {
            nullable: self.flag(node, "nullable").unwrap_or_default(),
            read_only: self.flag(node, "readOnly").unwrap_or_default(),
            write_only: self.flag(node, "writeOnly").unwrap_or_default(),
            deprecated: self.flag(node, "deprecated").unwrap_or_default(),
            external_docs: self.external_docs(node),
            example: self.schema_example(node),
            title: self.text(node, "title"),
            description: self.text(node, "description"),
            discriminator: self.one(node, "discriminator", Self::discriminator),
            default: node.raw.get("default").cloned(),
            extensions,
        }
    }

    /// `example`, else the first of `examples`.
    fn schema_example(&mut self, node: &Node<'_>) -> Option<Raw> {
        if let Some(example) = node.raw.get("example") {
            return Some(example.clone());
        }
        match node.raw.get("examples")? {
            Raw::Array(examples) => examples.first().cloned(),
            Raw::Object(examples) => {
                self.mend(node.location_of("examples"), "`examples` of a schema is a list; the first of these is read");
                let first = examples.values().next()?;
                Some(first.get("value").unwrap_or(first).clone())
            }
            Raw::Null => None,
            other => {
                self.mend(node.location_of("examples"), "`examples` of a schema is a list; read as its only value");
                Some(other.clone())
            }
        }
    }

    fn discriminator(&mut self, node: &Node<'_>) -> Option<Discriminator> {
        if let Raw::String(name) = node.raw {
            self.mend(node.location(), "`discriminator` is text; read as its `propertyName`");
            return Some(Discriminator { property_name: name.clone(), ..Discriminator::default() });
        }
        if !self.check(node, Kind::Discriminator) {
            return None;
        }
        let mapping = self.text_map(node, "mapping");
        // What leads nowhere was told when references were followed.
        let links = self.links;
        let mapping: IndexMap<String, String> = mapping
            .into_iter()
            .filter_map(|(value, target)| Some((value, links.mapped(node.file, &target)?.reference())))
            .collect();
        let mut extensions = self.extensions(node);
        self.keep(node, "defaultMapping", &mut extensions);
        Some(Discriminator {
            property_name: self.needed(node, "propertyName", "the discriminator")?,
            mapping,
            extensions,
        })
    }

    fn any_schema(&mut self, node: &Node<'_>) -> AnySchema {
        let mut required = self.required(node);
        let properties = self.properties(node, &mut required);
        AnySchema {
            typ: None,
            pattern: self.text(node, "pattern"),
            multiple_of: None,
            exclusive_minimum: None,
            exclusive_maximum: None,
            minimum: None,
            maximum: None,
            properties,
            required,
            additional_properties: self.additional_properties(node),
            min_properties: self.count(node, "minProperties"),
            max_properties: self.count(node, "maxProperties"),
            items: node.get("items").map(|items| self.boxed_schema(&items)),
            min_items: self.count(node, "minItems"),
            max_items: self.count(node, "maxItems"),
            unique_items: self.flag(node, "uniqueItems"),
            enumeration: self.enumeration(node),
            format: self.text(node, "format").filter(|format| !format.is_empty()),
            min_length: self.count(node, "minLength"),
            max_length: self.count(node, "maxLength"),
            one_of: self.schemas(node, "oneOf"),
            all_of: self.schemas(node, "allOf"),
            any_of: self.schemas(node, "anyOf"),
            not: node.get("not").map(|not| Box::new(self.schema(&not))),
        }
    }

    fn schemas(&mut self, node: &Node<'_>, key: &str) -> Vec<ReferenceOr<Schema>> {
        if let Some(child) = node.get(key)
            && child.raw.is_object()
            && child.reference().is_none()
        {
            self.mend(child.location(), format!("`{key}` is one schema; read as a list of it"));
            return vec![self.schema(&child)];
        }
        self.list(node, key, |reader, node| Some(reader.schema(node)))
    }

    fn required(&mut self, node: &Node<'_>) -> Vec<String> {
        match node.raw.get("required") {
            Some(Raw::Bool(_)) => {
                let message = "`required` is a flag; in a property it is read as the object's `required` naming it";
                self.mend(node.location_of("required"), message);
                Vec::new()
            }
            Some(Raw::String(flag)) if flag == "true" || flag == "false" => {
                self.absent(node, "required");
                Vec::new()
            }
            _ => self.texts(node, "required"),
        }
    }

    fn properties(
        &mut self,
        node: &Node<'_>,
        required: &mut Vec<String>,
    ) -> IndexMap<String, ReferenceOr<Box<Schema>>> {
        let mut properties = IndexMap::new();
        let mut flagged = Vec::new();
        self.entries(node, "properties", |reader, name, property| {
            if property.raw.get("required") == Some(&Raw::Bool(true)) {
                flagged.push(name.to_owned());
            }
            if !(name == "$ref" && property.raw.is_string()) {
                properties.insert(name.to_owned(), reader.boxed_schema(property));
            }
        });
        let listed: std::collections::BTreeSet<&String> = required.iter().collect();
        flagged.retain(|name| !listed.contains(name));
        required.extend(flagged);
        properties
    }

    fn additional_properties(&mut self, node: &Node<'_>) -> Option<AdditionalProperties> {
        let child = node.get("additionalProperties")?;
        match child.raw {
            Raw::Bool(any) => Some(AdditionalProperties::Any(*any)),
            Raw::Null => {
                self.absent(node, "additionalProperties");
                None
            }
            Raw::String(text) if text == "true" || text == "false" => {
                self.flag(node, "additionalProperties").map(AdditionalProperties::Any)
            }
            Raw::String(_) | Raw::Number(_) | Raw::Array(_) | Raw::Object(_) => {
                Some(AdditionalProperties::Schema(Box::new(self.schema(&child))))
            }
        }
    }

    fn enumeration(&mut self, node: &Node<'_>) -> Vec<Raw> {
        match node.raw.get("enum") {
            None => Vec::new(),
            Some(Raw::Array(values)) => values.clone(),
            Some(value) if is_blank(value) && !value.is_string() => {
                self.absent(node, "enum");
                Vec::new()
            }
            Some(value @ (Raw::String(_) | Raw::Number(_) | Raw::Bool(_))) => {
                self.mend(node.location_of("enum"), "`enum` is one value; read as a list of it");
                vec![value.clone()]
            }
            Some(other) => {
                self.wrong::<()>(node, "enum", "a list", other);
                Vec::new()
            }
        }
    }

    // ── `type` ──

    fn types(&mut self, node: &Node<'_>) -> Vec<JsonType> {
        match node.raw.get("type") {
            None => Vec::new(),
            Some(Raw::String(text)) => self.json_type(node, text).into_iter().collect(),
            Some(Raw::Array(list)) => {
                let mut types = Vec::new();
                for item in list {
                    let json_type = match item {
                        Raw::String(text) => self.json_type(node, text),
                        Raw::Null => Some(JsonType::Null),
                        other => self.wrong(node, "type", "a list of names of types", other),
                    };
                    types.extend(json_type.filter(|json_type| !types.contains(json_type)));
                }
                types
            }
            Some(Raw::Null) => {
                self.absent(node, "type");
                Vec::new()
            }
            Some(other) => {
                let message = format!("`type` is {}, and the name of a type belongs there", named(other));
                self.diags.push(Code::WrongType, node.location_of("type"), message);
                Vec::new()
            }
        }
    }

    fn json_type(&mut self, node: &Node<'_>, text: &str) -> Option<JsonType> {
        if let Some(known) = JsonType::of(text) {
            return Some(known);
        }
        if let Some(known) = JsonType::of(&text.trim().to_ascii_lowercase()) {
            let name = known.name();
            self.mend(node.location_of("type"), format!("`type: {text}` is written `{name}`; read as such"));
            return Some(known);
        }
        let diagnostic =
            self.diags.push(Code::UnknownType, node.location_of("type"), format!("`{text}` is no type of JSON"));
        match nearest(text, JsonType::NAMES) {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
            None => diagnostic.help(format!("the types are {}", JsonType::NAMES.join(", "))),
        };
        None
    }

    // ── Bounds ──

    fn bounds(&mut self, node: &Node<'_>, draft: &mut Draft) {
        draft.bounds.multiple_of = self.number(node, "multipleOf");
        (draft.bounds.minimum, draft.any.exclusive_minimum) = self.bound(node, "minimum", "exclusiveMinimum", f64::max);
        (draft.bounds.maximum, draft.any.exclusive_maximum) = self.bound(node, "maximum", "exclusiveMaximum", f64::min);
        if draft.types.contains(&JsonType::Integer) && !draft.types.contains(&JsonType::Number) {
            unsigned(draft);
            let extensions = &mut draft.data.extensions;
            draft.bounds.minimum = self.whole(node, "minimum", draft.bounds.minimum.take(), f64::ceil, extensions);
            draft.bounds.maximum = self.whole(node, "maximum", draft.bounds.maximum.take(), f64::floor, extensions);
            draft.bounds.multiple_of =
                self.whole(node, "multipleOf", draft.bounds.multiple_of.take(), f64::round, extensions);
        }
        let float = |bound: &Option<Number>| bound.as_ref().and_then(Number::as_f64);
        draft.any.minimum = float(&draft.bounds.minimum);
        draft.any.maximum = float(&draft.bounds.maximum);
        draft.any.multiple_of = float(&draft.bounds.multiple_of);
        if draft.any.minimum.is_none() {
            draft.any.exclusive_minimum = None;
        }
        if draft.any.maximum.is_none() {
            draft.any.exclusive_maximum = None;
        }
    }

    /// A bound and whether it is excluded, in the words of 3.0 (a flag) or of 3.1 (a number of its own).
    fn bound(
        &mut self,
        node: &Node<'_>,
        key: &str,
        exclusive_key: &str,
        tighter: fn(f64, f64) -> f64,
    ) -> (Option<Number>, Option<bool>) {
        let inclusive = self.number(node, key);
        if !node.raw.get(exclusive_key).is_some_and(Raw::is_number) {
            return (inclusive, self.flag(node, exclusive_key));
        }
        let exclusive = self.number(node, exclusive_key);
        let float = |bound: &Option<Number>| bound.as_ref().and_then(Number::as_f64);
        match (float(&inclusive), float(&exclusive)) {
            (Some(a), Some(b)) if a != b && tighter(a, b) == a => (inclusive, None),
            _ => (exclusive, Some(true)),
        }
    }

    /// An integer's bound as a whole number of 64 bits. One beyond that bounds nothing that can be held.
    fn whole(
        &mut self,
        node: &Node<'_>,
        key: &str,
        bound: Option<Number>,
        round: fn(f64) -> f64,
        extensions: &mut Extensions,
    ) -> Option<Number> {
        let bound = bound?;
        if bound.is_i64() {
            return Some(bound);
        }
        let value = bound.as_f64()?;
        if value.abs() >= 2f64.powi(63) {
            self.mend(node.location(), format!("`{key}` of {bound} is beyond signed 64 bits; it bounds nothing"));
            extensions.insert(format!("x-kept-{key}"), Raw::Number(bound));
            return None;
        }
        if value.fract() != 0.0 {
            self.mend(node.location(), format!("`{key}` of {bound} bounds an integer; read as {:.0}", round(value)));
        }
        format!("{:.0}", round(value)).parse::<i64>().ok().map(Number::from)
    }
}

/// An integer that is never negative and may be beyond 63 bits is unsigned.
fn unsigned(draft: &mut Draft) {
    if draft.any.format.as_deref().is_some_and(|format| format != "int64") {
        return;
    }
    let is_beyond = |number: &Number| number.is_u64() && !number.is_i64();
    let from_zero = draft.bounds.minimum.as_ref().and_then(Number::as_f64).is_some_and(|minimum| minimum >= 0.0);
    let to_the_top = draft.bounds.maximum.as_ref().is_some_and(is_beyond);
    let listed = &draft.any.enumeration;
    let lists_it = listed.iter().all(|value| value.is_u64() || value.is_null())
        && listed.iter().any(|value| value.as_number().is_some_and(is_beyond));
    if (from_zero && to_the_top) || lists_it {
        draft.any.format = Some("uint64".to_owned());
        draft.bounds.maximum.take_if(|maximum| maximum.as_u64() == Some(u64::MAX));
    }
}

/// Puts an integer's bounds back as they were written.
fn exact(schema: &mut Schema, bounds: &Bounds) {
    let SchemaKind::Type(Type::Integer(integer)) = &mut schema.schema_kind else { return };
    let whole = |bound: &Option<Number>| bound.as_ref().and_then(Number::as_i64);
    integer.minimum = whole(&bounds.minimum).or(integer.minimum);
    integer.maximum = whole(&bounds.maximum).or(integer.maximum);
    integer.multiple_of = whole(&bounds.multiple_of).or(integer.multiple_of);
}

/// A finished schema.
pub fn finish(data: SchemaData, any: AnySchema) -> Schema {
    Schema { schema_data: data, schema_kind: narrow(any) }
}
