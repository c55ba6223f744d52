//! What is wrong and where: diagnostics, and the places they point at.

mod code;
mod severity;

use crate::pointer;
pub use code::Code;
pub use severity::Severity;

/// A file of the input. Files are numbered in the order they were first read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A place in the input. Line and column are looked up only when it is printed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// Where in it.
    pub at: At,
}

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum At {
    /// The node that a JSON pointer (RFC 6901) names: its key where it has one. The empty pointer is the whole file.
    Pointer(String),
    /// Where a parser stopped; both count from 1.
    LineColumn(usize, usize),
}

impl Place {
    /// The node at `pointer`.
    pub fn new(file: FileId, pointer: impl Into<String>) -> Self {
        Self { file, at: At::Pointer(pointer.into()) }
    }

    /// The member `key` (or item, by its decimal index) of the node here.
    pub fn join(&self, key: &str) -> Self {
        match &self.at {
            At::Pointer(pointer) => Self::new(self.file, pointer::join(pointer, key)),
            At::LineColumn(..) => self.clone(),
        }
    }

    /// The node at `path`, from here down.
    pub fn at(&self, path: &[&str]) -> Self {
        path.iter().fold(self.clone(), |place, key| place.join(key))
    }
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of finding it is.
    pub code: Code,
    /// How bad it is: what its code says, unless the configuration refuses findings of that kind.
    pub severity: Severity,
    /// What is wrong, in one line, naming the thing.
    pub message: String,
    /// Where it is.
    pub place: Place,
    /// Other places that matter, each with what it has to do with it.
    pub labels: Vec<(Place, String)>,
    /// What to do about it.
    pub help: Option<String>,
}

/// Findings of a stage, in the order they were made.
#[must_use = "findings that are dropped are never seen"]
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diags {
    list: Vec<Diagnostic>,
}

impl Diags {
    /// Adds a finding with the severity that its code has.
    pub fn push(&mut self, code: Code, place: Place, message: impl Into<String>) -> &mut Diagnostic {
        self.list.push_mut(Diagnostic {
            code,
            severity: code.severity(),
            message: message.into(),
            place,
            labels: Vec::new(),
            help: None,
        })
    }

    /// Adds all findings of another stage.
    pub fn extend(&mut self, other: Diags) {
        self.list.extend(other.list);
    }

    /// Adds the findings of a stage. None when they have an error, so that no later stage sees what it made.
    pub fn passed<T>(&mut self, (made, found): (T, Diags)) -> Option<T> {
        let failed = found.has_errors();
        self.extend(found);
        (!failed).then_some(made)
    }

    /// Whether there is an error among them.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Every finding.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// The number of findings.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

impl FromIterator<Diagnostic> for Diags {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(findings: I) -> Self {
        Self { list: findings.into_iter().collect() }
    }
}

impl IntoIterator for Diags {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

impl Diagnostic {
    /// Adds another place that matters.
    pub fn label(&mut self, place: Place, text: impl Into<String>) -> &mut Self {
        self.labels.push((place, text.into()));
        self
    }

    /// Says what to do.
    pub fn help(&mut self, text: impl Into<String>) -> &mut Self {
        self.help = Some(text.into());
        self
    }
}
