//! Of which version of a service does a page speak?

use indexmap::IndexMap;

use crate::facts::{Page, Stage, Statement};
use crate::profile::Profile;

/// The version that the examples of a page call most often, or that its stage means, or that of the profile.
pub fn version(page: &Page, profile: &Profile) -> String {
    let writing = &profile.writing;
    let lines = page.facts.iter().filter_map(|fact| fact.says.called());
    // A page may call another version by mistake: the one that most of its examples call is meant.
    let mut called: IndexMap<String, usize> = IndexMap::new();
    for line in lines {
        let found = writing.versions.iter().find_map(|pattern| pattern.find(line)?.name("version"));
        if let Some(found) = found {
            *called.entry(spelt(found.as_str(), profile)).or_default() += 1;
        }
    }
    let most = called.iter().rev().max_by_key(|(_, count)| **count);
    if let Some((version, _)) = most {
        return version.clone();
    }
    let beta = page.facts.iter().any(|fact| matches!(&fact.says, Statement::Stage { stage: Stage::Beta }));
    let known = if beta { &writing.beta_version } else { &None };
    known.as_ref().or(writing.default_version.as_ref()).cloned().unwrap_or_else(|| "1".to_owned())
}

/// A version as the profile spells it, if it names it.
fn spelt(version: &str, profile: &Profile) -> String {
    let known = [&profile.writing.default_version, &profile.writing.beta_version].into_iter();
    known.flatten().find(|it| it.eq_ignore_ascii_case(version)).cloned().unwrap_or_else(|| version.to_owned())
}

/// The pages by version, in the order in which the versions first appear.
pub fn by_version(pages: Vec<Page>, profile: &Profile) -> IndexMap<String, Vec<Page>> {
    let mut found: IndexMap<String, Vec<Page>> = IndexMap::new();
    for page in pages {
        found.entry(version(&page, profile)).or_default().push(page);
    }
    found
}
