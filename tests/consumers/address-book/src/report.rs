//! What failed and why, as a CSV file that a person reads.

use std::path::Path;

use serde::Serialize;

/// A row of the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Failure {
    /// The key of the row.
    pub key: String,
    /// What was being done: `read`, `create`, `change` or `delete`.
    pub step: &'static str,
    /// The error, with the status, the code and the id of the request where there are some.
    pub why: String,
}

/// Writes the report. One without rows says that nothing failed.
pub fn write(path: &Path, failures: &[Failure]) -> crate::Outcome<()> {
    let mut report = csv::WriterBuilder::new().has_headers(false).from_path(path)?;
    report.write_record(["key", "step", "why"])?;
    for failure in failures {
        report.serialize(failure)?;
    }
    Ok(report.flush()?)
}
