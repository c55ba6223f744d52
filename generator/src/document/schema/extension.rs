//! Reads the extensions of schemas that the compiler knows. They are checked here alone.

use openapiv3::ReferenceOr;

use super::draft::Written;
use super::xml::xml;
use crate::diag::Code;
use crate::document::context::Context;
use crate::document::extension::report_misuse;
use crate::document::extras::{SchemaExtras, ValueExtras};
use crate::link::node::Node;
use crate::source::Raw;
use crate::vocabulary::Extension;

/// Reads the extensions of a schema.
pub fn schema_extras(cx: &mut Context<'_>, node: &Node<'_>, written: Written) -> SchemaExtras {
    let is_replaced_whole = is_replaced_whole(cx, node);
    let mut values = vec![ValueExtras::default(); listed(node).len()];
    read_only_values(cx, node, &mut values);
    let comma_separated = comma_separated(cx, node, written);
    value_names(cx, node, &mut values);
    value_descriptions(cx, node, &mut values);
    if values.iter().all(|value| *value == ValueExtras::default()) {
        values.clear();
    }
    let discriminator_value =
        node.raw.get(Extension::DiscriminatorValue.key()).and_then(Raw::as_str).map(str::to_owned);
    SchemaExtras {
        is_replaced_whole,
        comma_separated,
        values,
        discriminator_value,
        xml: xml(cx, node),
        ..SchemaExtras::default()
    }
}

fn is_replaced_whole(cx: &mut Context<'_>, node: &Node<'_>) -> bool {
    let Some(value) = node.get(Extension::Replace.key()) else { return false };
    let is_whole = value.raw.as_str() == Some("whole");
    if !is_whole {
        report_misuse(cx, &value, "`x-replace` must be `whole`");
    }
    is_whole
}

fn read_only_values(cx: &mut Context<'_>, node: &Node<'_>, values: &mut [ValueExtras]) {
    let Some(given) = node.get(Extension::ReadOnlyValues.key()) else { return };
    if !node.raw.get("enum").is_some_and(Raw::is_array) {
        report_misuse(cx, &given, "`x-read-only-values` is for a schema with an `enum`");
        return;
    }
    if !given.raw.is_array() {
        report_misuse(cx, &given, "`x-read-only-values` must be a list of values of the `enum`");
    }
    for value in given.items() {
        let mut is_listed = false;
        for (extras, _) in values.iter_mut().zip(listed(node)).filter(|(_, listed)| *listed == value.raw) {
            extras.is_read_only = true;
            is_listed = true;
        }
        if !is_listed {
            report_misuse(cx, &value, &format!("{} is not a value of the `enum`", value.raw));
        }
    }
}

fn comma_separated(cx: &mut Context<'_>, node: &Node<'_>, written: Written) -> Option<String> {
    let joined = node.get(Extension::CommaSeparated.key())?;
    if node.raw.get("type").and_then(Raw::as_str) != Some("string") {
        report_misuse(cx, &joined, "`x-comma-separated` is for a schema of `type: string`");
        return None;
    }
    let Some(items) = joined.get("items") else {
        report_misuse(cx, &joined, "`x-comma-separated` must be an object with the schema of the values under `items`");
        return None;
    };
    match cx.schema(&items, written) {
        ReferenceOr::Reference { reference } => Some(reference),
        ReferenceOr::Item(_) => {
            let message = "`items` of `x-comma-separated` must be a `$ref` to a component schema";
            cx.report(Code::BadExtension, joined.location(), message)
                .help("write `x-comma-separated: {items: {$ref: '#/components/schemas/…'}}`");
            None
        }
    }
}

/// Reads the names of values. Other tools use this key in other ways, so what does not fit is left out, and is not an
/// error.
fn value_names(cx: &mut Context<'_>, node: &Node<'_>, values: &mut [ValueExtras]) {
    let Some(given) = node.get(Extension::EnumVarnames.key()) else { return };
    let names = given
        .raw
        .as_array()
        .filter(|names| names.len() == values.len() && names.iter().all(|name| name.is_string() || name.is_number()));
    let Some(names) = names else {
        cx.recover(
            given.location(),
            "`x-enum-varnames` must be a list of as many names as the `enum` has values; it is left out",
        );
        return;
    };
    for (extras, name) in values.iter_mut().zip(names) {
        extras.name = name.as_str().map(str::to_owned);
    }
}

/// Reads the descriptions of values: a map by value, or a list in their order. What does not fit is left out.
fn value_descriptions(cx: &mut Context<'_>, node: &Node<'_>, values: &mut [ValueExtras]) {
    let Some(given) = node.get(Extension::EnumDescriptions.key()) else { return };
    let text = |raw: &Raw| raw.as_str().map(str::to_owned);
    match given.raw {
        Raw::Object(members) if members.values().all(Raw::is_string) => {
            for (extras, value) in values.iter_mut().zip(listed(node)) {
                let key = text(value).unwrap_or_else(|| value.to_string());
                extras.description = members.get(&key).and_then(text);
            }
        }
        Raw::Array(texts) if texts.len() == values.len() && texts.iter().all(Raw::is_string) => {
            for (extras, description) in values.iter_mut().zip(texts) {
                extras.description = text(description);
            }
        }
        Raw::Null | Raw::Bool(_) | Raw::Number(_) | Raw::String(_) | Raw::Array(_) | Raw::Object(_) => {
            let message = "`x-enum-descriptions` must be a map from values to strings, or a list with a string for \
                           each value; it is left out";
            cx.recover(given.location(), message);
        }
    }
}

/// The values that a schema lists, as they are written.
fn listed<'a>(node: &Node<'a>) -> &'a [Raw] {
    match (node.raw.get("const"), node.raw.get("enum")) {
        (Some(constant), _) => std::slice::from_ref(constant),
        (None, Some(Raw::Array(values))) => values,
        (None, Some(value @ (Raw::String(_) | Raw::Number(_) | Raw::Bool(_)))) => std::slice::from_ref(value),
        (None, Some(Raw::Null | Raw::Object(_)) | None) => &[],
    }
}
