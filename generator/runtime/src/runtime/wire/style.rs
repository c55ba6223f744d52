//! The writer of parameters, by the "Style Values" table of OpenAPI.
//!
//! Combinations that the table does not define are written like the nearest one that it defines: lists and objects inside
//! a list or an object are written as JSON, and a list with `deepObject` is written by index (`name[0]=a`).
//! `label` without `explode` joins with commas, as RFC 6570 and OpenAPI since 3.0.4 define it.

use super::form_value::FormValue;
use super::percent::{Component, encode, encode_into};
use crate::runtime::spec::media_type::ContentKind;
use crate::runtime::spec::param::{Param, ParamLocation, Style};

/// A `name=value` pair of a query, a form or a cookie. Both are encoded.
pub(crate) type Pair = (String, String);

/// The style, `explode` and encoding by which a value is written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Layout {
    pub(crate) style: Style,
    pub(crate) explode: bool,
    pub(crate) place: Component,
}

impl Layout {
    /// The layout of a parameter.
    pub(crate) fn for_param(param: &Param) -> Self {
        let place = match (param.location(), param.allows_reserved()) {
            (ParamLocation::Header, _) => Component::Header,
            (ParamLocation::Query, true) => Component::ReservedInQuery,
            (ParamLocation::Path, true) => Component::ReservedInPath,
            (ParamLocation::Path | ParamLocation::Query | ParamLocation::Cookie, _) => Component::Value,
        };
        Self { style: param.effective_style(), explode: param.explodes(), place }
    }
}

/// Adds the text of a path parameter or a header to another one. Returns whether anything is sent for the value.
pub(crate) fn path_or_header(out: &mut String, name: &str, value: &FormValue, layout: Layout) -> bool {
    if value.is_empty() {
        return false;
    }
    let Layout { style, explode, place } = layout;
    let name = || encode(name, place);
    let text = match (style, value) {
        (Style::Label, FormValue::List(items)) => format!(".{}", list(items, if explode { "." } else { "," }, place)),
        (Style::Label, FormValue::Object(members)) if explode => format!(".{}", object(members, "=", ".", place)),
        (Style::Label, FormValue::Object(members)) => format!(".{}", object(members, ",", ",", place)),
        (Style::Label, item) => format!(".{}", encode(&item.text(), place)),
        (Style::Matrix, FormValue::List(items)) if explode => {
            let name = name();
            items.iter().map(|item| matrix(&name, &encode(&item.text(), place))).collect()
        }
        (Style::Matrix, FormValue::List(items)) => matrix(&name(), &list(items, ",", place)),
        (Style::Matrix, FormValue::Object(members)) if explode => {
            members.iter().map(|(key, item)| matrix(&encode(key, place), &encode(&item.text(), place))).collect()
        }
        (Style::Matrix, FormValue::Object(members)) => matrix(&name(), &object(members, ",", ",", place)),
        (Style::Matrix, item) => matrix(&name(), &encode(&item.text(), place)),
        (_, FormValue::List(items)) => list(items, ",", place),
        (_, FormValue::Object(members)) => object(members, if explode { "=" } else { "," }, ",", place),
        (_, item) => {
            encode_into(out, &item.text(), place);
            return true;
        }
    };
    out.push_str(&text);
    true
}

/// The items of a list, encoded, with a separator between them.
fn list(items: &[FormValue], separator: &str, place: Component) -> String {
    let mut text = String::new();
    for (position, item) in items.iter().enumerate() {
        if position > 0 {
            text.push_str(separator);
        }
        encode_into(&mut text, &item.text(), place);
    }
    text
}

/// The members of an object, encoded: `between` stands between a name and its value, and a separator between members.
fn object(members: &[(String, FormValue)], between: &str, separator: &str, place: Component) -> String {
    let mut text = String::new();
    for (position, (name, item)) in members.iter().enumerate() {
        if position > 0 {
            text.push_str(separator);
        }
        encode_into(&mut text, name, place);
        text.push_str(between);
        encode_into(&mut text, &item.text(), place);
    }
    text
}

/// Writes the value of a parameter in a media type.
pub(crate) fn in_media_type(kind: ContentKind, value: &FormValue) -> String {
    match (kind, value) {
        (ContentKind::Text, FormValue::Text(_) | FormValue::Literal(_) | FormValue::Secret(_)) => value.to_text(),
        (
            ContentKind::Text,
            FormValue::Absent | FormValue::Null | FormValue::Bytes(_) | FormValue::List(_) | FormValue::Object(_),
        )
        | (
            ContentKind::Json
            | ContentKind::Xml(_)
            | ContentKind::Form
            | ContentKind::Multipart
            | ContentKind::Bytes
            | ContentKind::EventStream
            | ContentKind::JsonLines,
            _,
        ) => value.to_json(),
    }
}

/// `;name=value`, or `;name` for an empty value.
fn matrix(name: &str, value: &str) -> String {
    if value.is_empty() { format!(";{name}") } else { format!(";{name}={value}") }
}

/// The pairs of a query parameter, a cookie or a member of a form. There are none if nothing is sent for the value.
pub(crate) fn pairs(name: &str, value: &FormValue, layout: Layout) -> Vec<Pair> {
    if value.is_empty() {
        return Vec::new();
    }
    let name = encode(name, Component::Name);
    let encoded = |item: &FormValue| encode(&item.text(), layout.place);
    let separator = match layout.style {
        Style::DeepObject => return deep_object(name, value, layout.place),
        Style::SpaceDelimited => "%20",
        Style::PipeDelimited => "%7C",
        Style::Form | Style::Simple | Style::Label | Style::Matrix => ",",
    };
    match value {
        FormValue::List(items) if layout.explode => items.iter().map(|item| (name.clone(), encoded(item))).collect(),
        FormValue::List(items) => vec![(name, list(items, separator, layout.place))],
        FormValue::Object(members) if layout.explode => {
            members.iter().map(|(key, item)| (encode(key, Component::Name), encoded(item))).collect()
        }
        FormValue::Object(members) => vec![(name, object(members, separator, separator, layout.place))],
        item => vec![(name, encoded(item))],
    }
}

/// The pairs `name[key][key]=value` of nested objects. The function is not recursive, so that deep values do not overflow
/// the stack.
fn deep_object(name: String, value: &FormValue, place: Component) -> Vec<Pair> {
    let mut found = Vec::new();
    let mut open = vec![(name, value)];
    while let Some((name, value)) = open.pop() {
        match value {
            FormValue::Object(members) => open.extend(
                members
                    .iter()
                    .rev()
                    .map(|(key, item)| (format!("{name}%5B{}%5D", encode(key, Component::Value)), item)),
            ),
            FormValue::List(items) => {
                open.extend(items.iter().enumerate().rev().map(|(i, item)| (format!("{name}%5B{i}%5D"), item)));
            }
            item => found.push((name, encode(&item.text(), place))),
        }
    }
    found
}

/// Joins pairs as a query or a form body.
pub(crate) fn join(pairs: &[Pair]) -> String {
    let mut text = String::new();
    for (name, value) in pairs {
        if !text.is_empty() {
            text.push('&');
        }
        text.push_str(name);
        text.push('=');
        text.push_str(value);
    }
    text
}

/// An item that holds the character by which the style separates items: encoded, the two look alike. In a header nothing is
/// encoded, and commas separate the items, with `explode` too.
pub(crate) fn ambiguous_item(value: &FormValue, layout: Layout) -> Option<String> {
    let is_header = layout.place == Component::Header;
    let separator = match layout.style {
        Style::SpaceDelimited => ' ',
        Style::PipeDelimited => '|',
        Style::Simple if is_header => ',',
        Style::Form | Style::Simple | Style::Label | Style::Matrix | Style::DeepObject => return None,
    };
    let holds = |item: &FormValue| Some(item.to_text()).filter(|text| text.contains(separator) && !item.is_secret());
    match value {
        _ if layout.explode && !is_header => None,
        FormValue::List(items) => items.iter().find_map(holds),
        FormValue::Object(members) => members
            .iter()
            .find_map(|(name, item)| holds(item).or_else(|| name.contains(separator).then(|| name.clone()))),
        _ => None,
    }
}
