//! How a finding is written for programs: one object of JSON.

use serde_json::{Map, Value, json};

use super::line_span::{LineSpan, LineSpans};
use crate::diag::Diagnostic;
use crate::location::{At, Location};

/// The object. A member that has nothing to say is absent.
pub fn finding(diagnostic: &Diagnostic, span: Option<&LineSpan<'_>>, spans: &LineSpans<'_>) -> Value {
    let mut object = Map::new();
    let mut put = |key: &str, value: Value| object.insert(key.to_owned(), value);
    put("code", diagnostic.code.as_str().into());
    put("name", diagnostic.code.name().into());
    put("level", diagnostic.severity.as_str().into());
    put("message", diagnostic.message.as_str().into());
    if let Some(help) = &diagnostic.help {
        put("help", help.as_str().into());
    }
    if let Some(span) = span {
        put("place", place(span, &diagnostic.location));
    }
    let labels = diagnostic.labels.iter().filter_map(|(location, text)| {
        let span = spans.span(diagnostic.code, location)?;
        Some(json!({"message": text, "place": place(span, location)}))
    });
    let labels: Vec<Value> = labels.collect();
    if !labels.is_empty() {
        put("related", labels.into());
    }
    put("explain", format!("apicrate explain {}", diagnostic.code.as_str()).into());
    Value::Object(object)
}

/// A range of a line. Lines and columns count from 1, columns in characters, and the end is behind the last one.
fn place(span: &LineSpan<'_>, location: &Location) -> Value {
    let mut place = json!({
        "file": span.path,
        "line": span.line,
        "column": span.column,
        "endColumn": span.end_column(),
    });
    if let (At::Pointer(pointer), Some(place)) = (&location.at, place.as_object_mut()) {
        place.insert("pointer".to_owned(), pointer.as_str().into());
    }
    place
}
