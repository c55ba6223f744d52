//! Of which version of a service does a page speak?

use indexmap::IndexMap;

use crate::facts::{Page, Stage, Statement};
use crate::profile::Profile;

/// The version that the examples of a page call, or that its stage means, or that of the profile.
pub fn version(page: &Page, profile: &Profile) -> String {
    let writing = &profile.writing;
    let lines = page.facts.iter().filter_map(|fact| match &fact.says {
        Statement::Example { request_line: Some(line), .. } => Some(line),
        _ => None,
    });
    for line in lines {
        let found = writing
            .versions
            .iter()
            .find_map(|pattern| pattern.find(line)?.name("version").map(|it| it.as_str().to_owned()));
        if let Some(found) = found {
            return found;
        }
    }
    let beta = page.facts.iter().any(|fact| matches!(&fact.says, Statement::Stage { stage: Stage::Beta }));
    let known = if beta { &writing.beta_version } else { &None };
    known.as_ref().or(writing.default_version.as_ref()).cloned().unwrap_or_else(|| "1".to_owned())
}

/// The pages by version, in the order in which the versions first appear.
pub fn by_version(pages: Vec<Page>, profile: &Profile) -> IndexMap<String, Vec<Page>> {
    let mut found: IndexMap<String, Vec<Page>> = IndexMap::new();
    for page in pages {
        found.entry(version(&page, profile)).or_default().push(page);
    }
    found
}
