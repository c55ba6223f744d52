//! Has each resource a specification of its own, do all of them compile together, and is what is open told?

use std::collections::BTreeMap;

use generator::{Config, Memory, generate};
use pages::Profile;
use pages::facts::{Mark, Owner, Page, Statement, Type};
use pages::ledger::{Ledger, check, fill_all, unsourced};
use pages::specification::Specification;
use pages::write::{Part, Split, add, draft, split};

const FACTS: &str = include_str!("split/facts.yaml");

const PROFILE: &str = include_str!("write/profile.toml");

fn profile() -> Profile {
    let paged = PROFILE.replace("member = \"value\"\n", "member = \"value\"\nnext-link = \"next\"\n");
    paged.parse().expect("a profile")
}

fn pages() -> Vec<Page> {
    Ledger::parse(FACTS).expect("facts").pages
}

fn divided(pages: &[Page]) -> Split {
    split(&draft(pages, &profile()), pages, &profile())
}

/// Every file of the specifications, by its name.
fn files(split: &Split) -> BTreeMap<String, String> {
    let parts = split.parts.iter().chain(&split.common);
    parts.map(|part| (format!("{}.yaml", part.name), part.text())).collect()
}

fn names(parts: &[Part]) -> Vec<&str> {
    parts.iter().map(|part| part.name.as_str()).collect()
}

#[test]
fn each_resource_has_a_specification_and_what_several_refer_to_stands_beside() {
    let split = divided(&pages());
    assert_eq!(names(&split.parts), ["thing", "lamp"]);
    let files = files(&split);
    let (thing, common) = (&files["thing.yaml"], &files["common.yaml"]);
    for held in ["/things/{thing-id}:", "/things/{thing-id}/copy:", "operationId: thing.copy", "    thing:\n"] {
        assert!(thing.contains(held), "{held}: {thing}");
    }
    assert!(thing.contains("$ref: common.yaml#/components/schemas/place"), "{thing}");
    assert!(thing.contains("work:\n      $ref: common.yaml#/components/securitySchemes/work"), "{thing}");
    assert!(!thing.contains("lamp") && !thing.contains("    place:\n      description"), "{thing}");
    for held in ["paths: {}", "    place:\n", "Lamps.Read:", "Things.Write:"] {
        assert!(common.contains(held), "{held}: {common}");
    }
    assert!(!common.contains("    thing:\n"), "{common}");
}

#[test]
fn all_specifications_become_one_crate() {
    let mut files = files(&divided(&pages()));
    let config =
        "[package]\nname = \"things\"\nversion = \"0.1.0\"\n[[api]]\ndocuments = [\"thing.yaml\", \"lamp.yaml\"]\n";
    files.insert("codegen.toml".to_owned(), config.to_owned());
    let files = Memory::new(files);
    let config = Config::load(&files, "codegen.toml").unwrap_or_else(|_| panic!("a configuration"));
    let outcome = generate(&files, &config);
    let told: Vec<&str> = outcome.diags.iter().map(|it| it.message.as_str()).collect();
    assert!(outcome.tree.is_some(), "{told:?}");
    assert_eq!((outcome.stats.operations, told.len()), (3, 0), "{told:?}");
}

#[test]
fn a_facts_file_has_the_pages_of_what_its_specification_holds() {
    let split = divided(&pages());
    let files = Memory::new(files(&split));
    let mut pages: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for part in split.parts.iter().chain(&split.common) {
        let file = format!("{}.yaml", part.name);
        let specification = Specification::load(&files, "", &file, &[]).expect("a specification");
        let mut own = part.pages.clone();
        fill_all(&specification, &mut own);
        let ledger = Ledger { pages: own, sources: part.sources.clone(), ..Ledger::default() };
        let misses: Vec<String> = check(&ledger, &specification).misses.iter().map(ToString::to_string).collect();
        assert_eq!(misses, [""; 0], "{file}");
        let claims: Vec<String> = unsourced(&ledger, &specification).iter().map(ToString::to_string).collect();
        assert_eq!(claims, [""; 0], "{file}");
        pages.insert(&part.name, part.pages.iter().map(|page| page.name.as_str()).collect());
    }
    assert_eq!(pages["thing"], ["thing-get", "thing-copy", "thing"]);
    assert_eq!(pages["lamp"], ["lamp-list", "lamp"]);
    assert_eq!(pages["common"], ["place"]);
    assert_eq!(split.unused.iter().map(|page| page.name.as_str()).collect::<Vec<_>>(), ["ghost"]);
}

#[test]
fn one_resource_needs_no_file_beside_it() {
    let pages: Vec<Page> = pages().into_iter().filter(|page| !page.name.starts_with("lamp")).collect();
    let split = divided(&pages);
    assert_eq!((names(&split.parts), split.common.is_none()), (vec!["thing"], true));
    assert!(!split.parts[0].text().contains("common"), "{}", split.parts[0].text());
}

/// What is open, as one line each.
fn open(pages: &[Page]) -> Vec<String> {
    let open = draft(pages, &profile()).to_decide.into_iter();
    open.map(|it| format!("{}:{}: {}; {}", it.page, it.line, it.what, it.proposed)).collect()
}

#[test]
fn names_paging_and_null_are_proposed() {
    let told = open(&pages());
    for line in [
        "thing-get.md:10: the page has no names for its operations in code; `thing.get`",
        "lamp-list.md:10: the page does not say how its list is paged; `x-ms-pageable: {\"nextLinkName\":\"next\"}`",
        "thing.md:8: the page does not say which members of `thing` may be null; `name`, `place` may be",
    ] {
        assert!(told.iter().any(|it| it == line), "{line}: {told:#?}");
    }
    let text = draft(&pages(), &profile()).text();
    assert!(text.contains("x-ms-pageable:\n        nextLinkName: next\n"), "{text}");
}

/// A page that describes a resource once more, and says something else.
fn contradicted(name: &str, says: Statement) -> Vec<Page> {
    let mut pages = pages();
    let mut other = pages[3].clone();
    other.name = name.to_owned();
    other.file = format!("{name}.md");
    other.facts.truncate(1);
    other.facts[0].id = format!("{name}/name");
    other.facts[0].says = says;
    pages.push(other);
    pages
}

#[test]
fn pages_that_disagree_are_told_with_both_lines() {
    let thing = || Owner::Resource("thing".to_owned());
    let of = Type::Plain("integer:int32".to_owned());
    let told = open(&contradicted("again", Statement::Member { owner: thing(), name: "name".to_owned(), of }));
    let line =
        "again.md:8: `name` is integer, format int32 here, and string in thing.md:8; string, as the earlier page says";
    assert!(told.iter().any(|it| it == line), "{told:#?}");
    let mark = |mark| Statement::Mark { owner: thing(), name: "name".to_owned(), mark };
    let mut pages = contradicted("again", mark(Mark::Nullable));
    let mut fact = pages[3].facts[0].clone();
    fact.id = "thing/name/null".to_owned();
    pages[3].facts.push(fact);
    pages[3].facts[2].says = mark(Mark::NotNullable);
    let line = "again.md:8: `name` is nullable here, and not nullable by thing.md:8; the stricter of the two";
    let told = open(&pages);
    assert!(told.iter().any(|it| it == line), "{told:#?}");
}

#[test]
fn an_addition_answers_without_a_body_as_the_operations_that_stand_there() {
    let things = "\
openapi: 3.0.3
info: {title: Things, version: '1'}
servers: [{url: 'https://x.test/v1'}]
paths:
  /things/{id}:
    parameters:
      - {name: id, in: path, required: true, schema: {type: string}}
    delete:
      operationId: thing.delete
      responses:
        '204': {$ref: 'common.yaml#/components/responses/done'}
        4XX: {$ref: 'common.yaml#/components/responses/refused'}
";
    let common = "\
openapi: 3.0.3
info: {title: Shared, version: '1'}
paths: {}
components:
  responses:
    done: {description: Done.}
    refused: {description: Refused.}
";
    let files = Memory::new([("things.yaml", things), ("common.yaml", common)]);
    let specification = Specification::load(&files, "", "things.yaml", &[]).expect("a specification");
    let additions = add(&draft(&pages(), &profile()), &specification);
    let text = additions.files.get("things.yaml").expect("the document");
    let copy = text.split_once("  /things/{thing-id}/copy:").expect("the operation").1;
    assert!(copy.contains("'204':\n          $ref: common.yaml#/components/responses/done\n"), "{copy}");
    assert!(copy.contains("'4XX':\n          $ref: common.yaml#/components/responses/refused\n"), "{copy}");
    assert!(!text.contains("thingCopy204"), "{text}");
}
