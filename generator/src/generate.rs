//! The entry points of the generator: it compiles what a configuration names, or only says what it finds in it.

use std::panic::resume_unwind;
use std::thread;

use crate::config::Config;
use crate::pipeline::{self, Linted, Outcome};
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
    outcome.diags = config.settle(outcome.diags);
    if outcome.diags.has_errors() {
        outcome.tree = None;
        outcome.runtime = None;
    }
    outcome
}

/// Tells all that is known of the documents that a configuration names, and emits nothing.
pub fn lint(files: &(dyn Files + Sync), config: &Config) -> Linted {
    let mut linted = on_a_large_stack(|| pipeline::lint(files, config));
    linted.diags = config.settle(linted.diags);
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
