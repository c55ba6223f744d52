//! What a lenient reader leaves out for a part that does not match: the nearest part around it that need not have a value.

use super::super::member::Presence;
use super::super::misfit::Fault;
use super::super::value::{Entries, List, Slot, Value};
use super::trace::Trace;
use std::collections::HashSet;
use std::fmt;

/// Whether a part may be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::runtime::model) enum GivesWay {
    /// It was left out.
    Yes,
    /// It must have a value, so that the part around it must be left out.
    No,
}

/// Deals with the fault of the part at `step` that a container read last, if it has one. `passed` is the number of faults
/// outside the container and in its earlier parts; it is updated. `leave_out` leaves out the part if it may.
///
/// Returns whether the fault remains, so that the container itself does not match.
#[cold]
pub(super) fn settle(
    trace: &mut Trace,
    passed: &mut usize,
    step: &dyn fmt::Display,
    leave_out: impl FnOnce(&Fault) -> GivesWay,
) -> Remains {
    let mut remains = Remains::No;
    match trace.take_fault() {
        None if trace.passed() == *passed => return Remains::No,
        None => {}
        Some(fault) => match leave_out(&fault) {
            GivesWay::Yes => trace.pass(fault),
            GivesWay::No => {
                trace.fail(fault);
                remains = Remains::Yes;
            }
        },
    }
    trace.step_faults(*passed, &step.to_string());
    *passed = trace.passed();
    remains
}

/// Leaves out the last item of a list. An item that may be null is null, so that the others keep their places.
#[cold]
pub(in crate::runtime::model) fn item(list: &mut dyn List) -> GivesWay {
    list.pop();
    if !matches!(list.push(), Slot::Optional(..)) {
        list.pop();
    }
    GivesWay::Yes
}

/// The keys of the entries of a map that are left out, which are removed when all entries are read.
#[derive(Debug, Default)]
pub(in crate::runtime::model) struct LeftOut(HashSet<String>);

impl LeftOut {
    /// Leaves out an entry. One that may be null is null.
    #[cold]
    pub(in crate::runtime::model) fn entry(&mut self, entries: &mut dyn Entries, key: &str) -> GivesWay {
        if !matches!(entries.insert(key), Slot::Optional(..)) {
            self.0.insert(key.to_owned());
        }
        GivesWay::Yes
    }

    /// Leaves out an additional member.
    #[cold]
    pub(super) fn other(&mut self, extra: Option<&mut &mut dyn Value>, key: &str) -> GivesWay {
        match extra.map(|extra| extra.slot()) {
            Some(Slot::Map(entries)) => self.entry(entries, key),
            Some(_) | None => GivesWay::Yes,
        }
    }

    /// Notes an entry that is read. The last of two with one key is kept.
    pub(in crate::runtime::model) fn read(&mut self, key: &str) {
        if !self.0.is_empty() {
            self.0.remove(key);
        }
    }

    /// Removes the additional members that are left out.
    pub(super) fn remove_others(self, extra: Option<&mut &mut dyn Value>) {
        if !self.0.is_empty()
            && let Some(Slot::Map(others)) = extra.map(|extra| extra.slot())
        {
            self.remove(others);
        }
    }

    /// Removes what is left out.
    pub(in crate::runtime::model) fn remove(self, entries: &mut dyn Entries) {
        if !self.0.is_empty() {
            entries.keep(&|key| !self.0.contains(key));
        }
    }
}

/// Leaves out a member that does not match, unless it must have a value. A list or a map that was null is empty.
#[cold]
pub(in crate::runtime::model) fn member(value: &mut dyn Value, presence: Presence, fault: &Fault) -> GivesWay {
    match (presence, value.slot()) {
        (Presence::Required, Slot::List(_) | Slot::Map(_)) if !fault.is_null() => GivesWay::No,
        (Presence::Required | Presence::Optional | Presence::Full, slot) => reset(slot),
    }
}

/// Whether a fault remains that nothing gave way for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Remains {
    Yes,
    No,
}

/// Empties a slot, because the last of two equal keys replaces the first one, or because its value does not match. Returns
/// whether the slot can be empty.
pub(in crate::runtime::model) fn reset(slot: Slot<'_>) -> GivesWay {
    match slot {
        Slot::Optional(optional) => {
            optional.reset();
            GivesWay::Yes
        }
        Slot::Map(entries) => {
            entries.clear();
            GivesWay::Yes
        }
        Slot::List(list) => {
            list.clear();
            GivesWay::Yes
        }
        Slot::Record(record) => {
            record.with_members_mut(&mut |members: &mut [&mut dyn Value]| {
                for member in members {
                    reset(member.slot());
                }
            });
            GivesWay::No
        }
        Slot::Nothing => GivesWay::Yes,
        Slot::Bool(_)
        | Slot::Whole(_)
        | Slot::F64(_)
        | Slot::String(_)
        | Slot::Text(_)
        | Slot::Integer(_)
        | Slot::Bytes(_)
        | Slot::Json(_)
        | Slot::Choice(_) => GivesWay::No,
    }
}

/// The fault of an object without a member that it must have.
#[cold]
pub(super) fn missing(name: &str) -> Fault {
    Fault::new(format!("an object with the member `{name}`"), "an object without it", None)
        .because(format!("the member `{name}` is missing"))
}
