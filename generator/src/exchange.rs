//! Which operations take several requests, and how: those whose items come in pages, and those whose result comes later.
//!
//! The document marks them by extensions and headers, and a user by rules in `codegen.toml`. A rule of the user goes before
//! a mark of the document.

mod body;
pub mod long_running;
mod mark;
mod obstacle;
pub mod paging;
mod place;
pub mod rule;
pub mod rules;
mod suggest;
mod want;

use std::collections::BTreeMap;

use crate::analyse::{Edge, Facts};
use crate::diag::{Code, Diags};
use crate::ir::{Api, Operation, OperationId, TypeId};
use body::PageBody;
use long_running::LongRunning;
use obstacle::Obstacle;
use paging::Paging;
use rules::{Rules, Used};
use suggest::Suggestion;

/// The operations of an API that take several requests.
#[derive(Debug, Clone, Default)]
pub struct Exchange {
    pages: BTreeMap<OperationId, Paging>,
    /// The way from a body to its items, as positions of members: that of each object on the way.
    lists: BTreeMap<TypeId, Vec<(TypeId, usize)>>,
    long_running: BTreeMap<OperationId, LongRunning>,
    used: Used,
}

impl Exchange {
    /// How an operation is paged. None: it is not.
    pub fn paging(&self, id: OperationId) -> Option<&Paging> {
        self.pages.get(&id)
    }

    /// How a long-running operation is followed. None: nothing says that it is one.
    pub fn long_running(&self, id: OperationId) -> Option<&LongRunning> {
        self.long_running.get(&id)
    }

    /// The numbers of the rules that are for an operation.
    pub fn used_rules(&self) -> &Used {
        &self.used
    }

    /// The way from a body of this type to its items. None: it is not the body of a page.
    pub fn items_of(&self, id: TypeId) -> Option<&[(TypeId, usize)]> {
        self.lists.get(&id).map(Vec::as_slice)
    }
}

/// Finds the operations that take several requests.
pub fn exchange(api: &Api, facts: &Facts, rules: Rules<'_>) -> (Exchange, Diags) {
    let mut finder = Finder { api, facts, rules, exchange: Exchange::default(), diags: Diags::default() };
    let mut suggestions = BTreeMap::new();
    for (id, operation) in api.operations.iter() {
        finder.long_running(id, operation);
        match finder.operation(id, operation) {
            Said::Something => {}
            Said::Nothing => suggest::add(&mut suggestions, api, operation),
        }
    }
    for Suggestion { location, count, rule } in suggestions.into_values() {
        let operations = if count == 1 { "the operation looks".to_owned() } else { format!("{count} operations look") };
        let message = format!("{operations} paged, and nothing says so");
        let found = finder.diags.push(Code::UnmarkedPages, location, message);
        found.help(format!("if so, write `paging = [{{ {rule} }}]` at the start of codegen.toml"));
    }
    (finder.exchange, finder.diags)
}

/// Whether the document or the user says how an operation is paged.
enum Said {
    Something,
    Nothing,
}

struct Finder<'a> {
    api: &'a Api,
    facts: &'a Facts,
    rules: Rules<'a>,
    exchange: Exchange,
    diags: Diags,
}

impl Finder<'_> {
    fn operation(&mut self, id: OperationId, operation: &Operation) -> Said {
        let body = PageBody::of(self.api, operation);
        let ruled = self.rules.paging(self.api, operation, &mut self.diags);
        self.exchange.used.paging.extend(ruled.as_ref().map(|(number, _)| *number));
        let paging = match (ruled, &operation.pageable) {
            (Some((_, paging)), _) => Ok(Some(paging)),
            (None, Some(mark)) => mark::pageable(self.api, operation, mark, body.as_ref()).map(Some),
            (None, None) => Ok(body.as_ref().and_then(|body| mark::link_header(operation, body)).map(Some)),
        };
        match (paging, body) {
            (Ok(None), _) => return Said::Nothing,
            (Ok(Some(Some(paging))), Some(body)) => self.add(id, operation, paging, &body),
            (Ok(Some(_)), _) => {}
            (Err(Obstacle { location, message }), _) => {
                self.diags.push(Code::Contradiction, location, message);
            }
        }
        Said::Something
    }

    fn long_running(&mut self, id: OperationId, operation: &Operation) {
        let ruled = self.rules.long_running(self.api, operation, &mut self.diags);
        self.exchange.used.long_running.extend(ruled.as_ref().map(|(number, _)| *number));
        let table = match ruled {
            Some((_, table)) => table,
            None => operation.long_running.map(LongRunning::marked),
        };
        if let Some(table) = table {
            self.exchange.long_running.insert(id, table);
        }
    }

    /// Adds a table, unless the code for the items of its body cannot be emitted.
    fn add(&mut self, id: OperationId, operation: &Operation, paging: Paging, body: &PageBody<'_>) {
        let Some(found) = body.find(&paging.items) else { return };
        let obstacle = match found.way.first() {
            // A plain list.
            None => None,
            Some((first, _)) => match self.exchange.lists.get(first) {
                Some(known) if *known != found.way => {
                    Some("another operation has the items of the same body in another member")
                }
                _ if found.way.iter().any(|(ty, index)| self.facts.edge(*ty, *index) == Edge::Erased) => {
                    Some("its items are part of a chain of types that is too long")
                }
                Some(_) => None,
                None => {
                    self.exchange.lists.insert(*first, found.way.clone());
                    None
                }
            },
        };
        match obstacle {
            None => {
                self.exchange.pages.insert(id, body.in_format(paging));
            }
            Some(why) => {
                let message = format!("the pages of the operation are not followed, because {why}");
                self.diags.push(Code::LeftOut, operation.location.clone(), message);
            }
        }
    }
}
