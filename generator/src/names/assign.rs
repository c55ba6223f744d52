//! Gives every entity of an API its name: operations first, then types, then their members.

mod before;
mod header_names;
mod inside;
mod labels;
mod lists;
mod media_names;
mod members;
mod operation_words;
mod operations;
mod others;
mod path_words;
mod place_words;
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
use crate::ir::{Api, ArenaMap, TypeId};
use crate::location::Location;
use crate::names::emitted::ApiNames;
use crate::names::kept::Untaken;
use crate::names::rename::Renames;
use before::{Before, TypeRows};
use members::Known;
use operation_words::OperationWords;
use others::Others;
use report::Report;

/// Names everything in `api`, and reports each name that differs from what its document suggests and that no table of the
/// user gives. What has a name in `emitted` keeps it; `place` shows a place of the documents as it is shown there.
pub fn name(
    api: &Api,
    facts: &Facts,
    renames: Renames<'_>,
    emitted: Option<&ApiNames>,
    place: &dyn Fn(&Location) -> String,
) -> (Names, Diags) {
    let mut before = Before::new(emitted, api, place);
    loop {
        let Pass { names, diags, types, functions, rows, .. } = pass(api, facts, renames, &before);
        if types.is_empty() && functions.is_empty() {
            return (names, diags);
        }
        // What nothing took may be of something that moved, which is known by its name; a first run says what that would be.
        let is_found_anew = !types.is_empty() && {
            let anew = pass(api, facts, renames, &Before::new(None, api, place));
            before.find_together(api, &anew.wanted, place, &rows)
        };
        // Each pass that is repeated after that forgets a name, so that this ends.
        if !is_found_anew {
            before.forget(&types, &functions);
        }
    }
}

/// Everything has a name.
struct Pass {
    names: Names,
    diags: Diags,
    /// The names of types that were kept for nothing.
    types: Vec<Untaken>,
    /// Those of functions.
    functions: Vec<Untaken>,
    rows: TypeRows,
    /// What each type would be called if nothing else were.
    wanted: ArenaMap<TypeId, Vec<String>>,
}

fn pass(api: &Api, facts: &Facts, renames: Renames<'_>, before: &Before<'_>) -> Pass {
    let mut report = Report { diags: Diags::default(), renames };
    let operation_words = ArenaMap::from_fn(&api.operations, |(_, operation)| {
        OperationWords::of(operation, api.given_names.get(&operation.location))
    });
    let types::TypeNames { types, places, reasons, files, keys, rows, wanted, untaken } =
        types::types(api, facts, &operation_words, before, &mut report);
    let members = members::members(api, facts, &types, &keys, Known { before, rows: &rows }, &mut report);
    let mut others = Others::new(before);
    let operations::OperationsNamed { names: operations, labels, untaken: functions } =
        operations::operations(api, &operation_words, &types, before, &mut others, &mut report);
    let names = Names {
        members,
        labels,
        servers: servers::servers(api, &mut others, &report),
        schemes: servers::schemes(api, &mut others, &mut report),
        webhooks: webhooks::webhooks(api, &mut others, &report),
        callbacks: webhooks::callbacks(api, &operations, &mut others, &report),
        operations,
        types,
        places,
        reasons,
        files,
        keys,
        others: others.lists,
    };
    Pass { names, diags: report.diags, types: untaken, functions, rows, wanted }
}
