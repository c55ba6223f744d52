//! What a page of documentation says, in every form in which pages are kept.

#[path = "pages/examples.rs"]
mod examples;
#[path = "pages/forms.rs"]
mod forms;
#[path = "pages/layout.rs"]
mod layout;
#[path = "pages/members.rs"]
mod members;
#[path = "pages/open.rs"]
mod open;
#[path = "pages/operations.rs"]
mod operations;
#[path = "pages/permissions.rs"]
mod permissions;
#[path = "pages/profiles.rs"]
mod profiles;
#[path = "pages/seeds.rs"]
mod seeds;
#[path = "pages/sites.rs"]
mod sites;

use std::sync::OnceLock;

use pages::facts::{Fact, Statement};
use pages::{Profile, Reading, profile};

/// A page in Markdown of Microsoft Graph, read.
fn graph(page: &str) -> Reading {
    by("microsoft-graph", page)
}

/// A page, read by a shipped profile.
fn by(name: &str, page: &str) -> Reading {
    pages::read(page, "docs/plot-update.md", &shipped(name))
}

/// A shipped profile; each is read once, since its patterns take a moment to compile.
fn shipped(name: &str) -> Profile {
    static SHIPPED: OnceLock<Vec<Profile>> = OnceLock::new();
    let all = SHIPPED.get_or_init(|| {
        profile::shipped_names().map(|name| profile::shipped(name).expect("a sound profile")).collect()
    });
    all.iter().find(|profile| profile.name == name).expect("a shipped profile").clone()
}

/// A statement as one line of JSON, so that a test reads like what the page says.
fn said(statement: &Statement) -> String {
    serde_json::to_string(statement).expect("a statement is JSON")
}

/// Every statement of a page.
fn statements(reading: &Reading) -> Vec<String> {
    reading.page.facts.iter().map(|fact| said(&fact.says)).collect()
}

/// The fact with an id; the name of the page before it is left out.
#[track_caller]
fn fact<'r>(reading: &'r Reading, id: &str) -> &'r Fact {
    let whole = format!("{}/{id}", reading.page.name);
    let ids = || reading.page.facts.iter().map(|fact| fact.id.as_str()).collect::<Vec<_>>();
    reading.page.facts.iter().find(|fact| fact.id == whole).unwrap_or_else(|| panic!("no `{whole}` among {:#?}", ids()))
}

/// What a page says under an id.
#[track_caller]
fn says(reading: &Reading, id: &str, wanted: &str) {
    assert_eq!(said(&fact(reading, id).says), wanted);
}

/// Whether no fact has an id that ends like this.
#[track_caller]
fn silent_on(reading: &Reading, id: &str) {
    let found: Vec<&str> =
        reading.page.facts.iter().map(|fact| fact.id.as_str()).filter(|own| own.ends_with(id)).collect();
    assert!(found.is_empty(), "the page says {found:?}");
}

/// What a person must decide on a line: the first such sentence with its proposal.
#[track_caller]
fn decides(reading: &Reading, line: usize, what: &str, proposed: &str) {
    let found = reading
        .to_decide
        .iter()
        .any(|open| open.line == line && open.what.contains(what) && open.proposed.contains(proposed));
    assert!(found, "not `{what}` with `{proposed}` on line {line}, and these: {:#?}", reading.to_decide);
}

/// What was not read on a line.
#[track_caller]
fn tells(reading: &Reading, line: usize, what: &str) {
    let found = reading.not_read.iter().any(|told| told.line == line && told.what.contains(what));
    assert!(found, "not `{what}` on line {line}, and these: {:#?}", reading.not_read);
}
