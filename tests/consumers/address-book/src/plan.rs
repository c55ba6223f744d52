//! What has to be done: the difference between the rows and the contacts. Nothing here knows a network.

use std::collections::BTreeMap;
use std::fmt;

use msgraph::v1_0::models::{Contact, ContactPatch};

use crate::journal::Begun;
use crate::people::{People, Person, key_of};

/// Something that has to be done.
#[derive(Debug, PartialEq)]
pub enum Step {
    /// The person has no contact.
    Create { person: Person, doubt: Doubt },
    /// The contact differs from its row.
    Change { key: String, id: String, patch: Box<ContactPatch> },
    /// The contact has no row any more, or another contact has the same one.
    Delete { key: String, id: String },
}

/// Whether a contact may be there that the list does not show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    No,
    /// An earlier run began to create it.
    Begun,
}

/// All that has to be done.
#[derive(Debug, Default)]
pub struct Plan {
    pub steps: Vec<Step>,
    /// How many contacts are as their rows say.
    unchanged: usize,
    /// How many contacts belong to somebody else.
    foreign: usize,
}

impl Plan {
    pub fn new(people: &People, contacts: Vec<Contact>, begun: &Begun) -> Self {
        let mut plan = Self::default();
        let mut by_key: BTreeMap<String, Vec<Contact>> = BTreeMap::new();
        for contact in contacts {
            match key_of(&contact).map(str::to_owned) {
                Some(key) => by_key.entry(key).or_default().push(contact),
                None => plan.foreign += 1,
            }
        }
        for (key, person) in &people.known {
            match by_key.remove(key) {
                Some(contacts) => plan.keep_one(person, contacts),
                None => {
                    let doubt = if begun.contains(key) { Doubt::Begun } else { Doubt::No };
                    plan.steps.push(Step::Create { person: person.clone(), doubt });
                }
            }
        }
        for (key, contacts) in by_key {
            if !people.unclear.contains(&key) {
                contacts.into_iter().for_each(|contact| plan.delete(&key, contact));
            }
        }
        plan
    }

    /// Keeps the oldest contact of a row, changed where it differs, and deletes the others.
    fn keep_one(&mut self, person: &Person, mut contacts: Vec<Contact>) {
        contacts
            .sort_by_key(|contact| (contact.created_date_time.as_ref().map(ToString::to_string), contact.id.clone()));
        let mut contacts = contacts.into_iter();
        if let Some(contact) = contacts.next() {
            match person.changes(&contact) {
                Some(patch) => {
                    let (key, id, patch) = (person.key.clone(), contact.id, Box::new(patch));
                    self.steps.push(Step::Change { key, id, patch });
                }
                None => self.unchanged += 1,
            }
        }
        contacts.for_each(|contact| self.delete(&person.key, contact));
    }

    fn delete(&mut self, key: &str, contact: Contact) {
        self.steps.push(Step::Delete { key: key.to_owned(), id: contact.id });
    }
}

impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = |is: fn(&Step) -> bool| self.steps.iter().filter(|step| is(step)).count();
        write!(
            f,
            "to create: {}, to change: {}, to delete: {}; {} are as they should be, {} are not ours",
            count(|step| matches!(step, Step::Create { .. })),
            count(|step| matches!(step, Step::Change { .. })),
            count(|step| matches!(step, Step::Delete { .. })),
            self.unchanged,
            self.foreign,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::{Doubt, Plan, Step};
    use crate::journal::Begun;
    use crate::people::{People, Person};
    use msgraph::v1_0::models::Contact;
    use serde_json::json;

    fn person(key: &str, job: &str) -> Person {
        let [key, given_name, surname, email] = [key, "Ada", "Byron", "ada@example.com"].map(str::to_owned);
        let [mobile_phone, company, job_title] = ["", "", job].map(str::to_owned);
        Person { key, given_name, surname, email, mobile_phone, company, job_title }
    }

    fn people(known: impl IntoIterator<Item = Person>) -> People {
        let known = known.into_iter().map(|person| (person.key.clone(), person)).collect();
        People { known, ..People::default() }
    }

    /// The contact of a person, as the service has it.
    fn contact(id: &str, person: &Person) -> Contact {
        let mut json = serde_json::to_value(person.to_contact()).expect("JSON");
        json["id"] = id.into();
        json["businessHomePage"] = "https://example.com".into();
        msgraph::mock::from_json(&json).expect("a contact")
    }

    #[test]
    fn what_is_as_it_should_be_is_left_alone() {
        let ada = person("a", "Countess");
        let plan = Plan::new(&people([ada.clone()]), vec![contact("1", &ada)], &Begun::default());
        assert_eq!(plan.steps, []);
        assert_eq!(
            plan.to_string(),
            "to create: 0, to change: 0, to delete: 0; 1 are as they should be, 0 are not ours"
        );
    }

    #[test]
    fn a_change_sends_the_least_and_the_name_that_must_stay() {
        let before = person("a", "Countess");
        let after = Person { job_title: String::new(), ..before.clone() };
        let plan = Plan::new(&people([after]), vec![contact("1", &before)], &Begun::default());
        let [Step::Change { id, patch, .. }] = plan.steps.as_slice() else { panic!("{plan:?}") };
        assert_eq!(id, "1");
        let patch = serde_json::to_value(patch).expect("JSON");
        assert_eq!(patch, json!({"jobTitle": null, "displayName": "Ada Byron"}));
    }

    #[test]
    fn of_two_contacts_for_a_row_one_is_kept() {
        let ada = person("a", "Countess");
        let plan = Plan::new(&people([ada.clone()]), vec![contact("2", &ada), contact("1", &ada)], &Begun::default());
        assert_eq!(plan.steps, [Step::Delete { key: "a".into(), id: "2".into() }]);
    }

    #[test]
    fn contacts_of_others_and_of_unclear_rows_stay() {
        let (ada, bob, cid) = (person("a", ""), person("b", ""), person("c", ""));
        let mut foreign = contact("9", &ada);
        foreign.personal_notes = Some("met in London".into());
        let mut rows = people([]);
        rows.unclear.insert("b".to_owned());
        let plan = Plan::new(&rows, vec![foreign, contact("2", &bob), contact("3", &cid)], &Begun::default());
        assert_eq!(plan.steps, [Step::Delete { key: "c".into(), id: "3".into() }]);
    }

    #[test]
    fn a_row_without_a_contact_is_created() {
        let ada = person("a", "");
        let plan = Plan::new(&people([ada.clone()]), Vec::new(), &Begun::default());
        assert_eq!(plan.steps, [Step::Create { person: ada, doubt: Doubt::No }]);
    }
}
