//! Each operation against Prism, a mock server that others make of the same specifications: it refuses a request that
//! breaks them, and answers with what they document.
//!
//! Prism needs Node, so these tests run in CI only: `cargo xtask ci` installs it and sets `PRISM` to its program.

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
        let prism = Self { process, address: address.to_string() };
        let end = Instant::now() + PATIENCE;
        while TcpStream::connect(&prism.address).is_err() {
            assert!(Instant::now() < end, "Prism does not listen for {document}");
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

    /// The documented success, and two documented failures.
    #[track_caller]
    fn answers<O, E>(&self, request: Request<Option<O>, E>)
    where
        Option<O>: FromResponse,
        E: FromResponse + Debug,
    {
        let path = request.path().to_owned();
        match send(&self.client(), request.clone()) {
            Ok(Some(_)) => {}
            Ok(None) => panic!("{path}: no body, where one is documented"),
            Err(error) => panic!("{path}: {error}\n{:?}", error.response().map(|response| response.headers())),
        }
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
fn contacts_are_updated() {
    let prism = Prism::start("specs/v1.0/contact.yaml");
    let (user, folder, contact) = ("garthf@contoso.com", "AAMkAGI2AAEOAAA=", "AAMkAGI2THk0AAA=");
    let body = payloads::moved_contact;
    prism.answers(v1_0::contact::update_mine(contact, body()));
    prism.answers(v1_0::contact::update_for_user(user, contact, body()));
    prism.answers(v1_0::contact::update_mine_in_folder(folder, contact, body()));
    prism.answers(v1_0::contact::update_for_user_in_folder(user, folder, contact, body()));
    // More than one child folder is more than OpenAPI can say.
    let child = ["AAMkAGI2AAEPAAA="];
    prism.answers(v1_0::contact::update_mine_in_child_folder(folder, child, contact, body()));
    prism.answers(v1_0::contact::update_for_user_in_child_folder(user, folder, child, contact, body()));
}

#[test]
#[ignore = "needs Prism: `cargo xtask ci` runs it"]
fn users_of_schools_are_updated() {
    let prism = Prism::start("specs/v1.0/education-user.yaml");
    prism.answers(v1_0::education_user::update("13020", payloads::renamed_user()));
    prism.answers(v1_0::education_user::update_me(payloads::renamed_user()));
}

#[test]
#[ignore = "needs Prism: `cargo xtask ci` runs it"]
fn related_contacts_are_replaced() {
    let prism = Prism::start("specs/beta/education-user.yaml");
    let id = "4b712dc5-2dc5-4b71-c52d-714bc52d714b";
    prism.answers(beta::education_user::update_related_contacts(id, payloads::related_contacts()));
}

#[test]
#[ignore = "needs Prism: `cargo xtask ci` runs it"]
fn users_are_updated() {
    let prism = Prism::start("specs/beta/user.yaml");
    // The page prints the type for the value, and `String` is no address.
    let body = || payloads::whole_user().mail("adelev@contoso.com");
    prism.answers(beta::user::update_me(body()));
    prism.answers(beta::user::update("adelev@contoso.com", body()));
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
