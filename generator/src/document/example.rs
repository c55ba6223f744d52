//! Reads the examples of media types, parameters and headers.

use indexmap::IndexMap;
use openapiv3::{Example, ReferenceOr};

use super::context::Context;
use super::object::{check, map};
use super::reference::item_or_reference;
use super::value::text;
use crate::link::node::Node;
use crate::source::Raw;
use crate::vocabulary::{Kind, Section};

/// Examples by name.
type Examples = IndexMap<String, ReferenceOr<Example>>;

/// `example` and `examples` of a media type, parameter or header.
pub fn examples(cx: &mut Context<'_>, node: &Node<'_>) -> (Option<Raw>, Examples) {
    let single = node.raw.get("example").cloned();
    let Some(list) = node.get("examples") else { return (single, Examples::new()) };
    match list.raw {
        Raw::Array(items) => {
            if let Some(first) = items.first() {
                cx.recover(
                    list.location(),
                    "`examples` is a list, and must be a map; its first value is read as `example`",
                );
                return (single.or_else(|| Some(first.clone())), Examples::new());
            }
            (single, Examples::new())
        }
        Raw::String(_) | Raw::Number(_) | Raw::Bool(_) => {
            cx.recover(list.location(), "`examples` is one value, and must be a map; it is read as `example`");
            (single.or_else(|| Some(list.raw.clone())), Examples::new())
        }
        Raw::Object(_) | Raw::Null => {
            let examples = map(cx, node, "examples", |cx, node| {
                if !node.raw.is_object() {
                    cx.recover(
                        node.location(),
                        "the example is not an object with a `value`; it is read as that `value`",
                    );
                    let value = Some(node.raw.clone());
                    return Some(ReferenceOr::Item(Example { value, ..Example::default() }));
                }
                item_or_reference(cx, node, Section::Examples, example)
            });
            (single, examples)
        }
    }
}

/// An example.
pub fn example(cx: &mut Context<'_>, node: &Node<'_>) -> Option<Example> {
    let is_example = ["value", "externalValue", "summary", "description", "dataValue", "serializedValue"]
        .iter()
        .any(|key| node.raw.get(key).is_some());
    if !is_example && node.raw.as_object().is_none_or(|members| !members.is_empty()) {
        cx.recover(node.location(), "the example is not an object with a `value`; it is read as that `value`");
        return Some(Example { value: Some(node.raw.clone()), ..Example::default() });
    }
    if !check(cx, node, Kind::Example) {
        return None;
    }
    Some(Example {
        summary: text(cx, node, "summary"),
        description: text(cx, node, "description"),
        value: node.raw.get("value").or_else(|| node.raw.get("dataValue")).cloned(),
        external_value: text(cx, node, "externalValue"),
        ..Example::default()
    })
}

/// Compares each example of a media type with the schema beside it.
pub fn compare_examples(cx: &mut Context<'_>, node: &Node<'_>) {
    each_example(cx, node, Context::compare);
}

/// Compares each example of a parameter or header with the schema beside it.
pub fn compare_text_examples(cx: &mut Context<'_>, node: &Node<'_>) {
    each_example(cx, node, compare_text);
}

fn each_example<'s>(
    cx: &mut Context<'s>,
    node: &Node<'_>,
    compare: impl Fn(&mut Context<'s>, &Node<'_>, &Node<'_>) + Copy,
) {
    let Some(schema) = node.get("schema") else { return };
    if let Some(example) = node.get("example") {
        compare(cx, &schema, &example);
    }
    let Some(examples) = node.get("examples") else { return };
    for (_, example) in examples.members() {
        cx.deref(&example, |cx, example| {
            if let Some(value) = example.get("value").or_else(|| example.get("dataValue")) {
                compare(cx, &schema, &value);
            }
        });
    }
}

/// Compares an example with the schema of a value that is sent as text: `"1"` is as good as `1`.
pub fn compare_text(cx: &mut Context<'_>, schema: &Node<'_>, example: &Node<'_>) {
    let target = schema.reference().and_then(|reference| cx.links().target(schema.file, reference));
    let said = target.and_then(|address| cx.raw(address)).unwrap_or(schema.raw);
    let read = match (said.get("type").and_then(Raw::as_str), example.raw) {
        (Some("string"), Raw::Number(_) | Raw::Bool(_)) => Raw::String(example.raw.to_string()),
        (Some("integer" | "number" | "boolean"), Raw::String(text)) => {
            text.parse().ok().filter(|read: &Raw| !read.is_object()).unwrap_or_else(|| example.raw.clone())
        }
        // How the items and members of text are divided is not looked at.
        (Some("integer" | "number" | "boolean"), _) | (_, Raw::Array(_) | Raw::Object(_)) | (Some("string"), _) => {
            example.raw.clone()
        }
        (_, Raw::Null | Raw::Bool(_) | Raw::Number(_) | Raw::String(_)) => return,
    };
    let pointer = example.pointer();
    cx.compare(schema, &Node::start(&read, example.file, &pointer, None));
}
