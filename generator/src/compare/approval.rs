//! Which breaking changes did somebody approve of, and for how long?

use super::told::Told;
use crate::config::comparing::Approval;

/// What became of the approvals.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Approvals {
    /// Those that hold no longer, though there is a change for them.
    pub expired: Vec<Approval>,
    /// Those for which there is no change.
    pub unused: Vec<Approval>,
}

/// Marks the changes that are approved. `today` is a day as `2026-12-31`, so that texts are in the order of days.
pub fn approve(changes: &mut [Told], approvals: &[Approval], today: &str) -> Approvals {
    let mut left = Approvals::default();
    for approval in approvals {
        let mut meant = changes.iter_mut().filter(|told| is_meant(approval, &told.line())).peekable();
        let is_over = approval.until.as_deref().is_some_and(|until| until < today);
        match (meant.peek().is_some(), is_over) {
            (false, _) => left.unused.push(approval.clone()),
            (true, true) => left.expired.push(approval.clone()),
            (true, false) => meant.for_each(|told| told.approved = Some(approval.reason.clone())),
        }
    }
    left
}

fn is_meant(approval: &Approval, line: &str) -> bool {
    let what = approval.what.trim();
    line == what || line.split_once(": ").is_some_and(|(before, _)| before == what)
}
