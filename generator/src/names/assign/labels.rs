//! Which path arguments could be mistaken for one another? Each of them has a label: `get(Owner("rust-lang"), Repo("rust"))`.
//!
//! A label is named after its parameter alone, and all operations share it, so that another operation renames nothing.

use std::collections::BTreeMap;

use crate::ir::{Api, EnumRepr, Kind, Operation, Param, ParamLocation, Scalar, TypeExpr};
use crate::names::rename::Renames;
use crate::names::scope::Scope;
use crate::names::words::{Case, Words};
use crate::names::{Name, reserved};

/// The labels of an API.
pub(super) struct Labels<'a> {
    renames: Renames<'a>,
    scope: Scope,
    by_words: BTreeMap<String, (Name, String)>,
}

impl<'a> Labels<'a> {
    /// Without labels yet. `renames` has those that the user chose.
    pub(super) fn new(renames: Renames<'a>) -> Self {
        Self { renames, scope: Scope::reserving(reserved::LABELS), by_words: BTreeMap::new() }
    }
}

/// What is an argument. Arguments of one kind can be swapped, and the compiler says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Argument {
    /// Any text, such as a `&str`.
    Text,
    /// Any number, as a literal.
    Number,
    /// A value of this type.
    Value(Scalar),
}

impl Labels<'_> {
    /// The label of each parameter of an operation. None: no other one takes what it takes.
    pub(super) fn of(&mut self, api: &Api, operation: &Operation) -> Vec<Option<Name>> {
        let kinds: Vec<Option<Argument>> = operation.params.iter().map(|param| argument(api, param)).collect();
        let is_shared =
            |kind: &Option<Argument>| kind.is_some() && kinds.iter().filter(|other| *other == kind).count() > 1;
        let params = operation.params.iter().zip(&kinds);
        params.map(|(param, kind)| is_shared(kind).then(|| self.label(api, param))).collect()
    }

    fn label(&mut self, api: &Api, param: &Param) -> Name {
        let chosen = self.renames.label(&param.name).map(|chosen| &chosen.name);
        let given = || api.given_names.get(&param.location).map(|given| &given.name);
        let words = Words::new(chosen.or_else(given).unwrap_or(&param.name));
        let known = self.by_words.entry(words.cased(Case::Snake));
        let (name, _) =
            known.or_insert_with(|| (self.scope.assign(&words, Case::Pascal, "label").name(), param.name.clone()));
        name.clone()
    }

    /// All labels, each with the name in the path.
    pub(super) fn into_named(self) -> Vec<(Name, String)> {
        let mut all: Vec<(Name, String)> = self.by_words.into_values().collect();
        all.sort_by(|(first, _), (second, _)| first.text().cmp(second.text()));
        all
    }
}

/// None: it is no argument for a place in the path, or of a type that says what it is.
fn argument(api: &Api, param: &Param) -> Option<Argument> {
    if param.sent_in != ParamLocation::Path || param.constant.is_some() {
        return None;
    }
    match api.resolve(&param.value.ty) {
        TypeExpr::Scalar(scalar) => of_scalar(*scalar),
        TypeExpr::Named(id) => match &api.types[*id].kind {
            Kind::Enum(it) => (it.repr == EnumRepr::String).then_some(Argument::Text),
            Kind::Alias(_) | Kind::Object(_) | Kind::Union(_) | Kind::Invalid | Kind::Removed => None,
        },
        TypeExpr::List(_) | TypeExpr::Map(_) | TypeExpr::CommaSeparated(_) | TypeExpr::Json => None,
    }
}

fn of_scalar(scalar: Scalar) -> Option<Argument> {
    match scalar {
        Scalar::Bool => None,
        Scalar::I8
        | Scalar::I16
        | Scalar::I32
        | Scalar::I64
        | Scalar::U8
        | Scalar::U16
        | Scalar::U32
        | Scalar::U64
        | Scalar::F64 => Some(Argument::Number),
        Scalar::String | Scalar::Secret => Some(Argument::Text),
        Scalar::DateTime
        | Scalar::Date
        | Scalar::Time
        | Scalar::Duration
        | Scalar::HttpDate
        | Scalar::UnixTime
        | Scalar::Seconds
        | Scalar::Milliseconds
        | Scalar::Uuid
        | Scalar::Decimal
        | Scalar::Base64
        | Scalar::Base64Url
        | Scalar::Bytes => Some(Argument::Value(scalar)),
    }
}
