//! How a plan is carried out: many steps at once, each noted in the journal where that matters.

use std::collections::VecDeque;

use indicatif::{ProgressBar, ProgressStyle};
use msgraph::v1_0::models::ContactPatch;
use tokio::task::JoinSet;

use crate::address_book::AddressBook;
use crate::journal::{Event, Journal};
use crate::people::Person;
use crate::plan::{Doubt, Plan, Step};
use crate::report::Failure;

/// How many contacts one task changes, in one batch.
const CHANGES: usize = 20;

/// What one task does.
enum Task {
    Create { person: Person, doubt: Doubt },
    Change(Vec<(String, String, ContactPatch)>),
    Delete { key: String, id: String },
}

/// Does all of a plan, some tasks at a time. Returns what failed.
pub async fn carry_out(plan: Plan, book: &AddressBook, journal: &Journal, at_once: usize) -> Vec<Failure> {
    let bar = ProgressBar::new(plan.steps.len() as u64);
    bar.set_style(
        ProgressStyle::with_template("{bar:40} {pos}/{len} {per_sec} {eta} {msg}")
            .unwrap_or_else(|_| ProgressStyle::default_bar()),
    );
    let (mut waiting, mut failures) = (tasks(plan.steps), Vec::new());
    let mut running = JoinSet::new();
    loop {
        while running.len() < at_once.max(1)
            && let Some(task) = waiting.pop_front()
        {
            let (book, journal) = (book.clone(), journal.clone());
            running.spawn(async move { (task.size(), task.run(&book, &journal).await) });
        }
        let Some(ended) = running.join_next().await else { break };
        match ended {
            Ok((size, failed)) => {
                bar.inc(size as u64);
                failures.extend(failed);
            }
            Err(error) => failures.push(failure("", "run", &error)),
        }
        if !failures.is_empty() {
            bar.set_message(format!("{} failed", failures.len()));
        }
    }
    bar.finish();
    failures
}

/// The steps as tasks. Changes are done many at once.
fn tasks(steps: Vec<Step>) -> VecDeque<Task> {
    let (mut tasks, mut changes) = (VecDeque::new(), Vec::new());
    for step in steps {
        match step {
            Step::Create { person, doubt } => tasks.push_back(Task::Create { person, doubt }),
            Step::Delete { key, id } => tasks.push_back(Task::Delete { key, id }),
            Step::Change { key, id, patch } => changes.push((key, id, *patch)),
        }
    }
    while !changes.is_empty() {
        let rest = changes.split_off(changes.len().min(CHANGES));
        tasks.push_back(Task::Change(std::mem::replace(&mut changes, rest)));
    }
    tasks
}

impl Task {
    /// The number of its steps.
    fn size(&self) -> usize {
        match self {
            Self::Create { .. } | Self::Delete { .. } => 1,
            Self::Change(changes) => changes.len(),
        }
    }

    async fn run(self, book: &AddressBook, journal: &Journal) -> Vec<Failure> {
        match self {
            Self::Create { person, doubt } => create(&person, doubt, book, journal).await.err().into_iter().collect(),
            Self::Change(changes) => change(changes, book).await,
            Self::Delete { key, id } => {
                let deleted = book.delete(&id).await.map_err(|error| failure(&key, "delete", &error));
                let noted = deleted.and_then(|()| note(journal, &key, Event::Deleted, "delete"));
                noted.err().into_iter().collect()
            }
        }
    }
}

async fn create(person: &Person, doubt: Doubt, book: &AddressBook, journal: &Journal) -> Result<(), Failure> {
    let key = &person.key;
    note(journal, key, Event::Creating, "create")?;
    let there = match book.create(person, doubt == Doubt::Begun).await {
        Ok(there) => there,
        Err(error) => {
            // Without an answer of the service, the contact may be there, and stays in doubt for the next run.
            if error.status().is_some_and(|status| status.is_client_error()) {
                note(journal, key, Event::Refused, "create")?;
            }
            return Err(failure(key, "create", &error));
        }
    };
    note(journal, key, Event::Created, "create")?;
    // A contact of an earlier run may be older than its row.
    let patch = there.and_then(|contact| Some((key.clone(), person.changes(&contact)?, contact.id)));
    let change_it = patch.map(|(key, patch, id)| vec![(key, id, patch)]).unwrap_or_default();
    change(change_it, book).await.into_iter().next().map_or(Ok(()), Err)
}

/// Changes contacts, each of which has the key of its row, its id and its patch.
async fn change(changes: Vec<(String, String, ContactPatch)>, book: &AddressBook) -> Vec<Failure> {
    let (keys, changes): (Vec<String>, Vec<_>) = changes.into_iter().map(|(key, id, patch)| (key, (id, patch))).unzip();
    let results = book.change(&changes).await;
    let failed = keys.iter().zip(results).filter_map(|(key, result)| Some(failure(key, "change", &result.err()?)));
    failed.collect()
}

fn note(journal: &Journal, key: &str, event: Event, step: &'static str) -> Result<(), Failure> {
    journal.note(key, event).map_err(|error| failure(key, step, &format!("the journal cannot be written: {error}")))
}

fn failure(key: &str, step: &'static str, why: &impl ToString) -> Failure {
    Failure { key: key.to_owned(), step, why: why.to_string() }
}
