//! Which line of a text an offset is on.

/// The offsets at which lines begin.
#[derive(Clone, Debug)]
pub struct Lines {
    starts: Vec<usize>,
    /// How many lines stand before the text.
    before: usize,
}

impl Lines {
    /// Finds the lines of a text.
    pub fn new(text: &str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Self { starts: std::iter::once(0).chain(breaks).collect(), before: 0 }
    }

    /// Finds the lines of a text that others stand before.
    pub fn after(before: usize, text: &str) -> Self {
        Self { before, ..Self::new(text) }
    }

    /// The line that the byte at `offset` is on, counted from 1.
    pub fn at(&self, offset: usize) -> usize {
        self.before + self.starts.partition_point(|start| *start <= offset).max(1)
    }
}
