//! Which modules name one another in a circle.

use std::collections::{BTreeMap, BTreeSet};

use crate::modules::Import;
use crate::paths::Path;

/// Every largest set of modules in which each leads to each other.
pub fn circles(imports: &BTreeSet<Import>) -> Vec<BTreeSet<Path>> {
    let mut edges: BTreeMap<&Path, BTreeSet<&Path>> = BTreeMap::new();
    for import in imports {
        edges.entry(&import.from).or_default().insert(&import.to);
    }
    let reached: BTreeMap<&Path, BTreeSet<&Path>> = edges.keys().map(|from| (*from, reach(&edges, from))).collect();
    let mut circles: BTreeSet<BTreeSet<Path>> = BTreeSet::new();
    for (from, all) in &reached {
        let back = |to: &&&Path| reached.get(*to).is_some_and(|back| back.contains(from));
        let circle: BTreeSet<Path> = all.iter().filter(back).map(|path| (*path).clone()).collect();
        if !circle.is_empty() {
            circles.insert(circle);
        }
    }
    circles.into_iter().collect()
}

/// Everything that a module leads to. Itself too, where it lies on a circle.
fn reach<'a>(edges: &BTreeMap<&'a Path, BTreeSet<&'a Path>>, from: &Path) -> BTreeSet<&'a Path> {
    let mut reached = BTreeSet::new();
    let mut work = vec![from];
    while let Some(module) = work.pop() {
        for to in edges.get(module).into_iter().flatten() {
            if reached.insert(*to) {
                work.push(to);
            }
        }
    }
    reached
}
