//! What a document is told that asks for credentials or headers to be sent in a way that the client refuses.

use generator::internals::ir::{Api, ParamLocation, SecurityKind};
use generator::{Code, Config, Diags, Memory, Outcome};

fn generate(text: &str) -> Outcome {
    generator::generate(&Memory::new([("api.yaml", text)]), &Config::single("api.yaml", "api"))
}

fn messages(diags: &Diags, code: Code) -> Vec<&str> {
    diags.iter().filter(|found| found.code == code).map(|found| found.message.as_str()).collect()
}

// ── Servers of plain HTTP ──

/// A document with these servers (a list in YAML), and an operation that needs this scheme.
fn served(servers: &str, scheme: &str) -> String {
    format!(
        "openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\nservers: {servers}\n\
         paths:\n  /a: {{get: {{security: [{{s: []}}], responses: {{'200': {{description: fine}}}}}}}}\n\
         components: {{securitySchemes: {{s: {scheme}}}}}\n"
    )
}

const BEARER: &str = "{type: http, scheme: bearer}";

/// The servers that are told of.
fn told(servers: &str, scheme: &str) -> Vec<String> {
    let outcome = generate(&served(servers, scheme));
    assert!(outcome.tree.is_some(), "{:?}", outcome.diags);
    let found = messages(&outcome.diags, Code::PlainHttp);
    found.iter().map(|message| message.split('`').nth(1).expect("a URL").to_owned()).collect()
}

#[test]
fn a_server_of_plain_http_is_told() {
    for url in [
        "http://api.example.com",
        "HTTP://api.example.com/v1",
        "http://user@api.example.com:8080/v1?a=b",
        "http://10.0.0.1",
        "http://[2001:db8::1]:80/",
        "http://localhost.example.com",
        "http://127.0.0.1.example.com",
        "http://127.0.0.1@example.com",
    ] {
        assert_eq!(told(&format!("[{{url: '{url}'}}]"), BEARER), [url], "{url}");
    }
}

#[test]
fn a_server_of_this_machine_or_of_https_is_not() {
    for url in [
        "https://api.example.com",
        "http://localhost:8080/v1",
        "http://api.localhost",
        "http://LOCALHOST",
        "http://127.0.0.1",
        "http://127.1.2.3:80",
        "http://[::1]:8080/v1",
        "/v1",
        "",
    ] {
        assert_eq!(told(&format!("[{{url: '{url}'}}]"), BEARER), [""; 0], "{url}");
    }
}

#[test]
fn the_defaults_of_variables_count() {
    let url = "{scheme}://{host}/v1";
    let servers = |scheme: &str, host: &str| {
        format!("[{{url: '{url}', variables: {{scheme: {{default: {scheme}}}, host: {{default: {host}}}}}}}]")
    };
    assert_eq!(told(&servers("http", "api.example.com"), BEARER), [url]);
    assert_eq!(told(&servers("https", "api.example.com"), BEARER), [""; 0]);
    assert_eq!(told(&servers("http", "localhost"), BEARER), [""; 0]);
}

#[test]
fn each_server_is_told_once_and_only_where_credentials_are_sent() {
    let servers = "[{url: 'http://a.example.com'}, {url: 'https://c.example.com'}, {url: 'http://b.example.com'}]";
    let both = ["http://a.example.com", "http://b.example.com"];
    for scheme in [
        BEARER,
        "{type: http, scheme: basic}",
        "{type: http, scheme: digest}",
        "{type: openIdConnect, openIdConnectUrl: 'https://a'}",
        "{type: apiKey, in: query, name: key}",
        "{type: apiKey, in: cookie, name: key}",
    ] {
        assert_eq!(told(servers, scheme), both, "{scheme}");
    }
    assert_eq!(told(servers, "{type: mutualTLS}"), [""; 0]);
    let open = served(servers, BEARER).replace("security: [{s: []}]", "security: []");
    assert_eq!(messages(&generate(&open).diags, Code::PlainHttp), [""; 0]);
    let twice = served(servers, BEARER)
        .replace("components:", "  /b: {get: {security: [{s: []}], responses: {}}}\ncomponents:");
    assert_eq!(messages(&generate(&twice).diags, Code::PlainHttp).len(), 2);
}

#[test]
fn a_server_that_is_listed_with_encryption_too_is_told_as_ignored_and_gets_no_warning() {
    let diags = generate(&served("[{url: 'http://a.example.com/'}, {url: 'https://a.example.com'}]", BEARER)).diags;
    assert_eq!(messages(&diags, Code::PlainHttp), [""; 0]);
    assert_eq!(
        messages(&diags, Code::Ignored),
        ["`http://a.example.com/` is left out, because `https://a.example.com` is the same server, encrypted"]
    );
}

// ── Headers that are HTTP's own ──

const FRAMING: [&str; 13] = [
    "Content-Length",
    "content-length",
    "Transfer-Encoding",
    "Connection",
    "Host",
    "TE",
    "Trailer",
    "Upgrade",
    "Keep-Alive",
    "Proxy-Connection",
    "HOST",
    "Expect",
    "HTTP2-Settings",
];

/// An operation with a parameter of its own, one of its path, and one among the components, all of this name.
fn with_header(name: &str) -> String {
    format!(
        "openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\n\
         paths:\n\
         \x20 /own: {{get: {{parameters: [{{name: {name}, in: header, required: true, schema: {{type: string}}}}], responses: {{'200': {{description: fine}}}}}}}}\n\
         \x20 /path: {{parameters: [{{name: {name}, in: header, schema: {{type: string}}}}], get: {{responses: {{'200': {{description: fine}}}}}}}}\n\
         \x20 /shared: {{get: {{parameters: [{{$ref: '#/components/parameters/p'}}], responses: {{'200': {{description: fine}}}}}}}}\n\
         components: {{parameters: {{p: {{name: {name}, in: header, schema: {{type: string}}}}}}}}\n"
    )
}

fn header_parameters(api: &Api) -> usize {
    let all = api.operations.iter().flat_map(|(_, operation)| &operation.params);
    all.filter(|param| param.sent_in == ParamLocation::Header).count()
}

#[test]
fn a_header_that_http_writes_is_told_and_is_no_parameter() {
    for name in FRAMING {
        let outcome = generate(&with_header(name));
        assert_eq!(header_parameters(&outcome.apis[0].api), 0, "{name}");
        let expected = format!("the header parameter `{name}` is ignored");
        assert_eq!(messages(&outcome.diags, Code::Ignored), [expected.as_str(); 3], "{name}");
    }
    for name in ["X-Host", "Content-Language", "Expectation", "Connection-Id"] {
        let outcome = generate(&with_header(name));
        assert_eq!(header_parameters(&outcome.apis[0].api), 3, "{name}");
        assert_eq!(messages(&outcome.diags, Code::Ignored), [""; 0], "{name}");
    }
}

#[test]
fn a_parameter_of_such_a_name_elsewhere_is_one() {
    let outcome = generate(&with_header("Host").replace("in: header", "in: query"));
    assert_eq!(messages(&outcome.diags, Code::Ignored), [""; 0]);
    assert_eq!(outcome.apis[0].api.operations.iter().map(|(_, operation)| operation.params.len()).sum::<usize>(), 3);
}

#[test]
fn an_api_key_in_a_header_that_http_writes_is_an_error() {
    let key =
        |place: &str, name: &str| generate(&served("[]", &format!("{{type: apiKey, in: {place}, name: {name}}}")));
    for name in FRAMING {
        let outcome = key("header", name);
        assert!(outcome.tree.is_none(), "{name}");
        assert_eq!(messages(&outcome.diags, Code::WrongType), [format!("an API key cannot be in the header `{name}`")]);
    }
    for (place, name) in [("header", "Authorization"), ("header", "X-Key"), ("query", "host"), ("cookie", "te")] {
        assert!(key(place, name).tree.is_some(), "{place} {name}");
    }
}

// ── HTTP schemes ──

#[test]
fn a_scheme_whose_credentials_the_client_cannot_make_is_told() {
    let kind = |scheme: &str| {
        let outcome = generate(&served("[]", &format!("{{type: http, scheme: {scheme}}}")));
        let told = messages(&outcome.diags, Code::Approximated).len();
        (outcome.apis[0].api.security_schemes[0].kind.clone(), told)
    };
    assert_eq!(kind("bearer"), (SecurityKind::Bearer, 0));
    assert_eq!(kind("BEARER"), (SecurityKind::Bearer, 0));
    assert_eq!(kind("Basic"), (SecurityKind::Basic, 0));
    for scheme in ["digest", "Digest", "hoba", "negotiate", "hmac-sha256"] {
        assert_eq!(kind(scheme), (SecurityKind::Http { scheme: scheme.to_owned() }, 1), "{scheme}");
    }
}
