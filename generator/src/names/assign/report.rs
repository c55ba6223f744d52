//! A request for a name, and the report of names that were not assigned as requested.

use crate::diag::{Code, Diags};
use crate::location::Location;
use crate::names::Name;
use crate::names::holder::{Holder, Named};
use crate::names::kept::RowId;
use crate::names::reason::{NameChange, NameFrom, NameReason, Reasoned};
use crate::names::rename::{ChosenName, Renames, Table};
use crate::names::scope::{Assigned, Scope};
use crate::names::words::{Case, Words};

/// Collects the findings on names.
pub(super) struct Report<'a> {
    pub diags: Diags,
    pub renames: Renames<'a>,
}

/// Who says what a thing is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said<'a> {
    /// The document, and this table of the user could say otherwise.
    ByDocument(Table<'a>),
    /// The generator: the name is derived from others, or no table has a key for it.
    ByPlace,
}

/// A request for a name.
#[derive(Clone)]
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
    pub said: Said<'a>,
    /// The rows that it has among the names that are kept.
    pub rows: &'a [RowId],
    /// Where the words come from.
    pub from: NameFrom,
}

impl<'a> NameRequest<'a> {
    /// A request for a name that no table of the user says, without a word for a collision.
    pub fn by_place(wire: &'a str, location: &'a Location, words: Words, case: Case) -> Self {
        let (said, from) = (Said::ByPlace, NameFrom::Document);
        Self { what: "name", wire, location, words, case, suffix: "", said, rows: &[], from }
    }

    fn wanted(&self) -> String {
        self.words.cased(self.case)
    }

    /// What it is, with its name in the document. What a schema is made of has no name there.
    fn subject(&self) -> String {
        match (self.said, self.wire) {
            (Said::ByPlace, "") => format!("this {}", self.what),
            (Said::ByPlace | Said::ByDocument(_), wire) => format!("{} `{wire}`", self.what),
        }
    }

    pub fn holder(&self) -> Holder {
        Holder { wire: self.wire.to_owned(), location: self.location.clone() }
    }
}

impl Report<'_> {
    /// A report for a trial, of which nothing is told unless [`accept`](Self::accept) takes it over.
    pub fn trial(&self) -> Self {
        Self { diags: Diags::default(), renames: self.renames }
    }

    /// Takes over what a trial found.
    pub fn accept(&mut self, trial: Self) {
        self.diags.extend(trial.diags);
    }

    /// Assigns a name in a scope, and reports it when it differs from the requested one.
    ///
    /// Two things that have one name in the document are told elsewhere.
    ///
    /// What a collision makes of a name depends on what stands before it when the crate is emitted for the first time, so that it
    /// is a warning, as long as the user has chosen none of the names. A name that emitted code uses itself, or one that is too long, has the same
    /// replacement in every document.
    pub fn assign(&mut self, scope: &mut Scope, request: &NameRequest<'_>) -> Reasoned {
        let assigned =
            scope.assign_to(Some(request.holder()), request.rows, &request.words, request.case, request.suffix);
        let change = match &assigned {
            Assigned::AsRequested(_) => NameChange::None,
            Assigned::Renamed(_, Some(first)) => NameChange::Collision(first.clone()),
            Assigned::Renamed(_, None) => NameChange::Taken,
            Assigned::Kept(_) => NameChange::Kept,
            Assigned::Cut(_) => NameChange::Cut,
        };
        self.tell(&assigned, request);
        Reasoned { name: assigned.name(), reason: NameReason { from: request.from.clone(), change } }
    }

    /// Reports a name that differs from the requested one.
    fn tell(&mut self, assigned: &Assigned, request: &NameRequest<'_>) {
        match assigned {
            Assigned::AsRequested(_) => {}
            Assigned::Renamed(name, Some(Named { holder, name: other }))
                if let Said::ByDocument(table) = request.said
                    && holder.wire != request.wire =>
            {
                let message =
                    format!("{} is named `{name}`, since `{}` is named `{other}`", request.subject(), holder.wire);
                let found = self.diags.push(Code::Collision, request.location.clone(), message);
                found.help(format!(
                    "`NAMES.md` of the crate keeps both names; to settle them also for a crate that is emitted anew, choose one of them \
                     in `[{table}]` of `codegen.toml`"
                ));
                if holder.location != *request.location {
                    found.label(holder.location.clone(), format!("this one is named `{other}`"));
                }
            }
            Assigned::Renamed(name, _) => {
                let message = format!("{} is named `{name}`: `{}` is taken", request.subject(), request.wanted());
                let found = self.diags.push(Code::Renamed, request.location.clone(), message);
                if let Said::ByDocument(table) = request.said {
                    found.help(format!("another name can be chosen in `[{table}]` of `codegen.toml`"));
                }
            }
            Assigned::Kept(name) => {
                let message = format!(
                    "{} is named `{name}`, as in the crate that is there: anew it would be `{}`",
                    request.subject(),
                    request.wanted()
                );
                let found = self.diags.push(Code::Renamed, request.location.clone(), message);
                if let Said::ByDocument(table) = request.said {
                    found.help(format!("another name can be chosen in `[{table}]` of `codegen.toml`"));
                }
            }
            Assigned::Cut(name) => {
                let start: String = request.wire.chars().take(40).collect();
                let message = format!("{} `{start}…` is named `{name}`: its own name is too long", request.what);
                let found = self.diags.push(Code::Renamed, request.location.clone(), message);
                if let Said::ByDocument(table) = request.said {
                    found.help(format!("a shorter name can be chosen in `[{table}]` of `codegen.toml`"));
                }
            }
        }
    }

    /// Tells that a type that several places share has a longer name, since another such type has the short one. Which of them
    /// has it depends on which was shared first when the crate was emitted for the first time, until the user chooses.
    pub fn tell_shared(&mut self, first: &Holder, rival: &Named, name: &Name) {
        let Named { holder, name: short } = rival;
        let message = format!(
            "the type that `{}` shares with other places is named `{name}`, since that of `{}` is named `{short}`",
            first.wire, holder.wire
        );
        let found = self.diags.push(Code::Renamed, first.location.clone(), message);
        found.label(holder.location.clone(), format!("this one is named `{short}`"));
        found.help(format!(
            "`NAMES.md` of the crate keeps both names; `{} = \"{short}\"` in `[rename.schemas]` of `codegen.toml` chooses them, also \
             for a crate that is emitted anew",
            holder.wire
        ));
    }

    /// Names the things of one scope: first those whose name the user chose.
    pub fn assign_all(
        &mut self,
        scope: &mut Scope,
        requests: &[(NameRequest<'_>, Option<&ChosenName>)],
    ) -> Vec<Reasoned> {
        let claimed: Vec<Option<Reasoned>> = requests
            .iter()
            .map(|(request, chosen)| Some(self.claim(scope, (*chosen)?, request.what, request.holder())))
            .collect();
        let named = requests.iter().zip(claimed);
        named.map(|((request, _), claimed)| claimed.unwrap_or_else(|| self.assign(scope, request))).collect()
    }

    /// Gives a thing the name that the user chose for it, and reports it when that is taken. Chosen names are claimed
    /// before others are assigned.
    pub fn claim(&mut self, scope: &mut Scope, chosen: &ChosenName, what: &str, holder: Holder) -> Reasoned {
        let name = Name::new(&chosen.name);
        let wire = holder.wire.clone();
        if let Err(first) = scope.claim(&name, holder) {
            let message = match first {
                Some(first) => {
                    format!("{what} `{wire}` cannot be named `{name}`: that is the name of `{}`", first.holder.wire)
                }
                None => format!("{what} `{wire}` cannot be named `{name}`: that is taken"),
            };
            self.diags.push(Code::Config, self.renames.location(chosen), message).help("choose another name");
        }
        Reasoned { name, reason: NameReason::plain(NameFrom::Renamed) }
    }
}
