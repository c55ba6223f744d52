//! Walks an API once and gives every entity its name: operations, then types, then what stands inside them.

mod members;
mod operations;
mod servers;
mod types;

use super::scope::{Claim, Scope};
use super::words::{Case, Words};
use super::{Name, Names};
use crate::analyse::Facts;
use crate::diag::{Code, Diags, Place};
use crate::ir::{Api, ArenaMap};

/// Names everything in `api`. Renames that a reader would not expect are reported.
pub fn name(api: &Api, facts: &Facts) -> (Names, Diags) {
    let mut report = Report::default();
    let operation_words = ArenaMap::from_fn(&api.operations, |(_, operation)| operations::words(operation));
    let (types, files) = types::types(api, facts, &operation_words, &mut report);
    let names = Names {
        members: members::members(api, &types, &mut report),
        operations: operations::operations(api, &operation_words, &mut report),
        servers: servers::servers(api),
        schemes: servers::schemes(api, &mut report),
        types,
        files,
    };
    (names, report.diags)
}

/// Collects renames.
#[derive(Default)]
struct Report {
    diags: Diags,
}

impl Report {
    /// Claims a name in a scope, and reports it when it is not the one that the document suggests.
    fn claim(&mut self, scope: &mut Scope, wish: &Wish<'_>) -> Name {
        let (name, message) = match scope.claim(&wish.words, wish.case, wish.suffix) {
            Claim::Wanted(name) => return name,
            Claim::Renamed(name) => {
                let message = format!("{} `{}` is named `{name}`: `{}` is taken", wish.what, wish.wire, wish.wanted());
                (name, message)
            }
            Claim::Cut(name) => {
                let start: String = wish.wire.chars().take(40).collect();
                let message = format!("{} `{start}…` is named `{name}`: its own name is too long", wish.what);
                (name, message)
            }
        };
        self.diags.push(Code::Renamed, wish.place.clone(), message);
        name
    }
}

/// A name that is asked for.
struct Wish<'a> {
    /// What is to be named, for the report.
    what: &'static str,
    /// Its name in the document.
    wire: &'a str,
    place: &'a Place,
    words: Words,
    case: Case,
    /// What is put behind the words when they are taken.
    suffix: &'a str,
}

impl Wish<'_> {
    fn wanted(&self) -> String {
        self.words.cased(self.case)
    }
}
