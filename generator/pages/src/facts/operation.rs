//! What a page says of an operation.

use serde::{Deserialize, Serialize};

/// Which tokens of one type are enough.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Permission {
    /// The type of token, as the profile names it: the name of a security scheme.
    pub scheme: String,
    /// Whether there is such a permission.
    pub availability: Availability,
    /// Permissions of which one is enough, the least privileged first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scopes: Vec<String>,
}

/// Whether a page says that something is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Availability {
    Available,
    Unavailable,
    /// The page names it and leaves its mark out.
    Unsaid,
}

/// Whether something must be sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Need {
    Required,
    Optional,
    #[default]
    Unsaid,
}

impl Need {
    /// Whether the page says nothing.
    pub fn is_unsaid(&self) -> bool {
        *self == Self::Unsaid
    }
}

/// The one that sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    Request,
    Response,
}

/// Whether a request has a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Presence {
    Present,
    Absent,
}

/// How finished or how old an operation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// It may change, and is not for production.
    Beta,
    Deprecated,
}
