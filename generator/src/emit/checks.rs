//! How the limits of a value are written in tables, by which the runtime checks requests.

use super::cx::Cx;
use super::text::{slice, string, strings};
use crate::ir::{Check, Field, Item, Kind, TypeExpr};

/// The limits of a member.
pub fn field_checks(cx: &Cx, field: &Field) -> Vec<String> {
    let mut checks = item_checks(cx, &field.value);
    if let Some(constant) = field.constant.as_ref().filter(|constant| !constant.allowed.is_empty()) {
        checks.push(format!("Values({})", strings(&constant.allowed)));
    }
    checks
}

/// The limits of a use of a type, with those of its items in `Each`.
pub fn item_checks(cx: &Cx, item: &Item) -> Vec<String> {
    let mut checks = check_expressions(&item.checks);
    match &item.ty {
        TypeExpr::List(inner) | TypeExpr::Map(inner) => {
            let each = item_checks(cx, inner);
            if !each.is_empty() {
                checks.push(format!("Each({})", slice(&each)));
            }
        }
        // An alias has no table, so each use of it has its limits.
        TypeExpr::Named(id) => match &cx.def(*id).kind {
            Kind::Alias(inner) => {
                let more =
                    item_checks(cx, inner).into_iter().filter(|check| !checks.contains(check)).collect::<Vec<_>>();
                checks.extend(more);
            }
            Kind::Object(_) | Kind::Enum(_) | Kind::Union(_) | Kind::Invalid | Kind::Removed => {}
        },
        TypeExpr::Scalar(_) | TypeExpr::CommaSeparated(_) | TypeExpr::Json => {}
    }
    checks
}

/// An expression for each limit.
pub fn check_expressions(checks: &[Check]) -> Vec<String> {
    checks.iter().map(expression).collect()
}

fn expression(check: &Check) -> String {
    match check {
        Check::MinLength(n) => format!("MinLength({n})"),
        Check::MaxLength(n) => format!("MaxLength({n})"),
        Check::Pattern(pattern) => format!("Pattern({})", string(pattern)),
        Check::Minimum(n) => format!("Minimum({})", number(n)),
        Check::Maximum(n) => format!("Maximum({})", number(n)),
        Check::ExclusiveMinimum(n) => format!("ExclusiveMinimum({})", number(n)),
        Check::ExclusiveMaximum(n) => format!("ExclusiveMaximum({})", number(n)),
        Check::MultipleOf(n) => format!("MultipleOf({})", number(n)),
        Check::MinItems(n) => format!("MinItems({n})"),
        Check::MaxItems(n) => format!("MaxItems({n})"),
        Check::UniqueItems => "UniqueItems".to_owned(),
        Check::MinProperties(n) => format!("MinProperties({n})"),
        Check::MaxProperties(n) => format!("MaxProperties({n})"),
        Check::Numbers(numbers) => format!("Numbers({})", slice(&numbers.iter().map(number).collect::<Vec<_>>())),
        Check::Boolean(value) => format!("Boolean({value})"),
        Check::NotWritten(values) => format!("NotWritten({})", strings(values)),
    }
}

/// A number as a literal: an integer if it is one.
fn number(n: &serde_json::Number) -> String {
    let whole = n.as_i64().map(i128::from).or_else(|| n.as_u64().map(i128::from));
    match (whole, n.as_f64()) {
        (Some(whole), _) => format!("Int({whole})"),
        (None, Some(float)) => format!("Float({float:?})"),
        (None, None) => format!("Float({n})"),
    }
}
