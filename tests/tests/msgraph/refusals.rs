//! Calls that no service would take are refused before anything is sent.

use msgraph::MockTransport;
use msgraph::v1_0::ids::{ContactFolderId, ContactId, UserId};
use msgraph::{Client, Request, RequestError, Scheme, Server, StaticToken, beta, v1_0};

/// What a client with these credentials says to a request. It sends nothing.
fn refused<O, E>(schemes: &[Scheme], server: Server, request: Request<O, E>) -> RequestError
where
    O: msgraph::FromResponse + std::fmt::Debug,
    E: msgraph::FromResponse,
{
    let transport = MockTransport::new();
    let builder = Client::builder().server(server).transport(transport.clone());
    let client = schemes.iter().fold(builder, |builder, scheme| builder.credential(*scheme, StaticToken::new("token")));
    let outcome = crate::send(&client.build().expect("a client"), request);
    assert!(transport.requests().is_empty(), "something was sent");
    match outcome {
        Err(msgraph::Error::Request(error)) => error,
        other => panic!("no refusal: {other:?}"),
    }
}

#[test]
fn a_cloud_that_does_not_have_the_operation() {
    let update = || v1_0::education_user::update("13020", v1_0::models::EducationUserPatch::new().surname("Cazares"));
    assert_eq!(
        refused(&[Scheme::Application], Server::China21Vianet, update()).to_string(),
        "educationUser.update: server `china21Vianet` does not have this operation; these have it: global"
    );
    let contacts = beta::models::RelatedContactsUpdatePatch::new([] as [beta::models::RelatedContactPatch; 0]);
    let request = beta::education_user::update_related_contacts("13020", contacts);
    assert_eq!(
        refused(&[Scheme::Application], Server::UsGovernmentL4, request).to_string(),
        "educationUser.updateRelatedContacts: server `usGovernmentL4` does not have this operation; \
         these have it: global"
    );
    // A request can ask for another cloud than its client.
    assert_eq!(
        refused(&[Scheme::Application], Server::Global, update().server(Server::UsGovernmentL5)).to_string(),
        "educationUser.update: server `usGovernmentL5` does not have this operation; these have it: global"
    );
}

#[test]
fn me_without_a_signed_in_user() {
    let application = &[Scheme::Application];
    let contact = v1_0::contact::update_mine("1", v1_0::models::ContactPatch::new().title("Dr."));
    assert_eq!(
        refused(application, Server::Global, contact).to_string(),
        "contact.updateMine: there are no credentials for this operation; it accepts delegatedWorkAccount (Contacts.ReadWrite) \
         or delegatedPersonalAccount (Contacts.ReadWrite); the client has application"
    );
    let user = v1_0::education_user::update_me(v1_0::models::EducationUserPatch::new());
    assert_eq!(
        refused(application, Server::Global, user).to_string(),
        "educationUser.updateMe: there are no credentials for this operation; it accepts delegatedWorkAccount; \
         the client has application"
    );
    let user = beta::user::update_me(beta::models::UserPatch::new());
    assert!(matches!(refused(application, Server::Global, user), RequestError::Unauthenticated { .. }));
}

#[test]
fn an_application_where_a_user_is_signed_in() {
    let user = v1_0::education_user::update("13020", v1_0::models::EducationUserPatch::new());
    let signed_in = &[Scheme::DelegatedWorkAccount, Scheme::DelegatedPersonalAccount];
    assert_eq!(
        refused(signed_in, Server::Global, user).to_string(),
        "educationUser.update: there are no credentials for this operation; it accepts application (EduRoster.ReadWrite.All); \
         the client has delegatedPersonalAccount, delegatedWorkAccount"
    );
}

#[test]
fn no_credentials_at_all() {
    let user = v1_0::education_user::update("13020", v1_0::models::EducationUserPatch::new());
    assert_eq!(
        refused(&[], Server::Global, user).to_string(),
        "educationUser.update: there are no credentials for this operation; it accepts application (EduRoster.ReadWrite.All); \
         the client has none"
    );
}

#[test]
fn ids_that_would_give_another_path() {
    let patch = || v1_0::models::ContactPatch::new().title("Dr.");
    let nowhere: [&str; 0] = [];
    let all = [
        v1_0::contact::update_mine("", patch()),
        v1_0::contact::update_mine("..", patch()),
        v1_0::contact::update_for_user(UserId("."), ContactId("1"), patch()),
        v1_0::contact::update_mine_in_child_folder(ContactFolderId("folder"), nowhere, ContactId("1"), patch()),
        v1_0::contact::update_mine_in_child_folder(ContactFolderId("folder"), ["child", ""], ContactId("1"), patch()),
    ];
    let texts = all.map(|request| refused(&[Scheme::DelegatedWorkAccount], Server::Global, request).to_string());
    insta::assert_snapshot!(texts.join("\n"), @"
    contact.updateMine: parameter `contact-id`: at least 1 character is needed, 0 are given
    contact.updateMine: parameter `contact-id`: must not become the path segment `..`, which changes the path
    contact.updateForUser: parameter `user-id`: must not become the path segment `.`, which changes the path
    contact.updateMineInChildFolder: parameter `childFolder-ids`: at least 1 item is needed, 0 are given
    contact.updateMineInChildFolder: parameter `childFolder-ids/1`: at least 1 character is needed, 0 are given
    ");
}
