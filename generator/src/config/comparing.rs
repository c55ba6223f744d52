//! How the table `[compare]` of `codegen.toml` is read: what becomes of changes that break programs of users.

use serde::Deserialize;
use toml::Spanned;

use super::faults::Faults;

/// What becomes of changes that break programs of users.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparing {
    /// What a run does about changes that break programs of users.
    pub breaking: Breaking,
    /// The revision of git whose documents the run compares with, such as `main` or `v1.2.0`. Without it, the last commit.
    pub against: Option<String>,
    /// The changes that somebody approved of, so that they need no new version.
    pub approved: Vec<Approval>,
}

/// What a run does about changes that break programs of users.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Breaking {
    /// It does not look for them.
    #[default]
    Unchecked,
    /// It tells them, and emits the crate.
    Reported,
    /// They are errors, and nothing is emitted, unless the version of the package tells users of them or they are approved.
    Refused,
}

/// A change that somebody approved of, so that it needs no new version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approval {
    /// The change, as `member-removed in type Pet: tag`: its kind and what it is of, as reports name them, and the first name of its
    /// sentence. The whole sentence may stand there too, for a change whose name another one has.
    pub what: String,
    /// Why it is right.
    pub reason: String,
    /// The last day on which it holds, as `2026-12-31`. Without it, it holds for ever.
    pub until: Option<String>,
}

/// The format of the table.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileComparing {
    #[serde(default)]
    breaking: Breaking,
    against: Option<String>,
    #[serde(default)]
    approved: Vec<Spanned<FileApproval>>,
}

/// The format of an approval.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileApproval {
    what: String,
    reason: String,
    until: Option<String>,
}

impl FileComparing {
    /// The table. A day that is none is a fault.
    pub fn read(self, faults: &mut Faults<'_>) -> Comparing {
        let FileComparing { breaking, against, approved } = self;
        let approved = approved.into_iter().map(|approval| {
            let at = approval.span().start;
            let FileApproval { what, reason, until } = approval.into_inner();
            if let Some(day) = until.as_deref().filter(|day| !is_day(day)) {
                let message = format!("`{day}` is no day");
                faults.add(at, message, Some("write the last day as `\"2026-12-31\"`".to_owned()));
            }
            Approval { what, reason, until }
        });
        let approved = approved.collect();
        Comparing { breaking, against, approved }
    }
}

/// Whether a text is a day as `2026-12-31`.
fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let is_number = |part: &str, digits: usize| part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
    let [year, month, day] = parts.as_slice() else { return false };
    let is_within = |part: &str, most: u8| part.parse::<u8>().is_ok_and(|number| (1..=most).contains(&number));
    is_number(year, 4) && is_number(month, 2) && is_number(day, 2) && is_within(month, 12) && is_within(day, 31)
}
