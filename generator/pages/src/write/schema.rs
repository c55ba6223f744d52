//! Which schema describes a resource, a member or a parameter?

use serde_json::{Map, Value, json};

use super::model::{Member, Model, Resource};
use super::resource::resource_of;
use crate::facts::{Limit, Mark, Type};
use crate::profile::{Nullable, Writing};

/// The schema of a resource.
pub fn resource(model: &Model, resource: &Resource, writing: &Writing) -> Value {
    let mut schema = Map::new();
    if !resource.values.is_empty() {
        schema.insert("description".to_owned(), json!(format!("The values of `{}`.", resource.name)));
        schema.insert("type".to_owned(), json!("string"));
        schema.insert("enum".to_owned(), json!(resource.values));
        let received: Vec<&String> =
            resource.values.iter().filter(|it| writing.read_only_values.contains(it)).collect();
        if !received.is_empty() {
            schema.insert("x-read-only-values".to_owned(), json!(received));
        }
        return Value::Object(schema);
    }
    if resource.members.is_empty() {
        return json!({
            "description": format!("A placeholder: no page that was read says what `{}` is.", resource.name),
            "type": "object",
            "additionalProperties": true,
        });
    }
    if !resource.name.is_empty() {
        let article = if resource.closed { "A body that holds nothing else" } else { "The resource" };
        schema.insert("description".to_owned(), json!(format!("{article}: `{}`.", resource.name)));
    }
    schema.insert("type".to_owned(), json!("object"));
    let required: Vec<&String> =
        resource.members.iter().filter(|(name, it)| is_required(name, it, resource)).map(|(name, _)| name).collect();
    if !required.is_empty() {
        schema.insert("required".to_owned(), json!(required));
    }
    let members = resource.members.iter().map(|(name, it)| (name.clone(), member(model, name, it, resource, writing)));
    schema.insert("properties".to_owned(), Value::Object(members.collect()));
    if resource.closed {
        schema.insert("additionalProperties".to_owned(), json!(false));
    }
    Value::Object(schema)
}

/// Whether a member is always there.
pub fn is_required(name: &str, member: &Member, resource: &Resource) -> bool {
    let only_one = resource.closed && resource.members.len() == 1;
    let always = member.returned > 0 && member.returned == resource.responses;
    (name == "id" && !member.sent && always && resource.is_described()) || member.is(Mark::Required) || only_one
}

/// Whether a member may not be sent: a page says so, or only responses show it beside the rows of a table.
pub fn is_read_only(member: &Member, resource: &Resource) -> bool {
    let is_beside = member.of.is_none() && !member.sent && !member.shown.is_empty();
    member.is(Mark::ReadOnly) || (is_beside && resource.is_described())
}

/// Whether a member may be null.
pub fn is_nullable(name: &str, member: &Member, resource: &Resource, writing: &Writing) -> bool {
    if member.is(Mark::NotNullable) || member.is(Mark::NotClearable) || is_required(name, member, resource) {
        return false;
    }
    let shown = member.shown.iter().any(Value::is_null);
    let list = matches!(member.of, Some(Type::List(_))) || member.shown.iter().any(Value::is_array);
    member.is(Mark::Nullable) || shown || (writing.nullable == Nullable::UnlessSaid && !list && name != "id")
}

fn member(model: &Model, name: &str, member: &Member, resource: &Resource, writing: &Writing) -> Value {
    let mut schema = Map::new();
    if let Some(text) = description(model, member) {
        schema.insert("description".to_owned(), json!(text));
    }
    if is_read_only(member, resource) {
        schema.insert("readOnly".to_owned(), json!(true));
    }
    if member.is(Mark::Deprecated) {
        schema.insert("deprecated".to_owned(), json!(true));
    }
    let nullable = is_nullable(name, member, resource, writing);
    let of = of(model, member, writing);
    let wrapped = of.contains_key("$ref");
    if wrapped {
        let target = member.of.as_ref().and_then(resource_of).and_then(|name| model.known(name));
        let is_object = target.is_none_or(|it| it.values.is_empty());
        if member.is(Mark::ReplacedWhole) && is_object {
            schema.insert("x-replace".to_owned(), json!("whole"));
        }
        if schema.is_empty() && !nullable {
            return Value::Object(of);
        }
        if nullable {
            schema.insert("type".to_owned(), json!(if is_object { "object" } else { "string" }));
            schema.insert("nullable".to_owned(), json!(true));
        }
        schema.insert("allOf".to_owned(), json!([of]));
        return Value::Object(schema);
    }
    schema.extend(of);
    if nullable && schema.contains_key("type") {
        schema.insert("nullable".to_owned(), json!(true));
    }
    limits(&mut schema, member);
    Value::Object(schema)
}

/// Bounds and the default of a value.
pub fn limits(schema: &mut Map<String, Value>, member: &Member) {
    for limit in &member.limits {
        let (keyword, value) = match limit {
            Limit::MinLength(value) => ("minLength", json!(value)),
            Limit::MaxLength(value) => ("maxLength", json!(value)),
            Limit::MinItems(value) => ("minItems", json!(value)),
            Limit::MaxItems(value) => ("maxItems", json!(value)),
            Limit::Minimum(value) => ("minimum", json!(value)),
            Limit::Maximum(value) => ("maximum", json!(value)),
            Limit::Pattern(value) => ("pattern", json!(value)),
        };
        schema.insert(keyword.to_owned(), value);
    }
    if let Some(default) = &member.default {
        schema.insert("default".to_owned(), default.clone());
    }
}

/// What the schema cannot say otherwise, in words of our own.
fn description(model: &Model, member: &Member) -> Option<String> {
    let mut says = Vec::new();
    let is_enum =
        member.of.as_ref().and_then(resource_of).and_then(|it| model.known(it)).is_some_and(|it| !it.values.is_empty());
    if !member.values.is_empty() && !is_enum {
        says.push(format!("One of `{}`.", member.values.join("`, `")));
    }
    if member.is(Mark::RequiredOnCreate) {
        says.push("Needed on create.".to_owned());
    }
    if member.is(Mark::WriteOnce) {
        says.push("Given on create, and not later.".to_owned());
    }
    if member.is(Mark::ReturnedOnSelect) {
        says.push("Returned only on `$select`.".to_owned());
    }
    (!says.is_empty()).then(|| says.join(" "))
}

/// The keywords of the type of a member.
pub fn of(model: &Model, member: &Member, writing: &Writing) -> Map<String, Value> {
    let mut schema = match (&member.of, &member.inside) {
        (Some(Type::Plain(text)), Some(inside)) if matches!(text.as_str(), "object" | "array") => {
            inner(model, member, inside, writing)
        }
        (Some(of), _) => typed(model, of),
        (None, Some(inside)) => inner(model, member, inside, writing),
        (None, None) => guessed(&member.shown),
    };
    if member.is(Mark::Secret) && schema.get("type") == Some(&json!("string")) {
        schema.insert("format".to_owned(), json!("password"));
    }
    schema
}

fn inner(model: &Model, member: &Member, inside: &Resource, writing: &Writing) -> Map<String, Value> {
    let Value::Object(schema) = resource(model, inside, writing) else { return Map::new() };
    if member.shown.iter().any(Value::is_array) {
        return Map::from_iter([("type".to_owned(), json!("array")), ("items".to_owned(), Value::Object(schema))]);
    }
    schema
}

fn typed(model: &Model, of: &Type) -> Map<String, Value> {
    let mut schema = Map::new();
    match of {
        Type::Plain(text) => {
            let (base, format) =
                text.split_once(':').map_or((text.as_str(), None), |(base, format)| (base, Some(format)));
            schema.insert("type".to_owned(), json!(base));
            if let Some(format) = format {
                schema.insert("format".to_owned(), json!(format));
            }
            if base == "array" {
                schema.insert("items".to_owned(), json!({}));
            }
            if base == "object" {
                schema.insert("additionalProperties".to_owned(), json!(true));
            }
        }
        Type::Resource(name) => {
            let name = model.known(name).map_or(name.as_str(), |it| it.name.as_str());
            schema.insert("$ref".to_owned(), json!(format!("#/components/schemas/{name}")));
        }
        Type::List(of) => {
            schema.insert("type".to_owned(), json!("array"));
            schema.insert("items".to_owned(), Value::Object(typed(model, of)));
        }
        Type::Union(types) => {
            let variants: Vec<Value> = types.iter().map(|of| Value::Object(typed(model, of))).collect();
            schema.insert("anyOf".to_owned(), json!(variants));
        }
        Type::Unknown(_) => {}
    }
    schema
}

/// The type of the values that examples show.
fn guessed(shown: &[Value]) -> Map<String, Value> {
    let kind = shown.iter().find(|value| !value.is_null());
    let mut schema = Map::new();
    let name = match kind {
        Some(Value::String(_)) => "string",
        Some(Value::Bool(_)) => "boolean",
        Some(Value::Number(number)) if number.is_i64() || number.is_u64() => "integer",
        Some(Value::Number(_)) => "number",
        Some(Value::Object(_)) => "object",
        Some(Value::Array(items)) => {
            schema.insert("type".to_owned(), json!("array"));
            schema.insert("items".to_owned(), Value::Object(guessed(items)));
            return schema;
        }
        Some(Value::Null) | None => return schema,
    };
    schema.insert("type".to_owned(), json!(name));
    schema
}
