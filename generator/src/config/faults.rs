//! What is wrong in `codegen.toml`, and where.

use crate::diag::{Code, Diags};
use crate::location::{At, FileId, Location};
use crate::source::index;

/// The findings on one file, which is the only one.
pub struct Faults<'t> {
    pub text: &'t str,
    pub diags: Diags,
}

impl Faults<'_> {
    /// Adds a finding at an offset of the text.
    pub fn add(&mut self, offset: usize, message: String, help: Option<String>) {
        let (line, column) = self.place(offset);
        let location = Location { file: FileId(0), at: At::LineColumn(line, column) };
        self.diags.push(Code::Config, location, message).help = help;
    }

    /// The line and column of an offset, both from 1.
    pub fn place(&self, offset: usize) -> (usize, usize) {
        let found = index::positions(self.text, vec![offset]).remove(&offset);
        found.map_or((1, 1), |at| (at.line, at.column))
    }
}
