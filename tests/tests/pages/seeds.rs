//! The five pages that this repository began with, which do not belong to it, against the list of what they say.
//!
//! Run by hand: `SEEDS=../../shared/docs cargo test -p tests --test pages -- --ignored seeds`.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use super::shipped;
use pages::Reading;
use pages::facts::Statement;

fn folder() -> PathBuf {
    PathBuf::from(std::env::var("SEEDS").expect("SEEDS names the folder with FACTS.md and pages/"))
}

/// The pages in order, read.
fn seeds() -> Vec<Reading> {
    let found = fs::read_dir(folder().join("pages")).expect("pages").map(|entry| entry.expect("a page").path());
    let mut found: Vec<PathBuf> = found.collect();
    found.sort();
    let read = |path: &PathBuf| {
        let text = fs::read_to_string(path).expect("a page");
        pages::read(&text, &path.display().to_string(), &shipped("microsoft-graph"))
    };
    found.iter().map(read).collect()
}

/// A line of FACTS.md: the number of its page, the line of the page, and what it says.
fn listed() -> Vec<(usize, usize, String)> {
    let text = fs::read_to_string(folder().join("FACTS.md")).expect("FACTS.md");
    let fact = |line: &str| {
        let rest = line.strip_prefix("- **P")?;
        let (id, says) = rest.split_once("** ")?;
        let (says, at) = says.rsplit_once("`[L")?;
        let page = id.split('.').next()?.parse().ok()?;
        Some((page, at.trim_end().trim_end_matches("]`").parse().ok()?, says.trim().to_owned()))
    };
    text.lines().filter_map(fact).collect()
}

/// The rows of members among them: the name and the type as printed.
fn rows() -> Vec<(usize, usize, String, String)> {
    let row = |(page, line, says): (usize, usize, String)| {
        let mut parts = says.split('|').map(str::trim);
        let name = parts.next()?.strip_prefix('`')?.split('`').next()?.to_owned();
        Some((page, line, name, parts.next()?.to_owned()))
    };
    listed().into_iter().filter_map(row).collect()
}

#[test]
#[ignore = "the pages are no part of the repository"]
fn every_row_of_the_seeds_is_read_with_its_name_and_type() {
    let seeds = seeds();
    let rows = rows();
    assert!(rows.len() >= 28 + 34 + 61, "{}", rows.len());
    let profile = shipped("microsoft-graph");
    for (page, line, name, words) in rows {
        let found = seeds[page].page.facts.iter().find_map(|fact| match &fact.says {
            Statement::Member { name: own, of, .. } if fact.line == line => Some((own.clone(), of.clone())),
            _ => None,
        });
        assert_eq!(found, Some((name, profile.types.read(&words).of)), "P{page} line {line}");
    }
}

#[test]
#[ignore = "the pages are no part of the repository"]
fn every_line_that_the_list_cites_is_read_or_told() {
    let seeds = seeds();
    let mut silent = Vec::new();
    for (page, line, says) in listed() {
        let reading = &seeds[page];
        let lines: BTreeSet<usize> = (reading.page.facts.iter().map(|fact| fact.line))
            .chain(reading.lines.iter().copied())
            .chain(reading.to_decide.iter().map(|open| open.line))
            .chain(reading.not_read.iter().map(|told| told.line))
            .collect();
        // Front matter and annotations in comments are for the machine that renders the page.
        let for_machines = says.starts_with("Front") || says.contains("nnotation") || says.contains("annotation");
        // An empty column has a line of its own in the list: the divider of the table.
        let divider = says.starts_with("The Description column is empty");
        if !lines.contains(&line) && !for_machines && !divider {
            silent.push(format!("P{page} line {line}: {says}"));
        }
    }
    assert_eq!(silent, [""; 0]);
}

#[test]
#[ignore = "the pages are no part of the repository"]
fn operations_permissions_headers_statuses_and_examples_of_the_seeds_are_counted() {
    let count = |reading: &Reading| {
        let of = |is: fn(&Statement) -> bool| reading.page.facts.iter().filter(|fact| is(&fact.says)).count();
        [
            of(|says| matches!(says, Statement::Operation { .. })),
            of(|says| matches!(says, Statement::Permission(_))),
            of(|says| matches!(says, Statement::Cloud { .. })),
            of(|says| matches!(says, Statement::Header { .. })),
            of(|says| matches!(says, Statement::Status { .. })),
            of(|says| matches!(says, Statement::Example { payload: Some(_), .. })),
        ]
    };
    let counts: Vec<[usize; 6]> = seeds().iter().map(count).collect();
    assert_eq!(
        counts,
        [[1, 3, 0, 2, 1, 2], [1, 3, 4, 2, 1, 2], [2, 3, 4, 2, 1, 2], [6, 3, 4, 2, 1, 2], [0, 3, 0, 2, 1, 2]]
    );
}
