//! What was begun and what came of it, so that a killed program goes on where it was.
//!
//! The dangerous moment lies between a `POST` that was sent and the moment at which its answer is known: the contact may be
//! there or not. To change and to delete twice does no harm, but to create twice makes two contacts. So:
//!
//! 1. Before a contact is created, the journal says `creating`; after the answer, `created` or `refused`.
//! 2. Each contact carries the key of its row (`people::key_of`). Each run begins with a list of all contacts, and a key that
//!    is in the list is not created.
//! 3. A key that is `creating` or `created` in the journal and not in the list is in doubt: the answer was lost, or the list is
//!    older than the contact. It is looked up by its e-mail address before it is created again (`AddressBook::create`).
//!    The same is done within a run when the answer to a `POST` is lost.
//!
//! The journal is one line of JSON for each event. A line is written by one call before the request is sent, so that a killed
//! program leaves at most its last line torn, which is not counted: what it says was not sent yet. What the list settles is
//! dropped when the next run begins.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};

/// An event of the life of a contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Event {
    /// A `POST` is about to be sent.
    Creating,
    /// The contact is there.
    Created,
    /// The service has refused to create it.
    Refused,
    /// It is gone.
    Deleted,
}

/// A line of the journal.
#[derive(Serialize, Deserialize)]
struct Line {
    key: String,
    event: Event,
}

/// The keys that an earlier run created, or may have created.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Begun(BTreeSet<String>);

impl Begun {
    pub fn contains(&self, key: &str) -> bool {
        self.0.contains(key)
    }
}

/// The journal, open to be written.
#[derive(Clone)]
pub struct Journal(Arc<Mutex<File>>);

impl Journal {
    /// Reads what earlier runs have left, and opens the journal for this one.
    pub fn open(path: &Path) -> crate::Outcome<(Self, Begun)> {
        let shown = path.display();
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
            Err(error) => return Err(format!("{shown} cannot be read: {error}").into()),
        };
        let begun = read(&text);
        // The new journal takes the place of the old one at once, so that no moment is without one.
        let next = path.with_extension("journal.next");
        let mut file = File::create(&next)?;
        for key in &begun.0 {
            write(&mut file, key, Event::Creating)?;
        }
        file.sync_all()?;
        std::fs::rename(&next, path)?;
        let file = OpenOptions::new().append(true).open(path)?;
        Ok((Self(Arc::new(Mutex::new(file))), begun))
    }

    /// Adds an event. It is in the hands of the system when this returns, so that it survives the end of the program.
    pub fn note(&self, key: &str, event: Event) -> std::io::Result<()> {
        write(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner), key, event)
    }
}

fn write(file: &mut File, key: &str, event: Event) -> std::io::Result<()> {
    let mut line = serde_json::to_string(&Line { key: key.to_owned(), event })?;
    line.push('\n');
    file.write_all(line.as_bytes())
}

/// The keys whose last event leaves a contact, or may leave one.
fn read(text: &str) -> Begun {
    let whole = text.split_inclusive('\n').filter(|line| line.ends_with('\n'));
    let lines = whole.filter_map(|line| serde_json::from_str::<Line>(line).ok());
    let last: BTreeMap<String, Event> = lines.map(|line| (line.key, line.event)).collect();
    let begun = last.into_iter().filter(|(_, event)| match event {
        Event::Creating | Event::Created => true,
        Event::Refused | Event::Deleted => false,
    });
    Begun(begun.map(|(key, _)| key).collect())
}

#[cfg(test)]
mod tests {
    use super::{Event, Journal, read};

    #[test]
    fn the_last_event_counts_and_a_torn_line_does_not() {
        let text = "{\"key\":\"a\",\"event\":\"creating\"}\n{\"key\":\"b\",\"event\":\"creating\"}\n\
                    {\"key\":\"b\",\"event\":\"refused\"}\n{\"key\":\"c\",\"event\":\"created\"}\n{\"key\":\"d\",\"eve";
        let begun = read(text);
        let known: Vec<bool> = ["a", "b", "c", "d"].map(|key| begun.contains(key)).into();
        assert_eq!(known, [true, false, true, false]);
    }

    #[test]
    fn what_was_begun_is_known_to_the_next_run() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("people.journal");
        let (journal, begun) = Journal::open(&path).expect("a journal");
        assert_eq!(begun, Default::default());
        journal.note("a", Event::Creating).expect("written");
        journal.note("b", Event::Creating).expect("written");
        journal.note("b", Event::Deleted).expect("written");
        drop(journal);
        for _ in 0..2 {
            let (_, begun) = Journal::open(&path).expect("a journal");
            assert!(begun.contains("a") && !begun.contains("b"));
        }
    }
}
