//! How is a value laid out as a parameter? Every cell of the "Style Values" table of OpenAPI.
//!
//! Where the table leaves a cell undefined, the nearest defined one is used: values inside a list or an object of a
//! flat style are written as JSON, and a list under `deepObject` is written by index (`name[0]=a`).
//! `label` without `explode` joins with commas, as RFC 6570 and OpenAPI from 3.0.4 on have it.

use super::form_value::FormValue;
use super::percent::{Component, encode};
use crate::runtime::spec::param::{Param, ParamLocation, Style};

/// One `name=value` of a query, a form or a cookie, both encoded.
pub(crate) type Pair = (String, String);

/// How a value is written after its name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Layout {
    pub(crate) style: Style,
    pub(crate) explode: bool,
    pub(crate) place: Component,
}

impl Layout {
    /// The layout of a parameter.
    pub(crate) fn of(param: &Param) -> Self {
        let place = match (param.location(), param.keeps_reserved()) {
            (ParamLocation::Header, _) => Component::Header,
            (ParamLocation::Query, true) => Component::ReservedInQuery,
            (ParamLocation::Path, true) => Component::ReservedInPath,
            (ParamLocation::Path | ParamLocation::Query | ParamLocation::Cookie, _) => Component::Value,
        };
        Self { style: param.layout(), explode: param.explodes(), place }
    }
}

/// The text of a path parameter or a header. None: there is nothing to send.
pub(crate) fn text(name: &str, value: &FormValue, layout: Layout) -> Option<String> {
    let written = |item: &FormValue| encode(&item.flat(), layout.place);
    let key = |key: &str| encode(key, layout.place);
    let members = |members: &[(String, FormValue)], between: &str| -> Vec<String> {
        members.iter().map(|(name, item)| format!("{}{between}{}", key(name), written(item))).collect()
    };
    if value.is_nothing() {
        return None;
    }
    Some(match (layout.style, value) {
        (Style::Label, FormValue::List(items)) => {
            let separator = if layout.explode { "." } else { "," };
            format!(".{}", items.iter().map(written).collect::<Vec<_>>().join(separator))
        }
        (Style::Label, FormValue::Object(object)) if layout.explode => format!(".{}", members(object, "=").join(".")),
        (Style::Label, FormValue::Object(object)) => format!(".{}", members(object, ",").join(",")),
        (Style::Label, item) => format!(".{}", written(item)),
        (Style::Matrix, FormValue::List(items)) if layout.explode => {
            items.iter().map(|item| matrix(&key(name), &written(item))).collect()
        }
        (Style::Matrix, FormValue::List(items)) => {
            matrix(&key(name), &items.iter().map(written).collect::<Vec<_>>().join(","))
        }
        (Style::Matrix, FormValue::Object(object)) if layout.explode => {
            object.iter().map(|(name, item)| matrix(&key(name), &written(item))).collect()
        }
        (Style::Matrix, FormValue::Object(object)) => matrix(&key(name), &members(object, ",").join(",")),
        (Style::Matrix, item) => matrix(&key(name), &written(item)),
        (_, FormValue::List(items)) => items.iter().map(written).collect::<Vec<_>>().join(","),
        (_, FormValue::Object(object)) => members(object, if layout.explode { "=" } else { "," }).join(","),
        (_, item) => written(item),
    })
}

/// `;name=value`, or `;name` for an empty value.
fn matrix(name: &str, value: &str) -> String {
    if value.is_empty() { format!(";{name}") } else { format!(";{name}={value}") }
}

/// The pairs of a query parameter, a cookie or a member of a form. None at all: there is nothing to send.
pub(crate) fn pairs(name: &str, value: &FormValue, layout: Layout) -> Vec<Pair> {
    if value.is_nothing() {
        return Vec::new();
    }
    let name = encode(name, Component::Name);
    let written = |item: &FormValue| encode(&item.flat(), layout.place);
    let separator = match layout.style {
        Style::DeepObject => return deep(name, value, layout.place),
        Style::SpaceDelimited => "%20",
        Style::PipeDelimited => "%7C",
        Style::Form | Style::Simple | Style::Label | Style::Matrix => ",",
    };
    match value {
        FormValue::List(items) if layout.explode => items.iter().map(|item| (name.clone(), written(item))).collect(),
        FormValue::List(items) => vec![(name, items.iter().map(written).collect::<Vec<_>>().join(separator))],
        FormValue::Object(members) if layout.explode => {
            members.iter().map(|(key, item)| (encode(key, Component::Name), written(item))).collect()
        }
        FormValue::Object(members) => {
            let flat: Vec<String> =
                members.iter().flat_map(|(key, item)| [encode(key, layout.place), written(item)]).collect();
            vec![(name, flat.join(separator))]
        }
        item => vec![(name, written(item))],
    }
}

/// `name[key][key]=value`, at any depth. An explicit stack: nesting costs no stack of the thread.
fn deep(name: String, value: &FormValue, place: Component) -> Vec<Pair> {
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
            item => found.push((name, encode(&item.flat(), place))),
        }
    }
    found
}

/// Joins pairs as a query or a form body.
pub(crate) fn join(pairs: &[Pair]) -> String {
    pairs.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
}
