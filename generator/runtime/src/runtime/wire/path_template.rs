//! What is the path of a request? Puts arguments into a path template.

use super::form_value::FormValue;
use super::percent::{Component, encode};
use super::style::{Layout, text};
use crate::runtime::spec::operation::Operation;
use crate::runtime::spec::param::Param;

/// The path, and the query that the template itself carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Target {
    pub(crate) path: String,
    pub(crate) query: Option<String>,
}

/// Why an argument cannot stand in the path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) name: &'static str,
    pub(crate) rule: String,
}

/// Puts the arguments, in the order of the path parameters, into the template of the operation.
pub(crate) fn expand(operation: &'static Operation, arguments: &[FormValue]) -> Result<Target, Refusal> {
    let template = operation.template().split('#').next().unwrap_or_default();
    let (path, query) = match template.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (template, None),
    };
    let arguments: Vec<(&'static Param, &FormValue)> = operation.path_params().zip(arguments).collect();
    let mut segments: Vec<String> = Vec::new();
    for segment in path.split('/') {
        push_segment(&mut segments, segment, &arguments)?;
    }
    let query = query.map(|query| fill(query, &arguments, Component::LiteralQuery)).transpose()?;
    Ok(Target { path: segments.join("/"), query })
}

/// Adds a segment of the template, filled in; a repeated or quoted one takes the segment before it along.
fn push_segment(
    done: &mut Vec<String>,
    segment: &str,
    arguments: &[(&'static Param, &FormValue)],
) -> Result<(), Refusal> {
    let alone = arguments.iter().find(|(param, _)| segment == format!("{{{}}}", param.name()));
    let Some((param, value)) = alone else {
        done.push(checked(fill(segment, arguments, Component::LiteralPath)?, segment, arguments)?);
        return Ok(());
    };
    let values: Vec<&FormValue> = match value {
        FormValue::List(items) if param.repeats_segment() => items.iter().collect(),
        value if param.repeats_segment() && value.is_nothing() => Vec::new(),
        value => vec![value],
    };
    let takes_along = param.repeats_segment() || quoted(param, value).is_some();
    let before = if takes_along { done.pop_if(|before| !before.is_empty()) } else { None };
    for value in values {
        match (&before, quoted(param, value)) {
            (Some(before), Some(key)) => done.push(format!("{before}('{key}')")),
            (before, _) => {
                done.extend(before.clone());
                done.push(checked(written(param, value)?, segment, arguments)?);
            }
        }
    }
    Ok(())
}

/// The value between quotes, when it begins with a character that asks for them.
fn quoted(param: &'static Param, value: &FormValue) -> Option<String> {
    let text = value.flat();
    let asks = text.starts_with(|c: char| param.quotes().contains(c));
    asks.then(|| encode(&text.replace('\'', "''"), Component::Value))
}

/// Fills all parameters of a piece of template in.
fn fill(template: &str, arguments: &[(&'static Param, &FormValue)], literal: Component) -> Result<String, Refusal> {
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let found = after.split_once('}').and_then(|(name, tail)| {
            arguments.iter().find(|(param, _)| param.name() == name).map(|argument| (argument, tail))
        });
        out.push_str(&encode(before, literal));
        if let Some(((param, value), tail)) = found {
            out.push_str(&written(param, value)?);
            rest = tail;
        } else {
            out.push_str("%7B");
            rest = after;
        }
    }
    out.push_str(&encode(rest, literal));
    Ok(out)
}

/// The text of one argument.
fn written(param: &'static Param, value: &FormValue) -> Result<String, Refusal> {
    let refuse = |rule: &str| Refusal { name: param.name(), rule: rule.to_owned() };
    let text = match param.media() {
        Some(_) => Some(encode(&value.to_json(), Layout::of(param).place)),
        None => text(param.name(), value, Layout::of(param)),
    };
    match text {
        Some(text) if !text.is_empty() => Ok(text),
        _ => Err(refuse("must not be empty: it stands in the path, which would become another one")),
    }
}

/// Refuses a segment that would change the path when it is normalised.
fn checked(text: String, template: &str, arguments: &[(&'static Param, &FormValue)]) -> Result<String, Refusal> {
    let culprit = arguments.iter().find(|(param, _)| template.contains(&format!("{{{}}}", param.name())));
    let odd = text.split('/').find(|part| matches!(*part, "" | "." | ".."));
    match (culprit, odd) {
        (Some((param, _)), Some(odd)) => Err(Refusal {
            name: param.name(),
            rule: format!("must not give the segment `{odd}`: it stands in the path, which would become another one"),
        }),
        (Some(_) | None, _) => Ok(text),
    }
}
