//! Which limits of a schema are for values of another type than its own? JSON Schema says that these have no effect.

use openapiv3::AnySchema;

use super::draft::Draft;
use super::kind::JsonType;
use crate::diag::Code;
use crate::document::context::Context;
use crate::link::node::Node;
use crate::source::Raw;
use crate::vocabulary::ValueFormat;

/// The limits for values of one type.
struct Limits {
    types: &'static [JsonType],
    /// What the values are called in a message.
    values: &'static str,
    keywords: &'static [&'static str],
    clear: fn(&mut AnySchema),
}

const LIMITS: [Limits; 4] = [
    Limits {
        types: &[JsonType::String],
        values: "strings",
        keywords: &["minLength", "maxLength", "pattern"],
        clear: |any| (any.min_length, any.max_length, any.pattern) = (None, None, None),
    },
    Limits {
        types: &[JsonType::Number, JsonType::Integer],
        values: "numbers",
        keywords: &["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"],
        clear: |any| {
            (any.minimum, any.maximum, any.multiple_of) = (None, None, None);
            (any.exclusive_minimum, any.exclusive_maximum) = (None, None);
        },
    },
    Limits {
        types: &[JsonType::Array],
        values: "arrays",
        keywords: &["minItems", "maxItems", "uniqueItems"],
        clear: |any| (any.min_items, any.max_items, any.unique_items) = (None, None, None),
    },
    Limits {
        types: &[JsonType::Object],
        values: "objects",
        keywords: &["minProperties", "maxProperties"],
        clear: |any| (any.min_properties, any.max_properties) = (None, None),
    },
];

/// Removes the limits that cannot apply to a value of the schema's types, and reports them.
pub fn inapplicable(cx: &mut Context<'_>, node: &Node<'_>, draft: &mut Draft) {
    // A string with this format holds a number, and the limits of a number are meant for it.
    let is_decimal = draft.any.format.as_deref().and_then(ValueFormat::of) == Some(ValueFormat::Decimal);
    inapplicable_format(cx, node, draft);
    for limits in &LIMITS {
        let applies = |json_type: &JsonType| limits.types.contains(json_type);
        let meant = is_decimal && limits.types.contains(&JsonType::Number);
        if draft.types.is_empty() || meant || draft.types.iter().any(applies) {
            continue;
        }
        (limits.clear)(&mut draft.any);
        for keyword in limits.keywords {
            // `uniqueItems: false` is what holds without it.
            if node.raw.get(keyword).is_some_and(|value| !matches!(value, Raw::Null | Raw::Bool(false))) {
                report(cx, node, keyword, limits.values, &draft.types);
            }
        }
    }
}

/// Removes a format that says nothing of the schema's types, and reports it.
fn inapplicable_format(cx: &mut Context<'_>, node: &Node<'_>, draft: &mut Draft) {
    let Some(format) = draft.any.format.as_deref().and_then(ValueFormat::of) else { return };
    let applies = |json_type: &JsonType| match json_type {
        // A string may have the digits of a number.
        JsonType::String => true,
        JsonType::Number | JsonType::Integer => format.is_for_numbers(),
        JsonType::Boolean | JsonType::Array | JsonType::Object | JsonType::Null => false,
    };
    let name = node.raw.get("format").and_then(Raw::as_str);
    if let Some(name) = name
        && !draft.types.is_empty()
        && !draft.types.iter().any(applies)
    {
        let values = if format.is_for_numbers() { "numbers" } else { "strings" };
        let message =
            format!("`format: {name}` is for {values}, and the type is {}; it has no effect", names(&draft.types));
        cx.report(Code::Ignored, node.location_of("format"), message)
            .help("remove it, or write the `type` that is meant");
        draft.any.format = None;
    }
}

fn names(types: &[JsonType]) -> String {
    let types: Vec<&str> = types.iter().map(|json_type| json_type.name()).collect();
    types.join(" or ")
}

fn report(cx: &mut Context<'_>, node: &Node<'_>, keyword: &str, values: &str, types: &[JsonType]) {
    let message = format!("`{keyword}` limits {values}, and the type is {}; it has no effect", names(types));
    cx.report(Code::Ignored, node.location_of(keyword), message).help("remove it, or write the `type` that is meant");
}
