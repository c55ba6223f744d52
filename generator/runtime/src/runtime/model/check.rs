//! The check of values against the limits of the document, before a request is sent.

use super::member::Check;
use super::members::{forbidden_member, written_members};
use super::printable::printable;
use super::shape::Shape;
use super::value::{Json, MemberView, Record, Value, View};
use std::fmt;

mod number;
#[cfg(feature = "pattern")]
mod pattern;

/// Writes a list of limits by the names of their variants.
macro_rules! checks {
    () => {
        &[]
    };
    ($($check:tt)+) => {{
        #[allow(unused_imports)]
        use $crate::runtime::{Bound::*, Check::*};
        &[$($check)+]
    }};
}
pub(crate) use checks;

/// A limit of the document that a value breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// A JSON pointer to the part that breaks the limit. It is empty for the whole value.
    pub path: String,
    /// The limit, and how the value breaks it.
    pub message: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", printable(&self.path))?;
        }
        f.write_str(&printable(&self.message))
    }
}

impl std::error::Error for Violation {}

/// Checks a value that will be sent, and all its parts.
///
/// # Errors
///
/// Returns the first limit that the value breaks.
pub fn check(value: &dyn Value) -> Result<(), Violation> {
    check_view(&value.view(), &[])
}

/// Checks a view that will be written, with the limits of the parameter or body that it is written for.
///
/// # Errors
///
/// Returns the first limit that the value breaks.
pub fn check_view(view: &View<'_>, checks: &[Check]) -> Result<(), Violation> {
    check_parts(view, checks).map_err(|(mut steps, message)| {
        steps.reverse();
        let path = steps.iter().map(|step| format!("/{}", step.replace('~', "~0").replace('/', "~1"))).collect();
        Violation { path, message }
    })
}

/// The path to the part that breaks a limit, innermost step first, and the message.
type PathAndMessage = (Vec<String>, String);

/// Adds the step that leads to the part to the path of an error.
fn add_step<T: fmt::Display>(step: T) -> impl FnOnce(PathAndMessage) -> PathAndMessage {
    move |(mut steps, message)| {
        steps.push(step.to_string());
        (steps, message)
    }
}

/// Checks a value against `checks`, and its parts against the limits of their types.
fn check_parts(view: &View<'_>, checks: &[Check]) -> Result<(), PathAndMessage> {
    for check in checks {
        violation(check, view).map_or(Ok(()), |message| Err((Vec::new(), message)))?;
    }
    let each = || checks.iter().flat_map(|check| if let Check::Each(each) = check { *each } else { &[] }).copied();
    match view {
        View::Formatted { text, fault } => match fault(text) {
            Some(fault) => Err((Vec::new(), fault.to_owned())),
            None => Ok(()),
        },
        View::Text { text, read_only: true } => Err((Vec::new(), read_only(text))),
        View::F64(value) if !value.is_finite() => Err((Vec::new(), format!("JSON cannot hold the number {value}"))),
        View::Record(record) | View::Tagged { record, .. } => check_members(*record),
        View::List(list) => {
            let each: Vec<Check> = each().collect();
            list.views().enumerate().try_for_each(|(i, item)| check_parts(&item, &each).map_err(add_step(i)))
        }
        View::Map(entries) => {
            let each: Vec<Check> = each().collect();
            entries.views().try_for_each(|(key, value)| check_parts(&value, &each).map_err(add_step(key)))
        }
        View::Absent
        | View::Null
        | View::Bool(_)
        | View::I64(_)
        | View::U64(_)
        | View::F64(_)
        | View::Str(_)
        | View::Text { read_only: false, .. }
        | View::Secret(_)
        | View::Number(_)
        | View::Bytes(_)
        | View::Body(_)
        | View::Json(_) => Ok(()),
    }
}

fn check_members(record: &dyn Record) -> Result<(), PathAndMessage> {
    let shape = record.shape();
    let mut outcome = Ok(());
    record.with_members(&mut |values: &[MemberView<'_>]| outcome = check_values(shape, values));
    outcome?;
    for check in shape.checks() {
        violation(check, &View::Record(record)).map_or(Ok(()), |message| Err((Vec::new(), message)))?;
    }
    Ok(())
}

/// Checks the values of the members of a record.
fn check_values(shape: &Shape, values: &[MemberView<'_>]) -> Result<(), PathAndMessage> {
    let mut members = shape.members();
    for value in values {
        let view = value.view();
        match members.next() {
            Some(member) => check_parts(&view, member.checks).map_err(add_step(member.name))?,
            None => {
                if let View::Map(others) = view
                    && let Some((name, rule)) = forbidden_member(shape, others)
                {
                    return Err((vec![name.to_owned()], rule));
                }
                let each = shape.checks().iter().copied().filter(|check| matches!(check, Check::Each(_)));
                check_parts(&view, &each.collect::<Vec<_>>())?;
            }
        }
    }
    Ok(())
}

fn read_only(text: &str) -> String {
    format!("\"{text}\" is read-only and cannot be sent")
}

/// The message if a value breaks a limit. A value passes the limits that do not apply to its type.
fn violation(check: &Check, view: &View<'_>) -> Option<String> {
    match check {
        Check::MinLength(limit) => below(length(view)?, *limit, "character"),
        Check::MaxLength(limit) => above(length(view)?, *limit, "character"),
        #[cfg(feature = "pattern")]
        Check::Pattern(pattern) => pattern::violation(pattern, text(view)?),
        #[cfg(not(feature = "pattern"))]
        Check::Pattern(_) => None,
        Check::Each(_) => None,
        Check::Minimum(bound)
        | Check::Maximum(bound)
        | Check::ExclusiveMinimum(bound)
        | Check::ExclusiveMaximum(bound) => number::violation(check, bound, view),
        Check::MultipleOf(bound) => number::violation(check, bound, view),
        Check::MinItems(limit) => below(items(view)?, *limit, "item"),
        Check::MaxItems(limit) => above(items(view)?, *limit, "item"),
        Check::UniqueItems => equal_items(view),
        Check::MinProperties(limit) => below(properties(view)?, *limit, "member"),
        Check::MaxProperties(limit) => above(properties(view)?, *limit, "member"),
        Check::Numbers(bounds) => number::unlisted(bounds, view),
        Check::Boolean(only) => match view {
            View::Bool(value) | View::Json(Json::Bool(value)) if value != only => {
                Some(format!("the value must be {only}, but is {value}"))
            }
            _ => None,
        },
        Check::Values(texts) => {
            let text = text(view)?;
            let allowed = texts.iter().map(|text| format!("\"{text}\"")).collect::<Vec<_>>().join(" or ");
            (!texts.contains(&text)).then(|| format!("the value must be {allowed}, but is \"{text}\""))
        }
        Check::NotWritten(texts) => {
            let text = text(view)?;
            texts.contains(&text).then(|| read_only(text))
        }
    }
}

fn text<'a>(view: &'a View<'_>) -> Option<&'a str> {
    match view {
        View::Str(text) | View::Secret(text) => Some(text),
        View::Number(text) => Some(text),
        View::Formatted { text, .. } => Some(text),
        View::Text { text, .. } => Some(text),
        View::Json(Json::String(text)) => Some(text),
        _ => None,
    }
}

/// The length of a string in Unicode scalar values.
fn length(view: &View<'_>) -> Option<usize> {
    text(view).map(|text| text.chars().count())
}

fn items(view: &View<'_>) -> Option<usize> {
    match view {
        View::List(list) => Some(list.len()),
        View::Json(Json::Array(items)) => Some(items.len()),
        _ => None,
    }
}

fn properties(view: &View<'_>) -> Option<usize> {
    match view {
        View::Map(entries) => Some(entries.len()),
        View::Json(Json::Object(members)) => Some(members.len()),
        View::Record(record) | View::Tagged { record, .. } => Some(
            written_members(*record)
                .map(|(name, view)| match (name, view) {
                    (None, View::Map(entries)) => entries.len(),
                    _ => 1,
                })
                .sum(),
        ),
        _ => None,
    }
}

fn below(given: usize, limit: u64, unit: &str) -> Option<String> {
    (u64::try_from(given).unwrap_or(u64::MAX) < limit).then(|| sentence("at least", limit, unit, given))
}

fn above(given: usize, limit: u64, unit: &str) -> Option<String> {
    (u64::try_from(given).unwrap_or(u64::MAX) > limit).then(|| sentence("at most", limit, unit, given))
}

fn sentence(bound: &str, limit: u64, unit: &str, given: usize) -> String {
    let (units, required) = if limit == 1 { ("", "is") } else { ("s", "are") };
    let verb = if given == 1 { "is" } else { "are" };
    let word = if bound == "at most" { "allowed" } else { "needed" };
    format!("{bound} {limit} {unit}{units} {required} {word}, {given} {verb} given")
}

/// The message if two items of a list are equal.
fn equal_items(view: &View<'_>) -> Option<String> {
    let View::List(list) = view else { return None };
    let mut seen = std::collections::HashMap::new();
    for (index, item) in list.views().enumerate() {
        let text = serde_json::to_string(&item).ok()?;
        if let Some(first) = seen.insert(text, index) {
            return Some(format!("items must be unique, but those at {first} and {index} are equal"));
        }
    }
    None
}
