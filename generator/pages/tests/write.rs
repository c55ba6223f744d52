//! Does a specification that is written from facts say what they say, and do additions leave the rest alone?

use generator::{Config, Memory, generate};
use pages::Profile;
use pages::facts::Page;
use pages::ledger::{Ledger, check, fill, unsourced};
use pages::specification::Specification;
use pages::write::{add, by_version, draft};

const FACTS: &str = include_str!("write/facts.yaml");

const PROFILE: &str = include_str!("write/profile.toml");

fn profile() -> Profile {
    PROFILE.parse().expect("a profile")
}

fn pages() -> Vec<Page> {
    Ledger::parse(FACTS).expect("facts").pages
}

fn load(text: &str) -> Specification {
    Specification::load(&Memory::new([("things.yaml", text)]), "", "things.yaml", &[]).unwrap_or_else(|rejected| {
        let told: Vec<&str> = rejected.diags.iter().map(|it| it.message.as_str()).collect();
        panic!("{told:?}\n{text}")
    })
}

#[track_caller]
fn compiles(text: &str) {
    let outcome = generate(&Memory::new([("things.yaml", text)]), &Config::single("things.yaml", "things"));
    let told: Vec<&str> = outcome.diags.iter().map(|it| it.message.as_str()).collect();
    assert!(outcome.tree.is_some(), "{told:?}\n{text}");
}

/// The ids of the facts that a specification does not hold.
fn missing(text: &str, mut pages: Vec<Page>) -> Vec<String> {
    let specification = load(text);
    pages.iter_mut().for_each(|page| fill(&specification, page));
    let ledger = Ledger { pages, ..Ledger::default() };
    check(&ledger, &specification).misses.into_iter().map(|miss| miss.id).collect()
}

#[test]
fn what_is_written_holds_every_fact_and_compiles() {
    let text = draft(&pages(), &profile()).text();
    compiles(&text);
    assert_eq!(missing(&text, pages()), [""; 0], "{text}");
}

#[test]
fn what_no_page_says_has_a_source() {
    let draft = draft(&pages(), &profile());
    let specification = load(&draft.text());
    let mut pages = pages();
    pages.iter_mut().for_each(|page| fill(&specification, page));
    let ledger = Ledger { pages, sources: draft.sources, ..Ledger::default() };
    let told: Vec<String> = unsourced(&ledger, &specification).iter().map(ToString::to_string).collect();
    assert_eq!(told, [""; 0]);
}

#[test]
fn what_is_open_is_told_with_page_and_line() {
    let told: Vec<(usize, String)> =
        draft(&pages(), &profile()).to_decide.into_iter().map(|it| (it.line, it.what)).collect();
    assert!(told.iter().any(|(line, what)| *line == 24 && what.contains("no page says what `owner` is")), "{told:?}");
    assert!(told.iter().any(|(_, what)| what.contains("only examples show `id` of `thing`")), "{told:?}");
}

#[test]
fn pages_of_two_versions_are_kept_apart() {
    let mut pages = pages();
    let mut other = pages.remove(0);
    let text = serde_json::to_string(&other).expect("JSON").replace("x.test/v1", "x.test/v2");
    other = serde_json::from_str(&text).expect("a page");
    pages.push(other);
    let versions: Vec<String> = by_version(pages, &profile()).keys().cloned().collect();
    assert_eq!(versions, ["v1", "v2"]);
}

/// A document that people wrote: with comments, an order of their own, and another name for the parameter.
const WRITTEN: &str = "\
# By hand.
openapi: 3.0.3
info: {title: Things, version: '1'}
servers:
  - url: https://x.test/v1
    x-name: world
components:
  schemas:
    thing: # what it is about
      type: object
      properties:
        # The name comes first.
        name: {type: string, maxLength: 64}

  securitySchemes:
    work:
      type: http
      scheme: bearer
paths:
  /things/{key}:
    parameters:
      - {name: key, in: path, required: true, schema: {type: string}}
    get:
      operationId: thing.get
      security: [{work: []}]
      responses:
        '200':
          description: |
            A thing.
          content: {application/json: {schema: {$ref: '#/components/schemas/thing'}}}
        4XX: {description: refused by hand}
    # Nothing else yet.
";

#[test]
fn an_addition_has_the_parameters_of_its_path() {
    let written = WRITTEN.replace("    parameters:\n      - {name: key, in: path, required: true, schema: {type: string}}\n", "").replace(
        "operationId: thing.get\n",
        "operationId: thing.get\n      parameters: [{name: key, in: path, required: true, schema: {type: string}}]\n",
    );
    let additions = add(&draft(&pages(), &profile()), &load(&written));
    let text = additions.files.get("things.yaml").expect("the document");
    compiles(text);
    assert_eq!(text.matches("name: key").count(), 2, "{text}");
}

#[test]
fn additions_leave_every_line_that_people_wrote() {
    let mut additions = add(&draft(&pages(), &profile()), &load(WRITTEN));
    assert_eq!(additions.refused, [""; 0]);
    let text = additions.files.swap_remove("things.yaml").expect("the document");
    let mut rest = text.lines();
    for line in WRITTEN.lines() {
        assert!(rest.any(|it| it == line), "`{line}` is gone or moved:\n{text}");
    }
    compiles(&text);
    for added in
        ["`PATCH /things/{key}`", "the path `/me/things`", "the member `day` of `thing`", "the component `owner`"]
    {
        assert!(additions.added.iter().any(|it| it == added), "{added}: {:#?}", additions.added);
    }
    assert!(text.contains("refused by hand"), "failures are those of the document");
    assert!(!text.contains("Fault"), "{text}");
    // A second time there is nothing to add.
    let again = add(&draft(&pages(), &profile()), &load(&text));
    assert_eq!((again.added, again.files.len()), (Vec::new(), 0));
}

#[test]
fn types_and_permissions_of_other_files_are_used_and_extended_there() {
    let things = WRITTEN
        .replace(
            "    work:\n      type: http\n      scheme: bearer\n",
            "    work:\n      $ref: 'common.yaml#/components/securitySchemes/work'\n",
        )
        .replace(
            "name: {type: string, maxLength: 64}",
            "name: {type: string, maxLength: 64}\n        at: {$ref: 'common.yaml#/components/schemas/Place'}",
        );
    let common = "\
openapi: 3.0.3
info: {title: Shared, version: '1'}
paths: {}
components:
  schemas:
    Place: {type: object, properties: {city: {type: string}}}
  securitySchemes:
    work:
      type: oauth2
      flows:
        authorizationCode:
          authorizationUrl: https://x.test/a
          tokenUrl: https://x.test/t
          scopes:
            Things.Read: Read. # by hand
    application: {type: http, scheme: bearer}
";
    let files = Memory::new([("v1/things.yaml", things.as_str()), ("v1/common.yaml", common)]);
    let specification = Specification::load(&files, "v1", "things.yaml", &[]).expect("a specification");
    let additions = add(&draft(&pages(), &profile()), &specification);
    let shared = additions.files.get("v1/common.yaml").expect("the shared file");
    assert!(
        shared.contains(
            "            Things.Read: Read. # by hand\n            Things.Write: The permission `Things.Write`.\n"
        ),
        "{shared}"
    );
    assert_eq!(shared.matches("Things.Read:").count(), 1, "{shared}");
    let text = additions.files.get("v1/things.yaml").expect("the document");
    assert!(text.contains("        home:\n          x-replace: whole\n"), "{text}");
    assert!(text.contains("$ref: common.yaml#/components/schemas/Place"), "{text}");
    assert!(!additions.added.iter().any(|it| it == "the component `Place`"), "{:?}", additions.added);
}
