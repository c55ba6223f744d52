//! Which keywords, media types and extensions do real documents have? `tests/tests/census.rs` holds the compiler against it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io;
use std::path::Path;

use generator::Disk;
use generator::internals::source::{Raw, Roots, load};
use generator::internals::vocabulary::{Kind, Shape, member};

use crate::list::documents;

/// What occurs in fewer documents is left out.
const LEAST: usize = 3;

/// A kind of name, where it stands, and the name.
type Entry = (&'static str, String, String);

/// Counts the documents below a folder that have each name, one a line, by kind of name.
///
/// # Errors
///
/// If the folder cannot be read.
pub fn census(dir: &Path) -> io::Result<String> {
    let files = Disk::new(dir);
    let mut counts: BTreeMap<Entry, usize> = BTreeMap::new();
    let found = documents(dir)?;
    for document in &found {
        let (sources, _) = load(&files, &Roots::new([document.path.as_str()]));
        let Some(root) = sources.roots.first().and_then(|id| sources.get(*id)) else { continue };
        let mut names = BTreeSet::new();
        collect(&root.raw, Kind::Document, &mut names);
        for name in names {
            *counts.entry(name).or_default() += 1;
        }
    }
    let mut text = format!(
        "# Names of {} documents, and how many of them have each; those of fewer than {LEAST} are left out.\n\
         # cargo run --release -p corpus -- --census DIR > tests/reports/census.txt\n",
        found.len()
    );
    for ((what, place, name), count) in counts.iter().filter(|(_, count)| **count >= LEAST) {
        let _ = writeln!(text, "{what} {place} {name} {count}");
    }
    Ok(text)
}

/// Collects the names of an object of this kind and of what it holds.
fn collect(raw: &Raw, kind: Kind, names: &mut BTreeSet<Entry>) {
    for (key, value) in raw.as_object().into_iter().flatten() {
        // A name with a space is nobody's keyword, and would break the line.
        if !key.contains(char::is_whitespace) {
            let what = if key.starts_with("x-") { "extension" } else { "keyword" };
            names.insert((what, format!("{kind:?}"), key.clone()));
        }
        match member(kind, key) {
            Some(Shape::One(kind)) => collect(value, kind, names),
            Some(Shape::List(kind)) => value.as_array().into_iter().flatten().for_each(|it| collect(it, kind, names)),
            Some(Shape::Map(inner) | Shape::Pattern(inner)) => {
                for (name, value) in value.as_object().into_iter().flatten() {
                    if inner == Kind::MediaType && !name.contains(char::is_whitespace) {
                        names.insert(("media", format!("{kind:?}"), name.to_ascii_lowercase()));
                    }
                    collect(value, inner, names);
                }
            }
            Some(Shape::Leaf(_) | Shape::Mapping) | None => {}
        }
    }
}
