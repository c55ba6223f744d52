//! Times the reading and writing of lists of models, with an emitted crate and with serde's derive of the same types.
//!
//! `codec` prints medians, `codec names` the names of the models, and `codec JOB TURNS` does one job alone, for callgrind.

mod charge;
mod contact;
mod repository;

use std::hint::black_box;
use std::time::Instant;

/// Something that is timed.
struct Job {
    name: String,
    run: Box<dyn Fn()>,
}

/// The jobs of one model: `derive` and `ours` for each way, in pairs.
macro_rules! jobs {
    ($jobs:ident, $name:literal, $text:expr, $krate:ident, $ours:ty, $derived:ty) => {{
        let text: &'static str = $text;
        let ours: Vec<$ours> = $krate::runtime::read_json(text.as_bytes()).expect("the list is read");
        let derived: Vec<$derived> = serde_json::from_str(text).expect("the list is read by derive");
        let written = $krate::runtime::write_json(&ours).expect("the list is written");
        let again: Vec<$ours> = $krate::runtime::read_json(&written).expect("what was written is read");
        assert!(again == ours, "what was written is what was read");
        let json = |text: &[u8]| serde_json::from_slice::<serde_json::Value>(text).expect("what was written is JSON");
        let theirs = serde_json::to_vec(&derived).expect("the list is written by derive");
        assert!(json(&written) == json(&theirs), "both ways write the same members");
        let mut job = |way: &str, run: Box<dyn Fn()>| $jobs.push(Job { name: format!("{}, {way}", $name), run });
        job("read text, derive", Box::new(move || drop(black_box(serde_json::from_str::<Vec<$derived>>(text)))));
        job(
            "read text, ours",
            Box::new(move || drop(black_box($krate::runtime::read_json::<Vec<$ours>>(text.as_bytes())))),
        );
        job(
            "read body, derive",
            Box::new(move || drop(black_box(serde_json::from_slice::<Vec<$derived>>(text.as_bytes())))),
        );
        job(
            "read body, ours",
            Box::new(move || drop(black_box($krate::runtime::read_json::<Vec<$ours>>(text.as_bytes())))),
        );
        job("write, derive", Box::new(move || drop(black_box(serde_json::to_vec(&derived)))));
        job("write, ours", Box::new(move || drop(black_box($krate::runtime::write_json(&ours)))));
    }};
}

fn main() {
    let mut jobs = Vec::new();
    jobs!(jobs, "contacts", include_str!("../contacts.json"), msgraph, msgraph::v1_0::models::Contact, contact::Contact);
    jobs!(
        jobs,
        "repositories",
        include_str!("../repositories.json"),
        github,
        github::models::FullRepository,
        repository::FullRepository
    );
    jobs!(jobs, "charges", include_str!("../charges.json"), stripe, stripe::models::Charge, charge::Charge);

    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.as_slice() {
        [] => print_medians(&jobs),
        [names] if names == "names" => {
            let names = jobs.iter().filter_map(|job| job.name.strip_suffix(", write, ours"));
            names.for_each(|name| println!("{name}"));
        }
        [name, turns] => {
            let job = jobs.iter().find(|job| job.name == *name).expect("a job of this name");
            (0..turns.parse::<u32>().expect("a number of turns")).for_each(|_| (job.run)());
        }
        _ => eprintln!("usage: codec [names | JOB TURNS]"),
    }
}

/// Runs all jobs in turns, and prints a row for each pair.
///
/// A run that is timed follows one that is not. A program writes what it has just made, and reads what has just arrived: both
/// are in the cache of its processor. Other jobs put there what they need, and what lies behind that cache is as slow as the
/// neighbours of the machine let it be, for both ways alike.
fn print_medians(jobs: &[Job]) {
    let mut times = vec![Vec::new(); jobs.len()];
    for _ in 0..101 {
        for (job, times) in jobs.iter().zip(&mut times) {
            (job.run)();
            let start = Instant::now();
            (job.run)();
            times.push(start.elapsed());
        }
    }
    times.iter_mut().for_each(|times| times.sort());
    println!("| what | derive, µs | ours, µs | ratio |\n|---|---:|---:|---:|");
    for (jobs, times) in jobs.chunks(2).zip(times.chunks(2)) {
        let [derive, ours] = [&times[0], &times[1]].map(|times| times[times.len() / 2].as_secs_f64() * 1e6);
        let name = jobs[0].name.trim_end_matches(", derive");
        println!("| {name} | {derive:.0} | {ours:.0} | {:.2} |", derive / ours);
    }
}
