//! Where in a value did reading fail?

use std::fmt;

/// Where reading failed. It is filled on the way out, the innermost step first: reading without errors pays nothing.
#[derive(Default)]
pub(super) struct Trace {
    steps: Vec<String>,
}

impl Trace {
    /// Whether no step was taken: the value as a whole is at fault.
    pub(super) fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

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

    /// Puts the steps of a part that was read by itself before the steps so far.
    pub(super) fn extend(&mut self, inner: Trace) {
        self.steps.extend(inner.steps);
    }
}
