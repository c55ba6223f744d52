//! What are the constants of headers of responses called? Headers of one name and type have one constant in a module.

use std::collections::BTreeMap;

use super::others::{Other, Others};
use super::report::{NameRequest, Report};
use crate::analyse::Form;
use crate::ir::{Api, ArenaMap, Header, OperationId, TypeId};
use crate::names::scope::Scope;
use crate::names::type_words::type_text;
use crate::names::words::{Case, Words};
use crate::names::{Name, OperationNames};

/// The headers of a module, one for each constant, and its operations.
#[derive(Default)]
struct Module<'a> {
    headers: Vec<&'a Header>,
    /// For each header of each operation, the number of its constant.
    operations: Vec<(OperationId, Vec<usize>)>,
}

/// Names the constant of each header. The tables of operations, which no caller sees, yield to these.
pub(super) fn name(
    api: &Api,
    types: &BTreeMap<(TypeId, Form), Name>,
    operations: &mut ArenaMap<OperationId, OperationNames>,
    others: &mut Others<'_>,
    report: &Report<'_>,
) {
    let mut modules: BTreeMap<Name, Module<'_>> = BTreeMap::new();
    for (id, operation) in api.operations.iter() {
        let module = modules.entry(operations[id].module.clone()).or_default();
        let headers = operation.responses.iter().flat_map(|response| &response.headers);
        let numbers = headers.map(|header| module.number(header)).collect();
        module.operations.push((id, numbers));
    }
    for (module, Module { headers, operations: of_module }) in modules {
        if headers.is_empty() {
            continue;
        }
        let things: Vec<Other<'_>> = headers.iter().map(|header| thing(api, header, types)).collect();
        let constants = others.assign(module.text(), &[], &things, &mut report.trial());
        let mut tables = Scope::reserving(&constants.iter().map(Name::text).collect::<Vec<_>>());
        for (id, numbers) in of_module {
            let named = &mut operations[id];
            let words = Words::new(named.function.text());
            named.table = tables.assign(&words, Case::ScreamingSnake, "table").name();
            named.headers = numbers.into_iter().filter_map(|number| constants.get(number).cloned()).collect();
        }
    }
}

impl<'a> Module<'a> {
    fn number(&mut self, header: &'a Header) -> usize {
        let is_same =
            |known: &&Header| known.name.eq_ignore_ascii_case(&header.name) && known.value.ty == header.value.ty;
        self.headers.iter().position(is_same).unwrap_or_else(|| {
            self.headers.push(header);
            self.headers.len() - 1
        })
    }
}

fn thing<'a>(api: &Api, header: &'a Header, types: &BTreeMap<(TypeId, Form), Name>) -> Other<'a> {
    let words = Words::new(&header.name).then(&Words::new("header"));
    let request = NameRequest::by_place(&header.name, &header.location, words, Case::ScreamingSnake);
    let thing = format!("{} {}", header.name, type_text(api, &header.value.ty, types));
    Other { request: NameRequest { suffix: "of response", ..request }, thing }
}
