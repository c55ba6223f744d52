//! How severe a finding is.

/// How severe a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// A construct was approximated or kept as raw JSON. An error under `--strict`.
    Loss,
    /// Something that a reader of the report wants to know: a renamed item.
    Note,
    /// The document is at fault, but its meaning is certain.
    Warning,
    /// The document is at fault. Nothing is emitted.
    Error,
}

impl Severity {
    /// Each, from the worst on.
    pub const ALL: [Severity; 4] = [Severity::Error, Severity::Warning, Severity::Loss, Severity::Note];

    /// What it is called in a report.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Loss => "loss",
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}
