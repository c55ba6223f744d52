//! What the values of `format` mean: those of OpenAPI and of its Format Registry, and those that well-known tools write.

/// A format that says more of a value than its type does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueFormat {
    DateTime,
    Date,
    Time,
    /// A duration as ISO 8601 writes it.
    Duration,
    /// A point in time as HTTP writes it.
    HttpDate,
    /// Seconds since 1970.
    UnixTime,
    Seconds,
    Milliseconds,
    Uuid,
    Decimal,
    Base64,
    Base64Url,
    Binary,
    Password,
    Integer(Width),
    /// A floating-point number.
    Float,
    /// A text that has no type of its own.
    Text,
}

/// How many values an integer has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    I8,
    I16,
    I32,
    I64,
    U8,
    U16,
    U32,
    U64,
    /// More than 64 bits.
    Big,
}

impl ValueFormat {
    /// The meaning of a format. None: nothing is known of it.
    pub fn of(format: &str) -> Option<Self> {
        Some(match format {
            "date-time" | "google-datetime" => Self::DateTime,
            "date" => Self::Date,
            "time" => Self::Time,
            "duration" => Self::Duration,
            "http-date" | "imf-fixdate" | "date-time-rfc1123" | "date-time-rfc7231" => Self::HttpDate,
            "unixtime" | "unix-time" => Self::UnixTime,
            "seconds" => Self::Seconds,
            "milliseconds" => Self::Milliseconds,
            "uuid" | "guid" => Self::Uuid,
            "decimal" | "decimal128" | "bigdecimal" | "big-decimal" => Self::Decimal,
            "byte" => Self::Base64,
            "base64url" => Self::Base64Url,
            "binary" => Self::Binary,
            "password" => Self::Password,
            "int8" => Self::Integer(Width::I8),
            "int16" => Self::Integer(Width::I16),
            "int32" => Self::Integer(Width::I32),
            // 53 bits, and 15 digits.
            "int64" | "double-int" | "sf-integer" => Self::Integer(Width::I64),
            "uint8" => Self::Integer(Width::U8),
            "uint16" => Self::Integer(Width::U16),
            "uint32" => Self::Integer(Width::U32),
            "uint64" => Self::Integer(Width::U64),
            "bigint" | "big-int" | "biginteger" | "big-integer" | "int128" | "uint128" | "int256" | "uint256" => {
                Self::Integer(Width::Big)
            }
            "float" | "double" | "sf-decimal" => Self::Float,
            "char"
            | "commonmark"
            | "date-time-local"
            | "email"
            | "hostname"
            | "html"
            | "idn-email"
            | "idn-hostname"
            | "ipv4"
            | "ipv6"
            | "iri"
            | "iri-reference"
            | "json-pointer"
            | "media-range"
            | "regex"
            | "relative-json-pointer"
            | "sf-binary"
            | "sf-boolean"
            | "sf-string"
            | "sf-token"
            | "time-local"
            | "uri"
            | "uri-reference"
            | "uri-template" => Self::Text,
            _ => return None,
        })
    }

    /// Whether the format is for numbers. Of these, strings may have the digits.
    pub fn is_for_numbers(self) -> bool {
        match self {
            Self::UnixTime | Self::Seconds | Self::Milliseconds | Self::Decimal | Self::Integer(_) | Self::Float => {
                true
            }
            Self::DateTime
            | Self::Date
            | Self::Time
            | Self::Duration
            | Self::HttpDate
            | Self::Uuid
            | Self::Base64
            | Self::Base64Url
            | Self::Binary
            | Self::Password
            | Self::Text => false,
        }
    }
}
