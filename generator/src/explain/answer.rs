//! What is answered: a thing with its reasons, each with the place of the document that it comes from.

use std::collections::BTreeMap;

use super::nodes::Graph;
use crate::location::{At, Location};
use crate::render::places;
use crate::source::SourceSet;

/// What was asked for, in each API that has it.
#[derive(Debug, Clone)]
pub struct Explanation {
    pub(super) answers: Vec<Answer>,
    /// Where each location of the answers stands.
    pub(super) places: BTreeMap<Location, Place>,
}

/// A place of a document.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// `file:line:column`.
    pub position: String,
    /// The JSON pointer.
    pub pointer: String,
}

/// A thing of the emitted crate, with its reasons.
#[derive(Debug, Clone)]
pub(super) struct Answer {
    /// `struct`, `enum`, `type`, `function`, `field`, `variant`.
    pub kind: &'static str,
    /// As a program names it: `models::Pet`, with the module of the API.
    pub path: String,
    /// What it is called in the document.
    pub document: String,
    /// Where that stands.
    pub location: Location,
    /// The Rust type of a field, or of what a variant holds; what a function gives.
    pub rust: Option<String>,
    pub said: Vec<Said>,
    /// What it needs.
    pub graph: Graph,
}

/// A question, and a reason that answers it.
#[derive(Debug, Clone)]
pub(super) struct Said {
    pub about: About,
    /// The name of the reason, for programs.
    pub reason: &'static str,
    /// The reason, in a sentence.
    pub text: String,
    /// What the document says there.
    pub location: Option<Location>,
}

/// What a reason answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum About {
    Existence,
    Use,
    Shape,
    Forms,
    Name,
    Traits,
    Pointers,
    Sharing,
    Needs,
}

impl About {
    /// In the order in which they are told.
    pub const ALL: [About; 9] = [
        About::Existence,
        About::Use,
        About::Shape,
        About::Forms,
        About::Name,
        About::Traits,
        About::Pointers,
        About::Sharing,
        About::Needs,
    ];

    /// For programs.
    pub fn key(self) -> &'static str {
        match self {
            About::Existence => "existence",
            About::Use => "use",
            About::Shape => "shape",
            About::Forms => "forms",
            About::Name => "name",
            About::Traits => "traits",
            About::Pointers => "pointers",
            About::Sharing => "sharing",
            About::Needs => "needs",
        }
    }

    /// For people.
    pub fn title(self) -> &'static str {
        match self {
            About::Existence => "why it exists",
            About::Use => "what needs it",
            About::Shape => "why it has this shape",
            About::Forms => "what is received and what is sent",
            About::Name => "why it is called so",
            About::Traits => "which traits it has",
            About::Pointers => "what is behind a pointer",
            About::Sharing => "what it is one with",
            About::Needs => "what it needs",
        }
    }
}

impl Said {
    pub fn new(about: About, reason: &'static str, text: impl Into<String>) -> Self {
        Self { about, reason, text: text.into(), location: None }
    }

    pub fn at(self, location: &Location) -> Self {
        Self { location: Some(location.clone()), ..self }
    }
}

impl Explanation {
    /// The answers with their places. Each file is searched once.
    pub(super) fn placed(answers: Vec<Answer>, sources: &SourceSet) -> Self {
        let said = answers.iter().flat_map(|answer| answer.said.iter().filter_map(|said| said.location.as_ref()));
        let mut locations: Vec<Location> = answers.iter().map(|answer| &answer.location).chain(said).cloned().collect();
        locations.sort();
        locations.dedup();
        let positions = places(&locations, sources);
        let pointer = |location: &Location| match &location.at {
            At::Pointer(pointer) => pointer.clone(),
            At::LineColumn(..) => String::new(),
        };
        let placed = locations.into_iter().zip(positions);
        let places = placed.map(|(location, position)| {
            let place = Place { position, pointer: pointer(&location) };
            (location, place)
        });
        Self { answers, places: places.collect() }
    }
}
