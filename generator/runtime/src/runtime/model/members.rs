//! Which members does a record write, and which of its other members have no place among them?

use super::shape::{Presence, Shape};
use super::value::{Entries, Record, View};

/// The members that are written, by wire name. `None` stands for the map of the members without a name of their own.
pub(crate) fn written(record: &dyn Record) -> Vec<(Option<&'static str>, View<'_>)> {
    let shape = record.shape();
    let mut written = Vec::with_capacity(shape.members.len() + 1);
    let mut names = shape.members.iter();
    for value in record.members() {
        let view = value.view();
        match (names.next(), view) {
            (Some(member), View::Absent) => match member.presence {
                Presence::Optional => {}
                Presence::Required | Presence::Full => written.push((Some(member.name), View::Null)),
            },
            (Some(member), view) => written.push((Some(member.name), view)),
            (None, view) => written.push((None, view)),
        }
    }
    written
}

/// The first of the other members that has no place among them, and the rule that it breaks: its name would stand on
/// the wire twice, or although a client does not send it.
pub(super) fn misplaced<'a>(shape: &Shape, others: &'a dyn Entries) -> Option<(&'a str, String)> {
    others.views().find_map(|(name, _)| {
        let rule = if shape.members.iter().any(|member| member.name == name) {
            "is a member of the schema: set its field, and take it out of the additional members"
        } else if shape.read_only.contains(&name) {
            "is read-only and cannot be sent: take it out of the additional members"
        } else {
            return None;
        };
        Some((name, format!("`{name}` {rule}")))
    })
}
