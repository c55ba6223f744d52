//! What is an inline type called that several places share? After what it holds (its title, its only value, or the member
//! that holds it), not after the first of its places.
//!
//! Each place keeps the name that it would have alone, as an alias, so that nothing is renamed when a place is added. Types
//! are named in the order in which they became shared, and after all others, so that what is added later takes no name away.

use std::collections::BTreeMap;

use super::steps::step_text;
use crate::ir::{Additional, Api, Enum, EnumRepr, Kind, NameOrigin, Step, TypeDef, TypeId};
use crate::names::reason::Content;
use crate::names::words::Words;

/// The types that several places share, in the order of their second places.
pub(super) fn types(api: &Api) -> Vec<TypeId> {
    let mut second: BTreeMap<TypeId, TypeId> = BTreeMap::new();
    for (&id, &first) in &api.repeated {
        second.entry(first).or_insert(id);
    }
    let mut order: Vec<(TypeId, TypeId)> = second.into_iter().map(|(first, second)| (second, first)).collect();
    order.sort_unstable();
    order.into_iter().map(|(_, first)| first).collect()
}

/// The most words of a title that is taken for a name.
const LONGEST_TITLE: usize = 3;

/// Titles that say nothing, as tools make them.
const EMPTY_TITLES: &[&str] =
    &["body", "data", "item", "model", "object", "param", "params", "response", "schema", "type", "value"];

fn says_something(title: &Words) -> bool {
    !EMPTY_TITLES.contains(&title.key())
}

/// What a shared type of this kind may be called after one of its places, best first. `place` is the name of that place.
pub(super) fn candidates(def: &TypeDef, kind: &Kind, place: &Words) -> Vec<(Words, Content)> {
    let path = match &def.name {
        NameOrigin::Component(_) => &[][..],
        NameOrigin::Inside { path, .. } | NameOrigin::InOperation { path, .. } | NameOrigin::InPart { path, .. } => {
            path
        }
    };
    let tail = tail(path);
    let content = content(kind, tail.as_ref().map(|tail| &tail.short));
    let title =
        def.docs.title.as_deref().map(Words::new).filter(|title| title.len() <= LONGEST_TITLE && says_something(title));
    let titled = title.into_iter().flat_map(|title| {
        let long = tail.as_ref().map_or_else(|| title.clone(), |tail| tail.long.clone());
        Tail { long, short: title }.longer_and_longer(place)
    });
    let mut all: Vec<(Words, Content)> = content.into_iter().map(|words| (words, Content::Only)).collect();
    all.extend(titled.map(|words| (words, Content::Title)));
    let held = tail.into_iter().flat_map(|tail| tail.longer_and_longer(place));
    all.extend(held.map(|words| (words, Content::Holder)));
    all.retain(|(words, _)| words != place && words.begins_with_letter());
    all
}

/// The last words of the name of a place, from the last step that has a name of its own.
struct Tail {
    /// As they end the name of the place.
    long: Words,
    /// As a person says them: an item of `labels` is a `label`.
    short: Words,
}

impl Tail {
    /// The short words, and then with more and more of the words before them.
    fn longer_and_longer(self, place: &Words) -> Vec<Words> {
        let mut all = vec![self.short.clone()];
        let Some(before) = place.without_suffix(&self.long) else { return all };
        all.extend(before.suffixes().map(|more| more.then(&self.short)));
        all
    }
}

/// None: the last step with a name of its own is the operation or the component.
fn tail(path: &[Step]) -> Option<Tail> {
    let named = path.iter().rposition(|step| match step {
        Step::Property(_) | Step::Param(_) => true,
        Step::Variant { title, .. } => title.is_some(),
        Step::Items | Step::Values | Step::Body(_) | Step::Response(..) | Step::Header(..) | Step::Base => false,
    })?;
    let (first, rest) = path.get(named..)?.split_first()?;
    let name = match first {
        Step::Property(name) | Step::Param(name) => name,
        Step::Variant { title, .. } => title.as_ref()?,
        Step::Items | Step::Values | Step::Body(_) | Step::Response(..) | Step::Header(..) | Step::Base => return None,
    };
    let name = Words::new(name);
    let mut long = name.clone();
    for step in rest {
        long = long.then(&Words::new(&step_text(step)));
    }
    let short = match rest {
        [Step::Items] => name.singular().unwrap_or_else(|| long.clone()),
        _ => long.clone(),
    };
    Some(Tail { long, short })
}

/// What the content alone says: that there is none, or one value.
fn content(kind: &Kind, tail: Option<&Words>) -> Option<Words> {
    match kind {
        Kind::Object(object) => {
            let is_empty = object.fields.is_empty() && !matches!(object.additional, Additional::Kept(_));
            is_empty.then(|| Words::new("empty object"))
        }
        Kind::Enum(Enum { repr: EnumRepr::String, values, .. }) => match values.as_slice() {
            [only] if only.text.is_empty() => Some(Words::new("empty text")),
            [only] => {
                let value = Words::new(&only.text);
                Some(tail.map_or_else(|| value.clone(), |tail| tail.then(&value)))
            }
            _ => None,
        },
        Kind::Enum(_) | Kind::Union(_) | Kind::Alias(_) | Kind::Invalid | Kind::Removed => None,
    }
}
