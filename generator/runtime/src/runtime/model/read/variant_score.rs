//! The score of a variant of a union for a JSON value: how well the value matches the static description of the type.

use super::super::member::Presence;
use super::super::shape::{Shape, UnionShape, Unlisted};
use super::super::value::{Choice, Json, Record, Slot, Value};
use std::cmp::Reverse;

/// How well a value matches a type. A greater score is a better match; earlier fields weigh more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Score {
    /// The number of members whose value is of another type, or is not listed by their enum. Fewer are better.
    mismatched: Reverse<usize>,
    /// The number of members of the value that the type lists.
    listed: usize,
    /// The number of members of the value that the type does not list. Fewer are better.
    unlisted: Reverse<usize>,
    /// The number of members of the value that the type requires.
    required: usize,
    /// Whether the value has members that the type does not list, and the type has a schema for these.
    others: bool,
    /// How specific the type is: an enum ranks before a format, a format before any string, an integer before a number.
    specificity: u8,
}

impl Score {
    const fn matched(specificity: u8) -> Self {
        Score { mismatched: Reverse(0), listed: 0, unlisted: Reverse(0), required: 0, others: false, specificity }
    }

    /// Whether the type matches only because its enum accepts values that the document does not list.
    pub(super) fn is_unknown_constant(&self) -> bool {
        self.listed == 0 && self.mismatched.0 > 0
    }

    /// Whether every member has the type that the type lists for it.
    pub(super) fn fits(&self) -> bool {
        self.mismatched.0 == 0
    }

    /// Whether both types list the same number of members of the value.
    pub(super) fn lists_as(&self, other: &Self) -> bool {
        (self.mismatched, self.listed, self.unlisted) == (other.mismatched, other.listed, other.unlisted)
    }

    const fn mismatched(specificity: u8) -> Self {
        Score { mismatched: Reverse(1), ..Score::matched(specificity) }
    }
}

/// The number of nested unions that are scored. There is a limit because a union may contain itself.
const MAX_DEPTH: usize = 4;

/// The score of `json` for the type of a slot, which belongs to a variant of `union`. Returns `None` if the value cannot be
/// of the type.
pub(super) fn score(slot: Slot<'_>, json: &Json, union: &UnionShape) -> Option<Score> {
    Scorer { union, depth: 0 }.score(slot, json)
}

/// The state that is passed while the variants of a union are scored.
#[derive(Clone, Copy)]
struct Scorer<'a> {
    union: &'a UnionShape,
    depth: usize,
}

impl Scorer<'_> {
    fn score(self, slot: Slot<'_>, json: &Json) -> Option<Score> {
        match (slot, json) {
            (Slot::Optional(..), Json::Null) => Some(Score::matched(1)),
            (Slot::Optional(optional), json) => self.score(optional.some(), json),
            (Slot::Choice(choice), json) => self.score_choice(choice, json),
            (Slot::Json(_) | Slot::Nothing, _) => Some(Score::matched(0)),
            (Slot::Bool(_), Json::Bool(_)) => Some(Score::matched(1)),
            (Slot::Whole(whole), Json::Number(number)) => {
                let value = number.as_i64().map(i128::from).or(number.as_u64().map(i128::from))?;
                let specificity = if whole.bits() <= 32 { 3 } else { 2 };
                whole.put(value).then_some(Score::matched(specificity))
            }
            (Slot::F64(_), Json::Number(_)) => Some(Score::matched(1)),
            (Slot::Integer(integer), Json::Number(number)) => number
                .as_i64()
                .map(|number| if integer.matches(number) { Score::matched(4) } else { Score::mismatched(4) }),
            (Slot::String(_), Json::String(_)) => Some(Score::matched(1)),
            (Slot::Bytes(_), Json::String(_)) => Some(Score::matched(0)),
            (Slot::Text(place), Json::String(text)) => {
                Some(if place.matches(text) { Score::matched(2) } else { Score::mismatched(2) })
            }
            (Slot::Text(place), Json::Number(number)) => {
                place.put_number(&number.to_string()).then_some(Score::matched(0))
            }
            (Slot::List(list), Json::Array(items)) => match items.first() {
                Some(first) => self.score_inside(list.push(), first),
                None => Some(Score::matched(1)),
            },
            (Slot::Map(entries), Json::Object(members)) => match members.iter().next() {
                Some((key, first)) => self.score_inside(entries.insert(key), first).map(|_| Score::matched(0)),
                None => Some(Score::matched(0)),
            },
            (Slot::Record(record), Json::Object(members)) => self.score_record(record, members),
            (
                Slot::Bool(_)
                | Slot::Whole(_)
                | Slot::F64(_)
                | Slot::Integer(_)
                | Slot::String(_)
                | Slot::Bytes(_)
                | Slot::Text(_)
                | Slot::List(_)
                | Slot::Map(_)
                | Slot::Record(_),
                _,
            ) => None,
        }
    }

    /// The score of an item. A union matches every item, because it keeps values that match no variant as JSON.
    fn score_inside(self, slot: Slot<'_>, json: &Json) -> Option<Score> {
        match slot {
            Slot::Choice(choice) => self.score_choice(choice, json).or(Some(Score::mismatched(0))),
            slot => self.score(slot, json),
        }
    }

    /// The score of a union is the best score of its variants.
    fn score_choice(self, choice: &mut dyn Choice, json: &Json) -> Option<Score> {
        if self.depth == MAX_DEPTH {
            return Some(Score::matched(0));
        }
        let union = choice.shape();
        let scorer = Scorer { union, depth: self.depth + 1 };
        match (tag(union, json), union.unlisted) {
            (Tag::Listed(variant), _) => scorer.score(choice.choose(variant), json),
            (Tag::Unlisted, Unlisted::First) => scorer.score(choice.choose(0), json),
            (Tag::Unlisted, Unlisted::Unknown | Unlisted::Kept) => Some(Score::matched(0)),
            (Tag::Unlisted, Unlisted::Shape) | (Tag::Missing, _) => {
                (0..union.tags.len()).filter_map(|variant| scorer.score(choice.choose(variant), json)).max()
            }
        }
    }

    /// The member that the document names as the discriminator. A constant is a member like others.
    fn discriminator(self) -> Option<&'static str> {
        match self.union.unlisted {
            Unlisted::Shape | Unlisted::Unknown | Unlisted::First => self.union.discriminator,
            Unlisted::Kept => None,
        }
    }

    /// The score of a record. The discriminator does not add to the score, because its value is not listed. A variant is
    /// rejected only if its own tag is another constant.
    fn score_record(self, record: &mut dyn Record, json: &serde_json::Map<String, Json>) -> Option<Score> {
        let shape = record.shape();
        let discriminator = self.discriminator();
        let scored = json.len() - usize::from(discriminator.is_some_and(|name| json.contains_key(name)));
        let mut score = None;
        record.with_members_mut(&mut |members: &mut [&mut dyn Value]| {
            score = self.score_members(shape, members, json);
        });
        score.map(|score| {
            let unlisted = scored.saturating_sub(score.listed);
            Score { unlisted: Reverse(unlisted), others: score.others && unlisted > 0, ..score }
        })
    }

    /// The score of the members that are listed.
    fn score_members(
        self,
        shape: &'static Shape,
        members: &mut [&mut dyn Value],
        json: &serde_json::Map<String, Json>,
    ) -> Option<Score> {
        let discriminator = self.discriminator();
        let mut score = Score::matched(0);
        if let Some(extra) = members.get_mut(shape.names.len()) {
            score.others = has_type(extra.slot());
        }
        for (member, place) in shape.members().zip(members) {
            match json.get(member.name) {
                None if member.presence == Presence::Required => return None,
                None => {}
                Some(value) if discriminator == Some(member.name) && self.has_other_tag(place.slot(), value) => {
                    return None;
                }
                Some(_) if discriminator == Some(member.name) => {}
                Some(value) => {
                    score.listed += 1;
                    score.required += usize::from(member.presence == Presence::Required);
                    score.mismatched.0 += usize::from(is_mismatch(place.slot(), value));
                }
            }
        }
        Some(score)
    }

    /// Whether the discriminator is a constant of this variant, and the value is another string. An enum of the tags of
    /// several variants is not a constant.
    fn has_other_tag(self, slot: Slot<'_>, json: &Json) -> bool {
        match (slot, json) {
            (Slot::Optional(optional), json) => self.has_other_tag(optional.some(), json),
            (Slot::Text(text), Json::String(value)) if !text.matches(value) => {
                self.union.tags.iter().filter(|tags| tags.iter().any(|tag| text.matches(tag))).count() <= 1
            }
            (_, _) => false,
        }
    }
}

/// Whether the values of a map have a type, and are not any JSON.
fn has_type(slot: Slot<'_>) -> bool {
    match slot {
        Slot::Map(entries) => !matches!(entries.insert(""), Slot::Json(_)),
        _ => false,
    }
}

/// Whether the value of a member is of another type, or is not listed by its enum. The parts of lists and objects are not
/// compared, because reading them decides.
fn is_mismatch(slot: Slot<'_>, json: &Json) -> bool {
    match slot {
        Slot::Optional(optional) => !json.is_null() && is_mismatch(optional.some(), json),
        Slot::Record(_) => !json.is_object(),
        Slot::Map(_) => !json.is_object(),
        Slot::List(_) => !json.is_array(),
        Slot::Text(text) => match json {
            Json::String(value) => !text.matches(value),
            Json::Number(value) => !text.put_number(&value.to_string()),
            Json::Null | Json::Bool(_) | Json::Array(_) | Json::Object(_) => true,
        },
        Slot::Integer(integer) => !json.as_i64().is_some_and(|value| integer.matches(value)),
        Slot::Bool(_) => !json.is_boolean(),
        Slot::String(_) | Slot::Bytes(_) => !json.is_string(),
        Slot::Whole(_) | Slot::F64(_) => !json.is_number(),
        Slot::Nothing | Slot::Json(_) | Slot::Choice(_) => false,
    }
}

/// The result of looking up the discriminator of a value.
pub(super) enum Tag {
    /// The index of the variant that lists the value of the discriminator.
    Listed(usize),
    /// No variant lists the value of the discriminator.
    Unlisted,
    /// The union has no discriminator, or the value does not have it.
    Missing,
}

/// Looks up the discriminator of a value. A number or a boolean is compared by its text.
pub(super) fn tag(shape: &UnionShape, json: &Json) -> Tag {
    let value = match shape.discriminator.and_then(|member| json.get(member)) {
        Some(Json::String(text)) => text.clone(),
        Some(value @ (Json::Number(_) | Json::Bool(_))) => value.to_string(),
        Some(Json::Null | Json::Array(_) | Json::Object(_)) | None => return Tag::Missing,
    };
    let listed = shape.tags.iter().position(|tags| tags.contains(&value.as_str()));
    listed.map_or(Tag::Unlisted, Tag::Listed)
}
