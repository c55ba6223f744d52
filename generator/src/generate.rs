//! The entry point of the generator: it compiles what a configuration names.

use std::panic::resume_unwind;
use std::thread;

use crate::compare::Comparison;
use crate::config::{Config, Policy};
use crate::diag::{Diags, Severity};
use crate::pipeline::{self, Outcome, Purpose};
use crate::progress::Progress;
use crate::source::Files;
use crate::versions;

/// The stack of a run, in bytes. Recursion is bounded by the depth that the parsers allow, but frames of a debug build
/// are large.
const STACK: usize = 256 << 20;

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
    outcome.diags = refuse(outcome.diags, Severity::Loss, config.losses);
    outcome.diags = refuse(outcome.diags, Severity::Warning, config.warnings);
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

/// Turns all findings of a severity into errors, if the configuration refuses them.
fn refuse(diags: Diags, severity: Severity, policy: Policy) -> Diags {
    match policy {
        Policy::Reported => diags,
        Policy::Refused => diags
            .into_iter()
            .map(|mut diagnostic| {
                if diagnostic.severity == severity {
                    diagnostic.severity = Severity::Error;
                }
                diagnostic
            })
            .collect(),
    }
}
