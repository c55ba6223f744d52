//! `[streams]` in `codegen.toml`: which item ends the stream of which operation, and what is said of one that is not there.

use generator::{Config, Memory, Outcome, Style, generate, render};

const API: &str = r"
openapi: 3.0.3
info: {title: T, version: '1'}
paths:
  /chat:
    post:
      operationId: chat
      responses: {'200': {description: Ok., content: {text/event-stream: {schema: {type: object}}}}}
  /feed:
    get:
      operationId: feed
      responses: {'200': {description: Ok., content: {application/x-ndjson: {schema: {type: object}}}}}
  /whole:
    get:
      operationId: whole
      responses: {'200': {description: Ok., content: {application/json: {schema: {type: object}}}}}
";

fn compile(streams: &str) -> Outcome {
    let text = format!("[package]\nname = 'a'\n\n[[api]]\ndocuments = ['a.yaml']\n\n{streams}");
    let files = Memory::new([("codegen.toml", text.as_str()), ("a.yaml", API)]);
    generate(&files, &Config::load(&files, "codegen.toml").expect("a configuration"))
}

/// The items that end streams, by the path of the operation.
fn ends(streams: &str) -> Vec<(String, Option<String>)> {
    let tree = compile(streams).tree.expect("a crate");
    let own = tree.iter().filter(|(path, _)| path.as_str().starts_with("src/") && !path.as_str().contains("runtime"));
    let mut ends: Vec<(String, Option<String>)> = Vec::new();
    for (_, text) in own {
        for table in text.split("rt::Operation {\n").skip(1) {
            let table = table.split(";\n").next().expect("a table");
            let name = table.split('"').nth(1).expect("an id").to_owned();
            let end = table.split_once("stream_end: Some(\"").and_then(|(_, rest)| rest.split('"').next());
            ends.push((name, end.map(str::to_owned)));
        }
    }
    ends.sort();
    ends
}

fn expected(chat: Option<&str>, feed: Option<&str>) -> Vec<(String, Option<String>)> {
    let entry = |name: &str, end: Option<&str>| (name.to_owned(), end.map(str::to_owned));
    vec![entry("chat", chat), entry("feed", feed), entry("whole", None)]
}

#[test]
fn an_item_ends_the_streams_of_all_operations_or_of_one() {
    assert_eq!(ends(""), expected(None, None));
    assert_eq!(ends("[streams]\nend = '[DONE]'\n"), expected(Some("[DONE]"), Some("[DONE]")));
    let own = "[streams]\nend = '[DONE]'\n[streams.operations]\nfeed = 'END'\n";
    assert_eq!(ends(own), expected(Some("[DONE]"), Some("END")));
    assert_eq!(ends("[streams]\nend = '[DONE]'\noperations = {chat = ''}\n"), expected(None, Some("[DONE]")));
    assert_eq!(ends("[streams.operations]\nchat = '[DONE]'\n"), expected(Some("[DONE]"), None));
}

#[test]
fn an_operation_that_is_not_there_is_an_error() {
    let outcome = compile("[streams.operations]\nchats = '[DONE]'\n");
    assert!(outcome.tree.is_none());
    let said = render(&outcome.diags, &outcome.sources, Style::Short);
    assert!(said.contains("codegen.toml:8:1"), "{said}");
    assert!(said.contains("`[streams.operations]` names `chats`, but no operation has this `operationId`"), "{said}");
}
