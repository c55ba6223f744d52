//! Each operation against Prism, a mock server that others make of the same specifications: it refuses a request that
//! breaks them, and answers with what they document.
//!
//! Prism needs Node, so these tests run in CI only: `cargo xtask ci` installs it and sets `PRISM` to its program.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt::Debug;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use msgraph::FromResponse;
use msgraph::{Client, Error, Request, RetryPolicy, Scheme, StaticToken, beta, v1_0};

use crate::{payloads, send};

/// How long Prism may take to start, and each request to be answered.
const PATIENCE: Duration = Duration::from_secs(60);

/// A mock server of one document. It ends with this value.
struct Prism {
    process: Child,
    address: String,
    document: String,
    called: RefCell<BTreeSet<&'static str>>,
}

impl Prism {
    fn start(document: &str) -> Self {
        let program = std::env::var("PRISM").expect("PRISM names the program: `cargo xtask ci` sets it");
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace");
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address");
        drop(listener);
        let process = Command::new(program)
            // What breaks the document is an error, not a guess at an answer.
            .args(["mock", "--errors", "--host", "127.0.0.1", "--port", &address.port().to_string(), document])
            .current_dir(root)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("Prism starts");
        let document = std::fs::read_to_string(root.join(document)).expect("the document");
        let prism = Self { process, address: address.to_string(), document, called: RefCell::default() };
        let end = Instant::now() + PATIENCE;
        while TcpStream::connect(&prism.address).is_err() {
            assert!(Instant::now() < end, "Prism does not listen");
            std::thread::sleep(Duration::from_millis(50));
        }
        prism
    }

    fn client(&self) -> Client {
        [Scheme::Application, Scheme::DelegatedWorkAccount, Scheme::DelegatedPersonalAccount]
            .into_iter()
            .fold(Client::builder(), |builder, scheme| builder.credential(scheme, StaticToken::new("token")))
            .base_url(format!("http://{}", self.address))
            .retry(RetryPolicy::none())
            .timeout(PATIENCE)
            .build()
            .expect("a client")
    }

    /// The documented success with a body, and two documented failures.
    #[track_caller]
    fn answers<O, E>(&self, request: Request<Option<O>, E>)
    where
        Option<O>: FromResponse,
        E: FromResponse + Debug,
    {
        let path = request.path().to_owned();
        assert!(self.succeeds(request).is_some(), "{path}: no body, where one is documented");
    }

    /// The documented success, and two documented failures.
    #[track_caller]
    fn succeeds<O, E>(&self, request: Request<O, E>) -> O
    where
        O: FromResponse,
        E: FromResponse + Debug,
    {
        self.called.borrow_mut().insert(request.operation().id());
        let path = format!("{} {}", request.method(), request.path());
        for status in [404, 429] {
            let failure = send(&self.client(), request.clone().header("Prefer", &format!("code={status}")));
            match failure {
                Err(Error::Api(failure)) => {
                    assert_eq!(failure.status().as_u16(), status, "{path}: {failure}");
                    assert!(failure.body().is_some(), "{path}: {status} has a body that is typed: {failure}");
                }
                Err(other) => panic!("{path}: {other}"),
                Ok(_) => panic!("{path}: a success, where {status} was asked for"),
            }
        }
        match send(&self.client(), request) {
            Ok(answer) => answer,
            Err(error) => panic!("{path}: {error}\n{:?}", error.response().map(|response| response.headers())),
        }
    }

    /// That every operation of the document was called.
    #[track_caller]
    fn is_called_whole(&self) {
        let ids = self.document.lines().filter_map(|line| line.trim_start().strip_prefix("operationId: "));
        let ids: BTreeSet<&str> = ids.collect();
        assert!(!ids.is_empty() && ids == *self.called.borrow(), "{ids:?}\n{:?}", self.called.borrow());
    }
}

impl Drop for Prism {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
#[ignore = "needs Prism: `cargo xtask ci` runs it"]
fn contacts_in_every_folder() {
    use v1_0::contact;
    use v1_0::ids::{ContactFolderId, ContactId, UserId};
    use v1_0::models::ContactInput;
    let prism = Prism::start("specs/v1.0/contact.yaml");
    let (user, folder, id) = ("garthf@contoso.com", "AAMkAGI2AAEOAAA=", "AAMkAGI2THk0AAA=");
    // More than one child folder is more than OpenAPI can say.
    let child = ["AAMkAGI2AAEPAAA="];
    let moved = payloads::moved_contact;
    let pavel = || ContactInput::new().given_name("Pavel").business_phones(["+1 732 555 0102"]);
    prism.succeeds(contact::get_mine_with(id, contact::GetMineParams::new().select(["surname"])));
    prism.answers(contact::update_mine(id, moved()));
    prism.succeeds(contact::delete_mine(id));
    prism.succeeds(contact::list_mine_with(contact::ListMineParams::new().top(2)));
    prism.succeeds(contact::create_mine(pavel()));
    prism.succeeds(contact::get_for_user_with(
        UserId(user),
        ContactId(id),
        contact::GetForUserParams::new().select(["surname"]),
    ));
    prism.answers(contact::update_for_user(UserId(user), ContactId(id), moved()));
    prism.succeeds(contact::delete_for_user(UserId(user), ContactId(id)));
    prism.succeeds(contact::list_for_user_with(user, contact::ListForUserParams::new().top(2)));
    prism.succeeds(contact::create_for_user(user, pavel()));
    prism.succeeds(contact::get_mine_in_folder_with(
        ContactFolderId(folder),
        ContactId(id),
        contact::GetMineInFolderParams::new().select(["surname"]),
    ));
    prism.answers(contact::update_mine_in_folder(ContactFolderId(folder), ContactId(id), moved()));
    prism.succeeds(contact::delete_mine_in_folder(ContactFolderId(folder), ContactId(id)));
    prism.succeeds(contact::list_mine_in_folder_with(folder, contact::ListMineInFolderParams::new().top(2)));
    prism.succeeds(contact::create_mine_in_folder(folder, pavel()));
    prism.succeeds(contact::get_for_user_in_folder_with(
        UserId(user),
        ContactFolderId(folder),
        ContactId(id),
        contact::GetForUserInFolderParams::new().select(["surname"]),
    ));
    prism.answers(contact::update_for_user_in_folder(UserId(user), ContactFolderId(folder), ContactId(id), moved()));
    prism.succeeds(contact::delete_for_user_in_folder(UserId(user), ContactFolderId(folder), ContactId(id)));
    prism.succeeds(contact::list_for_user_in_folder_with(
        UserId(user),
        ContactFolderId(folder),
        contact::ListForUserInFolderParams::new().top(2),
    ));
    prism.succeeds(contact::create_for_user_in_folder(UserId(user), ContactFolderId(folder), pavel()));
    prism.succeeds(contact::get_mine_in_child_folder_with(
        ContactFolderId(folder),
        child,
        ContactId(id),
        contact::GetMineInChildFolderParams::new().select(["surname"]),
    ));
    prism.answers(contact::update_mine_in_child_folder(ContactFolderId(folder), child, ContactId(id), moved()));
    prism.succeeds(contact::delete_mine_in_child_folder(ContactFolderId(folder), child, ContactId(id)));
    prism.succeeds(contact::list_mine_in_child_folder_with(
        folder,
        child,
        contact::ListMineInChildFolderParams::new().top(2),
    ));
    prism.succeeds(contact::create_mine_in_child_folder(folder, child, pavel()));
    prism.succeeds(contact::get_for_user_in_child_folder_with(
        UserId(user),
        ContactFolderId(folder),
        child,
        ContactId(id),
        contact::GetForUserInChildFolderParams::new().select(["surname"]),
    ));
    prism.answers(contact::update_for_user_in_child_folder(
        UserId(user),
        ContactFolderId(folder),
        child,
        ContactId(id),
        moved(),
    ));
    prism.succeeds(contact::delete_for_user_in_child_folder(
        UserId(user),
        ContactFolderId(folder),
        child,
        ContactId(id),
    ));
    prism.succeeds(contact::list_for_user_in_child_folder_with(
        UserId(user),
        ContactFolderId(folder),
        child,
        contact::ListForUserInChildFolderParams::new().top(2),
    ));
    prism.succeeds(contact::create_for_user_in_child_folder(UserId(user), ContactFolderId(folder), child, pavel()));
    prism.succeeds(contact::delta_mine_in_folder(folder));
    prism.succeeds(contact::delta_for_user_in_folder(UserId(user), ContactFolderId(folder)));
    prism.is_called_whole();
}

#[test]
#[ignore = "needs Prism: `cargo xtask ci` runs it"]
fn folders_of_contacts() {
    use v1_0::contact_folder as folders;
    use v1_0::ids::{ContactFolderId, UserId};
    use v1_0::models::{ContactFolderInput, ContactFolderPatch};
    let prism = Prism::start("specs/v1.0/contact-folder.yaml");
    let (user, id) = ("garthf@contoso.com", "AAMkAGI2TKI5AAA=");
    let family = || ContactFolderInput::new().display_name("Family");
    let renamed = || ContactFolderPatch::new().display_name("Finance");
    prism.succeeds(folders::list_mine_with(folders::ListMineParams::new().count(true)));
    prism.succeeds(folders::create_mine(family()));
    prism.succeeds(folders::delta_mine());
    prism.succeeds(folders::get_mine(id));
    prism.answers(folders::update_mine(id, renamed()));
    prism.succeeds(folders::delete_mine(id));
    prism.succeeds(folders::list_mine_in_folder(id));
    prism.succeeds(folders::create_mine_in_folder(id, family()));
    prism.succeeds(folders::list_for_user_with(user, folders::ListForUserParams::new().count(true)));
    prism.succeeds(folders::create_for_user(user, family()));
    prism.succeeds(folders::delta_for_user(user));
    prism.succeeds(folders::get_for_user(UserId(user), ContactFolderId(id)));
    prism.answers(folders::update_for_user(UserId(user), ContactFolderId(id), renamed()));
    prism.succeeds(folders::delete_for_user(UserId(user), ContactFolderId(id)));
    prism.succeeds(folders::list_for_user_in_folder(UserId(user), ContactFolderId(id)));
    prism.succeeds(folders::create_for_user_in_folder(UserId(user), ContactFolderId(id), family()));
    prism.is_called_whole();
}

#[test]
#[ignore = "needs Prism: `cargo xtask ci` runs it"]
fn users_of_schools() {
    use v1_0::education_user::{self as users, GetMeParams, ListParams};
    let prism = Prism::start("specs/v1.0/education-user.yaml");
    prism.answers(users::update("13020", payloads::renamed_user()));
    prism.answers(users::update_me(payloads::renamed_user()));
    prism.succeeds(users::get_me_with(GetMeParams::new().select(["id", "surname"])));
    prism.succeeds(users::get("13020"));
    prism.succeeds(users::list_with(ListParams::new().search("\"displayName:ro\"").count(true)));
    prism.succeeds(users::create(v1_0::models::EducationUserInput::new().display_name("Rogelio Cazares")));
    prism.succeeds(users::delete("13020"));
    prism.succeeds(users::delta());
    prism.is_called_whole();
}

#[test]
#[ignore = "needs Prism: `cargo xtask ci` runs it"]
fn users_of_the_directory() {
    use v1_0::models::{ConsistencyLevel, UserInput, UserPatch};
    use v1_0::user::{self as users, DeltaParams, GetParams, ListParams};
    let prism = Prism::start("specs/v1.0/user.yaml");
    let id = "adelev@contoso.com";
    let moved = || UserPatch::new().business_phones(["+1 425 555 0109"]).office_location("18/2111");
    let wa = ListParams::new().consistency_level(ConsistencyLevel::Eventual).search("\"displayName:wa\"").count(true);
    prism.answers(users::get_me());
    prism.answers(users::get_with(id, GetParams::new().select(["displayName", "postalCode"])));
    prism.answers(users::update_me(moved()));
    prism.answers(users::update(id, moved()));
    prism.succeeds(users::list_with(wa.orderby(["displayName"]).top(1)));
    prism.succeeds(users::create(UserInput::new().account_enabled(true).display_name("Adele Vance")));
    prism.succeeds(users::delete(id));
    prism.succeeds(users::delta_with(DeltaParams::new().select(["displayName"])));
    prism.is_called_whole();
}

#[test]
#[ignore = "needs Prism: `cargo xtask ci` runs it"]
fn related_contacts_are_replaced() {
    let prism = Prism::start("specs/beta/education-user.yaml");
    let id = "4b712dc5-2dc5-4b71-c52d-714bc52d714b";
    prism.answers(beta::education_user::update_related_contacts(id, payloads::related_contacts()));
    prism.is_called_whole();
}

#[test]
#[ignore = "needs Prism: `cargo xtask ci` runs it"]
fn users_of_beta_are_updated() {
    let prism = Prism::start("specs/beta/user.yaml");
    // The page prints the type for the value, and `String` is no address.
    let body = || payloads::whole_user().mail("adelev@contoso.com");
    prism.answers(beta::user::update_me(body()));
    prism.answers(beta::user::update("adelev@contoso.com", body()));
    prism.is_called_whole();
}

/// What Prism lets pass says something only if it refuses something.
#[test]
#[ignore = "needs Prism: `cargo xtask ci` runs it"]
fn a_request_that_breaks_the_document_is_refused() {
    let prism = Prism::start("specs/v1.0/contact.yaml");
    let body = r#"{"jobTitle": 5}"#;
    let mut stream = TcpStream::connect(&prism.address).expect("a connection");
    stream.set_read_timeout(Some(PATIENCE)).expect("a time limit");
    write!(
        stream,
        "PATCH /me/contacts/a HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer token\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        prism.address,
        body.len()
    )
    .expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 422 ") && answer.contains("jobTitle"), "{answer}");
}
