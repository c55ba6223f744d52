//! The names of operations: module, function, arguments and the types that belong to a function alone.

use std::collections::{BTreeMap, BTreeSet};

use super::before::Before;
use super::inside::{Derived, Inside, Requests};
use super::labels::{Labels, labels};
use super::lists::Had;
use super::operation_words::OperationWords;
use super::others::Others;
use super::report::{NameRequest, Report, Said};
use super::{header_names, media_names};
use crate::analyse::Form;
use crate::ir::{Api, ArenaMap, Operation, OperationId, Param, ParamLocation, TypeId};
use crate::names::holder::Holder;
use crate::names::kept::{Kept, RowId, Untaken};
use crate::names::listed::Thing;
use crate::names::reason::{NameFrom, NameReason, Reasoned};
use crate::names::rename::{Renames, Table};
use crate::names::scope::{Scope, could_be};
use crate::names::words::{Case, Words};
use crate::names::{Name, OperationNames, reserved};

/// The names that are taken in one module of operations.
struct Module {
    /// Its key in the tables of a user.
    key: String,
    name: Reasoned,
    functions: Scope,
    types: Scope,
}

/// Every module of operations.
struct Modules {
    scope: Scope,
    by_group: BTreeMap<String, Module>,
    /// The number of each group whose module had a name that is kept.
    rows: BTreeMap<String, RowId>,
}

/// What is appended to the name of a module that is taken.
const OPERATIONS: &str = "operations";

impl Modules {
    /// Keeps the name of each module that holds a function that it held before. A function may have come from another module, so
    /// that only a name counts that the rule could give this one.
    fn new(
        api: &Api,
        all_words: &ArenaMap<OperationId, OperationWords>,
        before: &Before<'_>,
        renames: Renames<'_>,
    ) -> Self {
        let (mut kept, mut rows) = (Kept::default(), BTreeMap::new());
        for (id, operation) in api.operations.iter() {
            let group = &all_words[id].module;
            let Some(had) = before.module_of(id).filter(|_| !rows.contains_key(group.key())) else { continue };
            if renames.module(group.key()).is_none() && could_be(had, &group.for_file(), Case::Snake, OPERATIONS) {
                let row = RowId(rows.len());
                rows.insert(group.key().to_owned(), row);
                kept.keep(had, row, Some(&holder_of(group, operation)));
            }
        }
        Self { scope: Scope::reserving(&reserved::modules()).keeping(kept), by_group: BTreeMap::new(), rows }
    }

    /// The module of a group, which is named when its first operation comes.
    fn of(
        &mut self,
        api: &Api,
        all_words: &ArenaMap<OperationId, OperationWords>,
        first: OperationId,
        before: &Before<'_>,
        report: &mut Report<'_>,
    ) -> &mut Module {
        let (words, first) = (&all_words[first], &api.operations[first]);
        let group = &words.module;
        let is_in = |id: OperationId| all_words[id].module.key() == group.key();
        self.by_group.entry(group.key().to_owned()).or_insert_with(|| {
            let row = self.rows.get(group.key()).copied();
            let request = NameRequest {
                what: "module",
                wire: group.key(),
                location: &first.location,
                words: group.for_file(),
                case: Case::Snake,
                suffix: OPERATIONS,
                said: Said::ByPlace,
                rows: row.as_slice(),
                from: words.module_from.clone(),
            };
            let name = match report.renames.module(group.key()) {
                Some(chosen) => report.claim(&mut self.scope, chosen, "module", holder_of(group, first)),
                None => report.assign(&mut self.scope, &request),
            };
            Module {
                key: group.key().to_owned(),
                functions: Scope::default().keeping(before.functions_of(api, name.name.text(), is_in)),
                name,
                types: Scope::reserving(reserved::TYPES),
            }
        })
    }
}

/// The group of a module, at its first operation.
fn holder_of(group: &Words, first: &Operation) -> Holder {
    Holder { wire: group.key().to_owned(), location: first.location.clone() }
}

/// What operations are called.
pub(super) struct OperationsNamed {
    pub names: ArenaMap<OperationId, OperationNames>,
    pub labels: Vec<(Name, String)>,
    /// Names that were kept for nothing.
    pub untaken: Vec<Untaken>,
}

/// Names every operation. The names that the user chose are claimed first.
pub(super) fn operations(
    api: &Api,
    all_words: &ArenaMap<OperationId, OperationWords>,
    types: &BTreeMap<(TypeId, Form), Name>,
    before: &Before<'_>,
    others: &mut Others<'_>,
    report: &mut Report<'_>,
) -> OperationsNamed {
    let mut modules = Modules::new(api, all_words, before, report.renames);
    let mut keys = BTreeSet::new();
    let chosen = ArenaMap::from_fn(&api.operations, |(id, operation)| {
        let module = modules.of(api, all_words, id, before, report);
        let key = key(operation);
        // The key means the first of several operations that have one `operationId`.
        let chosen = report.renames.operation(&key).filter(|_| keys.insert(key.clone()))?;
        let holder = Holder { wire: key, location: operation.location.clone() };
        Some(report.claim(&mut module.functions, chosen, "operation", holder))
    });
    let mut named = ArenaMap::from_fn(&api.operations, |(id, _)| {
        let module = modules.of(api, all_words, id, before, report);
        name_operation(api, id, &all_words[id], chosen[id].clone(), before, module, report)
    });
    // Functions with parameters yield to all others, so that they are named when all of these are.
    let Labels { of_params, named: labels } = labels(api, others, report);
    for (id, operation) in api.operations.iter() {
        let module = modules.of(api, all_words, id, before, report);
        if operation.offers_others() {
            let words = Words::new(named[id].function.text()).then(&Words::new("with"));
            let row = before.row_of_function(id);
            let with = module.functions.assign_to(None, row.as_slice(), &words, Case::Snake, "params");
            named[id].with_function = with.name();
        }
        named[id].labels = of_params[id].clone();
        let variants = media_names::variants(operation, id, &named[id], before, others, report);
        (named[id].body_variants, named[id].response_variants) = (variants.body, variants.responses);
    }
    header_names::name(api, types, &mut named, others, report);
    let untaken = modules.by_group.values().flat_map(|module| module.functions.untaken()).collect();
    OperationsNamed { names: named, labels, untaken }
}

/// The key of an operation in the tables of a user: its `operationId`, else its method and path.
pub fn key(operation: &Operation) -> String {
    operation.key()
}

fn name_operation(
    api: &Api,
    id: OperationId,
    words: &OperationWords,
    chosen: Option<Reasoned>,
    before: &Before<'_>,
    module: &mut Module,
    report: &mut Report<'_>,
) -> OperationNames {
    let operation = &api.operations[id];
    let row = before.row_of_function(id);
    let Reasoned { name: function, reason: function_reason } = chosen.unwrap_or_else(|| {
        let request = NameRequest {
            what: "operation",
            wire: operation.id.as_deref().unwrap_or(&operation.path),
            location: &operation.location,
            words: words.function.clone(),
            case: Case::Snake,
            suffix: operation.method.key(),
            said: Said::ByDocument(Table::Operations),
            rows: row.as_slice(),
            from: words.function_from.clone(),
        };
        report.assign(&mut module.functions, &request)
    });
    let own = Words::new(function.text());
    let mut ty = |suffix: &str| module.types.assign(&own.then(&Words::new(suffix)), Case::Pascal, "of call").name();
    let (params_type, body_type, outcome_type, error_type) = (ty("params"), ty("body"), ty("outcome"), ty("error"));
    let mut arguments = Scope::reserving(reserved::ARGUMENTS);
    let (params, param_reasons) = params(api, operation, &before.inside_params(id), &mut arguments, report);
    OperationNames {
        module_key: module.key.clone(),
        module: module.name.name.clone(),
        module_reason: module.name.reason.clone(),
        function_reason,
        table: Name::new(&own.cased(Case::ScreamingSnake)),
        body: arguments.assign(&Words::new("body"), Case::Snake, "content").name(),
        params_arg: arguments.assign(&Words::new("params"), Case::Snake, "of call").name(),
        params,
        param_reasons,
        params_type,
        body_type,
        body_variants: Vec::new(),
        outcome_type,
        error_type,
        headers: Vec::new(),
        labels: Vec::new(),
        with_function: function.clone(),
        response_variants: Vec::new(),
        function,
    }
}

/// Names the parameters of an operation. Path parameters are arguments of its function; all others are fields of one
/// struct.
fn params(
    api: &Api,
    operation: &Operation,
    had: &Had<'_, '_>,
    arguments: &mut Scope,
    report: &mut Report<'_>,
) -> (Vec<Name>, Vec<NameReason>) {
    let (key, renames) = (operation.key(), report.renames);
    let requests = |is_here: fn(ParamLocation) -> bool| -> Requests<'_> {
        let params = operation.params.iter().filter(|param| is_here(param.sent_in));
        params.map(|param| (param_request(api, param), renames.parameter(&key, &param.name))).collect()
    };
    let path = report.assign_all(arguments, &requests(|sent_in| sent_in == ParamLocation::Path));
    let requests = requests(|sent_in| sent_in != ParamLocation::Path);
    let inside = Inside { reserved: reserved::FIELDS, requests, derived: Derived::Nothing };
    let others = inside.assign(had, || operation.params.iter().filter_map(Thing::of_param).collect(), report);
    let mut path = path.into_iter().map(|it| (it.name, it.reason));
    let mut others = others.items.into_iter().zip(others.reasons);
    let in_order = operation.params.iter().filter_map(|param| match param.sent_in {
        ParamLocation::Path => path.next(),
        ParamLocation::Query | ParamLocation::Header | ParamLocation::Cookie => others.next(),
    });
    in_order.unzip()
}

fn param_request<'a>(api: &Api, param: &'a Param) -> NameRequest<'a> {
    let (words, from) = NameFrom::given_or(api.given_names.get(&param.location), &param.name);
    NameRequest {
        what: "parameter",
        wire: &param.name,
        location: &param.location,
        words: Words::new(words),
        case: Case::Snake,
        suffix: match param.sent_in {
            ParamLocation::Path => "path",
            ParamLocation::Query => "query",
            ParamLocation::Header => "header",
            ParamLocation::Cookie => "cookie",
        },
        said: Said::ByPlace,
        rows: &[],
        from,
    }
}
