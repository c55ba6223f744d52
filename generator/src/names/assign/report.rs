//! A request for a name, and the report of names that were not assigned as requested.

use crate::diag::{Code, Diags};
use crate::location::Location;
use crate::names::Name;
use crate::names::scope::{Assigned, Scope};
use crate::names::words::{Case, Words};

/// Collects the findings on renames.
#[derive(Default)]
pub(super) struct Report {
    pub diags: Diags,
}

impl Report {
    /// Assigns a name in a scope, and reports it when it differs from the requested one.
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

/// A request for a name.
pub(super) struct NameRequest<'a> {
    /// The kind of thing that gets the name, for the report.
    pub what: &'static str,
    /// Its name in the document.
    pub wire: &'a str,
    pub location: &'a Location,
    pub words: Words,
    pub case: Case,
    /// The word that is appended when the requested name is taken.
    pub suffix: &'a str,
}

impl NameRequest<'_> {
    fn wanted(&self) -> String {
        self.words.cased(self.case)
    }
}
