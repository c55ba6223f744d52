//! What a mock server was not asked, and what it was asked without having expected it.

use std::fmt;

/// The error of expectations that were not met: what was not asked, and what was asked and not expected, each with what it
/// differs in from the nearest expectations. Its text is that of `Debug` too, so that `unwrap` in a test prints it.
#[derive(Clone, PartialEq, Eq)]
pub struct Unmet {
    pub(crate) lines: Vec<String>,
}

impl fmt::Display for Unmet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.lines.join("\n"))
    }
}

impl fmt::Debug for Unmet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\n{self}\n")
    }
}

impl std::error::Error for Unmet {}
