//! Each folder of the conformance suite is guarded by a case and by tests of ours, so that `cargo test` needs no Node.
//!
//! `tests/reports/kinds.md` is the table; `tests/reports/conformance.md` lists the folders.

use std::collections::BTreeSet;
use std::fs;

use tests::pages::{code_spans, missing_tests, root};

const PAGE: &str = "tests/reports/kinds.md";

fn read(file: &str) -> String {
    fs::read_to_string(root().join(file)).unwrap_or_default()
}

/// One kind: what stands between backticks in each of its cells.
struct Kind {
    folders: Vec<String>,
    cases: Vec<String>,
    tests: Vec<String>,
}

fn kinds() -> Vec<Kind> {
    let page = read(PAGE);
    let table = page.split("| what is asked for |").nth(1).expect("the table");
    let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    let spans = |cell: &str| code_spans(cell).map(str::to_owned).collect();
    let cells = |row: &str| match row.split(" | ").collect::<Vec<_>>()[..] {
        [_, folders, cases, tests] => Kind { folders: spans(folders), cases: spans(cases), tests: spans(tests) },
        _ => panic!("a row has four cells: {row}"),
    };
    rows.map(cells).collect()
}

/// The folders of the report, with those that have no document.
fn folders() -> BTreeSet<String> {
    let report = read("tests/reports/conformance.md");
    let report = report.split("## Driven by hand").next().unwrap_or_default();
    let is_folder = |line: &&str| line.starts_with("| `") || line.contains("` has no document");
    report.lines().filter(is_folder).filter_map(|line| code_spans(line).next()).map(str::to_owned).collect()
}

#[test]
fn each_folder_of_the_suite_has_a_row() {
    let listed: Vec<String> = kinds().into_iter().flat_map(|kind| kind.folders).collect();
    let set: BTreeSet<String> = listed.iter().cloned().collect();
    assert_eq!(set.len(), listed.len(), "a folder stands in two rows");
    assert!(set.len() > 100, "{}", set.len());
    assert_eq!(set, folders());
}

#[test]
fn each_case_and_test_exists() {
    assert_eq!(missing_tests(PAGE), [""; 0]);
    let cases = kinds().into_iter().flat_map(|kind| kind.cases);
    let missing: Vec<String> = cases.filter(|case| read(case).is_empty()).collect();
    assert_eq!(missing, [""; 0]);
}

/// The module that a case becomes: `conformance_bodies` of `tests/cases/conformance/bodies.yaml`.
fn module(case: &str) -> String {
    let name = case.trim_start_matches("tests/cases/").trim_end_matches(".yaml");
    name.replace(['/', '-'], "_")
}

#[test]
fn the_tests_of_a_row_use_its_cases() {
    for kind in kinds() {
        let sources: String = kind.tests.iter().filter_map(|test| test.split("::").next()).map(read).collect();
        let sends = |test: &String| test.starts_with("tests/behaviour/");
        // The snapshots of the stages are of all cases.
        let of_all = kind.tests.iter().any(|test| test == "tests/tests/stages.rs");
        let unused: Vec<&String> =
            kind.cases.iter().filter(|case| !of_all && !sources.contains(&module(case))).collect();
        assert!(unused.is_empty(), "no test of the row uses {unused:?}");
        assert!(!kind.tests.iter().any(sends) || !kind.cases.is_empty(), "{:?} has no case", kind.folders);
    }
}

#[test]
fn each_case_of_the_suite_has_a_row() {
    let named: BTreeSet<String> = kinds().into_iter().flat_map(|kind| kind.cases).collect();
    let all = tests::cases::all().into_iter().filter(|case| case.name.starts_with("conformance/"));
    let missing: Vec<String> =
        all.map(|case| format!("tests/cases/{}.yaml", case.name)).filter(|case| !named.contains(case)).collect();
    assert_eq!(missing, [""; 0]);
}
