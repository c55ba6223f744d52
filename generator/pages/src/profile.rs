//! What headings, columns, words for types and phrases of a site mean.
//!
//! All of it is data: a profile is a file of TOML. It may extend a shipped one, so that it holds only what differs.

mod load;
mod phrases;
mod types;
mod writing;

pub use load::{Error, shipped, shipped_names};
pub use phrases::{Bodies, Limits, Marks, Operations, Pattern, Permissions, Phrases};
pub use types::Types;
pub use writing::{Cloud, Lists, Nullable, Writing};

use indexmap::IndexMap;
use serde::Deserialize;

use crate::block::{Holds, Vocabulary};
use crate::facts::{Availability, Side, Statement};
use crate::words::{Words, normal};

/// How one site writes its pages.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Profile {
    /// What it is called, such as `microsoft-graph`.
    pub name: String,
    /// The shipped profile that it extends.
    #[serde(default)]
    pub extends: Option<String>,
    /// Whether a page describes several operations or types, each below a heading of its own.
    #[serde(default)]
    pub parts: bool,
    /// What each page that describes an operation has.
    #[serde(default)]
    pub expects: Vec<Expected>,
    /// What stands below a heading, or below a short line that ends with a colon.
    #[serde(default)]
    pub sections: IndexMap<Role, Vec<Words>>,
    /// What a column holds, by its head.
    #[serde(default)]
    pub columns: IndexMap<Column, Vec<Words>>,
    /// How types are written.
    #[serde(default)]
    pub types: Types,
    /// How permissions are written.
    #[serde(default)]
    pub permissions: Permissions,
    /// The clouds of the service, by the name of a server, with the heads of columns that mean them.
    #[serde(default)]
    pub clouds: IndexMap<String, Vec<Words>>,
    /// The clouds that a file stands for that pages include, by its address.
    #[serde(default)]
    pub clouds_of_includes: IndexMap<Words, Vec<String>>,
    /// Marks of a cell that say yes or no.
    #[serde(default)]
    pub answers: Answers,
    /// How operations are written.
    #[serde(default)]
    pub operations: Operations,
    /// What sentences say.
    #[serde(default)]
    pub phrases: Phrases,
    /// What needs no reading.
    #[serde(default)]
    pub ignore: Ignore,
    /// What a specification has that no page says.
    #[serde(default)]
    pub writing: Writing,
}

/// What stands below a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    Permissions,
    Clouds,
    /// Methods and paths.
    Request,
    QueryParameters,
    PathParameters,
    /// Parameters of the path, the query or the body: the path of the operation and its method say which.
    Parameters,
    RequestHeaders,
    ResponseHeaders,
    Body,
    Response,
    /// Members of what a response returns.
    ResponseBody,
    Example,
    ExampleRequest,
    ExampleResponse,
    /// The heading names a resource, in the gap of its words.
    Resource,
    /// Members of a resource.
    Properties,
    /// Values of an enumeration.
    Values,
    /// Nothing that is a fact.
    Nothing,
}

impl Role {
    /// Whether payloads stand there.
    pub fn is_example(self) -> bool {
        matches!(self, Self::Example | Self::ExampleRequest | Self::ExampleResponse)
    }
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Column {
    Name,
    Type,
    Description,
    Value,
    Required,
    Default,
    /// The kind of token that a permission is for.
    Scheme,
    /// Permissions of which one is enough.
    Scopes,
    /// The permission that is enough and gives least.
    LeastScopes,
    HigherScopes,
    /// What the row is about, where a table speaks of several things.
    Subject,
    /// Something that is no fact.
    Nothing,
}

/// A kind of fact that a page has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Expected {
    Title,
    Operation,
    Permission,
    Cloud,
    Status,
    RequestExample,
    ResponseExample,
}

impl Expected {
    /// Whether a statement is of the kind.
    pub fn is(self, says: &Statement) -> bool {
        match self {
            Self::Title => matches!(says, Statement::Title { .. }),
            Self::Operation => matches!(says, Statement::Operation { .. }),
            Self::Permission => {
                matches!(says, Statement::Permission(permission) if permission.availability != Availability::Unsaid)
            }
            Self::Cloud => {
                matches!(says, Statement::Cloud { availability, .. } if *availability != Availability::Unsaid)
            }
            Self::Status => matches!(says, Statement::Status { .. }),
            Self::RequestExample => matches!(says, Statement::Example { side: Side::Request, .. }),
            Self::ResponseExample => matches!(says, Statement::Example { side: Side::Response, .. }),
        }
    }

    /// What people call it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Operation => "method and path",
            Self::Permission => "permission",
            Self::Cloud => "mark of a cloud",
            Self::Status => "status of a response",
            Self::RequestExample => "example of a request",
            Self::ResponseExample => "example of a response",
        }
    }
}

/// Cells that say yes or no.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Answers {
    #[serde(default)]
    pub yes: Vec<Words>,
    #[serde(default)]
    pub no: Vec<Words>,
}

impl Answers {
    /// What a cell says, if it says yes or no.
    pub fn read(&self, cell: &str) -> Option<bool> {
        let says = |words: &[Words]| words.iter().any(|words| words.matches(cell) || words.matches_normal(cell.trim()));
        if says(&self.yes) {
            Some(true)
        } else if says(&self.no) {
            Some(false)
        } else {
            None
        }
    }
}

/// What needs no reading.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Ignore {
    /// Files that are included, by their address.
    #[serde(default)]
    pub includes: Vec<Words>,
    /// Headings that divide a section into views of one thing, by the start of their link.
    #[serde(default)]
    pub tabs: Vec<String>,
    /// Sentences that say nothing of the operation.
    #[serde(default)]
    pub sentences: Vec<Pattern>,
    /// Members of payloads that no table of members has.
    #[serde(default)]
    pub members: Vec<Words>,
    /// Languages of code that is no payload.
    #[serde(default)]
    pub languages: Vec<Words>,
}

impl Profile {
    /// What stands below a heading, and what stands in the gap of its words. The words with most letters win.
    pub fn role<'a>(&self, heading: &'a str) -> Option<(Role, &'a str)> {
        let wanted = normal(heading);
        let found = self.sections.iter().flat_map(|(role, words)| words.iter().map(move |words| (*role, words)));
        let matching = found.filter(|(_, words)| words.matches_normal(&wanted));
        let (role, words) = matching.max_by_key(|(_, words)| words.weight())?;
        let printed = heading.trim().trim_end_matches(':');
        Some((role, words.gap(printed).unwrap_or("").trim()))
    }

    /// What a column holds, and what stands in the gap of the words of its head.
    pub fn column(&self, head: &str) -> Option<(Column, String)> {
        let head = normal(head);
        let found = self.columns.iter().flat_map(|(column, words)| words.iter().map(move |words| (*column, words)));
        let matching = found.filter(|(_, words)| words.matches_normal(&head));
        let (column, words) = matching.max_by_key(|(_, words)| words.weight())?;
        Some((column, words.gap(&head).unwrap_or("").trim().to_owned()))
    }

    /// The server that the head of a column means.
    pub fn cloud(&self, head: &str) -> Option<&str> {
        let head = normal(head);
        let found = self.clouds.iter().find(|(_, words)| words.iter().any(|words| words.matches_normal(&head)));
        found.map(|(name, _)| name.as_str())
    }

    /// The words by which a rendered page is divided.
    pub fn vocabulary(&self) -> Vocabulary {
        let headings = self.sections.values().flatten().map(|words| (words.clone(), 2)).collect();
        let labels = self.permissions.schemes.values().flatten().filter(|words| !words.has_gap());
        let schemes: Vec<Words> = labels.cloned().collect();
        let holds = |column: Column| match column {
            Column::Scheme => Holds::Label(schemes.clone()),
            Column::Type => Holds::Type,
            Column::Name | Column::Required | Column::Subject => Holds::Word,
            Column::Description | Column::Value | Column::Default | Column::Nothing => Holds::Rest,
            Column::Scopes | Column::LeastScopes | Column::HigherScopes => Holds::Rest,
        };
        let columns = self.columns.iter().flat_map(|(column, words)| {
            let holds = holds(*column);
            words.iter().map(move |words| (words.clone(), holds.clone()))
        });
        let clouds = self.clouds.values().flatten().map(|words| (words.clone(), Holds::Word));
        Vocabulary {
            headings,
            labels: ["note", "important", "tip", "caution", "warning"].map(str::to_owned).to_vec(),
            columns: columns.chain(clouds).collect(),
            types: self.types.shapes(),
        }
    }
}
