//! Compiles OpenAPI documents into a Rust client crate.
//!
//! A program of your own, such as an `xtask`, does it in four steps. A [`Config`] says which documents become which
//! crate; [`generate()`] compiles them in memory; [`plan()`] compares the files with those on the disk; [`apply()`]
//! writes all of them or none. Errors of a document are not errors of these functions: they are findings, each with its
//! place, and [`render()`] prints them.
//!
//! ```no_run
//! use std::path::Path;
//!
//! use generator::{Config, Disk, Style, apply, emitted_names, generate, plan, render};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let files = Disk::new(".");
//! let mut config = Config::load(&files, "specs/codegen.toml")?;
//! config.emitted_names = emitted_names(&files, "generated")?;
//! let outcome = generate(&files, &config);
//! eprintln!("{}", render(&outcome.diags, &outcome.sources, Style::Plain));
//! let tree = outcome.tree.ok_or("the documents are at fault")?;
//! let plan = plan(&tree, Path::new("generated"))?;
//! apply(&tree, &plan)?;
//! println!("generated: {plan}");
//! # Ok(())
//! # }
//! ```
//!
//! Before it writes, such a program asks [`breaks()`] what `[compare]` of the configuration says of changes that break programs of
//! users. A check that what is on the disk is up to date looks at [`Plan::is_fresh`] instead, and prints [`diff()`].
//! `cargo xtask init` of the generator's repository makes a workspace with such a program, a test and a script for CI.

// The façade is documented.
#![deny(missing_docs, clippy::missing_errors_doc)]
// No input may make the generator panic, so that nothing that could panic is allowed.
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::unreachable,
    clippy::todo,
    clippy::unimplemented
)]

// Data flows one way: source → link → document → lower → analyse → exchange → names → emit → output. Items of these modules are
// not documented for users.
#[allow(missing_docs)]
mod analyse;
#[allow(missing_docs)]
mod breaking;
#[allow(missing_docs)]
mod budget;
#[allow(missing_docs)]
mod compare;
mod config;
mod day;
mod diag;
#[allow(missing_docs)]
mod document;
#[allow(missing_docs)]
mod emit;
#[allow(missing_docs)]
mod exchange;
mod explain;
mod generate;
#[doc(hidden)]
#[allow(missing_docs)]
pub mod internals;
#[allow(missing_docs)]
mod ir;
#[allow(missing_docs)]
mod link;
mod location;
#[allow(missing_docs)]
mod lower;
#[allow(missing_docs)]
mod names;
mod output;
mod pipeline;
#[allow(missing_docs)]
mod pointer;
mod progress;
mod render;
mod selection;
mod source;
mod spelling;
mod versions;
#[allow(missing_docs)]
mod vocabulary;

pub use breaking::{Breaks, breaks, config_of};
pub use compare::{
    Approvals, Area, Change, ChangeKind, Comparison, Direction, ReportFormat, Step, Subject, Told, Verdict, Version,
};
pub use config::as_json::{AsJson, MostVariants, SchemaKey};
pub use config::batch::{BatchRule, BatchScheme};
pub use config::comparing::{Approval, Breaking, Comparing};
pub use config::lints::{Level, Lints};
pub use config::streams::{EndItem, Streams};
pub use config::webhooks::{SignatureEncoding, SignatureHash, SignatureScheme, Webhooks};
pub use config::{ApiConfig, Config, Examples, Modules, Package, Policy, Rejected, Runtime, UnknownMembers, Workspace};
pub use day::today;
pub use diag::{Code, Diagnostic, Diags, Severity};
pub use exchange::long_running::{LongRunningRule, ResultAt};
pub use exchange::rule::{LinkMethod, PagedBy, PagingRule};
pub use explain::{Explanation, ExplanationFormat, NotFound, Question};
pub use generate::{Edition, changes, emitted_names, explain, generate, generate_with, lint, understand};
pub use location::{At, FileId, Location};
pub use names::emitted::EmittedNames;
pub use names::ident::{crate_name, is_crate_name};
pub use names::rename::{Chosen, ChosenName, Rename, SchemaPrefix};
pub use output::RegionFault;
pub use output::{BadPath, Plan, RelPath, Tree, WriteError, apply, diff, plan};
pub use pipeline::{Linted, Outcome, Stats};
pub use progress::{Progress, Stage};
pub use render::{Style, positions, render};
#[doc(hidden)]
pub use render::{counted, thousands};
pub use selection::{OperationSet, Selector};
pub use source::path::is_below;
pub use source::{Disk, Files, Memory, Named, Revision, SourceFile, SourceSet, Unread};
