//! What `--check` prints: the difference between the emitted files and the disk.

use std::fmt::Write;
use std::fs;

use similar::TextDiff;

use super::{Plan, Tree};

/// The most lines that are shown of one file, and of all files.
const MOST_OF_A_FILE: usize = 60;
const MOST: usize = 300;

/// The differences, as a unified diff of limited length. Empty when nothing differs.
pub fn diff(tree: &Tree, plan: &Plan) -> String {
    let mut text = String::new();
    for path in &plan.created {
        let _ = writeln!(text, "missing: {path}");
    }
    for path in &plan.stale {
        let _ = writeln!(text, "stale: {path}");
    }
    let mut rest = MOST;
    for (index, path) in plan.changed.iter().enumerate() {
        if rest == 0 {
            let _ = writeln!(text, "… and {} more changed files", plan.changed.len() - index);
            break;
        }
        let old = fs::read(plan.dir.join(path.as_str())).unwrap_or_default();
        let old = String::from_utf8_lossy(&old);
        let new = plan.text(tree, path);
        let lines = TextDiff::from_lines(old.as_ref(), new);
        let lines = lines.unified_diff().context_radius(3).header(path.as_str(), path.as_str()).to_string();
        let shown = rest.min(MOST_OF_A_FILE);
        lines.lines().take(shown).for_each(|line| {
            let _ = writeln!(text, "{line}");
        });
        let count = lines.lines().count();
        if count > shown {
            let _ = writeln!(text, "… and {} more lines of {path}", count - shown);
        }
        rest = rest.saturating_sub(count);
    }
    text
}
