//! What a reader keeps beside the value: the path to the part that could not be read, and what a lenient reader went past.
//!
//! A strict reader returns an error for a part that does not match. A lenient one cannot: after an error of a deserializer
//! the rest of the input is lost. It keeps the fault here instead, goes on behind the part, and the container around the
//! part looks for the fault. Nothing is looked for before the first fault, so that it costs nothing where all parts match.

use super::super::misfit::{Fault, Faults, pointer};
use std::fmt;

/// What a reader keeps beside the value.
#[derive(Default)]
pub(super) struct Trace {
    /// The path to the part that could not be read. It is filled while an error is returned, innermost step first.
    steps: Vec<String>,
    /// The faults that were passed. `None` if the reader is strict.
    passed: Option<Faults>,
    /// The fault of the part that was read last, if the container around it has not dealt with it.
    fault: Option<Fault>,
    /// Whether there was a fault. A container looks for one only then.
    marked: bool,
    purpose: Purpose,
}

/// What a value is read for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Purpose {
    /// To be kept.
    #[default]
    Use,
    /// To be compared with another reading, which is kept. A union in it compares nothing itself, so that the time to read
    /// does not double with each union within a union.
    Comparison,
    /// To learn whether it can be read. A union in it that chooses by the members of its value is not read.
    Trial(Match),
}

/// How well a value must match its type in a trial.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Match {
    /// Each scalar has the JSON type, the format and a value of its type, so that it is written as it was read.
    Exact,
    /// A scalar may deviate as what is read always may: a number may stand in quotes, and text may be another one.
    Tolerant,
}

impl Trace {
    /// Makes the trace of a lenient reader.
    pub(super) fn lenient() -> Self {
        Trace { passed: Some(Faults::default()), ..Trace::default() }
    }

    /// Makes the trace of a strict reader.
    pub(super) fn strict(purpose: Purpose) -> Self {
        Trace { purpose, ..Trace::default() }
    }

    /// What the value is read for.
    pub(super) fn purpose(&self) -> Purpose {
        self.purpose
    }

    /// Whether the value is read for a trial.
    pub(super) fn is_trial(&self) -> bool {
        matches!(self.purpose, Purpose::Trial(_))
    }

    /// Whether scalars must match their types exactly.
    pub(super) fn is_exact(&self) -> bool {
        self.purpose == Purpose::Trial(Match::Exact)
    }

    /// Whether the reader is lenient.
    pub(super) fn is_lenient(&self) -> bool {
        self.passed.is_some()
    }

    /// Whether there was a fault.
    pub(super) fn is_marked(&self) -> bool {
        self.marked
    }

    /// Keeps the fault of the part that was read last.
    pub(super) fn fail(&mut self, fault: Fault) {
        self.marked = true;
        self.fault = Some(fault);
    }

    /// Takes the fault of the part that was read last.
    pub(super) fn take_fault(&mut self) -> Option<Fault> {
        self.fault.take()
    }

    /// The number of described faults that were passed.
    pub(super) fn passed(&self) -> usize {
        self.passed.as_ref().map_or(0, Faults::described)
    }

    /// Goes past a fault.
    pub(super) fn pass(&mut self, fault: Fault) {
        self.marked = true;
        if let Some(passed) = &mut self.passed {
            passed.add(fault);
        }
    }

    /// Adds a step to the faults that were passed from this number on, and to the one that nothing has dealt with.
    pub(super) fn step_faults(&mut self, from: usize, step: &str) {
        if let Some(passed) = &mut self.passed {
            passed.step(from, step);
        }
        if let Some(fault) = &mut self.fault {
            fault.step(step);
        }
    }

    /// The faults that were passed.
    pub(super) fn into_faults(self) -> Faults {
        self.passed.unwrap_or_default()
    }

    /// Whether the path has no steps.
    pub(super) fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// Adds a step outside the steps so far.
    pub(super) fn step(&mut self, step: impl fmt::Display) {
        self.steps.push(step.to_string());
    }

    /// The path as a JSON pointer.
    pub(super) fn path(&self) -> String {
        pointer(&self.steps)
    }
}
