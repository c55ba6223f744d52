//! The program is run against a store that fails at times, killed in the middle, and started again.
//!
//! `ADDRESS_BOOK_CONTACTS=10000 cargo test -p address-book --test sync -- --nocapture` does it with more contacts.

mod store;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use store::{Store, key};

/// A row of the CSV file: key, given name, surname, e-mail address, mobile phone, company, job title.
type Row = [String; 7];

fn row(number: usize, job: &str) -> Row {
    let (key, surname, email) = (format!("p{number}"), format!("O'Neill, {number}"), format!("p{number}@example.com"));
    [key, "Ada".into(), surname, email, format!("+1 555 {number}"), "Contoso".into(), job.into()]
}

/// A folder with the CSV file, and what the program writes beside it.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    fn csv(&self) -> PathBuf {
        self.0.path().join("people.csv")
    }

    fn write(&self, rows: &[Row]) {
        let quoted = |row: &Row| row.iter().map(|field| format!("\"{field}\"")).collect::<Vec<_>>().join(",");
        let lines: Vec<String> = rows.iter().map(quoted).collect();
        let head = "key,given_name,surname,email,mobile_phone,company,job_title";
        fs::write(self.csv(), format!("{head}\n{}\n", lines.join("\n"))).expect("written");
    }

    fn start(&self, store: &Store) -> Child {
        Command::new(env!("CARGO_BIN_EXE_address-book"))
            .arg(self.csv())
            .args(["--origin", &store.origin(), "--token", "t"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program")
    }

    fn run(&self, store: &Store) -> Output {
        self.start(store).wait_with_output().expect("the end")
    }

    #[track_caller]
    fn succeeds(&self, store: &Store) -> String {
        let output = self.run(store);
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        assert!(output.status.success(), "{}{}", text(&output.stderr), self.report());
        text(&output.stdout)
    }

    /// Kills the program (SIGKILL) when it has created this many more contacts, the last of which it does not know of.
    fn is_killed_after(&self, more: usize, store: &Store) {
        let told = store.stop_after(more);
        let mut child = self.start(store);
        told.recv_timeout(Duration::from_secs(120)).expect("the program comes so far");
        child.kill().expect("killed");
        child.wait().expect("the end");
    }

    fn report(&self) -> String {
        fs::read_to_string(Path::new(&self.csv()).with_extension("report.csv")).expect("a report")
    }
}

/// The store has the rows, each once, and nothing else of the program.
#[track_caller]
fn assert_in_step(store: &Store, rows: &[Row]) {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let contacts = store.contacts();
    let ours = contacts.iter().filter_map(|contact| Some((key(contact)?, contact)));
    let found: Vec<Row> = ours
        .map(|(key, it)| {
            let email = text(&it["emailAddresses"][0]["address"]);
            let [given, surname, phone] = ["givenName", "surname", "mobilePhone"].map(|name| text(&it[name]));
            let [company, job] = ["companyName", "jobTitle"].map(|name| text(&it[name]));
            [key, given, surname, email, phone, company, job]
        })
        .collect();
    let by_key = |rows: &[Row]| rows.iter().map(|row| (row[0].clone(), row.clone())).collect::<BTreeMap<_, _>>();
    assert_eq!(found.len(), rows.len(), "nothing is lost or doubled");
    assert!(by_key(&found) == by_key(rows), "a contact is not what its row says");
}

fn how_many() -> usize {
    std::env::var("ADDRESS_BOOK_CONTACTS").ok().and_then(|number| number.parse().ok()).unwrap_or(1000)
}

#[test]
fn nothing_is_lost_or_doubled_when_it_is_killed_and_started_again() {
    let (store, desk, many) = (Store::start(), Desk::new(), how_many());
    let foreign = json!({"displayName": "Bob", "personalNotes": "met in London"});
    store.add(foreign.clone());
    let began = Instant::now();

    let rows: Vec<Row> = (0..many).map(|number| row(number, "Engineer")).collect();
    desk.write(&rows);
    desk.is_killed_after(many / 3, &store);
    desk.is_killed_after(many / 3, &store);
    println!("{}", desk.succeeds(&store).trim());
    assert_in_step(&store, &rows);
    assert_eq!(store.most_created(), 1, "no contact was created twice, not even for a moment");

    // A tenth goes, a fifth changes, and some are new.
    let stays = rows.iter().skip(many / 10).enumerate();
    let mut rows: Vec<Row> =
        stays.map(|(at, old)| if at < many / 5 { row(at + many / 10, "Manager") } else { old.clone() }).collect();
    rows.extend((many..many + many / 20).map(|number| row(number, "")));
    desk.write(&rows);
    desk.is_killed_after(many / 50, &store);
    println!("{}", desk.succeeds(&store).trim());
    assert_in_step(&store, &rows);
    assert_eq!(store.most_created(), 1);

    // The list lacks the last contacts, which are then looked up and found.
    let said = desk.succeeds(&store);
    assert!(said.starts_with("to create: 3, to change: 0, to delete: 0; "), "{said}");
    assert_in_step(&store, &rows);
    let said = desk.succeeds(&store);
    assert!(said.starts_with("to create: 0, to change: 0, to delete: 0; "), "{said}");
    assert!(store.contacts().iter().any(|contact| contact["personalNotes"] == foreign["personalNotes"]));
    assert_eq!(desk.report(), "key,step,why\n");
    assert!(store.faults() > 10, "the store failed {} times", store.faults());
    assert_eq!(store.most_created(), 1);
    println!("{many} contacts, {} faults, {:?}", store.faults(), began.elapsed());
}

#[test]
fn the_report_says_what_failed_and_why_and_the_rest_is_done() {
    let (store, desk) = (Store::start(), Desk::new());
    let mut rows: Vec<Row> = (0..5).map(|number| row(number, "")).collect();
    rows[1][2] = "Refused".to_owned();
    rows[2][3] = "nowhere".to_owned();
    rows[4][0] = "p3".to_owned();
    desk.write(&rows);
    let output = desk.run(&store);
    assert!(!output.status.success());
    assert_eq!(String::from_utf8_lossy(&output.stderr).lines().last(), Some("3 failed; the report says why"));
    assert_eq!(
        desk.report(),
        "key,step,why\n\
         p2,read,the row has no e-mail address\n\
         p3,read,several rows have this key\n\
         p1,create,POST /me/contacts: 400 Bad Request: ErrorInvalidProperty: no such surname\n"
    );
    assert_in_step(&store, &rows[..1]);
}
