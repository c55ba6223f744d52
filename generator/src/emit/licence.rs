//! The licence of the document as the manifest names licences: by identifiers of SPDX.

/// Licences that real documents name, by identifier.
const KNOWN: &[&str] = &[
    "0BSD",
    "AGPL-3.0",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC-BY-3.0",
    "CC-BY-4.0",
    "CC-BY-SA-4.0",
    "CC0-1.0",
    "EPL-2.0",
    "EUPL-1.2",
    "GPL-2.0",
    "GPL-3.0",
    "ISC",
    "LGPL-2.1",
    "LGPL-3.0",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "Unlicense",
    "Zlib",
];

/// Words that people write beside the name of a licence.
const WORDS: &[&str] = &["the", "license", "licence", "licensed", "under", "version", "v", "open", "source"];

/// The identifier of a licence that a document names as people do, such as `Apache License, Version 2.0`. None: it is not
/// known, or terms of use of a vendor.
pub fn spdx(name: &str) -> Option<&'static str> {
    let words = words(name);
    KNOWN.iter().find(|known| self::words(known) == words).copied()
}

/// The words that tell licences apart, in lower case.
fn words(name: &str) -> Vec<String> {
    let name = name.to_ascii_lowercase();
    let words = name.split(|c: char| !(c.is_ascii_alphanumeric() || c == '.')).filter(|word| !word.is_empty());
    let words = words.map(|word| match word.strip_prefix('v') {
        Some(number) if number.starts_with(|c: char| c.is_ascii_digit()) => number,
        Some(_) | None => word,
    });
    words.filter(|word| !WORDS.contains(word)).map(str::to_owned).collect()
}
