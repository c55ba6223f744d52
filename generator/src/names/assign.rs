//! Gives every entity of an API its name: operations first, then types, then their members.

mod labels;
mod members;
mod operation_words;
mod operations;
mod path_words;
mod report;
mod servers;
mod shared;
mod steps;
mod types;
mod webhooks;

pub use operations::key as operation_key;

use super::Names;
use crate::analyse::Facts;
use crate::diag::Diags;
use crate::ir::{Api, ArenaMap};
use crate::names::rename::Renames;
use operation_words::OperationWords;
use report::Report;

/// Names everything in `api`, and reports each name that differs from what its document suggests and that no table of the
/// user gives.
pub fn name(api: &Api, facts: &Facts, renames: Renames<'_>) -> (Names, Diags) {
    let mut report = Report { diags: Diags::default(), renames };
    let operation_words = ArenaMap::from_fn(&api.operations, |(_, operation)| {
        OperationWords::of(operation, api.given_names.get(&operation.location))
    });
    let types::TypeNames { types, places, reasons, files, keys } =
        types::types(api, facts, &operation_words, &mut report);
    let members = members::members(api, &types, &keys, &mut report);
    let (operations, labels) = operations::operations(api, &operation_words, &mut report);
    let callbacks = webhooks::callbacks(api, &operations);
    let names = Names {
        members,
        operations,
        labels,
        servers: servers::servers(api),
        schemes: servers::schemes(api, &mut report),
        webhooks: webhooks::webhooks(api),
        callbacks,
        types,
        places,
        reasons,
        files,
        keys,
    };
    (names, report.diags)
}
