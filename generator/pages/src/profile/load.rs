//! How a profile is read, and which ones are shipped.

use std::fmt;

use super::Profile;

/// The profiles that are shipped, by name.
const SHIPPED: [(&str, &str); 5] = [
    ("common", include_str!("../../profiles/common.toml")),
    ("discord", include_str!("../../profiles/discord.toml")),
    ("gitlab", include_str!("../../profiles/gitlab.toml")),
    ("mastodon", include_str!("../../profiles/mastodon.toml")),
    ("microsoft-graph", include_str!("../../profiles/microsoft-graph.toml")),
];

/// Why a profile cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// It is no TOML, or says what no profile says.
    Toml(String),
    /// It extends a profile that is not shipped.
    Unknown(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Toml(why) => write!(f, "the profile cannot be read: {why}"),
            Self::Unknown(name) => {
                let known = shipped_names().collect::<Vec<_>>().join("`, `");
                write!(f, "no profile `{name}` is shipped; there are `{known}`")
            }
        }
    }
}

impl std::error::Error for Error {}

/// The names of the shipped profiles.
pub fn shipped_names() -> impl Iterator<Item = &'static str> {
    SHIPPED.iter().map(|(name, _)| *name)
}

/// A shipped profile.
///
/// # Errors
///
/// There is none of this name.
pub fn shipped(name: &str) -> Result<Profile, Error> {
    source(name)?.parse()
}

fn source(name: &str) -> Result<&'static str, Error> {
    let found = SHIPPED.iter().find(|(known, _)| *known == name);
    found.map(|(_, text)| *text).ok_or_else(|| Error::Unknown(name.to_owned()))
}

impl std::str::FromStr for Profile {
    type Err = Error;

    /// Reads a profile, with all that it extends.
    fn from_str(text: &str) -> Result<Self, Error> {
        let table = extended(text, 4)?;
        table.try_into().map_err(|error: toml::de::Error| Error::Toml(error.to_string()))
    }
}

/// A profile as a table, with what it extends; profiles that extend each other end at a depth.
fn extended(text: &str, depth: usize) -> Result<toml::Table, Error> {
    let mut table: toml::Table = text.parse().map_err(|error: toml::de::Error| Error::Toml(error.to_string()))?;
    if let (Some(base), Some(depth)) = (table.get("extends").and_then(toml::Value::as_str), depth.checked_sub(1)) {
        let base = extended(source(base)?, depth)?;
        merge(&mut table, base);
    }
    Ok(table)
}

/// Adds what a profile extends: lists go on, tables are merged, and a single value stands.
fn merge(table: &mut toml::Table, base: toml::Table) {
    for (key, value) in base {
        match (table.get_mut(&key), value) {
            (None, value) => {
                table.insert(key, value);
            }
            (Some(toml::Value::Table(own)), toml::Value::Table(base)) => merge(own, base),
            (Some(toml::Value::Array(own)), toml::Value::Array(base)) => own.extend(base),
            (Some(_), _) => {}
        }
    }
}
