//! What a comparison found, with the places of the documents and the version that follows.

use super::approval::{Approvals, approve};
use super::change::{Change, Verdict};
use super::version::{Step, Version};
use crate::config::comparing::Approval;

/// What changed between two versions of what one configuration names.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// The worst come first; else the order is that of the documents.
    pub changes: Vec<Told>,
    /// What became of the approvals.
    pub approvals: Approvals,
    /// The version of the emitted crate in the old version, as written.
    pub old_version: String,
    /// The version of the emitted crate in the new version, as written.
    pub new_version: String,
}

/// A change with its places.
#[derive(Debug, Clone)]
pub struct Told {
    /// The change.
    pub change: Change,
    /// The module of the emitted crate that holds its API. None: the crate root.
    pub module: Option<String>,
    /// Where it stands in the old version, as `file:line:column`. None: it is not there.
    pub old: Option<String>,
    /// Where it stands in the new version, as `file:line:column`. None: it is not there.
    pub new: Option<String>,
    /// Why it is approved. None: it is not.
    pub approved: Option<String>,
}

impl Told {
    /// The change in one line, which approvals name.
    pub fn line(&self) -> String {
        let module = self.module.as_ref().map(|module| format!(" of {module}")).unwrap_or_default();
        format!("{} in {}{module}: {}", self.change.kind.as_str(), self.change.subject, self.change.what)
    }

    /// The worse of both verdicts, unless it is approved.
    pub fn verdict(&self) -> Verdict {
        match &self.approved {
            Some(_) => self.change.verdict().min(Verdict::Compatible),
            None => self.change.verdict(),
        }
    }
}

impl Comparison {
    /// A comparison, with what is approved on this day (`2026-12-31`).
    pub fn new(changes: Vec<Told>, versions: [String; 2], approved: &[Approval], today: &str) -> Self {
        let mut changes = changes;
        let approvals = approve(&mut changes, approved, today);
        let [old_version, new_version] = versions;
        Self { changes, approvals, old_version, new_version }
    }

    /// The worst verdict of what is not approved.
    pub fn verdict(&self) -> Verdict {
        self.changes.iter().map(Told::verdict).max().unwrap_or_default()
    }

    /// The step of the version that follows.
    pub fn step(&self) -> Step {
        Step::of(self.verdict())
    }

    /// The least version that tells users of the step. None: the old version is not three numbers.
    pub fn next_version(&self) -> Option<Version> {
        Some(Version::parse(&self.old_version)?.after(self.step()))
    }

    /// Whether the new version tells users of the step, or there is none. None: a version is not three numbers.
    pub fn is_told(&self) -> Option<bool> {
        Some(Version::parse(&self.new_version)? >= self.next_version()?)
    }

    /// The changes with this verdict.
    pub fn with(&self, verdict: Verdict) -> impl Iterator<Item = &Told> {
        self.changes.iter().filter(move |told| told.verdict() == verdict)
    }
}
