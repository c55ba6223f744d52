//! The choice of the server of a request.
use crate::runtime as rt;
use crate::runtime::MockTransport;
use crate::support::{Thing, create, get, leak, now, thing};

/// The URL that the request was sent to, or the error.
fn url(
    request: rt::Request<Thing, crate::support::Problem>,
    configure: fn(rt::ClientBuilder) -> rt::ClientBuilder,
) -> Result<String, String> {
    let server = MockTransport::new().then(thing());
    let client =
        configure(rt::Client::builder().transport(server.clone())).build().map_err(|fault| fault.to_string())?;
    let outcome = now(client.send(request)).map_err(|error| error.to_string());
    match server.requests().first() {
        Some(request) => Ok(request.uri().to_string()),
        None => Err(outcome.unwrap_err()),
    }
}

fn at(servers: &[&'static rt::Server]) -> rt::Request<Thing, crate::support::Problem> {
    let operation = rt::Operation {
        id: "op",
        method: rt::Method::GET,
        path: "/x",
        servers: Box::leak(servers.into()),
        ..rt::Operation::EMPTY
    };
    rt::Request::new(leak(operation))
}

#[test]
fn the_first_server_is_used_unless_another_is_chosen() {
    assert_eq!(url(get("1"), |builder| builder).unwrap(), "https://eu.example.com/v1/things/1");
    assert_eq!(url(get("1"), |builder| builder.server("us")).unwrap(), "https://us.example.com/v1/things/1");
    assert_eq!(
        url(get("1").server("us"), |builder| builder.server("eu")).unwrap(),
        "https://us.example.com/v1/things/1"
    );
}

#[test]
fn an_operation_that_the_server_lacks_is_not_sent() {
    let text = "thing_create: server `us` does not have this operation; these have it: eu";
    assert_eq!(url(create(&Thing::named("Ada")), |builder| builder.server("us")).unwrap_err(), text);
    let both = |builder: rt::ClientBuilder| builder.server("us").base_url("http://localhost");
    assert_eq!(url(create(&Thing::named("Ada")), both).unwrap_err(), text);
}

static MAIN: rt::Server = rt::Server::new("main", "https://api.example.com");
static UPLOADS: rt::Server = rt::Server::new("uploads", "https://uploads.example.com");
static UPLOAD: rt::Operation = rt::Operation {
    id: "upload",
    method: rt::Method::GET,
    path: "/x",
    servers: &[&UPLOADS],
    in_place_of: Some(&MAIN),
    ..rt::Operation::EMPTY
};

#[test]
fn an_operation_with_servers_of_its_own_uses_them_if_the_client_names_the_default_one() {
    let upload = || rt::Request::<Thing, crate::support::Problem>::new(&UPLOAD);
    assert_eq!(url(upload(), |builder| builder).unwrap(), "https://uploads.example.com/x");
    assert_eq!(url(upload(), |builder| builder.server("main")).unwrap(), "https://uploads.example.com/x");
    // Another server, such as one of a region or of a sandbox, is a choice: the request must not go elsewhere.
    let text = |server: &str| format!("upload: server `{server}` does not have this operation; these have it: uploads");
    assert_eq!(url(upload(), |builder| builder.server("sandbox")).unwrap_err(), text("sandbox"));
    assert_eq!(url(upload().server("main"), |builder| builder).unwrap_err(), text("main"));
}

#[test]
fn a_base_url_stands_for_the_whole_server_url() {
    assert_eq!(
        url(get("1"), |builder| builder.base_url("http://localhost:8080/api/")).unwrap(),
        "http://localhost:8080/api/things/1"
    );
    assert_eq!(url(get("1").base_url("http://[::1]:80"), |builder| builder).unwrap(), "http://[::1]:80/things/1");
}

#[test]
fn an_origin_keeps_the_path_of_the_server() {
    assert_eq!(
        url(get("1"), |builder| builder.origin("http://localhost:8080")).unwrap(),
        "http://localhost:8080/v1/things/1"
    );
    assert_eq!(
        url(get("1"), |builder| builder.origin("http://localhost:8080").server("us")).unwrap(),
        "http://localhost:8080/v1/things/1"
    );
}

static REGIONAL: rt::Server = rt::Server::new("regional", "https://{region}.example.com/{base}")
    .variables(&[rt::ServerVariable::new("region", "eu", &["eu", "us"]), rt::ServerVariable::new("base", "v1", &[])]);

#[test]
fn variables_have_defaults_and_allowed_values() {
    let request = || at(&[&REGIONAL]);
    assert_eq!(url(request(), |builder| builder).unwrap(), "https://eu.example.com/v1/x");
    assert_eq!(
        url(request(), |builder| builder.server_variable("region", "us").server_variable("base", "a/b")).unwrap(),
        "https://us.example.com/a/b/x"
    );
    assert_eq!(
        url(request(), |builder| builder.server_variable("region", "mars")).unwrap_err(),
        "server `regional`: variable `region` must be one of eu, us, but is `mars`"
    );
    assert_eq!(
        url(request(), |builder| builder.server_variable("base", "x?y")).unwrap_err(),
        "server `regional`: variable `base` has a character that is not allowed there in a URL, but is `x?…`"
    );
}

static RELATIVE: rt::Server = rt::Server::new("relative", "/api/v3");

#[test]
fn a_relative_server_needs_a_host() {
    assert_eq!(
        url(at(&[&RELATIVE]), |builder| builder).unwrap_err(),
        "op: it has only the relative server URL `/api/v3`; \
         build the client with `.base_url(\"https://your.host/api/v3\")`"
    );
    let begins_with_a_name = rt::Server::new("bare", "api/v3");
    let fault = url(at(&[Box::leak(Box::new(begins_with_a_name))]), |builder| builder).unwrap_err();
    assert!(fault.ends_with("`.base_url(\"https://your.host/api/v3\")`"), "{fault}");
    assert_eq!(url(at(&[&RELATIVE]), |builder| builder.origin("https://a.com")).unwrap(), "https://a.com/api/v3/x");
    assert_eq!(
        url(at(&[]), |builder| builder).unwrap_err(),
        "op: the document has no server; build the client with `.base_url(…)`"
    );
}

#[test]
fn a_url_that_cannot_be_sent_to_is_refused_when_the_client_is_built() {
    for (given, shown, reason) in [
        ("localhost:1", "localhost:1", "must begin with https:// or http://"),
        ("https://a.com?x=1", "https://a.com?…", "must not have a query or a fragment"),
        (
            "https://user:pass@a.com",
            "https://…@a.com",
            "must not have a user name or password; set credentials instead",
        ),
        ("https://", "https://", "is not a URL"),
        ("https://a.com:65536", "https://a.com:65536", "must have a port between 0 and 65535"),
        ("https://a,com", "https://a,com", "has a host with a character other than letters, digits, `-`, `_` and `.`"),
    ] {
        let fault = rt::Client::builder().base_url(given).transport(MockTransport::new()).build().unwrap_err();
        assert_eq!(fault, rt::BuildError::Url { url: shown.to_owned(), reason });
    }
}

#[test]
fn a_url_of_one_request_has_no_query_either() {
    let next = "https://eu.example.com/v1/things?$skiptoken=secret";
    let text = "thing_get: base URL `https://eu.example.com/v1/things?…` must not have a query or a fragment";
    assert_eq!(url(get("1").base_url(next), |builder| builder).unwrap_err(), text);
    assert_eq!(get("1").to_http(next).unwrap_err().to_string(), text);
}

#[test]
fn default_headers_go_with_every_request_that_does_not_set_them() {
    let server = MockTransport::new().then(thing()).then(thing());
    let client = rt::Client::builder().transport(server.clone()).default_header("prefer", "a").build().unwrap();
    now(client.send(get("1"))).unwrap();
    now(client.send(get("1").header("Prefer", "b"))).unwrap();
    let requests = server.requests();
    assert_eq!(
        (&requests[0].headers()["prefer"], &requests[1].headers()["prefer"]),
        (&"a".parse().unwrap(), &"b".parse().unwrap())
    );
    assert_eq!(requests[0].headers()["user-agent"], "generator-runtime/0.1.0");
    let fault = rt::Client::builder().default_header("a b", "c").transport(server).build().unwrap_err();
    let text = "default header `a b` cannot be sent: its name or value has a character that is not allowed in a header";
    assert_eq!(fault.to_string(), text);
}

#[test]
fn a_faulty_request_is_not_sent() {
    assert_eq!(
        url(create(&Thing::named("Augusta")), |builder| builder).unwrap_err(),
        "thing_create: body at /name: at most 5 characters are allowed, 7 are given"
    );
}
