//! The contacts of the signed-in user: what this program asks of Microsoft Graph.

use std::collections::BTreeMap;
use std::time::Duration;

use msgraph::v1_0::contact::{self, ListMineParams};
use msgraph::v1_0::models::{Contact, ContactPatch, ODataError};
use msgraph::{
    Batch, BatchError, BuildError, Client, Error, RetryPolicy, RetryStrategy, Scheme, StaticToken, StatusCode,
};

use crate::people::{Person, key_of};

/// The members of a contact that are compared.
const MEMBERS: [&str; 9] = [
    "id",
    "createdDateTime",
    "displayName",
    "givenName",
    "surname",
    "emailAddresses",
    "mobilePhone",
    "companyName",
    "jobTitle",
];

/// The member that has the key.
const NOTES: &str = "personalNotes";

/// How many contacts a page has.
const PAGE: i32 = 500;

/// How often a contact is created at most, if answers are lost.
const ATTEMPTS: u32 = 5;

/// How long a contact may take to be found after it was created, at first.
const SETTLES: Duration = Duration::from_millis(200);

pub type GraphError = Error<ODataError>;
pub type ChangeError = BatchError<ODataError>;

/// The contacts of the signed-in user.
#[derive(Clone)]
pub struct AddressBook {
    client: Client,
}

impl AddressBook {
    /// Requests that are throttled are sent again when the service says, which the client does by itself.
    pub fn new(token: &str, origin: Option<&str>, in_flight: usize) -> Result<Self, BuildError> {
        let builder = Client::builder()
            .credential(Scheme::DelegatedWorkAccount, StaticToken::new(token))
            .retry(RetryPolicy::new().max_retries(8).jitter(Duration::from_millis(200)))
            .max_in_flight(in_flight);
        let builder = origin.into_iter().fold(builder, |builder, origin| builder.origin(origin));
        Ok(Self { client: builder.build()? })
    }

    /// All contacts. One that moves between the pages while they are read is there once.
    pub async fn contacts(&self) -> Result<Vec<Contact>, GraphError> {
        let params = ListMineParams::new().top(PAGE).select(MEMBERS.into_iter().chain([NOTES]));
        let mut items = contact::list_mine_with(params).items(&self.client);
        let mut contacts = BTreeMap::new();
        while let Some(contact) = items.next().await {
            let contact = contact?;
            contacts.insert(contact.id.clone(), contact);
        }
        Ok(contacts.into_values().collect())
    }

    /// Creates the contact of a person once, even if an answer is lost: then it is looked up before it is sent again.
    /// `in_doubt` says that an answer was lost before. The contact is returned if it was there already, which may be
    /// by an older row.
    pub async fn create(&self, person: &Person, mut in_doubt: bool) -> Result<Option<Contact>, GraphError> {
        let mut attempt = 1;
        loop {
            if in_doubt {
                // A request whose sender is gone may still be on its way.
                tokio::time::sleep(SETTLES * attempt).await;
                if let Some(contact) = self.find(person).await? {
                    return Ok(Some(contact));
                }
            }
            match self.client.send(contact::create_mine(person.to_contact())).await {
                Err(error) if attempt < ATTEMPTS && may_be_done(&error) => (in_doubt, attempt) = (true, attempt + 1),
                outcome => return outcome.map(|_| None),
            }
        }
    }

    /// The contact of a person, looked up by the e-mail address.
    async fn find(&self, person: &Person) -> Result<Option<Contact>, GraphError> {
        let address = person.email.replace('\'', "''");
        let filter = format!("emailAddresses/any(a:a/address eq '{address}')");
        let params = ListMineParams::new().filter(filter).select(MEMBERS.into_iter().chain([NOTES]));
        let mut items = contact::list_mine_with(params).items(&self.client);
        while let Some(contact) = items.next().await {
            let contact = contact?;
            if key_of(&contact) == Some(&person.key) {
                return Ok(Some(contact));
            }
        }
        Ok(None)
    }

    /// Changes contacts by their ids, many in one batch. To do it twice is to do it once, so that it is sent again if the
    /// answer is lost. The results are in the order of the changes.
    pub async fn change(&self, changes: &[(String, ContactPatch)]) -> Vec<Result<(), ChangeError>> {
        let mut attempt = 1;
        loop {
            let mut batch = Batch::new();
            let requests = changes.iter().map(|(id, patch)| contact::update_mine(id, patch.clone()));
            let handles: Vec<_> =
                requests.map(|request| batch.add(request.retry_strategy(RetryStrategy::Always))).collect();
            let answers = self.client.send_batch(batch).await;
            let results: Vec<_> = handles.into_iter().map(|handle| answers.get(handle).map(drop)).collect();
            let is_lost = results.iter().any(|result| matches!(result, Err(BatchError::Batch(_))));
            if !is_lost || attempt == ATTEMPTS {
                return results;
            }
            tokio::time::sleep(SETTLES * attempt).await;
            attempt += 1;
        }
    }

    /// Deletes a contact. One that is gone already is no failure.
    pub async fn delete(&self, id: &str) -> Result<(), GraphError> {
        match self.client.send(contact::delete_mine(id).retry_strategy(RetryStrategy::Always)).await {
            Err(error) if error.status() == Some(StatusCode::NOT_FOUND) => Ok(()),
            outcome => outcome.map(drop),
        }
    }
}

/// Whether the service may have done what failed: the answer was lost, or the service lost its way.
fn may_be_done(error: &GraphError) -> bool {
    match error {
        Error::Request(_) | Error::Credential(_) => false,
        Error::Api(error) => error.status().is_server_error(),
        // The connection was lost, or the answer cannot be read.
        _ => true,
    }
}
