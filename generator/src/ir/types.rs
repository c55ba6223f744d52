//! Types, which `lower` makes of schemas.

use super::docs::Docs;
use super::id::{OperationId, TypeId};
use super::scalar::{Check, Scalar};
use super::shape_reason::{EnumRepr, Keyword, ShapeReason};
use super::xml::Xml;
use crate::location::Location;

/// A type that has a name of its own in the emitted code.
#[derive(Debug, Clone)]
pub struct TypeDef {
    /// Where its schema stands.
    pub location: Location,
    /// What it is named after; `names` decides the name.
    pub name: NameOrigin,
    pub docs: Docs,
    /// `example` of a component schema.
    pub example: Option<serde_json::Value>,
    pub deprecated: bool,
    pub kind: Kind,
    /// Why it is of this kind.
    pub because: ShapeReason,
    /// What a component schema says of XML, in a document with bodies of XML.
    pub xml: Option<Box<Xml>>,
}

/// What a type is named after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NameOrigin {
    /// A component schema, by its key.
    Component(String),
    /// A schema inside another type, some steps down.
    Inside { parent: TypeId, path: Vec<Step> },
    /// A schema inside an operation, some steps down.
    InOperation { operation: OperationId, path: Vec<Step> },
    /// A schema inside a component of another kind, such as a response. All operations that refer to the component
    /// share it.
    InPart { key: String, path: Vec<Step> },
}

impl NameOrigin {
    /// What a schema one step further down is named after.
    pub fn step(&self, step: Step) -> Self {
        let mut origin = self.clone();
        match &mut origin {
            NameOrigin::Component(_) => {}
            NameOrigin::Inside { path, .. }
            | NameOrigin::InOperation { path, .. }
            | NameOrigin::InPart { path, .. } => path.push(step),
        }
        origin
    }
}

/// How an inline schema is reached from its parent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// A property, by its wire name.
    Property(String),
    /// The items of an array.
    Items,
    /// The values of a map.
    Values,
    /// A variant of a union: its title if it has one, and its position.
    Variant { title: Option<String>, index: usize },
    /// A parameter, by its wire name.
    Param(String),
    /// A request body (the media type, when the body has several).
    Body(Option<String>),
    /// A response body: the status as written (the media type, when the response has several).
    Response(String, Option<String>),
    /// A response header: status as written, header name.
    Header(String, String),
    /// The base of a type that others extend, beside the union of them all.
    Base,
}

/// A kind of type, and why it is this one.
pub type Shaped = (Kind, ShapeReason);

/// The shape of a type.
#[derive(Debug, Clone)]
pub enum Kind {
    Object(Object),
    Enum(Enum),
    Union(Union),
    /// An alias of another shape.
    Alias(Item),
    /// The schema is invalid, and a diagnostic says so. No later stage gets this.
    Invalid,
    /// Nothing refers to the type any more, because other types took its members. It gets no name and no code.
    Removed,
}

/// An object with known members.
#[derive(Debug, Clone, Default)]
pub struct Object {
    /// In document order, wire names unique.
    pub fields: Vec<Field>,
    pub additional: Additional,
    /// `minProperties` and `maxProperties`.
    pub checks: Vec<Check>,
}

/// What a document says about members that it does not name.
#[derive(Debug, Clone, Default)]
pub enum Additional {
    /// Nothing: unknown members are ignored.
    #[default]
    Ignored,
    /// `additionalProperties: false`. Unknown members are ignored all the same on read.
    Closed,
    /// `additionalProperties` is `true` or a schema: unknown members are kept.
    Kept(Box<Item>),
}

/// A member of an object.
#[derive(Debug, Clone)]
pub struct Field {
    /// The wire name, as written.
    pub name: String,
    pub location: Location,
    pub docs: Docs,
    pub deprecated: bool,
    pub value: Item,
    pub presence: Presence,
    pub access: Access,
    pub replace: Replace,
    /// The values that the member may have, because it is a discriminator or its schema allows one value. The first is
    /// sent unless another one is set.
    pub constant: Option<Constant>,
    /// `default`. It is documented and never sent.
    pub default: Option<serde_json::Value>,
    /// `example`, or the first of `examples`.
    pub example: Option<serde_json::Value>,
}

/// The fixed value of a required member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Constant {
    /// The text that is sent unless another one is set, or the text of the number or boolean.
    pub text: String,
    pub kind: ConstantKind,
    /// The texts that may be sent. Empty: any.
    pub allowed: Vec<String>,
}

/// What a fixed value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConstantKind {
    Text,
    /// The value of an enum of integers.
    Integer,
    Number,
    Boolean,
}

impl Constant {
    /// The value as JSON.
    pub fn value(&self) -> serde_json::Value {
        let parsed = || serde_json::from_str(&self.text).unwrap_or_default();
        match self.kind {
            ConstantKind::Text => self.text.as_str().into(),
            ConstantKind::Integer | ConstantKind::Number | ConstantKind::Boolean => parsed(),
        }
    }
}

/// A use of a type: the value of a member, the items of a list, the values of a map.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    pub ty: TypeExpr,
    /// Whether JSON null is a legal value.
    pub nullable: bool,
    pub checks: Vec<Check>,
    /// What the schema of this use says of XML, in a document with bodies of XML. See also [`TypeDef::xml`].
    pub xml: Option<Box<Xml>>,
}

impl Item {
    /// A use without null and without limits.
    pub fn plain(ty: TypeExpr) -> Self {
        Self { ty, nullable: false, checks: Vec::new(), xml: None }
    }
}

/// The type of a value.
#[derive(Debug, Clone, PartialEq)]
pub enum TypeExpr {
    Named(TypeId),
    Scalar(Scalar),
    List(Box<Item>),
    /// An object whose member names are data.
    Map(Box<Item>),
    /// A string that joins several values with a comma (`x-comma-separated`).
    CommaSeparated(Box<Item>),
    /// Any JSON value.
    Json,
}

/// Whether a member must be present.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    Required,
    Optional,
}

/// Which side sends a member.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Access {
    #[default]
    ReadWrite,
    /// Only a server sends it.
    ReadOnly,
    /// Only a client sends it.
    WriteOnly,
}

/// What the server does with a structured member that is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replace {
    /// The document says nothing.
    Unspecified,
    /// `x-replace: whole`: the server deletes what is omitted, so that nothing may be omitted.
    Whole,
}

/// A list of values. Unknown values are kept when they are received.
#[derive(Debug, Clone)]
pub struct Enum {
    pub repr: EnumRepr,
    pub values: Vec<EnumValue>,
}

/// A value of an enum.
#[derive(Debug, Clone)]
pub struct EnumValue {
    /// The wire text (decimal digits for integers).
    pub text: String,
    /// A name that the document suggests (`x-enum-varnames`).
    pub name: Option<String>,
    pub docs: Docs,
    /// Whether `x-read-only-values` lists it: it may be received and is never sent.
    pub access: Access,
}

/// One of several types.
#[derive(Debug, Clone, Default)]
pub struct Union {
    pub variants: Vec<Variant>,
    pub keyword: Keyword,
    /// The discriminator: the member whose value selects the variant. The document names it, or the constants of the
    /// variants do.
    pub discriminator: Option<String>,
    pub unlisted: Unlisted,
}

impl Union {
    /// The member that is written beside a variant. A constant that tells variants apart is a member of each.
    pub fn written_discriminator(&self) -> Option<&str> {
        match self.unlisted {
            Unlisted::Shape | Unlisted::Unknown | Unlisted::Base => self.discriminator.as_deref(),
            Unlisted::Kept => None,
        }
    }
}

/// What a value of the discriminator that no variant lists means.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Unlisted {
    /// Nothing: the shape of the value decides. The document gives no `mapping`, and servers write names of their own.
    #[default]
    Shape,
    /// A variant that the document does not name: the `mapping` names all.
    Unknown,
    /// The first variant, which all others extend: it keeps the members that it does not name.
    Base,
    /// A variant that the document does not have: each of its variants lists values of its own. No `discriminator` says
    /// so, and a value that does not fit its variant is kept as JSON too.
    Kept,
}

/// One of the types of a union.
#[derive(Debug, Clone)]
pub struct Variant {
    /// What it holds. Null is a value of the use of the union, and not of a variant.
    pub value: Item,
    /// Discriminator values that select it, in document order. The first is written.
    pub tags: Vec<String>,
    /// What to name the variant after, when the type has no name of its own.
    pub step: Step,
    pub docs: Docs,
}
