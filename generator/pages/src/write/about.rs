//! Which resource is an operation about?

use indexmap::IndexMap;

use super::names::{self, lower};
use crate::facts::{Owner, Page};

/// What a page says of one of its operations.
pub struct Shown<'p> {
    /// The heading of the page.
    pub title: &'p str,
    /// The resource that is returned.
    pub returned: Option<&'p str>,
    /// The resource that is sent.
    pub sent: Option<&'p str>,
    /// The template of the path.
    pub path: &'p str,
}

/// The resources that pages describe, by their letters in lower case, each as the page of the type spells it.
pub struct Described(IndexMap<String, String>);

impl Described {
    /// Reads the pages.
    pub fn by(pages: &[Page]) -> Self {
        let mut found = IndexMap::new();
        for (owner, _) in pages.iter().flat_map(|page| &page.facts).filter_map(|fact| fact.says.member()) {
            if let Owner::Resource(name) = owner {
                let name = short(name);
                found.entry(name.to_ascii_lowercase()).or_insert_with(|| name.to_owned());
            }
        }
        Self(found)
    }

    fn find(&self, name: &str) -> Option<&str> {
        self.0.get(&short(name).to_ascii_lowercase()).map(String::as_str)
    }
}

fn short(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}

/// The resource of a title such as `user: sendMail`, or the one that is returned, sent, or named by the title or by a word
/// of the path, the last first. One that pages describe goes before all others.
pub fn resource(shown: &Shown<'_>, described: &Described) -> String {
    let acts = shown.title.split_once(": ").map(|(resource, _)| resource.trim());
    let acts = acts.filter(|it| !it.is_empty() && it.chars().all(|c| c.is_ascii_alphanumeric() || c == '.'));
    let said: Vec<&str> = [acts, shown.returned, shown.sent].into_iter().flatten().collect();
    let titled = names::thing(shown.title);
    let words = shown.path.split('/').filter(|it| !it.is_empty() && !it.contains(['{', '$', '(']));
    let words: Vec<String> = words.rev().map(names::singular).collect();
    let guessed = [names::singular(&titled), titled].into_iter().chain(words.iter().cloned());
    let all: Vec<String> = said.iter().map(|it| (*it).to_owned()).chain(guessed).collect();
    let known = all.iter().find_map(|name| described.find(name));
    let other = || said.first().copied().or(words.first().map(String::as_str)).unwrap_or("operation");
    lower(short(known.unwrap_or_else(other)))
}
