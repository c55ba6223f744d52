//! Which operations of the documents become code, where the user chooses some of them?

use crate::diag::{Code, Diags};
use crate::location::{FileId, Location};
use crate::source::Raw;
use crate::spelling::nearest;

/// What the user names of the operations of an API.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OperationSet {
    /// The operations, each by its `operationId`, or by its method and path, such as `GET /users`; webhooks by their keys too.
    pub operations: Vec<Selector>,
    /// All operations of these paths. `*` stands for any segment, and `**` for any number of them: `/users/**` is `/users` and
    /// all below it.
    pub paths: Vec<Selector>,
    /// All operations that have one of these tags.
    pub tags: Vec<Selector>,
}

/// One thing that the user names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selector {
    /// The `operationId`, the method and path, the key of a webhook, the path, or the tag.
    pub text: String,
    /// The line and column of it in `codegen.toml`, both from 1. None: a program gave it.
    pub place: Option<(usize, usize)>,
}

impl From<&str> for Selector {
    fn from(text: &str) -> Self {
        Self { text: text.to_owned(), place: None }
    }
}

/// Which operations of an API become code.
#[derive(Debug, Clone, Copy)]
pub struct Selection<'a> {
    /// What alone becomes code. If it names nothing, this is every operation.
    pub only: &'a OperationSet,
    /// What becomes no code, even if `only` names it.
    pub without: &'a OperationSet,
    /// `codegen.toml`.
    pub file: FileId,
}

/// Where an operation stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Parent {
    /// Below this path.
    Path(String),
    /// In the webhook with this key.
    Webhook(String),
}

/// An operation, as a selection sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// In lower case.
    method: String,
    parent: Parent,
    id: Option<String>,
    tags: Vec<String>,
}

impl Candidate {
    /// The operation that a value of the document describes.
    pub fn new(method: &str, parent: Parent, operation: &Raw) -> Self {
        let tags = operation.get("tags").and_then(Raw::as_array).into_iter().flatten();
        Self {
            method: method.to_owned(),
            parent,
            id: operation.get("operationId").and_then(Raw::as_str).map(str::to_owned),
            tags: tags.filter_map(Raw::as_str).map(str::to_owned).collect(),
        }
    }

    fn path(&self) -> Option<&str> {
        match &self.parent {
            Parent::Path(path) => Some(path),
            Parent::Webhook(_) => None,
        }
    }

    /// What the user can write to name it alone: its method and path or the key of its webhook.
    fn key(&self) -> String {
        match &self.parent {
            Parent::Path(path) => format!("{} {path}", self.method.to_uppercase()),
            Parent::Webhook(key) => key.clone(),
        }
    }

    fn is_named(&self, selector: &str) -> bool {
        let is_place = |(method, path): (&str, &str)| {
            method.eq_ignore_ascii_case(&self.method) && self.path().is_some_and(|own| bare(own) == bare(path.trim()))
        };
        self.id.as_deref() == Some(selector)
            || match &self.parent {
                Parent::Path(_) => selector.split_once(' ').is_some_and(is_place),
                Parent::Webhook(key) => key == selector,
            }
    }

    fn is_below(&self, pattern: &str) -> bool {
        let segments = |path| Vec::from_iter(str::split(bare(path), '/'));
        self.path().is_some_and(|path| matches(&segments(pattern), &segments(path)))
    }

    fn has_tag(&self, tag: &str) -> bool {
        self.tags.iter().any(|own| own == tag)
    }
}

/// A path without its query and its fragment, and without the slash that every path begins with.
fn bare(path: &str) -> &str {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    path.strip_prefix('/').unwrap_or(path)
}

/// Whether the segments of a path are what those of a pattern stand for.
fn matches(pattern: &[&str], path: &[&str]) -> bool {
    match (pattern, path) {
        ([], []) => true,
        (["**", rest @ ..], _) => (0..=path.len()).any(|end| path.get(end..).is_some_and(|path| matches(rest, path))),
        ([wanted, pattern @ ..], [segment, path @ ..]) => {
            (*wanted == "*" || wanted == segment) && matches(pattern, path)
        }
        ([], _) | (_, []) => false,
    }
}

/// A kind of thing that the user names operations by.
#[derive(Debug, Clone, Copy)]
enum By {
    Operation,
    Path,
    Tag,
}

impl By {
    /// The key of `codegen.toml`.
    fn key(self) -> &'static str {
        match self {
            By::Operation => "operations",
            By::Path => "paths",
            By::Tag => "tags",
        }
    }

    /// What no operation does where a name is wrong.
    fn lack(self) -> &'static str {
        match self {
            By::Operation => "is called so",
            By::Path => "has such a path",
            By::Tag => "has this tag",
        }
    }

    fn names(self, selector: &Selector, candidate: &Candidate) -> bool {
        match self {
            By::Operation => candidate.is_named(&selector.text),
            By::Path => candidate.is_below(&selector.text),
            By::Tag => candidate.has_tag(&selector.text),
        }
    }

    /// What a selector may have meant, of an operation that it does not name.
    fn meant(self, candidate: &Candidate) -> Vec<String> {
        match self {
            By::Operation => candidate.id.clone().into_iter().chain([candidate.key()]).collect(),
            By::Path => candidate.path().map(str::to_owned).into_iter().collect(),
            By::Tag => candidate.tags.clone(),
        }
    }
}

impl OperationSet {
    /// Nothing is named.
    const NONE: Self = Self { operations: Vec::new(), paths: Vec::new(), tags: Vec::new() };

    /// Whether nothing is named.
    pub fn is_empty(&self) -> bool {
        self.selectors().next().is_none()
    }

    fn selectors(&self) -> impl Iterator<Item = (By, &Selector)> {
        let operations = self.operations.iter().map(|it| (By::Operation, it));
        let paths = self.paths.iter().map(|it| (By::Path, it));
        operations.chain(paths).chain(self.tags.iter().map(|it| (By::Tag, it)))
    }

    fn names(&self, candidate: &Candidate) -> bool {
        self.selectors().any(|(by, selector)| by.names(selector, candidate))
    }
}

impl Selection<'_> {
    /// Every operation.
    pub const EVERYTHING: Selection<'static> =
        Selection { only: &OperationSet::NONE, without: &OperationSet::NONE, file: FileId(0) };

    /// Whether every operation becomes code.
    pub fn is_everything(&self) -> bool {
        self.only.is_empty() && self.without.is_empty()
    }

    /// Whether an operation becomes code.
    pub fn has(&self, candidate: &Candidate) -> bool {
        (self.only.is_empty() || self.only.names(candidate)) && !self.without.names(candidate)
    }

    /// Reports what names none of the operations that the documents have.
    pub fn report_unused(&self, candidates: &[Candidate], diags: &mut Diags) {
        for (table, named) in [("only", self.only), ("without", self.without)] {
            let unused = named.selectors().filter(|(by, selector)| !candidates.iter().any(|it| by.names(selector, it)));
            for (by, Selector { text, place }) in unused {
                let location = Location::of_option(self.file, *place);
                let message =
                    format!("`{table}.{}` names `{text}`, but no operation of the documents {}", by.key(), by.lack());
                let meant: Vec<String> = candidates.iter().flat_map(|it| by.meant(it)).collect();
                diags.push(Code::Config, location, message).help =
                    nearest(text, meant.iter().map(String::as_str)).map(|near| format!("did you mean `{near}`?"));
            }
        }
    }
}
