//! Whether a value that was read loses members, and whether another reading of the same JSON lists them.

use super::super::learned::facts;
use super::super::value::{Json, Record, View};

/// Whether a value that was read from `json` does not have all members of it.
pub(super) fn loses_members(view: View<'_>, json: &Json) -> bool {
    match (view, json) {
        (View::Record(record) | View::Tagged { record, .. }, Json::Object(members)) => {
            members.iter().any(|(name, value)| match member(record, name) {
                Some(member) => loses_members(member, value),
                None => !facts(record.shape()).is_open(),
            })
        }
        (View::List(list), Json::Array(items)) => list.views().zip(items).any(|(item, json)| loses_members(item, json)),
        (View::Map(entries), Json::Object(members)) => {
            entries.views().any(|(key, value)| members.get(key).is_some_and(|json| loses_members(value, json)))
        }
        (_, _) => false,
    }
}

/// Whether `other` lists a member of `json` that `kept` does not have. Both were read from `json`.
pub(super) fn lists_more(kept: View<'_>, other: View<'_>, json: &Json) -> bool {
    match (kept, other, json) {
        (
            View::Record(kept) | View::Tagged { record: kept, .. },
            View::Record(other) | View::Tagged { record: other, .. },
            Json::Object(members),
        ) => members.iter().any(|(name, value)| match (member(kept, name), member(other, name)) {
            (Some(kept), Some(other)) => lists_more(kept, other, value),
            (None, Some(_)) => !facts(kept.shape()).is_open(),
            (Some(_) | None, None) => false,
        }),
        (View::List(kept), View::List(other), Json::Array(items)) => {
            kept.views().zip(other.views()).zip(items).any(|((kept, other), json)| lists_more(kept, other, json))
        }
        (View::Map(kept), View::Map(other), Json::Object(members)) => {
            let pairs = kept.views().zip(other.views());
            pairs
                .into_iter()
                .any(|((key, kept), (_, other))| members.get(key).is_some_and(|json| lists_more(kept, other, json)))
        }
        (_, _, _) => false,
    }
}

/// The member of a record that its type lists by this name.
fn member<'a>(record: &'a dyn Record, name: &str) -> Option<View<'a>> {
    let position = record.shape().names.iter().position(|of| *of == name)?;
    record.members().into_iter().nth(position).map(|member| member.view())
}
