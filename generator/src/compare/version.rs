//! Which step of a version follows from changes, by the rules of Cargo?

use std::fmt;

use super::change::Verdict;

/// A version of three numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    /// The first number.
    pub major: u64,
    /// The second number.
    pub minor: u64,
    /// The third number.
    pub patch: u64,
}

/// The step from one version to the next, as SemVer calls it. Below 1.0.0 Cargo reads the first number that is not zero as the
/// major one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Nothing changed.
    None,
    /// Only what is said about the API is another.
    Patch,
    /// Programs go on as they did.
    Minor,
    /// Programs may fail.
    Major,
}

impl Step {
    /// What follows from a verdict.
    pub fn of(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Unchanged => Self::None,
            Verdict::Documentation => Self::Patch,
            Verdict::Compatible => Self::Minor,
            Verdict::Breaking => Self::Major,
        }
    }

    /// As it is written in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

impl Version {
    /// Reads three numbers with dots between. What stands behind a `-` or `+` is not looked at.
    pub fn parse(text: &str) -> Option<Self> {
        let numbers = text.split(['-', '+']).next()?;
        let mut parts = numbers.split('.').map(|part| part.parse().ok());
        let version = Self { major: parts.next()??, minor: parts.next()??, patch: parts.next()?? };
        parts.next().is_none().then_some(version)
    }

    /// The least version that tells users of a step.
    #[must_use]
    pub fn after(self, step: Step) -> Self {
        let Self { major, minor, patch } = self;
        match (step, major, minor) {
            (Step::None, _, _) => self,
            (Step::Major, 0, 0) | (Step::Minor, 0, _) | (Step::Patch, _, _) => {
                Self { patch: patch.saturating_add(1), ..self }
            }
            (Step::Major, 0, _) => Self { major, minor: minor.saturating_add(1), patch: 0 },
            (Step::Major, _, _) => Self { major: major.saturating_add(1), minor: 0, patch: 0 },
            (Step::Minor, _, _) => Self { major, minor: minor.saturating_add(1), patch: 0 },
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}
