//! The path of a request, and the arguments that are rejected in it.
use crate::runtime as rt;
use crate::support::leak;
use rt::{Param, ParamSpec};

fn path(template: &'static str, params: &[Param], arguments: &[&str]) -> Result<String, String> {
    let operation = leak(rt::Operation {
        id: "op",
        method: rt::Method::GET,
        path: template,
        params: Box::leak(params.into()),
        ..rt::Operation::EMPTY
    });
    let mut request: rt::Request<(), ()> = rt::Request::new(operation);
    for argument in arguments {
        request = request.arg(&(*argument).to_owned());
    }
    request.check().map(|()| request.path().to_owned()).map_err(|fault| fault.to_string())
}

fn path_of_list(template: &'static str, params: &[Param], first: &str, list: &[&str]) -> String {
    let operation = leak(rt::Operation {
        id: "op",
        method: rt::Method::GET,
        path: template,
        params: Box::leak(params.into()),
        ..rt::Operation::EMPTY
    });
    let list: Vec<String> = list.iter().map(|item| (*item).to_owned()).collect();
    let request: rt::Request<(), ()> = rt::Request::new(operation).arg(&first.to_owned()).arg(&list);
    request.check().unwrap();
    request.path().to_owned()
}

#[test]
fn all_but_unreserved_characters_are_encoded() {
    assert_eq!(path("/a/{id}", &[Param::Path("id")], &["AAMk=="]).unwrap(), "/a/AAMk%3D%3D");
    assert_eq!(path("/a/{id}", &[Param::Path("id")], &["a/b #é%"]).unwrap(), "/a/a%2Fb%20%23%C3%A9%25");
    assert_eq!(path("/a/{id}", &[Param::Path("id")], &["A-z_0.~"]).unwrap(), "/a/A-z_0.~");
}

#[test]
fn several_parameters_share_a_segment() {
    let params = &[Param::Path("a"), Param::Path("b")];
    assert_eq!(path("/x/{a}.{b}", params, &["1", "2"]).unwrap(), "/x/1.2");
    assert_eq!(path("/report({id})", &[Param::Path("id")], &["7"]).unwrap(), "/report(7)");
    assert_eq!(path("/users(id='{id}')/x", &[Param::Path("id")], &["7"]).unwrap(), "/users(id='7')/x");
}

#[test]
fn arguments_that_would_change_the_path_are_refused() {
    let id = &[Param::Path("id")];
    assert_eq!(
        path("/a/{id}", id, &[""]).unwrap_err(),
        "op: parameter `id`: must not be empty, because an empty segment changes the path"
    );
    for dots in [".", ".."] {
        let text = format!("op: parameter `id`: must not become the path segment `{dots}`, which changes the path");
        assert_eq!(path("/a/{id}/b", id, &[dots]).unwrap_err(), text);
    }
    assert_eq!(path("/a/{id}.json", id, &["."]).unwrap(), "/a/..json");
    for text in ["x/../y", "x/%2e%2E/y", "."] {
        assert!(path("/a/{id}", &[Param::Other(ParamSpec::path("id").allow_reserved())], &[text]).is_err(), "{text}");
    }
}

#[test]
fn an_argument_that_is_not_given_is_a_fault() {
    assert_eq!(path("/a/{id}", &[Param::Path("id")], &[]).unwrap_err(), "op: parameter `id`: is missing");
    assert_eq!(path("/a", &[], &["x"]).unwrap_err(), "op: there are more arguments than path parameters");
}

#[test]
fn a_list_repeats_its_segment() {
    let params = &[Param::Path("id"), Param::Other(ParamSpec::path("ids").repeated_segment())];
    let template = "/folders/{id}/childFolders/{ids}/contacts";
    assert_eq!(
        path_of_list(template, params, "f", &["a", "b="]),
        "/folders/f/childFolders/a/childFolders/b%3D/contacts"
    );
    assert_eq!(path_of_list(template, params, "f", &[]), "/folders/f/contacts");
}

#[test]
fn a_key_with_a_telling_first_character_is_quoted() {
    let id = &[Param::Other(ParamSpec::path("id").quoted_key("$"))];
    assert_eq!(path("/users/{id}/x", id, &["ada"]).unwrap(), "/users/ada/x");
    assert_eq!(path("/users/{id}/x", id, &["$ada"]).unwrap(), "/users('%24ada')/x");
    assert_eq!(path("/users/{id}", id, &["$o'hara"]).unwrap(), "/users('%24o%27%27hara')");
}

#[test]
fn a_template_may_hold_a_query_and_a_fragment() {
    static OPERATION: rt::Operation = rt::Operation {
        id: "op",
        method: rt::Method::GET,
        path: "/x?action=a b&id={id}#frag",
        params: &[Param::Path("id")],
        ..rt::Operation::EMPTY
    };
    let request: rt::Request<(), ()> = rt::Request::new(&OPERATION).arg(&"7&8".to_owned());
    let sent = request.to_http("https://example.com/").unwrap();
    assert_eq!(sent.uri(), "https://example.com/x?action=a%20b&id=7%268");
}

#[test]
fn odd_templates_are_sent_as_they_are_written() {
    assert_eq!(path("/a b/%20/{unknown}/é", &[], &[]).unwrap(), "/a%20b/%20/%7Bunknown%7D/%C3%A9");
    assert_eq!(path("/x/:action/@me/a;b=c", &[], &[]).unwrap(), "/x/:action/@me/a;b=c");
}

#[test]
fn limits_of_a_path_parameter_are_checked() {
    let id = &[Param::Other(ParamSpec::path("id").checks(&[rt::Check::MaxLength(2)]))];
    let text = "op: parameter `id`: at most 2 characters are allowed, 3 are given";
    assert_eq!(path("/a/{id}", id, &["abc"]).unwrap_err(), text);
}
