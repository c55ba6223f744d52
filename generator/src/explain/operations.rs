//! What is answered of an operation: what it is called, and which types it needs by which chains.

use super::answer::{About, Answer, Said};
use super::nodes::Graph;
use super::subject::Subject;
use super::{chain, name_words};
use crate::analyse::chains::{Chain, Start, needs};
use crate::ir::OperationId;

/// Why an operation is what it is.
pub(super) fn answer(subject: &Subject<'_>, id: OperationId) -> Option<Answer> {
    let operation = &subject.compiled.api.operations[id];
    let names = subject.compiled.names.operation(id);
    let callable = subject.callable(id)?;
    let text = "The document has the operation.";
    let mut said = vec![Said::new(About::Existence, "operation", text).at(&operation.location)];
    let document = operation.id.as_deref().unwrap_or_default();
    let place = format!("`{}`", operation.path);
    said.extend(name_words::name(&names.function, document, &place, &names.function_reason));
    said.extend(name_words::name(
        &names.module,
        operation.tags.first().map_or("", String::as_str),
        &place,
        &names.module_reason,
    ));
    let needs = needs(&subject.compiled.api, id);
    for (_, chain) in &needs.types {
        let text = format!("{}: {}", subject.name(chain.last), from_operation(subject, id, chain));
        said.push(Said::new(About::Needs, "type", text).at(&subject.def(chain.last).location));
    }
    if needs.types.is_empty() {
        said.push(Said::new(About::Needs, "nothing", "It needs no type of `models`."));
    }
    Some(Answer {
        kind: "function",
        path: subject.path(&format!("{}::{}", names.module, names.function)),
        document: format!("operation {}", subject.operation(id)),
        location: operation.location.clone(),
        rust: Some(subject.written(&callable.output)),
        said,
        graph: Graph::of_operation(subject, id, &needs),
    })
}

/// A chain without the operation, which is that of the answer.
fn from_operation(subject: &Subject<'_>, id: OperationId, chain: &Chain) -> String {
    match chain.start {
        Start::Operation(_, entry) => {
            let start = chain::entry(&subject.compiled.api.operations[id], entry);
            format!("{start}{}", chain::steps(subject, chain))
        }
        Start::Event(_) => chain::steps(subject, chain),
    }
}
