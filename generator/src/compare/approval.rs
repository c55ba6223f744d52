//! Which breaking changes did somebody approve of, and for how long?

use std::collections::BTreeSet;

use super::told::Told;
use crate::config::comparing::Approval;

/// What became of the approvals.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Approvals {
    /// Those that hold no longer, though there is a change for them.
    pub expired: Vec<Approval>,
    /// Those for which there is no change.
    pub unused: Vec<Approval>,
    /// Those that do not say which change they mean, each with what it can say. They approve of none.
    pub vague: Vec<(Approval, Vec<String>)>,
}

/// Marks the changes that are approved. `today` is a day as `2026-12-31`, so that texts are in the order of days.
pub fn approve(changes: &mut [Told], approvals: &[Approval], today: &str) -> Approvals {
    let mut left = Approvals::default();
    for approval in approvals {
        let is_over = approval.until.as_deref().is_some_and(|until| until < today);
        match meant(approval.what.trim(), changes) {
            Meant::Nothing => left.unused.push(approval.clone()),
            Meant::OneOf(lines) => left.vague.push((approval.clone(), lines)),
            Meant::Line(_) if is_over => left.expired.push(approval.clone()),
            Meant::Line(line) => {
                let reason = Some(approval.reason.clone());
                changes
                    .iter_mut()
                    .filter(|told| told.line() == line)
                    .for_each(|told| told.approved.clone_from(&reason));
            }
        }
    }
    left
}

/// What an approval means.
enum Meant {
    Nothing,
    /// The change with this line.
    Line(String),
    /// Any of several, which these texts mean.
    OneOf(Vec<String>),
}

/// An approval is of one change, so that another one of the same kind and the same type is not approved with it.
fn meant(what: &str, changes: &[Told]) -> Meant {
    let lines = |is_meant: &dyn Fn(&Told) -> bool| -> BTreeSet<String> {
        changes.iter().filter(|told| is_meant(told)).map(Told::line).collect()
    };
    let unquoted = what.replace('`', "");
    let named = lines(&|told| told.line() == what);
    let named = if named.is_empty() { lines(&|told| told.short_line().replace('`', "") == unquoted) } else { named };
    let mut several = named.iter();
    match (several.next(), several.next()) {
        (Some(line), None) => Meant::Line(line.clone()),
        (Some(_), Some(_)) => Meant::OneOf(named.into_iter().collect()),
        (None, _) => {
            let of_kind = changes.iter().filter(|told| told.kind_and_subject() == what);
            let texts: BTreeSet<String> = of_kind.map(|told| approval_of(told, changes)).collect();
            if texts.is_empty() { Meant::Nothing } else { Meant::OneOf(texts.into_iter().collect()) }
        }
    }
}

/// What an approval of this change alone says: as little as tells it from the others.
pub fn approval_of(told: &Told, changes: &[Told]) -> String {
    let (short, line) = (told.short_line(), told.line());
    let is_shared = changes.iter().any(|other| other.short_line() == short && other.line() != line);
    if is_shared { line } else { short }
}
