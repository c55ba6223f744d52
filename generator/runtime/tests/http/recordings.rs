//! Recorded exchanges: what is removed from them, and what is replayed.
use crate::pages;
use crate::runtime as rt;
use crate::support::{Problem, Thing, answering, create, get, leak, now, thing};
use rt::mock::{Cassette, RecordingTransport, ReplayTransport};
use rt::{MockResponse, MockTransport, Transport};

fn client(transport: impl Transport) -> rt::Client {
    rt::Client::builder().transport(transport).build().unwrap()
}

/// The cassette of a recording, as it is written and read again.
fn again(recording: &RecordingTransport) -> Cassette {
    Cassette::from_json(&recording.cassette().to_json().unwrap()).unwrap()
}

#[test]
fn what_was_recorded_is_replayed_from_a_file() {
    let server = answering(thing()).then(MockResponse::json(201, r#"{"id":"2","name":"Bob"}"#));
    let recording = RecordingTransport::new(server);
    let recorded = client(recording.clone());
    now(recorded.send(get("1"))).unwrap();
    now(recorded.send(create(&Thing::named("Bob")))).unwrap();
    let file = std::env::temp_dir().join(format!("cassette-{}.json", std::process::id()));
    recording.cassette().write(&file).unwrap();
    let cassette = Cassette::read(&file).unwrap();
    std::fs::remove_file(&file).unwrap();
    assert_eq!((cassette.len(), cassette.is_empty()), (2, false));

    let replay = ReplayTransport::new(cassette);
    let replayed = client(replay.clone());
    assert_eq!(now(replayed.send(create(&Thing::named("Bob")))).unwrap().id, "2");
    assert_eq!(
        replay.verify().unwrap_err().to_string(),
        "recorded and not asked: GET https://eu.example.com/v1/things/1".replace("https://eu.example.com", "")
    );
    assert_eq!(now(replayed.send(get("1"))).unwrap().name.as_deref(), Some("Ada"));
    replay.verify().unwrap();
}

#[test]
fn a_request_that_was_not_recorded_is_an_error_that_says_what_is_near() {
    let recording = RecordingTransport::new(answering(thing()).then(thing()));
    now(client(recording.clone()).send(get("1"))).unwrap();
    let replayed = client(ReplayTransport::new(again(&recording)));
    let error = now(replayed.send(get("2"))).unwrap_err().to_string();
    assert!(error.contains("not recorded: GET /v1/things/2 (`thing_get`)"), "{error}");
    assert!(error.contains("the URL ends with `/v1/things/2`, but `/v1/things/1` is recorded"), "{error}");
    now(replayed.send(get("1"))).unwrap();
    let error = now(replayed.send(get("1"))).unwrap_err().to_string();
    assert!(error.contains("which was replayed already"), "{error}");
}

#[test]
fn waits_of_a_replay_take_no_time() {
    let recording =
        RecordingTransport::new(answering(MockResponse::empty(429).header("retry-after", "60")).then(thing()));
    now(client(recording.clone()).send(get("1"))).unwrap();
    assert_eq!(recording.cassette().len(), 2);
    now(client(ReplayTransport::new(again(&recording))).send(get("1"))).unwrap();
}

#[test]
fn a_response_is_replayed_byte_by_byte() {
    let bodies: [(&str, &[u8]); 4] = [
        ("application/json", b"{\n  \"id\": \"1\",\n  \"name\": \"Ada\"\n}"),
        ("application/json", br#"{"id":"1","name":"Ada","n":1.10000000000000000000001}"#),
        ("text/plain", "plain \"text\"\nin lines".as_bytes()),
        ("application/octet-stream", &[0, 159, 146, 150]),
    ];
    for (media_type, body) in bodies {
        let recording = RecordingTransport::new(answering(MockResponse::new(200, media_type, body)));
        let request = || get("1").response_as::<rt::Bytes>();
        now(client(recording.clone()).send(request())).unwrap();
        let replayed = now(client(ReplayTransport::new(again(&recording))).send(request())).unwrap();
        assert_eq!(&replayed[..], body);
    }
}

#[test]
fn a_body_that_is_given_up_is_recorded_and_one_that_breaks_is_not() {
    let kind = rt::TransportErrorKind::Lost;
    let server = MockTransport::new().then(thing()).then(MockResponse::empty(200).chunk("{").cut(kind));
    let recording = RecordingTransport::new(server);
    let client = rt::Client::builder().transport(recording.clone()).retry(rt::RetryPolicy::none()).build().unwrap();
    drop(now(client.open(get("1"))).unwrap());
    now(client.send(get("1"))).unwrap_err();
    assert_eq!(recording.cassette().len(), 1);
}

/// An operation with credentials of each kind.
fn guarded() -> rt::Request<rt::Json, Problem> {
    static BEARER: rt::Scheme = rt::Scheme::bearer("bearer");
    static HEADER: rt::Scheme = rt::Scheme::api_key_header("header", "X-Vendor");
    static QUERY: rt::Scheme = rt::Scheme::api_key_query("query", "vendor");
    static COOKIE: rt::Scheme = rt::Scheme::api_key_cookie("cookie", "session");
    const NEEDS: &[rt::SecurityRequirement] = &[
        rt::SecurityRequirement(&BEARER, &[]),
        rt::SecurityRequirement(&HEADER, &[]),
        rt::SecurityRequirement(&QUERY, &[]),
        rt::SecurityRequirement(&COOKIE, &[]),
    ];
    rt::Request::new(leak(rt::Operation { security: const { &[NEEDS] }, ..crate::support::CREATE }))
}

fn guarded_client(transport: impl Transport, mark: &str) -> rt::Client {
    let token = |kind: &str| rt::StaticToken::new(format!("{kind}-{mark}-value"));
    rt::Client::builder()
        .transport(transport)
        .credential("bearer", token("bearer"))
        .credential("header", token("header"))
        .credential("query", token("query"))
        .credential("cookie", token("cookie"))
        .build()
        .unwrap()
}

#[test]
fn no_secret_is_in_a_cassette() {
    let echo = MockResponse::json(
        201,
        r#"{"echo":"Bearer bearer-first-value","access_token":"issued-token","pin":1234,"code":"kept","of":"issued-token"}"#,
    );
    let echo = echo.header("set-cookie", "session=issued-cookie").header("location", "/next?sig=signature-of-it&a=1");
    let recording = RecordingTransport::new(answering(echo)).secret("PIN").secret("x-own");
    let body = |pin: u32| format!(r#"{{"password":"hunter-two","pin":{pin},"name":"Ada"}}"#);
    let request = |pin| guarded().content("application/json", body(pin)).header("X-Own", "own-secret");
    now(guarded_client(recording.clone(), "first").send(request(1234))).unwrap();
    let text = recording.cassette().to_json().unwrap();
    let secrets = ["first-value", "issued", "hunter", "1234", "signature", "own-secret"];
    for secret in secrets {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
    for kept in ["Ada", "kept", "&a=1", "eu.example.com/v1/things?vendor=(removed)"] {
        assert!(text.contains(kept), "{kept} not in {text}");
    }
    // Another token and another password are the same request, and another name is not.
    let replayed = guarded_client(ReplayTransport::new(Cassette::from_json(&text).unwrap()), "second");
    let other = guarded().content("application/json", r#"{"password":"x","pin":1,"name":"Bob"}"#);
    let error = now(replayed.send(other)).unwrap_err().to_string();
    assert!(error.contains("the body at /name is \"Bob\", but \"Ada\" is expected"), "{error}");
    now(replayed.send(request(77))).unwrap();
}

#[test]
fn credentials_of_well_known_names_are_removed_however_their_words_are_joined() {
    let answer = MockResponse::json(
        201,
        r#"{"id":"1","token":"secret-1","authToken":"secret-2","auth_token":"secret-3","passwd":"secret-4","nextToken":"kept-1",
            "continuationToken":"kept-2","pageToken":"kept-3","nextPageToken":"kept-4","token_type":"kept-5","total_tokens":66}"#,
    );
    let answer = answer
        .header("x-auth-token", "secret-5")
        .header("x-session-token", "secret-6")
        .header("authentication-info", "secret-7")
        .header("proxy-authentication-info", "secret-8")
        .header("location", "https://a.example.com/?code=secret-code-9&state=kept-6#access_token=secret-10&n=kept-7")
        .header(
            "link",
            r#"<https://a.example.com/?token=secret-11&n=kept-8>; rel="next", </b?token=secret-12>; rel="last""#,
        );
    let recording = RecordingTransport::new(answering(answer));
    let request = create(&Thing::named("Ada")).header("X-Amz-Security-Token", "secret-13");
    let request = request.header("X-CSRF-Token", "secret-14").query_pair("token", "secret-15");
    let request = request.query_pair("code", "secret-code-16").query_pair("pageToken", "kept-9");
    now(client(recording.clone()).execute(request)).unwrap();
    let text = recording.cassette().to_json().unwrap();
    assert!(!text.contains("secret-"), "{text}");
    for kept in 1..=9 {
        assert!(text.contains(&format!("kept-{kept}")), "kept-{kept} is not in {text}");
    }
    assert!(
        text.contains(r#"<https://a.example.com/?token=(removed)&n=kept-8>; rel=\"next\", </b?token=(removed)>; rel"#)
    );
}

#[test]
fn a_short_code_of_a_url_is_no_credential() {
    let recording = RecordingTransport::new(answering(MockResponse::json(201, r#"{"id":"1"}"#)));
    now(client(recording.clone()).send(create(&Thing::named("Ada")).query_pair("code", "DE"))).unwrap();
    assert!(recording.cassette().to_json().unwrap().contains("?code=DE"));
}

#[test]
fn pages_whose_cursor_is_called_a_token_are_replayed() {
    let (from, to) = (rt::CursorSource::Body("/token"), rt::PageParam::Query("token"));
    let paging = rt::Paging::new(rt::NextPage::Cursor { from, to }).items("/value");
    let ids = |transport: &dyn Fn() -> rt::Client| {
        let mut items = pages::request(paging).items(&transport());
        let next = || now(items.next()).map(|thing| thing.unwrap().id);
        std::iter::from_fn(next).collect::<Vec<_>>()
    };
    let server = pages::server([
        pages::page(&["1"], r#","token":"cursor-first""#),
        pages::page(&["2"], r#","token":"cursor-second""#),
        pages::page(&["3"], ""),
    ]);
    let recording = RecordingTransport::new(server);
    assert_eq!(ids(&|| client(recording.clone())), ["1", "2", "3"]);
    assert_eq!(ids(&|| client(ReplayTransport::new(again(&recording)))), ["1", "2", "3"]);
}

#[test]
fn the_secrets_of_a_form_are_removed() {
    let recording = RecordingTransport::new(answering(MockResponse::json(201, r#"{"id":"1"}"#)));
    let form =
        "grant_type=authorization_code&code=the-code-itself&client_secret=the-secret&redirect_uri=https%3A%2F%2Fa";
    let request = create(&Thing::named("A")).content("application/x-www-form-urlencoded", form);
    now(client(recording.clone()).send(request)).unwrap();
    let text = recording.cassette().to_json().unwrap();
    assert!(!text.contains("the-"), "{text}");
    assert!(
        text.contains("grant_type=authorization_code&code=(removed)&client_secret=(removed)&redirect_uri="),
        "{text}"
    );
}

#[test]
fn text_that_is_no_cassette_is_told() {
    let fault = |text: &str| Cassette::from_json(text).unwrap_err().to_string();
    assert_eq!(
        fault(r#"{"version":2,"secrets":[],"exchanges":[]}"#),
        "the text is not a cassette: its version is 2, and this crate knows version 1; record it again"
    );
    assert!(fault(r#"{"version":1,"secrets":[],"exchanges":[{}]}"#).contains("exchange 0: `request` is missing"));
    assert!(fault("[").starts_with("the text is not a cassette: "));
    let missing = Cassette::read("/no/such/cassette.json").unwrap_err();
    assert!(missing.to_string().starts_with("the cassette cannot be read or written: "), "{missing}");
}

/// A body with a member of the format `password`.
pub struct Login {
    pub user: String,
    pub pin: rt::Secret,
}
rt::record! { Login = "login" { user = required "user"; pin = required "pin"; } }

#[test]
fn what_the_document_calls_a_password_is_removed_however_short_it_is() {
    let recording = RecordingTransport::new(answering(MockResponse::json(201, r#"{"id":"1","name":"0000"}"#)));
    let login = Login { user: "ada".into(), pin: "0000".into() };
    let request = rt::Request::<Thing, Problem>::new(&crate::support::CREATE).body(0, &login);
    now(client(recording.clone()).send(request.query_pair("pin", "0000"))).unwrap();
    let text = recording.cassette().to_json().unwrap();
    assert!(!text.contains("0000"), "{text}");
    assert!(text.contains(r#"{"pin":"(removed)","user":"ada"}"#) && text.contains("?pin=(removed)"), "{text}");
}

/// A recording of an exchange whose request has these values and whose response is this.
fn exchange(response: MockResponse) -> String {
    let recording = RecordingTransport::new(answering(response)).secret("notes");
    let recorded = client(recording.clone());
    now(recorded.send(recorded.get("/v1/things").response_as::<bytes::Bytes>())).unwrap();
    recording.cassette().to_json().unwrap()
}

#[test]
fn a_secret_is_removed_in_each_kind_of_body() {
    let bodies = [
        // A URL in a member, a value that is no text, and JSON in a text.
        (
            "application/json",
            r#"{"kept":1,"url":"https://a.example.com/?a=1&X-Amz-Signature=hidden-1&sig=hidden%2F2"}"#,
        ),
        ("application/json", r#"{"kept":1,"secret":["hidden-1"],"notes":{"deep":[{"a":"hidden-2","b":8912734}]}}"#),
        ("application/json", r#"{"kept":1,"text":"{\"password\": \"hidden-1\"}"}"#),
        (
            "application/json",
            r#"{"kept":1,"secret_key":"hidden-1","oauth_token":"hidden-2","authorization":"hidden-3","hook_secret":"hidden-4"}"#,
        ),
        (
            "application/json",
            r#"{"kept":1,"pwd":"hidden-1","otp":"hidden-2","bearer":"hidden-3","accessKey":"hidden-4"}"#,
        ),
        // JSON that is not read whole.
        ("application/json", r#"{"kept":1,"access_token":"hidden-1 with \" a quote","password":"hidden-2"#),
        ("application/x-ndjson", "{\"kept\":1,\"access_token\":\"hidden-1\"}\n{\"pin\":1,\"notes\":8912734}\n"),
        ("text/event-stream", "data: {\"kept\":1,\"access_token\" : \"hidden-1\"}\n\n"),
        ("text/plain", r#"5" of kept pipe: "token": "hidden-1""#),
        // XML.
        (
            "application/xml",
            r#"<a:kept><n:password x="1">hidden-1</n:password><b token='x' secret = "hidden-2"/></a:kept>"#,
        ),
        ("text/xml", "<kept><Token><![CDATA[hidden-1]]></Token><token><inner>kept</inner></token></kept>"),
    ];
    for (media_type, body) in bodies {
        let text = exchange(MockResponse::new(200, media_type, body));
        assert!(!text.contains("hidden") && !text.contains("8912734") && text.contains("kept"), "{text}");
    }
}

#[test]
fn a_value_that_is_removed_is_removed_as_others_write_it() {
    let answer =
        MockResponse::json(200, r#"{"a":"of-the-cookie","b":"of-the-header","c":"https://a/?q=of%2fthe+url%21"}"#);
    let answer = answer.header("set-cookie", "s=of-the-cookie; Path=/kept").header("x-auth-token", "of-the-header");
    let recording = RecordingTransport::new(answering(answer));
    let recorded = client(recording.clone());
    let request = recorded.get("/v1/things").query_pair("token", "of/the url!").header("cookie", "t=of-the-request");
    now(recorded.send(request)).unwrap();
    let text = recording.cassette().to_json().unwrap();
    assert!(!text.contains("of-the") && !text.contains("of%2fthe") && !text.contains("of%2Fthe"), "{text}");
    // A value that is a part of another one leaves nothing of it.
    let both =
        MockResponse::json(200, r#"{"token":"one-secret","password":"one-secret-more","c":"say one-secret-more"}"#);
    let text = exchange(both);
    assert!(!text.contains("more") && text.contains(r#""say (removed)""#), "{text}");
}

#[test]
fn passwords_are_removed_from_paths_headers_and_parts_however_short_they_are() {
    let path = |pin: &str| {
        let request = rt::Request::<Thing, Problem>::new(&crate::support::GET).arg(&rt::Secret::from(pin));
        let part = |name: &str, value: &str| {
            format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        };
        let body = [part("kept", "1"), part("password", "hid"), part("other", pin), "--b--\r\n".to_owned()].concat();
        request.content("multipart/form-data; boundary=b", [body.as_bytes(), &[0xff]].concat()).header("x-pin", pin)
    };
    let recording = RecordingTransport::new(answering(thing()));
    now(client(recording.clone()).send(path("hi/d"))).unwrap();
    let text = recording.cassette().to_json().unwrap();
    assert!(text.contains("/things/(removed)\"") && text.contains(r#"["x-pin","(removed)"]"#), "{text}");
    let body = text.split_once("\"base64\": \"").and_then(|(_, rest)| rest.split('"').next()).unwrap().to_owned();
    let body = body.parse::<rt::Base64>().unwrap().decode().unwrap();
    let body = String::from_utf8_lossy(&body).into_owned();
    assert!(!body.contains("hid") && !body.contains("hi/d") && body.contains("\"kept\"\r\n\r\n1\r\n"), "{body}");
    // Another password is the same request.
    now(client(ReplayTransport::new(Cassette::from_json(&text).unwrap())).send(path("pin2"))).unwrap();
}
