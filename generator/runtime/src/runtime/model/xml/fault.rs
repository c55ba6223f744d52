//! What the reader of XML does with a part that does not match: an error, or a part that is left out.

use super::super::misfit::{Fault, Faults, Misfits};
use super::super::read::give_way::GivesWay;

/// The faults that a lenient reader went past. A strict one has none.
pub(super) struct Passed(Option<Faults>);

impl Passed {
    pub(super) fn strict() -> Self {
        Self(None)
    }

    pub(super) fn lenient() -> Self {
        Self(Some(Faults::default()))
    }

    pub(super) fn is_lenient(&self) -> bool {
        self.0.is_some()
    }

    /// The number of described faults that were passed.
    pub(super) fn count(&self) -> usize {
        self.0.as_ref().map_or(0, Faults::described)
    }

    /// Goes past a fault.
    pub(super) fn pass(&mut self, fault: Fault) {
        if let Some(passed) = &mut self.0 {
            passed.add(fault);
        }
    }

    /// Deals with the outcome of the part at `step`. `before` is the number of faults before the part. `leave_out` leaves out
    /// the part if it may; its outcome is then `without`.
    pub(super) fn settle<T>(
        &mut self,
        before: usize,
        step: &str,
        outcome: Result<T, Fault>,
        without: T,
        leave_out: impl FnOnce(&Fault) -> GivesWay,
    ) -> Result<T, Fault> {
        let outcome = match outcome {
            Err(fault) if self.is_lenient() && leave_out(&fault) == GivesWay::Yes => {
                self.pass(fault);
                Ok(without)
            }
            outcome => outcome,
        };
        if let Some(passed) = &mut self.0 {
            passed.step(before, step);
        }
        outcome.map_err(|fault| fault.inside(step))
    }

    pub(super) fn finish(self) -> Misfits {
        self.0.unwrap_or_default().finish()
    }
}
