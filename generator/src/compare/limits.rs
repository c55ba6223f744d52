//! Are the limits of a value tighter or looser than they were?

use serde_json::Number;

use super::change::{Direction, Spot, Verdict};
use super::kind::ChangeKind;
use super::walk::Walk;
use crate::ir::Check;

/// What is compared of a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Keyword {
    MinLength,
    MaxLength,
    Pattern,
    Minimum,
    Maximum,
    ExclusiveMinimum,
    ExclusiveMaximum,
    MultipleOf,
    MinItems,
    MaxItems,
    UniqueItems,
    MinProperties,
    MaxProperties,
    Enum,
    ReadOnlyValues,
}

const ALL: &[Keyword] = &[
    Keyword::MinLength,
    Keyword::MaxLength,
    Keyword::Pattern,
    Keyword::Minimum,
    Keyword::Maximum,
    Keyword::ExclusiveMinimum,
    Keyword::ExclusiveMaximum,
    Keyword::MultipleOf,
    Keyword::MinItems,
    Keyword::MaxItems,
    Keyword::UniqueItems,
    Keyword::MinProperties,
    Keyword::MaxProperties,
    Keyword::Enum,
    Keyword::ReadOnlyValues,
];

impl Keyword {
    fn of(check: &Check) -> Self {
        match check {
            Check::MinLength(_) => Self::MinLength,
            Check::MaxLength(_) => Self::MaxLength,
            Check::Pattern(_) => Self::Pattern,
            Check::Minimum(_) => Self::Minimum,
            Check::Maximum(_) => Self::Maximum,
            Check::ExclusiveMinimum(_) => Self::ExclusiveMinimum,
            Check::ExclusiveMaximum(_) => Self::ExclusiveMaximum,
            Check::MultipleOf(_) => Self::MultipleOf,
            Check::MinItems(_) => Self::MinItems,
            Check::MaxItems(_) => Self::MaxItems,
            Check::UniqueItems => Self::UniqueItems,
            Check::MinProperties(_) => Self::MinProperties,
            Check::MaxProperties(_) => Self::MaxProperties,
            Check::Numbers(_) | Check::Boolean(_) => Self::Enum,
            Check::NotWritten(_) => Self::ReadOnlyValues,
        }
    }

    fn as_str(self) -> &'static str {
        match self {
            Self::MinLength => "minLength",
            Self::MaxLength => "maxLength",
            Self::Pattern => "pattern",
            Self::Minimum => "minimum",
            Self::Maximum => "maximum",
            Self::ExclusiveMinimum => "exclusiveMinimum",
            Self::ExclusiveMaximum => "exclusiveMaximum",
            Self::MultipleOf => "multipleOf",
            Self::MinItems => "minItems",
            Self::MaxItems => "maxItems",
            Self::UniqueItems => "uniqueItems",
            Self::MinProperties => "minProperties",
            Self::MaxProperties => "maxProperties",
            Self::Enum => "enum",
            Self::ReadOnlyValues => "x-read-only-values",
        }
    }

    /// Whether a limit that is there already allows less with another value.
    fn is_tighter(self, old: &Check, new: &Check) -> bool {
        match self {
            Self::MinLength | Self::Minimum | Self::ExclusiveMinimum | Self::MinItems | Self::MinProperties => {
                number(new) > number(old)
            }
            Self::MaxLength | Self::Maximum | Self::ExclusiveMaximum | Self::MaxItems | Self::MaxProperties => {
                number(new) < number(old)
            }
            // Whether another expression allows less cannot be told in general.
            Self::Pattern | Self::ReadOnlyValues | Self::UniqueItems => true,
            Self::Enum => match (old, new) {
                (Check::Numbers(old), Check::Numbers(new)) => !old.iter().all(|number| new.contains(number)),
                (_, _) => true,
            },
            Self::MultipleOf => {
                !number(old).zip(number(new)).is_some_and(|(old, new)| (old % new).abs() < f64::EPSILON)
            }
        }
    }
}

/// The number of a limit. None: it has none.
fn number(check: &Check) -> Option<f64> {
    // Limits of lengths are exact up to 2^53, far above what fits into memory.
    let count = |count: &u64| Number::from(*count).as_f64();
    match check {
        Check::MinLength(it)
        | Check::MaxLength(it)
        | Check::MinItems(it)
        | Check::MaxItems(it)
        | Check::MinProperties(it)
        | Check::MaxProperties(it) => count(it),
        Check::Minimum(it)
        | Check::Maximum(it)
        | Check::ExclusiveMinimum(it)
        | Check::ExclusiveMaximum(it)
        | Check::MultipleOf(it) => it.as_f64(),
        Check::Pattern(_) | Check::UniqueItems | Check::Numbers(_) | Check::Boolean(_) | Check::NotWritten(_) => None,
    }
}

fn shown(check: &Check) -> String {
    match check {
        Check::Pattern(pattern) => format!("`{pattern}`"),
        Check::UniqueItems => "true".to_owned(),
        Check::Numbers(numbers) => numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        Check::Boolean(only) => only.to_string(),
        Check::NotWritten(values) => values.join(", "),
        Check::MinLength(it)
        | Check::MaxLength(it)
        | Check::MinItems(it)
        | Check::MaxItems(it)
        | Check::MinProperties(it)
        | Check::MaxProperties(it) => it.to_string(),
        Check::Minimum(it)
        | Check::Maximum(it)
        | Check::ExclusiveMinimum(it)
        | Check::ExclusiveMaximum(it)
        | Check::MultipleOf(it) => it.to_string(),
    }
}

/// Compares the limits of a value.
pub fn limits(walk: &mut Walk, spot: &Spot, direction: Direction, old: &[&Check], new: &[&Check]) {
    for keyword in ALL {
        let find = |checks: &[&Check]| checks.iter().copied().find(|check| Keyword::of(check) == *keyword).cloned();
        let (name, subject) = (keyword.as_str(), &spot.named);
        let (is_tighter, what) = match (find(old), find(new)) {
            (None, None) => continue,
            (Some(old), Some(new)) if old == new => continue,
            (Some(old), Some(new)) => {
                let what = format!("`{name}` of {subject} is {} in place of {}", shown(&new), shown(&old));
                (keyword.is_tighter(&old, &new), what)
            }
            (None, Some(new)) => (true, format!("{subject} has `{name}` {}", shown(&new))),
            (Some(old), None) => (false, format!("{subject} no longer has `{name}` {}", shown(&old))),
        };
        let kind = if is_tighter { ChangeKind::LimitTightened } else { ChangeKind::LimitLoosened };
        let verdict = match (direction, is_tighter) {
            (Direction::Sent, true) => (Verdict::Breaking, "a value outside of it is refused"),
            (Direction::Sent, false) => (Verdict::Compatible, ""),
            (Direction::Received, true) => (Verdict::Documentation, ""),
            (Direction::Received, false) => {
                (Verdict::Compatible, "values beyond it may come, which the types of the client hold already")
            }
        };
        walk.tell_of_value(kind, spot, direction, what, verdict);
    }
}
