//! How a name is asked for, and what is reported when another is given.

use crate::diag::{Code, Diags};
use crate::location::Location;
use crate::names::Name;
use crate::names::scope::{Assigned, Scope};
use crate::names::words::{Case, Words};

/// Collects renames.
#[derive(Default)]
pub(super) struct Report {
    pub diags: Diags,
}

impl Report {
    /// Assigns a name in a scope, and reports it when it is not the one that the document suggests.
    pub fn assign(&mut self, scope: &mut Scope, request: &NameRequest<'_>) -> Name {
        let (name, message) = match scope.assign(&request.words, request.case, request.suffix) {
            Assigned::AsRequested(name) => return name,
            Assigned::Renamed(name) => {
                let message =
                    format!("{} `{}` is named `{name}`: `{}` is taken", request.what, request.wire, request.wanted());
                (name, message)
            }
            Assigned::Cut(name) => {
                let start: String = request.wire.chars().take(40).collect();
                let message = format!("{} `{start}…` is named `{name}`: its own name is too long", request.what);
                (name, message)
            }
        };
        self.diags.push(Code::Renamed, request.location.clone(), message);
        name
    }
}

/// A name that is asked for.
pub(super) struct NameRequest<'a> {
    /// What is to be named, for the report.
    pub what: &'static str,
    /// Its name in the document.
    pub wire: &'a str,
    pub location: &'a Location,
    pub words: Words,
    pub case: Case,
    /// What is put behind the words when they are taken.
    pub suffix: &'a str,
}

impl NameRequest<'_> {
    fn wanted(&self) -> String {
        self.words.cased(self.case)
    }
}
