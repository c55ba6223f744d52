//! Which schema is a member of a body, of a response or of a resource, and does it say what a page says?

use super::bench::Bench;
use crate::facts::{Limit, Mark, Owner};
use crate::specification::{Bound, Node};
use serde_json::Value;

/// The places of a member: one, or one for each of several bodies.
pub fn find(bench: &Bench<'_>, owner: &Owner, name: &str) -> Option<Vec<String>> {
    let mut places: Vec<String> = Vec::new();
    let found: Vec<Node<'_>> = match owner {
        Owner::Resource(resource) => {
            bench.index.resource(resource).and_then(|it| below(it, name)).into_iter().collect()
        }
        Owner::Parameter => {
            let named =
                |it| ["query", "path", "header"].iter().find_map(|location| bench.parameter(it, location, name));
            bench.operations.iter().map(named).collect::<Option<_>>()?
        }
        Owner::Body => {
            let bodies = bench.operations.iter().map(|it| below(&it.body_schema()?, name));
            bodies.collect::<Option<_>>()?
        }
        Owner::Response => {
            let answers = bench.operations.iter().map(|it| below(&it.answer_schema()?, name));
            answers.collect::<Option<_>>()?
        }
    };
    for place in found.iter().map(Node::place) {
        if !places.contains(&place) {
            places.push(place);
        }
    }
    (!places.is_empty()).then_some(places)
}

/// A member of a schema; dots lead into members of members, through lists.
pub fn below<'s>(schema: &Node<'s>, name: &str) -> Option<Node<'s>> {
    let direct = |schema: &Node<'s>, name: &str| {
        let own = schema.property(name);
        own.or_else(|| schema.variants().iter().find_map(|it| it.property(name)))
            .or_else(|| schema.items().and_then(|it| it.property(name)))
    };
    if let Some(found) = direct(schema, name) {
        return Some(found);
    }
    name.match_indices('.').find_map(|(at, _)| {
        let inner = direct(schema, name.get(..at)?.trim_end_matches("[]"))?;
        below(&inner, name.get(at + 1..)?)
    })
}

/// The schema of a parameter, or the node itself.
pub fn schema<'s>(node: &Node<'s>) -> Node<'s> {
    let of_parameter = node.get("in").and_then(|_| node.get("schema"));
    of_parameter.unwrap_or_else(|| node.clone())
}

/// Whether a mark is true of a member. The error says what stands there.
pub fn marked(node: &Node<'_>, mark: Mark) -> Result<(), String> {
    let schema = schema(node);
    let nullable = schema.bound() == Bound::Nullable;
    let items = schema.items().is_some_and(|items| items.bound() == Bound::Nullable);
    let yes = |is: bool, stands: &str| if is { Ok(()) } else { Err(stands.to_owned()) };
    match mark {
        Mark::ReadOnly => yes(schema.is("readOnly"), "no `readOnly: true`"),
        Mark::Nullable => yes(nullable, "no `nullable: true`"),
        Mark::NotNullable if nullable => Err("`nullable: true`".to_owned()),
        Mark::NotNullable => yes(!items, "items with `nullable: true`"),
        Mark::NotClearable => yes(!nullable, "`nullable: true`"),
        Mark::Required => yes(is_required(node), "it is not required"),
        Mark::RequiredOnCreate => yes(is_required(node), "it is not required"),
        Mark::Optional => yes(!is_required(node), "it is required"),
        Mark::Deprecated => yes(schema.is("deprecated") || node.is("deprecated"), "no `deprecated: true`"),
        Mark::ReplacedWhole => yes(is_replaced(&schema), "no `x-replace: whole`"),
        Mark::Secret => {
            yes(schema.keyword("format").and_then(|it| it.text()) == Some("password"), "no `format: password`")
        }
        Mark::SentAlone => alone(node),
        Mark::ReturnedOnSelect => said(&schema, "$select"),
        Mark::WriteOnce => said(&schema, "create"),
    }
}

fn is_required(node: &Node<'_>) -> bool {
    if node.get("in").is_some() {
        return node.is("required");
    }
    let owner = node.above(2);
    owner.is_some_and(|owner| owner.required().contains(&node.key().as_str()))
}

fn is_replaced(schema: &Node<'_>) -> bool {
    schema.items().is_some() || schema.keyword("x-replace").and_then(|it| it.text()) == Some("whole")
}

/// Whether nothing else can be sent with a member: the body has one, and no more may be added.
pub fn alone(body: &Node<'_>) -> Result<(), String> {
    let members = body.properties().len();
    let closed = body.keyword("additionalProperties").map(|it| it.value() == &Value::Bool(false));
    match (members, closed) {
        (1, Some(true)) => Ok(()),
        (1, _) => Err("no `additionalProperties: false`".to_owned()),
        (members, _) => Err(format!("a body of {members} members")),
    }
}

/// Whether the description of a member has a word.
pub fn said(schema: &Node<'_>, word: &str) -> Result<(), String> {
    let description = schema.keyword("description").and_then(|it| it.text()).unwrap_or_default();
    let is = description.to_ascii_lowercase().contains(word);
    if is { Ok(()) } else { Err(format!("a description without `{word}`")) }
}

/// Whether the values of a member are those of the page; a specification may know more.
pub fn valued(node: &Node<'_>, values: &[String]) -> Result<(), String> {
    let schema = schema(node);
    let joined = schema.keyword("x-comma-separated").and_then(|it| it.get("items"));
    let listed = joined.as_ref().unwrap_or(&schema).enumeration();
    let listed = listed.or_else(|| schema.items().and_then(|it| it.enumeration()));
    if let Some(listed) = listed {
        let missing: Vec<&String> = values.iter().filter(|value| !listed.contains(value)).collect();
        return if missing.is_empty() { Ok(()) } else { Err(format!("the values {}", listed.join(", "))) };
    }
    // An open set is prose.
    let description = schema.keyword("description").and_then(|it| it.text()).unwrap_or_default();
    let named = values.iter().all(|value| description.contains(value.as_str()));
    if named { Ok(()) } else { Err("no `enum`, and a description that does not name them all".to_owned()) }
}

/// The keyword and the value of a bound.
pub fn keyword(limit: &Limit) -> (&'static str, Value) {
    match limit {
        Limit::MinLength(value) => ("minLength", Value::from(*value)),
        Limit::MaxLength(value) => ("maxLength", Value::from(*value)),
        Limit::MinItems(value) => ("minItems", Value::from(*value)),
        Limit::MaxItems(value) => ("maxItems", Value::from(*value)),
        Limit::Minimum(value) => ("minimum", Value::Number(value.clone())),
        Limit::Maximum(value) => ("maximum", Value::Number(value.clone())),
        Limit::Pattern(value) => ("pattern", Value::from(value.clone())),
    }
}

/// Whether a bound is set.
pub fn limited(node: &Node<'_>, limit: &Limit) -> Result<(), String> {
    let (keyword, value) = keyword(limit);
    let schema = schema(node);
    match schema.keyword(keyword) {
        Some(stands) if same_number(stands.value(), &value) => Ok(()),
        Some(stands) => Err(format!("`{keyword}: {}`", stands.value())),
        None => Err(format!("no `{keyword}`")),
    }
}

fn same_number(a: &Value, b: &Value) -> bool {
    a == b || a.as_f64().zip(b.as_f64()).is_some_and(|(a, b)| (a - b).abs() < f64::EPSILON)
}
