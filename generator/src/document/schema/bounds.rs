//! Reads the bounds of numbers, as OpenAPI 3.0 or 3.1 writes them.

use openapiv3::{Schema, SchemaKind, Type};
use serde_json::Number;

use super::draft::{Bounds, Draft};
use super::kind::JsonType;
use crate::document::context::Context;
use crate::document::value::{flag, number};
use crate::document::version::Dialect;
use crate::link::node::Node;
use crate::source::Raw;

/// Reads the bounds of a number. Those of an integer become integers.
pub fn bounds(cx: &mut Context<'_>, node: &Node<'_>, draft: &mut Draft) {
    draft.bounds.multiple_of = number(cx, node, "multipleOf");
    (draft.bounds.minimum, draft.any.exclusive_minimum) = bound(cx, node, "minimum", "exclusiveMinimum", f64::max);
    (draft.bounds.maximum, draft.any.exclusive_maximum) = bound(cx, node, "maximum", "exclusiveMaximum", f64::min);
    if draft.types.contains(&JsonType::Integer) && !draft.types.contains(&JsonType::Number) {
        mark_unsigned(draft);
        mark_big(draft);
        // An integer next to a bound that is none is within it.
        draft.any.exclusive_minimum.take_if(|_| is_fraction(&draft.bounds.minimum));
        draft.any.exclusive_maximum.take_if(|_| is_fraction(&draft.bounds.maximum));
        draft.bounds.minimum = whole(cx, node, "minimum", draft.bounds.minimum.take(), f64::ceil);
        draft.bounds.maximum = whole(cx, node, "maximum", draft.bounds.maximum.take(), f64::floor);
        draft.bounds.multiple_of = whole(cx, node, "multipleOf", draft.bounds.multiple_of.take(), least_whole);
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

/// A bound, and whether it is exclusive: that is a boolean in 3.0, and the bound itself in 3.1.
fn bound(
    cx: &mut Context<'_>,
    node: &Node<'_>,
    key: &str,
    exclusive_key: &str,
    tighter: fn(f64, f64) -> f64,
) -> (Option<Number>, Option<bool>) {
    let inclusive = number(cx, node, key);
    report_other_version(cx, node, key, exclusive_key);
    if !node.raw.get(exclusive_key).is_some_and(Raw::is_number) {
        return (inclusive, flag(cx, node, exclusive_key));
    }
    let exclusive = number(cx, node, exclusive_key);
    let float = |bound: &Option<Number>| bound.as_ref().and_then(Number::as_f64);
    match (float(&inclusive), float(&exclusive)) {
        (Some(a), Some(b)) if a != b && tighter(a, b) == a => (inclusive, None),
        _ => (exclusive, Some(true)),
    }
}

/// Reports an exclusive bound that is written as another version has it.
fn report_other_version(cx: &mut Context<'_>, node: &Node<'_>, key: &str, exclusive_key: &str) {
    let Some(written) = node.raw.get(exclusive_key) else { return };
    let (version, help) = match cx.dialect(node) {
        Dialect::V3_0 if written.is_number() => {
            ("a number, as in OpenAPI 3.1", format!("write `{key}: {written}` and `{exclusive_key}: true`"))
        }
        Dialect::V3_1 if written.is_boolean() => {
            let bound = node.raw.get(key).map_or_else(|| "…".to_owned(), Raw::to_string);
            ("a boolean, as in OpenAPI 3.0", format!("write `{exclusive_key}: {bound}` in place of `{key}`"))
        }
        Dialect::V3_0 | Dialect::V3_1 => return,
    };
    let message = format!("`{exclusive_key}` is {version}; it is read as such");
    cx.recover_with(node.location_of(exclusive_key), message, help);
}

/// The bound of an integer as a signed integer of 64 bits. A larger one is left out, because no such value exceeds it.
fn whole(
    cx: &mut Context<'_>,
    node: &Node<'_>,
    key: &str,
    bound: Option<Number>,
    round: fn(f64) -> f64,
) -> Option<Number> {
    let bound = bound?;
    if bound.is_i64() {
        return Some(bound);
    }
    let value = bound.as_f64()?;
    if value.abs() >= 2f64.powi(63) {
        cx.recover(
            node.location(),
            format!("`{key}: {bound}` does not fit into a signed integer of 64 bits; it is left out"),
        );
        return None;
    }
    if value.fract() != 0.0 {
        cx.recover(
            node.location(),
            format!("`{key}: {bound}` is not an integer, and the type is; it is read as {:.0}", round(value) + 0.0),
        );
    }
    format!("{:.0}", round(value)).parse::<i64>().ok().map(Number::from)
}

fn is_fraction(bound: &Option<Number>) -> bool {
    bound.as_ref().and_then(Number::as_f64).is_some_and(|bound| bound.fract() != 0.0)
}

/// The least integer that is a multiple of a number of up to nine digits behind the point: of 1.5, that is 3.
fn least_whole(number: f64) -> f64 {
    const BILLION: u64 = 1_000_000_000;
    if number.fract() == 0.0 {
        return number;
    }
    let scaled = (number.abs() * BILLION as f64).round();
    if !(1.0..=2f64.powi(53)).contains(&scaled) {
        return 1.0;
    }
    let (mut divisor, mut rest) = (scaled as u64, BILLION);
    while rest != 0 {
        (divisor, rest) = (rest, divisor % rest);
    }
    (scaled as u64 / divisor) as f64
}

/// Gives an integer the format `uint64` if it is never negative and may need 64 bits.
fn mark_unsigned(draft: &mut Draft) {
    if draft.any.format.as_deref().is_some_and(|format| format != "int64") {
        return;
    }
    let is_beyond = |number: &Number| number.is_u64() && !number.is_i64();
    let from_zero = draft.bounds.minimum.as_ref().and_then(Number::as_f64).is_some_and(|minimum| minimum >= 0.0);
    let largest = |number: &Number| number.as_f64().is_some_and(|number| number == 2f64.powi(64));
    let to_the_top = draft.bounds.maximum.as_ref().is_some_and(|number| is_beyond(number) || largest(number));
    let listed = &draft.any.enumeration;
    let lists_it = listed.iter().all(|value| value.is_u64() || value.is_null())
        && listed.iter().any(|value| value.as_number().is_some_and(is_beyond));
    if (from_zero && to_the_top) || lists_it {
        draft.any.format = Some("uint64".to_owned());
        draft.bounds.maximum.take_if(|maximum| maximum.as_u64() == Some(u64::MAX));
    }
}

/// Gives an integer the format `bigint` if its bounds say that it may need more than 64 bits. The largest of 64 bits is
/// often written as the nearest `f64`, which is one more.
fn mark_big(draft: &mut Draft) {
    let is_beyond = |bound: &Option<Number>| {
        bound.as_ref().and_then(Number::as_f64).is_some_and(|bound| bound.abs() > 2f64.powi(63))
    };
    if draft.any.format.is_none() && (is_beyond(&draft.bounds.minimum) || is_beyond(&draft.bounds.maximum)) {
        draft.any.format = Some("bigint".to_owned());
    }
}

/// Restores the bounds of an integer as they were written. The types of `openapiv3` pass them through `f64`.
pub fn restore_exact_bounds(schema: &mut Schema, bounds: &Bounds) {
    let SchemaKind::Type(Type::Integer(integer)) = &mut schema.schema_kind else { return };
    let whole = |bound: &Option<Number>| bound.as_ref().and_then(Number::as_i64);
    integer.minimum = whole(&bounds.minimum).or(integer.minimum);
    integer.maximum = whole(&bounds.maximum).or(integer.maximum);
    integer.multiple_of = whole(&bounds.multiple_of).or(integer.multiple_of);
}
