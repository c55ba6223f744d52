//! How much may still be repeated, so that the output stays in proportion to the input.

/// An amount that is used up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// None once something was more than was left.
    left: Option<usize>,
}

/// What became of a charge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Charge {
    Paid,
    /// It is more than is left, and the first that is: the caller reports it.
    Exceeded,
    /// An earlier charge was more than was left.
    Refused,
}

impl Budget {
    pub fn new(amount: usize) -> Self {
        Self { left: Some(amount) }
    }

    /// Takes the amount. Once a charge is more than is left, all later ones are refused, however small they are.
    pub fn charge(&mut self, amount: usize) -> Charge {
        let Some(left) = self.left else { return Charge::Refused };
        self.left = left.checked_sub(amount);
        if self.left.is_some() { Charge::Paid } else { Charge::Exceeded }
    }

    /// Whether a charge was more than was left.
    pub fn is_exceeded(&self) -> bool {
        self.left.is_none()
    }
}
