//! Is the source of a place named?

use indexmap::IndexMap;

/// Places of a specification, each with the source that it has.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    patterns: Vec<Vec<String>>,
}

impl Sources {
    /// The places of a facts file.
    pub fn new(sources: &IndexMap<String, String>) -> Self {
        Self { patterns: sources.keys().map(|place| segments(place)).collect() }
    }

    /// Whether the source of a place is named.
    pub fn covers(&self, place: &str) -> bool {
        let place = segments(place);
        self.patterns.iter().any(|pattern| begins(&place, pattern))
    }
}

/// Whether a place stands for several.
pub fn is_pattern(place: &str) -> bool {
    segments(place).iter().any(|key| key == "*" || key == "**")
}

/// The file of a place and the keys of its pointer.
fn segments(place: &str) -> Vec<String> {
    // A path without a pointer is a whole file.
    let (file, pointer) = place.split_once('#').unwrap_or((place, ""));
    let keys = pointer.split('/').filter(|key| !key.is_empty());
    std::iter::once(file).chain(keys).map(str::to_owned).collect()
}

/// Whether a place begins with a pattern.
fn begins(place: &[String], pattern: &[String]) -> bool {
    match (pattern.split_first(), place.split_first()) {
        (None, _) => true,
        (Some((wanted, more)), _) if wanted == "**" => {
            (0..=place.len()).any(|skipped| place.get(skipped..).is_some_and(|rest| begins(rest, more)))
        }
        (Some(_), None) => false,
        (Some((wanted, more)), Some((key, rest))) => (wanted == "*" || wanted == key) && begins(rest, more),
    }
}
