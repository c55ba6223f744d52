//! What a lenient reader went past: the parts of a value that do not match their type.

use super::printable::printable;
use super::secret_name::sounds_secret;
use std::fmt;

/// The number of misfits that are described. Further ones are counted.
const MAX_DESCRIBED: usize = 100;

/// The number of characters of a scalar that are shown.
const MAX_SHOWN: usize = 40;

/// The kind of a value that is null.
pub(super) const NULL: &str = "null";

/// A part of a body that does not match its type, and that was therefore left out by a lenient reader.
///
/// A member that may be absent or null has then no value, an item of a list and an entry of a map are missing, and a list
/// or a map that was null is empty. A part that must have a value makes the part around it give way.
#[derive(Clone, PartialEq, Eq)]
pub struct Misfit {
    path: String,
    expected: String,
    found: String,
}

impl Misfit {
    /// A JSON pointer to the part at fault in the received body, such as `/value/3/homeAddress`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What the document says of the part, such as `a 32-bit integer`.
    pub fn expected(&self) -> &str {
        &self.expected
    }

    /// What was received, such as `a string: "n/a"`. A scalar is shown in one line of at most 40 characters. Lists, objects
    /// and secrets are not shown.
    pub fn found(&self) -> &str {
        &self.found
    }
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: expected {}, found {}", printable(&self.path), self.expected, self.found)
    }
}

impl fmt::Debug for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// All misfits of a body: the first ones with their description, and the number of all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Misfits {
    pub(crate) described: Vec<Misfit>,
    pub(crate) count: usize,
}

impl Misfits {
    /// Adds those of another body.
    pub(crate) fn extend(&mut self, other: Misfits) {
        let room = MAX_DESCRIBED.saturating_sub(self.described.len());
        self.described.extend(other.described.into_iter().take(room));
        self.count += other.count;
    }

    /// Gives those of a list with one item the path that the item has elsewhere.
    pub(crate) fn move_to(&mut self, place: &str) {
        for misfit in &mut self.described {
            misfit.path = format!("{place}{}", misfit.path.strip_prefix("/0").unwrap_or(&misfit.path));
        }
    }
}

/// What does not match, before the whole path to it is known.
#[derive(Debug)]
pub(super) struct Fault {
    /// The steps of the path, innermost first.
    steps: Vec<String>,
    expected: String,
    kind: &'static str,
    shown: Option<String>,
    /// The message of a strict reader, if it says more than what was expected and found.
    message: Option<String>,
}

impl Fault {
    /// Makes a fault of a part. `shown` is the text of a scalar that may be shown.
    pub(super) fn new(expected: impl Into<String>, kind: &'static str, shown: Option<String>) -> Self {
        Fault { steps: Vec::new(), expected: expected.into(), kind, shown, message: None }
    }

    /// Sets the message of a strict reader.
    pub(super) fn because(self, message: String) -> Self {
        Fault { message: Some(message), ..self }
    }

    /// Whether the part itself was null.
    pub(super) fn is_null(&self) -> bool {
        self.steps.is_empty() && self.kind == NULL
    }

    /// Adds a step outside the steps so far. What stands below a secret is not shown.
    pub(super) fn step(&mut self, step: &str) {
        if sounds_secret(step) {
            self.shown = None;
        }
        self.steps.push(step.to_owned());
    }

    /// The fault with a step outside the steps so far.
    pub(super) fn inside(mut self, step: &str) -> Self {
        self.step(step);
        self
    }

    /// The message of the error, if nothing gives way.
    pub(super) fn message(&self) -> String {
        let message = || format!("expected {}, found {}", self.expected, self.kind);
        self.message.clone().unwrap_or_else(message)
    }

    /// The path as a JSON pointer.
    pub(super) fn path(&self) -> String {
        pointer(&self.steps)
    }

    fn finish(self) -> Misfit {
        let found = match &self.shown {
            Some(shown) => format!("{}: {shown}", self.kind),
            None => self.kind.to_owned(),
        };
        Misfit { path: self.path(), expected: self.expected, found }
    }
}

/// The faults that a lenient reader went past so far.
#[derive(Debug, Default)]
pub(super) struct Faults {
    described: Vec<Fault>,
    count: usize,
}

impl Faults {
    /// The number of faults that are described.
    pub(super) fn described(&self) -> usize {
        self.described.len()
    }

    /// Adds a fault.
    pub(super) fn add(&mut self, fault: Fault) {
        self.count += 1;
        if self.described.len() < MAX_DESCRIBED {
            self.described.push(fault);
        }
    }

    /// Adds a step to the faults from this number on.
    pub(super) fn step(&mut self, from: usize, step: &str) {
        self.described.iter_mut().skip(from).for_each(|fault| fault.step(step));
    }

    /// The misfits, when all steps are known.
    pub(super) fn finish(self) -> Misfits {
        Misfits { described: self.described.into_iter().map(Fault::finish).collect(), count: self.count }
    }
}

/// A text that is shown: in quotes, in one line, and cut.
pub(super) fn shown(text: &str) -> String {
    match text.char_indices().nth(MAX_SHOWN) {
        Some((end, _)) => format!("\"{}…\"", printable(text.get(..end).unwrap_or_default())),
        None => format!("\"{}\"", printable(text)),
    }
}

/// The JSON pointer of steps, innermost first.
pub(super) fn pointer(steps: &[String]) -> String {
    let mut path = String::new();
    for step in steps.iter().rev() {
        path.push('/');
        path.push_str(&step.replace('~', "~0").replace('/', "~1"));
    }
    path
}
