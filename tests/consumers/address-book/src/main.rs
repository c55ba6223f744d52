//! Keeps an address book in step with a CSV file: `address-book people.csv`.
//!
//! It lists the contacts, compares them with the rows, and creates, changes and deletes what differs. It may be killed at any
//! moment and started again: `journal.rs` says why nothing is then lost or doubled.

mod address_book;
mod journal;
mod people;
mod plan;
mod report;
mod sync;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

use address_book::AddressBook;
use journal::Journal;
use people::People;
use plan::Plan;

/// Keeps the contacts of the signed-in user in step with a CSV file.
///
/// The columns are `key`, `given_name`, `surname`, `email`, `mobile_phone`, `company` and `job_title`. Contacts that this program
/// has not made are left alone.
#[derive(Parser)]
struct Options {
    /// The CSV file.
    people: PathBuf,
    /// The journal of what was begun. Keep it beside the CSV file. [default: the CSV file with `.journal`]
    #[arg(long)]
    journal: Option<PathBuf>,
    /// The CSV file that is written about what failed, and why. [default: the CSV file with `.report.csv`]
    #[arg(long)]
    report: Option<PathBuf>,
    /// How many requests are under way at once.
    #[arg(long, default_value_t = 16)]
    in_flight: usize,
    /// Another server than that of Microsoft Graph, for tests.
    #[arg(long)]
    origin: Option<String>,
    /// The token of the signed-in user.
    #[arg(long, env = "GRAPH_TOKEN", hide_env_values = true)]
    token: String,
}

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

#[tokio::main]
async fn main() -> ExitCode {
    match run(Options::parse()).await {
        Ok(0) => ExitCode::SUCCESS,
        Ok(failed) => {
            eprintln!("{failed} failed; the report says why");
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Brings the address book up to date. Returns how many people it failed for.
async fn run(options: Options) -> Outcome<usize> {
    let beside = |extension: &str| options.people.with_extension(extension);
    let report = options.report.clone().unwrap_or_else(|| beside("report.csv"));

    let people = People::read(&options.people)?;
    let (journal, begun) = Journal::open(&options.journal.clone().unwrap_or_else(|| beside("journal")))?;
    let book = AddressBook::new(&options.token, options.origin.as_deref(), options.in_flight)?;

    let contacts = book.contacts().await?;
    let plan = Plan::new(&people, contacts, &begun);
    println!("{plan}");

    let failures = sync::carry_out(plan, &book, &journal, options.in_flight).await;
    let failures: Vec<_> = people.faults.into_iter().chain(failures).collect();
    report::write(&report, &failures)?;
    Ok(failures.len())
}
