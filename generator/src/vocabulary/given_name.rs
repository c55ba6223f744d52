//! The extensions by which documents say what a thing is called in code, the one for Rust first.
//!
//! Each belongs to a tool: `x-ms-client-name` to AutoRest, `x-speakeasy-…` to Speakeasy, `x-fern-…` to Fern,
//! `x-stainless-…` to Stainless, `x-ogen-name` to ogen. Their value is a text in any case.

/// A name that a document gives for code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenName {
    /// The name.
    pub name: String,
    /// The extension that gives it.
    pub keyword: &'static str,
}

/// Those of a component schema, which name its type, and of the schema of a property, which name the member.
pub const NAMES_OF_SCHEMAS: &[&str] =
    &["x-rust-name", "x-ms-client-name", "x-speakeasy-name-override", "x-fern-property-name", "x-ogen-name"];

/// Those of a parameter.
pub const NAMES_OF_PARAMETERS: &[&str] =
    &["x-rust-name", "x-ms-client-name", "x-speakeasy-name-override", "x-fern-parameter-name", "x-stainless-param"];

/// Those of an operation, which name its function.
pub const NAMES_OF_OPERATIONS: &[&str] = &["x-rust-name", "x-speakeasy-name-override", "x-fern-sdk-method-name"];
