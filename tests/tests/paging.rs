//! Which operations are paged: what documents mark, and what is said of marks that do not fit.

use generator::{Config, Memory, Style, generate, render};

const HEAD: &str = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths:\n";

/// A path with an operation of its name, whose success is this.
fn get(name: &str, more: &str, schema: &str) -> String {
    format!(
        "  /{name}:\n    get:\n      operationId: {name}\n      tags: [t]\n      {more}\n      responses: {{'200': {{description: d, \
         content: {{application/json: {{schema: {schema}}}}}}}}}\n"
    )
}

/// The operations of the crate, and the findings.
fn compile(paths: &str) -> (String, String) {
    let components = "components:\n  schemas:\n    Page: {type: object, properties: {value: {type: array, items: {type: string}}, \
                      others: {type: array, items: {type: string}}, total: {type: integer}, next: {type: string}}}\n";
    let text = format!("{HEAD}{paths}{components}");
    let outcome = generate(&Memory::new([("a.yaml", text.as_str())]), &Config::single("a.yaml", "a"));
    let said = render(&outcome.diags, &outcome.sources, Style::Short);
    let Some(tree) = outcome.tree else { panic!("{said}") };
    let own = tree.iter().filter(|(path, _)| path.as_str() == "src/t.rs");
    (own.map(|(_, text)| text).collect(), said)
}

const PAGE: &str = "{$ref: '#/components/schemas/Page'}";

#[test]
fn a_mark_becomes_a_table() {
    let (code, said) = compile(&get("list", "x-ms-pageable: {nextLinkName: next}", PAGE));
    assert!(
        code.contains(r#"paging: Some(&rt::Paging::new(rt::NextPage::Link("/next")).items("/value")),"#),
        "{code}\n{said}"
    );
    let (code, _) =
        compile(&get("list", "x-ms-pageable: {nextLinkName: null}", "{type: array, items: {type: string}}"));
    assert!(code.contains("paging: Some(&rt::Paging::new(rt::NextPage::OnlyOne)),"), "{code}");
    let (code, _) = compile(&get("list", "deprecated: true", PAGE));
    assert!(!code.contains("Paging"), "{code}");
}

#[test]
fn a_mark_that_does_not_fit_is_told_with_its_place() {
    for (mark, text) in [
        ("{nextLinkName: next, itemName: valu}", "names the member `valu`, which the body lacks"),
        ("{nextLinkName: next, itemName: total}", "names the member `total`, which is no list"),
        ("true", "must be an object with a member `nextLinkName`"),
    ] {
        let (code, said) = compile(&get("list", &format!("x-ms-pageable: {mark}"), PAGE));
        assert!(said.contains(text) && said.contains("a.yaml:8:"), "{said}");
        assert!(!code.contains("Paging"), "{code}");
    }
    let (_, said) = compile(&get("list", "x-ms-pageable: {nextLinkName: next}", "{type: string, format: binary}"));
    assert!(said.contains("whose successes have one body of JSON or XML"), "{said}");
}

#[test]
fn a_body_has_its_items_in_one_place() {
    let other = get("other", "x-ms-pageable: {nextLinkName: next, itemName: others}", PAGE);
    let (code, said) = compile(&format!("{}{other}", get("list", "x-ms-pageable: {nextLinkName: next}", PAGE)));
    assert!(said.contains("L0503") && said.contains("another operation has the items of the same body"), "{said}");
    assert_eq!(code.matches("Paging").count(), 1);
}

const API: &str = "openapi: 3.0.3
info: {title: T, version: '1'}
paths:
  /things:
    get:
      operationId: listThings
      tags: [t]
      parameters: [{name: starting_after, in: query, schema: {type: string}}, {name: limit, in: query, schema: {type: integer}}]
      responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Things'}}}}}
  /others:
    get:
      tags: [t]
      parameters: [{name: starting_after, in: query, schema: {type: string}}]
      responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Others'}}}}}
  /search:
    post:
      operationId: search
      tags: [t]
      requestBody: {content: {application/json: {schema: {type: object, properties: {cursor: {type: string}}}}}}
      responses:
        '200':
          description: d
          headers: {Next-Token: {schema: {type: string}}}
          content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Thing'}}}}
  /one:
    get: {operationId: one, tags: [t], responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}}}
components:
  schemas:
    Thing: {type: object, properties: {id: {type: string}}}
    Things: {type: object, properties: {data: {type: array, items: {$ref: '#/components/schemas/Thing'}}, has_more: {type: boolean}}}
    Others: {type: object, properties: {data: {type: array, items: {$ref: '#/components/schemas/Thing'}}, tags: {type: array, items: {type: string}}, has_more: {type: boolean}}}
";

/// The operations of the crate with rules, and the findings. The rules begin in line 5 of `codegen.toml`.
fn compile_with(rules: &str) -> Result<(String, String), String> {
    let text = format!("[package]\nname = 'a'\n[[api]]\ndocuments = ['a.yaml']\n{rules}");
    let files = Memory::new([("codegen.toml", text.as_str()), ("a.yaml", API)]);
    let config = Config::load(&files, "codegen.toml")
        .map_err(|rejected| render(&rejected.diags, &rejected.sources, Style::Short))?;
    let outcome = generate(&files, &config);
    let said = render(&outcome.diags, &outcome.sources, Style::Short);
    let Some(tree) = outcome.tree else { return Err(said) };
    let own = tree.iter().filter(|(path, _)| path.as_str() == "src/t.rs");
    Ok((own.map(|(_, text)| text).collect(), said))
}

/// The tables of the operations.
fn tables(rules: &str) -> Vec<String> {
    let (code, _) = compile_with(rules).expect("rules that fit");
    let tables = code.lines().filter_map(|line| line.trim().strip_prefix("paging: Some(&rt::Paging::new("));
    tables.map(|line| line.trim_end_matches([',', ')']).to_owned()).collect()
}

const VENDOR: &str =
    "[[paging]]\nby = 'cursor'\nlast-item = 'id'\nquery = 'starting_after'\nmore = 'has_more'\nitems = 'data'\n";

#[test]
fn one_rule_is_for_all_operations_that_have_what_it_names() {
    let table = r#"rt::NextPage::Cursor { from: rt::CursorSource::LastItem("/id"), to: rt::PageParam::Query("starting_after") }).items("/data").more("/has_more""#;
    assert_eq!(tables(VENDOR), [table, table]);
    // Without `items` the body must have only one list.
    assert_eq!(tables(&VENDOR.replace("items = 'data'\n", "")), [table]);
}

#[test]
fn a_rule_names_operations_by_id_or_path_and_goes_before_others() {
    let named = "[[paging]]\noperations = ['GET /others']\nby = 'one-page'\nitems = 'tags'\n";
    let tables = tables(&format!("{VENDOR}{named}"));
    assert_eq!(tables[1], r#"rt::NextPage::OnlyOne).items("/tags""#);
    assert!(tables[0].contains("LastItem"));
    let by_path = self::tables("[[paging]]\noperations = ['GET /things']\nby = 'offset'\nquery = 'starting_after'\n");
    assert_eq!(by_path, [r#"rt::NextPage::Offset { to: rt::PageParam::Query("starting_after") }).items("/data""#]);
}

#[test]
fn headers_bodies_numbers_and_methods_are_said_by_rules() {
    let header =
        "[[paging]]\noperations = ['search']\nby = 'cursor'\nresponse-header = 'next-token'\nbody = 'cursor'\n";
    assert_eq!(
        tables(header),
        [
            r#"rt::NextPage::Cursor { from: rt::CursorSource::Header("next-token"), to: rt::PageParam::Body("/cursor") }"#
        ]
    );
    let page = "[[paging]]\noperations = ['listThings']\nby = 'page'\nquery = 'starting_after'\nfirst = 0\n";
    assert_eq!(
        tables(page),
        [r#"rt::NextPage::Number { to: rt::PageParam::Query("starting_after"), first: 0 }).items("/data""#]
    );
    let link = "[[paging]]\noperations = ['search']\nby = 'link-header'\nlink-method = 'post'\nrepeat = ['v']\n";
    assert_eq!(tables(link), [r#"rt::NextPage::LinkHeader).repeated(&["v"]).link_method(rt::Method::POST"#]);
}

#[test]
fn a_rule_that_does_not_fit_is_an_error_with_its_place_and_why() {
    let named = |rule: &str| compile_with(&format!("[[paging]]\noperations = ['listThings']\n{rule}\n")).unwrap_err();
    for (rule, why) in [
        ("by = 'link'\nmember = 'nxt'", "its body has no `/nxt`; there are `data`, `has_more`"),
        ("by = 'page'\nquery = 'page'", "it has no query parameter `page`; there are `starting_after`, `limit`"),
        ("by = 'cursor'\nlast-item = 'key'\nquery = 'starting_after'", "an item has no `/key`; there are `id`"),
        ("by = 'cursor'\nresponse-header = 'x'\nquery = 'starting_after'", "its responses have no header `x`"),
        ("by = 'one-page'\nitems = 'has_more'", "`/has_more` of its body is no list"),
        ("by = 'page'\nbody = 'page'", "it has no request body"),
        ("by = 'one-page'\nmore = 'more'", "its body has no `/more`"),
    ] {
        let said = named(rule);
        assert!(said.contains("codegen.toml:5:1: error[E0110]") && said.contains(why), "{said}");
    }
    let one = compile_with("[[paging]]\noperations = ['one']\nby = 'one-page'\n").unwrap_err();
    assert!(one.contains("its body has no list, or several"), "{one}");
}

#[test]
fn a_rule_needs_a_value_of_the_right_kind_at_each_place() {
    let document = get(
        "list",
        "parameters: [{name: day, in: query, schema: {type: string, format: date}}, {name: flags, in: query, schema: {type: array, items: {type: string}}}, \
         {name: page, in: query, schema: {type: integer}}, {name: text, in: query, schema: {type: string}}]\n      \
         requestBody: {content: {application/json: {schema: {type: object, properties: {page: {type: integer}, text: {type: string}}}}}}",
        "{type: object, properties: {data: {type: array, items: {type: object, properties: {id: {type: integer}, made: {type: boolean}}}}, more: {type: boolean}, \
         next: {type: string}, count: {type: integer}, open: {}, written: {type: string}, link: {type: object, properties: {href: {type: string}}}}}",
    );
    let said = |rule: &str| {
        let text = format!(
            "[package]\nname = 'a'\n[[api]]\ndocuments = ['a.yaml']\n[[paging]]\noperations = ['list']\nitems = 'data'\n{rule}\n"
        );
        let api = format!("{HEAD}{document}");
        let files = Memory::new([("codegen.toml", text.as_str()), ("a.yaml", api.as_str())]);
        let config = Config::load(&files, "codegen.toml").expect("a configuration");
        let outcome = generate(&files, &config);
        let errors: Vec<String> = render(&outcome.diags, &outcome.sources, Style::Short)
            .lines()
            .filter(|it| it.contains("error"))
            .map(str::to_owned)
            .collect();
        errors.join("\n")
    };
    for (rule, why) in [
        ("by = 'link'\nmember = 'more'", "`/more` of its body is a boolean, and the text of a link is needed there"),
        ("by = 'link'\nmember = 'link'", "`/link` of its body is an object, and the text of a link is needed there"),
        ("by = 'link'\nmember = 'count'", "`/count` of its body is a number, and the text of a link is needed there"),
        (
            "by = 'cursor'\nmember = 'more'\nquery = 'text'",
            "`/more` of its body is a boolean, and a text or a number is needed there",
        ),
        ("by = 'cursor'\nlast-item = 'made'\nquery = 'text'", "`/made` of an item is a boolean"),
        (
            "by = 'cursor'\nmember = 'next'\nquery = 'flags'",
            "its query parameter `flags` is a list, and a text or a number is needed there",
        ),
        ("by = 'page'\nquery = 'page'\nmore = 'data'", "`/data` of its body is a list, and a boolean is needed there"),
        (
            "by = 'page'\nquery = 'day'",
            "its query parameter `day` is a text of another kind, and a number is needed there",
        ),
        ("by = 'offset'\nbody = 'text'", "`/text` of its request body is a text, and a number is needed there"),
    ] {
        let said = said(rule);
        assert!(said.starts_with("codegen.toml:5:1: error[E0110]: the rule does not fit `list`: "), "{rule}: {said}");
        assert!(said.contains(why), "{rule}: {said}");
    }
    // What the document leaves open, and what servers write as text.
    for rule in [
        "by = 'link'\nmember = '/link/href'",
        "by = 'link'\nmember = 'open'",
        "by = 'cursor'\nmember = 'count'\nquery = 'text'",
        "by = 'cursor'\nlast-item = 'id'\nquery = 'page'\nmore = 'written'",
        "by = 'page'\nquery = 'text'",
        "by = 'page'\nbody = 'page'",
    ] {
        assert_eq!(said(rule), "", "{rule}");
    }
}

#[test]
fn a_rule_for_no_operation_is_an_error() {
    let said = compile_with("[[paging]]\noperations = ['listThing']\nby = 'one-page'\n").unwrap_err();
    assert!(said.contains("codegen.toml:5:1: error[E0110]: `listThing` is no operation in the documents"), "{said}");
    let said = compile_with("[[paging]]\nby = 'link'\nmember = 'next'\n").unwrap_err();
    assert!(said.contains("codegen.toml:5:1: error[E0110]: no operation of the documents has all"), "{said}");
}

#[test]
fn an_operation_is_named_by_one_rule() {
    let rule = |operations: &str| format!("[[paging]]\nby = 'one-page'\nitems = 'data'\noperations = [{operations}]\n");
    let said = compile_with(&(rule("'listThings'") + &rule("'GET /things'"))).unwrap_err();
    let expected =
        "codegen.toml:9:1: error[E0110]: an earlier rule names `listThings` too, so that this one is not for it";
    assert!(said.contains(expected), "{said}");
    assert!(compile_with(&rule("'listThings', 'GET /things'")).is_ok(), "one rule may name it twice");
}

#[test]
fn a_rule_that_contradicts_itself_is_an_error_of_the_file() {
    for (rule, why) in [
        ("by = 'link'", "pages by `link` need `member`"),
        ("by = 'link'\nmember = 'a'\nquery = 'b'", "`query` says nothing of pages by `link`"),
        ("by = 'cursor'\nquery = 'b'", "pages by `cursor` need one of `member`, `response-header` and `last-item`"),
        ("by = 'cursor'\nmember = 'a'\nlast-item = 'b'\nquery = 'b'", "pages by `cursor` need one of `member`"),
        ("by = 'page'", "pages by `page` need one of `query`, `header` and `body`"),
        ("by = 'offset'\nquery = 'a'\nfirst = 1", "`first` says nothing of pages by `offset`"),
        ("by = 'link-header'\nmember = 'a'", "`member` says nothing of pages by `link-header`"),
    ] {
        let said = compile_with(&format!("[[paging]]\n{rule}\n")).unwrap_err();
        assert!(said.contains("codegen.toml:5:1: error[E0110]") && said.contains(why), "{said}");
    }
}

#[test]
fn what_looks_paged_has_a_suggestion() {
    let (_, said) = compile_with("").expect("no rule");
    let rule = r#"by = "cursor", last-item = "id", query = "starting_after", more = "has_more", items = "data""#;
    assert!(said.contains("N0606") && said.contains("the operation looks paged"), "{said}");
    let text = format!("[[paging]]\n{}\n", rule.replace(", ", "\n"));
    let (code, said) = compile_with(&text).expect("the suggested rule");
    assert!(!said.contains("N0606") && code.contains("LastItem"), "{said}");
    let shaped = |members: &str, params: &str| {
        let schema =
            format!("{{type: object, properties: {{items: {{type: array, items: {{type: string}}}}, {members}}}}}");
        let text = format!("{HEAD}{}", get("list", &format!("parameters: [{params}]"), &schema));
        let outcome = generate(&Memory::new([("a.yaml", text.as_str())]), &Config::single("a.yaml", "a"));
        outcome
            .diags
            .iter()
            .find_map(|found| found.help.clone().filter(|help| help.contains("paging =")))
            .unwrap_or_default()
    };
    let text = "{type: string}";
    let param = |name: &str| format!("{{name: {name}, in: query, schema: {text}}}");
    for (members, params, rule) in [
        ("nextLink: {type: string}", String::new(), r#"by = "link", member = "nextLink", items = "items""#),
        ("next: {type: string}", String::new(), r#"by = "link", member = "next", items = "items""#),
        (
            "meta: {type: object, properties: {next_cursor: {type: string}}}",
            param("cursor"),
            r#"by = "cursor", member = "/meta/next_cursor", query = "cursor", items = "items""#,
        ),
        (
            "hasMore: {type: boolean}",
            param("page"),
            r#"by = "page", query = "page", more = "hasMore", items = "items""#,
        ),
        (
            "hasMore: {type: boolean}",
            param("offset"),
            r#"by = "offset", query = "offset", more = "hasMore", items = "items""#,
        ),
    ] {
        assert!(shaped(members, &params).contains(rule), "{members}: {}", shaped(members, &params));
    }
    assert_eq!(shaped("total: {type: integer}", &param("page")), "");
}

#[test]
fn a_long_running_operation_has_a_table_that_says_where_its_result_is() {
    let post = |more: &str| compile(&get("list", more, PAGE));
    for (options, place) in [
        ("{}", "ByMethod"),
        ("{final-state-via: location}", "Location"),
        ("{final-state-via: original-uri}", "Request"),
        ("{final-state-via: azure-async-operation}", "State"),
        ("{final-state-via: operation-location}", "State"),
    ] {
        let mark = format!("x-ms-long-running-operation: true\n      x-ms-long-running-operation-options: {options}");
        let (code, said) = post(&mark);
        let table = format!("long_running: Some(&rt::LongRunning::new(rt::ResultPlace::{place})),");
        assert!(code.contains(&table), "{code}\n{said}");
    }
    let (code, said) = post("x-ms-long-running-operation-options: {final-state-via: elsewhere}");
    assert!(
        code.contains("ResultPlace::ByMethod") && said.contains("W0309") && said.contains("`final-state-via` must be")
    );
    let (code, _) = post("x-ms-long-running-operation: false");
    assert!(!code.contains("LongRunning"));
}
