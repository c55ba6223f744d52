//! What a document says about a node, as written.

/// Prose of the document. Empty when it says nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Docs {
    /// `title` of a schema, where it may be a name.
    pub title: Option<String>,
    /// One sentence (`summary`, or `title`).
    pub summary: Option<String>,
    /// `description`, as written (CommonMark).
    pub description: Option<String>,
    /// `externalDocs.url`.
    pub link: Option<String>,
}

impl Docs {
    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.summary.is_none() && self.description.is_none() && self.link.is_none()
    }
}
