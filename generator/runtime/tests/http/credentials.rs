//! The credentials of a single request, and the hosts that credentials are not sent to.
use crate::runtime as rt;
use crate::runtime::{MockResponse, MockTransport};
use crate::support::{DONE, EU, leak, now};
use rt::{Param, Scheme, SecurityRequirement, StaticToken, token_fn};

static DELEGATED: Scheme = Scheme::bearer("delegated");
static APPLICATION: Scheme = Scheme::bearer("application");
static BASIC: Scheme = Scheme::basic("basic");
static DIGEST: Scheme = Scheme::http("digest", "Digest");
static KEY: Scheme = Scheme::api_key_header("key", "X-Key");
static QUERY: Scheme = Scheme::api_key_query("query", "api_key");
static COOKIE: Scheme = Scheme::api_key_cookie("cookie", "session");

type Alternatives = &'static [&'static [SecurityRequirement]];
const BEARER: Alternatives = &[&[SecurityRequirement(&DELEGATED, &[])], &[SecurityRequirement(&APPLICATION, &[])]];
const KEYED: Alternatives = &[&[SecurityRequirement(&KEY, &[])]];
const BOTH: Alternatives = &[&[SecurityRequirement(&APPLICATION, &[]), SecurityRequirement(&KEY, &[])]];
const OPTIONAL: Alternatives = &[&[], &[SecurityRequirement(&APPLICATION, &[])]];
const OPEN: Alternatives = &[];
const EACH: &[&Scheme] = &[&DELEGATED, &BASIC, &DIGEST, &KEY, &QUERY, &COOKIE];

type Call = rt::Request<(), ()>;

static OPERATION: rt::Operation = rt::Operation {
    id: "op",
    method: rt::Method::GET,
    path: "/x",
    responses: DONE,
    servers: &[&EU],
    ..rt::Operation::EMPTY
};

fn request(security: Alternatives) -> Call {
    rt::Request::new(leak(rt::Operation { security, ..OPERATION }))
}

/// A request that needs this scheme.
fn needing(scheme: &'static Scheme) -> Call {
    request(vec![&*vec![SecurityRequirement(scheme, &[])].leak()].leak())
}

/// The result of a client with a token for each of these schemes; the token is the name of the scheme.
fn send(schemes: &[&'static str], request: Call) -> Result<http::Request<rt::Bytes>, String> {
    send_with(schemes, request, |builder| builder)
}

fn send_with(
    schemes: &[&'static str],
    request: Call,
    configure: impl FnOnce(rt::ClientBuilder) -> rt::ClientBuilder,
) -> Result<http::Request<rt::Bytes>, String> {
    let server = MockTransport::new().then(MockResponse::empty(204));
    let builder = configure(rt::Client::builder().transport(server.clone()));
    let with = |builder: rt::ClientBuilder, name: &&'static str| builder.credential(*name, StaticToken::new(*name));
    let client = schemes.iter().fold(builder, with).build().unwrap();
    let outcome = now(client.send(request));
    server.requests().into_iter().next().ok_or_else(|| outcome.unwrap_err().to_string())
}

fn header(sent: &http::Request<rt::Bytes>, name: &str) -> Option<String> {
    let values: Vec<_> = sent.headers().get_all(name).iter().map(|value| value.to_str().unwrap()).collect();
    assert!(values.len() < 2, "{values:?}");
    values.first().map(|value| (*value).to_owned())
}

fn authorization(schemes: &[&'static str], request: Call) -> Option<String> {
    header(&send(schemes, request).unwrap(), "authorization")
}

fn bearer(token: &str) -> Option<String> {
    Some(format!("Bearer {token}"))
}

#[test]
fn a_user_name_with_a_colon_is_not_sent_as_another_one() {
    let with = |user, password| needing(&BASIC).credential("basic", rt::BasicCredentials::new(user, password));
    let fault = send(&[], with("a:b", "c")).unwrap_err();
    assert_eq!(
        fault,
        "GET /x: no token for security scheme `basic`: the user name has a colon, which RFC 7617 does not allow"
    );
    let sent = header(&send(&[], with("a", "b:c")).unwrap(), "authorization");
    assert_eq!(sent.as_deref(), Some("Basic YTpiOmM="), "a password may have one");
}

/// Crates that share a runtime may have schemes of one name.
#[test]
fn the_credential_for_a_scheme_of_one_crate_is_not_sent_for_that_of_another() {
    static OURS: Scheme = Scheme::bearer("token").of_crate("ours");
    static THEIRS: Scheme = Scheme::bearer("token").of_crate("theirs");
    let ours = |builder: rt::ClientBuilder| builder.credential(&OURS, StaticToken::new("a"));
    let sent = |configure: &dyn Fn(rt::ClientBuilder) -> rt::ClientBuilder, scheme| {
        send_with(&[], needing(scheme), configure).map(|sent| header(&sent, "authorization"))
    };
    assert_eq!(sent(&ours, &OURS), Ok(bearer("a")));
    assert_eq!(
        sent(&ours, &THEIRS).unwrap_err(),
        "op: there are no credentials for this operation; it accepts token of theirs; the client has token of ours"
    );
    let both = |builder| ours(builder).credential(&THEIRS, StaticToken::new("b"));
    assert_eq!([sent(&both, &OURS), sent(&both, &THEIRS)], [Ok(bearer("a")), Ok(bearer("b"))]);
    // A name alone is that of all; what is said of one goes before it.
    let all = |builder| ours(builder).credential("token", StaticToken::new("c"));
    assert_eq!([sent(&all, &OURS), sent(&all, &THEIRS)], [Ok(bearer("a")), Ok(bearer("c"))]);
}

#[test]
fn the_credential_of_a_request_wins_and_is_enough() {
    let own = || request(BEARER).credential("application", StaticToken::new("mine"));
    assert_eq!(authorization(&["application"], own()), bearer("mine"));
    assert_eq!(authorization(&["delegated"], own()), bearer("mine"), "a better alternative of the client does not win");
    assert_eq!(authorization(&[], own()), bearer("mine"));
    let twice = own().credential(&APPLICATION, StaticToken::new("later"));
    assert_eq!(authorization(&[], twice), bearer("later"));
    let basic = needing(&BASIC).credential("basic", rt::BasicCredentials::new("user", "pass"));
    assert_eq!(authorization(&["basic"], basic), Some("Basic dXNlcjpwYXNz".to_owned()));
    let optional = request(OPTIONAL).credential("application", StaticToken::new("mine"));
    assert_eq!(authorization(&[], optional), bearer("mine"));
}

#[test]
fn two_tenants_share_a_client() {
    let server = MockTransport::new().then(MockResponse::empty(204)).then(MockResponse::empty(204));
    let client = rt::Client::builder().transport(server.clone()).build().unwrap();
    for tenant in ["one", "two"] {
        now(client.send(request(BEARER).credential("delegated", StaticToken::new(tenant)))).unwrap();
    }
    let sent: Vec<_> = server.requests().iter().map(|sent| header(sent, "authorization")).collect();
    assert_eq!(sent, [bearer("one"), bearer("two")]);
}

#[test]
fn what_a_request_lacks_for_an_alternative_is_of_the_client() {
    let sent = send(&["key"], request(BOTH).credential("application", StaticToken::new("mine"))).unwrap();
    assert_eq!((header(&sent, "authorization"), header(&sent, "x-key")), (bearer("mine"), Some("key".to_owned())));
    let fault = send(&[], request(BOTH).credential("application", StaticToken::new("mine"))).unwrap_err();
    let text =
        "op: there are no credentials for this operation; it accepts application with key; the client has application";
    assert_eq!(fault, text);
}

#[test]
fn a_credential_that_the_operation_does_not_take_is_refused() {
    let own = |security| request(security).credential("basic", StaticToken::new("mine"));
    assert_eq!(
        send(&["delegated"], own(BEARER)).unwrap_err(),
        "op: the request has a credential for security scheme `basic`, but the operation accepts delegated or application"
    );
    assert_eq!(
        send(&[], own(OPEN)).unwrap_err(),
        "op: the request has a credential for security scheme `basic`, but the operation accepts none"
    );
}

#[test]
fn a_token_of_a_request_is_renewed_too() {
    let refused = MockResponse::empty(401);
    let server = MockTransport::new().then(refused).then(MockResponse::empty(204));
    let client = rt::Client::builder().transport(server.clone()).build().unwrap();
    let provider = token_fn(|asked: rt::TokenRequest| async move {
        Ok::<_, rt::TokenError>(if asked.refresh { "new" } else { "old" })
    });
    now(client.send(request(BEARER).credential("delegated", provider))).unwrap();
    assert_eq!(header(&server.requests()[1], "authorization"), bearer("new"));
}

#[test]
fn a_header_of_a_request_wins_and_is_enough() {
    for security in [BEARER, BOTH, OPTIONAL, OPEN, KEYED] {
        for schemes in [[].as_slice(), &["delegated", "application", "key"]] {
            let own = request(security).header("Authorization", "Custom mine");
            let sent = send(schemes, own);
            assert_eq!(header(&sent.unwrap(), "authorization"), Some("Custom mine".to_owned()));
        }
    }
    let sent = send(&["key", "application"], request(BOTH).header("authorization", "mine")).unwrap();
    assert_eq!(header(&sent, "x-key"), Some("key".to_owned()), "the other scheme is still of the client");
    for schemes in [[].as_slice(), &["key"]] {
        let sent = send(schemes, request(KEYED).header("x-KEY", "mine")).unwrap();
        assert_eq!(header(&sent, "x-key"), Some("mine".to_owned()));
    }
}

struct Args {
    key: Option<String>,
    query: Option<String>,
    session: Option<String>,
}
rt::record! { Args: Default = "args" { key = "key"; query = "query"; session = "session"; } }

#[test]
fn a_parameter_in_the_place_of_a_credential_is_the_credential() {
    const PARAMS: &[Param] = &[Param::Header("X-Key"), Param::Query("api_key"), Param::Cookie("session")];
    let filled = |mine: Option<&str>| {
        let mine = mine.map(str::to_owned);
        Args { key: mine.clone(), query: mine.clone(), session: mine }
    };
    for scheme in [&KEY, &QUERY, &COOKIE] {
        let needs: Alternatives = vec![&*vec![SecurityRequirement(scheme, &[])].leak()].leak();
        let call = |mine| {
            Call::new(leak(rt::Operation { params: PARAMS, ..rt::Operation { security: needs, ..OPERATION } }))
                .args(&filled(mine))
        };
        for schemes in [[].as_slice(), &["key", "query", "cookie"]] {
            let sent = send(schemes, call(Some("mine"))).unwrap();
            let got = (header(&sent, "x-key"), sent.uri().query(), header(&sent, "cookie"));
            let mine = (Some("mine".to_owned()), Some("api_key=mine"), Some("session=mine".to_owned()));
            assert_eq!(got, mine, "once, and the request's own");
        }
        assert!(send(&[], call(None)).unwrap_err().contains("no credentials"));
    }
}

#[test]
fn an_anonymous_request_has_no_credentials() {
    for security in [BEARER, BOTH, OPTIONAL, OPEN, KEYED] {
        for schemes in [[].as_slice(), &["delegated", "application", "key"]] {
            let anonymous = request(security).credential("application", StaticToken::new("mine")).anonymous();
            let sent = send_with(schemes, anonymous, |builder| {
                builder.default_header("authorization", "default").default_header("x-key", "default")
            });
            let sent = sent.unwrap();
            assert_eq!(header(&sent, "authorization"), None);
            if security == BOTH || security == KEYED {
                assert_eq!(header(&sent, "x-key"), None);
            }
        }
    }
    let anonymous = request(BEARER).anonymous().base_url("http://elsewhere.example.com");
    assert!(send(&["delegated"], anonymous).is_ok(), "nothing to keep from that host");
    let later = request(BEARER).anonymous().credential("delegated", StaticToken::new("mine"));
    assert_eq!(authorization(&[], later), bearer("mine"));
}

#[test]
fn a_default_header_may_be_the_credential() {
    let send = |request| send_with(&[], request, |builder| builder.default_header("authorization", "default"));
    assert_eq!(header(&send(request(BEARER)).unwrap(), "authorization"), Some("default".to_owned()));
    let own = request(BEARER).header("authorization", "mine");
    assert_eq!(header(&send(own).unwrap(), "authorization"), Some("mine".to_owned()));
    let own = request(BEARER).credential("delegated", StaticToken::new("mine"));
    assert_eq!(header(&send(own).unwrap(), "authorization"), bearer("mine"));
    assert!(send(request(KEYED)).unwrap_err().contains("no credentials for this operation; it accepts key"));
    let fault = send(request(BEARER).base_url("https://evil.example.com")).unwrap_err();
    assert!(fault.contains("credentials are not sent to https://evil.example.com:443"), "{fault}");
}

/// A request for each way of setting a credential of its own.
fn own() -> Vec<Call> {
    let schemes = EACH.iter().map(|scheme| needing(scheme).credential(*scheme, StaticToken::new("mine")));
    let headers = [
        request(BEARER).header("authorization", "mine"),
        request(OPTIONAL).header("authorization", "mine"),
        request(OPEN).header("authorization", "mine"),
        request(OPEN).header("proxy-authorization", "mine"),
        request(OPEN).header("cookie", "session=mine"),
        request(KEYED).header("x-key", "mine"),
        request(BEARER).anonymous().header("authorization", "mine"),
        request(OPTIONAL).credential("application", StaticToken::new("mine")),
    ];
    schemes.chain(headers).collect()
}

#[test]
fn the_credentials_of_a_request_go_to_configured_hosts_only() {
    for request in own() {
        let text = "op: credentials are not sent to https://evil.example.com:443, which is not a configured server; \
                    allow it with `.trusted_host(…)`";
        assert_eq!(send(&[], request.clone().base_url("https://evil.example.com/x")).unwrap_err(), text);
        for url in ["http://eu.example.com", "http://localhost:1", "https://eu.example.com.evil.com"] {
            assert!(send(&[], request.clone().base_url(url)).is_err(), "{url}");
        }
        assert!(send(&[], request.clone().base_url("https://eu.example.com/other")).is_ok());
        let trust = |builder: rt::ClientBuilder| builder.trusted_host("evil.example.com");
        assert!(send_with(&[], request.base_url("https://evil.example.com/x"), trust).is_ok());
    }
}

#[test]
fn credentials_go_over_plain_http_to_this_machine_only() {
    let names = ["delegated", "basic", "digest", "key", "query", "cookie"];
    let mut calls: Vec<(Vec<&'static str>, Call)> =
        EACH.iter().map(|scheme| (names.to_vec(), needing(scheme))).collect();
    calls.extend(own().into_iter().map(|call| (Vec::new(), call)));
    for (schemes, call) in calls {
        let at = |url: &str| send_with(&schemes, call.clone(), |builder| builder.base_url(url)).map(|_| ());
        let text = "op: credentials are not sent to http://api.example.com:80, because the connection is not encrypted; \
                    use https, or allow it with `ClientBuilder::allow_plain_http_credentials()`";
        assert_eq!(at("http://api.example.com/v1"), Err(text.to_owned()));
        for url in [
            "http://10.0.0.1",
            "http://localhost.example.com",
            "http://notlocalhost",
            "http://127.0.0.1.example.com",
            "http://128.0.0.1",
            "http://0.0.0.0",
            "http://[::2]",
            "http://[::ffff:7f00:1]",
        ] {
            assert!(at(url).unwrap_err().contains("the connection is not encrypted"), "{url}");
        }
        for url in [
            "http://localhost:8080",
            "http://LOCALHOST",
            "http://api.localhost:1",
            "http://127.0.0.1:1",
            "http://127.255.255.254",
            "http://[::1]:1",
            "https://api.example.com",
        ] {
            assert_eq!(at(url), Ok(()), "{url}");
        }
        let allowed =
            |builder: rt::ClientBuilder| builder.base_url("http://api.example.com").allow_plain_http_credentials();
        assert!(send_with(&schemes, call.clone(), allowed).is_ok());
        let origin = |builder: rt::ClientBuilder| builder.origin("http://api.example.com");
        assert!(send_with(&schemes, call, origin).is_err(), "an origin is no other way");
    }
    let at_http = |builder: rt::ClientBuilder| builder.base_url("http://api.example.com");
    assert!(send_with(&["application"], request(OPEN), at_http).is_ok(), "nothing to read");
    assert!(send_with(&[], request(OPTIONAL), at_http).is_ok());
    assert!(send_with(&["application"], request(OPTIONAL), at_http).is_err(), "never left out without a word");
    let default = |builder: rt::ClientBuilder| at_http(builder).default_header("Authorization", "default");
    assert!(send_with(&[], request(OPEN), default).unwrap_err().contains("the connection is not encrypted"));
    assert!(send_with(&[], request(OPEN).anonymous(), default).is_ok());
}

#[test]
fn a_cookie_credential_is_sent_as_it_is() {
    let cookie = |token: &'static str| {
        send_with(&[], needing(&COOKIE).credential("cookie", StaticToken::new(token)), |builder| builder)
            .map(|sent| header(&sent, "cookie").unwrap())
    };
    for token in ["s%3Aabc.d/e+f==", "a:b", "\"quoted\"", "!#$%&'()*+-./:<=>?@[]^_`{|}~", ""] {
        assert_eq!(cookie(token), Ok(format!("session={token}")));
    }
    for token in ["a;b", "a; admin=1", "a b", "a,b", "a\"b", "\"", "\"a", "a\\b", "é", "a\tb", "a\r\nb", "a\u{7f}"] {
        let text =
            "op: the credential of security scheme `cookie` has a character that is not allowed in a cookie (RFC 6265)";
        assert_eq!(cookie(token), Err(text.to_owned()), "{token:?}");
    }
    static ODD: Scheme = Scheme::api_key_cookie("odd", "a; b");
    let fault = send(&[], needing(&ODD).credential("odd", StaticToken::new("t"))).unwrap_err();
    assert_eq!(fault, "op: the credential of security scheme `odd` has no valid cookie name");
}

#[test]
fn the_name_of_a_cookie_gives_no_other_cookie() {
    const PARAMS: &[Param] = &[Param::Header("X-Other"), Param::Query("q"), Param::Cookie("a=1; admin")];
    let args = Args { key: None, query: None, session: Some("x".to_owned()) };
    let request = Call::new(leak(rt::Operation { params: PARAMS, ..OPERATION })).args(&args);
    assert_eq!(request.headers()["cookie"], "a%3D1%3B%20admin=x");
}

#[test]
fn cookies_stand_beside_one_another() {
    const PARAMS: &[Param] = &[Param::Header("X-Other"), Param::Query("q"), Param::Cookie("theme")];
    let needs: Alternatives = vec![&*vec![SecurityRequirement(&COOKIE, &[])].leak()].leak();
    let call = || {
        let args = Args { key: None, query: None, session: Some("dark&é".to_owned()) };
        Call::new(leak(rt::Operation { params: PARAMS, ..rt::Operation { security: needs, ..OPERATION } })).args(&args)
    };
    let sent = |call| header(&send(&["cookie"], call).unwrap(), "cookie").unwrap();
    assert_eq!(sent(call()), "theme=dark%26%C3%A9; session=cookie", "parameters are encoded, as OpenAPI says");
    assert_eq!(sent(call().header("cookie", "a=1;b=2")), "a=1;b=2; theme=dark%26%C3%A9; session=cookie");
    assert_eq!(sent(call().header("Cookie", "theme=light; session=mine")), "theme=light; session=mine");
    let default = |builder: rt::ClientBuilder| builder.default_header("cookie", "theme=default; track=no");
    let sent = send_with(&["cookie"], call(), default).unwrap();
    assert_eq!(header(&sent, "cookie").unwrap(), "theme=dark%26%C3%A9; session=cookie; track=no");
}
