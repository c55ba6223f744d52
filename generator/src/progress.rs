//! How far a run is, for programs that show it.

use std::time::{Duration, Instant};

/// A part of a run that is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// The files were read.
    Read {
        /// The number of files.
        files: usize,
    },
    /// The documents of an API were understood, and everything of it has a name.
    Understood {
        /// The module of the emitted crate that holds the API. None: the crate root.
        module: Option<String>,
        /// The number of operations.
        operations: usize,
        /// The number of types.
        types: usize,
    },
    /// The crate was emitted, in memory.
    Emitted {
        /// The number of files.
        files: usize,
    },
}

/// Is told of each part of a run that is done, and how long it took.
pub type Progress<'p> = &'p (dyn Fn(&Stage, Duration) + Sync);

/// Measures the parts of a run.
pub(crate) struct Clock<'p> {
    progress: Progress<'p>,
    begun: Instant,
}

impl<'p> Clock<'p> {
    pub(crate) fn new(progress: Progress<'p>) -> Self {
        Self { progress, begun: Instant::now() }
    }

    /// Tells that a part is done, and begins the next one.
    pub(crate) fn done(&mut self, stage: &Stage) {
        let now = Instant::now();
        (self.progress)(stage, now.duration_since(self.begun));
        self.begun = now;
    }
}
