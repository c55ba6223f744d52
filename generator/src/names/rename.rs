//! What a user calls otherwise than the generator would: the tables `[rename]` of `codegen.toml`, and which names such a
//! table can give.

use std::collections::BTreeMap;
use std::fmt;

use super::ident::Name;
use super::reserved;
use super::words::{Case, Words};
use crate::location::{At, FileId, Location};

/// A table of names.
pub type Chosen = BTreeMap<String, ChosenName>;

/// What is called otherwise in the emitted crate than its document suggests.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rename {
    /// What keys of component schemas begin with and their types do not, such as `io.k8s.api.apps.v1.`. Of several that fit, the
    /// longest is left out.
    pub schema_prefixes: Vec<SchemaPrefix>,
    /// Types, by the key of the component schema. For an inline schema the key is the name that its type has unless
    /// this table gives it another.
    pub schemas: Chosen,
    /// Functions, by `operationId`. For an operation without one the key is its method and path, such as `GET /users`.
    pub operations: Chosen,
    /// Modules of operations, by the name that the module has unless this table gives it another.
    pub modules: Chosen,
    /// Arguments and fields of parameters, by operation and then by the name of the parameter.
    pub parameters: BTreeMap<String, Chosen>,
    /// Labels of path arguments, by the name of the parameter in the path. Two parameters with one label share it.
    pub labels: Chosen,
    /// Members, by schema and then by property. The members that other schemas take over from the schema are named alike.
    pub properties: BTreeMap<String, Chosen>,
    /// Variants of enums, by schema and then by value.
    pub values: BTreeMap<String, Chosen>,
}

/// What keys of component schemas begin with and their types do not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemaPrefix {
    /// The start of the keys.
    pub text: String,
    /// The line and column of it in `codegen.toml`, both from 1. None: a program gave it.
    pub place: Option<(usize, usize)>,
}

/// A name that a user chose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChosenName {
    /// The name in the emitted crate, without `r#`.
    pub name: String,
    /// The line and column of its key in `codegen.toml`, both from 1. None: a program gave it.
    pub place: Option<(usize, usize)>,
}

impl From<&str> for ChosenName {
    fn from(name: &str) -> Self {
        Self { name: name.to_owned(), place: None }
    }
}

/// A table of [`Rename`], as `codegen.toml` names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Table<'a> {
    Schemas,
    Operations,
    /// Of the schema with this key.
    Properties(&'a str),
    /// Of the schema with this key.
    Values(&'a str),
}

impl fmt::Display for Table<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (table, schema) = match self {
            Table::Schemas => return f.write_str("rename.schemas"),
            Table::Operations => return f.write_str("rename.operations"),
            Table::Properties(schema) => ("properties", schema),
            Table::Values(schema) => ("values", schema),
        };
        let is_bare = !schema.is_empty() && schema.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
        if is_bare { write!(f, "rename.{table}.{schema}") } else { write!(f, "rename.{table}.{schema:?}") }
    }
}

/// What a name is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameOf {
    Type,
    Operation,
    Module,
    Parameter,
    Label,
    Member,
    Value,
}

impl NameOf {
    /// Why a text is no name of this kind, and the nearest one that is. None: it is one.
    pub fn fault(self, text: &str) -> Option<(String, Option<String>)> {
        let (what, case, reserved) = match self {
            NameOf::Type => ("type", Case::Pascal, reserved::TYPES),
            NameOf::Operation => ("function", Case::Snake, &[][..]),
            NameOf::Module => ("module", Case::Snake, reserved::API_MODULES),
            NameOf::Parameter => ("parameter", Case::Snake, reserved::ARGUMENTS),
            NameOf::Label => ("label", Case::Pascal, reserved::LABELS),
            NameOf::Member => ("member", Case::Snake, reserved::FIELDS),
            NameOf::Value => ("variant", Case::Pascal, &[][..]),
        };
        let near = Name::new(&Words::new(text).cased(case));
        if text != near.text() || Words::new(text).cut_for_identifier().is_some() {
            let near = (near.text() != text).then(|| near.text().to_owned());
            return Some((format!("`{text}` cannot be the name of a {what}"), near));
        }
        reserved.contains(&text).then(|| (format!("`{text}` has a meaning of its own in what is emitted"), None))
    }
}

/// The tables that hold for one API: its own before that of all APIs.
#[derive(Debug, Clone, Copy)]
pub struct Renames<'a> {
    /// `codegen.toml`.
    pub file: FileId,
    pub own: &'a Rename,
    pub shared: &'a Rename,
}

impl<'a> Renames<'a> {
    pub fn schema(&self, key: &str) -> Option<&'a ChosenName> {
        self.own.schemas.get(key).or_else(|| self.shared.schemas.get(key))
    }

    /// The key of a component schema without the longest prefix that is left out of names.
    pub fn without_prefix<'k>(&self, key: &'k str) -> &'k str {
        let prefixes = self.own.schema_prefixes.iter().chain(&self.shared.schema_prefixes);
        let rests = prefixes.filter_map(|prefix| key.strip_prefix(prefix.text.as_str()));
        rests.filter(|rest| !rest.is_empty()).min_by_key(|rest| rest.len()).unwrap_or(key)
    }

    pub fn operation(&self, key: &str) -> Option<&'a ChosenName> {
        self.own.operations.get(key).or_else(|| self.shared.operations.get(key))
    }

    pub fn module(&self, key: &str) -> Option<&'a ChosenName> {
        self.own.modules.get(key).or_else(|| self.shared.modules.get(key))
    }

    pub fn parameter(&self, operation: &str, name: &str) -> Option<&'a ChosenName> {
        let tables = [self.own, self.shared].into_iter();
        tables.filter_map(|table| table.parameters.get(operation)?.get(name)).next()
    }

    pub fn label(&self, parameter: &str) -> Option<&'a ChosenName> {
        self.own.labels.get(parameter).or_else(|| self.shared.labels.get(parameter))
    }

    pub fn property(&self, schema: &str, property: &str) -> Option<&'a ChosenName> {
        let tables = [self.own, self.shared].into_iter();
        tables.filter_map(|table| table.properties.get(schema)?.get(property)).next()
    }

    pub fn value(&self, schema: &str, value: &str) -> Option<&'a ChosenName> {
        let tables = [self.own, self.shared].into_iter();
        tables.filter_map(|table| table.values.get(schema)?.get(value)).next()
    }

    /// Where a name was chosen.
    pub fn location(&self, chosen: &ChosenName) -> Location {
        self.at(chosen.place)
    }

    /// A place in `codegen.toml`.
    pub fn at(&self, place: Option<(usize, usize)>) -> Location {
        match place {
            Some((line, column)) => Location { file: self.file, at: At::LineColumn(line, column) },
            None => Location::new(FileId(0), ""),
        }
    }
}
