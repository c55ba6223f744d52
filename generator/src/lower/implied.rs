//! Which schemas have no `type`, and are read as the type that their keywords are for?
//!
//! By JSON Schema `properties` says nothing of a value that is no object, so that such a schema allows every number. Its
//! author meant objects, and it is read so; one note for each document says that other values are refused.

use std::collections::BTreeSet;

use super::context::{Lowering, TypeOrigin};
use crate::diag::Code;
use crate::ir::{NameOrigin, Step};

/// How many places a note shows beside the first.
const SHOWN: usize = 2;

impl Lowering<'_> {
    /// Notes that the schema here has no `type`, and is read as one of `values`.
    pub(super) fn imply(&mut self, values: &'static str, origin: &TypeOrigin) {
        if !is_text(&origin.name) {
            self.implied.push((origin.location.clone(), values));
        }
    }

    /// Reports the schemas that were noted, all at once: documents that omit `type` do so often.
    pub(super) fn report_implied_types(&mut self) {
        let mut noted = std::mem::take(&mut self.implied);
        let mut seen = BTreeSet::new();
        noted.retain(|(place, _)| seen.insert(place.clone()));
        let mut noted = noted.into_iter();
        let Some((first, values)) = noted.next() else { return };
        let others = match noted.len() {
            0 => String::new(),
            1 => "; another schema is read in the same way".to_owned(),
            others => format!("; {others} other schemas are read in the same way"),
        };
        let message = format!(
            "a schema without `type` is read as that of {values}, which its keywords are for: values of another type \
             are refused{others}"
        );
        let note = self.diags.push(Code::ImpliedType, first, message);
        note.help("write `type`; without any keyword that is for one type, a schema allows every value");
        for (place, values) in noted.take(SHOWN) {
            note.label(place, format!("read as that of {values}"));
        }
    }
}

/// Whether a value travels as text, which has no type of its own.
fn is_text(name: &NameOrigin) -> bool {
    let path = match name {
        NameOrigin::Component(_) => return false,
        NameOrigin::Inside { path, .. } | NameOrigin::InOperation { path, .. } | NameOrigin::InPart { path, .. } => {
            path
        }
    };
    path.iter().any(|step| match step {
        Step::Param(_) | Step::Header(..) => true,
        Step::Property(_)
        | Step::Items
        | Step::Values
        | Step::Variant { .. }
        | Step::Body(_)
        | Step::Response(..)
        | Step::Base => false,
    })
}
