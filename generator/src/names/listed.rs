//! How one line lists the things inside a type or a record of parameters, each with its name in the crate where the naming rule
//! alone would give another one: `` `a-b`, `a_b` (`a_b_value`) ``. The line is a cell of a table of Markdown as it is.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::Members;
use super::type_words::type_text;
use crate::analyse::Form;
use crate::ir::{Api, Kind, Operation, Param, ParamLocation, TypeDef, TypeId, Union};
use crate::names::Name;
use crate::names::reason::{NameChange, NameFrom, NameReason};

/// A thing inside a type or a record of parameters, as a list names it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Thing {
    /// A member or value by its name in the document, a variant by its type, a parameter of the query, or what else has a name.
    Plain(String),
    /// A parameter that is a header.
    Header(String),
    /// A parameter that is a cookie.
    Cookie(String),
    /// What the document does not name: the field of other members, or the variant of other values.
    Others,
}

impl Thing {
    /// A parameter. None: it is an argument, since it stands in the path.
    pub fn of_param(param: &Param) -> Option<Self> {
        let name = param.name.clone();
        match param.sent_in {
            ParamLocation::Path => None,
            ParamLocation::Query => Some(Self::Plain(name)),
            ParamLocation::Header => Some(Self::Header(name)),
            ParamLocation::Cookie => Some(Self::Cookie(name)),
        }
    }
}

/// A thing that a list names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    pub thing: Thing,
    /// Its name in the crate. None: the one that the naming rule alone gives.
    pub name: Option<String>,
}

/// What stands between two things.
const BETWEEN: &str = ", ";
/// What stands between a thing and its name in the crate.
const NAMED: &str = " (";
/// What stands before things of these kinds.
const HEADER: &str = "header ";
const COOKIE: &str = "cookie ";
const OTHERS: &str = "others ";

/// The list of what is inside a type. Nothing: there is nothing inside it.
pub fn of_type(api: &Api, def: &TypeDef, members: &Members, types: &BTreeMap<(TypeId, Form), Name>) -> String {
    let mut list = List::default();
    let names = members.items.iter().zip(&members.reasons);
    let usual = match &def.kind {
        Kind::Object(object) => {
            list.extend(object.fields.iter().map(|field| ("", field.name.as_str())).zip(names));
            Members::OTHER_MEMBERS
        }
        Kind::Enum(choice) => {
            list.extend(choice.values.iter().map(|value| ("", value.text.as_str())).zip(names));
            Members::OTHER_VALUES
        }
        Kind::Union(union) => {
            let variants = variants(api, union, types);
            list.extend(variants.iter().map(|variant| ("", variant.as_str())).zip(names));
            Members::OTHER_VALUES
        }
        Kind::Alias(_) | Kind::Invalid | Kind::Removed => return String::new(),
    };
    if let Some(rest) = members.rest.as_ref().filter(|rest| rest.text() != usual) {
        list.begin(OTHERS, rest.text());
    }
    list.text
}

/// What the variants of a union are listed as: their types, which have names of their own.
pub fn variants(api: &Api, union: &Union, types: &BTreeMap<(TypeId, Form), Name>) -> Vec<String> {
    union.variants.iter().map(|variant| type_text(api, &variant.value.ty, types)).collect()
}

/// The list of the parameters of an operation outside the path. Those of the path are arguments, which have no names for a caller.
pub fn of_params<'a>(operation: &Operation, names: impl Iterator<Item = (&'a Name, &'a NameReason)>) -> String {
    let mut list = List::default();
    let params = operation.params.iter().zip(names).filter_map(|(param, named)| {
        let before = match param.sent_in {
            ParamLocation::Path => return None,
            ParamLocation::Query => "",
            ParamLocation::Header => HEADER,
            ParamLocation::Cookie => COOKIE,
        };
        Some(((before, param.name.as_str()), named))
    });
    list.extend(params);
    list.text
}

/// The list of things that stand for nothing else.
pub fn of<'a>(things: impl Iterator<Item = (&'a str, (&'a Name, &'a NameReason))>) -> String {
    let mut list = List::default();
    list.extend(things.map(|(thing, named)| (("", thing), named)));
    list.text
}

/// Appends a list to another one.
pub fn append(list: &mut String, more: &str) {
    if !list.is_empty() {
        list.push_str(BETWEEN);
    }
    list.push_str(more);
}

/// A list that is written.
#[derive(Default)]
struct List {
    text: String,
}

impl List {
    fn extend<'a>(&mut self, things: impl Iterator<Item = ((&'a str, &'a str), (&'a Name, &'a NameReason))>) {
        for ((before, wire), (name, reason)) in things {
            self.begin(before, wire);
            if !is_by_rule(reason) {
                self.text.push_str(NAMED);
                self.span(name.text());
                self.text.push(')');
            }
        }
    }

    fn begin(&mut self, before: &str, wire: &str) {
        append(&mut self.text, before);
        self.span(wire);
    }

    fn span(&mut self, text: &str) {
        self.text.push('`');
        if is_plain(text) {
            self.text.push_str(text);
        } else {
            self.quoted(text);
        }
        self.text.push('`');
    }

    fn quoted(&mut self, text: &str) {
        self.text.push('"');
        for c in text.chars() {
            if c == ' ' || is_plain_char(c) {
                self.text.push(c);
            } else {
                let _ = write!(self.text, "{}", c.escape_unicode());
            }
        }
        self.text.push('"');
    }
}

/// Whether the naming rule alone gives the name.
fn is_by_rule(reason: &NameReason) -> bool {
    match (&reason.change, &reason.from) {
        (NameChange::None, NameFrom::Renamed) => false,
        (NameChange::None, _) => true,
        (NameChange::Collision(_) | NameChange::Taken | NameChange::Kept | NameChange::Cut, _) => false,
    }
}

/// Whether a text stands in a code span of a table as it is, so that neither Markdown nor the reader of a list mistakes any of it.
fn is_plain(text: &str) -> bool {
    text.trim_matches(' ').len() == text.len() && !text.is_empty() && text.chars().all(|c| c == ' ' || is_plain_char(c))
}

fn is_plain_char(c: char) -> bool {
    match c {
        '`' | '|' | '\\' | '"' => false,
        c => c.is_ascii_graphic() || c.is_alphanumeric(),
    }
}

/// Whether a list may have a thing whose name the naming rule alone would not give. Nearly no list has.
pub fn has_names(list: &str) -> bool {
    list.contains(" (`") || list.contains("others `")
}

/// Reads a list. What is none of it is passed over: a person may have written into it.
pub fn read(list: &str) -> Vec<Listed> {
    let mut all: Vec<Listed> = Vec::new();
    let mut parts = list.split('`');
    while let (Some(before), Some(span)) = (parts.next(), parts.next()) {
        let text = text_of(span);
        if before.ends_with(NAMED) {
            if let Some(last) = all.last_mut() {
                last.name = Some(text);
            }
            continue;
        }
        let (thing, name) = match before {
            before if before.ends_with(HEADER) => (Thing::Header(text), None),
            before if before.ends_with(COOKIE) => (Thing::Cookie(text), None),
            before if before.ends_with(OTHERS) => (Thing::Others, Some(text)),
            _ => (Thing::Plain(text), None),
        };
        all.push(Listed { thing, name });
    }
    all
}

/// The text of a span.
fn text_of(span: &str) -> String {
    let Some(quoted) = span.strip_prefix('"').and_then(|span| span.strip_suffix('"')) else { return span.to_owned() };
    let mut parts = quoted.split("\\u{");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (digits, rest) = part.split_once('}').unwrap_or((part, ""));
        text.extend(u32::from_str_radix(digits, 16).ok().and_then(char::from_u32));
        text.push_str(rest);
    }
    text
}
