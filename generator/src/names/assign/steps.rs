//! Which words does each step to an inline schema add to its name?

use crate::ir::Step;

/// The words that steps add to a name.
pub(super) fn steps_text(path: &[Step]) -> String {
    path.iter().map(step_text).collect::<Vec<_>>().join(" ")
}

/// The words that a step adds to a name.
pub(super) fn step_text(step: &Step) -> String {
    match step {
        Step::Property(name) | Step::Param(name) => name.clone(),
        Step::Items => "item".to_owned(),
        Step::Values => "value".to_owned(),
        Step::Variant { title: Some(title), .. } => title.clone(),
        Step::Variant { title: None, index } => format!("variant {}", index + 1),
        Step::Body(None) => "body".to_owned(),
        Step::Body(Some(mime)) => format!("{} body", short_mime(mime)),
        Step::Response(status, mime) => {
            format!("{} response {}", mime.as_deref().map(short_mime).unwrap_or_default(), short_status(status))
        }
        Step::Header(status, name) => format!("{name} header {}", short_status(status)),
        Step::Base => "base".to_owned(),
    }
}

/// The status as part of a name; 200 is the usual one, and adds nothing.
fn short_status(status: &str) -> &str {
    if status == "200" { "" } else { status }
}

/// The part of a media type that distinguishes it from the others of an operation.
fn short_mime(mime: &str) -> &str {
    let essence = mime.split(';').next().unwrap_or(mime);
    let subtype = essence.split('/').nth(1).unwrap_or(essence).trim();
    if subtype.starts_with("x-www-form") { "form" } else { subtype }
}
