//! Extensions: all are carried over; ours are checked.

use indexmap::IndexMap;

use super::reader::Reader;
use super::value::named;
use crate::diag::Code;
use crate::link::node::Node;
use crate::source::Raw;

/// The extensions of an object, by key.
pub type Extensions = IndexMap<String, Raw>;

impl Reader<'_> {
    /// Every extension of an object, as it is written.
    pub fn extensions(&mut self, node: &Node<'_>) -> Extensions {
        let members = node.raw.as_object().into_iter().flatten();
        members.filter(|(key, _)| key.starts_with("x-")).map(|(key, value)| (key.clone(), value.clone())).collect()
    }

    /// Keeps the value of a keyword that `openapiv3` has no place for.
    pub fn keep(&mut self, node: &Node<'_>, key: &str, extensions: &mut Extensions) {
        if let Some(value) = node.raw.get(key) {
            extensions.insert(format!("x-kept-{key}"), value.clone());
        }
    }

    /// Checks our extensions of a schema.
    pub fn check_schema_extensions(&mut self, node: &Node<'_>, extensions: &mut Extensions) {
        if let Some(value) = node.get("x-replace")
            && value.raw.as_str() != Some("whole")
        {
            self.misused(&value, "`x-replace` is `whole` or not there");
        }
        if let Some(values) = node.get("x-read-only-values") {
            self.check_read_only_values(node, &values);
        }
        if let Some(joined) = node.get("x-comma-separated") {
            self.check_comma_separated(node, &joined, extensions);
        }
        self.check_enum_docs(node, extensions);
    }

    /// Checks our extensions of a path parameter, and that others have none.
    pub fn check_parameter_extensions(&mut self, node: &Node<'_>, location: &str) {
        let repeated = node.get("x-repeated-segment");
        let quoted = node.get("x-quoted-key");
        if location != "path" {
            for (value, name) in [(&repeated, "x-repeated-segment"), (&quoted, "x-quoted-key")] {
                if let Some(value) = value {
                    self.misused(value, &format!("`{name}` is for path parameters, and this one is in {location}"));
                }
            }
            return;
        }
        if let Some(value) = repeated {
            let of_list = node.raw.pointer("/schema/type").and_then(Raw::as_str) == Some("array")
                || node.raw.pointer("/schema/$ref").is_some();
            match value.raw {
                Raw::Bool(true) if !of_list => {
                    self.misused(&value, "`x-repeated-segment` is for a parameter whose schema is an array");
                }
                Raw::Bool(_) => {}
                _ => self.misused(&value, "`x-repeated-segment` is `true` or `false`"),
            }
        }
        if let Some(value) = quoted
            && value.raw.as_str().is_none_or(str::is_empty)
        {
            self.misused(&value, "`x-quoted-key` is the text of the characters that begin a key");
        }
    }

    /// Checks our extension of an operation.
    pub fn check_operation_extensions(&mut self, node: &Node<'_>) {
        if let Some(value) = node.get("x-idempotent")
            && !value.raw.is_boolean()
        {
            self.misused(&value, "`x-idempotent` is `true` or `false`");
        }
    }

    /// Checks our name of a server; one of another's making is left out.
    pub fn check_server_name(&mut self, node: &Node<'_>, extensions: &mut Extensions) {
        let Some(value) = node.get("x-name") else { return };
        let is_name = value.raw.as_str().is_some_and(|name| {
            name.starts_with(|c: char| c.is_ascii_lowercase()) && name.chars().all(|c| c.is_ascii_alphanumeric())
        });
        if !is_name {
            self.misused(&value, "`x-name` is a name in camelCase");
            extensions.shift_remove("x-name");
        }
    }

    fn check_read_only_values(&mut self, node: &Node<'_>, values: &Node<'_>) {
        let Some(listed) = node.raw.get("enum").and_then(Raw::as_array) else {
            self.misused(values, "`x-read-only-values` is for a schema with an `enum`");
            return;
        };
        if !values.raw.is_array() {
            self.misused(values, "`x-read-only-values` is a list of values of the `enum`");
        }
        for value in values.items() {
            if !listed.contains(value.raw) {
                self.misused(&value, &format!("{} is no value of the `enum`", value.raw));
            }
        }
    }

    fn check_comma_separated(&mut self, node: &Node<'_>, joined: &Node<'_>, extensions: &mut Extensions) {
        if node.raw.get("type").and_then(Raw::as_str) != Some("string") {
            self.misused(joined, "`x-comma-separated` is for a schema of `type: string`");
        }
        let Some(items) = joined.get("items") else {
            self.misused(joined, "`x-comma-separated` is an object with the schema of the values under `items`");
            return;
        };
        let items = self.schema(&items);
        // What was made here can be written: every map has text for keys.
        let items = serde_json::to_value(items).unwrap_or_default();
        extensions.insert("x-comma-separated".to_owned(), serde_json::json!({ "items": items }));
    }

    /// Others use these keys too, and in other ways: what does not fit is left out, and nothing is refused.
    fn check_enum_docs(&mut self, node: &Node<'_>, extensions: &mut Extensions) {
        let listed = node.raw.get("enum").and_then(Raw::as_array).map(Vec::as_slice).unwrap_or_default();
        if let Some(names) = node.get("x-enum-varnames") {
            let fits = names.raw.as_array().is_some_and(|names| {
                names.len() == listed.len() && names.iter().all(|name| name.is_string() || name.is_number())
            });
            if !fits {
                self.disregard(
                    &names,
                    "`x-enum-varnames` is a list of as many names as the `enum` has values",
                    extensions,
                );
            }
        }
        let Some(docs) = node.get("x-enum-descriptions") else { return };
        match docs.raw {
            Raw::Object(members) if members.values().all(Raw::is_string) => {}
            Raw::Array(texts) if texts.len() == listed.len() && texts.iter().all(Raw::is_string) => {
                let named = listed.iter().map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned));
                let docs: serde_json::Map<String, Raw> = named.zip(texts.iter().cloned()).collect();
                extensions.insert("x-enum-descriptions".to_owned(), Raw::Object(docs));
            }
            other => {
                let message = format!("`x-enum-descriptions` is a map of texts by value, and this is {}", named(other));
                self.disregard(&docs, &message, extensions);
            }
        }
    }

    fn misused(&mut self, node: &Node<'_>, message: &str) {
        self.diags.push(Code::BadExtension, node.location(), message).help("see \"Extensions\" in specs/README.md");
    }

    fn disregard(&mut self, node: &Node<'_>, message: &str, extensions: &mut Extensions) {
        self.mend(node.location(), format!("{message}; left out"));
        for key in ["x-enum-varnames", "x-enum-descriptions"] {
            if node.pointer().ends_with(key) {
                extensions.shift_remove(key);
            }
        }
    }
}
