//! What do the documents of an API say? They become one bundle of `openapiv3` values.
//!
//! Raw values are read and not changed. What is misspelt, misplaced or of the wrong type is reported at its location.
//! Keywords of OpenAPI 3.1 are expressed in the types of 3.0, and every reference becomes `#/components/<kind>/<name>`.

mod bundle;
mod component;
mod conformance;
mod consistency;
mod content;
mod context;
mod event;
mod example;
mod extension;
pub mod extras;
mod header;
mod info;
mod merge;
mod methods;
mod object;
mod operation;
mod parameter;
mod path;
mod reference;
mod response;
mod schema;
mod security;
mod stream_item;
mod template;
mod value;
mod version;
mod webhook;
mod written;

use crate::diag::Diags;
use crate::link::Links;
use crate::location::FileId;
use crate::selection::Selection;
use crate::source::SourceSet;

pub use bundle::Bundle;
pub use event::{Callback, Webhook};

/// Reads the roots and the targets of their references as one document, with the selected operations. None: there is an error.
pub fn read_bundle(
    sources: &SourceSet,
    links: &Links,
    roots: &[FileId],
    selection: Selection<'_>,
) -> (Option<Bundle>, Diags) {
    merge::merge(sources, links, roots, selection)
}
