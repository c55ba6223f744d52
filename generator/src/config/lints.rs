//! How bad findings are, by their codes: `[lints]` of `codegen.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::faults::Faults;
use crate::diag::Code;
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
