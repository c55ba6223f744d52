//! The values of a request that the document calls passwords, which recordings leave out.

use crate::runtime::model::value::View;
use std::collections::BTreeSet;

/// The values of the arguments of a request that have the format `password`.
#[derive(Debug, Clone, Default)]
pub(crate) struct Declared(pub(crate) BTreeSet<String>);

impl Declared {
    /// Adds those of a value.
    pub(crate) fn add(&mut self, view: &View<'_>) {
        match view {
            View::Secret(text) => drop(self.0.insert((*text).to_owned())),
            View::Record(record) | View::Tagged { record, .. } => {
                record.members().iter().for_each(|member| self.add(&member.view()));
            }
            View::List(list) => list.views().for_each(|item| self.add(&item)),
            View::Map(entries) => entries.views().for_each(|(_, item)| self.add(&item)),
            View::Absent
            | View::Null
            | View::Bool(_)
            | View::I64(_)
            | View::U64(_)
            | View::F64(_)
            | View::Str(_)
            | View::Formatted { .. }
            | View::Text { .. }
            | View::Number(_)
            | View::Bytes(_)
            | View::Body(_)
            | View::Json(_) => {}
        }
    }
}
