//! How well a JSON value fits a type, judged by the type's shape.

use super::super::shape::{Presence, UnionShape, Unlisted};
use super::super::value::{Choice, Json, Record, Slot};
use std::cmp::Reverse;

/// How well a value fits. The greatest is the best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Score {
    /// Members with a text that their enum does not name: the fewer the better.
    odd: Reverse<usize>,
    /// Members of the value that the type names.
    known: usize,
    /// Members of the value that the type does not name.
    unknown: Reverse<usize>,
    /// Members of the value that the type demands.
    required: usize,
    /// How narrow the type is: an enum before a format before any text, an integer before a number.
    narrow: u8,
}

impl Score {
    const fn plain(narrow: u8) -> Self {
        Score { odd: Reverse(0), known: 0, unknown: Reverse(0), required: 0, narrow }
    }

    /// Whether the type takes the value only because its enum takes values that the document does not name.
    pub(super) fn is_unknown_constant(&self) -> bool {
        self.known == 0 && self.odd.0 > 0
    }

    const fn odd(narrow: u8) -> Self {
        Score { odd: Reverse(1), known: 0, unknown: Reverse(0), required: 0, narrow }
    }
}

/// How many unions inside one another are looked into: one may contain itself.
const DEEPEST: usize = 4;

/// How well `json` fits the type behind the empty place of a variant of `union`. `None` when it does not at all.
pub(super) fn score(slot: Slot<'_>, json: &Json, union: &UnionShape) -> Option<Score> {
    Scorer { union, depth: 0 }.score(slot, json)
}

/// Judges variants of one union.
#[derive(Clone, Copy)]
struct Scorer<'a> {
    union: &'a UnionShape,
    depth: usize,
}

impl Scorer<'_> {
    fn score(self, slot: Slot<'_>, json: &Json) -> Option<Score> {
        match (slot, json) {
            (Slot::Optional(_), Json::Null) => Some(Score::plain(1)),
            (Slot::Optional(optional), json) => self.score(optional.some(), json),
            (Slot::Choice(choice), json) => self.score_choice(choice, json),
            (Slot::Json(_) | Slot::Nothing, _) => Some(Score::plain(0)),
            (Slot::Bool(_), Json::Bool(_)) => Some(Score::plain(1)),
            (Slot::I32(_), Json::Number(number)) => {
                number.as_i64().is_some_and(|number| i32::try_from(number).is_ok()).then_some(Score::plain(3))
            }
            (Slot::I64(_), Json::Number(number)) => number.as_i64().map(|_| Score::plain(2)),
            (Slot::U64(_), Json::Number(number)) => number.as_u64().map(|_| Score::plain(2)),
            (Slot::F64(_), Json::Number(_)) => Some(Score::plain(1)),
            (Slot::Integer(integer), Json::Number(number)) => {
                number.as_i64().map(|number| if integer.fits(number) { Score::plain(4) } else { Score::odd(4) })
            }
            (Slot::String(_), Json::String(_)) => Some(Score::plain(1)),
            (Slot::Bytes(_), Json::String(_)) => Some(Score::plain(0)),
            (Slot::Text(place), Json::String(text)) => {
                Some(if place.fits(text) { Score::plain(2) } else { Score::odd(2) })
            }
            (Slot::Text(place), Json::Number(number)) => {
                place.put_number(&number.to_string()).then_some(Score::plain(0))
            }
            (Slot::List(list), Json::Array(items)) => match items.first() {
                Some(first) => self.score_inside(list.push(), first),
                None => Some(Score::plain(1)),
            },
            (Slot::Map(entries), Json::Object(members)) => match members.iter().next() {
                Some((key, first)) => self.score_inside(entries.insert(key), first).map(|_| Score::plain(0)),
                None => Some(Score::plain(0)),
            },
            (Slot::Record(record), Json::Object(members)) => self.score_record(record, members),
            (
                Slot::Bool(_)
                | Slot::I32(_)
                | Slot::I64(_)
                | Slot::U64(_)
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

    /// How well an item fits. A union among the items keeps what none of its variants fits.
    fn score_inside(self, slot: Slot<'_>, json: &Json) -> Option<Score> {
        match slot {
            Slot::Choice(choice) => self.score_choice(choice, json).or(Some(Score::odd(0))),
            slot => self.score(slot, json),
        }
    }

    /// A union fits as well as the best of its variants.
    fn score_choice(self, choice: &mut dyn Choice, json: &Json) -> Option<Score> {
        if self.depth == DEEPEST {
            return Some(Score::plain(0));
        }
        let union = choice.shape();
        let scorer = Scorer { union, depth: self.depth + 1 };
        match (tag(union, json), union.unlisted) {
            (Tag::Listed(variant), _) => scorer.score(choice.choose(variant), json),
            (Tag::Unlisted, Unlisted::First) => scorer.score(choice.choose(0), json),
            (Tag::Unlisted, Unlisted::Unknown) => Some(Score::plain(0)),
            (Tag::Unlisted, Unlisted::Shape) | (Tag::Missing, _) => {
                (0..union.tags.len()).filter_map(|variant| scorer.score(choice.choose(variant), json)).max()
            }
        }
    }

    /// The discriminator counts only where it contradicts: its value has not decided.
    fn score_record(self, record: &mut dyn Record, json: &serde_json::Map<String, Json>) -> Option<Score> {
        let shape = record.shape();
        let discriminator = self.union.discriminator;
        let counted = json.len() - usize::from(discriminator.is_some_and(|name| json.contains_key(name)));
        let (mut odd, mut known, mut required) = (0, 0, 0);
        for (member, place) in shape.members.iter().zip(record.members_mut()) {
            match json.get(member.name) {
                None if member.presence == Presence::Required => return None,
                None => {}
                Some(value) if discriminator == Some(member.name) && self.is_contradicted(place.slot(), value) => {
                    return None;
                }
                Some(_) if discriminator == Some(member.name) => {}
                Some(value) => {
                    known += 1;
                    required += usize::from(member.presence == Presence::Required);
                    odd += usize::from(is_odd(place.slot(), value));
                }
            }
        }
        Some(Score { odd: Reverse(odd), known, unknown: Reverse(counted.saturating_sub(known)), required, narrow: 0 })
    }

    /// Whether the discriminator is a constant of this variant, and the value is another one. A list of the tags of
    /// all variants is no constant.
    fn is_contradicted(self, slot: Slot<'_>, json: &Json) -> bool {
        match (slot, json) {
            (Slot::Optional(optional), json) => self.is_contradicted(optional.some(), json),
            (Slot::Text(text), Json::String(value)) if !text.fits(value) => {
                self.union.tags.iter().filter(|tags| tags.iter().any(|tag| text.fits(tag))).count() <= 1
            }
            (_, _) => false,
        }
    }
}

/// Whether a member says that the value is of another type: a constant that is another, a value of another kind.
/// Members with parts are not looked into: that is left to reading.
fn is_odd(slot: Slot<'_>, json: &Json) -> bool {
    match slot {
        Slot::Optional(optional) => !json.is_null() && is_odd(optional.some(), json),
        Slot::Record(_) => !json.is_object(),
        Slot::Map(_) => !json.is_object(),
        Slot::List(_) => !json.is_array(),
        Slot::Text(text) => match json {
            Json::String(value) => !text.fits(value),
            Json::Number(value) => !text.put_number(&value.to_string()),
            Json::Null | Json::Bool(_) | Json::Array(_) | Json::Object(_) => true,
        },
        Slot::Integer(integer) => !json.as_i64().is_some_and(|value| integer.fits(value)),
        Slot::Bool(_) => !json.is_boolean(),
        Slot::String(_) | Slot::Bytes(_) => !json.is_string(),
        Slot::I32(_) | Slot::I64(_) | Slot::U64(_) | Slot::F64(_) => !json.is_number(),
        Slot::Nothing | Slot::Json(_) | Slot::Choice(_) => false,
    }
}

/// What the discriminator of a value says.
pub(super) enum Tag {
    /// This variant lists it.
    Listed(usize),
    /// No variant lists it.
    Unlisted,
    /// The union has no discriminator, or the value lacks it.
    Missing,
}

/// The variant that the discriminator names, by its text or by the text of its number or boolean.
pub(super) fn tag(shape: &UnionShape, json: &Json) -> Tag {
    let value = match shape.discriminator.and_then(|member| json.get(member)) {
        Some(Json::String(text)) => text.clone(),
        Some(value @ (Json::Number(_) | Json::Bool(_))) => value.to_string(),
        Some(Json::Null | Json::Array(_) | Json::Object(_)) | None => return Tag::Missing,
    };
    let listed = shape.tags.iter().position(|tags| tags.contains(&value.as_str()));
    listed.map_or(Tag::Unlisted, Tag::Listed)
}
