//! The names of webhooks and callbacks.

use std::collections::BTreeMap;

use crate::ir::{Api, ArenaMap, OperationId};
use crate::names::scope::Scope;
use crate::names::words::{Case, Words};
use crate::names::{CallbackNames, Name, OperationNames};

/// The variant of an event that the document does not have.
const UNKNOWN: &str = "Unknown";

/// Names the variant of each webhook by its key.
pub(super) fn webhooks(api: &Api) -> Vec<Name> {
    let mut variants = Scope::reserving(&[UNKNOWN]);
    let name = |key: &String| variants.assign(&Words::new(key), Case::Pascal, "event").name();
    api.webhooks.iter().map(|webhook| &webhook.key).map(name).collect()
}

/// Names the module of each operation with callbacks after its function, and a function in it for each of them by its key.
pub(super) fn callbacks(api: &Api, operations: &ArenaMap<OperationId, OperationNames>) -> Vec<CallbackNames> {
    let mut modules = Scope::reserving(&[]);
    let mut known: BTreeMap<OperationId, (Name, Scope)> = BTreeMap::new();
    let name = |callback: &crate::ir::Callback| {
        let (module, functions) = known.entry(callback.operation).or_insert_with(|| {
            let names = &operations[callback.operation];
            let function = Words::new(names.function.text());
            let free = modules.assign_free(&[], &function, Case::Snake);
            let longer = || Words::new(names.module.text()).then(&function);
            let module = free.unwrap_or_else(|| modules.assign(&longer(), Case::Snake, "").name());
            (module, Scope::reserving(&[]))
        });
        let function = functions.assign(&Words::new(&callback.sent.key), Case::Snake, callback.method).name();
        CallbackNames { module: module.clone(), function }
    };
    api.callbacks.iter().map(name).collect()
}
