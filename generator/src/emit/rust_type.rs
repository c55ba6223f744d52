//! What a Rust type is, and how it is printed. It is a value until then.

#[cfg(test)]
mod tests;

use std::fmt;

use crate::ir::Scalar;
use crate::names::Name;

/// A Rust type of the emitted code. Equal values are the same type to rustc, unless they contain an alias.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum RustType {
    /// `()`.
    Unit,
    /// A scalar: a primitive, a `String`, or a type of the runtime.
    Scalar(Scalar),
    /// Any JSON value.
    Json,
    /// Raw bytes that are received. Those that are sent are a scalar, because they may be a file or a stream.
    Bytes,
    /// A type of `models`.
    Model(Name),
    /// A type that is defined in the file where it is used.
    Local(Name),
    Option(Box<RustType>),
    Vec(Box<RustType>),
    Box(Box<RustType>),
    /// A generic type of the runtime, and its argument.
    Runtime(Generic, Box<RustType>),
}

/// A generic type of the runtime.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Generic {
    /// An object whose member names are data.
    Map,
    /// A string that joins several values with a comma.
    CommaSeparated,
    /// A member that is absent, null, or has a value.
    Patch,
    /// An argument that may be null.
    Nullable,
    /// A pointer that hides its type from the walks of the compiler.
    ErasedBox,
    /// A stream of server-sent events.
    Events,
    /// A stream of lines of JSON.
    JsonLines,
    /// A header of a response.
    ResponseHeader,
}

/// How code names the types that it does not define, which depends on what it imports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportStyle<'a> {
    /// In a file of `models`, which imports each model: `Pet`, `rt::Date`.
    Models,
    /// In a file of operations, which imports the module of models: `models::Pet`, `rt::Date`.
    Operations,
    /// In an example for users of the crate `root`, who import the module of models: `models::Pet`, `shop::Date`.
    Example { root: &'a str },
    /// Where nothing is imported. `api` is the path of the API: `shop::v1::models::Pet`, `shop::Date`.
    Nothing { root: &'a str, api: &'a str },
}

/// What the file must import for a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mention<'a> {
    Runtime,
    Model(&'a Name),
}

impl RustType {
    /// `String`.
    pub const STRING: RustType = RustType::Scalar(Scalar::String);
    /// Raw bytes that are sent.
    pub const REQUEST_BODY: RustType = RustType::Scalar(Scalar::Bytes);

    /// `Option<Self>`.
    pub fn option(self) -> Self {
        RustType::Option(Box::new(self))
    }

    /// `Vec<Self>`.
    pub fn vec(self) -> Self {
        RustType::Vec(Box::new(self))
    }

    /// `Box<Self>`.
    pub fn boxed(self) -> Self {
        RustType::Box(Box::new(self))
    }

    /// A generic type of the runtime with this one as its argument.
    pub fn inside(self, generic: Generic) -> Self {
        RustType::Runtime(generic, Box::new(self))
    }

    /// Whether a literal may have this type. A function then takes the type itself, since `impl Into<u64>` takes no
    /// literal.
    pub fn is_primitive(&self) -> bool {
        match self {
            RustType::Scalar(scalar) => Home::for_scalar(*scalar) == Home::Primitive,
            RustType::Unit
            | RustType::Json
            | RustType::Bytes
            | RustType::Model(_)
            | RustType::Local(_)
            | RustType::Option(_)
            | RustType::Vec(_)
            | RustType::Box(_)
            | RustType::Runtime(..) => false,
        }
    }

    /// Whether a setter takes the number or truth value itself. `impl Into<u64>` takes no literal, since one without a suffix
    /// is an `i32`, and `impl Into<i32>` takes `true`; rustc says of text that a number is expected, and of `Into` much more.
    /// `impl Into<f64>` takes whole numbers, as callers write them.
    pub fn needs_literal(&self) -> bool {
        match self {
            RustType::Scalar(scalar) => match scalar {
                Scalar::Bool
                | Scalar::I8
                | Scalar::I16
                | Scalar::I32
                | Scalar::I64
                | Scalar::U8
                | Scalar::U16
                | Scalar::U32
                | Scalar::U64 => true,
                Scalar::F64
                | Scalar::String
                | Scalar::DateTime
                | Scalar::Date
                | Scalar::Time
                | Scalar::Duration
                | Scalar::HttpDate
                | Scalar::UnixTime
                | Scalar::Seconds
                | Scalar::Milliseconds
                | Scalar::Uuid
                | Scalar::Decimal
                | Scalar::DecimalString
                | Scalar::Base64
                | Scalar::Base64Url
                | Scalar::Bytes
                | Scalar::Secret => false,
            },
            RustType::Unit
            | RustType::Json
            | RustType::Bytes
            | RustType::Model(_)
            | RustType::Local(_)
            | RustType::Option(_)
            | RustType::Vec(_)
            | RustType::Box(_)
            | RustType::Runtime(..) => false,
        }
    }

    /// The type as it is written in this style.
    pub fn display<'t>(&'t self, style: ImportStyle<'t>) -> impl fmt::Display + 't {
        Displayed { ty: self, style }
    }

    /// Calls `visit` for everything that a file must import for the type.
    pub fn mentions<'t>(&'t self, visit: &mut impl FnMut(Mention<'t>)) {
        match self {
            RustType::Unit | RustType::Local(_) => {}
            RustType::Scalar(scalar) => match Home::for_scalar(*scalar) {
                Home::Primitive | Home::Prelude => {}
                Home::Runtime => visit(Mention::Runtime),
            },
            RustType::Json | RustType::Bytes => visit(Mention::Runtime),
            RustType::Model(name) => visit(Mention::Model(name)),
            RustType::Option(inner) | RustType::Vec(inner) | RustType::Box(inner) => inner.mentions(visit),
            RustType::Runtime(_, inner) => {
                visit(Mention::Runtime);
                inner.mentions(visit);
            }
        }
    }
}

/// Where the Rust type of a scalar is defined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Home {
    /// In the language, with literals.
    Primitive,
    /// In the prelude of the standard library.
    Prelude,
    Runtime,
}

impl Home {
    fn for_scalar(scalar: Scalar) -> Self {
        match scalar {
            Scalar::Bool
            | Scalar::I8
            | Scalar::I16
            | Scalar::I32
            | Scalar::I64
            | Scalar::U8
            | Scalar::U16
            | Scalar::U32
            | Scalar::U64
            | Scalar::F64 => Home::Primitive,
            Scalar::String => Home::Prelude,
            Scalar::DateTime
            | Scalar::Date
            | Scalar::Time
            | Scalar::Duration
            | Scalar::HttpDate
            | Scalar::UnixTime
            | Scalar::Seconds
            | Scalar::Milliseconds
            | Scalar::Uuid
            | Scalar::Decimal
            | Scalar::DecimalString
            | Scalar::Base64
            | Scalar::Base64Url
            | Scalar::Bytes
            | Scalar::Secret => Home::Runtime,
        }
    }
}

fn scalar_name(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::Bool => "bool",
        Scalar::I8 => "i8",
        Scalar::I16 => "i16",
        Scalar::I32 => "i32",
        Scalar::I64 => "i64",
        Scalar::U8 => "u8",
        Scalar::U16 => "u16",
        Scalar::U32 => "u32",
        Scalar::U64 => "u64",
        Scalar::F64 => "f64",
        Scalar::String => "String",
        Scalar::DateTime => "DateTime",
        Scalar::Date => "Date",
        Scalar::Time => "Time",
        Scalar::Duration => "Duration",
        Scalar::HttpDate => "HttpDate",
        Scalar::UnixTime => "UnixTime",
        Scalar::Seconds => "Seconds",
        Scalar::Milliseconds => "Milliseconds",
        Scalar::Uuid => "Uuid",
        Scalar::Decimal => "Decimal",
        Scalar::DecimalString => "DecimalString",
        Scalar::Base64 => "Base64",
        Scalar::Base64Url => "Base64Url",
        Scalar::Bytes => "RequestBody",
        Scalar::Secret => "Secret",
    }
}

impl Generic {
    fn name(self) -> &'static str {
        match self {
            Generic::Map => "Map",
            Generic::CommaSeparated => "CommaSeparated",
            Generic::Patch => "Patch",
            Generic::Nullable => "Nullable",
            Generic::ErasedBox => "ErasedBox",
            Generic::Events => "Events",
            Generic::JsonLines => "JsonLines",
            Generic::ResponseHeader => "ResponseHeader",
        }
    }
}

/// A type with the way in which it is written.
struct Displayed<'t> {
    ty: &'t RustType,
    style: ImportStyle<'t>,
}

impl Displayed<'_> {
    fn model(&self, name: &Name, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.style {
            ImportStyle::Models => write!(f, "{name}"),
            ImportStyle::Operations | ImportStyle::Example { .. } => write!(f, "models::{name}"),
            ImportStyle::Nothing { api, .. } => write!(f, "{api}::models::{name}"),
        }
    }

    fn runtime(&self, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.style {
            ImportStyle::Models | ImportStyle::Operations => write!(f, "rt::{name}"),
            // The types of the runtime that users need are exported at the root of the crate.
            ImportStyle::Example { root } | ImportStyle::Nothing { root, .. } => write!(f, "{root}::{name}"),
        }
    }
}

impl fmt::Display for Displayed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = |ty| Displayed { ty, style: self.style };
        match self.ty {
            RustType::Unit => f.write_str("()"),
            RustType::Scalar(scalar) => match Home::for_scalar(*scalar) {
                Home::Primitive | Home::Prelude => f.write_str(scalar_name(*scalar)),
                Home::Runtime => self.runtime(scalar_name(*scalar), f),
            },
            RustType::Json => self.runtime("Json", f),
            RustType::Bytes => self.runtime("Bytes", f),
            RustType::Model(name) => self.model(name, f),
            RustType::Local(name) => write!(f, "{name}"),
            RustType::Option(ty) => write!(f, "Option<{}>", inner(ty)),
            RustType::Vec(ty) => write!(f, "Vec<{}>", inner(ty)),
            RustType::Box(ty) => write!(f, "Box<{}>", inner(ty)),
            RustType::Runtime(generic, ty) => {
                self.runtime(generic.name(), f)?;
                write!(f, "<{}>", inner(ty))
            }
        }
    }
}
