//! How much may still be repeated, so that the output stays in proportion to the input.

/// An amount that charges use up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// The rest. None: a charge was larger than the rest.
    left: Option<usize>,
}

/// The result of a charge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Charge {
    Paid,
    /// It is the first that is larger than the rest; the caller reports it.
    Exceeded,
    /// An earlier charge was larger than the rest.
    Refused,
}

impl Budget {
    pub fn new(amount: usize) -> Self {
        Self { left: Some(amount) }
    }

    /// Takes the amount. After a charge that was larger than the rest, all later ones are refused, even small ones.
    pub fn charge(&mut self, amount: usize) -> Charge {
        let Some(left) = self.left else { return Charge::Refused };
        self.left = left.checked_sub(amount);
        if self.left.is_some() { Charge::Paid } else { Charge::Exceeded }
    }

    /// Whether a charge was larger than the rest.
    pub fn is_exceeded(&self) -> bool {
        self.left.is_none()
    }
}
