//! The check of numbers against limits and lists, exact for integers and for short decimals.

use super::super::member::{Bound, Check};
use super::super::value::{Json, View};
use std::cmp::Ordering;

/// The message if a number breaks a limit.
pub(super) fn violation(check: &Check, bound: &Bound, view: &View<'_>) -> Option<String> {
    let given = number(view)?;
    let order = compare(given, *bound);
    let (kept, rule) = match check {
        Check::Minimum(_) => (order != Ordering::Less, "at least"),
        Check::Maximum(_) => (order != Ordering::Greater, "at most"),
        Check::ExclusiveMinimum(_) => (order == Ordering::Greater, "more than"),
        Check::ExclusiveMaximum(_) => (order == Ordering::Less, "less than"),
        Check::MultipleOf(_) => (multiple(given, *bound), "a multiple of"),
        _ => return None,
    };
    (!kept).then(|| format!("the number must be {rule} {bound}, but is {given}"))
}

/// The message if a number is none of those that there are.
pub(super) fn unlisted(bounds: &[Bound], view: &View<'_>) -> Option<String> {
    let given = number(view)?;
    let allowed = || bounds.iter().map(ToString::to_string).collect::<Vec<_>>().join(" or ");
    let is_listed = bounds.iter().any(|bound| compare(given, *bound) == Ordering::Equal);
    (!is_listed).then(|| format!("the number must be {}, but is {given}", allowed()))
}

fn number(view: &View<'_>) -> Option<Bound> {
    match view {
        View::I64(value) => Some(Bound::Int(i128::from(*value))),
        View::U64(value) => Some(Bound::Int(i128::from(*value))),
        View::F64(value) => Some(Bound::Float(*value)),
        View::Number(text) => parse(text),
        View::Json(Json::Number(number)) => parse(&number.to_string()),
        _ => None,
    }
}

fn parse(text: &str) -> Option<Bound> {
    match text.parse() {
        Ok(value) => Some(Bound::Int(value)),
        Err(_) => text.parse().ok().map(Bound::Float),
    }
}

fn float(number: Bound) -> f64 {
    match number {
        Bound::Int(value) => value as f64,
        Bound::Float(value) => value,
    }
}

fn compare(a: Bound, b: Bound) -> Ordering {
    match (a, b) {
        (Bound::Int(a), Bound::Int(b)) => a.cmp(&b),
        _ => float(a).partial_cmp(&float(b)).unwrap_or(Ordering::Equal),
    }
}

fn multiple(given: Bound, of: Bound) -> bool {
    match (given, of) {
        (_, Bound::Int(0)) => true,
        (Bound::Int(given), Bound::Int(of)) => given.checked_rem(of) == Some(0),
        // 0.3 / 0.1 is 2.9999999999999996, so the quotient may differ from an integer by its rounding error.
        _ => {
            let quotient = float(given) / float(of);
            !quotient.is_finite() || (quotient - quotient.round()).abs() <= quotient.abs().max(1.0) * 4.0 * f64::EPSILON
        }
    }
}
