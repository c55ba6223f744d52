//! Diagnostics: what is wrong, and where.

mod code;
mod severity;

use crate::location::{FileId, Location};
pub use code::Code;
pub use severity::Severity;

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The kind of finding.
    pub code: Code,
    /// Its severity: that of its code, unless the configuration refuses findings of that kind.
    pub severity: Severity,
    /// The message: one line that names the thing and says what is wrong.
    pub message: String,
    /// The place at fault.
    pub location: Location,
    /// Related places, each with its relation to the finding.
    pub labels: Vec<(Location, String)>,
    /// What the user can do.
    pub help: Option<String>,
}

/// Findings, in the order in which they were made.
#[must_use = "findings that are dropped are never seen"]
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diags {
    list: Vec<Diagnostic>,
    /// How many of the errors left a hole, and end no run by themselves.
    holes: usize,
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

    /// Adds an error that leaves a hole: what stands at the place is read as if any value were allowed there, or as if
    /// nothing stood there. Nothing is written, and later stages run, so that the error hides no other finding.
    pub fn hole(&mut self, code: Code, location: Location, message: impl Into<String>) -> &mut Diagnostic {
        self.holes += 1;
        self.push(code, location, message)
    }

    /// Adds all findings of another stage.
    pub fn extend(&mut self, other: Diags) {
        self.list.extend(other.list);
        self.holes += other.holes;
    }

    /// Adds the findings of a stage, and returns its result. None: an error ends the run, so that no later stage gets
    /// the result.
    pub fn passed<T>(&mut self, (made, found): (T, Diags)) -> Option<T> {
        let stops = found.stops();
        self.extend(found);
        (!stops).then_some(made)
    }

    /// The findings of other files: `moved` gives the new number of a file. None: it stays.
    pub(crate) fn moved(mut self, moved: impl Fn(FileId) -> Option<FileId>) -> Self {
        for found in &mut self.list {
            let labels = found.labels.iter_mut().map(|(location, _)| location);
            for location in labels.chain([&mut found.location]) {
                location.file = moved(location.file).unwrap_or(location.file);
            }
        }
        self
    }

    /// The findings with the severity that the user wants. None: it is left out. An error stays one, so that the number of
    /// holes stays right.
    pub(crate) fn settled(mut self, severity: impl Fn(&Diagnostic) -> Option<Severity>) -> Self {
        self.list.retain_mut(|found| match severity(found) {
            Some(severity) => {
                found.severity = severity;
                true
            }
            None => false,
        });
        self
    }

    /// Whether there is an error among them that leaves more than a hole.
    pub fn stops(&self) -> bool {
        self.list.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count() > self.holes
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
        Self { list: findings.into_iter().collect(), holes: 0 }
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
    /// Adds a related place.
    pub fn label(&mut self, location: Location, text: impl Into<String>) -> &mut Self {
        self.labels.push((location, text.into()));
        self
    }

    /// Adds what the user can do.
    pub fn help(&mut self, text: impl Into<String>) -> &mut Self {
        self.help = Some(text.into());
        self
    }
}
