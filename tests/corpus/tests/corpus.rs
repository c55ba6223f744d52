//! `cargo run -p corpus`: which documents are taken, that each is on its own, and how the results are summed up.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use corpus::list::{Document, documents};
use corpus::messages;
use corpus::process::{self, AddressSpace, CommandLine, End, Limits};
use corpus::sample::{sample, stratum};
use corpus::{Env, FAULT, Terminal};
use corpus::{date, generate};
use serde_json::{Value, json};

/// So many documents of each size.
fn catalogue(counts: [usize; 4]) -> Vec<Document> {
    let sizes = [1_000, 50_000, 500_000, 5_000_000];
    let of_size = |(bytes, count): (u64, usize)| {
        (0..count).map(move |number| Document { path: format!("{bytes}/{number}.json"), bytes })
    };
    sizes.into_iter().zip(counts).flat_map(of_size).collect()
}

fn per_stratum(documents: &[Document]) -> [usize; 4] {
    let mut counts = [0; 4];
    documents.iter().for_each(|document| counts[stratum(document.bytes)] += 1);
    counts
}

#[test]
fn a_sample_has_its_share_of_each_size() {
    let all = catalogue([500, 500, 500, 500]);
    assert_eq!(per_stratum(&sample(&all, 100, 1)), [30, 40, 20, 10]);
    assert_eq!(per_stratum(&sample(&all, 10, 1)), [3, 4, 2, 1]);
    assert_eq!(sample(&all, 7, 1).len(), 7);
}

#[test]
fn a_size_with_too_few_documents_leaves_its_places_to_the_others() {
    assert_eq!(per_stratum(&sample(&catalogue([500, 500, 500, 3]), 100, 1)), [30, 40, 27, 3]);
    assert_eq!(sample(&catalogue([2, 2, 2, 2]), 100, 1).len(), 8);
}

#[test]
fn a_seed_chooses_the_same_documents_for_ever() {
    let all = catalogue([500, 500, 500, 500]);
    assert_eq!(sample(&all, 50, 7), sample(&all, 50, 7));
    assert_ne!(sample(&all, 50, 7), sample(&all, 50, 8));
    let paths: Vec<String> = sample(&all, 3, 7).into_iter().map(|document| document.path).collect();
    assert_eq!(paths, ["1000/248.json", "50000/298.json", "500000/449.json"]);
}

#[test]
fn a_larger_sample_holds_the_smaller_one() {
    let all = catalogue([500, 500, 500, 500]);
    let large = sample(&all, 200, 3);
    assert!(sample(&all, 60, 3).iter().all(|document| large.contains(document)));
}

#[test]
fn documents_are_found_by_their_key() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("b")).unwrap();
    for (path, text) in [
        ("b/one.yaml", "openapi: 3.0.0"),
        ("a.json", r#"{"openapi": "3.0.0"}"#),
        ("fragment.json", r#"{"type": "object"}"#),
        ("openapi.txt", "openapi: 3.0.0"),
    ] {
        fs::write(dir.path().join(path), text).unwrap();
    }
    let found: Vec<String> = documents(dir.path()).unwrap().into_iter().map(|document| document.path).collect();
    assert_eq!(found, ["a.json", "b/one.yaml"]);
}

/// Stands for the generator: does what the name of the document says, and notes that it ran.
const CHILD: &str = r#"
dir=$1 file=$2 out=$4
echo "$file" >> "$dir/ran.txt"
answer() { echo "{\"outcome\":\"$1\",\"first\":$2,\"findings\":$3,\"emitted\":{\"files\":1,\"lines\":10,\"bytes\":99,\"hash\":\"h\"},\"cpu_seconds\":$4,\"peak_mib\":$5}"; }
case $file in
  written*) mkdir -p "$out"; answer written null '{"L0501":2}' 1.5 20;;
  refused*) answer refused '{"code":"E0201","text":"a.json:1:1: points at nothing"}' '{"E0201":1}' 0.5 10;;
  panics*) echo "thread 'main' panicked at src/lower.rs:1:2:
index out of bounds" >&2; exit 1;;
  overflows*) echo "thread 'main' has overflowed its stack" >&2; kill -ABRT $$;;
  hangs*) sleep 600;;
  eats*) echo "memory allocation of 99 bytes failed" >&2; kill -ABRT $$;;
  grew*) answer written null '{}' 1 5000;;
  dies*) echo "no space left" >&2; exit 1;;
esac
"#;

struct Corpus(tempfile::TempDir);

impl Corpus {
    fn new(documents: &[&str]) -> Self {
        let corpus = Self(tempfile::tempdir().unwrap());
        fs::write(corpus.path().join("child.sh"), CHILD).unwrap();
        documents.iter().for_each(|name| corpus.add(name));
        corpus
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn add(&self, name: &str) {
        fs::create_dir_all(self.path().join("api")).unwrap();
        fs::write(self.path().join("api").join(name), r#"{"openapi": "3.0.0"}"#).unwrap();
    }

    /// Runs the corpus with the child above; the exit, what was printed, and the report.
    fn run(&self, args: &[&str]) -> (ExitCode, String, Value) {
        let child = self.path().join("child.sh").display().to_string();
        let fixed = ["corpus", "api", "--child", "sh", "--child", &child, "--out", "report.json", "--rows"];
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut env = Env {
            current: self.path().to_owned(),
            lock: self.path().join("Cargo.lock"),
            out: &mut out,
            err: &mut err,
            terminal: Terminal::No,
        };
        let exit = corpus::run(fixed.iter().chain(args).copied(), &mut env);
        let report = fs::read_to_string(self.path().join("report.json")).unwrap();
        (exit, String::from_utf8(out).unwrap(), serde_json::from_str(&report).unwrap())
    }

    /// The documents that the child has seen so far.
    fn ran(&self) -> Vec<String> {
        let mut ran: Vec<String> =
            fs::read_to_string(self.path().join("api/ran.txt")).unwrap().lines().map(str::to_owned).collect();
        ran.sort();
        ran
    }
}

fn outcomes(report: &Value) -> BTreeMap<String, String> {
    let rows = report["rows"].as_array().unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    rows.iter().map(|row| (text(&row["document"]), text(&row["outcome"]))).collect()
}

#[test]
fn what_happens_to_a_document_is_its_own_outcome() {
    let documents = [
        "dies.json",
        "eats.json",
        "grew.json",
        "hangs.json",
        "overflows.json",
        "panics.json",
        "refused.json",
        "written.json",
    ];
    let corpus = Corpus::new(&documents);
    let (exit, _, report) = corpus.run(&["--timeout", "1"]);
    let expected = [
        ("dies.json", "broken"),
        ("eats.json", "out-of-memory"),
        ("grew.json", "out-of-memory"),
        ("hangs.json", "timed-out"),
        ("overflows.json", "panicked"),
        ("panics.json", "panicked"),
        ("refused.json", "refused"),
        ("written.json", "written"),
    ];
    let expected: BTreeMap<String, String> =
        expected.map(|(document, outcome)| (document.to_owned(), outcome.to_owned())).into();
    assert_eq!(outcomes(&report), expected);
    assert_eq!(exit, ExitCode::from(FAULT));
}

#[test]
fn a_panic_says_where_and_why() {
    let (_, out, report) = Corpus::new(&["panics.json"]).run(&[]);
    let text = "thread 'main' panicked at src/lower.rs:1:2: index out of bounds";
    assert_eq!(report["rows"][0]["first"]["text"], text);
    assert!(out.contains(text), "{out}");
}

#[test]
fn documents_that_are_answered_are_no_fault() {
    let (exit, _, _) = Corpus::new(&["written.json", "refused.json"]).run(&[]);
    assert_eq!(exit, ExitCode::SUCCESS);
}

#[test]
fn the_report_sums_up() {
    let corpus = Corpus::new(&["written1.json", "written2.json", "refused.json"]);
    let (_, out, report) = corpus.run(&["--date", "2026-11-22", "--seed", "5"]);
    assert_eq!((&report["date"], &report["seed"]), (&json!("2026-11-22"), &json!(5)));
    let generated = &report["generated"];
    assert_eq!(generated["documents"], 3);
    assert_eq!(generated["outcomes"]["written"], 2);
    assert_eq!(generated["outcomes"]["refused"], 1);
    assert_eq!(generated["lines"], 30);
    assert_eq!(generated["cpu_seconds"], 3.5);
    assert_eq!(generated["cost"]["median_cpu_seconds"], 1.5);
    assert_eq!(generated["cost"]["most_peak_mib"], 20.0);
    assert_eq!(generated["strata"][0]["outcomes"]["written"], 2);
    assert_eq!(generated["findings"]["L0501"], json!({"documents": 2, "places": 4}));
    assert_eq!(generated["refusals"][0]["code"], "E0201");
    assert!(out.contains("1 refused E0201\n         refused.json\n"), "{out}");
}

#[test]
fn a_second_run_does_only_what_is_new() {
    let corpus = Corpus::new(&["written1.json", "refused.json"]);
    let (_, _, first) = corpus.run(&[]);
    corpus.add("written2.json");
    let (_, _, second) = corpus.run(&[]);
    assert_eq!(corpus.ran(), ["refused.json", "written1.json", "written2.json"]);
    assert_eq!(first["rows"].as_array().unwrap().len(), 2);
    assert_eq!(second["rows"].as_array().unwrap().len(), 3);
}

#[test]
fn other_limits_make_old_results_void() {
    let corpus = Corpus::new(&["written.json"]);
    corpus.run(&[]);
    corpus.run(&["--timeout", "7"]);
    assert_eq!(corpus.ran(), ["written.json", "written.json"]);
}

#[test]
fn a_crate_that_is_gone_is_written_again() {
    let corpus = Corpus::new(&["written.json"]);
    corpus.run(&[]);
    fs::remove_dir_all(corpus.path().join("target/corpus/crates")).unwrap();
    corpus.run(&[]);
    assert_eq!(corpus.ran().len(), 2);
}

#[test]
fn a_line_that_was_cut_off_is_done_again() {
    let corpus = Corpus::new(&["written.json", "refused.json"]);
    corpus.run(&["--jobs", "1"]);
    let state = corpus.path().join("target/corpus/generated.jsonl");
    let text = fs::read_to_string(&state).unwrap();
    fs::write(&state, &text[..text.len() - 5]).unwrap();
    let (_, _, report) = corpus.run(&[]);
    assert_eq!(report["generated"]["documents"], 2);
    assert_eq!(corpus.ran(), ["refused.json", "written.json", "written.json"]);
}

fn shell(script: &str, memory_mib: u32) -> process::Ended {
    let line = CommandLine { words: ["sh", "-c", script].map(str::to_owned).to_vec(), env: Vec::new() };
    let limits = Limits { time: Duration::from_secs(20), memory_mib, address_space: AddressSpace::Free };
    process::run(&line, limits).unwrap()
}

#[test]
fn a_process_that_holds_too_much_is_killed() {
    let ended = shell("head -c 4000000000 /dev/zero | tail -c 4000000000 | wc -c", 64);
    assert_eq!(ended.end, End::OutOfMemory);
    assert!(ended.cost.peak_mib > 64.0);
}

#[test]
fn the_time_of_children_counts_and_stderr_stays_as_it_was() {
    let ended = shell("echo out; echo err >&2; i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done; exit 3", 500);
    assert_eq!((ended.end, ended.stdout.as_str(), ended.stderr.as_str()), (End::Code(3), "out\n", "err"));
    assert!(ended.cost.cpu_seconds > 0.0);
}

#[test]
fn crates_have_names_of_their_own() {
    let (one, two) = (generate::crate_name("a/b-c.json"), generate::crate_name("a-b/c.json"));
    assert!(one.starts_with("a-b-c-") && two.starts_with("a-b-c-"), "{one} {two}");
    assert_ne!(one, two);
    assert!(generate::crate_name(&"long/".repeat(100)).len() < 70);
}

#[test]
fn sums_and_dependencies_are_no_messages_about_a_crate() {
    let line = |target: &str, level: &str, code: Value, spans: Value, text: &str| {
        let message = json!({"level": level, "code": code, "spans": spans, "message": text});
        json!({"reason": "compiler-message", "target": {"name": target}, "message": message}).to_string()
    };
    let span = json!([{"file_name": "src/lib.rs", "line_start": 7, "is_primary": true}]);
    let lines = [
        line("other", "warning", json!({"code": "dead_code"}), span.clone(), "not ours"),
        line("my_crate", "warning", json!({"code": "unused_imports"}), span.clone(), "unused import"),
        line("my_crate", "error", json!({"code": "E0412"}), span.clone(), "cannot find type"),
        line("my_crate", "error", json!({"code": "E0432"}), span, "unresolved import"),
        line("my_crate", "warning", Value::Null, json!([]), "1 warning emitted"),
        r#"{"reason": "build-finished", "success": false}"#.to_owned(),
    ];
    let found = messages::read(&lines.join("\n"), "my-crate");
    assert_eq!((found.errors, found.warnings), (2, 1));
    let first = found.first.unwrap();
    assert_eq!((first.code.as_str(), first.text.as_str()), ("E0412", "src/lib.rs:7: cannot find type"));
}

#[test]
fn what_cargo_took_for_compiled_was_not_looked_at() {
    let artifact = |fresh: bool| {
        json!({"reason": "compiler-artifact", "target": {"name": "my_crate"}, "fresh": fresh}).to_string()
    };
    assert!(messages::read(&artifact(false), "my-crate").compiled);
    assert!(!messages::read(&artifact(true), "my-crate").compiled);
    assert!(!messages::read(&artifact(false), "other").compiled);
}

#[test]
fn days_are_dates() {
    for (days, text) in [(0, "1970-01-01"), (11_016, "2000-02-29"), (11_017, "2000-03-01"), (20_779, "2026-11-22")] {
        assert_eq!(date::date(days), text);
    }
}
