//! The expansion of path templates: the path of a request.

use super::form_value::FormValue;
use super::percent::{Component, encode};
use super::style::{Layout, path_or_header};
use crate::runtime::spec::operation::Operation;
use crate::runtime::spec::param::Param;

/// The path of a request, and the query that the template itself has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Target {
    pub(crate) path: String,
    pub(crate) query: Option<String>,
}

impl Target {
    /// Whether the query has a parameter of this name.
    pub(crate) fn has_pair(&self, name: &str) -> bool {
        let encoded = encode(name, Component::Name);
        let mut names = self.query.iter().flat_map(|query| query.split('&')).filter_map(|pair| pair.split('=').next());
        names.any(|known| known == name || known == encoded)
    }
}

/// The error of an argument that is not allowed in the path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PathError {
    pub(crate) name: &'static str,
    pub(crate) rule: String,
}

/// Expands the path template of the operation with the arguments, which are in the order of the path parameters.
pub(crate) fn expand(operation: &'static Operation, arguments: &[FormValue]) -> Result<Target, PathError> {
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
    let query = query.map(|query| expand_text(query, &arguments, Component::LiteralQuery)).transpose()?;
    Ok(Target { path: segments.join("/"), query })
}

/// Expands a segment of the template and adds it to the path. A repeated or quoted argument replaces the segment before it.
fn push_segment(
    done: &mut Vec<String>,
    segment: &str,
    arguments: &[(&'static Param, &FormValue)],
) -> Result<(), PathError> {
    let placeholder = segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
    let alone = placeholder.and_then(|name| arguments.iter().find(|(param, _)| name == param.name()));
    let Some((param, value)) = alone else {
        done.push(check_segment(expand_text(segment, arguments, Component::LiteralPath)?, segment, arguments)?);
        return Ok(());
    };
    let values: Vec<&FormValue> = match value {
        FormValue::List(items) if param.repeats_segment() => items.iter().collect(),
        value if param.repeats_segment() && value.is_empty() => Vec::new(),
        value => vec![value],
    };
    let replaces_before = param.repeats_segment() || quoted_key(param, value).is_some();
    let before = if replaces_before { done.pop_if(|before| !before.is_empty()) } else { None };
    for value in values {
        match (&before, quoted_key(param, value)) {
            (Some(before), Some(key)) => done.push(format!("{before}('{key}')")),
            (before, _) => {
                done.extend(before.clone());
                done.push(check_segment(encode_argument(param, value)?, segment, arguments)?);
            }
        }
    }
    Ok(())
}

/// The value for a quoted key, if it begins with one of the characters of the parameter.
fn quoted_key(param: &'static Param, value: &FormValue) -> Option<String> {
    let text = value.to_text();
    let is_quoted = text.starts_with(|c: char| param.quoted_starts().contains(c));
    is_quoted.then(|| encode(&text.replace('\'', "''"), Component::Value))
}

/// Expands all parameters in a part of the template.
fn expand_text(
    template: &str,
    arguments: &[(&'static Param, &FormValue)],
    literal: Component,
) -> Result<String, PathError> {
    if !template.contains('{') {
        return Ok(encode(template, literal));
    }
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let found = after.split_once('}').and_then(|(name, tail)| {
            arguments.iter().find(|(param, _)| param.name() == name).map(|argument| (argument, tail))
        });
        out.push_str(&encode(before, literal));
        if let Some(((param, value), tail)) = found {
            out.push_str(&encode_argument(param, value)?);
            rest = tail;
        } else {
            out.push_str("%7B");
            rest = after;
        }
    }
    out.push_str(&encode(rest, literal));
    Ok(out)
}

/// Encodes an argument.
fn encode_argument(param: &'static Param, value: &FormValue) -> Result<String, PathError> {
    let error = |rule: &str| PathError { name: param.name(), rule: rule.to_owned() };
    let text = match param.content_kind() {
        Some(_) => Some(encode(&value.to_json(), Layout::for_param(param).place)),
        None => path_or_header(param.name(), value, Layout::for_param(param)),
    };
    match text {
        Some(text) if !text.is_empty() => Ok(text),
        _ => Err(error("must not be empty, because an empty segment changes the path")),
    }
}

/// Rejects a segment that would be removed when the path is normalized.
fn check_segment(
    text: String,
    template: &str,
    arguments: &[(&'static Param, &FormValue)],
) -> Result<String, PathError> {
    let Some(odd) = text.split('/').find(|part| matches!(*part, "" | "." | "..")) else { return Ok(text) };
    match arguments.iter().find(|(param, _)| template.contains(&format!("{{{}}}", param.name()))) {
        Some((param, _)) => Err(PathError {
            name: param.name(),
            rule: format!("must not become the path segment `{odd}`, which changes the path"),
        }),
        None => Ok(text),
    }
}
