//! Variables of server URLs. Neither a caller nor a document can send a request to a host that the template does not
//! allow.
use crate::runtime as rt;
use crate::runtime::{MockResponse, MockTransport};
use crate::support::{DONE, EU, leak, now};
use rt::{Scheme, SecurityRequirement, Server, ServerVariable, StaticToken};

static TOKEN: Scheme = Scheme::bearer("token");
const SECURED: &[&[SecurityRequirement]] = &[&[SecurityRequirement(&TOKEN, &[])]];

/// Makes a server with this template, and variables with these names and defaults.
fn server(template: &'static str, variables: &[(&'static str, &'static str)]) -> Server {
    let variables: Vec<_> = variables.iter().map(|(name, default)| ServerVariable::new(name, default, &[])).collect();
    Server::new("server", template).variables(Vec::leak(variables))
}

fn request(servers: &[&'static Server]) -> rt::Request<(), ()> {
    let operation = rt::Operation {
        id: "op",
        method: rt::Method::GET,
        path: "/x",
        responses: DONE,
        security: SECURED,
        servers: Box::leak(servers.into()),
        ..rt::Operation::EMPTY
    };
    rt::Request::new(leak(operation))
}

/// The URL that the token is sent to with these values, or the error.
fn sent(server: Server, values: &[(&str, &str)]) -> Result<String, String> {
    let memory = MockTransport::new().then(MockResponse::empty(204));
    let builder = rt::Client::builder().transport(memory.clone()).credential("token", StaticToken::new("t"));
    let builder = values.iter().fold(builder, |builder, (name, value)| builder.server_variable(*name, *value));
    let outcome = now(builder.build().unwrap().send(request(&[Box::leak(Box::new(server))])));
    match memory.requests().first() {
        Some(request) => {
            assert_eq!(request.headers()["authorization"], "Bearer t");
            Ok(request.uri().to_string())
        }
        None => Err(outcome.unwrap_err().to_string()),
    }
}

/// Values that would change the host of a URL, if they were accepted as a part of a host.
const STEERING: &[&str] = &[
    "evil.com/",
    "evil.com/v1/",
    "/evil.com",
    "//evil.com/",
    "evil.com:443/",
    "evil.com:",
    ":8443",
    "evil.com:443",
    "x@evil.com/",
    "user:pass@evil",
    "@evil.com",
    "evil.com?",
    "evil.com#",
    "evil.com\\",
    "evil.com%2f",
    "evil.com%5c",
    "%65vil.com",
    "evil.com ",
    " evil",
    "evil\t",
    "evil\r\nHost: a",
    "evil\u{0}",
    "[::1]",
    "[::1",
    "]",
    "{region}",
    "https://evil.com/",
    "http://evil.com",
    "bücher",
    "evil\u{3002}com",
    "evil\u{ff0f}",
    "evil\u{202e}",
    "a,b",
    "a;b",
    "a=b",
    "a&b",
    "$(a)",
    "*",
    "~",
];

#[test]
fn a_part_of_a_host_is_no_other_host() {
    let template = || server("https://{tenant}.example.com/v1", &[("tenant", "eu")]);
    for value in STEERING {
        let fault = sent(template(), &[("tenant", value)]).unwrap_err();
        let rule = "server `server`: variable `tenant` must consist of letters, digits, `-`, `_` and `.`, \
                    because it is a part of the host, but is ";
        assert!(fault.starts_with(rule), "{value:?}: {fault}");
    }
    for (value, host) in [("us", "us"), ("a.b", "a.b"), ("A-1_b", "A-1_b"), ("xn--bcher-kva", "xn--bcher-kva")] {
        let url = format!("https://{host}.example.com/v1/x");
        assert_eq!(sent(template(), &[("tenant", value)]), Ok(url));
    }
    for template in ["https://api.{tenant}/v1", "https://api-{tenant}.example.com", "https://{tenant}{tenant}.com"] {
        for value in STEERING {
            let fault = sent(server(template, &[("tenant", "eu")]), &[("tenant", value)]).unwrap_err();
            assert!(fault.contains("it is a part of the host"), "{template} {value:?}: {fault}");
        }
    }
}

#[test]
fn no_part_of_a_host_is_left_empty() {
    for (template, values) in [
        ("https://{tenant}.example.com/v1", ["", ".", "a.", ".a", "a..b"].as_slice()),
        ("https://api.{tenant}.example.com/v1", &["", ".", "a.", ".a", "a..b", ".."]),
        ("https://api.{tenant}", &["", "."]),
        ("https://{tenant}/v1", &["a..b", ".a", "a.", "."]),
    ] {
        for value in values {
            let fault = sent(server(template, &[("tenant", "eu")]), &[("tenant", value)]).unwrap_err();
            let text = "server `server`: variable `tenant` must not leave a part of the host empty";
            assert!(fault.starts_with(text), "{template} {value:?}: {fault}");
        }
    }
    // A variable may be empty if the text around it is a complete part of a host.
    let template = server("https://api{suffix}.example.com", &[("suffix", "")]);
    assert_eq!(sent(template, &[]), Ok("https://api.example.com/x".to_owned()));
    assert_eq!(sent(template, &[("suffix", "-test")]), Ok("https://api-test.example.com/x".to_owned()));
}

#[test]
fn a_whole_host_is_a_host_with_a_port_or_without() {
    let template = || server("https://{host}/v1", &[("host", "api.example.com")]);
    for (value, host) in [
        ("mine.example.org", "mine.example.org"),
        ("mine.example.org:8443", "mine.example.org:8443"),
        ("127.0.0.1:1", "127.0.0.1:1"),
        ("[::1]:8080", "[::1]:8080"),
        ("localhost", "localhost"),
    ] {
        assert_eq!(sent(template(), &[("host", value)]), Ok(format!("https://{host}/v1/x")));
    }
    let hosts = ["evil.com:443", "[::1]"];
    let more = ["", ":443", "a:b", "a:65536", "a:-1", "a:+1", "a:1:2", "[::1]x", "[]", "[a]", "a/b", "u:p@h"];
    for value in STEERING.iter().filter(|value| !hosts.contains(value)).chain(&more) {
        let fault = sent(template(), &[("host", value)]).unwrap_err();
        assert!(fault.contains("variable `host` must be a host, with a port or without"), "{value:?}: {fault}");
    }
}

#[test]
fn a_host_before_a_port_has_none_of_its_own() {
    let template = || server("https://{host}:{port}/v1", &[("host", "api.example.com"), ("port", "443")]);
    assert_eq!(sent(template(), &[]), Ok("https://api.example.com:443/v1/x".to_owned()));
    assert_eq!(sent(template(), &[("host", "[::1]"), ("port", "0")]), Ok("https://[::1]:0/v1/x".to_owned()));
    for value in ["a:1", "a:", "[::1]:1", "evil.com:443/"] {
        let fault = sent(template(), &[("host", value)]).unwrap_err();
        assert!(fault.contains("variable `host` must be a host"), "{value:?}: {fault}");
    }
}

#[test]
fn a_port_is_a_number() {
    let template = || server("https://api.example.com:{port}/v1", &[("port", "443")]);
    for port in ["0", "1", "443", "65535", "00080"] {
        assert_eq!(sent(template(), &[("port", port)]), Ok(format!("https://api.example.com:{port}/v1/x")));
    }
    for value in STEERING.iter().chain(&["", "65536", "-1", "+1", "1.0", "0x1", "1@evil.com", "1/..", "٣"]) {
        let fault = sent(template(), &[("port", value)]).unwrap_err();
        assert!(fault.contains("variable `port` must be a port, a number up to 65535"), "{value:?}: {fault}");
    }
}

#[test]
fn a_scheme_is_http_or_https() {
    let template = || server("{scheme}://localhost/v1", &[("scheme", "https")]);
    assert_eq!(sent(template(), &[]), Ok("https://localhost/v1/x".to_owned()));
    assert_eq!(sent(template(), &[("scheme", "http")]), Ok("http://localhost/v1/x".to_owned()));
    for value in STEERING.iter().chain(&["", "HTTPS", "ftp", "https:", "https://evil.com/", "file", "http ", "httpss"])
    {
        let fault = sent(template(), &[("scheme", value)]).unwrap_err();
        assert!(fault.contains("variable `scheme` must be http or https"), "{value:?}: {fault}");
    }
}

#[test]
fn a_part_of_the_path_stays_in_the_path() {
    let template = || server("https://example.com/{base}/api", &[("base", "v1")]);
    for value in ["v2", "a/b", "a:b@c", "a%20b", "", "a...b", "~a(b)!$&'*+,;=", "/a"] {
        assert_eq!(sent(template(), &[("base", value)]), Ok(format!("https://example.com/{value}/api/x")));
    }
    for value in ["a?b", "a#b", "a\\b", "a b", "a\tb", "a\r\nb", "a{b", "a%b", "a%2", "a%zz", "é", "a\u{202e}b", "a\"b"]
    {
        let fault = sent(template(), &[("base", value)]).unwrap_err();
        assert!(fault.contains("`base` has a character that is not allowed there in a URL"), "{value:?}: {fault}");
    }
    for value in ["..", ".", "a/..", "../a", "a/../b", "%2e%2e", "%2E.", ".%2e", "a/%2e"] {
        let fault = sent(template(), &[("base", value)]).unwrap_err();
        assert!(fault.contains("`base` must not contain the path segment `.` or `..`"), "{value:?}: {fault}");
    }
    let split = server("https://example.com/.{base}/api", &[("base", "x")]);
    assert!(sent(split, &[("base", ".")]).unwrap_err().contains("must not contain the path segment"));
}

#[test]
fn a_path_that_follows_the_host_begins_with_a_slash() {
    for default in ["", "/v1"] {
        let template = || server("https://example.com{base}", &[("base", default)]);
        assert_eq!(sent(template(), &[]), Ok(format!("https://example.com{default}/x")));
        assert_eq!(sent(template(), &[("base", "/a/b")]), Ok("https://example.com/a/b/x".to_owned()));
        for value in [".evil.com", "evil.com", "@evil.com", ":8080", ".evil.com/", "-a"] {
            let fault = sent(template(), &[("base", value)]).unwrap_err();
            assert!(fault.contains("`base` must be empty or begin with `/`, because it follows the host"), "{fault}");
        }
        assert!(sent(template(), &[("base", "/a?b")]).is_err());
    }
}

#[test]
fn a_template_that_begins_with_a_variable_takes_a_url() {
    let template = || server("{server}/v1", &[("server", "https://api.example.com")]);
    assert_eq!(sent(template(), &[]), Ok("https://api.example.com/v1/x".to_owned()));
    let own = [("server", "https://mine.example.org:8443/base")];
    assert_eq!(sent(template(), &own), Ok("https://mine.example.org:8443/base/v1/x".to_owned()));
    for value in [
        "https://u:p@evil.com",
        "https://evil.com?",
        "https://evil.com/#",
        "https://evil.com\\",
        "https://a/..",
        "ftp://a",
    ] {
        sent(template(), &[("server", value)]).unwrap_err();
    }
    let base = server("{server}{base}", &[("server", "https://api.example.com"), ("base", "/v1")]);
    assert_eq!(sent(base, &[]), Ok("https://api.example.com/v1/x".to_owned()));
    assert!(sent(base, &[("base", ".evil.com")]).unwrap_err().contains("must be empty or begin with `/`"));
}

#[test]
fn a_template_without_a_scheme_takes_none_from_a_variable() {
    for template in ["{tenant}.example.com/v1", "{tenant}x", "{tenant}:443/v1", "/{tenant}/v1", "{tenant}{base}"] {
        let template = server(template, &[("tenant", "eu"), ("base", "b")]);
        for value in ["https://evil.com", "https://evil.com/", "https:", "//evil.com/", "http://evil.com/?"] {
            sent(template, &[("tenant", value), ("base", "//evil.com")]).unwrap_err();
        }
    }
}

#[test]
fn what_the_document_gives_obeys_the_same_rules() {
    for (template, name, hostile) in [
        ("https://{a}.example.com", "a", "evil.com/"),
        ("https://example.com:{a}/", "a", "443@evil.com"),
        ("{a}://example.com/", "a", "https://evil.com/?"),
        ("https://example.com/{a}", "a", ".."),
    ] {
        sent(server(template, &[(name, hostile)]), &[]).unwrap_err();
        let variables = vec![ServerVariable::new(name, hostile, Vec::leak(vec![hostile]))];
        let allowed = Server::new("server", template).variables(Vec::leak(variables));
        sent(allowed, &[(name, hostile)]).unwrap_err();
    }
}

#[test]
fn a_value_is_not_taken_for_another_variable() {
    let template = server("https://{a}.example.com/{b}", &[("a", "x"), ("b", "y")]);
    assert!(sent(template, &[("a", "{b}"), ("b", "z")]).is_err());
    assert!(sent(template, &[("b", "{a}")]).is_err());
}

#[test]
fn a_refused_value_is_shown_without_what_may_be_a_password() {
    let fault = sent(server("https://{host}/", &[("host", "a.com")]), &[("host", "user:hunter2@a.com?key=k3y")]);
    let text = "server `server`: variable `host` must be a host, with a port or without, but is `…@a.com?…`";
    assert_eq!(fault, Err(text.to_owned()));
}

#[test]
fn a_variable_that_no_server_has_is_refused_by_name() {
    let template = || server("{scheme}://{host}/v1", &[("scheme", "https"), ("host", "example.com")]);
    let fault = sent(template(), &[("sceme", "http")]).unwrap_err();
    assert_eq!(fault, "op: no server has a variable `sceme`; the variables are host, scheme");
    let fault = sent(server("https://example.com", &[]), &[("region", "eu")]).unwrap_err();
    assert_eq!(fault, "op: no server has a variable `region`; there are no variables");

    // A variable of another server of the document is accepted.
    let server = server("https://files.example.com", &[]).all_variables(&["region"]);
    assert_eq!(sent(server, &[("region", "eu")]), Ok("https://files.example.com/x".to_owned()));
    assert!(sent(server, &[("regoin", "eu")]).unwrap_err().ends_with("the variables are region"));
}

#[test]
fn trust_is_decided_by_the_expanded_origin() {
    let template: &'static Server = Box::leak(Box::new(server("https://{tenant}.example.com/v1", &[("tenant", "eu")])));
    let send = |url: &str| {
        let memory = MockTransport::new().then(MockResponse::empty(204));
        let builder = rt::Client::builder().transport(memory).credential("token", StaticToken::new("t"));
        let client = builder.server_variable("tenant", "mine").build().unwrap();
        now(client.send(request(&[template, &EU]).base_url(url))).map_err(|error| error.to_string())
    };
    assert_eq!(send("https://mine.example.com/other"), Ok(()));
    assert_eq!(send("https://EU.example.com:443"), Ok(()));
    for url in ["https://other.example.com", "http://mine.example.com", "https://mine.example.com:444"] {
        assert!(send(url).unwrap_err().contains("credentials are not sent to"), "{url}");
    }
}
