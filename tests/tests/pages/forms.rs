//! The same page in four forms says the same: Markdown, and three texts that were copied from a rendered page.

use super::{decides, fact, graph, said, says, shipped, statements};

const MARKED: &str = include_str!("forms/marked.md");
/// Without marks of headings and without fences.
const PIPED: &str = include_str!("forms/piped.txt");
/// And without the outer bars of tables and the indents of code; one sentence is broken over two lines.
const BARE: &str = include_str!("forms/bare.txt");
/// And without bars at all: only blanks stand between cells.
const JOINED: &str = include_str!("forms/joined.txt");

#[test]
fn a_page_of_markdown_is_read_whole() {
    let page = graph(MARKED);
    says(&page, "title", r#"{"kind":"title","text":"Update plot"}"#);
    says(&page, "cloud/global", r#"{"kind":"cloud","name":"global","availability":"available"}"#);
    says(&page, "cloud/usGovernmentL5", r#"{"kind":"cloud","name":"usGovernmentL5","availability":"unavailable"}"#);
    says(
        &page,
        "permission/delegatedWorkAccount",
        r#"{"kind":"permission","scheme":"delegatedWorkAccount","availability":"available","scopes":["Garden.ReadWrite","Garden.ReadWrite.All"]}"#,
    );
    says(
        &page,
        "permission/delegatedPersonalAccount",
        r#"{"kind":"permission","scheme":"delegatedPersonalAccount","availability":"unavailable"}"#,
    );
    says(&page, "operation/patch-me-plots-id", r#"{"kind":"operation","method":"PATCH","path":"/me/plots/{id}"}"#);
    says(
        &page,
        "header/Authorization",
        r#"{"kind":"header","side":"request","name":"Authorization","need":"required","value":"Bearer {token}"}"#,
    );
    says(&page, "header/if-match", r#"{"kind":"header","side":"request","name":"If-Match","need":"optional"}"#);
    says(&page, "body", r#"{"kind":"request-body","presence":"present"}"#);
    says(&page, "body/beds", r#"{"kind":"member","owner":"body","name":"beds","type":{"list":{"resource":"bed"}}}"#);
    says(
        &page,
        "body/planted",
        r#"{"kind":"member","owner":"body","name":"planted","type":{"plain":"string:date-time"}}"#,
    );
    says(&page, "body/planted/read-only", r#"{"kind":"mark","owner":"body","name":"planted","mark":"read-only"}"#);
    says(&page, "body/name/not-clearable", r#"{"kind":"mark","owner":"body","name":"name","mark":"not-clearable"}"#);
    says(&page, "body/tags/not-nullable", r#"{"kind":"mark","owner":"body","name":"tags","mark":"not-nullable"}"#);
    says(
        &page,
        "body/soil/values",
        r#"{"kind":"values","owner":"body","name":"soil","values":["sand","clay","unknownFutureValue"]}"#,
    );
    says(&page, "status/200", r#"{"kind":"status","code":200,"resource":"plot"}"#);
    says(&page, "note/replaced-whole/beds", r#"{"kind":"note","rule":"replaced-whole","member":"beds"}"#);
    says(&page, "note/partial-update", r#"{"kind":"note","rule":"partial-update"}"#);
    says(&page, "note/filterable/name", r#"{"kind":"note","rule":"filterable","member":"name"}"#);
    says(&page, "note/sortable/name", r#"{"kind":"note","rule":"sortable","member":"name"}"#);
    says(
        &page,
        "example/response",
        r#"{"kind":"example","side":"response","status":200,"headers":{"Content-Type":"application/json"},"payload":{"id":"AAMk=","name":"South & warm","tags":["dry"]}}"#,
    );
}

#[test]
fn the_four_forms_say_the_same() {
    let marked = statements(&graph(MARKED));
    for (form, text) in [("piped", PIPED), ("bare", BARE), ("joined", JOINED)] {
        let read = pages::read(text, "docs/plot-update.txt", &shipped("microsoft-graph"));
        assert_eq!(statements(&read), marked, "{form}");
    }
}

#[test]
fn ids_are_the_same_in_the_four_forms_so_that_a_page_can_change_its_form() {
    let ids = |text: &str| graph(text).page.facts.iter().map(|fact| fact.id.clone()).collect::<Vec<_>>();
    for text in [PIPED, BARE, JOINED] {
        assert_eq!(ids(text), ids(MARKED));
    }
}

#[test]
fn each_fact_has_the_line_of_the_file() {
    let line = |text: &str, words: &str| text.lines().position(|line| line.contains(words)).expect("the words") + 1;
    for text in [MARKED, PIPED, BARE, JOINED] {
        let page = graph(text);
        assert_eq!(fact(&page, "body/planted").line, line(text, "The day of planting"));
        assert_eq!(fact(&page, "permission/application").line, line(text, "Application"));
        assert_eq!(fact(&page, "operation/patch-me-plots-id").line, line(text, "PATCH /me/plots"));
        assert_eq!(fact(&page, "note/replaced-whole/beds").line, line(text, "entire collection"));
        assert_eq!(fact(&page, "example/request").line, line(text, "PATCH https://"));
        assert_eq!(fact(&page, "example/response").line, line(text, "HTTP/1.1 200"));
    }
}

#[test]
fn a_sentence_that_nothing_consumes_is_told_with_its_line() {
    for text in [MARKED, PIPED, BARE, JOINED] {
        let page = graph(text);
        let told = page.not_read.iter().find(|told| told.what.contains("Rain is not a reason"));
        let line = text.lines().position(|line| line.contains("Rain is not")).expect("the words") + 1;
        assert_eq!(told.map(|told| (told.line, told.what.starts_with("note"))), Some((line, true)));
    }
}

#[test]
fn clouds_whose_marks_were_lost_are_unsaid() {
    let lost = JOINED.replace("✅ ❌ ❌ ✅\n", "");
    let page = graph(&lost);
    says(&page, "cloud/china21Vianet", r#"{"kind":"cloud","name":"china21Vianet","availability":"unsaid"}"#);
    decides(&page, 13, "names the cloud `china21Vianet` and has no mark", "not available");
}

#[test]
fn a_row_that_lost_its_name_gets_the_one_that_an_example_has_and_no_row() {
    // The copy lost the first cell, so that the type stands in it.
    let lost =
        PIPED.replace("| name | String | What", "| String | What").replace(". | \n| planted", ". | |\n| planted");
    let page = graph(&lost);
    says(&page, "body/name", r#"{"kind":"member","owner":"body","name":"name","type":{"plain":"string"}}"#);
    says(&page, "body/name/not-clearable", r#"{"kind":"mark","owner":"body","name":"name","mark":"not-clearable"}"#);
    let line = lost.lines().position(|line| line.starts_with("| String |")).expect("the row") + 1;
    decides(&page, line, "the row has no name; its type is `String`", "`name`, which an example has and no row");
}

#[test]
fn the_wording_of_a_row_is_kept_as_a_digest() {
    let of = |text: &str| fact(&graph(text), "body/planted").wording.clone();
    assert_eq!(of(MARKED), of(JOINED));
    assert_ne!(of(MARKED), of(&MARKED.replace("day of planting", "hour of planting")));
    assert_eq!(of(MARKED).map(|digits| digits.len()), Some(8));
}

#[test]
fn the_digest_of_the_page_is_of_its_bytes() {
    let page = graph(MARKED).page;
    assert_eq!((page.digest.len(), page.name.as_str(), page.profile.as_str()), (64, "plot-update", "microsoft-graph"));
    assert_eq!(page.digest, graph(MARKED).page.digest);
    assert!(page.facts.iter().all(|fact| !said(&fact.says).contains("What people call it")), "prose is not kept");
}
