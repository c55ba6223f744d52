//! Does what is about to be written break programs of users, and does its version tell them?

use std::path::Path;

use crate::compare::{Comparison, ReportFormat, Verdict};
use crate::config::comparing::Breaking;
use crate::config::{Config, Rejected};
use crate::day::today;
use crate::generate::{Edition, changes, emitted_names, understand};
use crate::pipeline::Outcome;
use crate::source::Revision;

/// What a run says of changes that break programs of users, before it writes.
#[derive(Debug, Clone, Default)]
pub struct Breaks {
    /// Why no changes were looked for, though the run goes on.
    pub uncompared: Option<String>,
    /// The changes that break programs. None: there are none, or the version tells them.
    pub changes: Option<Comparison>,
    /// Why nothing may be written, and what to do. None: it may be.
    pub refused: Option<String>,
}

/// Why nothing was compared.
enum Uncompared {
    /// Nobody can have the crate.
    NoUser,
    /// Somebody may have it, and the text says why it cannot be looked at.
    Why(String),
}

/// Compares what was compiled with what users have, as `[compare]` of the configuration asks for it: with a revision of git.
///
/// `root` is the folder that the path of the configuration is relative to, and `folder` that of the emitted crate, seen from there.
pub fn breaks(root: &Path, folder: &str, config: &Config, outcome: &Outcome) -> Breaks {
    let refuses = match config.compare.breaking {
        // What has errors is not written anyway.
        _ if outcome.diags.has_errors() => return Breaks::default(),
        Breaking::Unchecked => return Breaks::default(),
        Breaking::Reported => false,
        Breaking::Refused => true,
    };
    let comparison = match compare(root, folder, config, outcome) {
        Ok(comparison) => comparison,
        Err(Uncompared::NoUser) => return Breaks::default(),
        // A revision that the user names is there, whatever becomes of the breaks.
        Err(Uncompared::Why(why)) if refuses || config.compare.against.is_some() => return Breaks::refused(&why),
        Err(Uncompared::Why(why)) => {
            let uncompared = Some(format!("changes that break programs were not looked for: {why}"));
            return Breaks { uncompared, ..Breaks::default() };
        }
    };
    let is_told = comparison.is_told() == Some(true);
    if comparison.verdict() != Verdict::Breaking || (refuses && is_told) {
        return Breaks::default();
    }
    let changes = Some(breaking_alone(&comparison));
    Breaks { changes, refused: refuses.then(|| refused(&comparison)), uncompared: None }
}

impl Breaks {
    /// What is to be told, as text: the changes, or why they were not looked for.
    pub fn report(&self) -> String {
        let warning = self.uncompared.iter().map(|why| format!("warning: {why}\n"));
        let changes = self.changes.iter().map(|changes| format!("{}\n", changes.report(ReportFormat::Text)));
        warning.chain(changes).collect()
    }

    fn refused(why: &str) -> Self {
        let refused = format!(
            "nothing was written, since nobody knows whether it breaks programs of users: {why}\n\
             help: commit the documents of the crate that users have, name their revision as `against` in the table `[compare]`, \
             or take `breaking` out of it"
        );
        Self { refused: Some(refused), ..Self::default() }
    }
}

/// Why a comparison lets nothing be written.
fn refused(comparison: &Comparison) -> String {
    let next = comparison.next_version().map(|next| format!(" at least {next}")).unwrap_or_default();
    let first = comparison.with(Verdict::Breaking).next().map(|told| comparison.approval_of(told));
    let approval = first.map(|what| format!(" `what = {}`", serde_json::Value::from(what))).unwrap_or_default();
    format!(
        "nothing was written: these changes break programs of users, and version {} of the package does not tell them\n\
         help: make the version{next}, or approve of each of the changes in `[[compare.approved]]`, by a `reason` and by{approval}",
        comparison.new_version
    )
}

/// The comparison with what a user has.
fn compare(root: &Path, folder: &str, config: &Config, outcome: &Outcome) -> Result<Comparison, Uncompared> {
    let named = config.compare.against.as_deref();
    let manifest = format!("{folder}/Cargo.toml");
    let is_here = root.join(&manifest).is_file();
    let Some(revision) = Revision::find(root, named.unwrap_or("HEAD")) else {
        return Err(match named {
            Some(name) => Uncompared::Why(format!("git knows no revision `{name}` to compare with")),
            None if is_here => Uncompared::Why("git has no commit here to compare with".to_owned()),
            None => Uncompared::NoUser,
        });
    };
    let is_committed = revision.has(&manifest);
    let name = named.map_or("the last commit".to_owned(), |name| format!("`{name}`"));
    let unread = |what: &str| match named.is_some() || is_committed {
        true => Uncompared::Why(format!("{name} {what}")),
        // What was never committed with its crate has no users.
        false => Uncompared::NoUser,
    };
    let file = config.file.as_deref().unwrap_or(Config::FILE);
    let mut old_config = config_of(&revision, file).map_err(|_| unread("has no configuration that can be read"))?;
    // A crate that was not committed has no names to keep.
    old_config.emitted_names = emitted_names(&revision, folder).unwrap_or_default();
    // What the user allows now is allowed for what it was before.
    old_config.allow_refs.extend(config.allow_refs.iter().cloned());
    let old = understand(&revision, &old_config);
    if old.diags.has_errors() {
        return Err(unread("has documents with errors"));
    }
    let old = Edition { outcome: &old, config: &old_config };
    Ok(changes(old, Edition { outcome, config }, &today()))
}

/// The configuration of a project, as a revision has it: at the place that it has now, or at the others.
///
/// # Errors
/// When none can be used.
pub fn config_of(revision: &Revision, file: &str) -> Result<Config, Box<Rejected>> {
    let places = [file, Config::FILE, Config::FILE_OF_ROOT];
    Config::load(revision, places.into_iter().find(|file| revision.has(file)).unwrap_or(file))
}

/// A comparison with nothing but what breaks programs.
fn breaking_alone(comparison: &Comparison) -> Comparison {
    let breaks = comparison.with(Verdict::Breaking).cloned().collect();
    Comparison { changes: breaks, ..comparison.clone() }
}
