//! The limits of a value, as the data that the runtime checks requests by.

use super::cx::Cx;
use super::text::{slice, string, strings};
use crate::ir::{Check, Field, Item, Kind, TypeExpr};

/// The limits of a member.
pub fn of_field(cx: &Cx, field: &Field) -> Vec<String> {
    let mut checks = of_item(cx, &field.value);
    if let Some(constant) = field.constant.as_ref().filter(|constant| !constant.allowed.is_empty()) {
        checks.push(format!("Values({})", strings(&constant.allowed)));
    }
    checks
}

/// The limits of a use of a type, those of its items in `Each`.
pub fn of_item(cx: &Cx, item: &Item) -> Vec<String> {
    let mut checks = of(&item.checks);
    match &item.ty {
        TypeExpr::List(inner) | TypeExpr::Map(inner) => {
            let each = of_item(cx, inner);
            if !each.is_empty() {
                checks.push(format!("Each({})", slice(&each)));
            }
        }
        // An alias has no table of its own, so its limits stand with each use.
        TypeExpr::Named(id) => match &cx.def(*id).kind {
            Kind::Alias(inner) => {
                let more = of_item(cx, inner).into_iter().filter(|check| !checks.contains(check)).collect::<Vec<_>>();
                checks.extend(more);
            }
            Kind::Object(_) | Kind::Enum(_) | Kind::Union(_) | Kind::Invalid | Kind::Removed => {}
        },
        TypeExpr::Scalar(_) | TypeExpr::CommaSeparated(_) | TypeExpr::Json => {}
    }
    checks
}

/// Limits, an expression each.
pub fn of(checks: &[Check]) -> Vec<String> {
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
        Check::NotWritten(values) => format!("NotWritten({})", strings(values)),
    }
}

/// A number, exact where it is whole.
fn number(n: &serde_json::Number) -> String {
    let whole = n.as_i64().map(i128::from).or_else(|| n.as_u64().map(i128::from));
    match (whole, n.as_f64()) {
        (Some(whole), _) => format!("Int({whole})"),
        (None, Some(float)) => format!("Float({float:?})"),
        (None, None) => format!("Float({n})"),
    }
}
