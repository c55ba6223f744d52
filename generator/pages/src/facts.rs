//! What a page of documentation says: facts, each with its line.

mod member;
mod operation;
mod statement;

pub use member::{Limit, Mark, Owner, Type};
pub use operation::{Availability, Need, Permission, Presence, Side, Stage};
pub use statement::Statement;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A page, and what it says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Page {
    /// A short name that is one of its own within a facts file, such as `contact-update`. Ids of facts begin with it.
    pub name: String,
    /// The address at which people read it, if it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// The file that was read, as it was named.
    pub file: String,
    /// SHA-256 of the bytes that were read, in hexadecimal digits.
    pub digest: String,
    /// The day on which it was read, as `2026-11-26`.
    pub date: String,
    /// The profile by which it was read.
    pub profile: String,
    /// Its facts, in the order of the page.
    pub facts: Vec<Fact>,
}

/// One thing that a page says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Fact {
    /// Says which fact it is, in words that stay when lines move: `contact-update/body/birthday/type`.
    pub id: String,
    /// The line of the page, counted from 1.
    pub line: usize,
    /// The part of the page that it stands in, where a page describes several operations or types: the heading of that
    /// part, as an anchor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub under: Option<String>,
    /// A digest of the prose that belongs to it, such as the description of a row: eight hexadecimal digits that change
    /// when the prose does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wording: Option<String>,
    /// What it says.
    pub says: Statement,
    /// How the specification meets it. A fact that was just read has no answer yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held: Option<Held>,
}

/// How a specification meets a fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Held {
    /// At these places, each of which must hold it: JSON pointers into the specification, as `#/paths/~1me/patch`, or
    /// into a file beside it, as `common.yaml#/components/schemas/identity`.
    At(Vec<String>),
    /// At these places, but for some members of a payload, which the specification says otherwise.
    Mended {
        at: Vec<String>,
        /// Why, by the JSON pointer of the member in the payload: `/birthday`. The address of a request is
        /// `request-line`.
        except: BTreeMap<String, String>,
    },
    /// By a rule that needs no place, named as in the profile or in the table of rules, such as `headers-of-http`.
    Rule(String),
    /// Not at all, and why.
    Waived {
        /// Why the specification says another thing, or nothing.
        reason: String,
        /// The id of the fact that was followed instead, where two contradict each other.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        follows: Option<String>,
    },
}
