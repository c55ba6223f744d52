//! From a page of documentation to a specification, with proof.
//!
//! A page is read into [facts](facts::Fact), each with its line. Facts become a specification, and a facts file that
//! stands beside it; the file says where the specification holds each fact, so that the two can be held against each
//! other at any time.

pub mod block;
pub mod compare;
pub mod facts;
pub mod ledger;
pub mod profile;
pub mod read;
pub mod specification;
mod words;
pub mod write;
mod yaml;

pub use profile::Profile;
pub use read::{NotRead, Reading, ToDecide, read, read_with};
pub use words::Words;
