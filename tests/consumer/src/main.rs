//! The documented updates, sent to a server on this machine, which checks nothing and keeps everything.

mod server;

use msgraph::beta::models::{ContactRelationship, RelatedContactPatch, RelatedContactsUpdatePatch, UserPatch};
use msgraph::v1_0::models::{ContactPatch, EducationUserPatch, PhysicalAddressFull};
use msgraph::{Client, HyperTransport, Scheme, StaticToken, beta, blocking, v1_0};
use serde_json::{Value, json};

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn main() -> Outcome {
    // A client of reqwest that has nothing to do with the crate. Making one must not panic, whatever the crate asks for.
    drop(reqwest::Client::new());
    let server = server::start([
        (200, r#"{"id": "13020", "displayName": "Rogelio Cazares"}"#),
        (200, r#"{"id": "AAMkAGI2THk0AAA=", "birthday": "1974-07-22"}"#),
        (200, r#"{"id": "13020", "relatedContacts": [{"displayName": "Father Time", "relationship": "guardian"}]}"#),
        (204, ""),
    ])?;
    let client = Client::builder()
        .origin(&server.origin)
        .transport(HyperTransport::without_proxies()?)
        .credential(Scheme::Application, StaticToken::new("of-the-application"))
        .credential(Scheme::DelegatedWorkAccount, StaticToken::new("of-the-user"))
        .build()?;
    let client = blocking::Client::new(client)?;

    let names = EducationUserPatch::new().display_name("Rogelio Cazares").clear_middle_name();
    let user = client.send(v1_0::education_user::update("13020", names))?.ok_or("no user")?;
    assert_eq!(user.display_name.as_deref(), Some("Rogelio Cazares"));
    server.expect(
        "PATCH /v1.0/education/users/13020 HTTP/1.1",
        "of-the-application",
        json!({"displayName": "Rogelio Cazares", "middleName": null}),
    )?;

    let home = PhysicalAddressFull {
        street: Some("123 Some street".to_owned()),
        city: Some("Seattle".to_owned()),
        state: Some("WA".to_owned()),
        postal_code: Some("98121".to_owned()),
        country_or_region: None,
    };
    let birthday: msgraph::DateTime = "1974-07-22T00:00:00Z".parse()?;
    let moved = ContactPatch::new().home_address(home).birthday(birthday);
    let contact = client.send(v1_0::contact::update_mine("AAMkAGI2THk0AAA=", moved))?.ok_or("no contact")?;
    assert_eq!(contact.birthday.map(|it| it.to_string()).as_deref(), Some("1974-07-22"));
    server.expect(
        "PATCH /v1.0/me/contacts/AAMkAGI2THk0AAA%3D HTTP/1.1",
        "of-the-user",
        json!({
            "birthday": "1974-07-22T00:00:00Z",
            "homeAddress": {
                "street": "123 Some street", "city": "Seattle", "state": "WA", "postalCode": "98121",
                "countryOrRegion": null,
            },
        }),
    )?;

    let father = RelatedContactPatch::new("Father Time", ContactRelationship::Guardian).access_consent(true);
    let all = RelatedContactsUpdatePatch::new([father]);
    let user = client.send(beta::education_user::update_related_contacts("13020", all))?.ok_or("no user")?;
    assert_eq!(user.related_contacts.map(|it| it.len()), Some(1));
    server.expect(
        "PATCH /beta/education/users/13020 HTTP/1.1",
        "of-the-application",
        json!({"relatedContacts": [
            {"displayName": "Father Time", "relationship": "guardian", "accessConsent": true},
        ]}),
    )?;

    let office = UserPatch::new().office_location("18/2111").business_phones(["+1 425 555 0109"]);
    assert_eq!(client.send(beta::user::update("adele#ext#@contoso.com", office))?, None);
    server.expect(
        "PATCH /beta/users/adele%23ext%23%40contoso.com HTTP/1.1",
        "of-the-user",
        json!({"businessPhones": ["+1 425 555 0109"], "officeLocation": "18/2111"}),
    )?;

    println!("each update was sent, and arrived as documented");
    Ok(())
}

impl server::Server {
    /// The next request that arrived is this one.
    fn expect(&self, line: &str, token: &str, body: Value) -> Outcome {
        let asked = self.asked()?;
        assert_eq!(asked.line, line);
        assert_eq!(asked.headers.get("authorization"), Some(&format!("Bearer {token}")));
        assert_eq!(asked.headers.get("content-type").map(String::as_str), Some("application/json"));
        assert_eq!(serde_json::from_str::<Value>(&asked.body)?, body);
        Ok(())
    }
}
