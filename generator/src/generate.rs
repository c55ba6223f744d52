//! The entry points of the generator: it compiles what a configuration names, or only says what it finds in it.

use std::panic::resume_unwind;
use std::thread;

use crate::compare::Comparison;
use crate::config::lints::Level;
use crate::config::{Config, Policy};
use crate::diag::{Diagnostic, Diags, Severity};
use crate::emit::{NAME_TABLE, STACK, read_name_table};
use crate::explain::{self, Explanation, NotFound, Question};
use crate::names::emitted::EmittedNames;
use crate::pipeline::{self, Linted, Outcome, Purpose};
use crate::progress::Progress;
use crate::source::{Files, MOST_BYTES, Named, Unread, path};
use crate::versions;

/// Compiles what a configuration names. Nothing is written: [`Outcome::tree`] holds the files, [`plan`](crate::output::plan)
/// compares them with a folder, and [`apply`](crate::output::apply) writes them.
///
/// Errors of a document are not errors of this function: they are in [`Outcome::diags`], and there is no tree.
pub fn generate(files: &(dyn Files + Sync), config: &Config) -> Outcome {
    run(files, config, Purpose::Emit, &|_, _| {})
}

/// As [`generate()`], and tells of each part that is done.
pub fn generate_with(files: &(dyn Files + Sync), config: &Config, progress: Progress<'_>) -> Outcome {
    run(files, config, Purpose::Emit, progress)
}

fn run(files: &(dyn Files + Sync), config: &Config, purpose: Purpose, progress: Progress<'_>) -> Outcome {
    let mut outcome = on_a_large_stack(|| pipeline::generate(files, config, purpose, progress));
    outcome.diags = settle(config, outcome.diags);
    if outcome.diags.has_errors() {
        outcome.apis = Vec::new();
        outcome.tree = None;
        outcome.runtime = None;
    }
    outcome
}

/// Compiles what a configuration names as far as [`changes()`] needs it: [`Outcome::tree`] is not there.
pub fn understand(files: &(dyn Files + Sync), config: &Config) -> Outcome {
    run(files, config, Purpose::Compare, &|_, _| {})
}

/// A version of what is compared, from [`understand()`] or [`generate()`], and the configuration that it was compiled with.
#[derive(Debug, Clone, Copy)]
pub struct Edition<'a> {
    /// What was compiled, without errors.
    pub outcome: &'a Outcome,
    /// What it was compiled with.
    pub config: &'a Config,
}

/// Compares two versions. The approvals are those of the new configuration; `today` is a day as `2026-12-31`.
pub fn changes(old: Edition<'_>, new: Edition<'_>, today: &str) -> Comparison {
    on_a_large_stack(|| versions::compare(old.outcome, old.config, new.outcome, new.config, today))
}

/// Reads the names of the crate that was emitted into a folder, for [`Config::emitted_names`]. A folder without an emitted crate
/// has none.
///
/// # Errors
/// When there is a `NAMES.md` that cannot be read.
pub fn emitted_names(files: &dyn Files, folder: &str) -> Result<EmittedNames, Unread> {
    match files.read(&path::join(folder, NAME_TABLE), Named::ByUser, MOST_BYTES) {
        Ok(bytes) => Ok(read_name_table(&String::from_utf8_lossy(&bytes))),
        Err(Unread::Missing) => Ok(EmittedNames::default()),
        Err(why) => Err(why),
    }
}

/// Explains why a type, an operation or a member of the emitted crate is what it is: the reasons that stand where each was
/// decided, with the places of the document. `outcome` is from [`understand()`] or [`generate()`], without errors.
///
/// # Errors
/// When nothing has the name; it knows the nearest names.
pub fn explain(outcome: &Outcome, config: &Config, question: &Question) -> Result<Explanation, NotFound> {
    on_a_large_stack(|| explain::explain(outcome, config, question))
}

/// Tells all that is known of the documents that a configuration names, and emits nothing.
pub fn lint(files: &(dyn Files + Sync), config: &Config) -> Linted {
    let mut linted = on_a_large_stack(|| pipeline::lint(files, config));
    linted.diags = settle(config, linted.diags);
    linted
}

/// Runs in a thread of its own, so that the stack does not depend on the caller.
fn on_a_large_stack<T: Send>(run: impl Fn() -> T + Sync) -> T {
    thread::scope(|scope| {
        match thread::Builder::new().stack_size(STACK).spawn_scoped(scope, &run) {
            Ok(thread) => thread.join().unwrap_or_else(|panic| resume_unwind(panic)),
            // If the system gives no thread, the stack of the caller is enough for all but the deepest documents.
            Err(_) => run(),
        }
    })
}

/// Gives each finding the severity that the user wants. What is off is gone, whatever the policies say.
fn settle(config: &Config, diags: Diags) -> Diags {
    diags.settled(|found| severity(config, found))
}

/// None: the user does not want to see it.
fn severity(config: &Config, found: &Diagnostic) -> Option<Severity> {
    if found.severity == Severity::Error {
        return Some(Severity::Error);
    }
    let chosen = match config.lints.get(&found.code) {
        Some(Level::Off) => return None,
        Some(Level::Error) => Severity::Error,
        Some(Level::Warning) => Severity::Warning,
        None => found.severity,
    };
    // A loss that is shown as a warning is a loss all the same.
    let is_loss = found.code.severity() == Severity::Loss;
    let is_refused = (is_loss && config.losses == Policy::Refused)
        || (chosen == Severity::Warning && config.warnings == Policy::Refused);
    Some(if is_refused { Severity::Error } else { chosen })
}
