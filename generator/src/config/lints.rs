//! How bad a finding is for the user: `[lints]` of `codegen.toml`, and the policies for warnings and losses.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::faults::Faults;
use super::{Config, Policy};
use crate::diag::{Code, Diagnostic, Diags, Severity};
use crate::spelling::nearest;

/// How bad the findings of a code are, where the user says it.
pub type Lints = BTreeMap<Code, Level>;

/// How bad the findings of a code are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Nothing is emitted as long as there is one.
    Error,
    /// They are reported, and the crate is emitted.
    Warning,
    /// They are not reported.
    Off,
}

/// The format of the table.
pub type FileLints = BTreeMap<Spanned<String>, Spanned<Level>>;

/// The table, once each code is looked at.
pub fn read(table: FileLints, faults: &mut Faults<'_>) -> Lints {
    let mut lints = Lints::new();
    for (key, level) in table {
        let written = key.get_ref();
        match Code::find(written) {
            None => {
                let texts = Code::ALL.iter().flat_map(|code| [code.as_str(), code.name()]);
                let help = match nearest(written, texts) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "`explain` without a code lists all of them".to_owned(),
                };
                faults.add(key.span().start, format!("`{written}` is no code of a finding"), Some(help));
            }
            Some(code) if !code.is_settable() && *level.get_ref() != Level::Error => {
                let message = format!("`{written}` is always an error: nothing can be emitted from what it tells of");
                let help = format!("remove this line; `explain {}` says how a document is mended", code.as_str());
                faults.add(key.span().start, message, Some(help));
            }
            Some(code) => {
                if lints.insert(code, *level.get_ref()).is_some() {
                    let message = format!("`{}` and `{}` are one code, which is set twice", code.as_str(), code.name());
                    faults.add(key.span().start, message, Some("remove one of the two lines".to_owned()));
                }
            }
        }
    }
    lints
}

impl Config {
    /// Gives each finding the severity that the user wants. What is off is gone, whatever the policies say.
    pub(crate) fn settle(&self, diags: Diags) -> Diags {
        diags.settled(|found| self.severity(found))
    }

    /// None: the user does not want to see it.
    fn severity(&self, found: &Diagnostic) -> Option<Severity> {
        if found.severity == Severity::Error {
            return Some(Severity::Error);
        }
        let chosen = match self.lints.get(&found.code) {
            Some(Level::Off) => return None,
            Some(Level::Error) => Severity::Error,
            Some(Level::Warning) => Severity::Warning,
            None => found.severity,
        };
        // A loss that is shown as a warning is a loss all the same.
        let is_loss = found.code.severity() == Severity::Loss;
        let is_refused = (is_loss && self.losses == Policy::Refused)
            || (chosen == Severity::Warning && self.warnings == Policy::Refused);
        Some(if is_refused { Severity::Error } else { chosen })
    }
}
