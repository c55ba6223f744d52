//! How far a run has come: a bar on a terminal, lines elsewhere.

use std::cell::Cell;

use indicatif::{ProgressBar, ProgressStyle};

use crate::Terminal;
use crate::row::First;

/// Without a terminal, one line for so many documents.
const LINE_EVERY: usize = 250;

/// Shows how far it has come.
pub struct Progress {
    what: &'static str,
    bar: Option<ProgressBar>,
    done: Cell<usize>,
    todo: usize,
}

impl Progress {
    /// `todo` of `all` are still to be done; the others were done in an earlier run.
    pub fn new(terminal: Terminal, what: &'static str, todo: usize, all: usize) -> Self {
        if todo < all {
            eprintln!("{what}: {} of {all} were done in an earlier run", all - todo);
        }
        let bar = match terminal {
            Terminal::Yes => ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len} {eta}").ok(),
            Terminal::No => None,
        };
        let bar = bar.map(|style| {
            ProgressBar::new(u64::try_from(todo).unwrap_or_default()).with_style(style).with_message(what)
        });
        Self { what, bar, done: Cell::new(0), todo }
    }

    /// One more is done. What is not as it should be gets a line at once.
    pub fn step(&self, document: &str, outcome: &str, good: bool, first: Option<&First>) {
        self.done.set(self.done.get() + 1);
        if !good {
            let text = first.map(|first| first.text.as_str()).unwrap_or_default();
            self.line(&format!("{outcome}: {document}: {text}"));
        }
        match &self.bar {
            Some(bar) => bar.inc(1),
            None if self.done.get().is_multiple_of(LINE_EVERY) => {
                eprintln!("{}: {} of {}", self.what, self.done.get(), self.todo);
            }
            None => {}
        }
    }

    fn line(&self, text: &str) {
        match &self.bar {
            Some(bar) => bar.println(text),
            None => eprintln!("{text}"),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
