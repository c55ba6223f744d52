//! Does a specification say what pages of documentation say? The facts file that stands beside it, and its check.

mod bench;
mod check;
mod example;
mod file;
mod hold;
mod member;
mod news;
mod place;
mod placed;
mod sourced;
mod sources;
mod stale;
mod words;

pub use bench::Bench;
pub use check::{Checked, Miss, check};
pub use file::{Ledger, Malformed};
pub use hold::holds;
pub use news::{News, keep, news};
pub use place::{fill, fill_all, place};
pub use placed::Placed;
pub use sources::{Claim, unsourced};
pub use stale::{Stale, stale};
pub use words::{says, subject};
