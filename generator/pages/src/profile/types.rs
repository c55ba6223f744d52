//! Which type the words of a cell mean.

use indexmap::IndexMap;
use serde::Deserialize;

use crate::facts::Type;
use crate::profile::Pattern;
use crate::words::{Words, normal};

/// How types are written.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Types {
    /// Types of JSON Schema, `string` or `string:date-time`, with their words.
    #[serde(default)]
    pub plain: IndexMap<String, Vec<Words>>,
    /// How a list is written, with the type of its items in the gap.
    #[serde(default)]
    pub lists: Vec<Words>,
    /// Words around a type that change nothing of it, such as `* object`.
    #[serde(default)]
    pub wrappers: Vec<Words>,
    /// Words around a type that may be null, such as `?*`.
    #[serde(default)]
    pub nullable: Vec<Words>,
    /// Names of members that may be left out, such as `*?`.
    #[serde(default)]
    pub optional_names: Vec<Words>,
    /// Marks around names of members that are no part of them, such as `:*`.
    #[serde(default)]
    pub names: Vec<Words>,
    /// What divides the types of which a value has one.
    #[serde(default)]
    pub unions: Vec<String>,
    /// What precedes the name of a resource.
    #[serde(default)]
    pub namespaces: Vec<String>,
    /// What the name of a resource looks like, in the part `name`.
    #[serde(default)]
    pub resources: Vec<Pattern>,
    /// What belongs to no type: marks of footnotes, parts in parentheses.
    #[serde(default)]
    pub noise: Vec<Pattern>,
}

/// A type as read.
#[derive(Clone, Debug, PartialEq)]
pub struct Read {
    pub of: Type,
    pub nullable: bool,
}

impl Types {
    /// The type that some words mean. Words that nothing knows become [`Type::Unknown`].
    pub fn read(&self, words: &str) -> Read {
        let words = self.quiet(words);
        let words = words.trim().trim_end_matches(['.', ',', ';']).trim();
        let mut nullable = false;
        let of = self.of(words, &mut nullable, 6).unwrap_or_else(|| Type::Unknown(words.to_owned()));
        Read { of, nullable }
    }

    /// Words without what belongs to no type and to no name.
    fn quiet(&self, words: &str) -> String {
        let mut words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        for noise in &self.noise {
            while let Some(found) = noise.find(&words).and_then(|found| found.get(0)) {
                if found.range().is_empty() {
                    break;
                }
                words.replace_range(found.range(), "");
            }
        }
        words
    }

    fn of(&self, words: &str, nullable: &mut bool, depth: usize) -> Option<Type> {
        let depth = depth.checked_sub(1)?;
        let words = words.trim();
        if words.is_empty() {
            return None;
        }
        if let Some(plain) = self.plain(words) {
            return Some(plain);
        }
        for shape in &self.nullable {
            if let Some(inner) = shape.gap(words) {
                *nullable = true;
                return self.of(inner, nullable, depth);
            }
        }
        // The items of a list may be null, which says nothing of the list.
        let list = |shape: &Words| shape.gap(words).and_then(|inner| self.of(inner, &mut false, depth));
        if let Some(item) = self.lists.iter().find_map(list) {
            return Some(Type::List(Box::new(item)));
        }
        if let Some(inner) = self.wrappers.iter().find_map(|shape| self.of(shape.gap(words)?, nullable, depth)) {
            return Some(inner);
        }
        if let Some(union) = self.union(words, nullable, depth) {
            return Some(union);
        }
        self.resource(words)
    }

    fn plain(&self, words: &str) -> Option<Type> {
        let words = normal(self.bare(words));
        let found = self.plain.iter().find(|(_, known)| known.iter().any(|known| known.matches_normal(&words)));
        found.map(|(name, _)| Type::Plain(name.clone()))
    }

    fn union(&self, words: &str, nullable: &mut bool, depth: usize) -> Option<Type> {
        let separator = self.unions.iter().find(|separator| words.contains(separator.as_str()))?;
        let mut members = Vec::new();
        for part in words.split(separator.as_str()).map(str::trim).filter(|part| !part.is_empty()) {
            let null = normal(part) == "null";
            *nullable |= null;
            if !null {
                members.push(self.of(part, nullable, depth)?);
            }
        }
        members.dedup();
        if members.len() > 1 { Some(Type::Union(members)) } else { members.pop() }
    }

    fn resource(&self, words: &str) -> Option<Type> {
        let found = self.resources.iter().find_map(|pattern| pattern.find(self.bare(words)))?;
        let name = found.name("name")?.as_str();
        Some(Type::Resource(name.to_owned()))
    }

    /// Words without the namespace before a name.
    fn bare<'a>(&self, words: &'a str) -> &'a str {
        let words = words.trim_start_matches('#');
        let strip = |namespace: &String| {
            let head = words.get(..namespace.len())?;
            head.eq_ignore_ascii_case(namespace).then(|| words.get(namespace.len()..)).flatten()
        };
        self.namespaces.iter().find_map(strip).unwrap_or(words)
    }

    /// The name of a member without marks, and whether they say that it may be left out.
    pub fn name(&self, printed: &str) -> (String, bool) {
        let printed = self.quiet(printed);
        let printed = printed.as_str();
        let printed = self.names.iter().find_map(|shape| shape.gap(printed)).unwrap_or(printed);
        match self.optional_names.iter().find_map(|shape| shape.gap(printed)) {
            Some(name) => (name.trim().to_owned(), true),
            None => (printed.to_owned(), false),
        }
    }

    /// How types of several words are written.
    pub fn shapes(&self) -> Vec<Words> {
        let several = |words: &&Words| words.weight() > 0;
        self.lists.iter().chain(&self.wrappers).chain(self.plain.values().flatten()).filter(several).cloned().collect()
    }
}
