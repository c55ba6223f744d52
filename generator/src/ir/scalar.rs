//! Scalars, and the limits that a document sets for values.

/// A scalar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scalar {
    Bool,
    I8,
    I16,
    I32,
    I64,
    U8,
    U16,
    U32,
    U64,
    F64,
    /// Text of any other or no format.
    String,
    /// `format: date-time`.
    DateTime,
    /// `format: date`.
    Date,
    /// `format: time`.
    Time,
    /// `format: duration`.
    Duration,
    /// `format: http-date`: a point in time as the headers of HTTP have it.
    HttpDate,
    /// `format: unixtime`: a number of seconds since 1970.
    UnixTime,
    /// `format: seconds`: a duration as a number of seconds.
    Seconds,
    /// `format: milliseconds`: a duration as a number of milliseconds.
    Milliseconds,
    /// `format: uuid`.
    Uuid,
    /// `type: number`, `format: decimal`: a number, kept as text.
    Decimal,
    /// `type: string`, `format: decimal`: a string of a number, kept as text.
    DecimalString,
    /// `format: byte`: base64 in a JSON string, written with the standard alphabet.
    Base64,
    /// `format: base64url`: base64 in a JSON string, written with the URL-safe alphabet and no padding.
    Base64Url,
    /// `format: binary`: raw bytes of a body or of a multipart part.
    Bytes,
    /// `format: password`, or a `writeOnly` string: never printed.
    Secret,
}

/// What JSON calls a value that is neither null nor has others inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JsonScalar {
    Boolean,
    Number,
    String,
}

impl Scalar {
    /// What a value is in JSON.
    pub fn in_json(self) -> JsonScalar {
        match self {
            Self::Bool => JsonScalar::Boolean,
            Self::I8
            | Self::I16
            | Self::I32
            | Self::I64
            | Self::U8
            | Self::U16
            | Self::U32
            | Self::U64
            | Self::F64
            | Self::UnixTime
            | Self::Seconds
            | Self::Milliseconds
            | Self::Decimal => JsonScalar::Number,
            Self::String
            | Self::DateTime
            | Self::Date
            | Self::Time
            | Self::Duration
            | Self::HttpDate
            | Self::Uuid
            | Self::DecimalString
            | Self::Base64
            | Self::Base64Url
            | Self::Bytes
            | Self::Secret => JsonScalar::String,
        }
    }
}

/// A limit that the runtime checks before a value is sent.
#[derive(Debug, Clone, PartialEq)]
pub enum Check {
    MinLength(u64),
    MaxLength(u64),
    Pattern(String),
    Minimum(serde_json::Number),
    Maximum(serde_json::Number),
    ExclusiveMinimum(serde_json::Number),
    ExclusiveMaximum(serde_json::Number),
    MultipleOf(serde_json::Number),
    MinItems(u64),
    MaxItems(u64),
    UniqueItems,
    MinProperties(u64),
    MaxProperties(u64),
    /// The numbers that there are (`enum` or `const` of `type: number`).
    Numbers(Vec<serde_json::Number>),
    /// The boolean that there is (`enum` or `const` of `type: boolean`).
    Boolean(bool),
    /// Texts that may be received and not sent (`x-read-only-values`).
    NotWritten(Vec<String>),
}
