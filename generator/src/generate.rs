//! The call that a command makes: compiles what a configuration names, and says what became of it.

use std::panic::resume_unwind;
use std::thread;

use crate::config::{Config, Policy};
use crate::diag::{Diags, Severity};
use crate::pipeline::{self, Outcome};
use crate::source::Files;

/// The stack of a run. Recursion is bounded by the depth that the parsers allow; unoptimised frames are large.
const STACK: usize = 256 << 20;

/// Compiles what a configuration names. Nothing is written: [`Outcome::tree`] holds the files, [`plan`](crate::output::plan)
/// compares them with a folder, and [`apply`](crate::output::apply) writes them.
///
/// Faults of a document are no error of this function: they are in [`Outcome::diags`], and then there is no tree.
pub fn generate(files: &(dyn Files + Sync), config: &Config) -> Outcome {
    let mut outcome = on_a_large_stack(|| pipeline::generate(files, config));
    outcome.diags = refuse(outcome.diags, Severity::Loss, config.losses);
    outcome.diags = refuse(outcome.diags, Severity::Warning, config.warnings);
    if outcome.diags.has_errors() {
        outcome.tree = None;
    }
    outcome
}

/// Runs in a thread of its own, whose stack does not depend on where the caller runs.
fn on_a_large_stack<T: Send>(run: impl Fn() -> T + Sync) -> T {
    thread::scope(|scope| {
        match thread::Builder::new().stack_size(STACK).spawn_scoped(scope, &run) {
            Ok(thread) => thread.join().unwrap_or_else(|panic| resume_unwind(panic)),
            // The system gives no thread: the stack of the caller is enough for all but the deepest documents.
            Err(_) => run(),
        }
    })
}

/// Makes all findings of a severity errors, where the configuration says so.
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
