//! Does the check of a facts file name each fact that the specification does not hold, with both places?

use generator::Memory;
use pages::ledger::{Checked, Ledger, check, fill, news, unsourced};
use pages::specification::Specification;

const FACTS: &str = include_str!("ledger/facts.yaml");
const THING: &str = include_str!("ledger/thing.yaml");
const COMMON: &str = include_str!("ledger/common.yaml");

fn specification(thing: &str, common: &str) -> Specification {
    let files = Memory::new([("specs/v1/thing.yaml", thing), ("specs/common.yaml", common)]);
    Specification::load(&files, "specs/v1", "thing.yaml", &["specs".to_owned()]).expect("a specification")
}

/// The facts, each with the place that the search finds in the specification before anything changes.
fn ledger() -> Ledger {
    let mut ledger = Ledger::parse(FACTS).expect("a facts file");
    let specification = specification(THING, COMMON);
    ledger.pages.iter_mut().for_each(|page| fill(&specification, page));
    ledger
}

fn checked(thing: &str, common: &str) -> Checked {
    check(&ledger(), &specification(thing, common))
}

/// Changes the specification once, and expects that the fact is named with the line of the page and of the place.
#[track_caller]
fn missed(from: &str, to: &str, fact: &str, stands: &str) {
    let (thing, common) = (THING.replacen(from, to, 1), COMMON.replacen(from, to, 1));
    assert!(thing != THING || common != COMMON, "nothing changes `{from}`");
    let found = checked(&thing, &common).misses;
    let told: Vec<String> = found.iter().map(ToString::to_string).collect();
    let miss = found.iter().find(|it| it.id == fact).unwrap_or_else(|| panic!("`{fact}` is not named: {told:#?}"));
    assert!(miss.stands.contains(stands), "{miss}");
    let written = [format!("id: {fact}, line: {},", miss.line), format!("id: {fact}\n        line: {}\n", miss.line)];
    assert!(written.iter().any(|it| FACTS.contains(it)), "{miss}");
    let at = miss.at.as_ref().unwrap_or_else(|| panic!("no place: {miss}"));
    assert!(at.file.starts_with("specs/") && at.line > 1, "{miss}");
}

#[test]
fn a_specification_that_says_what_the_pages_say_has_no_miss() {
    let found = checked(THING, COMMON);
    assert_eq!(found.misses, [], "{:#?}", found.misses.iter().map(ToString::to_string).collect::<Vec<_>>());
    assert_eq!((found.facts, found.held, found.waived), (34, 34, 0));
}

#[test]
fn each_kind_of_fact_is_named_when_the_specification_changes() {
    missed("/me/things/{thing-id}:", "/my/things/{thing-id}:", "mine", "nothing");
    missed("    patch:\n      operationId: updateMine", "    put:\n      operationId: updateMine", "mine", "nothing");
    missed(
        "- work: [Things.Write]\n  - work: [Things.All]",
        "- work: [Things.All]\n  - work: [Things.Write]",
        "work",
        "`Things.All`, `Things.Write`",
    );
    missed("- application: [Things.All]", "- application: [Things.Other]", "application", "Things.Other");
    missed("- application: [Things.All]", "- personal: [Things.All]", "personal", "`Things.All` for `personal`");
    missed("x-name: global", "x-name: china", "cloud/china", "china");
    missed("x-name: global", "x-name: other", "cloud/global", "other");
    missed("name: If-Match", "name: If-None-Match", "header/if-match", "If-None-Match");
    missed("in: header, required: true", "in: header, required: false", "header/if-match", "optional");
    missed(
        "application/json:\n          schema: {$ref: '#/components/schemas/thing'}\n          examples",
        "text/json:\n          schema: {$ref: '#/components/schemas/thing'}\n          examples",
        "header/content-type",
        "text/json",
    );
    missed(
        "      required: true\n      content",
        "      content",
        "header/content-type",
        "a body that may be left out",
    );
    missed("schema: {type: integer", "schema: {type: string", "query/top", "string");
    missed("default: 10", "default: 20", "query/top/default", "20");
    missed(
        "requestBodies:\n    thing:\n      required: true\n      content:\n        application/json:\n          schema: {$ref: '#/components/schemas/thing'}",
        "requestBodies:\n    thing:\n      required: true\n      content:\n        application/json:\n          schema: {$ref: '#/components/schemas/entity'}",
        "body",
        "entity",
    );
    missed("'200': {$ref", "'201': {$ref", "ok", "nothing");
    missed("name: {value: {name: A", "name: {value: {name: B", "request", "`\"B\"`, not `\"A\"`");
    missed("example: {id: '1'", "example: {id: '2'", "response", "/id");
    missed("https://x.test/v1", "https://y.test/v1", "request", "the servers `https://y.test/v1`");
    missed("Updates a thing. Beta.", "Updates a thing.", "beta", "beta");
}

#[test]
fn each_kind_of_fact_of_a_member_is_named_when_it_changes() {
    missed("name: {type: string, maxLength: 64}", "name: {type: integer, maxLength: 64}", "name/type", "integer");
    missed(
        "name: {type: string, maxLength: 64}",
        "name: {type: string, format: date, maxLength: 64}",
        "name/type",
        "format date",
    );
    missed("maxLength: 64", "maxLength: 65", "name/limit", "65");
    missed(", maxLength: 64", "", "name/limit", "no `maxLength`");
    missed("maxLength: 64", "maxLength: 64, nullable: true", "name/clear", "nullable");
    missed("maxLength: 64", "maxLength: 64, readOnly: true", "name/type", "readOnly");
    missed("format: date-time, ", "format: date, ", "day/type", "format date");
    missed("format: date-time, nullable: true", "format: date-time", "day/null", "no `nullable");
    missed("format: date-time, nullable: true", "format: date-time", "request", "may not be null");
    missed("stamp: {type: string, readOnly: true}", "stamp: {type: string}", "stamp/read-only", "readOnly");
    missed(
        "places: {type: array, items: {$ref: '../common.yaml#/components/schemas/place'}}",
        "places: {$ref: '../common.yaml#/components/schemas/place'}",
        "places/type",
        "`place`",
    );
    missed(
        "items: {$ref: '../common.yaml#/components/schemas/place'}",
        "items: {nullable: true, allOf: [{$ref: '../common.yaml#/components/schemas/place'}]}",
        "places/null",
        "items",
    );
    missed("x-replace: whole", "x-other: whole", "home/whole", "x-replace");
    missed("enum: [low, high]", "enum: [low]", "level/values", "low");
    missed("deprecated: true", "deprecated: false", "old", "deprecated");
    missed("required: [id]", "required: []", "name/required", "not required");
    missed(
        "type: object\n          properties",
        "type: object\n          required: [name]\n          properties",
        "partial",
        "`name` is required",
    );
    missed("            old:", "            older:", "old", "nothing");
    missed(
        "type: object\n          properties",
        "type: object\n          required: [day]\n          properties",
        "day/optional",
        "it is required",
    );
}

#[test]
fn what_no_page_says_needs_a_source() {
    let told = |thing: &str| -> Vec<String> {
        unsourced(&ledger(), &specification(thing, COMMON)).iter().map(ToString::to_string).collect()
    };
    let clean = told(THING);
    assert_eq!(
        clean,
        ["specs/v1/thing.yaml:61:49: the value `low` of `level` (#/components/schemas/thing/allOf/1/properties/level/enum/0)";
            0]
    );
    let more = THING
        .replace("old: {type", "extra: {type: string, maxLength: 3}\n            old: {type")
        .replace("- application: [Things.All]", "- application: [Things.All, Things.More]")
        .replace("enum: [low, high]", "enum: [low, high, middle]")
        .replace("required: [id]", "required: [id, stamp]")
        .replacen("4XX: {description: refused}", "4XX: {description: refused}\n        '204': {description: none}", 1);
    let more = told(&more);
    for expected in [
        "the permission `Things.More`",
        "the status 204",
        "the member `extra`",
        "`maxLength` of `extra`",
        "the value `middle` of `level`",
        "`required` of `stamp`",
    ] {
        assert!(more.iter().any(|it| it.contains(expected)), "{expected}: {more:#?}");
    }
}

#[test]
fn a_facts_file_is_written_as_it_is_read() {
    let ledger = ledger();
    let text = ledger.text();
    assert_eq!(Ledger::parse(&text).expect("a facts file"), ledger, "{text}");
    assert_eq!(Ledger::parse(&text).expect("a facts file").text(), text);
    assert!(!text.contains(" !"), "no tag: {text}");
}

#[test]
fn a_malformed_fact_is_named_with_its_line() {
    let fault = Ledger::parse(&FACTS.replace("kind: title, text", "kind: titel, text")).expect_err("refused");
    assert_eq!(fault.line, 13, "{fault}");
    assert!(fault.why.contains("the fact `title`"), "{fault}");
}

#[test]
fn a_page_that_changed_says_what_is_new() {
    let before = ledger();
    let page = before.pages.first().expect("a page");
    let mut now = page.clone();
    now.facts.remove(0);
    let text = FACTS.replace("maxLength: 64", "maxLength: 65").replace("id: old, line: 47", "id: older, line: 48");
    let changed = Ledger::parse(&text).expect("a facts file");
    let found = news(page, changed.pages.first().expect("a page"));
    let ids = |facts: &[&pages::facts::Fact]| facts.iter().map(|it| it.id.clone()).collect::<Vec<_>>();
    assert_eq!((ids(&found.added), ids(&found.removed)), (vec!["older".to_owned()], vec!["old".to_owned()]));
    assert_eq!(found.changed.iter().map(|(old, _)| old.id.as_str()).collect::<Vec<_>>(), ["name/limit"]);
    assert_eq!(ids(&news(page, &now).removed), ["title"]);
}
