//! The entry point of the generator: it compiles what a configuration names.

use std::panic::resume_unwind;
use std::thread;

use crate::config::{Config, Policy};
use crate::diag::{Diags, Severity};
use crate::pipeline::{self, Outcome};
use crate::source::Files;

/// The stack of a run, in bytes. Recursion is bounded by the depth that the parsers allow, but frames of a debug build
/// are large.
const STACK: usize = 256 << 20;

/// Compiles what a configuration names. Nothing is written: [`Outcome::tree`] holds the files, [`plan`](crate::output::plan)
/// compares them with a folder, and [`apply`](crate::output::apply) writes them.
///
/// Errors of a document are not errors of this function: they are in [`Outcome::diags`], and there is no tree.
pub fn generate(files: &(dyn Files + Sync), config: &Config) -> Outcome {
    let mut outcome = on_a_large_stack(|| pipeline::generate(files, config));
    outcome.diags = refuse(outcome.diags, Severity::Loss, config.losses);
    outcome.diags = refuse(outcome.diags, Severity::Warning, config.warnings);
    if outcome.diags.has_errors() {
        outcome.tree = None;
        outcome.runtime = None;
    }
    outcome
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
