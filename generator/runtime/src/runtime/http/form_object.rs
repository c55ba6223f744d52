//! How the pairs of a form in a response become the members of an object.

use crate::runtime::model::value::{Json, Slot, Value};

/// The pairs of a form as an object of strings. Where the type of the object has a list, the values of all pairs with that
/// name are its items, as lists are sent; elsewhere the last pair of a name counts. `model` is any value of the type.
pub(crate) fn form_object(text: &str, model: &mut dyn Value) -> Json {
    let decode =
        |text: &str| percent_encoding::percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned();
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    let mut members = serde_json::Map::new();
    for (name, value) in pairs.map(|(name, value)| (decode(name), Json::String(decode(value)))) {
        match members.get_mut(&name) {
            Some(Json::Array(items)) => items.push(value),
            Some(before) => *before = value,
            None if has_list(model.slot(), &name) => drop(members.insert(name, Json::Array(vec![value]))),
            None => drop(members.insert(name, value)),
        }
    }
    Json::Object(members)
}

/// Whether an object that is read into this slot has a list under a name.
fn has_list(slot: Slot<'_>, name: &str) -> bool {
    match slot {
        Slot::Optional(optional) => has_list(optional.some(), name),
        Slot::Map(entries) => is_list(entries.insert(name)),
        Slot::Record(record) => {
            let index = record.shape().names.iter().position(|known| *known == name);
            let mut found = false;
            record.with_members_mut(&mut |members: &mut [&mut dyn Value]| {
                found = match (index, members) {
                    (Some(index), members) => members.get_mut(index).is_some_and(|member| is_list(member.slot())),
                    // The additional members of an open record come last. In another record the member is not read.
                    (None, [.., others]) => has_list(others.slot(), name),
                    (None, []) => false,
                };
            });
            found
        }
        Slot::Nothing
        | Slot::Bool(_)
        | Slot::Whole(_)
        | Slot::F64(_)
        | Slot::String(_)
        | Slot::Text(_)
        | Slot::Integer(_)
        | Slot::Bytes(_)
        | Slot::Json(_)
        | Slot::List(_)
        | Slot::Choice(_) => false,
    }
}

fn is_list(slot: Slot<'_>) -> bool {
    match slot {
        Slot::Optional(optional) => is_list(optional.some()),
        slot => matches!(slot, Slot::List(_)),
    }
}
