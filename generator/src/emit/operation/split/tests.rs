//! Which operations share a file.

use std::collections::{BTreeMap, BTreeSet};

use super::{FEW, LARGE, MOST, divide};

/// The files of operations that are told apart by `a/b/c`; each operation is its number.
fn divided(operations: &[String]) -> Option<BTreeMap<String, Vec<usize>>> {
    let steps = |operation: &String| operation.split('/').map(str::to_owned).collect();
    let files = divide(operations.iter().map(steps).enumerate().collect())?;
    Some(files.into_iter().map(|(name, operations)| (name.text().to_owned(), operations)).collect())
}

/// `count` operations that begin with a path, and end with words of their own.
fn below(path: &str, count: usize) -> impl Iterator<Item = String> {
    (0..count).map(move |number| format!("{path}/w{number}"))
}

#[track_caller]
fn names(operations: &[String]) -> Vec<String> {
    divided(operations).expect("several files").into_keys().collect()
}

#[test]
fn a_module_that_can_be_read_is_one_file() {
    assert_eq!(divided(&below("a", LARGE).collect::<Vec<_>>()), None);
    assert!(divided(&below("a", LARGE + 1).collect::<Vec<_>>()).is_some());
}

#[test]
fn a_file_is_named_after_what_its_operations_have_in_common() {
    let all: Vec<String> = below("pets", 35).chain(below("shops", 35)).collect();
    assert_eq!(names(&all), ["pets", "shops"]);
}

#[test]
fn what_all_operations_have_in_common_is_no_part_of_a_name() {
    let all: Vec<String> = below("v1/pets", 35).chain(below("v1/shops", 35)).collect();
    assert_eq!(names(&all), ["pets", "shops"]);
}

#[test]
fn a_large_group_is_divided_further() {
    let all: Vec<String> = below("pets/cats", 30).chain(below("pets/dogs", 30)).chain(below("shops", 30)).collect();
    assert_eq!(names(&all), ["pets_cats", "pets_dogs", "shops"]);
}

#[test]
fn small_groups_share_a_file() {
    let small = ["ants", "bees", "crows"].into_iter().flat_map(|path| below(path, FEW - 1));
    let all: Vec<String> = below("pets", 35).chain(below("shops", 35)).chain(small).collect();
    assert_eq!(names(&all), ["others", "pets", "shops"]);
}

#[test]
fn many_small_groups_share_a_file_for_each_letter() {
    let all: Vec<String> = (0..70).map(|number| format!("{}{number}/get", ["a", "b"][number % 2])).collect();
    assert_eq!(names(&all), ["a", "b"]);
}

#[test]
fn operations_that_nothing_tells_apart_stay_together() {
    let all = vec!["pets".to_owned(); LARGE + 1];
    let files = divided(&all).expect("files");
    assert_eq!(files.into_values().map(|operations| operations.len()).collect::<Vec<_>>(), [LARGE + 1]);
}

#[test]
fn the_file_that_declares_the_others_is_never_one_of_them() {
    let all: Vec<String> = below("mod", 35).chain(below("pets", 35)).collect();
    assert!(!names(&all).contains(&"mod".to_owned()));
}

/// Paths of up to four segments from few words, so that groups of every size come up.
fn random_operations(seed: u64, count: usize) -> Vec<String> {
    let mut state = seed;
    let mut below = |end: u64| {
        // A multiplier of Knuth's for a linear congruential generator of 64 bits; its high bits are used.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % end
    };
    let mut segment = || ["a", "b", "pets", "mod", "x_y"][usize::try_from(below(5)).expect("small")].to_owned();
    (0..count).map(|number| format!("{}/{}/{}/w{number}", segment(), segment(), segment())).collect()
}

#[test]
fn every_operation_is_in_one_file_and_no_file_is_too_long_to_read() {
    for seed in 0..200 {
        let operations = random_operations(seed, 61 + usize::try_from(seed).expect("small") * 3);
        let files = divided(&operations).expect("files");
        let placed: Vec<usize> = files.values().flatten().copied().collect();
        assert_eq!(placed.len(), operations.len(), "seed {seed}");
        assert_eq!(placed.iter().collect::<BTreeSet<_>>().len(), operations.len(), "seed {seed}");
        let long = files.iter().find(|(_, operations)| operations.len() > MOST);
        assert!(long.is_none(), "seed {seed}: {long:?}");
        assert!(files.values().all(|operations| operations.is_sorted()), "seed {seed}: not in document order");
    }
}
