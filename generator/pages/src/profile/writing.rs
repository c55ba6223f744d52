//! What has a specification that is written from pages, beside what the pages say?

use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::Value;

use super::phrases::Pattern;

/// What is the same for all operations of a service.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Writing {
    /// The name of the service.
    #[serde(default)]
    pub service: Option<String>,
    /// The part `version` of an address that an example calls.
    #[serde(default)]
    pub versions: Vec<Pattern>,
    /// The version of pages without such an address.
    #[serde(default)]
    pub default_version: Option<String>,
    /// The version of pages that say that they may change.
    #[serde(default)]
    pub beta_version: Option<String>,
    /// The servers, by the names of the clouds; those of a service without clouds are one.
    #[serde(default)]
    pub servers: IndexMap<String, Cloud>,
    /// The license that the document names.
    #[serde(default)]
    pub license: Option<Value>,
    /// Whether a member of which nothing is said may be null.
    #[serde(default)]
    pub nullable: Nullable,
    /// How a list of a resource is returned. Without it, as a bare list.
    #[serde(default)]
    pub lists: Option<Lists>,
    /// Values that are received and never sent.
    #[serde(default)]
    pub read_only_values: Vec<String>,
    /// Security schemes as they stand in a document, by the names that `permissions.schemes` has. Each flow gets the
    /// permissions that the pages name.
    #[serde(default)]
    pub schemes: IndexMap<String, Value>,
    /// Schemas as they stand in a document, for the responses below.
    #[serde(default)]
    pub schemas: IndexMap<String, Value>,
    /// Responses that every operation has, by status.
    #[serde(default)]
    pub responses: IndexMap<String, Value>,
}

/// A server of a cloud.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Cloud {
    /// The address; `{version}` stands for the version.
    pub url: String,
    /// What it is, for people.
    #[serde(default)]
    pub description: Option<String>,
}

/// The object that a list is returned in.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Lists {
    /// The member that holds the list.
    pub member: String,
    /// The member with the address of the next page. Without it, lists are not paged.
    #[serde(default)]
    pub next_link: Option<String>,
    /// The schemas of the members beside it.
    #[serde(default)]
    pub beside: IndexMap<String, Value>,
}

/// Whether a member of which nothing is said may be null.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Nullable {
    /// It may be, unless a page says that it may not.
    UnlessSaid,
    /// It may not, unless a page says or shows that it may.
    #[default]
    WhereSaid,
}
