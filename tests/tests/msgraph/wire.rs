//! What goes over the wire: the exact request of every update, as a server sees it.

use msgraph::beta::{self, models as beta_models};
use msgraph::v1_0::ids::{ContactFolderId, ContactId, UserId};
use msgraph::v1_0::models::{ContactPatch, EducationUserPatch};
use msgraph::v1_0::{contact, education_user};
use msgraph::{Client, Request, Scheme, Server, StaticToken};
use serde_json::{Value, json};
use tests::loopback::{Answer, Asked, Loopback};

use crate::send;

/// A client of a server on this machine, in place of the cloud.
pub fn client(server: &Loopback) -> Client {
    Client::builder()
        .origin(server.origin())
        .credential(Scheme::Application, StaticToken::new("of-the-application"))
        .credential(Scheme::DelegatedWorkAccount, StaticToken::new("of-the-user"))
        .build()
        .expect("a client")
}

/// What arrives at a server that takes every request.
fn arrives<O, E>(request: Request<O, E>) -> Asked
where
    O: msgraph::FromResponse + std::fmt::Debug,
    E: msgraph::FromResponse,
{
    let server = Loopback::answering([Answer::empty(204)]);
    send(&client(&server), request).expect("a success");
    server.asked()
}

fn line<O, E>(request: Request<O, E>) -> String
where
    O: msgraph::FromResponse + std::fmt::Debug,
    E: msgraph::FromResponse,
{
    arrives(request).line
}

fn title() -> ContactPatch {
    ContactPatch::new().title("Dr.")
}

fn nobody() -> beta_models::RelatedContactsUpdatePatch {
    beta_models::RelatedContactsUpdatePatch::new([] as [beta_models::RelatedContactPatch; 0])
}

#[test]
fn every_update_has_its_path() {
    let (user, folder, id) = ("48d31887-5fad-4d73-a9f5-3c356e68a038", "AAMkAGI2AAEOAAA=", "AAMkAGI2THk0AAA=");
    let lines = [
        line(education_user::update_me(EducationUserPatch::new())),
        line(education_user::update("13020", EducationUserPatch::new())),
        line(contact::update_mine(id, title())),
        line(contact::update_for_user(UserId(user), ContactId(id), title())),
        line(contact::update_mine_in_folder(ContactFolderId(folder), ContactId(id), title())),
        line(contact::update_for_user_in_folder(UserId(user), ContactFolderId(folder), ContactId(id), title())),
        line(contact::update_mine_in_child_folder(ContactFolderId(folder), ["b", "c", "d"], ContactId(id), title())),
        line(contact::update_for_user_in_child_folder(
            UserId(user),
            ContactFolderId(folder),
            ["b"],
            ContactId(id),
            title(),
        )),
        line(beta::education_user::update_related_contacts("13020", nobody())),
        line(beta::user::update_me(beta_models::UserPatch::new())),
        line(beta::user::update(user, beta_models::UserPatch::new())),
    ];
    insta::assert_snapshot!(lines.join("\n"), @"
    PATCH /v1.0/education/me HTTP/1.1
    PATCH /v1.0/education/users/13020 HTTP/1.1
    PATCH /v1.0/me/contacts/AAMkAGI2THk0AAA%3D HTTP/1.1
    PATCH /v1.0/users/48d31887-5fad-4d73-a9f5-3c356e68a038/contacts/AAMkAGI2THk0AAA%3D HTTP/1.1
    PATCH /v1.0/me/contactFolders/AAMkAGI2AAEOAAA%3D/contacts/AAMkAGI2THk0AAA%3D HTTP/1.1
    PATCH /v1.0/users/48d31887-5fad-4d73-a9f5-3c356e68a038/contactFolders/AAMkAGI2AAEOAAA%3D/contacts/AAMkAGI2THk0AAA%3D HTTP/1.1
    PATCH /v1.0/me/contactFolders/AAMkAGI2AAEOAAA%3D/childFolders/b/childFolders/c/childFolders/d/contacts/AAMkAGI2THk0AAA%3D HTTP/1.1
    PATCH /v1.0/users/48d31887-5fad-4d73-a9f5-3c356e68a038/contactFolders/AAMkAGI2AAEOAAA%3D/childFolders/b/contacts/AAMkAGI2THk0AAA%3D HTTP/1.1
    PATCH /beta/education/users/13020 HTTP/1.1
    PATCH /beta/me HTTP/1.1
    PATCH /beta/users/48d31887-5fad-4d73-a9f5-3c356e68a038 HTTP/1.1
    ");
}

#[test]
fn ids_are_encoded() {
    let path = |id: &str| {
        let line = line(contact::update_mine(id, title()));
        line.strip_prefix("PATCH /v1.0/me/contacts/").and_then(|it| it.strip_suffix(" HTTP/1.1")).map(str::to_owned)
    };
    for (id, encoded) in [
        ("AAMkAGI2THk0AAA=", "AAMkAGI2THk0AAA%3D"),
        ("a/b", "a%2Fb"),
        ("a#b?c&d", "a%23b%3Fc%26d"),
        ("a b", "a%20b"),
        ("100%", "100%25"),
        ("-._~", "-._~"),
        ("J\u{fc}rgen \u{65e5}\u{672c}", "J%C3%BCrgen%20%E6%97%A5%E6%9C%AC"),
        ("adele_fabrikam.com#EXT#@contoso.com", "adele_fabrikam.com%23EXT%23%40contoso.com"),
    ] {
        assert_eq!(path(id).as_deref(), Some(encoded), "{id}");
    }
}

#[test]
fn a_user_principal_name_that_begins_with_a_dollar_stands_between_quotes() {
    assert_eq!(
        line(beta::user::update("$o'hara@contoso.com", beta_models::UserPatch::new())),
        "PATCH /beta/users('%24o%27%27hara%40contoso.com') HTTP/1.1"
    );
    assert_eq!(
        line(contact::update_for_user(UserId("$x@y.com"), ContactId("1"), title())),
        "PATCH /v1.0/users('%24x%40y.com')/contacts/1 HTTP/1.1"
    );
    assert_eq!(
        line(contact::update_for_user(UserId("x$@y.com"), ContactId("1"), title())),
        "PATCH /v1.0/users/x%24%40y.com/contacts/1 HTTP/1.1"
    );
}

#[test]
fn headers_and_body_are_as_documented() {
    let asked =
        arrives(education_user::update("13020", EducationUserPatch::new().display_name("Rogelio \u{201c}R\u{201d}")));
    let header = |name: &str| asked.headers.get(name).map(String::as_str);
    assert_eq!(header("authorization"), Some("Bearer of-the-application"));
    assert_eq!(header("content-type"), Some("application/json"));
    assert_eq!(header("accept"), Some("application/json"));
    assert_eq!(header("user-agent"), Some("msgraph/0.1.0"));
    assert_eq!(header("content-length"), Some(asked.body.len().to_string().as_str()));
    let body: Value = serde_json::from_str(&asked.body).expect("JSON");
    assert_eq!(body, json!({"displayName": "Rogelio \u{201c}R\u{201d}"}));
}

#[test]
fn an_operation_takes_the_credential_that_it_accepts() {
    let token = |asked: Asked| asked.headers["authorization"].clone();
    assert_eq!(token(arrives(contact::update_mine("1", title()))), "Bearer of-the-user");
    assert_eq!(
        token(arrives(beta::education_user::update_related_contacts("1", nobody()))),
        "Bearer of-the-application"
    );
}

#[test]
fn a_request_can_have_headers_of_its_own() {
    let asked = arrives(contact::update_mine("1", title()).header("If-Match", "W/\"EQAAABYAAACd\""));
    assert_eq!(asked.headers["if-match"], "W/\"EQAAABYAAACd\"");
}

#[test]
fn an_empty_patch_is_an_object() {
    assert_eq!(arrives(contact::update_mine("1", ContactPatch::new())).body, "{}");
}

#[test]
fn each_cloud_has_its_address() {
    let request = || contact::update_mine("1", title());
    let urls = [Server::Global, Server::UsGovernmentL4, Server::UsGovernmentL5, Server::China21Vianet].map(|server| {
        use msgraph::{MockResponse, MockTransport};
        let transport = MockTransport::new().then(MockResponse::empty(204));
        let client = Client::builder().server(server).transport(transport.clone());
        let client = client.credential(Scheme::DelegatedWorkAccount, StaticToken::new("token")).build();
        send(&client.expect("a client"), request()).expect("a success");
        transport.requests()[0].uri().to_string()
    });
    insta::assert_snapshot!(urls.join("\n"), @"
    https://graph.microsoft.com/v1.0/me/contacts/1
    https://graph.microsoft.us/v1.0/me/contacts/1
    https://dod-graph.microsoft.us/v1.0/me/contacts/1
    https://microsoftgraph.chinacloudapi.cn/v1.0/me/contacts/1
    ");
}

#[test]
fn an_answer_200_has_a_contact_and_204_has_none() {
    let server = Loopback::answering([
        Answer::json(200, r#"{"id": "1", "title": "Dr."}"#).header("request-id", "5b2a"),
        Answer::empty(204).header("request-id", "5b2b"),
    ]);
    let client = client(&server);
    let contact = send(&client, contact::update_mine("1", title())).expect("a success").expect("a contact");
    assert_eq!(contact.title.as_deref(), Some("Dr."));
    assert_eq!(send(&client, contact::update_mine("1", title())).expect("a success"), None);
}

#[test]
fn an_answer_can_be_taken_with_status_and_headers() {
    let server = Loopback::answering([Answer::json(200, r#"{"id": "1"}"#).header("request-id", "5b2a")]);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let answer = runtime.block_on(client(&server).execute(contact::update_mine("1", title()))).expect("a success");
    assert_eq!((answer.status().as_u16(), answer.header("request-id")), (200, Some("5b2a")));
    assert_eq!(answer.into_body().map(|contact| contact.id), Some("1".to_owned()));
}
