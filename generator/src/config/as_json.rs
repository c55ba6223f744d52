//! How the table `[as-json]` of `codegen.toml` is read: which schemas are left as JSON.

use std::collections::BTreeSet;

use serde::Deserialize;
use toml::Spanned;

use super::faults::Faults;
use crate::diag::{Code, Diags};
use crate::location::{FileId, Location};
use crate::spelling::nearest;

/// Which schemas are left as JSON, so that the types that only they reach are compiled where something else needs them, and
/// else not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AsJson {
    /// The schemas, by the key of the component. A value of one that others extend by its discriminator is read as this one,
    /// and keeps what it does not name; a value of any other is JSON. A key that no document has is an error.
    pub schemas: Vec<SchemaKey>,
    /// The number of variants that a union may have, where a schema that others extend is a variant as well. One with more is
    /// left as JSON as if `schemas` named it. A number that no union exceeds is an error.
    pub most_variants: Option<MostVariants>,
}

/// The key of a component schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemaKey {
    /// The key.
    pub key: String,
    /// The line and column of it in `codegen.toml`, both from 1. None: a program gave it.
    pub place: Option<(usize, usize)>,
}

/// The number of variants that a union may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MostVariants {
    /// The number.
    pub number: usize,
    /// The line and column of it in `codegen.toml`, both from 1. None: a program gave it.
    pub place: Option<(usize, usize)>,
}

impl From<&str> for SchemaKey {
    fn from(key: &str) -> Self {
        Self { key: key.to_owned(), place: None }
    }
}

/// The format of the table.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileAsJson {
    #[serde(default)]
    schemas: Vec<Spanned<String>>,
    #[serde(rename = "most-variants")]
    most_variants: Option<Spanned<usize>>,
}

impl FileAsJson {
    /// The table, with the places of what it names.
    pub fn read(self, faults: &Faults<'_>) -> AsJson {
        let FileAsJson { schemas, most_variants } = self;
        let place = |span: std::ops::Range<usize>| Some(faults.place(span.start));
        let schemas = schemas.into_iter().map(|key| SchemaKey { place: place(key.span()), key: key.into_inner() });
        let most_variants =
            most_variants.map(|most| MostVariants { place: place(most.span()), number: most.into_inner() });
        AsJson { schemas: schemas.collect(), most_variants }
    }
}

impl AsJson {
    /// Whether a schema is left as JSON. `key` is that of its component; `variants` is the number of its variants.
    pub(crate) fn leaves(&self, key: Option<&str>, variants: usize) -> bool {
        self.schemas.iter().any(|left| Some(left.key.as_str()) == key)
            || self.most_variants.is_some_and(|most| variants > most.number)
    }

    /// Reports what the documents do not have. `known` are the keys of their component schemas, and `widest` is the number of
    /// variants of their widest union. `file` is that of the configuration.
    pub(crate) fn report_unused(&self, known: &BTreeSet<&str>, widest: usize, file: FileId, diags: &mut Diags) {
        let at = |place| Location::of_option(file, place);
        for SchemaKey { key, place } in self.schemas.iter().filter(|schema| !known.contains(schema.key.as_str())) {
            let message = format!("`[as-json]` names `{key}`, but no schema of the documents has this key");
            diags.push(Code::Config, at(*place), message).help =
                nearest(key, known.iter().copied()).map(|near| format!("did you mean `{near}`?"));
        }
        if let Some(MostVariants { number, place }) = self.most_variants
            && widest <= number
        {
            let message = match widest {
                0 => "`[as-json]` limits the variants of unions, but the documents have no union".to_owned(),
                _ => format!("`[as-json]` lets unions have {number} variants, but the widest has {widest}"),
            };
            diags.push(Code::Config, at(place), message);
        }
    }
}
