//! By which chain of references does an operation need a type?

use std::collections::{BTreeMap, VecDeque};

use crate::ir::edges::{Entry, Via, mentions_of, mentions_of_operation, types_in};
use crate::ir::{Api, ArenaMap, OperationId, TypeId};

/// How a chain begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// An operation mentions the first type so.
    Operation(OperationId, Entry),
    /// The body of the event at this position of [`Api::events`] mentions it.
    Event(usize),
}

/// The shortest chain from an operation or event to a type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    pub start: Start,
    /// The types before the last one, from the first, each with how it mentions the next.
    pub steps: Vec<(TypeId, Via)>,
    /// The type that is needed.
    pub last: TypeId,
}

/// The shortest chain to a type from each operation and each event that needs it, in document order.
pub fn chains_to(api: &Api, target: TypeId) -> Vec<Chain> {
    let mut before: ArenaMap<TypeId, Vec<(TypeId, Via)>> = ArenaMap::filled(&api.types, Vec::new());
    for (id, def) in api.types.iter() {
        mentions_of(def, &mut |via, inner| before[inner].push((id, via)));
    }
    // For each type that needs the target: how far it is, and the next step to it.
    let mut known: BTreeMap<TypeId, (usize, Option<(Via, TypeId)>)> = BTreeMap::from([(target, (0, None))]);
    let mut work = VecDeque::from([target]);
    while let Some(id) = work.pop_front() {
        let distance = known.get(&id).map_or(0, |(distance, _)| distance + 1);
        for &(dependent, via) in &before[id] {
            known.entry(dependent).or_insert_with(|| {
                work.push_back(dependent);
                (distance, Some((via, id)))
            });
        }
    }
    let chain = |start: Start, first: TypeId| {
        let (mut steps, mut at) = (Vec::new(), first);
        while let Some((_, Some((via, next)))) = known.get(&at) {
            steps.push((at, *via));
            at = *next;
        }
        Chain { start, steps, last: target }
    };
    let distance = |id: &TypeId| known.get(id).map(|(distance, _)| *distance);
    starts(api)
        .filter_map(|starts| {
            let near = starts.into_iter().filter_map(|(start, id)| Some((distance(&id)?, start, id)));
            near.min_by_key(|(distance, _, _)| *distance)
        })
        .map(|(_, start, first)| chain(start, first))
        .collect()
}

/// What each operation and each event mentions.
fn starts(api: &Api) -> impl Iterator<Item = Vec<(Start, TypeId)>> {
    let operations = api.operations.iter().map(|(id, operation)| {
        let mut found = Vec::new();
        mentions_of_operation(operation, &mut |entry, ty| found.push((Start::Operation(id, entry), ty)));
        found
    });
    let events = api.events().enumerate().map(|(index, event)| {
        let mut found = Vec::new();
        types_in(&event.body, &mut |ty| found.push((Start::Event(index), ty)));
        found
    });
    operations.chain(events)
}

/// All that an operation needs.
#[derive(Debug, Clone, Default)]
pub struct Needs {
    /// The types that the operation itself mentions, each with how, in order.
    pub entries: Vec<(Entry, TypeId)>,
    /// Every type that it needs, nearest first, each with the shortest chain to it.
    pub types: Vec<(TypeId, Chain)>,
    /// Every mention of one of these types by another.
    pub mentions: Vec<(TypeId, Via, TypeId)>,
}

/// All that an operation needs.
pub fn needs(api: &Api, operation: OperationId) -> Needs {
    let mut needs = Needs::default();
    mentions_of_operation(&api.operations[operation], &mut |entry, id| {
        if !needs.entries.contains(&(entry, id)) {
            needs.entries.push((entry, id));
        }
    });
    let mut chains: BTreeMap<TypeId, Chain> = BTreeMap::new();
    let mut work = VecDeque::new();
    for &(entry, id) in &needs.entries {
        chains.entry(id).or_insert_with(|| {
            work.push_back(id);
            Chain { start: Start::Operation(operation, entry), steps: Vec::new(), last: id }
        });
    }
    while let Some(id) = work.pop_front() {
        let Some(chain) = chains.get(&id).cloned() else { continue };
        mentions_of(&api.types[id], &mut |via, inner| {
            // Members are visited in order, so that equal mentions follow one another.
            if needs.mentions.last() != Some(&(id, via, inner)) {
                needs.mentions.push((id, via, inner));
            }
            chains.entry(inner).or_insert_with(|| {
                work.push_back(inner);
                let steps = chain.steps.iter().copied().chain([(id, via)]).collect();
                Chain { steps, last: inner, ..chain.clone() }
            });
        });
        needs.types.push((id, chain));
    }
    needs
}
