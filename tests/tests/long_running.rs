//! Which operations are long-running by a rule of `codegen.toml`, and what is said of rules that do not fit.

use generator::{Config, Memory, Style, generate, render};

const API: &str = "openapi: 3.0.3
info: {title: T, version: '1'}
paths:
  /jobs:
    post:
      operationId: startJob
      tags: [t]
      responses: {'201': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Job'}}}}}
    get:
      operationId: listJobs
      tags: [t]
      responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Job'}}}}}
  /exports:
    post:
      tags: [t]
      x-ms-long-running-operation: true
      responses: {'202': {description: d, headers: {X-State: {schema: {type: string}}}}}
components:
  schemas:
    Job: {type: object, properties: {id: {type: string}, phase: {type: string}, urls: {type: object, properties: {get: {type: string}}}}}
";

/// The tables of the operations by rules, or the findings. The rules begin in line 5 of `codegen.toml`.
fn compile(rules: &str) -> Result<Vec<String>, String> {
    let text = format!("[package]\nname = 'a'\n[[api]]\ndocuments = ['a.yaml']\n{rules}");
    let files = Memory::new([("codegen.toml", text.as_str()), ("a.yaml", API)]);
    let config = Config::load(&files, "codegen.toml")
        .map_err(|rejected| render(&rejected.diags, &rejected.sources, Style::Short))?;
    let outcome = generate(&files, &config);
    let said = render(&outcome.diags, &outcome.sources, Style::Short);
    let code = outcome.tree.ok_or(said)?.get("src/t.rs").expect("the module").to_owned();
    let start = "long_running: Some(&rt::LongRunning::new(rt::ResultPlace::";
    let tables = code.lines().filter_map(|line| line.trim().strip_prefix(start));
    Ok(tables.map(|line| line.trim_end_matches([',', ')']).to_owned()).collect())
}

/// What the document marks by itself.
const MARKED: &str = "ByMethod";

#[test]
fn a_rule_is_for_all_operations_that_have_what_it_names() {
    let table = r#"State).state(rt::StatePlace::Member("/urls/get""#;
    // The GET has the same body, and starts nothing.
    assert_eq!(
        compile("[[long-running]]\nstate-member = '/urls/get'\n"),
        Ok(vec![table.to_owned(), MARKED.to_owned()])
    );
    let header = r#"State).state(rt::StatePlace::Header("x-state""#;
    assert_eq!(compile("[[long-running]]\nstate-header = 'x-state'\n"), Ok(vec![header.to_owned()]));
}

#[test]
fn a_rule_says_what_a_status_means_and_where_the_result_is() {
    let rule = "[[long-running]]\noperations = ['startJob']\nstate-url = 'jobs/{id}/{/urls/get}'\nstatus = 'phase'\n\
                succeeded = ['done', 'ok']\nfailed = ['expired']\nresult-member = 'output'\n";
    let table = r#"State).state(rt::StatePlace::Template("jobs/{/id}/{/urls/get}")).status("/phase").result_member("/output").succeeded(&["done", "ok"]).failed(&["expired"]"#;
    assert_eq!(compile(rule), Ok(vec![table.to_owned(), MARKED.to_owned()]));
    let named = |more: &str| compile(&format!("[[long-running]]\noperations = ['POST /exports']\n{more}\n"));
    assert_eq!(named("result = 'location'"), Ok(vec!["Location".to_owned()]), "it goes before the mark");
    assert_eq!(named("result = 'request'"), Ok(vec!["Request".to_owned()]));
    // The document says nothing of the body.
    let table = r#"ByMethod).state(rt::StatePlace::Member("/url""#;
    assert_eq!(named("state-member = 'url'\nresult = 'by-method'"), Ok(vec![table.to_owned()]));
}

#[test]
fn a_rule_that_does_not_fit_is_an_error_with_its_place_and_why() {
    let named = |more: &str| compile(&format!("[[long-running]]\noperations = ['startJob']\n{more}\n")).unwrap_err();
    for (rule, why) in [
        ("state-member = 'url'", "its body has no `/url`; there are `id`, `phase`, `urls`"),
        ("state-url = 'jobs/{key}'", "its body has no `/key`"),
        ("state-header = 'x-state'", "its responses have no header `x-state`"),
    ] {
        let said = named(rule);
        assert!(said.contains("codegen.toml:5:1: error[E0110]") && said.contains(why), "{said}");
    }
}

#[test]
fn a_rule_for_no_operation_is_an_error() {
    let said = compile("[[long-running]]\nstate-member = 'urls'\noperations = ['startJob']\n").unwrap_err();
    assert!(said.contains("`/urls` of its body is an object, and the text of a link is needed there"), "{said}");
    let said = compile("[[long-running]]\nstate-url = 'jobs/{urls}'\noperations = ['startJob']\n").unwrap_err();
    assert!(said.contains("`/urls` of its body is an object, and a text or a number is needed there"), "{said}");
    let said = compile("[[long-running]]\noperations = ['startJobs']\n").unwrap_err();
    assert!(said.contains("codegen.toml:5:1: error[E0110]: `startJobs` is no operation in the documents"), "{said}");
    let said = compile("[[long-running]]\nstate-member = 'next'\n").unwrap_err();
    assert!(said.contains("codegen.toml:5:1: error[E0110]: no operation of the documents has all"), "{said}");
}

#[test]
fn a_rule_that_contradicts_itself_is_an_error_of_the_file() {
    for (rule, why) in [
        ("status = 'a'", "the rule needs one of `operations`"),
        ("state-member = 'a'\nstate-header = 'b'", "exclude each other"),
        ("state-url = 'jobs'", "`jobs` has no place in braces"),
        ("state-url = 'jobs/{id'", "a brace without its other one"),
        ("operations = ['startJob']\nresult-member = 'a'", "needs `result = \"state\"`"),
    ] {
        let said = compile(&format!("[[long-running]]\n{rule}\n")).unwrap_err();
        assert!(said.contains("codegen.toml:5:1: error[E0110]") && said.contains(why), "{said}");
    }
}

#[test]
fn a_table_that_tells_webhooks_apart_needs_webhooks() {
    for table in ["[webhooks]\nheader = 'X-Event'\n", "[webhooks]\nmember = 'type'\n"] {
        let said = compile(table).expect_err("no webhooks");
        let why = "tells webhooks apart, but the documents have no webhooks";
        assert!(said.contains("codegen.toml:5:1: error[E0110]") && said.contains(why), "{said}");
    }
    assert!(compile("[webhooks.signature]\nheader = 'X-Signature'\n").is_ok());
}
