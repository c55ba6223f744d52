//! What is wrong and where: diagnostics, each with its location.

mod code;
mod severity;

use crate::location::Location;
pub use code::Code;
pub use severity::Severity;

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
    pub location: Location,
    /// Other places that matter, each with what it has to do with it.
    pub labels: Vec<(Location, String)>,
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
    pub fn push(&mut self, code: Code, location: Location, message: impl Into<String>) -> &mut Diagnostic {
        self.list.push_mut(Diagnostic {
            code,
            severity: code.severity(),
            message: message.into(),
            location,
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
    pub fn label(&mut self, location: Location, text: impl Into<String>) -> &mut Self {
        self.labels.push((location, text.into()));
        self
    }

    /// Says what to do.
    pub fn help(&mut self, text: impl Into<String>) -> &mut Self {
        self.help = Some(text.into());
        self
    }
}
