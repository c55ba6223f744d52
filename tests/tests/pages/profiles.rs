//! What headings, columns, types and phrases mean is in a profile, and nowhere else.

use pages::{Profile, profile};

const PAGE: &str = "# Beet\n\n## Aufruf\n\n```\nHOLE /beete/$nr\n```\n\n## Felder\n\n|Feld|Art|Text|\n|--|--|--|\n|name|Wort|Muss sein.|\n|erde|Wort oder Zahl|Eins von: lehm, sand.|\n";

const PROFILE: &str = r#"
name = "garten"
[sections]
request = ["aufruf"]
body = ["felder"]
[columns]
name = ["feld"]
type = ["art"]
description = ["text"]
[types]
unions = [" oder "]
[types.plain]
string = ["wort"]
number = ["zahl"]
[operations]
lines = ['^(?<method>HOLE) (?<path>/\S+)']
placeholders = ['\$(?<name>\w+)']
[phrases]
values = ['eins von: (?<values>[^.]+)']
[phrases.marks]
required = ['muss sein']
"#;

#[test]
fn a_profile_gives_every_word_its_meaning() {
    let profile: Profile = PROFILE.parse().expect("a profile");
    let page = pages::read(PAGE, "beet.md", &profile);
    assert_eq!(
        super::statements(&page),
        [
            r#"{"kind":"title","text":"Beet"}"#,
            r#"{"kind":"operation","method":"HOLE","path":"/beete/$nr","template":"/beete/{nr}"}"#,
            r#"{"kind":"member","owner":"body","name":"name","type":{"plain":"string"}}"#,
            r#"{"kind":"mark","owner":"body","name":"name","mark":"required"}"#,
            r#"{"kind":"member","owner":"body","name":"erde","type":{"union":[{"plain":"string"},{"plain":"number"}]}}"#,
            r#"{"kind":"values","owner":"body","name":"erde","values":["lehm","sand"]}"#,
        ]
    );
}

#[test]
fn a_page_says_nothing_to_a_profile_that_knows_none_of_its_words() {
    let profile: Profile = "name = \"silent\"".parse().expect("a profile");
    let page = pages::read(PAGE, "beet.md", &profile);
    assert_eq!(super::statements(&page), [r#"{"kind":"title","text":"Beet"}"#]);
    super::tells(&page, 13, "the row `name` of a table `Feld | Art | Text`");
}

#[test]
fn a_profile_adds_to_the_one_that_it_extends() {
    let text = "name = \"own\"\nextends = \"microsoft-graph\"\n[sections]\nrequest = [\"aufruf\"]\n";
    let profile: Profile = text.parse().expect("a profile");
    let page =
        pages::read("# x\n\n## Aufruf\n\n```\nGET /a\n```\n\n## HTTP request\n\n```\nGET /b\n```\n", "x.md", &profile);
    assert_eq!(page.page.facts.len(), 3);
}

#[test]
fn a_profile_at_fault_says_where() {
    let fault = |text: &str| text.parse::<Profile>().err().map(|error| error.to_string()).unwrap_or_default();
    assert!(fault("name = 1").contains("expected a string"), "{}", fault("name = 1"));
    assert!(fault("name = \"x\"\n[sectoins]\n").contains("unknown field `sectoins`"));
    assert!(fault("name = \"x\"\n[phrases]\nvalues = ['(']\n").contains("unclosed group"));
    assert_eq!(
        fault("name = \"x\"\nextends = \"nobody\"\n"),
        "no profile `nobody` is shipped; there are `common`, `discord`, `gitlab`, `mastodon`, `microsoft-graph`"
    );
}

#[test]
fn every_shipped_profile_is_sound() {
    for name in profile::shipped_names() {
        assert_eq!(profile::shipped(name).expect("sound").name, name);
    }
}
