//! Do two roots define the same component?

use std::collections::BTreeSet;

use super::resolve::{Address, Resolver};
use crate::source::Raw;

/// Whether two nodes are equal. References are compared by their targets.
pub fn are_equal(resolver: &mut Resolver<'_>, left: &Address, right: &Address) -> bool {
    let mut assumed = BTreeSet::from([(left.clone(), right.clone())]);
    let mut open = vec![(left.clone(), right.clone())];
    while let Some((left, right)) = open.pop() {
        let (Some(a), Some(b)) = (resolver.raw(&left), resolver.raw(&right)) else { return false };
        let mut references = Vec::new();
        if !equal_but_for_references(a, b, &mut references) {
            return false;
        }
        for (from_left, from_right) in references {
            let a = resolver.locate(left.file, from_left).map(|(address, _)| address);
            let b = resolver.locate(right.file, from_right).map(|(address, _)| address);
            match (a, b) {
                (Ok(a), Ok(b)) if a == b => {}
                (Ok(a), Ok(b)) => {
                    if assumed.insert((a.clone(), b.clone())) {
                        open.push((a, b));
                    }
                }
                _ => return false,
            }
        }
    }
    true
}

/// Whether two values are equal but for the texts of their `$ref`s, which are collected.
fn equal_but_for_references<'r>(left: &'r Raw, right: &'r Raw, references: &mut Vec<(&'r str, &'r str)>) -> bool {
    match (left, right) {
        (Raw::Object(a), Raw::Object(b)) => {
            a.len() == b.len()
                && a.iter().all(|(key, left)| match (key.as_str(), left, b.get(key)) {
                    ("$ref", Raw::String(left), Some(Raw::String(right))) => {
                        references.push((left, right));
                        true
                    }
                    (_, left, Some(right)) => equal_but_for_references(left, right, references),
                    (_, _, None) => false,
                })
        }
        (Raw::Array(a), Raw::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(left, right)| equal_but_for_references(left, right, references))
        }
        _ => left == right,
    }
}
