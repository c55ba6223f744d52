// @generated
//! `PartialEq` of all models: two values are compared by their views.

use super::value::{Record, View};

/// Whether two records of one type have equal members.
pub fn records_equal(one: &dyn Record, other: &dyn Record) -> bool {
    let (ones, others) = (one.members(), other.members());
    ones.len() == others.len()
        && ones.iter().zip(others.iter()).all(|(one, other)| views_equal(one.view(), other.view()))
}

/// Whether two views of values of one type are equal.
pub fn views_equal(one: View<'_>, other: View<'_>) -> bool {
    match (one, other) {
        (View::Absent, View::Absent) | (View::Null, View::Null) => true,
        (View::Bool(one), View::Bool(other)) => one == other,
        (View::I64(one), View::I64(other)) => one == other,
        (View::U64(one), View::U64(other)) => one == other,
        (View::F64(one), View::F64(other)) => one == other,
        (View::Str(one), View::Str(other)) | (View::Secret(one), View::Secret(other)) => one == other,
        (View::Number(one), View::Number(other)) => one == other,
        (View::Formatted { text: one, .. }, View::Formatted { text: other, .. }) => one == other,
        (View::Text { text: one, .. }, View::Text { text: other, .. }) => one == other,
        (View::Bytes(one), View::Bytes(other)) => one == other,
        (View::Body(one), View::Body(other)) => one == other,
        (View::Json(one), View::Json(other)) => one == other,
        (View::Record(one), View::Record(other)) => records_equal(one, other),
        (View::Tagged { tag, record, .. }, View::Tagged { tag: other_tag, record: other, .. }) => {
            tag == other_tag && records_equal(record, other)
        }
        (View::List(one), View::List(other)) => {
            one.len() == other.len() && one.views().zip(other.views()).all(|(one, other)| views_equal(one, other))
        }
        (View::Map(one), View::Map(other)) => {
            let pairs = one.views().zip(other.views());
            one.len() == other.len()
                && pairs.into_iter().all(|((key, one), (other_key, other))| key == other_key && views_equal(one, other))
        }
        // The views are of different kinds.
        (
            View::Absent
            | View::Null
            | View::Bool(_)
            | View::I64(_)
            | View::U64(_)
            | View::F64(_)
            | View::Str(_)
            | View::Formatted { .. }
            | View::Text { .. }
            | View::Secret(_)
            | View::Number(_)
            | View::Bytes(_)
            | View::Body(_)
            | View::Json(_)
            | View::Record(_)
            | View::Tagged { .. }
            | View::List(_)
            | View::Map(_),
            _,
        ) => false,
    }
}
