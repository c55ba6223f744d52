//! The catalogue of findings: every kind, with its stable code and severity.

use super::severity::Severity;

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal, $severity:ident;)+) => {
        /// What kind of finding it is. The text of a code never changes its meaning.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[doc = $doc])+ $name,)+ }

        impl Code {
            /// Every code, in order.
            pub const ALL: &'static [Code] = &[$(Code::$name,)+];

            /// The stable text, such as `E0201`.
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$name => $text,)+ }
            }

            /// How bad it is.
            pub fn severity(self) -> Severity {
                match self { $(Code::$name => Severity::$severity,)+ }
            }

            /// What it means, in one sentence.
            pub fn title(self) -> &'static str {
                match self { $(Code::$name => concat!($($doc,)+).trim_ascii(),)+ }
            }
        }
    };
}

codes! {
    /// A file cannot be read.
    FileUnreadable = "E0101", Error;
    /// A file is not well-formed YAML or JSON.
    Syntax = "E0102", Error;
    /// A mapping has the same key twice.
    DuplicateKey = "E0103", Error;
    /// A document is not OpenAPI 3.0, 3.1 or 3.2.
    UnsupportedVersion = "E0104", Error;
    /// The document is nested too deeply.
    TooDeep = "E0105", Error;
    /// Aliases or references repeat too much.
    TooLarge = "E0106", Error;
    /// `codegen.toml` is at fault.
    Config = "E0110", Error;

    /// A `$ref` points at nothing.
    DanglingRef = "E0201", Error;
    /// A chain of `$ref`s that leads back to itself.
    RefLoop = "E0202", Error;
    /// A `$ref` points at something of another kind.
    RefKind = "E0203", Error;

    /// A keyword that OpenAPI does not know here.
    UnknownKeyword = "W0301", Warning;
    /// A value of the wrong type.
    WrongType = "E0302", Error;
    /// A required member is missing.
    MissingMember = "E0303", Error;
    /// Two operations have the same `operationId`.
    DuplicateOperationId = "W0304", Warning;
    /// `type` is not a JSON type.
    UnknownType = "E0305", Error;
    /// A path parameter is not declared.
    UndeclaredPathParam = "W0306", Warning;
    /// A path parameter is declared that the path does not have.
    UnusedPathParam = "W0307", Warning;
    /// Two parameters have the same name and location.
    DuplicateParam = "E0308", Error;
    /// A value is written in a way that OpenAPI does not allow, and its meaning is certain.
    Repaired = "W0309", Warning;
    /// An extension of ours is used wrongly.
    BadExtension = "E0310", Error;
    /// Two operations have the same path and method.
    DuplicateOperation = "E0311", Error;
    /// A server is reached by plain HTTP, and operations that it has need credentials.
    PlainHttp = "W0312", Warning;
    /// A part of a document contradicts another part, or names what cannot exist.
    Contradiction = "W0313", Warning;

    /// A construct has no exact Rust form; it is approximated.
    Approximated = "L0501", Loss;
    /// A construct is kept as raw JSON.
    KeptAsJson = "L0502", Loss;
    /// A construct is not supported and left out.
    LeftOut = "L0503", Loss;

    /// An item has another name than its document suggests.
    Renamed = "N0601", Note;
    /// Two things of a document would have one name; the later one has another.
    Collision = "W0604", Warning;
    /// OpenAPI or HTTP says that this is ignored.
    Ignored = "N0602", Note;
    /// A document of a newer version is read by the rules of an older one.
    ReadAs = "N0603", Note;
    /// Operations look paged, and neither the document nor the user says so.
    UnmarkedPages = "N0606", Note;
    /// A schema without `type` is read as the type that its keywords are for.
    ImpliedType = "N0605", Note;

    /// An internal rule is broken: a fault of the generator.
    Bug = "E0999", Error;
}
