//! The kinds of objects in a document, and what a keyword may hold.

/// A kind of object of an OpenAPI document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Document,
    Info,
    Contact,
    License,
    Server,
    ServerVariable,
    PathItem,
    Operation,
    ExternalDocs,
    Parameter,
    RequestBody,
    MediaType,
    Encoding,
    Response,
    Callback,
    Example,
    Link,
    Header,
    Tag,
    Schema,
    Discriminator,
    Xml,
    SecurityScheme,
    Flows,
    Flow,
    Components,
    /// Our `x-comma-separated`.
    CommaSeparated,
}

/// What a keyword holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shape {
    /// Nothing that contains objects of OpenAPI.
    Leaf(Leaf),
    /// One object.
    One(Kind),
    /// A list of objects.
    List(Kind),
    /// Objects by name; every key is a name.
    Map(Kind),
    /// Objects by pattern; keys that begin with `x-` are extensions.
    Pattern(Kind),
    /// Names of schemas, or references to them, as plain text.
    Mapping,
}

/// A value that contains no objects of OpenAPI, so that nothing in it is a reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Leaf {
    /// A name, a number, a flag, or a list of these.
    Plain,
    /// Text for people.
    Prose,
    /// A value that a server or client sends, of any shape.
    Payload,
    /// An object that the compiler leaves out.
    LeftOut,
}
