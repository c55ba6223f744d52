//! The path to the part of a value that could not be read.

use std::fmt;

/// The path to the part that could not be read. It is filled while an error is returned, innermost step first, so that it
/// costs nothing unless there is an error.
#[derive(Default)]
pub(super) struct Trace {
    steps: Vec<String>,
}

impl Trace {
    /// Whether the path has no steps.
    pub(super) fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// Adds a step outside the steps so far.
    pub(super) fn step(&mut self, step: impl fmt::Display) {
        self.steps.push(step.to_string());
    }

    /// The path as a JSON pointer.
    pub(super) fn path(&self) -> String {
        let mut path = String::new();
        for step in self.steps.iter().rev() {
            path.push('/');
            path.push_str(&step.replace('~', "~0").replace('/', "~1"));
        }
        path
    }

    /// Adds the steps of a part that was read with a trace of its own.
    pub(super) fn extend(&mut self, inner: Trace) {
        self.steps.extend(inner.steps);
    }
}
