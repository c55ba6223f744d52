//! The extensions that the compiler knows: their names, and the kinds of objects that they are for.

use super::kind::Kind;

/// An extension that the compiler reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extension {
    Replace,
    ReadOnlyValues,
    EnumVarnames,
    EnumDescriptions,
    CommaSeparated,
    RepeatedSegment,
    QuotedKey,
    Idempotent,
    Pageable,
    LongRunning,
    LongRunningOptions,
    Name,
    Nullable,
    DiscriminatorValue,
    XmlText,
}

/// Who defined an extension.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Author {
    /// This project, so that it counts for nothing wherever we do not read it.
    Us,
    /// Others, who may have it in more places and with more meanings.
    Others,
}

impl Extension {
    /// Every extension.
    pub const ALL: [Self; 15] = [
        Self::Replace,
        Self::ReadOnlyValues,
        Self::EnumVarnames,
        Self::EnumDescriptions,
        Self::CommaSeparated,
        Self::RepeatedSegment,
        Self::QuotedKey,
        Self::Idempotent,
        Self::Pageable,
        Self::LongRunning,
        Self::LongRunningOptions,
        Self::Name,
        Self::Nullable,
        Self::DiscriminatorValue,
        Self::XmlText,
    ];

    /// Its key.
    pub fn key(self) -> &'static str {
        match self {
            Self::Replace => "x-replace",
            Self::ReadOnlyValues => "x-read-only-values",
            Self::EnumVarnames => "x-enum-varnames",
            Self::EnumDescriptions => "x-enum-descriptions",
            Self::CommaSeparated => "x-comma-separated",
            Self::RepeatedSegment => "x-repeated-segment",
            Self::QuotedKey => "x-quoted-key",
            Self::Idempotent => "x-idempotent",
            Self::Pageable => "x-ms-pageable",
            Self::LongRunning => "x-ms-long-running-operation",
            Self::LongRunningOptions => "x-ms-long-running-operation-options",
            Self::Name => "x-name",
            Self::Nullable => "x-nullable",
            Self::DiscriminatorValue => "x-ms-discriminator-value",
            Self::XmlText => "x-ms-text",
        }
    }

    /// The kind of object that it is for.
    pub fn kind(self) -> Kind {
        match self {
            Self::Replace
            | Self::ReadOnlyValues
            | Self::EnumVarnames
            | Self::EnumDescriptions
            | Self::CommaSeparated
            | Self::Nullable
            | Self::DiscriminatorValue => Kind::Schema,
            Self::RepeatedSegment | Self::QuotedKey => Kind::Parameter,
            Self::Idempotent | Self::Pageable | Self::LongRunning | Self::LongRunningOptions => Kind::Operation,
            Self::Name => Kind::Server,
            Self::XmlText => Kind::Xml,
        }
    }

    /// Who defined it.
    pub fn author(self) -> Author {
        match self {
            Self::Replace
            | Self::ReadOnlyValues
            | Self::CommaSeparated
            | Self::RepeatedSegment
            | Self::QuotedKey
            | Self::Idempotent => Author::Us,
            Self::EnumVarnames
            | Self::EnumDescriptions
            | Self::Pageable
            | Self::LongRunning
            | Self::LongRunningOptions
            | Self::Name
            | Self::Nullable
            | Self::DiscriminatorValue
            | Self::XmlText => Author::Others,
        }
    }

    /// The extension with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|extension| extension.key() == key)
    }
}
