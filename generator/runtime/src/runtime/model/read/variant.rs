//! Which variant of a union is a JSON value?
//!
//! The member that a document names as discriminator decides, when its value is listed. Else the shapes of the variants do:
//! see [`variant_score`]. What fits no variant is kept as JSON.

use super::super::shape::Unlisted;
use super::super::value::{Choice, Json, Slot};
use super::trace::Trace;
use super::variant_score::{self, Score, Tag};

/// Reads a JSON value into a slot. An error is the message, and the trace says where.
pub(super) type TryRead = fn(Slot<'_>, &Json, &mut Trace) -> Result<(), String>;

/// Reads a JSON value as the variant that it is. An error is the message, and the trace says where.
pub(super) fn read_variant(
    choice: &mut dyn Choice,
    json: Json,
    trace: &mut Trace,
    try_read: TryRead,
) -> Result<(), String> {
    let shape = choice.shape();
    match (variant_score::tag(shape, &json), shape.unlisted) {
        (Tag::Listed(variant), _) => return try_read(choice.choose(variant), &json, trace),
        (Tag::Unlisted, Unlisted::First) => return try_read(choice.choose(0), &json, trace),
        (Tag::Unlisted, Unlisted::Unknown) => {
            keep(choice, json);
            return Ok(());
        }
        (Tag::Unlisted, Unlisted::Shape) | (Tag::Missing, _) => {}
    }
    let mut scores: Vec<(usize, Score)> = (0..shape.tags.len())
        .filter_map(|variant| variant_score::score(choice.choose(variant), &json, shape).map(|score| (variant, score)))
        .collect();
    // The sort is stable: of equal scores, the first in the document is tried first.
    scores.sort_by(|(_, a), (_, b)| b.cmp(a));
    for (variant, _) in scores.into_iter().filter(|(_, score)| !score.is_unknown_constant()) {
        if try_read(choice.choose(variant), &json, &mut Trace::default()).is_ok() {
            return Ok(());
        }
    }
    keep(choice, json);
    Ok(())
}

/// Keeps a value that is none of the variants.
fn keep(choice: &mut dyn Choice, json: Json) {
    if let Slot::Json(place) = choice.choose(choice.shape().tags.len()) {
        *place = json;
    }
}
