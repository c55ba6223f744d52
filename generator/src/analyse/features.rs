//! Which models each module of operations needs, so that a crate can be compiled in parts.
//!
//! A file of models is compiled as a whole or not at all. A file that only one module reaches is part of that module.
//! Files that the same modules reach form one group, which gives the fewest groups for which no module compiles a model
//! that it does not need. A group names the groups that it mentions, and Cargo turns these on with it.

use std::collections::{BTreeMap, BTreeSet};

use super::reach;
use crate::ir::edges::{types_in, types_of};
use crate::ir::{Api, ArenaMap, OperationId, TypeId};

/// What needs a model.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum User<M> {
    Module(M),
    /// No operation: webhooks send it, or the document only describes it. What webhooks send is this user's too, where
    /// operations have it as well.
    Nothing,
}

/// With which part a file of models is compiled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part<M> {
    /// With its only user.
    Of(User<M>),
    /// With the group at this position, since several users need it.
    Shared(usize),
}

/// The parts of a crate, and what each needs. `F` is the name of a file of models and `M` that of a module of
/// operations.
#[derive(Debug, Clone)]
pub struct Parts<F, M> {
    pub files: BTreeMap<F, Part<M>>,
    pub users: BTreeMap<User<M>, Needs>,
    pub shared: Vec<Group<F>>,
}

/// What a module of operations needs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Needs {
    /// The groups that it mentions itself. Groups name further groups themselves.
    pub shared: BTreeSet<usize>,
    /// The number of types that are compiled for it.
    pub types: usize,
    pub operations: usize,
}

/// Files that the same modules need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group<F> {
    /// The first of its files, in document order.
    pub first: F,
    /// The other groups that it mentions.
    pub shared: BTreeSet<usize>,
    /// The number of types in its files.
    pub types: usize,
}

/// The files, by number.
struct Files<F> {
    names: Vec<F>,
    of: ArenaMap<TypeId, usize>,
    mentions: Vec<BTreeSet<usize>>,
    types: Vec<usize>,
}

/// Divides the models of an API into parts.
pub fn parts<F, M>(api: &Api, file: impl Fn(TypeId) -> F, module: impl Fn(OperationId) -> M) -> Parts<F, M>
where
    F: Ord + Clone,
    M: Ord + Clone,
{
    let files = files(api, file);
    let mut operations: BTreeMap<User<M>, usize> = BTreeMap::new();
    let module = |id| User::Module(module(id));
    for id in api.operations.ids() {
        *operations.entry(module(id)).or_default() += 1;
    }
    let roots = roots(api, &files, module);
    let mut users: Vec<Vec<usize>> = vec![Vec::new(); files.names.len()];
    let mut types: Vec<usize> = Vec::new();
    for (number, from) in roots.values().enumerate() {
        types.push(spread(&files, from, number, &mut users));
    }
    let (part, shared) = group(&files, &users, &roots);
    let mut parts = Parts { files: BTreeMap::new(), users: BTreeMap::new(), shared };
    for ((user, from), types) in roots.iter().zip(types) {
        let shared = from.iter().filter_map(|file| part.get(*file).and_then(group_of)).collect();
        let operations = operations.get(user).copied().unwrap_or_default();
        parts.users.insert(user.clone(), Needs { shared, types, operations });
    }
    let sizes = files.mentions.iter().zip(&files.types);
    for ((name, part_of), (mentions, types)) in files.names.iter().zip(&part).zip(sizes) {
        let mentioned = mentions.iter().filter_map(|file| part.get(*file).and_then(group_of));
        match part_of {
            Part::Of(user) => {
                if let Some(needs) = parts.users.get_mut(user) {
                    needs.shared.extend(mentioned);
                }
            }
            Part::Shared(own) => {
                if let Some(group) = parts.shared.get_mut(*own) {
                    group.shared.extend(mentioned.filter(|other| other != own));
                    group.types += types;
                }
            }
        }
        parts.files.insert(name.clone(), part_of.clone());
    }
    parts
}

fn group_of<M>(part: &Part<M>) -> Option<usize> {
    match part {
        Part::Of(_) => None,
        Part::Shared(group) => Some(*group),
    }
}

fn files<F: Ord + Clone>(api: &Api, file: impl Fn(TypeId) -> F) -> Files<F> {
    let mut numbers: BTreeMap<F, usize> = BTreeMap::new();
    let mut names = Vec::new();
    let of = ArenaMap::from_fn(&api.types, |(id, _)| {
        *numbers.entry(file(id)).or_insert_with_key(|name| {
            names.push(name.clone());
            names.len() - 1
        })
    });
    let mut files = Files { mentions: vec![BTreeSet::new(); names.len()], types: vec![0; names.len()], names, of };
    for (id, def) in api.types.iter() {
        let own = files.of[id];
        if let (Some(mentions), Some(types)) = (files.mentions.get_mut(own), files.types.get_mut(own)) {
            types_of(def, &mut |inner| {
                mentions.insert(files.of[inner]);
            });
            *types += 1;
        }
    }
    files
}

/// The files that each user mentions. The types that no operation reaches have a user of their own.
fn roots<F, M: Ord + Clone>(
    api: &Api,
    files: &Files<F>,
    module: impl Fn(OperationId) -> User<M>,
) -> BTreeMap<User<M>, BTreeSet<usize>> {
    let mut roots: BTreeMap<User<M>, BTreeSet<usize>> = BTreeMap::new();
    for (id, operation) in api.operations.iter() {
        let own = roots.entry(module(id)).or_default();
        reach::uses(operation, &mut |id, _| {
            own.insert(files.of[id]);
        });
    }
    let all = roots.values().flatten().copied().collect();
    let mut reached = vec![Vec::new(); files.names.len()];
    spread(files, &all, 0, &mut reached);
    let mut rest: BTreeSet<usize> =
        reached.iter().enumerate().filter(|(_, users)| users.is_empty()).map(|(file, _)| file).collect();
    for webhook in api.events() {
        types_in(&webhook.body, &mut |id| {
            rest.insert(files.of[id]);
        });
    }
    if !rest.is_empty() {
        roots.insert(User::Nothing, rest);
    }
    roots
}

/// Records `user` for all files that can be reached from `from`, and counts their types.
fn spread<F>(files: &Files<F>, from: &BTreeSet<usize>, user: usize, users: &mut [Vec<usize>]) -> usize {
    let mut types = 0;
    let mut work: Vec<usize> = from.iter().copied().collect();
    while let Some(file) = work.pop() {
        let (Some(known), Some(mentions)) = (users.get_mut(file), files.mentions.get(file)) else { continue };
        if known.last() != Some(&user) {
            known.push(user);
            types += files.types.get(file).copied().unwrap_or_default();
            work.extend(mentions);
        }
    }
    types
}

/// The part of each file, and the groups.
fn group<F: Clone, M: Ord + Clone>(
    files: &Files<F>,
    users: &[Vec<usize>],
    roots: &BTreeMap<User<M>, BTreeSet<usize>>,
) -> (Vec<Part<M>>, Vec<Group<F>>) {
    let names: Vec<&User<M>> = roots.keys().collect();
    let mut known: BTreeMap<&[usize], usize> = BTreeMap::new();
    let mut groups = Vec::new();
    let parts = files.names.iter().zip(users).map(|(name, users)| match users.as_slice() {
        [] => Part::Of(User::Nothing),
        [one] => Part::Of(names.get(*one).map_or(User::Nothing, |user| (*user).clone())),
        several => Part::Shared(*known.entry(several).or_insert_with(|| {
            groups.push(Group { first: name.clone(), shared: BTreeSet::new(), types: 0 });
            groups.len() - 1
        })),
    });
    let parts = parts.collect();
    (parts, groups)
}
