//! What a document is made of: the kinds of objects, and what may stand under a keyword.

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

/// What stands under a keyword.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shape {
    /// No object that is read.
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

/// What is no object that is read. Nothing in it is a reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Leaf {
    /// A name, a number, a flag, a list of such.
    Plain,
    /// Text for people.
    Prose,
    /// A value that a server or client sends, of any shape.
    Payload,
    /// An object that the compiler leaves out.
    LeftOut,
}
