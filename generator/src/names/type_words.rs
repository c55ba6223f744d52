//! What is a type called where something is named after it, or listed by it, as a variant is by the type that it holds?

use std::collections::BTreeMap;

use super::Name;
use super::words::Words;
use crate::analyse::Form;
use crate::ir::{Api, Scalar, TypeExpr, TypeId};

/// The forms of a type, those first that things are named after.
pub const FORMS: [Form; 5] = [Form::Read, Form::Patch, Form::Input, Form::MergePatch, Form::Full];

/// The name of a type, in the form that things are named after.
fn name_of(id: TypeId, types: &BTreeMap<(TypeId, Form), Name>) -> &Name {
    FORMS.iter().find_map(|form| types.get(&(id, *form))).unwrap_or(Name::missing())
}

/// The words for a type.
pub fn type_words(ty: &TypeExpr, types: &BTreeMap<(TypeId, Form), Name>) -> Words {
    match ty {
        TypeExpr::Named(id) => Words::new(name_of(*id, types).text()),
        TypeExpr::List(item) => type_words(&item.ty, types).then(&Words::new("list")),
        TypeExpr::Map(item) => type_words(&item.ty, types).then(&Words::new("map")),
        TypeExpr::CommaSeparated(item) => type_words(&item.ty, types).then(&Words::new("set")),
        TypeExpr::Json => Words::new("json"),
        TypeExpr::Scalar(scalar) => Words::new(scalar_word(*scalar)),
    }
}

/// What a list of names calls a type. Two types have one text only if they are the same, or scalars of one word.
pub fn type_text(api: &Api, ty: &TypeExpr, types: &BTreeMap<(TypeId, Form), Name>) -> String {
    match ty {
        TypeExpr::Named(id) => name_of(api.first_place(*id), types).text().to_owned(),
        TypeExpr::List(item) => format!("list of {}", type_text(api, &item.ty, types)),
        TypeExpr::Map(item) => format!("map of {}", type_text(api, &item.ty, types)),
        TypeExpr::CommaSeparated(item) => format!("set of {}", type_text(api, &item.ty, types)),
        TypeExpr::Json => "json".to_owned(),
        TypeExpr::Scalar(scalar) => scalar_word(*scalar).to_owned(),
    }
}

fn scalar_word(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::Bool => "bool",
        Scalar::I8 | Scalar::I16 | Scalar::I32 | Scalar::I64 | Scalar::U8 | Scalar::U16 | Scalar::U32 | Scalar::U64 => {
            "integer"
        }
        Scalar::F64 | Scalar::Decimal | Scalar::DecimalString => "number",
        Scalar::String => "string",
        Scalar::DateTime => "date time",
        Scalar::Date => "date",
        Scalar::Time => "time",
        Scalar::Duration => "duration",
        Scalar::HttpDate => "http date",
        Scalar::UnixTime => "unix time",
        Scalar::Seconds => "seconds",
        Scalar::Milliseconds => "milliseconds",
        Scalar::Uuid => "uuid",
        Scalar::Base64 | Scalar::Base64Url | Scalar::Bytes => "bytes",
        Scalar::Secret => "secret",
    }
}
