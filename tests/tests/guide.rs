//! The code of CLIENT.md does what the text around it says: each block is run as it stands, against scripted answers.

use std::sync::{Arc, Mutex};

use msgraph::runtime as rt;
use msgraph::{Client, Json, MockResponse, MockTransport, Request};

#[allow(unused_variables, dead_code, clippy::print_stdout, clippy::print_stderr)]
mod code {
    include!(concat!(env!("OUT_DIR"), "/guide.rs"));
}

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

/// A client with a credential for each scheme that the examples need, and its server.
fn client(answers: impl IntoIterator<Item = MockResponse>) -> (Client, MockTransport) {
    let server = answers.into_iter().fold(MockTransport::new(), MockTransport::then);
    (builder(&server).build().expect("a client"), server)
}

fn builder(server: &MockTransport) -> msgraph::ClientBuilder {
    let token = msgraph::StaticToken::new("t");
    Client::builder().transport(server.clone()).credential(msgraph::Scheme::DelegatedWorkAccount, token)
}

fn run<T>(future: impl Future<Output = Outcome<T>>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime");
    runtime.block_on(future).expect("the example succeeds")
}

/// Method and path of each request that was sent.
fn sent(server: &MockTransport) -> Vec<String> {
    server.requests().iter().map(|it| format!("{} {}", it.method(), it.uri().path())).collect()
}

const CONTACT: &str = "/v1.0/me/contacts";

#[test]
fn the_first_call() {
    use code::use_of_the_emitted_crate::{client as made, example};
    made("t").expect("a client");
    let (client, server) = client([MockResponse::json(200, r#"{"id":"1","displayName":"Pavel"}"#)]);
    run(example(&client));
    assert_eq!(sent(&server), [format!("PATCH {CONTACT}/AAMkAGI2THk0AAA%3D")]);
    let body: serde_json::Value = serde_json::from_slice(server.requests()[0].body()).expect("JSON");
    assert_eq!(body["manager"], serde_json::Value::Null);
    assert_eq!(body["homeAddress"]["countryOrRegion"], serde_json::Value::Null);
    assert_eq!(body.as_object().expect("an object").len(), 3);
}

/// The README shows the same, and a test that runs one runs both.
#[test]
fn the_readme_shows_the_first_call_too() {
    let (guide, readme) = (include_str!("../../CLIENT.md"), include_str!("../../README.md"));
    let first = |text: &'static str| text.split("```rust,no_run\n").nth(1).and_then(|rest| rest.split("```").next());
    assert!(first(readme).is_some_and(|code| code.contains("update_mine")));
    assert_eq!(first(readme), first(guide));
}

#[test]
fn what_the_documents_do_not_have() {
    let (client, server) = client([
        MockResponse::json(200, r#"{"value":[{"subject":"Hello"}]}"#),
        MockResponse::json(201, r#"{"id":"1"}"#),
        MockResponse::new(200, "image/jpeg", "bytes"),
        MockResponse::new(200, "application/pdf", "a").chunk("b"),
    ]);
    run(code::what_the_documents_do_not_have::example(client));
    assert_eq!(sent(&server).len(), 4);
    assert_eq!(server.requests()[0].uri().query(), Some("$top=10"));
}

#[test]
fn retries() {
    let busy = MockResponse::empty(429).header("retry-after", "1");
    let done = || MockResponse::json(200, r#"{"id":"1"}"#);
    let answers = [busy, done(), MockResponse::empty(503), MockResponse::empty(409), done()];
    let server = answers.into_iter().fold(MockTransport::new(), MockTransport::then);
    run(code::retries_that_do_no_harm::example(builder(&server)));
    let number = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    let calls: Vec<String> = sent(&server).iter().map(|path| number(path)).collect();
    assert_eq!(calls, ["1", "1", "2", "3", "3"], "`Once` is sent once, and the conflict again");
}

#[test]
fn bodies() {
    let (client, server) = client([
        MockResponse::json(200, "{}"),
        MockResponse::new(200, "image/jpeg", "ab").chunk("cd"),
        MockResponse::json(200, "{}"),
    ]);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("holiday.mp4");
    std::fs::write(&path, "video").expect("written");
    run(code::retries_that_do_no_harm_2::example(client, path.to_str().expect("UTF-8")));
    let bodies: Vec<_> = server.requests().iter().map(|it| it.body().clone()).collect();
    assert_eq!(bodies, ["video", "", "abcd"]);
}

#[test]
fn events() {
    let events = "id: 1\ndata: {\"a\":1}\n\nid: 2\ndata: {}\n\n";
    let cut = MockResponse::new(200, "text/event-stream", events).cut(msgraph::TransportErrorKind::Lost);
    let (client, server) = client([cut, MockResponse::empty(204)]);
    run(code::retries_that_do_no_harm_3::example(client));
    assert_eq!(server.requests()[1].headers()["last-event-id"], "2");
}

#[test]
fn an_observer_and_a_service() {
    code::seen_from_outside::example().expect("a client");
}

#[test]
fn a_transport_of_ones_own() {
    let asked = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&asked);
    run(code::a_transport_of_your_own::example(move |request| {
        log.lock().expect("no panic").push(request.uri().to_string());
        let answer = http::Response::builder().header("content-type", "application/json").body("{}".into());
        answer.map_err(std::io::Error::other)
    }));
    assert_eq!(*asked.lock().expect("no panic"), ["https://graph.microsoft.com/v1.0/organization"]);
}

/// What a document that marks its operations makes of them; this crate has none.
static LIST: rt::Operation = rt::Operation {
    id: "list",
    method: rt::Method::GET,
    path: "/things",
    paging: Some(&rt::Paging::new(rt::NextPage::LinkHeader)),
    responses: &[rt::ResponseSpec::success(rt::Status::Exact(200), rt::ContentKind::Json, "application/json", 0)],
    ..rt::Operation::EMPTY
};
static CHANGE: rt::Operation = rt::Operation {
    id: "change",
    method: rt::Method::POST,
    path: "/things",
    responses: &[rt::ResponseSpec::success(rt::Status::Exact(200), rt::ContentKind::Json, "application/json", 0)],
    ..rt::Operation::EMPTY
};

#[test]
fn pages_and_a_poller() {
    let items = |text: &str| MockResponse::json(200, text.to_owned());
    let running = MockResponse::json(202, r#"{"status":"Running"}"#).header("location", "/states/1");
    let (client, server) = client([
        items("[1]").header("link", "</things?page=2>; rel=next"),
        items("[2]"),
        items("[3]").header("link", "</things?page=4>; rel=next"),
        items("[4]"),
        running,
        items("[5]"),
    ]);
    let list: Request<Vec<i64>, Json> = Request::new(&LIST).base_url("https://graph.microsoft.com/v1.0");
    let change: Request<Vec<i64>, Json> = Request::new(&CHANGE).base_url("https://graph.microsoft.com/v1.0");
    let saved = {
        let (client, _) = self::client([items("[0]").header("link", "</things?page=3>; rel=next")]);
        let mut pages = list.clone().pages(&client);
        let page = run(async { Ok(pages.next().await.ok_or("no page")??) });
        page.continuation().expect("another page").to_string()
    };
    run(code::pages_and_long_running_operations::all(&client, list, change, &saved));
    let urls = server.requests().iter().map(|it| it.uri().to_string()).collect::<Vec<_>>();
    let ends: Vec<&str> = urls.iter().filter_map(|url| url.rsplit('/').next()).collect();
    assert_eq!(ends, ["things", "things?page=2", "things?page=3", "things?page=4", "things", "1"]);
}

#[test]
fn tokens() {
    code::tokens::example("id", "secret").expect("a client");
}

#[test]
fn a_device_code() {
    let code = r#"{"device_code":"d","user_code":"u","verification_uri":"https://example.com","interval":5}"#;
    let token = r#"{"access_token":"t","token_type":"Bearer","expires_in":3600}"#;
    let pending = MockResponse::json(400, r#"{"error":"authorization_pending"}"#);
    let server =
        [MockResponse::json(200, code), pending, MockResponse::json(200, token), MockResponse::json(200, "{}")];
    let server = server.into_iter().fold(MockTransport::new(), MockTransport::then);
    let tokens = code::tokens_2::tokens("id");
    let client = Client::builder().transport(server.clone());
    let client =
        client.credential(msgraph::Scheme::DelegatedWorkAccount, Arc::clone(&tokens)).build().expect("a client");
    run(async { Ok(code::tokens_2::example(&tokens, &client).await?) });
    run(async { Ok(client.send(client.get("/me")).await?) });
    assert_eq!(
        sent(&server),
        [
            "POST /common/oauth2/v2.0/devicecode",
            "POST /common/oauth2/v2.0/token",
            "POST /common/oauth2/v2.0/token",
            "GET /v1.0/me"
        ]
    );
}

/// What the guide names of `azure_core` 1.1, in the same shape: that crate is two hundred packages.
mod azure_core {
    pub mod credentials {
        use std::pin::Pin;

        pub struct Secret(pub String);

        impl Secret {
            pub fn secret(&self) -> &str {
                &self.0
            }
        }

        pub struct AccessToken {
            pub token: Secret,
        }

        pub struct TokenRequestOptions;

        type Got<'a> = Pin<Box<dyn Future<Output = Result<AccessToken, std::io::Error>> + Send + 'a>>;

        pub trait TokenCredential: Send + Sync {
            fn get_token<'a>(&'a self, scopes: &'a [&'a str], options: Option<TokenRequestOptions>) -> Got<'a>;
        }

        pub struct Fixed;

        impl TokenCredential for Fixed {
            fn get_token<'a>(&'a self, scopes: &'a [&'a str], _: Option<TokenRequestOptions>) -> Got<'a> {
                Box::pin(async move { Ok(AccessToken { token: Secret(format!("for {}", scopes.join(" "))) }) })
            }
        }
    }
}

#[test]
fn a_credential_of_azure() {
    let server = MockTransport::new().then(MockResponse::json(200, "{}"));
    let builder = Client::builder().transport(server.clone());
    let client = code::tokens_3::client(builder, Arc::new(azure_core::credentials::Fixed)).expect("a client");
    run(async { Ok(client.send(client.get("/users")).await?) });
    let sent = server.requests();
    assert_eq!(sent[0].headers()["authorization"], "Bearer for https://graph.microsoft.com/.default");
}

#[test]
fn answers_that_do_not_match() {
    let (client, _) = client([MockResponse::json(200, r#"{"id":"1","homeAddress":"n/a","jobTitle":"Manager"}"#)]);
    let misfits = run(code::answers_that_do_not_match_the_document::example(client));
    // The comment in the example is what is printed.
    let guide = include_str!("../../CLIENT.md");
    assert!(guide.contains(&format!("// {}\n", misfits[0])), "{}", misfits[0]);
}

#[test]
fn tests_of_ones_own_program() {
    use code::tests_of_your_own_program::example;
    run(example());
}

#[test]
fn batches() {
    let answer = r#"{"responses":[
        {"id":"1","status":201,"body":{"id":"1","givenName":"Ada"}},
        {"id":"2","status":404,"body":{"error":{"code":"ErrorItemNotFound","message":"none"}}}
    ]}"#;
    let (client, server) = client([MockResponse::json(200, answer)]);
    run(code::batches::example(&client));
    assert_eq!(sent(&server), ["POST /v1.0/$batch"]);
    let body: serde_json::Value = serde_json::from_slice(server.requests()[0].body()).expect("JSON");
    assert_eq!(body["requests"][1]["dependsOn"], serde_json::json!(["1"]));
}

#[test]
fn recordings() {
    use code::tests_of_your_own_program_2::{record, replay};
    let server = MockTransport::new().then(MockResponse::json(200, r#"{"id":"1"}"#));
    let (client, recording) = record(builder(&server), server.clone()).expect("a client");
    run(async { Ok(client.send(msgraph::v1_0::contact::delete_mine("1")).await.map(drop)?) });
    assert_eq!(recording.cassette().len(), 1);
    assert!(replay(builder(&server)).is_err(), "there is no such file here");
}
