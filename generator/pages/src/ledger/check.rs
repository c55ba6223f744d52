//! Which facts of a facts file does the specification hold, and which not?

use std::collections::BTreeMap;

use super::bench::Bench;
use super::file::Ledger;
use super::hold::{holds, ruled};
use super::place::place;
use super::placed::Placed;
use super::sourced::Sources;
use super::words::says;
use crate::facts::{Fact, Held, Statement};
use crate::specification::{Index, Specification, Whereabouts};

/// What the check found.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    /// How many facts there are.
    pub facts: usize,
    /// How many the specification holds.
    pub held: usize,
    /// How many of these a rule meets.
    pub ruled: usize,
    /// How many are waived.
    pub waived: usize,
    /// The others.
    pub misses: Vec<Miss>,
}

/// A fact that the specification does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Miss {
    /// The id of the fact.
    pub id: String,
    /// The file of the page, as it was named.
    pub page: String,
    /// The line of the page.
    pub line: usize,
    /// What the page says.
    pub says: String,
    /// The place that should hold it, if there is one.
    pub place: Option<String>,
    /// Where that is.
    pub at: Option<Whereabouts>,
    /// What stands there, or why there is no place.
    pub stands: String,
}

impl std::fmt::Display for Miss {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "{}:{}: {} ({})", self.page, self.line, self.says, self.id)?;
        match (&self.at, &self.place) {
            (Some(at), Some(place)) => write!(f, "  {at}: there stands {} ({place})", self.stands),
            (None, Some(place)) => write!(f, "  {place}: there stands {}", self.stands),
            (_, None) => write!(f, "  {}", self.stands),
        }
    }
}

/// Holds every fact against the specification.
pub fn check(ledger: &Ledger, specification: &Specification) -> Checked {
    let sources = Sources::new(&ledger.sources);
    let index = Index::new(specification);
    let mut checked = Checked::default();
    for page in &ledger.pages {
        let bench = Bench::new(&index, page).with(sources.clone());
        for fact in &page.facts {
            checked.facts += 1;
            let misses = match &fact.held {
                None => vec![unanswered(&bench, fact)],
                Some(Held::At(places)) => at(&bench, fact, places, &BTreeMap::new()),
                Some(Held::Mended { at: places, except }) => at(&bench, fact, places, except),
                Some(Held::Rule(rule)) => match ruled(&bench, &fact.says, rule) {
                    Ok(()) => {
                        checked.ruled += 1;
                        Vec::new()
                    }
                    Err(stands) => {
                        vec![miss(&bench, fact, operation_place(&bench), format!("{stands} (rule `{rule}`)"))]
                    }
                },
                Some(Held::Waived { follows, .. }) => {
                    checked.waived += 1;
                    let unknown = follows.as_ref().filter(|id| !ledger.facts().any(|(_, it)| it.id == **id));
                    match unknown {
                        None => continue,
                        Some(id) => {
                            checked.waived -= 1;
                            vec![miss(
                                &bench,
                                fact,
                                None,
                                format!("the waiver follows `{id}`, and there is no such fact"),
                            )]
                        }
                    }
                }
            };
            if misses.is_empty() {
                checked.held += 1;
            }
            checked.misses.extend(misses);
        }
    }
    locate(&mut checked.misses, specification);
    checked
}

fn operation_place(bench: &Bench<'_>) -> Option<String> {
    bench.operations.first().map(|it| it.node.place())
}

/// Every place must hold it, and every operation of the page that has such a place.
fn at(bench: &Bench<'_>, fact: &Fact, places: &[String], except: &BTreeMap<String, String>) -> Vec<Miss> {
    let mut misses = Vec::new();
    for place in places {
        if let Err(stands) = holds(bench, &fact.says, place, except) {
            misses.push(miss(bench, fact, Some(place.clone()), stands));
        }
    }
    if places.is_empty() {
        misses.push(miss(bench, fact, None, "the facts file names no place".to_owned()));
    }
    if matches!(fact.says, Statement::Example { .. } | Statement::Title { .. }) || !misses.is_empty() {
        return misses;
    }
    match place(bench, fact) {
        Placed::At(expected) => {
            for place in expected.into_iter().filter(|it| !places.contains(it)) {
                match holds(bench, &fact.says, &place, except) {
                    Ok(()) => {
                        misses.push(miss(
                            bench,
                            fact,
                            Some(place),
                            "the same, and the facts file does not name the place".to_owned(),
                        ));
                    }
                    Err(stands) => misses.push(miss(bench, fact, Some(place), stands)),
                }
            }
        }
        Placed::Rule(_) => {}
        // A person may know where a member is whose name the page leaves out.
        Placed::Nowhere(_) if is_of_member(&fact.says) => {}
        Placed::Nowhere(why) => misses.push(miss(bench, fact, places.first().cloned(), why)),
    }
    misses
}

fn is_of_member(statement: &Statement) -> bool {
    matches!(
        statement,
        Statement::Member { .. }
            | Statement::Mark { .. }
            | Statement::Values { .. }
            | Statement::Default { .. }
            | Statement::Limit { .. }
            | Statement::Note { .. }
    )
}

/// A fact that nobody answered: where it might be held, and what stands there.
fn unanswered(bench: &Bench<'_>, fact: &Fact) -> Miss {
    match place(bench, fact) {
        Placed::At(places) => {
            let first = places.first().cloned();
            let stands = first.as_ref().map(|place| holds(bench, &fact.says, place, &BTreeMap::new()));
            let stands = match stands {
                Some(Err(stands)) => stands,
                Some(Ok(())) | None => "the same, and the facts file does not say so".to_owned(),
            };
            miss(bench, fact, first, stands)
        }
        Placed::Rule(rule) => {
            miss(bench, fact, None, format!("the facts file has no answer; the rule `{rule}` may be one"))
        }
        Placed::Nowhere(why) => miss(bench, fact, operation_place(bench), why),
    }
}

fn miss(bench: &Bench<'_>, fact: &Fact, place: Option<String>, stands: String) -> Miss {
    let page = bench.page.file.clone();
    Miss { id: fact.id.clone(), page, line: fact.line, says: says(&fact.says), place, at: None, stands }
}

fn locate(misses: &mut [Miss], specification: &Specification) {
    let found = specification.whereabouts(misses.iter().filter_map(|miss| miss.place.as_deref()));
    for miss in misses.iter_mut() {
        miss.at = miss.place.as_ref().and_then(|place| found.get(place)).cloned();
    }
}
