//! Extensions that mean something to the compiler: each is judged here, once.

use openapiv3::{ParameterSchemaOrContent, ReferenceOr, SchemaKind, Type};

use super::extras::{OperationExtras, ParameterExtras, SchemaExtras, ServerExtras, ValueExtras};
use super::reader::Reader;
use super::value::named;
use crate::diag::Code;
use crate::link::node::Node;
use crate::source::Raw;

impl Reader<'_> {
    /// What the extensions of a schema say.
    pub fn schema_extras(&mut self, node: &Node<'_>) -> SchemaExtras {
        let is_replaced_whole = self.is_replaced_whole(node);
        let mut values = vec![ValueExtras::default(); listed(node).len()];
        self.read_only_values(node, &mut values);
        let comma_separated = self.comma_separated(node);
        self.value_names(node, &mut values);
        self.value_descriptions(node, &mut values);
        if values.iter().all(|value| *value == ValueExtras::default()) {
            values.clear();
        }
        let discriminator_value = node.raw.get("x-ms-discriminator-value").and_then(Raw::as_str).map(str::to_owned);
        SchemaExtras { is_replaced_whole, comma_separated, values, discriminator_value }
    }

    /// What the extensions of a parameter say. Both are for path parameters.
    pub fn parameter_extras(
        &mut self,
        node: &Node<'_>,
        location: &str,
        format: &ParameterSchemaOrContent,
    ) -> ParameterExtras {
        if location != "path" {
            for name in ["x-repeated-segment", "x-quoted-key"] {
                if let Some(value) = node.get(name) {
                    self.misused(&value, &format!("`{name}` is for path parameters, and this one is in {location}"));
                }
            }
            return ParameterExtras::default();
        }
        ParameterExtras {
            is_repeated_segment: self.is_repeated_segment(node, format),
            quoted_key: self.quoted_key(node),
        }
    }

    /// What the extension of an operation says.
    pub fn operation_extras(&mut self, node: &Node<'_>) -> OperationExtras {
        let idempotent = node.get("x-idempotent").and_then(|value| {
            if !value.raw.is_boolean() {
                self.misused(&value, "`x-idempotent` is `true` or `false`");
            }
            value.raw.as_bool()
        });
        OperationExtras { idempotent }
    }

    /// What a server is called: by our extension, else by OpenAPI 3.2.
    pub fn server_extras(&mut self, node: &Node<'_>) -> ServerExtras {
        let extension = node.get("x-name").and_then(|value| {
            let name = value.raw.as_str().filter(|name| {
                name.starts_with(|c: char| c.is_ascii_lowercase()) && name.chars().all(|c| c.is_ascii_alphanumeric())
            });
            if name.is_none() {
                self.misused(&value, "`x-name` is a name in camelCase");
            }
            name.map(str::to_owned)
        });
        let keyword = self.text(node, "name");
        ServerExtras { name: extension.or(keyword) }
    }

    // ── Schemas ──

    fn is_replaced_whole(&mut self, node: &Node<'_>) -> bool {
        let Some(value) = node.get("x-replace") else { return false };
        let is_whole = value.raw.as_str() == Some("whole");
        if !is_whole {
            self.misused(&value, "`x-replace` is `whole` or not there");
        }
        is_whole
    }

    fn read_only_values(&mut self, node: &Node<'_>, values: &mut [ValueExtras]) {
        let Some(given) = node.get("x-read-only-values") else { return };
        if !node.raw.get("enum").is_some_and(Raw::is_array) {
            self.misused(&given, "`x-read-only-values` is for a schema with an `enum`");
            return;
        }
        if !given.raw.is_array() {
            self.misused(&given, "`x-read-only-values` is a list of values of the `enum`");
        }
        for value in given.items() {
            let mut is_listed = false;
            for (extras, _) in values.iter_mut().zip(listed(node)).filter(|(_, listed)| *listed == value.raw) {
                extras.is_read_only = true;
                is_listed = true;
            }
            if !is_listed {
                self.misused(&value, &format!("{} is no value of the `enum`", value.raw));
            }
        }
    }

    fn comma_separated(&mut self, node: &Node<'_>) -> Option<String> {
        let joined = node.get("x-comma-separated")?;
        if node.raw.get("type").and_then(Raw::as_str) != Some("string") {
            self.misused(&joined, "`x-comma-separated` is for a schema of `type: string`");
            return None;
        }
        let Some(items) = joined.get("items") else {
            self.misused(&joined, "`x-comma-separated` is an object with the schema of the values under `items`");
            return None;
        };
        match self.schema(&items) {
            ReferenceOr::Reference { reference } => Some(reference),
            ReferenceOr::Item(_) => {
                let message = "`x-comma-separated` needs `items` with a `$ref` to a schema";
                self.diags
                    .push(Code::BadExtension, joined.place(), message)
                    .help("write `x-comma-separated: {items: {$ref: '#/components/schemas/…'}}`");
                None
            }
        }
    }

    /// Others use this key too, and in other ways: what does not fit is left out, and nothing is refused.
    fn value_names(&mut self, node: &Node<'_>, values: &mut [ValueExtras]) {
        let Some(given) = node.get("x-enum-varnames") else { return };
        let names = given.raw.as_array().filter(|names| {
            names.len() == values.len() && names.iter().all(|name| name.is_string() || name.is_number())
        });
        let Some(names) = names else {
            self.mend(given.place(), "`x-enum-varnames` is a list of as many names as the `enum` has values; left out");
            return;
        };
        for (extras, name) in values.iter_mut().zip(names) {
            extras.name = name.as_str().map(str::to_owned);
        }
    }

    /// Texts by value, or in the order of the values. What does not fit is left out, as with names.
    fn value_descriptions(&mut self, node: &Node<'_>, values: &mut [ValueExtras]) {
        let Some(given) = node.get("x-enum-descriptions") else { return };
        let text = |raw: &Raw| raw.as_str().map(str::to_owned);
        match given.raw {
            Raw::Object(members) if members.values().all(Raw::is_string) => {
                for (extras, value) in values.iter_mut().zip(listed(node)) {
                    let key = text(value).unwrap_or_else(|| value.to_string());
                    extras.description = members.get(&key).and_then(text);
                }
            }
            Raw::Array(texts) if texts.len() == values.len() && texts.iter().all(Raw::is_string) => {
                for (extras, description) in values.iter_mut().zip(texts) {
                    extras.description = text(description);
                }
            }
            other => {
                let what = named(other);
                let message = format!("`x-enum-descriptions` is a map of texts by value, and this is {what}; left out");
                self.mend(given.place(), message);
            }
        }
    }

    // ── Path parameters ──

    fn is_repeated_segment(&mut self, node: &Node<'_>, format: &ParameterSchemaOrContent) -> bool {
        let Some(value) = node.get("x-repeated-segment") else { return false };
        let is_wanted = value.raw.as_bool();
        match is_wanted {
            None => self.misused(&value, "`x-repeated-segment` is `true` or `false`"),
            Some(true) if !is_array(format) => {
                self.misused(&value, "`x-repeated-segment` is for a parameter whose schema is an array");
            }
            Some(_) => {}
        }
        is_wanted.unwrap_or_default()
    }

    fn quoted_key(&mut self, node: &Node<'_>) -> Option<String> {
        let value = node.get("x-quoted-key")?;
        let characters = value.raw.as_str().filter(|characters| !characters.is_empty());
        if characters.is_none() {
            self.misused(&value, "`x-quoted-key` is the text of the characters that begin a key");
        }
        characters.map(str::to_owned)
    }

    fn misused(&mut self, node: &Node<'_>, message: &str) {
        self.diags.push(Code::BadExtension, node.place(), message).help("see \"Extensions\" in specs/README.md");
    }
}

/// The values that a schema lists, as they are written.
fn listed<'a>(node: &Node<'a>) -> &'a [Raw] {
    match (node.raw.get("const"), node.raw.get("enum")) {
        (Some(constant), _) => std::slice::from_ref(constant),
        (None, Some(Raw::Array(values))) => values,
        (None, Some(value @ (Raw::String(_) | Raw::Number(_) | Raw::Bool(_)))) => std::slice::from_ref(value),
        (None, Some(Raw::Null | Raw::Object(_)) | None) => &[],
    }
}

fn is_array(format: &ParameterSchemaOrContent) -> bool {
    let ParameterSchemaOrContent::Schema(ReferenceOr::Item(schema)) = format else { return false };
    matches!(schema.schema_kind, SchemaKind::Type(Type::Array(_)))
}
