//! Which operations take several requests, and how: those whose items come in pages.
//!
//! The document marks them by extensions and headers, and a user by rules in `codegen.toml`. A rule of the user goes before
//! a mark of the document.

mod body;
mod mark;
mod obstacle;
pub mod paging;

use std::collections::BTreeMap;

use crate::analyse::{Edge, Facts};
use crate::diag::{Code, Diags};
use crate::ir::{Api, Operation, OperationId, TypeId};
use body::PageBody;
use obstacle::Obstacle;
use paging::Paging;

/// The operations of an API that take several requests.
#[derive(Debug, Clone, Default)]
pub struct Exchange {
    pages: BTreeMap<OperationId, Paging>,
    /// The way from a body to its items, as positions of members: that of each object on the way.
    lists: BTreeMap<TypeId, Vec<(TypeId, usize)>>,
}

impl Exchange {
    /// How an operation is paged. None: it is not.
    pub fn paging(&self, id: OperationId) -> Option<&Paging> {
        self.pages.get(&id)
    }

    /// The way from a body of this type to its items. None: it is not the body of a page.
    pub fn items_of(&self, id: TypeId) -> Option<&[(TypeId, usize)]> {
        self.lists.get(&id).map(Vec::as_slice)
    }
}

/// Finds the operations that take several requests.
pub fn exchange(api: &Api, facts: &Facts) -> (Exchange, Diags) {
    let mut finder = Finder { api, facts, exchange: Exchange::default(), diags: Diags::default() };
    for (id, operation) in api.operations.iter() {
        finder.operation(id, operation);
    }
    (finder.exchange, finder.diags)
}

struct Finder<'a> {
    api: &'a Api,
    facts: &'a Facts,
    exchange: Exchange,
    diags: Diags,
}

impl Finder<'_> {
    fn operation(&mut self, id: OperationId, operation: &Operation) {
        let body = PageBody::of(self.api, operation);
        let paging = match &operation.pageable {
            Some(mark) => mark::pageable(self.api, operation, mark, body.as_ref()),
            None => Ok(body.as_ref().and_then(|body| mark::link_header(operation, body))),
        };
        match (paging, body) {
            (Ok(Some(paging)), Some(body)) => self.add(id, operation, paging, &body),
            (Ok(_), _) => {}
            (Err(Obstacle { location, message }), _) => {
                self.diags.push(Code::Contradiction, location, message);
            }
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
