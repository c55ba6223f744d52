//! Secrets are sent, and nothing prints them.

use msgraph::v1_0::models::{EducationUser, EducationUserPatch, PasswordProfilePatch};
use msgraph::{Client, Scheme, Secret, StaticToken};
use msgraph::{MockResponse, MockTransport};
use serde_json::json;

use crate::{body, json};

const PASSWORD: &str = "correct horse battery staple";
const TOKEN: &str = "eyJ0eXAiOiJKV1Qi";

fn profile() -> PasswordProfilePatch {
    PasswordProfilePatch::new().password(PASSWORD).force_change_password_next_sign_in(true)
}

#[test]
fn a_password_is_sent() {
    assert_eq!(json(&profile()), json!({"forceChangePasswordNextSignIn": true, "password": PASSWORD}));
    assert_eq!(Secret::from(PASSWORD).expose(), PASSWORD);
}

#[test]
fn a_password_is_not_printed() {
    assert_eq!(
        format!("{:?}", profile()),
        "passwordProfile { forceChangePasswordNextSignIn: true, password: <redacted> }"
    );
    let patch = EducationUserPatch::new().surname("Cazares").password_profile(profile());
    assert!(!format!("{patch:?}{patch:#?}").contains("horse"), "{patch:?}");
}

#[test]
fn a_password_that_is_read_is_not_printed() {
    let user: EducationUser =
        serde_json::from_value(json!({"id": "1", "passwordProfile": {"password": PASSWORD}})).expect("a user");
    assert!(!format!("{user:?}{user:#?}").contains("horse"), "{user:?}");
    let fault =
        serde_json::from_value::<EducationUser>(json!({"id": "1", "passwordProfile": {"password": [PASSWORD]}}));
    assert!(!fault.expect_err("a fault").to_string().contains("horse"));
}

#[test]
fn a_request_prints_what_it_is_and_not_what_it_holds() {
    let patch = EducationUserPatch::new().password_profile(profile());
    let request = msgraph::v1_0::education_user::update("rogelio@contoso.com", patch).header("X-Secret", PASSWORD);
    assert_eq!(body(&request), json!({"passwordProfile": profile()}));
    insta::assert_snapshot!(format!("{request:#?}"), @r#"
    Request {
        operation: "educationUser.update",
        method: "PATCH",
        path: "/education/users/{educationUser-id}",
        query: [],
        headers: [
            "x-secret",
        ],
        body: Some(
            "100 bytes of application/json",
        ),
        fault: None,
        ..
    }
    "#);
}

#[test]
fn a_client_prints_no_token() {
    let client = Client::builder()
        .credential(Scheme::Application, StaticToken::new(TOKEN))
        .default_header("X-Secret", PASSWORD)
        .transport(MockTransport::new());
    let printed = format!("{client:?}{client:#?}");
    let client = client.build().expect("a client");
    let printed = format!("{printed}{client:?}{client:#?}");
    assert!(printed.contains("application"), "which schemes have credentials is no secret: {printed}");
    assert!(!printed.contains("eyJ") && !printed.contains("horse"), "{printed}");
    assert!(!format!("{:?}", StaticToken::new(TOKEN)).contains("eyJ"));
}

#[test]
fn errors_print_neither_token_nor_password_nor_what_was_asked_for() {
    let server = MockTransport::new()
        .then(MockResponse::json(400, json!({"error": {"code": "BadRequest", "message": "no"}}).to_string()));
    let client = Client::builder()
        .credential(Scheme::Application, StaticToken::new(TOKEN))
        .transport(server.clone())
        .build()
        .expect("a client");
    let patch = EducationUserPatch::new().password_profile(profile());
    let request = msgraph::v1_0::education_user::update("rogelio@contoso.com", patch);
    let error = crate::send(&client, request).expect_err("an error");
    assert_eq!(server.requests()[0].headers()["authorization"], format!("Bearer {TOKEN}"));
    for text in [format!("{error}"), format!("{error:?}"), format!("{:?}", server.requests()[0].headers())] {
        assert!(!text.contains("eyJ") && !text.contains("horse") && !text.contains("rogelio"), "{text}");
    }
}
