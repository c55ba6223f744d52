//! What a user reads first: the README and the front page show what the operations of the crate can do.

use generator::{Config, Memory, Modules, Tree, generate};

/// An operation with this mark, whose success is a list and whose body is what follows.
fn tree(mark: &str, modules: Modules) -> Tree {
    let page = "{type: object, properties: {next: {type: string}, value: {type: array, items: {type: string}}}}";
    let document = format!(
        "openapi: 3.0.3
info: {{title: T, version: '1'}}
servers: [{{url: 'https://example.com'}}]
paths:
  /plain:
    get: {{operationId: plain, tags: [first], responses: {{'204': {{description: d}}}}}}
  /list/{{id}}:
    get:
      operationId: list
      tags: [second]
      {mark}
      parameters: [{{name: id, in: path, required: true, schema: {{type: string}}, example: a1}}]
      responses: {{'200': {{description: d, content: {{application/json: {{schema: {page}}}}}}}}}
"
    );
    let files = Memory::new([("a.yaml", document)]);
    generate(&files, &Config { modules, ..Config::single("a.yaml", "sample") }).tree.expect("a tree")
}

fn files(tree: &Tree) -> [String; 2] {
    let page = tree.get("src/lib.rs").expect("the front page").replace("//! ", "").replace("//!", "");
    [tree.get("README.md").expect("the README").to_owned(), page]
}

#[test]
fn it_shows_pages_where_an_operation_has_them() {
    for text in files(&tree("x-ms-pageable: {nextLinkName: next}", Modules::BySize)) {
        assert!(text.contains("# Pages\n"), "{text}");
        let code = "use sample::Client;\nuse sample::second;\n\nasync fn example(client: &Client) -> Result<(), Box<dyn \
                    std::error::Error>> {\n    let mut items = second::list(\"a1\").items(client);\n    while let Some(item) = \
                    items.next().await {\n        println!(\"{:?}\", item?);\n    }\n    Ok(())\n}\n";
        assert!(text.contains(code), "{text}");
        assert!(!text.contains("# Long-running operations"), "{text}");
    }
}

#[test]
fn it_shows_a_poller_where_an_operation_is_long_running() {
    for text in files(&tree("x-ms-long-running-operation: true", Modules::BySize)) {
        assert!(text.contains("# Long-running operations\n"), "{text}");
        let code = "    let mut poller = second::list(\"a1\").poller(client);\n    let response = poller.wait().await?;\n    \
                    println!(\"{}\", response.status());\n";
        assert!(text.contains(code), "{text}");
        assert!(!text.contains("# Pages"), "{text}");
    }
}

#[test]
fn it_shows_neither_where_no_operation_has_them() {
    for text in files(&tree("deprecated: true", Modules::BySize)) {
        assert!(!text.contains("# Pages") && !text.contains("# Long-running"), "{text}");
    }
}

#[test]
fn each_example_is_compiled_only_with_the_module_that_it_calls() {
    let [_, page] = files(&tree("x-ms-pageable: {nextLinkName: next}", Modules::OffByDefault));
    for (module, call) in [("first", "first::plain()"), ("second", "second::list(")] {
        let gated = page.split(&format!("# #[cfg(feature = \"{module}\")]\n")).nth(1);
        let gated = gated.and_then(|rest| rest.split("# }\n").next()).unwrap_or_default();
        assert!(gated.contains(call), "{module}: {page}");
    }
}
