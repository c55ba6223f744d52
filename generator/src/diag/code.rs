//! The catalogue of findings: every kind, with its stable code, its name, its severity, and the page that explains it.

use super::severity::Severity;

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $text:literal, $name:literal, $severity:ident;)+) => {
        /// What kind of finding it is. The text of a code never changes its meaning.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[doc = $doc])+ $variant,)+ }

        impl Code {
            /// Every code, in order.
            pub const ALL: &'static [Code] = &[$(Code::$variant,)+];

            /// The stable text, such as `E0201`.
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$variant => $text,)+ }
            }

            /// The name in words, such as `dangling-ref`, by which `codegen.toml` may call it too.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name,)+ }
            }

            /// How bad it is.
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity,)+ }
            }

            /// What it means, in one sentence.
            pub fn title(self) -> &'static str {
                match self { $(Code::$variant => concat!($($doc,)+).trim_ascii(),)+ }
            }

            /// The page about it, in Markdown: what it means, why it matters, a document at fault and the mended one.
            ///
            /// A block of code whose first line ends with `faulty` or `mended` is a file of such a document. The name of the file
            /// follows; without one it is `api.yaml`.
            pub fn page(self) -> &'static str {
                match self { $(Code::$variant => include_str!(concat!("codes/", $text, ".md")),)+ }
            }
        }
    };
}

impl Code {
    /// The code that is written so, by its text in any case or by its name.
    pub fn find(written: &str) -> Option<Code> {
        let is_it = |code: &&Code| code.as_str().eq_ignore_ascii_case(written) || code.name() == written;
        Code::ALL.iter().find(is_it).copied()
    }

    /// Whether a user may choose how bad it is. What stops a run cannot be chosen: without an error of such a code there would
    /// still be nothing to emit.
    pub fn is_settable(self) -> bool {
        self.severity() < Severity::Error
    }
}

codes! {
    /// A file cannot be read.
    FileUnreadable = "E0101", "file-unreadable", Error;
    /// A file is not well-formed YAML or JSON.
    Syntax = "E0102", "syntax", Error;
    /// A mapping has the same key twice.
    DuplicateKey = "E0103", "duplicate-key", Error;
    /// A document is not OpenAPI 3.0, 3.1 or 3.2.
    UnsupportedVersion = "E0104", "unsupported-version", Error;
    /// The document is nested too deeply.
    TooDeep = "E0105", "too-deep", Error;
    /// Aliases or references repeat too much.
    TooLarge = "E0106", "too-large", Error;
    /// `codegen.toml` is at fault.
    Config = "E0110", "configuration", Error;
    /// An overlay is at fault, or does not fit its document.
    Overlay = "E0111", "overlay", Error;
    /// An action of an overlay changes nothing.
    OverlayWithoutEffect = "W0112", "overlay-without-effect", Warning;

    /// A `$ref` points at nothing.
    DanglingRef = "E0201", "dangling-ref", Error;
    /// A chain of `$ref`s that leads back to itself.
    RefLoop = "E0202", "ref-loop", Error;
    /// A `$ref` points at something of another kind.
    RefKind = "E0203", "ref-of-another-kind", Error;

    /// A keyword that OpenAPI does not know here.
    UnknownKeyword = "W0301", "unknown-keyword", Warning;
    /// A value of the wrong type.
    WrongType = "E0302", "wrong-type", Error;
    /// A required member is missing.
    MissingMember = "E0303", "missing-member", Error;
    /// Two operations have the same `operationId`.
    DuplicateOperationId = "W0304", "duplicate-operation-id", Warning;
    /// `type` is not a JSON type.
    UnknownType = "E0305", "unknown-type", Error;
    /// A path parameter is not declared.
    UndeclaredPathParam = "W0306", "undeclared-path-parameter", Warning;
    /// A path parameter is declared that the path does not have.
    UnusedPathParam = "W0307", "unused-path-parameter", Warning;
    /// Two parameters have the same name and location.
    DuplicateParam = "E0308", "duplicate-parameter", Error;
    /// A value is written in a way that OpenAPI does not allow, and its meaning is certain.
    Repaired = "W0309", "repaired", Warning;
    /// An extension of ours is used wrongly.
    BadExtension = "E0310", "bad-extension", Error;
    /// Two operations have the same path and method.
    DuplicateOperation = "E0311", "duplicate-operation", Error;
    /// A server is reached by plain HTTP, and operations that it has need credentials.
    PlainHttp = "W0312", "plain-http", Warning;
    /// A part of a document contradicts another part, or names what cannot exist.
    Contradiction = "W0313", "contradiction", Warning;

    /// A construct has no exact Rust form; it is approximated.
    Approximated = "L0501", "approximated", Loss;
    /// A construct is kept as raw JSON.
    KeptAsJson = "L0502", "kept-as-json", Loss;
    /// A construct is not supported and left out.
    LeftOut = "L0503", "left-out", Loss;

    /// An item has another name than its document suggests.
    Renamed = "N0601", "renamed", Note;
    /// Two things of a document would have one name; the later one has another.
    Collision = "W0604", "name-collision", Warning;
    /// OpenAPI or HTTP says that this is ignored.
    Ignored = "N0602", "ignored", Note;
    /// A document of a newer version is read by the rules of an older one.
    ReadAs = "N0603", "read-as", Note;
    /// Operations look paged, and neither the document nor the user says so.
    UnmarkedPages = "N0606", "unmarked-pages", Note;
    /// A schema without `type` is read as the type that its keywords are for.
    ImpliedType = "N0605", "implied-type", Note;

    /// An internal rule is broken: a fault of the generator.
    Bug = "E0999", "bug", Error;
}
