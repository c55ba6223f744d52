//! Which path arguments could be mistaken for one another? Each of them has a label: `get(Owner("rust-lang"), Repo("rust"))`.
//!
//! A label is named after its parameter alone, and all operations share it.

use std::collections::BTreeMap;

use super::others::{Other, Others};
use super::report::{NameRequest, Report};
use crate::ir::{Api, ArenaMap, EnumRepr, Kind, Operation, OperationId, Param, ParamLocation, Scalar, TypeExpr};
use crate::names::words::{Case, Words};
use crate::names::{Name, reserved};

/// The labels of an API.
pub(super) struct Labels {
    /// Of the parameters of each operation. None: no other one takes what it takes.
    pub of_params: ArenaMap<OperationId, Vec<Option<Name>>>,
    /// All labels by their names, each with the name in the path.
    pub named: Vec<(Name, String)>,
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

/// Names the labels. Those that the user chose are followed.
pub(super) fn labels(api: &Api, others: &mut Others<'_>, report: &Report<'_>) -> Labels {
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    let mut first: Vec<(&Param, Words)> = Vec::new();
    let of_params = ArenaMap::from_fn(&api.operations, |(id, _)| {
        let params = with_labels(api, &api.operations[id]).map(|(param, has_label)| {
            has_label.then(|| {
                let words = words(api, param, report);
                *numbers.entry(words.key().to_owned()).or_insert_with(|| {
                    first.push((param, words));
                    first.len() - 1
                })
            })
        });
        params.collect::<Vec<Option<usize>>>()
    });
    let things = first.iter().map(|(param, words)| {
        let request = NameRequest::by_place(&param.name, &param.location, words.clone(), Case::Pascal);
        Other { request: NameRequest { suffix: "label", ..request }, thing: words.key().to_owned() }
    });
    let names = others.assign("ids", reserved::LABELS, &things.collect::<Vec<_>>(), &mut report.trial());
    let name = |number: &Option<usize>| names.get((*number)?).cloned();
    let of_params = ArenaMap::from_fn(&api.operations, |(id, _)| of_params[id].iter().map(name).collect());
    let mut named: Vec<(Name, String)> =
        names.iter().cloned().zip(first.iter().map(|(param, _)| param.name.clone())).collect();
    named.sort_by(|(first, _), (second, _)| first.text().cmp(second.text()));
    Labels { of_params, named }
}

/// The parameters of an operation, each with whether another one takes what it takes.
fn with_labels<'a>(api: &Api, operation: &'a Operation) -> impl Iterator<Item = (&'a Param, bool)> {
    let kinds: Vec<Option<Argument>> = operation.params.iter().map(|param| argument(api, param)).collect();
    let is_shared = |kind: &Option<Argument>| kind.is_some() && kinds.iter().filter(|other| *other == kind).count() > 1;
    let shared: Vec<bool> = kinds.iter().map(is_shared).collect();
    operation.params.iter().zip(shared)
}

fn words(api: &Api, param: &Param, report: &Report<'_>) -> Words {
    let chosen = report.renames.label(&param.name).map(|chosen| &chosen.name);
    let given = || api.given_names.get(&param.location).map(|given| &given.name);
    Words::new(chosen.or_else(given).unwrap_or(&param.name))
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
        | Scalar::DecimalString
        | Scalar::Base64
        | Scalar::Base64Url
        | Scalar::Bytes => Some(Argument::Value(scalar)),
    }
}
