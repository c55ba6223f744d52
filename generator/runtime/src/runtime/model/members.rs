//! The members that a record writes, and the check of the additional members of an open record.

use super::member::Presence;
use super::shape::Shape;
use super::value::{Entries, Record, View};

/// The members that are written, with their wire names. The name `None` stands for the map of additional members.
pub(crate) fn written_members(record: &dyn Record) -> impl Iterator<Item = (Option<&'static str>, View<'_>)> {
    let mut members = record.shape().members();
    record.members().into_iter().filter_map(move |value| match (members.next(), value.view()) {
        (Some(member), View::Absent) => match member.presence {
            Presence::Optional => None,
            Presence::Required | Presence::Full => Some((Some(member.name), View::Null)),
        },
        (Some(member), view) => Some((Some(member.name), view)),
        (None, view) => Some((None, view)),
    })
}

/// The first additional member that must not be sent, and the reason: a field of the struct has the same name, or the
/// member is read-only.
pub(super) fn forbidden_member<'a>(shape: &Shape, others: &'a dyn Entries) -> Option<(&'a str, String)> {
    others.views().find_map(|(name, _)| {
        let rule = if shape.names.contains(&name) {
            "is a member of the schema: set its field, and remove it from the additional members"
        } else if shape.read_only().contains(&name) {
            "is read-only and cannot be sent: remove it from the additional members"
        } else {
            return None;
        };
        Some((name, format!("`{name}` {rule}")))
    })
}
