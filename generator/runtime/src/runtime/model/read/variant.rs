//! Which variant of a union is a JSON value?
//!
//! The member that a document names as discriminator decides, when its value is listed. Else the shapes of the variants do:
//! see [`variant_score`]. What fits no variant is kept as JSON.

use super::super::value::{Choice, Json, Slot};
use super::trace::Trace;
use super::variant_score::{self, Score};

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
    if let Some(variant) = variant_score::tagged(shape, &json) {
        return try_read(choice.choose(variant), &json, trace);
    }
    let mut scores: Vec<(usize, Score)> = (0..shape.tags.len())
        .filter_map(|variant| variant_score::score(choice.choose(variant), &json, shape).map(|score| (variant, score)))
        .collect();
    // The sort is stable: of equal scores, the first in the document is tried first.
    scores.sort_by(|(_, a), (_, b)| b.cmp(a));
    for (variant, _) in scores {
        if try_read(choice.choose(variant), &json, &mut Trace::default()).is_ok() {
            return Ok(());
        }
    }
    if let Slot::Json(place) = choice.choose(shape.tags.len()) {
        *place = json;
    }
    Ok(())
}
