//! The expansion of path templates: the path of a request.

use super::form_value::FormValue;
use super::percent::{Component, encode, encode_into};
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
    let arguments = Arguments { operation, values: arguments };
    let mut segments = Segments::with_capacity(path.len());
    for segment in path.split('/') {
        push_segment(&mut segments, segment, arguments)?;
    }
    let mut expanded = None;
    if let Some(query) = query {
        expand_text(expanded.insert(String::new()), query, arguments, Component::LiteralQuery)?;
    }
    Ok(Target { path: segments.text, query: expanded })
}

/// The arguments of a path, in the order of its parameters.
#[derive(Clone, Copy)]
struct Arguments<'a> {
    operation: &'static Operation,
    values: &'a [FormValue],
}

impl<'a> Arguments<'a> {
    /// The first parameter that passes a test, with its argument.
    fn find(self, test: impl Fn(&'static Param) -> bool) -> Option<(&'static Param, &'a FormValue)> {
        self.operation.path_params().zip(self.values).find(|(param, _)| test(param))
    }
}

/// The segments of a path so far.
struct Segments {
    text: String,
    /// Where each segment begins.
    starts: Vec<usize>,
}

impl Segments {
    /// No segments, with room for a text of about this length.
    fn with_capacity(length: usize) -> Self {
        Self { text: String::with_capacity(length + 32), starts: Vec::with_capacity(8) }
    }

    /// Begins a segment, which is then added to the text.
    fn begin(&mut self) -> &mut String {
        if !self.starts.is_empty() {
            self.text.push('/');
        }
        self.starts.push(self.text.len());
        &mut self.text
    }

    fn push(&mut self, segment: &str) {
        self.begin().push_str(segment);
    }

    /// The last segment.
    fn last(&self) -> &str {
        self.starts.last().and_then(|start| self.text.get(*start..)).unwrap_or_default()
    }

    /// Takes the last segment, unless it is empty.
    fn pop(&mut self) -> Option<String> {
        let before = Some(self.last()).filter(|last| !last.is_empty()).map(str::to_owned)?;
        let start = self.starts.pop()?;
        // The slash before a segment belongs to it.
        self.text.truncate(start.saturating_sub(usize::from(!self.starts.is_empty())));
        Some(before)
    }
}

/// Expands a segment of the template and adds it to the path. A repeated or quoted argument replaces the segment before it.
fn push_segment(done: &mut Segments, segment: &str, arguments: Arguments<'_>) -> Result<(), PathError> {
    if !segment.contains('{') {
        encode_into(done.begin(), segment, Component::LiteralPath);
        return Ok(());
    }
    let placeholder = segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
    let alone = placeholder.and_then(|name| arguments.find(|param| name == param.name()));
    let Some((param, value)) = alone else {
        expand_text(done.begin(), segment, arguments, Component::LiteralPath)?;
        return check_segment(done.last(), segment, arguments);
    };
    let values = match value {
        FormValue::List(items) if param.repeats_segment() => items.as_slice(),
        value if param.repeats_segment() && value.is_empty() => &[],
        value => std::slice::from_ref(value),
    };
    let replaces_before = param.repeats_segment() || quoted_key(param, value).is_some();
    let before = if replaces_before { done.pop() } else { None };
    for value in values {
        match (&before, quoted_key(param, value)) {
            (Some(before), Some(key)) => done.push(&format!("{before}('{key}')")),
            (before, _) => {
                if let Some(before) = before {
                    done.push(before);
                }
                push_argument(done.begin(), param, value)?;
                check_segment(done.last(), segment, arguments)?;
            }
        }
    }
    Ok(())
}

/// The value for a quoted key, if it begins with one of the characters of the parameter.
fn quoted_key(param: &'static Param, value: &FormValue) -> Option<String> {
    let starts = Some(param.quoted_starts()).filter(|starts| !starts.is_empty())?;
    let text = value.text();
    let is_quoted = text.starts_with(|c: char| starts.contains(c));
    is_quoted.then(|| encode(&text.replace('\'', "''"), Component::Value))
}

/// Adds a part of the template to a text, with all its parameters expanded.
fn expand_text(
    out: &mut String,
    template: &str,
    arguments: Arguments<'_>,
    literal: Component,
) -> Result<(), PathError> {
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let found = after
            .split_once('}')
            .and_then(|(name, tail)| arguments.find(|param| param.name() == name).map(|argument| (argument, tail)));
        encode_into(out, before, literal);
        if let Some(((param, value), tail)) = found {
            push_argument(out, param, value)?;
            rest = tail;
        } else {
            out.push_str("%7B");
            rest = after;
        }
    }
    encode_into(out, rest, literal);
    Ok(())
}

/// Adds an argument to a text, encoded.
fn push_argument(out: &mut String, param: &'static Param, value: &FormValue) -> Result<(), PathError> {
    let (before, layout) = (out.len(), Layout::for_param(param));
    match param.content_kind() {
        Some(_) => encode_into(out, &value.to_json(), layout.place),
        // Nothing is added for a value that is not sent.
        None => _ = path_or_header(out, param.name(), value, layout),
    }
    if out.len() > before {
        return Ok(());
    }
    let rule = "must not be empty, because an empty segment changes the path".to_owned();
    Err(PathError { name: param.name(), rule })
}

/// The first segment of a path that would be removed when the path is normalized (RFC 3986, 5.2.4), with its escapes, which
/// some transports undo before.
pub(crate) fn dot_segment(path: &str) -> Option<&str> {
    path.split('/').find(|segment| {
        let (mut rest, mut dots) = (*segment, 0);
        while let Some(behind) = [".", "%2e", "%2E"].iter().find_map(|dot| rest.strip_prefix(dot)) {
            dots += 1;
            rest = behind;
        }
        rest.is_empty() && (1..=2).contains(&dots)
    })
}

/// Rejects a segment of an argument that would be removed when the path is normalized.
fn check_segment(text: &str, template: &str, arguments: Arguments<'_>) -> Result<(), PathError> {
    let odd = text.split('/').find(|part| part.is_empty()).or_else(|| dot_segment(text));
    let Some(odd) = odd else { return Ok(()) };
    match arguments.find(|param| template.contains(&format!("{{{}}}", param.name()))) {
        Some((param, _)) => Err(PathError {
            name: param.name(),
            rule: format!("must not become the path segment `{odd}`, which changes the path"),
        }),
        None => Ok(()),
    }
}
