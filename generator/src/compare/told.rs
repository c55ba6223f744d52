//! A change with the places of the documents, and the line by which approvals name it.

use super::change::{Change, Verdict};

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
    /// The change in one line, which approvals name: `member-removed in type Pet: the member `tag` is gone`.
    pub fn line(&self) -> String {
        format!("{}: {}", self.kind_and_subject(), self.change.what)
    }

    /// The change by its kind, its subject and what it names first: `member-removed in type Pet: tag`.
    pub fn short_line(&self) -> String {
        match self.change.what.split('`').nth(1) {
            Some(name) => format!("{}: {name}", self.kind_and_subject()),
            None => self.kind_and_subject(),
        }
    }

    /// What several changes may have in common: `member-removed in type Pet`.
    pub fn kind_and_subject(&self) -> String {
        let module = self.module.as_ref().map(|module| format!(" of {module}")).unwrap_or_default();
        format!("{} in {}{module}", self.change.kind.as_str(), self.change.subject)
    }

    /// The worse of both verdicts, unless it is approved.
    pub fn verdict(&self) -> Verdict {
        match &self.approved {
            Some(_) => self.change.verdict().min(Verdict::Compatible),
            None => self.change.verdict(),
        }
    }
}
