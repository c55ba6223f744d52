//! What users of other clients of Microsoft Graph asked for in vain, each by its name. The comments have the issues.

use std::time::{Duration, Instant};

use msgraph::v1_0::models::{Contact, ContactInput, ContactPatch, UserPatch};
use msgraph::v1_0::{contact, user};
use msgraph::{Client, Continuation, Error, MockResponse, MockTransport, Patch, RetryPolicy};
use serde_json::{from_value, json};
use tests::loopback::{Answer, Loopback};

use crate::wire::client;
use crate::{body, json, send};

/// msgraph-sdk-java#1777: the birthday could not be cleared, because null was not sent.
#[test]
fn null_clears_a_birthday() {
    let request = contact::update_mine("AAMk=", ContactPatch::new().clear_birthday());
    assert_eq!(body(&request), json!({"birthday": null}));
}

/// msgraph-sdk-dotnet#502: the same of the company of a contact.
#[test]
fn null_clears_a_company() {
    let request = contact::update_mine("AAMk=", ContactPatch::new().clear_company_name());
    assert_eq!(body(&request), json!({"companyName": null}));
}

/// msgraph-sdk-dotnet#1180: the same of two members of a user.
#[test]
fn null_clears_mobile_phone_and_employee_id() {
    let patch = UserPatch::new().clear_mobile_phone().clear_employee_id();
    assert_eq!(body(&user::update("adelev@contoso.com", patch)), json!({"mobilePhone": null, "employeeId": null}));
}

/// msgraph-sdk-powershell#833: no telephone at all.
#[test]
fn no_business_phones_and_no_mobile_phone() {
    let patch = UserPatch::new().business_phones([] as [&str; 0]).clear_mobile_phone();
    assert_eq!(body(&user::update("adelev@contoso.com", patch)), json!({"businessPhones": [], "mobilePhone": null}));
}

/// msgraph-sdk-dotnet#1453: the empty text is a value, and clears nothing.
#[test]
fn the_empty_text_is_no_null() {
    let patch = UserPatch::new().office_location("").clear_job_title();
    assert_eq!(body(&user::update_me(patch)), json!({"officeLocation": "", "jobTitle": null}));
}

/// msgraph-sdk-dotnet#206 and #270: what was read, and changed, was refused when it was sent back.
#[test]
fn a_contact_is_read_changed_and_sent_back() {
    let read = r#"{
        "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#users('1')/contacts/$entity",
        "@odata.etag": "W/\"EQAA\"",
        "id": "AAMk=",
        "changeKey": "EQAA",
        "createdDateTime": "2026-11-25T00:00:00Z",
        "surname": "Fort",
        "mobilePhone": "+1 425 555 0100",
        "homeAddress": {}
    }"#;
    let server = Loopback::answering([Answer::json(200, read), Answer::empty(204)]);
    let client = client(&server);
    let received = send(&client, contact::get_mine("AAMk=")).expect("a contact");
    let changed = ContactPatch::from(received).mobile_phone("+1 425 555 0101").home_address(Patch::Absent);
    let answer = send(&client, contact::update_mine("AAMk=", changed)).expect("a success");
    assert_eq!(answer, None);
    server.asked();
    let sent: serde_json::Value = serde_json::from_str(&server.asked().body).expect("JSON");
    assert_eq!(sent, json!({"surname": "Fort", "mobilePhone": "+1 425 555 0101"}), "no member of the answer alone");
}

/// msgraph-sdk-java#2050: an update sends the members that changed, and those alone.
#[test]
fn an_update_sends_what_changed_alone() {
    let request = user::update("adelev@contoso.com", UserPatch::new().department("Retail"));
    assert_eq!(body(&request), json!({"department": "Retail"}));
}

/// msgraph-sdk-dotnet#2368: null for an address made the service fail on create; what is not said is not sent.
#[test]
fn a_new_contact_has_no_address_that_nobody_gave() {
    let request = contact::create_mine(ContactInput::new().given_name("Pavel").surname("Bansky"));
    assert_eq!(body(&request), json!({"givenName": "Pavel", "surname": "Bansky"}));
}

/// The service sends an object without members for an address that is null.
#[test]
fn an_address_without_members_is_read() {
    let contact: Contact = from_value(json!({"id": "AAMk=", "homeAddress": {}, "otherAddress": null})).expect("read");
    let home = contact.home_address.expect("an address");
    assert_eq!((home.street, home.city), (None, None));
    assert_eq!(contact.other_address, None);
}

/// microsoft-graph-docs#15735: these members must go in a request of their own.
#[test]
fn about_me_goes_alone() {
    let request = user::update_me(UserPatch::new().about_me("I repair clocks."));
    assert_eq!(body(&request), json!({"aboutMe": "I repair clocks."}));
}

/// msgraph-sdk-dotnet#1855 and #2058, msgraph-sdk-go#868: an update of a user that answers 204 was an error.
#[test]
fn an_update_without_an_answer_is_a_success() {
    let server = Loopback::answering([Answer::empty(204)]);
    let answer = send(&client(&server), user::update_me(UserPatch::new().office_location("18/2111")));
    assert_eq!(answer.expect("a success"), None);
}

/// microsoft-graph-docs#3877: `Retry-After` has a fraction.
#[test]
fn a_decimal_retry_after_is_waited_for() {
    let throttled = Answer::json(429, r#"{"error":{"code":"TooManyRequests","message":"Wait."}}"#);
    let server = Loopback::answering([throttled.header("Retry-After", "0.25"), Answer::json(200, r#"{"value":[]}"#)]);
    let client = Client::builder()
        .origin(server.origin())
        .credential(msgraph::Scheme::DelegatedWorkAccount, msgraph::StaticToken::new("token"))
        .retry(RetryPolicy::new().base_delay(Duration::from_millis(1)))
        .build()
        .expect("a client");
    let begin = Instant::now();
    let page = send(&client, user::list_with(user::ListParams::new().top(1))).expect("a page");
    assert!(page.value.is_empty() && begin.elapsed() >= Duration::from_millis(250), "{:?}", begin.elapsed());
}

/// msgraph-sdk-dotnet#250: the headers of a failure were lost.
#[test]
fn a_failure_keeps_its_headers() {
    let answer = Answer::json(404, r#"{"error":{"code":"Request_ResourceNotFound","message":"No such user."}}"#);
    let server = Loopback::answering([answer.header("request-id", "5b2a").header("x-ms-ags-diagnostic", "{}")]);
    let error = send(&client(&server), user::delete("nobody@contoso.com")).expect_err("a failure");
    let Error::Api(failure) = &error else { panic!("{error}") };
    assert_eq!(failure.response().headers()["x-ms-ags-diagnostic"], "{}");
    assert_eq!((error.request_id(), error.code()), (Some("5b2a"), Some("Request_ResourceNotFound")));
}

/// The members of users that `$select` leaves out are absent, `id` too.
#[test]
fn a_user_may_come_without_an_id() {
    let read: msgraph::v1_0::models::User = from_value(json!({"displayName": "Adele Vance"})).expect("a user");
    assert_eq!((read.id, json(&read.display_name)), (None, json!("Adele Vance")));
}

/// The changes of a set: pages to the delta link, and from there to the next changes.
#[test]
fn changes_are_followed_from_round_to_round() {
    let page = |link: &str, path: &str, value: &str| {
        let link = format!(r#""@odata.{link}": "https://graph.microsoft.com/v1.0/users/delta?{path}""#);
        MockResponse::json(200, format!(r#"{{{link}, "value": [{value}]}}"#))
    };
    let server = MockTransport::new()
        .then(page("nextLink", "$skiptoken=a", r#"{"id": "1", "displayName": "Adele"}"#))
        .then(page("deltaLink", "$deltatoken=b", r#"{"id": "2"}"#))
        .then(page("deltaLink", "$deltatoken=c", r#"{"id": "1", "@removed": {"reason": "changed"}}"#));
    let client = Client::builder()
        .transport(server.clone())
        .credential(msgraph::Scheme::Application, msgraph::StaticToken::new("token"))
        .build()
        .expect("a client");
    let changes = || user::delta_with(user::DeltaParams::new().select(["displayName"]));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let mut pages = changes().pages(&client);
        let mut link = None;
        while let Some(page) = pages.next().await {
            link = page.expect("a page").into_body().odata_delta_link.or(link);
        }
        let mut round = changes().pages(&client).resume(Continuation::from_link(link.expect("a delta link")));
        let page = round.next().await.expect("a round").expect("a page").into_body();
        let removed = page.value[0].removed.as_ref().expect("removed");
        assert_eq!((page.value[0].id.as_deref(), removed.reason.as_deref()), (Some("1"), Some("changed")));
        assert!(round.next().await.is_none());
    });
    let asked: Vec<String> = server.requests().iter().map(|request| request.uri().to_string()).collect();
    let url = |query: &str| format!("https://graph.microsoft.com/v1.0/users/delta?{query}");
    assert_eq!(asked, [url("$select=displayName"), url("$skiptoken=a"), url("$deltatoken=b")]);
}
