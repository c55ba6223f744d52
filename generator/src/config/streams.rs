//! How the table `[streams]` of `codegen.toml` is read: which item ends the stream of a response.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use toml::Spanned;

use super::faults::Faults;
use crate::diag::{Code, Diags};
use crate::location::{FileId, Location};

/// What ends the streams of responses.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Streams {
    /// The item that ends every stream of events or of JSON lines, such as `[DONE]`. It is not an event or a line of the
    /// stream. Without it, a stream ends with its body.
    pub end: Option<String>,
    /// The items that end the streams of operations, by `operationId`, in place of the one for all. Nothing but the end of
    /// its body ends a stream whose item is empty. An `operationId` that no document has is an error.
    pub operations: BTreeMap<String, EndItem>,
}

/// The item that ends the stream of an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndItem {
    /// The item, which is empty if nothing but the end of the body ends the stream.
    pub item: String,
    /// The line and column of its key in `codegen.toml`.
    pub place: Option<(usize, usize)>,
}

/// The format of the table.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileStreams {
    end: Option<String>,
    #[serde(default)]
    operations: BTreeMap<Spanned<String>, String>,
}

impl FileStreams {
    /// The table, with the places of its keys.
    pub fn read(self, faults: &Faults<'_>) -> Streams {
        let FileStreams { end, operations } = self;
        let operations = operations.into_iter().map(|(id, item)| {
            let place = Some(faults.place(id.span().start));
            (id.into_inner(), EndItem { item, place })
        });
        Streams { end, operations: operations.collect() }
    }
}

impl Streams {
    /// The item that ends the stream of an operation.
    pub(crate) fn end_of(&self, operation: Option<&str>) -> Option<&str> {
        let own = operation.and_then(|id| self.operations.get(id)).map(|end| end.item.as_str());
        own.or(self.end.as_deref()).filter(|item| !item.is_empty())
    }

    /// Reports each `operationId` that no document has. `file` is that of the configuration.
    pub(crate) fn report_unknown(&self, known: &BTreeSet<&str>, file: FileId, diags: &mut Diags) {
        for (id, end) in &self.operations {
            if !known.contains(id.as_str()) {
                let location = Location::of_option(file, end.place);
                let message = format!("`[streams.operations]` names `{id}`, but no operation has this `operationId`");
                diags.push(Code::Config, location, message);
            }
        }
    }
}
