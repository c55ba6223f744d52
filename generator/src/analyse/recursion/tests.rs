//! What must hold of every document, however its types contain one another: each type has a size, and no walk of a
//! compiler from type to type is long.

use std::fmt::Write;

use super::{DEEP, Edge, SMALL};
use crate::config::Config;
use crate::ir::NameOrigin;
use crate::pipeline::{self, Compiled};
use crate::source::{self, Memory};

/// How a property mentions a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Through {
    Nothing,
    List,
    Map,
}

/// Types by number: which type each of its properties mentions, and how.
type Graph = Vec<Vec<(usize, Through)>>;

/// A graph of so many types with up to three properties each, which mostly lead to near types, so that chains and cycles
/// of every length come up.
fn random_graph(seed: u64, types: usize) -> Graph {
    let mut state = seed;
    let mut below = |end: usize| {
        // A multiplier of Knuth's for a linear congruential generator of 64 bits; its high bits are used.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((state >> 33) % (end as u64)).expect("small")
    };
    let mut property = |number: usize| {
        let target = if below(4) == 0 { below(types) } else { (number + 1 + below(2)) % types };
        (target, [Through::Nothing, Through::Nothing, Through::List, Through::Map][below(4)])
    };
    (0..types).map(|number| (0..1 + number % 3).map(|_| property(number)).collect()).collect()
}

/// The document that says it.
fn document(graph: &Graph) -> String {
    let mut text = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n".to_owned();
    for (number, properties) in graph.iter().enumerate() {
        writeln!(text, "    T{number}:\n      type: object\n      properties:\n        name: {{type: string}}")
            .expect("text");
        for (index, (target, through)) in properties.iter().enumerate() {
            let target = format!("{{$ref: '#/components/schemas/T{target}'}}");
            let schema = match through {
                Through::Nothing => target,
                Through::List => format!("{{type: array, items: {target}}}"),
                Through::Map => format!("{{type: object, additionalProperties: {target}}}"),
            };
            writeln!(text, "        p{index}: {schema}").expect("text");
        }
    }
    text
}

/// The edge of each property.
fn edges(graph: &Graph) -> Vec<Vec<Edge>> {
    let config = Config::single("api.yaml", "sample");
    let (sources, mut diags) = source::load(&Memory::new([("api.yaml", document(graph))]), &config.roots());
    let Compiled { api, facts, .. } =
        pipeline::compile(&sources, &config.apis[0], &config, &mut diags).expect("an API without a fault");
    let id = |name: String| api.types.iter().find(|(_, def)| def.name == NameOrigin::Component(name.clone()));
    let edges = graph.iter().enumerate().map(|(number, properties)| {
        let (id, _) = id(format!("T{number}")).expect("the type");
        // The first property is a text.
        (1..=properties.len()).map(|position| facts.edge(id, position)).collect()
    });
    edges.collect()
}

/// The types that are reached from a type, with itself where it is reached again.
fn reached(from: usize, next: &[Vec<usize>]) -> Vec<bool> {
    let mut seen = vec![false; next.len()];
    let mut open = next[from].clone();
    while let Some(at) = open.pop() {
        if !std::mem::replace(&mut seen[at], true) {
            open.extend(&next[at]);
        }
    }
    seen
}

/// The mentions that are left over when those whose edge is looked for are taken away.
fn left(graph: &Graph, edges: &[Vec<Edge>], keep: impl Fn(Edge, Through) -> bool) -> Vec<Vec<usize>> {
    let kept = |(properties, edges): (&Vec<(usize, Through)>, &Vec<Edge>)| {
        let all = properties.iter().zip(edges);
        all.filter(|((_, through), edge)| keep(**edge, *through)).map(|((target, _), _)| *target).collect()
    };
    graph.iter().zip(edges).map(kept).collect()
}

/// What a compiler walks.
struct Walk {
    /// The number of types on the longest way, where types that contain one another count once each.
    longest: usize,
    /// How many types contain one another.
    largest_cycle: usize,
}

fn walk(next: &[Vec<usize>]) -> Walk {
    let reached: Vec<Vec<bool>> = (0..next.len()).map(|from| reached(from, next)).collect();
    let together = |one: usize, other: usize| one == other || (reached[one][other] && reached[other][one]);
    let mut order: Vec<usize> = (0..next.len()).collect();
    // A type comes behind all that it reaches and that does not reach it.
    order.sort_by_key(|from| reached[*from].iter().filter(|reached| **reached).count());
    let mut walk = Walk { longest: 0, largest_cycle: 0 };
    let mut lengths = vec![0; next.len()];
    for at in order {
        let group: Vec<usize> = (0..next.len()).filter(|other| together(at, *other)).collect();
        let behind = group.iter().flat_map(|from| &next[*from]).filter(|target| !together(at, **target));
        lengths[at] = group.len() + behind.map(|target| lengths[*target]).max().unwrap_or_default();
        walk.longest = walk.longest.max(lengths[at]);
        walk.largest_cycle = walk.largest_cycle.max(group.len());
    }
    walk
}

#[test]
fn every_type_has_a_size() {
    for seed in 0..40 {
        let graph = random_graph(seed, 5 + usize::try_from(seed).expect("small"));
        let plain = left(&graph, &edges(&graph), |edge, through| edge == Edge::Plain && through == Through::Nothing);
        let endless = (0..graph.len()).find(|from| reached(*from, &plain)[*from]);
        assert_eq!(endless, None, "seed {seed}: this type contains itself\n{}", document(&graph));
    }
}

#[test]
fn no_walk_from_type_to_type_is_long() {
    let mut erased = 0;
    for seed in 0..40 {
        let graph = random_graph(seed, 5 + usize::try_from(seed).expect("small"));
        let edges = edges(&graph);
        let Walk { longest, largest_cycle } = walk(&left(&graph, &edges, |edge, _| edge != Edge::Erased));
        assert!(longest < DEEP + SMALL, "seed {seed}: {longest} types in a row\n{}", document(&graph));
        assert!(largest_cycle <= SMALL, "seed {seed}: {largest_cycle} types in a cycle\n{}", document(&graph));
        erased += edges.iter().flatten().filter(|edge| **edge == Edge::Erased).count();
    }
    assert!(erased > 0, "no graph had a chain that is too long");
}

#[test]
fn a_chain_is_left_as_it_is_until_it_is_too_long() {
    let chain = |types: usize| -> Graph {
        (0..types).map(|number| (number + 1..types).take(1).map(|next| (next, Through::Nothing)).collect()).collect()
    };
    assert!(edges(&chain(DEEP)).iter().flatten().all(|edge| *edge == Edge::Plain));
    assert_eq!(edges(&chain(DEEP + 1)).iter().flatten().filter(|edge| **edge == Edge::Erased).count(), 1);
}
