//! What a comparison found, with the places of the documents and the version that follows.

use super::approval::{Approvals, approval_of, approve};
use super::change::Verdict;
use super::told::Told;
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

    /// What an approval of this change says as `what` in `[[compare.approved]]`.
    pub fn approval_of(&self, told: &Told) -> String {
        approval_of(told, &self.changes)
    }

    /// The changes with this verdict.
    pub fn with(&self, verdict: Verdict) -> impl Iterator<Item = &Told> {
        self.changes.iter().filter(move |told| told.verdict() == verdict)
    }
}
