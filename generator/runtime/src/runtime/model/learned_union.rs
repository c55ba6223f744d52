//! What is worked out from the table of a union once.

use std::fmt;
use std::sync::OnceLock;

/// What is worked out from the variants of a union when the first string is read as JSON text.
#[derive(Default)]
pub struct LearnedUnion(OnceLock<Option<usize>>);

impl LearnedUnion {
    /// Makes one of a union that was not used.
    pub const fn new() -> Self {
        LearnedUnion(OnceLock::new())
    }

    /// The only variant that a string can be, which has any. There may be none.
    pub(super) fn variant_of_strings(&self, find: impl FnOnce() -> Option<usize>) -> Option<usize> {
        *self.0.get_or_init(find)
    }
}

impl fmt::Debug for LearnedUnion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LearnedUnion").finish_non_exhaustive()
    }
}
