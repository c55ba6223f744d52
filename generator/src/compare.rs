//! What changed between two versions of an API, on the wire and for a Rust caller, and what that means for programs that were
//! written before.
//!
//! What is compared is the typed model after lowering, and what users see of emitted code; never text. There are two verdicts
//! for each change: a program that was compiled before and talks to the new server (the wire), and the source of a program that
//! is compiled with the new crate (Rust).

mod about;
mod approval;
mod bodies;
mod change;
mod comparison;
mod enums;
mod kind;
mod limits;
mod objects;
mod operations;
mod params;
mod report;
mod responses;
mod rust;
mod scalars;
mod security;
mod servers;
mod told;
mod types;
mod unions;
mod values;
mod version;
mod walk;
mod webhooks;
mod words;

pub use approval::Approvals;
pub use change::{Change, Direction, Subject, Verdict};
pub use comparison::Comparison;
pub use kind::{Area, ChangeKind};
pub use report::ReportFormat;
pub use told::Told;
pub use version::{Step, Version};
pub use walk::Side;

use walk::Walk;

/// Compares two versions of one API. The worst comes first; else the order is that of the documents.
pub fn compare(old: Side<'_>, new: Side<'_>) -> Vec<Change> {
    let mut walk = Walk::new(old, new);
    let pairs = operations::operations(&mut walk);
    types::all(&mut walk);
    about::about(&mut walk);
    security::schemes(&mut walk);
    servers::servers(&mut walk, &pairs);
    webhooks::webhooks(&mut walk);
    types::all(&mut walk);
    rust::rust(&mut walk, &pairs);
    let mut changes = walk.changes.into_vec();
    changes.sort_by_key(|change| std::cmp::Reverse(change.verdict()));
    changes
}
