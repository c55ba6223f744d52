//! The choice of the variant of a union that a JSON value is read as.
//!
//! If a variant lists the value of the discriminator, the value is read as that variant. If none does, [`Unlisted`] says how
//! the value is read. Constants of the variants take the place of a discriminator. Without either, the variants are tried in the order of their [scores](variant_score). A value
//! that no variant can read is kept as JSON, and so is a value of several variants of an `anyOf` of which none has [all its
//! members](overlap).

use super::super::shape::{Keyword, UnionShape, Unlisted};
use super::super::value::{Choice, Json, Slot};
use super::overlap;
use super::trace::{Match, Purpose, Trace};
use super::variant_score::{self, Score, Tag};

/// A function that reads a JSON value into a slot. An error is the message; the path is added to the trace.
pub(super) type TryRead = fn(Slot<'_>, &Json, &mut Trace) -> Result<(), String>;

/// Reads a JSON value into a union. An error is the message; the path is added to the trace.
pub(super) fn read_variant(
    choice: &mut dyn Choice,
    json: Json,
    trace: &mut Trace,
    try_read: TryRead,
) -> Result<(), String> {
    let shape = choice.shape();
    match (variant_score::tag(shape, &json), shape.unlisted) {
        (Tag::Listed(_) | Tag::Unlisted, Unlisted::Kept) if trace.is_trial() => return Ok(()),
        (Tag::Listed(variant), Unlisted::Kept) => {
            if try_read(choice.choose(variant), &json, &mut Trace::strict(trace.purpose())).is_err() {
                keep_json(choice, json);
            }
            return Ok(());
        }
        (Tag::Listed(variant), _) => return read_named(choice, variant, json, trace, try_read),
        (Tag::Unlisted, Unlisted::First) => return read_named(choice, 0, json, trace, try_read),
        (Tag::Unlisted, Unlisted::Unknown | Unlisted::Kept) => {
            keep_json(choice, json);
            return Ok(());
        }
        // Some variant reads the value, or it is kept as JSON. A trial need not know which.
        (Tag::Unlisted, Unlisted::Shape) | (Tag::Missing, _) if trace.is_trial() => return Ok(()),
        (Tag::Unlisted, Unlisted::Shape) | (Tag::Missing, _) => {}
    }
    // The highest first. Variants with equal scores are tried in the order of the document.
    let mut scores: Vec<(usize, Score)> = Vec::new();
    for variant in 0..shape.tags.len() {
        if let Some(score) = variant_score::score(choice.choose(variant), &json, shape) {
            scores.insert(scores.partition_point(|(_, other)| *other >= score), (variant, score));
        }
    }
    let candidates = scores.iter().filter(|(_, score)| !score.is_unknown_constant()).copied();
    let chosen = first_that_reads(choice, &candidates.collect::<Vec<_>>(), &json, try_read);
    if let Some(variant) = chosen
        && try_read(choice.choose(variant), &json, &mut Trace::strict(trace.purpose())).is_ok()
    {
        let others = scores.iter().filter(|(other, score)| *other != variant && score.fits());
        let others = others.map(|(other, _)| *other);
        if !is_compared(shape, trace) || !lists_what_is_lost(choice, others, &json, try_read) {
            return Ok(());
        }
    }
    keep_json(choice, json);
    Ok(())
}

/// The variant of all strings, if it alone can be a string. Others are records, lists and maps, numbers, or booleans.
pub(super) fn of_strings(choice: &mut dyn Choice) -> Option<usize> {
    let shape = choice.shape();
    shape.learned.variant_of_strings(|| {
        let mut found = None;
        for variant in 0..shape.tags.len() {
            match choice.choose(variant) {
                Slot::String(_) if found.is_none() => found = Some(variant),
                Slot::String(_)
                | Slot::Nothing
                | Slot::Text(_)
                | Slot::Bytes(_)
                | Slot::Json(_)
                | Slot::Optional(..)
                | Slot::Choice(_) => return None,
                Slot::Bool(_)
                | Slot::Whole(_)
                | Slot::F64(_)
                | Slot::Integer(_)
                | Slot::Record(_)
                | Slot::List(_)
                | Slot::Map(_) => {}
            }
        }
        found
    })
}

/// Whether a variant can be this string.
pub(super) fn any_fits_string(choice: &mut dyn Choice, text: &str) -> bool {
    let (shape, string) = (choice.shape(), Json::from(text));
    let mut variants = 0..shape.tags.len();
    variants.any(|index| variant_score::score(choice.choose(index), &string, shape).is_some_and(|score| score.fits()))
}

/// The first of the candidates that can read a value. A lone candidate is not tried, because there is no choice. Of those
/// that list the same number of members, one that reads every scalar [exactly](Match::Exact) goes before others: a number is
/// also read as text, and would be written as that.
///
/// A trial does not read the unions inside the value. If it did, the time to read would double with each union in a union.
fn first_that_reads(
    choice: &mut dyn Choice,
    candidates: &[(usize, Score)],
    json: &Json,
    try_read: TryRead,
) -> Option<usize> {
    if let [(only, _)] = candidates {
        return Some(*only);
    }
    candidates.chunk_by(|(_, one), (_, other)| one.lists_as(other)).find_map(|alike| {
        let mut reads = |how| {
            let purpose = Purpose::Trial(how);
            let variants = alike.iter().map(|(variant, _)| *variant);
            variants
                .into_iter()
                .find(|variant| try_read(choice.choose(*variant), json, &mut Trace::strict(purpose)).is_ok())
        };
        let exact = if alike.len() > 1 { reads(Match::Exact) } else { None };
        exact.or_else(|| reads(Match::Tolerant))
    })
}

/// Whether a value that was read as one variant may be others too.
fn is_compared(shape: &UnionShape, trace: &Trace) -> bool {
    match (shape.keyword, trace.purpose()) {
        (Keyword::AnyOf, Purpose::Use) => true,
        (Keyword::OneOf, Purpose::Use) | (Keyword::OneOf | Keyword::AnyOf, Purpose::Comparison | Purpose::Trial(_)) => {
            false
        }
    }
}

/// Whether one of the `others`, which are indices of variants, can read `json` and lists a member of it that the variant in
/// `choice` does not keep. A member that no variant lists does not count.
fn lists_what_is_lost(
    choice: &dyn Choice,
    mut others: impl Iterator<Item = usize>,
    json: &Json,
    try_read: TryRead,
) -> bool {
    if !overlap::loses_members(choice.view(), json) {
        return false;
    }
    let mut another = choice.another();
    others.any(|variant| {
        try_read(another.choose(variant), json, &mut Trace::strict(Purpose::Comparison)).is_ok()
            && overlap::lists_more(choice.view(), another.view(), json)
    })
}

/// Reads a JSON value as the variant that its discriminator names. A lenient reader keeps one that does not match as JSON.
fn read_named(
    choice: &mut dyn Choice,
    variant: usize,
    json: Json,
    trace: &mut Trace,
    try_read: TryRead,
) -> Result<(), String> {
    try_read(choice.choose(variant), &json, trace)?;
    if let Some(fault) = trace.take_fault() {
        trace.pass(fault);
        keep_json(choice, json);
    }
    Ok(())
}

/// Keeps a value that matches no variant as JSON.
fn keep_json(choice: &mut dyn Choice, json: Json) {
    if let Slot::Json(place) = choice.choose(choice.shape().tags.len()) {
        *place = json;
    }
}
