//! The rows of the CSV file, and the contacts that they stand for.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use msgraph::v1_0::models::{Contact, ContactInput, ContactPatch, EmailAddress, EmailAddressInput};
use serde::Deserialize;

use crate::report::Failure;

/// What the notes of each contact that this program makes begin with. The key of its row follows.
const MARK: &str = "address-book: ";

/// A row of the CSV file. An empty field is one that the contact does not have.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Person {
    /// What the person is known by, whatever else changes.
    pub key: String,
    pub given_name: String,
    pub surname: String,
    /// The address by which the contact is found again.
    pub email: String,
    pub mobile_phone: String,
    pub company: String,
    pub job_title: String,
}

/// All rows of the CSV file.
#[derive(Debug, Default)]
pub struct People {
    /// Those that can be followed, by their key.
    pub known: BTreeMap<String, Person>,
    /// The keys of rows that cannot be followed. Their contacts stay as they are.
    pub unclear: BTreeSet<String>,
    /// What is wrong with them.
    pub faults: Vec<Failure>,
}

impl People {
    pub fn read(path: &Path) -> crate::Outcome<Self> {
        let shown = path.display();
        let mut rows = csv::Reader::from_path(path).map_err(|error| format!("{shown} cannot be read: {error}"))?;
        let mut people = Self::default();
        for (index, row) in rows.deserialize::<Person>().enumerate() {
            let row = row.map_err(|error| format!("{shown}, row {}: {error}", index + 1))?;
            people.add(row);
        }
        Ok(people)
    }

    fn add(&mut self, person: Person) {
        let key = person.key.clone();
        let fault = match &person {
            Person { key, .. } if key.trim().is_empty() => Some("the row has no key"),
            Person { email, .. } if !email.contains('@') => Some("the row has no e-mail address"),
            Person { key, .. } if self.known.contains_key(key) || self.unclear.contains(key) => {
                Some("several rows have this key")
            }
            Person { .. } => None,
        };
        match fault {
            Some(why) => {
                self.known.remove(&key);
                self.unclear.insert(key.clone());
                self.faults.push(Failure { key, step: "read", why: why.to_owned() });
            }
            None => drop(self.known.insert(key, person)),
        }
    }
}

/// The key of the row that a contact was made for. `None`: somebody else made it.
pub fn key_of(contact: &Contact) -> Option<&str> {
    contact.personal_notes.as_deref()?.lines().next()?.strip_prefix(MARK)
}

impl Person {
    /// The name for display. Graph makes another one on an update that does not say it.
    pub fn name(&self) -> Option<String> {
        field(format!("{} {}", self.given_name, self.surname).trim())
    }

    /// The contact that is created for the person.
    pub fn to_contact(&self) -> ContactInput {
        ContactInput::new()
            .given_name(field(&self.given_name))
            .surname(field(&self.surname))
            .display_name(self.name())
            .email_addresses([EmailAddressInput::new().address(&self.email).name(self.name())])
            .mobile_phone(field(&self.mobile_phone))
            .company_name(field(&self.company))
            .job_title(field(&self.job_title))
            .personal_notes(format!("{MARK}{}", self.key))
    }

    /// What makes a contact what the row says, and no more. `None`: it is that already.
    pub fn changes(&self, contact: &Contact) -> Option<ContactPatch> {
        let patch = ContactPatch::changes(contact, &self.applied_to(contact));
        (patch != ContactPatch::new()).then(|| patch.display_name(self.name()))
    }

    /// The contact as it should be: what the row says, and the rest as it is.
    fn applied_to(&self, contact: &Contact) -> Contact {
        let mut contact = contact.clone();
        contact.given_name = field(&self.given_name);
        contact.surname = field(&self.surname);
        contact.display_name = self.name();
        contact.mobile_phone = field(&self.mobile_phone);
        contact.company_name = field(&self.company);
        contact.job_title = field(&self.job_title);
        if address(&contact) != Some(&self.email) {
            let mut email = EmailAddress::default();
            email.address = Some(self.email.clone());
            email.name = self.name();
            contact.email_addresses = Some(vec![Some(email)]);
        }
        contact
    }
}

/// A field of the row, unless it is empty.
fn field(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// The first e-mail address of a contact.
fn address(contact: &Contact) -> Option<&str> {
    contact.email_addresses.as_ref()?.first()?.as_ref()?.address.as_deref()
}
