//! Names the things inside a type or a record of parameters. What had a name when the crate was emitted last keeps it, whichever
//! thing stands first in the document now.

use std::collections::BTreeMap;

use super::lists::Had;
use super::report::{NameRequest, Report};
use crate::names::holder::Holder;
use crate::names::kept::{Kept, RowId};
use crate::names::listed::{Listed, Thing};
use crate::names::reason::{NameChange, NameReason, Reasoned};
use crate::names::rename::ChosenName;
use crate::names::scope::{Assigned, Scope};
use crate::names::words::{Case, Words};
use crate::names::{Members, Name};

/// Requests for the names of things, each with the name that the user chose for it.
pub(super) type Requests<'a> = Vec<(NameRequest<'a>, Option<&'a ChosenName>)>;

/// The things of one scope.
pub(super) struct Inside<'a> {
    /// What emitted code uses itself.
    pub reserved: &'static [&'static str],
    /// Those that the document names.
    pub requests: Requests<'a>,
    pub derived: Derived,
}

/// What is named after all of these, and yields to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Derived {
    /// Of parameters: nothing.
    Nothing,
    /// Of an object: the methods that clear members, if a form of it has them, and the field for other members, if it has one.
    OfMembers { can_clear: bool, has_others: bool },
    /// Of an enum or a union: the variant for other values.
    OfValues,
}

/// A name that a thing had.
struct Keep {
    /// The number of the thing in the scope.
    row: RowId,
    name: String,
    holder: Option<Holder>,
}

impl Inside<'_> {
    /// Names everything. `things` says what the list of the crate that was emitted last calls each thing that the document names.
    pub fn assign(&self, had: &Had<'_, '_>, things: impl FnOnce() -> Vec<Thing>, report: &mut Report<'_>) -> Members {
        let mut trial = report.trial();
        let anew = Attempt::new(self.scope(Kept::default()), Rows::None).make(self, &self.requests, &mut trial);
        let is_settled = anew.is_by_rule && !had.has_names();
        let Some(list) = (if is_settled { None } else { had.read() }) else {
            report.accept(trial);
            return anew.members;
        };
        let mut keeps = self.keeps(&things(), &list);
        loop {
            let mut trial = report.trial();
            let again = self.again(&keeps, &mut trial);
            let untaken: Vec<_> = again.scope.untaken().collect();
            // Each attempt that is repeated forgets a name, so that this ends.
            if untaken.is_empty() {
                report.accept(trial);
                return again.members;
            }
            keeps.retain(|keep| !untaken.iter().any(|it| it.row == keep.row && it.name == keep.name));
        }
    }

    fn scope(&self, kept: Kept) -> Scope {
        Scope::reserving(self.reserved).keeping(kept)
    }

    /// Names everything where these names are kept.
    fn again(&self, keeps: &[Keep], report: &mut Report<'_>) -> Attempt {
        let mut kept = Kept::default();
        for keep in keeps {
            kept.keep(&keep.name, keep.row, keep.holder.as_ref());
        }
        let rows: Vec<RowId> = (0..self.requests.len()).map(RowId).collect();
        let requests = self.requests.iter().zip(rows.chunks(1));
        let requests: Requests<'_> =
            requests.map(|((request, chosen), rows)| (NameRequest { rows, ..request.clone() }, *chosen)).collect();
        Attempt::new(self.scope(kept), Rows::Numbers).make(self, &requests, report)
    }

    /// The names that things had. What the user chose a name for keeps none.
    fn keeps(&self, things: &[Thing], list: &[Listed]) -> Vec<Keep> {
        let mut listed: BTreeMap<&Thing, Vec<&Listed>> = BTreeMap::new();
        for it in list.iter().rev() {
            listed.entry(&it.thing).or_default().push(it);
        }
        let mut keeps = Vec::new();
        let count = self.requests.len();
        for (position, ((request, chosen), thing)) in self.requests.iter().zip(things).enumerate() {
            let Some(before) = listed.get_mut(thing).and_then(Vec::pop) else { continue };
            let name = match (chosen, &before.name) {
                (Some(chosen), _) => chosen.name.clone(),
                (None, Some(name)) => name.clone(),
                (None, None) => request.words.cased(request.case),
            };
            if self.derived.can_clear() {
                let name = clear(&name).cased(Case::Snake);
                keeps.push(Keep { row: row_of_clear(count, position), name, holder: None });
            }
            if chosen.is_none() {
                keeps.push(Keep { row: RowId(position), name, holder: Some(request.holder()) });
            }
        }
        if let Some(usual) = self.derived.others() {
            let name = listed.get(&Thing::Others).and_then(|all| all.first()?.name.as_deref()).unwrap_or(usual);
            keeps.push(Keep { row: row_of_others(count), name: name.to_owned(), holder: None });
        }
        keeps
    }
}

impl Derived {
    fn can_clear(self) -> bool {
        match self {
            Self::OfMembers { can_clear, .. } => can_clear,
            Self::Nothing | Self::OfValues => false,
        }
    }

    /// The name for what the document does not name, if that is emitted and nothing else has the name.
    fn others(self) -> Option<&'static str> {
        match self {
            Self::OfMembers { has_others: true, .. } => Some(Members::OTHER_MEMBERS),
            Self::OfValues => Some(Members::OTHER_VALUES),
            Self::OfMembers { has_others: false, .. } | Self::Nothing => None,
        }
    }
}

/// The words of the method that clears a member.
fn clear(member: &str) -> Words {
    Words::new("clear").then(&Words::new(member))
}

/// The number of what the document does not name, after all things that it names.
fn row_of_others(count: usize) -> RowId {
    RowId(count)
}

/// The number of the method that clears a member.
fn row_of_clear(count: usize, member: usize) -> RowId {
    RowId(count + 1 + member)
}

/// Which rows the things of an attempt have among the names that are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rows {
    /// None: nothing is kept.
    None,
    /// Their numbers.
    Numbers,
}

/// Everything in a scope has a name.
struct Attempt {
    scope: Scope,
    rows: Rows,
    members: Members,
    /// Whether each thing has the name that it asks for.
    is_by_rule: bool,
}

impl Attempt {
    fn new(scope: Scope, rows: Rows) -> Self {
        Self { scope, rows, members: Members::default(), is_by_rule: true }
    }

    fn make(mut self, inside: &Inside<'_>, requests: &Requests<'_>, report: &mut Report<'_>) -> Self {
        for Reasoned { name, reason } in report.assign_all(&mut self.scope, requests) {
            self.is_by_rule &= is_as_requested(&reason);
            self.members.items.push(name);
            self.members.reasons.push(reason);
        }
        let count = requests.len();
        match inside.derived {
            Derived::Nothing => {}
            Derived::OfMembers { can_clear, .. } => {
                // Methods that clear a member stand in the same `impl` as setters, so they share a scope.
                let cleared = if can_clear { self.members.items.as_slice() } else { &[] };
                let words: Vec<Words> = cleared.iter().map(|name| clear(name.text())).collect();
                for (position, words) in words.iter().enumerate() {
                    let name = self.derive(row_of_clear(count, position), words, Case::Snake, "value");
                    self.members.clears.push(name);
                }
                let words = Words::new(Members::OTHER_MEMBERS);
                self.members.rest = Some(self.derive(row_of_others(count), &words, Case::Snake, "members"));
            }
            Derived::OfValues => {
                let words = Words::new(Members::OTHER_VALUES);
                self.members.rest = Some(self.derive(row_of_others(count), &words, Case::Pascal, "value"));
            }
        }
        self
    }

    fn derive(&mut self, row: RowId, words: &Words, case: Case, suffix: &str) -> Name {
        let rows = match self.rows {
            Rows::None => &[][..],
            Rows::Numbers => &[row],
        };
        let assigned = self.scope.assign_to(None, rows, words, case, suffix);
        self.is_by_rule &= matches!(assigned, Assigned::AsRequested(_));
        assigned.name()
    }
}

fn is_as_requested(reason: &NameReason) -> bool {
    match reason.change {
        NameChange::None => true,
        NameChange::Collision(_) | NameChange::Taken | NameChange::Kept | NameChange::Cut => false,
    }
}
