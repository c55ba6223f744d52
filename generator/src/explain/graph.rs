//! What a thing needs, as a graph: the types that it mentions, those that they mention, and so on.

use std::collections::{BTreeSet, VecDeque};

use super::nodes::{Edge, Graph, Node};
use super::subject::Subject;
use super::{chain, shape_words};
use crate::analyse::chains::Needs;
use crate::ir::edges::{Via, mentions_of, types_in, types_in_expr};
use crate::ir::{Item, Kind, OperationId, TypeExpr, TypeId};
use crate::names::Name;

impl Graph {
    /// What an operation needs.
    pub fn of_operation(subject: &Subject<'_>, id: OperationId, needs: &Needs) -> Self {
        let operation = &subject.compiled.api.operations[id];
        let names = subject.compiled.names.operation(id);
        let root = format!("{}::{}", names.module, names.function);
        let mut graph = Self::default();
        graph.nodes.push(Node { key: root.clone(), label: root.clone(), kind: "function" });
        graph.nodes.extend(needs.types.iter().map(|(id, _)| node(subject, *id)));
        graph.edges.extend(needs.entries.iter().map(|(entry, id)| Edge {
            from: root.clone(),
            to: subject.name(*id).to_string(),
            label: chain::entry(operation, *entry),
            is_pointer: false,
        }));
        graph.edges.extend(needs.mentions.iter().map(|(from, via, to)| edge(subject, *from, *via, *to)));
        graph
    }

    /// A type, and what it needs.
    pub fn of_type(subject: &Subject<'_>, id: TypeId) -> Self {
        Self::from_types(subject, vec![id])
    }

    /// What a use of a type needs.
    pub fn of_item(subject: &Subject<'_>, item: &Item) -> Self {
        let mut roots = Vec::new();
        types_in(item, &mut |id| roots.push(id));
        Self::from_types(subject, roots)
    }

    /// What a variant needs.
    pub fn of_expr(subject: &Subject<'_>, ty: &TypeExpr) -> Self {
        let mut roots = Vec::new();
        types_in_expr(ty, &mut |id| roots.push(id));
        Self::from_types(subject, roots)
    }

    fn from_types(subject: &Subject<'_>, roots: Vec<TypeId>) -> Self {
        let mut graph = Self::default();
        let mut known: BTreeSet<TypeId> = roots.iter().copied().collect();
        let mut work = VecDeque::from(roots);
        while let Some(id) = work.pop_front() {
            graph.nodes.push(node(subject, id));
            let mut last = None;
            mentions_of(subject.def(id), &mut |via, inner| {
                // Members are visited in order, so that equal mentions follow one another.
                if last.replace((via, inner)) != Some((via, inner)) {
                    graph.edges.push(edge(subject, id, via, inner));
                }
                if known.insert(inner) {
                    work.push_back(inner);
                }
            });
        }
        graph
    }
}

fn node(subject: &Subject<'_>, id: TypeId) -> Node {
    let name = subject.name(id).to_string();
    Node { key: name.clone(), label: name, kind: shape_words::rust_kind(&subject.def(id).kind) }
}

fn edge(subject: &Subject<'_>, from: TypeId, via: Via, to: TypeId) -> Edge {
    let kind = &subject.def(from).kind;
    let (label, position) = match (via, kind) {
        (Via::Member(position), Kind::Object(object)) => {
            (object.fields.get(position).map_or(String::new(), |field| field.name.clone()), Some(position))
        }
        (Via::Others, Kind::Object(object)) => ("other members".to_owned(), Some(object.fields.len())),
        (Via::Variant(position), _) => {
            let name = subject.compiled.names.members(from).items.get(position).map(Name::to_string);
            (name.unwrap_or_default(), Some(position))
        }
        (Via::Alias, _) => ("another name".to_owned(), None),
        (Via::Member(_) | Via::Others, _) => (String::new(), None),
    };
    let is_pointer = position.is_some_and(|position| subject.compiled.facts.edge_reason(from, position).is_some());
    Edge { from: subject.name(from).to_string(), to: subject.name(to).to_string(), label, is_pointer }
}
