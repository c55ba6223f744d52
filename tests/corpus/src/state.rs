//! What earlier runs found: rows as JSON lines in a file, so that a run can be taken up again.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// The file, open for more rows.
#[derive(Debug)]
pub struct State {
    file: File,
}

/// The first line: under which conditions the rows hold.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Header {
    conditions: String,
}

impl State {
    /// The rows of the file that were made under the same conditions, and the file, open for more of them.
    /// A file of other conditions is started anew. A last line that was cut off is dropped.
    pub fn open<R: DeserializeOwned + Serialize>(path: &Path, conditions: &str) -> io::Result<(Vec<R>, Self)> {
        let text = fs::read_to_string(path).unwrap_or_default();
        let header = Header { conditions: conditions.to_owned() };
        let mut lines = text.lines();
        let same =
            lines.next().is_some_and(|line| serde_json::from_str(line).is_ok_and(|found: Header| found == header));
        let rows: Vec<R> =
            if same { lines.filter_map(|line| serde_json::from_str(line).ok()).collect() } else { Vec::new() };
        // Written anew as a whole, beside it first: what was cut off is gone, and what was there is never lost.
        let fresh = path.with_extension("new");
        let mut state = Self { file: File::create(&fresh)? };
        state.line(&header)?;
        rows.iter().try_for_each(|row| state.add(row))?;
        fs::rename(&fresh, path)?;
        Ok((rows, state))
    }

    /// Adds a row.
    pub fn add(&mut self, row: &impl Serialize) -> io::Result<()> {
        self.line(row)
    }

    fn line(&mut self, value: &impl Serialize) -> io::Result<()> {
        let mut line = serde_json::to_string(value)?;
        line.push('\n');
        self.file.write_all(line.as_bytes())
    }
}
