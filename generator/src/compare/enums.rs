//! Which values does an enum have? Enums of the emitted crate are open: a value that it does not know is kept.

use super::change::{Change, Direction, Spot, Verdict};
use super::kind::ChangeKind;
use super::walk::Walk;
use crate::ir::{Access, Enum, EnumValue};

/// Compares two enums that one side sends.
pub fn enums(walk: &mut Walk, spot: &Spot, direction: Direction, old: &Enum, new: &Enum) {
    let lacks = |choice: &Enum, value: &EnumValue| {
        !choice.values.iter().any(|other| other.text == value.text && is_there(other, direction))
    };
    for value in old.values.iter().filter(|value| is_there(value, direction) && lacks(new, value)) {
        let verdict = match direction {
            Direction::Sent => (Verdict::Breaking, "a request that has it is refused"),
            Direction::Received => (Verdict::Compatible, ""),
        };
        tell(
            walk,
            spot,
            direction,
            ChangeKind::EnumValueRemoved,
            format!("the value `{}` is gone", value.text),
            verdict,
        );
    }
    for value in new.values.iter().filter(|value| is_there(value, direction) && lacks(old, value)) {
        let verdict = match direction {
            Direction::Sent => (Verdict::Compatible, ""),
            Direction::Received => (Verdict::Compatible, "older clients read it as a value that they do not know"),
        };
        tell(walk, spot, direction, ChangeKind::EnumValueAdded, format!("the value `{}` is new", value.text), verdict);
    }
    for value in &new.values {
        if let Some(before) = old.values.iter().find(|before| before.text == value.text) {
            let spot = spot.inside(format!("the value `{}`", value.text), &spot.old, &spot.new);
            walk.docs(&spot, &before.docs, &value.docs);
        }
    }
}

/// Whether one side may send a value.
fn is_there(value: &EnumValue, direction: Direction) -> bool {
    match (value.access, direction) {
        (Access::ReadWrite, _) | (Access::ReadOnly, Direction::Received) | (Access::WriteOnly, Direction::Sent) => true,
        (Access::ReadOnly, Direction::Sent) | (Access::WriteOnly, Direction::Received) => false,
    }
}

fn tell(
    walk: &mut Walk,
    spot: &Spot,
    direction: Direction,
    kind: ChangeKind,
    what: String,
    (verdict, why): (Verdict, &str),
) {
    walk.changes.push(Change::of(kind, spot, what).wire(verdict, why).direction(direction));
}
