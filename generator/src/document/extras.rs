//! What do documents say that the types of OpenAPI 3.0 have no field for?
//!
//! Values of `openapiv3` are moved, merged and wrapped while they are read, so neither a pointer nor a location finds
//! one of them again. Therefore each value that has more to say gets a row in a table here, and carries the number of
//! its row as its only extension. Extensions are checked before they become rows, so every row is valid.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use openapiv3::Server;
use serde_json::Value;

use super::event::Callback;
use crate::location::Location;
use crate::vocabulary::GivenName;

/// The `extensions` of a value of `openapiv3`.
pub type Extensions = IndexMap<String, Value>;

/// The tables, one for each kind of value.
#[derive(Debug, Clone, Default)]
pub struct Extras {
    /// Found by the extensions of `SchemaData`.
    pub schemas: Table<SchemaExtras>,
    /// Found by the extensions of `ParameterData`.
    pub parameters: Table<ParameterExtras>,
    pub operations: Table<OperationExtras>,
    pub servers: Table<ServerExtras>,
    pub flows: Table<FlowsExtras>,
    pub encodings: Table<EncodingExtras>,
    /// The names by which the documents want schemas, parameters and operations called in code, by their location.
    pub given_names: BTreeMap<Location, GivenName>,
}

/// What a schema says beside the keywords of 3.0.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SchemaExtras {
    /// `x-replace: whole`: the server replaces the whole value.
    pub is_replaced_whole: bool,
    /// `x-comma-separated`: the reference to the component schema of one value.
    pub comma_separated: Option<String>,
    /// The extras of each value of the schema's `enum`, in its order. Empty: no value has any.
    pub values: Vec<ValueExtras>,
    /// `x-ms-discriminator-value`: the value of the discriminator that selects this schema.
    pub discriminator_value: Option<String>,
    /// `contentMediaType`: what the text or the bytes are.
    pub content_media_type: Option<String>,
    /// `contentEncoding`: how bytes are written as text.
    pub content_encoding: Option<String>,
    /// Whether the schema says nothing of its value, in a document of OpenAPI 3.1. As a part of a multipart body the value
    /// is then raw bytes.
    pub is_untyped: bool,
    /// `xml`.
    pub xml: Option<XmlExtras>,
}

/// How a value is written in XML.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct XmlExtras {
    pub node: Option<XmlNodeType>,
    pub name: Option<String>,
    pub namespace: Option<String>,
    pub prefix: Option<String>,
}

/// `nodeType` of OpenAPI 3.2, by which the flags of earlier versions are read too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum XmlNodeType {
    Element,
    Attribute,
    Text,
    Cdata,
    None,
}

/// What the extensions of a schema say about one value of its `enum`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ValueExtras {
    /// From `x-enum-varnames`.
    pub name: Option<String>,
    /// From `x-enum-descriptions`.
    pub description: Option<String>,
    /// Whether `x-read-only-values` lists it.
    pub is_read_only: bool,
}

/// What a path parameter says beside the keywords of 3.0.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ParameterExtras {
    /// `x-repeated-segment`: each value repeats the segment before it and its own.
    pub is_repeated_segment: bool,
    /// `x-quoted-key`: the characters that begin a key, which is written `segment('value')`.
    pub quoted_key: Option<String>,
}

/// What an operation says beside the keywords of 3.0.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OperationExtras {
    /// `x-idempotent`. None: the method decides.
    pub idempotent: Option<bool>,
    /// `x-ms-pageable`.
    pub pageable: Option<PageableExtras>,
    /// `x-ms-long-running-operation`, and where the result is by its options.
    pub long_running: Option<LongRunningExtras>,
    /// The first server of the root, if the operation has servers of its own in place of all of the root's.
    pub replaced_server: Option<Server>,
    /// What the operation makes the API send.
    pub callbacks: Vec<Callback>,
}

/// Where the result of a long-running operation is, once it has succeeded: `final-state-via`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LongRunningExtras {
    /// The options do not say it.
    Unsaid,
    /// `location`.
    Location,
    /// `original-uri`.
    Request,
    /// `azure-async-operation` or `operation-location`.
    State,
}

/// What `x-ms-pageable` says of the pages of an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageableExtras {
    /// `nextLinkName`: the member with the link to the next page. None: all items are in one page.
    pub next_link: Option<String>,
    /// `itemName`: the member with the items.
    pub items: String,
    /// `operationName`: the `operationId` of the operation that links are requested by.
    pub operation: Option<String>,
    pub location: Location,
}

/// What a server says beside the keywords of 3.0.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ServerExtras {
    /// `x-name`, else `name` of OpenAPI 3.2.
    pub name: Option<String>,
}

/// What the OAuth flows of a security scheme say beside the keywords of 3.0.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FlowsExtras {
    /// `deviceAuthorization` of OpenAPI 3.2.
    pub device: Option<DeviceFlow>,
}

/// How a user grants a token on another device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceFlow {
    pub device_authorization_url: String,
    pub token_url: String,
    pub refresh_url: Option<String>,
}

/// The keywords of an encoding for which `openapiv3` does not distinguish false from absent. Their defaults depend on
/// the style.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EncodingExtras {
    pub explode: Option<bool>,
    pub allow_reserved: Option<bool>,
}

/// Rows by number.
#[derive(Debug, Clone, Default)]
pub struct Table<T> {
    rows: Vec<T>,
}

/// The extension that holds the number of a row. No extension of a document is kept beside it.
const ROW: &str = "x-row";

impl<T: Default + PartialEq> Table<T> {
    /// Adds a row, and returns the extensions that identify it. A default row is not added, and has no extensions.
    pub fn add(&mut self, row: T) -> Extensions {
        if row == T::default() {
            return Extensions::new();
        }
        let number = self.rows.len();
        self.rows.push(row);
        Extensions::from([(ROW.to_owned(), number.into())])
    }

    /// The row that the extensions identify.
    pub fn get(&self, extensions: &Extensions) -> Option<&T> {
        self.rows.get(number(extensions)?)
    }
}

impl SchemaExtras {
    /// Merges the extras of a schema with those of the schema inside it. Its own have precedence.
    pub fn or(self, inner: Self) -> Self {
        Self {
            is_replaced_whole: self.is_replaced_whole || inner.is_replaced_whole,
            comma_separated: self.comma_separated.or(inner.comma_separated),
            values: if self.values.is_empty() { inner.values } else { self.values },
            discriminator_value: self.discriminator_value.or(inner.discriminator_value),
            content_media_type: self.content_media_type.or(inner.content_media_type),
            content_encoding: self.content_encoding.or(inner.content_encoding),
            is_untyped: self.is_untyped && inner.is_untyped,
            xml: self.xml.or(inner.xml),
        }
    }
}

fn number(extensions: &Extensions) -> Option<usize> {
    usize::try_from(extensions.get(ROW)?.as_u64()?).ok()
}
