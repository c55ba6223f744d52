//! The prose of a schema, and the name that its title may be.

use openapiv3::Schema;

use crate::ir::Docs;

/// The prose of a schema.
pub(super) fn docs(schema: &Schema) -> Docs {
    let data = &schema.schema_data;
    let blank = |text: &String| !text.trim().is_empty();
    let description = data.description.clone().filter(blank);
    Docs {
        title: title_of(schema),
        summary: if description.is_none() { data.title.clone().filter(blank) } else { None },
        description,
        link: data.external_docs.as_ref().map(|docs| docs.url.clone()),
    }
}

/// The title of a schema, where it can name a variant.
pub(super) fn title_of(schema: &Schema) -> Option<String> {
    schema.schema_data.title.clone().filter(|title| is_name(title))
}

/// Whether a title can name a variant: a few words, not a sentence.
fn is_name(title: &str) -> bool {
    title.len() <= 60 && title.chars().any(|c| c.is_ascii_alphabetic()) && title.split_whitespace().count() <= 5
}
