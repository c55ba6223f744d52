//! Why is a type, an operation or a member of the emitted crate what it is?
//!
//! Each reason is a value that stands where the decision was made: in the IR, in the facts, in the names, and in what users
//! see. Here they are only looked up, and each becomes a sentence with the place of the document that it comes from.

mod answer;
mod chain;
mod find;
mod form_words;
mod graph;
mod members;
mod name_words;
mod nodes;
mod operations;
mod report;
mod shape_words;
mod subject;
mod traits;
mod types;

pub use answer::Explanation;
pub use find::{NotFound, Question};
pub use report::ExplanationFormat;

use crate::config::Config;
use crate::pipeline::{self, Outcome};
use find::{Found, MemberFound};
use subject::Subject;

/// Explains what a question names, in each API that has it.
///
/// # Errors
/// When no API has it.
pub fn explain(outcome: &Outcome, config: &Config, question: &Question) -> Result<Explanation, NotFound> {
    let surfaces = pipeline::surfaces(outcome, config);
    let subjects: Vec<Subject<'_>> = outcome
        .apis
        .iter()
        .zip(&surfaces)
        .map(|(compiled, surface)| Subject { compiled, surface, crate_name: config.package.name.replace('-', "_") })
        .collect();
    let mut answers = Vec::new();
    for (index, found) in find::find(&subjects, question)? {
        let Some(subject) = subjects.get(index) else { continue };
        answers.extend(match found {
            Found::Type(id) => types::answer(subject, id),
            Found::Operation(id) => operations::answer(subject, id),
            Found::Member(MemberFound { ty, position }) => members::answer(subject, ty, position),
        });
    }
    Ok(Explanation::placed(answers, &outcome.sources))
}
