//! Which limits of a schema are for values of another type than its own? JSON Schema says that these have no effect.

use openapiv3::AnySchema;

use super::draft::Draft;
use super::kind::JsonType;
use crate::diag::Code;
use crate::document::context::Context;
use crate::link::node::Node;
use crate::source::Raw;

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
    let is_decimal = draft.any.format.as_deref() == Some("decimal");
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

fn report(cx: &mut Context<'_>, node: &Node<'_>, keyword: &str, values: &str, types: &[JsonType]) {
    let types: Vec<&str> = types.iter().map(|json_type| json_type.name()).collect();
    let message = format!("`{keyword}` limits {values}, and the type is {}; it has no effect", types.join(" or "));
    cx.report(Code::Ignored, node.location_of(keyword), message);
}
