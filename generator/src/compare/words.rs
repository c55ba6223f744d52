//! How types and values are called in sentences.

use super::walk::Side;
use crate::ir::{Item, Kind, ParamLocation, Scalar, StatusMatch, TypeExpr};

/// What a type is, in the words of OpenAPI.
pub fn of_type(side: &Side, ty: &TypeExpr) -> String {
    match side.api.resolve(ty) {
        TypeExpr::Scalar(scalar) => of_scalar(*scalar).to_owned(),
        TypeExpr::Json => "any JSON".to_owned(),
        TypeExpr::List(item) => format!("array of {}", of_item(side, item)),
        TypeExpr::Map(item) => format!("map of {}", of_item(side, item)),
        TypeExpr::CommaSeparated(item) => format!("comma-separated {}", of_item(side, item)),
        TypeExpr::Named(id) => {
            let key = side.names.key(*id);
            match &side.api.types[*id].kind {
                Kind::Object(_) => format!("object `{key}`"),
                Kind::Enum(_) => format!("enum `{key}`"),
                Kind::Union(_) => format!("union `{key}`"),
                Kind::Alias(_) | Kind::Invalid | Kind::Removed => format!("`{key}`"),
            }
        }
    }
}

fn of_item(side: &Side, item: &Item) -> String {
    of_type(side, &item.ty)
}

fn of_scalar(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::Bool => "boolean",
        Scalar::I8 => "integer (int8)",
        Scalar::I16 => "integer (int16)",
        Scalar::I32 => "integer (int32)",
        Scalar::I64 => "integer (int64)",
        Scalar::U8 => "integer (uint8)",
        Scalar::U16 => "integer (uint16)",
        Scalar::U32 => "integer (uint32)",
        Scalar::U64 => "integer (uint64)",
        Scalar::F64 => "number",
        Scalar::String => "string",
        Scalar::DateTime => "string (date-time)",
        Scalar::Date => "string (date)",
        Scalar::Time => "string (time)",
        Scalar::Duration => "string (duration)",
        Scalar::HttpDate => "string (http-date)",
        Scalar::UnixTime => "number (unixtime)",
        Scalar::Seconds => "number (seconds)",
        Scalar::Milliseconds => "number (milliseconds)",
        Scalar::Uuid => "string (uuid)",
        Scalar::Decimal => "number (decimal)",
        Scalar::DecimalString => "string (decimal)",
        Scalar::Base64 => "string (byte)",
        Scalar::Base64Url => "string (base64url)",
        Scalar::Bytes => "binary",
        Scalar::Secret => "string (password)",
    }
}

/// Where a parameter is sent.
pub fn of_place(place: ParamLocation) -> &'static str {
    match place {
        ParamLocation::Path => "path",
        ParamLocation::Query => "query",
        ParamLocation::Header => "header",
        ParamLocation::Cookie => "cookie",
    }
}

/// A status.
pub fn of_status(status: StatusMatch) -> String {
    match status {
        StatusMatch::Exact(code) => code.to_string(),
        StatusMatch::Range(digit) => format!("{digit}XX"),
        StatusMatch::Default => "default".to_owned(),
    }
}
