//! Which kinds of things a page says.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Availability, Limit, Mark, Need, Owner, Permission, Presence, Side, Stage, Type};

/// What a fact says. Names, values and payloads are the page's; prose is not kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "kebab-case", deny_unknown_fields)]
pub enum Statement {
    /// The heading of the page.
    Title { text: String },
    /// A method and a path, both as printed.
    Operation {
        method: String,
        path: String,
        /// The path as a template of OpenAPI, where that differs: alternatives, blanks, queries and ellipses are gone.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        template: Option<String>,
    },
    /// Which tokens of one type are enough.
    Permission(Permission),
    /// Whether a cloud has the operation.
    Cloud { name: String, availability: Availability },
    /// A header of a request or of a response.
    Header {
        side: Side,
        name: String,
        #[serde(default, skip_serializing_if = "Need::is_unsaid")]
        need: Need,
        /// The value that it must have, such as a media type.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        value: Option<String>,
    },
    /// A parameter of the path or of the query.
    Parameter {
        /// `path` or `query`.
        location: String,
        name: String,
        #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
        of: Option<Type>,
        #[serde(default, skip_serializing_if = "Need::is_unsaid")]
        need: Need,
    },
    /// Whether a request has a body, and of which resource.
    RequestBody {
        presence: Presence,
        /// The resource that the body is a representation of, as far as the page says it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        resource: Option<String>,
    },
    /// A member of a body or of a resource, with its type.
    Member {
        owner: Owner,
        name: String,
        #[serde(rename = "type")]
        of: Type,
    },
    /// What is true of a member.
    Mark { owner: Owner, name: String, mark: Mark },
    /// The values that a member or parameter may have.
    Values { owner: Owner, name: String, values: Vec<String> },
    /// The value of a member or parameter that is left out.
    Default { owner: Owner, name: String, value: Value },
    /// A bound on the value of a member or parameter.
    Limit { owner: Owner, name: String, limit: Limit },
    /// A status of a response, and what its body is.
    Status {
        code: u16,
        /// The resource in the body.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        resource: Option<String>,
        /// Whether the body is a collection of it.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        collection: bool,
    },
    /// A payload that the page shows.
    Example {
        side: Side,
        /// The status of a response.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        status: Option<u16>,
        /// The method and address of a request, as printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        request_line: Option<String>,
        /// Headers, as printed.
        #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
        headers: IndexMap<String, String>,
        /// The body, after it was mended.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        payload: Option<Value>,
        /// What had to be mended before the body was JSON, each by the name of a rule.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        mended: Vec<String>,
    },
    /// How finished or how old the operation is.
    Stage { stage: Stage },
    /// What a member or the whole body demands, where the page says it in a note: `sent-alone`, `replaced-whole`,
    /// `partial-update`. The names are those of the profile.
    Note {
        rule: String,
        /// The member that it speaks of.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        member: Option<String>,
    },
}

impl Statement {
    /// The method of an operation, and its path as a template of OpenAPI.
    pub fn operation(&self) -> Option<(&str, &str)> {
        let Self::Operation { method, path, template } = self else { return None };
        Some((method, template.as_deref().unwrap_or(path)))
    }

    /// The method and the address that an example calls, as printed.
    pub fn called(&self) -> Option<&str> {
        let Self::Example { request_line, .. } = self else { return None };
        request_line.as_deref()
    }

    /// The body of an example.
    pub fn payload(&self) -> Option<(Side, &Value)> {
        let Self::Example { side, payload, .. } = self else { return None };
        Some((*side, payload.as_ref()?))
    }

    /// The member or parameter that it speaks of, by its name, and what that belongs to. A note has no owner.
    pub fn member(&self) -> Option<(&Owner, &str)> {
        match self {
            Self::Member { owner, name, .. }
            | Self::Mark { owner, name, .. }
            | Self::Values { owner, name, .. }
            | Self::Default { owner, name, .. }
            | Self::Limit { owner, name, .. } => Some((owner, name)),
            Self::Title { .. }
            | Self::Operation { .. }
            | Self::Permission(_)
            | Self::Cloud { .. }
            | Self::Header { .. }
            | Self::Parameter { .. }
            | Self::RequestBody { .. }
            | Self::Status { .. }
            | Self::Example { .. }
            | Self::Stage { .. }
            | Self::Note { .. } => None,
        }
    }
}
