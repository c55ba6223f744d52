//! On which line of which file does a place stand?

use std::collections::BTreeMap;

use generator::FileId;
use generator::internals::source::index;

use super::files::Specification;

/// Where something stands in a file, as users see it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Whereabouts {
    /// The path of the file, relative to where the command was run.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

impl std::fmt::Display for Whereabouts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

impl Specification {
    /// Where each place stands, or what should hold it.
    pub fn whereabouts<'p>(&self, places: impl IntoIterator<Item = &'p str>) -> BTreeMap<String, Whereabouts> {
        let mut by_file: BTreeMap<FileId, Vec<(String, String)>> = BTreeMap::new();
        for place in places {
            if let Some((file, pointer)) = self.split(place) {
                by_file.entry(file).or_default().push((place.to_owned(), pointer));
            }
        }
        let mut found = BTreeMap::new();
        for (file, places) in by_file {
            let Some(source) = self.sources.get(file) else { continue };
            let pointers: Vec<&str> = places.iter().map(|(_, pointer)| pointer.as_str()).collect();
            let located = index::locate(&source.text, source.document, &pointers);
            for (place, pointer) in &places {
                let start = located.get(pointer).map(|it| it.key.unwrap_or(it.value).start);
                let (line, column) = start.map_or((1, 1), |start| (start.line, start.column));
                found.insert(place.clone(), Whereabouts { file: source.shown.clone(), line, column });
            }
        }
        found
    }
}
