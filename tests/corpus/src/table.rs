//! The report as a table for people.

use std::fmt::Write;

use crate::report::{Compiled, Counts, Examples, Generated, Refusal, Report, Spread, Stratum};
use crate::row::{Cost, Failure, Outcome, Verdict};

/// The whole report as text.
pub fn table(report: &Report) -> String {
    let mut text = String::new();
    generated(&mut text, &report.generated);
    if let Some(compiled) = &report.checked {
        checked(&mut text, compiled);
    }
    if let Some(sum) = &report.examples {
        examples(&mut text, sum);
    }
    text
}

fn generated(text: &mut String, generated: &Generated) {
    let Generated { documents, outcomes, strata, refusals, findings, lines, cpu_seconds, cost, slowest } = generated;
    let _ = writeln!(text, "Generated: {documents} documents, {lines} lines, {cpu_seconds:.1} CPU s\n");
    counted(text, &Outcome::ALL.map(Outcome::name), strata, outcomes, *documents, cost);
    faults(text, "Without a crate, by first finding", refusals);
    if !findings.is_empty() {
        let _ = writeln!(text, "\nFindings        documents    places");
        for (code, finding) in findings {
            let title = title(code);
            let _ = writeln!(text, "  {code:<12} {:>10} {:>9}  {title}", finding.documents, finding.places);
        }
    }
    costly(text, slowest);
}

fn checked(text: &mut String, compiled: &Compiled) {
    let Compiled { crates, verdicts, strata, faults: found, cpu_seconds, cost, slowest } = compiled;
    let _ = writeln!(text, "\nCompiled: {crates} crates, {cpu_seconds:.1} CPU s\n");
    counted(text, &Verdict::ALL.map(Verdict::name), strata, verdicts, *crates, cost);
    faults(text, "Not clean, by first message", found);
    costly(text, slowest);
}

/// So many examples that are not as they should be are shown.
const MOST_SHOWN: usize = 40;

fn examples(text: &mut String, sum: &Examples) {
    let Examples { documents, with_examples, found, valid, unsupported, decoded, unchanged, failures, changes } = sum;
    let _ = writeln!(text, "\nExamples: {found} in {with_examples} of {documents} documents\n");
    let _ = writeln!(text, "     found      valid unsupported   decoded   of valid  unchanged");
    let share = if *valid == 0 { 100.0 } else { 100.0 * *decoded as f64 / *valid as f64 };
    let _ = writeln!(text, "{found:>10} {valid:>10} {unsupported:>11} {decoded:>10} {share:>8.2} % {unchanged:>10}");
    for (title, list) in [("Not decoded", failures), ("Written otherwise than read", changes)] {
        if !list.is_empty() {
            let _ = writeln!(text, "\n{title}, some of {}", list.len());
        }
        for Failure { place, ty, text: why } in list.iter().take(MOST_SHOWN) {
            let _ = writeln!(text, "  {place}\n         {ty}\n         {why}");
        }
    }
}

/// One line for each size, one for all.
fn counted(text: &mut String, names: &[&str], strata: &[Stratum], all: &Counts, sum: usize, cost: &Spread) {
    let _ = write!(text, "{:<16} {:>9}", "", "documents");
    for name in names {
        let _ = write!(text, " {name:>13}");
    }
    let _ = writeln!(text, " {:>14} {:>10} {:>10}", "CPU s, median", "most", "peak MiB");
    let mut line = |name: &str, documents: usize, counts: &Counts, cost: &Spread| {
        let _ = write!(text, "{name:<16} {documents:>9}");
        for name in names {
            let _ = write!(text, " {:>13}", counts.get(name).copied().unwrap_or_default());
        }
        let Spread { median_cpu_seconds, most_cpu_seconds, most_peak_mib } = cost;
        let _ = writeln!(text, " {median_cpu_seconds:>14.2} {most_cpu_seconds:>10.2} {most_peak_mib:>10.0}");
    };
    for stratum in strata {
        line(stratum.name, stratum.documents, &stratum.outcomes, &stratum.cost);
    }
    line("all", sum, all, cost);
}

fn faults(text: &mut String, title: &str, faults: &[Refusal]) {
    if faults.is_empty() {
        return;
    }
    let _ = writeln!(text, "\n{title}");
    for Refusal { outcome, code, documents, example, text: message } in faults {
        let _ = writeln!(text, "  {documents:>6} {outcome} {code}\n         {example}\n         {message}");
    }
}

fn costly(text: &mut String, slowest: &[(String, Cost)]) {
    let _ = writeln!(text, "\nMost CPU time     CPU s   peak MiB");
    for (document, cost) in slowest {
        let _ = writeln!(text, "{:>23.2} {:>10.0}  {document}", cost.cpu_seconds, cost.peak_mib);
    }
}

fn title(code: &str) -> &'static str {
    generator::Code::ALL.iter().find(|known| known.as_str() == code).map_or("", |known| known.title())
}
