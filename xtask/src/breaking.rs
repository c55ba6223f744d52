//! Does what is about to be written break programs of users, and does its version tell them?

use generator::{Breaking, Comparison, Config, Edition, Outcome, ReportFormat, Told, Verdict};

use crate::compare::{project_config, understand};
use crate::day::today;
use crate::project::{OUTPUT, keep_names};
use crate::revision::Revision;
use crate::{Env, Exit};

/// Compares what was compiled with the revision that the configuration names. It is a fault if that is not possible, or if a
/// change that breaks programs is refused.
pub fn check(config: &Config, outcome: &Outcome, env: &mut Env<'_>) -> Exit {
    let refuses = match config.compare.breaking {
        Breaking::Unchecked => return Exit::Done,
        Breaking::Reported => false,
        Breaking::Refused => true,
    };
    let comparison = match compare(config, outcome, env) {
        Ok(Some(comparison)) => comparison,
        Ok(None) => return Exit::Done,
        Err(why) => {
            let _ =
                writeln!(env.err, "error: {why}\nhelp: name another revision as `against` in the table `[compare]`");
            return Exit::Fault;
        }
    };
    let is_told = comparison.is_told() == Some(true);
    if comparison.verdict() != Verdict::Breaking || (refuses && is_told) {
        return Exit::Done;
    }
    let shown = breaking_alone(&comparison).report(ReportFormat::Text);
    let _ = writeln!(env.err, "{shown}");
    if !refuses {
        return Exit::Done;
    }
    let next = comparison.next_version().map(|next| format!(" at least {next}")).unwrap_or_default();
    let _ = writeln!(
        env.err,
        "error: nothing was written: these changes break programs of users, and version {} of the package does not tell them\n\
         help: make the version{next}, or approve of the changes in `[[compare.approved]]`",
        comparison.new_version
    );
    Exit::Fault
}

/// The comparison with what a user has. None: the last commit has no documents of the project, so that there is no user.
fn compare(config: &Config, outcome: &Outcome, env: &Env<'_>) -> Result<Option<Comparison>, String> {
    let named = config.compare.against.as_deref();
    let Some(revision) = Revision::find(&env.root, named.unwrap_or("HEAD")) else {
        return named.map_or(Ok(None), |name| Err(format!("git knows no revision `{name}` to compare with")));
    };
    let name = named.unwrap_or("the last commit");
    let mut old_config = match project_config(&revision, &env.root) {
        Ok(old_config) => old_config,
        Err(_) if named.is_none() => return Ok(None),
        Err(_) => return Err(format!("`{name}` has no configuration that can be read")),
    };
    // A crate that was not committed has no names to keep.
    let _ = keep_names(&mut old_config, &revision, OUTPUT);
    match understand(&revision, old_config) {
        Ok(old) => {
            let new = Edition { outcome, config };
            Ok(Some(generator::changes(old.edition(), new, &today())))
        }
        Err(_) if named.is_none() => Ok(None),
        Err(_) => Err(format!("the documents of `{name}` have errors, so that nothing can be compared with them")),
    }
}

/// A comparison with nothing but what breaks programs.
fn breaking_alone(comparison: &Comparison) -> Comparison {
    let breaks = |told: &&Told| told.verdict() == Verdict::Breaking;
    Comparison { changes: comparison.changes.iter().filter(breaks).cloned().collect(), ..comparison.clone() }
}
