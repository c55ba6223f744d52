//! Examples: messages of HTTP, payloads, and the rules by which JSON that is none is mended.

use super::{by, decides, fact, graph, says, tells};
use pages::facts::Statement;

/// A page with an example of a response whose body is this.
fn page(body: &str) -> pages::Reading {
    graph(&format!("# Get\n\n## Example\n\n```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{body}\n```\n"))
}

/// The payload as JSON, and the rules that mended it.
fn read(body: &str) -> (String, Vec<String>) {
    match &fact(&page(body), "example/response").says {
        Statement::Example { payload: Some(payload), mended, .. } => (payload.to_string(), mended.clone()),
        other => (format!("{other:?}"), Vec::new()),
    }
}

fn mends(body: &str, rule: &str, payload: &str) {
    assert_eq!(read(body), (payload.to_owned(), vec![rule.to_owned()]), "{body}");
    decides(&page(body), 6, &format!("the JSON of the example was mended: {rule}"), "as mended");
}

#[test]
fn json_is_kept_as_it_is() {
    assert_eq!(read(r#"{"a": "1, }", "b": [null]}"#), (r#"{"a":"1, }","b":[null]}"#.to_owned(), vec![]));
}

#[test]
fn a_comma_too_many_goes() {
    mends("{\"a\": [1, 2,],}", "trailing-comma", r#"{"a":[1,2]}"#);
}

#[test]
fn a_comma_that_is_missing_between_lines_comes() {
    mends("{\"a\": \"x\"\n \"b\": 1\n \"c\": {}\n}", "missing-comma", r#"{"a":"x","b":1,"c":{}}"#);
}

#[test]
fn dots_for_what_is_left_out_go() {
    assert_eq!(read("{\"a\": 1, ...}").0, r#"{"a":1}"#);
    assert_eq!(read("{\"a\": \"...\", …}").0, r#"{"a":"..."}"#);
}

#[test]
fn comments_go() {
    mends("{\"a\": 1 // one\n}", "comments", r#"{"a":1}"#);
    mends("{/* none */ \"a\": \"http://x\"}", "comments", r#"{"a":"http://x"}"#);
}

#[test]
fn words_that_stand_for_values_become_strings() {
    mends(
        "{\"a\": <a word>, \"b\": 2018-04-01T12:39:16Z}",
        "bare-placeholder",
        r#"{"a":"<a word>","b":"2018-04-01T12:39:16Z"}"#,
    );
    mends("{\"a\": True}", "bare-placeholder", r#"{"a":true}"#);
}

#[test]
fn other_quotes_become_quotes() {
    mends("{“a”: 1}", "curly-quotes", r#"{"a":1}"#);
    mends("{'a': 'b'}", "single-quotes", r#"{"a":"b"}"#);
}

#[test]
fn a_string_over_two_lines_is_one() {
    mends("{\"a\": \"one\n  two\"}", "broken-string", r#"{"a":"onetwo"}"#);
}

#[test]
fn brackets_are_closed() {
    mends("{\"a\": [1", "missing-bracket", r#"{"a":[1]}"#);
    mends("{\"a\": 1}}", "missing-bracket", r#"{"a":1}"#);
}

#[test]
fn what_no_rule_mends_is_told() {
    let page = page("{\"a\" \"b\" \"c\"}");
    tells(&page, 6, "the body of the example is no JSON");
    assert!(matches!(&fact(&page, "example/response").says, Statement::Example { payload: None, .. }));
}

#[test]
fn a_body_that_is_no_json_and_does_not_claim_it_is_text() {
    let page = graph("# Put\n\n## Example\n\n```http\nPUT /plots/1/photo\nContent-Type: text/plain\n\nGreen.\n```\n");
    says(
        &page,
        "example/request",
        r#"{"kind":"example","side":"request","request-line":"PUT /plots/1/photo","headers":{"Content-Type":"text/plain"},"payload":"Green."}"#,
    );
}

#[test]
fn a_status_line_without_a_slash_and_a_blank_line_before_headers_are_read() {
    let page =
        graph("# Get\n\n## Example\n\n```http\nHTTP 1.1 200 OK\n\nContent-Type: application/json\n{\"a\": 1}\n```\n");
    says(
        &page,
        "example/response",
        r#"{"kind":"example","side":"response","status":200,"headers":{"Content-Type":"application/json"},"payload":{"a":1}}"#,
    );
}

#[test]
fn a_payload_alone_is_of_the_side_and_the_status_that_its_heading_says() {
    let page = by(
        "mastodon",
        "# Plots\n\n## Show {#get}\n\n```http\nGET /api/v1/plots/:id HTTP/1.1\n```\n\n#### Response\n##### 404: Not found\n\n```json\n{\"error\": \"none\"}\n```\n",
    );
    says(
        &page,
        "show/example/response",
        r#"{"kind":"example","side":"response","status":404,"payload":{"error":"none"}}"#,
    );
}
