//! `Debug` of all models, from their views. Absent members are left out, and secrets are not printed.

use super::members::written_members;
use super::value::{Value, View};
use std::fmt;

/// Formats a value for `Debug`.
pub fn debug(value: &dyn Value, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    fmt::Debug::fmt(&value.view(), f)
}

impl fmt::Debug for View<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            // What is absent in a list or a map is null there, as it is in JSON.
            View::Absent | View::Null => f.write_str("null"),
            View::Bool(value) => value.fmt(f),
            View::I64(value) => value.fmt(f),
            View::U64(value) => value.fmt(f),
            View::F64(value) => value.fmt(f),
            View::Str(text) => text.fmt(f),
            View::Formatted { text, fault: _ } => text.fmt(f),
            View::Text { text, read_only: _ } => text.fmt(f),
            View::Secret(_) => f.write_str("<redacted>"),
            View::Number(text) => f.write_str(text),
            View::Bytes(bytes) => write!(f, "<{} bytes>", bytes.len()),
            View::Body(body) => body.fmt(f),
            View::Json(json) => write!(f, "{json}"),
            View::Record(record) | View::Tagged { record, .. } => {
                let mut out = f.debug_struct(record.shape().name);
                for (name, view) in written_members(*record) {
                    match (name, &view) {
                        (Some(name), _) => {
                            out.field(name, &view);
                        }
                        (None, View::Map(entries)) if entries.is_empty() => {}
                        (None, _) => {
                            out.field("..", &view);
                        }
                    }
                }
                out.finish()
            }
            View::List(list) => f.debug_list().entries(list.views()).finish(),
            View::Map(entries) => f.debug_map().entries(entries.views()).finish(),
        }
    }
}
